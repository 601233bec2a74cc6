package schedule_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/schedule"
)

// town is two schedulers on one store, as two instances have them, and what they logged.
type town struct {
	testing.TB
	store *db.Store
	clock *dbtest.Clock
	both  [2]*schedule.Scheduler
	log   bytes.Buffer
}

func newTown(t testing.TB, jobs ...schedule.Job) *town {
	w := &town{TB: t, clock: dbtest.NewClock()}
	w.store = dbtest.New(t, w.clock)
	log := slog.New(slog.NewTextHandler(&w.log, nil))
	for i := range w.both {
		w.both[i] = schedule.New(w.store, log, jobs...)
	}
	return w
}

func (w *town) once(i int, j schedule.Job) {
	w.Helper()
	require.NoError(w, w.both[i].Once(w.Context(), j))
}

// counted is a job that counts how often it ran.
func counted(every time.Duration) (j schedule.Job, ran *atomic.Int64) {
	ran = &atomic.Int64{}
	return schedule.Job{Name: "count", Every: every, Run: func(context.Context) error { ran.Add(1); return nil }}, ran
}

func TestAJobRunsOnceInItsTimeOnOneOfTwoInstances(t *testing.T) {
	w := newTown(t)
	j, ran := counted(10 * time.Minute)
	for minute := range 60 {
		w.once(minute%2, j)
		w.once(1-minute%2, j)
		w.clock.Pass(time.Minute)
	}
	require.Equal(t, int64(7), ran.Load(), "at once, and then nine minutes after nine at the earliest, when a tick falls there")
}

func TestManyWhoTryAtOnceRunItOnce(t *testing.T) {
	w := newTown(t)
	j, ran := counted(time.Minute)
	for round := range int64(3) {
		var group sync.WaitGroup
		for i := range 12 {
			group.Go(func() { w.once(i%2, j) })
		}
		group.Wait()
		require.Equal(t, round+1, ran.Load())
		w.clock.Pass(time.Minute)
	}
}

func TestWhoWorksIsLeftToWork(t *testing.T) {
	w := newTown(t)
	begun, goOn := make(chan struct{}), make(chan struct{})
	var ran atomic.Int64
	j := schedule.Job{Name: "slow", Every: time.Minute, Run: func(context.Context) error {
		ran.Add(1)
		close(begun)
		<-goOn
		return nil
	}}
	var group sync.WaitGroup
	group.Go(func() { w.once(0, j) })
	<-begun
	w.clock.Pass(4 * time.Minute) // later than it is due again
	w.once(1, j)
	require.Equal(t, int64(1), ran.Load())
	close(goOn)
	group.Wait()
}

func TestTheLeaseOfOneThatDiedIsTakenOver(t *testing.T) {
	w := newTown(t)
	j, ran := counted(time.Minute)
	w.once(0, j)
	w.lease("UPDATE leases SET holder = 'dead', until_at = ?, last_run = 0", w.clock.Now().Add(5*time.Minute)) // died at work
	w.clock.Pass(5*time.Minute - time.Millisecond)
	w.once(1, j)
	require.Equal(t, int64(1), ran.Load(), "it may only be slow")
	w.clock.Pass(time.Millisecond)
	w.once(1, j)
	require.Equal(t, int64(2), ran.Load())

	t.Run("and when it was slow only, its end takes the lease from nobody", func(t *testing.T) {
		begun, goOn := make(chan struct{}), make(chan struct{})
		slow := schedule.Job{Name: "slow", Every: time.Minute, Run: func(context.Context) error { close(begun); <-goOn; return nil }}
		var group sync.WaitGroup
		group.Go(func() { w.once(0, slow) })
		<-begun
		w.clock.Pass(6 * time.Minute)
		held, free := make(chan struct{}), make(chan struct{})
		again := schedule.Job{Name: "slow", Every: time.Minute, Run: func(context.Context) error { close(held); <-free; return nil }}
		group.Go(func() { w.once(1, again) })
		<-held
		before := w.row("slow")
		close(goOn)
		time.Sleep(20 * time.Millisecond)
		require.Equal(t, before, w.row("slow"))
		close(free)
		group.Wait()
		require.Zero(t, w.row("slow").UntilAt)
	})
}

