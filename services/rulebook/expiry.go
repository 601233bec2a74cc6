package rulebook

import (
	"time"

	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
)

// Expiry says when points end: on MonthDay of the YearsAfter-th year after the one they were earned in, at the end of that
// day. Points held or disputed over that date live ReturnedDays more once they come back.
type Expiry struct {
	YearsAfter   int    `json:"years_after"`
	MonthDay     string `json:"month_day"`     // 12-31
	NoticeDays   []int  `json:"notice_days"`   // how many days before people are told, first notice first
	ReturnedDays int    `json:"returned_days"` // how long points live that came back too late
}

// Terms are what the ledger is told of it.
func (e Expiry) Terms() ledger.Terms {
	return ledger.Terms{YearsAfter: e.YearsAfter, MonthDay: e.MonthDay, ReturnedDays: e.ReturnedDays}
}

// NoticeFrom is the last day of whose points people are told at an instant: the first notice is given so many days before.
func (e Expiry) NoticeFrom(now time.Time) string {
	days := 0
	for _, d := range e.NoticeDays {
		days = max(days, d)
	}
	return Day(now.AddDate(0, 0, days))
}

// Terms are the city's, by which every account expires.
func (s *Service) Terms(day string) ledger.Terms { return s.On(day, "").Expiry.Terms() }
