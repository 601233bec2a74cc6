package api_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

func wechat(name string) map[string]any { return map[string]any{"code": "demo-" + name} }

func credentials(username, password string) map[string]any {
	return map[string]any{"username": username, "password": password}
}

func TestSignIn(t *testing.T) {
	w := newTown(t)
	t.Run("a rider signs in with WeChat's code and is the same person each time", func(t *testing.T) {
		a := w.nobody().post(t, "/auth/wechat", wechat("rider-1")).is(t, 200)
		require.Equal(t, "Bearer", a.text("token_type"))
		require.Equal(t, 600, a.num("expires_in"), "ten minutes at most")
		require.Equal(t, false, a.at("is_new"))
		require.Equal(t, "赵示例", a.text("person.display_name"))
		require.Equal(t, "rider", a.text("person.roles.0.role"))
		b := w.nobody().post(t, "/auth/wechat", wechat("rider-1")).is(t, 200)
		require.Equal(t, a.text("person.id"), b.text("person.id"))
		require.NotEqual(t, a.text("access_token"), b.text("access_token"))
		require.NotContains(t, string(a.raw), "session_key")
	})
	t.Run("a stranger becomes a resident with an account of nothing", func(t *testing.T) {
		a := w.nobody().post(t, "/auth/wechat", wechat("newcomer")).is(t, 200)
		require.Equal(t, true, a.at("is_new"))
		require.Equal(t, "resident", a.text("person.roles.0.role"))
		require.Equal(t, 0, w.as(t, "newcomer").available(t))
		require.Equal(t, false, w.nobody().post(t, "/auth/wechat", wechat("newcomer")).is(t, 200).at("is_new"))
	})
	t.Run("WeChat knows no other code", func(t *testing.T) {
		w.nobody().post(t, "/auth/wechat", map[string]any{"code": "rider-1"}).refused(t, 401, "auth.wechat_code")
	})
	t.Run("staff sign in with their password, a code of the second factor beside it where asked", func(t *testing.T) {
		body := credentials("keeper-1", "demo-keeper-1")
		a := w.nobody().post(t, "/auth/staff", body).is(t, 200)
		require.Equal(t, "mart_keeper", a.text("person.roles.0.role"))
		require.Equal(t, "mart-1", a.text("person.roles.0.scope_id"))
		body["otp"] = "123456"
		w.nobody().post(t, "/auth/staff", body).is(t, 200)
	})
	t.Run("a wrong name and a wrong password sound the same", func(t *testing.T) {
		a := w.nobody().post(t, "/auth/staff", credentials("keeper-2", "wrong")).refused(t, 401, "auth.credentials")
		b := w.nobody().post(t, "/auth/staff", credentials("nobody-9", "wrong")).refused(t, 401, "auth.credentials")
		require.Equal(t, a.text("detail"), b.text("detail"))
	})
	t.Run("five failures lock the name for a while, whoever knocks", func(t *testing.T) {
		for range 5 {
			w.nobody().post(t, "/auth/staff", credentials("station-1", "wrong")).refused(t, 401, "auth.credentials")
		}
		a := w.nobody().post(t, "/auth/staff", credentials("station-1", "demo-station-1")).refused(t, 429, "auth.locked")
		require.NotEmpty(t, a.header.Get("Retry-After"))
		w.pass(16 * time.Minute)
		w.nobody().post(t, "/auth/staff", credentials("station-1", "demo-station-1")).is(t, 200)
	})
	t.Run("an address that keeps guessing is slowed down, then let in again", func(t *testing.T) {
		w.pass(time.Hour)
		tried := 0
		for ; tried < 40; tried++ {
			if w.nobody().post(t, "/auth/wechat", map[string]any{"code": "guess"}).status == 429 {
				break
			}
		}
		require.Equal(t, 20, tried)
		w.nobody().post(t, "/auth/wechat", wechat("rider-1")).refused(t, 429, "request.too_often")
		w.pass(time.Minute)
		w.nobody().post(t, "/auth/wechat", wechat("rider-1")).is(t, 200)
	})
}

