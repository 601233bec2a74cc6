package api_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// change sends a PATCH with a key of its own.
func (u who) change(t testing.TB, path string, body any, headers ...header) answer {
	t.Helper()
	return u.do(t, "PATCH", path, body, append([]header{{"Idempotency-Key", key()}}, headers...)...)
}

func TestDoorsAreKept(t *testing.T) {
	w := newTown(t)
	manager, district, keeper := w.as(t, "station-1"), w.as(t, "district-1"), w.as(t, "keeper-1")

	t.Run("a station manager changes the hours, and everybody sees them at once", func(t *testing.T) {
		plan := map[string]any{
			"week":       map[string]any{"mon": []string{"08:30-17:30"}, "sat": []string{"22:00-02:00"}},
			"holidays":   map[string]any{"rule": "closed"},
			"exceptions": map[string]any{"2026-12-31": []string{"09:00-12:00"}},
		}
		done := manager.change(t, "/stations/station-1", map[string]any{"name": "庆小驿·创业城示范站", "hours_plan": plan, "facilities": []string{"wifi", "hot_water"}}).is(t, 200)
		seen := w.nobody().get(t, "/stations/station-1").is(t, 200)
		require.Equal(t, done.at("hours_plan"), seen.at("hours_plan"))
		require.Equal(t, "庆小驿·创业城示范站", seen.text("name"))
		require.Equal(t, []any{"hot_water", "wifi"}, seen.at("facilities"), "in the order of the table")
		require.Equal(t, []any{"09:00-12:00"}, seen.at("hours_plan.exceptions.2026-12-31"))
		require.False(t, seen.at("open_now").(bool), "a Wednesday without hours")
	})
	t.Run("the same change sent twice is one, and the record says what it was", func(t *testing.T) {
		k := header{"Idempotency-Key", key()}
		manager.change(t, "/stations/station-1", map[string]any{"address": "创业城 1 号（示例）"}, k).is(t, 200)
		again := manager.change(t, "/stations/station-1", map[string]any{"address": "创业城 1 号（示例）"}, k).is(t, 200)
		require.Equal(t, "true", again.header.Get("Idempotent-Replayed"))
		events := w.as(t, "auditor-1").get(t, "/audit/events?action=station.change").is(t, 200)
		require.Len(t, events.list("items"), 2)
		require.Contains(t, events.text("items.0.detail"), "创业城 1 号")
	})
	t.Run("a span that is no span is named", func(t *testing.T) {
		a := manager.change(t, "/stations/station-1", map[string]any{"hours_plan": map[string]any{"week": map[string]any{"mon": []string{"8:30-17"}}, "holidays": map[string]any{"rule": "usual"}}})
		a.refused(t, 400, "request.invalid")
		require.Equal(t, "hours_plan.week.mon[0]", a.text("errors.0.field"))
	})
	t.Run("what cannot be meant is refused by field", func(t *testing.T) {
		a := manager.change(t, "/stations/station-1", map[string]any{"location": map[string]any{"lat": 1, "lng": 1}, "facilities": []string{"sauna"}})
		a.refused(t, 422, "place.invalid")
		require.Len(t, a.list("errors"), 2)
	})
	t.Run("somebody else's door does not exist", func(t *testing.T) {
		manager.change(t, "/stations/station-2", map[string]any{"name": "别人的站"}).refused(t, 404, "not_found")
		w.as(t, "district-2").change(t, "/stations/station-1", map[string]any{"name": "别区的站"}).refused(t, 404, "not_found")
		keeper.change(t, "/marts/mart-2", map[string]any{"name": "别人的店"}).refused(t, 404, "not_found")
		manager.change(t, "/marts/mart-1", map[string]any{"name": "不是站"}).refused(t, 403, "auth.forbidden")
		w.as(t, "auditor-1").change(t, "/stations/station-1", map[string]any{"name": "审计改站"}).refused(t, 403, "auth.forbidden")
	})
	t.Run("a change wants its key", func(t *testing.T) {
		manager.do(t, "PATCH", "/stations/station-1", map[string]any{"name": "没有键"}).refused(t, 400, "idempotency.missing")
	})
	t.Run("a retired mart leaves the public list and stays in its managers'", func(t *testing.T) {
		district.change(t, "/marts/mart-1", map[string]any{"state": "retired"}).is(t, 200)
		for _, m := range w.nobody().all(t, "/marts?org_unit_id="+ranghulu, 100) {
			require.NotEqual(t, "mart-1", m.(map[string]any)["id"])
		}
		require.Equal(t, "retired", district.get(t, "/manage/marts?state=retired").is(t, 200).text("items.0.state"))
		require.Equal(t, "mart-1", keeper.get(t, "/manage/marts").is(t, 200).text("items.0.id"))
		district.change(t, "/marts/mart-1", map[string]any{"state": "open"}).is(t, 200)
	})
	t.Run("everybody finds in their list what they may change, and an auditor all", func(t *testing.T) {
		require.Len(t, manager.get(t, "/manage/stations").is(t, 200).list("items"), 1)
		require.Len(t, w.as(t, "auditor-1").all(t, "/manage/stations", 100), 500)
		require.Len(t, w.as(t, "city-1").all(t, "/manage/marts", 50), 207)
		own := district.all(t, "/manage/stations", 100)
		require.NotEmpty(t, own)
		require.Less(t, len(own), 500)
		require.NotEmpty(t, district.get(t, "/manage/stations?q=示范站").is(t, 200).list("items"))
		w.as(t, "rider-1").get(t, "/manage/stations").refused(t, 403, "auth.forbidden")
	})
}

