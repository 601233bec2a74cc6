package db_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
)

// Rows are sent together where that saves round trips; a room must not be able to tell.
func TestRowsThatAreSentTogether(t *testing.T) {
	store := dbtest.New(t, nil)
	put := func(tx *db.Tx, name string) error { return tx.DB.Create(&models.Setting{Name: name, Value: "1"}).Error }
	names := func(tx *db.Tx) (list []string) {
		require.NoError(t, tx.DB.Model(&models.Setting{}).Order("name").Pluck("name", &list).Error)
		return list
	}
	kept := func() []string { return names(store.Read(t.Context())) }

	t.Run("are seen by whatever the unit asks after them", func(t *testing.T) {
		require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error {
			require.NoError(t, put(tx, "a"))
			require.NoError(t, put(tx, "b"))
			require.Equal(t, []string{"a", "b"}, names(tx))
			require.NoError(t, put(tx, "c"))
			changed := tx.DB.Model(&models.Setting{}).Where("value = ?", "1").UpdateColumn("value", "2")
			require.Equal(t, int64(3), changed.RowsAffected)
			return changed.Error
		}))
		require.Equal(t, []string{"a", "b", "c"}, kept())
	})
	t.Run("are more than fit in one go", func(t *testing.T) {
		require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error {
			rows := make([]models.Setting, 3000)
			for i := range rows {
				rows[i] = models.Setting{Name: fmt.Sprintf("many-%04d", i), Value: "?"}
			}
			if err := put(tx, "first"); err != nil {
				return err
			}
			if err := tx.DB.CreateInBatches(rows, 2500).Error; err != nil {
				return err
			}
			return put(tx, "last")
		}))
		require.Len(t, kept(), 3005)
	})
	t.Run("are undone with a refusal, and the room is told which was there before", func(t *testing.T) {
		var told []string
		err := store.Write(t.Context(), func(tx *db.Tx) error {
			told = nil
			for _, name := range []string{"x", "b", "y"} {
				if err := put(tx, name); db.IsDuplicate(err) {
					told = append(told, name)
					return err
				} else if err != nil {
					return err
				}
			}
			return nil
		})
		require.True(t, db.IsDuplicate(err), "%v", err)
		require.Equal(t, []string{"b"}, told)
		require.NotContains(t, kept(), "x")
	})
	t.Run("are not kept in part where the room overlooks a failure", func(t *testing.T) {
		err := store.Write(t.Context(), func(tx *db.Tx) error {
			require.NoError(t, put(tx, "x"))
			_ = put(tx, "b")
			var n int64
			if tx.DB.Model(&models.Setting{}).Count(&n).Error == nil {
				return fmt.Errorf("seen %d", n) // a room that goes on reading
			}
			return put(tx, "y")
		})
		require.Error(t, err)
		require.NotContains(t, kept(), "x")
		require.NotContains(t, kept(), "y")
	})
	t.Run("are checked like any others", func(t *testing.T) {
		err := store.Write(t.Context(), func(tx *db.Tx) error {
			require.NoError(t, put(tx, "x"))
			return tx.DB.Create(&models.Account{ID: "li", Balance: -1}).Error
		})
		require.True(t, db.IsCheck(err), "%v", err)
		require.NotContains(t, kept(), "x")
	})
}
