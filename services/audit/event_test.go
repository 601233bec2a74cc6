package audit_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
)

func (w *town) events(f audit.Filter) []models.AuditEvent {
	w.Helper()
	if f.Limit == 0 {
		f.Limit = 100
	}
	rows, err := audit.Events(w.store.Read(context.WithoutCancel(w.Context())), f)
	require.NoError(w, err)
	return rows
}

func TestTheRecord(t *testing.T) {
	w := newTown(t)
	t.Run("is there with what it records, or not at all", func(t *testing.T) {
		err := w.store.Write(t.Context(), func(tx *db.Tx) error {
			require.NoError(t, audit.Record(tx, event(1)))
			return errUndone
		})
		require.ErrorIs(t, err, errUndone)
		require.Empty(t, w.events(audit.Filter{}))
	})
	t.Run("of a refusal is there although the unit was errUndone", func(t *testing.T) {
		e := event(1)
		e.Outcome = "auth.same_person"
		require.NoError(t, audit.Refused(t.Context(), w.store, e))
		rows := w.events(audit.Filter{})
		require.Len(t, rows, 1)
		require.Equal(t, "auth.same_person", rows[0].Outcome)
		require.Equal(t, "2026-03-11", rows[0].Day)
		require.Equal(t, models.At(w.clock.Now()), rows[0].At)
	})
	t.Run("says done where it does not say otherwise", func(t *testing.T) {
		w.do(func(tx *db.Tx) error { return audit.Record(tx, event(2)) })
		require.Equal(t, audit.Done, w.events(audit.Filter{ObjectID: "2"})[0].Outcome)
	})
	t.Run("cuts what is too long between two characters, however long", func(t *testing.T) {
		e := event(3)
		e.Detail, e.From, e.RequestID = strings.Repeat("字", 2000), strings.Repeat("1", 500), strings.Repeat("é", 500)
		w.do(func(tx *db.Tx) error { return audit.Record(tx, e) })
		row := w.events(audit.Filter{ObjectID: "3"})[0]
		require.Equal(t, strings.Repeat("字", 333), row.Detail)
		require.Len(t, row.FromAddress, 64)
		require.Equal(t, strings.Repeat("é", 32), row.RequestID)
	})
	t.Run("takes none and many", func(t *testing.T) {
		before := len(w.events(audit.Filter{Limit: 5000}))
		many := make([]audit.Event, 1200)
		for i := range many {
			many[i] = event(4)
		}
		w.do(func(tx *db.Tx) error { return audit.Record(tx) })
		w.do(func(tx *db.Tx) error { return audit.Record(tx, many...) })
		require.Len(t, w.events(audit.Filter{Limit: 5000}), before+1200)
	})
	t.Run("is found by who, what, to what and when, newest first and page by page", func(t *testing.T) {
		w.at("2026-03-12 12:00")
		other := audit.Event{ActorID: "city-1", Action: "budget.set", ObjectType: "street", ObjectID: "s", Detail: "1"}
		for range 5 {
			w.do(func(tx *db.Tx) error { return audit.Record(tx, other, event(5)) })
		}
		for _, f := range []audit.Filter{
			{ActorID: "city-1"}, {Action: "budget.set"}, {ObjectType: "street"}, {ObjectType: "street", ObjectID: "s"}, {Day: "2026-03-12", ActorID: "city-1"},
		} {
			require.Len(t, w.events(f), 5)
			f.Limit = 2
			page := w.events(f)
			require.Len(t, page, 2)
			require.Greater(t, page[0].ID, page[1].ID)
			f.Before = page[1].ID
			next := w.events(f)
			require.Len(t, next, 2)
			require.Less(t, next[0].ID, page[1].ID)
		}
		require.Empty(t, w.events(audit.Filter{ActorID: "city-1", Action: "report.accept"}))
	})
}
