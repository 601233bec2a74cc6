package rulebook_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

type (
	ask   = rulebook.Ask
	usage = rulebook.Usage
)

func itoa(n int) string { return strconv.Itoa(n) }

func assess(t *testing.T, a ask, u usage) rulebook.Assessment {
	t.Helper()
	got, err := rulebook.Assess(rulebook.Default(), a, u)
	require.NoError(t, err)
	return got
}

func TestAnActIsWorthWhatTheCapsLeave(t *testing.T) {
	cases := []struct {
		name   string
		ask    ask
		used   usage
		points int
		zh, en string
	}{
		{"the first report of the day is paid in full", ask{Rule: "R01"}, usage{}, 10,
			"记 10 分", "10 points"},
		{"the day's cap cuts the report that would pass it", ask{Rule: "R01"}, usage{Day: 72, Month: 72, Year: 72}, 8,
			"记 8 分：当日上限 80 分，已得 72 分，另 2 分不计", "8 points: at most 80 points a day, 72 already earned, 2 left out"},
		{"a full day leaves nothing", ask{Rule: "R01"}, usage{Day: 80}, 0,
			"记 0 分：当日上限 80 分，已得 80 分，10 分不计", "0 points: at most 80 points a day, 80 already earned, 10 left out"},
		{"the month's cap cuts where the day has room", ask{Rule: "R01"}, usage{Day: 5, Month: 395, Year: 395}, 5,
			"记 5 分：当月上限 400 分，已得 395 分，另 5 分不计", "5 points: at most 400 points a month, 395 already earned, 5 left out"},
		{"the year's cap cuts where day and month have room", ask{Rule: "R01"}, usage{Year: 2999}, 1,
			"记 1 分：当年上限 3000 分，已得 2999 分，另 9 分不计", "1 point: at most 3000 points a year, 2999 already earned, 9 left out"},
		{"day and year both cut, the narrower first", ask{Rule: "R03"}, usage{Day: 60, Month: 60, Year: 2995}, 5,
			"记 5 分：当日上限 80 分，已得 60 分，另 10 分不计；当年上限 3000 分，已得 2995 分，另 15 分不计",
			"5 points: at most 80 points a day, 60 already earned, 10 left out; at most 3000 points a year, 2995 already earned, 15 left out"},
		{"the fifth report of the day is recorded and worth nothing", ask{Rule: "R01"}, usage{ItemDay: 4, Day: 40}, 0,
			"记 0 分：本项每日最多计 4 次，当日已计 4 次，10 分不计", "0 points: this item counts at most 4 times a day, 4 times already counted, 10 left out"},
		{"of three needs passed on at once the cap lets one count", ask{Rule: "R06", Quantity: 3}, usage{ItemDay: 3, Day: 15}, 5,
			"记 5 分：本项每日最多计 4 次，当日已计 3 次，另 10 分不计", "5 points: this item counts at most 4 times a day, 3 times already counted, 10 left out"},
		{"half an hour of volunteering is half an hour's pay", ask{Rule: "V01", Quantity: 1}, usage{}, 10,
			"记 10 分", "10 points"},
		{"half an hour at an odd rate is rounded down", ask{Rule: "V02", Quantity: 3}, usage{}, 37,
			"记 37 分", "37 points"},
		{"an activity counts two hours at most", ask{Rule: "V01", Quantity: 5}, usage{}, 40,
			"记 40 分：本项每场活动最多计 2 小时，另 10 分不计", "40 points: this item counts at most 2 hours an activity, 10 left out"},
		{"time already spent in the activity is taken into account", ask{Rule: "V03", Quantity: 4}, usage{ItemActivity: 3, ItemDay: 3, Day: 45}, 15,
			"记 15 分：本项每场活动最多计 2 小时，本场已计 1.5 小时，另 45 分不计",
			"15 points: this item counts at most 2 hours an activity, 1.5 hours already counted, 45 left out"},
		{"three caps cut one after another and leave nothing", ask{Rule: "V03", Quantity: 6}, usage{ItemDay: 6, Day: 80}, 0,
			"记 0 分：本项每场活动最多计 2 小时，30 分不计；本项每日最多计 4 小时，当日已计 3 小时，另 30 分不计；当日上限 80 分，已得 80 分，另 30 分不计",
			"0 points: this item counts at most 2 hours an activity, 30 left out; this item counts at most 4 hours a day, 3 hours already counted, 30 left out; at most 80 points a day, 80 already earned, 30 left out"},
		{"a proposal counts twice a month", ask{Rule: "T02"}, usage{ItemMonth: 2}, 0,
			"记 0 分：本项每月最多计 2 次，当月已计 2 次，10 分不计", "0 points: this item counts at most 2 times a month, 2 times already counted, 10 left out"},
		{"the same course pays once a year", ask{Rule: "T01"}, usage{ItemYear: 1}, 0,
			"记 0 分：同一课程每年最多计 1 次，当年已计 1 次，20 分不计", "0 points: the same course counts at most 1 time a year, 1 time already counted, 20 left out"},
		{"a major lead passes the person's caps", ask{Rule: "R04"}, usage{Day: 80, Month: 400, Year: 3000}, 100,
			"记 100 分（不占个人每日、每月、每年上限）", "100 points, outside the caps of day, month and year"},
		{"an exempt title still has its own cap", ask{Rule: "N01"}, usage{ItemYear: 2}, 0,
			"记 0 分（不占个人每日、每月、每年上限）：本项每年最多计 2 次，当年已计 2 次，100 分不计",
			"0 points, outside the caps of day, month and year: this item counts at most 2 times a year, 2 times already counted, 100 left out"},
		{"a commendation by the province is worth three by the district", ask{Rule: "N02", Grade: "province"}, usage{}, 300,
			"记 300 分（不占个人每日、每月、每年上限）", "300 points, outside the caps of day, month and year"},
		{"in a declared emergency the person's caps do not hold", ask{Rule: "V03", Quantity: 4, Emergency: true}, usage{Day: 80}, 60,
			"记 60 分（不占个人每日、每月、每年上限）", "60 points, outside the caps of day, month and year"},
		{"in a declared emergency the rule's own cap holds", ask{Rule: "V03", Quantity: 2, Emergency: true}, usage{ItemDay: 8}, 0,
			"记 0 分（不占个人每日、每月、每年上限）：本项每日最多计 4 小时，当日已计 4 小时，30 分不计",
			"0 points, outside the caps of day, month and year: this item counts at most 4 hours a day, 4 hours already counted, 30 left out"},
		{"a day that a reversal brought below zero has no more room than an empty one", ask{Rule: "R02", Quantity: 5}, usage{Day: -500}, 80,
			"记 80 分：当日上限 80 分，另 20 分不计", "80 points: at most 80 points a day, 20 left out"},
		{"nor has an item", ask{Rule: "H01", Quantity: 10}, usage{ItemDay: -9}, 30,
			"记 30 分：本项每日最多计 6 次，另 20 分不计", "30 points: this item counts at most 6 times a day, 20 left out"},
		{"a cap that was passed before it was lowered leaves nothing and takes nothing back", ask{Rule: "R02"}, usage{Day: 95}, 0,
			"记 0 分：当日上限 80 分，已得 95 分，20 分不计", "0 points: at most 80 points a day, 95 already earned, 20 left out"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := assess(t, c.ask, c.used)
			require.Equal(t, c.points, got.Points)
			require.Equal(t, c.zh, got.ZH)
			require.Equal(t, c.en, got.EN)
			cuts := 0
			for _, cut := range got.Cuts {
				cuts += cut.Cut
			}
			require.Equal(t, got.Asked, got.Points+cuts)
		})
	}
}

