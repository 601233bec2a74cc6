package rulebook_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/proof"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// Two streets: one with a budget, one without.
var (
	rich = models.OrgUnit{ID: "230604003", Level: "street", Path: "/2306/230604/230604003/"}
	poor = models.OrgUnit{ID: "230604004", Level: "street", Path: "/2306/230604/230604004/"}
	home = models.OrgUnit{ID: "230604003008", Level: "community", Path: rich.Path + "230604003008/"}

	officer1   = staff("officer-1", people.GridOfficer, home.Path)
	reviewer1  = staff("community-1", people.Reviewer, home.Path)
	reviewer2  = staff("community-2", people.Reviewer, home.Path)
	elsewhere1 = staff("community-9", people.Reviewer, "/2306/230603/")
	street1    = staff("street-1", people.StreetAdmin, rich.Path)
	street2    = staff("street-2", people.StreetAdmin, rich.Path)
	district1  = staff("district-1", people.DistrictAdmin, "/2306/230604/")
	city1      = staff("city-1", people.CityAdmin, "/2306/")
	auditor1   = staff("auditor-1", people.Auditor, "/2306/")
)

func staff(id string, role people.Role, path string) people.Actor {
	return people.Actor{ID: id, Grants: []people.Scoped{{Role: role, ScopeID: id, Path: path}}}
}

// town has the default rulebook, two streets, and li, wu and he who do things.
type town struct {
	testing.TB
	store *db.Store
	clock *dbtest.Clock
	rules *rulebook.Service
	n     *atomic.Int64
}

func newTown(t testing.TB, funded int64) *town {
	clock := dbtest.NewClock()
	return found(t, dbtest.New(t, clock), clock, funded)
}

func found(t testing.TB, store *db.Store, clock *dbtest.Clock, funded int64) *town {
	w := &town{TB: t, store: store, clock: clock, n: &atomic.Int64{}}
	w.do(func(tx *db.Tx) error {
		if err := rulebook.Publish(tx, rulebook.Default(), "test"); err != nil {
			return err
		}
		if err := rulebook.FundMonth(tx, rich.ID, "2026-03", funded); err != nil {
			return err
		}
		return ledger.OpenAccounts(tx, "li", "wu", "he", "officer-1", "community-1")
	})
	w.open()
	t.Cleanup(w.balanced)
	return w
}

func (w *town) open() {
	var err error
	w.rules, err = rulebook.NewService(w.Context(), w.store)
	require.NoError(w, err)
}

// twins are two instances of one town.
func twins(t testing.TB, funded int64) (one, other *town) {
	address, folder := dbtest.URL(t)
	clock := dbtest.NewClock()
	open := func() *db.Store {
		s, err := db.Open(t.Context(), db.Options{URL: address, Folder: folder, Clock: clock.Now})
		require.NoError(t, err)
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	store := open()
	_, err := store.Migrate(t.Context(), migrations.Files)
	require.NoError(t, err)
	one = found(t, store, clock, funded)
	other = &town{TB: t, store: open(), clock: clock, n: one.n}
	other.open()
	return one, other
}

func (w *town) do(f func(tx *db.Tx) error) {
	w.Helper()
	require.NoError(w, w.store.Write(context.WithoutCancel(w.Context()), f))
}

// balanced holds that every row of every room fits.
func (w *town) balanced() {
	w.Helper()
	r, err := proof.Books(context.WithoutCancel(w.Context()), w.store)
	require.NoError(w, err)
	require.Empty(w, r.Bad)
}

// act is something that li did just now by a rule, seen by the officer.
func (w *town) act(rule string) rulebook.Act {
	return rulebook.Act{
		Person: "li", Ask: rulebook.Ask{Rule: rule}, Source: ledger.Source{Type: "test", ID: fmt.Sprint("act-", w.n.Add(1))},
		Unit: home, Street: rich.ID, On: rulebook.Day(w.clock.Now()), Signer: officer1, SignerGrant: officer1.Grants[0],
	}
}

// grant awards acts in one unit of work.
func (w *town) grant(acts ...rulebook.Act) (granted []models.Award, err error) {
	w.Helper()
	err = w.store.Write(context.WithoutCancel(w.Context()), func(tx *db.Tx) error {
		granted = nil
		awards, err := w.rules.OpenAwards(tx, acts)
		if err != nil {
			return err
		}
		for _, a := range acts {
			award, err := awards.Grant(a)
			if err != nil {
				return err
			}
			granted = append(granted, award)
			seen := a.Signer.Event(a.SignerGrant.Role, "test.see", a.Source.Type, a.Source.ID, a.Unit.Path) // as the room does that sees the act
			if err := audit.Record(tx, seen); err != nil {
				return err
			}
		}
		return awards.Write()
	})
	return granted, err
}

func (w *town) granted(a rulebook.Act) models.Award {
	w.Helper()
	all, err := w.grant(a)
	require.NoError(w, err)
	return all[0]
}

func (w *town) award(id string) models.Award {
	w.Helper()
	var a models.Award
	require.NoError(w, w.store.Read(w.Context()).DB.Where("id = ?", id).Take(&a).Error)
	return a
}

func (w *town) budget(street, month string) models.Budget {
	w.Helper()
	rows, err := w.rules.Budgets(w.Context(), month, []string{street})
	require.NoError(w, err)
	if len(rows) == 0 {
		return models.Budget{}
	}
	return rows[0]
}

func (w *town) points(who string) int64 {
	w.Helper()
	available, err := ledger.Available(w.store.Read(w.Context()), who)
	require.NoError(w, err)
	return available
}

func (w *town) call() once.Call {
	return once.Call{
		Key:    once.Key{Subject: "test", Route: "test", Key: fmt.Sprint("key-", w.n.Add(1))},
		Answer: func(v any) once.Answer { b, _ := json.Marshal(v); return once.Answer{Status: 200, Body: b} },
		Refuse: func(f *fault.Fault) once.Answer { return once.Answer{Status: 409, Body: []byte(f.Code)} },
	}
}

// refusal is the code of what a command was refused with, "" where it was not.
func refusal(t testing.TB, answer once.Answer, err error) string {
	t.Helper()
	if f := fault.As(err); f != nil {
		return f.Code
	}
	require.NoError(t, err)
	if answer.Status == 200 {
		return ""
	}
	return string(answer.Body)
}

func (w *town) approve(who people.Actor, id string) string {
	w.Helper()
	answer, err := w.rules.Approve(w.Context(), w.call(), who, id)
	return refusal(w, answer, err)
}

func (w *town) refuse(who people.Actor, id string) string {
	w.Helper()
	answer, err := w.rules.Refuse(w.Context(), w.call(), who, id, "照片不清楚")
	return refusal(w, answer, err)
}

func (w *town) release() int {
	w.Helper()
	n, err := w.rules.ReleaseQueued(w.Context())
	require.NoError(w, err)
	return n
}

func (w *town) setBudget(who people.Actor, street models.OrgUnit, month string, points int64) string {
	w.Helper()
	answer, err := w.rules.SetBudget(w.Context(), w.call(), who, street, month, points)
	return refusal(w, answer, err)
}

// together runs f n times at once.
func together(n int, f func(i int)) {
	var group sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		group.Go(func() { <-start; f(i) })
	}
	close(start)
	group.Wait()
}
