package people_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

func TestSigningInByWeChat(t *testing.T) {
	w := newTown(t)
	t.Run("somebody new becomes a resident with an account of no points, and is themselves the next time", func(t *testing.T) {
		actor, pair := w.rider("resident-1")
		require.True(t, pair.IsNew)
		require.Equal(t, 600, pair.ExpiresIn)
		require.Regexp(t, `^居民[0-9A-F]{4}$`, pair.Person.DisplayName)
		require.Equal(t, []people.Scoped{{Role: people.Resident}}, pair.Person.Roles)
		require.Equal(t, pair.Person.Roles, actor.Grants)
		require.Equal(t, pair.Person.ID, actor.ID)
		points, err := ledger.Available(w.store.Read(t.Context()), actor.ID)
		require.NoError(t, err)
		require.Zero(t, points)

		again, second := w.rider("resident-1")
		require.False(t, second.IsNew)
		require.Equal(t, actor.ID, again.ID)
		require.NotEqual(t, actor.Session, again.Session)
		require.NotEqual(t, pair.RefreshToken, second.RefreshToken)
		require.Equal(t, map[string]int{"done": 1}, w.events("people.join"))
	})
	t.Run("a code that WeChat does not know makes nobody", func(t *testing.T) {
		before := w.count(&models.Person{}, "1 = 1")
		_, err := w.room.SignInWeChat(t.Context(), "somebody", "", "")
		require.ErrorIs(t, err, people.ErrWeChatCode)
		require.Equal(t, before, w.count(&models.Person{}, "1 = 1"))
	})
	t.Run("whoever was planted with an openid is found by it", func(t *testing.T) {
		_, pair := w.rider("rider-9")
		_, err := w.room.SignInWeChat(t.Context(), "demo-rider-9", "", "")
		require.NoError(t, err)
		require.Equal(t, 1, w.count(&models.WechatIdentity{}, "person_id = ?", pair.Person.ID))
	})
	t.Run("a session of a month ends when the month does", func(t *testing.T) {
		_, pair := w.rider("resident-2")
		w.clock.Pass(30*24*time.Hour - time.Minute)
		next, err := w.room.Refresh(t.Context(), pair.RefreshToken, "", "")
		require.NoError(t, err)
		require.Equal(t, 60, next.ExpiresIn)
		w.clock.Pass(time.Minute)
		_, err = w.room.Authenticate(t.Context(), next.AccessToken)
		require.ErrorIs(t, err, people.ErrToken)
		_, err = w.room.Refresh(t.Context(), next.RefreshToken, "", "")
		require.ErrorIs(t, err, people.ErrRefresh)
	})
}

func TestFiftySignInsOfOneNewcomerMakeOnePerson(t *testing.T) {
	w := newTown(t)
	pairs, errs := together(50, func(int) (people.Pair, error) {
		return w.room.SignInWeChat(context.Background(), "demo-rider-1", "", "")
	})
	fresh := 0
	for i, p := range pairs {
		require.NoError(t, errs[i])
		require.Equal(t, pairs[0].Person.ID, p.Person.ID)
		if p.IsNew {
			fresh++
		}
	}
	require.Equal(t, 1, fresh)
	for _, row := range []any{&models.Person{}, &models.WechatIdentity{}, &models.Grant{}, &models.Account{}} {
		require.Equal(t, 1, w.count(row, "1 = 1"))
	}
	require.Equal(t, 50, w.count(&models.Session{}, "1 = 1"))
}
