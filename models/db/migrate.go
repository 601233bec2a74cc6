package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

// ErrBehind says that the schema is older (or newer) than this program.
var ErrBehind = errors.New("the database's schema does not fit this program: run `qingxiaoyi migrate`")

func (s *Store) provider(files fs.FS) (*goose.Provider, error) {
	dialect := database.DialectMySQL
	switch s.engine {
	case SQLite:
		dialect = database.DialectSQLite3
	case TiDB:
		dialect = database.DialectTiDB
	}
	// Each file is one statement that may be run twice, so a migration killed anywhere is simply run again.
	p, err := goose.NewProvider(dialect, s.Pool(), files, goose.WithTableName("schema_versions"))
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	return p, nil
}

// Migrate brings the schema up to the newest of files and returns how many were applied.
func (s *Store) Migrate(ctx context.Context, files fs.FS) (int, error) {
	if s.engine != SQLite {
		if err := s.prepareServer(ctx); err != nil {
			return 0, err
		}
	}
	p, err := s.provider(files)
	if err != nil {
		return 0, err
	}
	done, err := p.Up(ctx)
	if err != nil {
		return 0, fmt.Errorf("migrate: %w", err)
	}
	return len(done), nil
}

// prepareServer makes the database compare text byte by byte, as SQLite does, and TiDB hold its CHECKs.
func (s *Store) prepareServer(ctx context.Context) error {
	if _, err := s.Pool().ExecContext(ctx, "ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"); err != nil {
		return fmt.Errorf("set the database's collation: %w", err)
	}
	if s.engine != TiDB {
		return nil
	}
	if _, err := s.Pool().ExecContext(ctx, "SET GLOBAL tidb_enable_check_constraint = 1"); err != nil {
		return fmt.Errorf("let TiDB hold CHECK constraints: %w", err)
	}
	return nil
}

// Current returns ErrBehind unless the schema is exactly the one of files.
func (s *Store) Current(ctx context.Context, files fs.FS) error {
	p, err := s.provider(files)
	if err != nil {
		return err
	}
	sources := p.ListSources()
	version, err := p.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if want := sources[len(sources)-1].Version; version != want {
		return fmt.Errorf("%w (it is at %d, this program at %d)", ErrBehind, version, want)
	}
	return nil
}

// Durable lists what is wrong with the server's settings for a database whose acknowledged commits must survive a crash.
// Measured: MariaDB without a binary log lost commits that others had already read in 6 of 24 kills.
func (s *Store) Durable(ctx context.Context) ([]string, error) {
	if s.engine == SQLite || s.engine == TiDB { // synchronous=FULL; TiKV's raft log
		return nil, nil
	}
	var wrong []string
	for _, want := range []struct{ query, name, value string }{
		{"SELECT @@global.log_bin", "log_bin", "1"},
		{"SELECT @@global.sync_binlog", "sync_binlog", "1"},
		{"SELECT @@global.innodb_flush_log_at_trx_commit", "innodb_flush_log_at_trx_commit", "1"},
		{"SELECT @@global.innodb_doublewrite", "innodb_doublewrite", "1"},
	} {
		var got string
		if err := s.Pool().QueryRowContext(ctx, want.query).Scan(&got); err != nil {
			return nil, fmt.Errorf("read %s: %w", want.name, err)
		}
		if got != want.value && got != "ON" {
			wrong = append(wrong, fmt.Sprintf("%s is %s and must be %s", want.name, got, want.value))
		}
	}
	return wrong, nil
}
