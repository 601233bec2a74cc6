package redemption_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
)

func TestHandingOver(t *testing.T) {
	w := newTown(t)
	w.earn(1000, li, wu)
	o := w.reserve(li, "m1", want("soap", 2), want("gloves", 1))
	code := w.code(li, o.ID)
	t.Run("a scan shows the order and changes nothing", func(t *testing.T) {
		for _, shown := range []redemption.Shown{{Code: code.Code}, {Digits: code.Digits}, {Digits: code.Digits[:4] + " " + code.Digits[4:]}} {
			seen, err := w.room.Scan(t.Context(), keeper1, shown)
			require.NoError(t, err)
			require.Equal(t, o.ID, seen.ID)
			require.Len(t, seen.Items, 2)
		}
		require.Equal(t, [2]int64{941, 59}, w.points(li))
		require.Equal(t, redemption.Reserved, w.state(o.ID))
	})
	t.Run("the code is good until the second that is said", func(t *testing.T) {
		require.Equal(t, w.clock.Now().Truncate(time.Minute).Add(time.Minute), code.ValidUntil)
		require.Equal(t, code, w.code(li, o.ID))
	})
	t.Run("nobody else can do it", func(t *testing.T) {
		for name, c := range map[string]struct {
			who     people.Actor
			shown   redemption.Shown
			refused string
		}{
			"a keeper of another mart by the code":   {keeper3, redemption.Shown{Code: code.Code}, "counter.other_mart"},
			"a keeper of another mart by the digits": {keeper3, redemption.Shown{Digits: code.Digits}, "counter.code_unknown"},
			"an administrator":                       {district1, redemption.Shown{Code: code.Code}, "counter.other_mart"},
			"the owner himself":                      {li, redemption.Shown{Code: code.Code}, "counter.other_mart"},
			"a keeper with other digits":             {keeper1, redemption.Shown{Digits: "00000000"}, "counter.code_unknown"},
			"a keeper with half of them":             {keeper1, redemption.Shown{Digits: code.Digits[:4]}, "counter.code_unknown"},
			"a keeper with nothing":                  {keeper1, redemption.Shown{}, "counter.code_unknown"},
		} {
			_, refused := w.fulfil(c.who, c.shown)
			require.Equal(t, c.refused, refused, name)
			_, err := w.room.Scan(t.Context(), c.who, c.shown)
			require.ErrorContains(t, err, c.refused, name)
		}
	})
	t.Run("posts the points, takes donated goods first, and is on record", func(t *testing.T) {
		fulfilled, refused := w.fulfil(keeper1, redemption.Shown{Digits: code.Digits})
		require.Empty(t, refused)
		require.Equal(t, "keeper-1", fulfilled.FulfilledBy)
		require.Equal(t, string(redemption.Fulfilled), fulfilled.State)
		require.Equal(t, models.At(w.clock.Now()), fulfilled.ClosedAt)
		require.Equal(t, [2]int64{941, 0}, w.points(li))
		require.Equal(t, [3]int64{27, 1, 0}, w.stock("m1", "soap"))
		require.Equal(t, [3]int64{27, 2, 0}, w.stock("m1", "gloves"))
		require.Equal(t, 1, w.events("redemption.fulfil"))
		n, points, err := ledger.Takings(w.store.Read(t.Context()), "m1", "2026-03-11")
		require.NoError(t, err)
		require.Equal(t, [2]int64{1, 59}, [2]int64{n, points})
	})
	t.Run("once: a second keeper is told so, by code and by digits", func(t *testing.T) {
		for _, shown := range []redemption.Shown{{Code: code.Code}, {Digits: code.Digits}} {
			_, refused := w.fulfil(keeper2, shown)
			require.Equal(t, "redemption.already_fulfilled", refused)
		}
		_, err := w.room.Code(t.Context(), li, o.ID)
		require.ErrorIs(t, err, redemption.ErrDone)
	})
	t.Run("with an old code not at all", func(t *testing.T) {
		o := w.reserve(wu, "m1", want("soap", 1))
		code := w.code(wu, o.ID)
		w.clock.Pass(66 * time.Second)
		_, refused := w.fulfil(keeper1, redemption.Shown{Code: code.Code})
		require.Equal(t, "counter.code_expired", refused)
		_, refused = w.fulfil(keeper1, redemption.Shown{Digits: code.Digits})
		require.Equal(t, "counter.code_unknown", refused)
	})
	t.Run("not after its seven days, swept or not", func(t *testing.T) {
		o := w.reserve(wu, "m1", want("soap", 1))
		w.clock.Pass(7*24*time.Hour - time.Second)
		shown := w.shown(o)
		w.clock.Pass(time.Second)
		_, refused := w.fulfil(keeper1, shown)
		require.Equal(t, "redemption.expired", refused)
		require.Equal(t, "redemption.expired", w.cancel(wu, o.ID))
		_, err := w.room.Code(t.Context(), wu, o.ID)
		require.ErrorIs(t, err, redemption.ErrExpired)
	})
}

func TestNobodyServesHimself(t *testing.T) {
	w := newTown(t)
	both := people.Actor{ID: "keeper-1", Grants: append([]people.Scoped{{Role: people.Rider}}, keeper1.Grants...)}
	w.earn(1000, both)
	o := w.reserve(both, "m1", want("soap", 1))
	shown := w.shown(o)
	_, refused := w.fulfil(both, shown)
	require.Equal(t, "redemption.self_service", refused)
	answer, err := w.room.Countersign(t.Context(), w.call(), both, shown)
	_, refused = done[redemption.Order](t, answer, err)
	require.Equal(t, "redemption.self_service", refused)
	_, refused = w.fulfil(keeper2, shown)
	require.Empty(t, refused)
}

