package audit_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm/schema"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
)

// town is a ledger with one person, to whom something happens on some days.
type town struct {
	testing.TB
	store *db.Store
	clock *dbtest.Clock
	n     int
}

func newTown(t testing.TB) *town {
	clock := dbtest.NewClock()
	w := &town{TB: t, store: dbtest.New(t, clock), clock: clock}
	w.do(func(tx *db.Tx) error { return ledger.OpenAccounts(tx, "li") })
	return w
}

func (w *town) do(f func(tx *db.Tx) error) {
	w.Helper()
	require.NoError(w, w.store.Write(context.WithoutCancel(w.Context()), f))
}

// happens books some points, and puts it on record.
func (w *town) happens() {
	w.Helper()
	w.do(func(tx *db.Tx) error {
		books, err := ledger.Open(tx, "li")
		if err != nil {
			return err
		}
		w.n++
		why := ledger.Why{Reason: "R01", Source: ledger.Source{Type: "test", ID: fmt.Sprint(w.n)}, Note: "说明"}
		if _, err := books.FundStreet("s", 10, why); err != nil {
			return err
		}
		if _, err := books.Award("li", "s", 10, why); err != nil {
			return err
		}
		hold, err := books.Hold("li", 3, why)
		if err != nil {
			return err
		}
		if err := books.Write(); err != nil {
			return err
		}
		if err := books.LoadHolds(hold); err != nil {
			return err
		}
		if _, err := books.Void(hold, why); err != nil {
			return err
		}
		return errors.Join(books.Write(), audit.Record(tx, event(w.n), event(w.n)))
	})
}

func event(n int) audit.Event {
	return audit.Event{
		ActorID: "officer-1", ActorRole: "grid_officer", Action: "report.accept", ObjectType: "report", ObjectID: fmt.Sprint(n),
		ScopePath: "/2306/", From: "10.0.0.1", RequestID: "r1", Detail: "属实",
	}
}

func (w *town) at(daqing string) {
	w.Helper()
	t, err := time.ParseInLocation("2006-01-02 15:04", daqing, time.FixedZone("CST", 8*3600))
	require.NoError(w, err)
	w.clock.Set(t)
}

func (w *town) close() int {
	w.Helper()
	n, err := audit.CloseDays(context.WithoutCancel(w.Context()), w.store)
	require.NoError(w, err)
	return n
}

func (w *town) chain(tx *db.Tx) (audit.Head, *ledger.Finding) {
	w.Helper()
	head, bad, err := audit.Chain(tx)
	require.NoError(w, err)
	return head, bad
}

// days is a week with something on three of its days, the last of which is still open.
func week(t testing.TB) *town {
	w := newTown(t)
	for _, day := range []string{"2026-03-11 23:59", "2026-03-12 00:00", "2026-03-15 12:00", "2026-03-17 12:00"} {
		w.at(day)
		w.happens()
	}
	require.Equal(t, 6, w.close())
	return w
}

func TestDaysAreClosedInTheirOrder(t *testing.T) {
	w := newTown(t)
	require.Zero(t, w.close(), "where nothing ever happened there is nothing to close")
	w.at("2026-03-11 20:00")
	w.happens()
	require.Zero(t, w.close(), "the day is not over")
	w.at("2026-03-12 00:05")
	require.Zero(t, w.close(), "a unit that began before midnight may still be under way")
	w.at("2026-03-12 00:10")
	require.Equal(t, 1, w.close())
	require.Zero(t, w.close())
	w.at("2026-03-15 12:00")
	require.Equal(t, 3, w.close(), "days on which nothing happened too")
	w.happens()
	w.at("2026-03-16 00:10")
	require.Equal(t, 1, w.close())

	closes, err := audit.Closes(w.store.Read(t.Context()), "", 10)
	require.NoError(t, err)
	require.Len(t, closes, 5)
	require.Equal(t, "2026-03-15", closes[0].Day)
	require.Equal(t, [3]int64{4, 2, 26}, [3]int64{closes[0].Transfers, closes[0].Events, closes[0].Points})
	require.Zero(t, closes[1].Transfers)
	for i := range closes[:4] {
		require.Equal(t, closes[i+1].Digest, closes[i].Previous, "each names the day before")
	}
	older, err := audit.Closes(w.store.Read(t.Context()), "2026-03-13", 1)
	require.NoError(t, err)
	require.Equal(t, closes[3:4], older)
	head, bad := w.chain(w.store.Read(t.Context()))
	require.Nil(t, bad)
	require.Equal(t, audit.Head{Day: "2026-03-15", Digest: closes[0].Digest}, head)
}

func TestSeveralInstancesCloseEachDayOnce(t *testing.T) {
	w := newTown(t)
	w.happens()
	w.clock.Pass(20 * 24 * time.Hour)
	var group sync.WaitGroup
	var lock sync.Mutex
	total := 0
	for range 4 {
		group.Go(func() {
			n, err := audit.CloseDays(t.Context(), w.store)
			require.NoError(t, err)
			lock.Lock()
			defer lock.Unlock()
			total += n
		})
	}
	group.Wait()
	require.Equal(t, 20, total)
	_, bad := w.chain(w.store.Read(t.Context()))
	require.Nil(t, bad)
}

// errUndone is how a test takes its tampering back.
var errUndone = errors.New("undone")

