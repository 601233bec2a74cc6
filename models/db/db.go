// Package db is the only code that knows a database engine: it opens one, runs units of work on it and tells its errors apart.
//
// The engines are SQLite (embedded, pure Go), MySQL and MariaDB, and TiDB; above this package there is one code path for all.
package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	driver "github.com/go-sql-driver/mysql"
	"github.com/google/uuid"
	"gorm.io/driver/mysql"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	_ "modernc.org/sqlite" // the pure-Go driver, registered as "sqlite"
)

// Engine names what stands behind a Store.
type Engine string

// The engines. MySQL and MariaDB differ only in what Durable has to ask them.
const (
	SQLite  Engine = "sqlite"
	MySQL   Engine = "mysql"
	MariaDB Engine = "mariadb"
	TiDB    Engine = "tidb"
)

// Options say which database to open. Clock and NewID are for tests; left nil they are the wall clock and UUID version 7
// (RFC 9562), which sorts by time.
type Options struct {
	URL    string // "sqlite", or "mysql://user:password@host:port/name"
	Folder string // where the embedded database lives
	Clock  func() time.Time
	NewID  func() string
	Conns  int // the most connections to a server; 32 where 0
	Log    *slog.Logger
}

// Store is an open database. It is safe for many goroutines.
type Store struct {
	engine      Engine
	write, read *gorm.DB
	clock       func() time.Time
	newID       func() string
	log         *slog.Logger
}

// Open opens the database of o and checks that it answers. It changes nothing in it; Migrate does.
func Open(ctx context.Context, o Options) (*Store, error) {
	s := &Store{clock: o.Clock, newID: o.NewID, log: o.Log}
	if s.clock == nil {
		s.clock = time.Now
	}
	if s.newID == nil {
		s.newID = func() string { return uuid.Must(uuid.NewV7()).String() }
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if o.URL == "" || o.URL == string(SQLite) {
		return s, s.openSQLite(ctx, o.Folder)
	}
	return s, s.openMySQL(ctx, o)
}

// config is how gorm is used everywhere: no implicit transactions (a unit of work is explicit), no statement cache (the
// driver writes the values into the statement, one round trip each), no log of its own (it would print personal data).
func config() *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction:   true,
		DisableNestedTransaction: true,
		DisableAutomaticPing:     true,
		Logger:                   logger.Discard,
	}
}

// openSQLite opens one connection that writes, begun IMMEDIATE so that it never upgrades a read lock, and a pool that reads.
func (s *Store) openSQLite(ctx context.Context, folder string) error {
	s.engine = SQLite
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	path := filepath.Join(folder, "qingxiaoyi.db")
	const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + pragmas
	write, err := sql.Open("sqlite", dsn+"&_txlock=immediate")
	if err != nil {
		return fmt.Errorf("open sqlite: %w", err)
	}
	write.SetMaxOpenConns(1)
	if err := write.PingContext(ctx); err != nil {
		return fmt.Errorf("open sqlite in %s: %w", folder, err)
	}
	read, err := sql.Open("sqlite", dsn+"&_pragma=query_only(1)")
	if err != nil {
		return fmt.Errorf("open sqlite for reading: %w", err)
	}
	read.SetMaxOpenConns(max(4, runtime.NumCPU()))
	read.SetMaxIdleConns(max(4, runtime.NumCPU()))
	if s.write, err = gorm.Open(sqlite.Dialector{DriverName: "sqlite", Conn: write}, config()); err != nil {
		return fmt.Errorf("open sqlite: %w", err)
	}
	if s.read, err = gorm.Open(sqlite.Dialector{DriverName: "sqlite", Conn: read}, config()); err != nil {
		return fmt.Errorf("open sqlite for reading: %w", err)
	}
	return nil
}

