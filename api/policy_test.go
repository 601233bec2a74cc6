package api_test

import (
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/api"
)

// people who call, in the words of the contract's section 3.
var (
	everybody = []string{}
	allIn     = []string{"rider-1", "resident-1", "keeper-1", "station-1", "officer-1", "community-1", "street-1", "district-1", "city-1", "auditor-1", "sysadmin-1"}
	townsfolk = []string{"rider-1", "resident-1"}
	officers  = []string{"officer-1", "community-1", "street-1", "district-1", "city-1"}
	admins    = []string{"street-1", "district-1", "city-1"}
	signers   = []string{"district-1", "city-1"}
	keepers   = []string{"keeper-1"}
	auditors  = []string{"auditor-1"}
)

// whoMay is the contract's section 3: who may call what. What lies in whose scope is another question.
var whoMay = map[string][]string{
	"POST /auth/wechat": everybody, "POST /auth/staff": everybody, "POST /auth/refresh": everybody, "POST /auth/logout": allIn,
	"GET /me": allIn, "GET /me/points": allIn, "GET /me/transfers": allIn, "GET /me/transfers/{id}": allIn,
	"GET /org-units": everybody, "GET /org-units/{id}": everybody, "GET /stations": everybody, "GET /stations/{id}": everybody,
	"GET /marts": everybody, "GET /marts/{id}": everybody, "GET /marts/{id}/goods": everybody, "GET /rulebook": everybody,
	"POST /uploads": allIn, "POST /reports": townsfolk, "GET /me/reports": allIn, "GET /reports/{id}": allIn,
	"POST /reports/{id}/accept": officers, "POST /reports/{id}/reject": officers, "POST /reports/{id}/merge": officers,
	"GET /awards": officers, "POST /awards/{id}/approve": officers, "POST /awards/{id}/refuse": officers,
	"POST /redemptions": townsfolk, "GET /me/redemptions": allIn, "GET /redemptions/{id}": allIn,
	"GET /redemptions/{id}/pickup-code": allIn, "POST /redemptions/{id}/cancel": allIn, "POST /redemptions/{id}/dispute": allIn,
	"POST /redemptions/{id}/reversal": append([]string{"keeper-1"}, admins...), "POST /reversals/{id}/approve": admins,
	"POST /counter/scan": keepers, "POST /counter/fulfil": keepers, "GET /counter/redemptions": keepers, "GET /counter/stock": keepers,
	"POST /counter/stock/receipts": keepers, "POST /counter/stock/counts": keepers, "POST /counter/stock/write-offs": keepers,
	"GET /counter/day-close": keepers, "POST /adjustments": signers, "POST /adjustments/{id}/approve": signers,
	"GET /audit/ledger": auditors, "GET /audit/events": auditors,
}

func TestPolicy(t *testing.T) {
	w := newTown(t)
	for route, may := range whoMay {
		t.Run("lets exactly those call "+route+" who may", func(t *testing.T) {
			method, path, _ := strings.Cut(route, " ")
			path = strings.ReplaceAll(path, "{id}", nothing)
			var body any
			if method == "POST" {
				body = map[string]any{}
			}
			if len(may) == 0 {
				a := w.nobody().do(t, method, path, body)
				require.NotContains(t, []int{401, 403}, a.status, "%s", a.raw)
				return
			}
			w.nobody().do(t, method, path, body).refused(t, 401, "auth.required")
			who{w: w, token: "nonsense"}.do(t, method, path, body).refused(t, 401, "auth.token")
			for _, name := range allIn {
				a := w.as(t, name).do(t, method, path, body)
				if route == "POST /auth/logout" {
					w.forget(name)
				}
				if slices.Contains(may, name) {
					require.NotContains(t, []int{401, 403}, a.status, "%s: %s", name, a.raw)
				} else {
					a.refused(t, 403, "auth.forbidden")
				}
			}
		})
	}
}

func TestRoutes(t *testing.T) {
	w := newTown(t)
	documented := []string{}
	for path, item := range w.contract.doc.Paths.Map() {
		for method := range item.Operations() {
			documented = append(documented, method+" "+path)
		}
	}
	served, besides := []string{}, []string{}
	for _, r := range w.server.Engine().Routes() {
		parts := strings.Split(r.Path, "/")
		for i, p := range parts {
			if strings.HasPrefix(p, ":") {
				parts[i] = "{" + p[1:] + "}"
			}
		}
		route := r.Method + " " + strings.Join(parts, "/")
		if strings.HasPrefix(r.Path, "/api/v1/") && r.Path != "/api/v1/openapi.json" {
			served = append(served, route)
		} else {
			besides = append(besides, route)
		}
	}
	sort.Strings(documented)
	sort.Strings(served)
	sort.Strings(besides)

	t.Run("every route that is served is documented, and the other way round", func(t *testing.T) {
		require.Equal(t, documented, served)
	})
	t.Run("nothing else is served but the pages, the document and the health checks", func(t *testing.T) {
		require.Equal(t, []string{
			"GET /", "GET /api/v1/openapi.json", "GET /console", "GET /console/*file", "GET /docs", "GET /docs/*file", "GET /healthz",
			"GET /m", "GET /m/*file", "GET /readyz",
		}, besides)
	})
	t.Run("every route of the contract is served", func(t *testing.T) {
		for route := range whoMay {
			require.Contains(t, served, strings.Replace(route, " ", " /api/v1", 1))
		}
	})
	t.Run("every route says who may call it, and the document says the same", func(t *testing.T) {
		require.Empty(t, w.server.Undeclared())
		for route, may := range whoMay {
			method, path, _ := strings.Cut(route, " ")
			op := w.contract.doc.Paths.Value("/api/v1" + path).GetOperation(method)
			require.Equal(t, len(may) == 0, open(op), route)
			roles, _ := op.Extensions["x-roles"].([]any)
			named := []string{}
			for _, r := range roles {
				named = append(named, callers[r.(string)])
			}
			if len(named) > 0 {
				require.ElementsMatch(t, may, named, route)
			}
		}
	})
	t.Run("a server with a route that says nothing of who may call it does not start", func(t *testing.T) {
		require.PanicsWithValue(t, "route GET /api/v1/secret does not declare who may call it", func() { api.NewWith(w.Rooms, api.ForgetfulLine) })
		require.PanicsWithValue(t, "routes without a declared policy: GET /behind-our-back", func() {
			api.NewWith(w.Rooms, func(s *api.Server) { s.Engine().GET("/behind-our-back", func(*gin.Context) {}) })
		})
	})
	t.Run("a command says in the document that it wants its key", func(t *testing.T) {
		for _, route := range []string{"/api/v1/redemptions", "/api/v1/counter/fulfil", "/api/v1/reports/{id}/accept", "/api/v1/awards/{id}/approve"} {
			op := w.contract.doc.Paths.Value(route).Post
			key := op.Parameters.GetByInAndName("header", "Idempotency-Key")
			require.NotNil(t, key, route)
			require.True(t, key.Required, route)
			require.Len(t, op.RequestBody.Value.Content, 1, "JSON and nothing else: %s", route)
		}
	})
}

// open says that a route may be called by nobody in particular, even if it has more to say to somebody.
func open(op *openapi3.Operation) bool {
	return op.Security == nil || slices.ContainsFunc(*op.Security, func(r openapi3.SecurityRequirement) bool { return len(r) == 0 })
}
