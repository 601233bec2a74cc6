// Package dbtest gives a test a migrated database of its own, on the engine that TEST_DATABASE names.
package dbtest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
)

// Clock is a clock that a test moves by hand; it starts at a Wednesday noon in Daqing.
type Clock struct{ ms atomic.Int64 }

// NewClock makes a clock that stands at 2026-03-11 12:00 in Asia/Shanghai.
func NewClock() *Clock {
	c := &Clock{}
	c.Set(time.Date(2026, 3, 11, 4, 0, 0, 0, time.UTC))
	return c
}

// Now reads the clock.
func (c *Clock) Now() time.Time { return time.UnixMilli(c.ms.Load()).UTC() }

// Set puts the clock to t.
func (c *Clock) Set(t time.Time) { c.ms.Store(t.UnixMilli()) }

// Pass lets d go by.
func (c *Clock) Pass(d time.Duration) { c.ms.Add(d.Milliseconds()) }

// New is a migrated database that goes away with the test. Its engine is the embedded one unless TEST_DATABASE says
// mariadb; then TEST_MARIADB holds "mysql://user:password@host:port/".
func New(t testing.TB, clock *Clock) *db.Store {
	t.Helper()
	o, giveBack := db.Options{}, func() {}
	if os.Getenv("TEST_DATABASE") == "mariadb" {
		o.URL, giveBack = borrow(t)
	} else {
		o = options(t)
	}
	if clock != nil {
		o.Clock = clock.Now
	}
	s, err := db.Open(t.Context(), o)
	require.NoError(t, err)
	t.Cleanup(func() {
		_ = s.Close()
		giveBack()
	})
	_, err = s.Migrate(t.Context(), migrations.Files)
	require.NoError(t, err)
	return s
}

// URL is the address and folder of a fresh database that is not migrated, for tests of the program itself.
func URL(t testing.TB) (address, folder string) {
	o := options(t)
	return o.URL, o.Folder
}

func options(t testing.TB) db.Options {
	t.Helper()
	switch engine := os.Getenv("TEST_DATABASE"); engine {
	case "", "sqlite":
		dir := t.TempDir()
		copyTemplate(t, dir)
		return db.Options{URL: "sqlite", Folder: dir}
	case "mariadb":
		return db.Options{URL: newMariaDB(t)}
	default:
		t.Fatalf("TEST_DATABASE is %q: want sqlite or mariadb", engine)
		return db.Options{}
	}
}

var template struct {
	once sync.Once
	file []byte
	err  error
}

// copyTemplate saves each test the time of the migrations: they run once a process, the others get a copy of the file.
func copyTemplate(t testing.TB, dir string) {
	template.once.Do(func() {
		template.file, template.err = makeTemplate()
	})
	require.NoError(t, template.err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "qingxiaoyi.db"), template.file, 0o600))
}

func makeTemplate() ([]byte, error) {
	dir, err := os.MkdirTemp("", "qingxiaoyi-template")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	s, err := db.Open(context.Background(), db.Options{URL: "sqlite", Folder: dir})
	if err != nil {
		return nil, err
	}
	if _, err := s.Migrate(context.Background(), migrations.Files); err != nil {
		return nil, err
	}
	if _, err := s.Pool().Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, "qingxiaoyi.db")) //nolint:gosec // a folder we just made
}

var serial atomic.Int64

// newMariaDB makes an empty database that goes away with the test.
func newMariaDB(t testing.TB) string {
	root, address, name := makeMariaDB(t)
	t.Cleanup(func() {
		_, _ = root.Exec("DROP DATABASE " + name)
		_ = root.Close()
	})
	return address
}

func makeMariaDB(t testing.TB) (root *sql.DB, address, name string) {
	root, base := server(t)
	name = fmt.Sprintf("qxy_%d_%d", os.Getpid(), serial.Add(1))
	_, err := root.Exec("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
	require.NoError(t, err)
	return root, base + name, name
}

// server is the MariaDB that the tests were lent.
func server(t testing.TB) (root *sql.DB, base string) {
	base = os.Getenv("TEST_MARIADB")
	if base == "" {
		t.Fatal("TEST_MARIADB is empty: run the tests through `make test`, which starts a private MariaDB")
	}
	base = strings.TrimSuffix(base, "/") + "/"
	c, err := db.DSN(base + "mysql")
	require.NoError(t, err)
	root, err = sql.Open("mysql", c.FormatDSN())
	require.NoError(t, err)
	return root, base
}
