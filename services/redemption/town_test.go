package redemption_test

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
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/proof"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

const (
	street    = "230604003"
	community = "/2306/230604/230604003/230604003008/"
)

// Everybody in the town. li, wu and he redeem; keeper1 and keeper2 keep m1, keeper3 keeps m2.
var (
	li, wu, he = rider("li"), rider("wu"), rider("he")

	keeper1   = staff("keeper-1", people.MartKeeper, "m1", community)
	keeper2   = staff("keeper-2", people.MartKeeper, "m1", community)
	keeper3   = staff("keeper-3", people.MartKeeper, "m2", community)
	street1   = staff("street-1", people.StreetAdmin, street, "/2306/230604/230604003/")
	district1 = staff("district-1", people.DistrictAdmin, "230604", "/2306/230604/")
	district2 = staff("district-2", people.DistrictAdmin, "230603", "/2306/230603/")
	auditor   = staff("auditor-1", people.Auditor, "2306", "/2306/")
)

func rider(id string) people.Actor {
	return people.Actor{ID: id, Grants: []people.Scoped{{Role: people.Rider}}}
}

func staff(id string, role people.Role, scope, path string) people.Actor {
	return people.Actor{ID: id, Grants: []people.Scoped{{Role: role, ScopeID: scope, Path: path}}}
}

// town is two rider marts in one community, with three kinds of goods on their shelves, and a street that pays.
type town struct {
	testing.TB
	store *db.Store
	clock *dbtest.Clock
	room  *redemption.Service
	marts *mart.Service
	rules *rulebook.Service
	n     *atomic.Int64 // of acts and keys, shared by the instances of a town
}

func newTown(t testing.TB) *town {
	clock := dbtest.NewClock()
	w := found(t, dbtest.New(t, clock), clock, rules())
	t.Cleanup(func() { w.balanced() })
	return w
}

// rules are the city's, with a rule beside them by which the tests hand out any number of points.
func rules() rulebook.Book {
	b := rulebook.Default()
	for i := range b.Rules {
		if b.Rules[i].Code == "R04" {
			b.Rules[i].Points, b.Rules[i].Signers = 1, nil
		}
	}
	b.Signatures = rulebook.Thresholds{Verifier: 10_000, Community: 10_000, Street: 10_000}
	return b
}

func found(t testing.TB, store *db.Store, clock *dbtest.Clock, book rulebook.Book) *town {
	w := &town{TB: t, store: store, clock: clock, n: &atomic.Int64{}}
	w.do(func(tx *db.Tx) error { return ground(tx, book) })
	w.open()
	return w
}

func ground(tx *db.Tx, book rulebook.Book) error {
	if err := org.Plant(tx, []models.OrgUnit{
		{ID: "2306", Level: org.City, Name: "大庆市"},
		{ID: "230604", ParentID: "2306", Level: org.District, Name: "让胡路区"},
		{ID: street, ParentID: "230604", Level: org.Street, Name: "创业城街道"},
		{ID: "230604003008", ParentID: street, Level: org.Community, Name: "创业八社区"},
	}); err != nil {
		return err
	}
	if err := mart.Open(tx, []models.Mart{door("m1", mart.Rider), door("m2", mart.Rider), door("m3", mart.Rural)}); err != nil {
		return err
	}
	if err := mart.Plant(tx, []models.Goods{
		{ID: "soap", Name: "香皂", Unit: "块", State: mart.Offered}, {ID: "gloves", Name: "防寒手套", Unit: "副", State: mart.Offered},
		{ID: "bank", Name: "充电宝", Unit: "个", State: mart.Offered}, {ID: "tea", Name: "茶", Unit: "袋", State: mart.Offered},
	}, []models.GoodsPrice{
		{ID: "p1", GoodsID: "soap", Scheme: mart.Rider, Points: 6, FromAt: 1},
		{ID: "p2", GoodsID: "gloves", Scheme: mart.Rider, Points: 47, FromAt: 1},
		{ID: "p3", GoodsID: "bank", Scheme: mart.Rider, Points: 170, FromAt: 1},
		{ID: "p4", GoodsID: "tea", Scheme: mart.Rural, Points: 1, FromAt: 1},
	}); err != nil {
		return err
	}
	var deliveries []mart.Delivery
	for _, m := range []string{"m1", "m2"} {
		for _, goods := range []string{"soap", "gloves", "bank"} {
			deliveries = append(deliveries,
				mart.Delivery{MartID: m, Slip: mart.Slip{GoodsID: goods, Source: mart.Donated, Quantity: 3}},
				mart.Delivery{MartID: m, Slip: mart.Slip{GoodsID: goods, Source: mart.Purchased, Quantity: 27}})
		}
	}
	if err := mart.Deliver(tx, "keeper-1", deliveries); err != nil {
		return err
	}
	if err := rulebook.Publish(tx, book, "test"); err != nil {
		return err
	}
	if err := rulebook.FundMonth(tx, street, "2026-03", 10_000_000); err != nil {
		return err
	}
	return ledger.OpenAccounts(tx, "li", "wu", "he", "keeper-1", "keeper-2")
}

