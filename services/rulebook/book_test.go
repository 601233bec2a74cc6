package rulebook_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

func TestTheVersionInForce(t *testing.T) {
	version := func(n int, from string) rulebook.Book { return rulebook.Book{Version: n, EffectiveFrom: from} }
	books := []rulebook.Book{
		version(2, "2026-03-01"), version(1, "2026-01-01"), version(4, "2027-01-01"), version(3, "2026-03-01"),
	}
	cases := []struct {
		name, day string
		want      int
	}{
		{"none before the first", "2025-12-31", 0},
		{"the first from its day on", "2026-01-01", 1},
		{"the first to its last day", "2026-02-28", 1},
		{"the later of two made for one date", "2026-03-01", 3},
		{"not yet one that is to come", "2026-12-31", 3},
		{"the last for good", "2040-01-01", 4},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, ok := rulebook.InForce(books, c.day)
			require.Equal(t, c.want > 0, ok)
			require.Equal(t, c.want, got.Version)
		})
	}
}

func TestARulebookIsKeptAsADocument(t *testing.T) {
	document, err := json.Marshal(rulebook.Default())
	require.NoError(t, err)

	t.Run("and is the same when it is read again", func(t *testing.T) {
		got, err := rulebook.Parse(document)
		require.NoError(t, err)
		require.Equal(t, rulebook.Default(), got)
	})

	t.Run("and a misspelt cap is refused rather than no cap", func(t *testing.T) {
		_, err := rulebook.Parse([]byte(strings.Replace(string(document), `"item_caps"`, `"item_cap"`, 1)))
		require.ErrorIs(t, err, rulebook.ErrUnreadable)
	})

	t.Run("and nothing may follow it", func(t *testing.T) {
		_, err := rulebook.Parse(append(document, " {}"...))
		require.ErrorIs(t, err, rulebook.ErrUnreadable)
		_, err = rulebook.Parse(append(document, " \n"...))
		require.NoError(t, err)
	})

	t.Run("and one that breaks its own rules is refused", func(t *testing.T) {
		_, err := rulebook.Parse([]byte(strings.Replace(string(document), `"day":80`, `"day":-80`, 1)))
		require.ErrorIs(t, err, rulebook.ErrInvalid)
	})

	t.Run("and what is no document is refused", func(t *testing.T) {
		for _, bad := range []string{"", "null", "[]", "{", `{"version":1.5}`, `{"version":1e30}`, strings.Repeat("[", 20_000)} {
			_, err := rulebook.Parse([]byte(bad))
			require.Error(t, err, bad)
		}
	})
}
