package rulebook

import (
	"fmt"
	"strings"
)

// Change is one difference between two books, as the console shows it before a version is published.
type Change struct {
	Field string `json:"field"`          // "rules.R01.points", "caps.day"
	Rule  string `json:"rule,omitempty"` // its code where a rule has changed
	ZH    string `json:"zh"`             // what it is called: "R01 随手拍上报有效问题：分值"
	EN    string `json:"en"`
	From  string `json:"from"` // as the document writes it, lists with commas; empty where there was nothing
	To    string `json:"to"`   // likewise; empty where there is nothing any more
}

// periodNames is for people: how the caps of a rule are called.
var periodNames = map[Period]string{PerActivity: "每场活动", PerDay: "每日", PerMonth: "每月", PerYear: "每年"}

// line is one value of a book, under its name.
type line struct {
	field, rule, zh, en, value string
}

// Diff returns what b changes in a, in the order of the book; what a rule that is gone had comes last. A rule is the same
// rule by its code: where its lines stand in the book makes no difference to anybody.
func Diff(a, b Book) []Change {
	before, after := a.lines(), b.lines()
	was, is := byField(before), byField(after)
	changes := []Change{}
	for _, l := range after {
		if old := was[l.field]; old.value != l.value {
			changes = append(changes, Change{l.field, l.rule, l.zh, l.en, old.value, l.value})
		}
	}
	for _, l := range before {
		if _, ok := is[l.field]; !ok && l.value != "" {
			changes = append(changes, Change{l.field, l.rule, l.zh, l.en, l.value, ""})
		}
	}
	return changes
}

func byField(lines []line) map[string]line {
	index := make(map[string]line, len(lines))
	for _, l := range lines {
		index[l.field] = l
	}
	return index
}

// lines are all that a book says, one value each.
func (b Book) lines() []line {
	set := func(field, zh, en string, value any) line { return line{field, "", zh, en, fmt.Sprint(value)} }
	lines := []line{
		set("version", "版本", "version", b.Version),
		set("org_unit_id", "适用区县", "district", b.OrgUnitID),
		set("effective_from", "施行日期", "in force from", b.EffectiveFrom),
		set("point_value_fen", "每分价值（分钱）", "value of a point (fen)", b.PointValueFen),
	}
	for _, rule := range b.Rules {
		lines = append(lines, rule.lines()...)
	}
	return append(
		lines,
		set("caps.day", "个人每日上限", "cap of a day", b.Caps.Day),
		set("caps.month", "个人每月上限", "cap of a month", b.Caps.Month),
		set("caps.year", "个人每年上限", "cap of a year", b.Caps.Year),
		set("redeem.per_item_month", "每月同一物品可兑件数", "pieces of an item a month", b.Redeem.PerItemMonth),
		set("redeem.points_month", "每月可兑积分", "points redeemed a month", b.Redeem.PointsMonth),
		set("redeem.second_signature_above", "超过多少分须双人签字", "second signature above", b.Redeem.SecondSignatureAbove),
		set("redeem.pickup_days", "领取期限（天）", "days to pick up", b.Redeem.PickupDays),
		set("expiry.years_after", "积分有效期（取得次年起算的年数）", "years until points end", b.Expiry.YearsAfter),
		set("expiry.month_day", "积分清零日", "day on which points end", b.Expiry.MonthDay),
		set("expiry.notice_days", "清零前提醒（天）", "notice before points end (days)", joined(b.Expiry.NoticeDays)),
		set("expiry.returned_days", "逾期退回积分的保留天数", "days for points that came back late", b.Expiry.ReturnedDays),
		set("signatures.verifier", "核实人一人签字的最高分值", "points one verifier may sign for", b.Signatures.Verifier),
		set("signatures.community", "社区签字的最高分值", "points a community may sign for", b.Signatures.Community),
		set("signatures.street", "街道签字的最高分值", "points a street may sign for", b.Signatures.Street),
		set("budget.warn_percent", "预算预警比例（%）", "budget warning (%)", b.Budget.WarnPercent),
	)
}

func (r Rule) lines() []line {
	set := func(field, zh, en string, value any) line {
		return line{"rules." + r.Code + "." + field, r.Code, r.Code + " " + r.Name + "：" + zh, r.Code + ": " + en, fmt.Sprint(value)}
	}
	lines := []line{
		set("name", "名称", "name", r.Name),
		set("points", "分值", "points", r.Points),
		set("unit", "计分单位", "unit", r.Unit),
	}
	for _, g := range r.Grades {
		lines = append(
			lines,
			set("grades."+g.Code+".name", "级别名称", "name of the grade "+g.Code, g.Name),
			set("grades."+g.Code+".points", g.Name+"分值", "points of the grade "+g.Code, g.Points),
		)
	}
	lines = append(
		lines,
		set("proof", "凭据", "proof", r.Proof),
		set("checked_by", "核实人", "checked by", r.CheckedBy),
		set("signers", "签字环节", "signers", joined(r.Signers)),
		set("exempt", "不受个人上限限制", "exempt from the caps", r.Exempt),
		set("sample_percent", "抽查比例（%）", "sampled (%)", r.SamplePercent),
	)
	for _, c := range r.ItemCaps {
		at, zh, en := "item_caps."+string(c.Per)+".", periodNames[c.Per]+"上限", "cap per "+string(c.Per)
		lines = append(
			lines,
			set(at+"limit", zh, en, c.Limit),
			set(at+"in", zh+"的计量单位", en+", counted in", c.In),
			set(at+"each", zh+"是否逐个对象分别计算", en+", each apart", c.Each),
		)
	}
	return lines
}

func joined[T any](items []T) string {
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = fmt.Sprint(item)
	}
	return strings.Join(words, ", ")
}
