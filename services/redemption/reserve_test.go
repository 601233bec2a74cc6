package redemption_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
)

func TestReserving(t *testing.T) {
	w := newTown(t)
	w.earn(100, li)
	o := w.reserve(li, "m1", want("soap", 2), want("gloves", 1))
	require.Equal(t, int64(59), o.Points)
	require.Regexp(t, `^D260311-[0-9A-Z]{7}$`, o.Number)
	require.Equal(t, models.At(w.clock.Now().Add(7*24*time.Hour)), o.ExpiresAt)
	require.Equal(t, string(redemption.Reserved), o.State)
	require.Equal(t, [2]int64{41, 59}, w.points(li), "points and goods are held at once")
	require.Equal(t, [3]int64{27, 3, 2}, w.stock("m1", "soap"))
	require.Equal(t, [3]int64{27, 3, 1}, w.stock("m1", "gloves"))
	require.Equal(t, [3]int64{27, 3, 0}, w.stock("m2", "soap"))

	t.Run("keeps names and prices as they were", func(t *testing.T) {
		w.do(func(tx *db.Tx) error {
			_, err := mart.Price(tx, staff("city-1", people.CityAdmin, "2306", "/2306/"), "gloves", mart.Rider, 20, time.Time{})
			return err
		})
		kept, err := w.room.Find(t.Context(), li, o.ID)
		require.NoError(t, err)
		require.Equal(t, []models.RedemptionItem{
			{RedemptionID: o.ID, GoodsID: "gloves", Name: "防寒手套", Quantity: 1, PointsEach: 47},
			{RedemptionID: o.ID, GoodsID: "soap", Name: "香皂", Quantity: 2, PointsEach: 6},
		}, kept.Items)
		w.handOver(o)
		require.Equal(t, [2]int64{41, 0}, w.points(li))
		w.clock.Pass(time.Second)
		require.Equal(t, int64(20), w.reserve(li, "m1", want("gloves", 1)).Points)
	})
}

func TestWhatIsNotReserved(t *testing.T) {
	w := newTown(t)
	w.earn(100, li)
	w.leave("m1", "bank", 0)
	w.leave("m1", "gloves", 1)
	for name, c := range map[string]struct {
		mart    string
		wants   []redemption.Want
		refused string
	}{
		"nothing":                                 {"m1", nil, "redemption.items"},
		"none of something":                       {"m1", []redemption.Want{want("soap", 0)}, "redemption.items"},
		"less than none":                          {"m1", []redemption.Want{want("soap", -1)}, "redemption.items"},
		"twenty-one":                              {"m1", []redemption.Want{want("soap", 21)}, "redemption.items"},
		"as many as a number can be":              {"m1", []redemption.Want{want("soap", 1<<62)}, "redemption.items"},
		"the same twice":                          {"m1", []redemption.Want{want("soap", 1), want("soap", 1)}, "redemption.items"},
		"what nobody has":                         {"m1", []redemption.Want{want("gold", 1)}, "redemption.goods"},
		"what only the villages have":             {"m1", []redemption.Want{want("tea", 1)}, "redemption.goods"},
		"goods with a blank behind":               {"m1", []redemption.Want{want("soap ", 1)}, "redemption.goods"},
		"at no mart":                              {"m9", []redemption.Want{want("soap", 1)}, "not_found"},
		"for more points than there are":          {"m2", []redemption.Want{want("gloves", 2), want("soap", 2)}, "ledger.short"},
		"what is sold out":                        {"m1", []redemption.Want{want("gloves", 2)}, "redemption.sold_out"},
		"three of a kind in a month":              {"m1", []redemption.Want{want("soap", 3)}, "redemption.limit"},
		"something of which one part is sold out": {"m1", []redemption.Want{want("soap", 1), want("gloves", 2)}, "redemption.sold_out"},
	} {
		t.Run(name, func(t *testing.T) {
			_, refused := w.try(li, c.mart, c.wants...)
			require.Equal(t, c.refused, refused)
			require.Equal(t, [2]int64{100, 0}, w.points(li))
			require.Equal(t, [3]int64{27, 3, 0}, w.stock("m1", "soap"))
		})
	}
	t.Run("by somebody without an account", func(t *testing.T) {
		_, refused := w.try(rider("nobody"), "m1", want("soap", 1))
		require.Equal(t, "ledger.short", refused)
	})
}

