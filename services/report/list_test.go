package report_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/report"
)

func ids(t *testing.T, cases []report.Case, err error) string {
	t.Helper()
	require.NoError(t, err)
	var all []string
	for _, c := range cases {
		require.NotEmpty(t, c.Events)
		all = append(all, c.ID)
	}
	return strings.Join(all, " ")
}

func TestWhoSeesAReport(t *testing.T) {
	w := newTown(t)
	filed := w.file(li)
	for name, c := range map[string]struct {
		who  people.Actor
		sees bool
	}{
		"its reporter": {li, true}, "an officer there": {officer1, true}, "the city": {city, true}, "an auditor": {auditor, true},
		"another rider": {wu, false}, "an officer elsewhere": {officer2, false},
		"a keeper there": {staff("keeper-1", people.MartKeeper, pathA), false},
	} {
		found, err := w.room.Find(t.Context(), c.who, filed.ID)
		if c.sees {
			require.NoError(t, err, name)
			require.Len(t, found.Photos, 1)
			continue
		}
		require.ErrorIs(t, err, people.ErrUnknown, name)
	}
	_, err := w.room.Find(t.Context(), city, "nothing")
	require.ErrorIs(t, err, people.ErrUnknown)
}

func TestTheInbox(t *testing.T) {
	w := newTown(t)
	var order []string // as the officer should see them: hazards first, then by age
	late := []string{w.file(li).ID, w.file(wu).ID}
	elsewhere := w.file(li, at(east(9000)))
	order = append(order, w.file(li, about("road_hazard")).ID)
	order = append(order, late...)
	w.clock.Pass(time.Hour)
	order = append(order, w.file(wu).ID)

	all, err := w.room.Inbox(t.Context(), officer1, report.Inbox{Limit: 10})
	require.Equal(t, strings.Join(order, " "), ids(t, all, err))
	for who, want := range map[string]struct {
		actor people.Actor
		n     int
	}{"the city": {city, 5}, "an auditor": {auditor, 5}, "elsewhere": {officer2, 1}, "a rider": {li, 0}} {
		cases, err := w.room.Inbox(t.Context(), want.actor, report.Inbox{Limit: 10})
		require.NoError(t, err)
		require.Len(t, cases, want.n, who)
	}
	t.Run("page by page, two of one due time on two pages", func(t *testing.T) {
		var seen []string
		f := report.Inbox{Limit: 2}
		for {
			page, err := w.room.Inbox(t.Context(), officer1, f)
			require.NoError(t, err)
			if len(page) == 0 {
				break
			}
			for _, c := range page {
				seen = append(seen, c.ID)
				f.AfterDue, f.AfterID = c.DueAt, c.ID
			}
		}
		require.Equal(t, order, seen)
		require.NotContains(t, seen, elsewhere.ID, "the scope holds on every page")
	})
	t.Run("by state and category", func(t *testing.T) {
		w.accept(officer1, order[1])
		cases, err := w.room.Inbox(t.Context(), officer1, report.Inbox{State: "accepted", Limit: 10})
		require.Equal(t, order[1], ids(t, cases, err))
		cases, err = w.room.Inbox(t.Context(), officer1, report.Inbox{State: "submitted", Category: "road_hazard", Limit: 10})
		require.Equal(t, order[0], ids(t, cases, err))
	})
	t.Run("one's own, newest first", func(t *testing.T) {
		mine, err := w.room.Mine(t.Context(), wu, "", 1)
		require.Equal(t, order[3], ids(t, mine, err))
		mine, err = w.room.Mine(t.Context(), wu, order[3], 10)
		require.Equal(t, order[2], ids(t, mine, err))
	})
}

func TestWhatMayBeADuplicate(t *testing.T) {
	w := newTown(t)
	near := func(c report.Case) string {
		rows, err := w.room.Near(t.Context(), staff("city-1", people.CityAdmin, "/2306/"), c)
		require.NoError(t, err)
		var all []string
		for _, r := range rows {
			all = append(all, r.ID)
		}
		return strings.Join(all, " ")
	}
	open := w.file(li, at(east(45)))
	accepted := w.file(li)
	w.accept(officer1, accepted.ID)
	rejected := w.file(li)
	w.reject(officer1, rejected.ID, "不是问题")
	w.file(li, at(east(52)))
	w.file(li, about("traffic"))
	mine := w.file(wu)
	require.Equal(t, open.ID+" "+accepted.ID, near(mine), "open or accepted, within fifty metres, of its category, and earlier")
	require.Empty(t, near(open))
	w.clock.Pass(7 * 24 * time.Hour)
	later := w.file(wu)
	require.Equal(t, open.ID+" "+mine.ID, near(later), "what was accepted a week ago is another matter, what is open is not")
}

func TestPlanting(t *testing.T) {
	w := newTown(t)
	w.do(func(tx *db.Tx) error {
		return report.Plant(tx, []report.Planted{{ID: tx.NewID(), Person: "li", UnitID: "230604003008", Path: pathA, StreetID: "230604003"}})
	})
	mine, err := w.room.Mine(t.Context(), li, "", 10)
	require.NoError(t, err)
	require.Len(t, mine, 1)
	require.Equal(t, models.At(w.clock.Now()), mine[0].FiledAt)
	_, refused := w.accept(officer1, mine[0].ID)
	require.Empty(t, refused)
	require.Equal(t, int64(10), w.points(li))
}
