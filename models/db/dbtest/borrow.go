package dbtest

import (
	"database/sql"
	"io/fs"
	"sync"
	"testing"

	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
)

// idle are the databases of tests that have ended: emptied, and good for the next test of the process, because making one takes
// half a second on MariaDB, which syncs each of its tables.
var idle struct {
	sync.Mutex
	names []string
}

// borrow is a database on MariaDB, used before or new. Giving it back is the last that the test does with it; one that cannot
// be emptied, or whose tables are not all there, is dropped.
func borrow(t testing.TB) (address string, giveBack func()) {
	idle.Lock()
	defer idle.Unlock()
	var root *sql.DB
	var name string
	if n := len(idle.names); n > 0 {
		var base string
		root, base = server(t)
		name, idle.names = idle.names[n-1], idle.names[:n-1]
		address = base + name
	} else {
		root, address, name = makeMariaDB(t)
	}
	return address, func() {
		defer func() { _ = root.Close() }()
		if !empty(root, name) {
			_, _ = root.Exec("DROP DATABASE " + name)
			return
		}
		idle.Lock()
		defer idle.Unlock()
		idle.names = append(idle.names, name)
	}
}

// empty deletes every row but the schema's own, and says whether the database is then as a migrated one is.
func empty(root *sql.DB, name string) bool {
	rows, err := root.Query("SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND table_name <> 'schema_versions'", name)
	if err != nil {
		return false
	}
	defer func() { _ = rows.Close() }()
	var tables []string
	for rows.Next() {
		var table string
		if rows.Scan(&table) != nil {
			return false
		}
		tables = append(tables, table)
	}
	files, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil || rows.Err() != nil || len(tables) != len(files) {
		return false
	}
	var applied int
	if root.QueryRow("SELECT COUNT(DISTINCT version_id) FROM "+name+".schema_versions").Scan(&applied) != nil || applied != len(files)+1 {
		return false
	}
	for _, table := range tables {
		if _, err := root.Exec("DELETE FROM " + name + "." + table); err != nil { //nolint:gosec // the names are the schema's own
			return false
		}
	}
	return true
}
