package db_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
)

func TestAClockThatGoesWrongIsSeen(t *testing.T) {
	right, err := dbtest.New(t, nil).Skew(t.Context())
	require.NoError(t, err)
	require.Less(t, right.Abs(), time.Minute)

	store := dbtest.New(t, dbtest.NewClock()) // it stands in March 2026
	wrong, err := store.Skew(t.Context())
	require.NoError(t, err)
	if store.Engine() == db.SQLite {
		require.Zero(t, wrong, "the embedded database has no other clock")
		return
	}
	require.Greater(t, wrong.Abs(), 24*time.Hour)
}
