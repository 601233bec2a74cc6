package place_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

func FuzzParseHours(f *testing.F) {
	f.Add([]byte(`{"week":{"mon":["08:30-11:30","13:00-17:30"]},"holidays":{"rule":"closed"},"exceptions":{"2026-12-31":["08:00-12:00"]}}`), int64(1.77e9))
	f.Add([]byte(`{"week":{"fri":["22:00-02:00"],"sat":["00:00-24:00"]},"holidays":{"rule":"special","spans":["09:00-12:00"]}}`), int64(0))
	f.Add([]byte(`{"week":null,"exceptions":{"2026-02-30":null}}`), int64(-1))
	f.Fuzz(func(t *testing.T, text []byte, unix int64) {
		h, err := place.ParseHours(text)
		if err != nil {
			require.NotNil(t, fault.As(err), "bad hours are refused, never a failure of ours")
			return
		}
		written, err := json.Marshal(h)
		require.NoError(t, err)
		again, err := place.ParseHours(written)
		require.NoError(t, err)
		now := time.Unix(unix%4e9, 0)
		agree(t, h, now)
		require.Equal(t, h.OpenAt(now, place.China()), again.OpenAt(now, place.China()))
		require.Equal(t, h.Text(), again.Text())
	})
}

// agree holds what must be true of any hours at any instant: it is open until it closes, and shut until it opens.
func agree(t require.TestingT, h place.Hours, now time.Time) {
	cal := place.China()
	closes, known := h.Until(now, cal)
	if !h.OpenAt(now, cal) {
		require.False(t, known)
		opens, known := h.Next(now, cal)
		if !known {
			return
		}
		require.True(t, opens.After(now))
		require.True(t, h.OpenAt(opens, cal))
		require.False(t, h.OpenAt(opens.Add(-time.Nanosecond), cal))
		return
	}
	_, shut := h.Next(now, cal)
	require.False(t, shut)
	if !known {
		require.True(t, h.OpenAt(now.AddDate(0, 0, 59), cal))
		return
	}
	require.True(t, closes.After(now))
	require.False(t, h.OpenAt(closes, cal))
	require.True(t, h.OpenAt(closes.Add(-time.Nanosecond), cal))
}

// someHours draws hours on a coarse clock, so that spans often meet, overlap days and pass midnight.
func someHours(t *rapid.T) place.Hours {
	spans := rapid.Custom(func(t *rapid.T) []place.Span {
		var day []place.Span
		for cut := 0; cut < 8 && rapid.Bool().Draw(t, "more"); {
			from := rapid.IntRange(cut, 7).Draw(t, "from")
			to := rapid.IntRange(from+1, 10).Draw(t, "to")
			s := place.Span{From: from * 180, To: to * 180}
			if s.Valid() {
				day = append(day, s)
			}
			cut = to
		}
		return day
	})
	h := place.Hours{Week: place.Week{
		Mon: spans.Draw(t, "mon"), Tue: spans.Draw(t, "tue"), Wed: spans.Draw(t, "wed"), Thu: spans.Draw(t, "thu"),
		Fri: spans.Draw(t, "fri"), Sat: spans.Draw(t, "sat"), Sun: spans.Draw(t, "sun"),
	}, Exceptions: map[string][]place.Span{}}
	h.Holidays.Rule = rapid.SampledFrom([]string{place.HolidayUsual, place.HolidayClosed, place.HolidaySpecial}).Draw(t, "rule")
	if h.Holidays.Rule == place.HolidaySpecial {
		h.Holidays.Spans = []place.Span{{From: 540, To: 900}}
	}
	for range rapid.IntRange(0, 3).Draw(t, "exceptions") {
		day := time.Date(2026, 9, 25+rapid.IntRange(0, 20).Draw(t, "day"), 0, 0, 0, 0, place.Zone)
		h.Exceptions[day.Format(time.DateOnly)] = spans.Draw(t, "spans")
	}
	return h
}

func TestHoursAgree(t *testing.T) {
	t.Run("is open until it closes and shut until it opens, and never changes in between", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			h := someHours(t)
			require.NoError(t, h.Validate())
			now := time.Date(2026, 9, 25, 0, rapid.IntRange(0, 20*1440).Draw(t, "minute"), 0, 0, place.Zone)
			agree(t, h, now)
			open := h.OpenAt(now, place.China())
			change, known := h.Until(now, place.China())
			if !open {
				change, known = h.Next(now, place.China())
			}
			for at := now; known && at.Before(change); at = at.Add(30 * time.Minute) {
				require.Equal(t, open, h.OpenAt(at, place.China()), "%s", at)
			}
		})
	})
}
