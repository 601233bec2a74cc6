package town

import (
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// Station is a 庆小驿 of the demo town. Services are codes of Services; most stations have none.
type Station struct {
	Door
	Kind     string
	Services []string
}

// KindStation is the kind of every demo station.
const KindStation = "station"

// stations is how many there are: Daqing counts 500 and more.
const stations = 500

// Stations returns the 500 stations, in every district in proportion to its communities. station-1 is in 创业八社区 and never closes,
// station-2 in 景园社区.
func Stations() []Station {
	p := survey()
	chosen := p.choose(stations, func(u Unit) bool { return !virtual(u) })
	all := make([]Station, len(chosen))
	for i, c := range chosen {
		d := p.door(c, fmt.Sprintf("station-%d", i+1), "庆小驿·"+p.names[c.Code]+"站（示例）", 0, 0)
		d.Hours, d.Facilities = stationHours(i), facilitiesOf(i)
		all[i] = Station{Door: d, Kind: KindStation, Services: servicesOf(i)}
	}
	return all
}

// Word is a code and what people see.
type Word struct {
	Code, ZH string
}

// Facilities is the fixed list of what a station may offer, in the order in which it is shown.
func Facilities() []Word {
	return []Word{
		{"hot_water", "热水"}, {"microwave", "微波炉"}, {"charging", "充电"}, {"heating", "取暖"}, {"wifi", "无线网"}, {"toilet", "卫生间"},
		{"rest", "休息区"}, {"first_aid", "急救箱"}, {"air_pump", "打气筒"}, {"books", "图书角"}, {"umbrella", "雨伞"}, {"locker", "储物柜"},
	}
}

// Services is the fixed list of who comes to a station to advise, in the order in which it is shown.
func Services() []Word {
	return []Word{{"legal", "法律咨询"}, {"medical", "健康咨询"}, {"counselling", "心理疏导"}}
}

// facilitiesOf gives every station hot water, station-1 everything, and the others about two thirds of the list.
func facilitiesOf(i int) []string {
	var codes []string
	for j, f := range Facilities() {
		if i == 0 || j == 0 || ((i+1)*(j+3)+i/7+j*j)%3 != 0 {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

func servicesOf(i int) []string {
	var codes []string
	for j, s := range Services() {
		if i == 0 || i%5 == j {
			codes = append(codes, s.Code)
		}
	}
	return codes
}

// stationHours deals the ways of keeping a door open round the stations.
func stationHours(i int) place.Hours {
	switch i % 7 {
	case 0: // never closes
		return place.Daily(place.AllDay)
	case 1:
		return place.Daily(hm(6, 0, 22, 0))
	case 2: // an office
		return place.Weekdays(hm(8, 30, 17, 30))
	case 3: // shorter on holidays, and on the last day of the year
		h := place.Daily(hm(7, 0, 21, 0))
		h.Holidays = place.Holiday{Rule: place.HolidaySpecial, Spans: []place.Span{hm(9, 0, 16, 0)}}
		h.Exceptions = map[string][]place.Span{"2026-12-31": {hm(7, 0, 15, 0)}}
		return h
	case 4: // shorter at weekends, shut on holidays
		h := place.Daily(hm(8, 0, 20, 0))
		h.Week.Sat, h.Week.Sun = []place.Span{hm(9, 0, 17, 0)}, []place.Span{hm(9, 0, 17, 0)}
		h.Holidays.Rule = place.HolidayClosed
		return h
	case 5: // for those who work at night
		return place.Daily(hm(17, 0, 2, 0))
	}
	h := place.Daily(hm(8, 0, 11, 30), hm(13, 0, 17, 0)) // shut over lunch and on holidays
	h.Holidays.Rule = place.HolidayClosed
	return h
}

// hm is the span from one hour and minute to another; an end that is earlier lies in the next day.
func hm(fromHour, fromMinute, toHour, toMinute int) place.Span {
	s := place.Span{From: fromHour*60 + fromMinute, To: toHour*60 + toMinute}
	if s.To <= s.From {
		s.To += 24 * 60
	}
	return s
}
