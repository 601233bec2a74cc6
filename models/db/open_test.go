package db_test

import (
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
)

const password = "s3cret-of-the-city"

func TestNoErrorRepeatsThePassword(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	nobody := listener.Addr().String()
	require.NoError(t, listener.Close())
	for _, address := range []string{
		"mysql://qxy:" + password + "@" + nobody + "/qxy",
		"mysql://qxy:" + password + "@" + nobody,
		"mysql://qxy:" + password + "@/qxy",
		"mysql://qxy:" + password + "@" + nobody + "/qxy?tls=nothing-of-the-kind",
		"mysql://qxy:" + password + "%zz@" + nobody + "/qxy",
		"mysql://qxy:" + password + "@host:not-a-port/qxy",
		"postgres://qxy:" + password + "@" + nobody + "/qxy",
		"qxy:" + password + "@tcp(" + nobody + ")/qxy",
		password,
	} {
		_, err := db.Open(t.Context(), db.Options{URL: address, Folder: t.TempDir()})
		require.Error(t, err, address)
		for _, text := range []string{err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err)} {
			require.NotContains(t, text, password)
		}
	}
	if address, _ := dbtest.URL(t); strings.HasPrefix(address, "mysql://") {
		user, rest, _ := strings.Cut(strings.TrimPrefix(address, "mysql://"), ":")
		_, host, _ := strings.Cut(rest, "@")
		_, err := db.Open(t.Context(), db.Options{URL: "mysql://" + user + ":" + password + "@" + host})
		require.ErrorContains(t, err, "denied")
		require.NotContains(t, err.Error(), password)
	}
}

func TestHowAServerIsAddressed(t *testing.T) {
	c, err := db.DSN("mysql://qxy:p%40ss%2Fword@db.example/town")
	require.NoError(t, err)
	require.Equal(t, "db.example:3306", c.Addr)
	require.Equal(t, "p@ss/word", c.Passwd)
	require.Equal(t, "town", c.DBName)
	require.True(t, c.ClientFoundRows && c.InterpolateParams)
	c, err = db.DSN("mysql://qxy@[::1]:3307/town?tls=skip-verify")
	require.NoError(t, err)
	require.Equal(t, "[::1]:3307", c.Addr)
	require.Equal(t, "skip-verify", c.TLSConfig)
	c, err = db.DSN("mysql://qxy@[::1]/town")
	require.NoError(t, err)
	require.Equal(t, "[::1]:3306", c.Addr)
}

func TestTheEmbeddedDatabaseLivesInAnyFolder(t *testing.T) {
	for _, name := range []string{"plain", "with space", "50%?", "a#b&c=d", "数据", "deep/er/still"} {
		folder := filepath.Join(t.TempDir(), name)
		for _, applied := range []int{35, 0} { // made, then found again
			s, err := db.Open(t.Context(), db.Options{URL: "sqlite", Folder: folder})
			require.NoError(t, err, name)
			n, err := s.Migrate(t.Context(), migrations.Files)
			require.NoError(t, err, name)
			require.GreaterOrEqual(t, n, applied)
			require.NoError(t, s.Ping(t.Context()))
			require.NoError(t, s.Close())
		}
		require.FileExists(t, filepath.Join(folder, "qingxiaoyi.db"))
	}
}

func TestTheEngineIsSetUpAsMeant(t *testing.T) {
	store := dbtest.New(t, nil)
	asked := map[string]string{
		"SELECT @@session.foreign_key_checks":                  "1",
		"SELECT @@session.sql_mode LIKE '%STRICT_ALL_TABLES%'": "1",
		"SELECT @@session.tx_isolation":                        "READ-COMMITTED",
		"SELECT @@session.character_set_client":                "utf8mb4",
		"SELECT @@session.collation_connection":                "utf8mb4_bin",
		"SELECT COUNT(*) = 0 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_collation <> 'utf8mb4_bin'": "1",
	}
	if store.Engine() == db.SQLite {
		asked = map[string]string{
			"PRAGMA journal_mode": "wal", "PRAGMA synchronous": "2", "PRAGMA foreign_keys": "1", "PRAGMA busy_timeout": "10000",
		}
	}
	for query, want := range asked {
		var got string
		require.NoError(t, store.Pool().QueryRowContext(t.Context(), query).Scan(&got), query)
		require.Equal(t, want, got, query)
	}
	wrong, err := store.Durable(t.Context())
	require.NoError(t, err)
	require.Empty(t, wrong, "the tests run on a server as durable as the city's")
}
