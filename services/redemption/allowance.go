package redemption

import (
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// Why goods cannot be had.
const (
	SoldOut = "sold_out"
	Limit   = "limit"
	Short   = "short"
)

// Allowance is how much of an offer a person may still have this month, in pieces, and what is in the way of the next one: a
// code and its words in Chinese and English, empty where nothing is.
type Allowance struct {
	Left         int64
	Code, ZH, EN string
}

// Purse is what decides what a person may have: points at hand, and what was taken this month.
type Purse struct {
	available, points int64
	items             map[string]int64
	limits            rulebook.Redeem
}

// OpenPurse reads what a person with so many points available took in the month of tx, for a mart with these limits.
func OpenPurse(tx *db.Tx, person string, available int64, limits rulebook.Redeem) (Purse, error) {
	used, err := usage(tx, []string{person}, rulebook.Month(rulebook.Day(tx.Now)))
	if err != nil {
		return Purse{}, err
	}
	return Purse{available: available, points: used[person].points, items: used[person].items, limits: limits}, nil
}

// Allows says what the person may still have of an offer. It is the same judgement that reserving makes, in the same order, but
// for the moment: only reserving decides.
func (p Purse) Allows(o mart.Offer) Allowance {
	pieces := max(0, int64(p.limits.PerItemMonth)-p.items[o.GoodsID])
	points := max(0, int64(p.limits.PointsMonth)-p.points)
	a := Allowance{Left: min(pieces, points/o.Points)}
	switch {
	case o.InStock < 1:
		a.Code, a.ZH, a.EN = SoldOut, "已兑完", "Sold out"
	case pieces == 0:
		a.Code = Limit
		a.ZH = fmt.Sprintf("本月已兑满 %d 件", p.limits.PerItemMonth)
		a.EN = fmt.Sprintf("You have had this month's %d", p.limits.PerItemMonth)
	case points < o.Points:
		a.Code = Limit
		a.ZH = fmt.Sprintf("本月还可兑换 %d 分", points)
		a.EN = fmt.Sprintf("%d points left to redeem this month", points)
	case p.available < o.Points:
		a.Code = Short
		a.ZH = fmt.Sprintf("还差 %d 分", o.Points-p.available)
		a.EN = fmt.Sprintf("%d points short", o.Points-p.available)
	}
	return a
}
