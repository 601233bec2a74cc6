package api_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// whole is an answer's JSON.
func (a answer) whole(t testing.TB) map[string]any {
	t.Helper()
	var v map[string]any
	require.NoError(t, json.Unmarshal(a.raw, &v))
	return v
}

// column takes one field of every item of a list.
func column(items []any, name string) []any {
	out := make([]any, len(items))
	for i, raw := range items {
		out[i] = raw.(map[string]any)[name]
	}
	return out
}

func TestPlaces(t *testing.T) {
	w := newTown(t)
	u := w.nobody()
	t.Run("the tree is 大庆's, from the city down to its communities", func(t *testing.T) {
		top := u.get(t, "/org-units").is(t, 200)
		require.Equal(t, "2306", top.text("items.0.code"))
		require.Contains(t, string(top.raw), `"parent_id":null`)
		require.Len(t, u.all(t, "/org-units?parent=2306", 3), 10, "districts and counties")
		require.Equal(t, map[string]any{
			"id": home, "code": home, "level": "community", "name": "创业八社区居委会", "parent_id": street,
			"path": "/2306/230604/" + street + "/" + home + "/",
		}, u.get(t, "/org-units/"+home).is(t, 200).whole(t))
		u.get(t, "/org-units/230699").is(t, 404)
		u.get(t, "/org-units?parent=230699").is(t, 404)
	})
	t.Run("500 stations, 35 rider marts and 172 rural ones, each once, to the end of the list", func(t *testing.T) {
		for path, n := range map[string]int{"/stations": 500, "/marts": 207, "/stations?near=46.6,124.9": 500, "/marts?near=46.6,124.9": 207} {
			items := u.all(t, path, 100)
			ids := map[any]bool{}
			for _, id := range column(items, "id") {
				ids[id] = true
			}
			require.Len(t, items, n, path)
			require.Len(t, ids, n, path)
		}
		schemes := map[any]int{}
		for _, s := range column(u.all(t, "/marts", 100), "scheme") {
			schemes[s]++
		}
		require.Equal(t, map[any]int{"rider": 35, "rural": 172}, schemes)
	})
	t.Run("the nearest come first, with their distance, and none beyond the radius", func(t *testing.T) {
		last := -1.0
		for _, d := range column(u.all(t, "/stations?near=46.652,124.871&radius_m=5000", 7), "distance_m") {
			require.GreaterOrEqual(t, d, last)
			require.LessOrEqual(t, d, 5000.0)
			last = d.(float64)
		}
		require.Greater(t, last, 0.0)
		require.NotContains(t, string(u.get(t, "/stations?limit=3").is(t, 200).raw), "distance_m", "there is none without a place")
		for _, near := range []string{"46.6", "x,y", "91,0", "46.6;124.9", "NaN,1", ","} {
			u.get(t, "/stations?near="+near).is(t, 400)
		}
		u.get(t, "/stations?radius_m=0").is(t, 400)
	})
	t.Run("open now, by facility and by words", func(t *testing.T) {
		open := u.all(t, "/stations?open_now=true", 100)
		require.Less(t, len(open), 501)
		require.NotContains(t, column(open, "open_now"), false)
		for _, f := range column(u.all(t, "/stations?facility=charging", 100), "facilities") {
			require.Contains(t, f, "charging")
		}
		found := u.get(t, "/stations?q=创业八").is(t, 200)
		require.Contains(t, found.text("items.0.name"), "创业八")
		require.Empty(t, u.get(t, "/stations?q=没有这样的地方").is(t, 200).list("items"))
		below := column(u.all(t, "/marts?org_unit_id=230604", 100), "id")
		require.Contains(t, below, "mart-1")
		require.Less(t, len(below), 207)
	})
	t.Run("one station and one mart with everything about them", func(t *testing.T) {
		id := u.get(t, "/stations?limit=1").text("items.0.id")
		s := u.get(t, "/stations/"+id).is(t, 200)
		require.NotNil(t, s.at("services"))
		require.NotNil(t, s.at("today_hours"))
		require.Equal(t, true, s.at("demo_data"))
		m := u.get(t, "/marts/mart-1").is(t, 200)
		require.Equal(t, "rider", m.text("scheme"))
		require.Contains(t, m.text("name"), "示例")
		for _, path := range []string{"/stations/nowhere", "/marts/nowhere", "/marts/nowhere/goods", "/stations/mart-1"} {
			u.get(t, path).refused(t, 404, "not_found")
		}
	})
	t.Run("the twelve goods with the prices of each scheme", func(t *testing.T) {
		goods := u.all(t, "/marts/mart-1/goods", 5)
		require.Equal(t, []any{6.0, 15.0, 19.0, 28.0, 38.0, 47.0, 66.0, 66.0, 113.0, 123.0, 151.0, 170.0}, column(goods, "points"))
		require.Equal(t, 220.0, goods[0].(map[string]any)["in_stock"])
		require.Equal(t, 2.0, goods[0].(map[string]any)["limit_per_month"])
		require.Equal(t, goods, u.all(t, "/marts/mart-1/goods", 100))
		rural := u.all(t, "/marts/mart-36/goods", 100)
		require.Equal(t, 3.0, rural[0].(map[string]any)["points"])
	})
	t.Run("the rulebook in force is the city's default one", func(t *testing.T) {
		b := u.get(t, "/rulebook").is(t, 200)
		require.Equal(t, 53, b.num("point_value_fen"))
		require.Equal(t, map[string]any{"day": 80.0, "month": 400.0, "year": 3000.0}, b.at("caps"))
		points := map[string]string{}
		for _, raw := range b.list("rules") {
			r := raw.(map[string]any)
			points[r["code"].(string)] = fmt.Sprint(r["points"])
		}
		for code, n := range map[string]string{"R01": "10", "R02": "20", "R03": "30", "R04": "100", "R05": "1", "R06": "5", "H02": "10", "V03": "30", "N01": "100"} {
			require.Equal(t, n, points[code], code)
		}
		u.get(t, "/rulebook?org_unit_id="+home).is(t, 200)
		u.get(t, "/rulebook?org_unit_id=9").is(t, 404)
	})
}
