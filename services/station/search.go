package station

import (
	"encoding/base64"
	"encoding/binary"
	"math"
	"time"
	"unicode/utf8"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// What a search refuses.
var (
	ErrCursor = fault.New(fault.Malformed, "place.cursor", "翻页标记有误，请从头查找", "This cursor was not given out here")
	ErrText   = fault.New(fault.Refused, "place.text", "搜索词最长 64 字", "Search for at most 64 characters")
)

// Query asks for open places; what is left out does not narrow. RadiusM is in metres and counts only with Near. Facility is a
// code. All words of Text must stand in the name, the address, the names of the units above or what one finds there.
// PathPrefix is a path of the organisation tree. Limit is 20 where 0 and 100 at most. OpenFirst lists what is shut now only
// after all that is open, each in the order of the search: somebody cold wants the nearest open door.
type Query struct {
	Near       *place.Point
	RadiusM    int
	OpenNow    bool
	OpenFirst  bool
	Facility   string
	Text       string
	PathPrefix string
	Cursor     string // the next that the page before gave out
	Limit      int
}

// Seen is a place as somebody finds it at an instant. DistanceM is nil where nobody said where they are. Today holds the
// spans that begin today by the hours; Notice is what overrides them, if anything does.
type Seen struct {
	Place
	DistanceM *int
	OpenNow   bool
	Today     []place.Span
	Notice    *Notice
}

// Search lists the places that q asks for, nearest first with Near and by id else; next asks for the page after, and is empty
// at the end. It answers place.ErrPoint, ErrFacility, ErrText and ErrCursor.
func (d *Directory) Search(q Query, now time.Time) (found []Seen, next string, err error) {
	ask, shut, err := d.ask(q, now)
	if err != nil {
		return nil, "", err
	}
	limit := ask.Limit
	ask.Limit++ // one more tells whether there is a page after
	board := d.board.Load().open
	hits := board.Search(ask)
	if q.OpenFirst && !q.OpenNow && !shut && len(hits) <= limit {
		opened := len(hits)
		ask.After, ask.Limit, ask.Keep = nil, limit+1-opened, d.keep(now, false)
		hits = append(hits, board.Search(ask)...)
		shut = opened < limit // the last of this page is a shut one
	}
	if len(hits) > limit {
		hits = hits[:limit]
		next = write(hits[limit-1].Cursor(), shut)
	}
	found = make([]Seen, len(hits))
	for i, hit := range hits {
		found[i] = d.see(hit.Item, now)
		if q.Near != nil {
			metres := int(math.Round(hit.DistanceM))
			found[i].DistanceM = &metres
		}
	}
	return found, next, nil
}

// keep wants the doors that are open at an instant, or those that are not.
func (d *Directory) keep(now time.Time, open bool) func(*Place) bool {
	return func(p *Place) bool { return p.door.OpenAt(now, d.calendar) == open }
}

// ask turns a query into one of the index. shut says that its page begins among the shut doors.
func (d *Directory) ask(q Query, now time.Time) (ask place.Query[*Place], shut bool, err error) {
	ask = place.Query[*Place]{
		Near: q.Near, RadiusM: q.RadiusM, Text: q.Text, Facility: q.Facility, PathPrefix: q.PathPrefix, Limit: min(q.Limit, 100),
	}
	if ask.Limit <= 0 {
		ask.Limit = 20
	}
	if q.Near != nil && !q.Near.Valid() {
		return ask, false, place.ErrPoint.On("near")
	}
	if q.Facility != "" && index(Facilities, q.Facility) < 0 {
		return ask, false, ErrFacility.On("facility")
	}
	if utf8.RuneCountInString(q.Text) > 64 {
		return ask, false, ErrText.On("q")
	}
	if q.Cursor != "" {
		var after place.Cursor
		if after, shut, err = read(q.Cursor); err != nil {
			return ask, false, err
		}
		ask.After = &after
	}
	if q.OpenNow || q.OpenFirst {
		ask.Keep = d.keep(now, q.OpenNow || !shut)
	}
	return ask, shut, nil
}

// Find returns the place with an id, a retired one too.
func (d *Directory) Find(id string) (Place, bool) {
	p, ok := d.board.Load().all[id]
	if !ok {
		return Place{}, false
	}
	return *p, true
}

// Look returns the place with an id, a retired one too, as it is at an instant; a retired one is never open.
func (d *Directory) Look(id string, now time.Time) (Seen, bool) {
	p, ok := d.board.Load().all[id]
	if !ok {
		return Seen{}, false
	}
	return d.see(p, now), true
}

// Nearest returns the open-for-service place nearest to a point and how many metres it is away, whatever its hours; false
// where there is none.
func (d *Directory) Nearest(p place.Point) (nearest Place, metres int, ok bool) {
	hit, ok := d.board.Load().open.Nearest(p)
	if !ok {
		return Place{}, 0, false
	}
	return *hit.Item, int(math.Round(hit.DistanceM)), true
}

func (d *Directory) see(p *Place, now time.Time) Seen {
	seen := Seen{
		Place: *p, OpenNow: p.State == Opened && p.door.OpenAt(now, d.calendar), Today: p.Hours.Today(now, d.calendar),
	}
	if n, ok := p.door.Notice(now); ok {
		for i := range p.Notices {
			if p.Notices[i].Notice == n {
				seen.Notice = &p.Notices[i]
			}
		}
	}
	return seen
}

// write packs a cursor bit by bit, as place.Cursor demands, behind a byte that says whether it stands among the shut doors.
func write(c place.Cursor, shut bool) string {
	packed := []byte{0}
	if shut {
		packed[0] = 1
	}
	packed = binary.BigEndian.AppendUint64(packed, math.Float64bits(c.Distance))
	return base64.RawURLEncoding.EncodeToString(append(packed, c.ID...))
}

func read(cursor string) (c place.Cursor, shut bool, err error) {
	packed, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(packed) <= 9 || len(packed) > 9+64 || packed[0] > 1 {
		return place.Cursor{}, false, ErrCursor.On("cursor")
	}
	c = place.Cursor{Distance: math.Float64frombits(binary.BigEndian.Uint64(packed[1:])), ID: string(packed[9:])}
	if !(c.Distance >= 0) || math.IsInf(c.Distance, 1) || !utf8.ValidString(c.ID) {
		return place.Cursor{}, false, ErrCursor.On("cursor")
	}
	return c, packed[0] == 1, nil
}