func TestTheLimitsOfAMonth(t *testing.T) {
	w := newTown(t)
	w.earn(2000, li, wu)
	t.Run("two of a kind, waiting or handed over, at all marts together", func(t *testing.T) {
		w.handOver(w.reserve(li, "m1", want("soap", 1)))
		waiting := w.reserve(li, "m2", want("soap", 1))
		_, refused := w.try(li, "m1", want("soap", 1))
		require.Equal(t, "redemption.limit", refused)
		w.reserve(wu, "m1", want("soap", 2)) // each for himself
		require.Empty(t, w.cancel(li, waiting.ID))
		w.reserve(li, "m1", want("soap", 1))
	})
	t.Run("four hundred points", func(t *testing.T) {
		w.reserve(li, "m1", want("bank", 2)) // 340, and 12 before
		_, refused := w.try(li, "m1", want("gloves", 2))
		require.Equal(t, "redemption.limit", refused)
		w.reserve(li, "m1", want("gloves", 1)) // 399
	})
	t.Run("and everything again in the next month, which begins at midnight in Daqing", func(t *testing.T) {
		w.clock.Set(time.Date(2026, 3, 31, 15, 59, 59, 0, time.UTC))
		_, refused := w.try(li, "m1", want("soap", 1))
		require.Equal(t, "redemption.limit", refused)
		w.clock.Pass(time.Second)
		w.reserve(li, "m1", want("soap", 2))
	})
}

func TestRaces(t *testing.T) {
	t.Run("fifty redemptions with points for one", func(t *testing.T) {
		w := newTown(t)
		w.earn(47, li)
		var won, short atomic.Int64
		together(50, func(int) {
			switch _, refused := w.try(li, "m1", want("gloves", 1)); refused {
			case "":
				won.Add(1)
			case "ledger.short":
				short.Add(1)
			default:
				t.Error(refused)
			}
		})
		require.Equal(t, [2]int64{1, 49}, [2]int64{won.Load(), short.Load()})
		require.Equal(t, [2]int64{0, 47}, w.points(li))
	})
	t.Run("one piece and thirty who want it, at two counters of the house", func(t *testing.T) {
		w, other := twins(t)
		buyers := make([]people.Actor, 30)
		w.do(func(tx *db.Tx) error { return openAccounts(tx, buyers) })
		w.earn(60, buyers...)
		w.leave("m1", "gloves", 1)
		var won atomic.Int64
		together(30, func(i int) {
			at := w
			if i%2 == 1 {
				at = other
			}
			switch _, refused := at.try(buyers[i], "m1", want("gloves", 1)); refused {
			case "":
				won.Add(1)
			case "redemption.sold_out":
			default:
				t.Error(refused)
			}
		})
		require.Equal(t, int64(1), won.Load())
		require.Equal(t, [3]int64{1, 0, 1}, w.stock("m1", "gloves"))
	})
	t.Run("one key a hundred times, sixty of them at once, at two counters", func(t *testing.T) {
		w, other := twins(t)
		w.earn(1000, li)
		var ids [100]string
		send := func(i int) {
			at := w
			if i%2 == 1 {
				at = other
			}
			answer, err := at.room.Reserve(t.Context(), command("the-one-key-of-them-all"), li, "m1", []redemption.Want{want("soap", 1)})
			o, refused := done[redemption.Order](t, answer, err)
			require.Empty(t, refused)
			ids[i] = o.ID
		}
		together(60, send)
		for i := 60; i < 100; i++ {
			send(i)
		}
		for _, id := range ids {
			require.Equal(t, ids[0], id)
		}
		require.Equal(t, [2]int64{994, 6}, w.points(li))
	})
	t.Run("the limit of a month from ten sides", func(t *testing.T) {
		w := newTown(t)
		w.earn(1000, li)
		var won atomic.Int64
		together(10, func(i int) {
			if _, refused := w.try(li, fmt.Sprint("m", 1+i%2), want("soap", 1)); refused == "" {
				won.Add(1)
			}
		})
		require.Equal(t, int64(2), won.Load())
	})
}
