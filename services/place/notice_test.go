package place_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

func TestDoor(t *testing.T) {
	cal := place.China()
	office := place.Weekdays(span(t, "08:30-17:30"))
	flood := place.Notice{Text: "水管维修", From: at(t, "2026-03-02 10:00"), Until: at(t, "2026-03-03 12:00"), Closed: true}
	soup := place.Notice{Text: "今日有姜汤", From: at(t, "2026-03-02 09:00"), Until: at(t, "2026-03-02 20:00")}
	door := place.Door{Hours: office, Notices: []place.Notice{soup, flood}}

	t.Run("is shut by a closing notice while it lasts", func(t *testing.T) {
		require.True(t, door.OpenAt(at(t, "2026-03-02 09:59"), cal))
		require.False(t, door.OpenAt(at(t, "2026-03-02 10:00"), cal))
		require.True(t, door.OpenAt(at(t, "2026-03-03 12:00"), cal))
	})
	t.Run("closes early for a notice, and opens when it is over", func(t *testing.T) {
		closes, ok := door.Until(at(t, "2026-03-02 09:00"), cal)
		require.True(t, ok)
		require.Equal(t, flood.From, closes)
		opens, ok := door.Next(at(t, "2026-03-02 11:00"), cal)
		require.True(t, ok)
		require.Equal(t, flood.Until, opens)
		_, ok = door.Until(at(t, "2026-03-02 11:00"), cal)
		require.False(t, ok)
		_, ok = door.Next(at(t, "2026-03-02 09:00"), cal)
		require.False(t, ok)
	})
	t.Run("closes for a notice even where it never closes otherwise", func(t *testing.T) {
		closes, ok := place.Door{Hours: place.Daily(place.AllDay), Notices: []place.Notice{flood}}.Until(at(t, "2026-02-27 09:00"), cal)
		require.True(t, ok)
		require.Equal(t, flood.From, closes)
	})
	t.Run("does not close for a notice that only tells something", func(t *testing.T) {
		closes, ok := place.Door{Hours: office, Notices: []place.Notice{soup}}.Until(at(t, "2026-03-02 08:30"), cal)
		require.True(t, ok)
		require.Equal(t, at(t, "2026-03-02 17:30"), closes)
	})
	t.Run("opens with its hours where the notice ends in the night", func(t *testing.T) {
		d := place.Door{Hours: office, Notices: []place.Notice{
			{Text: "一", From: at(t, "2026-03-02 10:00"), Until: at(t, "2026-03-02 22:00"), Closed: true},
			{Text: "二", From: at(t, "2026-03-03 08:00"), Until: at(t, "2026-03-03 10:00"), Closed: true},
			{Text: "三", From: at(t, "2026-03-02 09:00"), Until: at(t, "2026-03-02 23:00"), Closed: true},
		}}
		opens, ok := d.Next(at(t, "2026-03-02 11:00"), cal)
		require.True(t, ok)
		require.Equal(t, at(t, "2026-03-03 10:00"), opens)
	})
	t.Run("does not guess when a notice without end is taken down", func(t *testing.T) {
		d := place.Door{Hours: office, Notices: []place.Notice{{Text: "停用", Closed: true}}}
		require.False(t, d.OpenAt(at(t, "2026-03-02 10:00"), cal))
		_, ok := d.Next(at(t, "2026-03-02 10:00"), cal)
		require.False(t, ok)
	})
	t.Run("shows what shuts the door before what does not, and the newest of its kind", func(t *testing.T) {
		_, ok := door.Notice(at(t, "2026-03-02 08:59"))
		require.False(t, ok)
		n, ok := door.Notice(at(t, "2026-03-02 09:30"))
		require.True(t, ok)
		require.Equal(t, soup, n)
		n, _ = door.Notice(at(t, "2026-03-02 10:00"))
		require.Equal(t, flood, n)
		newer := place.Notice{Text: "饺子", From: at(t, "2026-03-02 09:10")}
		n, _ = place.Door{Notices: []place.Notice{newer, soup}}.Notice(at(t, "2026-03-02 09:30"))
		require.Equal(t, newer, n)
	})
	t.Run("refuses notices that say nothing, too much, or are over before they begin", func(t *testing.T) {
		require.NoError(t, flood.Validate())
		require.NoError(t, place.Notice{Text: strings.Repeat("雪", 200)}.Validate())
		for _, n := range []place.Notice{
			{}, {Text: strings.Repeat("雪", 201)}, {Text: "\xff"}, {Text: "停用", From: flood.Until, Until: flood.From}, {Text: "停用", From: flood.From, Until: flood.From},
		} {
			require.ErrorIs(t, n.Validate(), place.ErrNotice)
		}
	})
	t.Run("counts from its first instant to before its last", func(t *testing.T) {
		require.True(t, flood.Counts(flood.From))
		require.False(t, flood.Counts(flood.Until))
		require.False(t, flood.Counts(flood.From.Add(-time.Nanosecond)))
	})
}
