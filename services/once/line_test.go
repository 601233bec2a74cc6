package once_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
)

// calls are fresh commands with keys of their own.
func calls(name string, n int) []once.Call {
	made := make([]once.Call, n)
	for i := range made {
		made[i] = call(fmt.Sprintf("a-key-of-%s-%d", name, i), "x")
	}
	return made
}

func TestManyAtOnce(t *testing.T) {
	w := newTown(t, nil)
	t.Run("each is answered for itself, and who is refused undoes nothing of the others'", func(t *testing.T) {
		before := w.counter()
		in, c := []string{"a", "full", "b", "may not", "c"}, calls("mixed", 5)
		r := newGate(w.store).together(t, c, in)
		for _, i := range []int{0, 2, 4} {
			require.Equal(t, result{answer: once.Answer{Status: 201, Body: []byte(in[i])}}, r[i])
		}
		require.Equal(t, result{answer: once.Answer{Status: 409, Body: []byte("test.full")}}, r[1])
		require.ErrorIs(t, r[3].err, errMayNo)
		require.Equal(t, before+4, w.counter(), "three, and the one before them")

		again := newGate(w.store).open()
		for i, replayed := range []bool{true, true, true, false, true} {
			answer, err := again.Do(t.Context(), c[i], "a")
			require.NoError(t, err)
			require.Equal(t, replayed, answer.Replayed, in[i])
		}
	})
	t.Run("two with one key are one, and a third with another body is refused", func(t *testing.T) {
		before := w.counter()
		c := call("one-key-in-one-slice", "x")
		other := call("one-key-in-one-slice", "y")
		g := newGate(w.store)
		r := g.together(t, []once.Call{c, c, other, c}, []string{"a", "b", "c", "d"})
		require.Equal(t, []string{"a"}, <-g.come, "the room is asked for one of them")
		require.Equal(t, once.Answer{Status: 201, Body: []byte("a")}, r[0].answer)
		for _, i := range []int{1, 3} {
			require.NoError(t, r[i].err)
			require.Equal(t, once.Answer{Status: 201, Body: []byte("a"), Replayed: true}, r[i].answer)
		}
		require.ErrorIs(t, r[2].err, once.ErrReused)
		require.Equal(t, before+1, w.counter(), "the one before them was a replay")
	})
	t.Run("two with one key that may not are both told so", func(t *testing.T) {
		c := call("one-key-that-may-not", "x")
		for _, r := range newGate(w.store).together(t, []once.Call{c, c}, []string{"may not", "may not"}) {
			require.ErrorIs(t, r.err, errMayNo)
		}
	})
}

func TestAUnitThatFailsAsAWholeIsTriedOneByOne(t *testing.T) {
	w := newTown(t, nil)
	for what, check := range map[string]func(r result){
		"disk":  func(r result) { require.ErrorIs(t, r.err, errDisk) },
		"fire":  func(r result) { require.ErrorContains(t, r.err, "fire"); require.Nil(t, fault.As(r.err)) },
		"whole": func(r result) { require.Equal(t, once.Answer{Status: 409, Body: []byte("test.full")}, r.answer) },
	} {
		t.Run(what, func(t *testing.T) {
			before := w.counter()
			c := calls(what, 4)
			g := newGate(w.store)
			r := g.together(t, c, []string{"a", what, "b", "c"})
			require.Equal(t, []string{"a", what, "b", "c"}, <-g.come)
			check(r[1])
			for _, i := range []int{0, 2, 3} {
				require.NoError(t, r[i].err)
				require.Equal(t, 201, r[i].answer.Status)
				require.False(t, r[i].answer.Replayed)
			}
			require.GreaterOrEqual(t, w.counter(), before+3)
			answer, err := g.Do(t.Context(), c[1], "a")
			require.NoError(t, err)
			require.Equal(t, what == "whole", answer.Replayed, "a refusal is an answer, a failure is none")
		})
	}
}

func TestRivalLinesOnOneDatabase(t *testing.T) {
	one, other := twins(t)
	w := openTown(t, one)
	gates := []*gate{newGate(one).open(), newGate(other).open()}
	var group sync.WaitGroup
	var fresh atomic.Int64
	for n := range 120 {
		group.Go(func() { // forty commands, each sent three times, to both
			answer, err := gates[n%2].Do(t.Context(), call(fmt.Sprintf("a-key-of-rivals-%d", n%40), "x"), fmt.Sprint(n%40))
			require.NoError(t, err)
			require.Equal(t, fmt.Sprint(n%40), string(answer.Body))
			if !answer.Replayed {
				fresh.Add(1)
			}
		})
	}
	group.Wait()
	require.Equal(t, int64(40), fresh.Load())
	require.Equal(t, int64(40), w.counter())
}
