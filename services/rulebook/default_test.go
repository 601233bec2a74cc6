package rulebook_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// table is section 4 of domain.md, as it is written there: what the default rulebook has to say of each act.
const table = `
R01 10 report   officer            day:4:times
R02 20 report   -                  -
R03 30 report   officer,community  day:3:times
R04 100 event   community,street   exempt
R05 1 report    -                  day:3:times
R06 5 item      officer            day:4:times
H01 5 task      -                  day:6:times
H02 10 task     -                  day:3:times
H03 15 task     community          day:3:times
V01 20 hour     community          activity:2:hours,day:4:hours
V02 25 hour     community          activity:2:hours,day:4:hours
V03 30 hour     community          activity:2:hours,day:4:hours
V04 5 activity  community          day:1:times
T01 20 course   street             year:1:times:each
T02 10 meeting  community          month:2:times
E01 10 sheet    community          day:2:times
N01 100 title   district           year:2:times,exempt
N02 100 award   district           exempt
N03 10 thanks   community          month:2:times,exempt
Q01 30 idea     street             -`

func TestTheDefaultRulebook(t *testing.T) {
	book := rulebook.Default()

	t.Run("is valid", func(t *testing.T) {
		require.NoError(t, book.Validate())
	})

	t.Run("says of each act what the town agreed on", func(t *testing.T) {
		var got []string
		for _, r := range book.Rules {
			got = append(got, strings.Join(row(r), " "))
		}
		var want []string
		for line := range strings.Lines(strings.TrimSpace(table)) {
			want = append(want, strings.Join(strings.Fields(line), " "))
		}
		require.Equal(t, want, got)
	})

	t.Run("pays a commendation by who gave it", func(t *testing.T) {
		rule, ok := book.Rule("N02")
		require.True(t, ok)
		require.Equal(t, []rulebook.Grade{{"district", "区县级", 100}, {"city", "市级", 200}, {"province", "省级", 300}}, rule.Grades)
	})

	t.Run("looks again at one helping hand in ten", func(t *testing.T) {
		rule, _ := book.Rule("H02")
		require.Equal(t, 10, rule.SamplePercent)
	})

	t.Run("has the town's caps, limits, dates and thresholds", func(t *testing.T) {
		require.Equal(t, rulebook.Caps{Day: 80, Month: 400, Year: 3000}, book.Caps)
		require.Equal(t, rulebook.Redeem{PerItemMonth: 2, PointsMonth: 400, SecondSignatureAbove: 200, PickupDays: 7}, book.Redeem)
		require.Equal(t, rulebook.Thresholds{Verifier: 20, Community: 50, Street: 100}, book.Signatures)
		require.Equal(t, rulebook.Expiry{YearsAfter: 1, MonthDay: "12-31", NoticeDays: []int{30, 7}, ReturnedDays: 30}, book.Expiry)
		require.Equal(t, 80, book.Budget.WarnPercent)
		require.Equal(t, 53, book.PointValueFen)
		require.Equal(t, 17_000*100/32_000, book.PointValueFen)
	})

	t.Run("is a fresh copy for everybody", func(t *testing.T) {
		mine := rulebook.Default()
		mine.Rules[0].Points = 1
		mine.Rules[0].ItemCaps[0].Limit = 1
		mine.Expiry.NoticeDays[0] = 1
		yours := rulebook.Default()
		require.Equal(t, 10, yours.Rules[0].Points)
		require.Equal(t, 4, yours.Rules[0].ItemCaps[0].Limit)
		require.Equal(t, 30, yours.Expiry.NoticeDays[0])
	})
}

// row is a rule as table writes it.
func row(r rulebook.Rule) []string {
	signers, caps := []string{}, []string{}
	for _, level := range r.Signers {
		signers = append(signers, string(level))
	}
	for _, c := range r.ItemCaps {
		words := []string{string(c.Per), itoa(c.Limit), string(c.In)}
		if c.Each {
			words = append(words, "each")
		}
		caps = append(caps, strings.Join(words, ":"))
	}
	if r.Exempt {
		caps = append(caps, "exempt")
	}
	return []string{r.Code, itoa(r.Points), string(r.Unit), orDash(signers), orDash(caps)}
}

func orDash(words []string) string {
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(words, ",")
}

func TestReportsArePaidByTheirCategory(t *testing.T) {
	want := map[string]string{
		"environment": "R01", "road_hazard": "R03", "fire_safety": "R03", "utilities": "R03", "food_hygiene": "R01",
		"public_order": "R01", "traffic": "R01", "property": "R01", "resident_need": "R06", "other": "R01",
	}
	book := rulebook.Default()
	for category, code := range want {
		got, ok := rulebook.CategoryRule(category)
		require.True(t, ok, category)
		require.Equal(t, code, got, category)
		_, ok = book.Rule(got)
		require.True(t, ok, "the default rulebook has no %s", got)
	}

	t.Run("and no other word is a category", func(t *testing.T) {
		for _, category := range []string{"", "Environment", "merged"} {
			_, ok := rulebook.CategoryRule(category)
			require.False(t, ok, category)
		}
	})

	t.Run("and a report that somebody else made before pays a single point", func(t *testing.T) {
		rule, ok := book.Rule(rulebook.RuleMerged)
		require.True(t, ok)
		require.Equal(t, 1, rule.Points)
	})

	t.Run("and a problem solved pays again", func(t *testing.T) {
		rule, ok := book.Rule(rulebook.RuleSolved)
		require.True(t, ok)
		require.Equal(t, 20, rule.Points)
	})
}
