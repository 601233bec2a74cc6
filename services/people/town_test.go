package people_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/people/wechatstub"
	"qingxiaoyi.cn/qingxiaoyi/services/seal"
)

// The corner of the tree that the tests live in.
const (
	city      = "/2306/"
	district  = "/2306/230604/"
	street    = "/2306/230604/230604003/"
	community = "/2306/230604/230604003/230604003008/"
	elsewhere = "/2306/230603/230603001/230603001001/"

	password = "kaoshan-tun 1959"
)

// town is the room with a real database and a WeChat that answers over HTTP.
type town struct {
	testing.TB
	store *db.Store
	clock *dbtest.Clock
	room  *people.Service
	hash  string
	n     int
}

func newTown(t testing.TB) *town {
	clock := dbtest.NewClock()
	return openTown(t, dbtest.New(t, clock), clock)
}

func openTown(t testing.TB, store *db.Store, clock *dbtest.Clock) *town {
	server := httptest.NewServer(wechatstub.New("wx1", "s3cret"))
	t.Cleanup(server.Close)
	codec, err := seal.New(seal.Options{
		Keys: []seal.Key{{ID: "k1", Secret: bytes.Repeat([]byte{1}, 32)}}, IndexKey: bytes.Repeat([]byte{2}, 32),
	})
	require.NoError(t, err)
	tokens, err := people.NewTokens(people.TokenOptions{
		Issuer: "qingxiaoyi", Audience: "api", Life: 10 * time.Minute,
		Keys: []people.TokenKey{{ID: "t1", Secret: bytes.Repeat([]byte{3}, 32)}},
	})
	require.NoError(t, err)
	passwords := people.NewPasswords(2)
	w := &town{TB: t, store: store, clock: clock, room: people.New(people.Options{
		Store: store, Seal: codec, Tokens: tokens, Passwords: passwords,
		WeChat: people.NewWeChat(people.WeChatOptions{Base: server.URL, AppID: "wx1", Secret: "s3cret"}),
	})}
	w.hash, err = passwords.Hash(t.Context(), password)
	require.NoError(t, err)
	t.Cleanup(func() {
		figures, err := ledger.Audit(store.Read(context.Background()), func(string) ledger.Terms { return ledger.Terms{YearsAfter: 1, MonthDay: "12-31", ReturnedDays: 30} })
		require.NoError(t, err)
		require.True(t, figures.Balanced(), figures.First)
	})
	return w
}

func (w *town) do(f func(tx *db.Tx) error) {
	w.Helper()
	require.NoError(w, w.store.Write(w.Context(), f))
}

// found plants a person; staff have the town's one password.
func (w *town) found(p people.NewPerson) string {
	w.Helper()
	if p.Username != "" {
		p.PasswordHash = w.hash
	}
	if p.Name == "" {
		p.Name = "示例"
	}
	var id string
	w.do(func(tx *db.Tx) (err error) {
		id, err = w.room.Found(tx, p)
		return err
	})
	return id
}

// staff plants a member of staff with one role, and answers with who they are once they have signed in.
func (w *town) staff(username string, role people.Role, scope, path string) people.Actor {
	w.Helper()
	w.found(people.NewPerson{Username: username, OrgPath: path, OrgUnitID: last(path), Roles: []people.Scoped{{Role: role, ScopeID: scope, Path: path}}})
	return w.enter(username)
}

func last(path string) string {
	parts := bytes.Split([]byte(path), []byte("/"))
	return string(parts[len(parts)-2])
}

// enter signs a member of staff in.
func (w *town) enter(username string) people.Actor {
	w.Helper()
	pair, err := w.room.SignInStaff(w.Context(), username, password, "", "10.0.0.1", "r1")
	require.NoError(w, err)
	return w.who(pair)
}

// rider signs somebody in by WeChat.
func (w *town) rider(name string) (people.Actor, people.Pair) {
	w.Helper()
	pair, err := w.room.SignInWeChat(w.Context(), "demo-"+name, "10.0.0.1", "r1")
	require.NoError(w, err)
	return w.who(pair), pair
}

func (w *town) who(pair people.Pair) people.Actor {
	w.Helper()
	actor, err := w.room.Authenticate(w.Context(), pair.AccessToken)
	require.NoError(w, err)
	return actor
}

// call is a fresh command whose answer is the room's value as JSON, or the refusal's code.
func (w *town) call() once.Call {
	w.n++
	return once.Call{
		Key:    once.Key{Subject: "test", Route: "test", Key: "key-of-the-test-" + string(rune('a'+w.n/26)) + string(rune('a'+w.n%26))},
		Answer: func(v any) once.Answer { b, _ := json.Marshal(v); return once.Answer{Status: 200, Body: b} },
		Refuse: func(f *fault.Fault) once.Answer { return once.Answer{Status: 400, Body: []byte(f.Code)} },
	}
}

// refused holds that a command was refused with f, whether the refusal is kept with its key or not.
func (w *town) refused(f *fault.Fault, answer once.Answer, err error) {
	w.Helper()
	if err != nil {
		require.ErrorIs(w, err, f)
		return
	}
	require.Equal(w, f.Code, string(answer.Body))
	require.Equal(w, 400, answer.Status)
}

// done reads the value of a command that was carried out.
func done[V any](w *town, answer once.Answer, err error) (v V) {
	w.Helper()
	require.NoError(w, err)
	require.Equal(w, 200, answer.Status, string(answer.Body))
	require.NoError(w, json.Unmarshal(answer.Body, &v))
	return v
}

// events counts what the record holds of an action, by outcome.
func (w *town) events(action string) map[string]int {
	w.Helper()
	rows, err := audit.Events(w.store.Read(w.Context()), audit.Filter{Action: action, Limit: 1000})
	require.NoError(w, err)
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.Outcome]++
	}
	return counts
}

func (w *town) count(row any, where string, args ...any) int {
	w.Helper()
	var n int64
	require.NoError(w, w.store.Read(w.Context()).DB.Model(row).Where(where, args...).Count(&n).Error)
	return int(n)
}

// together runs f n times at once and returns what came of each.
func together[V any](n int, f func(i int) (V, error)) (values []V, errs []error) {
	values, errs = make([]V, n), make([]error, n)
	var group sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		group.Go(func() {
			<-start
			values[i], errs[i] = f(i)
		})
	}
	close(start)
	group.Wait()
	return values, errs
}

func succeeded(errs []error) (n int) {
	for _, err := range errs {
		if err == nil {
			n++
		}
	}
	return n
}

func text(s string) *string { return &s }
