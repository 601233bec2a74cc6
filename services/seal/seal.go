// Package seal alone turns personal data into ciphertext and back. Other rooms say what stands where; seal answers with text
// that opens only in that table, column and row, and with a blind index by which equal values find each other unread.
package seal

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// Why a sealed text did not open. All are failures of ours (a lost key, a damaged or exchanged row), not refusals, and none
// carries any of the text.
var (
	ErrForm       = errors.New("seal: not a sealed text")
	ErrUnknownKey = errors.New("seal: sealed under a key that is not configured")
	ErrBroken     = errors.New("seal: text was changed, or belongs to another table, column or row")
)

// Place is where a sealed text stands. It is authenticated with the text, so that whoever can write the database still
// cannot move one person's phone number to another's row and have it shown to them.
type Place struct {
	Table, Column, Row string // Row is the primary key
}

// Codec seals and opens. It is made once at start and is safe for use by many at once.
type Codec struct {
	current string                 // "a1.<key id>": what new texts are sealed with
	boxes   map[string]cipher.AEAD // by "<suite>.<key id>": everything that can still be opened
	index   indexer
}

// base64url is strict, so that one sealed text has one spelling.
var base64url = base64.RawURLEncoding.Strict()

// Seal turns plain into ciphertext for this place, in the form "a1.<key id>.<base64url of nonce, ciphertext and tag>" ("s1." for
// SM4). Empty stays empty, so an unset column needs no key. The same text seals differently each time. Its length shows:
// n bytes become at most 4(n+28)/3 + len(key id) + 5 characters.
//
// Nonces are drawn at random, 96 bits, so a key is good for 2^32 seals (NIST SP 800-38D, section 8.3): four thousand million,
// more than a city seals before its keys are due for a change anyway.
func (c *Codec) Seal(at Place, plain string) string {
	if plain == "" {
		return ""
	}
	box := c.boxes[c.current]
	nonce := make([]byte, box.NonceSize(), box.NonceSize()+len(plain)+box.Overhead())
	_, _ = rand.Read(nonce) // never fails: since Go 1.24 the program ends instead
	sealed := box.Seal(nonce, nonce, []byte(plain), at.bind(c.current))
	return c.current + "." + base64url.EncodeToString(sealed)
}

// Open turns a text sealed for this place back, whichever configured key and suite it was sealed with. Empty stays empty.
// The errors are ErrForm, ErrUnknownKey and ErrBroken.
func (c *Codec) Open(at Place, sealed string) (string, error) {
	if sealed == "" {
		return "", nil
	}
	dot := strings.LastIndexByte(sealed, '.')
	if dot < 0 || strings.Count(sealed, ".") != 2 {
		return "", ErrForm
	}
	key := sealed[:dot]
	raw, err := base64url.DecodeString(sealed[dot+1:])
	if err != nil || strings.ContainsAny(sealed, "\r\n") { // the decoder skips line ends, strict or not
		return "", ErrForm
	}
	box, known := c.boxes[key]
	if !known {
		return "", ErrUnknownKey
	}
	if len(raw) < box.NonceSize()+box.Overhead() {
		return "", ErrForm
	}
	plain, err := box.Open(nil, raw[:box.NonceSize()], raw[box.NonceSize():], at.bind(key))
	if err != nil {
		return "", ErrBroken
	}
	return string(plain), nil
}

// Format keeps the keys out of every log, whatever the verb.
func (c *Codec) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "seal.Codec(%s)", c.current) }

// bind is the additional data: the place and the key's name, each with its length before it, so that ("ab", "c") is not
// ("a", "bc").
func (at Place) bind(key string) []byte {
	return framed(key, at.Table, at.Column, at.Row)
}

func framed(parts ...string) []byte {
	var out []byte
	for _, part := range parts {
		out = binary.AppendUvarint(out, uint64(len(part)))
		out = append(out, part...)
	}
	return out
}
