package adjustment_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/adjustment"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/proof"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
	"qingxiaoyi.cn/qingxiaoyi/services/seal"
)

const (
	community = "/2306/230604/230604003/230604003008/"
	reason    = "系统迁移补录积分"
)

var (
	district1 = staff("district-1", people.DistrictAdmin, "/2306/230604/")
	district2 = staff("district-2", people.DistrictAdmin, "/2306/230604/")
	elsewhere = staff("district-9", people.DistrictAdmin, "/2306/230603/")
	city1     = staff("city-1", people.CityAdmin, "/2306/")
	street1   = staff("street-1", people.StreetAdmin, "/2306/230604/230604003/")
	auditor1  = staff("auditor-1", people.Auditor, "/2306/")
)

func staff(id string, role people.Role, path string) people.Actor {
	return people.Actor{ID: id, Grants: []people.Scoped{{Role: role, ScopeID: id, Path: path}}}
}

// town is one street with a budget of a thousand, li who lives there, and wu who lives nowhere in particular. The administrators have
// accounts too, as people have.
type town struct {
	testing.TB
	store *db.Store
	room  *adjustment.Service
	n     atomic.Int64
}

func newTown(t testing.TB) *town {
	w := &town{TB: t, store: dbtest.New(t, dbtest.NewClock())}
	codec, err := seal.New(seal.Options{Keys: []seal.Key{{ID: "k", Secret: bytes.Repeat([]byte{1}, 32)}}, IndexKey: bytes.Repeat([]byte{2}, 32)})
	require.NoError(t, err)
	residents := people.New(people.Options{Store: w.store, Seal: codec})
	require.NoError(t, w.store.Write(t.Context(), func(tx *db.Tx) error {
		if err := org.Plant(tx, []models.OrgUnit{
			{ID: "2306", Level: org.City, Name: "大庆市"}, {ID: "230604", ParentID: "2306", Level: org.District, Name: "让胡路区"},
			{ID: "230604003", ParentID: "230604", Level: org.Street, Name: "创业城街道"},
			{ID: "230604003008", ParentID: "230604003", Level: org.Community, Name: "创业八社区"},
		}); err != nil {
			return err
		}
		if err := rulebook.FundMonth(tx, "230604003", "2026-03", 1000); err != nil {
			return err
		}
		_, err := residents.FoundMany(tx, []people.NewPerson{
			{ID: "li", Name: "示例", OrgUnitID: "230604003008", OrgPath: community},
			{ID: "district-1", Name: "示例", OrgUnitID: "230604003008", OrgPath: community},
			{ID: "wu", Name: "示例"},
			{ID: "boss", Name: "示例", OrgUnitID: "230604", OrgPath: "/2306/230604/"},
		})
		return err
	}))
	tree := org.New(w.store)
	require.NoError(t, tree.Reload(t.Context()))
	w.room = adjustment.New(w.store, tree)
	t.Cleanup(func() {
		r, err := proof.Books(context.Background(), w.store)
		require.NoError(t, err)
		require.Empty(t, r.Bad)
	})
	return w
}

func (w *town) call() once.Call {
	return once.Call{
		Key:    once.Key{Subject: "test", Route: "test", Key: fmt.Sprint("key-", w.n.Add(1))},
		Answer: func(v any) once.Answer { b, _ := json.Marshal(v); return once.Answer{Status: 200, Body: b} },
		Refuse: func(f *fault.Fault) once.Answer { return once.Answer{Status: 409, Body: []byte(f.Code)} },
	}
}

func (w *town) done(answer once.Answer, err error) (row models.Adjustment, refused string) {
	w.Helper()
	if f := fault.As(err); f != nil {
		return row, f.Code
	}
	require.NoError(w, err)
	if answer.Status != 200 {
		return row, string(answer.Body)
	}
	require.NoError(w, json.Unmarshal(answer.Body, &row))
	return row, ""
}

