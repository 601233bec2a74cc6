package rulebook

import "time"

// shanghai is where days, months, years and caps are counted. China has had no summer time since 1991, so a fixed zone is
// exact and needs no zone files on the machine.
var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// Day returns the day of an instant in Asia/Shanghai, as 2026-03-01.
func Day(t time.Time) string { return t.In(shanghai).Format(time.DateOnly) }

// Month returns the month of a day that Day returned, as 2026-03.
func Month(day string) string { return prefix(day, len("2026-03")) }

// Year returns the year of a day that Day returned, as 2026.
func Year(day string) string { return prefix(day, len("2026")) }

func prefix(s string, n int) string { return s[:min(n, len(s))] }

// MonthStart returns the first instant of the month that t lies in, in UTC.
func MonthStart(t time.Time) time.Time { return monthFrom(t, 0) }

// MonthEnd returns the instant at which the month that t lies in is over: the first of the next month, in UTC.
func MonthEnd(t time.Time) time.Time { return monthFrom(t, 1) }

func monthFrom(t time.Time, months int) time.Time {
	t = t.In(shanghai)
	return time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, shanghai).UTC()
}
