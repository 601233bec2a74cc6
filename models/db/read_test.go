package db_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

func TestReading(t *testing.T) {
	store, other := twins(t)
	accounts(t, store, "li", "wu")
	write := func(s *db.Store, points int64) {
		t.Helper()
		require.NoError(t, s.Write(t.Context(), func(tx *db.Tx) error {
			if err := add(tx, "li", points); err != nil {
				return err
			}
			return add(tx, "wu", points)
		}))
	}
	sum := func(tx *db.Tx, id string) (points int64) {
		t.Helper()
		require.NoError(t, tx.DB.Raw("SELECT balance FROM accounts WHERE id = ?", id).Scan(&points).Error)
		return points
	}
	t.Run("sees the latest that was kept, by whomever, and nothing that was not", func(t *testing.T) {
		read := store.Read(t.Context())
		require.Zero(t, sum(read, "li"))
		require.NoError(t, other.Write(t.Context(), func(tx *db.Tx) error {
			if err := add(tx, "li", 3); err != nil {
				return err
			}
			require.Zero(t, sum(read, "li"))
			return nil
		}))
		require.Equal(t, int64(3), sum(read, "li"))
		require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error { return add(tx, "wu", 3) }))
	})
	t.Run("a snapshot is one state of everything, whatever others write meanwhile", func(t *testing.T) {
		require.NoError(t, store.Snapshot(t.Context(), func(tx *db.Tx) error {
			require.Equal(t, int64(3), sum(tx, "li"))
			write(store, 10)
			write(other, 10)
			require.Equal(t, int64(3), sum(tx, "li"))
			require.Equal(t, int64(3), sum(tx, "wu"), "rows that it had not read yet too")
			var n int64
			require.NoError(t, tx.DB.Model(&models.Account{}).Count(&n).Error)
			require.Equal(t, int64(2), n)
			return nil
		}))
		require.Equal(t, int64(23), sum(store.Read(t.Context()), "wu"))
	})
	t.Run("a unit of work sees what others kept since it began, as READ COMMITTED does", func(t *testing.T) {
		if store.Engine() == db.SQLite {
			t.Skip("SQLite's writer is alone")
		}
		require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error {
			before := sum(tx, "li")
			write(other, 1)
			require.Equal(t, before+1, sum(tx, "li"))
			return nil
		}))
	})
	t.Run("neither can write", func(t *testing.T) {
		require.Error(t, store.Snapshot(t.Context(), func(tx *db.Tx) error { return add(tx, "li", 1) }))
		if store.Engine() == db.SQLite {
			require.Error(t, add(store.Read(t.Context()), "li", 1))
		}
	})
	t.Run("after a snapshot connections are as before", func(*testing.T) {
		write(store, 1)
	})
}