func (w *town) propose(who people.Actor, person string, points int64, why string) (models.Adjustment, string) {
	w.Helper()
	return w.done(w.room.Propose(w.Context(), w.call(), who, person, points, why))
}

func (w *town) approve(who people.Actor, id string) string {
	w.Helper()
	_, refused := w.done(w.room.Approve(w.Context(), w.call(), who, id))
	return refused
}

func (w *town) decline(who people.Actor, id string) string {
	w.Helper()
	_, refused := w.done(w.room.Decline(w.Context(), w.call(), who, id, "没有依据"))
	return refused
}

// adjust proposes and approves.
func (w *town) adjust(points int64) string {
	w.Helper()
	row, refused := w.propose(district1, "li", points, reason)
	require.Empty(w, refused)
	return w.approve(city1, row.ID)
}

func (w *town) points() int64 {
	w.Helper()
	available, err := ledger.Available(w.store.Read(w.Context()), "li")
	require.NoError(w, err)
	return available
}

func TestWhatMayNotBeProposed(t *testing.T) {
	w := newTown(t)
	for name, c := range map[string]struct {
		who     people.Actor
		person  string
		points  int64
		why     string
		refused string
	}{
		"nothing":                             {district1, "li", 0, reason, "adjustment.points"},
		"more than a year's cap thrice over":  {district1, "li", 10_001, reason, "adjustment.points"},
		"as much less":                        {district1, "li", -10_001, reason, "adjustment.points"},
		"the least number there is":           {district1, "li", -1 << 63, reason, "adjustment.points"},
		"without a reason":                    {district1, "li", 5, "  补 录  ", "adjustment.reason"},
		"with a novel":                        {district1, "li", 5, strings.Repeat("字", 201), "adjustment.reason"},
		"for oneself":                         {district1, "district-1", 5, reason, "auth.same_person"},
		"for somebody in another district":    {elsewhere, "li", 5, reason, "not_found"},
		"by a street":                         {street1, "li", 5, reason, "not_found"},
		"by an auditor":                       {auditor1, "li", 5, reason, "not_found"},
		"for nobody":                          {city1, "nobody", 5, reason, "not_found"},
		"for somebody who lives nowhere":      {city1, "wu", 5, reason, "adjustment.no_home"},
		"for him by a district":               {district1, "wu", 5, reason, "not_found"},
		"for somebody who lives in no street": {city1, "boss", 5, reason, "adjustment.no_home"},
	} {
		t.Run(name, func(t *testing.T) {
			_, refused := w.propose(c.who, c.person, c.points, c.why)
			require.Equal(t, c.refused, refused)
		})
	}
	rows, err := w.room.List(t.Context(), city1, "", "", 10)
	require.NoError(t, err)
	require.Empty(t, rows)
}

func TestTwoSignatures(t *testing.T) {
	w := newTown(t)
	row, refused := w.propose(district1, "li", 300, "  "+reason+" ")
	require.Empty(t, refused)
	require.Equal(t, [3]string{adjustment.Proposed, "230604003", reason}, [3]string{row.State, row.StreetID, row.Reason})
	require.Zero(t, w.points(), "one moves nothing")
	li := people.Actor{ID: "li", Grants: district2.Grants}
	for name, c := range map[string]struct {
		who     people.Actor
		refused string
	}{
		"not who proposed": {district1, "auth.same_person"}, "not who gains": {li, "auth.same_person"}, "not of another place": {elsewhere, "not_found"},
		"not of a street": {street1, "not_found"}, "not an auditor": {auditor1, "not_found"},
	} {
		require.Equal(t, c.refused, w.approve(c.who, row.ID), name)
		require.Equal(t, c.refused, w.decline(c.who, row.ID), name)
	}
	require.Equal(t, "not_found", w.approve(city1, "nothing"))
	require.Empty(t, w.approve(district2, row.ID))
	require.Equal(t, int64(300), w.points())
	require.Equal(t, "adjustment.state", w.approve(city1, row.ID))
	require.Equal(t, "adjustment.state", w.decline(city1, row.ID))
	entry, err := ledger.BySource(w.store.Read(t.Context()), ledger.Adjust, ledger.Source{Type: "adjustment", ID: row.ID})
	require.NoError(t, err)
	require.Equal(t, reason, entry.Note, "who got it reads why")
	t.Run("or one that declines", func(t *testing.T) {
		row, _ := w.propose(city1, "li", 50, reason)
		require.Empty(t, w.decline(district1, row.ID))
		require.Equal(t, "adjustment.state", w.approve(district1, row.ID))
		require.Equal(t, int64(300), w.points())
	})
	t.Run("are on record", func(t *testing.T) {
		for action, n := range map[string]int{"adjustment.propose": 2, "adjustment.approved": 1, "adjustment.declined": 1} {
			rows, err := audit.Events(w.store.Read(t.Context()), audit.Filter{Action: action, Limit: 10})
			require.NoError(t, err)
			require.Len(t, rows, n, action)
			require.Contains(t, rows[0].Detail, reason)
		}
	})
}

