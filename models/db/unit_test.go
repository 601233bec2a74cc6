package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
)

var errRefused = errors.New("no")

func TestAUnitIsKeptWholeOrNotAtAll(t *testing.T) {
	store := dbtest.New(t, nil)
	accounts(t, store, "li", "wu")
	both := func(end func() error) func(tx *db.Tx) error {
		return func(tx *db.Tx) error {
			if err := add(tx, "li", 1); err != nil {
				return err
			}
			if err := add(tx, "wu", 1); err != nil {
				return err
			}
			return end()
		}
	}
	t.Run("an error undoes all of it and is returned as it is", func(t *testing.T) {
		require.Equal(t, errRefused, store.Write(t.Context(), both(func() error { return errRefused })))
		require.Zero(t, balance(t, store, "li")+balance(t, store, "wu"))
	})
	t.Run("a panic undoes all of it, goes on, and leaves the writer free", func(t *testing.T) {
		require.PanicsWithValue(t, "fire", func() { _ = store.Write(t.Context(), both(func() error { panic("fire") })) })
		require.Zero(t, balance(t, store, "li")+balance(t, store, "wu"))
	})
	t.Run("a refusal of the database undoes what came before it", func(t *testing.T) {
		err := store.Write(t.Context(), func(tx *db.Tx) error {
			if err := add(tx, "li", 1); err != nil {
				return err
			}
			return add(tx, "wu", -1)
		})
		require.True(t, db.IsCheck(err), "%v", err)
		require.Zero(t, balance(t, store, "li"))
	})
	t.Run("otherwise all of it stays", func(t *testing.T) {
		require.NoError(t, store.Write(t.Context(), both(func() error { return nil })))
		require.Equal(t, int64(1), balance(t, store, "li"))
		require.Equal(t, int64(1), balance(t, store, "wu"))
	})
	t.Run("nothing is begun for somebody who has gone", func(t *testing.T) {
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		require.ErrorIs(t, store.Write(gone, func(*db.Tx) error { t.Error("it ran"); return nil }), context.Canceled)
	})
}

func TestOneInstantForEveryRow(t *testing.T) {
	clock := dbtest.NewClock()
	store := dbtest.New(t, clock)
	require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error {
		before := tx.Now
		clock.Pass(time.Hour)
		require.Equal(t, before, tx.Now)
		require.Less(t, tx.NewID(), tx.NewID(), "ids sort by time")
		require.Regexp(t, `^D260311-[0-9A-HJKMNP-TV-Z]{7}$`, tx.NewNumber("D"))
		return nil
	}))
	t.Run("as it is kept: in whole milliseconds, wherever the clock hangs", func(t *testing.T) {
		address, folder := dbtest.URL(t)
		fine := time.Date(2026, 3, 11, 12, 0, 0, 123_456_789, time.FixedZone("CST", 8*3600))
		s, err := db.Open(t.Context(), db.Options{URL: address, Folder: folder, Clock: func() time.Time { return fine }})
		require.NoError(t, err)
		defer func() { require.NoError(t, s.Close()) }()
		require.Equal(t, time.Date(2026, 3, 11, 4, 0, 0, 123_000_000, time.UTC), s.Read(t.Context()).Now)
	})
	clock.Set(time.Date(2026, 12, 31, 16, 0, 0, 0, time.UTC))
	require.Regexp(t, `^S270101-`, store.Read(t.Context()).NewNumber("S"), "a number bears the day in Daqing")
}

func TestWhatComesAfterTheCommit(t *testing.T) {
	store := dbtest.New(t, nil)
	accounts(t, store, "li")
	t.Run("comes after it: others see the rows, and the writer is free again", func(t *testing.T) {
		var order []string
		require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error {
			tx.AfterCommit(func() {
				order = append(order, fmt.Sprint("first, with ", balance(t, store, "li")))
				require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error { return add(tx, "li", 1) }))
			})
			tx.AfterCommit(func() { order = append(order, fmt.Sprint("second, with ", balance(t, store, "li"))) })
			return add(tx, "li", 5)
		}))
		require.Equal(t, []string{"first, with 5", "second, with 6"}, order)
	})
	t.Run("does not come where the unit was undone", func(t *testing.T) {
		require.Error(t, store.Write(t.Context(), func(tx *db.Tx) error {
			tx.AfterCommit(func() { t.Error("it came") })
			return errRefused
		}))
	})
	t.Run("comes once, however often the unit was run", func(t *testing.T) {
		runs, came := 0, 0
		require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error {
			runs++
			tx.AfterCommit(func() { came++ })
			if runs < 3 {
				return db.ErrAgain
			}
			return nil
		}))
		require.Equal(t, 3, runs)
		require.Equal(t, 1, came)
	})
}

