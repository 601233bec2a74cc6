package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"gorm.io/gorm"
)

// Tx is one unit of work: what is written through its DB is kept together or not at all. A function whose first parameter is
// a *Tx joins the caller's unit; a method whose first parameter is a context opens one.
type Tx struct {
	DB    *gorm.DB
	Now   time.Time // one instant for every row of the unit, whole milliseconds, UTC
	newID func() string
	after []func()
}

// NewID makes a time-sorted identifier for a row.
func (tx *Tx) NewID() string { return tx.newID() }

// AfterCommit lets f run once the unit is kept. It is for what may be lost (waking a listener); what must surely happen
// is written as a row.
func (tx *Tx) AfterCommit(f func()) { tx.after = append(tx.after, f) }

// tries bounds how often a unit that the engine broke off is run again.
const tries = 12

// Write runs f as one unit of work and commits it; any error undoes all of it. A unit that the engine broke off (deadlock,
// lock wait, write conflict) is run again, so f must touch nothing outside tx.
func (s *Store) Write(ctx context.Context, f func(tx *Tx) error) error {
	gather := s.engine == MySQL || s.engine == MariaDB
	for try := 1; ; try++ {
		err := s.once(ctx, s.write, &sql.TxOptions{}, gather, f)
		if gather && errors.Is(err, errGathered) && !brokenOff(err) {
			gather = false // so that the room sees which statement was refused
			continue
		}
		if err == nil || !brokenOff(err) || try >= tries || ctx.Err() != nil {
			return err
		}
		s.log.DebugContext(ctx, "unit of work run again", slog.Int("try", try), slog.String("error", err.Error()))
		pause := time.NewTimer(time.Duration(1+rand.IntN(1<<min(try, 7))) * time.Millisecond) //nolint:gosec // jitter, no secret
		select {
		case <-ctx.Done():
			pause.Stop()
			return err
		case <-pause.C:
		}
	}
}

func (s *Store) once(ctx context.Context, on *gorm.DB, opts *sql.TxOptions, gather bool, f func(tx *Tx) error) (err error) {
	handle := on.WithContext(ctx).Begin(opts)
	if handle.Error != nil {
		return fmt.Errorf("begin: %w", handle.Error)
	}
	if gather {
		handle.Statement.ConnPool = &gatherer{ConnPool: handle.Statement.ConnPool, ctx: ctx}
	}
	done := false
	defer func() {
		if !done { // refused, failed, or panicking
			if e := handle.Rollback().Error; e != nil && !errors.Is(e, sql.ErrTxDone) && err != nil {
				err = errors.Join(err, fmt.Errorf("roll back: %w", e))
			}
		}
	}()
	tx := s.tx(handle)
	if err := f(tx); err != nil {
		return err
	}
	done = true
	if err := handle.Commit().Error; err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	for _, g := range tx.after {
		g()
	}
	return nil
}

func (s *Store) tx(handle *gorm.DB) *Tx {
	return &Tx{DB: handle, Now: s.clock().UTC().Truncate(time.Millisecond), newID: s.newID}
}

// Read hands out a handle for single statements that change nothing; each sees the latest committed state.
func (s *Store) Read(ctx context.Context) *Tx {
	return s.tx(s.read.WithContext(ctx))
}

// Snapshot runs f over one consistent, read-only state of the whole database.
func (s *Store) Snapshot(ctx context.Context, f func(tx *Tx) error) error {
	opts := &sql.TxOptions{}
	if s.engine != SQLite { // a WAL reader is a snapshot anyway, and modernc refuses the option
		opts.Isolation, opts.ReadOnly = sql.LevelRepeatableRead, s.engine != TiDB
	}
	return s.once(ctx, s.read, opts, false, f)
}

// letters leaves out those that are misread over a counter or a telephone (I, L, O, U).
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// NewNumber makes a number for people to read out: a prefix, the day in Daqing and seven letters, such as D260311-7K2M9QX. It is
// unique only because its column is; the one in 34 billion of a day that is not makes the unit fail and be tried again.
func (tx *Tx) NewNumber(prefix string) string {
	sum := sha256.Sum256([]byte(tx.newID()))
	tail := make([]byte, 7)
	for i := range tail {
		tail[i] = letters[sum[i]%32]
	}
	return prefix + tx.Now.Add(8*time.Hour).Format("060102") + "-" + string(tail)
}
