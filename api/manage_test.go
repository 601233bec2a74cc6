package api_test

import (
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"
)

const (
	ranghulu = "230604" // 让胡路区, where the demo's people live
	longfeng = "230603" // 龙凤区, district-2's
)

func TestPeopleAreLookedAfter(t *testing.T) {
	w := newTown(t)
	city, district, other := w.as(t, "city-1"), w.as(t, "district-1"), w.as(t, "district-2")
	rider, officer := w.as(t, "rider-1"), w.as(t, "officer-1")
	rider.do(t, "PATCH", "/me", map[string]any{"phone": "13812345678"}).is(t, 200)

	t.Run("an admin finds a person by the whole phone number, and sees name and number masked", func(t *testing.T) {
		found := district.get(t, "/people?q=138%201234%205678").is(t, 200)
		require.Len(t, found.list("items"), 1)
		require.Equal(t, rider.id, found.text("items.0.id"))
		require.Equal(t, "138****5678", found.text("items.0.phone_masked"))
		require.Regexp(t, `^.\*$`, found.text("items.0.name_masked"))
	})
	t.Run("the officer is found by user name, with the role that can be taken", func(t *testing.T) {
		found := district.get(t, "/people?q=officer-1").is(t, 200)
		require.Equal(t, officer.id, found.text("items.0.id"))
		require.Equal(t, "grid_officer", found.text("items.0.grants.0.role"))
		require.Equal(t, "网格员", found.text("items.0.grants.0.role_name"))
	})
	t.Run("to another district neither of them is there", func(t *testing.T) {
		require.Empty(t, other.get(t, "/people?q=officer-1").is(t, 200).list("items"))
		other.get(t, "/people/"+rider.id).refused(t, 404, "not_found")
		other.get(t, "/people?org_unit_id="+ranghulu).refused(t, 404, "not_found")
	})
	t.Run("riders and officers look nobody up", func(t *testing.T) {
		for _, name := range []string{"rider-1", "officer-1", "keeper-1"} {
			w.as(t, name).get(t, "/people").refused(t, 403, "auth.forbidden")
		}
	})
	t.Run("one person is shown with the points and the account, and the record says who looked", func(t *testing.T) {
		one := district.get(t, "/people/"+rider.id).is(t, 200)
		require.Equal(t, 500, one.num("points.available"))
		require.Nil(t, one.at("username"))
		require.Equal(t, "officer-1", district.get(t, "/people/"+officer.id).is(t, 200).text("username"))
		looked := w.as(t, "auditor-1").get(t, "/audit/events?action=people.look&object_id="+rider.id).is(t, 200)
		require.Equal(t, district.id, looked.text("items.0.actor_id"))
	})
	t.Run("a page of people goes on where the last one ended", func(t *testing.T) {
		require.Len(t, city.all(t, "/people?role=rider", 7), 20)
	})
}

