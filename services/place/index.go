package place

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Entry is one door in an Index. ID is unique. Path is its place in the organisation tree, /2306/230604/…/. Text is what a
// search by words looks in; case does not count. Facilities are codes. Item is whatever the caller wants back.
type Entry[T any] struct {
	ID         string
	At         Point
	Path       string
	Text       string
	Facilities []string
	Item       T
}

// Index is a snapshot of doors for searching, nearest first. It never changes, so any number may search it at once; when
// a door changes, a new one takes its place.
//
// Over the doors lies a grid whose lines run through quantiles, so that cells hold about equally many whether they lie in the
// town or on the steppe, and one wrong coordinate far away spoils nothing. Cells at the rim reach to the ends of the earth.
type Index[T any] struct {
	entries []Entry[T] // by ID
	lats    []float64  // lines between rows: row i lies from lats[i-1] to lats[i]
	lngs    []float64  // lines between columns
	first   []int32    // cell c holds members[first[c]:first[c+1]]
	members []int32    // numbers of entries
	points  []Point    // where each of members is, side by side, for that is all that most of them are asked
}

// cellSize is about how many doors a cell holds.
const cellSize = 8

// NewIndex takes a snapshot of entries. A door whose At is no Valid place is never near anything, but is found by words.
func NewIndex[T any](entries []Entry[T]) *Index[T] {
	x := &Index[T]{entries: slices.Clone(entries)}
	slices.SortFunc(x.entries, func(a, b Entry[T]) int { return cmp.Compare(a.ID, b.ID) })
	lats, lngs := make([]float64, 0, len(entries)), make([]float64, 0, len(entries))
	for i := range x.entries {
		e := &x.entries[i]
		e.Text = strings.ToLower(e.Text)
		if e.At.Valid() {
			lats, lngs = append(lats, e.At.Lat), append(lngs, e.At.Lng)
		}
	}
	parts := max(1, int(math.Sqrt(float64(len(lats))/cellSize)))
	x.lats, x.lngs = lines(lats, parts), lines(lngs, parts)
	x.fill()
	return x
}

// lines returns the inner lines that cut values into at most parts of equal number.
func lines(values []float64, parts int) []float64 {
	slices.Sort(values)
	var cuts []float64
	for i := 1; i < parts; i++ {
		cuts = append(cuts, values[i*len(values)/parts])
	}
	return slices.Compact(cuts)
}

// fill sorts the doors into the cells, by counting.
func (x *Index[T]) fill() {
	x.first = make([]int32, x.rows()*x.columns()+1)
	for _, e := range x.entries {
		if e.At.Valid() {
			x.first[x.cell(e.At)+1]++
		}
	}
	for c := 1; c < len(x.first); c++ {
		x.first[c] += x.first[c-1]
	}
	x.members = make([]int32, x.first[len(x.first)-1])
	x.points = make([]Point, len(x.members))
	next := slices.Clone(x.first)
	for i, e := range x.entries {
		if e.At.Valid() {
			c := x.cell(e.At)
			x.members[next[c]] = int32(i)
			x.points[next[c]] = e.At
			next[c]++
		}
	}
}

func (x *Index[T]) rows() int    { return len(x.lats) + 1 }
func (x *Index[T]) columns() int { return len(x.lngs) + 1 }

func (x *Index[T]) cell(p Point) int { return band(x.lats, p.Lat)*x.columns() + band(x.lngs, p.Lng) }

// band returns between which lines v lies; what lies on a line belongs to the band that begins there.
func band(lines []float64, v float64) int {
	i, on := slices.BinarySearch(lines, v)
	if on {
		return i + 1
	}
	return i
}

// Len returns how many doors there are.
func (x *Index[T]) Len() int { return len(x.entries) }

// Find returns the door with an ID.
func (x *Index[T]) Find(id string) (Entry[T], bool) {
	i, ok := x.seek(id)
	if !ok {
		return Entry[T]{}, false
	}
	return x.entries[i], true
}

func (x *Index[T]) seek(id string) (int, bool) {
	return slices.BinarySearchFunc(x.entries, id, func(e Entry[T], id string) int { return cmp.Compare(e.ID, id) })
}
