package rulebook_test

import (
	"testing"

	"pgregory.net/rapid"

	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// act is something that a person does on some day; on is the activity or course it belongs to, where that matters.
type act struct {
	ask ask
	on  string
}

// person keeps the books of one person the way whoever awards has to: what has counted by rule, and points by period.
type person struct {
	book                             rulebook.Book
	onActivity, onDay                map[string]int
	inMonth, inYear                  map[string]int
	day, month, year, exemptedPoints int
}

func newPerson(book rulebook.Book) *person {
	p := &person{book: book, onActivity: map[string]int{}, inYear: map[string]int{}}
	p.newMonth()
	return p
}

func (p *person) newDay()   { p.onDay, p.day = map[string]int{}, 0 }
func (p *person) newMonth() { p.newDay(); p.inMonth, p.month = map[string]int{}, 0 }

func (p *person) does(t *rapid.T, a act) rulebook.Assessment {
	rule, _ := p.book.Rule(a.ask.Rule)
	yearKey := rule.Code
	for _, c := range rule.ItemCaps {
		if c.Each {
			yearKey += a.on
		}
	}
	got, err := rulebook.Assess(p.book, a.ask, usage{
		ItemActivity: p.onActivity[rule.Code+a.on], ItemDay: p.onDay[rule.Code],
		ItemMonth: p.inMonth[rule.Code], ItemYear: p.inYear[yearKey],
		Day: p.day, Month: p.month, Year: p.year,
	})
	if err != nil {
		t.Fatal(err)
	}
	p.onActivity[rule.Code+a.on] += got.Counted
	p.onDay[rule.Code] += got.Counted
	p.inMonth[rule.Code] += got.Counted
	p.inYear[yearKey] += got.Counted
	if got.Exempt {
		p.exemptedPoints += got.Points
		return got
	}
	p.day += got.Points
	p.month += got.Points
	p.year += got.Points
	return got
}

// anyAct draws an act by any rule of the book; evenly keeps to whole hours, where nothing is rounded.
func anyAct(book rulebook.Book, evenly bool) *rapid.Generator[act] {
	return rapid.Custom(func(t *rapid.T) act {
		rule := rapid.SampledFrom(book.Rules).Draw(t, "rule")
		a := ask{Rule: rule.Code, Quantity: rapid.IntRange(0, 6).Draw(t, "quantity")}
		if evenly && rule.Unit == rulebook.UnitHour {
			a.Quantity = 2 * rapid.IntRange(1, 4).Draw(t, "hours")
		}
		if len(rule.Grades) > 0 {
			a.Grade = rapid.SampledFrom(rule.Grades).Draw(t, "grade").Code
		}
		a.Emergency = rapid.IntRange(0, 9).Draw(t, "emergency") == 0
		return act{a, rapid.SampledFrom([]string{"a", "b"}).Draw(t, "on")}
	})
}

func TestNoOrderOfActsPassesACap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book := rulebook.Default()
		p := newPerson(book)
		for range rapid.IntRange(1, 3).Draw(t, "months") {
			p.newMonth()
			for range rapid.IntRange(1, 12).Draw(t, "days") {
				p.newDay()
				for _, a := range rapid.SliceOfN(anyAct(book, false), 0, 8).Draw(t, "acts") {
					check(t, a, p.does(t, a))
					if p.day > 80 || p.month > 400 || p.year > 3000 {
						t.Fatalf("%d on the day, %d in the month, %d in the year", p.day, p.month, p.year)
					}
				}
				for _, rule := range book.Rules {
					checkItems(t, p, rule)
				}
			}
		}
	})
}

// check holds what is true of every assessment.
func check(t *rapid.T, a act, got rulebook.Assessment) {
	sum := got.Points
	for _, cut := range got.Cuts {
		if cut.Cut <= 0 {
			t.Fatalf("%+v: a cut of %d", a, cut.Cut)
		}
		sum += cut.Cut
	}
	if sum != got.Asked || got.Points < 0 || got.Counted < 0 || got.Counted > got.Quantity {
		t.Fatalf("%+v: %+v", a, got)
	}
	for _, left := range got.Left {
		if left.Left < 0 || left.Left > left.Limit {
			t.Fatalf("%+v: %+v leaves %d", a, left, left.Left)
		}
	}
}

func checkItems(t *rapid.T, p *person, rule rulebook.Rule) {
	for _, c := range rule.ItemCaps {
		counted := map[rulebook.Period]int{
			rulebook.PerActivity: max(p.onActivity[rule.Code+"a"], p.onActivity[rule.Code+"b"]),
			rulebook.PerDay:      p.onDay[rule.Code],
			rulebook.PerMonth:    p.inMonth[rule.Code],
			rulebook.PerYear:     max(p.inYear[rule.Code], p.inYear[rule.Code+"a"], p.inYear[rule.Code+"b"]),
		}[c.Per]
		limit := c.Limit
		if c.In == rulebook.InHours {
			limit *= 2
		}
		if counted > limit {
			t.Fatalf("%s counted %d per %s, more than %d", rule.Code, counted, c.Per, limit)
		}
	}
}

// TestTheOrderOfADayDoesNotMatter holds for whole hours: half-hours at an odd rate are rounded down one by one. It does not
// hold for graded rules with a cap of their own, of which the default rulebook has none: there the order says which counts.
// Nor does it hold where the same act is an emergency and another is not: which of the two the rule's cap lets count matters.
func TestTheOrderOfADayDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book := rulebook.Default()
		acts := rapid.SliceOfN(anyAct(book, true), 1, 12).Draw(t, "acts")
		for i := range acts {
			acts[i].ask.Emergency = false
		}
		shuffled := rapid.Permutation(acts).Draw(t, "shuffled")
		earlier := rapid.IntRange(0, 400).Draw(t, "earlier in the month")
		one, two := newPerson(book), newPerson(book)
		one.month, one.year, two.month, two.year = earlier, earlier, earlier, earlier
		for i := range acts {
			one.does(t, acts[i])
			two.does(t, shuffled[i])
		}
		if one.day != two.day || one.exemptedPoints != two.exemptedPoints {
			t.Fatalf("%d (+%d exempt) in one order, %d (+%d) in another", one.day, one.exemptedPoints, two.day, two.exemptedPoints)
		}
	})
}

func TestSplittingAnActNeverGains(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book := rulebook.Default()
		whole := anyAct(book, false).Draw(t, "act")
		whole.ask.Quantity = rapid.IntRange(2, 20).Draw(t, "quantity")
		first, second := whole, whole
		first.ask.Quantity = rapid.IntRange(1, whole.ask.Quantity-1).Draw(t, "first")
		second.ask.Quantity = whole.ask.Quantity - first.ask.Quantity
		at := rapid.IntRange(0, 90).Draw(t, "earlier on the day")
		one, two := newPerson(book), newPerson(book)
		one.day, two.day = at, at
		together := one.does(t, whole).Points
		apart := two.does(t, first).Points + two.does(t, second).Points
		if apart > together {
			t.Fatalf("%+v: %d in one go, %d in two", whole, together, apart)
		}
	})
}
