package town

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

func TestOpening(t *testing.T) {
	cal := Calendar()
	t.Run("keeps hours that can be meant, and that survive being stored", func(t *testing.T) {
		for _, d := range doors() {
			require.NoError(t, d.Hours.Validate(), d.Name)
			text, err := json.Marshal(d.Hours)
			require.NoError(t, err)
			again, err := place.ParseHours(text)
			require.NoError(t, err, d.Name)
			require.Equal(t, d.Hours.Text(), again.Text())
		}
	})
	t.Run("never closes station-1, so that the demo works at night", func(t *testing.T) {
		_, closes := Stations()[0].Hours.Until(time.Date(2026, 9, 28, 3, 0, 0, 0, place.Zone), cal)
		require.False(t, closes)
	})
	t.Run("has stations open and shut at every hour, and others on a holiday than on the day before", func(t *testing.T) {
		open := func(at time.Time) (ids []string) {
			for _, s := range Stations() {
				if s.Hours.OpenAt(at, cal) {
					ids = append(ids, s.ID)
				}
			}
			return ids
		}
		for hour := range 24 {
			n := len(open(time.Date(2026, 11, 18, hour, 0, 0, 0, place.Zone)))
			require.Greater(t, n, 50, hour)
			require.Less(t, n, 500, hour)
		}
		before, holiday := time.Date(2026, 9, 30, 10, 0, 0, 0, place.Zone), time.Date(2026, 10, 1, 10, 0, 0, 0, place.Zone)
		require.Less(t, len(open(holiday)), len(open(before)))
	})
	t.Run("offers what is on the list only, hot water everywhere, and everything on it somewhere and not everywhere", func(t *testing.T) {
		count := map[string]int{}
		for _, d := range doors() {
			require.Contains(t, d.Facilities, "hot_water")
			require.Equal(t, len(d.Facilities), len(slices.Compact(slices.Sorted(slices.Values(d.Facilities)))))
			for _, f := range d.Facilities {
				count[f]++
			}
		}
		require.Len(t, count, len(Facilities()))
		for _, f := range Facilities() {
			require.Greater(t, count[f.Code], 100, f.ZH)
			if f.Code != "hot_water" {
				require.Less(t, count[f.Code], 500, f.ZH)
			}
		}
		for _, s := range Stations() {
			for _, service := range s.Services {
				require.True(t, slices.ContainsFunc(Services(), func(w Word) bool { return w.Code == service }))
			}
		}
	})
}
