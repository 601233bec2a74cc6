package people

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/seal"
)

// What a caller hears whose access token is not taken. Only a token that is ours in every other way is told that it expired: then
// a refresh helps. What is wrong with another one is not told.
var (
	ErrToken        = fault.New(fault.Unauthenticated, "auth.token", "请重新登录", "Please sign in again")
	ErrTokenExpired = fault.New(fault.Unauthenticated, "auth.expired", "登录已过期，请刷新", "The access token has expired")
)

const (
	maxTokenLife = 10 * time.Minute // nobody can call an access token back, so it is short
	maxTokenSize = 2048             // bytes; ours have about 400
	tokenType    = "at+jwt"         // RFC 9068: no other kind of JWT passes for an access token
	clockSkew    = 5 * time.Second  // how far another instance's clock may be ahead
)

// TokenKey signs access tokens; ID stands readable in them. Secret has at least 32 random bytes.
type TokenKey struct {
	ID     string
	Secret seal.Secret
}

// TokenOptions is what Tokens is made of. The first key signs, the others still verify what they signed.
type TokenOptions struct {
	Issuer, Audience string
	Life             time.Duration // whole seconds, at most ten minutes
	Keys             []TokenKey
}

// Tokens issues and verifies access tokens. The algorithm is fixed to HS256: only this server verifies its tokens, so nothing
// is gained by a public key, and a verification costs 5 µs instead of EdDSA's 77 (measured, jwt/v5 on one core), on every request.
type Tokens struct {
	issuer, audience string
	life             time.Duration
	current          string
	keys             map[string]seal.Secret
}

// NewTokens says everything that is wrong with the options at once. No error carries a secret.
func NewTokens(o TokenOptions) (*Tokens, error) {
	var wrong []error
	say := func(format string, a ...any) { wrong = append(wrong, fmt.Errorf("tokens: "+format, a...)) }
	if o.Issuer == "" || o.Audience == "" {
		say("issuer and audience must be named")
	}
	if o.Life < time.Second || o.Life > maxTokenLife || o.Life%time.Second != 0 {
		say("a life of %s: whole seconds up to %s are possible", o.Life, maxTokenLife)
	}
	if len(o.Keys) == 0 {
		say("no keys")
	}
	t := &Tokens{issuer: o.Issuer, audience: o.Audience, life: o.Life, keys: map[string]seal.Secret{}}
	for i, key := range o.Keys {
		if key.ID == "" || len(key.ID) > 32 {
			say("key %d: its id must have 1 to 32 characters", i+1)
		}
		if _, twice := t.keys[key.ID]; twice {
			say("key %s: named twice", key.ID)
		}
		if len(key.Secret) < 32 {
			say("key %s: %d bytes, it needs 32", key.ID, len(key.Secret))
		}
		t.keys[key.ID] = key.Secret
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, err
	}
	t.current = o.Keys[0].ID
	return t, nil
}

// Format keeps the keys out of every log, whatever the verb.
func (t *Tokens) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "people.Tokens(%s)", t.current) }

// TokenClaims is what a verified access token says: who is asking, and in which session. What they may do is read from the
// database at each request, so that a role taken away is gone at once.
type TokenClaims struct {
	Person, Session string // person id; id of the session, the family of refresh tokens
	ID              string // of this token
	Issued, Expires time.Time
}

// claims is TokenClaims on the wire.
type claims struct {
	jwt.RegisteredClaims
	Session string `json:"sid"`
}

var errClaims = errors.New("claims are not those of an access token")

// Validate is called by the parser after the signature and asks for what the library holds to be optional.
func (c claims) Validate() error {
	if c.Subject == "" || c.Session == "" || c.ID == "" || c.IssuedAt == nil || c.ExpiresAt == nil || len(c.Audience) != 1 {
		return errClaims
	}
	if c.ExpiresAt.Sub(c.IssuedAt.Time) > maxTokenLife {
		return errClaims
	}
	return nil
}

// Issue signs an access token for a person's session; id names the token. It is good from now for the configured life.
func (t *Tokens) Issue(now time.Time, person, session, id string) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: t.issuer, Audience: jwt.ClaimStrings{t.audience}, Subject: person, ID: id,
			IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(t.life)),
		},
		Session: session,
	})
	token.Header["typ"] = tokenType
	token.Header["kid"] = t.current
	signed, err := token.SignedString([]byte(t.keys[t.current]))
	if err != nil {
		return "", fmt.Errorf("sign access token: %w", err)
	}
	return signed, nil
}

// Verify answers what a token says, ErrTokenExpired for one of ours whose time is over, and ErrToken for everything else.
func (t *Tokens) Verify(now time.Time, token string) (TokenClaims, error) {
	if len(token) > maxTokenSize || strings.ContainsAny(token, "\r\n") { // the decoder skips line ends, strict or not
		return TokenClaims{}, ErrToken
	}
	var said claims
	_, err := jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithStrictDecoding(),
		jwt.WithIssuer(t.issuer), jwt.WithAudience(t.audience), jwt.WithExpirationRequired(),
		jwt.WithTimeFunc(func() time.Time { return now }),
	).ParseWithClaims(token, &said, t.key)
	if err != nil && !expiredOnly(err) {
		return TokenClaims{}, ErrToken
	}
	if said.IssuedAt.After(now.Add(clockSkew)) {
		return TokenClaims{}, ErrToken
	}
	if err != nil {
		return TokenClaims{}, ErrTokenExpired
	}
	return TokenClaims{
		Person: said.Subject, Session: said.Session, ID: said.ID, Issued: said.IssuedAt.UTC(), Expires: said.ExpiresAt.UTC(),
	}, nil
}

// key finds the secret by kid. A header must hold what ours hold and nothing else: "crit" or "jwk" would ask for things we do not do.
func (t *Tokens) key(token *jwt.Token) (any, error) {
	kid, _ := token.Header["kid"].(string)
	secret, known := t.keys[kid]
	if !known || token.Header["typ"] != tokenType || len(token.Header) != 3 {
		return nil, jwt.ErrTokenUnverifiable
	}
	return []byte(secret), nil
}

// expiredOnly says whether the signature is ours and nothing but the time is over. The library joins all that is wrong.
func expiredOnly(err error) bool {
	for _, other := range []error{
		jwt.ErrTokenInvalidIssuer, jwt.ErrTokenInvalidAudience, jwt.ErrTokenNotValidYet, errClaims,
	} {
		if errors.Is(err, other) {
			return false
		}
	}
	return errors.Is(err, jwt.ErrTokenExpired)
}

// NewOpaque draws a refresh token of 256 bits, 43 characters, and its hash. The token goes to the client and nowhere else, only
// the hash is stored. A plain hash is enough: nobody guesses 256 random bits.
func NewOpaque() (token, hash string) {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails: since Go 1.24 the program ends instead
	token = base64.RawURLEncoding.EncodeToString(raw)
	return token, HashOpaque(token)
}

// HashOpaque is the stored form of a refresh token: SHA-256, 64 hex figures.
func HashOpaque(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
