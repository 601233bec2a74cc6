package api_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/schedule"
)

func TestReserving(t *testing.T) {
	w := newTown(t)
	t.Run("holds points and goods for seven days", func(t *testing.T) {
		u := w.funded(t, "buyer-1", 100)
		before := stockOf(t, w, "goods-towel")
		a := u.post(t, "/redemptions", order("mart-1", "towel", 2, "soap", 1)).is(t, 201)
		require.Equal(t, "reserved", a.text("state"))
		require.Regexp(t, `^D260311-`, a.text("number"))
		require.Equal(t, 44, a.num("points"))
		require.Equal(t, "mart-1", a.text("mart.id"))
		require.Equal(t, "2026-03-18T04:00:00Z", a.text("expires_at"))
		require.ElementsMatch(t, []any{6.0, 19.0}, column(a.list("items"), "points"))
		require.Equal(t, 56, u.available(t))
		after := stockOf(t, w, "goods-towel")
		require.Equal(t, before["held"].(float64)+2, after["held"])
		require.Equal(t, before["in_stock"].(float64)-2, after["in_stock"])
		require.Equal(t, before["purchased"], after["purchased"])
		require.Contains(t, column(u.all(t, "/me/redemptions?state=reserved", 1), "id"), a.text("id"))
		require.Contains(t, column(w.as(t, "keeper-2").all(t, "/counter/redemptions?state=reserved", 1), "id"), a.text("id"))
		require.NotContains(t, column(w.as(t, "keeper-3").all(t, "/counter/redemptions", 100), "id"), a.text("id"))
	})
	t.Run("is shown to its owner, the keepers of the mart and those above, and to nobody else", func(t *testing.T) {
		u := w.as(t, "buyer-1")
		id := u.reserves(t, "soap", 1)
		require.Empty(t, u.get(t, "/redemptions/"+id).is(t, 200).text("receiver_masked"))
		for _, name := range []string{"keeper-1", "keeper-2", "street-1", "district-1", "city-1", "auditor-1"} {
			require.Regexp(t, `\*$`, w.as(t, name).get(t, "/redemptions/"+id).is(t, 200).text("receiver_masked"), name)
		}
		for _, name := range []string{"keeper-3", "district-2", "rider-1", "officer-1", "station-1"} {
			w.as(t, name).get(t, "/redemptions/"+id).refused(t, 404, "not_found")
		}
		w.as(t, "keeper-1").get(t, "/redemptions/"+id+"/pickup-code").refused(t, 404, "not_found")
		w.as(t, "rider-1").post(t, "/redemptions/"+id+"/cancel", nil).refused(t, 404, "not_found")
		w.as(t, "keeper-1").post(t, "/redemptions/"+id+"/cancel", nil).refused(t, 404, "not_found")
	})
	t.Run("refuses one point too few, and what nobody can mean", func(t *testing.T) {
		u := w.funded(t, "buyer-2", 18)
		a := u.post(t, "/redemptions", order("mart-1", "towel", 1)).refused(t, 409, "ledger.short")
		require.Equal(t, "需要 19 分，可用 18 分", a.text("detail"))
		u.post(t, "/redemptions", order("nowhere", "soap", 1)).refused(t, 404, "not_found")
		u.post(t, "/redemptions", order("mart-1", "gold", 1)).refused(t, 404, "redemption.goods")
		u.post(t, "/redemptions", order("mart-1", "soap", 1, "soap", 1)).refused(t, 422, "redemption.items")
		for _, n := range []any{0, -1, 21, 1.5, "1"} {
			u.post(t, "/redemptions", order("mart-1", "soap", n)).refused(t, 400, "request.invalid")
		}
		u.post(t, "/redemptions", order("mart-1")).refused(t, 400, "request.invalid")
		require.Equal(t, 18, u.available(t))
	})
	t.Run("two of a thing a month, and 400 points", func(t *testing.T) {
		u := w.funded(t, "buyer-3", 1000)
		u.reserves(t, "soap", 1)
		u.reserves(t, "soap", 1)
		u.post(t, "/redemptions", order("mart-1", "soap", 1)).refused(t, 409, "redemption.limit")
		u.post(t, "/redemptions", order("mart-1", "towel", 3)).refused(t, 409, "redemption.limit")
		u.reserves(t, "power-bank", 2)
		a := u.post(t, "/redemptions", order("mart-1", "helmet", 1)).refused(t, 409, "redemption.limit")
		require.Equal(t, "每月最多兑换 400 分，本月还可兑换 48 分", a.text("detail"))
		w.pass(21 * 24 * time.Hour)
		u.reserves(t, "soap", 2)
	})
	t.Run("what is gone is sold out, whoever asks first", func(t *testing.T) {
		u := w.funded(t, "buyer-4", 400)
		w.as(t, "keeper-3").post(t, "/counter/stock/counts", slip("goods-soap", 1, "purchased")).is(t, 201)
		w.as(t, "keeper-3").post(t, "/counter/stock/counts", slip("goods-soap", 0, "donated")).is(t, 201)
		u.post(t, "/redemptions", order("mart-2", "towel", 1, "soap", 2)).refused(t, 409, "redemption.sold_out")
		u.post(t, "/redemptions", order("mart-2", "soap", 1)).is(t, 201)
		w.funded(t, "buyer-5", 50).post(t, "/redemptions", order("mart-2", "soap", 1)).refused(t, 409, "redemption.sold_out")
	})
	w.balanced(t)
}

