package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"hash"
	"log/slog"
	"regexp"

	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"
)

// Suite says which family of algorithms new texts are sealed and indexed with.
type Suite string

// The suites. The values are the marks that sealed texts begin with, so they never change.
const (
	AES Suite = "a1" // AES-256-GCM and HMAC-SHA-256
	SM  Suite = "s1" // SM4-GCM and HMAC-SM3, where 国密 is demanded
)

// minSecret is the least length of a secret in bytes: what 256 bits of strength need.
const minSecret = 32

// Secret is bytes that nobody may read by accident: printed, logged or marshalled it shows only that it is one.
type Secret []byte

const hidden = "[secret]"

// Format hides the secret, whatever the verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, hidden) }

// LogValue hides the secret in structured logs.
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText hides the secret in JSON and the like.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// Key is one secret of at least 32 random bytes, kept outside the database. ID stands readable in every text sealed with it.
type Key struct {
	ID     string // 1 to 16 of a-z, 0-9 and -
	Secret Secret
}

// Options is what a Codec is made of.
type Options struct {
	// Keys: the first seals, the others still open what they sealed earlier. A key may leave when nothing is sealed with it.
	Keys []Key
	// IndexKey has at least 32 bytes and is none of Keys. It cannot be rotated without computing every index anew.
	IndexKey Secret
	// Suite is AES where it is left out. Changing it changes every index, too; sealed texts of the other suite still open.
	Suite Suite
}

// New makes a Codec, or says everything that is wrong with the options at once. No error carries a secret.
func New(o Options) (*Codec, error) {
	if o.Suite == "" {
		o.Suite = AES
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	c := &Codec{current: string(o.Suite) + "." + o.Keys[0].ID, boxes: map[string]cipher.AEAD{}}
	for _, key := range o.Keys {
		for _, suite := range []Suite{AES, SM} {
			box, err := suite.box(key)
			if err != nil {
				return nil, fmt.Errorf("seal: prepare key %s for %s: %w", key.ID, suite, err)
			}
			c.boxes[string(suite)+"."+key.ID] = box
		}
	}
	c.index = indexer{hash: suites[o.Suite].hash, key: append([]byte{}, o.IndexKey...)}
	return c, nil
}

var keyID = regexp.MustCompile(`^[a-z0-9-]{1,16}$`)

func (o Options) check() error {
	var wrong []error
	say := func(format string, a ...any) { wrong = append(wrong, fmt.Errorf("seal: "+format, a...)) }
	if _, known := suites[o.Suite]; !known {
		say("no such suite %q", string(o.Suite))
	}
	if len(o.Keys) == 0 {
		say("no keys")
	}
	if len(o.IndexKey) < minSecret {
		say("the index key has %d bytes, it needs %d", len(o.IndexKey), minSecret)
	}
	seen := map[string]bool{}
	for i, key := range o.Keys {
		if !keyID.MatchString(key.ID) {
			say("key %d: its id must be 1 to 16 of a-z, 0-9 and -", i+1)
		}
		if seen[key.ID] {
			say("key %s: named twice", key.ID)
		}
		seen[key.ID] = true
		if len(key.Secret) < minSecret {
			say("key %s: %d bytes, it needs %d", key.ID, len(key.Secret), minSecret)
		}
		if len(key.Secret) > 0 && subtle.ConstantTimeCompare(key.Secret, o.IndexKey) == 1 {
			say("key %s: is the index key, too", key.ID)
		}
	}
	return errors.Join(wrong...)
}

// suites is what each suite is made of; size is its block cipher's key in bytes.
var suites = map[Suite]struct {
	size  int
	hash  func() hash.Hash
	block func([]byte) (cipher.Block, error)
}{
	AES: {size: 32, hash: sha256.New, block: aes.NewCipher},
	SM:  {size: 16, hash: sm3.New, block: sm4.NewCipher},
}

// box derives the suite's own cipher key, so that one secret never serves two algorithms.
func (s Suite) box(key Key) (cipher.AEAD, error) {
	parts := suites[s]
	derived, err := hkdf.Key(parts.hash, key.Secret, nil, "qingxiaoyi seal "+string(s), parts.size)
	if err != nil {
		return nil, err
	}
	block, err := parts.block(derived)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
