package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

// nothing is an id that nothing has.
const nothing = "00000000-0000-7000-8000-000000000000"

// writer is one writing route of the document, with somebody who may call it.
type writer struct {
	name, method, template, path, caller string
	schema                               *openapi3.Schema
	optional                             bool // the body may be left out
}

// callers is somebody for each role.
var callers = map[string]string{
	"rider": "rider-1", "resident": "resident-1", "grid_officer": "officer-1", "community_reviewer": "community-1", "street_admin": "street-1",
	"district_admin": "district-1", "city_admin": "city-1", "mart_keeper": "keeper-1", "station_manager": "station-1",
	"auditor": "auditor-1", "sysadmin": "sysadmin-1",
}

// writers reads every route with a JSON body out of the document.
func (c *contract) writers() []writer {
	var found []writer
	for path, item := range c.doc.Paths.Map() {
		for method, op := range item.Operations() {
			if op.RequestBody == nil || op.RequestBody.Value.Content["application/json"] == nil {
				continue
			}
			found = append(found, writer{
				name: op.OperationID, method: method, template: path, path: strings.ReplaceAll(path, "{id}", nothing), caller: caller(op),
				schema: op.RequestBody.Value.Content["application/json"].Schema.Value, optional: !op.RequestBody.Value.Required,
			})
		}
	}
	slices.SortFunc(found, func(a, b writer) int { return strings.Compare(a.name, b.name) })
	return found
}

func caller(op *openapi3.Operation) string {
	if open(op) {
		return ""
	}
	if roles, _ := op.Extensions["x-roles"].([]any); len(roles) > 0 {
		return callers[roles[0].(string)]
	}
	return "rider-1"
}

// bad is a literal that is put in the place of a value. What is never right is refused even where the schema has no word
// against it.
type bad struct {
	name, literal string
	never         bool
	heavy         bool // tried in two places of each body only
}

var bads = []bad{
	{name: "-1", literal: "-1"}, {name: "1.5", literal: "1.5"}, {name: "true", literal: "true"}, {name: "null", literal: "null"},
	{name: "the empty text", literal: `""`}, {name: "text", literal: `"x"`},
	{name: "an object", literal: "{}"}, {name: "a list", literal: "[]"}, {name: "a list of lists", literal: "[[[]]]"},
	{name: "2^63", literal: "9223372036854775808", never: true}, {name: "10^30", literal: "1" + strings.Repeat("0", 30), never: true},
	{name: "10^400", literal: "1e400", never: true},
	{name: "a NUL", literal: `"a\u0000b"`, never: true}, {name: "a bare NUL", literal: "\"a\x00b\"", never: true},
	{name: "half a surrogate pair", literal: `"\ud83d"`, never: true}, {name: "a surrogate pair turned round", literal: `"\udc00\ud800"`, never: true},
	{name: "invalid UTF-8", literal: "\"\xff\xfe\"", never: true},
	{name: "a megabyte of text", literal: `"` + strings.Repeat("庆", 350_000) + `"`, never: true, heavy: true},
	{name: "10,000 nested lists", literal: strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000), never: true, heavy: true},
	{name: "10,000 nested objects", literal: strings.Repeat(`{"a":`, 10_000) + "1" + strings.Repeat("}", 10_000), never: true, heavy: true},
}

// marker stands where a bad literal goes.
const marker = "@@here@@"

// variants puts the marker in the place of every value in a sample, at any depth.
func variants(v any) map[string]any {
	out := map[string]any{"": marker}
	switch inner := v.(type) {
	case map[string]any:
		for name, value := range inner {
			for at, changed := range variants(value) {
				whole := map[string]any{}
				for n, x := range inner {
					whole[n] = x
				}
				whole[name] = changed
				out["."+name+at] = whole
			}
		}
	case []any:
		if len(inner) == 0 {
			return out
		}
		for at, changed := range variants(inner[0]) {
			out[".0"+at] = append([]any{changed}, inner[1:]...)
		}
	}
	return out
}

func write(v any, literal string) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return bytes.ReplaceAll(raw, []byte(`"`+marker+`"`), []byte(literal))
}

