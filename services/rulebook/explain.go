package rulebook

import (
	"fmt"
	"strconv"
	"strings"
)

// explain puts an assessment into words: "记 8 分：当日上限 80 分，已得 72 分，另 2 分不计". It says 当日, not 今日, because it is
// stored with the award and read on other days.
func explain(a Assessment, rule Rule) (zh, en string) {
	zh, en = fmt.Sprintf("记 %d 分", a.Points), plural(a.Points, "point")
	if a.Exempt {
		zh, en = zh+"（不占个人每日、每月、每年上限）", en+", outside the caps of day, month and year"
	}
	if len(a.Cuts) == 0 {
		return zh, en
	}
	var zhs, ens []string
	for _, cut := range a.Cuts {
		z, e := limitWords(cut, rule)
		besides := ""
		if a.Points > 0 || len(zhs) > 0 {
			besides = "另 "
		}
		zhs = append(zhs, fmt.Sprintf("%s，%s%d 分不计", z, besides, cut.Cut))
		ens = append(ens, fmt.Sprintf("%s, %d left out", e, cut.Cut))
	}
	return zh + "：" + strings.Join(zhs, "；"), en + ": " + strings.Join(ens, "; ")
}

// limitWords says what a cap allows and how much of it was used before.
func limitWords(cut Cut, rule Rule) (zh, en string) {
	switch cut.Cap {
	case CapDay:
		return pointWords(cut, "当日", "a day")
	case CapMonth:
		return pointWords(cut, "当月", "a month")
	case CapYear:
		return pointWords(cut, "当年", "a year")
	case CapItemActivity:
		return itemWords(cut, rule, "每场活动", "本场", "an activity")
	case CapItemDay:
		return itemWords(cut, rule, "每日", "当日", "a day")
	case CapItemMonth:
		return itemWords(cut, rule, "每月", "当月", "a month")
	default:
		return itemWords(cut, rule, "每年", "当年", "a year")
	}
}

func pointWords(cut Cut, zhThis, enPer string) (zh, en string) {
	zh = fmt.Sprintf("%s上限 %d 分", zhThis, cut.Limit)
	en = fmt.Sprintf("at most %s %s", plural(cut.Limit, "point"), enPer)
	if cut.Used > 0 {
		zh += fmt.Sprintf("，已得 %d 分", cut.Used)
		en += fmt.Sprintf(", %d already earned", cut.Used)
	}
	return zh, en
}

func itemWords(cut Cut, rule Rule, zhPer, zhThis, enPer string) (zh, en string) {
	zhWhat, enWhat := "本项", "this item"
	if itemCap, _ := rule.capPer(Period(strings.TrimPrefix(string(cut.Cap), "item_"))); itemCap.Each {
		zhWhat, enWhat = "同一"+units[rule.Unit].zh, "the same "+units[rule.Unit].en
	}
	zhLimit, enLimit := amount(cut.Limit, cut.In)
	zh = fmt.Sprintf("%s%s最多计 %s", zhWhat, zhPer, zhLimit)
	en = fmt.Sprintf("%s counts at most %s %s", enWhat, enLimit, enPer)
	if cut.Used > 0 {
		zhUsed, enUsed := amount(cut.Used, cut.In)
		zh += fmt.Sprintf("，%s已计 %s", zhThis, zhUsed)
		en += fmt.Sprintf(", %s already counted", enUsed)
	}
	return zh, en
}

// amount says how many times or hours: "4 次", "1.5 小时".
func amount(n int, in Measure) (zh, en string) {
	if in != InHalfHours {
		return fmt.Sprintf("%d 次", n), plural(n, "time")
	}
	hours := strconv.FormatFloat(float64(n)/2, 'f', -1, 64)
	if n == 2 {
		return "1 小时", "1 hour"
	}
	return hours + " 小时", hours + " hours"
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// CapView is one cap in an explanation: what it cut of the act and what it left afterwards, in points, times or half-hours.
type CapView struct {
	Cap   CapName `json:"cap"`
	In    Measure `json:"in"`
	Limit int     `json:"limit"`
	Cut   int     `json:"cut"`
	Left  int     `json:"left"`
}

// Caps lists every cap that was looked at, those that cut nothing too.
func (a Assessment) Caps() []CapView {
	views := make([]CapView, 0, len(a.Left))
	for _, l := range a.Left {
		v := CapView{Cap: l.Cap, In: l.In, Limit: l.Limit, Left: l.Left}
		for _, c := range a.Cuts {
			if c.Cap == l.Cap {
				v.Cut = c.Cut
			}
		}
		views = append(views, v)
	}
	return views
}
