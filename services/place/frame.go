package place

import "math"

// frame is a rectangle of cells, every border included.
type frame struct {
	bottom, top, left, right int
}

type side int

const (
	toSouth side = iota
	toNorth
	toWest
	toEast
)

// grow makes the frame larger by one row or column and returns the cells it won.
func (f *frame) grow(to side) frame {
	won := *f
	switch to {
	case toSouth:
		f.bottom--
		won.bottom, won.top = f.bottom, f.bottom
	case toNorth:
		f.top++
		won.bottom, won.top = f.top, f.top
	case toWest:
		f.left--
		won.left, won.right = f.left, f.left
	case toEast:
		f.right++
		won.left, won.right = f.right, f.right
	}
	return won
}

// nearestSide returns the side of the frame beyond which something unseen may lie nearest, and no more metres than it is
// away. Where everything has been seen that is +Inf.
func (x *Index[T]) nearestSide(p Point, seen frame) (nearest side, metres float64) {
	metres = math.Inf(1)
	closer := func(to side, away float64) {
		if away < metres {
			nearest, metres = to, away
		}
	}
	if seen.bottom > 0 {
		closer(toSouth, toParallel(p, x.lats[seen.bottom-1]))
	}
	if seen.top < len(x.lats) {
		closer(toNorth, toParallel(p, x.lats[seen.top]))
	}
	if seen.left > 0 {
		closer(toWest, toMeridian(p, x.lngs[seen.left-1]))
	}
	if seen.right < len(x.lngs) {
		closer(toEast, toMeridian(p, x.lngs[seen.right]))
	}
	return nearest, metres
}

// rounding is by how much a bound is drawn in, so that the last bits of a sine never hide a door that lies on a line.
const rounding = 1 - 1e-9

// toParallel returns how many metres a circle of latitude is away at least.
func toParallel(p Point, lat float64) float64 {
	return earthMetres * radians(math.Abs(lat-p.Lat)) * rounding
}

// toMeridian returns how many metres a meridian is away at least; within China it is never a quarter of the earth away.
func toMeridian(p Point, lng float64) float64 {
	away := math.Sin(radians(math.Abs(lng-p.Lng))) * math.Cos(radians(p.Lat))
	return earthMetres * math.Asin(away) * rounding
}