func TestGivingBack(t *testing.T) {
	w := newTown(t)
	u := w.funded(t, "buyer", 300)
	t.Run("a cancelled redemption gives points and goods back, once", func(t *testing.T) {
		before := stockOf(t, w, "goods-towel")
		id := u.reserves(t, "towel", 2)
		a := u.post(t, "/redemptions/"+id+"/cancel", nil).is(t, 200)
		require.Equal(t, "cancelled", a.text("state"))
		require.Equal(t, 300, u.available(t))
		require.Equal(t, before, stockOf(t, w, "goods-towel"))
		u.post(t, "/redemptions/"+id+"/cancel", nil).refused(t, 409, "redemption.cancelled")
		u.get(t, "/redemptions/"+id+"/pickup-code").refused(t, 409, "redemption.cancelled")
		u.reserves(t, "towel", 2) // and the month's limit is free again
	})
	t.Run("what is not picked up in seven days is released, not forfeited", func(t *testing.T) {
		id := u.reserves(t, "soap", 1)
		held := u.get(t, "/me/points").num("held")
		w.pass(7*24*time.Hour - time.Second)
		w.expire(t)
		require.Equal(t, "reserved", u.get(t, "/redemptions/"+id).text("state"))
		code := u.shows(t, id)
		w.pass(time.Second)
		w.as(t, "keeper-1").post(t, "/counter/fulfil", code).refused(t, 409, "redemption.expired")
		u.get(t, "/redemptions/"+id+"/pickup-code").refused(t, 409, "redemption.expired")
		w.pass(time.Minute)
		w.expire(t)
		require.Equal(t, "expired", u.get(t, "/redemptions/"+id).text("state"))
		require.Equal(t, 44, held)
		require.Equal(t, 0, u.get(t, "/me/points").num("held"))
		require.Equal(t, 300, u.available(t))
		u.post(t, "/redemptions/"+id+"/cancel", nil).refused(t, 409, "redemption.expired")
	})
	w.balanced(t)
}

// expire is the scheduler's job as main schedules it, on two instances of which the lease lets one work at a time.
func (w *town) expire(t testing.TB) {
	t.Helper()
	job := schedule.Job{Name: "redemption.expire", Every: time.Minute, Run: func(ctx context.Context) error {
		_, err := w.Redemptions.ExpireDue(ctx)
		return err
	}}
	for range 2 {
		require.NoError(t, schedule.New(w.Store, w.Log, job).Once(t.Context(), job))
	}
}

func slip(goods string, quantity int, source string) map[string]any {
	return map[string]any{"goods_id": goods, "quantity": quantity, "source": source, "note": "测试"}
}

// stockOf is what mart-1 has of some goods.
func stockOf(t testing.TB, w *town, goods string) map[string]any {
	t.Helper()
	for _, raw := range w.as(t, "keeper-1").all(t, "/counter/stock", 100) {
		if line := raw.(map[string]any); line["goods_id"] == goods {
			return line
		}
	}
	t.Fatalf("mart-1 has no %s", goods)
	return nil
}