func TestRolesAreGivenAndTaken(t *testing.T) {
	w := newTown(t)
	district, officer := w.as(t, "district-1"), w.as(t, "officer-1")
	grants := "/people/" + officer.id + "/grants"
	body := map[string]any{"role": "community_reviewer", "scope_id": elsewhere, "reason": "轮岗到相邻社区"}

	t.Run("a role is given once, and counts with the next request", func(t *testing.T) {
		k := header{"Idempotency-Key", key()}
		given := district.post(t, grants, body, k).is(t, 201)
		again := district.post(t, grants, body, k).is(t, 201)
		require.Equal(t, given.raw, again.raw)
		require.Equal(t, "true", again.header.Get("Idempotent-Replayed"))
		require.Len(t, officer.get(t, "/me").is(t, 200).list("roles"), 2)
		district.post(t, grants, body).refused(t, 409, "people.granted")
		event := w.as(t, "auditor-1").get(t, "/audit/events?action=people.grant&object_id="+officer.id).is(t, 200)
		require.Equal(t, "people.granted", event.text("items.0.outcome"), "the refusal is on record too")
		require.Contains(t, event.text("items.1.detail"), "轮岗到相邻社区")
	})
	t.Run("it is taken with a reason, and only from whom it was given to", func(t *testing.T) {
		id := district.get(t, "/people/"+officer.id).text("grants.1.id")
		wrong := "/people/" + w.as(t, "rider-1").id + "/grants/" + id + "/revoke"
		district.post(t, wrong, map[string]any{"reason": "轮岗结束"}).refused(t, 404, "not_found")
		district.post(t, grants+"/"+id+"/revoke", map[string]any{}).is(t, 400)
		taken := district.post(t, grants+"/"+id+"/revoke", map[string]any{"reason": "轮岗结束"}).is(t, 200)
		require.NotEmpty(t, taken.text("revoked_at"))
		require.Len(t, officer.get(t, "/me").is(t, 200).list("roles"), 1)
		district.post(t, grants+"/"+id+"/revoke", map[string]any{"reason": "轮岗结束"}).refused(t, 409, "people.revoked")
	})
	for _, c := range []struct {
		name, by, person, role, scope string
		status                        int
		code                          string
	}{
		{"nobody gives themselves a role", "district-1", "district-1", "grid_officer", home, 403, "people.own"},
		{"a district makes no city admin", "district-1", "officer-1", "city_admin", "2306", 403, "people.above"},
		{"another district has no say here", "district-2", "officer-1", "grid_officer", home, 403, "people.above"},
		{"a keeper keeps a mart, not a community", "district-1", "officer-1", "mart_keeper", home, 422, "people.scope"},
		{"a station manager keeps a station, not a mart", "district-1", "officer-1", "station_manager", "mart-1", 422, "people.scope"},
		{"who audits does nothing else", "sysadmin-1", "officer-1", "auditor", "2306", 409, "people.duties"},
		{"a rider without a staff account gets no role", "district-1", "rider-1", "grid_officer", home, 409, "people.not_hired"},
		{"an auditor changes nothing", "auditor-1", "officer-1", "grid_officer", home, 403, "auth.forbidden"},
	} {
		t.Run(c.name, func(t *testing.T) {
			body := map[string]any{"role": c.role, "scope_id": c.scope, "reason": "工作需要"}
			w.as(t, c.by).post(t, "/people/"+w.as(t, c.person).id+"/grants", body).refused(t, c.status, c.code)
		})
	}
	t.Run("everybody sees what the roles are, and which they may give", func(t *testing.T) {
		may := map[string]bool{}
		for _, item := range district.get(t, "/roles").is(t, 200).list("items") {
			r := item.(map[string]any)
			may[r["role"].(string)] = r["may_give"].(bool)
		}
		require.Len(t, may, 11)
		require.True(t, may["street_admin"])
		require.False(t, may["district_admin"])
	})
}

func TestAccountsAreSuspended(t *testing.T) {
	w := newTown(t)
	district, officer := w.as(t, "district-1"), w.as(t, "officer-1")
	path := "/people/" + officer.id
	t.Run("a suspended officer is out at once and cannot come in", func(t *testing.T) {
		require.Equal(t, "suspended", district.post(t, path+"/suspend", map[string]any{"reason": "手机遗失"}).is(t, 200).text("state"))
		require.Contains(t, []int{401, 403}, officer.get(t, "/me").status)
		w.nobody().post(t, "/auth/staff", map[string]any{"username": "officer-1", "password": "demo-officer-1"}).refused(t, 403, "auth.suspended")
	})
	t.Run("and is let in again", func(t *testing.T) {
		require.Equal(t, "active", district.post(t, path+"/restore", map[string]any{"reason": "已找回"}).is(t, 200).text("state"))
		delete(w.tokens, "officer-1")
		w.as(t, "officer-1").get(t, "/me").is(t, 200)
	})
	t.Run("a district suspends neither the city nor itself", func(t *testing.T) {
		district.post(t, "/people/"+district.id+"/suspend", map[string]any{"reason": "试一试"}).refused(t, 403, "people.own")
		require.Contains(t, []int{403, 404}, district.post(t, "/people/"+w.as(t, "city-1").id+"/suspend", map[string]any{"reason": "试一试"}).status)
	})
}

