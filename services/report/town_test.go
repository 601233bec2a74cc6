package report_test

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
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/proof"
	"qingxiaoyi.cn/qingxiaoyi/services/report"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

const (
	pathA = "/2306/230604/230604003/230604003008/" // 创业八社区
	pathB = "/2306/230603/230603001/230603001001/" // in 龙凤区
)

var (
	li, wu   = rider("li"), rider("wu")
	officer1 = staff("officer-1", people.GridOfficer, pathA)
	officer2 = staff("officer-2", people.GridOfficer, pathB)
	reviewer = staff("community-1", people.Reviewer, pathA)
	city     = staff("city-1", people.CityAdmin, "/2306/")
	auditor  = staff("auditor-1", people.Auditor, "/2306/")
)

func rider(id string) people.Actor {
	return people.Actor{ID: id, Grants: []people.Scoped{{Role: people.Rider}}}
}

func staff(id string, role people.Role, path string) people.Actor {
	return people.Actor{ID: id, Grants: []people.Scoped{{Role: role, ScopeID: id, Path: path}}}
}

// centre is the station of 创业八社区; that of 龙凤一社区 lies ten kilometres to the east.
var centre = place.Point{Lat: 46.6, Lng: 124.85}

func east(metres float64) place.Point {
	return place.Point{Lat: centre.Lat, Lng: centre.Lng + metres/76400}
}

// town is two communities in two districts, a station in each, and two riders who report.
type town struct {
	testing.TB
	store *db.Store
	clock *dbtest.Clock
	room  *report.Service
	n     atomic.Int64
}

func newTown(t testing.TB) *town {
	clock := dbtest.NewClock()
	w := &town{TB: t, store: dbtest.New(t, clock), clock: clock}
	w.do(ground)
	ctx := t.Context()
	tree, stations := org.New(w.store), station.New(w.store, place.China())
	require.NoError(t, tree.Reload(ctx))
	require.NoError(t, stations.Reload(ctx))
	rules, err := rulebook.NewService(ctx, w.store)
	require.NoError(t, err)
	w.room = report.New(w.store, tree, stations, rules)
	t.Cleanup(func() {
		r, err := proof.Books(context.Background(), w.store)
		require.NoError(t, err)
		require.Empty(t, r.Bad)
	})
	return w
}

func ground(tx *db.Tx) error {
	if err := org.Plant(tx, []models.OrgUnit{
		{ID: "2306", Level: org.City, Name: "大庆市"},
		{ID: "230604", ParentID: "2306", Level: org.District, Name: "让胡路区"},
		{ID: "230604003", ParentID: "230604", Level: org.Street, Name: "创业城街道"},
		{ID: "230604003008", ParentID: "230604003", Level: org.Community, Name: "创业八社区"},
		{ID: "230603", ParentID: "2306", Level: org.District, Name: "龙凤区"},
		{ID: "230603001", ParentID: "230603", Level: org.Street, Name: "龙凤街道"},
		{ID: "230603001001", ParentID: "230603001", Level: org.Community, Name: "龙凤一社区"},
	}); err != nil {
		return err
	}
	if err := station.Open(tx, []models.Station{door("a", pathA, centre), door("b", pathB, east(10_000))}); err != nil {
		return err
	}
	if err := rulebook.Publish(tx, rulebook.Default(), "test"); err != nil {
		return err
	}
	for _, street := range []string{"230604003", "230603001"} {
		if err := rulebook.FundMonth(tx, street, "2026-03", 10_000); err != nil {
			return err
		}
	}
	return ledger.OpenAccounts(tx, "li", "wu", "officer-1")
}

func door(id, path string, at place.Point) models.Station {
	return models.Station{Place: models.Place{
		ID: id, Kind: "standard", Name: "驿站 " + id, OrgUnitID: path[len(path)-13 : len(path)-1], OrgPath: path, Address: "（示例数据）",
		Lat: at.Lat, Lng: at.Lng, Hours: station.Packed(place.Daily(place.AllDay)), State: station.Opened,
	}}
}

func (w *town) do(f func(tx *db.Tx) error) {
	w.Helper()
	require.NoError(w, w.store.Write(w.Context(), f))
}

// photo is one that somebody took; look tells files apart.
func (w *town) photo(who people.Actor, look string) string {
	w.Helper()
	row := models.Photo{ID: w.store.NewID(), PersonID: who.ID, Purpose: "report", SHA256: look}
	w.do(func(tx *db.Tx) error { return tx.DB.Create(&row).Error })
	return row.ID
}

func (w *town) call() once.Call {
	return once.Call{
		Key:    once.Key{Subject: "test", Route: "test", Key: fmt.Sprint("key-", w.n.Add(1))},
		Answer: func(v any) once.Answer { b, _ := json.Marshal(v); return once.Answer{Status: 200, Body: b} },
		Refuse: func(f *fault.Fault) once.Answer { b, _ := json.Marshal(f); return once.Answer{Status: 409, Body: b} },
	}
}

// done reads what a command answered: a case, or the refusal.
func done(t testing.TB, answer once.Answer, err error) (c report.Case, refused *fault.Fault) {
	t.Helper()
	if f := fault.As(err); f != nil {
		return c, f
	}
	require.NoError(t, err)
	if answer.Status != 200 {
		refused = &fault.Fault{}
		require.NoError(t, json.Unmarshal(answer.Body, refused))
		return c, refused
	}
	require.NoError(t, json.Unmarshal(answer.Body, &c))
	return c, nil
}

// code is the code of a refusal, "" where there is none.
func code(f *fault.Fault) string {
	if f == nil {
		return ""
	}
	return f.Code
}

// filing is one that is right: a hole in the road before the station, with a photo.
func (w *town) filing(who people.Actor) report.Filing {
	w.Helper()
	return report.Filing{
		Category: "environment", Description: "垃圾桶满了", At: centre, PhotoIDs: []string{w.photo(who, fmt.Sprint("file-", w.n.Add(1)))},
	}
}

func (w *town) try(who people.Actor, f report.Filing) (report.Case, *fault.Fault) {
	w.Helper()
	answer, err := w.room.File(w.Context(), w.call(), who, f)
	return done(w, answer, err)
}

func (w *town) file(who people.Actor, change ...func(f *report.Filing)) report.Case {
	w.Helper()
	f := w.filing(who)
	for _, c := range change {
		c(&f)
	}
	filed, refused := w.try(who, f)
	require.Nil(w, refused)
	return filed
}

func at(p place.Point) func(f *report.Filing) { return func(f *report.Filing) { f.At = p } }

func about(category string) func(f *report.Filing) {
	return func(f *report.Filing) { f.Category = category }
}

func (w *town) accept(who people.Actor, id string) (report.Case, string) {
	w.Helper()
	answer, err := w.room.Accept(w.Context(), w.call(), who, id, "")
	c, refused := done(w, answer, err)
	return c, code(refused)
}

func (w *town) reject(who people.Actor, id, reason string) (report.Case, string) {
	w.Helper()
	answer, err := w.room.Reject(w.Context(), w.call(), who, id, reason)
	c, refused := done(w, answer, err)
	return c, code(refused)
}

func (w *town) merge(who people.Actor, id, into string) (report.Case, string) {
	w.Helper()
	answer, err := w.room.Merge(w.Context(), w.call(), who, id, into, "")
	c, refused := done(w, answer, err)
	return c, code(refused)
}

func (w *town) points(who people.Actor) int64 {
	w.Helper()
	available, err := ledger.Available(w.store.Read(w.Context()), who.ID)
	require.NoError(w, err)
	return available
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
