package place_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// at reads "2026-02-14 08:30" in China's time.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	instant, err := time.ParseInLocation("2006-01-02 15:04", s, place.Zone)
	require.NoError(t, err)
	return instant
}

func TestCalendar(t *testing.T) {
	china := place.China()

	t.Run("has the 33 days off and 6 make-up days of the notice for 2026", func(t *testing.T) {
		off, makeUp := 0, 0
		for day := at(t, "2026-01-01 12:00"); day.Year() == 2026; day = day.AddDate(0, 0, 1) {
			switch said := china.Day(day); {
			case said.Holiday:
				off++
				require.False(t, china.Works(day))
			case said.MakeUp:
				makeUp++
				require.True(t, china.Works(day))
				require.Contains(t, []time.Weekday{time.Saturday, time.Sunday}, day.Weekday())
			}
		}
		require.Equal(t, 33, off)
		require.Equal(t, 6, makeUp)
		number, ok := china.Notice(2026)
		require.True(t, ok)
		require.Equal(t, "国办发明电〔2025〕7号", number)
	})
	t.Run("works on 248 days of 2026, as 365 less 104 weekend days, 19 holidays on weekdays, and 6 made up", func(t *testing.T) {
		works := 0
		for day := at(t, "2026-01-01 12:00"); day.Year() == 2026; day = day.AddDate(0, 0, 1) {
			if china.Works(day) {
				works++
			}
		}
		require.Equal(t, 248, works)
	})
	t.Run("tells days by China's clock, whatever zone the instant is written in", func(t *testing.T) {
		eve := time.Date(2026, 2, 14, 16, 30, 0, 0, time.UTC) // half past midnight on the 15th in China
		require.Equal(t, place.Day{Holiday: true, Name: "春节"}, china.Day(eve))
		require.Equal(t, place.Day{MakeUp: true, Name: "春节"}, china.Day(eve.Add(-time.Hour)))
	})
	t.Run("knows of 2027 the 13 days of the law, and says that the notice is missing", func(t *testing.T) {
		off := 0
		for day := at(t, "2027-01-01 12:00"); day.Year() == 2027; day = day.AddDate(0, 0, 1) {
			if china.Day(day).Holiday {
				off++
			}
			require.False(t, china.Day(day).MakeUp)
		}
		require.Equal(t, 13, off)
		_, ok := china.Notice(2027)
		require.False(t, ok)
	})
	t.Run("works from Monday to Friday where nothing is known", func(t *testing.T) {
		require.True(t, place.Calendar{}.Works(at(t, "2026-10-01 12:00")))
		require.False(t, place.Calendar{}.Works(at(t, "2026-02-14 12:00")))
	})
	t.Run("refuses a calendar that contradicts itself", func(t *testing.T) {
		for name, text := range map[string]string{
			"a day said twice":     "2026-10-01,2026-10-03,holiday,国庆节\n2026-10-03,2026-10-03,holiday,中秋节\n",
			"a make-up Wednesday":  "2026-10-07,2026-10-07,workday,国庆节\n",
			"an end before":        "2026-10-03,2026-10-01,holiday,国庆节\n",
			"no date":              "2026-02-30,2026-02-30,holiday,春节\n",
			"an end without sense": "2026-02-01,2月3日,holiday,春节\n",
			"a kind unheard of":    "2026-10-01,2026-10-01,feast,国庆节\n",
			"a column too few":     "2026-10-01,2026-10-01,holiday\n",
			"ten thousand years":   "0001-01-01,9999-12-31,holiday,永远\n",
		} {
			_, err := place.ParseCalendar(strings.NewReader(text))
			require.Error(t, err, name)
		}
	})
}
