package redemption

import (
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

func TestAllowances(t *testing.T) {
	limits := rulebook.Redeem{PerItemMonth: 2, PointsMonth: 100}
	offer := func(points, stock int64) mart.Offer {
		return mart.Offer{Quote: mart.Quote{GoodsID: "soap", Points: points}, InStock: stock}
	}
	for _, c := range []struct {
		name  string
		purse Purse
		offer mart.Offer
		left  int64
		code  string
	}{
		{"nothing is in the way", Purse{available: 30}, offer(15, 5), 2, ""},
		{"exactly enough is enough", Purse{available: 15}, offer(15, 1), 2, ""},
		{"one point too few", Purse{available: 14}, offer(15, 1), 2, Short},
		{"below zero after a reversal", Purse{available: -5}, offer(15, 1), 2, Short},
		{"none on the shelf", Purse{available: 30}, offer(15, 0), 2, SoldOut},
		{"one had, one left", Purse{available: 30, items: map[string]int64{"soap": 1}}, offer(15, 5), 1, ""},
		{"both had", Purse{available: 30, items: map[string]int64{"soap": 2}}, offer(15, 5), 0, Limit},
		{"more had than a later rulebook allows", Purse{available: 30, items: map[string]int64{"soap": 9}}, offer(15, 5), 0, Limit},
		{"the month's points reach for one", Purse{available: 99, points: 75}, offer(15, 5), 1, ""},
		{"the month's points reach for none", Purse{available: 99, points: 86}, offer(15, 5), 0, Limit},
		{"more redeemed than a later rulebook allows", Purse{available: 99, points: 500}, offer(15, 5), 0, Limit},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.purse.limits = limits
			a := c.purse.Allows(c.offer)
			require.Equal(t, c.left, a.Left)
			require.Equal(t, c.code, a.Code)
			require.Equal(t, c.code == "", a.ZH == "")
			require.Equal(t, c.code == "", a.EN == "")
		})
	}
}

// FuzzAllowances holds that what is said to be left is never more than the limits leave, and never below nothing.
func FuzzAllowances(f *testing.F) {
	f.Add(int64(30), int64(10), int64(1), int64(15), int64(5))
	f.Add(int64(-30), int64(500), int64(9), int64(1), int64(0))
	f.Fuzz(func(t *testing.T, available, points, pieces, price, stock int64) {
		price = 1 + (price&0xffff+0xffff)%1000
		points, pieces = points&0xffff, pieces&0xff
		p := Purse{available: available, points: points, items: map[string]int64{"soap": pieces}, limits: rulebook.Redeem{PerItemMonth: 2, PointsMonth: 400}}
		a := p.Allows(mart.Offer{Quote: mart.Quote{GoodsID: "soap", Points: price}, InStock: stock})
		require.GreaterOrEqual(t, a.Left, int64(0))
		require.LessOrEqual(t, a.Left, int64(2))
		if a.Left > 0 {
			require.LessOrEqual(t, points+a.Left*price, int64(400))
			require.LessOrEqual(t, pieces+a.Left, int64(2))
		}
		if a.Code == "" {
			require.GreaterOrEqual(t, available, price)
			require.Positive(t, a.Left)
			require.Positive(t, stock)
		}
	})
}
