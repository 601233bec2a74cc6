package api_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/api"
)

const chosen = "三只企鹅去看极光2026" // a password that whoever hires gives somebody

// enters signs a member of staff in with a password that somebody else chose.
func (w *town) enters(t testing.TB, username string) who {
	t.Helper()
	in := w.nobody().post(t, "/auth/staff", credentials(username, chosen)).is(t, 200)
	return who{w: w, token: in.text("access_token"), id: in.text("person.id")}
}

// hires makes a staff account of somebody who is known, or of somebody new where id is empty.
func (u who) hires(t testing.TB, id, username, role, scope string) {
	t.Helper()
	body := map[string]any{"username": username, "password": chosen, "role": role, "scope_id": scope}
	if id == "" {
		body["display_name"] = "赵新来"
	} else {
		body["person_id"] = id
	}
	u.post(t, "/staff", body).is(t, 201)
}

// Whoever hires somebody knows a password of theirs. It must open the duty and nothing of the person's own.
func TestNobodyComesByARidersPointsByHiringThem(t *testing.T) {
	w := newTown(t)
	rider := w.as(t, "rider-1")
	rider.do(t, "PATCH", "/me", map[string]any{"org_unit_id": home, "phone": "13712345678"}).is(t, 200)
	waiting := rider.reserves(t, "soap", 1)
	w.as(t, "street-1").hires(t, rider.id, "rider-keeper", "mart_keeper", "mart-1")
	thief := w.enters(t, "rider-keeper")
	require.Equal(t, rider.id, thief.id)
	thief.get(t, "/counter/stock").is(t, 200)
	thief.post(t, "/redemptions", order("mart-1", "soap", 1)).refused(t, 403, "auth.forbidden")
	for _, path := range []string{"/me/export", "/me/points", "/me/transfers", "/me/redemptions", "/me/reports", "/me/awards", "/redemptions/" + waiting + "/pickup-code"} {
		thief.get(t, path).refused(t, 403, "auth.own_session")
	}
	for _, path := range []string{"/redemptions/" + waiting + "/cancel", "/redemptions/" + waiting + "/dispute", "/me/cancel"} {
		thief.post(t, path, map[string]any{}).refused(t, 403, "auth.own_session")
	}
	thief.do(t, "PATCH", "/me", map[string]any{"phone": "13800000000"}).refused(t, 403, "auth.own_session")
	require.NotContains(t, string(thief.get(t, "/me").is(t, 200).raw), "13712345678")
	require.Equal(t, "reserved", rider.get(t, "/redemptions/"+waiting).is(t, 200).text("state"))
	rider.get(t, "/redemptions/"+waiting+"/pickup-code").is(t, 200)
}

func TestTwoSignaturesAreNotOneHand(t *testing.T) {
	w := newTown(t)
	city := w.as(t, "city-1")
	city.hires(t, "", "straw-man", "district_admin", "230604")
	straw := w.enters(t, "straw-man")
	rider := w.as(t, "rider-5")
	rider.do(t, "PATCH", "/me", map[string]any{"org_unit_id": home}).is(t, 200)
	had := rider.available(t)
	propose := func(by who) string {
		return by.post(t, "/adjustments", map[string]any{"person_id": rider.id, "points": 100, "reason": "凭空来的积分"}).is(t, 201).text("id")
	}
	straw.post(t, "/adjustments/"+propose(city)+"/approve", nil).refused(t, 403, "auth.same_person")
	city.post(t, "/adjustments/"+propose(straw)+"/approve", nil).refused(t, 403, "auth.same_person")
	require.Equal(t, had, rider.available(t))
	w.as(t, "district-1").post(t, "/adjustments/"+propose(straw)+"/approve", nil).is(t, 200)
	require.Equal(t, had+100, rider.available(t))
}

func TestAdministratorsWithoutASecondFactorDoNothingElse(t *testing.T) {
	w := newTown(t)
	rooms := w.Rooms
	rooms.Demo = false // a real town
	served := httptest.NewServer(api.New(rooms).Handler())
	t.Cleanup(served.Close)
	w.url = served.URL
	for _, name := range []string{"street-1", "city-1", "auditor-1", "sysadmin-1"} {
		u := w.as(t, name)
		u.get(t, "/reports").refused(t, 403, "auth.totp_enrol")
		u.get(t, "/live").refused(t, 403, "auth.totp_enrol")
		body, kind := form("file", snap())
		u.post(t, "/uploads", body, kind).refused(t, 403, "auth.totp_enrol")
		u.get(t, "/me").is(t, 200)
		u.post(t, "/me/totp", nil).is(t, 200)
	}
	w.as(t, "keeper-1").get(t, "/counter/stock").is(t, 200)
}

