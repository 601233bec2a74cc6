package seal

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestIndex(t *testing.T) {
	for _, suite := range []Suite{AES, SM} {
		t.Run(string(suite), func(t *testing.T) {
			c := codec(t, suite, "k1")
			index := c.Index("people.phone", "13800138000")

			t.Run("one phone number has one index, however it is blanked or widened", func(t *testing.T) {
				require.Regexp(t, `^[0-9a-f]{32}$`, index)
				require.Equal(t, index, c.Index("people.phone", " １３８００１３８０００\n"))
				require.Equal(t, index, codec(t, suite, "n2", "k1").Index("people.phone", "13800138000"), "new sealing keys leave it alone")
			})
			t.Run("another column, number, key or letter case has another index", func(t *testing.T) {
				require.NotEqual(t, index, c.Index("people.phone", "13800138001"))
				require.NotEqual(t, index, c.Index("people.phon", "e13800138000"))
				require.NotEqual(t, index, c.Index("merchants.phone", "13800138000"))
				require.NotEqual(t, c.Index("openid", "oAbc"), c.Index("openid", "oabc"))
				other, err := New(Options{Keys: []Key{{"k1", secret('k')}}, IndexKey: secret('j'), Suite: suite})
				require.NoError(t, err)
				require.NotEqual(t, index, other.Index("people.phone", "13800138000"))
			})
			t.Run("nothing has no index", func(t *testing.T) {
				require.Empty(t, c.Index("people.phone", " "))
			})
		})
	}
	t.Run("the two suites index apart", func(t *testing.T) {
		require.NotEqual(t, codec(t, AES, "k1").Index("a", "b"), codec(t, SM, "k1").Index("a", "b"))
	})
	t.Run("an index is what it was in the town's first year", func(t *testing.T) { // else look-up loses everybody
		require.Equal(t, "7a835993dd9faad26706c3028b51667d", codec(t, AES, "k1").Index("people.phone", "13800138000"))
		require.Equal(t, "aadaa90bf8c55019eb9622cbb61e2b08", codec(t, SM, "k1").Index("people.phone", "13800138000"))
	})
	t.Run("a text sealed in the town's first year still opens", func(t *testing.T) {
		for _, sealed := range []string{"a1.k1.NCh00tL6OZJmpkMnqnuFLOfDggXlNFZgWH4Utwbs9081pAYarw", "s1.k1.NObwdyKDVy-I-v5cYISePR4ZNWMSvLMNtT2tpSjKLN8KqUc0sA"} {
			plain, err := codec(t, AES, "k1").Open(home, sealed)
			require.NoError(t, err)
			require.Equal(t, "王小明", plain)
		}
	})
}

func TestNormalPhone(t *testing.T) {
	t.Run("a mobile number has one form, however it was written", func(t *testing.T) {
		for given, want := range map[string]string{
			"13800138000":                    "13800138000",
			"+8613800138000":                 "13800138000",
			"+86 138 0013 8000":              "13800138000",
			"0086-138-0013-8000":             "13800138000",
			"8613800138000":                  "13800138000",
			"１３８００１３８０００":                    "13800138000",
			"＋86　138‑0013‑8000":              "13800138000",
			"\u202d138\u00a00013 8000\u202c": "13800138000", // as pasted from an address book
			"19900000000":                    "19900000000",
		} {
			phone, ok := NormalPhone(given)
			require.True(t, ok, given)
			require.Equal(t, want, phone)
		}
	})
	t.Run("what is no mainland mobile number is refused", func(t *testing.T) {
		for _, given := range []string{
			"", " ", "+86", "1380013800", "138001380000", "12800138000", "23800138000", "0459-6666666", "+1 3800138000",
			"1380013800a", "138٠٠138000", "+86+8613800138000", "+868613800138000", "王小明", "\xff\xfe13800138000",
		} {
			phone, ok := NormalPhone(given)
			require.False(t, ok, given)
			require.Empty(t, phone)
		}
	})
}

func FuzzNormalPhone(f *testing.F) {
	for _, s := range []string{"13800138000", "+86 138-0013-8000", "", "\xff", "１３８"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, given string) {
		phone, ok := NormalPhone(given)
		if !ok {
			require.Empty(t, phone)
			return
		}
		require.Regexp(t, `^1[3-9][0-9]{9}$`, phone)
		again, ok := NormalPhone(phone)
		require.True(t, ok)
		require.Equal(t, phone, again)
	})
}
