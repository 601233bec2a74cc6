package station_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

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
