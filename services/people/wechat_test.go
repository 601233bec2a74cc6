package people

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/people/wechatstub"
)

const (
	appSecret = "s3cret&wörd"
	demoCode  = "demo-rider/1"
)

// edge is a WeChat at the town's edge that answers as told, and a client for it.
func edge(t *testing.T, answer http.HandlerFunc) *WeChat {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	return NewWeChat(WeChatOptions{Base: server.URL, AppID: "wx1", Secret: appSecret})
}

// says answers 200 and text/plain, as WeChat does.
func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, body)
	}
}

// discreet holds that an error tells nothing that must stay here, in any spelling.
func discreet(t *testing.T, err error) {
	t.Helper()
	for _, secret := range []string{appSecret, "s3cret", demoCode, "rider", "HyVFkGl5F5OQWJZZaNzBBg", "oSecret"} {
		require.NotContains(t, fmt.Sprintf("%v %+v %#v", err, err, err), secret)
	}
}

func TestWeChat(t *testing.T) {
	t.Run("a demo rider signs in as often as they like and is the same person", func(t *testing.T) {
		w := edge(t, wechatstub.New("wx1", appSecret).ServeHTTP)
		first, err := w.Session(t.Context(), demoCode)
		require.NoError(t, err)
		require.Regexp(t, `^o[A-Za-z0-9_-]{27}$`, first.OpenID)
		second, err := w.Session(t.Context(), demoCode)
		require.NoError(t, err)
		require.Equal(t, first, second)
	})
	t.Run("an unknown code is refused by the stand-in", func(t *testing.T) {
		_, err := edge(t, wechatstub.New("wx1", appSecret).ServeHTTP).Session(t.Context(), "stolen")
		require.ErrorIs(t, err, ErrWeChatCode)
	})
	t.Run("a wrong secret of ours is a failure of ours", func(t *testing.T) {
		_, err := edge(t, wechatstub.New("wx1", "another").ServeHTTP).Session(t.Context(), demoCode)
		require.ErrorContains(t, err, "40125")
		require.Nil(t, fault.As(err))
		discreet(t, err)
	})
	t.Run("the unionid comes along and the session key stays behind", func(t *testing.T) {
		w := edge(t, says(`{"session_key":"HyVFkGl5F5OQWJZZaNzBBg==","openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","unionid":"u1","errcode":0,"errmsg":"ok"}`))
		session, err := w.Session(t.Context(), demoCode)
		require.NoError(t, err)
		require.Equal(t, WeChatSession{OpenID: "o6_bmjrPTlm6_2sgVt7hMZOPfL2M", UnionID: "u1"}, session)
		text, err := json.Marshal(session)
		require.NoError(t, err)
		require.NotContains(t, string(text), "HyVFkGl5F5OQWJZZaNzBBg")
	})
	t.Run("the base address may have a path and a slash at its end", func(t *testing.T) {
		server := httptest.NewServer(http.StripPrefix("/wechat", wechatstub.New("wx1", appSecret)))
		defer server.Close()
		_, err := NewWeChat(WeChatOptions{Base: server.URL + "/wechat/", AppID: "wx1", Secret: appSecret}).Session(t.Context(), demoCode)
		require.NoError(t, err)
	})
	t.Run("without an app id it is switched off", func(t *testing.T) {
		_, err := NewWeChat(WeChatOptions{}).Session(t.Context(), demoCode)
		require.ErrorIs(t, err, ErrWeChatOff)
	})
	t.Run("no code and a huge one are refused without asking", func(t *testing.T) {
		w := edge(t, func(http.ResponseWriter, *http.Request) { t.Error("asked") })
		for _, code := range []string{"", strings.Repeat("x", 257)} {
			_, err := w.Session(t.Context(), code)
			require.ErrorIs(t, err, ErrWeChatCode)
		}
	})
	t.Run("the secret is never printed", func(t *testing.T) {
		o := WeChatOptions{Base: "https://example.com", AppID: "wx1", Secret: appSecret}
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
			text := fmt.Sprintf(verb+verb+verb, o, &o, NewWeChat(o))
			require.NotContains(t, text, "s3cret")
			require.NotContains(t, text, fmt.Sprintf("%x", "s3cret"))
		}
	})
}

func TestWeChatRefusals(t *testing.T) {
	for code, c := range map[int]struct {
		want  *fault.Fault
		retry time.Duration
	}{
		40029: {ErrWeChatCode, 0},
		40163: {ErrWeChatCode, 0},
		40226: {ErrWeChatBlocked, 0},
		-1:    {ErrWeChatBusy, 3 * time.Second},
		45011: {ErrWeChatBusy, time.Minute},
	} {
		t.Run(fmt.Sprintf("errcode %d is %s", code, c.want.Code), func(t *testing.T) {
			w := edge(t, says(fmt.Sprintf(`{"errcode":%d,"errmsg":"demo-rider/1 s3cret, rid: 1-2-3"}`, code)))
			_, err := w.Session(t.Context(), demoCode)
			require.ErrorIs(t, err, c.want)
			require.Equal(t, c.retry, fault.As(err).RetryAfter)
			discreet(t, err)
		})
	}
	for name, answer := range map[string]http.HandlerFunc{
		"another errcode": says(`{"errcode":40013,"errmsg":"invalid appid demo-rider/1"}`),
		"no openid":       says(`{"session_key":"HyVFkGl5F5OQWJZZaNzBBg=="}`),
		"a huge openid":   says(`{"openid":"` + strings.Repeat("oSecret", 20) + `"}`),
		"a huge unionid":  says(`{"openid":"o","unionid":"` + strings.Repeat("oSecret", 20) + `"}`),
		"no JSON":         says(`<html>HyVFkGl5F5OQWJZZaNzBBg==`),
		"other JSON":      says(`{"openid":["oSecret"]}`),
		"nothing":         says(``),
		"a huge answer":   says(`{"openid":"oSecret"}` + strings.Repeat(" ", 64<<10)),
		"status 404":      func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) },
	} {
		t.Run(name+" is a failure, and nothing of it shows", func(t *testing.T) {
			session, err := edge(t, answer).Session(t.Context(), demoCode)
			require.Error(t, err)
			require.Nil(t, fault.As(err))
			require.Zero(t, session)
			discreet(t, err)
		})
	}
}

