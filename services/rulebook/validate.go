package rulebook

import (
	"fmt"
	"regexp"
	"slices"
	"time"
)

var (
	codeForm  = regexp.MustCompile(`^[A-Z]{1,3}[0-9]{2,3}$`)
	gradeForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,31}$`)
)

// maxRules is far more than people would read.
const maxRules = 200

// Validate returns nil or ErrInvalid with a field for each thing that is wrong, named by its JSON path ("rules[3].points").
func (b Book) Validate() error {
	var f findings
	f.between("version", b.Version, 1, 1_000_000_000)
	f.text("org_unit_id", b.OrgUnitID, true)
	if _, err := time.Parse(time.DateOnly, b.EffectiveFrom); err != nil {
		f.add("effective_from", "date", "应为日期，例如 2026-03-01", "must be a date such as 2026-03-01")
	}
	f.between("point_value_fen", b.PointValueFen, 1, 10_000)
	f.rules(b)
	f.caps(b.Caps)
	f.redeem(b.Redeem)
	f.expiry(b.Expiry)
	f.signatures(b.Signatures)
	f.between("budget.warn_percent", b.Budget.WarnPercent, 1, 100)
	return f.refusal()
}

func (f *findings) caps(c Caps) {
	f.between("caps.day", c.Day, 1, maxLimit)
	f.between("caps.month", c.Month, 1, maxLimit)
	f.between("caps.year", c.Year, 1, maxLimit)
	f.notBelow("caps.month", c.Month, "caps.day", c.Day)
	f.notBelow("caps.year", c.Year, "caps.month", c.Month)
}

func (f *findings) redeem(r Redeem) {
	f.between("redeem.per_item_month", r.PerItemMonth, 1, 1000)
	f.between("redeem.points_month", r.PointsMonth, 1, maxLimit)
	f.between("redeem.second_signature_above", r.SecondSignatureAbove, 0, maxLimit)
	f.between("redeem.pickup_days", r.PickupDays, 1, 60)
}

func (f *findings) expiry(e Expiry) {
	f.between("expiry.years_after", e.YearsAfter, 1, 20)
	// Read in a common year, so that 29 February, which most years lack, is none.
	if _, err := time.Parse(time.DateOnly, "2025-"+e.MonthDay); err != nil {
		f.add("expiry.month_day", "date", "应为每年都有的月日，例如 12-31", "must be a month and day that every year has, such as 12-31")
	}
	for i, days := range e.NoticeDays {
		field := fmt.Sprintf("expiry.notice_days[%d]", i)
		f.between(field, days, 1, 365)
		if i > 0 && days >= e.NoticeDays[i-1] {
			f.add(field, "order", "应小于前一项", "must be less than the one before")
		}
	}
	f.between("expiry.returned_days", e.ReturnedDays, 0, 365)
}

func (f *findings) signatures(t Thresholds) {
	f.between("signatures.verifier", t.Verifier, 0, maxLimit)
	f.notBelow("signatures.community", t.Community, "signatures.verifier", t.Verifier)
	f.notBelow("signatures.street", t.Street, "signatures.community", t.Community)
	f.between("signatures.street", t.Street, 0, maxLimit)
}

func (f *findings) rules(b Book) {
	f.between("rules", len(b.Rules), 1, maxRules)
	if len(b.Rules) > maxRules {
		return
	}
	seen := map[string]bool{}
	for i, rule := range b.Rules {
		at := fmt.Sprintf("rules[%d].", i)
		if seen[rule.Code] {
			f.repeated(at + "code")
		}
		seen[rule.Code] = true
		f.rule(at, rule)
		if !rule.Exempt && rule.most() > b.Caps.Day {
			f.add(at+"points", "above_cap", "高于个人每日上限，永远得不满", "is more than the cap of a day, so nobody could ever get all of it")
		}
	}
}

// most is what one unit of the rule can be worth.
func (r Rule) most() int {
	most := r.Points
	for _, g := range r.Grades {
		most = max(most, g.Points)
	}
	return most
}

func (f *findings) rule(at string, r Rule) {
	if !codeForm.MatchString(r.Code) {
		f.add(at+"code", "form", "应为大写字母加数字，例如 R01", "must be capital letters and figures such as R01")
	}
	f.text(at+"name", r.Name, false)
	f.between(at+"points", r.Points, 1, maxPoints)
	_, ok := units[r.Unit]
	f.known(at+"unit", ok)
	f.text(at+"proof", r.Proof, true)
	f.text(at+"checked_by", r.CheckedBy, false)
	f.between(at+"sample_percent", r.SamplePercent, 0, 100)
	f.grades(at, r)
	f.signers(at, r)
	f.itemCaps(at, r)
}

func (f *findings) grades(at string, r Rule) {
	if len(r.Grades) == 0 {
		return
	}
	if r.Points != r.Grades[0].Points {
		f.add(at+"points", "grades", "应与第一个级别的分值相同", "must be those of the first grade")
	}
	seen := map[string]bool{}
	for i, g := range r.Grades {
		field := fmt.Sprintf("%sgrades[%d].", at, i)
		if seen[g.Code] {
			f.repeated(field + "code")
		}
		seen[g.Code] = true
		if !gradeForm.MatchString(g.Code) {
			f.add(field+"code", "form", "应为小写字母、数字和下划线", "must be small letters, figures and underscores")
		}
		f.text(field+"name", g.Name, false)
		f.between(field+"points", g.Points, 1, maxPoints)
	}
}

func (f *findings) signers(at string, r Rule) {
	for i, level := range r.Signers {
		field := fmt.Sprintf("%ssigners[%d]", at, i)
		f.known(field, level.rank() >= 0)
		if i > 0 && level.rank() <= r.Signers[i-1].rank() {
			f.add(field, "order", "应高于前一级", "must be higher than the one before")
		}
	}
}

func (f *findings) itemCaps(at string, r Rule) {
	measure := InTimes
	if r.Unit == UnitHour {
		measure = InHours
	}
	seen := map[Period]bool{}
	for i, c := range r.ItemCaps {
		field := fmt.Sprintf("%sitem_caps[%d].", at, i)
		if seen[c.Per] {
			f.repeated(field + "per")
		}
		seen[c.Per] = true
		f.known(field+"per", slices.Contains(periods, c.Per))
		f.between(field+"limit", c.Limit, 1, maxLimit)
		if c.In != measure {
			f.add(field+"in", "measure", "按小时计分的项目用 hours，其余用 times", "is hours for a rule paid by the hour, and times for all others")
		}
	}
}
