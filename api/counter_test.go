package api_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestHandingOver(t *testing.T) {
	w := newTown(t)
	u := w.funded(t, "buyer", 900)
	keeper, colleague, stranger := w.as(t, "keeper-1"), w.as(t, "keeper-2"), w.as(t, "keeper-3")
	t.Run("the code changes every sixty seconds and is for this mart", func(t *testing.T) {
		id := u.reserves(t, "towel", 1)
		a := u.get(t, "/redemptions/"+id+"/pickup-code").is(t, 200)
		require.Regexp(t, `^\d{8}$`, a.text("digits"))
		require.Regexp(t, `^[0-9A-Z:]+$`, a.text("code"), "QR's small alphabet")
		require.Equal(t, "2026-03-11T04:01:00Z", a.text("valid_until"))
		require.Equal(t, a.text("code"), u.get(t, "/redemptions/"+id+"/pickup-code").text("code"))
		for _, shown := range []map[string]any{{"code": a.text("code")}, {"digits": a.text("digits")}} {
			seen := keeper.post(t, "/counter/scan", shown, header{"Idempotency-Key", ""}).is(t, 200)
			require.Equal(t, id, seen.text("redemption_id"))
			require.Regexp(t, `^居\*$`, seen.text("receiver_masked"))
			require.Equal(t, 19, seen.num("points"))
			require.Equal(t, "reserved", seen.text("state"))
			require.Equal(t, "goods-towel", seen.text("items.0.goods_id"))
		}
		stranger.post(t, "/counter/scan", map[string]any{"code": a.text("code")}).refused(t, 404, "counter.other_mart")
		stranger.post(t, "/counter/scan", map[string]any{"digits": a.text("digits")}).refused(t, 404, "counter.code_unknown")
		stranger.post(t, "/counter/fulfil", map[string]any{"code": a.text("code")}).refused(t, 404, "counter.other_mart")

		w.pass(64 * time.Second)
		keeper.post(t, "/counter/scan", map[string]any{"code": a.text("code")}).is(t, 200)
		w.pass(2 * time.Second)
		keeper.post(t, "/counter/scan", map[string]any{"code": a.text("code")}).refused(t, 409, "counter.code_expired")
		keeper.post(t, "/counter/fulfil", map[string]any{"code": a.text("code")}).refused(t, 409, "counter.code_expired")
		keeper.post(t, "/counter/scan", map[string]any{"digits": a.text("digits")}).refused(t, 404, "counter.code_unknown")
		require.NotEqual(t, a.text("code"), u.get(t, "/redemptions/"+id+"/pickup-code").text("code"))
		require.Equal(t, "reserved", u.get(t, "/redemptions/"+id).text("state"))
	})
	t.Run("a code works once, and its owner sees the hand-over at once", func(t *testing.T) {
		before := stockOf(t, w, "goods-soap")
		id := u.reserves(t, "soap", 2)
		code := u.shows(t, id)
		a := keeper.post(t, "/counter/fulfil", code).is(t, 200)
		require.Equal(t, "fulfilled", a.text("state"))
		require.Equal(t, "fulfilled", u.get(t, "/redemptions/"+id).text("state"))
		keeper.post(t, "/counter/fulfil", code).refused(t, 409, "redemption.already_fulfilled")
		colleague.post(t, "/counter/fulfil", code).refused(t, 409, "redemption.already_fulfilled")
		colleague.post(t, "/counter/scan", code).refused(t, 409, "redemption.already_fulfilled")
		after := stockOf(t, w, "goods-soap")
		require.Equal(t, before["donated"].(float64)-2, after["donated"], "what was given goes first")
		require.Equal(t, before["purchased"], after["purchased"])
		u.post(t, "/redemptions/"+id+"/cancel", nil).refused(t, 409, "redemption.already_fulfilled")
	})
	t.Run("the same key is answered the same after the code has rolled over", func(t *testing.T) {
		id := u.reserves(t, "toothpaste", 1)
		code, once := u.shows(t, id), header{"Idempotency-Key", key()}
		first := keeper.post(t, "/counter/fulfil", code, once).is(t, 200)
		w.pass(5 * time.Minute)
		again := keeper.post(t, "/counter/fulfil", code, once).is(t, 200)
		require.Equal(t, first.raw, again.raw)
		require.Equal(t, "true", again.header.Get("Idempotent-Replayed"))
		keeper.post(t, "/counter/fulfil", code).refused(t, 409, "counter.code_expired")
	})
	t.Run("one of code and digits, and it must be one of ours", func(t *testing.T) {
		for _, body := range []map[string]any{{}, {"code": "x", "digits": "12345678"}} {
			keeper.post(t, "/counter/scan", body).refused(t, 400, "counter.code_missing")
			keeper.post(t, "/counter/fulfil", body).refused(t, 400, "counter.code_missing")
		}
		for _, body := range []map[string]any{{"code": "QXY:1:2:3"}, {"code": "https://example.org"}, {"digits": "00000000"}, {"digits": "1"}} {
			keeper.post(t, "/counter/scan", body).refused(t, 404, "counter.code_unknown")
		}
	})
	t.Run("nobody serves themselves", func(t *testing.T) {
		w.hire(t, "buyer", "buyer-keeper", "mart_keeper", "mart-1", mart1Path(w))
		self := who{w: w, token: w.nobody().post(t, "/auth/staff", credentials("buyer-keeper", hiredPassword)).is(t, 200).text("access_token")}
		id := u.reserves(t, "tissues", 1)
		self.post(t, "/counter/scan", u.shows(t, id)).refused(t, 403, "redemption.self_service")
		self.post(t, "/counter/fulfil", u.shows(t, id)).refused(t, 403, "redemption.self_service")
		keeper.post(t, "/counter/fulfil", u.shows(t, id)).is(t, 200)
	})
	t.Run("above 200 points a second member of staff signs first", func(t *testing.T) {
		rich := w.funded(t, "rich", 400)
		id := rich.reserves(t, "power-bank", 1, "helmet", 1)
		require.Equal(t, true, keeper.post(t, "/counter/scan", rich.shows(t, id)).is(t, 200).at("needs_second_signature"))
		keeper.post(t, "/counter/fulfil", rich.shows(t, id)).refused(t, 409, "redemption.second_signature")
		stranger.post(t, "/counter/countersign", rich.shows(t, id)).refused(t, 404, "counter.other_mart")
		a := colleague.post(t, "/counter/countersign", rich.shows(t, id)).is(t, 200)
		require.Equal(t, true, a.at("countersigned"))
		colleague.post(t, "/counter/fulfil", rich.shows(t, id)).refused(t, 409, "redemption.second_signature")
		keeper.post(t, "/counter/fulfil", rich.shows(t, id)).is(t, 200)
	})
	t.Run("a keeper who guesses codes is slowed down", func(t *testing.T) {
		refused := 0
		for range 30 {
			if a := colleague.post(t, "/counter/scan", map[string]any{"digits": "00000001"}); a.status == 429 {
				refused++
			}
		}
		require.Greater(t, refused, 5)
		colleague.post(t, "/counter/fulfil", map[string]any{"digits": "00000001"}).refused(t, 429, "request.too_often")
		keeper.post(t, "/counter/scan", u.shows(t, u.reserves(t, "toothpaste", 1))).is(t, 200)
	})
	w.balanced(t)
}

