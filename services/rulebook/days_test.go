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

func TestPeopleAreToldBeforePointsEnd(t *testing.T) {
	expiry := rulebook.Default().Expiry
	for instant, want := range map[string]string{
		"2027-11-30T12:00:00+08:00": "2027-12-30", // 31 days before the end of the year
		"2027-12-01T00:00:00+08:00": "2027-12-31",
		"2027-11-30T16:00:00Z":      "2027-12-31",
	} {
		require.Equal(t, want, expiry.NoticeFrom(at(t, instant)), instant)
	}
	require.Equal(t, "2027-12-31", rulebook.Expiry{}.NoticeFrom(at(t, "2027-12-31T12:00:00+08:00")), "no notice, but on the day itself")
}
