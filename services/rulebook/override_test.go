package rulebook_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

const ranghulu = "230604"

func TestADistrictsOwnPoints(t *testing.T) {
	apply := func(points map[string]int) (rulebook.Book, error) {
		return rulebook.Override{OrgUnitID: ranghulu, Points: points}.Apply(rulebook.Default())
	}

	t.Run("take the place of the city's, and nothing else changes", func(t *testing.T) {
		book, err := apply(map[string]int{"R01": 15, "N02.city": 100})
		require.NoError(t, err)
		want := rulebook.Default()
		want.OrgUnitID, want.Rules[0].Points, want.Rules[17].Grades[1].Points = ranghulu, 15, 100
		require.Equal(t, want, book)
	})

	t.Run("of a first grade are the rule's", func(t *testing.T) {
		book, err := apply(map[string]int{"N02.district": 150})
		require.NoError(t, err)
		rule, _ := book.Rule("N02")
		require.Equal(t, 150, rule.Points)
	})

	t.Run("leave the city's book alone", func(t *testing.T) {
		city := rulebook.Default()
		book, err := rulebook.Override{OrgUnitID: ranghulu, Points: map[string]int{"N02.city": 210}}.Apply(city)
		require.NoError(t, err)
		book.Rules[0].Signers[0] = rulebook.District
		book.Rules[0].ItemCaps[0].Limit = 99
		book.Expiry.NoticeDays[0] = 99
		require.Equal(t, rulebook.Default(), city)
	})

	t.Run("stay within half of the city's", func(t *testing.T) {
		cases := []struct {
			key     string
			points  int
			allowed bool
		}{
			{"R01", 5, true},
			{"R01", 4, false},
			{"R01", 15, true},
			{"R01", 16, false},
			{"R05", 1, true},
			{"R05", 0, false},
			{"R05", 2, false},
			{"R06", 3, true},
			{"R06", 2, false},
			{"R06", 7, true},
			{"R06", 8, false},
			{"N02.province", 450, true},
			{"N02.province", 451, false},
			{"R01", -10, false},
			{"R01", 1<<63 - 1, false},
		}
		for _, c := range cases {
			_, err := apply(map[string]int{c.key: c.points})
			if c.allowed {
				require.NoError(t, err, "%s %d", c.key, c.points)
				continue
			}
			require.ErrorIs(t, err, rulebook.ErrInvalid, "%s %d", c.key, c.points)
			require.Equal(t, "points."+c.key, fields(err))
		}
	})

	t.Run("are refused with everything that is wrong", func(t *testing.T) {
		_, err := apply(map[string]int{"Z99": 5, "R01": 99, "N02": 100, "N02.world": 100, "R03": 1})
		require.Equal(t, "points.R01 points.R03 points.N02 points.N02.world points.Z99", fields(err))
		require.ErrorContains(t, err, "points.R01 the city's is 10, a district may set 5 to 15")
	})

	t.Run("are some district's", func(t *testing.T) {
		_, err := rulebook.Override{}.Apply(rulebook.Default())
		require.Equal(t, "org_unit_id", fields(err))
	})

	t.Run("are measured by the city's, not by another district's", func(t *testing.T) {
		once, err := apply(map[string]int{"R01": 15})
		require.NoError(t, err)
		_, err = rulebook.Override{OrgUnitID: ranghulu, Points: map[string]int{"R01": 22}}.Apply(once)
		require.Equal(t, "base", fields(err), "22 is within half of 15, but not of the city's 10")
	})

	t.Run("may not pass what anybody can earn in a day", func(t *testing.T) {
		tight := rulebook.Default()
		tight.Caps.Day = 30
		_, err := rulebook.Override{OrgUnitID: ranghulu, Points: map[string]int{"R03": 31}}.Apply(tight)
		require.Equal(t, "rules[2].points", fields(err))
	})

	t.Run("are allowed exactly where twice the difference is no more than the city's", rapid.MakeCheck(func(t *rapid.T) {
		rule := rapid.SampledFrom(rulebook.Default().Rules).Draw(t, "rule")
		if len(rule.Grades) > 0 {
			t.Skip("priced by grade")
		}
		own := rapid.IntRange(-5, 2*rule.Points+5).Draw(t, "own")
		_, err := apply(map[string]int{rule.Code: own})
		allowed := own > 0 && 2*own >= rule.Points && 2*own <= 3*rule.Points
		if allowed != (err == nil) {
			t.Fatalf("%s: %d for the city's %d gave %v", rule.Code, own, rule.Points, err)
		}
	}))
}
