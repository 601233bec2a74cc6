package place

import (
	"slices"
	"time"
)

// horizonDays is how far Until and Next look ahead. What lies beyond is no answer that helps somebody at a door.
const horizonDays = 60

// Today returns the spans that begin on the day in China that t lies in, by the exceptions, the calendar and the week.
func (h Hours) Today(t time.Time, cal Calendar) []Span {
	return h.day(midnight(t), cal)
}

// day is Today for the midnight of a day in Zone.
func (h Hours) day(at time.Time, cal Calendar) []Span {
	if len(h.Exceptions) > 0 {
		if spans, ok := h.Exceptions[at.Format(time.DateOnly)]; ok {
			return spans
		}
	}
	day := cal.Day(at)
	switch {
	case day.Holiday && h.Holidays.Rule == HolidayClosed:
		return nil
	case day.Holiday && h.Holidays.Rule == HolidaySpecial:
		return h.Holidays.Spans
	case day.MakeUp && at.Weekday() == time.Saturday:
		return h.Week.Fri
	case day.MakeUp:
		return h.Week.Mon
	}
	return h.Week.On(at.Weekday())
}

// OpenAt says whether the door stands open at t.
func (h Hours) OpenAt(t time.Time, cal Calendar) bool {
	today := midnight(t)
	minute := int(t.Sub(today) / time.Minute)
	return covers(h.day(today, cal), minute) || covers(h.day(today.AddDate(0, 0, -1), cal), minute+dayMinutes)
}

func covers(spans []Span, minute int) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return s.From <= minute && minute < s.To })
}

// Until returns when the door that is open at t closes; spans that follow one another without a gap count as one. It is
// false where the door is shut at t, or does not close within 60 days.
func (h Hours) Until(t time.Time, cal Calendar) (time.Time, bool) {
	today := midnight(t)
	start := int(t.Sub(today) / time.Minute)
	end := start
	for d := -1; d <= horizonDays && d*dayMinutes <= end; d++ {
		for _, s := range h.sorted(today.AddDate(0, 0, d), cal) {
			if d*dayMinutes+s.From > end {
				break // a gap: nothing that begins later can bridge it
			}
			end = max(end, d*dayMinutes+s.To)
		}
	}
	if end == start || end > horizonDays*dayMinutes {
		return time.Time{}, false
	}
	return today.Add(time.Duration(end) * time.Minute), true
}

// Next returns when the door that is shut at t next opens. It is false where the door is open at t, or does not open within
// 60 days.
func (h Hours) Next(t time.Time, cal Calendar) (time.Time, bool) {
	if h.OpenAt(t, cal) {
		return time.Time{}, false
	}
	today := midnight(t)
	start := int(t.Sub(today) / time.Minute)
	for d := range horizonDays {
		for _, s := range h.sorted(today.AddDate(0, 0, d), cal) {
			if from := d*dayMinutes + s.From; from > start {
				return today.Add(time.Duration(from) * time.Minute), true
			}
		}
	}
	return time.Time{}, false
}

// sorted is day with its spans in the order in which they begin.
func (h Hours) sorted(at time.Time, cal Calendar) []Span {
	spans := h.day(at, cal)
	if slices.IsSortedFunc(spans, earlier) {
		return spans
	}
	spans = slices.Clone(spans)
	slices.SortFunc(spans, earlier)
	return spans
}

func earlier(a, b Span) int { return a.From - b.From }

// midnight returns the instant at which the day in China that t lies in began.
func midnight(t time.Time) time.Time {
	y, m, d := t.In(Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, Zone)
}
