package api_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestMyDataIsMine(t *testing.T) {
	w := newTown(t)
	rider := w.as(t, "rider-1")
	rider.do(t, "PATCH", "/me", map[string]any{"phone": "13812345678"}).is(t, 200)
	for _, given := range []bool{true, false} {
		rider.post(t, "/me/consents", map[string]any{"document": "privacy", "version": "2026-01", "given": given}).is(t, 204)
	}
	rider.accepted(t, "environment")
	rider.collects(t, "soap", 1)
	w.as(t, "rider-2").accepted(t, "environment")

	t.Run("the export holds everything of one person and nothing of another", func(t *testing.T) {
		a := rider.get(t, "/me/export").is(t, 200)
		require.Equal(t, "13812345678", a.text("phone"))
		require.Equal(t, rider.id, a.text("profile.id"))
		require.Len(t, a.list("consents"), 2, "the whole log, not only the last word")
		require.NotEmpty(t, a.list("sessions"))
		require.Len(t, a.list("reports"), 1)
		require.Equal(t, rider.get(t, "/me/reports").at("items.0.id"), a.at("reports.0.id"))
		require.Len(t, a.list("awards"), 1)
		require.Len(t, a.list("redemptions"), 1)
		require.Len(t, a.list("transfers"), len(rider.all(t, "/me/transfers", 100)))
		require.NotContains(t, string(a.raw), w.as(t, "rider-2").id)
	})
	t.Run("an export longer than a page is whole", func(t *testing.T) {
		for range 105 {
			id := rider.reserves(t, "toothpaste", 1)
			rider.post(t, "/redemptions/"+id+"/cancel", nil).is(t, 200)
		}
		a := rider.get(t, "/me/export").is(t, 200)
		require.Len(t, a.list("redemptions"), 106)
		require.Len(t, a.list("transfers"), len(rider.all(t, "/me/transfers", 100)))
		require.Greater(t, len(a.list("transfers")), 200)
	})
}

func TestAccountIsCancelled(t *testing.T) {
	w := newTown(t)
	rider := w.as(t, "rider-1")
	yes := map[string]any{"confirm": true}
	t.Run("not by mistake, not while something waits, and not by staff", func(t *testing.T) {
		rider.post(t, "/me/cancel", map[string]any{"confirm": false}).refused(t, 422, "people.confirm")
		rider.post(t, "/me/cancel", yes, header{"Idempotency-Key", ""}).refused(t, 400, "idempotency.missing")
		id := rider.reserves(t, "soap", 1)
		rider.post(t, "/me/cancel", yes).refused(t, 409, "people.open_business")
		rider.post(t, "/redemptions/"+id+"/cancel", nil).is(t, 200)
		w.as(t, "officer-1").post(t, "/me/cancel", yes).refused(t, 409, "people.on_duty")
	})
	t.Run("then identity is gone, the books still hold, and the same WeChat is somebody new", func(t *testing.T) {
		require.Equal(t, "cancelled", rider.post(t, "/me/cancel", yes).is(t, 200).text("state"))
		rider.get(t, "/me").refused(t, 401, "auth.token")
		one := w.as(t, "city-1").get(t, "/people/"+rider.id).is(t, 200)
		require.Equal(t, "已注销用户", one.text("name_masked"))
		w.balanced(t)
		in := w.nobody().post(t, "/auth/wechat", map[string]any{"code": "demo-rider-1"}).is(t, 200)
		require.NotEqual(t, rider.id, in.text("person.id"))
		require.Equal(t, true, in.at("is_new"))
		w.pass(time.Minute)
	})
}