func TestWhereThePointsComeFrom(t *testing.T) {
	w := newTown(t)
	used := func() int64 {
		var b models.Budget
		require.NoError(t, w.store.Read(t.Context()).DB.Where("street_id = ?", "230604003").Take(&b).Error)
		return b.Used
	}
	require.Empty(t, w.adjust(900))
	require.Equal(t, int64(900), used(), "out of the street's budget")
	require.Equal(t, "budget.spent", w.adjust(101))
	require.Equal(t, [2]int64{900, 900}, [2]int64{used(), w.points()}, "and not beyond it")
	require.Empty(t, w.adjust(100))
	require.Empty(t, w.adjust(-400))
	require.Equal(t, int64(600), w.points())
	require.Equal(t, int64(1000), used(), "what is taken back is not given again")
	require.Equal(t, "ledger.short", w.adjust(-601), "never below zero")
	require.Equal(t, int64(600), w.points())
	t.Run("a refused one waits on and can be approved later", func(t *testing.T) {
		rows, err := w.room.List(t.Context(), city1, adjustment.Proposed, "", 10)
		require.NoError(t, err)
		require.Len(t, rows, 2)
		require.Equal(t, int64(-601), rows[0].Points)
	})
}

func TestTenWhoDecideAtOnce(t *testing.T) {
	w := newTown(t)
	row, _ := w.propose(district1, "li", 100, reason)
	var won, group = atomic.Int64{}, sync.WaitGroup{}
	for i := range 10 {
		group.Go(func() {
			refused := ""
			if i%3 == 0 {
				refused = w.decline(district2, row.ID)
			} else {
				refused = w.approve(city1, row.ID)
			}
			switch refused {
			case "":
				won.Add(1)
			case "adjustment.state":
			default:
				t.Error(refused)
			}
		})
	}
	group.Wait()
	require.Equal(t, int64(1), won.Load())
	require.Contains(t, []int64{0, 100}, w.points())
}

func TestWhoSeesAdjustments(t *testing.T) {
	w := newTown(t)
	var ids []string
	for range 3 {
		row, _ := w.propose(district1, "li", 10, reason)
		ids = append(ids, row.ID)
	}
	for name, c := range map[string]struct {
		who people.Actor
		n   int
	}{"the district": {district2, 3}, "the city": {city1, 3}, "an auditor": {auditor1, 3}, "another district": {elsewhere, 0}, "a street": {street1, 0}} {
		rows, err := w.room.List(t.Context(), c.who, "", "", 10)
		require.NoError(t, err)
		require.Len(t, rows, c.n, name)
	}
	page, err := w.room.List(t.Context(), city1, adjustment.Proposed, ids[2], 1)
	require.NoError(t, err)
	require.Len(t, page, 1)
	require.Equal(t, ids[1], page[0].ID, "newest first, page by page")
}
