package once_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
)

var (
	errFull  = fault.New(fault.Conflict, "test.full", "满了", "Full")
	errMayNo = fault.New(fault.Forbidden, "test.may_not", "不可以", "May not")
	errDisk  = errors.New("the disk is gone")
)

// town is a shop with one counter that every command moves by one.
type town struct {
	testing.TB
	store *db.Store
}

func newTown(t testing.TB, clock *dbtest.Clock) *town { return openTown(t, dbtest.New(t, clock)) }

func openTown(t testing.TB, store *db.Store) *town {
	w := &town{t, store}
	require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error { return tx.DB.Create(&models.Account{ID: "counter"}).Error }))
	return w
}

// twins are two instances on one database.
func twins(t testing.TB) (one, other *db.Store) {
	address, folder := dbtest.URL(t)
	open := func() *db.Store {
		s, err := db.Open(t.Context(), db.Options{URL: address, Folder: folder})
		require.NoError(t, err)
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	one, other = open(), open()
	_, err := one.Migrate(t.Context(), migrations.Files)
	require.NoError(t, err)
	return one, other
}

func move(tx *db.Tx, n int64) error {
	return tx.DB.Exec("UPDATE accounts SET balance = balance + ? WHERE id = 'counter'", n).Error
}

func (w *town) counter() int64 {
	w.Helper()
	var a models.Account
	require.NoError(w, w.store.Read(w.Context()).DB.Where("id = ?", "counter").Take(&a).Error)
	return a.Balance
}

func (w *town) kept() int64 {
	w.Helper()
	var n int64
	require.NoError(w, w.store.Read(w.Context()).DB.Model(&models.IdempotencyKey{}).Count(&n).Error)
	return n
}

func call(key, body string) once.Call {
	return once.Call{
		Key:    once.Key{Subject: "li", Route: "POST /move", Key: key, Body: []byte(body)},
		Answer: func(v any) once.Answer { return once.Answer{Status: 201, Body: []byte(fmt.Sprint(v))} },
		Refuse: func(f *fault.Fault) once.Answer { return once.Answer{Status: 409, Body: []byte(f.Code)} },
	}
}

// do moves the counter by one, or ends as told after having moved it.
func (w *town) do(c once.Call, end error) (once.Answer, error) {
	return once.Do(w.Context(), w.store, c, func(tx *db.Tx) (any, error) {
		if err := move(tx, 1); err != nil {
			return nil, err
		}
		return "moved", end
	})
}

// gate is a Line whose units wait at a gate, so that a test decides what comes together.
type gate struct {
	*once.Line[string]
	come chan []string
	pass chan struct{}
}

// newGate moves the counter by one for every command; "full", "may not", "disk" and "fire" end otherwise, the last two with the
// whole unit.
func newGate(store *db.Store) *gate {
	g := &gate{come: make(chan []string, 10_000), pass: make(chan struct{})}
	g.Line = once.NewLine(store, func(tx *db.Tx, in []string) ([]once.Outcome, error) {
		g.come <- slices.Clone(in)
		<-g.pass
		outcomes := make([]once.Outcome, len(in))
		for i, what := range in {
			switch what {
			case "full":
				outcomes[i].Refusal = errFull
				continue
			case "may not":
				outcomes[i].Refusal = errMayNo
				continue
			case "disk":
				return nil, errDisk
			case "fire":
				panic("fire")
			case "whole":
				return nil, errFull
			}
			if err := move(tx, 1); err != nil {
				return nil, err
			}
			outcomes[i].Value = what
		}
		return outcomes, nil
	})
	return g
}

// open lets every unit through from now on.
func (g *gate) open() *gate {
	close(g.pass)
	return g
}

// result is what became of one command.
type result struct {
	answer once.Answer
	err    error
}

// together sends commands so that one stands at the gate and the others make the next unit.
func (g *gate) together(t *testing.T, calls []once.Call, in []string) []result {
	t.Helper()
	results := make([]result, len(calls))
	var group sync.WaitGroup
	var first sync.WaitGroup
	first.Go(func() {
		_, err := g.Do(t.Context(), call("the-one-before-them", "x"), "before")
		require.NoError(t, err)
	})
	require.Equal(t, []string{"before"}, <-g.come)
	for i := range calls {
		group.Go(func() { results[i].answer, results[i].err = g.Do(t.Context(), calls[i], in[i]) })
		require.Eventually(t, func() bool { return g.Waiting() == i+1 }, 10*time.Second, 100*time.Microsecond)
	}
	g.open()
	first.Wait()
	group.Wait()
	return results
}
