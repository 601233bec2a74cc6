package api_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/audit"
)

func TestReversals(t *testing.T) {
	w := newTown(t)
	u := w.funded(t, "buyer", 400)
	reason := map[string]any{"reason": "发错了物品", "goods_back": true}
	t.Run("not me opens an objection, once and for thirty days", func(t *testing.T) {
		id := u.collects(t, "soap", 1)
		w.as(t, "rider-1").post(t, "/redemptions/"+id+"/dispute", nil).refused(t, 404, "not_found")
		a := u.post(t, "/redemptions/"+id+"/dispute", map[string]any{"text": "不是我领的"}).is(t, 200)
		require.NotEmpty(t, a.text("disputed_at"))
		u.post(t, "/redemptions/"+id+"/dispute", nil).refused(t, 409, "redemption.dispute")
		u.post(t, "/redemptions/"+u.reserves(t, "soap", 1)+"/dispute", nil).refused(t, 409, "redemption.dispute")
		late := u.collects(t, "toothpaste", 1)
		w.pass(31 * 24 * time.Hour)
		u.post(t, "/redemptions/"+late+"/dispute", nil).refused(t, 409, "redemption.dispute")
	})
	t.Run("a hand-over is undone by two signatures, points and goods back", func(t *testing.T) {
		points, shelf := u.available(t), stockOf(t, w, "goods-towel")
		id := u.collects(t, "towel", 1)
		require.Equal(t, points-19, u.available(t))
		w.as(t, "keeper-3").post(t, "/redemptions/"+id+"/reversal", reason).refused(t, 404, "not_found")
		w.as(t, "district-2").post(t, "/redemptions/"+id+"/reversal", reason).refused(t, 404, "not_found")
		a := w.as(t, "street-1").post(t, "/redemptions/"+id+"/reversal", reason).is(t, 201)
		require.Equal(t, "proposed", a.text("state"))
		require.Equal(t, points-19, u.available(t), "nothing moves before the second signs")
		w.as(t, "keeper-1").post(t, "/redemptions/"+id+"/reversal", reason).refused(t, 409, "redemption.reversal")
		path := "/reversals/" + a.text("id")
		w.as(t, "street-1").post(t, path+"/approve", nil).refused(t, 403, "auth.same_person")
		w.as(t, "district-2").post(t, path+"/approve", nil).refused(t, 404, "not_found")
		require.Contains(t, column(w.as(t, "district-1").all(t, "/reversals", 1), "id"), a.text("id"))
		require.Empty(t, w.as(t, "district-2").all(t, "/reversals", 100))
		w.as(t, "district-1").post(t, path+"/approve", nil).is(t, 200)
		w.as(t, "city-1").post(t, path+"/approve", nil).refused(t, 409, "redemption.reversal")
		require.Equal(t, points, u.available(t))
		require.Equal(t, "reversed", u.get(t, "/redemptions/"+id).text("state"))
		require.Equal(t, shelf, stockOf(t, w, "goods-towel"))
		require.Equal(t, "reversal", u.get(t, "/me/transfers").text("items.0.kind"))
		w.as(t, "keeper-1").post(t, "/redemptions/"+id+"/reversal", reason).refused(t, 409, "redemption.reversal")
	})
	t.Run("a reversal that is declined leaves everything, and may be proposed again", func(t *testing.T) {
		id := u.collects(t, "toothpaste", 1)
		points := u.available(t)
		proposal := w.as(t, "keeper-1").post(t, "/redemptions/"+id+"/reversal", reason).is(t, 201).text("id")
		w.as(t, "street-1").post(t, "/reversals/"+proposal+"/refuse", map[string]any{"reason": " \n "}).refused(t, 400, "request.invalid")
		a := w.as(t, "street-1").post(t, "/reversals/"+proposal+"/refuse", map[string]any{"reason": "核对无误"}).is(t, 200)
		require.Equal(t, "declined", a.text("state"))
		require.Equal(t, points, u.available(t))
		require.Equal(t, "fulfilled", u.get(t, "/redemptions/"+id).text("state"))
		w.as(t, "keeper-1").post(t, "/redemptions/"+id+"/reversal", reason).is(t, 201)
	})
	t.Run("only what was handed over can be undone", func(t *testing.T) {
		w.as(t, "keeper-1").post(t, "/redemptions/"+u.reserves(t, "tissues", 1)+"/reversal", reason).refused(t, 409, "redemption.reversal")
	})
	w.balanced(t)
}

