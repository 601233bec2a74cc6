package seal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func secret(fill byte) Secret { return bytes.Repeat([]byte{fill}, 32) }

// codec makes one whose keys are named by ids, each with a secret of its own.
func codec(t testing.TB, suite Suite, ids ...string) *Codec {
	t.Helper()
	o := Options{IndexKey: secret('i'), Suite: suite}
	for _, id := range ids {
		o.Keys = append(o.Keys, Key{ID: id, Secret: secret(id[0])})
	}
	c, err := New(o)
	require.NoError(t, err)
	return c
}

var home = Place{Table: "people", Column: "phone_sealed", Row: "p1"}

func TestSeal(t *testing.T) {
	for _, suite := range []Suite{AES, SM} {
		t.Run(string(suite), func(t *testing.T) {
			c := codec(t, suite, "k1")

			t.Run("a name comes back as it was given", func(t *testing.T) {
				for _, name := range []string{"王小明", "Li Lei", "😀", "\xff", strings.Repeat("庆", 80)} {
					sealed := c.Seal(home, name)
					require.True(t, strings.HasPrefix(sealed, string(suite)+".k1."), sealed)
					require.NotContains(t, sealed, name)
					require.LessOrEqual(t, len(sealed), 4*(len(name)+28)/3+1+len("k1")+5)
					plain, err := c.Open(home, sealed)
					require.NoError(t, err)
					require.Equal(t, name, plain)
				}
			})
			t.Run("nothing stays nothing", func(t *testing.T) {
				require.Empty(t, c.Seal(home, ""))
				plain, err := c.Open(home, "")
				require.NoError(t, err)
				require.Empty(t, plain)
			})
			t.Run("two riders with one name cannot be told by their ciphertext", func(t *testing.T) {
				require.NotEqual(t, c.Seal(home, "王小明"), c.Seal(home, "王小明"))
			})
			t.Run("a text moved to another row, column or table does not open", func(t *testing.T) {
				sealed := c.Seal(home, "13800138000")
				for _, elsewhere := range []Place{
					{"people", "phone_sealed", "p2"},
					{"people", "name_sealed", "p1"},
					{"staff", "phone_sealed", "p1"},
					{"people", "phone_sealedp", "1"}, // the same letters, cut elsewhere
				} {
					_, err := c.Open(elsewhere, sealed)
					require.ErrorIs(t, err, ErrBroken, elsewhere)
				}
			})
			t.Run("any changed character is noticed", func(t *testing.T) {
				sealed := c.Seal(home, "13800138000")
				for i := range len(sealed) {
					other := byte('A')
					if sealed[i] == other {
						other = 'B'
					}
					_, err := c.Open(home, sealed[:i]+string(other)+sealed[i+1:])
					require.Error(t, err, i)
				}
				for i := range len(sealed) - 1 {
					_, err := c.Open(home, sealed[:i+1])
					require.Error(t, err, i)
				}
				name := c.Seal(home, "王小明") // 37 bytes: its last character has bits to spare
				for _, last := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" {
					other := name[:len(name)-1] + string(last)
					_, err := c.Open(home, other)
					require.Equal(t, other == name, err == nil, "one text has one spelling")
				}
				for _, longer := range []string{sealed + "A", sealed + "=", sealed + "\n", sealed + ".", " " + sealed} {
					_, err := c.Open(home, longer)
					require.Error(t, err, longer)
				}
			})
		})
	}
}

