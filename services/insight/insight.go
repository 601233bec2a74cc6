// Package insight alone adds up what the town did: points, goods and reports by organisation and month, read from the rows and
// from nothing else.
//
// What each figure is attributed to: issued points to the community of the act that earned them, or, by hand, to the home of
// who got them; redeemed and held points, hand-overs and goods to the mart; expired and outstanding points to the home of
// whose they are; reports to their community. Homes are those of today.
package insight

import (
	"fmt"
	"strings"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// ErrMonths refuses a stretch of months that is none.
var ErrMonths = fault.New(fault.Refused, "figures.months", "月份应写作“2026-03”，起始不晚于截止，最多三十六个月",
	"Months are written 2026-03, from is not after to, at most 36 of them")

// mostMonths is as many as a chart can show.
const mostMonths = 36

// Figures are those of a place and a stretch of time. Held and Outstanding are what stood at its end, all others what
// happened in it. Outstanding is what people have and may still spend, holds included. ValueFen is what the goods handed
// out cost by today's catalogue, donated ones included; DonatedFen is the part of these. Reports counts those filed, Accepted
// those of them that were accepted by now.
type Figures struct {
	Issued, Redeemed, Held, Outstanding, Expired int64
	Redemptions                                  int64
	ValueFen, DonatedFen                         int64
	Reports, Accepted                            int64
}

// Month is one month of a Sheet, "2026-03".
type Month struct {
	Month string
	Figures
}

// Unit is what lies below one child of the place that was asked about; its id is empty for what lies below none of them.
type Unit struct {
	ID string
	Figures
}

// Sheet is the answer. The units add up to the totals.
type Sheet struct {
	Totals Figures
	Months []Month
	Units  []Unit
}

// Ask says what to add up: everything below Unit, in the months From to To, both included; Children are the units right below.
type Ask struct {
	Unit     models.OrgUnit
	Children []models.OrgUnit
	From, To string
}

// Of adds up. It answers ErrMonths. Give it a snapshot, or the figures are of different moments.
func Of(tx *db.Tx, ask Ask) (Sheet, error) {
	months, err := monthsOf(ask.From, ask.To)
	if err != nil {
		return Sheet{}, err
	}
	a := adding{ask: ask, month: map[string]int{}, unit: map[string]int{}}
	for i, m := range months {
		a.month[m] = i
		a.sheet.Months = append(a.sheet.Months, Month{Month: m})
	}
	for i, u := range ask.Children {
		a.unit[u.ID] = i
		a.sheet.Units = append(a.sheet.Units, Unit{ID: u.ID})
	}
	first, last := ask.From+"-01", ask.To+"-31"
	for _, f := range flows {
		if err := a.read(tx, f, first, last); err != nil {
			return Sheet{}, err
		}
	}
	for _, f := range standings {
		if err := a.read(tx, f, first, last); err != nil {
			return Sheet{}, err
		}
	}
	return a.finish(), nil
}

// monthsOf lists the months of a stretch.
func monthsOf(from, to string) ([]string, error) {
	first, e1 := time.Parse("2006-01", from)
	last, e2 := time.Parse("2006-01", to)
	if e1 != nil || e2 != nil || last.Before(first) || first.AddDate(0, mostMonths, 0).Before(last.AddDate(0, 1, 0)) {
		return nil, ErrMonths.On("from")
	}
	var months []string
	for m := first; !m.After(last); m = m.AddDate(0, 1, 0) {
		months = append(months, m.Format("2006-01"))
	}
	return months, nil
}

// adding is a sheet being added up. What stood before the first month is kept apart.
type adding struct {
	ask     Ask
	sheet   Sheet
	month   map[string]int
	unit    map[string]int
	before  Figures
	outside Figures
}

// sum is one line of an answer: N and M are what a statement counts.
type sum struct {
	InMonth, AtPath string
	N, M            int64
}

func (a *adding) read(tx *db.Tx, f figure, first, last string) error {
	args := map[string]any{"first": first, "last": last}
	var sums []sum
	if err := tx.DB.Raw(f.sql, args).Scan(&sums).Error; err != nil {
		return fmt.Errorf("add up %s: %w", f.name, err)
	}
	for _, s := range sums {
		if !a.belongs(s.AtPath) {
			continue
		}
		f.add(a.place(s.AtPath), s.N, s.M)
		f.add(&a.sheet.Totals, s.N, s.M)
		if i, ok := a.month[s.InMonth]; ok {
			f.add(&a.sheet.Months[i].Figures, s.N, s.M)
		} else {
			f.add(&a.before, s.N, s.M)
		}
	}
	return nil
}

// belongs says whether a path lies in the unit. What lies nowhere, because its person has told no home or has left, belongs
// to the whole city.
func (a *adding) belongs(path string) bool {
	return strings.HasPrefix(path, a.ask.Unit.Path) || path == "" && a.ask.Unit.ParentID == ""
}

// place is the line of the child that a path lies in.
func (a *adding) place(path string) *Figures {
	id, _, _ := strings.Cut(strings.TrimPrefix(path, a.ask.Unit.Path), "/")
	if i, ok := a.unit[id]; ok && path != "" {
		return &a.sheet.Units[i].Figures
	}
	return &a.outside
}

// finish lets what stands run on from month to month.
func (a *adding) finish() Sheet {
	held, outstanding := a.before.Held, a.before.Outstanding
	for i := range a.sheet.Months {
		m := &a.sheet.Months[i]
		held, outstanding = held+m.Held, outstanding+m.Outstanding
		m.Held, m.Outstanding = held, outstanding
	}
	if a.outside != (Figures{}) {
		a.sheet.Units = append(a.sheet.Units, Unit{Figures: a.outside})
	}
	return a.sheet
}
