package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"
)

// gatherer sends the INSERTs of a unit of work together: most units end in several, nobody waits for what one of them answers,
// and each would cost a round trip. Whatever else is asked of the database sends them first, so a unit never misses what it
// has written. An INSERT that fails cannot be told to the room any more; then the unit is run again, statement by statement.
//
// Several statements in one go are allowed on the connection for this alone. All SQL is constant (a lint rule holds that).
type gatherer struct {
	gorm.ConnPool // the transaction
	ctx           context.Context
	queries       []string
	args          []any
	failed        error
}

// errGathered says that INSERTs which were sent together failed, and not which.
var errGathered = errors.New("statements sent together failed")

// mostGathered bounds the values that are sent together, far below what a server takes in one packet.
const mostGathered = 4000

// gathered is the answer to an INSERT that has not been sent; the rooms ask nothing of it.
type gathered struct{}

// LastInsertId is not known; ids are made here.
func (gathered) LastInsertId() (int64, error) { return 0, nil }

// RowsAffected is not known yet.
func (gathered) RowsAffected() (int64, error) { return 0, nil }

// flush sends what was gathered. Once that has failed, nothing of the unit is kept.
func (g *gatherer) flush() error {
	if g.failed != nil || len(g.queries) == 0 {
		return g.failed
	}
	query, args := strings.Join(g.queries, ";"), g.args
	g.queries, g.args = nil, nil
	if _, err := g.ConnPool.ExecContext(g.ctx, query, args...); err != nil {
		g.failed = fmt.Errorf("%w: %w", errGathered, err)
	}
	return g.failed
}

// created is how gorm begins the INSERT of a Create. One that somebody wrote by hand is sent as it comes.
const created = "INSERT INTO `"

// ExecContext gathers an INSERT, and carries out anything else after what was gathered.
func (g *gatherer) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	insert := strings.HasPrefix(query, created)
	if !insert || len(g.args)+len(args) > mostGathered {
		if err := g.flush(); err != nil {
			return nil, err
		}
	}
	if !insert || len(args) > mostGathered {
		return g.ConnPool.ExecContext(ctx, query, args...)
	}
	g.queries, g.args = append(g.queries, query), append(g.args, args...)
	return gathered{}, g.failed
}

// QueryContext asks after what was gathered.
func (g *gatherer) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := g.flush(); err != nil {
		return nil, err
	}
	return g.ConnPool.QueryContext(ctx, query, args...)
}

// QueryRowContext asks after what was gathered. A row cannot carry its failure, which the commit will find.
func (g *gatherer) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	_ = g.flush()
	return g.ConnPool.QueryRowContext(ctx, query, args...)
}

// PrepareContext prepares after what was gathered.
func (g *gatherer) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	if err := g.flush(); err != nil {
		return nil, err
	}
	return g.ConnPool.PrepareContext(ctx, query)
}

// Commit keeps the unit with what was gathered. Like any commit that fails it ends the transaction.
func (g *gatherer) Commit() error {
	if err := g.flush(); err != nil {
		return errors.Join(err, g.Rollback())
	}
	return g.ConnPool.(gorm.TxCommitter).Commit()
}

// Rollback undoes the unit; what was gathered was never sent.
func (g *gatherer) Rollback() error { return g.ConnPool.(gorm.TxCommitter).Rollback() }
