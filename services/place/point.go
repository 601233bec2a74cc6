// Package place alone knows where a door is and whether it is open: points on the map, opening hours with the official
// calendar, and the search for the nearest door. It is pure: an instant comes in, an answer goes out.
package place

import (
	"math"
	"strconv"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// ErrPoint refuses a place that is no place in China.
var ErrPoint = fault.New(fault.Malformed, "place.point", "位置有误，应为“纬度,经度”，且在中国境内",
	"Not a place: latitude,longitude within China is wanted")

// The box in which GCJ-02 shifts coordinates, in degrees; it holds all of China. It also catches latitude and longitude
// put the wrong way round nearly everywhere.
const (
	south, north = 0.8293, 55.8271
	west, east   = 72.004, 137.8347
)

// earthMetres is the mean radius of the earth (IUGG), on which distances are taken.
const earthMetres = 6371008.8

// Point is a place on the map in degrees, GCJ-02, as WeChat and the Chinese maps give it.
type Point struct {
	Lat float64 `json:"lat"`
	Lng float64 `json:"lng"`
}

// Valid says whether p is a place in China. NaN and the infinities are none.
func (p Point) Valid() bool {
	return p.Lat >= south && p.Lat <= north && p.Lng >= west && p.Lng <= east
}

// ParsePoint reads "46.65,124.87", latitude first. It answers ErrPoint for everything that is not Valid.
func ParsePoint(s string) (Point, error) {
	lat, lng, ok := strings.Cut(s, ",")
	if !ok || len(s) > 64 {
		return Point{}, ErrPoint
	}
	a, errA := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	b, errB := strconv.ParseFloat(strings.TrimSpace(lng), 64)
	p := Point{Lat: a, Lng: b}
	if errA != nil || errB != nil || !p.Valid() {
		return Point{}, ErrPoint
	}
	return p, nil
}

// Metres returns the distance from a to b over the ground (haversine on a sphere; off by 0.5 % at most).
func Metres(a, b Point) float64 {
	sinLat := math.Sin(radians(b.Lat-a.Lat) / 2)
	sinLng := math.Sin(radians(b.Lng-a.Lng) / 2)
	h := sinLat*sinLat + math.Cos(radians(a.Lat))*math.Cos(radians(b.Lat))*sinLng*sinLng
	return 2 * earthMetres * math.Asin(math.Sqrt(min(h, 1)))
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }
