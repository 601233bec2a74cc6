package town

import (
	"math"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// ground says roughly where a district lies: the town its people see as its centre, and the middle of the country
// around, each with how many kilometres it spreads. The points are approximate and GCJ-02; nobody's real door is there.
type ground struct {
	town, country     place.Point
	townKM, countryKM float64
}

var grounds = map[string]ground{
	"230602": {place.Point{Lat: 46.634, Lng: 125.115}, place.Point{Lat: 46.634, Lng: 125.115}, 3.5, 3.5}, // 萨尔图区
	"230603": {place.Point{Lat: 46.533, Lng: 125.117}, place.Point{Lat: 46.490, Lng: 125.200}, 3.5, 3},   // 龙凤区
	"230604": {place.Point{Lat: 46.652, Lng: 124.871}, place.Point{Lat: 46.760, Lng: 124.800}, 5, 5},     // 让胡路区
	"230605": {place.Point{Lat: 46.398, Lng: 124.891}, place.Point{Lat: 46.330, Lng: 124.950}, 5, 5},     // 红岗区
	"230606": {place.Point{Lat: 46.040, Lng: 124.812}, place.Point{Lat: 46.100, Lng: 124.800}, 6, 15},    // 大同区
	"230621": {place.Point{Lat: 45.699, Lng: 125.269}, place.Point{Lat: 45.850, Lng: 125.300}, 3, 18},    // 肇州县
	"230622": {place.Point{Lat: 45.519, Lng: 125.082}, place.Point{Lat: 45.600, Lng: 124.750}, 3, 22},    // 肇源县
	"230623": {place.Point{Lat: 47.172, Lng: 124.864}, place.Point{Lat: 47.080, Lng: 124.830}, 3, 22},    // 林甸县
	"230624": {place.Point{Lat: 46.863, Lng: 124.442}, place.Point{Lat: 46.480, Lng: 124.270}, 3, 28},    // 杜尔伯特蒙古族自治县
	"230671": {place.Point{Lat: 46.582, Lng: 125.150}, place.Point{Lat: 46.620, Lng: 125.200}, 2, 2},     // 大庆高新技术产业开发区
}

// Kilometres between neighbouring communities of one street, and of one township.
const (
	streetStep   = 0.3
	townshipStep = 1.1
)

// communityPoints lays every community of the tree on the map: the streets of a district like seeds in a sunflower around
// its town, the townships around the middle of its country, and the communities of each around the first of them.
func communityPoints(t tree) map[string]place.Point {
	points := map[string]place.Point{}
	for _, d := range t.at(District) {
		g := grounds[d.Code]
		inTown, inCountry := t.split(d)
		for i, s := range inTown {
			t.spread(s, seed(g.town, g.townKM, i, len(inTown)), streetStep, points)
		}
		for i, s := range inCountry {
			t.spread(s, seed(g.country, g.countryKM, i, len(inCountry)), townshipStep, points)
		}
	}
	return points
}

// split parts the streets of a district into those of its town and its country. A county without 街道 has its seat listed first.
func (t *tree) split(d Unit) (inTown, inCountry []Unit) {
	for _, s := range t.children[d.Code] {
		if strings.HasSuffix(s.Name, "街道") {
			inTown = append(inTown, s)
			continue
		}
		inCountry = append(inCountry, s)
	}
	if len(inTown) == 0 && len(inCountry) > 0 {
		return inCountry[:1], inCountry[1:]
	}
	return inTown, inCountry
}

func (t *tree) spread(street Unit, centre place.Point, step float64, points map[string]place.Point) {
	communities := t.children[street.Code]
	for i, c := range communities {
		points[c.Code] = seed(centre, step*math.Sqrt(float64(len(communities))), i, len(communities))
	}
}

// seed returns where seed number i of n sits in a sunflower of a radius: the first in the middle, each next one a golden angle
// further round, all equally dense.
func seed(centre place.Point, radiusKM float64, i, n int) place.Point {
	const goldenAngle = 2.399963229728653
	r, angle := radiusKM*math.Sqrt(float64(i)/float64(n)), float64(i)*goldenAngle
	return beside(centre, r*math.Cos(angle), r*math.Sin(angle))
}

// beside returns the point some kilometres north and east of p, to the sixth decimal, which is 11 cm.
func beside(p place.Point, northKM, eastKM float64) place.Point {
	const kmPerDegree = 111.195
	lat := p.Lat + northKM/kmPerDegree
	lng := p.Lng + eastKM/(kmPerDegree*math.Cos(p.Lat*math.Pi/180))
	return place.Point{Lat: round6(lat), Lng: round6(lng)}
}

func round6(degrees float64) float64 { return math.Round(degrees*1e6) / 1e6 }
