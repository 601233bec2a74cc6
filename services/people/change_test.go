package people_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

func TestChangingOnesDetails(t *testing.T) {
	w := newTown(t)
	actor, pair := w.rider("rider-1")
	change := func(e people.Edit) (people.Profile, error) { return w.room.Change(t.Context(), actor, e) }
	t.Run("what is given is changed and the rest stays", func(t *testing.T) {
		p, err := change(people.Edit{DisplayName: text("  王小明 "), OrgUnitID: text("230604003008"), OrgPath: community})
		require.NoError(t, err)
		require.Equal(t, "王小明", p.DisplayName)
		require.Equal(t, "230604003008", p.OrgUnitID)
		p, err = change(people.Edit{Phone: text("+86 139-0000-1234")})
		require.NoError(t, err)
		require.Equal(t, "139****1234", p.PhoneMasked)
		require.Equal(t, "王小明", p.DisplayName)
		me, err := w.room.Me(t.Context(), w.who(pair))
		require.NoError(t, err)
		require.Equal(t, p, me)
		require.Equal(t, community, w.who(pair).OrgPath)
	})
	t.Run("a kind of work makes a rider, none a resident again, as often as one likes", func(t *testing.T) {
		for range 3 {
			for _, kind := range people.WorkerTypes {
				p, err := change(people.Edit{WorkerType: text(kind)})
				require.NoError(t, err)
				require.Equal(t, kind, p.WorkerType)
				require.Equal(t, []people.Scoped{{Role: people.Rider}}, p.Roles)
			}
			p, err := change(people.Edit{WorkerType: text("")})
			require.NoError(t, err)
			require.Equal(t, []people.Scoped{{Role: people.Resident}}, p.Roles)
			require.Equal(t, p.Roles, w.who(pair).Grants)
		}
	})
	t.Run("everything that is wrong is said at once, and nothing changes", func(t *testing.T) {
		before, err := w.room.Me(t.Context(), actor)
		require.NoError(t, err)
		_, err = change(people.Edit{
			DisplayName: text("\u202e"), Phone: text("12345"), WorkerType: text("pilot"), OrgUnitID: text("230604003008"), OrgPath: street,
		})
		require.ErrorIs(t, err, people.ErrInvalid)
		fields := []string{}
		for _, f := range fault.As(err).Fields {
			fields = append(fields, f.Field)
		}
		require.Equal(t, []string{"display_name", "phone", "worker_type", "org_unit_id"}, fields)
		require.Empty(t, people.ErrInvalid.Fields, "the declared refusal is never changed")
		after, err := w.room.Me(t.Context(), actor)
		require.NoError(t, err)
		require.Equal(t, before, after)
	})
	t.Run("a phone number belongs to one person, however it is written, until it is given up", func(t *testing.T) {
		other, _ := w.rider("rider-2")
		take := people.Edit{Phone: text("１３９００００１２３４"), DisplayName: text("李雷")}
		_, err := w.room.Change(t.Context(), other, take)
		require.ErrorIs(t, err, people.ErrPhoneTaken)
		require.Equal(t, "phone", fault.As(err).Fields[0].Field)
		p, err := w.room.Me(t.Context(), other)
		require.NoError(t, err)
		require.NotEqual(t, "李雷", p.DisplayName)
		_, err = change(people.Edit{Phone: text("")})
		require.NoError(t, err)
		_, err = w.room.Change(t.Context(), other, take)
		require.NoError(t, err)
	})
	t.Run("staff earn nothing for their job", func(t *testing.T) {
		keeper := w.staff("keeper-1", people.MartKeeper, "mart-1", street)
		_, err := w.room.Change(t.Context(), keeper, people.Edit{WorkerType: text("rider")})
		require.ErrorIs(t, err, people.ErrNotTownsfolk)
		p, err := w.room.Change(t.Context(), keeper, people.Edit{DisplayName: text("赵管理员")})
		require.NoError(t, err)
		require.Equal(t, []people.Scoped{{Role: people.MartKeeper, ScopeID: "mart-1", Path: street}}, p.Roles)
		require.Empty(t, p.WorkerType)
	})
}

func TestTenWhoClaimOnePhoneAtOnce(t *testing.T) {
	w := newTown(t)
	actors := make([]people.Actor, 10)
	for i := range actors {
		actors[i], _ = w.rider("rider-" + string(rune('a'+i)))
	}
	_, errs := together(10, func(i int) (people.Profile, error) {
		return w.room.Change(context.Background(), actors[i], people.Edit{Phone: text("13900001234")})
	})
	require.Equal(t, 1, succeeded(errs))
	for _, err := range errs {
		if err != nil {
			require.ErrorIs(t, err, people.ErrPhoneTaken)
		}
	}
}

func TestTwentyChangesOfWorkAtOnceLeaveOneRole(t *testing.T) {
	w := newTown(t)
	actor, _ := w.rider("rider-1")
	_, errs := together(20, func(i int) (people.Profile, error) {
		return w.room.Change(context.Background(), actor, people.Edit{WorkerType: text([]string{"", "courier"}[i%2])})
	})
	require.Equal(t, 20, succeeded(errs))
	require.Equal(t, 1, w.count(&models.Grant{}, "person_id = ? AND revoked_at = 0", actor.ID))
}

func TestConsent(t *testing.T) {
	w := newTown(t)
	actor, _ := w.rider("rider-1")
	say := func(document, version string, given bool) error {
		return w.room.Consent(t.Context(), actor, document, version, given)
	}
	now := people.Documents[0].Version
	require.NoError(t, say("privacy", now, true))
	require.NoError(t, say("privacy", now, true))
	require.NoError(t, say("location", now, true))
	w.clock.Pass(1)
	require.NoError(t, say("location", now, false))
	t.Run("the last word on each document counts, the log keeps them all", func(t *testing.T) {
		me, err := w.room.Me(t.Context(), actor)
		require.NoError(t, err)
		words := map[string]int{}
		for _, c := range me.Consents {
			words[c.Document] = c.Given
		}
		require.Equal(t, map[string]int{"privacy": 1, "location": 0}, words)
		require.Equal(t, 3, w.count(&models.Consent{}, "1 = 1"))
	})
	t.Run("nobody agrees to what does not hold, or to what there is not", func(t *testing.T) {
		require.ErrorIs(t, say("photos", "1999-01", true), people.ErrConsentVersion)
		require.ErrorIs(t, say("photos", "\xff", false), people.ErrConsentVersion)
		require.ErrorIs(t, say("cookies", now, true), people.ErrDocument)
	})
}

func FuzzCleanName(f *testing.F) {
	for _, name := range []string{"王小明", " a ", "", "\x00", "\u202eevil", strings.Repeat("字", 31), "é", "\xff", "😀1", "ﷺ"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		clean, ok := people.CleanName(name)
		if !ok {
			return
		}
		again, still := people.CleanName(clean)
		if !still || again != clean {
			t.Fatalf("%q becomes %q and then %q", name, clean, again)
		}
		if n := utf8.RuneCountInString(clean); n < 1 || n > 30 || strings.TrimSpace(clean) != clean {
			t.Fatalf("%q becomes %q", name, clean)
		}
	})
}