func TestNoticesHangAtDoors(t *testing.T) {
	w := newTown(t)
	keeper := w.as(t, "keeper-1")
	open := func() bool { return w.nobody().get(t, "/stations/station-1").is(t, 200).at("open_now").(bool) }
	t.Run("a notice that shuts the door shuts it until it is taken down", func(t *testing.T) {
		require.True(t, open(), "station-1 never closes")
		n := w.as(t, "station-1").post(t, "/stations/station-1/notices", map[string]any{"text": "今日消杀，暂停开放", "closed": true}).is(t, 201)
		require.False(t, open())
		require.Equal(t, n.text("id"), w.nobody().get(t, "/stations/station-1/notices").is(t, 200).text("items.0.id"))
		w.as(t, "station-1").post(t, "/notices/"+n.text("id")+"/withdraw", nil).is(t, 200)
		require.True(t, open())
		w.as(t, "station-1").post(t, "/notices/"+n.text("id")+"/withdraw", nil).refused(t, 409, "place.notice_gone")
	})
	t.Run("a keeper's notice hangs at the mart, from when it says", func(t *testing.T) {
		from := w.clock.Now().Add(time.Hour).Format(time.RFC3339)
		n := keeper.post(t, "/marts/mart-1/notices", map[string]any{"text": "明日盘点", "closed": false, "from": from}).is(t, 201)
		require.Nil(t, w.nobody().get(t, "/marts/mart-1").is(t, 200).at("notice"))
		require.Len(t, w.nobody().get(t, "/marts/mart-1/notices").is(t, 200).list("items"), 1)
		w.as(t, "keeper-3").post(t, "/notices/"+n.text("id")+"/withdraw", nil).refused(t, 404, "not_found")
		w.as(t, "station-1").post(t, "/notices/"+n.text("id")+"/withdraw", nil).refused(t, 403, "auth.forbidden")
		keeper.post(t, "/notices/"+n.text("id")+"/withdraw", nil).is(t, 200)
	})
	t.Run("a notice that would be over already is none, and one that nobody put up is not there", func(t *testing.T) {
		past := w.clock.Now().Add(-time.Hour)
		body := map[string]any{"text": "过去的事", "closed": false, "from": past.Add(-time.Hour).Format(time.RFC3339), "until": past.Format(time.RFC3339)}
		keeper.post(t, "/marts/mart-1/notices", body).refused(t, 422, "place.notice_over")
		keeper.post(t, "/notices/nothing/withdraw", nil).refused(t, 404, "not_found")
		keeper.post(t, "/marts/mart-2/notices", map[string]any{"text": "别人的店", "closed": true}).refused(t, 404, "not_found")
	})
}

func TestWordsForCodes(t *testing.T) {
	w := newTown(t)
	t.Run("facilities and services have their labels", func(t *testing.T) {
		items := w.nobody().get(t, "/facilities?limit=100").is(t, 200).list("items")
		require.Len(t, items, 31)
		require.Equal(t, map[string]any{"code": "hot_water", "name": "热水", "kind": "facility"}, items[0])
	})
	t.Run("categories say what they earn and whether they want a photo", func(t *testing.T) {
		a := w.nobody().get(t, "/report-categories").is(t, 200)
		require.Len(t, a.list("items"), 10)
		require.Equal(t, map[string]any{"code": "road_hazard", "name": "道路隐患", "rule_code": "R03", "points": 30.0, "photo_required": true}, a.at("items.1"))
		require.Equal(t, false, a.at("items.8.photo_required"))
	})
	t.Run("the documents that one consents to are known before one signs in", func(t *testing.T) {
		require.Len(t, w.nobody().get(t, "/consent-documents").is(t, 200).list("items"), 3)
	})
}
