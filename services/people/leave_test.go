package people_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// book does one booking for a person.
func (w *town) book(person string, f func(b *ledger.Books) (string, error)) (id string) {
	w.Helper()
	w.do(func(tx *db.Tx) error {
		books, err := ledger.Open(tx, person)
		if err != nil {
			return err
		}
		if id, err = f(books); err != nil {
			return err
		}
		return books.Write()
	})
	return id
}

func why(id string) ledger.Why {
	return ledger.Why{Reason: "test", Source: ledger.Source{Type: "test", ID: id}}
}

func TestOnesOwnDataInPlainWords(t *testing.T) {
	w := newTown(t)
	actor, _ := w.rider("rider-1")
	w.rider("rider-1")
	_, err := w.room.Change(t.Context(), actor, people.Edit{DisplayName: text("王小明"), Phone: text("13900001234")})
	require.NoError(t, err)
	require.NoError(t, w.room.Consent(t.Context(), actor, "privacy", people.Documents[0].Version, true))
	data, err := w.room.Export(t.Context(), actor)
	require.NoError(t, err)
	require.Equal(t, "王小明", data.Profile.DisplayName)
	require.Equal(t, "13900001234", data.Phone)
	require.Len(t, data.Consents, 1)
	require.Len(t, data.Sessions, 2)
}

func TestCancellingAnAccount(t *testing.T) {
	w := newTown(t)
	actor, pair := w.rider("rider-1")
	_, err := w.room.Change(t.Context(), actor, people.Edit{
		DisplayName: text("王小明"), Phone: text("13900001234"), WorkerType: text("courier"), OrgUnitID: text("230604003008"), OrgPath: community,
	})
	require.NoError(t, err)
	w.book(actor.ID, func(b *ledger.Books) (string, error) {
		if _, err := b.FundStreet("230604003", 100, why("1")); err != nil {
			return "", err
		}
		return b.Award(actor.ID, "230604003", 30, why("2"))
	})
	hold := w.book(actor.ID, func(b *ledger.Books) (string, error) { return b.Hold(actor.ID, 10, why("3")) })

	t.Run("waits until what was reserved has been collected", func(t *testing.T) {
		require.ErrorIs(t, w.room.Cancel(t.Context(), actor), people.ErrOpenBusiness)
		w.who(pair)
		w.book(actor.ID, func(b *ledger.Books) (string, error) {
			if err := b.LoadHolds(hold); err != nil {
				return "", err
			}
			return b.Void(hold, why("4"))
		})
	})
	t.Run("cuts identity and keeps the books", func(t *testing.T) {
		require.NoError(t, w.room.Cancel(t.Context(), actor))
		var row models.Person
		require.NoError(t, w.store.Read(t.Context()).DB.Where("id = ?", actor.ID).Take(&row).Error)
		require.Equal(t, models.Person{
			ID: actor.ID, State: "cancelled", CreatedAt: row.CreatedAt, CancelledAt: models.At(w.clock.Now()),
		}, row)
		require.Zero(t, w.count(&models.WechatIdentity{}, "1 = 1"))
		require.Zero(t, w.count(&models.Grant{}, "revoked_at = 0"))
		points, err := ledger.Available(w.store.Read(t.Context()), actor.ID)
		require.NoError(t, err)
		require.EqualValues(t, 30, points)
		require.Equal(t, map[string]int{"done": 1}, w.events("people.cancel"))
	})
	t.Run("nobody comes in as the pseudonym any more", func(t *testing.T) {
		_, err := w.room.Authenticate(t.Context(), pair.AccessToken)
		require.ErrorIs(t, err, people.ErrToken)
		_, err = w.room.Refresh(t.Context(), pair.RefreshToken, "", "")
		require.ErrorIs(t, err, people.ErrRefresh)
		require.ErrorIs(t, w.room.Cancel(t.Context(), actor), people.ErrUnknown)
		_, err = w.room.Change(t.Context(), actor, people.Edit{DisplayName: text("回来")})
		require.ErrorIs(t, err, people.ErrUnknown)
	})
	t.Run("others see that somebody has gone", func(t *testing.T) {
		names, err := w.room.Names(t.Context(), []string{actor.ID, "nobody", ""})
		require.NoError(t, err)
		require.Equal(t, map[string]string{actor.ID: people.Gone}, names)
	})
	t.Run("the same WeChat is somebody new, and the phone is free", func(t *testing.T) {
		again, pair := w.rider("rider-1")
		require.True(t, pair.IsNew)
		require.NotEqual(t, actor.ID, again.ID)
		_, err := w.room.Change(t.Context(), again, people.Edit{Phone: text("13900001234")})
		require.NoError(t, err)
	})
	t.Run("staff hand over their duties first", func(t *testing.T) {
		keeper := w.staff("keeper-1", people.MartKeeper, "mart-1", street)
		require.ErrorIs(t, w.room.Cancel(t.Context(), keeper), people.ErrOnDuty)
		sysadmin := w.staff("sysadmin-1", people.SysAdmin, "2306", city)
		card, err := w.room.Card(t.Context(), keeper.ID)
		require.NoError(t, err)
		answer, err := w.room.Revoke(t.Context(), w.call(), sysadmin, card.Grants[0].ID, "离职")
		done[people.Granted](w, answer, err)
		require.NoError(t, w.room.Cancel(t.Context(), keeper))
		require.Equal(t, people.ErrCredentials, w.knock("keeper-1", password, ""))
	})
}
