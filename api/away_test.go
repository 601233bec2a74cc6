package api_test

import (
	"io"
	"net"
	"net/url"
	"os"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// cable stands between the town and its database, and can be pulled.
type cable struct {
	to     string
	mu     sync.Mutex
	pulled bool
	ends   map[net.Conn]bool
}

// lay lays a cable to an address and returns where the town plugs in.
func lay(t *testing.T, to string) (*cable, string) {
	t.Helper()
	plug, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	c := &cable{to: to, ends: map[net.Conn]bool{}}
	t.Cleanup(func() { _ = plug.Close() })
	go func() {
		for {
			near, err := plug.Accept()
			if err != nil {
				return
			}
			go c.carry(near)
		}
	}()
	return c, plug.Addr().String()
}

func (c *cable) carry(near net.Conn) {
	far, err := net.Dial("tcp", c.to)
	if err != nil || !c.hold(near, far) {
		_ = near.Close()
		return
	}
	go func() { _, _ = io.Copy(far, near); _ = far.Close() }()
	_, _ = io.Copy(near, far)
	_ = near.Close()
}

func (c *cable) hold(ends ...net.Conn) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, e := range ends {
		c.ends[e] = true
	}
	return !c.pulled
}

// pull breaks every connection and lets no new one through; plug lets them again.
func (c *cable) pull() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pulled = true
	for e := range c.ends {
		_ = e.Close()
	}
	clear(c.ends)
}

func (c *cable) plug() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pulled = false
}

func TestDatabaseAway(t *testing.T) {
	if os.Getenv("TEST_DATABASE") != "mariadb" {
		t.Skip("the embedded database cannot be away")
	}
	there, err := url.Parse(os.Getenv("TEST_MARIADB"))
	require.NoError(t, err)
	line, plug := lay(t, there.Host)
	there.Host = plug
	t.Setenv("TEST_MARIADB", there.String())
	w := newTown(t)
	rider, body, once := w.as(t, "rider-1"), order("mart-1", "soap", 1), header{"Idempotency-Key", key()}
	before := rider.available(t)

	line.pull()
	t.Run("says so with 503 and asks for patience, on every kind of route", func(t *testing.T) {
		w.nobody().get(t, "//healthz").is(t, 200)
		w.nobody().get(t, "//readyz").refused(t, 503, "server.away")
		w.nobody().post(t, "/auth/wechat", wechat("rider-1")).refused(t, 503, "server.away")
		rider.get(t, "/me").refused(t, 503, "server.away")
		rider.post(t, "/redemptions", body, once).refused(t, 503, "server.away")
		upload, kind := form("file", snap())
		rider.post(t, "/uploads", upload, kind).refused(t, 503, "server.away")
	})
	t.Run("goes on serving what it keeps in memory", func(t *testing.T) {
		w.nobody().get(t, "/stations?near=46.6,124.9").is(t, 200)
		w.nobody().get(t, "/rulebook").is(t, 200)
	})
	line.plug()
	t.Run("carries on where it was, and the same key works", func(t *testing.T) {
		w.nobody().get(t, "//readyz").is(t, 200)
		rider.post(t, "/redemptions", body, once).is(t, 201)
		rider.post(t, "/redemptions", body, once).is(t, 201)
		require.Equal(t, before-6, rider.available(t))
	})
	w.balanced(t)
}