func TestStock(t *testing.T) {
	w := newTown(t)
	keeper := w.as(t, "keeper-1")
	t.Run("every movement is a row, bought and given apart", func(t *testing.T) {
		a := keeper.post(t, "/counter/stock/receipts", map[string]any{"goods_id": "goods-soap", "quantity": 10, "source": "purchased", "unit_cost_fen": 280, "note": "补货"}).is(t, 201)
		require.Equal(t, "received", a.text("kind"))
		require.Equal(t, 10, a.num("quantity"))
		require.Equal(t, 280, a.num("unit_cost_fen"))
		require.Equal(t, 210, a.num("purchased"))
		a = keeper.post(t, "/counter/stock/receipts", slip("goods-soap", 5, "donated")).is(t, 201)
		require.Equal(t, 25, a.num("donated"))
		a = keeper.post(t, "/counter/stock/counts", slip("goods-soap", 208, "purchased")).is(t, 201)
		require.Equal(t, -2, a.num("quantity"), "what the count found missing")
		a = keeper.post(t, "/counter/stock/write-offs", slip("goods-soap", 3, "donated")).is(t, 201)
		require.Equal(t, -3, a.num("quantity"))
		require.Equal(t, 230, a.num("in_stock"))
		require.Equal(t, 230.0, stockOf(t, w, "goods-soap")["in_stock"])
	})
	t.Run("refuses what cannot be", func(t *testing.T) {
		keeper.post(t, "/counter/stock/receipts", slip("goods-gold", 1, "purchased")).refused(t, 422, "mart.invalid")
		keeper.post(t, "/counter/stock/receipts", slip("goods-soap", 0, "purchased")).refused(t, 422, "mart.invalid")
		keeper.post(t, "/counter/stock/receipts", slip("goods-soap", 1, "stolen")).refused(t, 400, "request.invalid")
		keeper.post(t, "/counter/stock/write-offs", slip("goods-soap", 500, "purchased")).refused(t, 409, "mart.not_enough")
		u := w.funded(t, "buyer", 100)
		u.reserves(t, "towel", 2)
		keeper.post(t, "/counter/stock/counts", slip("goods-towel", 0, "donated")).is(t, 201)
		keeper.post(t, "/counter/stock/counts", slip("goods-towel", 1, "purchased")).refused(t, 409, "mart.count_below_held")
	})
	t.Run("a mart is its own keepers'", func(t *testing.T) {
		keeper.post(t, "/counter/stock/receipts?mart_id=mart-2", slip("goods-soap", 1, "purchased")).refused(t, 404, "not_found")
		keeper.get(t, "/counter/stock?mart_id=mart-2").refused(t, 404, "not_found")
		keeper.get(t, "/counter/day-close?mart_id=mart-2").refused(t, 404, "not_found")
		keeper.get(t, "/counter/redemptions?mart_id=mart-2").refused(t, 404, "not_found")
	})
	t.Run("a keeper of two marts says which, and one key is not both", func(t *testing.T) {
		w.hire(t, "rider-6", "keeper-6", "mart_keeper", "mart-1", mart1Path(w))
		m2, _ := w.Marts.Find("mart-2")
		boss := w.as(t, "sysadmin-1").actor(t)
		done, err := w.People.Grant(t.Context(), deed(boss.ID), boss, w.as(t, "rider-6").id, scoped("mart_keeper", "mart-2", m2.OrgPath))
		require.NoError(t, err)
		require.Equal(t, 200, done.Status, "%s", done.Body)
		both := who{w: w, token: w.nobody().post(t, "/auth/staff", credentials("keeper-6", hiredPassword)).is(t, 200).text("access_token")}
		both.get(t, "/counter/stock").refused(t, 422, "counter.which_mart")
		both.get(t, "/counter/stock?mart_id=mart-2").is(t, 200)
		once := header{"Idempotency-Key", key()}
		both.post(t, "/counter/stock/receipts?mart_id=mart-1", slip("goods-soap", 1, "purchased"), once).is(t, 201)
		both.post(t, "/counter/stock/receipts?mart_id=mart-2", slip("goods-soap", 1, "purchased"), once).refused(t, 422, "idempotency.reused")
	})
	t.Run("the day closes on what came, went and was counted", func(t *testing.T) {
		u := w.funded(t, "buyer-2", 100)
		u.collects(t, "tissues", 2)
		a := keeper.get(t, "/counter/day-close").is(t, 200)
		require.Equal(t, "2026-03-11", a.text("on"))
		require.Equal(t, true, a.at("agrees"))
		require.Equal(t, 1, a.num("redemptions"))
		require.Equal(t, 2, a.num("handed_out"))
		require.Equal(t, 56, a.num("points"))
		require.Equal(t, 2+3, a.num("stock_out"))
		require.Equal(t, -2-20, a.num("differences"))
		for _, raw := range a.list("lines") {
			l := raw.(map[string]any)
			n := func(name string) float64 { return l[name].(float64) }
			require.Equal(t, n("closing"), n("opening")+n("received")+n("returned")-n("handed_out")-n("written_off")+n("counted"))
		}
		require.Equal(t, 0, keeper.get(t, "/counter/day-close?on=2026-03-10").is(t, 200).num("handed_out"))
		keeper.get(t, "/counter/day-close?on=2026-02-30").is(t, 400)
	})
	w.balanced(t)
}
