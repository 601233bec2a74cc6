package place

import "math"

// Between the world's coordinates (WGS-84, what a satellite receiver says) and the Chinese maps' (GCJ-02) lies a smooth shift
// of 50 to 700 metres. The formula has been public since 2013: the Krasovsky 1940 ellipsoid and sums of sines that start at
// 105° E, 35° N.
const (
	krasovskyMetres = 6378245.0
	krasovskyE2     = 0.00669342162296594323
)

// FromWGS84 turns a satellite receiver's degrees into a Point on the Chinese maps. Outside China nothing is shifted.
func FromWGS84(lat, lng float64) Point {
	p := Point{Lat: lat, Lng: lng}
	if !p.Valid() {
		return p
	}
	dLat, dLng := shift(p)
	return Point{Lat: lat + dLat, Lng: lng + dLng}
}

// WGS84 turns p back into a satellite receiver's degrees. The shift has no closed inverse, so a first guess is corrected by
// what it misses; each round is some thousand times nearer, and after four the rest is below a micrometre.
func (p Point) WGS84() (lat, lng float64) {
	if !p.Valid() {
		return p.Lat, p.Lng
	}
	guess := p
	for range 4 {
		dLat, dLng := shift(guess)
		guess = Point{Lat: p.Lat - dLat, Lng: p.Lng - dLng}
	}
	return guess.Lat, guess.Lng
}

// shift returns, in degrees, how far the Chinese maps move the place at p (WGS-84).
func shift(p Point) (dLat, dLng float64) {
	x, y := p.Lng-105, p.Lat-35
	north := -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*math.Sqrt(math.Abs(x)) +
		wave(x, 20, 6) + wave(x, 20, 2) + wave(y, 20, 1) + wave(y, 40, 1.0/3) + wave(y, 160, 1.0/12) + wave(y, 320, 1.0/30)
	east := 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*math.Sqrt(math.Abs(x)) +
		wave(x, 20, 6) + wave(x, 20, 2) + wave(x, 20, 1) + wave(x, 40, 1.0/3) + wave(x, 150, 1.0/12) + wave(x, 300, 1.0/30)

	// From metres on the ellipsoid to degrees: the radii of curvature along the meridian and across it.
	lat := radians(p.Lat)
	w := 1 - krasovskyE2*math.Sin(lat)*math.Sin(lat)
	meridian := krasovskyMetres * (1 - krasovskyE2) / (w * math.Sqrt(w))
	across := krasovskyMetres / math.Sqrt(w) * math.Cos(lat)
	return degrees(north / meridian), degrees(east / across)
}

// wave is one summand of the shift, two thirds of amplitude·sin(π·rate·v).
func wave(v, amplitude, rate float64) float64 {
	return amplitude * math.Sin(v*rate*math.Pi) * 2 / 3
}

func degrees(radians float64) float64 { return radians * 180 / math.Pi }
