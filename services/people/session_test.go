package people_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

func TestRefreshing(t *testing.T) {
	w := newTown(t)
	t.Run("each refresh token brings the next pair of the same session", func(t *testing.T) {
		actor, pair := w.rider("rider-1")
		for range 3 {
			w.clock.Pass(10 * time.Minute)
			_, err := w.room.Authenticate(t.Context(), pair.AccessToken)
			require.ErrorIs(t, err, people.ErrTokenExpired)
			next, err := w.room.Refresh(t.Context(), pair.RefreshToken, "", "")
			require.NoError(t, err)
			require.Equal(t, pair.Person, next.Person)
			require.False(t, next.IsNew)
			require.Equal(t, actor.Session, w.who(next).Session)
			pair = next
		}
	})
	t.Run("a spent token used again ends the session for both hands, and is on record once", func(t *testing.T) {
		_, first := w.rider("rider-2")
		second, err := w.room.Refresh(t.Context(), first.RefreshToken, "", "")
		require.NoError(t, err)
		third, err := w.room.Refresh(t.Context(), second.RefreshToken, "", "")
		require.NoError(t, err)
		for range 2 {
			_, err = w.room.Refresh(t.Context(), first.RefreshToken, "10.0.0.9", "r9")
			require.ErrorIs(t, err, people.ErrRefresh)
		}
		for _, pair := range []people.Pair{first, second, third} {
			_, err = w.room.Authenticate(t.Context(), pair.AccessToken)
			require.ErrorIs(t, err, people.ErrToken)
		}
		_, err = w.room.Refresh(t.Context(), third.RefreshToken, "", "")
		require.ErrorIs(t, err, people.ErrRefresh)
		require.Equal(t, map[string]int{"auth.reuse": 1}, w.events("auth.refresh"))
		_, other := w.rider("rider-2")
		w.who(other)
	})
	t.Run("signing out ends this session and no other", func(t *testing.T) {
		actor, pair := w.rider("rider-3")
		_, other := w.rider("rider-3")
		for range 2 {
			require.NoError(t, w.room.SignOut(t.Context(), actor))
		}
		_, err := w.room.Authenticate(t.Context(), pair.AccessToken)
		require.ErrorIs(t, err, people.ErrToken)
		_, err = w.room.Refresh(t.Context(), pair.RefreshToken, "", "")
		require.ErrorIs(t, err, people.ErrRefresh)
		w.who(other)
	})
	t.Run("a token that was never given is refused", func(t *testing.T) {
		for _, token := range []string{"", "x", "\xff", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"} {
			_, err := w.room.Refresh(t.Context(), token, "", "")
			require.ErrorIs(t, err, people.ErrRefresh)
		}
	})
	t.Run("sessions that are long over are forgotten with their tokens, the others stay", func(t *testing.T) {
		w.clock.Pass(20 * 24 * time.Hour)
		_, young := w.rider("rider-4")
		w.clock.Pass(45 * 24 * time.Hour)
		gone, err := w.room.Prune(t.Context())
		require.NoError(t, err)
		require.Positive(t, gone)
		require.Equal(t, 1, w.count(&models.Session{}, "1 = 1"))
		require.Equal(t, 1, w.count(&models.RefreshToken{}, "1 = 1"))
		require.Equal(t, 1, w.count(&models.RefreshToken{}, "hash = ?", people.HashOpaque(young.RefreshToken)))
	})
}

func TestTwentyRefreshesWithOneTokenBringOnePairAndEndTheFamily(t *testing.T) {
	w := newTown(t)
	for range 5 {
		_, first := w.rider("rider-1")
		pairs, errs := together(20, func(int) (people.Pair, error) {
			return w.room.Refresh(context.Background(), first.RefreshToken, "", "")
		})
		require.Equal(t, 1, succeeded(errs))
		for i, pair := range pairs {
			if errs[i] != nil {
				require.ErrorIs(t, errs[i], people.ErrRefresh)
				continue
			}
			_, err := w.room.Authenticate(t.Context(), pair.AccessToken)
			require.ErrorIs(t, err, people.ErrToken, "the family ended")
		}
		require.Zero(t, w.count(&models.Session{}, "ended_at = 0"))
	}
	require.Equal(t, map[string]int{"auth.reuse": 5}, w.events("auth.refresh"))
}
