package api

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestGuessing(t *testing.T) {
	now := time.Date(2026, 3, 11, 4, 0, 0, 0, time.UTC)
	l := newLimits(func() time.Time { return now })
	// together lets n guesses in before any of them is known to be wrong.
	together := func(who string, n int) (in []func(bool)) {
		for range n {
			if settle, err := l.try(who, true); err == nil {
				in = append(in, settle)
			}
		}
		return in
	}
	t.Run("many wrong guesses at once take as many chances as one after another", func(t *testing.T) {
		let := 0
		for range 600 { // ten minutes
			let += len(together("thief", 20))
			now = now.Add(time.Second)
		}
		require.InDelta(t, freeChances+600/3, let, 1)
	})
	t.Run("a queue that is served is never slowed down", func(t *testing.T) {
		for range 600 {
			for _, settle := range together("keeper", 5) {
				settle(false)
			}
			now = now.Add(time.Second)
		}
		require.Len(t, together("keeper", freeChances), freeChances)
	})
	t.Run("what nobody guesses at takes a hundred at once, until they turn out wrong", func(t *testing.T) {
		var in []func(bool)
		for range 100 {
			settle, err := l.try("station", false)
			require.NoError(t, err)
			in = append(in, settle)
		}
		for _, settle := range in[:freeChances] {
			settle(true)
		}
		_, err := l.try("station", false)
		require.ErrorIs(t, err, errTooOften)
	})
	t.Run("what is seldom done is done five times, and once more after four hours", func(t *testing.T) {
		for range freeSeldom {
			require.NoError(t, l.seldom("asker"))
		}
		require.ErrorIs(t, l.seldom("asker"), errTooOften)
		now = now.Add(seldomAfter)
		require.NoError(t, l.seldom("asker"))
	})
	t.Run("others are not in the way of somebody", func(t *testing.T) {
		together("keeper", 2*freeChances)
		require.Empty(t, together("keeper", 1))
		require.Len(t, together("colleague", 1), 1)
	})
	t.Run("a flood of addresses is forgotten and not searched for ever", func(t *testing.T) {
		for i := range mostBuckets + 10 {
			together(fmt.Sprint("address ", i), 1)
		}
		require.LessOrEqual(t, len(l.buckets), mostBuckets)
	})
}

func TestAGuesserIsKnownByTheNetwork(t *testing.T) {
	require.Equal(t, "203.0.113.7", network("203.0.113.7"))
	require.Equal(t, "2001:db8:1:2::/64", network("2001:db8:1:2:3:4:5:6"))
	require.Equal(t, network("2001:db8:1:2::9"), network("2001:db8:1:2:ffff::1"))
	require.NotEqual(t, network("2001:db8:1:2::9"), network("2001:db8:1:3::9"))
	require.Equal(t, "::ffff:203.0.113.7", network("::ffff:203.0.113.7"))
	require.Equal(t, "unknown", network("unknown"))
}
