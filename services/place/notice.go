package place

import (
	"slices"
	"time"
	"unicode/utf8"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// ErrNotice refuses a notice that says nothing, too much, or is over before it begins.
var ErrNotice = fault.New(fault.Refused, "place.notice", "临时公告应有 1–200 字，结束须晚于开始",
	"A notice has 1 to 200 characters and ends after it begins")

// maxNotice is how many characters of a notice can still be read on a phone at the door.
const maxNotice = 200

// Notice is a temporary word at a door. It counts from From (from always where zero) until Until (until it is taken down
// where zero), and while it does it overrides the hours: a Closed one shuts the door.
type Notice struct {
	Text   string    `json:"text"`
	From   time.Time `json:"from"`
	Until  time.Time `json:"until,omitzero"`
	Closed bool      `json:"closed"`
}

// Validate answers ErrNotice.
func (n Notice) Validate() error {
	length := utf8.RuneCountInString(n.Text)
	if length == 0 || length > maxNotice || !utf8.ValidString(n.Text) {
		return ErrNotice
	}
	if !n.Until.IsZero() && !n.Until.After(n.From) {
		return ErrNotice
	}
	return nil
}

// Counts says whether the notice counts at t.
func (n Notice) Counts(t time.Time) bool {
	return !t.Before(n.From) && (n.Until.IsZero() || t.Before(n.Until))
}

// Door is what decides whether one can walk in: the hours and the notices over them.
type Door struct {
	Hours   Hours
	Notices []Notice
}

// OpenAt says whether the door stands open at t.
func (d Door) OpenAt(t time.Time, cal Calendar) bool {
	return !d.shut(t) && d.Hours.OpenAt(t, cal)
}

// Notice returns the notice to show at t: one that shuts the door before one that does not, then the one that began last.
func (d Door) Notice(t time.Time) (Notice, bool) {
	var best Notice
	var found bool
	for _, n := range d.Notices {
		if !n.Counts(t) {
			continue
		}
		if !found || n.Closed && !best.Closed || n.Closed == best.Closed && n.From.After(best.From) {
			best, found = n, true
		}
	}
	return best, found
}

// Until returns when the door that is open at t closes, by its hours or by a notice; false where it is shut, or stays open for
// the 60 days to come.
func (d Door) Until(t time.Time, cal Calendar) (time.Time, bool) {
	if !d.OpenAt(t, cal) {
		return time.Time{}, false
	}
	end, ok := d.Hours.Until(t, cal)
	for _, n := range d.Notices {
		soon := n.From.Before(t.AddDate(0, 0, horizonDays))
		if n.Closed && n.From.After(t) && soon && n.Counts(n.From) && (!ok || n.From.Before(end)) {
			end, ok = n.From.In(Zone), true
		}
	}
	return end, ok
}

// Next returns when the door that is shut at t next opens; false where it is open, or nobody knows.
func (d Door) Next(t time.Time, cal Calendar) (time.Time, bool) {
	if d.OpenAt(t, cal) {
		return time.Time{}, false
	}
	// Each round leaves a notice or a closed stretch behind for good, so rounds are bounded by the notices there are.
	for range 2*len(d.Notices) + 1 {
		if end, shut := d.shutUntil(t); shut {
			if end.IsZero() {
				return time.Time{}, false
			}
			t = end.In(Zone)
			continue
		}
		if d.Hours.OpenAt(t, cal) {
			return t, true
		}
		next, ok := d.Hours.Next(t, cal)
		if !ok {
			return time.Time{}, false
		}
		t = next
	}
	if !d.OpenAt(t, cal) {
		return time.Time{}, false
	}
	return t, true
}

func (d Door) shut(t time.Time) bool {
	return slices.ContainsFunc(d.Notices, func(n Notice) bool { return n.Closed && n.Counts(t) })
}

// shutUntil returns when the first closing notice that counts at t is over, zero where that is open.
func (d Door) shutUntil(t time.Time) (end time.Time, shut bool) {
	for _, n := range d.Notices {
		if n.Closed && n.Counts(t) {
			return n.Until, true
		}
	}
	return time.Time{}, false
}
