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
// PathPrefix is a path of the organisation tree. Limit is 20 where 0 and 100 at most.
type Query struct {
	Near       *place.Point
	RadiusM    int
	OpenNow    bool
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
	ask, err := d.ask(q, now)
	if err != nil {
		return nil, "", err
	}
	limit := ask.Limit
	ask.Limit++ // one more tells whether there is a page after
	hits := d.board.Load().open.Search(ask)
	if len(hits) > limit {
		hits = hits[:limit]
		next = write(hits[limit-1].Cursor())
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

func (d *Directory) ask(q Query, now time.Time) (place.Query[*Place], error) {
	ask := place.Query[*Place]{
		Near: q.Near, RadiusM: q.RadiusM, Text: q.Text, Facility: q.Facility, PathPrefix: q.PathPrefix, Limit: min(q.Limit, 100),
	}
	if ask.Limit <= 0 {
		ask.Limit = 20
	}
	if q.OpenNow {
		ask.Keep = func(p *Place) bool { return p.door.OpenAt(now, d.calendar) }
	}
	if q.Near != nil && !q.Near.Valid() {
		return ask, place.ErrPoint.On("near")
	}
	if q.Facility != "" && index(Facilities, q.Facility) < 0 {
		return ask, ErrFacility.On("facility")
	}
	if utf8.RuneCountInString(q.Text) > 64 {
		return ask, ErrText.On("q")
	}
	if q.Cursor != "" {
		after, err := read(q.Cursor)
		if err != nil {
			return ask, err
		}
		ask.After = &after
	}
	return ask, nil
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

// write packs a cursor bit by bit, as place.Cursor demands.
func write(c place.Cursor) string {
	packed := binary.BigEndian.AppendUint64(nil, math.Float64bits(c.Distance))
	return base64.RawURLEncoding.EncodeToString(append(packed, c.ID...))
}

func read(cursor string) (place.Cursor, error) {
	packed, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(packed) <= 8 || len(packed) > 8+64 {
		return place.Cursor{}, ErrCursor.On("cursor")
	}
	c := place.Cursor{Distance: math.Float64frombits(binary.BigEndian.Uint64(packed)), ID: string(packed[8:])}
	if !(c.Distance >= 0) || math.IsInf(c.Distance, 1) || !utf8.ValidString(c.ID) {
		return place.Cursor{}, ErrCursor.On("cursor")
	}
	return c, nil
}
