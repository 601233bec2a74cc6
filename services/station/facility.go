package station

import (
	"slices"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// ErrFacility refuses a code that the tables do not know.
var ErrFacility = fault.New(fault.Refused, "place.facility", "没有这种设施或服务", "No such facility or service")

// Facility is something one finds at a door: Code is stable, ZH is what people read.
type Facility struct{ Code, ZH string }

// Facilities are all facilities there are, in the order in which people see them; Services are all services.
var (
	Facilities = []Facility{
		{"hot_water", "热水"}, {"microwave", "微波炉"}, {"charging", "充电"}, {"heating", "取暖"}, {"wifi", "无线网"}, {"toilet", "卫生间"},
		{"rest", "休息区"}, {"first_aid", "急救箱"}, {"air_pump", "打气筒"}, {"books", "图书角"}, {"umbrella", "雨伞"}, {"locker", "储物柜"},
		{"ac", "空调"}, {"medicine", "常用药品"}, {"ebike_charging", "电动车充电"}, {"battery_swap", "换电柜"}, {"parking", "停车位"},
		{"tools", "维修工具"}, {"fridge", "冰箱"}, {"shower", "淋浴"}, {"accessible", "无障碍通道"},
	}
	Services = []Facility{
		{"legal", "法律咨询"}, {"medical", "健康咨询"}, {"counselling", "心理疏导"}, {"mediation", "纠纷调解"}, {"jobs", "就业服务"},
		{"training", "技能培训"}, {"insurance", "社保咨询"}, {"party", "党群服务"}, {"reports", "随手拍受理"}, {"redemption", "积分兑换"},
	}
)

// Label is what people read for the code of a facility or a service; the code itself where the tables do not know it.
func Label(code string) string {
	for _, table := range [][]Facility{Facilities, Services} {
		if i := index(table, code); i >= 0 {
			return table[i].ZH
		}
	}
	return code
}

func index(table []Facility, code string) int {
	return slices.IndexFunc(table, func(f Facility) bool { return f.Code == code })
}

// inOrder writes codes in the order of their table, each once, so that the same set is always the same text.
func inOrder(table []Facility, codes []string) []string {
	ordered := []string{}
	for _, f := range table {
		if slices.Contains(codes, f.Code) {
			ordered = append(ordered, f.Code)
		}
	}
	return ordered
}

func join(codes []string) string { return strings.Join(codes, ",") }

func split(codes string) []string {
	if codes == "" {
		return []string{}
	}
	return strings.Split(codes, ",")
}

// Codes writes codes as a row keeps them.
func Codes(codes []string) string { return join(codes) }
