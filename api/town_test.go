package api_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/api"
	"qingxiaoyi.cn/qingxiaoyi/config"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/adjustment"
	"qingxiaoyi.cn/qingxiaoyi/services/demo"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/people/wechatstub"
	"qingxiaoyi.cn/qingxiaoyi/services/photo"
	"qingxiaoyi.cn/qingxiaoyi/services/photo/blob"
	"qingxiaoyi.cn/qingxiaoyi/services/photo/picture"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/proof"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
	"qingxiaoyi.cn/qingxiaoyi/services/report"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
	"qingxiaoyi.cn/qingxiaoyi/services/seal"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

// town is the demo town behind a real server, with a clock that the test moves.
type town struct {
	api.Rooms
	clock     *dbtest.Clock
	server    *api.Server
	url       string
	client    *http.Client
	contract  *contract
	passwords *people.Passwords

	mu     sync.Mutex
	tokens map[string]token
}

// newTown founds the demo town in a database of its own and serves it, wired as main does.
func newTown(t testing.TB) *town {
	t.Helper()
	w := &town{clock: dbtest.NewClock(), tokens: map[string]token{}, passwords: people.NewPasswords(runtime.NumCPU())}
	founded := false
	w.Store, founded = ground(t, w.clock)
	w.furnish(t)
	if !founded {
		w.found(t)
	}
	ctx := t.Context()
	require.NoError(t, errors.Join(w.Tree.Reload(ctx), w.Stations.Reload(ctx), w.Marts.Reload(ctx), w.Rules.Refresh(ctx)))
	w.server = api.New(w.Rooms)
	served := httptest.NewServer(w.server.Handler())
	t.Cleanup(served.Close)
	w.url, w.client = served.URL, newClient()
	t.Cleanup(w.client.CloseIdleConnections)
	w.contract = readContract(t, w.server)
	return w
}

// secret is a key of a test; production's come from config.
func secret(fill byte) []byte { return []byte{31: fill} }

// furnish opens every room.
func (w *town) furnish(t testing.TB) {
	t.Helper()
	wechat := httptest.NewServer(wechatstub.New(config.DemoAppID, config.DemoSecret))
	t.Cleanup(wechat.Close)
	codec, err := seal.New(seal.Options{Keys: []seal.Key{{ID: "k1", Secret: secret(1)}}, IndexKey: secret(2), Suite: seal.AES})
	require.NoError(t, err)
	tokens, err := people.NewTokens(people.TokenOptions{
		Issuer: "qingxiaoyi", Audience: "qingxiaoyi-api", Life: 10 * time.Minute, Keys: []people.TokenKey{{ID: "t1", Secret: secret(3)}},
	})
	require.NoError(t, err)
	blobs, err := blob.Folder(filepath.Join(t.TempDir(), "uploads"))
	require.NoError(t, err)

	store := w.Store
	w.Rooms = api.Rooms{Store: store, Log: slog.New(slog.DiscardHandler), Tree: org.New(store), LinkKey: secret(4), Demo: true, Ready: store.Ping}
	w.People = people.New(people.Options{Store: store, Seal: codec, Tokens: tokens, Passwords: w.passwords, WeChat: people.NewWeChat(
		people.WeChatOptions{Base: wechat.URL, AppID: config.DemoAppID, Secret: config.DemoSecret, HTTP: &http.Client{Timeout: 5 * time.Second}},
	)})
	w.Stations, w.Marts = station.New(store, place.China()), mart.New(store, place.China())
	w.Rules, err = rulebook.NewService(t.Context(), store)
	require.NoError(t, err)
	w.Photos = photo.New(store, blobs, picture.New(picture.Options{}))
	w.Reports = report.New(store, w.Tree, w.Stations, w.Rules)
	w.Redemptions = redemption.New(store, w.Marts, w.Rules, secret(5))
	w.Adjustments = adjustment.New(store, w.Tree)
}

func (w *town) found(t testing.TB) {
	t.Helper()
	require.NoError(t, demo.Found(t.Context(), demo.Rooms{
		Store: w.Store, Tree: w.Tree, People: w.People, Passwords: w.passwords, Adjustments: w.Adjustments, AppID: config.DemoAppID,
	}))
}

// founded is the embedded database of a town that was founded once a process; the other towns get a copy of its file.
var founded struct {
	once sync.Once
	file []byte
}

// ground is a database with the town in it already, where the engine's is a file that can be copied.
func ground(t testing.TB, clock *dbtest.Clock) (store *db.Store, ready bool) {
	t.Helper()
	address, folder := dbtest.URL(t)
	if address != "sqlite" {
		return dbtest.New(t, clock), false
	}
	founded.once.Do(func() {
		w := &town{clock: clock, passwords: people.NewPasswords(runtime.NumCPU()), Rooms: api.Rooms{Store: dbtest.New(t, clock)}}
		w.furnish(t)
		w.found(t)
		file := filepath.Join(t.TempDir(), "town.db")
		_, err := w.Store.Pool().ExecContext(t.Context(), "VACUUM INTO ?", file)
		require.NoError(t, err)
		founded.file, err = os.ReadFile(file)
		require.NoError(t, err)
	})
	require.NotEmpty(t, founded.file, "the first town could not be founded")
	require.NoError(t, os.WriteFile(filepath.Join(folder, "qingxiaoyi.db"), founded.file, 0o600))
	store, err := db.Open(t.Context(), db.Options{URL: address, Folder: folder, Clock: clock.Now})
	require.NoError(t, err)
	t.Cleanup(func() { _ = store.Close() })
	return store, true
}

// balanced proves the town's books from the rows.
func (w *town) balanced(t testing.TB) {
	t.Helper()
	books, err := proof.Books(context.Background(), w.Store)
	require.NoError(t, err)
	require.Empty(t, books.Bad, "the books")
}

// rows counts the rows of every table but those that keep who asked: a refused command changes none of them.
func (w *town) rows(t testing.TB) map[string]int {
	t.Helper()
	list := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if w.Store.Engine() != db.SQLite {
		list = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
	}
	names, err := w.Store.Pool().QueryContext(t.Context(), list)
	require.NoError(t, err)
	counts := map[string]int{}
	for names.Next() {
		var name string
		require.NoError(t, names.Scan(&name))
		counts[name] = 0
	}
	require.NoError(t, errors.Join(names.Err(), names.Close()))
	for _, kept := range []string{"audit_events", "sessions", "refresh_tokens", "idempotency_keys", "leases"} {
		require.Contains(t, counts, kept)
		delete(counts, kept)
	}
	for name := range counts {
		var n int
		require.NoError(t, w.Store.Pool().QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+name).Scan(&n))
		counts[name] = n
	}
	return counts
}