func door(id, scheme string) models.Mart {
	return models.Mart{Place: models.Place{
		ID: id, Kind: scheme, Name: "积分超市 " + id, OrgUnitID: "230604003008", OrgPath: community, Address: "（示例数据）",
		Lat: 46.6, Lng: 124.85, Hours: station.Packed(place.Daily(place.AllDay)), State: station.Opened,
	}}
}

// open opens the rooms, as another instance on the same database would.
func (w *town) open() {
	w.Helper()
	w.marts = mart.New(w.store, place.China())
	require.NoError(w, w.marts.Reload(w.Context()))
	var err error
	w.rules, err = rulebook.NewService(w.Context(), w.store)
	require.NoError(w, err)
	w.room = redemption.New(w.store, w.marts, w.rules, []byte("the key of the pickup codes in tests"))
}

// twins are two instances of one town.
func twins(t testing.TB) (one, other *town) {
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
	one = found(t, store, clock, rules())
	other = &town{TB: t, store: open(), clock: clock, n: one.n}
	other.open()
	t.Cleanup(func() { one.balanced() })
	return one, other
}

func (w *town) do(f func(tx *db.Tx) error) {
	w.Helper()
	require.NoError(w, w.store.Write(context.WithoutCancel(w.Context()), f))
}

// earn hands points to people by a rule, each act another.
func (w *town) earn(points int, who ...people.Actor) {
	w.Helper()
	w.do(func(tx *db.Tx) error {
		var acts []rulebook.Act
		for _, p := range who {
			for left := points; left > 0; left -= 1000 {
				acts = append(acts, rulebook.Act{
					Person: p.ID, Ask: rulebook.Ask{Rule: "R04", Quantity: min(left, 1000)}, Street: street, On: rulebook.Day(tx.Now),
					Source: ledger.Source{Type: "test", ID: fmt.Sprint("act-", w.n.Add(1))}, Unit: models.OrgUnit{ID: "230604003008", Path: community},
				})
			}
		}
		awards, err := w.rules.OpenAwards(tx, acts)
		if err != nil {
			return err
		}
		for _, a := range acts {
			if _, err := awards.Grant(a); err != nil {
				return err
			}
		}
		return awards.Write()
	})
}

// call is a fresh command; its answer is the room's value as JSON, or the refusal's code.
func (w *town) call() once.Call { return command(fmt.Sprint("a-key-of-this-test-", w.n.Add(1))) }

func command(key string) once.Call {
	return once.Call{
		Key:    once.Key{Subject: "test", Route: "test", Key: key},
		Answer: func(v any) once.Answer { b, _ := json.Marshal(v); return once.Answer{Status: 200, Body: b} },
		Refuse: func(f *fault.Fault) once.Answer { return once.Answer{Status: 409, Body: []byte(f.Code)} },
	}
}

// done reads what a command answered: the value, or the refusal.
func done[V any](t testing.TB, answer once.Answer, err error) (v V, refused string) {
	t.Helper()
	if f := fault.As(err); f != nil {
		return v, f.Code
	}
	require.NoError(t, err)
	if answer.Status != 200 {
		return v, string(answer.Body)
	}
	require.NoError(t, json.Unmarshal(answer.Body, &v))
	return v, ""
}

