package place

import (
	_ "embed" // the official calendar is part of the program
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

//go:embed calendar.csv
var official string

var china = mustCalendar(official)

// Day is what the official calendar says of one day. Name is the festival's; it is empty on an ordinary day.
type Day struct {
	Holiday bool // a public holiday, or a weekend day or bridging day that belongs to one
	MakeUp  bool // a day of a weekend on which the country works
	Name    string
}

// Calendar is the table of public holidays and make-up working days. Its zero value knows none: then Monday to Friday are
// worked. A Calendar never changes and may be shared.
type Calendar struct {
	days      map[date]Day
	published map[int]string
}

// date is a day in Zone.
type date struct {
	year  int
	month time.Month
	day   int
}

func dateOf(t time.Time) date {
	y, m, d := t.In(Zone).Date()
	return date{y, m, d}
}

// China returns the calendar that is part of the program: see calendar.csv for its sources.
func China() Calendar { return china }

func mustCalendar(text string) Calendar {
	c, err := ParseCalendar(strings.NewReader(text))
	if err != nil {
		panic(err) // the embedded file is broken, which the tests would have said
	}
	return c
}

// ParseCalendar reads a calendar: lines of from,to,kind,name (days as 2026-01-01, both included; kind holiday, workday or
// published) and # comments. A day may be said once only, and a make-up day must be a Saturday or Sunday.
func ParseCalendar(r io.Reader) (Calendar, error) {
	c := Calendar{days: map[date]Day{}, published: map[int]string{}}
	lines := csv.NewReader(r)
	lines.Comment = '#'
	lines.FieldsPerRecord = 4
	for {
		line, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return c, nil
		}
		if err != nil {
			return Calendar{}, fmt.Errorf("read calendar: %w", err)
		}
		if err := c.add(line[0], line[1], line[2], line[3]); err != nil {
			row, _ := lines.FieldPos(0)
			return Calendar{}, fmt.Errorf("read calendar, line %d: %w", row, err)
		}
	}
}

func (c Calendar) add(from, to, kind, name string) error {
	first, err := time.ParseInLocation(time.DateOnly, from, Zone)
	if err != nil {
		return fmt.Errorf("first day: %w", err)
	}
	last, err := time.ParseInLocation(time.DateOnly, to, Zone)
	if err != nil {
		return fmt.Errorf("last day: %w", err)
	}
	if last.Before(first) || last.Sub(first) > 366*24*time.Hour {
		return fmt.Errorf("%s to %s is no stretch of days within a year", from, to)
	}
	if kind == "published" {
		c.published[first.Year()] = name
		return nil
	}
	if kind != "holiday" && kind != "workday" {
		return fmt.Errorf("kind %q is none of holiday, workday, published", kind)
	}
	for at := first; !at.After(last); at = at.AddDate(0, 0, 1) {
		if _, said := c.days[dateOf(at)]; said {
			return fmt.Errorf("%s is said twice", at.Format(time.DateOnly))
		}
		if kind == "workday" && !weekend(at.Weekday()) {
			return fmt.Errorf("make-up day %s is no weekend", at.Format(time.DateOnly))
		}
		c.days[dateOf(at)] = Day{Holiday: kind == "holiday", MakeUp: kind == "workday", Name: name}
	}
	return nil
}

// Day returns what the calendar says of the day in China that t lies in.
func (c Calendar) Day(t time.Time) Day { return c.days[dateOf(t)] }

// Works says whether the day that t lies in is a working day: Monday to Friday without the holidays, and the make-up days.
func (c Calendar) Works(t time.Time) bool {
	day := c.Day(t)
	return day.MakeUp || !day.Holiday && !weekend(t.In(Zone).Weekday())
}

// Notice returns the number of the State Council's notice from which the whole year is known, and false where the year
// is known by the law's fixed days only, or not at all.
func (c Calendar) Notice(year int) (number string, ok bool) {
	number, ok = c.published[year]
	return number, ok
}

func weekend(d time.Weekday) bool { return d == time.Saturday || d == time.Sunday }
