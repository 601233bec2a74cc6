package migrations_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
)

// unmarked is a death between goose's own table and its first row.
const unmarked = "DELETE FROM schema_versions"

// A migration can die between its table and the row that says so, because MySQL commits DDL by itself.
func TestAMigrationKilledAnywhereIsRunAgain(t *testing.T) {
	files := slices.Sorted(maps.Keys(statements(t)))
	all := len(files)
	last := files[all-1][len("0000_") : len(files[all-1])-len(".sql")]
	for name, c := range map[string]struct {
		killed []string
		again  int
	}{
		"after the last table, before its mark":          {[]string{fmt.Sprintf("DELETE FROM schema_versions WHERE version_id = %d", all)}, 1},
		"before the last table":                          {[]string{"DROP TABLE " + last, fmt.Sprintf("DELETE FROM schema_versions WHERE version_id = %d", all)}, 1},
		"with every table there and ten marks":           {[]string{"DELETE FROM schema_versions WHERE version_id > 10"}, all - 10},
		"when there was nothing but goose's own table":   {[]string{unmarked}, all},
		"when not even goose's own table was remembered": {[]string{"DROP TABLE schema_versions"}, all},
	} {
		t.Run(name, func(t *testing.T) {
			store := dbtest.New(t, nil)
			if c.killed[0] == unmarked && store.Engine() == db.SQLite {
				t.Skip("SQLite makes goose's own table and its first row together")
			}
			want := columns(t, store)
			exec(t, store, "INSERT INTO settings (name, value) VALUES ('demo', 'kept')")
			for _, sql := range c.killed {
				exec(t, store, sql)
			}
			require.Error(t, store.Current(t.Context(), migrations.Files), "the program takes the schema for whole")
			n, err := store.Migrate(t.Context(), migrations.Files)
			require.NoError(t, err)
			require.Equal(t, c.again, n)
			require.NoError(t, store.Current(t.Context(), migrations.Files))
			require.Equal(t, want, columns(t, store))
			var value string
			require.NoError(t, store.Pool().QueryRowContext(t.Context(), "SELECT value FROM settings").Scan(&value))
			require.Equal(t, "kept", value)

			n, err = store.Migrate(t.Context(), migrations.Files)
			require.NoError(t, err)
			require.Zero(t, n)
		})
	}
}

func TestAProgramOfAnotherAgeIsTold(t *testing.T) {
	store := dbtest.New(t, nil)
	require.NoError(t, store.Current(t.Context(), migrations.Files))
	older, newer := fstest.MapFS{}, fstest.MapFS{}
	for name, sql := range statements(t) {
		older[name] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + sql)}
		newer[name] = older[name]
	}
	delete(older, slices.Max(slices.Collect(maps.Keys(older))))
	newer["9999_more.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE IF NOT EXISTS more (id VARCHAR(36) NOT NULL PRIMARY KEY);\n")}
	require.ErrorIs(t, store.Current(t.Context(), newer), db.ErrBehind)
	require.ErrorIs(t, store.Current(t.Context(), older), db.ErrBehind)
}

func exec(t *testing.T, store *db.Store, sql string) {
	t.Helper()
	_, err := store.Pool().ExecContext(t.Context(), sql)
	require.NoError(t, err, sql)
}
