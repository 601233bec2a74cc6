package place

import (
	"fmt"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// Zone is the zone in which doors open and close. China keeps one time without summer time since 1991, so a fixed zone is
// exact and needs no zone files on the machine.
var Zone = time.FixedZone("CST", 8*60*60)

// ErrSpan refuses a stretch of time that is not written as 08:30-17:30.
var ErrSpan = fault.New(fault.Refused, "place.span", "时段应写作“08:30-17:30”，可跨零点，全天为“00:00-24:00”",
	"A span is written 08:30-17:30; it may pass midnight, and the whole day is 00:00-24:00")

const dayMinutes = 24 * 60

// Span is one stretch of time for which a door stands open, in minutes after the midnight its day begins with: From is in
// it, To is not. A To beyond 1440 lies in the next day, so 22:00-02:00 is {1320, 1560}. It never lasts beyond 24 hours. In
// JSON it is a string, "08:30-17:30".
type Span struct {
	From, To int
}

// AllDay is 00:00-24:00.
var AllDay = Span{From: 0, To: dayMinutes}

// Valid says whether the span begins on its day and ends later, within 24 hours.
func (s Span) Valid() bool {
	if s.From < 0 || s.From >= dayMinutes || s.To <= s.From {
		return false
	}
	return s.To < s.From+dayMinutes || s == AllDay
}

// ParseSpan reads "08:30-17:30". An end at or before the beginning lies in the next day; an end of 00:00 is 24:00. Beginning and
// end may not be the same, because nobody can tell "always" from "never" by it. It answers ErrSpan for everything else.
func ParseSpan(text string) (Span, error) {
	if len(text) != len("08:30-17:30") || text[5] != '-' {
		return Span{}, ErrSpan
	}
	from, okFrom := clock(text[:5])
	to, okTo := clock(text[6:])
	if !okFrom || !okTo || from == dayMinutes || from == to {
		return Span{}, ErrSpan
	}
	if to < from {
		to += dayMinutes
	}
	return Span{From: from, To: to}, nil
}

// clock reads "08:30" as minutes; 24:00 is the end of the day.
func clock(s string) (minutes int, ok bool) {
	for i, c := range []byte(s) {
		if (i == 2) != (c == ':') || i != 2 && (c < '0' || c > '9') {
			return 0, false
		}
	}
	h, m := int(s[0]-'0')*10+int(s[1]-'0'), int(s[3]-'0')*10+int(s[4]-'0')
	if m > 59 || h*60+m > dayMinutes {
		return 0, false
	}
	return h*60 + m, true
}

// String writes the span as ParseSpan reads it: 22:00-02:00, 00:00-24:00.
func (s Span) String() string {
	to := s.To
	if to > dayMinutes {
		to -= dayMinutes
	}
	return fmt.Sprintf("%02d:%02d-%02d:%02d", s.From/60, s.From%60, to/60, to%60)
}

// MarshalText writes the span into JSON.
func (s Span) MarshalText() ([]byte, error) {
	if !s.Valid() {
		return nil, fmt.Errorf("write span %d to %d: %w", s.From, s.To, ErrSpan)
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads the span from JSON; it answers ErrSpan.
func (s *Span) UnmarshalText(text []byte) error {
	span, err := ParseSpan(string(text))
	if err != nil {
		return err
	}
	*s = span
	return nil
}
