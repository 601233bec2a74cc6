package rulebook_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

func at(t *testing.T, s string) time.Time {
	t.Helper()
	instant, err := time.Parse(time.RFC3339, s)
	require.NoError(t, err)
	return instant
}

func TestDaysAreCountedInShanghai(t *testing.T) {
	t.Run("a day ends at midnight in Daqing, whatever the clock's zone", func(t *testing.T) {
		require.Equal(t, "2026-03-01", rulebook.Day(at(t, "2026-03-01T15:59:59Z")))
		require.Equal(t, "2026-03-02", rulebook.Day(at(t, "2026-03-01T16:00:00Z")))
		require.Equal(t, "2026-03-02", rulebook.Day(at(t, "2026-03-01T08:00:00-08:00")))
	})

	t.Run("the last evening of the year in UTC is New Year in Daqing", func(t *testing.T) {
		day := rulebook.Day(at(t, "2026-12-31T16:00:00Z"))
		require.Equal(t, "2027-01-01", day)
		require.Equal(t, "2027-01", rulebook.Month(day))
		require.Equal(t, "2027", rulebook.Year(day))
	})

	t.Run("what is no day has no month, and nothing breaks", func(t *testing.T) {
		require.Equal(t, "", rulebook.Month(""))
		require.Equal(t, "x", rulebook.Year("x"))
	})

	t.Run("a month runs from its first midnight to the next month's", func(t *testing.T) {
		december := at(t, "2026-12-15T00:00:00Z")
		require.Equal(t, at(t, "2026-11-30T16:00:00Z"), rulebook.MonthStart(december))
		require.Equal(t, at(t, "2026-12-31T16:00:00Z"), rulebook.MonthEnd(december))
		require.Equal(t, at(t, "2026-02-28T16:00:00Z"), rulebook.MonthEnd(at(t, "2026-01-31T16:00:00Z")))
	})

	t.Run("every instant lies in its own month, and months leave no gap", rapid.MakeCheck(func(t *rapid.T) {
		instant := time.Unix(rapid.Int64Range(0, 4_000_000_000).Draw(t, "at"), 0)
		start, end := rulebook.MonthStart(instant), rulebook.MonthEnd(instant)
		if instant.Before(start) || !instant.Before(end) {
			t.Fatalf("%v is not in [%v, %v)", instant, start, end)
		}
		if !rulebook.MonthStart(end).Equal(end) || !rulebook.MonthEnd(start).Equal(end) {
			t.Fatalf("a gap at %v", end)
		}
		inside := rulebook.Month(rulebook.Day(instant))
		if rulebook.Month(rulebook.Day(start)) != inside || rulebook.Month(rulebook.Day(end.Add(-1))) != inside {
			t.Fatalf("the month of %v is not one month", instant)
		}
	}))
}

func TestPointsEnd(t *testing.T) {
	expiry := rulebook.Default().Expiry

	t.Run("on the last day of the year after they were earned", func(t *testing.T) {
		require.Equal(t, "2027-12-31", expiry.Date(at(t, "2026-01-01T00:00:00+08:00")))
		require.Equal(t, "2027-12-31", expiry.Date(at(t, "2026-12-31T23:59:59+08:00")))
		require.Equal(t, "2028-12-31", expiry.Date(at(t, "2026-12-31T16:00:00Z")))
	})

	t.Run("those of earlier years alone", func(t *testing.T) {
		cutOff, ok := expiry.CutOff("2027-12-31")
		require.True(t, ok)
		require.Equal(t, at(t, "2026-12-31T16:00:00Z"), cutOff)
	})

	t.Run("on no other day", func(t *testing.T) {
		for _, day := range []string{"2027-12-30", "2027-06-31", "", "12-31", "2027-12-31T00:00:00Z"} {
			_, ok := expiry.CutOff(day)
			require.False(t, ok, day)
		}
	})

	t.Run("exactly where date and cut-off agree, in any scheme", rapid.MakeCheck(func(t *rapid.T) {
		scheme := rulebook.Expiry{
			YearsAfter: rapid.IntRange(1, 20).Draw(t, "years"),
			MonthDay:   rapid.SampledFrom([]string{"12-31", "06-30", "01-01"}).Draw(t, "day"),
		}
		earned := time.Unix(rapid.Int64Range(0, 4_000_000_000).Draw(t, "earned"), 0)
		due := scheme.Date(earned)
		cutOff, ok := scheme.CutOff(due)
		if !ok || !earned.Before(cutOff) {
			t.Fatalf("earned %v, due %s, but the cut-off is %v", earned, due, cutOff)
		}
		if scheme.Date(cutOff) <= due || scheme.Date(cutOff.Add(-1)) != due {
			t.Fatalf("the cut-off %v does not divide what is due on %s from the rest", cutOff, due)
		}
	}))
}

func TestWhatEnds(t *testing.T) {
	cases := []struct {
		name string
		in   rulebook.Lifetime
		want int64
	}{
		{"all of it where nothing was ever spent", rulebook.Lifetime{EarnedBefore: 120}, 120},
		{"what spending has left of it, the oldest being spent first", rulebook.Lifetime{EarnedBefore: 120, SpentEver: 47}, 73},
		{"nothing where more was spent than was earned then", rulebook.Lifetime{EarnedBefore: 120, SpentEver: 121}, 0},
		{"nothing a second time", rulebook.Lifetime{EarnedBefore: 120, SpentEver: 47 + 73}, 0},
		{"nothing of a debt", rulebook.Lifetime{EarnedBefore: -30, SpentEver: 0}, 0},
		{"no more than was earned, whatever the books say was spent", rulebook.Lifetime{EarnedBefore: 1<<63 - 1, SpentEver: -1 << 63}, 1<<63 - 1},
		{"nothing, without overflow, of the deepest debt", rulebook.Lifetime{EarnedBefore: -1 << 63, SpentEver: 1<<63 - 1}, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, rulebook.Expirable(c.in)) })
	}
}
