package people

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/require"
)

var (
	opening = time.Date(2026, 1, 15, 0, 30, 0, 0, time.UTC)
	keyOne  = TokenKey{ID: "t1", Secret: bytes.Repeat([]byte{1}, 32)}
	keyTwo  = TokenKey{ID: "t2", Secret: bytes.Repeat([]byte{2}, 32)}
)

func tokens(t testing.TB, keys ...TokenKey) *Tokens {
	t.Helper()
	made, err := NewTokens(TokenOptions{Issuer: "qingxiaoyi", Audience: "qingxiaoyi-api", Life: 10 * time.Minute, Keys: keys})
	require.NoError(t, err)
	return made
}

// forge signs whatever a forger who somehow has the key would write: header and body are ours but for the changes.
func forge(t testing.TB, header, body map[string]any) string {
	t.Helper()
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"iss": "qingxiaoyi", "aud": "qingxiaoyi-api", "sub": "p1", "sid": "s1", "jti": "j1",
		"iat": opening.Unix(), "exp": opening.Add(10 * time.Minute).Unix(),
	})
	token.Header = map[string]any{"alg": "HS256", "typ": "at+jwt", "kid": "t1"}
	change(token.Header, header)
	change(token.Claims.(jwt.MapClaims), body)
	signed, err := token.SignedString([]byte(keyOne.Secret))
	require.NoError(t, err)
	return signed
}

func change(to, by map[string]any) {
	for name, value := range by {
		to[name] = value
		if value == nil {
			delete(to, name)
		}
	}
}

type changes = map[string]any

func TestTokens(t *testing.T) {
	ours := tokens(t, keyOne)
	token, err := ours.Issue(opening, "p1", "s1", "j1")
	require.NoError(t, err)

	t.Run("a rider is known by their token until it ends, to the second", func(t *testing.T) {
		for _, at := range []time.Duration{0, time.Minute, 10*time.Minute - 1} {
			claims, err := ours.Verify(opening.Add(at), token)
			require.NoError(t, err, at)
			require.Equal(t, TokenClaims{
				Person: "p1", Session: "s1", ID: "j1", Issued: opening, Expires: opening.Add(10 * time.Minute),
			}, claims)
		}
		_, err := ours.Verify(opening.Add(10*time.Minute), token)
		require.ErrorIs(t, err, ErrTokenExpired)
		require.Less(t, len(token), 500)
	})
	t.Run("another instance's clock may be a little ahead, a token from the future is refused", func(t *testing.T) {
		_, err := ours.Verify(opening.Add(-5*time.Second), token)
		require.NoError(t, err)
		_, err = ours.Verify(opening.Add(-6*time.Second), token)
		require.ErrorIs(t, err, ErrToken)
	})
	t.Run("header and body say what they should", func(t *testing.T) {
		parts := strings.Split(token, ".")
		header, _ := base64.RawURLEncoding.DecodeString(parts[0])
		require.JSONEq(t, `{"alg":"HS256","kid":"t1","typ":"at+jwt"}`, string(header))
		body, _ := base64.RawURLEncoding.DecodeString(parts[1])
		require.JSONEq(t, fmt.Sprintf(`{"iss":"qingxiaoyi","aud":["qingxiaoyi-api"],"sub":"p1","sid":"s1","jti":"j1","iat":%d,"exp":%d}`,
			opening.Unix(), opening.Unix()+600), string(body))
	})
	t.Run("after a change of keys the old tokens are still taken and new ones carry the new key", func(t *testing.T) {
		both := tokens(t, keyTwo, keyOne)
		_, err := both.Verify(opening, token)
		require.NoError(t, err)
		fresh, err := both.Issue(opening, "p1", "s1", "j2")
		require.NoError(t, err)
		_, err = ours.Verify(opening, fresh)
		require.ErrorIs(t, err, ErrToken)
	})
	t.Run("one token has one spelling", func(t *testing.T) {
		for _, last := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" {
			other := token[:len(token)-1] + string(last)
			_, err := ours.Verify(opening, other)
			require.Equal(t, other == token, err == nil, other)
		}
	})
	t.Run("the forger's tool makes good tokens, so what it changes below is what is refused", func(t *testing.T) {
		_, err := ours.Verify(opening, forge(t, nil, nil))
		require.NoError(t, err)
		_, err = ours.Verify(opening, forge(t, nil, changes{"aud": []string{"qingxiaoyi-api"}}))
		require.NoError(t, err)
	})
}

