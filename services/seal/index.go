package seal

import (
	"crypto/hmac"
	"encoding/hex"
	"hash"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// indexer computes blind indexes; it holds no state between calls, so many may use it at once.
type indexer struct {
	hash func() hash.Hash
	key  []byte
}

// Index is the blind index of a value: 32 hex figures (128 bits) by which equal values of one column are found without opening
// any. It is keyed, since the eleven figures of a phone number would be guessed from a plain hash in minutes, and each column
// has its own, so that tables cannot be joined by it. Blanks around the value and full-width forms do not count, letter case
// does; phone numbers go through NormalPhone first. Empty stays empty.
func (c *Codec) Index(column, value string) string {
	value = strings.TrimSpace(norm.NFKC.String(value))
	if value == "" {
		return ""
	}
	mac := hmac.New(c.index.hash, c.index.key)
	mac.Write(framed(column, value))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// NormalPhone brings a mainland mobile number into its one form of eleven figures (13800138000), and says whether it is one.
// People and their address books write +86, 0086, blanks, hyphens, full-width figures and invisible marks; all of these go.
func NormalPhone(phone string) (string, bool) {
	figures := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFKC.String(phone))
	for _, prefix := range []string{"+86", "0086", "86"} {
		if rest, found := strings.CutPrefix(figures, prefix); found {
			figures = rest
			break
		}
	}
	if len(figures) != 11 || figures[0] != '1' || figures[1] < '3' {
		return "", false
	}
	for _, r := range figures {
		if r < '0' || r > '9' {
			return "", false
		}
	}
	return figures, true
}
