package wechatstub_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/people/wechatstub"
)

// ask calls the stand-in with the parameters of a good call, changed by one.
func ask(t *testing.T, app, method, parameter, value string) map[string]any {
	t.Helper()
	query := url.Values{"appid": {app}, "secret": {"s3cret"}, "js_code": {"demo-rider-1"}, "grant_type": {"authorization_code"}}
	if parameter != "" {
		query.Set(parameter, value)
	}
	w := httptest.NewRecorder()
	wechatstub.New(app, "s3cret").ServeHTTP(w, httptest.NewRequest(method, "/sns/jscode2session?"+query.Encode(), http.NoBody))
	require.Equal(t, http.StatusOK, w.Code, "WeChat answers 200 whatever it says")
	require.Equal(t, "text/plain", w.Header().Get("Content-Type"))
	var answer map[string]any
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &answer))
	return answer
}

func TestStub(t *testing.T) {
	t.Run("a demo rider has the same openid each time, and a session key", func(t *testing.T) {
		first, second := ask(t, "wx1", "GET", "", ""), ask(t, "wx1", "GET", "", "")
		require.Regexp(t, `^o[A-Za-z0-9_-]{27}$`, first["openid"])
		require.Equal(t, first["openid"], second["openid"])
		require.Regexp(t, `^[A-Za-z0-9+/]{22}==$`, first["session_key"])
		require.NotEqual(t, first["session_key"], second["session_key"])
		require.NotContains(t, first, "errcode")
	})
	t.Run("two riders, and one rider in two apps, have different openids", func(t *testing.T) {
		one := ask(t, "wx1", "GET", "", "")["openid"]
		require.NotEqual(t, one, ask(t, "wx1", "GET", "js_code", "demo-rider-2")["openid"])
		require.NotEqual(t, one, ask(t, "wx2", "GET", "", "")["openid"])
	})
	for _, c := range []struct {
		method, parameter, value string
		code                     int
		msg                      string
	}{
		{"GET", "js_code", "rider-1", 40029, "invalid code"},
		{"GET", "js_code", "demo-", 40029, "invalid code"},
		{"GET", "js_code", "", 41008, "missing code"},
		{"GET", "appid", "wx9", 40013, "invalid appid"},
		{"GET", "appid", "", 41002, "appid missing"},
		{"GET", "secret", "guess", 40125, "invalid appsecret"},
		{"GET", "secret", "", 41004, "appsecret missing"},
		{"GET", "grant_type", "client_credential", 40002, "invalid grant_type"},
		{"POST", "", "", 43001, "require GET method"},
	} {
		t.Run("answers "+c.msg+" like WeChat", func(t *testing.T) {
			answer := ask(t, "wx1", c.method, c.parameter, c.value)
			require.EqualValues(t, c.code, answer["errcode"])
			require.Regexp(t, "^"+c.msg+", rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$", answer["errmsg"])
			require.NotContains(t, answer, "openid")
		})
	}
	t.Run("knows no other address", func(t *testing.T) {
		w := httptest.NewRecorder()
		wechatstub.New("wx1", "s3cret").ServeHTTP(w, httptest.NewRequest("GET", "/cgi-bin/token", http.NoBody))
		require.Equal(t, http.StatusNotFound, w.Code)
	})
}
