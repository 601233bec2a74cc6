package api_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// fuzzed are the routes that the fuzzer writes to.
var fuzzed = []string{
	"reserve", "file-report", "redemption.fulfil", "counter.scan", "adjustment.propose", "stock.receive", "report.accept", "award.refuse",
	"change-me", "consent", "sign-in-wechat", "refresh",
}

// FuzzBadInput sends any bytes to routes that write. Whatever the document does not allow is refused with a problem in Chinese
// that tells nothing of the insides, and changes nothing; and nothing at all makes the server fail.
func FuzzBadInput(f *testing.F) {
	w := newTown(f)
	routes := map[string]writer{}
	for _, r := range w.contract.writers() {
		routes[r.name] = r
	}
	bodies := w.realBodies(f)
	for i, name := range fuzzed {
		body := bodies[name]
		if body == nil {
			body = sample(routes[name].schema)
		}
		f.Add(byte(i), write(body, ""))
		for _, b := range bads {
			if !b.heavy {
				f.Add(byte(i), write(map[string]any{"code": marker, "items": []any{marker}}, b.literal))
			}
		}
	}
	for _, raw := range []string{"", "null", "[]", "{", `{"a":1}{"b":2}`, "\xef\xbb\xbf{}", `{"code":"a","code":1}`, strings.Repeat("[", 9000), "\x00", `{"":0}`} {
		f.Add(byte(0), []byte(raw))
	}
	handler := w.server.Handler()
	f.Fuzz(func(t *testing.T, which byte, body []byte) {
		r := routes[fuzzed[int(which)%len(fuzzed)]]
		w.server.ForgetLimits()
		before := w.total(t)
		req := httptest.NewRequest(r.method, "http://town"+r.path, bytes.NewReader(body))
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Idempotency-Key", key())
		if r.caller != "" {
			signed, err := w.token(r.caller)
			require.NoError(t, err)
			req.Header.Set("Authorization", "Bearer "+signed.access)
		}
		rec := httptest.NewRecorder()
		handler.ServeHTTP(rec, req)
		res := rec.Result()
		require.NoError(t, w.contract.holds(req, res, rec.Body.Bytes()))
		if res.StatusCode < 400 {
			require.True(t, len(body) == 0 && r.optional || r.allows(w.contract, body), "%d for what the document does not allow", res.StatusCode)
			return
		}
		require.Less(t, res.StatusCode, http.StatusInternalServerError)
		require.Equal(t, before, w.total(t), "rows")
	})
}

// total counts the rows that a refused command leaves alone, in one statement.
func (w *town) total(t testing.TB) int {
	t.Helper()
	var sums []string
	for _, table := range []string{
		"people", "grants", "consents", "accounts", "transfers", "redemptions", "redemption_items", "reports", "report_events",
		"report_photos", "awards", "award_signatures", "adjustments", "stocks", "stock_movements", "budgets",
	} {
		sums = append(sums, "(SELECT COUNT(*) FROM "+table+")")
	}
	var n int
	require.NoError(t, w.Store.Pool().QueryRowContext(t.Context(), "SELECT "+strings.Join(sums, " + ")).Scan(&n))
	return n
}
