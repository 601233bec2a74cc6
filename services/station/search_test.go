package station_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

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
		"the open ones first, then the nearest":   {station.Query{Near: &centre, OpenFirst: true}, []string{"a", "b", "c"}},
		"the open ones first, one a page":         {station.Query{Near: &centre, OpenFirst: true, Limit: 1}, []string{"a", "b", "c"}},
		"the open ones first, two a page":         {station.Query{Near: &centre, OpenFirst: true, Limit: 2}, []string{"a", "b", "c"}},
		"the open ones first, and no others":      {station.Query{Near: &centre, OpenFirst: true, OpenNow: true, Limit: 1}, []string{"a", "b"}},
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
		"a cursor without a door":       {station.Query{Cursor: "AAAAAAAAAAAA"}, station.ErrCursor},
		"a cursor from neither side":    {station.Query{Cursor: "AkAAAAAAAAAAYQ"}, station.ErrCursor},
		"a cursor at no distance":       {station.Query{Cursor: "AH_4AAAAAAAAYQ"}, station.ErrCursor}, // NaN
		"a novel":                       {station.Query{Text: string(make([]byte, 65))}, station.ErrText},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := w.service.Search(c.q, w.clock.Now())
			require.ErrorIs(t, err, c.want)
			require.NotNil(t, fault.As(err))
		})
	}
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

// Whatever is asked, the answer is a list or a refusal, and a cursor never goes round in circles.
func FuzzSearch(f *testing.F) {
	w := newTown(f)
	f.Add(46.6, 124.85, 500, "驿站", "rest", "", 1)
	f.Add(0.0, 1e300, -1, "\xff", "sauna", "AH_4AAAAAAAAYQ", -9)
	_, next, err := w.service.Search(station.Query{Near: &centre, Limit: 1}, w.clock.Now())
	require.NoError(f, err)
	f.Add(46.6, 124.85, 0, "", "", next, 2)
	f.Fuzz(func(t *testing.T, lat, lng float64, radius int, text, facility, cursor string, limit int) {
		q := station.Query{
			Near: &place.Point{Lat: lat, Lng: lng}, RadiusM: radius, Text: text, Facility: facility, Cursor: cursor, Limit: limit,
		}
		for range 5 { // three stations never fill five pages
			found, next, err := w.service.Search(q, w.clock.Now())
			if err != nil {
				require.NotNil(t, fault.As(err))
				return
			}
			for i := range found {
				require.True(t, i == 0 || *found[i-1].DistanceM <= *found[i].DistanceM)
			}
			if next == "" {
				return
			}
			q.Cursor = next
		}
		t.Fatal("the cursor goes round in circles")
	})
}