func TestKeys(t *testing.T) {
	t.Run("after a change of keys the old texts still open and new ones carry the new key", func(t *testing.T) {
		old := codec(t, AES, "k1").Seal(home, "王小明")
		both := codec(t, AES, "n2", "k1")
		plain, err := both.Open(home, old)
		require.NoError(t, err)
		require.Equal(t, "王小明", plain)
		require.True(t, strings.HasPrefix(both.Seal(home, "王小明"), "a1.n2."))
	})
	t.Run("after a change of suite the old texts still open", func(t *testing.T) {
		old := codec(t, AES, "k1").Seal(home, "王小明")
		plain, err := codec(t, SM, "k1").Open(home, old)
		require.NoError(t, err)
		require.Equal(t, "王小明", plain)
	})
	t.Run("a text under a key that is gone says so", func(t *testing.T) {
		_, err := codec(t, AES, "n2").Open(home, codec(t, AES, "k1").Seal(home, "王小明"))
		require.ErrorIs(t, err, ErrUnknownKey)
	})
	t.Run("another secret under the same name opens nothing", func(t *testing.T) {
		_, err := codec(t, AES, "k2").Open(home, codec(t, AES, "k1").Seal(home, "王小明"))
		require.ErrorIs(t, err, ErrUnknownKey)
		other, err := New(Options{Keys: []Key{{"k1", secret('z')}}, IndexKey: secret('i')})
		require.NoError(t, err)
		_, err = other.Open(home, codec(t, AES, "k1").Seal(home, "王小明"))
		require.ErrorIs(t, err, ErrBroken)
	})
	t.Run("a text relabelled with another key or suite does not open, though both are known", func(t *testing.T) {
		same, err := New(Options{Keys: []Key{{"k1", secret('k')}, {"k2", secret('k')}}, IndexKey: secret('i')})
		require.NoError(t, err)
		sealed := same.Seal(home, "王小明")
		for _, label := range []string{"a1.k2.", "s1.k1."} {
			_, err := same.Open(home, label+strings.TrimPrefix(sealed, "a1.k1."))
			require.ErrorIs(t, err, ErrBroken)
		}
	})
	t.Run("says everything that is wrong at once and shows no secret", func(t *testing.T) {
		_, err := New(Options{
			Keys:     []Key{{"Key.1", secret('k')}, {"k", []byte("hunter2hunter2")}, {"k", secret('i')}},
			IndexKey: secret('i'), Suite: "des",
		})
		for _, part := range []string{`"des"`, "key 1:", "14 bytes", "named twice", "is the index key"} {
			require.ErrorContains(t, err, part)
		}
		require.NotContains(t, err.Error(), "hunter2")
		_, err = New(Options{})
		require.ErrorContains(t, err, "no keys")
		require.ErrorContains(t, err, "the index key has 0 bytes")
	})
	t.Run("keys are never printed", func(t *testing.T) {
		o := Options{Keys: []Key{{"k1", Secret(strings.Repeat("hunter2", 5))}}, IndexKey: Secret(strings.Repeat("hunter3", 5))}
		c, err := New(o)
		require.NoError(t, err)
		var out bytes.Buffer
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&out, verb+verb+verb, o, &o, c)
		}
		slog.New(slog.NewJSONHandler(&out, nil)).Info("start", "options", o, "key", o.IndexKey, "codec", c)
		slog.New(slog.NewTextHandler(&out, nil)).Info("start", "options", o, "key", o.IndexKey, "codec", c)
		text, err := json.Marshal(o)
		require.NoError(t, err)
		out.Write(text)
		for _, leak := range []string{"hunter", fmt.Sprintf("%x", "hunter"), "aHVudGVy", "104 117 110"} {
			require.NotContains(t, out.String(), leak)
		}
	})
}

func FuzzOpen(f *testing.F) {
	c := codec(f, AES, "k1")
	for _, suite := range []Suite{AES, SM} {
		f.Add(codec(f, suite, "k1").Seal(home, "王小明"))
	}
	for _, text := range []string{"", ".", "..", "a1.k1.", "a1.k1.AAAA", "a1.k1." + strings.Repeat("A", 40), "x9.k1.AAAA", "a1..\x00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, sealed string) {
		plain, err := c.Open(home, sealed)
		if err != nil && plain != "" {
			t.Fatalf("gave %q with an error", plain)
		}
		if err == nil && sealed != "" && plain != "王小明" { // only what was sealed opens: the fuzzer does not know the key
			t.Fatalf("opened %q to %q", sealed, plain)
		}
	})
}