// sample makes a body that a schema allows.
func sample(s *openapi3.Schema) any {
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Type.Is("object"):
		made := map[string]any{}
		for name, p := range s.Properties {
			made[name] = sample(p.Value)
		}
		return made
	case s.Type.Is("array"):
		return []any{sample(s.Items.Value)}
	case s.Type.Is("integer"), s.Type.Is("number"):
		if s.Min != nil {
			return max(*s.Min, 1)
		}
		return 1
	case s.Type.Is("boolean"):
		return true
	}
	switch s.Format {
	case "date":
		return "2026-03-11"
	case "date-time":
		return "2026-03-11T04:00:00Z"
	}
	if s.Pattern != "" && s.Pattern != `\S` {
		form, err := syntax.Parse(s.Pattern, syntax.Perl)
		if err != nil {
			panic(err)
		}
		return matching(form.Simplify())
	}
	return strings.Repeat("1", max(int(s.MinLength), 1))
}

// matching makes a text of a pattern.
func matching(form *syntax.Regexp) string {
	switch form.Op {
	case syntax.OpLiteral:
		return string(form.Rune)
	case syntax.OpCharClass:
		for i := 0; i < len(form.Rune); i += 2 {
			if form.Rune[i] <= '1' && '1' <= form.Rune[i+1] {
				return "1"
			}
		}
		return string(form.Rune[0])
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "1"
	case syntax.OpConcat:
		var all strings.Builder
		for _, part := range form.Sub {
			all.WriteString(matching(part))
		}
		return all.String()
	case syntax.OpCapture, syntax.OpPlus, syntax.OpAlternate:
		return matching(form.Sub[0])
	default: // what may be left out, and the edges of the text
		return ""
	}
}

// allows says whether a body is one the document allows. A null in the place of something optional counts as left out.
func (r writer) allows(c *contract, body []byte) bool {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return false
	}
	return c.fitsValue(withoutNulls(v), "paths", r.template, strings.ToLower(r.method), "requestBody", "content", "application/json", "schema") == nil
}

func withoutNulls(v any) any {
	if inner, ok := v.(map[string]any); ok {
		for name, value := range inner {
			if value == nil {
				delete(inner, name)
			} else {
				inner[name] = withoutNulls(value)
			}
		}
	}
	return v
}

// attempt is one bad request.
type attempt struct {
	what    string
	body    []byte
	headers []header
}

// attempts are all bad requests to a route.
func (r writer) attempts(c *contract, body any) []attempt {
	plain := write(body, "")
	tries := []attempt{
		{what: "half a body", body: plain[:len(plain)-1]}, {what: "two bodies", body: append(slices.Clone(plain), plain...)},
		{what: "a byte order mark", body: append([]byte("\xef\xbb\xbf"), plain...)},
		{what: "a form", body: []byte("a=1"), headers: []header{{"Content-Type", "application/x-www-form-urlencoded"}}},
	}
	if !r.optional || len(r.schema.Properties) > 0 {
		tries = append(tries, attempt{what: "white space", body: []byte(" \n")})
	}
	if !r.optional {
		tries = append(tries, attempt{what: "nothing", body: []byte{}})
	}
	for _, kind := range []string{"text/plain", "application/xml", "application/octet-stream", "multipart/form-data; boundary=x", "application/yaml", "nonsense"} {
		tries = append(tries, attempt{what: kind, body: plain, headers: []header{{"Content-Type", kind}}})
	}
	if fields, ok := body.(map[string]any); ok {
		unknown := map[string]any{"unheard_of": 1}
		for name, value := range fields {
			unknown[name] = value
			shouted := map[string]any{strings.ToUpper(name): value}
			missing := map[string]any{}
			for n, x := range fields {
				if n != name {
					shouted[n], missing[n] = x, x
				}
			}
			tries = append(tries, attempt{what: "shouted " + name, body: write(shouted, "")})
			if slices.Contains(r.schema.Required, name) {
				tries = append(tries, attempt{what: "no " + name, body: write(missing, "")})
			}
		}
		tries = append(tries, attempt{what: "an unknown field", body: write(unknown, "")})
		tries = append(tries, attempt{what: "an unknown field with a NUL", body: []byte(`{"a\u0000b":1}`)})
	}
	places := variants(body)
	for i, at := range slices.Sorted(maps.Keys(places)) {
		for _, b := range bads {
			raw := write(places[at], b.literal)
			if (i < 2 || !b.heavy) && (b.never || !r.allows(c, raw)) {
				tries = append(tries, attempt{what: b.name + " as body" + at, body: raw})
			}
		}
	}
	return tries
}

