package migrations_test

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm/schema"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
)

var update = flag.Bool("update", false, "write testdata/schema.golden afresh: go test ./models/migrations -update")

// rows is one of each row there is.
var rows = []any{
	models.Account{}, models.Adjustment{}, models.AuditEvent{}, models.Award{}, models.AwardSignature{}, models.Budget{},
	models.Consent{}, models.DayClose{}, models.Goods{}, models.GoodsPrice{}, models.Grant{}, models.IdempotencyKey{},
	models.Lease{}, models.Mart{}, models.Objection{}, models.OrgUnit{}, models.Person{}, models.Photo{}, models.PlaceNotice{},
	models.Redemption{}, models.RedemptionItem{}, models.RedemptionReversal{}, models.RefreshToken{}, models.Report{},
	models.ReportEvent{}, models.ReportPhoto{}, models.Rulebook{}, models.Session{}, models.Setting{}, models.StaffAccount{},
	models.Station{}, models.Stock{}, models.StockMovement{}, models.Transfer{}, models.WechatIdentity{},
}

// column is what both the row and the table say of one column.
type column struct {
	table, name string
	null        bool
}

// columns lists those of the migrated tables.
func columns(t *testing.T, store *db.Store) []column {
	t.Helper()
	query := `SELECT table_name, column_name, is_nullable = 'YES' FROM information_schema.columns WHERE table_schema = DATABASE()`
	if store.Engine() == db.SQLite {
		query = `SELECT m.name, c.name, c."notnull" = 0 FROM sqlite_master m JOIN pragma_table_info(m.name) c
			WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'`
	}
	found, err := store.Pool().QueryContext(t.Context(), query)
	require.NoError(t, err)
	defer func() { require.NoError(t, found.Close()) }()
	var list []column
	for found.Next() {
		var c column
		require.NoError(t, found.Scan(&c.table, &c.name, &c.null))
		if c.table != "schema_versions" { // goose's own
			list = append(list, c)
		}
	}
	require.NoError(t, found.Err())
	slices.SortFunc(list, byName)
	return list
}

func byName(a, b column) int {
	return strings.Compare(a.table+"."+a.name, b.table+"."+b.name)
}

func TestRowsAndTablesSayTheSame(t *testing.T) {
	var want []column
	for _, row := range rows {
		s, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		require.NoError(t, err)
		for _, f := range s.Fields {
			want = append(want, column{table: s.Table, name: f.DBName, null: f.FieldType.Kind() == reflect.Pointer})
		}
	}
	slices.SortFunc(want, byName)
	require.Equal(t, want, columns(t, dbtest.New(t, nil)))
}

func TestTheSchemaIsTheOneThatWasMeant(t *testing.T) {
	store, err := db.Open(t.Context(), db.Options{URL: "sqlite", Folder: t.TempDir()})
	require.NoError(t, err)
	defer func() { require.NoError(t, store.Close()) }()
	_, err = store.Migrate(t.Context(), migrations.Files)
	require.NoError(t, err)
	var lines []string
	found, err := store.Pool().QueryContext(t.Context(),
		`SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT IN ('schema_versions', 'sqlite_sequence') ORDER BY type, name`)
	require.NoError(t, err)
	defer func() { require.NoError(t, found.Close()) }()
	for found.Next() {
		var sql string
		require.NoError(t, found.Scan(&sql))
		lines = append(lines, sql+";\n")
	}
	require.NoError(t, found.Err())
	got := strings.Join(lines, "\n")

	golden := filepath.Join("testdata", "schema.golden")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o750))
		require.NoError(t, os.WriteFile(golden, []byte(got), 0o600))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), got, "a merged migration is never edited; for a new one: go test ./models/migrations -update")
}
