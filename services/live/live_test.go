package live_test

import (
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/live"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

var rider = people.Actor{ID: "rider", Grants: []people.Scoped{{Role: people.Rider}}}

// open is a store with a person who has an account and a street that can pay.
func open(t *testing.T) *db.Store {
	store := dbtest.New(t, nil)
	require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error { return ledger.OpenAccounts(tx, rider.ID) }))
	return store
}

// pays gives the rider points by hand, in a transfer of its own.
func pays(t *testing.T, store *db.Store, source string) {
	t.Helper()
	require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error {
		books, err := ledger.Open(tx, rider.ID)
		if err != nil {
			return err
		}
		why := ledger.Why{Reason: "adjustment", Source: ledger.Source{Type: "adjustment", ID: source}}
		if _, err := books.Adjust(rider.ID, "street", 1, why); err != nil {
			return err
		}
		return books.Write()
	}))
}

// hears waits for what the listener is told next; nothing comes as nil.
func hears(l *live.Listener, wait time.Duration) []live.Event {
	select {
	case <-l.Wake():
		return l.Take()
	case <-time.After(wait):
		return nil
	}
}

func TestListening(t *testing.T) {
	store := open(t)
	pays(t, store, "before")
	hub := live.New(store, slog.New(slog.DiscardHandler))
	l, err := hub.Listen(t.Context(), rider)
	require.NoError(t, err)
	defer l.Close()

	t.Run("begins with being told to read everything, and nothing that was there before", func(t *testing.T) {
		require.Equal(t, live.Ready, hears(l, 10*time.Second)[0].Type)
		require.Empty(t, hears(l, 700*time.Millisecond))
	})
	t.Run("a change is told once, however often the books are looked at", func(t *testing.T) {
		pays(t, store, "first")
		events := hears(l, 10*time.Second)
		require.Len(t, events, 1)
		require.Equal(t, live.Points, events[0].Type)
		require.Empty(t, hears(l, 700*time.Millisecond))
	})
	t.Run("the same change waits only once for somebody slow", func(t *testing.T) {
		pays(t, store, "second")
		pays(t, store, "third")
		time.Sleep(700 * time.Millisecond)
		require.Len(t, hears(l, time.Second), 1)
		require.Empty(t, hears(l, 500*time.Millisecond))
	})
	t.Run("a row whose unit was slow to commit is told although a later one was told before", func(t *testing.T) {
		early := store.NewID()
		pays(t, store, "later")
		require.Len(t, hears(l, 10*time.Second), 1)
		pool := store.Pool()
		_, err := pool.ExecContext(t.Context(), `INSERT INTO transfers (id, at, day, kind, debit, credit, points, account_id, seq, balance_after, held_after, reason, source_type, source_id, note)
			VALUES (?, 0, '2026-03-11', 'adjust', 'street:s', ?, 1, ?, 999, 1, 0, 'late', 'adjustment', 'late', '')`, early, rider.ID, rider.ID)
		require.NoError(t, err)
		require.Len(t, hears(l, 10*time.Second), 1)
	})
	t.Run("somebody else hears nothing of it", func(t *testing.T) {
		other, err := hub.Listen(t.Context(), people.Actor{ID: "other"})
		require.NoError(t, err)
		defer other.Close()
		require.Equal(t, live.Ready, hears(other, 10*time.Second)[0].Type)
		pays(t, store, "fourth")
		require.Len(t, hears(l, 10*time.Second), 1)
		require.Empty(t, hears(other, 500*time.Millisecond))
	})
	t.Run("more than can be told apart becomes one word: read everything", func(t *testing.T) {
		require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error {
			events := make([]audit.Event, 10_001)
			for i := range events {
				events[i] = audit.Event{Action: "report.accept", ObjectType: "report", ObjectID: "nobody's"}
			}
			return audit.Record(tx, events...)
		}))
		events := hears(l, 30*time.Second)
		require.NotEmpty(t, events)
		require.Equal(t, live.Ready, events[0].Type)
		pays(t, store, "fifth")
		fifth := hears(l, 10*time.Second)
		require.NotEmpty(t, fifth)
		require.Equal(t, live.Points, fifth[0].Type)
	})
}

func TestNobodyListens(t *testing.T) {
	store := open(t)
	hub := live.New(store, slog.New(slog.DiscardHandler))
	t.Run("what happened in between is no event, and the next to come is told again", func(t *testing.T) {
		for range 3 {
			l, err := hub.Listen(t.Context(), rider)
			require.NoError(t, err)
			require.Equal(t, live.Ready, hears(l, 10*time.Second)[0].Type)
			pays(t, store, store.NewID())
			require.Len(t, hears(l, 10*time.Second), 1)
			l.Close()
			pays(t, store, store.NewID())
		}
	})
	t.Run("four streams a person, and a keeper whose marts change is told so", func(t *testing.T) {
		keeper := people.Actor{ID: "keeper", Grants: []people.Scoped{{Role: people.MartKeeper, ScopeID: "mart-1"}}}
		for range 4 {
			l, err := hub.Listen(t.Context(), keeper)
			require.NoError(t, err)
			require.True(t, l.Serves(keeper))
			require.False(t, l.Serves(people.Actor{ID: "keeper"}))
			t.Cleanup(l.Close)
		}
		_, err := hub.Listen(t.Context(), keeper)
		require.ErrorIs(t, err, live.ErrTooMany)
	})
}
