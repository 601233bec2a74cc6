package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMe(t *testing.T) {
	w := newTown(t)
	t.Run("shows people themselves, their phone masked even to them", func(t *testing.T) {
		u := w.as(t, "walker")
		me := u.get(t, "/me").is(t, 200)
		require.Equal(t, u.id, me.text("id"))
		require.Equal(t, "", me.text("phone_masked"))
		require.Equal(t, "", me.text("worker_type"))
		require.Empty(t, me.list("consents"))
		changed := u.do(t, "PATCH", "/me", map[string]any{"display_name": "王小虎", "phone": "13800005678", "worker_type": "courier", "org_unit_id": home}).is(t, 200)
		require.Equal(t, "138****5678", changed.text("phone_masked"))
		require.Equal(t, "王小虎", changed.text("display_name"))
		require.Equal(t, "rider", changed.text("roles.0.role"))
		require.Contains(t, changed.text("org_unit_name"), "创业八社区")
		require.NotContains(t, string(changed.raw), "13800005678")
		u.post(t, "/me/consents", map[string]any{"document": "privacy", "version": "2026-01", "given": true}).is(t, 204)
		require.Equal(t, "privacy", u.get(t, "/me").text("consents.0.document"))
	})
	t.Run("a phone number is one person's", func(t *testing.T) {
		w.as(t, "walker-2").do(t, "PATCH", "/me", map[string]any{"phone": "138 0000 5678"}).refused(t, 409, "people.phone_taken")
		w.as(t, "walker-2").do(t, "PATCH", "/me", map[string]any{"phone": "12345"}).refused(t, 422, "people.invalid")
	})
	t.Run("points are told apart: available, held, pending, and what goes when", func(t *testing.T) {
		u := w.funded(t, "saver", 100)
		u.reserves(t, "towel", 1)
		u.collects(t, "soap", 2)
		w.as(t, "officer-1").post(t, "/reports/"+u.reports(t, "road_hazard")+"/accept", map[string]any{}).is(t, 200)
		p := u.get(t, "/me/points").is(t, 200)
		require.Equal(t, 100-19-12, p.num("available"))
		require.Equal(t, 19, p.num("held"))
		require.Equal(t, 30, p.num("pending"))
		require.Equal(t, 100, p.num("earned_total"))
		require.Equal(t, 100, p.num("honor"))
		require.Equal(t, 12, p.num("redeemed_total"))
		require.Equal(t, 0, p.num("expired_total"))
		require.Equal(t, []any{map[string]any{"on": "2027-12-31", "points": 69.0, "soon": false}}, p.list("expiring"))
	})
	t.Run("the statement adds up, from the newest to the first", func(t *testing.T) {
		u := w.as(t, "saver")
		items := u.all(t, "/me/transfers", 100)
		kinds, sum := []string{}, 0.0
		for i, raw := range items {
			item := raw.(map[string]any)
			kinds = append(kinds, item["kind"].(string))
			sum += item["points"].(float64)
			if i == 0 {
				require.EqualValues(t, u.available(t), item["balance_after"])
			}
		}
		require.Equal(t, []string{"redeem", "hold", "hold", "adjust"}, kinds)
		require.EqualValues(t, u.available(t), sum)
		require.Equal(t, items, u.all(t, "/me/transfers", 1))
	})
	t.Run("an award explains itself: rule, version, proof and what each cap left", func(t *testing.T) {
		u := w.as(t, "earner")
		id := u.reports(t, "environment")
		w.as(t, "officer-1").post(t, "/reports/"+id+"/accept", map[string]any{}).is(t, 200)
		item := u.get(t, "/me/transfers").is(t, 200)
		require.Equal(t, "award", item.text("items.0.kind"))
		require.Equal(t, "R01", item.text("items.0.rule_code"))
		require.Equal(t, map[string]any{"type": "report", "id": id}, item.at("items.0.source"))
		a := u.get(t, "/me/transfers/"+item.text("items.0.id")).is(t, 200)
		require.Equal(t, 10, a.num("points"))
		require.Equal(t, "R01", a.text("award.rule_code"))
		require.Equal(t, "1", a.text("award.rulebook_version"))
		require.NotEmpty(t, a.text("award.proof"))
		require.Equal(t, "记 10 分", a.text("award.explanation"))
		left := map[string]float64{}
		for _, raw := range a.list("award.caps") {
			c := raw.(map[string]any)
			left[c["cap"].(string)] = c["left"].(float64)
		}
		require.Equal(t, map[string]float64{"item_day": 3, "day": 70, "month": 390, "year": 2990}, left)
		english := u.get(t, "/me/transfers/"+item.text("items.0.id"), header{"Accept-Language", "en-GB,en;q=0.9"})
		require.Equal(t, "10 points", english.text("award.explanation"))
		w.as(t, "saver").get(t, "/me/transfers/"+item.text("items.0.id")).is(t, 404)
		u.get(t, "/me/transfers/"+nothing).is(t, 404)
	})
	w.balanced(t)
}