func TestForgedTokens(t *testing.T) {
	ours := tokens(t, keyOne, keyTwo)
	good := forge(t, nil, nil)
	parts := strings.Split(good, ".")
	unsigned := jwt.NewWithClaims(jwt.SigningMethodNone, jwt.MapClaims{})
	none, err := unsigned.SignedString(jwt.UnsafeAllowNoneSignatureType)
	require.NoError(t, err)
	label := func(header string) string { return base64.RawURLEncoding.EncodeToString([]byte(header)) }

	for name, token := range map[string]string{
		"algorithm none":                        label(`{"alg":"none","typ":"at+jwt","kid":"t1"}`) + "." + parts[1] + ".",
		"algorithm none, library's":             none,
		"algorithm none, old signature":         label(`{"alg":"none","typ":"at+jwt","kid":"t1"}`) + "." + parts[1] + "." + parts[2],
		"algorithm NoNe":                        label(`{"alg":"NoNe","typ":"at+jwt","kid":"t1"}`) + "." + parts[1] + ".",
		"HS512 with the right key":              signed(t, "t1", jwt.SigningMethodHS512, []byte(keyOne.Secret)),
		"HS384 with the right key":              signed(t, "t1", jwt.SigningMethodHS384, []byte(keyOne.Secret)),
		"RS256":                                 signed(t, "t1", jwt.SigningMethodRS256, rsaKey(t)),
		"RS256 label on our signature":          label(`{"alg":"RS256","typ":"at+jwt","kid":"t1"}`) + "." + parts[1] + "." + parts[2],
		"signed with an empty key":              signed(t, "t1", jwt.SigningMethodHS256, []byte{}),
		"signed with the key's name":            signed(t, "t1", jwt.SigningMethodHS256, []byte("t1")),
		"unknown key, signed with an empty one": signed(t, "t3", jwt.SigningMethodHS256, []byte{}),
		"other key's name":                      forge(t, changes{"kid": "t2"}, nil),
		"unknown key":                           forge(t, changes{"kid": "t3"}, nil),
		"no key name":                           forge(t, changes{"kid": nil}, nil),
		"key name a number":                     forge(t, changes{"kid": 1}, nil),
		"key name a path":                       forge(t, changes{"kid": "../../dev/null"}, nil),
		"type JWT":                              forge(t, changes{"typ": "JWT"}, nil),
		"no type":                               forge(t, changes{"typ": nil}, nil),
		"critical extension":                    forge(t, changes{"crit": []string{"b64"}, "b64": false}, nil),
		"its own key inside":                    forge(t, changes{"jwk": changes{"kty": "oct", "k": "AAAA"}}, nil),
		"other issuer":                          forge(t, nil, changes{"iss": "elsewhere"}),
		"no issuer":                             forge(t, nil, changes{"iss": nil}),
		"other audience":                        forge(t, nil, changes{"aud": "console"}),
		"no audience":                           forge(t, nil, changes{"aud": nil}),
		"two audiences":                         forge(t, nil, changes{"aud": []string{"qingxiaoyi-api", "console"}}),
		"no person":                             forge(t, nil, changes{"sub": nil}),
		"no session":                            forge(t, nil, changes{"sid": nil}),
		"no name":                               forge(t, nil, changes{"jti": nil}),
		"no expiry":                             forge(t, nil, changes{"exp": nil}),
		"expiry a word":                         forge(t, nil, changes{"exp": "never"}),
		"no time of issue":                      forge(t, nil, changes{"iat": nil}),
		"from the future":                       forge(t, nil, changes{"iat": opening.Unix() + 60, "exp": opening.Unix() + 120}),
		"from the future and expired":           forge(t, nil, changes{"iat": opening.Unix() + 60, "exp": opening.Unix() - 120}),
		"not yet valid":                         forge(t, nil, changes{"nbf": opening.Unix() + 60}),
		"good for a day":                        forge(t, nil, changes{"exp": opening.Unix() + 86400}),
		"good for a day, expired":               forge(t, nil, changes{"iat": opening.Unix() - 90000, "exp": opening.Unix() - 60}),
		"expired, other audience":               forge(t, nil, changes{"aud": "console", "exp": opening.Unix() - 60}),
		"expired, other issuer":                 forge(t, nil, changes{"iss": "elsewhere", "exp": opening.Unix() - 60}),
		"expired, no session":                   forge(t, nil, changes{"sid": nil, "exp": opening.Unix() - 60}),
		"expired, type JWT":                     forge(t, changes{"typ": "JWT"}, changes{"exp": opening.Unix() - 60}),
		"body of another token":                 parts[0] + "." + strings.Split(forge(t, nil, changes{"sub": "p2"}), ".")[1] + "." + parts[2],
		"cut":                                   good[:len(good)-1],
		"longer":                                good + "A",
		"padded":                                good + "=",
		"line end":                              good + "\n",
		"three parts of nothing":                "..",
		"nothing":                               "",
		"garbage":                               "王小明",
		"big, though good":                      forge(t, nil, changes{"sub": strings.Repeat("p", 2048)}),
		"big garbage":                           strings.Repeat("A.", 1<<20),
		"deep nesting":                          label(strings.Repeat("[", 1400)) + ".." + parts[2],
		"expired with another signature":        parts[0] + "." + strings.Split(forge(t, nil, changes{"exp": opening.Unix() - 60}), ".")[1] + "." + parts[2],
	} {
		t.Run("refuses "+name, func(t *testing.T) {
			claims, err := ours.Verify(opening, token)
			require.ErrorIs(t, err, ErrToken)
			require.Zero(t, claims)
		})
	}
}

