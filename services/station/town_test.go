package station_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

const (
	pathA = "/2306/230604/230604003/230604003008/" // 创业八社区
	pathB = "/2306/230603/230603001/230603001001/" // in 龙凤区
)

// The people who change something; every scope is a real knot or door of the test's town.
var (
	managerA = actor("station-1", people.StationMan, "a", pathA)
	managerB = actor("station-2", people.StationMan, "b", pathB)
	street   = actor("street-1", people.StreetAdmin, "230604003", "/2306/230604/230604003/")
	district = actor("district-2", people.DistrictAdmin, "230603", "/2306/230603/")
	city     = actor("city-1", people.CityAdmin, "2306", "/2306/")
	rider    = people.Actor{ID: "rider-1", Grants: []people.Scoped{{Role: people.Rider}}}
	keeper   = actor("keeper-1", people.MartKeeper, "a", pathA) // keeps a mart, not a station
)

func actor(id string, role people.Role, scope, path string) people.Actor {
	return people.Actor{ID: id, RequestID: "req", From: "10.0.0.1", Grants: []people.Scoped{{Role: role, ScopeID: scope, Path: path}}}
}

// town is three stations on a line to the east, 500 m and 5 km from the first, and a retired one on the first's doorstep.
type town struct {
	testing.TB
	clock   *dbtest.Clock
	store   *db.Store
	service *station.Service
}

var centre = place.Point{Lat: 46.6, Lng: 124.85}

func east(metres float64) place.Point {
	return place.Point{Lat: centre.Lat, Lng: centre.Lng + metres/76400}
}

func row(id, name, path string, at place.Point, hours place.Hours, facilities string) models.Station {
	text, err := json.Marshal(hours)
	if err != nil {
		panic(err)
	}
	unit := path[len(path)-13 : len(path)-1]
	return models.Station{Place: models.Place{
		ID: id, Kind: "standard", Name: name, OrgUnitID: unit, OrgPath: path, Address: "世纪大道 1 号（示例数据）", Lat: at.Lat, Lng: at.Lng,
		Hours: string(text), Facilities: facilities, Services: "legal", State: station.Opened,
	}}
}

func newTown(t testing.TB) *town {
	clock := dbtest.NewClock()
	w := &town{TB: t, clock: clock, store: dbtest.New(t, clock)}
	w.service = station.New(w.store, place.China())
	day := place.Daily(place.Span{From: 8 * 60, To: 18 * 60})
	gone := row("r", "旧驿站", pathA, east(1), day, "")
	gone.State = station.Retired
	require.NoError(t, w.do(func(tx *db.Tx) error {
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
		return station.Open(tx, []models.Station{
			row("a", "创业城驿站", pathA, centre, day, "rest,hot_water"),
			row("b", "龙凤驿站", pathB, east(5000), place.Daily(place.AllDay), "rest,microwave"),
			row("c", "夜猫驿站", pathA, east(500), place.Daily(place.Span{From: 20 * 60, To: 26 * 60}), "rest"),
			gone,
		})
	}))
	require.NoError(t, w.service.Refresh(t.Context()))
	return w
}

func (w *town) do(f func(tx *db.Tx) error) error { return w.store.Write(w.Context(), f) }

func (w *town) change(who people.Actor, id string, e station.Edit) (station.Place, error) {
	var p station.Place
	err := w.do(func(tx *db.Tx) (err error) {
		p, err = w.service.Change(tx, who, id, e)
		return err
	})
	return p, err
}

func (w *town) post(who people.Actor, id string, n place.Notice) (station.Notice, error) {
	var posted station.Notice
	err := w.do(func(tx *db.Tx) (err error) {
		posted, err = w.service.Post(tx, who, id, n)
		return err
	})
	return posted, err
}

func (w *town) withdraw(who people.Actor, notice string) error {
	return w.do(func(tx *db.Tx) error { return w.service.Withdraw(tx, who, notice) })
}

func (w *town) ids(q station.Query) []string {
	w.Helper()
	ids := []string{}
	for {
		found, next, err := w.service.Search(q, w.clock.Now())
		require.NoError(w, err)
		for _, s := range found {
			ids = append(ids, s.ID)
		}
		if next == "" {
			return ids
		}
		q.Cursor = next
	}
}

func (w *town) events() []models.AuditEvent {
	w.Helper()
	rows, err := audit.Events(w.store.Read(w.Context()), audit.Filter{Limit: 100})
	require.NoError(w, err)
	return rows
}

func ptr[T any](v T) *T { return &v }