func TestBadInput(t *testing.T) {
	w := newTown(t)
	known := w.realBodies(t)
	before := w.rows(t)
	for _, r := range w.contract.writers() {
		t.Run(r.name+" refuses every kind of nonsense in Chinese", func(t *testing.T) {
			caller := w.nobody()
			if r.caller != "" {
				caller = w.as(t, r.caller)
			}
			body := sample(r.schema)
			if good, ok := known[r.name]; ok {
				body = good
			}
			require.True(t, r.allows(w.contract, write(body, "")), "%s is no body to begin with", write(body, ""))
			for _, a := range r.attempts(w.contract, body) {
				got, err := caller.try(r.method, r.path, a.body, a.headers...)
				require.NoError(t, err, a.what)
				require.Contains(t, []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity},
					got.status, "%s: %.300s", a.what, got.raw)
			}
			w.server.ForgetLimits()
		})
	}
	require.Equal(t, before, w.rows(t), "rows")
	w.balanced(t)
	for _, r := range w.contract.writers() {
		if body, ok := known[r.name]; ok {
			t.Run(r.name+" takes the same body without the nonsense", func(t *testing.T) {
				w.as(t, r.caller).do(t, r.method, r.path, body, header{"Idempotency-Key", key()}).is(t, 201)
			})
		}
	}
}

// realBodies are bodies that would be carried out if nothing were wrong with them.
func (w *town) realBodies(t testing.TB) map[string]any {
	slip := map[string]any{"goods_id": "goods-soap", "quantity": 3, "source": "purchased", "note": "到货"}
	return map[string]any{
		"reserve": map[string]any{"mart_id": "mart-1", "items": []any{map[string]any{"goods_id": "goods-soap", "quantity": 1}}},
		"file-report": map[string]any{
			"category": "resident_need", "description": "楼道灯坏了", "location": map[string]any{"lat": 46.6, "lng": 124.9},
			"org_unit_id": home, "photo_ids": []any{},
		},
		"adjustment.propose": map[string]any{"person_id": w.as(t, "rider-2").id, "points": 5, "reason": "补记一次志愿服务"},
		"stock.receive":      slip, "stock.count": slip, "stock.write_off": slip,
	}
}

func TestBadAddresses(t *testing.T) {
	w := newTown(t)
	for path, item := range w.contract.doc.Paths.Map() {
		for method, op := range item.Operations() {
			t.Run(op.OperationID+" survives any path and query", func(t *testing.T) {
				caller := w.by(t, op)
				for odd, illegible := range map[string]bool{
					"%ff": true, "%00": true, "%ed%a0%80": true, "%F0%9F%98%80": false, "%27%20OR%201%3D1--": false,
					strings.Repeat("9", 3000): false, "..%2f..%2fetc": false,
				} {
					for _, address := range oddAddresses(path, op, odd) {
						a, err := caller.try(method, address, nil)
						require.NoError(t, err, address)
						require.True(t, a.status < 500 && (a.status == 400 || !illegible), "%s: %s", address, a.raw)
					}
				}
				w.server.ForgetLimits()
			})
		}
	}
}

// by is somebody who may call a route.
func (w *town) by(t testing.TB, op *openapi3.Operation) who {
	if name := caller(op); name != "" {
		return w.as(t, name)
	}
	return w.nobody()
}

// oddAddresses puts something odd in the place of each parameter.
func oddAddresses(path string, op *openapi3.Operation, odd string) []string {
	plain := strings.ReplaceAll(path, "{id}", nothing)
	list := []string{plain + "?" + odd + "=1"}
	if plain != path {
		list = append(list, strings.ReplaceAll(path, "{id}", odd))
	}
	for _, p := range op.Parameters {
		if p.Value.In == "query" {
			list = append(list, fmt.Sprintf("%s?%s=%s", plain, p.Value.Name, odd))
		}
	}
	return list
}
