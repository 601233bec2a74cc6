package api_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestRulebookVersions(t *testing.T) {
	w := newTown(t)
	city, district := w.as(t, "city-1"), w.as(t, "district-1")
	w.hire(t, "rider-20", "city-2", "city_admin", "2306", "/2306/")
	signIn := func() who {
		a := w.nobody().post(t, "/auth/staff", map[string]any{"username": "city-2", "password": hiredPassword}).is(t, 200)
		return who{w: w, token: a.text("access_token"), id: a.text("person.id")}
	}
	second := signIn()
	points := func(path string) map[string]int {
		worth := map[string]int{}
		for _, item := range w.nobody().get(t, "/rulebook"+path).is(t, 200).list("rules") {
			r := item.(map[string]any)
			worth[r["code"].(string)] = int(r["points"].(float64))
		}
		return worth
	}
	own := map[string]any{"effective_from": "2026-04-01", "org_unit_id": ranghulu, "points": map[string]int{"R01": 12, "N02.city": 210}}

	t.Run("a preview says what would change and writes nothing", func(t *testing.T) {
		before := w.rows(t)
		a := district.post(t, "/rulebook/versions/preview", own).is(t, 200)
		changed := map[string]string{}
		for _, c := range a.list("changes") {
			changed[c.(map[string]any)["field"].(string)] = c.(map[string]any)["to"].(string)
		}
		require.Equal(t, map[string]string{
			"org_unit_id": ranghulu, "effective_from": "2026-04-01", "rules.R01.points": "12", "rules.N02.grades.city.points": "210",
		}, changed)
		require.Equal(t, before, w.rows(t))
	})
	t.Run("a district's own points hold there from their day on, once the city has signed", func(t *testing.T) {
		k := header{"Idempotency-Key", key()}
		id := district.post(t, "/rulebook/versions", own, k).is(t, 201).text("id")
		require.Equal(t, id, district.post(t, "/rulebook/versions", own, k).is(t, 201).text("id"))
		require.Equal(t, "proposed", district.get(t, "/rulebook/versions/"+id).is(t, 200).text("state"))
		district.post(t, "/rulebook/versions/"+id+"/approve", nil).refused(t, 403, "auth.forbidden")
		city.post(t, "/rulebook/versions/"+id+"/approve", nil).is(t, 200)
		second.post(t, "/rulebook/versions/"+id+"/approve", nil).refused(t, 409, "rulebook.state")
		require.Equal(t, 10, points("?org_unit_id=" + home)["R01"], "not yet")
		w.pass(22 * 24 * time.Hour)
		require.Equal(t, 12, points("?org_unit_id=" + home)["R01"])
		require.Equal(t, 10, points("?org_unit_id=" + longfeng)["R01"])
		require.Equal(t, 10, points("")["R01"])
		one := w.as(t, "officer-1").get(t, "/rulebook/versions/"+id).is(t, 200)
		require.Equal(t, true, one.at("in_force"))
		require.NotEmpty(t, one.text("decider_masked"))
		require.Len(t, one.list("changes"), 4)
		w.as(t, "district-2").get(t, "/rulebook/versions/"+id).refused(t, 404, "not_found")
	})
	t.Run("the city's next version is signed by somebody else of the city", func(t *testing.T) {
		city, second, district = w.as(t, "city-1"), signIn(), w.as(t, "district-1")
		book := city.get(t, "/rulebook/versions?state=approved&limit=100").is(t, 200)
		first := ""
		for _, item := range book.list("items") {
			if v := item.(map[string]any); v["org_unit_id"] == "" {
				first = v["id"].(string)
			}
		}
		whole := city.get(t, "/rulebook/versions/"+first).is(t, 200).at("book").(map[string]any)
		whole["caps"] = map[string]any{"day": 90, "month": 400, "year": 3000}
		id := city.post(t, "/rulebook/versions", map[string]any{"effective_from": "2026-05-01", "book": whole}).is(t, 201).text("id")
		city.post(t, "/rulebook/versions/"+id+"/approve", nil).refused(t, 403, "auth.same_person")
		require.Equal(t, 2, second.post(t, "/rulebook/versions/"+id+"/approve", nil).is(t, 200).num("version"))
		w.pass(29 * 24 * time.Hour)
		require.Equal(t, 90, w.nobody().get(t, "/rulebook").num("caps.day"))
		require.Equal(t, 10, points("?org_unit_id=" + home)["R01"], "the newer version of the city replaces the district's older one")
		seen := w.as(t, "auditor-1").get(t, "/audit/events?object_type=rulebook").is(t, 200)
		require.GreaterOrEqual(t, len(seen.list("items")), 4)
	})
	t.Run("what is not signed says why", func(t *testing.T) {
		city, second = w.as(t, "city-1"), signIn()
		id := city.post(t, "/rulebook/versions", map[string]any{"effective_from": "2026-07-01", "points": map[string]int{"R02": 25}}).is(t, 201).text("id")
		second.post(t, "/rulebook/versions/"+id+"/refuse", map[string]any{"reason": "先征求意见"}).is(t, 200)
		one := city.get(t, "/rulebook/versions/"+id).is(t, 200)
		require.Equal(t, "declined", one.text("state"))
		require.Equal(t, "先征求意见", one.text("reason"))
		require.Equal(t, 20, points("")["R02"])
	})
	t.Run("a proposal whose ground has moved is proposed again", func(t *testing.T) {
		city, second, district = w.as(t, "city-1"), signIn(), w.as(t, "district-1")
		own := district.post(t, "/rulebook/versions", map[string]any{"effective_from": "2026-08-01", "org_unit_id": ranghulu, "points": map[string]int{"R01": 12}}).is(t, 201).text("id")
		next := city.post(t, "/rulebook/versions", map[string]any{"effective_from": "2026-07-15", "points": map[string]int{"R01": 30}}).is(t, 201).text("id")
		second.post(t, "/rulebook/versions/"+next+"/approve", nil).is(t, 200)
		second.post(t, "/rulebook/versions/"+own+"/approve", nil).refused(t, 422, "rulebook.invalid")
	})
	for name, c := range map[string]struct {
		by     string
		body   map[string]any
		status int
		code   string
	}{
		"a district goes no further than half up": {"district-1", map[string]any{"effective_from": "2026-06-01", "org_unit_id": ranghulu, "points": map[string]int{"R01": 16}}, 422, "rulebook.invalid"},
		"a district has no say in the caps":       {"district-1", map[string]any{"effective_from": "2026-06-01", "org_unit_id": ranghulu}, 422, "rulebook.proposal"},
		"nor in another district":                 {"district-1", map[string]any{"effective_from": "2026-06-01", "org_unit_id": longfeng, "points": map[string]int{"R01": 12}}, 404, "not_found"},
		"nor in the city's":                       {"district-1", map[string]any{"effective_from": "2026-06-01", "points": map[string]int{"R01": 12}}, 403, "auth.forbidden"},
		"a street has no rulebook of its own":     {"city-1", map[string]any{"effective_from": "2026-06-01", "org_unit_id": street, "points": map[string]int{"R01": 12}}, 422, "rulebook.district"},
		"today is too late":                       {"city-1", map[string]any{"effective_from": "2026-05-01", "points": map[string]int{"R01": 12}}, 422, "rulebook.effective_from"},
		"a day that is none":                      {"city-1", map[string]any{"effective_from": "2026-02-30", "points": map[string]int{"R01": 12}}, 0, ""},
		"a rule that nobody has":                  {"city-1", map[string]any{"effective_from": "2026-06-01", "points": map[string]int{"R99": 12}}, 422, "rulebook.invalid"},
		"a grade must be named":                   {"city-1", map[string]any{"effective_from": "2026-06-01", "points": map[string]int{"N02": 12}}, 422, "rulebook.invalid"},
		"nothing is paid with less than a point":  {"city-1", map[string]any{"effective_from": "2026-06-01", "points": map[string]int{"R01": 0}}, 422, "rulebook.invalid"},
		"an officer makes no rules":               {"officer-1", map[string]any{"effective_from": "2026-06-01", "points": map[string]int{"R01": 12}}, 403, "auth.forbidden"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, path := range []string{"/rulebook/versions", "/rulebook/versions/preview"} {
				a := w.as(t, c.by).post(t, path, c.body)
				if c.status == 0 {
					require.Contains(t, []int{400, 422}, a.status)
				} else {
					a.refused(t, c.status, c.code)
				}
			}
		})
	}
}

