package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func newClient() *http.Client {
	return &http.Client{
		Timeout:       time.Minute,
		Transport:     &http.Transport{MaxIdleConnsPerHost: 128},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// who is somebody who asks. One with a name signs in again when their token is old; one with neither name nor token is nobody.
type who struct {
	w     *town
	name  string
	id    string
	token string
}

type token struct {
	access, person string
	at             time.Time
}

func (w *town) nobody() who { return who{w: w} }

// as is somebody of the town, signed in: staff by their user name, townsfolk by the name behind demo-.
func (w *town) as(t testing.TB, name string) who {
	t.Helper()
	signed, err := w.token(name)
	require.NoError(t, err)
	return who{w: w, name: name, id: signed.person}
}

// token is one that is good for a minute at least.
func (w *town) token(name string) (token, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if kept, ok := w.tokens[name]; ok && w.clock.Now().Sub(kept.at) < 9*time.Minute {
		return kept, nil
	}
	path, body := "/auth/wechat", map[string]any{"code": "demo-" + name}
	if staff(name) {
		path, body = "/auth/staff", credentials(name, "demo-"+name)
	}
	a, err := w.nobody().try(http.MethodPost, path, body)
	if err == nil && a.status != http.StatusOK {
		err = fmt.Errorf("%s could not sign in: %s", name, a.raw)
	}
	w.tokens[name] = token{access: a.text("access_token"), person: a.text("person.id"), at: w.clock.Now()}
	return w.tokens[name], err
}

// forget makes somebody sign in again.
func (w *town) forget(name string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.tokens, name)
}

func staff(name string) bool {
	for _, job := range []string{"keeper-", "station-", "officer-", "community-", "street-", "district-", "city-", "auditor-", "sysadmin-"} {
		if strings.HasPrefix(name, job) {
			return true
		}
	}
	return false
}

var keys atomic.Int64

// key is an Idempotency-Key that nobody used yet.
func key() string { return fmt.Sprintf("test-key-%08d", keys.Add(1)) }

// header is one header of a request; an empty value leaves it out.
type header struct{ name, value string }

// answer is what came back, already held against the contract.
type answer struct {
	status int
	header http.Header
	raw    []byte
	asked  string
}

// try asks once. Its error is a broken contract, not a refusal. Bytes and text go as they are, anything else as JSON.
// A POST has a fresh key unless a header says otherwise.
func (u who) try(method, path string, body any, headers ...header) (answer, error) {
	var raw []byte
	switch b := body.(type) {
	case nil:
	case []byte:
		raw = b
	case string:
		raw = []byte(b)
	default:
		var err error
		if raw, err = json.Marshal(b); err != nil {
			return answer{}, err
		}
	}
	if !strings.HasPrefix(path, "/api/") && !strings.HasPrefix(path, "//") {
		path = "/api/v1" + path
	}
	req, err := http.NewRequest(method, u.w.url+strings.Replace(path, "//", "/", 1), bytes.NewReader(raw))
	if err != nil {
		return answer{}, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if method == http.MethodPost {
		req.Header.Set("Idempotency-Key", key())
	}
	if u.name != "" {
		signed, err := u.w.token(u.name)
		if err != nil {
			return answer{}, err
		}
		u.token = signed.access
	}
	if u.token != "" {
		req.Header.Set("Authorization", "Bearer "+u.token)
	}
	for _, h := range headers {
		req.Header.Del(h.name)
		if h.value != "" {
			req.Header.Set(h.name, h.value)
		}
	}
	res, err := u.w.client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = res.Body.Close() }()
	a := answer{status: res.StatusCode, header: res.Header, asked: method + " " + path}
	if a.raw, err = io.ReadAll(res.Body); err != nil {
		return a, err
	}
	if err := u.w.contract.holds(req, res, a.raw); err != nil {
		return a, fmt.Errorf("%s: %w", a.asked, err)
	}
	return a, nil
}

func (u who) do(t testing.TB, method, path string, body any, headers ...header) answer {
	t.Helper()
	a, err := u.try(method, path, body, headers...)
	require.NoError(t, err)
	return a
}

func (u who) get(t testing.TB, path string, headers ...header) answer {
	t.Helper()
	return u.do(t, http.MethodGet, path, nil, headers...)
}

func (u who) post(t testing.TB, path string, body any, headers ...header) answer {
	t.Helper()
	return u.do(t, http.MethodPost, path, body, headers...)
}

// is holds the status.
func (a answer) is(t testing.TB, status int) answer {
	t.Helper()
	require.Equal(t, status, a.status, "%s: %s", a.asked, a.raw)
	return a
}

// refused holds a refusal's status and code.
func (a answer) refused(t testing.TB, status int, code string) answer {
	t.Helper()
	require.Equal(t, status, a.status, "%s: %s", a.asked, a.raw)
	require.Equal(t, code, a.text("code"), "%s: %s", a.asked, a.raw)
	return a
}

// at walks into the JSON by names and numbers, as "items.0.id"; nil where there is nothing.
func (a answer) at(path string) any {
	var v any
	if err := json.Unmarshal(a.raw, &v); err != nil {
		return nil
	}
	for _, step := range strings.Split(path, ".") {
		switch inner := v.(type) {
		case map[string]any:
			v = inner[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(inner) {
				return nil
			}
			v = inner[i]
		default:
			return nil
		}
	}
	return v
}

func (a answer) text(path string) string {
	s, _ := a.at(path).(string)
	return s
}

func (a answer) num(path string) int {
	n, ok := a.at(path).(float64)
	if !ok {
		return -1 << 30
	}
	return int(n)
}

func (a answer) list(path string) []any {
	l, _ := a.at(path).([]any)
	return l
}
