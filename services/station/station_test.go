package station_test

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
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

func TestSomebodyLooksForAWarmPlace(t *testing.T) {
	w := newTown(t)
	for name, c := range map[string]struct {
		q    station.Query
		want []string
	}{
		"all, by id, without the retired one":     {station.Query{}, []string{"a", "b", "c"}},
		"nearest first":                           {station.Query{Near: ptr(east(5000))}, []string{"b", "c", "a"}},
		"within 600 metres":                       {station.Query{Near: &centre, RadiusM: 600}, []string{"a", "c"}},
		"open at noon":                            {station.Query{OpenNow: true}, []string{"a", "b"}},
		"with a microwave":                        {station.Query{Facility: "microwave"}, []string{"b"}},
		"by its name":                             {station.Query{Text: "夜猫"}, []string{"c"}},
		"by the district it lies in":              {station.Query{Text: "龙凤区"}, []string{"b"}},
		"by what one finds there, in two words":   {station.Query{Text: "热水  法律"}, []string{"a"}},
		"below a street":                          {station.Query{PathPrefix: "/2306/230604/230604003/"}, []string{"a", "c"}},
		"open, near, one a page, until the end":   {station.Query{Near: &centre, OpenNow: true, Limit: 1}, []string{"a", "b"}},
		"by id, one a page, until the end":        {station.Query{Limit: 1}, []string{"a", "b", "c"}},
		"what nobody has":                         {station.Query{Facility: "shower"}, []string{}},
		"an absurd limit and a negative radius":   {station.Query{Limit: -5, Near: &centre, RadiusM: -1}, []string{"a", "c", "b"}},
		"a limit beyond the greatest there is":    {station.Query{Limit: 1 << 40}, []string{"a", "b", "c"}},
		"a path that is not there":                {station.Query{PathPrefix: "/2306/999/"}, []string{}},
		"everything at once, and it is the first": {station.Query{Near: &centre, RadiusM: 100, OpenNow: true, Facility: "rest", Text: "创业"}, []string{"a"}},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, c.want, w.ids(c.q)) })
	}
	t.Run("the distance is told in whole metres, and only to who says where they are", func(t *testing.T) {
		found, _, err := w.service.Search(station.Query{Near: &centre, Limit: 2}, w.clock.Now())
		require.NoError(t, err)
		require.Zero(t, *found[0].DistanceM)
		require.InDelta(t, 500, *found[1].DistanceM, 3)
		found, _, err = w.service.Search(station.Query{}, w.clock.Now())
		require.NoError(t, err)
		require.Nil(t, found[0].DistanceM)
	})
	t.Run("after midnight the night owls' station is the open one", func(t *testing.T) {
		seen, ok := w.service.Look("c", time.Date(2026, 3, 11, 17, 30, 0, 0, time.UTC)) // 01:30 on Thursday
		require.True(t, ok)
		require.True(t, seen.OpenNow)
		require.Equal(t, "20:00-02:00", seen.Today[0].String())
		seen, _ = w.service.Look("a", time.Date(2026, 3, 11, 17, 30, 0, 0, time.UTC))
		require.False(t, seen.OpenNow)
	})
	t.Run("a retired station is found by its id only, and is never open", func(t *testing.T) {
		p, ok := w.service.Find("r")
		require.True(t, ok)
		require.Equal(t, station.Retired, p.State)
		seen, _ := w.service.Look("r", w.clock.Now())
		require.False(t, seen.OpenNow)
		near, metres, ok := w.service.Nearest(east(1))
		require.True(t, ok)
		require.Equal(t, "a", near.ID)
		require.Equal(t, 1, metres)
	})
	t.Run("nobody knows an unknown one, and before the first snapshot nobody knows any", func(t *testing.T) {
		_, ok := w.service.Find("x")
		require.False(t, ok)
		_, ok = w.service.Look("x", w.clock.Now())
		require.False(t, ok)
		empty := station.New(w.store, place.China())
		_, ok = empty.Find("a")
		require.False(t, ok)
		_, _, ok = empty.Nearest(centre)
		require.False(t, ok)
	})
}

