// Package wechatstub alone is a stand-in for WeChat's code2session that speaks its protocol over HTTP, for tests and the demo town.
package wechatstub

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// New is the stand-in for one app. Like WeChat it answers GET /sns/jscode2session, everything with 200 and as text/plain. A code
// demo-<name> becomes an openid that depends on the app and the name alone, any number of times (WeChat's own work once); any other
// code is answered errcode 40029.
func New(appid, secret string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/sns/jscode2session", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		_ = json.NewEncoder(w).Encode(answer(r, appid, secret)) // fails only when the caller is gone
	})
	return mux
}

type refusal struct {
	ErrCode int    `json:"errcode"`
	ErrMsg  string `json:"errmsg"`
}

type session struct {
	SessionKey string `json:"session_key"`
	OpenID     string `json:"openid"`
}

// answer goes from the outside in: the method, what is missing, the app, the code.
func answer(r *http.Request, appid, secret string) any {
	query := r.URL.Query()
	if r.Method != http.MethodGet {
		return refuse(43001, "require GET method")
	}
	for _, missing := range []struct {
		parameter, msg string
		code           int
	}{
		{"appid", "appid missing", 41002}, {"secret", "appsecret missing", 41004}, {"js_code", "missing code", 41008},
	} {
		if query.Get(missing.parameter) == "" {
			return refuse(missing.code, missing.msg)
		}
	}
	if query.Get("grant_type") != "authorization_code" {
		return refuse(40002, "invalid grant_type")
	}
	if query.Get("appid") != appid {
		return refuse(40013, "invalid appid")
	}
	if query.Get("secret") != secret {
		return refuse(40125, "invalid appsecret")
	}
	name, demo := strings.CutPrefix(query.Get("js_code"), "demo-")
	if !demo || name == "" {
		return refuse(40029, "invalid code")
	}
	return session{SessionKey: base64.StdEncoding.EncodeToString(random(16)), OpenID: OpenID(appid, name)}
}

// OpenID is the openid that the stand-in gives to `demo-<name>` in an app. It looks like WeChat's: o and 27 characters of
// base64url.
func OpenID(appid, name string) string {
	sum := sha256.Sum256([]byte(appid + "\x00" + name))
	return "o" + base64.RawURLEncoding.EncodeToString(sum[:])[:27]
}

// refuse adds the request id that WeChat's messages end with.
func refuse(code int, msg string) refusal {
	rid := random(12)
	return refusal{ErrCode: code, ErrMsg: fmt.Sprintf("%s, rid: %x-%x-%x", msg, rid[:4], rid[4:8], rid[8:])}
}

func random(size int) []byte {
	out := make([]byte, size)
	_, _ = rand.Read(out) // never fails: since Go 1.24 the program ends instead
	return out
}
