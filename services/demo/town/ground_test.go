package town

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

func TestGround(t *testing.T) {
	// Roughly the true extents, from the map, with some room: south, north, west, east.
	boxes := map[string][4]float64{
		"230602": {46.55, 46.75, 124.95, 125.25}, "230603": {46.40, 46.62, 125.00, 125.35}, "230604": {46.50, 46.90, 124.65, 125.05},
		"230605": {46.25, 46.55, 124.70, 125.10}, "230606": {45.83, 46.35, 124.35, 125.25}, "230621": {45.58, 46.10, 124.80, 125.80},
		"230622": {45.38, 45.92, 123.95, 125.75}, "230623": {46.73, 47.42, 124.30, 125.40}, "230624": {45.88, 46.95, 123.75, 124.80},
		"230671": {46.52, 46.70, 125.05, 125.30},
	}
	t.Run("puts every door within its district's rough box", func(t *testing.T) {
		for _, d := range doors() {
			box := boxes[d.Community[:6]]
			require.True(t, d.At.Valid(), d.Name)
			require.True(t, d.At.Lat > box[0] && d.At.Lat < box[1] && d.At.Lng > box[2] && d.At.Lng < box[3], "%s %v", d.Name, d.At)
		}
	})
	t.Run("knows a ground for every district", func(t *testing.T) {
		tree := daqing()
		for _, d := range tree.at(District) {
			require.Contains(t, grounds, d.Code, d.Name)
		}
		require.Len(t, communityPoints(tree), 843)
	})
	t.Run("lays the seat of each district where it is, to within 6 km", func(t *testing.T) {
		tree := daqing()
		points := communityPoints(tree)
		seats := map[string]place.Point{
			"230602": {Lat: 46.634, Lng: 125.115}, "230603": {Lat: 46.533, Lng: 125.117}, "230604": {Lat: 46.652, Lng: 124.871},
			"230605": {Lat: 46.398, Lng: 124.891}, "230606": {Lat: 46.040, Lng: 124.812}, "230621": {Lat: 45.699, Lng: 125.269},
			"230622": {Lat: 45.519, Lng: 125.082}, "230623": {Lat: 47.172, Lng: 124.864}, "230624": {Lat: 46.863, Lng: 124.442},
			"230671": {Lat: 46.582, Lng: 125.150},
		}
		for _, d := range tree.at(District) {
			for _, c := range tree.children[tree.children[d.Code][0].Code] {
				require.Less(t, place.Metres(seats[d.Code], points[c.Code]), 6e3, c.Name)
			}
		}
	})
	t.Run("keeps the communities of a street together and apart from each other", func(t *testing.T) {
		tree := daqing()
		points := communityPoints(tree)
		for _, s := range tree.at(Street) {
			reach := 8e3
			if strings.HasSuffix(s.Name, "街道") {
				reach = 2.2e3
			}
			for i, a := range tree.children[s.Code] {
				for _, b := range tree.children[s.Code][:i] {
					away := place.Metres(points[a.Code], points[b.Code])
					require.Less(t, away, reach*2, "%s and %s", a.Name, b.Name)
					require.Greater(t, away, 150.0, "%s and %s", a.Name, b.Name)
				}
			}
		}
	})
	t.Run("finds station-1 as the nearest to mart-1, through the index", func(t *testing.T) {
		var entries []place.Entry[Station]
		for _, s := range Stations() {
			entries = append(entries, place.Entry[Station]{ID: s.ID, At: s.At, Path: s.Path, Text: s.Name, Item: s})
		}
		hit, ok := place.NewIndex(entries).Nearest(Marts()[0].At)
		require.True(t, ok)
		require.Equal(t, "station-1", hit.ID)
		require.Equal(t, home, hit.Item.Community)
		require.InDelta(t, 75, hit.DistanceM, 1)
	})
}
