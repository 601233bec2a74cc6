package api_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestGoodsAndPrices(t *testing.T) {
	w := newTown(t)
	district, keeper, rider := w.as(t, "district-1"), w.as(t, "keeper-1"), w.as(t, "rider-1")
	offer := func(u who, id string) map[string]any {
		for _, item := range u.get(t, "/marts/mart-1/goods").is(t, 200).list("items") {
			if o := item.(map[string]any); o["id"] == id {
				return o
			}
		}
		return nil
	}
	t.Run("new goods are had once they have a price and stand on a shelf", func(t *testing.T) {
		image := district.upload(t)
		made := district.post(t, "/goods", map[string]any{"name": "保温杯", "unit": "个", "cost_fen": 1900, "image_id": image}).is(t, 201)
		id := made.text("id")
		require.Contains(t, made.text("image_url"), image)
		keeper.post(t, "/counter/stock/receipts", map[string]any{"goods_id": id, "quantity": 3, "source": "purchased"}).is(t, 201)
		require.Nil(t, offer(rider, id))
		district.post(t, "/goods/"+id+"/prices", map[string]any{"scheme": "rider", "points": 36}).is(t, 201)
		require.EqualValues(t, 36, offer(rider, id)["points"])
		rider.post(t, "/redemptions", map[string]any{"mart_id": "mart-1", "items": []any{map[string]any{"goods_id": id, "quantity": 1}}}).is(t, 201)

		later := w.clock.Now().Add(48 * time.Hour).Format(time.RFC3339)
		district.post(t, "/goods/"+id+"/prices", map[string]any{"scheme": "rider", "points": 40, "from": later}).is(t, 201)
		require.EqualValues(t, 36, offer(rider, id)["points"], "the new price is not yet")
		prices := district.change(t, "/goods/"+id, map[string]any{"name": "保温杯 500ml"}).is(t, 200).list("prices")
		require.Len(t, prices, 2)
		require.Equal(t, []any{true, false}, []any{prices[0].(map[string]any)["current"], prices[1].(map[string]any)["current"]})
		district.change(t, "/goods/"+id, map[string]any{"state": "withdrawn"}).is(t, 200)
		require.Nil(t, offer(rider, id))
	})
	t.Run("a price once set is one, and what nobody may set is refused", func(t *testing.T) {
		district.post(t, "/goods/goods-nothing/prices", map[string]any{"scheme": "rider", "points": 5}).refused(t, 404, "not_found")
		past := w.clock.Now().Add(-time.Hour).Format(time.RFC3339)
		district.post(t, "/goods/goods-soap/prices", map[string]any{"scheme": "rider", "points": 5, "from": past}).refused(t, 422, "mart.invalid")
		for _, name := range []string{"street-1", "keeper-1", "auditor-1", "rider-1"} {
			w.as(t, name).post(t, "/goods/goods-soap/prices", map[string]any{"scheme": "rider", "points": 5}).refused(t, 403, "auth.forbidden")
		}
		district.post(t, "/goods", map[string]any{"name": "杯", "unit": "个", "cost_fen": 1, "image_id": "nothing"}).refused(t, 422, "mart.image_id")
	})
	t.Run("the catalogue shows every kind with what it costs now", func(t *testing.T) {
		items := keeper.get(t, "/goods").is(t, 200).list("items")
		require.Len(t, items, 13)
		require.Len(t, items[0].(map[string]any)["prices"], 2)
		rider.get(t, "/goods").refused(t, 403, "auth.forbidden")
	})
}