// tampered runs some SQL, looks at the chain, and takes it back.
func (w *town) tampered(sql string, args ...any) (head audit.Head, bad *ledger.Finding) {
	w.Helper()
	err := w.store.Write(w.Context(), func(tx *db.Tx) error {
		done := tx.DB.Exec(sql, args...)
		require.NoError(w, done.Error, sql)
		require.Positive(w, done.RowsAffected, sql)
		head, bad = w.chain(tx)
		return errUndone
	})
	require.ErrorIs(w, err, errUndone)
	return head, bad
}

func TestNothingOfAClosedDayCanBeChangedUnseen(t *testing.T) {
	w := week(t)
	head, bad := w.chain(w.store.Read(t.Context()))
	require.Nil(t, bad)
	require.Equal(t, "2026-03-16", head.Day)

	for _, row := range []any{&models.Transfer{}, &models.AuditEvent{}, &models.DayClose{}} {
		s, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		require.NoError(t, err)
		var key string
		first := "SELECT MIN(" + s.PrimaryFieldDBNames[0] + ") FROM " + s.Table + " WHERE day = '2026-03-12'"
		require.NoError(t, w.store.Read(t.Context()).DB.Raw(first).Scan(&key).Error)
		for _, f := range s.Fields {
			value := "COALESCE(" + f.DBName + ", 0) + 1000"
			if f.IndirectFieldType.Kind() == reflect.String {
				value = "'tampered'"
			}
			// Day takes the row out of its day; a digest that is not hexadecimal would stand out by itself.
			_, bad := w.tampered("UPDATE "+s.Table+" SET "+f.DBName+" = "+value+" WHERE "+s.PrimaryFieldDBNames[0]+" = ?", key)
			require.NotNil(t, bad, "%s.%s was changed unseen", s.Table, f.DBName)
		}
	}
}

func TestNothingCanBeTakenOutOfAClosedDayNorPutIn(t *testing.T) {
	w := week(t)
	const event = `INSERT INTO audit_events (id, at, day, actor_id, actor_role, action, object_type, object_id, outcome, scope_path,
		from_address, request_id, detail) VALUES (?, 1, ?, 'a', 'r', 'x', 'o', '1', 'done', '/', '', '', '')`
	const transfer = `INSERT INTO transfers (id, at, day, kind, debit, credit, points, balance_after, held_after, reason, source_type,
		source_id, note) VALUES (?, 1, ?, 'fund', 'house:city', 'street:s', 5, 0, 0, 'x', 'test', 'forged', '')`
	for name, c := range map[string]struct {
		sql  string
		args []any
		day  string
	}{
		"a transfer taken out":                   {"DELETE FROM transfers WHERE day = '2026-03-15' AND kind = 'fund'", nil, "2026-03-15"},
		"an event taken out":                     {"DELETE FROM audit_events WHERE day = '2026-03-11'", nil, "2026-03-11"},
		"a transfer put in":                      {transfer, []any{"zzz", "2026-03-13"}, "2026-03-13"},
		"an event put in":                        {event, []any{"000", "2026-03-15"}, "2026-03-15"},
		"an event moved to another day":          {"UPDATE audit_events SET day = '2026-03-14' WHERE day = '2026-03-12'", nil, "2026-03-12"},
		"a close taken out of the middle":        {"DELETE FROM day_closes WHERE day = '2026-03-14'", nil, "2026-03-15"},
		"the first close taken out":              {"DELETE FROM day_closes WHERE day = '2026-03-11'", nil, "transfers"},
		"a transfer put in before the first day": {transfer, []any{"000", "2020-01-01"}, "transfers"},
		"an event put in before the first day":   {event, []any{"000", "2020-01-01"}, "audit_events"},
	} {
		t.Run(name, func(t *testing.T) {
			_, bad := w.tampered(c.sql, c.args...)
			require.NotNil(t, bad)
			require.Contains(t, []string{bad.ID, bad.Table}, c.day, bad.Why)
		})
	}
	t.Run("a day closed anew gives another head, which was published", func(t *testing.T) {
		before, _ := w.chain(w.store.Read(t.Context()))
		w.do(func(tx *db.Tx) error {
			return errors.Join(tx.DB.Exec("DELETE FROM day_closes WHERE day >= '2026-03-15'").Error,
				tx.DB.Exec("UPDATE transfers SET points = 11, note = 'x' WHERE day = '2026-03-15' AND kind = 'fund'").Error)
		})
		require.Equal(t, 2, w.close())
		after, bad := w.chain(w.store.Read(t.Context()))
		require.Nil(t, bad, "the chain alone cannot tell")
		require.Equal(t, before.Day, after.Day)
		require.NotEqual(t, before.Digest, after.Digest)
	})
	t.Run("the open day is open", func(t *testing.T) {
		_, bad := w.tampered(event, "zzz", "2026-03-17")
		require.Nil(t, bad)
	})
}

// An auditor can compute it with any SHA-256: every value is written with its length before it, "2:bc".
func TestTheSameDayGivesTheSameDigest(t *testing.T) {
	digest := func(action, detail string) string {
		w := newTown(t)
		w.do(func(tx *db.Tx) error {
			return tx.DB.Create(&models.AuditEvent{ID: "1", Day: "2026-03-10", Action: action, Detail: detail}).Error
		})
		require.Equal(t, 1, w.close())
		head, bad := w.chain(w.store.Read(t.Context()))
		require.Nil(t, bad)
		return head.Digest
	}
	require.Equal(t, "c6744087fccc31d8fd61ad9c943d0bac6e6bf29311a7721e7fccd78a858937ce", digest("a", "bc"), "on every engine, for ever")
	require.NotEqual(t, digest("a", "bc"), digest("ab", "c"), "no two days read alike")
}
