package rulebook

import (
	"fmt"
	"time"
)

// Expiry says when points end: on MonthDay of the YearsAfter-th year after the one they were earned in, at the end of that
// day. Points held or disputed over that date live ReturnedDays more once they come back.
type Expiry struct {
	YearsAfter   int    `json:"years_after"`
	MonthDay     string `json:"month_day"`     // 12-31
	NoticeDays   []int  `json:"notice_days"`   // how many days before people are told, first notice first
	ReturnedDays int    `json:"returned_days"` // how long points live that came back too late
}

// Date returns the last day of points earned at an instant; on the day after it they are gone.
func (e Expiry) Date(earned time.Time) string {
	return fmt.Sprintf("%04d-%s", earned.In(shanghai).Year()+e.YearsAfter, e.MonthDay)
}

// CutOff returns the instant that divides what expires at the end of a day that Date returned from what does not: points
// earned before it end by that day. It is in UTC, and false where points never end on such a day.
func (e Expiry) CutOff(day string) (time.Time, bool) {
	last, err := time.Parse(time.DateOnly, day)
	if err != nil || last.Format("01-02") != e.MonthDay {
		return time.Time{}, false
	}
	return time.Date(last.Year()-e.YearsAfter+1, time.January, 1, 0, 0, 0, 0, shanghai).UTC(), true
}

// Lifetime is all that matters of an account's history on an expiry day, in points: what it earned before the cut-off, and
// what it ever spent or lost to expiry, before the cut-off or after it.
type Lifetime struct {
	EarnedBefore, SpentEver int64
}

// Expirable returns how many points end. The oldest are spent first, so what has ever been spent is taken from what was
// earned before the cut-off; no lots need keeping, and to ask again on the same day gives 0.
func Expirable(in Lifetime) int64 {
	spent := max(0, in.SpentEver)
	if in.EarnedBefore <= spent {
		return 0
	}
	return in.EarnedBefore - spent
}
