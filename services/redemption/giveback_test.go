package redemption_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
)

func TestCancelling(t *testing.T) {
	w := newTown(t)
	w.earn(100, li)
	o := w.reserve(li, "m1", want("soap", 2), want("gloves", 1))
	for _, who := range []people.Actor{wu, keeper1, district1} {
		require.Equal(t, "not_found", w.cancel(who, o.ID), "it is nobody's but its owner's")
	}
	require.Equal(t, "not_found", w.cancel(li, "nothing-of-the-kind"))
	require.Empty(t, w.cancel(li, o.ID))
	require.Equal(t, [2]int64{100, 0}, w.points(li))
	require.Equal(t, [3]int64{27, 3, 0}, w.stock("m1", "soap"))
	require.Equal(t, [3]int64{27, 3, 0}, w.stock("m1", "gloves"))
	require.Equal(t, redemption.Cancelled, w.state(o.ID))
	require.Equal(t, "redemption.cancelled", w.cancel(li, o.ID))
	fulfilled := w.handOver(w.reserve(li, "m1", want("soap", 1)))
	require.Equal(t, "redemption.already_fulfilled", w.cancel(li, fulfilled.ID))

	t.Run("while it is being handed over: one of the two happens", func(t *testing.T) {
		o := w.reserve(li, "m1", want("gloves", 1))
		shown := w.shown(o)
		var happened atomic.Int64
		together(10, func(i int) {
			refused := ""
			if i%2 == 0 {
				refused = w.cancel(li, o.ID)
			} else {
				_, refused = w.fulfil(keeper1, shown)
			}
			if refused == "" {
				happened.Add(1)
			}
		})
		require.Equal(t, int64(1), happened.Load())
		require.Zero(t, w.points(li)[1])
		require.Zero(t, w.stock("m1", "gloves")[2])
	})
}

func TestWhatIsNotPickedUpIsReleased(t *testing.T) {
	w, other := twins(t)
	riders := make([]people.Actor, 130) // more than go into one unit
	w.do(func(tx *db.Tx) error { return openAccounts(tx, riders) })
	w.earn(10, riders...)
	w.earn(10, li)
	w.leave("m1", "soap", 200)
	together(len(riders), func(i int) { w.reserve(riders[i], "m1", want("soap", 1)) })
	sweep := func() (n int64) {
		var total atomic.Int64
		together(4, func(i int) {
			at := w
			if i%2 == 1 {
				at = other
			}
			n, err := at.room.ExpireDue(t.Context())
			require.NoError(t, err)
			total.Add(int64(n))
		})
		return total.Load()
	}
	w.clock.Pass(7*24*time.Hour - time.Millisecond)
	require.Zero(t, sweep())
	young := w.reserve(li, "m1", want("soap", 1))
	w.clock.Pass(time.Millisecond)
	require.Equal(t, int64(len(riders)), sweep(), "each once, however many instances sweep")
	require.Zero(t, sweep())
	require.Equal(t, [3]int64{200, 0, 1}, w.stock("m1", "soap"))
	require.Equal(t, [2]int64{10, 0}, w.points(riders[7]))
	require.Equal(t, redemption.Reserved, w.state(young.ID))
}

func TestABrokenOrderKeepsNobodyWaiting(t *testing.T) {
	w := newTown(t)
	w.earn(100, li, wu)
	bad := w.reserve(li, "m1", want("gloves", 1))
	w.clock.Pass(time.Second)
	good := w.reserve(wu, "m1", want("soap", 1))
	w.sabotage("UPDATE stocks SET held = 0 WHERE id = 'm1:gloves'")
	w.clock.Pass(8 * 24 * time.Hour)
	n, err := w.room.ExpireDue(t.Context())
	require.ErrorContains(t, err, bad.ID)
	require.Equal(t, 1, n)
	require.Equal(t, redemption.Expired, w.state(good.ID))
	require.Equal(t, redemption.Reserved, w.state(bad.ID))
	require.Equal(t, [2]int64{100, 0}, w.points(wu))
	w.sabotage("UPDATE stocks SET held = 1 WHERE id = 'm1:gloves'")
	n, err = w.room.ExpireDue(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, n)
}
