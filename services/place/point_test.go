package place_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

func TestPoint(t *testing.T) {
	t.Run("knows what is no place in China", func(t *testing.T) {
		for _, p := range []place.Point{
			{Lat: 125.03, Lng: 46.6}, {Lat: math.NaN(), Lng: 125}, {Lat: 46, Lng: math.NaN()}, {Lat: math.Inf(1), Lng: 125}, {}, {Lat: 46, Lng: -125},
		} {
			require.False(t, p.Valid(), "%v", p)
		}
		require.True(t, place.Point{Lat: 46.652, Lng: 124.871}.Valid())
	})
	t.Run("reads latitude first, and refuses the rest", func(t *testing.T) {
		p, err := place.ParsePoint("46.652, 124.871")
		require.NoError(t, err)
		require.Equal(t, place.Point{Lat: 46.652, Lng: 124.871}, p)
		for _, s := range []string{"", ",", "46.6", "46.6,", "46.6,124.8,1", "124.871,46.652", "NaN,124", "46,+Inf", "1e400,1", "四十六,一百"} {
			_, err := place.ParsePoint(s)
			require.ErrorIs(t, err, place.ErrPoint, s)
		}
	})
	t.Run("measures a degree of latitude as 111.2 km, and Daqing to Harbin as about 150 km", func(t *testing.T) {
		require.InDelta(t, 111195, place.Metres(place.Point{Lat: 46, Lng: 125}, place.Point{Lat: 47, Lng: 125}), 1)
		require.InDelta(t, 77215, place.Metres(place.Point{Lat: 46, Lng: 125}, place.Point{Lat: 46, Lng: 126}), 50)
		daqing, harbin := place.Point{Lat: 46.587, Lng: 125.103}, place.Point{Lat: 45.803, Lng: 126.535}
		require.InDelta(t, 140e3, place.Metres(daqing, harbin), 2e3)
		require.Equal(t, place.Metres(daqing, harbin), place.Metres(harbin, daqing))
		require.Zero(t, place.Metres(daqing, daqing))
	})
}

func TestDatum(t *testing.T) {
	t.Run("shifts as the published examples do", func(t *testing.T) {
		// Shanghai, Shenzhen and Beijing from the tests of googollee/eviltransform, the last from wandergis/coordtransform. The first
		// three differ by some metres, for they were made with another earth radius.
		for _, c := range []struct{ lat, lng, gcjLat, gcjLng, metres float64 }{
			{31.1774276, 121.5272106, 31.17530398364597, 121.531541859215, 1},
			{22.543847, 113.912316, 22.540796131694766, 113.9171764808363, 1},
			{39.911954, 116.377817, 39.91334545536069, 116.38404722455657, 1},
			{39.915, 116.404, 39.91640428150164, 116.41024449916938, 0.001},
		} {
			got := place.FromWGS84(c.lat, c.lng)
			require.Less(t, place.Metres(got, place.Point{Lat: c.gcjLat, Lng: c.gcjLng}), c.metres, "%v", c)
		}
	})
	t.Run("comes back to where it started, within a millimetre, everywhere in China", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			lat, lng := rapid.Float64Range(3, 54).Draw(t, "lat"), rapid.Float64Range(73.5, 135.5).Draw(t, "lng")
			p := place.FromWGS84(lat, lng)
			backLat, backLng := p.WGS84()
			off := place.Metres(place.Point{Lat: lat, Lng: lng}, place.Point{Lat: backLat, Lng: backLng})
			require.Less(t, off, 0.001)
			moved := place.Metres(place.Point{Lat: lat, Lng: lng}, p)
			require.Less(t, moved, 2000.0)
		})
	})
	t.Run("moves a place in Daqing by some hundred metres", func(t *testing.T) {
		moved := place.Metres(place.Point{Lat: 46.6, Lng: 125}, place.FromWGS84(46.6, 125))
		require.Greater(t, moved, 100.0)
		require.Less(t, moved, 1000.0)
	})
	t.Run("leaves the rest of the world where it is", func(t *testing.T) {
		require.Equal(t, place.Point{Lat: 48.8566, Lng: 2.3522}, place.FromWGS84(48.8566, 2.3522))
		lat, lng := place.Point{Lat: 48.8566, Lng: 2.3522}.WGS84()
		require.Equal(t, []float64{48.8566, 2.3522}, []float64{lat, lng})
	})
}
