package people_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

func role(r people.Role, scope, path string) people.Scoped {
	return people.Scoped{Role: r, ScopeID: scope, Path: path}
}

func TestGivingAndTakingRoles(t *testing.T) {
	w := newTown(t)
	sysadmin := w.staff("sysadmin-1", people.SysAdmin, "2306", city)
	districtAdmin := w.staff("district-1", people.DistrictAdmin, "230604", district)
	streetAdmin := w.staff("street-1", people.StreetAdmin, "230604003", street)
	auditor := w.staff("auditor-1", people.Auditor, "2306", city)
	officer := w.staff("officer-1", people.GridOfficer, "230604003008", community)
	far := w.staff("officer-2", people.GridOfficer, "230603001001", elsewhere)
	rider := w.found(people.NewPerson{WorkerType: "rider", OrgUnitID: "230604003008", OrgPath: community})

	t.Run("a street's administrator makes an officer reviewer below the street", func(t *testing.T) {
		call := w.call()
		answer, err := w.room.Grant(t.Context(), call, streetAdmin, officer.ID, role(people.Reviewer, "230604003008", community))
		g := done[people.Granted](w, answer, err)
		require.Equal(t, people.Reviewer, g.Role)
		require.NotEmpty(t, g.ID)
		again, err := w.room.Grant(t.Context(), call, streetAdmin, officer.ID, role(people.Reviewer, "230604003008", community))
		require.NoError(t, err)
		require.True(t, again.Replayed)
		require.Equal(t, answer.Body, again.Body)
		require.True(t, w.enter("officer-1").Is(people.Reviewer))

		answer, err = w.room.Grant(t.Context(), w.call(), streetAdmin, officer.ID, role(people.Reviewer, "230604003008", community))
		w.refused(people.ErrGranted, answer, err)
		answer, err = w.room.Revoke(t.Context(), w.call(), streetAdmin, g.ID, "")
		w.refused(people.ErrReason, answer, err)
		answer, err = w.room.Revoke(t.Context(), w.call(), streetAdmin, g.ID, "岗位调整")
		require.NotZero(t, done[people.Granted](w, answer, err).RevokedAt)
		answer, err = w.room.Revoke(t.Context(), w.call(), streetAdmin, g.ID, "岗位调整")
		w.refused(people.ErrRevoked, answer, err)
		require.Equal(t, map[string]int{"done": 1}, w.events("people.grant"))
		require.Equal(t, map[string]int{"done": 1}, w.events("people.revoke"))
	})
	t.Run("refuses", func(t *testing.T) {
		for name, c := range map[string]struct {
			actor  people.Actor
			person string
			what   people.Scoped
			want   *fault.Fault
		}{
			"oneself":                             {sysadmin, sysadmin.ID, role(people.CityAdmin, "2306", city), people.ErrOwn},
			"one's own level":                     {districtAdmin, officer.ID, role(people.DistrictAdmin, "230604", district), people.ErrAbove},
			"a level above":                       {streetAdmin, officer.ID, role(people.CityAdmin, "2306", city), people.ErrAbove},
			"another district":                    {districtAdmin, officer.ID, role(people.GridOfficer, "230603001001", elsewhere), people.ErrAbove},
			"somebody of another district":        {districtAdmin, far.ID, role(people.GridOfficer, "230604003008", community), people.ErrUnknown},
			"an officer to an officer":            {officer, far.ID, role(people.Reviewer, "230604003008", community), people.ErrAbove},
			"an auditor to anybody":               {auditor, officer.ID, role(people.Reviewer, "230604003008", community), people.ErrAbove},
			"the audit to a district's boss":      {districtAdmin, officer.ID, role(people.Auditor, "2306", city), people.ErrAbove},
			"business and audit to one person":    {sysadmin, officer.ID, role(people.Auditor, "2306", city), people.ErrDuties},
			"business and system to one person":   {sysadmin, officer.ID, role(people.SysAdmin, "2306", city), people.ErrDuties},
			"system and audit to one person":      {sysadmin, auditor.ID, role(people.SysAdmin, "2306", city), people.ErrDuties},
			"audit and business to one person":    {sysadmin, auditor.ID, role(people.MartKeeper, "mart-1", street), people.ErrDuties},
			"a rider's role, which is one's own":  {sysadmin, officer.ID, people.Scoped{Role: people.Rider}, people.ErrRole},
			"a role nobody knows":                 {sysadmin, officer.ID, role("king", "2306", city), people.ErrRole},
			"a street's boss over a district":     {sysadmin, officer.ID, role(people.StreetAdmin, "230604", district), people.ErrScope},
			"a scope that is not its path's":      {sysadmin, officer.ID, role(people.StreetAdmin, "230604004", street), people.ErrScope},
			"a keeper of no mart":                 {sysadmin, officer.ID, role(people.MartKeeper, "", street), people.ErrScope},
			"a keeper without a place":            {sysadmin, officer.ID, role(people.MartKeeper, "mart-1", ""), people.ErrScope},
			"somebody without a staff account":    {sysadmin, rider, role(people.GridOfficer, "230604003008", community), people.ErrNotHired},
			"somebody who is not there":           {sysadmin, "nobody", role(people.GridOfficer, "230604003008", community), people.ErrUnknown},
			"a place whose id only begins alike":  {streetAdmin, officer.ID, role(people.GridOfficer, "1", "/2306/230604/2306040031/1/"), people.ErrAbove},
			"a path with a hole, to reach beyond": {streetAdmin, officer.ID, role(people.GridOfficer, "x", street+"/x/"), people.ErrScope},
		} {
			t.Run(name, func(t *testing.T) {
				before := w.count(&models.Grant{}, "1 = 1")
				answer, err := w.room.Grant(t.Context(), w.call(), c.actor, c.person, c.what)
				w.refused(c.want, answer, err)
				require.Equal(t, before, w.count(&models.Grant{}, "1 = 1"))
			})
		}
	})
	t.Run("takes no role that it could not give, nor a rider's, nor its own", func(t *testing.T) {
		grantOf := func(person string) string {
			var g models.Grant
			require.NoError(t, w.store.Read(t.Context()).DB.Where("person_id = ? AND revoked_at = 0", person).Take(&g).Error)
			return g.ID
		}
		for _, c := range []struct {
			actor people.Actor
			grant string
			want  *fault.Fault
		}{
			{streetAdmin, grantOf(far.ID), people.ErrUnknown},
			{streetAdmin, grantOf(streetAdmin.ID), people.ErrOwn},
			{districtAdmin, grantOf(auditor.ID), people.ErrUnknown},
			{sysadmin, grantOf(rider), people.ErrUnknown},
			{sysadmin, "nothing", people.ErrUnknown},
			{officer, grantOf(streetAdmin.ID), people.ErrUnknown},
		} {
			answer, err := w.room.Revoke(t.Context(), w.call(), c.actor, c.grant, "试试看")
			w.refused(c.want, answer, err)
		}
		w.enter("auditor-1")
	})
	t.Run("of two duties given at once by two administrators one is kept", func(t *testing.T) {
		person := w.found(people.NewPerson{Username: "fresh-1", Roles: []people.Scoped{{Role: people.Resident}}})
		roles := []people.Scoped{role(people.Auditor, "2306", city), role(people.CityAdmin, "2306", city)}
		calls := []once.Call{w.call(), w.call(), w.call(), w.call(), w.call(), w.call()}
		answers, errs := together(6, func(i int) (once.Answer, error) {
			return w.room.Grant(context.Background(), calls[i], sysadmin, person, roles[i%2])
		})
		kept := 0
		for i, a := range answers {
			require.NoError(t, errs[i])
			if a.Status == 200 {
				kept++
			}
		}
		require.Equal(t, 1, kept)
		require.Equal(t, 1, w.count(&models.Grant{}, "person_id = ? AND revoked_at = 0 AND role <> 'resident'", person))
	})
}

