package report_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/report"
)

func TestAccepting(t *testing.T) {
	w := newTown(t)
	t.Run("pays by the category, at once or after the community has signed", func(t *testing.T) {
		for category, want := range map[string]struct {
			rule, state string
			points      int64
		}{
			"environment": {"R01", "granted", 10}, "resident_need": {"R06", "granted", 5}, "fire_safety": {"R03", "pending", 30},
		} {
			c, refused := w.accept(officer1, w.file(li, about(category)).ID)
			require.Empty(t, refused)
			require.Equal(t, string(report.Accepted), c.State)
			require.Len(t, c.Awards, 1)
			a := c.Awards[0]
			require.Equal(t, want.rule, a.RuleCode)
			require.Equal(t, [2]any{want.state, want.points}, [2]any{a.State, a.Points})
		}
		require.Equal(t, int64(15), w.points(li))
	})
	t.Run("is seen in the timeline and on record", func(t *testing.T) {
		filed := w.file(li)
		w.clock.Pass(time.Hour)
		_, refused := w.accept(officer1, filed.ID)
		require.Empty(t, refused)
		c, err := w.room.Find(t.Context(), li, filed.ID)
		require.NoError(t, err)
		require.Equal(t, [2]string{"submitted", "accepted"}, [2]string{c.Events[0].Kind, c.Events[1].Kind})
		require.Equal(t, "grid_officer", c.Events[1].ByRole)
		require.Equal(t, [2]any{"officer-1", models.At(w.clock.Now())}, [2]any{c.DecidedBy, c.DecidedAt})
		rows, err := audit.Events(w.store.Read(t.Context()), audit.Filter{Action: "report.accept", ObjectID: filed.ID, Limit: 10})
		require.NoError(t, err)
		require.Len(t, rows, 1)
		require.Equal(t, pathA, rows[0].ScopePath)
	})
	t.Run("the fifth of a day is accepted for nothing", func(t *testing.T) {
		for range 3 {
			w.accept(officer1, w.file(li).ID)
		}
		c, refused := w.accept(officer1, w.file(li).ID)
		require.Empty(t, refused)
		require.Zero(t, c.Awards[0].Points)
	})
}

func TestWhoDecides(t *testing.T) {
	w := newTown(t)
	filed := w.file(li)
	for name, who := range map[string]people.Actor{
		"the reporter": li, "another rider": wu, "an officer of another place": officer2, "an auditor": auditor,
		"a keeper": staff("keeper-1", people.MartKeeper, pathA),
	} {
		_, refused := w.accept(who, filed.ID)
		require.Equal(t, "not_found", refused, name)
	}
	_, refused := w.accept(officer1, "nothing")
	require.Equal(t, "not_found", refused)
	own := w.file(officer1)
	for _, decide := range []func() (report.Case, string){
		func() (report.Case, string) { return w.accept(officer1, own.ID) },
		func() (report.Case, string) { return w.reject(officer1, own.ID, "不是问题") },
	} {
		_, refused := decide()
		require.Equal(t, "auth.same_person", refused, "nobody judges his own")
	}
	_, refused = w.accept(reviewer, own.ID)
	require.Empty(t, refused)
}

func TestRejecting(t *testing.T) {
	w := newTown(t)
	filed := w.file(li)
	_, refused := w.reject(officer1, filed.ID, "   ")
	require.Equal(t, "report.reason", refused)
	_, refused = w.reject(officer1, filed.ID, strings.Repeat("字", 134))
	require.Equal(t, "report.reason", refused)
	c, refused := w.reject(officer1, filed.ID, "照片看不清")
	require.Empty(t, refused)
	require.Equal(t, [2]string{"rejected", "照片看不清"}, [2]string{c.State, c.Reason})
	require.Empty(t, c.Awards)
	require.Zero(t, w.points(li))
	for _, decide := range []func() (report.Case, string){
		func() (report.Case, string) { return w.accept(city, filed.ID) },
		func() (report.Case, string) { return w.reject(city, filed.ID, "还是不行") },
		func() (report.Case, string) { return w.merge(city, filed.ID, filed.ID) },
	} {
		_, refused := decide()
		require.Equal(t, "report.state", refused, "a decision stands")
	}
}

