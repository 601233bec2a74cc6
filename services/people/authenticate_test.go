package people_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

func TestWhoIsAsking(t *testing.T) {
	w := newTown(t)
	t.Run("the database says what an officer may do, and where", func(t *testing.T) {
		officer := w.staff("officer-1", people.GridOfficer, "230604003008", community)
		require.Equal(t, []people.Scoped{{Role: people.GridOfficer, ScopeID: "230604003008", Path: community}}, officer.Grants)
		require.Equal(t, community, officer.OrgPath)
	})
	t.Run("a role taken away is gone with the next request, one given is there", func(t *testing.T) {
		sysadmin := w.staff("sysadmin-1", people.SysAdmin, "2306", city)
		w.staff("keeper-1", people.MartKeeper, "mart-1", street)
		pair, err := w.room.SignInStaff(t.Context(), "keeper-1", password, "", "", "")
		require.NoError(t, err)
		keeper := w.who(pair)
		_, ok := keeper.Of("mart-1", people.MartKeeper)
		require.True(t, ok)
		card, err := w.room.Card(t.Context(), keeper.ID)
		require.NoError(t, err)

		answer, err := w.room.Revoke(t.Context(), w.call(), sysadmin, card.Grants[0].ID, "调岗")
		done[people.Granted](w, answer, err)
		require.Empty(t, w.who(pair).Grants)
		answer, err = w.room.Grant(t.Context(), w.call(), sysadmin, keeper.ID, people.Scoped{Role: people.MartKeeper, ScopeID: "mart-2", Path: street})
		done[people.Granted](w, answer, err)
		require.Equal(t, "mart-2", w.who(pair).Grants[0].ScopeID)
	})
	t.Run("staff act only in a session that began with their password, whoever holds their WeChat", func(t *testing.T) {
		rider, _ := w.rider("rider-1")
		sysadmin := w.enter("sysadmin-1")
		answer, err := w.room.HireStaff(t.Context(), w.call(), sysadmin, people.Hire{
			PersonID: rider.ID, Username: "mobile-1", Password: password,
			Roles: []people.Scoped{{Role: people.GridOfficer, ScopeID: "230604003008", Path: community}},
		})
		done[people.Hired](w, answer, err)
		again, pair := w.rider("rider-1")
		require.Equal(t, []people.Scoped{{Role: people.Resident}}, again.Grants)
		require.Equal(t, again.Grants, pair.Person.Roles)
		officer := w.enter("mobile-1")
		require.Equal(t, rider.ID, officer.ID)
		require.Equal(t, people.GridOfficer, officer.Role())
		require.Equal(t, []people.Scoped{{Role: people.GridOfficer, ScopeID: "230604003008", Path: community}}, officer.Grants)
		require.True(t, officer.Apart, "whoever hired them knows the password, and must not come by their points")
		require.False(t, again.Apart)
	})
	t.Run("a shift is twelve hours", func(t *testing.T) {
		pair, err := w.room.SignInStaff(t.Context(), "officer-1", password, "", "", "")
		require.NoError(t, err)
		w.clock.Pass(12*time.Hour - time.Second)
		pair, err = w.room.Refresh(t.Context(), pair.RefreshToken, "", "")
		require.NoError(t, err)
		w.clock.Pass(time.Second)
		_, err = w.room.Authenticate(t.Context(), pair.AccessToken)
		require.ErrorIs(t, err, people.ErrToken)
	})
	t.Run("a token of somebody else's session is refused", func(t *testing.T) {
		one, pair := w.rider("rider-2")
		two, _ := w.rider("rider-3")
		w.do(func(tx *db.Tx) error {
			return tx.DB.Model(&models.Session{}).Where("id = ?", one.Session).UpdateColumn("person_id", two.ID).Error
		})
		_, err := w.room.Authenticate(t.Context(), pair.AccessToken)
		require.ErrorIs(t, err, people.ErrToken)
		_, err = w.room.Authenticate(t.Context(), "nonsense")
		require.ErrorIs(t, err, people.ErrToken)
	})
}

func TestManyWhoAskAtOnceAreEachThemselves(t *testing.T) {
	w := newTown(t)
	pairs := make([]people.Pair, 20)
	for i := range pairs {
		_, pairs[i] = w.rider("rider-" + string(rune('a'+i)))
	}
	require.NoError(t, w.room.SignOut(t.Context(), w.who(pairs[7])))
	actors, errs := together(1000, func(i int) (people.Actor, error) {
		return w.room.Authenticate(context.Background(), pairs[i%20].AccessToken)
	})
	for i, a := range actors {
		if i%20 == 7 {
			require.ErrorIs(t, errs[i], people.ErrToken)
			continue
		}
		require.NoError(t, errs[i])
		require.Equal(t, pairs[i%20].Person.ID, a.ID)
		require.Equal(t, []people.Scoped{{Role: people.Resident}}, a.Grants)
	}
}

func BenchmarkAuthenticate(b *testing.B) {
	w := newTown(b)
	_, pair := w.rider("rider-1")
	b.SetParallelism(32)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := w.room.Authenticate(context.Background(), pair.AccessToken); err != nil {
				b.Error(err)
				return
			}
		}
	})
}
