package place_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

func TestHoursValidate(t *testing.T) {
	for _, c := range []struct {
		story, text string
		fields      []string
	}{
		{"accepts nothing at all, which is always shut", `{}`, nil},
		{"accepts spans that meet", `{"week":{"mon":["08:00-12:00","12:00-13:00"]},"holidays":{"rule":""}}`, nil},
		{"names the span that overlaps", `{"week":{"tue":["08:00-12:00","11:59-13:00"]}}`, []string{"hours.week.tue[1]"}},
		{"sees overlaps beyond midnight", `{"week":{"tue":["22:00-02:00","23:00-24:00"]}}`, []string{"hours.week.tue[1]"}},
		{"refuses a rule unheard of", `{"holidays":{"rule":"open"}}`, []string{"hours.holidays.rule"}},
		{"refuses special without spans", `{"holidays":{"rule":"special"}}`, []string{"hours.holidays.spans"}},
		{"refuses spans that would be forgotten", `{"holidays":{"rule":"closed","spans":["08:00-12:00"]}}`, []string{"hours.holidays.spans"}},
		{"refuses a day that does not exist", `{"exceptions":{"2026-02-30":[]}}`, []string{"hours.exceptions"}},
		{"names the exception that overlaps", `{"exceptions":{"2026-02-28":["08:00-12:00","08:00-12:00"]}}`, []string{"hours.exceptions.2026-02-28[1]"}},
		{"refuses a list nobody can read", `{"week":{"sun":["01:00-02:00","03:00-04:00","05:00-06:00","07:00-08:00","09:00-10:00","11:00-12:00","13:00-14:00"]}}`, []string{"hours.week.sun"}},
		{"tells everything at once", `{"week":{"mon":["08:00-12:00","08:00-12:00"]},"holidays":{"rule":"?"}}`, []string{"hours.week.mon[1]", "hours.holidays.rule"}},
	} {
		t.Run(c.story, func(t *testing.T) {
			_, err := place.ParseHours([]byte(c.text))
			if c.fields == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, place.ErrHours)
			var fields []string
			for _, f := range fault.As(err).Fields {
				fields = append(fields, f.Field)
				require.NotEmpty(t, f.ZH)
				require.NotEmpty(t, f.EN)
			}
			require.Equal(t, c.fields, fields)
		})
	}
	t.Run("refuses a misspelt day, a bad span, and what is no JSON", func(t *testing.T) {
		for _, text := range []string{`{"week":{"monday":[]}}`, `{"week":{"mon":["8-12"]}}`, `{"week":`, `[]`, `{} {}`, ``} {
			_, err := place.ParseHours([]byte(text))
			require.ErrorIs(t, err, place.ErrHours, text)
		}
	})
	t.Run("leaves the declared refusal as it was", func(t *testing.T) {
		require.Empty(t, place.ErrHours.Fields)
	})
	t.Run("holds that 400 dated exceptions are enough", func(t *testing.T) {
		h := place.Hours{Exceptions: map[string][]place.Span{}}
		for i := range 401 {
			h.Exceptions[at(t, "2026-01-01 00:00").AddDate(0, 0, i).Format(time.DateOnly)] = nil
		}
		require.ErrorIs(t, h.Validate(), place.ErrHours)
	})
}
