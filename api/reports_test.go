package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// with is a filing changed by some fields; a nil one is left out.
func with(filing map[string]any, pairs ...any) map[string]any {
	changed := map[string]any{}
	for name, value := range filing {
		changed[name] = value
	}
	for i := 0; i < len(pairs); i += 2 {
		changed[pairs[i].(string)] = pairs[i+1]
		if pairs[i+1] == nil {
			delete(changed, pairs[i].(string))
		}
	}
	return changed
}

func TestReports(t *testing.T) {
	w := newTown(t)
	rider, officer := w.as(t, "rider-11"), w.as(t, "officer-1")
	t.Run("is filed with a photo and a place, and followed by its reporter", func(t *testing.T) {
		a := rider.post(t, "/reports", rider.filing(t, "environment")).is(t, 201)
		require.Equal(t, "submitted", a.text("state"))
		require.Regexp(t, `^S260311-`, a.text("number"))
		require.Equal(t, "submitted", a.text("timeline.0.state"))
		seen := rider.get(t, "/reports/"+a.text("id")).is(t, 200)
		require.Len(t, seen.list("photos"), 1)
		require.Equal(t, home, seen.text("org_unit_id"))
		picture := w.nobody().get(t, "/"+strings.TrimPrefix(seen.text("photos.0.url"), "/")).is(t, 200)
		require.Equal(t, "image/jpeg", picture.header.Get("Content-Type"))
		require.Contains(t, column(rider.all(t, "/me/reports", 2), "id"), a.text("id"))
	})
	t.Run("belongs to the nearest station's community where none is named", func(t *testing.T) {
		filing := with(rider.filing(t, "property"), "org_unit_id", nil)
		p := filing["location"].(map[string]any)
		nearest := w.nobody().get(t, fmt.Sprintf("/stations?near=%v,%v&limit=1", p["lat"], p["lng"])).is(t, 200)
		a := rider.post(t, "/reports", filing).is(t, 201)
		require.Equal(t, nearest.text("items.0.org_unit_id"), a.text("org_unit_id"))
	})
	t.Run("wants a photo for everything but a resident's need", func(t *testing.T) {
		rider.post(t, "/reports", with(rider.filing(t, "other"), "photo_ids", nil)).refused(t, 422, "report.photo")
		a := w.as(t, "resident-1").post(t, "/reports", rider.filing(t, "resident_need")).is(t, 201)
		require.Empty(t, a.list("photos"))
	})
	t.Run("takes one's own photo, once", func(t *testing.T) {
		filing := rider.filing(t, "traffic")
		w.as(t, "rider-12").post(t, "/reports", filing).refused(t, 422, "report.photo_unknown")
		rider.post(t, "/reports", with(filing, "photo_ids", []string{nothing})).refused(t, 422, "report.photo_unknown")
		rider.post(t, "/reports", filing).is(t, 201)
		rider.post(t, "/reports", filing).refused(t, 422, "report.photo_unknown")
	})
	t.Run("takes no picture that was in another report, under whatever id and whoever sends it", func(t *testing.T) {
		body, kind := form("file", snap())
		ids := []string{}
		for _, u := range []who{rider, rider, w.as(t, "rider-12")} {
			ids = append(ids, u.post(t, "/uploads", body, kind).is(t, 201).text("id"))
		}
		file := func(u who, id string) answer {
			return u.post(t, "/reports", with(rider.filing(t, "traffic"), "photo_ids", []string{id}))
		}
		file(rider, ids[0]).is(t, 201)
		file(rider, ids[1]).refused(t, 422, "report.photo_unknown")
		file(w.as(t, "rider-12"), ids[2]).refused(t, 422, "report.photo_unknown")
	})
	t.Run("lies in the city and in a community of it", func(t *testing.T) {
		filing := rider.filing(t, "other")
		rider.post(t, "/reports", with(filing, "location", map[string]any{"lat": 39.9, "lng": 116.4})).refused(t, 422, "report.outside")
		rider.post(t, "/reports", with(filing, "org_unit_id", street)).refused(t, 422, "report.org_unit")
		rider.post(t, "/reports", with(filing, "org_unit_id", "1")).refused(t, 422, "report.org_unit")
		rider.post(t, "/reports", with(filing, "category", "politics")).refused(t, 400, "request.invalid")
	})
	t.Run("is nobody else's to know", func(t *testing.T) {
		id := rider.reports(t, "environment")
		w.as(t, "rider-12").get(t, "/reports/"+id).is(t, 404)
		w.as(t, "keeper-1").get(t, "/reports/"+id).is(t, 404)
		w.as(t, "district-2").get(t, "/reports/"+id).is(t, 404)
		for _, name := range append([]string{"auditor-1"}, officers...) {
			a := w.as(t, name).get(t, "/reports/"+id).is(t, 200)
			require.Regexp(t, `^.\*$`, a.text("reporter_masked"), name)
		}
		require.NotContains(t, column(w.as(t, "district-2").all(t, "/reports", 100), "id"), id)
		require.Contains(t, column(officer.all(t, "/reports?state=submitted", 3), "id"), id)
	})
	t.Run("of another community is not this officer's", func(t *testing.T) {
		id := rider.post(t, "/reports", with(rider.filing(t, "environment"), "org_unit_id", elsewhere)).is(t, 201).text("id")
		for _, verdict := range []string{"accept", "reject", "merge"} {
			officer.post(t, "/reports/"+id+"/"+verdict, map[string]any{"reason": "不是这里", "into": nothing}).refused(t, 404, "not_found")
		}
		require.NotContains(t, column(officer.all(t, "/reports", 100), "id"), id)
		w.as(t, "district-2").post(t, "/reports/"+id+"/accept", map[string]any{}).is(t, 404)
		w.as(t, "street-1").post(t, "/reports/"+id+"/accept", map[string]any{}).is(t, 200)
	})
	t.Run("is accepted once, and its reporter sees by whom and for how much", func(t *testing.T) {
		reporter := w.as(t, "reporter-1")
		a := reporter.accepted(t, "environment")
		require.Equal(t, "accepted", a.text("state"))
		require.Equal(t, 10, a.num("points"))
		officer.post(t, "/reports/"+a.text("id")+"/accept", map[string]any{}).refused(t, 409, "report.state")
		officer.post(t, "/reports/"+a.text("id")+"/reject", map[string]any{"reason": "反悔"}).refused(t, 409, "report.state")
		seen := reporter.get(t, "/reports/"+a.text("id")).is(t, 200)
		require.Equal(t, []any{"submitted", "accepted"}, column(seen.list("timeline"), "state"))
		require.Equal(t, "网格员", seen.text("timeline.1.by"))
		require.Equal(t, "granted", seen.text("points_state"))
		require.Equal(t, "记 10 分", seen.text("points_explanation"))
		require.Equal(t, 10, reporter.available(t))
	})
	t.Run("is accepted without a body, too", func(t *testing.T) {
		officer.post(t, "/reports/"+w.as(t, "reporter-1").reports(t, "environment")+"/accept", nil).is(t, 200)
	})
	t.Run("is rejected with a reason only, and earns nothing", func(t *testing.T) {
		reporter := w.as(t, "reporter-2")
		id := reporter.reports(t, "environment")
		officer.post(t, "/reports/"+id+"/reject", map[string]any{}).refused(t, 422, "report.reason")
		officer.post(t, "/reports/"+id+"/reject", map[string]any{"reason": "  "}).refused(t, 422, "report.reason")
		a := officer.post(t, "/reports/"+id+"/reject", map[string]any{"reason": "照片看不清"}).is(t, 200)
		require.Equal(t, "rejected", a.text("state"))
		require.Equal(t, "照片看不清", reporter.get(t, "/reports/"+id).text("reason"))
		require.Equal(t, 0, reporter.available(t))
	})
	t.Run("pays by its category", func(t *testing.T) {
		for category, points := range map[string]int{
			"food_hygiene": 10, "public_order": 10, "traffic": 10, "property": 10, "other": 10, "resident_need": 5,
		} {
			require.Equal(t, points, w.as(t, "reporter-"+category).accepted(t, category).num("points"), category)
			require.Equal(t, points, w.as(t, "reporter-"+category).available(t), category)
		}
		for _, category := range []string{"road_hazard", "fire_safety", "utilities"} {
			a := w.as(t, "reporter-"+category).accepted(t, category)
			require.Equal(t, 30, a.num("points"), category)
			require.Equal(t, "pending", a.text("points_state"), category)
		}
	})
	w.balanced(t)
}

