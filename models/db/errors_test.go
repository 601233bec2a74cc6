package db_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"testing"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
)

func TestErrorsAreToldApart(t *testing.T) {
	store := dbtest.New(t, nil)
	accounts(t, store, "li")
	reason := "once"
	transfer := func(id string) *models.Transfer {
		return &models.Transfer{ID: id, Kind: "award", Points: 1, Reason: reason, SourceType: "test", SourceID: "1"}
	}
	require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error { return tx.DB.Create(transfer("t1")).Error }))
	for name, c := range map[string]struct {
		do                        func(tx *db.Tx) error
		duplicate, check, missing bool
	}{
		"a primary key that is there already": {duplicate: true, do: func(tx *db.Tx) error {
			return tx.DB.Create(&models.Account{ID: "li"}).Error
		}},
		"a unique index that holds it already": {duplicate: true, do: func(tx *db.Tx) error { return tx.DB.Create(transfer("t2")).Error }},
		"one of several rows": {duplicate: true, do: func(tx *db.Tx) error {
			return tx.DB.Create(&[]models.Account{{ID: "wu"}, {ID: "li"}}).Error
		}},
		"a balance below zero": {check: true, do: func(tx *db.Tx) error { return add(tx, "li", -1) }},
		"a new row below zero": {check: true, do: func(tx *db.Tx) error {
			return tx.DB.Create(&models.Account{ID: "he", Balance: -1}).Error
		}},
		"an update in the clothes of an insert": {check: true, do: func(tx *db.Tx) error {
			return tx.DB.Clauses(clause.OnConflict{
				Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns([]string{"balance"}),
			}).Create(&[]models.Account{{ID: "li", Balance: -1}}).Error
		}},
		"a row that is not there": {missing: true, do: func(tx *db.Tx) error {
			return tx.DB.Where("id = ?", "nobody").Take(&models.Account{}).Error
		}},
		"nonsense":          {do: func(tx *db.Tx) error { return tx.DB.Exec("SELECT FROM WHERE").Error }},
		"what is forgotten": {do: func(tx *db.Tx) error { return tx.DB.Exec("INSERT INTO settings (name) VALUES ('x')").Error }},
	} {
		t.Run(name, func(t *testing.T) {
			err := store.Write(t.Context(), c.do)
			require.Error(t, err)
			err = fmt.Errorf("write: %w", err)
			require.Equal(t, c.duplicate, db.IsDuplicate(err), "%v", err)
			require.Equal(t, c.check, db.IsCheck(err), "%v", err)
			require.Equal(t, c.missing, db.IsMissing(err), "%v", err)
			require.False(t, db.IsAway(err), "%v", err)
		})
	}
	require.False(t, db.IsDuplicate(nil) || db.IsCheck(nil) || db.IsMissing(nil) || db.IsAway(nil))
}

func TestADatabaseThatIsAway(t *testing.T) {
	for _, err := range []error{
		&net.OpError{Op: "dial", Err: errors.New("connection refused")}, io.ErrUnexpectedEOF, db.ErrAgain,
	} {
		require.True(t, db.IsAway(fmt.Errorf("begin: %w", err)), "%v", err)
	}
	require.False(t, db.IsAway(errors.New("a fault of ours")))
}

// SQLite keeps text and numbers as they come, so what a server would cut or refuse must not depend on it.
func TestTextIsComparedByteByByte(t *testing.T) {
	store := dbtest.New(t, nil)
	accounts(t, store, "li", "LI", "lí", "李")
	var n int64
	require.NoError(t, store.Read(t.Context()).DB.Model(&models.Account{}).Where("id = ?", "li").Count(&n).Error)
	require.Equal(t, int64(1), n)
	var ids []string
	require.NoError(t, store.Read(t.Context()).DB.Model(&models.Account{}).Order("id").Pluck("id", &ids).Error)
	require.Equal(t, []string{"LI", "li", "lí", "李"}, ids)
}
