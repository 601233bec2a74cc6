package mart_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

const pathA = "/2306/230604/230604003/230604003008/"

var (
	keeper1  = actor("keeper-1", people.MartKeeper, "m1", pathA)
	keeper3  = actor("keeper-3", people.MartKeeper, "m2", pathA)
	manager  = actor("station-1", people.StationMan, "m1", pathA)
	district = actor("district-1", people.DistrictAdmin, "230604", "/2306/230604/")
	city     = actor("city-1", people.CityAdmin, "2306", "/2306/")
	rider    = people.Actor{ID: "rider-1", Grants: []people.Scoped{{Role: people.Rider}}}
)

var (
	soap   = mart.StockKey{MartID: "m1", GoodsID: "soap"}
	gloves = mart.StockKey{MartID: "m1", GoodsID: "gloves"}
)

func actor(id string, role people.Role, scope, path string) people.Actor {
	return people.Actor{ID: id, Grants: []people.Scoped{{Role: role, ScopeID: scope, Path: path}}}
}

func ptr[T any](v T) *T { return &v }

// town is a rider mart m1 and a rural mart m2 in one community, with soap and gloves in the catalogue and nothing on a shelf.
type town struct {
	testing.TB
	clock   *dbtest.Clock
	store   *db.Store
	service *mart.Service
}

func newTown(t testing.TB) *town {
	clock := dbtest.NewClock()
	w := &town{TB: t, clock: clock, store: dbtest.New(t, clock)}
	w.service = mart.New(w.store, place.China())
	require.NoError(t, w.do(func(tx *db.Tx) error {
		if err := org.Plant(tx, []models.OrgUnit{
			{ID: "2306", Level: org.City, Name: "大庆市"},
			{ID: "230604", ParentID: "2306", Level: org.District, Name: "让胡路区"},
			{ID: "230604003", ParentID: "230604", Level: org.Street, Name: "创业城街道"},
			{ID: "230604003008", ParentID: "230604003", Level: org.Community, Name: "创业八社区"},
		}); err != nil {
			return err
		}
		if err := mart.Open(tx, []models.Mart{row("m1", mart.Rider), row("m2", mart.Rural)}); err != nil {
			return err
		}
		return mart.Plant(tx, []models.Goods{
			{ID: "soap", Name: "香皂", Unit: "块", CostFen: 320, State: mart.Offered},
			{ID: "gloves", Name: "防寒手套", Unit: "副", CostFen: 2500, State: mart.Offered},
		}, []models.GoodsPrice{
			{ID: "p1", GoodsID: "soap", Scheme: mart.Rider, Points: 6, FromAt: 1},
			{ID: "p2", GoodsID: "soap", Scheme: mart.Rural, Points: 3, FromAt: 1},
			{ID: "p3", GoodsID: "gloves", Scheme: mart.Rider, Points: 47, FromAt: 1},
		})
	}))
	require.NoError(t, w.service.Refresh(t.Context()))
	return w
}

func row(id, scheme string) models.Mart {
	hours, err := json.Marshal(place.Daily(place.AllDay))
	if err != nil {
		panic(err)
	}
	return models.Mart{Place: models.Place{
		ID: id, Kind: scheme, Name: "积分超市 " + id, OrgUnitID: "230604003008", OrgPath: pathA, Address: "（示例数据）",
		Lat: 46.6, Lng: 124.85, Hours: string(hours), Services: "redemption", State: "open",
	}}
}

func (w *town) do(f func(tx *db.Tx) error) error { return w.store.Write(w.Context(), f) }

// shelf does something on the shelf of the keys and writes it, in a unit of its own.
func (w *town) shelf(f func(s *mart.Shelf) error, keys ...mart.StockKey) error {
	return w.do(func(tx *db.Tx) error {
		s, err := mart.Lock(tx, keys...)
		if err != nil {
			return err
		}
		if err := f(s); err != nil {
			return err
		}
		return s.Write()
	})
}

func (w *town) hold(key mart.StockKey, n int64) error {
	return w.shelf(func(s *mart.Shelf) error { return s.Hold(key, n) }, key)
}

func (w *town) release(key mart.StockKey, n int64) error {
	return w.shelf(func(s *mart.Shelf) error { return s.Release(key, n) }, key)
}

func (w *town) handOut(key mart.StockKey, n int64, redemption string) error {
	return w.shelf(func(s *mart.Shelf) error { return s.HandOut(key, n, redemption, "keeper-1") }, key)
}

func (w *town) takeBack(key mart.StockKey, n int64, redemption string) error {
	return w.shelf(func(s *mart.Shelf) error { return s.TakeBack(key, n, redemption, "keeper-2") }, key)
}

type keeping func(tx *db.Tx, actor people.Actor, martID string, slip mart.Slip) (mart.Booking, error)

func (w *town) keep(what keeping, who people.Actor, martID string, slip mart.Slip) (b mart.Booking, err error) {
	err = w.do(func(tx *db.Tx) (err error) {
		b, err = what(tx, who, martID, slip)
		return err
	})
	return b, err
}

// receive puts n of a source on a shelf of m1.
func (w *town) receive(key mart.StockKey, source string, n int64) {
	w.Helper()
	_, err := w.keep(mart.Receive, keeper1, "m1", mart.Slip{GoodsID: key.GoodsID, Source: source, Quantity: n})
	require.NoError(w, err)
}

// stock is what the row of a key keeps: bought, donated, held.
func (w *town) stock(key mart.StockKey) [3]int64 {
	w.Helper()
	var r models.Stock
	require.NoError(w, w.store.Read(w.Context()).DB.Where("id = ?", key.ID()).Take(&r).Error)
	return [3]int64{r.Purchased, r.Donated, r.Held}
}

func (w *town) audit(open map[string]int64) *ledger.Finding {
	w.Helper()
	var found *ledger.Finding
	require.NoError(w, w.store.Snapshot(w.Context(), func(tx *db.Tx) (err error) {
		found, err = mart.Audit(tx, open)
		return err
	}))
	return found
}

func (w *town) movements(f mart.Filter) []models.StockMovement {
	w.Helper()
	var all []models.StockMovement
	for cursor := ""; ; {
		rows, next, err := mart.Movements(w.store.Read(w.Context()), "m1", f, cursor)
		require.NoError(w, err)
		all = append(all, rows...)
		if cursor = next; next == "" {
			return all
		}
	}
}

func (w *town) events() []models.AuditEvent {
	w.Helper()
	rows, err := audit.Events(w.store.Read(w.Context()), audit.Filter{Limit: 1000})
	require.NoError(w, err)
	return rows
}

func (w *town) day(day string) mart.Day {
	w.Helper()
	var d mart.Day
	require.NoError(w, w.store.Snapshot(w.Context(), func(tx *db.Tx) (err error) {
		d, err = mart.DayClose(tx, "m1", day)
		return err
	}))
	return d
}
