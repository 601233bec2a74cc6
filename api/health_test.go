package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPlainRoutes(t *testing.T) {
	w := newTown(t)
	u := w.nobody()
	t.Run("is up and ready", func(t *testing.T) {
		require.Equal(t, "ok\n", string(u.get(t, "//healthz").is(t, 200).raw))
		require.Equal(t, "ready\n", string(u.get(t, "//readyz").is(t, 200).raw))
	})
	t.Run("serves its document and the pages that explain it", func(t *testing.T) {
		a := u.get(t, "/openapi.json").is(t, 200)
		require.True(t, strings.HasPrefix(a.text("openapi"), "3.1"))
		require.Contains(t, string(u.get(t, "//docs").is(t, 200).raw), "/docs/start.js")
		require.Contains(t, string(u.get(t, "//docs/start.js").is(t, 200).raw), "/api/v1/openapi.json")
		u.get(t, "//docs/../../etc/passwd").refused(t, 404, "not_found")
	})
	t.Run("says what is not there or cannot be done in the words of a problem", func(t *testing.T) {
		u.get(t, "/nothing/here").refused(t, 404, "not_found")
		a := u.do(t, http.MethodDelete, "/me", nil).is(t, 405)
		require.NotEmpty(t, a.header.Get("Allow"))
	})
	t.Run("takes a request's id where it is decent, and makes one where it is not", func(t *testing.T) {
		require.Equal(t, "my-request-1", u.get(t, "/rulebook", header{"X-Request-Id", "my-request-1"}).header.Get("X-Request-Id"))
		for _, odd := range []string{strings.Repeat("x", 65), "a b", `a"b`} {
			made := u.get(t, "/rulebook", header{"X-Request-Id", odd}).header.Get("X-Request-Id")
			require.NotEqual(t, odd, made)
			require.NotEmpty(t, made)
		}
		p := u.get(t, "/me", header{"X-Request-Id", "my-request-2"}).is(t, 401)
		require.Equal(t, "my-request-2", p.text("request_id"))
	})
	t.Run("speaks Chinese first, and English to whoever prefers it", func(t *testing.T) {
		for accept, title := range map[string]string{
			"": "请先登录", "zh-CN,zh;q=0.9,en;q=0.8": "请先登录", "fr": "请先登录", "en": "Please sign in", "en-US,en;q=0.9,zh;q=0.1": "Please sign in",
		} {
			a, err := u.try(http.MethodGet, "/me", nil, header{"Accept-Language", accept})
			if err != nil {
				require.Equal(t, "fr", accept, "%v", err)
			}
			require.Equal(t, title, a.text("title"), accept)
		}
		a := w.as(t, "rider-1").post(t, "/redemptions", map[string]any{"mart_id": "mart-1", "items": []any{}}, header{"Accept-Language", "en"}).is(t, 400)
		require.Equal(t, "must have at least 1 items", a.text("errors.0.message"))
		require.Equal(t, "items", a.text("errors.0.field"))
	})
	t.Run("never repeats what was wrong, which may be somebody's number", func(t *testing.T) {
		a := w.as(t, "rider-1").do(t, http.MethodPatch, "/me", map[string]any{"worker_type": "13800009999", "phone": strings.Repeat("13800009999", 3)}).is(t, 400)
		require.NotContains(t, string(a.raw), "13800009999")
	})
	t.Run("tells a browser to be careful", func(t *testing.T) {
		for _, path := range []string{"/rulebook", "//m/"} {
			h := u.get(t, path).is(t, 200).header
			require.Equal(t, "nosniff", h.Get("X-Content-Type-Options"))
			require.Equal(t, "DENY", h.Get("X-Frame-Options"))
		}
		require.Equal(t, "no-store", u.get(t, "/rulebook").header.Get("Cache-Control"))
	})
	t.Run("is up but not ready when its database is closed", func(t *testing.T) {
		require.NoError(t, w.Store.Close())
		u.get(t, "//healthz").is(t, 200)
		u.get(t, "//readyz").refused(t, 503, "server.away")
	})
}

func TestContractCheck(t *testing.T) {
	w := newTown(t)
	req, err := http.NewRequest(http.MethodGet, w.url+"/api/v1/me/points", nil)
	require.NoError(t, err)
	good := map[string]any{
		"available": 1, "held": 0, "pending": 0, "honor": 1, "earned_total": 1, "redeemed_total": 0, "expired_total": 0,
		"expiring": []any{map[string]any{"on": "2027-12-31", "points": 1, "soon": false}},
	}
	holds := func(status int, kind string, change func(body map[string]any)) error {
		raw, err := json.Marshal(good)
		require.NoError(t, err)
		var body map[string]any
		require.NoError(t, json.Unmarshal(raw, &body))
		change(body)
		raw, err = json.Marshal(body)
		require.NoError(t, err)
		h := http.Header{"Content-Type": {kind}, "X-Request-Id": {"1"}}
		return w.contract.holds(req, &http.Response{StatusCode: status, Header: h}, raw)
	}
	t.Run("the check itself lets a good answer pass", func(t *testing.T) {
		require.NoError(t, holds(200, "application/json", func(map[string]any) {}))
	})
	for what, change := range map[string]func(map[string]any){
		"a field that is missing":      func(b map[string]any) { delete(b, "held") },
		"a field that nobody declared": func(b map[string]any) { b["secret"] = 1 },
		"text for a number":            func(b map[string]any) { b["held"] = "0" },
		"half a point":                 func(b map[string]any) { b["held"] = 0.5 },
		"a date that is none": func(b map[string]any) {
			b["expiring"] = []any{map[string]any{"on": "tomorrow", "points": 1, "soon": false}}
		},
		"null for a list": func(b map[string]any) { b["expiring"] = nil },
	} {
		t.Run("the check itself notices "+what, func(t *testing.T) {
			require.Error(t, holds(200, "application/json", change))
		})
	}
	t.Run("the check itself notices an undocumented status or media type", func(t *testing.T) {
		require.Error(t, holds(201, "application/json", func(map[string]any) {}))
		require.Error(t, holds(200, "text/html", func(map[string]any) {}))
		require.Error(t, holds(404, "application/json", func(map[string]any) {}))
		require.Error(t, holds(404, "application/problem+json", func(map[string]any) {}))
	})
}
