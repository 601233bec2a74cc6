package audit

import (
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
)

// Whoever knows the formula can chain a day to the one before yesterday; what happened in between is then in no digest.
func TestADayLeftOutOfTheChainIsMissed(t *testing.T) {
	store := dbtest.New(t, nil)
	require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error {
		previous := ""
		for _, day := range []string{"2026-03-10", "2026-03-12"} {
			row, err := digestDay(tx, day, previous, models.At(tx.Now))
			if err != nil {
				return err
			}
			if err := tx.DB.Create(&row).Error; err != nil {
				return err
			}
			previous = row.Digest
		}
		return nil
	}))
	head, bad, err := Chain(store.Read(t.Context()))
	require.NoError(t, err)
	require.Equal(t, "2026-03-10", head.Day)
	require.NotNil(t, bad)
	require.Equal(t, "2026-03-12", bad.ID)
	require.Contains(t, bad.Why, "does not follow 2026-03-10")
}