func TestASearchThatCannotBeMeantIsRefused(t *testing.T) {
	w := newTown(t)
	for name, c := range map[string]struct {
		q    station.Query
		want *fault.Fault
	}{
		"a place in the sea off Africa": {station.Query{Near: &place.Point{}}, place.ErrPoint},
		"a facility nobody knows":       {station.Query{Facility: "sauna"}, station.ErrFacility},
		"a cursor of somebody's own":    {station.Query{Cursor: "!!"}, station.ErrCursor},
		"a cursor cut short":            {station.Query{Cursor: "AAAA"}, station.ErrCursor},
		"a cursor without a door":       {station.Query{Cursor: "AAAAAAAAAAA"}, station.ErrCursor},
		"a cursor at no distance":       {station.Query{Cursor: "f_gAAAAAAAFh"}, station.ErrCursor}, // NaN
		"a novel":                       {station.Query{Text: string(make([]byte, 65))}, station.ErrText},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := w.service.Search(c.q, w.clock.Now())
			require.ErrorIs(t, err, c.want)
			require.NotNil(t, fault.As(err))
		})
	}
}

func TestAManagerCorrectsTheirStation(t *testing.T) {
	w := newTown(t)
	hours := place.Weekdays(place.Span{From: 9 * 60, To: 11 * 60})
	changed, err := w.change(managerA, "a", station.Edit{
		Name: ptr(" 创业城新驿站 "), Hours: &hours, Facilities: &[]string{"rest", "wifi", "rest"}, Location: ptr(east(100)),
	})
	require.NoError(t, err)
	require.Equal(t, "创业城新驿站", changed.Name)

	t.Run("everybody sees it at once, and what was not touched stays", func(t *testing.T) {
		seen, ok := w.service.Look("a", w.clock.Now())
		require.True(t, ok)
		require.Equal(t, changed, seen.Place)
		require.Equal(t, "世纪大道 1 号（示例数据）", seen.Address)
		require.Equal(t, []string{"wifi", "rest"}, seen.Facilities)
		require.Equal(t, []string{"legal"}, seen.Services)
		require.Equal(t, east(100), seen.Location)
		require.False(t, seen.OpenNow)
		require.Equal(t, w.clock.Now(), seen.ChangedAt)
		require.Equal(t, []string{"a"}, w.ids(station.Query{Facility: "wifi"}))
	})
	t.Run("one record says who did what, from where", func(t *testing.T) {
		events := w.events()
		require.Len(t, events, 1)
		e := events[0]
		require.Equal(t, []string{"station-1", "station_manager", "station.change", "station", "a", "done", pathA, "10.0.0.1", "req"},
			[]string{e.ActorID, e.ActorRole, e.Action, e.ObjectType, e.ObjectID, e.Outcome, e.ScopePath, e.FromAddress, e.RequestID})
		require.Contains(t, e.Detail, "名称：创业城驿站 → 创业城新驿站")
		require.Contains(t, e.Detail, "周一至周五 09:00-11:00")
		require.NotContains(t, e.Detail, "地址")
	})
	t.Run("to set what is so already is no change", func(t *testing.T) {
		again, err := w.change(managerA, "a", station.Edit{Name: ptr("创业城新驿站"), Hours: &hours, Location: ptr(east(100))})
		require.NoError(t, err)
		require.Equal(t, changed, again)
		require.Len(t, w.events(), 1)
	})
	t.Run("retired it is gone from the map, opened again it is back", func(t *testing.T) {
		_, err := w.change(street, "a", station.Edit{State: ptr(station.Retired)})
		require.NoError(t, err)
		require.Equal(t, []string{"b", "c"}, w.ids(station.Query{}))
		_, err = w.change(city, "a", station.Edit{State: ptr(station.Opened)})
		require.NoError(t, err)
		require.Equal(t, []string{"a", "b", "c"}, w.ids(station.Query{}))
	})
}

func TestOnlyWhoKeepsAStationChangesIt(t *testing.T) {
	w := newTown(t)
	name := station.Edit{Name: ptr("新名字")}
	for title, c := range map[string]struct {
		who  people.Actor
		id   string
		want error
	}{
		"the manager":                           {managerA, "a", nil},
		"the manager of another":                {managerB, "a", people.ErrUnknown},
		"the street's admin":                    {street, "a", nil},
		"the street's admin, elsewhere":         {street, "b", people.ErrUnknown},
		"another district's admin":              {district, "a", people.ErrUnknown},
		"the city's admin":                      {city, "b", nil},
		"the city's admin, what is not there":   {city, "x", people.ErrUnknown},
		"a rider":                               {rider, "a", people.ErrMayNot},
		"a rider, what is not there":            {rider, "x", people.ErrMayNot},
		"the keeper of a mart of the same name": {keeper, "a", people.ErrMayNot},
	} {
		t.Run(title, func(t *testing.T) {
			before := len(w.events())
			_, err := w.change(c.who, c.id, name)
			_, posted := w.post(c.who, c.id, place.Notice{Text: "今日停水"})
			if c.want == nil {
				require.NoError(t, err)
				require.NoError(t, posted)
				return
			}
			require.ErrorIs(t, err, c.want)
			require.ErrorIs(t, posted, c.want)
			require.Len(t, w.events(), before)
		})
	}
}

