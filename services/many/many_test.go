package many_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/many"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// counter is a queue whose rounds wait until they are told to go on, and are remembered.
type counter struct {
	*many.Queue[int, string]
	begun chan []int
	goOn  chan struct{}
	taken atomic.Int64 // how many requests were handed to a round
}

func newCounter(most, depth int) *counter {
	c := &counter{begun: make(chan []int, 1000), goOn: make(chan struct{}, 1000)}
	c.Queue = many.New(most, depth, func(questions []int) []many.Result[string] {
		c.taken.Add(int64(len(questions)))
		c.begun <- slices.Clone(questions)
		<-c.goOn
		results := make([]many.Result[string], len(questions))
		for i, q := range questions {
			if q < 0 {
				panic(fmt.Sprint("cannot do ", q))
			}
			if q%10 == 3 {
				results[i].Err = errors.New("refused")
			}
			results[i].Answer = fmt.Sprint("did ", q)
		}
		return results
	})
	return c
}

// ask asks in the background; what is asked is in the queue when ask returns, because nobody else asks meanwhile.
func (c *counter) ask(ctx context.Context, t *testing.T, group *sync.WaitGroup, q int, then func(answer string, err error)) {
	t.Helper()
	came := func() int { return int(c.taken.Load()) + c.Waiting() }
	before := came()
	group.Go(func() {
		answer, err := c.Do(ctx, q)
		then(answer, err)
	})
	require.Eventually(t, func() bool { return came() == before+1 }, 10*time.Second, 100*time.Microsecond)
}

func TestWhoComesTogetherIsServedTogether(t *testing.T) {
	c := newCounter(3, 100)
	var group sync.WaitGroup
	answers := make([]string, 8)
	for q := range 8 {
		c.ask(t.Context(), t, &group, q, func(answer string, err error) {
			answers[q] = answer
			require.Equal(t, q%10 == 3, err != nil, "each has an outcome of their own")
		})
	}
	require.Equal(t, []int{0}, <-c.begun, "the first waits for nobody")
	for _, want := range [][]int{{1, 2, 3}, {4, 5, 6}, {7}} {
		c.goOn <- struct{}{}
		require.Equal(t, want, <-c.begun, "in the order in which they came, at most three at once")
	}
	c.goOn <- struct{}{}
	group.Wait()
	for q, answer := range answers {
		require.Equal(t, fmt.Sprint("did ", q), answer)
	}
	c.goOn <- struct{}{}
	answer, err := c.Do(t.Context(), 42)
	require.NoError(t, err)
	require.Equal(t, "did 42", answer, "the queue begins anew when it was empty")
}

func TestALoneRequestIsDoneByWhoAsks(t *testing.T) {
	var rounds int // no lock: the race detector would see another goroutine
	q := many.New(10, 10, func(in []int) []many.Result[int] {
		rounds++
		return make([]many.Result[int], len(in))
	})
	for range 1000 {
		_, err := q.Do(t.Context(), 1)
		require.NoError(t, err)
	}
	require.Equal(t, 1000, rounds)
}

func TestAPanicHarmsItsRoundOnly(t *testing.T) {
	c := newCounter(2, 100)
	var group sync.WaitGroup
	var failed, served atomic.Int64
	for _, q := range []int{0, -1, 5, 6, 7} {
		c.ask(t.Context(), t, &group, q, func(_ string, err error) {
			if err == nil {
				served.Add(1)
				return
			}
			failed.Add(1)
			require.ErrorContains(t, err, "cannot do -1")
			require.ErrorContains(t, err, "many_test.go", "the error says where")
			require.Nil(t, fault.As(err), "a failure of ours, not a refusal")
		})
	}
	for range 3 {
		c.goOn <- struct{}{}
	}
	group.Wait()
	require.Equal(t, int64(2), failed.Load())
	require.Equal(t, int64(3), served.Load())
}

func TestTheQueueIsBounded(t *testing.T) {
	c := newCounter(100, 5)
	var group sync.WaitGroup
	for q := range 6 { // one at work, five waiting
		c.ask(t.Context(), t, &group, q*10, func(_ string, err error) { require.NoError(t, err) })
	}
	_, err := c.Do(t.Context(), 7)
	require.ErrorIs(t, err, many.ErrBusy)
	require.Equal(t, fault.Unavailable, fault.As(err).Kind)
	require.Positive(t, fault.As(err).RetryAfter)
	for range 2 {
		c.goOn <- struct{}{}
	}
	group.Wait()
	c.goOn <- struct{}{}
	_, err = c.Do(t.Context(), 8)
	require.NoError(t, err, "there is room again")
}

func TestWhoGoesAwayIsStillServed(t *testing.T) {
	c := newCounter(100, 100)
	var group sync.WaitGroup
	c.ask(t.Context(), t, &group, 0, func(_ string, err error) { require.NoError(t, err) })
	ctx, leave := context.WithCancel(t.Context())
	left := make(chan struct{})
	c.ask(ctx, t, &group, 1, func(answer string, err error) {
		require.ErrorIs(t, err, context.Canceled)
		require.Empty(t, answer)
		close(left)
	})
	require.Equal(t, []int{0}, <-c.begun)
	leave()
	<-left
	c.ask(t.Context(), t, &group, 2, func(_ string, err error) { require.NoError(t, err) })
	c.goOn <- struct{}{}
	require.Equal(t, []int{1, 2}, <-c.begun, "what was taken in is carried out")
	c.goOn <- struct{}{}
	group.Wait()
}

func TestAnAnswerThatIsThereIsNotThrownAway(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	q := many.New(1, 1, func([]int) []many.Result[string] {
		leave()
		return []many.Result[string]{{Answer: "done"}}
	})
	for range 100 {
		answer, err := q.Do(ctx, 1)
		require.NoError(t, err)
		require.Equal(t, "done", answer)
	}
}

func TestEverybodyIsServedOnceHoweverManyCome(t *testing.T) {
	var served [2000]atomic.Int64
	var rounds, widest atomic.Int64
	q := many.New(64, 4096, func(in []int) []many.Result[int] {
		rounds.Add(1)
		widest.Store(max(widest.Load(), int64(len(in))))
		results := make([]many.Result[int], len(in))
		for i, n := range in {
			served[n].Add(1)
			results[i].Answer = n * n
		}
		return results
	})
	var group sync.WaitGroup
	for n := range served {
		group.Go(func() {
			square, err := q.Do(t.Context(), n)
			require.NoError(t, err)
			require.Equal(t, n*n, square)
		})
	}
	group.Wait()
	for n := range served {
		require.Equal(t, int64(1), served[n].Load())
	}
	require.LessOrEqual(t, widest.Load(), int64(64))
}
