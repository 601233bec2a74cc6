// Package schedule alone runs what the clock demands, each job on one instance at a time: whoever holds the job's lease row.
package schedule

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Job is something to do every so often. Run must be safe to run twice: a lease only saves work, the rows judge. A Local job
// is done by every instance for itself, such as refreshing what it keeps in memory.
type Job struct {
	Name  string
	Every time.Duration
	Local bool
	Run   func(ctx context.Context) error
}

// hold is how long an instance may work before another takes a job over.
const hold = 5 * time.Minute

// Scheduler runs jobs until it is stopped.
type Scheduler struct {
	store *db.Store
	log   *slog.Logger
	self  string
	jobs  []Job
}

// New makes a scheduler; it identifies itself by an id of its own.
func New(store *db.Store, log *slog.Logger, jobs ...Job) *Scheduler {
	return &Scheduler{store: store, log: log, self: store.NewID(), jobs: jobs}
}

// Run runs the jobs, each at once and then in its rhythm, until ctx ends, and waits for those that are at work.
func (s *Scheduler) Run(ctx context.Context) {
	var group sync.WaitGroup
	for _, j := range s.jobs {
		group.Go(func() { s.repeat(ctx, j) })
	}
	group.Wait()
}

func (s *Scheduler) repeat(ctx context.Context, j Job) {
	tick := time.NewTicker(j.Every)
	defer tick.Stop()
	for {
		if err := s.Once(ctx, j); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "job failed", slog.String("job", j.Name), slog.String("error", err.Error()))
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Once runs a job now, if its lease can be had and its time has come.
func (s *Scheduler) Once(ctx context.Context, j Job) error {
	if j.Local {
		return s.safely(ctx, j)
	}
	won, err := s.take(ctx, j)
	if err != nil || !won {
		return err
	}
	bounded, cancel := context.WithTimeout(ctx, hold-10*time.Second)
	defer cancel()
	failed := s.safely(bounded, j)
	// Also when this instance is being stopped: or the next one would wait for a lease that nobody holds.
	after, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(failed, s.giveBack(after, j, failed == nil))
}

// safely turns a panic in a job into an error: one broken job must not stop the town.
func (s *Scheduler) safely(ctx context.Context, j Job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("job %s panicked: %v", j.Name, p)
		}
	}()
	return j.Run(ctx)
}

// take gets the lease where nobody holds it and the job is due; the row's WHERE judges between instances.
func (s *Scheduler) take(ctx context.Context, j Job) (bool, error) {
	won := false
	err := s.store.Write(ctx, func(tx *db.Tx) error {
		now := models.At(tx.Now)
		var n int64
		if err := tx.DB.Model(&models.Lease{}).Where("name = ?", j.Name).Count(&n).Error; err != nil {
			return fmt.Errorf("read lease: %w", err)
		}
		if n == 0 {
			err := tx.DB.Create(&models.Lease{Name: j.Name, Holder: s.self, UntilAt: models.At(tx.Now.Add(hold))}).Error
			if db.IsDuplicate(err) {
				return db.ErrAgain
			}
			won = err == nil
			return err
		}
		due := models.At(tx.Now.Add(-j.Every * 9 / 10)) // a little early, so that a tick is not missed by a hair
		done := tx.DB.Model(&models.Lease{}).Where("name = ? AND until_at <= ? AND last_run <= ?", j.Name, now, due).
			UpdateColumns(map[string]any{"holder": s.self, "until_at": models.At(tx.Now.Add(hold))})
		won = done.RowsAffected == 1
		return done.Error
	})
	if err != nil {
		return false, fmt.Errorf("take the lease of %s: %w", j.Name, err)
	}
	return won, nil
}

// giveBack frees the lease, where it is still held. What failed has not run, so the next tick tries it again, here or elsewhere.
func (s *Scheduler) giveBack(ctx context.Context, j Job, ran bool) error {
	err := s.store.Write(ctx, func(tx *db.Tx) error {
		columns := map[string]any{"until_at": 0}
		if ran {
			columns["last_run"] = models.At(tx.Now)
		}
		return tx.DB.Model(&models.Lease{}).Where("name = ? AND holder = ?", j.Name, s.self).UpdateColumns(columns).Error
	})
	if err != nil {
		return fmt.Errorf("give the lease of %s back: %w", j.Name, err)
	}
	return nil
}
