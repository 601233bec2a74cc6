package rulebook

import "slices"

// Rule is one line of the rulebook: an act, what it is worth, what proves it and how often it counts.
type Rule struct {
	Code          string    `json:"code"`                     // stable, R01; awards name it forever
	Name          string    `json:"name"`                     // what people read, in Chinese
	Points        int       `json:"points"`                   // for each Unit; where there are grades, those of the first
	Unit          Unit      `json:"unit"`                     // what the points are paid for
	Grades        []Grade   `json:"grades,omitempty"`         // where the act has grades, an Ask names one
	Proof         string    `json:"proof,omitempty"`          // what has to be shown, for people
	CheckedBy     string    `json:"checked_by"`               // who checks it, for people
	Signers       []Level   `json:"signers,omitempty"`        // stages it needs however few the points; see Needed
	ItemCaps      []ItemCap `json:"item_caps,omitempty"`      // at most one for each period
	Exempt        bool      `json:"exempt,omitempty"`         // passes a person's Caps, and does not use them up
	SamplePercent int       `json:"sample_percent,omitempty"` // how many of the acts are looked at again afterwards
}

// Grade is one of several worths of the same act, such as a commendation by the district, the city or the province.
type Grade struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Points int    `json:"points"`
}

// ItemCap limits how often one rule counts for one person in one period. What lies beyond it is recorded as 0 points.
type ItemCap struct {
	Per   Period  `json:"per"`
	Limit int     `json:"limit"`
	In    Measure `json:"in"` // times, or hours where the rule pays by the hour
	// Each counts apart for each course, activity, … : "once a year each" rather than once a year.
	Each bool `json:"each,omitempty"`
}

// Unit is what a rule's points are paid for.
type Unit string

// The units. Hours are earned in half-hour steps, everything else by the piece.
const (
	UnitReport   Unit = "report"
	UnitEvent    Unit = "event"
	UnitItem     Unit = "item"
	UnitTask     Unit = "task"
	UnitHour     Unit = "hour"
	UnitActivity Unit = "activity"
	UnitCourse   Unit = "course"
	UnitMeeting  Unit = "meeting"
	UnitSheet    Unit = "sheet"
	UnitTitle    Unit = "title"
	UnitHonour   Unit = "award" // a commendation with a document, not an award of points
	UnitThanks   Unit = "thanks"
	UnitIdea     Unit = "idea"
)

// units names each unit for people: one and the same of what, where an ItemCap counts each apart.
var units = map[Unit]struct{ zh, en string }{
	UnitReport:   {"问题", "report"},
	UnitEvent:    {"事件", "event"},
	UnitItem:     {"事项", "item"},
	UnitTask:     {"任务", "task"},
	UnitHour:     {"活动", "activity"},
	UnitActivity: {"活动", "activity"},
	UnitCourse:   {"课程", "course"},
	UnitMeeting:  {"会议", "meeting"},
	UnitSheet:    {"任务单", "sheet"},
	UnitTitle:    {"称号", "title"},
	UnitHonour:   {"表彰", "award"},
	UnitThanks:   {"事迹", "deed"},
	UnitIdea:     {"建议", "idea"},
}

// Period is what an ItemCap counts over. Days, months and years are those of Asia/Shanghai.
type Period string

// The periods, narrowest first.
const (
	PerActivity Period = "activity"
	PerDay      Period = "day"
	PerMonth    Period = "month"
	PerYear     Period = "year"
)

// periods is the order in which item caps are applied.
var periods = []Period{PerActivity, PerDay, PerMonth, PerYear}

// Measure is what a limit is counted in.
type Measure string

// The measures. A rulebook says hours; an Assessment counts in half-hours, which are whole numbers.
const (
	InPoints    Measure = "points"
	InTimes     Measure = "times"
	InHours     Measure = "hours"
	InHalfHours Measure = "half_hours"
)

// Rules that a report comes to by what becomes of it rather than by its category.
const (
	RuleSolved = "R02" // accepted, and the problem verified as solved
	RuleMerged = "R05" // already reported by somebody else
)

// categoryRules is the table of api-contract.md: what accepting a report of a category pays.
var categoryRules = map[string]string{
	"road_hazard": "R03", "fire_safety": "R03", "utilities": "R03",
	"resident_need": "R06",
	"environment":   "R01", "food_hygiene": "R01", "public_order": "R01", "traffic": "R01", "property": "R01", "other": "R01",
}

// CategoryRule returns the code of the rule that an accepted report of this category is paid by; false for no category.
func CategoryRule(category string) (code string, ok bool) {
	code, ok = categoryRules[category]
	return code, ok
}

// price is what one unit of the rule is worth in this grade.
func (r Rule) price(grade string) (int, error) {
	if len(r.Grades) == 0 {
		if grade != "" {
			return 0, ErrGrade.Because("积分项 "+r.Code+" 不分级别", "rule "+r.Code+" has no grades").On("grade")
		}
		return r.Points, nil
	}
	i := slices.IndexFunc(r.Grades, func(g Grade) bool { return g.Code == grade })
	if i < 0 {
		return 0, ErrGrade.Because("积分项 "+r.Code+" 要注明级别", "rule "+r.Code+" needs one of its grades").On("grade")
	}
	return r.Grades[i].Points, nil
}

// capPer returns the rule's cap over a period.
func (r Rule) capPer(per Period) (ItemCap, bool) {
	i := slices.IndexFunc(r.ItemCaps, func(c ItemCap) bool { return c.Per == per })
	if i < 0 {
		return ItemCap{}, false
	}
	return r.ItemCaps[i], true
}