func TestMerging(t *testing.T) {
	w := newTown(t)
	first, second, officer := w.as(t, "first"), w.as(t, "second"), w.as(t, "officer-1")
	at := func(u who, category string, metres float64) string {
		return u.post(t, "/reports", with(u.filing(t, category), "location", near(metres))).is(t, 201).text("id")
	}
	into := func(id string) map[string]any { return map[string]any{"into": id} }
	origin := at(first, "environment", 0)
	w.pass(1e9)
	t.Run("thanks the second with one point and leaves the first the full ones", func(t *testing.T) {
		double := at(second, "environment", 40)
		require.Equal(t, origin, officer.get(t, "/reports/"+double).is(t, 200).text("similar.0.id"))
		a := officer.post(t, "/reports/"+double+"/merge", into(origin)).is(t, 200)
		require.Equal(t, "merged", a.text("state"))
		require.Equal(t, origin, a.text("merged_into"))
		require.Equal(t, 1, second.available(t))
		officer.post(t, "/reports/"+origin+"/accept", nil).is(t, 200)
		require.Equal(t, 10, first.available(t))
	})
	t.Run("pays nobody for reporting twice", func(t *testing.T) {
		officer.post(t, "/reports/"+at(first, "environment", 5)+"/merge", into(origin)).is(t, 200)
		require.Equal(t, 10, first.available(t))
	})
	t.Run("only within 50 metres, in the same category, into something earlier that stands", func(t *testing.T) {
		double := at(second, "environment", 10)
		later := at(second, "environment", 12)
		rejected := at(first, "environment", 9)
		officer.post(t, "/reports/"+rejected+"/reject", map[string]any{"reason": "看不清"}).is(t, 200)
		for what, id := range map[string]string{
			"too far": at(second, "environment", 55), "another category": at(second, "property", 0),
		} {
			officer.post(t, "/reports/"+id+"/merge", into(origin)).refused(t, 422, "report.into")
			require.Equal(t, "submitted", second.get(t, "/reports/"+id).text("state"), what)
		}
		for _, target := range []string{double, rejected, nothing} {
			officer.post(t, "/reports/"+double+"/merge", into(target)).refused(t, 422, "report.into")
		}
		officer.post(t, "/reports/"+double+"/merge", nil).refused(t, 422, "report.into")
		w.pass(1e9)
		officer.post(t, "/reports/"+origin+"/merge", into(later)).refused(t, 409, "report.state")
	})
	t.Run("what comes back a week after it was accepted is a new problem", func(t *testing.T) {
		w.pass(6 * 24 * time.Hour)
		soon := at(second, "environment", 3)
		w.pass(24 * time.Hour)
		late := at(second, "environment", 4)
		officer.post(t, "/reports/"+soon+"/merge", into(origin)).is(t, 200)
		officer.post(t, "/reports/"+late+"/merge", into(origin)).refused(t, 422, "report.into")
		require.NotContains(t, column(officer.get(t, "/reports/"+late).list("similar"), "id"), origin)
	})
	w.balanced(t)
}
