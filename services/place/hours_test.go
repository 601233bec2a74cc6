package place_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

func TestHours(t *testing.T) {
	cal := place.China()
	office := place.Weekdays(span(t, "08:30-11:30"), span(t, "13:00-17:30"))
	night := place.Daily(span(t, "20:00-02:00"))
	night.Holidays.Rule = place.HolidayClosed
	special := place.Daily(place.AllDay)
	special.Holidays = place.Holiday{Rule: place.HolidaySpecial, Spans: []place.Span{span(t, "09:00-15:00")}}
	special.Exceptions = map[string][]place.Span{"2026-10-01": {}, "2026-10-02": {span(t, "10:00-11:00")}}
	short := place.Weekdays(span(t, "08:00-18:00"))
	short.Week.Fri, short.Week.Sat = []place.Span{span(t, "08:00-12:00")}, []place.Span{span(t, "10:00-11:00")}

	for _, c := range []struct {
		story string
		hours place.Hours
		at    string
		open  bool
	}{
		{"opens on the minute", office, "2026-03-02 08:30", true},
		{"is shut the minute before", office, "2026-03-02 08:29", false},
		{"is shut on the minute it closes", office, "2026-03-02 11:30", false},
		{"opens again after lunch", office, "2026-03-02 13:00", true},
		{"is shut on a Saturday", office, "2026-03-07 10:00", false},
		{"is open on a make-up Saturday", office, "2026-02-14 10:00", true},
		{"is open on a make-up Sunday", office, "2026-01-04 10:00", true},
		{"is shut on a holiday", office, "2026-10-01 10:00", false},
		{"keeps Friday's hours on a make-up Saturday", short, "2026-02-14 11:59", true},
		{"keeps Friday's hours on a make-up Saturday, not Monday's", short, "2026-02-14 12:00", false},
		{"keeps Monday's hours on a make-up Sunday", short, "2026-01-04 17:59", true},
		{"keeps Saturday's own hours on others", short, "2026-02-07 09:00", false},
		{"is open past midnight", night, "2026-03-03 01:59", true},
		{"closes past midnight", night, "2026-03-03 02:00", false},
		{"stays open into a holiday with the night before", night, "2026-10-01 01:59", true},
		{"does not begin on a holiday", night, "2026-10-01 20:00", false},
		{"is shut in the night after a holiday", night, "2026-10-02 01:00", false},
		{"has hours of its own on holidays", special, "2026-10-03 14:59", true},
		{"has no others on holidays", special, "2026-10-03 15:00", false},
		{"is shut by a dated exception before any rule", special, "2026-10-01 10:00", false},
		{"is open by a dated exception only", special, "2026-10-02 10:30", true},
		{"is open by a dated exception only, and not by the rule", special, "2026-10-02 12:00", false},
		{"is always open otherwise", special, "2026-03-08 03:00", true},
	} {
		t.Run(c.story, func(t *testing.T) {
			require.Equal(t, c.open, c.hours.OpenAt(at(t, c.at), cal))
			require.Equal(t, c.open, c.hours.OpenAt(at(t, c.at).UTC(), cal), "whatever zone it is written in")
			agree(t, c.hours, at(t, c.at))
		})
	}

	t.Run("tells when it closes, through midnight where one span meets the next", func(t *testing.T) {
		closes, ok := office.Until(at(t, "2026-03-02 09:00"), cal)
		require.True(t, ok)
		require.Equal(t, at(t, "2026-03-02 11:30"), closes)
		closes, ok = special.Until(at(t, "2026-09-20 09:00"), cal)
		require.True(t, ok)
		require.Equal(t, at(t, "2026-09-25 00:00"), closes, "the Mid-Autumn holiday begins")
		_, ok = place.Daily(place.AllDay).Until(at(t, "2026-09-20 09:00"), cal)
		require.False(t, ok, "never")
	})
	t.Run("tells when it next opens, over a long holiday", func(t *testing.T) {
		opens, ok := office.Next(at(t, "2026-09-30 17:30"), cal)
		require.True(t, ok)
		require.Equal(t, at(t, "2026-10-08 08:30"), opens)
		opens, ok = office.Next(at(t, "2026-03-02 12:00"), cal)
		require.True(t, ok)
		require.Equal(t, at(t, "2026-03-02 13:00"), opens)
		_, ok = place.Hours{}.Next(at(t, "2026-03-02 12:00"), cal)
		require.False(t, ok, "never")
	})
	t.Run("does not mind in which order the day is written, and leaves it as it is", func(t *testing.T) {
		h := place.Daily(span(t, "13:00-17:30"), span(t, "12:00-13:00"))
		closes, ok := h.Until(at(t, "2026-03-02 12:10"), cal)
		require.True(t, ok)
		require.Equal(t, at(t, "2026-03-02 17:30"), closes)
		require.Equal(t, span(t, "13:00-17:30"), h.Week.Mon[0])
	})
	t.Run("lists what begins today", func(t *testing.T) {
		require.Equal(t, []place.Span{span(t, "20:00-02:00")}, night.Today(at(t, "2026-03-02 00:00"), cal))
		require.Empty(t, office.Today(at(t, "2026-10-01 00:00"), cal))
	})
	t.Run("is written as a sign at the door", func(t *testing.T) {
		require.Equal(t, "周一至周五 08:30-11:30、13:00-17:30；周六、周日 不开放；法定节假日 不开放", office.Text())
		market := place.Hours{Week: place.Week{Mon: []place.Span{span(t, "08:00-12:00")}, Wed: []place.Span{span(t, "08:00-12:00")}}}
		require.Equal(t, "周一、周三 08:00-12:00；周二、周四、周五、周六、周日 不开放", market.Text())
		require.Equal(t, "每天 24小时；法定节假日 09:00-15:00", special.Text())
	})
	t.Run("goes through JSON unchanged, a shut day left out", func(t *testing.T) {
		text, err := json.Marshal(special)
		require.NoError(t, err)
		again, err := place.ParseHours(text)
		require.NoError(t, err)
		require.Equal(t, special, again)
		text, err = json.Marshal(place.Weekdays(span(t, "22:00-02:00")))
		require.NoError(t, err)
		require.JSONEq(t, `{"week":{"mon":["22:00-02:00"],"tue":["22:00-02:00"],"wed":["22:00-02:00"],"thu":["22:00-02:00"],"fri":["22:00-02:00"]},
			"holidays":{"rule":"closed"}}`, string(text))
	})
}
