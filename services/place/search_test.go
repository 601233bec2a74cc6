package place_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

type (
	entry = place.Entry[int]
	hit   = place.Hit[int]
	query = place.Query[int]
)

// bruteForce answers a query by looking at every door.
func bruteForce(entries []entry, q query) []hit {
	var hits []hit
	for _, e := range entries {
		h := hit{Entry: e}
		if q.Near != nil {
			h.DistanceM = place.Metres(*q.Near, e.At)
		}
		ok := strings.HasPrefix(e.Path, q.PathPrefix) && (q.Facility == "" || slices.Contains(e.Facilities, q.Facility)) &&
			(q.Keep == nil || q.Keep(e.Item)) && (q.Near == nil || e.At.Valid() && (q.RadiusM == 0 || h.DistanceM <= float64(q.RadiusM)))
		for _, word := range strings.Fields(strings.ToLower(q.Text)) {
			ok = ok && strings.Contains(e.Text, word)
		}
		if ok && (q.After == nil || order(h, hit{Entry: entry{ID: q.After.ID}, DistanceM: q.After.Distance}) > 0) {
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, order)
	return hits[:min(len(hits), q.Limit)]
}

func order(a, b hit) int {
	return cmp.Or(cmp.Compare(a.DistanceM, b.DistanceM), cmp.Compare(a.ID, b.ID))
}

// somePoint draws places that often coincide or share a line, lie in clusters, and now and then at the ends of the country.
func somePoint() *rapid.Generator[place.Point] {
	return rapid.OneOf(
		rapid.Custom(func(t *rapid.T) place.Point {
			return place.Point{Lat: 46 + float64(rapid.IntRange(0, 8).Draw(t, "lat"))/8, Lng: 125 + float64(rapid.IntRange(0, 8).Draw(t, "lng"))/8}
		}),
		rapid.Custom(func(t *rapid.T) place.Point {
			return place.Point{Lat: 46.6 + rapid.Float64Range(0, 0.01).Draw(t, "lat"), Lng: 124.9 + rapid.Float64Range(0, 0.01).Draw(t, "lng")}
		}),
		rapid.Custom(func(t *rapid.T) place.Point {
			return place.Point{Lat: rapid.Float64Range(0.83, 55.8).Draw(t, "lat"), Lng: rapid.Float64Range(72.1, 137.8).Draw(t, "lng")}
		}),
	)
}

func someEntries(t *rapid.T) []entry {
	n := rapid.SampledFrom([]int{0, 1, 2, 30, 300, 900}).Draw(t, "doors")
	points := rapid.SliceOfN(somePoint(), n, n).Draw(t, "points")
	entries := make([]entry, len(points))
	for i, p := range points {
		entries[i] = entry{
			ID: fmt.Sprintf("s-%03d", (i*7919)%1000), At: p, Item: i, Path: []string{"/2306/1/", "/2306/2/", "/2306/2/3/"}[i%3],
			Text: []string{"创业八社区站 a", "景园社区站 b", "红旗社区站"}[i%3], Facilities: [][]string{{"wifi", "heating"}, {"heating"}, nil, {"wifi"}}[i%4],
		}
		if i%50 == 49 {
			entries[i].At = place.Point{} // a door whose place nobody knows
		}
	}
	return entries
}

func someQuery(t *rapid.T) query {
	q := query{Limit: rapid.IntRange(1, 12).Draw(t, "limit")}
	if rapid.IntRange(0, 4).Draw(t, "near") > 0 {
		p := somePoint().Draw(t, "from")
		q.Near = &p
		q.RadiusM = rapid.SampledFrom([]int{0, 0, 1, 500, 20_000, 2_000_000}).Draw(t, "radius")
	}
	q.Text = rapid.SampledFrom([]string{"", "", "社区", "创业 A", "景园 b", "没有"}).Draw(t, "text")
	q.Facility = rapid.SampledFrom([]string{"", "", "wifi", "heating", "sauna"}).Draw(t, "facility")
	q.PathPrefix = rapid.SampledFrom([]string{"", "", "/2306/", "/2306/2/"}).Draw(t, "path")
	if rapid.Bool().Draw(t, "keep") {
		q.Keep = func(i int) bool { return i%5 != 0 }
	}
	return q
}

func TestIndexAgreesWithBruteForce(t *testing.T) {
	t.Run("finds the same doors in the same order, page after page, and none twice", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			entries := someEntries(t)
			index := place.NewIndex(entries)
			q := someQuery(t)
			for range 6 {
				got, want := index.Search(q), bruteForce(entries, q)
				require.Equal(t, len(want), len(got))
				for i := range want {
					require.Equal(t, want[i], got[i])
				}
				if len(got) == 0 {
					return
				}
				last := got[len(got)-1].Cursor()
				q.After = &last
			}
		})
	})
	t.Run("shows every door once to whoever pages to the end, wherever they stand", func(t *testing.T) {
		entries := manyDoors(2000)
		index := place.NewIndex(entries)
		for _, from := range []place.Point{{Lat: 46.6, Lng: 124.9}, {Lat: 45.3, Lng: 126}, {Lat: 47.4, Lng: 123}, {Lat: 20, Lng: 110}} {
			var got []hit
			q := query{Near: &from, Limit: 97}
			for page := index.Search(q); len(page) > 0; page = index.Search(q) {
				got = append(got, page...)
				last := page[len(page)-1].Cursor()
				q.After = &last
			}
			require.Equal(t, bruteForce(entries, query{Near: &from, Limit: len(entries)}), got)
		}
	})
	t.Run("finds the nearest door from anywhere", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			entries := someEntries(t)
			from := somePoint().Draw(t, "from")
			got, ok := place.NewIndex(entries).Nearest(from)
			want := bruteForce(entries, query{Near: &from, Limit: 1})
			require.Equal(t, len(want) == 1, ok)
			if ok {
				require.Equal(t, want[0], got)
			}
		})
	})
}