func TestStaffAreHired(t *testing.T) {
	w := newTown(t)
	district := w.as(t, "district-1")
	body := func(change map[string]any) map[string]any {
		b := map[string]any{"username": "keeper-9", "password": "三只企鹅去看极光2026", "display_name": "赵新来", "role": "mart_keeper", "scope_id": "mart-2"}
		for k, v := range change {
			b[k] = v
			if v == nil {
				delete(b, k)
			}
		}
		return b
	}
	t.Run("a new keeper gets an account and keeps that mart", func(t *testing.T) {
		hired := district.post(t, "/staff", body(nil)).is(t, 201)
		require.Equal(t, "keeper-9", hired.text("username"))
		in := w.nobody().post(t, "/auth/staff", map[string]any{"username": "keeper-9", "password": "三只企鹅去看极光2026"}).is(t, 200)
		who{w: w, token: in.text("access_token")}.get(t, "/counter/stock").is(t, 200)
		require.NotContains(t, string(w.as(t, "auditor-1").get(t, "/audit/events?limit=20").raw), "极光")
	})
	t.Run("a rider becomes a part-time officer under the same id", func(t *testing.T) {
		rider := w.as(t, "rider-3")
		b := body(map[string]any{"username": "officer-9", "display_name": nil, "person_id": rider.id, "role": "grid_officer", "scope_id": home})
		require.Equal(t, rider.id, district.post(t, "/staff", b).is(t, 201).text("person_id"))
	})
	for name, c := range map[string]struct {
		change map[string]any
		status int
		code   string
	}{
		"a user name is one person's":            {map[string]any{"username": "keeper-1"}, 409, "people.username_taken"},
		"nobody is hired without a name":         {map[string]any{"display_name": nil}, 422, "people.hire"},
		"a district hires nobody for the city":   {map[string]any{"role": "city_admin", "scope_id": "2306"}, 403, "people.above"},
		"a mart outside the district is not its": {map[string]any{"scope_id": "mart-200"}, 403, "people.above"},
	} {
		t.Run(name, func(t *testing.T) { district.post(t, "/staff", body(c.change)).refused(t, c.status, c.code) })
	}
	t.Run("a password that everybody guesses is none", func(t *testing.T) {
		require.Equal(t, 422, district.post(t, "/staff", body(map[string]any{"username": "keeper-8", "password": "12345678"})).status)
	})
}

func TestSecondFactor(t *testing.T) {
	w := newTown(t)
	officer := w.as(t, "officer-1")
	w.as(t, "rider-1").post(t, "/me/totp", nil).refused(t, 403, "auth.forbidden")
	officer.post(t, "/me/totp/confirm", map[string]any{"code": "000000"}).refused(t, 409, "people.totp_not_enrolling")
	secret := officer.post(t, "/me/totp", nil).is(t, 200).text("secret")
	code, err := totp.GenerateCode(secret, w.clock.Now())
	require.NoError(t, err)
	wrong := "000000"
	if code == wrong {
		wrong = "000001"
	}
	officer.post(t, "/me/totp/confirm", map[string]any{"code": wrong}).refused(t, 422, "auth.totp")
	officer.post(t, "/me/totp/confirm", map[string]any{"code": code}).is(t, 204)
	t.Run("signing in now wants a code that was not used before", func(t *testing.T) {
		in := map[string]any{"username": "officer-1", "password": "demo-officer-1"}
		require.Equal(t, 401, w.nobody().post(t, "/auth/staff", in).status)
		in["otp"] = code
		require.Equal(t, 401, w.nobody().post(t, "/auth/staff", in).status)
		w.pass(time.Minute)
		in["otp"], err = totp.GenerateCode(secret, w.clock.Now())
		require.NoError(t, err)
		w.nobody().post(t, "/auth/staff", in).is(t, 200)
	})
	t.Run("the telephone is not changed without taking the old one off", func(t *testing.T) {
		officer.post(t, "/me/totp", nil).refused(t, 409, "people.totp_enrolled")
	})
}

func TestPasswordIsChanged(t *testing.T) {
	w := newTown(t)
	officer := w.as(t, "officer-1")
	officer.post(t, "/me/password", map[string]any{"old_password": "wrong", "new_password": "三只企鹅去看极光2026"}).refused(t, 422, "auth.credentials")
	officer.post(t, "/me/password", map[string]any{"old_password": "demo-officer-1", "new_password": "三只企鹅去看极光2026"}).is(t, 204)
	w.nobody().post(t, "/auth/staff", map[string]any{"username": "officer-1", "password": "demo-officer-1"}).refused(t, 401, "auth.credentials")
	w.nobody().post(t, "/auth/staff", map[string]any{"username": "officer-1", "password": "三只企鹅去看极光2026"}).is(t, 200)
}