func TestMuchAtOnceNeedsASecondSignature(t *testing.T) {
	w := newTown(t)
	w.earn(1000, li)
	o := w.reserve(li, "m1", want("bank", 1), want("gloves", 1)) // 217, over 200
	sign := func(who people.Actor) string {
		answer, err := w.room.Countersign(t.Context(), w.call(), who, w.shown(o))
		_, refused := done[redemption.Order](t, answer, err)
		return refused
	}
	_, refused := w.fulfil(keeper1, w.shown(o))
	require.Equal(t, "redemption.second_signature", refused)
	require.Equal(t, "counter.other_mart", sign(keeper3))
	require.Empty(t, sign(keeper1))
	_, refused = w.fulfil(keeper1, w.shown(o))
	require.Equal(t, "redemption.second_signature", refused, "one person is not two")
	require.Equal(t, [2]int64{783, 217}, w.points(li))
	fulfilled, refused := w.fulfil(keeper2, w.shown(o))
	require.Empty(t, refused)
	require.Equal(t, [2]string{"keeper-2", "keeper-1"}, [2]string{fulfilled.FulfilledBy, fulfilled.CountersignedBy})
	require.Equal(t, 1, w.events("redemption.countersign"))
	answer, err := w.room.Countersign(t.Context(), w.call(), keeper1, redemption.Shown{Digits: "12345678"})
	_, refused = done[redemption.Order](t, answer, err)
	require.Equal(t, "counter.code_unknown", refused)
}

func TestOneCodeScannedTwentyTimesByTwoKeepersAtTwoCounters(t *testing.T) {
	w, other := twins(t)
	w.earn(100, li)
	shown := w.shown(w.reserve(li, "m1", want("gloves", 1)))
	var won atomic.Int64
	together(20, func(i int) {
		at, keeper := w, keeper1
		if i%2 == 1 {
			at, keeper = other, keeper2
		}
		switch _, refused := at.fulfil(keeper, shown); refused {
		case "":
			won.Add(1)
		case "redemption.already_fulfilled":
		default:
			t.Error(refused)
		}
	})
	require.Equal(t, int64(1), won.Load())
	require.Equal(t, [3]int64{27, 2, 0}, w.stock("m1", "gloves"))
}

// A queue at the counter is served in one unit of work; an order whose goods were lost in the books must not take the others
// down, nor be paid without them.
func TestABrokenOrderHarmsNoNeighbour(t *testing.T) {
	w := newTown(t)
	w.earn(500, li, wu, he)
	bad, good := w.reserve(li, "m1", want("gloves", 1)), w.reserve(wu, "m1", want("soap", 1))
	w.sabotage("UPDATE stocks SET held = 0 WHERE id = 'm1:gloves'")

	first := w.shown(w.reserve(he, "m1", want("soap", 1)))
	badShown, goodShown := w.shown(bad), w.shown(good)
	held, free := make(chan struct{}), make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() { // the first unit waits for this one, the others gather behind it
		w.do(func(tx *db.Tx) error {
			_, err := ledger.Open(tx, "he")
			close(held)
			<-free
			return err
		})
	})
	<-held
	ask := func(shown redemption.Shown, then func(refused string, err error)) {
		group.Go(func() {
			answer, err := w.room.Fulfil(t.Context(), w.call(), keeper1, shown)
			then(string(answer.Body), err)
		})
		time.Sleep(20 * time.Millisecond)
	}
	ask(first, func(_ string, err error) { require.NoError(t, err) })
	ask(badShown, func(_ string, err error) { require.ErrorContains(t, err, bad.ID, "a failure of ours says which one") })
	ask(goodShown, func(_ string, err error) { require.NoError(t, err) })
	close(free)
	group.Wait()

	require.Equal(t, redemption.Fulfilled, w.state(good.ID))
	require.Equal(t, redemption.Reserved, w.state(bad.ID))
	require.Equal(t, [2]int64{453, 47}, w.points(li))
	w.sabotage("UPDATE stocks SET held = 1 WHERE id = 'm1:gloves'")
}

// sabotage changes rows behind the rooms' backs.
func (w *town) sabotage(sql string) {
	w.Helper()
	w.do(func(tx *db.Tx) error { return tx.DB.Exec(sql).Error })
}

func TestManyAreServedAtOnce(t *testing.T) {
	w := newTown(t)
	riders := make([]people.Actor, 40)
	w.do(func(tx *db.Tx) error { return openAccounts(tx, riders) })
	w.earn(60, riders...)
	orders := make([]redemption.Order, len(riders))
	var served atomic.Int64
	together(len(riders), func(i int) {
		o, refused := w.try(riders[i], fmt.Sprint("m", 1+i%2), want("gloves", 1))
		require.Empty(t, refused)
		orders[i] = o
		keeper := []people.Actor{keeper1, keeper3}[i%2]
		if _, refused = w.fulfil(keeper, w.shown(o)); refused == "" {
			served.Add(1)
		}
	})
	require.Equal(t, int64(40), served.Load())
	for _, m := range []string{"m1", "m2"} {
		require.Equal(t, [3]int64{10, 0, 0}, w.stock(m, "gloves"), "donated goods went first")
	}
}