func TestGoodsSayWhyNot(t *testing.T) {
	w := newTown(t)
	of := func(u who, id string) map[string]any {
		for _, item := range u.get(t, "/marts/mart-1/goods").is(t, 200).list("items") {
			if o := item.(map[string]any); o["id"] == id {
				return o
			}
		}
		return nil
	}
	rider := w.as(t, "rider-1") // 500 points
	t.Run("a stranger is told the goods and nothing of limits", func(t *testing.T) {
		soap := of(w.nobody(), "goods-soap")
		require.Nil(t, soap["limit_left"])
		require.NotContains(t, soap, "reason_unavailable")
		require.Nil(t, of(w.as(t, "keeper-1"), "goods-soap")["limit_left"])
	})
	t.Run("a token that is no longer good is told so", func(t *testing.T) {
		who{w: w, token: "nonsense"}.get(t, "/marts/mart-1/goods").refused(t, 401, "auth.token")
	})
	t.Run("a rider sees how many are left of the month's two", func(t *testing.T) {
		require.EqualValues(t, 2, of(rider, "goods-soap")["limit_left"])
		rider.reserves(t, "soap", 1)
		require.EqualValues(t, 1, of(rider, "goods-soap")["limit_left"])
		rider.reserves(t, "soap", 1)
		soap := of(rider, "goods-soap")
		require.EqualValues(t, 0, soap["limit_left"])
		require.Equal(t, "limit", soap["reason_unavailable"])
		require.Equal(t, "本月已兑满 2 件", soap["reason_text"])
	})
	t.Run("and how far the month's points still reach", func(t *testing.T) {
		rider.reserves(t, "power-bank", 2) // 302 of the month's 400, with the 12 before
		cup := of(rider, "goods-helmet")   // 113
		require.EqualValues(t, 0, cup["limit_left"])
		require.Equal(t, "limit", cup["reason_unavailable"])
		require.Equal(t, "本月还可兑换 48 分", cup["reason_text"])
		require.NotContains(t, of(rider, "goods-charging-cable"), "reason_unavailable")
	})
	t.Run("who has too few points sees how many are missing", func(t *testing.T) {
		soap := of(w.as(t, "rider-11"), "goods-soap")
		require.Equal(t, "short", soap["reason_unavailable"])
		require.Equal(t, "还差 6 分", soap["reason_text"])
		require.EqualValues(t, 2, soap["limit_left"])
	})
	t.Run("what is sold out is so for everybody", func(t *testing.T) {
		keeper := w.as(t, "keeper-1")
		for source, n := range map[string]int{"purchased": 200, "donated": 20} {
			keeper.post(t, "/counter/stock/write-offs", map[string]any{"goods_id": "goods-towel", "quantity": n, "source": source, "note": "受潮"}).is(t, 201)
		}
		for _, u := range []who{w.nobody(), w.as(t, "rider-2")} {
			require.Equal(t, "sold_out", of(u, "goods-towel")["reason_unavailable"])
		}
		require.Equal(t, "Sold out", w.nobody().get(t, "/marts/mart-1/goods", header{"Accept-Language", "en"}).text("items."+shelfPlace(t, w, "goods-towel")+".reason_text"))
	})
	t.Run("what is shown as possible is possible, and what is not is refused with the same reason", func(t *testing.T) {
		for _, u := range []who{rider, w.as(t, "rider-11"), w.as(t, "rider-2")} {
			for _, item := range u.get(t, "/marts/mart-1/goods").is(t, 200).list("items") {
				o := item.(map[string]any)
				before := u.available(t)
				a := u.post(t, "/redemptions", map[string]any{"mart_id": "mart-1", "items": []any{map[string]any{"goods_id": o["id"], "quantity": 1}}})
				switch o["reason_unavailable"] {
				case nil:
					a.is(t, 201)
					u.post(t, "/redemptions/"+a.text("id")+"/cancel", nil).is(t, 200)
				case "sold_out":
					require.Equal(t, 409, a.status)
				case "limit":
					a.refused(t, 409, "redemption.limit")
				case "short":
					a.refused(t, 409, "ledger.short")
				}
				require.Equal(t, before, u.available(t))
			}
		}
	})
}

// shelfPlace is where in mart-1's list goods stand.
func shelfPlace(t *testing.T, w *town, id string) string {
	t.Helper()
	for i, item := range w.nobody().get(t, "/marts/mart-1/goods").is(t, 200).list("items") {
		if item.(map[string]any)["id"] == id {
			return string(rune('0'+i/10)) + string(rune('0'+i%10))
		}
	}
	return ""
}

func TestShelvesAreOverseen(t *testing.T) {
	w := newTown(t)
	keeper, district := w.as(t, "keeper-1"), w.as(t, "district-1")
	keeper.post(t, "/counter/stock/receipts", map[string]any{"goods_id": "goods-soap", "quantity": 5, "source": "donated", "note": "爱心企业"}).is(t, 201)
	id := w.as(t, "rider-1").collects(t, "soap", 2)

	t.Run("those above a mart and its keepers see its shelf, others do not", func(t *testing.T) {
		counter := keeper.get(t, "/counter/stock").is(t, 200)
		for _, name := range []string{"keeper-1", "keeper-2", "street-1", "district-1", "city-1", "auditor-1"} {
			require.Equal(t, counter.at("items"), w.as(t, name).get(t, "/marts/mart-1/stock").is(t, 200).at("items"), name)
		}
		for _, name := range []string{"keeper-3", "district-2"} {
			for _, path := range []string{"stock", "stock/movements", "redemptions", "stock.xlsx"} {
				w.as(t, name).get(t, "/marts/mart-1/"+path).refused(t, 404, "not_found")
			}
		}
		w.as(t, "rider-1").get(t, "/marts/mart-1/stock").refused(t, 403, "auth.forbidden")
		district.get(t, "/marts/nothing/stock").refused(t, 404, "not_found")
	})
	t.Run("every movement is a row with who made it, newest first, page by page", func(t *testing.T) {
		all := district.all(t, "/marts/mart-1/stock/movements?goods_id=goods-soap", 1)
		require.Len(t, all, 4)
		first := all[0].(map[string]any)
		require.Equal(t, "handed_out", first["kind"])
		require.Equal(t, "donated", first["source"], "donated goods go first")
		require.Equal(t, id, first["redemption_id"])
		require.NotEmpty(t, first["goods_name"])
		require.Regexp(t, `\*$`, first["by_masked"])
		same := keeper.get(t, "/counter/stock/movements?kind=received&source=donated&day=2026-03-11&goods_id=goods-soap").is(t, 200)
		require.Len(t, same.list("items"), 2)
		require.Equal(t, "爱心企业", same.text("items.0.note"))
		require.Empty(t, keeper.get(t, "/counter/stock/movements?day=2026-03-10").is(t, 200).list("items"))
	})
	t.Run("the mart's redemptions are listed with the receiver masked", func(t *testing.T) {
		a := district.get(t, "/marts/mart-1/redemptions?state=fulfilled").is(t, 200)
		require.Equal(t, id, a.text("items.0.id"))
		require.Regexp(t, `\*$`, a.text("items.0.receiver_masked"))
	})
}