func TestWhatCannotBeMeantIsRefusedFieldByField(t *testing.T) {
	w := newTown(t)
	overlapping := place.Daily(place.Span{From: 0, To: 100}, place.Span{From: 50, To: 200})
	_, err := w.change(managerA, "a", station.Edit{
		Name: ptr("  "), Address: ptr("一\n二"), Location: &place.Point{Lat: 124, Lng: 46}, Hours: &overlapping,
		Facilities: &[]string{"rest", "sauna"}, Services: &[]string{"rest"}, State: ptr("closed"),
	})
	require.ErrorIs(t, err, station.ErrInvalid)
	fields := map[string]bool{}
	for _, f := range fault.As(err).Fields {
		fields[f.Field] = true
		require.NotEmpty(t, f.ZH)
		require.NotEmpty(t, f.EN)
		require.NotEmpty(t, f.Code)
	}
	for _, f := range []string{"name", "address", "location", "hours.week.mon[1]", "facilities[1]", "services[0]", "state"} {
		require.True(t, fields[f], "%s in %v", f, fields)
	}
	require.Empty(t, w.events())
	require.Equal(t, []string{"a"}, w.ids(station.Query{Text: "创业城驿站"}))

	for name, broken := range map[string]func(*models.Station){
		"hours nobody can read": func(r *models.Station) { r.Hours = "always" },
		"a code nobody knows":   func(r *models.Station) { r.Facilities = "rest,sauna" },
		"a unit off its path":   func(r *models.Station) { r.OrgUnitID = "230605" },
		"no place in China":     func(r *models.Station) { r.Lat = 0 },
	} {
		t.Run("a station with "+name+" is not planted", func(t *testing.T) {
			r := row("n", "新驿站", pathA, centre, place.Hours{}, "")
			broken(&r)
			require.Error(t, w.do(func(tx *db.Tx) error { return station.Open(tx, []models.Station{r}) }))
		})
	}
}

func TestANoticeHangsAtTheDoor(t *testing.T) {
	w := newTown(t)
	shut, err := w.post(managerA, "a", place.Notice{Text: " 水管抢修，暂停开放 ", Closed: true, Until: w.clock.Now().Add(2 * time.Hour)})
	require.NoError(t, err)
	require.Equal(t, "水管抢修，暂停开放", shut.Text)
	later, err := w.post(street, "a", place.Notice{Text: "周末有义诊", From: w.clock.Now().Add(time.Hour)})
	require.NoError(t, err)

	seen, _ := w.service.Look("a", w.clock.Now())
	require.False(t, seen.OpenNow, "it is shut although its hours say open")
	require.Equal(t, shut, *seen.Notice)
	require.Len(t, seen.Notices, 2)
	require.Equal(t, []string{"b"}, w.ids(station.Query{OpenNow: true}))
	require.Len(t, w.events(), 2)

	w.clock.Pass(3 * time.Hour)
	seen, _ = w.service.Look("a", w.clock.Now())
	require.True(t, seen.OpenNow, "the notice is over")
	require.Equal(t, later, *seen.Notice)

	require.ErrorIs(t, w.withdraw(managerB, later.ID), people.ErrUnknown)
	require.ErrorIs(t, w.withdraw(rider, later.ID), people.ErrMayNot)
	require.ErrorIs(t, w.withdraw(managerA, "x"), people.ErrUnknown)
	require.NoError(t, w.withdraw(managerA, later.ID))
	require.ErrorIs(t, w.withdraw(managerA, later.ID), station.ErrNoticeGone)
	seen, _ = w.service.Look("a", w.clock.Now())
	require.Nil(t, seen.Notice)
	require.Empty(t, seen.Notices)
	require.Len(t, w.events(), 3)

	t.Run("no notice without words, after its end, or too many", func(t *testing.T) {
		for text, until := range map[string]time.Duration{" ": time.Hour, "一\x00二": time.Hour, string(make([]rune, 201)): time.Hour} {
			_, err := w.post(managerA, "a", place.Notice{Text: text, Until: w.clock.Now().Add(until)})
			require.ErrorIs(t, err, place.ErrNotice)
		}
		_, err := w.post(managerA, "a", place.Notice{Text: "晚了", From: w.clock.Now().Add(-2 * time.Hour), Until: w.clock.Now()})
		require.ErrorIs(t, err, station.ErrNoticeOver)
		for range 10 {
			_, err := w.post(managerA, "a", place.Notice{Text: "通知"})
			require.NoError(t, err)
		}
		_, err = w.post(managerA, "a", place.Notice{Text: "通知"})
		require.ErrorIs(t, err, station.ErrManyNotices)
	})
}