func TestBudgets(t *testing.T) {
	w := newTown(t)
	district := w.as(t, "district-1")
	of := func(month string) map[string]any {
		for _, item := range district.all(t, "/budgets?month="+month, 5) {
			if b := item.(map[string]any); b["street_id"] == street {
				return b
			}
		}
		return nil
	}
	set := func(u who, id string, body any) answer {
		return u.do(t, "PUT", "/budgets/"+id, body, header{"Idempotency-Key", key()})
	}
	used := int(of("2026-03")["used"].(float64)) // the opening points of the demo

	t.Run("a street's budget shows what was issued", func(t *testing.T) {
		w.as(t, "rider-1").accepted(t, "environment")
		b := of("2026-03")
		require.EqualValues(t, used+10, b["used"])
		require.EqualValues(t, 1_000_000-used-10, b["left"])
		require.Equal(t, false, b["warn"])
	})
	t.Run("next month has none of its own yet and goes on as this one", func(t *testing.T) {
		b := of("2026-04")
		require.Equal(t, true, b["carried"])
		require.EqualValues(t, 1_000_000, b["funded"])
		require.EqualValues(t, 0, b["used"])
		require.EqualValues(t, 0, of("2026-02")["funded"], "what was not funded then never will be")
	})
	t.Run("it is raised, never lowered, and warns where little is left", func(t *testing.T) {
		require.EqualValues(t, 1_200_000, set(district, street, map[string]any{"month": "2026-03", "points": 1_200_000}).is(t, 200).num("funded"))
		set(district, street, map[string]any{"month": "2026-03", "points": 5}).refused(t, 409, "budget.below_used")
		set(district, street, map[string]any{"month": "2026-02", "points": 5_000_000}).refused(t, 422, "budget.month")
		set(district, street, map[string]any{"month": "2026-13", "points": 5}).is(t, 400)
		set(district, street, map[string]any{"month": "2026-05", "points": 0}).is(t, 200)
		require.Equal(t, true, of("2026-05")["warn"])
		require.Equal(t, true, of("2026-05")["spent"])
		require.Equal(t, "budget.set", w.as(t, "auditor-1").get(t, "/audit/events?action=budget.set").text("items.0.action"))
		w.balanced(t)
	})
	t.Run("everybody sees and funds their own streets only", func(t *testing.T) {
		require.Len(t, w.as(t, "city-1").all(t, "/budgets", 100), 118)
		require.Len(t, w.as(t, "street-1").all(t, "/budgets", 100), 1)
		require.Less(t, len(district.all(t, "/budgets", 100)), 118)
		set(w.as(t, "district-2"), street, map[string]any{"month": "2026-03", "points": 2_000_000}).refused(t, 404, "not_found")
		set(w.as(t, "street-1"), street, map[string]any{"month": "2026-03", "points": 2_000_000}).refused(t, 403, "auth.forbidden")
		set(district, "nothing", map[string]any{"month": "2026-03", "points": 2_000_000}).refused(t, 404, "not_found")
		w.as(t, "officer-1").get(t, "/budgets").refused(t, 403, "auth.forbidden")
	})
	t.Run("a month that went by without a budget had none", func(t *testing.T) {
		w.pass(55 * 24 * time.Hour) // May
		district = w.as(t, "district-1")
		require.Equal(t, false, of("2026-04")["carried"])
		require.EqualValues(t, 0, of("2026-04")["funded"])
	})
}