func TestSessions(t *testing.T) {
	w := newTown(t)
	signIn := func(t *testing.T) answer { return w.nobody().post(t, "/auth/wechat", wechat("rider-3")).is(t, 200) }
	use := func(a answer) who { return who{w: w, token: a.text("access_token")} }
	refresh := func(t *testing.T, a answer) answer {
		return w.nobody().post(t, "/auth/refresh", map[string]any{"refresh_token": a.text("refresh_token")})
	}
	t.Run("an access token lasts ten minutes and is refreshed", func(t *testing.T) {
		a := signIn(t)
		w.pass(9 * time.Minute)
		use(a).get(t, "/me").is(t, 200)
		w.pass(2 * time.Minute)
		use(a).get(t, "/me").refused(t, 401, "auth.expired")
		b := refresh(t, a).is(t, 200)
		require.Equal(t, a.text("person.id"), b.text("person.id"))
		require.NotEqual(t, a.text("refresh_token"), b.text("refresh_token"))
		use(b).get(t, "/me").is(t, 200)
	})
	t.Run("a refresh token that is used twice ends the whole family", func(t *testing.T) {
		a := signIn(t)
		b := refresh(t, a).is(t, 200)
		other := signIn(t)
		refresh(t, a).refused(t, 401, "auth.refresh")
		refresh(t, b).refused(t, 401, "auth.refresh")
		use(b).get(t, "/me").refused(t, 401, "auth.token")
		use(other).get(t, "/me").is(t, 200)
	})
	t.Run("who signs out is out, and doing it again is no mistake of theirs", func(t *testing.T) {
		a := signIn(t)
		use(a).post(t, "/auth/logout", nil).is(t, 204)
		use(a).get(t, "/me").refused(t, 401, "auth.token")
		use(a).post(t, "/auth/logout", nil).refused(t, 401, "auth.token")
		refresh(t, a).refused(t, 401, "auth.refresh")
	})
	t.Run("a token that somebody changed is none", func(t *testing.T) {
		parts := strings.Split(signIn(t).text("access_token"), ".")
		unsigned := "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0." + parts[1] + "."
		for _, forged := range []string{parts[0] + "." + parts[1] + ".AAAA", unsigned, parts[1], "..", strings.Repeat("a.", 5000)} {
			who{w: w, token: forged}.get(t, "/me").refused(t, 401, "auth.token")
		}
	})
	t.Run("a role that is taken away is gone with the next request", func(t *testing.T) {
		w.hire(t, "rider-4", "helper-4", people.MartKeeper, "mart-1", mart1Path(w))
		a := w.nobody().post(t, "/auth/staff", credentials("helper-4", hiredPassword)).is(t, 200)
		use(a).get(t, "/counter/stock").is(t, 200)
		var grant string
		require.NoError(t, w.Store.Pool().QueryRowContext(t.Context(),
			"SELECT id FROM grants WHERE person_id = ? AND role = 'mart_keeper' AND revoked_at = 0", a.text("person.id")).Scan(&grant))
		boss := w.as(t, "sysadmin-1").actor(t)
		done, err := w.People.Revoke(t.Context(), deed(boss.ID), boss, grant, "离职")
		require.NoError(t, err)
		require.Equal(t, 200, done.Status, "%s", done.Body)
		use(a).get(t, "/counter/stock").refused(t, 403, "auth.forbidden")
		use(a).get(t, "/me").is(t, 200)
	})
	t.Run("an officer's WeChat opens no officer's door", func(t *testing.T) {
		w.hire(t, "rider-5", "helper-5", people.MartKeeper, "mart-1", mart1Path(w))
		w.as(t, "rider-5").get(t, "/counter/stock").refused(t, 403, "auth.forbidden")
	})
}

func mart1Path(w *town) string {
	m, _ := w.Marts.Find("mart-1")
	return m.OrgPath
}
