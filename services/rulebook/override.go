package rulebook

import (
	"fmt"
	"maps"
	"slices"
)

// overridePercent is how far a district may go from the city's points, up or down. It is the city's promise to its
// districts, not a setting of a version.
const overridePercent = 50

// Override is a district's own points for some of the city's rules. Nothing else of the rulebook is a district's to change.
// The city approves it before it is in force.
type Override struct {
	OrgUnitID string `json:"org_unit_id"`
	// Points by rule code ("R01"), or by rule and grade where the rule has grades ("N02.city").
	Points map[string]int `json:"points"`
}

// Apply returns the district's book: the city's with the district's points. It refuses, as ErrInvalid with a field for each,
// points more than 50 % away from the city's, rules that the city does not have, and a base that is itself a district's,
// because two steps of 50 % are not 50 %.
func (o Override) Apply(base Book) (Book, error) {
	var f findings
	if base.OrgUnitID != "" {
		f.add("base", "base", "只能以全市积分办法为基础", "must be the city's rulebook")
	}
	f.text("org_unit_id", o.OrgUnitID, false)
	left := maps.Clone(o.Points)
	take := func(key string, points int) int {
		own, ok := left[key]
		if !ok {
			return points
		}
		delete(left, key)
		f.near("points."+key, own, points)
		return own
	}
	book := base.clone()
	book.OrgUnitID = o.OrgUnitID
	for i := range book.Rules {
		rule := &book.Rules[i]
		if len(rule.Grades) == 0 {
			rule.Points = take(rule.Code, rule.Points)
			continue
		}
		for j := range rule.Grades {
			grade := &rule.Grades[j]
			grade.Points = take(rule.Code+"."+grade.Code, grade.Points)
		}
		rule.Points = rule.Grades[0].Points
	}
	for _, key := range slices.Sorted(maps.Keys(left)) {
		f.add("points."+key, "unknown", "全市积分办法中没有这一项", "the city's rulebook has no such rule or grade")
	}
	if err := f.refusal(); err != nil {
		return Book{}, err
	}
	if err := book.Validate(); err != nil {
		return Book{}, err
	}
	return book, nil
}

// near wants a district's points within overridePercent of the city's.
func (f *findings) near(field string, own, city int) {
	city = clamp(city, maxPoints)
	low := (city*(100-overridePercent) + 99) / 100 // half of an odd number is rounded up
	high := city * (100 + overridePercent) / 100
	if own < low || own > high {
		f.add(field, "override",
			fmt.Sprintf("全市为 %d 分，区县可定 %d 到 %d 分", city, low, high),
			fmt.Sprintf("the city's is %d, a district may set %d to %d", city, low, high))
	}
}

// clone shares no memory with b.
func (b Book) clone() Book {
	b.Rules = slices.Clone(b.Rules)
	for i := range b.Rules {
		b.Rules[i].Grades = slices.Clone(b.Rules[i].Grades)
		b.Rules[i].Signers = slices.Clone(b.Rules[i].Signers)
		b.Rules[i].ItemCaps = slices.Clone(b.Rules[i].ItemCaps)
	}
	b.Expiry.NoticeDays = slices.Clone(b.Expiry.NoticeDays)
	return b
}