func TestHiring(t *testing.T) {
	w := newTown(t)
	streetAdmin := w.staff("street-1", people.StreetAdmin, "230604003", street)
	hire := func(h people.Hire) (once.Answer, error) {
		return w.room.HireStaff(t.Context(), w.call(), streetAdmin, h)
	}
	officer := role(people.GridOfficer, "230604003008", community)

	t.Run("makes an account that can sign in, at the place of its first role", func(t *testing.T) {
		answer, err := hire(people.Hire{Name: "赵六", Username: "officer-1", Password: password, Roles: []people.Scoped{officer}})
		hired := done[people.Hired](w, answer, err)
		require.Len(t, hired.Grants, 1)
		actor := w.enter("officer-1")
		require.Equal(t, hired.PersonID, actor.ID)
		require.Equal(t, []people.Scoped{officer}, actor.Grants, "and earns nothing")
		require.Equal(t, community, actor.OrgPath)
		require.Equal(t, map[string]int{"done": 1}, w.events("people.hire"))
		require.Equal(t, map[string]int{"done": 1}, w.events("people.grant"))
	})
	t.Run("makes an officer of a rider who lives there", func(t *testing.T) {
		rider := w.found(people.NewPerson{WorkerType: "rider", OrgUnitID: "230604003008", OrgPath: community})
		answer, err := hire(people.Hire{PersonID: rider, Username: "rider-officer", Password: password, Roles: []people.Scoped{officer}})
		done[people.Hired](w, answer, err)
		actor := w.enter("rider-officer")
		require.True(t, actor.Is(people.GridOfficer) && !actor.Is(people.Rider) && actor.Apart)
		answer, err = hire(people.Hire{PersonID: rider, Username: "rider-twice", Password: password, Roles: []people.Scoped{officer}})
		w.refused(people.ErrHired, answer, err)
	})
	for name, c := range map[string]struct {
		h    people.Hire
		want *fault.Fault
	}{
		"no role":                 {people.Hire{Name: "甲", Username: "new-1", Password: password}, people.ErrRole},
		"a role above":            {people.Hire{Name: "甲", Username: "new-1", Password: password, Roles: []people.Scoped{officer, role(people.DistrictAdmin, "230604", district)}}, people.ErrAbove},
		"an easy password":        {people.Hire{Name: "甲", Username: "new-1", Password: "password1234", Roles: []people.Scoped{officer}}, people.ErrPasswordEasy},
		"an odd user name":        {people.Hire{Name: "甲", Username: "New 1", Password: password, Roles: []people.Scoped{officer}}, people.ErrUsername},
		"no name":                 {people.Hire{Username: "new-1", Password: password, Roles: []people.Scoped{officer}}, people.ErrInvalid},
		"a user name that is out": {people.Hire{Name: "甲", Username: "street-1", Password: password, Roles: []people.Scoped{officer}}, people.ErrUsernameTaken},
		"somebody far away":       {people.Hire{PersonID: w.found(people.NewPerson{OrgUnitID: "230603001001", OrgPath: elsewhere}), Username: "new-1", Password: password, Roles: []people.Scoped{officer}}, people.ErrUnknown},
		"oneself":                 {people.Hire{PersonID: streetAdmin.ID, Username: "new-1", Password: password, Roles: []people.Scoped{officer}}, people.ErrOwn},
		"one role twice":          {people.Hire{Name: "甲", Username: "new-1", Password: password, Roles: []people.Scoped{officer, officer}}, people.ErrGranted},
	} {
		t.Run("refuses "+name, func(t *testing.T) {
			before := w.count(&models.Person{}, "1 = 1")
			answer, err := hire(c.h)
			w.refused(c.want, answer, err)
			require.Equal(t, before, w.count(&models.Person{}, "1 = 1"))
		})
	}
}