func TestAnOfficerNeitherSeesNorUsesWhatLiesElsewhere(t *testing.T) {
	w := newTown(t)
	rider := w.as(t, "rider-1")
	file := func(unit string) string {
		f := rider.filing(t, "environment")
		f["location"], f["org_unit_id"] = near(90_000), unit
		return rider.post(t, "/reports", f).is(t, 201).text("id")
	}
	below := func(parent string) string {
		return rider.get(t, "/org-units?parent="+parent).is(t, 200).text("items.0.id")
	}
	elsewhere, here := file(below(below("230603"))), file(home)
	officer := w.as(t, "officer-1")
	officer.get(t, "/reports/"+elsewhere).refused(t, 404, "not_found")
	require.Empty(t, officer.get(t, "/reports/"+here).is(t, 200).at("similar"))
	officer.post(t, "/reports/"+here+"/merge", map[string]any{"into": elsewhere}).refused(t, 422, "report.into")
	require.Len(t, w.as(t, "city-1").get(t, "/reports/"+here).is(t, 200).list("similar"), 1)
}

func TestNobodyAsksWhoHasWhichPhoneNumber(t *testing.T) {
	w := newTown(t)
	w.as(t, "walker-1").do(t, "PATCH", "/me", map[string]any{"phone": "13800005678"}).is(t, 200)
	asker := w.as(t, "walker-2")
	asked := 0
	for ; asked < 20; asked++ {
		if asker.do(t, "PATCH", "/me", map[string]any{"phone": "13800005678"}).status == http.StatusTooManyRequests {
			break
		}
	}
	require.Equal(t, 5, asked)
	asker.do(t, "PATCH", "/me", map[string]any{"display_name": "小庆"}).is(t, 200)
}

func TestTheDoorsDoNotBlockEachOther(t *testing.T) {
	w := newTown(t)
	signed := w.nobody().post(t, "/auth/wechat", wechat("rider-1")).is(t, 200)
	t.Run("many sign in at once behind one address", func(t *testing.T) {
		var group sync.WaitGroup
		answers := make([]answer, 60)
		for i := range answers {
			group.Go(func() { answers[i], _ = w.nobody().try(http.MethodPost, "/auth/wechat", wechat("rider-2")) })
		}
		group.Wait()
		for _, a := range answers {
			a.is(t, 200)
		}
	})
	t.Run("whoever guesses at passwords keeps no rider out", func(t *testing.T) {
		for i := range 40 {
			w.nobody().post(t, "/auth/staff", credentials(fmt.Sprint("somebody-", i), "wrong"))
		}
		w.nobody().post(t, "/auth/staff", credentials("keeper-1", "demo-keeper-1")).refused(t, 429, "request.too_often")
		w.nobody().post(t, "/auth/wechat", wechat("rider-1")).is(t, 200)
		w.nobody().post(t, "/auth/refresh", map[string]any{"refresh_token": signed.text("refresh_token")}).is(t, 200)
		w.pass(time.Minute)
		w.nobody().post(t, "/auth/staff", credentials("keeper-1", "demo-keeper-1")).is(t, 200)
	})
}

func TestWhatTheContractSaysFirst(t *testing.T) {
	w := newTown(t)
	u := w.as(t, "rider-1")
	none := header{"Idempotency-Key", ""}
	for path, by := range map[string]who{
		"/redemptions": u, "/reports": u, "/counter/stock/receipts": w.as(t, "keeper-1"), "/adjustments": w.as(t, "district-1"), "/staff": w.as(t, "sysadmin-1"),
	} {
		by.post(t, path, map[string]any{"nonsense": 1}, none).refused(t, 400, "idempotency.missing")
	}
	t.Run("a HEAD is answered as the GET would be", func(t *testing.T) {
		for _, path := range []string{"/healthz", "/readyz", "/docs", "/api/v1/openapi.json", "/api/v1/stations"} {
			res, err := w.client.Head(w.url + path)
			require.NoError(t, err)
			require.NoError(t, res.Body.Close())
			require.Equal(t, 200, res.StatusCode, path)
		}
	})
	t.Run("a cursor that was tampered with is refused", func(t *testing.T) {
		for _, cursor := range []string{"__4", "AA", "8J-YgA", "YWJjCnp6", "Jw", "Cg"} {
			u.get(t, "/me/reports?cursor="+cursor).refused(t, 400, "request.cursor")
			w.as(t, "officer-1").get(t, "/reports?cursor="+cursor).refused(t, 400, "request.cursor")
		}
	})
	t.Run("a photo is kept by the browser, not fetched at each look", func(t *testing.T) {
		photo := u.get(t, "/reports/"+u.reports(t, "environment")).is(t, 200).text("photos.0.url")
		res, err := w.client.Get(w.url + photo)
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
		require.Equal(t, "private, max-age=3600, immutable", res.Header.Get("Cache-Control"))
	})
}