func TestAnotherInstanceSeesTheChangeAtItsNextRefresh(t *testing.T) {
	w := newTown(t)
	other := station.New(w.store, place.China())
	require.NoError(t, other.Refresh(t.Context()))
	_, err := w.change(managerA, "a", station.Edit{Name: ptr("新名字")})
	require.NoError(t, err)
	_, err = w.post(managerA, "a", place.Notice{Text: "今日停水"})
	require.NoError(t, err)
	p, _ := other.Find("a")
	require.Equal(t, "创业城驿站", p.Name)
	require.NoError(t, other.Refresh(t.Context()))
	p, _ = other.Find("a")
	require.Equal(t, "新名字", p.Name)
	require.Equal(t, "今日停水", p.Notices[0].Text)

	t.Run("a refused change leaves everything as it was", func(t *testing.T) {
		before, err := org.Setting(w.store.Read(t.Context()), station.Version)
		require.NoError(t, err)
		_, err = w.change(managerB, "a", station.Edit{Name: ptr("偷改")})
		require.Error(t, err)
		after, err := org.Setting(w.store.Read(t.Context()), station.Version)
		require.NoError(t, err)
		require.Equal(t, before, after)
	})
	t.Run("without a change nothing is read again", func(t *testing.T) {
		require.NoError(t, w.do(func(tx *db.Tx) error {
			return tx.DB.Exec("UPDATE stations SET name = '没人说' WHERE id = 'b'").Error
		}))
		require.NoError(t, other.Refresh(t.Context()))
		p, _ := other.Find("b")
		require.Equal(t, "龙凤驿站", p.Name)
		require.NoError(t, other.Reload(t.Context()))
		p, _ = other.Find("b")
		require.Equal(t, "没人说", p.Name)
	})
	t.Run("a row that cannot be read leaves the old snapshot standing", func(t *testing.T) {
		require.NoError(t, w.do(func(tx *db.Tx) error { return tx.DB.Exec("UPDATE stations SET hours = '?' WHERE id = 'b'").Error }))
		require.ErrorContains(t, other.Reload(t.Context()), "hours of b")
		require.Equal(t, 3, func() int { found, _, _ := other.Search(station.Query{}, w.clock.Now()); return len(found) }())
	})
}

func TestCodesAreOneTable(t *testing.T) {
	seen, length := map[string]bool{}, 0
	for _, f := range append(append([]station.Facility{}, station.Facilities...), station.Services...) {
		require.False(t, seen[f.Code], f.Code)
		seen[f.Code] = true
		require.NotEqual(t, f.Code, station.Label(f.Code))
		length += len(f.Code) + 1
	}
	require.Less(t, length, 400, "a place with everything fits its column")
	require.Equal(t, "sauna", station.Label("sauna"))
}

func TestPeopleSearchWhileStaffChange(t *testing.T) {
	w := newTown(t)
	stop := make(chan struct{})
	var readers, writers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				found, _, err := w.service.Search(station.Query{Near: &centre}, w.clock.Now())
				require.NoError(t, err)
				require.Len(t, found, 3)
			}
		})
	}
	for i := range 8 {
		writers.Go(func() {
			_, err := w.change(city, "a", station.Edit{Name: ptr(fmt.Sprint("驿站", i))})
			require.NoError(t, err)
			_, err = w.post(city, "b", place.Notice{Text: fmt.Sprint("通知", i)})
			require.NoError(t, err)
		})
	}
	writers.Wait()
	close(stop)
	readers.Wait()
	var kept models.Station
	require.NoError(t, w.store.Read(t.Context()).DB.Where("id = ?", "a").Take(&kept).Error)
	p, _ := w.service.Find("a")
	require.Equal(t, kept.Name, p.Name, "the last snapshot is the newest state")
	p, _ = w.service.Find("b")
	require.Len(t, p.Notices, 8)
}
