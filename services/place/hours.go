package place

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// ErrHours refuses opening hours that cannot be meant; its Fields say where.
var ErrHours = fault.New(fault.Refused, "place.hours", "开放时间有误", "These opening hours cannot be meant")

// What a door does on public holidays.
const (
	HolidayUsual   = "usual"   // as on the same day of any week
	HolidayClosed  = "closed"  // shut
	HolidaySpecial = "special" // hours of their own
)

// Hours says when a door stands open, by the day on which a span begins: a dated exception comes first, then the rule for
// public holidays, then the day of the week. On a make-up working Saturday it keeps Friday's hours, on a make-up Sunday Monday's. A
// span that passes midnight belongs to the day it begins on, whatever the next day is. The zero value is always shut.
type Hours struct {
	Week     Week    `json:"week"`
	Holidays Holiday `json:"holidays"`
	// Exceptions are single days, "2026-12-31"; no spans means shut.
	Exceptions map[string][]Span `json:"exceptions,omitempty"`
}

// Week holds the spans of each day of the week; none means shut.
type Week struct {
	Mon []Span `json:"mon,omitempty"`
	Tue []Span `json:"tue,omitempty"`
	Wed []Span `json:"wed,omitempty"`
	Thu []Span `json:"thu,omitempty"`
	Fri []Span `json:"fri,omitempty"`
	Sat []Span `json:"sat,omitempty"`
	Sun []Span `json:"sun,omitempty"`
}

// Holiday is the rule for public holidays: usual, closed, or special with spans. An empty rule is usual.
type Holiday struct {
	Rule  string `json:"rule"`
	Spans []Span `json:"spans,omitempty"`
}

// Daily returns hours that are the same on every day of the week and on holidays.
func Daily(spans ...Span) Hours {
	return Hours{Week: Week{spans, spans, spans, spans, spans, spans, spans}, Holidays: Holiday{Rule: HolidayUsual}}
}

// Weekdays returns hours that are kept from Monday to Friday; it is shut at weekends and on holidays.
func Weekdays(spans ...Span) Hours {
	return Hours{Week: Week{Mon: spans, Tue: spans, Wed: spans, Thu: spans, Fri: spans}, Holidays: Holiday{Rule: HolidayClosed}}
}

// On returns the spans of a day of the week.
func (w Week) On(d time.Weekday) []Span {
	return [...][]Span{w.Sun, w.Mon, w.Tue, w.Wed, w.Thu, w.Fri, w.Sat}[d]
}

// ParseHours reads hours from JSON as they are stored and sent, and answers ErrHours for what cannot be meant; an unknown
// field is refused, because a misspelt day would leave the door shut.
func ParseHours(text []byte) (Hours, error) {
	var h Hours
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	err := in.Decode(&h)
	if errors.Is(err, ErrSpan) {
		return Hours{}, ErrHours.Because(ErrSpan.TitleZH, ErrSpan.TitleEN)
	}
	if err != nil {
		return Hours{}, ErrHours.Because("无法读取", "It cannot be read")
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return Hours{}, ErrHours.Because("无法读取", "It cannot be read")
	}
	if err := h.Validate(); err != nil {
		return Hours{}, err
	}
	return h, nil
}

var weekdays = []struct {
	day     time.Weekday
	key, zh string
}{
	{time.Monday, "mon", "周一"}, {time.Tuesday, "tue", "周二"}, {time.Wednesday, "wed", "周三"}, {time.Thursday, "thu", "周四"},
	{time.Friday, "fri", "周五"}, {time.Saturday, "sat", "周六"}, {time.Sunday, "sun", "周日"},
}

// Text writes the hours as a sign at the door says them: 周一至周五 08:30-17:30；周六、周日 不开放；法定节假日 不开放. Dated
// exceptions are not on it.
func (h Hours) Text() string {
	var parts []string
	var told [7]bool
	for i, d := range weekdays {
		if told[i] {
			continue
		}
		var same []int
		for j := i; j < len(weekdays); j++ {
			if slices.Equal(h.Week.On(d.day), h.Week.On(weekdays[j].day)) {
				same, told[j] = append(same, j), true
			}
		}
		parts = append(parts, spellDays(same)+" "+spell(h.Week.On(d.day)))
	}
	switch h.Holidays.Rule {
	case HolidayClosed:
		parts = append(parts, "法定节假日 "+spell(nil))
	case HolidaySpecial:
		parts = append(parts, "法定节假日 "+spell(h.Holidays.Spans))
	}
	return strings.Join(parts, "；")
}

// spellDays writes days of the week by their places in weekdays: 每天, 周一至周五, 周一、周三、周五.
func spellDays(days []int) string {
	if len(days) == len(weekdays) {
		return "每天"
	}
	if first, last := days[0], days[len(days)-1]; len(days) > 2 && last-first == len(days)-1 {
		return weekdays[first].zh + "至" + weekdays[last].zh
	}
	words := make([]string, len(days))
	for i, d := range days {
		words[i] = weekdays[d].zh
	}
	return strings.Join(words, "、")
}

func spell(spans []Span) string {
	if len(spans) == 0 {
		return "不开放"
	}
	if len(spans) == 1 && spans[0] == AllDay {
		return "24小时"
	}
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = s.String()
	}
	return strings.Join(words, "、")
}
