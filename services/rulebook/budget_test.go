package rulebook_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// refused stands for the answer of something that is no command.
var refused = once.Answer{Status: 409}

func TestASpentBudget(t *testing.T) {
	w := newTown(t, 25)
	first, second := w.granted(w.act("R01")), w.granted(w.act("R01"))
	third := w.granted(w.act("R01"))
	require.Equal(t, "granted granted queued", first.State+" "+second.State+" "+third.State)
	require.Equal(t, int64(20), w.points("li"))
	require.Equal(t, int64(10), w.pending("li"), "one sees that it waits")
	small := w.granted(w.act("R05"))
	require.Equal(t, "granted", small.State, "what still fits is paid")
	require.Zero(t, w.release())

	t.Run("raised, pays the queue", func(t *testing.T) {
		require.Empty(t, w.setBudget(district1, rich, "2026-03", 31))
		require.Equal(t, 1, w.release())
		require.Zero(t, w.release())
		require.Equal(t, int64(31), w.points("li"))
		require.Equal(t, [2]int64{31, 31}, [2]int64{w.budget(rich.ID, "2026-03").Funded, w.budget(rich.ID, "2026-03").Used})
	})
	t.Run("is new in the next month, as large as the last, and pays the oldest first", func(t *testing.T) {
		var ids []string
		for _, who := range []string{"wu", "he", "wu", "he"} {
			act := w.act("R01")
			act.Person = who
			ids = append(ids, w.granted(act).ID)
		}
		w.clock.Set(time.Date(2026, 3, 31, 15, 59, 0, 0, time.UTC))
		require.Zero(t, w.release())
		w.clock.Pass(2 * time.Minute)
		require.Equal(t, 3, w.release())
		for i, state := range []string{"granted", "granted", "granted", "queued"} {
			require.Equal(t, state, w.award(ids[i]).State)
		}
		require.Equal(t, [2]int64{31, 30}, [2]int64{w.budget(rich.ID, "2026-04").Funded, w.budget(rich.ID, "2026-04").Used})
	})
}

// Whoever waited comes first in the new month, also before the clock has looked at the queue.
func TestTheQueueIsNotOvertaken(t *testing.T) {
	w := newTown(t, 15)
	w.granted(w.act("R01"))
	waits := w.granted(w.act("R01"))
	require.Equal(t, "queued", waits.State)
	w.clock.Pass(31 * 24 * time.Hour)
	require.Equal(t, "queued", w.granted(w.act("R01")).State, "ten of the fifteen are spoken for")
	require.Equal(t, "granted", w.granted(w.act("R06")).State)
	require.Equal(t, 1, w.release())
	require.Equal(t, "granted", w.award(waits.ID).State)
	require.Equal(t, [2]int64{15, 15}, [2]int64{w.budget(rich.ID, "2026-04").Funded, w.budget(rich.ID, "2026-04").Used})
}

// A month that begins with somebody for whom its budget is too small is funded all the same, in the books too.
func TestAMonthThatBeginsWithTooLittle(t *testing.T) {
	w := newTown(t, 5)
	require.Equal(t, "queued", w.granted(w.act("R01")).State)
	w.clock.Pass(31 * 24 * time.Hour)
	require.Zero(t, w.release())
	require.Equal(t, int64(5), w.budget(rich.ID, "2026-04").Funded)
	w.balanced()
	require.Equal(t, int64(1), w.granted(w.act("R05")).Points)
	require.Equal(t, int64(1), w.points("li"))
}

func TestAStreetWithoutABudgetKeepsNobodyElseWaiting(t *testing.T) {
	w := newTown(t, 5)
	for range 3 { // more than one page of the queue
		var acts []rulebook.Act
		for range 200 {
			a := w.act("R02")
			a.Street, a.Unit.Path, a.Ask.Emergency = poor.ID, poor.Path, true // outside the caps of a day
			acts = append(acts, a)
		}
		awards, err := w.grant(acts...)
		require.NoError(t, err)
		require.Equal(t, "queued", awards[199].State)
	}
	last := w.act("R01")
	last.Person = "wu"
	id := w.granted(last).ID
	require.Empty(t, w.setBudget(district1, rich, "2026-03", 10))
	require.Equal(t, 1, w.release())
	require.Equal(t, "granted", w.award(id).State)
	require.Zero(t, w.budget(poor.ID, "2026-03").Funded, "what was never funded is not carried over")
}

func TestABrokenAwardKeepsNobodyWaiting(t *testing.T) {
	w := newTown(t, 5)
	bad, good := w.granted(w.act("R01")), w.act("R01")
	good.Person = "wu"
	id := w.granted(good).ID
	w.do(func(tx *db.Tx) error {
		return tx.DB.Exec("UPDATE awards SET person_id = 'nobody' WHERE id = ?", bad.ID).Error
	})
	require.Empty(t, w.setBudget(district1, rich, "2026-03", 100))
	n, err := w.rules.ReleaseQueued(t.Context())
	require.ErrorContains(t, err, bad.ID)
	require.Equal(t, 1, n)
	require.Equal(t, "granted", w.award(id).State)
	w.do(func(tx *db.Tx) error {
		return tx.DB.Exec("UPDATE awards SET person_id = 'li' WHERE id = ?", bad.ID).Error
	})
	require.Equal(t, 1, w.release())
}