func (w *town) lease(sql string, until time.Time) {
	w.Helper()
	require.NoError(w, w.store.Write(w.Context(), func(tx *db.Tx) error { return tx.DB.Exec(sql, models.At(until)).Error }))
}

func (w *town) row(name string) models.Lease {
	w.Helper()
	var l models.Lease
	require.NoError(w, w.store.Read(w.Context()).DB.Where("name = ?", name).Take(&l).Error)
	return l
}

func TestWhatFailsIsTriedAgainAtTheNextTick(t *testing.T) {
	w := newTown(t)
	fails := true
	var ran int
	j := schedule.Job{Name: "fails", Every: time.Minute, Run: func(context.Context) error {
		ran++
		if fails {
			return errors.New("the disk is full")
		}
		return nil
	}}
	require.ErrorContains(t, w.both[0].Once(t.Context(), j), "the disk is full")
	require.ErrorContains(t, w.both[1].Once(t.Context(), j), "the disk is full")
	fails = false
	w.once(0, j)
	w.once(1, j)
	require.Equal(t, 3, ran)
}

func TestAPanicStopsOneJobOnly(t *testing.T) {
	w := newTown(t)
	j := schedule.Job{Name: "panics", Every: time.Minute, Run: func(context.Context) error { panic("fire") }}
	require.ErrorContains(t, w.both[0].Once(t.Context(), j), "job panics panicked: fire")
	require.Zero(t, w.row("panics").UntilAt)
	j.Local = true
	require.ErrorContains(t, w.both[0].Once(t.Context(), j), "fire")
}

func TestAnInstanceThatIsStoppedLeavesNoLeaseBehind(t *testing.T) {
	w := newTown(t)
	ctx, stop := context.WithCancel(t.Context())
	j := schedule.Job{Name: "stopped", Every: time.Minute, Run: func(ctx context.Context) error {
		stop()
		<-ctx.Done()
		return ctx.Err()
	}}
	require.ErrorIs(t, w.both[0].Once(ctx, j), context.Canceled)
	require.Zero(t, w.row("stopped").UntilAt)
}

func TestRunning(t *testing.T) {
	var leased, local atomic.Int64
	jobs := []schedule.Job{
		{Name: "leased", Every: 5 * time.Millisecond, Run: func(context.Context) error { leased.Add(1); return nil }},
		{Name: "local", Every: 5 * time.Millisecond, Local: true, Run: func(context.Context) error { local.Add(1); return nil }},
		{Name: "broken", Every: 5 * time.Millisecond, Local: true, Run: func(context.Context) error { panic("fire") }},
	}
	w := newTown(t, jobs...) // its clock stands still, so a leased job is due once
	before := goleak.IgnoreCurrent()
	ctx, stop := context.WithCancel(t.Context())
	var group sync.WaitGroup
	for _, s := range w.both {
		group.Go(func() { s.Run(ctx) })
	}
	require.Eventually(t, func() bool { return local.Load() >= 20 && leased.Load() == 1 }, 10*time.Second, time.Millisecond)
	stop()
	group.Wait()
	// The pool may open a connection meanwhile, whose watcher stays with it.
	goleak.VerifyNone(t, before, goleak.IgnoreTopFunction("github.com/go-sql-driver/mysql.(*mysqlConn).startWatcher.func1"))
	require.Equal(t, int64(1), leased.Load(), "one of the two instances did it")
	require.Contains(t, w.log.String(), "job broken panicked: fire")
	require.NotContains(t, w.log.String(), "leased", "nothing else failed")
}