func TestMerging(t *testing.T) {
	w := newTown(t)
	first := w.file(li)
	rejected := w.file(li)
	w.reject(officer1, rejected.ID, "不是问题")
	other := w.file(li, about("traffic"))
	near51 := w.file(li, at(east(52)))
	w.clock.Pass(time.Minute)
	second := w.file(wu, at(east(49)))
	w.clock.Pass(time.Minute)
	later := w.file(li)
	for name, into := range map[string]string{
		"into itself": second.ID, "into nothing": "nothing", "into none": "", "into what was rejected": rejected.ID,
		"into another category": other.ID, "into a later one": later.ID,
	} {
		_, refused := w.merge(officer1, second.ID, into)
		require.Equal(t, "report.into", refused, name)
	}
	_, refused := w.merge(officer1, later.ID, near51.ID)
	require.Equal(t, "report.into", refused, "fifty-two metres away")

	t.Run("thanks the second reporter with one point, and leaves the first his full ones", func(t *testing.T) {
		c, refused := w.merge(officer1, second.ID, first.ID)
		require.Empty(t, refused)
		require.Equal(t, [2]string{"merged", first.ID}, [2]string{c.State, c.MergedInto})
		require.Equal(t, [2]any{"R05", int64(1)}, [2]any{c.Awards[0].RuleCode, c.Awards[0].Points})
		_, refused = w.accept(officer1, first.ID)
		require.Empty(t, refused)
		require.Equal(t, [2]int64{10, 1}, [2]int64{w.points(li), w.points(wu)})
	})
	t.Run("into one that is merged already is refused: there is one that counts", func(t *testing.T) {
		third := w.file(wu)
		_, refused := w.merge(officer1, third.ID, second.ID)
		require.Equal(t, "report.into", refused)
		_, refused = w.merge(officer1, third.ID, first.ID)
		require.Empty(t, refused, "into an accepted one")
	})
	t.Run("thanks nobody for repeating himself", func(t *testing.T) {
		before := w.points(li)
		c, refused := w.merge(officer1, later.ID, first.ID)
		require.Empty(t, refused)
		require.Empty(t, c.Awards)
		require.Equal(t, before, w.points(li))
	})
	t.Run("of two, each into the other at once, one stays", func(t *testing.T) {
		a, b := w.file(li, about("traffic")), w.file(wu, about("traffic"))
		var merged atomic.Int64
		together(8, func(i int) {
			pair := [][2]string{{a.ID, b.ID}, {b.ID, a.ID}}[i%2]
			if _, refused := w.merge(officer1, pair[0], pair[1]); refused == "" {
				merged.Add(1)
			}
		})
		require.Equal(t, int64(1), merged.Load())
	})
}

func TestManyDecisionsAtOnce(t *testing.T) {
	w := newTown(t)
	t.Run("twenty about one report: one is made", func(t *testing.T) {
		filed := w.file(li)
		var won atomic.Int64
		together(20, func(i int) {
			refused := ""
			if i%2 == 0 {
				_, refused = w.accept(officer1, filed.ID)
			} else {
				_, refused = w.reject(reviewer, filed.ID, "不是问题")
			}
			switch refused {
			case "":
				won.Add(1)
			case "report.state":
			default:
				t.Error(refused)
			}
		})
		require.Equal(t, int64(1), won.Load())
	})
	t.Run("forty about forty: each has its own", func(t *testing.T) {
		w.clock.Pass(24 * time.Hour)
		ids := make([]string, 40)
		for i := range ids {
			ids[i] = w.file([]people.Actor{li, wu}[i%2]).ID
		}
		before := w.points(wu)
		var accepted, rejected atomic.Int64
		together(len(ids), func(i int) {
			if i%10 == 9 { // a refused decision among them
				_, refused := w.reject(officer1, ids[i], "")
				require.Equal(t, "report.reason", refused)
				rejected.Add(1)
				return
			}
			c, refused := w.accept(officer1, ids[i])
			require.Empty(t, refused)
			require.Equal(t, ids[i], c.ID)
			require.Equal(t, ids[i], c.Awards[0].SourceID)
			accepted.Add(1)
		})
		require.Equal(t, [2]int64{36, 4}, [2]int64{accepted.Load(), rejected.Load()})
		require.Equal(t, before+40, w.points(wu), "four a day are paid, whoever was first")
	})
}