func TestAnAssessmentCanBeCheckedByHand(t *testing.T) {
	t.Run("says what each cap took and what it leaves", func(t *testing.T) {
		got := assess(t, ask{Rule: "V01", Quantity: 6}, usage{ItemDay: 5, Day: 60, Month: 100, Year: 2990})
		require.Equal(t, rulebook.Assessment{
			Rule: "V01", Version: 1, Quantity: 6, Counted: 3, Asked: 60, Points: 10,
			Cuts: []rulebook.Cut{
				{"item_activity", "half_hours", 4, 0, 20},
				{"item_day", "half_hours", 8, 5, 10},
				{"day", "points", 80, 60, 10},
				{"year", "points", 3000, 2990, 10},
			},
			Left: []rulebook.Left{
				{"item_activity", "half_hours", 4, 1},
				{"item_day", "half_hours", 8, 0},
				{"day", "points", 80, 10},
				{"month", "points", 400, 290},
				{"year", "points", 3000, 0},
			},
			ZH: got.ZH, EN: got.EN,
		}, got)
	})

	t.Run("uses up the rule's own cap even where the person's leaves nothing", func(t *testing.T) {
		got := assess(t, ask{Rule: "R01"}, usage{ItemDay: 1, Day: 80})
		require.Zero(t, got.Points)
		require.Equal(t, 1, got.Counted)
		require.Equal(t, rulebook.Left{Cap: "item_day", In: "times", Limit: 4, Left: 2}, got.Left[0])
	})

	t.Run("names no person's cap for an exempt act", func(t *testing.T) {
		got := assess(t, ask{Rule: "N03"}, usage{})
		require.True(t, got.Exempt)
		require.Equal(t, []rulebook.Left{{Cap: "item_month", In: "times", Limit: 2, Left: 1}}, got.Left)
	})

	t.Run("carries the version that it was made by", func(t *testing.T) {
		book := rulebook.Default()
		book.Version = 7
		got, err := rulebook.Assess(book, ask{Rule: "R01"}, usage{})
		require.NoError(t, err)
		require.Equal(t, 7, got.Version)
	})
}

func TestWhatTheRulebookDoesNotKnowIsRefused(t *testing.T) {
	cases := []struct {
		name string
		ask  ask
		want error
	}{
		{"a rule that is not there", ask{Rule: "R99"}, rulebook.ErrUnknownRule},
		{"no rule at all", ask{}, rulebook.ErrUnknownRule},
		{"less than nothing", ask{Rule: "R01", Quantity: -1}, rulebook.ErrQuantity},
		{"more than anybody does in one go", ask{Rule: "V01", Quantity: 1001}, rulebook.ErrQuantity},
		{"a quantity that would overflow", ask{Rule: "V01", Quantity: math.MaxInt}, rulebook.ErrQuantity},
		{"a commendation by nobody", ask{Rule: "N02"}, rulebook.ErrGrade},
		{"a commendation by somebody unknown", ask{Rule: "N02", Grade: "world"}, rulebook.ErrGrade},
		{"a grade where there are none", ask{Rule: "R01", Grade: "city"}, rulebook.ErrGrade},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := rulebook.Assess(rulebook.Default(), c.ask, usage{})
			require.ErrorIs(t, err, c.want)
			require.Zero(t, got)
		})
	}
}