func TestAdjustments(t *testing.T) {
	w := newTown(t)
	u := w.as(t, "rider-12")
	ask := func(points any) map[string]any {
		return map[string]any{"person_id": u.id, "points": points, "reason": "补记一次志愿服务"}
	}
	t.Run("takes two people, neither of them the one who gains", func(t *testing.T) {
		a := w.as(t, "district-1").post(t, "/adjustments", ask(50)).is(t, 201)
		require.Equal(t, "proposed", a.text("state"))
		require.Equal(t, 0, u.available(t))
		path := "/adjustments/" + a.text("id")
		w.as(t, "district-1").post(t, path+"/approve", nil).refused(t, 403, "auth.same_person")
		w.as(t, "district-2").post(t, path+"/approve", nil).refused(t, 404, "not_found")
		require.Contains(t, column(w.as(t, "auditor-1").all(t, "/adjustments", 1), "id"), a.text("id"))
		require.Empty(t, w.as(t, "district-2").all(t, "/adjustments", 100))
		done := w.as(t, "city-1").post(t, path+"/approve", nil).is(t, 200)
		require.Equal(t, "approved", done.text("state"))
		require.Equal(t, 50, u.available(t))
		w.as(t, "city-1").post(t, path+"/approve", nil).refused(t, 409, "adjustment.state")
		require.Equal(t, "adjust", u.get(t, "/me/transfers").text("items.0.kind"))
	})
	t.Run("lies in the proposer's scope", func(t *testing.T) {
		w.as(t, "district-2").post(t, "/adjustments", ask(5)).refused(t, 404, "not_found")
		w.as(t, "district-1").post(t, "/adjustments", with(ask(5), "person_id", nothing)).refused(t, 404, "not_found")
		own := map[string]any{"person_id": w.as(t, "district-1").id, "points": 5, "reason": "给自己加分"}
		w.as(t, "district-1").post(t, "/adjustments", own).refused(t, 403, "auth.same_person")
	})
	t.Run("may take away, but never below zero", func(t *testing.T) {
		take := func(points int) answer {
			id := w.as(t, "city-1").post(t, "/adjustments", ask(points)).is(t, 201).text("id")
			return w.as(t, "district-1").post(t, "/adjustments/"+id+"/approve", nil)
		}
		take(-20).is(t, 200)
		take(-31).refused(t, 409, "ledger.short")
		require.Equal(t, 30, u.available(t))
	})
	t.Run("may be declined, and has bounds and a reason", func(t *testing.T) {
		id := w.as(t, "city-1").post(t, "/adjustments", ask(5)).is(t, 201).text("id")
		a := w.as(t, "district-1").post(t, "/adjustments/"+id+"/refuse", map[string]any{"reason": "没有依据"}).is(t, 200)
		require.Equal(t, "declined", a.text("state"))
		w.as(t, "district-1").post(t, "/adjustments/"+id+"/approve", nil).refused(t, 409, "adjustment.state")
		w.as(t, "city-1").post(t, "/adjustments", ask(0)).refused(t, 422, "adjustment.points")
		for _, points := range []any{10_001, -10_001, 1.5, "5", 1e30} {
			w.as(t, "city-1").post(t, "/adjustments", ask(points)).refused(t, 400, "request.invalid")
		}
		w.as(t, "city-1").post(t, "/adjustments", with(ask(5), "reason", "       ")).refused(t, 422, "adjustment.reason")
	})
	w.balanced(t)
}

