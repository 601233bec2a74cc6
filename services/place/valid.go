package place

import (
	"fmt"
	"slices"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// Limits that keep hours readable at the door and cheap to judge.
const (
	maxSpans      = 6
	maxExceptions = 400
)

// Validate answers ErrHours with a Field for everything that is wrong; field names begin with "hours.".
func (h Hours) Validate() error {
	v := faults{}
	for _, d := range weekdays {
		v.spans("hours.week."+d.key, h.Week.On(d.day))
	}
	switch h.Holidays.Rule {
	case "", HolidayUsual, HolidayClosed:
		if len(h.Holidays.Spans) > 0 {
			v.add("hours.holidays.spans", "place.holiday", "只有“special”才填写节假日时段", "Spans belong to the rule special only")
		}
	case HolidaySpecial:
		if len(h.Holidays.Spans) == 0 {
			v.add("hours.holidays.spans", "place.holiday", "请填写节假日时段；不开放请选“closed”", "Give the spans, or choose closed")
		}
		v.spans("hours.holidays.spans", h.Holidays.Spans)
	default:
		v.add("hours.holidays.rule", "place.holiday", "节假日规则只能是 usual、closed 或 special", "The rule is usual, closed or special")
	}
	h.validateExceptions(&v)
	if len(v) == 0 {
		return nil
	}
	refusal := *ErrHours
	refusal.Fields = v
	return &refusal
}

func (h Hours) validateExceptions(v *faults) {
	if len(h.Exceptions) > maxExceptions {
		v.add("hours.exceptions", "place.exceptions", fmt.Sprintf("例外日期最多 %d 天", maxExceptions),
			fmt.Sprintf("At most %d dated exceptions", maxExceptions))
		return
	}
	days := make([]string, 0, len(h.Exceptions))
	for day := range h.Exceptions {
		days = append(days, day)
	}
	slices.Sort(days) // so that the same mistakes are always told in the same order
	for _, day := range days {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			v.add("hours.exceptions", "place.date", "日期应写作“2026-12-31”", "A date is written 2026-12-31")
			continue
		}
		v.spans("hours.exceptions."+day, h.Exceptions[day])
	}
}

// faults gathers what is wrong.
type faults []fault.Field

func (v *faults) add(field, code, zh, en string) {
	*v = append(*v, fault.Field{Field: field, Code: code, ZH: zh, EN: en})
}

// spans holds that each span is one, and that none of a day overlaps another of that day.
func (v *faults) spans(field string, spans []Span) {
	if len(spans) > maxSpans {
		v.add(field, "place.spans", fmt.Sprintf("一天最多 %d 个时段", maxSpans), fmt.Sprintf("At most %d spans a day", maxSpans))
		return
	}
	for i, s := range spans {
		at := fmt.Sprintf("%s[%d]", field, i)
		if !s.Valid() {
			v.add(at, ErrSpan.Code, ErrSpan.TitleZH, ErrSpan.TitleEN)
			continue
		}
		if slices.ContainsFunc(spans[:i], func(o Span) bool { return s.From < o.To && o.From < s.To }) {
			v.add(at, "place.overlap", "与同一天的其他时段重叠", "Overlaps another span of the same day")
		}
	}
}