func TestABudgetIsNotOverspentFromTwoSides(t *testing.T) {
	w, other := twins(t, 95)
	w.clock.Pass(31 * 24 * time.Hour) // so that both begin the month
	var paid, queued atomic.Int64
	together(16, func(i int) {
		at := w
		if i%2 == 1 {
			at = other
		}
		act := at.act([]string{"R02", "N03"}[i/2%2])
		act.Person, act.Signer, act.SignerGrant = []string{"li", "wu", "he"}[i%3], reviewer1, reviewer1.Grants[0]
		awards, err := at.grant(act)
		require.NoError(t, err)
		switch awards[0].State {
		case "granted":
			paid.Add(awards[0].Points)
		case "queued":
			queued.Add(1)
		}
	})
	require.Positive(t, queued.Load())
	b := w.budget(rich.ID, "2026-04")
	require.Equal(t, int64(95), b.Funded)
	require.Equal(t, paid.Load(), b.Used)
	require.Equal(t, paid.Load(), w.points("li")+w.points("wu")+w.points("he"))
	var released atomic.Int64
	require.Empty(t, w.setBudget(city1, rich, "2026-04", 1000))
	together(4, func(i int) {
		n, err := []*town{w, other}[i%2].rules.ReleaseQueued(t.Context())
		require.NoError(t, err)
		released.Add(int64(n))
	})
	require.Equal(t, queued.Load(), released.Load(), "each once, however many instances look")
}

func TestWhoSetsABudget(t *testing.T) {
	w := newTown(t, 100)
	w.granted(w.act("R01"))
	for name, c := range map[string]struct {
		who     people.Actor
		street  models.OrgUnit
		month   string
		points  int64
		refused string
	}{
		"the street does not set its own": {street1, rich, "2026-03", 500, "not_found"},
		"nor another district":            {staff("district-2", people.DistrictAdmin, "/2306/230603/"), rich, "2026-03", 500, "not_found"},
		"nor the auditor":                 {auditor1, rich, "2026-03", 500, "not_found"},
		"not for a month that is over":    {city1, rich, "2026-02", 500, "budget.month"},
		"not below what was given":        {district1, rich, "2026-03", 99, "budget.below_used"},
		"not for a community":             {city1, home, "2026-03", 500, "not_found"},
		"the district, more":              {district1, rich, "2026-03", 200, ""},
		"the city, for a month to come":   {city1, rich, "2026-07", 300, ""},
		"for a street that never had any": {city1, poor, "2026-03", 0, ""},
		"and from then on":                {city1, poor, "2026-04", 70, ""},
	} {
		require.Equal(t, c.refused, w.setBudget(c.who, c.street, c.month, c.points), name)
	}
	require.Empty(t, w.setBudget(city1, models.OrgUnit{ID: "230621100", Level: "township", Path: "/2306/230621/230621100/"}, "2026-03", 5), "a township is the villages' street")
	require.Empty(t, w.setBudget(city1, rich, "2026-03", 200), "the same again changes nothing")
	require.Equal(t, [2]int64{200, 10}, [2]int64{w.budget(rich.ID, "2026-03").Funded, w.budget(rich.ID, "2026-03").Used})
	require.Equal(t, int64(300), w.budget(rich.ID, "2026-07").Funded)
	t.Run("raised from ten sides at once it is booked once for each step", func(t *testing.T) {
		together(10, func(i int) {
			if refused := w.setBudget(city1, rich, "2026-08", int64(100*(1+i%3))); refused != "" {
				require.Equal(t, "budget.below_used", refused)
			}
		})
		require.Equal(t, int64(300), w.budget(rich.ID, "2026-08").Funded)
	})
}

func TestTheVersionInForceIsTheDatabases(t *testing.T) {
	w, other := twins(t, 100)
	next := rulebook.Default()
	next.Version, next.EffectiveFrom = 2, "2026-03-12"
	next.Rules[0].Points = 20
	w.do(func(tx *db.Tx) error { return rulebook.Publish(tx, next, "test") })
	own := rulebook.Default()
	own.Version, own.EffectiveFrom, own.OrgUnitID = 1, "2026-03-13", "230604"
	own.Rules[0].Points = 15
	w.do(func(tx *db.Tx) error { return rulebook.Publish(tx, own, "test") })
	for _, at := range []*town{w, other} {
		require.Equal(t, 1, at.rules.On("2026-03-20", home.Path).Version, "nothing changes under a running instance")
		require.NoError(t, at.rules.Refresh(t.Context()))
		require.Equal(t, 10, at.rules.On("2026-03-11", home.Path).Rules[0].Points)
		require.Equal(t, 20, at.rules.On("2026-03-12", home.Path).Rules[0].Points)
		require.Equal(t, 15, at.rules.On("2026-03-13", home.Path).Rules[0].Points, "the district's own")
		require.Equal(t, 20, at.rules.On("2026-03-13", "/2306/230603/").Rules[0].Points)
	}
	a := w.act("R01")
	a.On = "2026-03-12" // the day of the act decides, not that of the award
	granted := w.granted(a)
	require.Equal(t, [2]any{"2", int64(20)}, [2]any{granted.RulebookVersion, granted.Points})
	w.clock.Pass(24 * time.Hour)
	require.Equal(t, "2", w.granted(w.act("R01")).RulebookVersion)
	require.Equal(t, 1, w.rules.On("2020-01-01", home.Path).Version, "before the first version of all it is the default")
	require.Error(t, w.store.Write(t.Context(), func(tx *db.Tx) error { return rulebook.Publish(tx, rulebook.Book{}, "test") }))
}
