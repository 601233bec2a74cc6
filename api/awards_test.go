package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// awardOf is the pending award of a report, as the next to sign sees it.
func (w *town) awardOf(t testing.TB, signer, report string) string {
	t.Helper()
	for _, raw := range w.as(t, signer).all(t, "/awards?state=pending", 100) {
		a := raw.(map[string]any)
		if a["source"].(map[string]any)["id"] == report {
			return a["id"].(string)
		}
	}
	return ""
}

func TestAwards(t *testing.T) {
	w := newTown(t)
	rider := w.as(t, "climber")
	t.Run("thirty points wait for the community's signature", func(t *testing.T) {
		report := rider.accepted(t, "road_hazard").text("id")
		require.Equal(t, 0, rider.available(t))
		require.Equal(t, 30, rider.get(t, "/me/points").num("pending"))
		require.Equal(t, "pending", rider.get(t, "/me/awards").is(t, 200).text("items.0.state"))
		require.Empty(t, w.awardOf(t, "officer-1", report), "it is not the officer's turn any more")
		require.Empty(t, w.awardOf(t, "district-2", report))
		id := w.awardOf(t, "community-1", report)
		require.NotEmpty(t, id)
		w.as(t, "officer-1").post(t, "/awards/"+id+"/approve", nil).refused(t, 403, "auth.same_person")
		w.as(t, "district-2").post(t, "/awards/"+id+"/approve", nil).refused(t, 404, "not_found")
		a := w.as(t, "community-1").post(t, "/awards/"+id+"/approve", nil).is(t, 200)
		require.Equal(t, "granted", a.text("state"))
		require.Equal(t, 30, rider.available(t))
		require.Equal(t, 0, rider.get(t, "/me/points").num("pending"))
		w.as(t, "community-1").post(t, "/awards/"+id+"/approve", nil).refused(t, 409, "award.state")
		w.as(t, "community-1").post(t, "/awards/"+id+"/refuse", map[string]any{"reason": "反悔"}).refused(t, 409, "award.state")
	})
	t.Run("what is refused pays nothing and says why", func(t *testing.T) {
		report := rider.accepted(t, "utilities").text("id")
		id := w.awardOf(t, "street-1", report)
		require.NotEmpty(t, id, "whoever stands above may sign for those below")
		w.as(t, "street-1").post(t, "/awards/"+id+"/refuse", map[string]any{"reason": "不属实"}).is(t, 200)
		require.Equal(t, 30, rider.available(t))
		require.Equal(t, "不属实", rider.get(t, "/me/awards?state=refused").is(t, 200).text("items.0.reason"))
	})
	t.Run("nobody accepts or signs for themselves", func(t *testing.T) {
		w.hire(t, "both", "both-1", "grid_officer", home, "/2306/230604/"+street+"/"+home+"/")
		report := w.as(t, "both").reports(t, "environment")
		a := w.nobody().post(t, "/auth/staff", credentials("both-1", hiredPassword)).is(t, 200)
		self := who{w: w, token: a.text("access_token")}
		self.post(t, "/reports/"+report+"/accept", nil).refused(t, 403, "auth.same_person")
	})
	w.balanced(t)
}

func TestCaps(t *testing.T) {
	w := newTown(t)
	rider := w.as(t, "busy")
	t.Run("the fifth report of a day is recorded with nothing, and says why", func(t *testing.T) {
		for range 4 {
			require.Equal(t, 10, rider.accepted(t, "environment").num("points"))
		}
		a := rider.accepted(t, "property")
		require.Equal(t, 0, a.num("points"))
		require.Equal(t, "granted", a.text("points_state"))
		require.Equal(t, "记 0 分：本项每日最多计 4 次，当日已计 4 次，10 分不计", a.text("points_explanation"))
		require.Equal(t, 40, rider.available(t))
		require.Len(t, rider.all(t, "/me/transfers", 100), 4, "nothing is booked for nothing")
	})
	t.Run("80 points a day are the most, and what is over is cut with its reason", func(t *testing.T) {
		require.Equal(t, 30, rider.accepted(t, "road_hazard").num("points"))
		a := rider.accepted(t, "fire_safety")
		require.Equal(t, 10, a.num("points"))
		require.Equal(t, "记 10 分：当日上限 80 分，已得 70 分，另 20 分不计", a.text("points_explanation"))
		require.Equal(t, 0, rider.accepted(t, "resident_need").num("points"))
	})
	t.Run("a new day begins at midnight in Daqing", func(t *testing.T) {
		w.pass(12 * 60 * 60 * 1e9)
		require.Equal(t, 10, rider.accepted(t, "environment").num("points"))
	})
	w.balanced(t)
}

func TestBudget(t *testing.T) {
	w := newTown(t)
	rider := w.as(t, "late")
	_, err := w.Store.Pool().ExecContext(t.Context(), "UPDATE budgets SET used = funded - 15 WHERE street_id = ?", street)
	require.NoError(t, err)
	t.Run("what the street's budget cannot pay queues, visibly, and is paid next month", func(t *testing.T) {
		require.Equal(t, "granted", rider.accepted(t, "environment").text("points_state"))
		a := rider.accepted(t, "environment")
		require.Equal(t, "queued", a.text("points_state"))
		p := rider.get(t, "/me/points").is(t, 200)
		require.Equal(t, 10, p.num("available"))
		require.Equal(t, 10, p.num("pending"))
		require.Equal(t, 10, rider.get(t, "/me/awards?state=queued").is(t, 200).num("items.0.points"))
		require.Equal(t, 5, rider.accepted(t, "resident_need").num("points"), "what still fits is paid")

		w.release(t)
		require.Equal(t, 15, rider.available(t), "not this month")
		w.pass(21 * 24 * 60 * 60 * 1e9)
		w.release(t)
		require.Equal(t, 25, rider.available(t))
		require.Equal(t, 0, rider.get(t, "/me/points").num("pending"))
	})
	t.Run("an adjustment beyond it is refused", func(t *testing.T) {
		_, err := w.Store.Pool().ExecContext(t.Context(), "UPDATE budgets SET used = funded WHERE street_id = ?", street)
		require.NoError(t, err)
		u := w.as(t, "rider-1")
		id := w.as(t, "district-1").post(t, "/adjustments", map[string]any{"person_id": u.id, "points": 1, "reason": "补记一次上报"}).is(t, 201).text("id")
		w.as(t, "city-1").post(t, "/adjustments/"+id+"/approve", nil).refused(t, 409, "budget.spent")
	})
}

// release runs the job that pays what queued.
func (w *town) release(t testing.TB) {
	t.Helper()
	_, err := w.Rules.ReleaseQueued(t.Context())
	require.NoError(t, err)
}
