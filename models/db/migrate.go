package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

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
	if s.engine == TiDB {
		if _, err := s.Pool().ExecContext(ctx, "SET GLOBAL tidb_enable_check_constraint = 1"); err != nil {
			return fmt.Errorf("let TiDB hold CHECK constraints: %w", err)
		}
	}
	return s.mend(ctx)
}

// mend writes the first row of goose's own table where a migration was killed between the two, because there DDL commits by
// itself: goose takes a table without that row for damaged. Elsewhere it changes nothing.
func (s *Store) mend(ctx context.Context) error {
	var tables int
	err := s.Pool().QueryRowContext(ctx,
		"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'schema_versions'").Scan(&tables)
	if err != nil {
		return fmt.Errorf("look for the schema's version: %w", err)
	}
	if tables == 0 {
		return nil
	}
	_, err = s.Pool().ExecContext(ctx,
		"INSERT INTO schema_versions (version_id, is_applied) SELECT 0, 1 FROM (SELECT COUNT(*) AS n FROM schema_versions) AS v WHERE v.n = 0")
	if err != nil {
		return fmt.Errorf("begin the schema's version: %w", err)
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

// durable is what a server must be set to, by the words in which the engines say it.
var durable = []struct {
	query, name string
	good        []string
}{
	{"SELECT @@global.log_bin", "log_bin", []string{"1"}},
	{"SELECT @@global.sync_binlog", "sync_binlog", []string{"1"}},
	{"SELECT @@global.innodb_flush_log_at_trx_commit", "innodb_flush_log_at_trx_commit", []string{"1"}},
	{"SELECT @@global.innodb_doublewrite", "innodb_doublewrite", []string{"1", "ON", "DETECT_AND_RECOVER"}},
}

// Durable lists what is wrong with the server's settings for a database whose acknowledged commits must survive a crash.
// Measured: MariaDB without a binary log lost commits that others had already read in 6 of 24 kills.
func (s *Store) Durable(ctx context.Context) ([]string, error) {
	if s.engine == SQLite || s.engine == TiDB { // synchronous=FULL; TiKV's raft log
		return nil, nil
	}
	set := map[string]string{}
	for _, d := range durable {
		var got string
		if err := s.Pool().QueryRowContext(ctx, d.query).Scan(&got); err != nil {
			return nil, fmt.Errorf("read %s: %w", d.name, err)
		}
		set[d.name] = got
	}
	return weak(set), nil
}

// weak says which settings are not as they must be.
func weak(set map[string]string) []string {
	var wrong []string
	for _, d := range durable {
		if !slices.Contains(d.good, set[d.name]) {
			wrong = append(wrong, fmt.Sprintf("%s is %s and must be %s", d.name, set[d.name], d.good[0]))
		}
	}
	return wrong
}
