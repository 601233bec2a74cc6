package once_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
)

const key = "the-key-of-one-command"

func TestWhatAKeyLooksLike(t *testing.T) {
	for text, good := range map[string]bool{
		"": false, strings.Repeat("k", 15): false, strings.Repeat("k", 16): true, strings.Repeat("k", 255): true,
		strings.Repeat("k", 256): false, "with a space inside it": false, "with-a-tab-\t-inside": false, "with-中文-inside-of-it": false,
		"with-a-zero-\x00-inside": false, "with-delete-\x7f-inside": false, "!~0123456789abcd": true,
	} {
		err := once.Key{Key: text}.Check()
		if good {
			require.NoError(t, err, text)
			continue
		}
		require.ErrorIs(t, err, once.ErrMissing, text)
	}
}

func TestACommandSentAgain(t *testing.T) {
	w := newTown(t, nil)
	first, err := w.do(call(key, "one"), nil)
	require.NoError(t, err)
	require.Equal(t, once.Answer{Status: 201, Body: []byte("moved")}, first)
	t.Run("gets the first answer and changes nothing", func(t *testing.T) {
		for range 3 {
			again, err := w.do(call(key, "one"), nil)
			require.NoError(t, err)
			require.True(t, again.Replayed)
			again.Replayed = false
			require.Equal(t, first, again)
		}
		require.Equal(t, int64(1), w.counter())
	})
	t.Run("with another body is refused, and the first answer stays", func(t *testing.T) {
		_, err := w.do(call(key, "two"), nil)
		require.ErrorIs(t, err, once.ErrReused)
		_, err = w.do(call(key, ""), nil)
		require.ErrorIs(t, err, once.ErrReused)
		again, err := w.do(call(key, "one"), nil)
		require.NoError(t, err)
		require.Equal(t, 201, again.Status)
	})
	t.Run("by somebody else, by another route or with another key is another command", func(t *testing.T) {
		before := w.counter()
		for i, change := range []func(k *once.Key){
			func(k *once.Key) { k.Subject = "wu" }, func(k *once.Key) { k.Route = "POST /other" }, func(k *once.Key) { k.Key += "!" },
			// parts that only run together alike
			func(k *once.Key) { k.Subject, k.Route = "liPOST", " /move" },
		} {
			c := call(key, "one")
			change(&c.Key)
			answer, err := w.do(c, nil)
			require.NoError(t, err)
			require.False(t, answer.Replayed, i)
		}
		require.Equal(t, before+4, w.counter())
	})
}

func TestARefusedCommand(t *testing.T) {
	w := newTown(t, nil)
	for kind, stays := range map[fault.Kind]bool{
		fault.NotFound: true, fault.Conflict: true, fault.Refused: true,
		fault.Malformed: false, fault.Unauthenticated: false, fault.Forbidden: false, fault.TooMany: false, fault.Unavailable: false,
	} {
		refusal := fault.New(kind, fmt.Sprint("test.kind_", kind), "不行", "No")
		c := call(fmt.Sprint("a-command-of-kind-", kind), "one")
		before, kept := w.counter(), w.kept()
		answer, err := w.do(c, refusal)
		require.Equal(t, before, w.counter(), "what it had done is undone")
		if !stays {
			require.ErrorIs(t, err, refusal, "who asks and when may be another matter next time")
			require.Equal(t, kept, w.kept())
			answer, err = w.do(c, nil)
			require.NoError(t, err)
			require.Equal(t, once.Answer{Status: 201, Body: []byte("moved")}, answer)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, once.Answer{Status: 409, Body: []byte(refusal.Code)}, answer)
		again, err := w.do(c, nil) // it would succeed now
		require.NoError(t, err)
		require.True(t, again.Replayed)
		require.Equal(t, refusal.Code, string(again.Body))
		require.Equal(t, before, w.counter())
	}
}

func TestAFailureOfOursIsNoAnswer(t *testing.T) {
	w := newTown(t, nil)
	_, err := w.do(call(key, "one"), errDisk)
	require.ErrorIs(t, err, errDisk)
	require.Zero(t, w.kept()+w.counter())
	require.Panics(t, func() {
		_, _ = once.Do(t.Context(), w.store, call(key, "one"), func(*db.Tx) (any, error) { panic("fire") })
	})
	_, err = w.do(call(key, "one"), nil)
	require.NoError(t, err)
	require.Equal(t, int64(1), w.counter())
}

// One key 100 times, 60 of them at once, on two instances.
func TestOneKeyAHundredTimes(t *testing.T) {
	one, other := twins(t)
	w := openTown(t, one)
	lines := []*once.Line[string]{newGate(one).open().Line, newGate(other).open().Line}
	for i, send := range map[string]func(n int) (once.Answer, error){
		"command by command": func(n int) (once.Answer, error) {
			return once.Do(t.Context(), []*db.Store{one, other}[n%2], call(key, "one"), func(tx *db.Tx) (any, error) { return "moved", move(tx, 1) })
		},
		"many at once": func(n int) (once.Answer, error) { return lines[n%2].Do(t.Context(), call(key+"-many", "one"), "moved") },
	} {
		t.Run(i, func(t *testing.T) {
			before := w.counter()
			var group sync.WaitGroup
			var fresh atomic.Int64
			answer := func(n int) {
				a, err := send(n)
				require.NoError(t, err)
				require.Equal(t, 201, a.Status)
				require.Equal(t, "moved", string(a.Body))
				if !a.Replayed {
					fresh.Add(1)
				}
			}
			for n := range 60 {
				group.Go(func() { answer(n) })
			}
			group.Wait()
			for n := range 40 {
				answer(n)
			}
			require.Equal(t, before+1, w.counter())
			require.Equal(t, int64(1), fresh.Load(), "all but one are told that they repeat")
		})
	}
}

func TestOldAnswersAreForgotten(t *testing.T) {
	clock := dbtest.NewClock()
	w := newTown(t, clock)
	old := make([]models.IdempotencyKey, 1500)
	for i := range old {
		old[i] = models.IdempotencyKey{ID: fmt.Sprint("old-", i), At: models.At(clock.Now())}
	}
	require.NoError(t, w.store.Write(t.Context(), func(tx *db.Tx) error { return tx.DB.CreateInBatches(old, 500).Error }))
	clock.Pass(30 * 24 * time.Hour)
	prune := func() int64 {
		n, err := once.Prune(t.Context(), w.store)
		require.NoError(t, err)
		return n
	}
	require.Zero(t, prune(), "thirty days are kept at least")
	_, err := w.do(call(key, "one"), nil)
	require.NoError(t, err)
	clock.Pass(once.Kept - 30*24*time.Hour + time.Millisecond)
	require.Equal(t, []int64{1000, 500, 0}, []int64{prune(), prune(), prune()}, "a slice at a time")
	again, err := w.do(call(key, "one"), nil)
	require.NoError(t, err)
	require.True(t, again.Replayed, "the young one stays")
}
