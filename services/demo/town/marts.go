package town

import (
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// The schemes of marts: for new-employment workers, and in villages. They are separate networks with prices of their own.
const (
	SchemeRider = "rider"
	SchemeRural = "rural"
)

// How many marts there are of each scheme in Daqing.
const (
	riderMarts = 35
	ruralMarts = 172
)

// Mart is a points mart of the demo town.
type Mart struct {
	Door
	Scheme string
}

// Marts returns 35 rider marts in communities of towns, then 172 rural ones in villages. mart-1 is in 创业八社区, mart-2 in 景园社区.
func Marts() []Mart {
	p := survey()
	var all []Mart
	for i, c := range p.choose(riderMarts, urban) {
		d := p.door(c, fmt.Sprintf("mart-%d", i+1), "积分超市·"+p.names[c.Code]+"店（示例）", 60, 45)
		d.Hours, d.Facilities = riderMartHours(i), []string{"hot_water", "rest"}
		all = append(all, Mart{Door: d, Scheme: SchemeRider})
	}
	for i, c := range p.choose(ruralMarts, village) {
		d := p.door(c, fmt.Sprintf("mart-%d", riderMarts+i+1), "乡村积分超市·"+p.names[c.Code]+"（示例）", -60, 45)
		d.Hours, d.Facilities = ruralMartHours(i), []string{"hot_water"}
		all = append(all, Mart{Door: d, Scheme: SchemeRural})
	}
	return all
}

func riderMartHours(i int) place.Hours {
	if i%3 == 2 {
		return place.Weekdays(hm(9, 0, 18, 0))
	}
	h := place.Daily(hm(9, 0, 20, 0))
	h.Holidays = place.Holiday{Rule: place.HolidaySpecial, Spans: []place.Span{hm(10, 0, 16, 0)}}
	return h
}

// A village mart opens on the days on which somebody is there to serve.
func ruralMartHours(i int) place.Hours {
	if i%4 == 0 {
		return place.Daily(hm(8, 0, 17, 0))
	}
	day := []place.Span{hm(8, 30, 11, 30), hm(13, 30, 16, 30)}
	h := place.Hours{Holidays: place.Holiday{Rule: place.HolidayClosed}}
	switch i % 3 {
	case 0:
		h.Week.Mon, h.Week.Wed, h.Week.Fri = day, day, day
	case 1:
		h.Week.Tue, h.Week.Thu, h.Week.Sat = day, day, day
	default:
		h.Week.Sat, h.Week.Sun = day, day
	}
	return h
}