func TestWeChatAway(t *testing.T) {
	away := func(t *testing.T, w *WeChat) {
		t.Helper()
		_, err := w.Session(t.Context(), demoCode)
		require.ErrorIs(t, err, ErrWeChatBusy)
		require.Positive(t, fault.As(err).RetryAfter)
		discreet(t, err)
	}
	t.Run("nobody listening is WeChat being busy", func(t *testing.T) {
		server := httptest.NewServer(http.NotFoundHandler())
		server.Close()
		away(t, NewWeChat(WeChatOptions{Base: server.URL, AppID: "wx1", Secret: appSecret}))
	})
	t.Run("so is a failing server", func(t *testing.T) {
		for _, status := range []int{500, 502, 503, 429} {
			away(t, edge(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
		}
	})
	t.Run("so is a connection that breaks in the answer", func(t *testing.T) {
		away(t, edge(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, `{"openid":"oSecret`)
		}))
	})
	t.Run("so is a certificate that nobody vouches for", func(t *testing.T) {
		server := httptest.NewUnstartedServer(http.NotFoundHandler())
		server.Config.ErrorLog = log.New(io.Discard, "", 0) // it reports the handshake that is meant to fail
		server.StartTLS()
		defer server.Close()
		w := NewWeChat(WeChatOptions{Base: server.URL, AppID: "wx1", Secret: appSecret})
		away(t, w)
		_, err := w.Session(t.Context(), demoCode)
		require.ErrorContains(t, err, "certificate")
	})
	t.Run("so is a server that does not speak HTTP, and its words are not repeated", func(t *testing.T) {
		away(t, parrot(t))
	})
	t.Run("so is one that lets us wait", func(t *testing.T) {
		hold := make(chan struct{})
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hold }))
		defer server.Close()
		defer close(hold)
		away(t, NewWeChat(WeChatOptions{
			Base: server.URL, AppID: "wx1", Secret: appSecret, HTTP: &http.Client{Timeout: 20 * time.Millisecond},
		}))
	})
	t.Run("nobody waits longer than five seconds, whatever client is given", func(t *testing.T) {
		for _, given := range []*http.Client{nil, {}, {Timeout: time.Hour}} {
			require.Equal(t, 5*time.Second, NewWeChat(WeChatOptions{HTTP: given}).http.Timeout)
		}
	})
	t.Run("whoever gave up hears their own reason", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := edge(t, says(`{}`)).Session(ctx, demoCode)
		require.ErrorIs(t, err, context.Canceled)
		require.Nil(t, fault.As(err))
		discreet(t, err)
	})
	t.Run("a redirect is not followed, since it would carry the secret there", func(t *testing.T) {
		elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("followed") }))
		defer elsewhere.Close()
		w := edge(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL+"?"+r.URL.RawQuery, http.StatusFound)
		})
		_, err := w.Session(t.Context(), demoCode)
		require.ErrorContains(t, err, "302")
		discreet(t, err)
	})
	t.Run("a base address that cannot be read is a failure without the secret", func(t *testing.T) {
		for _, base := range []string{"", "://", "http://a b", "ftp://example.com", "http://[::1"} {
			_, err := NewWeChat(WeChatOptions{Base: base, AppID: "wx1", Secret: appSecret}).Session(t.Context(), demoCode)
			require.Error(t, err, base)
			discreet(t, err)
		}
	})
}

// parrot is a server that answers every request by its own first line, which is not HTTP and holds the secret.
func parrot(t *testing.T) *WeChat {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			heard := make([]byte, 4096)
			n, _ := conn.Read(heard)
			_, _ = conn.Write(heard[:n])
			_ = conn.Close()
		}
	}()
	return NewWeChat(WeChatOptions{Base: "http://" + listener.Addr().String(), AppID: "wx1", Secret: appSecret})
}

func FuzzReadWeChat(f *testing.F) {
	f.Add([]byte(`{"session_key":"HyVFkGl5F5OQWJZZaNzBBg==","openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","unionid":"u1"}`))
	f.Add([]byte(`{"errcode":40029,"errmsg":"invalid code, rid: 1-2-3"}`))
	f.Add([]byte(`[`))
	f.Fuzz(func(t *testing.T, body []byte) {
		session, err := readWeChat(body)
		require.Equal(t, err == nil, session.OpenID != "")
		require.LessOrEqual(t, len(session.OpenID)+len(session.UnionID), 2*wechatMostID)
	})
}