func TestIndex(t *testing.T) {
	here := place.Point{Lat: 46.6, Lng: 124.9}
	entries := []entry{{ID: "b", At: here, Text: "WiFi 站", Item: 2}, {ID: "a", At: here, Text: "热水", Item: 1}, {ID: "c", Text: "坐标未知", Item: 3}}
	index := place.NewIndex(entries)

	t.Run("is a snapshot: what the caller does to its slice later does not show", func(t *testing.T) {
		mine := slices.Clone(entries)
		snapshot := place.NewIndex(mine)
		mine[0].ID, mine[1].At = "z", place.Point{}
		require.Len(t, snapshot.Search(query{Near: &here, Limit: 9}), 2)
		_, ok := snapshot.Find("b")
		require.True(t, ok)
	})
	t.Run("finds a door by its ID", func(t *testing.T) {
		e, ok := index.Find("c")
		require.True(t, ok)
		require.Equal(t, 3, e.Item)
		_, ok = index.Find("d")
		require.False(t, ok)
		require.Equal(t, 3, index.Len())
	})
	t.Run("searches words whatever their case", func(t *testing.T) {
		require.Len(t, index.Search(query{Text: "wifi", Limit: 9}), 1)
		require.Len(t, index.Search(query{Text: " WIFI 站 ", Limit: 9}), 1)
	})
	t.Run("finds a door without a place by words, and never near anything", func(t *testing.T) {
		require.Len(t, index.Search(query{Text: "坐标", Limit: 9}), 1)
		require.Empty(t, index.Search(query{Near: &here, Text: "坐标", Limit: 9}))
	})
	t.Run("continues after a door that is gone by now", func(t *testing.T) {
		hits := index.Search(query{After: &place.Cursor{ID: "aa"}, Limit: 9})
		require.Len(t, hits, 2)
		require.Equal(t, "b", hits[0].ID)
	})
	t.Run("answers nothing to no wish, no place and no doors", func(t *testing.T) {
		require.Empty(t, index.Search(query{Limit: 0}))
		require.Empty(t, index.Search(query{Limit: -1, Near: &here}))
		require.Empty(t, index.Search(query{Limit: 9, Near: &place.Point{Lat: 200}}))
		empty := place.NewIndex[int](nil)
		require.Empty(t, empty.Search(query{Limit: 9, Near: &here}))
		require.Empty(t, empty.Search(query{Limit: 9}))
		_, ok := empty.Nearest(here)
		require.False(t, ok)
	})
}
