package people_test

import (
	"context"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// knock tries a password and an optional code.
func (w *town) knock(username, password, otp string) error {
	_, err := w.room.SignInStaff(w.Context(), username, password, otp, "10.0.0.7", "r7")
	return err
}

func TestSigningInAsStaff(t *testing.T) {
	w := newTown(t)
	w.staff("keeper-1", people.MartKeeper, "mart-1", street)
	t.Run("name and password open the door, blanks and capitals around the name do not matter", func(t *testing.T) {
		pair, err := w.room.SignInStaff(t.Context(), " Keeper-1 ", password, "", "10.0.0.7", "r7")
		require.NoError(t, err)
		require.False(t, pair.IsNew)
		require.Equal(t, people.MartKeeper, pair.Person.Roles[0].Role)
		rows, err := audit.Events(w.store.Read(t.Context()), audit.Filter{Action: "auth.staff", Limit: 1})
		require.NoError(t, err)
		e := rows[0]
		require.Equal(t, []string{pair.Person.ID, "mart_keeper", "done", street, "10.0.0.7", "r7"},
			[]string{e.ActorID, e.ActorRole, e.Outcome, e.ScopePath, e.FromAddress, e.RequestID})
	})
	t.Run("a wrong password and an unknown name hear the same", func(t *testing.T) {
		wrong, unknown := w.knock("keeper-1", "wrong", ""), w.knock("nobody", "wrong", "")
		require.Equal(t, people.ErrCredentials, wrong)
		require.Equal(t, wrong, unknown)
		for _, name := range []string{"", "\xff", "王", "' OR 1=1 --"} {
			require.Equal(t, people.ErrCredentials, w.knock(name, password, ""))
		}
	})
	t.Run("the name that was typed stands nowhere in the record, for it may be a password", func(t *testing.T) {
		require.Error(t, w.knock("my-secret-password", "", ""))
		require.Equal(t, 0, w.count(&models.AuditEvent{}, "object_id LIKE ? OR detail LIKE ?", "%secret%", "%secret%"))
		require.Equal(t, 5, w.count(&models.AuditEvent{}, "object_type = 'staff_name' AND object_id <> '' AND outcome = 'auth.credentials'"))
	})
}

func TestFiveFailuresLockANameForAQuarterOfAnHour(t *testing.T) {
	for name, known := range map[string]bool{"of somebody": true, "of nobody, in the same way": false} {
		t.Run(name, func(t *testing.T) {
			w := newTown(t)
			right := error(people.ErrCredentials)
			if known {
				w.found(people.NewPerson{Username: "keeper-1", Roles: []people.Scoped{{Role: people.MartKeeper, ScopeID: "mart-1", Path: street}}})
				right = nil
			}
			for range 5 {
				require.Equal(t, people.ErrCredentials, w.knock("keeper-1", "wrong", ""))
			}
			w.clock.Pass(14 * time.Minute)
			for _, try := range []string{password, "wrong"} {
				err := w.knock("keeper-1", try, "")
				require.ErrorIs(t, err, people.ErrLocked, "the right password hears no better")
				require.Equal(t, time.Minute, fault.As(err).RetryAfter)
			}
			require.Equal(t, map[string]int{"auth.credentials": 5}, w.events("auth.staff"))
			require.Equal(t, map[string]int{"done": 1}, w.events("auth.lockout"))
			w.clock.Pass(time.Minute)
			for range 4 {
				require.Equal(t, people.ErrCredentials, w.knock("keeper-1", "wrong", ""))
			}
			require.Equal(t, right, w.knock("keeper-1", password, ""))
			if known { // the success has wiped the slate
				require.Equal(t, people.ErrCredentials, w.knock("keeper-1", "wrong", ""))
				require.NoError(t, w.knock("keeper-1", password, ""))
			}
		})
	}
}

func TestTwentyGuessesAtOnceAreJudgedOneAfterAnother(t *testing.T) {
	w := newTown(t)
	w.found(people.NewPerson{Username: "keeper-1"})
	_, errs := together(20, func(int) (people.Pair, error) {
		return w.room.SignInStaff(context.Background(), "keeper-1", "wrong", "", "", "")
	})
	wrong := 0
	for _, err := range errs {
		if fault.As(err).Code == people.ErrCredentials.Code {
			wrong++
		} else {
			require.ErrorIs(t, err, people.ErrLocked)
		}
	}
	require.Equal(t, 5, wrong)
	require.Equal(t, map[string]int{"done": 1}, w.events("auth.lockout"))
}

func TestTheSecondFactor(t *testing.T) {
	w := newTown(t)
	actor := w.staff("district-1", people.DistrictAdmin, "230604", district)
	code := func(secret string) string {
		c, err := totp.GenerateCode(secret, w.clock.Now())
		require.NoError(t, err)
		return c
	}
	require.ErrorIs(t, w.room.ConfirmTOTP(t.Context(), actor, "123456"), people.ErrNotEnrolling)
	secret, url, err := w.room.EnrolTOTP(t.Context(), actor)
	require.NoError(t, err)
	require.Contains(t, url, secret)

	t.Run("is not asked for before its owner has shown a code of it", func(t *testing.T) {
		require.NoError(t, w.knock("district-1", password, ""))
		require.ErrorIs(t, w.room.ConfirmTOTP(t.Context(), actor, "000000"), people.ErrTOTP)
		require.NoError(t, w.room.ConfirmTOTP(t.Context(), actor, code(secret)))
		require.Equal(t, map[string]int{"done": 1}, w.events("people.totp"))
	})
	t.Run("cannot be replaced from a session, which may be stolen", func(t *testing.T) {
		_, _, err := w.room.EnrolTOTP(t.Context(), actor)
		require.ErrorIs(t, err, people.ErrEnrolled)
		require.ErrorIs(t, w.room.ConfirmTOTP(t.Context(), actor, code(secret)), people.ErrEnrolled)
	})
	t.Run("is asked for after the right password only, and a missing code is no guess", func(t *testing.T) {
		for range 6 {
			require.ErrorIs(t, w.knock("district-1", password, ""), people.ErrTOTP)
		}
		require.Equal(t, people.ErrCredentials, w.knock("district-1", "wrong", code(secret)))
	})
	t.Run("a code works once", func(t *testing.T) {
		require.ErrorIs(t, w.knock("district-1", password, code(secret)), people.ErrTOTP, "it was used to confirm")
		w.clock.Pass(30 * time.Second)
		fresh := code(secret)
		require.NoError(t, w.knock("district-1", password, fresh))
		require.ErrorIs(t, w.knock("district-1", password, fresh), people.ErrTOTP)
	})
	t.Run("of two uses at once one counts", func(t *testing.T) {
		w.clock.Pass(30 * time.Second)
		fresh := code(secret)
		_, errs := together(4, func(int) (people.Pair, error) {
			return w.room.SignInStaff(context.Background(), "district-1", password, fresh, "", "")
		})
		require.Equal(t, 1, succeeded(errs))
	})
	t.Run("guessing codes locks the account like guessing passwords", func(t *testing.T) {
		w.clock.Pass(time.Minute)
		require.NoError(t, w.knock("district-1", password, code(secret)))
		for range 5 {
			require.ErrorIs(t, w.knock("district-1", password, "000000"), people.ErrTOTP)
		}
		require.ErrorIs(t, w.knock("district-1", password, code(secret)), people.ErrLocked)
	})
	t.Run("who was planted with one needs it from the first day", func(t *testing.T) {
		secret, _, err := people.NewTOTP("庆小驿", "city-1")
		require.NoError(t, err)
		w.found(people.NewPerson{Username: "city-1", TOTPSecret: secret, Roles: []people.Scoped{{Role: people.CityAdmin, ScopeID: "2306", Path: city}}})
		require.ErrorIs(t, w.knock("city-1", password, ""), people.ErrTOTP)
		require.NoError(t, w.knock("city-1", password, code(secret)))
	})
}

func TestChangingAPassword(t *testing.T) {
	w := newTown(t)
	actor := w.staff("keeper-1", people.MartKeeper, "mart-1", street)
	other := w.enter("keeper-1")
	const fresh = "longjiang-guben 77"
	require.ErrorIs(t, w.room.ChangePassword(t.Context(), actor, password, "short"), people.ErrPasswordShort)
	require.ErrorIs(t, w.room.ChangePassword(t.Context(), actor, "wrong", fresh), people.ErrCredentials)
	require.NoError(t, w.room.ChangePassword(t.Context(), actor, password, fresh))
	require.Equal(t, map[string]int{"done": 1, "auth.credentials": 1}, w.events("people.password"))
	require.Equal(t, 1, w.count(&models.Session{}, "id = ? AND ended_at <> 0", other.Session))
	require.Equal(t, 1, w.count(&models.Session{}, "id = ? AND ended_at = 0", actor.Session))
	require.Equal(t, people.ErrCredentials, w.knock("keeper-1", password, ""))
	require.NoError(t, w.knock("keeper-1", fresh, ""))
	for range 5 {
		require.ErrorIs(t, w.room.ChangePassword(t.Context(), actor, "wrong", password), people.ErrCredentials)
	}
	require.ErrorIs(t, w.room.ChangePassword(t.Context(), actor, fresh, password), people.ErrLocked)
	rider, _ := w.rider("rider-1")
	require.ErrorIs(t, w.room.ChangePassword(t.Context(), rider, password, fresh), people.ErrNotHired)
}