func TestSuspendingAnAccount(t *testing.T) {
	w := newTown(t)
	sysadmin := w.staff("sysadmin-1", people.SysAdmin, "2306", city)
	streetAdmin := w.staff("street-1", people.StreetAdmin, "230604003", street)
	rider, pair := w.rider("rider-1")
	_, err := w.room.Change(t.Context(), rider, people.Edit{OrgUnitID: text("230604003008"), OrgPath: community})
	require.NoError(t, err)

	t.Run("ends the sessions at once and keeps its owner out until it is lifted", func(t *testing.T) {
		answer, err := w.room.Lock(t.Context(), w.call(), streetAdmin, rider.ID, "疑似冒领")
		require.Equal(t, people.Suspended, done[people.Standing](w, answer, err).State)
		_, err = w.room.Authenticate(t.Context(), pair.AccessToken)
		require.ErrorIs(t, err, people.ErrSuspended)
		_, err = w.room.Refresh(t.Context(), pair.RefreshToken, "", "")
		require.Error(t, err)
		_, err = w.room.SignInWeChat(t.Context(), "demo-rider-1", "", "")
		require.ErrorIs(t, err, people.ErrSuspended)
		require.Equal(t, map[string]int{"auth.suspended": 1}, w.events("auth.wechat"))
		answer, err = w.room.Lock(t.Context(), w.call(), streetAdmin, rider.ID, "再来一次")
		w.refused(people.ErrAlready, answer, err)

		answer, err = w.room.Unlock(t.Context(), w.call(), streetAdmin, rider.ID, "查无实据")
		require.Equal(t, people.Active, done[people.Standing](w, answer, err).State)
		_, err = w.room.Authenticate(t.Context(), pair.AccessToken)
		require.ErrorIs(t, err, people.ErrToken, "the old session stays ended")
		w.rider("rider-1")
		answer, err = w.room.Unlock(t.Context(), w.call(), streetAdmin, rider.ID, "再来一次")
		w.refused(people.ErrNotLocked, answer, err)
		require.Equal(t, map[string]int{"done": 1}, w.events("people.unlock"))
	})
	t.Run("is told to a keeper only after the right password", func(t *testing.T) {
		keeper := w.staff("keeper-1", people.MartKeeper, "mart-1", street)
		answer, err := w.room.Lock(t.Context(), w.call(), streetAdmin, keeper.ID, "停职")
		done[people.Standing](w, answer, err)
		require.Equal(t, people.ErrCredentials, w.knock("keeper-1", "wrong", ""))
		require.ErrorIs(t, w.knock("keeper-1", password, ""), people.ErrSuspended)
	})
	t.Run("lifts a lockout, too", func(t *testing.T) {
		officer := w.staff("officer-1", people.GridOfficer, "230604003008", community)
		for range 5 {
			require.Error(t, w.knock("officer-1", "wrong", ""))
		}
		require.ErrorIs(t, w.knock("officer-1", password, ""), people.ErrLocked)
		answer, err := w.room.Unlock(t.Context(), w.call(), streetAdmin, officer.ID, "本人到场")
		done[people.Standing](w, answer, err)
		w.enter("officer-1")
	})
	t.Run("refuses oneself, those above, and those elsewhere", func(t *testing.T) {
		far := w.found(people.NewPerson{OrgUnitID: "230603001001", OrgPath: elsewhere})
		nowhere := w.found(people.NewPerson{})
		boss := w.found(people.NewPerson{OrgUnitID: "230604003008", OrgPath: community, Roles: []people.Scoped{role(people.DistrictAdmin, "230604", district)}})
		for _, c := range []struct {
			person string
			want   *fault.Fault
		}{{streetAdmin.ID, people.ErrOwn}, {boss, people.ErrAbove}, {far, people.ErrUnknown}, {nowhere, people.ErrUnknown}, {"nobody", people.ErrUnknown}} {
			answer, err := w.room.Lock(t.Context(), w.call(), streetAdmin, c.person, "试试看")
			w.refused(c.want, answer, err)
		}
		answer, err := w.room.Lock(t.Context(), w.call(), sysadmin, nowhere, "整个城市都归这里管")
		done[people.Standing](w, answer, err)
	})
}