func signed(t *testing.T, kid string, method jwt.SigningMethod, key any) string {
	t.Helper()
	token := jwt.NewWithClaims(method, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: "qingxiaoyi", Audience: jwt.ClaimStrings{"qingxiaoyi-api"}, Subject: "p1", ID: "j1",
			IssuedAt: jwt.NewNumericDate(opening), ExpiresAt: jwt.NewNumericDate(opening.Add(time.Minute)),
		}, Session: "s1",
	})
	token.Header["typ"], token.Header["kid"] = "at+jwt", kid
	text, err := token.SignedString(key)
	require.NoError(t, err)
	return text
}

func rsaKey(t *testing.T) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	return key
}

func TestNewTokens(t *testing.T) {
	t.Run("says everything that is wrong at once and shows no secret", func(t *testing.T) {
		_, err := NewTokens(TokenOptions{
			Life: 11 * time.Minute,
			Keys: []TokenKey{{ID: "", Secret: []byte("hunter2")}, keyOne, keyOne},
		})
		for _, part := range []string{"issuer and audience", "11m0s", "key 1: its id", "7 bytes", "t1: named twice"} {
			require.ErrorContains(t, err, part)
		}
		require.NotContains(t, err.Error(), "hunter2")
		_, err = NewTokens(TokenOptions{})
		require.ErrorContains(t, err, "no keys")
		require.ErrorContains(t, err, "a life of 0s")
	})
	t.Run("keys are never printed", func(t *testing.T) {
		secret := strings.Repeat("hunter2", 5)
		o := TokenOptions{Issuer: "q", Audience: "q", Life: time.Minute, Keys: []TokenKey{{ID: "t1", Secret: []byte(secret)}}}
		made, err := NewTokens(o)
		require.NoError(t, err)
		text, err := json.Marshal(o)
		require.NoError(t, err)
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
			text = fmt.Appendf(text, verb+verb, o, made)
		}
		for _, leak := range []string{"hunter", fmt.Sprintf("%x", "hunter"), "aHVudGVy", "104 117 110"} {
			require.NotContains(t, string(text), leak)
		}
	})
}

func TestOpaque(t *testing.T) {
	t.Run("a refresh token is drawn, and only its hash is kept", func(t *testing.T) {
		token, hash := NewOpaque()
		require.Regexp(t, `^[A-Za-z0-9_-]{43}$`, token)
		require.Equal(t, hash, HashOpaque(token))
		other, _ := NewOpaque()
		require.NotEqual(t, token, other)
	})
	t.Run("the hash is SHA-256 of the text", func(t *testing.T) { // else every session ends with an update
		require.Equal(t, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", HashOpaque("abc"))
	})
}

func FuzzVerifyToken(f *testing.F) {
	ours := tokens(f, keyOne)
	good := forge(f, nil, nil)
	want, err := ours.Verify(opening, good)
	require.NoError(f, err)
	expired := forge(f, nil, changes{"exp": opening.Unix() - 1})
	f.Add(good)
	f.Add(expired)
	f.Add(forge(f, changes{"alg": "none"}, nil))
	f.Add("..")
	f.Add("")
	f.Fuzz(func(t *testing.T, token string) {
		claims, err := ours.Verify(opening, token)
		if token == good || token == expired {
			return
		}
		require.ErrorIs(t, err, ErrToken, "only what was signed is taken")
		require.NotEqual(t, want, claims)
	})
}
