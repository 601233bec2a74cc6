package db_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
)

// twins are two programs on one database.
func twins(t *testing.T) (one, other *db.Store) {
	t.Helper()
	address, folder := dbtest.URL(t)
	open := func() *db.Store {
		s, err := db.Open(t.Context(), db.Options{URL: address, Folder: folder})
		require.NoError(t, err)
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	one, other = open(), open()
	_, err := one.Migrate(t.Context(), migrations.Files)
	require.NoError(t, err)
	return one, other
}

// account opens accounts with nothing in them.
func accounts(t *testing.T, s *db.Store, ids ...string) {
	t.Helper()
	rows := make([]models.Account, len(ids))
	for i, id := range ids {
		rows[i] = models.Account{ID: id}
	}
	require.NoError(t, s.Write(t.Context(), func(tx *db.Tx) error { return tx.DB.Create(&rows).Error }))
}

// add puts points on an account by the database's own arithmetic.
func add(tx *db.Tx, id string, points int64) error {
	return tx.DB.Exec("UPDATE accounts SET balance = balance + ? WHERE id = ?", points, id).Error
}

func balance(t *testing.T, s *db.Store, id string) int64 {
	t.Helper()
	var a models.Account
	require.NoError(t, s.Read(t.Context()).DB.Where("id = ?", id).Take(&a).Error)
	return a.Balance
}