func TestABrokenOffUnitIsRunAgain(t *testing.T) {
	store := dbtest.New(t, nil)
	t.Run("a bounded number of times", func(t *testing.T) {
		runs := 0
		err := store.Write(t.Context(), func(*db.Tx) error { runs++; return fmt.Errorf("lost: %w", db.ErrAgain) })
		require.ErrorIs(t, err, db.ErrAgain)
		require.True(t, db.IsAway(err), "worth a 503")
		require.Equal(t, 12, runs)
	})
	t.Run("but not for somebody who has gone meanwhile", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		runs := 0
		require.ErrorIs(t, store.Write(ctx, func(*db.Tx) error { runs++; cancel(); return db.ErrAgain }), db.ErrAgain)
		require.Equal(t, 1, runs)
	})
	t.Run("when two lock the same rows crosswise", crosswise)
	t.Run("when another program holds the embedded database for longer than one waits", busy)
}

// crosswise makes a deadlock that only a rerun resolves; both units end, and nothing is counted twice.
func crosswise(t *testing.T) {
	store := dbtest.New(t, nil)
	if store.Engine() == db.SQLite {
		t.Skip("SQLite's writer is alone")
	}
	accounts(t, store, "li", "wu")
	var runs atomic.Int64
	var met sync.WaitGroup
	met.Add(2)
	meet := func(ids ...string) error {
		first := true
		return store.Write(t.Context(), func(tx *db.Tx) error {
			runs.Add(1)
			for i, id := range ids {
				var a models.Account
				if err := tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&a).Error; err != nil {
					return err
				}
				if i == 0 && first {
					first = false
					met.Done()
					met.Wait() // each holds one row and wants the other's
				}
				if err := add(tx, id, 1); err != nil {
					return err
				}
			}
			return nil
		})
	}
	var group sync.WaitGroup
	group.Go(func() { require.NoError(t, meet("li", "wu")) })
	group.Go(func() { require.NoError(t, meet("wu", "li")) })
	group.Wait()
	require.Greater(t, runs.Load(), int64(2), "there was no deadlock")
	require.Equal(t, int64(2), balance(t, store, "li"))
	require.Equal(t, int64(2), balance(t, store, "wu"))
}

func busy(t *testing.T) {
	if dbtest.New(t, nil).Engine() != db.SQLite {
		t.Skip("only the embedded database has one writer")
	}
	one, other := twins(t)
	accounts(t, one, "li")
	_, err := one.Pool().ExecContext(t.Context(), "PRAGMA busy_timeout = 20") // its one writing connection
	require.NoError(t, err)
	held, free := make(chan struct{}), make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		require.NoError(t, other.Write(t.Context(), func(tx *db.Tx) error {
			close(held)
			<-free
			return add(tx, "li", 1)
		}))
	})
	<-held
	time.AfterFunc(100*time.Millisecond, func() { close(free) })
	require.NoError(t, one.Write(t.Context(), func(tx *db.Tx) error {
		select {
		case <-free:
		default:
			t.Error("two write at once")
		}
		return add(tx, "li", 1)
	}))
	group.Wait()
	require.Equal(t, int64(2), balance(t, one, "li"))
}

// What was acknowledged is there, what was refused is not, on two programs with one database.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	one, other := twins(t)
	accounts(t, one, "li", "wu", "he")
	var kept [3]atomic.Int64
	var group sync.WaitGroup
	for worker := range 8 {
		store := one
		if worker%2 == 1 {
			store = other
		}
		group.Go(func() {
			for i := range 15 {
				ids := [][]string{{"li", "wu"}, {"wu", "he"}, {"he", "li"}}[(worker+i)%3] // crosswise, on purpose
				err := store.Write(t.Context(), func(tx *db.Tx) error {
					for _, id := range ids {
						if err := add(tx, id, 1); err != nil {
							return err
						}
					}
					if i%5 == 4 {
						return errRefused
					}
					return nil
				})
				switch {
				case err == nil:
					for _, id := range ids {
						kept[map[string]int{"li": 0, "wu": 1, "he": 2}[id]].Add(1)
					}
				case !errors.Is(err, errRefused):
					require.True(t, db.IsAway(err), "%v", err) // given up after many tries: told, not kept
				}
			}
		})
	}
	group.Wait()
	for i, id := range []string{"li", "wu", "he"} {
		require.Equal(t, kept[i].Load(), balance(t, one, id))
	}
	require.Greater(t, kept[0].Load(), int64(40))
}
