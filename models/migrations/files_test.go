package migrations_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/pingcap/tidb/pkg/parser"
	"github.com/pingcap/tidb/pkg/parser/ast"
	_ "github.com/pingcap/tidb/pkg/parser/test_driver" // the values of the parser, without TiDB itself
	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
)

// types are those that every engine keeps and gives back alike. Instants are BIGINT, yes and no INTEGER; there is no DATETIME
// (pure-Go SQLite cannot read it back), no DECIMAL, no JSON, and no BLOB.
var types = regexp.MustCompile(`^(varchar\(\d+\)|bigint\(20\)|int\(11\)|double|text|mediumtext)$`)

// statements reads the SQL of every migration, by file.
func statements(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(migrations.Files, "*.sql")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	read := map[string]string{}
	for _, name := range names {
		text, err := fs.ReadFile(migrations.Files, name)
		require.NoError(t, err)
		sql, ok := strings.CutPrefix(string(text), "-- +goose Up\n")
		require.True(t, ok, "%s does not begin with goose's mark", name)
		require.NotContains(t, sql, "goose", "%s has a second mark: a schema that is merged is not taken back", name)
		read[name] = sql
	}
	return read
}

func TestEveryMigrationIsOneTableThatTiDBTakes(t *testing.T) {
	named := regexp.MustCompile(`^\d{4}_([a-z_]+)\.sql$`)
	tables := map[string]bool{}
	for name, sql := range statements(t) {
		m := named.FindStringSubmatch(name)
		require.NotNil(t, m, "%s is not named 0001_table.sql", name)
		nodes, warnings, err := parser.New().ParseSQL(sql)
		require.NoError(t, err, name)
		require.Empty(t, warnings, name)
		require.Len(t, nodes, 1, "%s holds more than one statement: where DDL commits by itself it cannot be run again", name)
		create, ok := nodes[0].(*ast.CreateTableStmt)
		require.True(t, ok, "%s does not create a table", name)
		require.True(t, create.IfNotExists, "%s cannot be run twice", name)
		require.Equal(t, m[1], create.Table.Name.O, "%s is named after another table", name)
		require.False(t, tables[m[1]], "%s makes a table that another file makes", name)
		tables[m[1]] = true
		require.Empty(t, create.Options, "%s asks for an engine's own options", name)
		for _, c := range create.Cols {
			require.Regexp(t, types, c.Tp.CompactStr(), "%s: %s", name, c.Name)
			for _, o := range c.Options {
				require.Contains(t, []ast.ColumnOptionType{ast.ColumnOptionNotNull, ast.ColumnOptionPrimaryKey}, o.Tp, "%s: %s", name, c.Name)
			}
		}
		for _, c := range create.Constraints {
			require.Contains(t, []ast.ConstraintType{ast.ConstraintUniq, ast.ConstraintPrimaryKey, ast.ConstraintCheck}, c.Tp, "%s: %s", name, c.Name)
			require.Regexp(t, "^("+m[1]+"_[a-z0-9_]+)?$", c.Name, "%s: a constraint is named after its table, or two tables collide", name)
		}
	}
}

func TestEveryMigrationRunsTwice(t *testing.T) {
	store := dbtest.New(t, nil)
	before := columns(t, store)
	for name, sql := range statements(t) {
		_, err := store.Pool().ExecContext(t.Context(), sql)
		require.NoError(t, err, name)
	}
	require.Equal(t, before, columns(t, store))
}
