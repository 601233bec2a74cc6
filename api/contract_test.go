package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/api"
)

// contract is the document that the server serves, against which every answer of every test is held: its form, statuses,
// media types and headers by kin-openapi, bodies by JSON Schema 2020-12 with each schema compiled once.
type contract struct {
	doc     *openapi3.T
	router  routers.Router
	mu      sync.Mutex
	schemas *jsonschema.Compiler
}

var contracts sync.Map // by the document's text, which is the same for every town

func readContract(t testing.TB, s *api.Server) *contract {
	t.Helper()
	raw, err := s.OpenAPI()
	require.NoError(t, err)
	if kept, ok := contracts.Load(string(raw)); ok {
		return kept.(*contract)
	}
	doc, err := openapi3.NewLoader().LoadFromData(raw)
	require.NoError(t, err)
	require.NoError(t, doc.Validate(t.Context()), "the document itself")
	require.True(t, doc.IsOpenAPI31OrLater())
	router, err := gorillamux.NewRouter(doc)
	require.NoError(t, err)
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	require.NoError(t, err)
	schemas := jsonschema.NewCompiler()
	schemas.DefaultDraft(jsonschema.Draft2020)
	schemas.AssertFormat()
	require.NoError(t, schemas.AddResource("town:openapi", text))
	kept, _ := contracts.LoadOrStore(string(raw), &contract{doc: doc, router: router, schemas: schemas})
	return kept.(*contract)
}

// fits says how JSON breaks the schema at a place in the document.
func (c *contract) fits(body []byte, at ...string) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return c.fitsValue(v, at...)
}

func (c *contract) fitsValue(v any, at ...string) error {
	for i, step := range at {
		at[i] = url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(step))
	}
	c.mu.Lock() // a compiler is one goroutine's at a time; it keeps what it compiled
	schema, err := c.schemas.Compile("town:openapi#/" + strings.Join(at, "/"))
	c.mu.Unlock()
	if err != nil {
		return err
	}
	return schema.Validate(v)
}

// holds says how an answer breaks the contract.
func (c *contract) holds(req *http.Request, res *http.Response, body []byte) error {
	if res.Header.Get("X-Request-Id") == "" {
		return errors.New("no X-Request-Id")
	}
	if res.StatusCode >= 400 {
		if err := problemHolds(req, res, body); err != nil {
			return err
		}
	}
	if !strings.HasPrefix(req.URL.Path, "/api/v1/") || req.URL.Path == "/api/v1/openapi.json" {
		return nil
	}
	route, params, err := c.router.FindRoute(req)
	if err != nil {
		if res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusMethodNotAllowed {
			return nil
		}
		return fmt.Errorf("%d from a route that is not in the document: %w", res.StatusCode, err)
	}
	if res.StatusCode < 400 && route.Operation.Responses.Status(res.StatusCode) == nil {
		return fmt.Errorf("%d is not documented", res.StatusCode)
	}
	err = openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: req, PathParams: params, Route: route},
		Status:                 res.StatusCode, Header: res.Header, Body: io.NopCloser(bytes.NewReader(body)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true, ExcludeResponseBody: true},
	})
	if err != nil {
		return err
	}
	return c.bodyHolds(route, res, body)
}

// bodyHolds holds the media type and the schema of a body.
func (c *contract) bodyHolds(route *routers.Route, res *http.Response, body []byte) error {
	status := strconv.Itoa(res.StatusCode)
	documented := route.Operation.Responses.Value(status)
	if documented == nil {
		status, documented = "default", route.Operation.Responses.Default()
	}
	content := documented.Value.Content
	if len(content) == 0 {
		if len(body) > 0 {
			return fmt.Errorf("%s has a body that is not documented: %.200s", status, body)
		}
		return nil
	}
	kind, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	media := content[kind]
	if media == nil {
		return fmt.Errorf("%s as %q, which is not documented", status, kind)
	}
	if !strings.HasSuffix(kind, "json") {
		return nil
	}
	err := c.fits(body, "paths", route.Path, strings.ToLower(route.Method), "responses", status, "content", kind, "schema")
	if err != nil {
		return fmt.Errorf("%s: %w: %.500s", status, err, body)
	}
	return nil
}

var (
	codeForm = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$`)
	insides  = regexp.MustCompile(`goroutine |\.go:\d|SELECT |INSERT |sqlite|mysql|Error \d{4}|/tmp/|panic`)
)

// problemHolds holds what RFC 9457 and the contract's section 1 ask of every failure.
func problemHolds(req *http.Request, res *http.Response, body []byte) error {
	if kind := res.Header.Get("Content-Type"); kind != "application/problem+json" {
		return fmt.Errorf("%d as %q: %.200s", res.StatusCode, kind, body)
	}
	var p struct {
		Type, Title, Detail, Code string
		Status                    int
		RequestID                 string `json:"request_id"`
		Errors                    []struct{ Field, Code, Message string }
	}
	if err := json.Unmarshal(body, &p); err != nil {
		return fmt.Errorf("problem: %w", err)
	}
	replayed := res.Header.Get("Idempotent-Replayed") == "true"
	for _, c := range []struct {
		wrong bool
		what  string
	}{
		{res.StatusCode >= 500 && res.StatusCode != http.StatusServiceUnavailable, "a 5xx"},
		{p.Status != res.StatusCode, "status differs from the answer's"},
		{p.Title == "" || p.Detail == "" || p.Type == "", "title, detail and type must be there"},
		{!codeForm.MatchString(p.Code), "code has an odd form"},
		{p.RequestID != res.Header.Get("X-Request-Id") && !replayed, "request_id differs from X-Request-Id"},
		{insides.Match(body), "tells of the insides"},
		{(p.Status == 429 || p.Status == 503) && res.Header.Get("Retry-After") == "", "no Retry-After"},
		{p.Status == 401 && res.Header.Get("WWW-Authenticate") == "", "no WWW-Authenticate"},
		{p.Status == 405 && res.Header.Get("Allow") == "", "no Allow"},
	} {
		if c.wrong {
			return fmt.Errorf("%s: %d %s", c.what, res.StatusCode, body)
		}
	}
	texts := []string{p.Title, p.Detail}
	for _, e := range p.Errors {
		if e.Field == "" || !codeForm.MatchString(e.Code) {
			return fmt.Errorf("errors name no field or code: %s", body)
		}
		texts = append(texts, e.Message)
	}
	english := strings.HasPrefix(req.Header.Get("Accept-Language"), "en")
	for _, text := range texts {
		if !replayed && chinese(text) == english {
			return fmt.Errorf("%q is in the wrong language: %s", text, body)
		}
	}
	return nil
}

func chinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
