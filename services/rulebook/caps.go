package rulebook

import "fmt"

// Bounds within which Assess reckons, so that no product of them can overflow; Validate holds every Book to them.
const (
	maxPoints   = 10_000    // of one unit of a rule
	maxLimit    = 1_000_000 // of any cap
	maxQuantity = 1_000     // of one act; nobody does more in one go
)

// Ask is one act to be assessed.
type Ask struct {
	Rule     string // its code
	Quantity int    // pieces, or half-hours where the rule pays by the hour; 0 is 1
	Grade    string // for rules that have grades
	// Emergency says that the act belongs to a declared emergency: it then passes the person's caps, not the rule's own.
	Emergency bool
}

// Usage is what the same person has had so far, the act in question left out. Less than 0, as after a reversal, is 0.
type Usage struct {
	// How much of the rule has counted, as the sum of Assessment.Counted: in the activity, on the day, in the month and
	// the year of the act. Where the rule's cap says Each, only the same course, activity, … is summed.
	ItemActivity, ItemDay, ItemMonth, ItemYear int
	// Points earned by all rules on the day, in the month and the year of the act, without those of exempt awards.
	Day, Month, Year int
}

// CapName names a cap.
type CapName string

// The caps, in the order in which they cut: the rule's own first, and of both the narrowest first.
const (
	CapItemActivity CapName = "item_activity"
	CapItemDay      CapName = "item_day"
	CapItemMonth    CapName = "item_month"
	CapItemYear     CapName = "item_year"
	CapDay          CapName = "day"
	CapMonth        CapName = "month"
	CapYear         CapName = "year"
)

// Cut is what one cap took away: of a cap of Limit, Used were used before, so Cut points are recorded as 0.
type Cut struct {
	Cap   CapName `json:"cap"`
	In    Measure `json:"in"` // what Limit and Used are counted in; Cut is always in points
	Limit int     `json:"limit"`
	Used  int     `json:"used"`
	Cut   int     `json:"cut"`
}

// Left is what one cap leaves after the act.
type Left struct {
	Cap   CapName `json:"cap"`
	In    Measure `json:"in"`
	Limit int     `json:"limit"`
	Left  int     `json:"left"`
}

// Assessment is what an act is worth and why. Asked = Points + the sum of all Cuts, and none of them is below zero.
type Assessment struct {
	Rule     string `json:"rule"`
	Version  int    `json:"version"`
	Quantity int    `json:"quantity"` // as asked, in pieces or half-hours
	Counted  int    `json:"counted"`  // what of it the rule's own caps let through; adds to Usage also if Points is 0
	Asked    int    `json:"asked"`    // points before any cap
	Points   int    `json:"points"`   // points that are given
	Exempt   bool   `json:"exempt"`   // the person's caps do not hold, and Points do not add to Usage
	Cuts     []Cut  `json:"cuts"`
	Left     []Left `json:"left"`
	ZH       string `json:"zh"` // the explanation, for people
	EN       string `json:"en"`
}

// gauge is one cap and how far it is filled.
type gauge struct {
	cap         CapName
	in          Measure
	limit, used int
}

func (g gauge) room() int { return max(0, g.limit-g.used) }

func (g gauge) cut(points int) Cut {
	return Cut{Cap: g.cap, In: g.in, Limit: g.limit, Used: g.used, Cut: points}
}

// Assess says what an act is worth after the rule's own caps and the person's. An act beyond a cap is no error: it is worth
// 0, and the Assessment says why. It refuses a rule, quantity or grade that the book does not know.
//
// Half an hour of a rule with an odd number of points an hour is rounded down, so that splitting an hour never gains.
func Assess(book Book, ask Ask, used Usage) (Assessment, error) {
	rule, ok := book.Rule(ask.Rule)
	if !ok {
		return Assessment{}, ErrUnknownRule.On("rule")
	}
	price, err := rule.price(ask.Grade)
	if err != nil {
		return Assessment{}, err
	}
	quantity := ask.Quantity
	if quantity == 0 {
		quantity = 1
	}
	if quantity < 0 || quantity > maxQuantity {
		return Assessment{}, ErrQuantity.Because(fmt.Sprintf("数量应在 1 到 %d 之间", maxQuantity),
			fmt.Sprintf("between 1 and %d", maxQuantity)).On("quantity")
	}

	a := Assessment{
		Rule: rule.Code, Version: book.Version, Quantity: quantity, Counted: quantity,
		Asked: rule.worth(price, quantity), Exempt: rule.Exempt || ask.Emergency,
		Cuts: []Cut{}, Left: []Left{},
	}
	a.Points = a.Asked
	item, person := rule.gauges(used), book.Caps.gauges(used)
	if a.Exempt {
		person = nil
	}
	for _, g := range item {
		a.count(g, min(a.Counted, g.room()), rule, price)
	}
	for _, g := range person {
		a.reduce(g, min(a.Points, g.room()))
	}
	for _, g := range item {
		a.Left = append(a.Left, Left{Cap: g.cap, In: g.in, Limit: g.limit, Left: g.room() - a.Counted})
	}
	for _, g := range person {
		a.Left = append(a.Left, Left{Cap: g.cap, In: g.in, Limit: g.limit, Left: g.room() - a.Points})
	}
	a.ZH, a.EN = explain(a, rule)
	return a, nil
}

// count lets a cap of the rule leave no more of the quantity than is given, and the points that go with it.
func (a *Assessment) count(g gauge, quantity int, rule Rule, price int) {
	a.Counted = quantity
	a.reduce(g, rule.worth(price, quantity))
}

// reduce lets a cap leave no more than these points and records what it took.
func (a *Assessment) reduce(g gauge, points int) {
	if points < a.Points {
		a.Cuts = append(a.Cuts, g.cut(a.Points-points))
		a.Points = points
	}
}

// worth is what a quantity of the rule's unit is worth before caps.
func (r Rule) worth(price, quantity int) int {
	price = clamp(price, maxPoints)
	if r.Unit == UnitHour {
		return price * quantity / 2
	}
	return price * quantity
}

// gauges are the rule's own caps, in half-hours where it pays by the hour.
func (r Rule) gauges(used Usage) []gauge {
	usedIn := map[Period]int{
		PerActivity: used.ItemActivity, PerDay: used.ItemDay, PerMonth: used.ItemMonth, PerYear: used.ItemYear,
	}
	var gauges []gauge
	for _, per := range periods {
		itemCap, ok := r.capPer(per)
		if !ok {
			continue
		}
		g := gauge{CapName("item_" + per), InTimes, clamp(itemCap.Limit, maxLimit), max(0, usedIn[per])}
		if r.Unit == UnitHour {
			g.in, g.limit = InHalfHours, 2*g.limit
		}
		gauges = append(gauges, g)
	}
	return gauges
}

// gauges are the person's caps.
func (c Caps) gauges(used Usage) []gauge {
	return []gauge{
		{CapDay, InPoints, clamp(c.Day, maxLimit), max(0, used.Day)},
		{CapMonth, InPoints, clamp(c.Month, maxLimit), max(0, used.Month)},
		{CapYear, InPoints, clamp(c.Year, maxLimit), max(0, used.Year)},
	}
}

// clamp holds n between 0 and high.
func clamp(n, high int) int { return min(max(n, 0), high) }