func TestAudit(t *testing.T) {
	w := newTown(t)
	auditor := w.as(t, "auditor-1")
	u := w.funded(t, "buyer", 100)
	u.collects(t, "soap", 1)
	u.reserves(t, "towel", 1)
	t.Run("computes the books afresh from the rows", func(t *testing.T) {
		a := auditor.get(t, "/audit/ledger").is(t, 200)
		require.Equal(t, true, a.at("balanced"))
		require.Nil(t, a.at("first_bad"))
		require.Equal(t, 5000+100, a.num("issued"))
		require.Equal(t, 6, a.num("redeemed"))
		require.Equal(t, 19, a.num("held"))
		require.Equal(t, 0, a.num("expired"))
		require.Equal(t, 5094, a.num("outstanding"))
		require.Equal(t, "", a.text("head.day"))
	})
	t.Run("has the head of the chain once a day is closed", func(t *testing.T) {
		w.pass(24 * time.Hour)
		n, err := audit.CloseDays(t.Context(), w.Store)
		require.NoError(t, err)
		require.Equal(t, 1, n)
		a := auditor.get(t, "/audit/ledger").is(t, 200)
		require.Equal(t, "2026-03-11", a.text("head.day"))
		require.Regexp(t, `^[0-9a-f]{64}$`, a.text("head.digest"))
		require.Equal(t, a.text("head.digest"), auditor.get(t, "/audit/day-closes").is(t, 200).text("items.0.digest"))
		require.Equal(t, a.text("head.digest"), w.nobody().get(t, "/audit/head").is(t, 200).text("digest"), "anybody may keep it")
	})
	t.Run("keeps who did what, and every refusal of something privileged", func(t *testing.T) {
		report := w.as(t, "rider-11").reports(t, "environment")
		officer := w.as(t, "officer-1")
		officer.post(t, "/reports/"+report+"/accept", nil, header{"X-Request-Id", "accept-1"}).is(t, 200)
		officer.post(t, "/reports/"+report+"/accept", nil).refused(t, 409, "report.state")
		w.as(t, "rider-1").post(t, "/reports/"+report+"/accept", nil).refused(t, 403, "auth.forbidden")
		w.as(t, "keeper-1").post(t, "/adjustments", map[string]any{"person_id": u.id, "points": 5, "reason": "给朋友加分"}).refused(t, 403, "auth.forbidden")
		items := auditor.all(t, "/audit/events?action=report.accept&object_id="+report, 1)
		require.Equal(t, []any{"auth.forbidden", "report.state", "done"}, column(items, "outcome"))
		require.Equal(t, []any{w.as(t, "rider-1").id, officer.id, officer.id}, column(items, "actor_id"))
		done := items[2].(map[string]any)
		require.Equal(t, "grid_officer", done["actor_role"])
		require.Equal(t, "accept-1", done["request_id"])
		require.Equal(t, "127.0.0.1", done["from"])
		require.NotEmpty(t, auditor.all(t, "/audit/events?action=adjustment.propose&actor_id="+w.as(t, "keeper-1").id, 100))
	})
	t.Run("a key that is replayed is recorded once", func(t *testing.T) {
		id := w.as(t, "rider-11").reports(t, "property")
		once := header{"Idempotency-Key", key()}
		for range 3 {
			w.as(t, "officer-1").post(t, "/reports/"+id+"/reject", map[string]any{"reason": "重复上报"}, once).is(t, 200)
		}
		require.Len(t, auditor.all(t, "/audit/events?object_id="+id, 100), 1)
	})
	t.Run("a digit changed behind our back is found and named", func(t *testing.T) {
		var id string
		require.NoError(t, w.Store.Pool().QueryRowContext(t.Context(), "SELECT id FROM transfers WHERE kind = 'redeem'").Scan(&id))
		_, err := w.Store.Pool().ExecContext(t.Context(), "UPDATE transfers SET points = points + 1 WHERE id = ?", id)
		require.NoError(t, err)
		a := auditor.get(t, "/audit/ledger").is(t, 200)
		require.Equal(t, false, a.at("balanced"))
		require.NotNil(t, a.at("first_bad"))
	})
}

func TestLists(t *testing.T) {
	w := newTown(t)
	u := w.funded(t, "lister", 300)
	for range 3 {
		u.collects(t, "soap", 1, "towel", 1)
		u.accepted(t, "resident_need")
		w.pass(31 * 24 * time.Hour)
	}
	w.as(t, "officer-1")
	for path, item := range w.contract.doc.Paths.Map() {
		op := item.Get
		if op == nil || op.Parameters.GetByInAndName("query", "cursor") == nil {
			continue
		}
		t.Run(op.OperationID+" is the same list in pages of any size, and refuses what is no page", func(t *testing.T) {
			caller, path := w.by(t, op), resolve(path)
			if slices.Contains([]string{"my-transfers", "my-reports", "my-redemptions", "my-awards"}, op.OperationID) {
				caller = u
			}
			if op.OperationID == "my-awards" {
				path += "?state=granted"
			}
			if op.OperationID == "audit-events" { // the opening stock of the town alone has thousands
				path += "?action=redemption.fulfil"
			}
			all := caller.all(t, path, 100)
			if len(all) < 210 {
				require.Equal(t, all, caller.all(t, path, 3))
			}
			joint := map[bool]string{true: "&", false: "?"}[slices.Contains([]byte(path), '?')]
			twenty := caller.get(t, path).is(t, 200)
			require.Len(t, twenty.list("items"), min(20, len(all)), "20 where the limit is left out")
			for _, bad := range []string{"limit=0", "limit=101", "limit=-1", "limit=x", "limit=1.5", "limit=99999999999999999999", "cursor=!!!", "unheard_of=1"} {
				caller.get(t, path+joint+bad).is(t, 400)
			}
		})
	}
}

// resolve puts a mart in the place of an id: the lists below something are those of its goods.
func resolve(path string) string {
	if strings.HasPrefix(path, "/stations/") || strings.Contains(path, "/v1/stations/") {
		return replaceID(path, "station-1")
	}
	return replaceID(path, "mart-1")
}