// DSN turns "mysql://user:password@host:port/name" into the driver's configuration, the same for MySQL, MariaDB and TiDB.
func DSN(raw string) (*driver.Config, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "mysql" || u.Host == "" || strings.Trim(u.Path, "/") == "" {
		// The address holds a password, so neither it nor the parser's error is repeated.
		return nil, errors.New("the database address must read sqlite or mysql://user:password@host:port/name")
	}
	c := driver.NewConfig()
	c.Net, c.Addr, c.DBName = "tcp", u.Host, strings.Trim(u.Path, "/")
	if u.Port() == "" {
		c.Addr += ":3306"
	}
	c.User = u.User.Username()
	c.Passwd, _ = u.User.Password()
	c.InterpolateParams = true // one round trip a statement instead of three
	c.MultiStatements = true   // one for several INSERTs; see gatherer
	c.ClientFoundRows = true   // RowsAffected counts matched rows, as on SQLite
	c.Timeout = 5 * time.Second
	c.ReadTimeout, c.WriteTimeout = 30*time.Second, 30*time.Second
	c.Loc = time.UTC
	if err := c.Apply(driver.Charset("utf8mb4", "utf8mb4_bin")); err != nil {
		return nil, fmt.Errorf("set the character set: %w", err)
	}
	if tls := u.Query().Get("tls"); tls != "" {
		c.TLSConfig = tls
	}
	c.Params = map[string]string{"sql_mode": "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'"}
	return c, nil
}

func (s *Store) openMySQL(ctx context.Context, o Options) error {
	c, err := DSN(o.URL)
	if err != nil {
		return err
	}
	connector, err := driver.NewConnector(c)
	if err != nil {
		return fmt.Errorf("open mysql: %w", err)
	}
	pool := sql.OpenDB(readCommitted{connector})
	conns := o.Conns
	if conns == 0 {
		conns = 32
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	pool.SetConnMaxLifetime(30 * time.Minute)
	var version string
	if err := pool.QueryRowContext(ctx, "SELECT VERSION()").Scan(&version); err != nil {
		return fmt.Errorf("reach the database at %s: %w", c.Addr, err)
	}
	s.engine = engineOf(version)
	s.write, err = gorm.Open(mysql.New(mysql.Config{Conn: pool, SkipInitializeWithVersion: true}), config())
	if err != nil {
		return fmt.Errorf("open mysql: %w", err)
	}
	s.read = s.write
	return nil
}

// readCommitted sets the isolation level of each new connection. The snapshot of REPEATABLE READ makes MariaDB refuse a row
// that changed since (1020) and hides a rival's key; set here, the level costs no round trip in each unit of work. It is a
// statement because its variable has two names among the engines.
type readCommitted struct{ sqldriver.Connector }

// Connect opens a connection at READ COMMITTED.
func (c readCommitted) Connect(ctx context.Context) (sqldriver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	execer, ok := conn.(sqldriver.ExecerContext)
	if !ok {
		return nil, errors.Join(errors.New("the driver cannot execute"), conn.Close())
	}
	if _, err := execer.ExecContext(ctx, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", nil); err != nil {
		return nil, errors.Join(fmt.Errorf("set the isolation level: %w", err), conn.Close())
	}
	return conn, nil
}

func engineOf(version string) Engine {
	switch v := strings.ToLower(version); {
	case strings.Contains(v, "tidb"):
		return TiDB
	case strings.Contains(v, "mariadb"):
		return MariaDB
	default:
		return MySQL
	}
}

// Engine tells what stands behind the store.
func (s *Store) Engine() Engine { return s.engine }

// Now is the instant of the store's clock.
func (s *Store) Now() time.Time { return s.clock() }

// NewID makes a time-sorted identifier. It is no secret.
func (s *Store) NewID() string { return s.newID() }

// Ping says whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	pool, err := s.read.DB()
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	if err := pool.PingContext(ctx); err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	return nil
}

// Pool is the plain pool that writes, for migrations and for the benchmark's hand-written rival.
func (s *Store) Pool() *sql.DB {
	pool, err := s.write.DB()
	if err != nil {
		panic(err) // gorm hands out the pool it was opened with
	}
	return pool
}

// Close lets go of every connection.
func (s *Store) Close() error {
	err := s.Pool().Close()
	if s.read != s.write {
		if pool, e := s.read.DB(); e == nil {
			err = errors.Join(err, pool.Close())
		}
	}
	return err
}

// Secret is n bytes of chance fit for keys.
func Secret(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails (crypto/rand, Go 1.24)
	return b
}
