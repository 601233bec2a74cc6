package place

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Query asks an Index. Every part that is not left out must hold: RadiusM metres at most (only with Near), every word of
// Text, the Facility, the PathPrefix, and Keep. After is where the last page ended; Limit is how many doors are wanted at most.
type Query[T any] struct {
	Near       *Point
	RadiusM    int
	Text       string
	Facility   string
	PathPrefix string
	Keep       func(T) bool
	After      *Cursor
	Limit      int
}

// Cursor is where a page ended: the distance and ID of its last door. Distance is 0 in a search without Near. It must come
// back bit by bit, or a door may be shown twice or not at all.
type Cursor struct {
	Distance float64
	ID       string
}

// Hit is a door that was found. DistanceM is 0 in a search without Near.
type Hit[T any] struct {
	Entry[T]
	DistanceM float64
}

// Cursor returns the cursor that continues after this hit.
func (h Hit[T]) Cursor() Cursor { return Cursor{Distance: h.DistanceM, ID: h.ID} }

// Search returns the doors that q asks for: nearest first (by ID where equally near) with Near, else by ID.
func (x *Index[T]) Search(q Query[T]) []Hit[T] {
	if q.Limit <= 0 || q.Near != nil && !q.Near.Valid() {
		return nil
	}
	words := strings.Fields(strings.ToLower(q.Text))
	if q.Near == nil {
		return x.byID(&q, words)
	}
	return x.nearest(&q, words)
}

// Nearest returns the door nearest to p; false where there is none.
func (x *Index[T]) Nearest(p Point) (Hit[T], bool) {
	hits := x.Search(Query[T]{Near: &p, Limit: 1})
	if len(hits) == 0 {
		return Hit[T]{}, false
	}
	return hits[0], true
}

// wants says whether a door has everything but the distance. Keep comes last: it is the caller's, and may be slow.
func (q *Query[T]) wants(e *Entry[T], words []string) bool {
	if !strings.HasPrefix(e.Path, q.PathPrefix) {
		return false
	}
	if q.Facility != "" && !slices.Contains(e.Facilities, q.Facility) {
		return false
	}
	for _, word := range words {
		if !strings.Contains(e.Text, word) {
			return false
		}
	}
	return q.Keep == nil || q.Keep(e.Item)
}

func (x *Index[T]) byID(q *Query[T], words []string) []Hit[T] {
	start := 0
	if q.After != nil {
		at, found := x.seek(q.After.ID)
		start = at
		if found {
			start++
		}
	}
	var hits []Hit[T]
	for i := start; i < len(x.entries) && len(hits) < q.Limit; i++ {
		if q.wants(&x.entries[i], words) {
			hits = append(hits, Hit[T]{Entry: x.entries[i]})
		}
	}
	return hits
}

// nearest looks into the cell around q.Near and then grows the rectangle of cells seen by a row or column, always on the
// side whose line is nearest. Whatever has not been seen lies beyond that line, so once the last door wanted is nearer
// than the line, no unseen one can be better.
func (x *Index[T]) nearest(q *Query[T], words []string) []Hit[T] {
	best := page{limit: q.Limit, reach: math.MaxFloat64, after: q.After}
	if q.RadiusM > 0 {
		best.reach = float64(q.RadiusM)
	}
	row, column := band(x.lats, q.Near.Lat), band(x.lngs, q.Near.Lng)
	seen := frame{bottom: row, top: row, left: column, right: column}
	x.look(q, words, &best, seen)
	for {
		side, beyond := x.nearestSide(*q.Near, seen)
		if beyond > best.reach {
			return x.hits(best.finds)
		}
		x.look(q, words, &best, seen.grow(side))
	}
}

// look offers the doors in a frame of cells to the page.
func (x *Index[T]) look(q *Query[T], words []string, best *page, cells frame) {
	for row := cells.bottom; row <= cells.top; row++ {
		start := row * x.columns()
		// The cells of a row lie one after another, and so do their doors.
		for i := x.first[start+cells.left]; i < x.first[start+cells.right+1]; i++ {
			at := x.points[i]
			if toParallel(*q.Near, at.Lat) > best.reach {
				continue // too far north or south already, which is cheaper to know than the distance
			}
			d, e := Metres(*q.Near, at), &x.entries[x.members[i]]
			if best.takes(d, e.ID) && q.wants(e, words) {
				best.put(x.members[i], d, e.ID)
			}
		}
	}
}

// page holds the best finds so far in their order.
type page struct {
	limit int
	reach float64 // what lies farther is not wanted: the radius, then the last find of a full page
	after *Cursor
	finds []find
}

type find struct {
	entry    int32
	distance float64
	id       string
}

func (f find) compare(distance float64, id string) int {
	return cmp.Or(cmp.Compare(f.distance, distance), cmp.Compare(f.id, id))
}

// takes says whether a door at this distance belongs on the page as it stands.
func (p *page) takes(distance float64, id string) bool {
	if distance > p.reach {
		return false
	}
	if p.after != nil && (find{distance: distance, id: id}).compare(p.after.Distance, p.after.ID) <= 0 {
		return false
	}
	return len(p.finds) < p.limit || p.finds[p.limit-1].compare(distance, id) > 0
}

func (p *page) put(entry int32, distance float64, id string) {
	at, _ := slices.BinarySearchFunc(p.finds, id, func(f find, id string) int { return f.compare(distance, id) })
	if len(p.finds) == p.limit {
		p.finds = p.finds[:p.limit-1]
	}
	p.finds = slices.Insert(p.finds, at, find{entry: entry, distance: distance, id: id})
	if len(p.finds) == p.limit {
		p.reach = p.finds[p.limit-1].distance
	}
}

func (x *Index[T]) hits(finds []find) []Hit[T] {
	hits := make([]Hit[T], len(finds))
	for i, f := range finds {
		hits[i] = Hit[T]{Entry: x.entries[f.entry], DistanceM: f.distance}
	}
	return hits
}