func want(goods string, n int64) redemption.Want { return redemption.Want{GoodsID: goods, Quantity: n} }

func (w *town) try(who people.Actor, martID string, wants ...redemption.Want) (redemption.Order, string) {
	w.Helper()
	answer, err := w.room.Reserve(w.Context(), w.call(), who, martID, wants)
	return done[redemption.Order](w, answer, err)
}

func (w *town) reserve(who people.Actor, martID string, wants ...redemption.Want) redemption.Order {
	w.Helper()
	o, refused := w.try(who, martID, wants...)
	require.Empty(w, refused)
	return o
}

func (w *town) code(who people.Actor, id string) redemption.PickupCode {
	w.Helper()
	c, err := w.room.Code(w.Context(), who, id)
	require.NoError(w, err)
	return c
}

// shown is the fresh code of an order, as its owner shows it.
func (w *town) shown(o redemption.Order) redemption.Shown {
	w.Helper()
	return redemption.Shown{Code: w.code(rider(o.PersonID), o.ID).Code}
}

func (w *town) fulfil(keeper people.Actor, shown redemption.Shown) (redemption.Order, string) {
	w.Helper()
	answer, err := w.room.Fulfil(w.Context(), w.call(), keeper, shown)
	return done[redemption.Order](w, answer, err)
}

func (w *town) handOver(o redemption.Order) redemption.Order {
	w.Helper()
	o, refused := w.fulfil(keeperOf(o.MartID), w.shown(o))
	require.Empty(w, refused)
	return o
}

func (w *town) cancel(who people.Actor, id string) string {
	w.Helper()
	answer, err := w.room.Cancel(w.Context(), w.call(), who, id)
	_, refused := done[redemption.Order](w, answer, err)
	return refused
}

func (w *town) state(id string) redemption.State {
	w.Helper()
	var r models.Redemption
	require.NoError(w, w.store.Read(w.Context()).DB.Where("id = ?", id).Take(&r).Error)
	return redemption.State(r.State)
}

// points is what somebody can spend, and what is held of them.
func (w *town) points(who people.Actor) [2]int64 {
	w.Helper()
	s, err := ledger.Of(w.store.Read(w.Context()), who.ID, rulebook.Default().Expiry.Terms())
	require.NoError(w, err)
	return [2]int64{s.Available, s.Held}
}

// stock is bought, donated and held.
func (w *town) stock(martID, goods string) [3]int64 {
	w.Helper()
	var s models.Stock
	require.NoError(w, w.store.Read(w.Context()).DB.Where("mart_id = ? AND goods_id = ?", martID, goods).Take(&s).Error)
	return [3]int64{s.Purchased, s.Donated, s.Held}
}

// leave takes goods off a shelf until n are left.
func (w *town) leave(martID, goods string, n int64) {
	w.Helper()
	w.do(func(tx *db.Tx) error {
		keeper := keeperOf(martID)
		if _, err := mart.Count(tx, keeper, martID, mart.Slip{GoodsID: goods, Source: mart.Donated, Quantity: 0}); err != nil {
			return err
		}
		_, err := mart.Count(tx, keeper, martID, mart.Slip{GoodsID: goods, Source: mart.Purchased, Quantity: n})
		return err
	})
}

func (w *town) events(action string) (n int) {
	w.Helper()
	rows, err := audit.Events(w.store.Read(w.Context()), audit.Filter{Action: action, Limit: 1000})
	require.NoError(w, err)
	return len(rows)
}

// balanced holds the books of all rooms against each other.
func (w *town) balanced() {
	w.Helper()
	r, err := proof.Books(context.WithoutCancel(w.Context()), w.store)
	require.NoError(w, err)
	require.Empty(w, r.Bad)
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

// openAccounts opens an account for each, and names them.
func openAccounts(tx *db.Tx, riders []people.Actor) error {
	ids := make([]string, len(riders))
	for i := range riders {
		ids[i] = fmt.Sprint("rider-", i)
		riders[i] = rider(ids[i])
	}
	return ledger.OpenAccounts(tx, ids...)
}
