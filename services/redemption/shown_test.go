package redemption

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const someID = "0195848f-1c00-7abc-8def-0123456789ab"

var noon = time.Date(2026, 3, 11, 4, 0, 0, 0, time.UTC)

func TestACodeLivesForAMinuteAndAMoment(t *testing.T) {
	s := &Service{key: []byte("a key of the tests")}
	w := windowAt(noon)
	code := s.text(someID, w)
	require.Regexp(t, `^QXY:[0-9A-Z]{32}:[0-9A-Z]+:[A-Z2-7]{24}$`, code, "QR's alphanumeric set keeps it coarse and quick to scan")
	for after, want := range map[time.Duration]error{
		0: nil, 59 * time.Second: nil, 60 * time.Second: nil, 64 * time.Second: nil,
		65 * time.Second: ErrCodeOld, time.Hour: ErrCodeOld, -time.Second: ErrCodeOld,
	} {
		id, err := s.parse(code, noon.Add(after))
		require.Equal(t, someID, id, "an old code still says what it was for")
		if want == nil {
			require.NoError(t, err, after)
			continue
		}
		require.ErrorIs(t, err, want, after)
	}
	t.Run("however it is typed", func(t *testing.T) {
		for _, typed := range []string{strings.ToLower(code), "  " + code + "\n"} {
			id, err := s.parse(typed, noon)
			require.NoError(t, err)
			require.Equal(t, someID, id)
		}
	})
	t.Run("and tells nothing of the next, nor of the digits, nor of another's", func(t *testing.T) {
		seen := map[string]bool{}
		for i := range int64(1000) {
			seen[s.digits(someID, w+i)] = true
			seen[s.text(someID, w+i)] = true
		}
		require.Greater(t, len(seen), 1990)
		require.NotEqual(t, s.digits(someID, w), s.digits("0195848f-1c00-7abc-8def-0123456789ac", w))
		require.NotEqual(t, s.digits(someID, w), (&Service{key: []byte("another key")}).digits(someID, w))
	})
}

func TestAForgedCodeIsNoCode(t *testing.T) {
	s := &Service{key: []byte("a key of the tests")}
	code := s.text(someID, windowAt(noon))
	parts := strings.Split(code, ":")
	forged := []string{
		"", "QXY", ":::", "QXY:::", code + "A", code[:len(code)-1], strings.Replace(code, "QXY", "QXZ", 1),
		strings.Join([]string{parts[0], "F" + parts[1][1:], parts[2], parts[3]}, ":"),
		strings.Join([]string{parts[0], parts[1], parts[2] + "0", parts[3]}, ":"),
		strings.Join([]string{parts[0], parts[1], "-" + parts[2], parts[3]}, ":"),
		(&Service{key: []byte("another key")}).text(someID, windowAt(noon)),
		// thirty-two bytes that are fewer in small letters: the Kelvin sign is one
		"QXY:" + strings.Repeat("\u212a", 10) + "AB:1:A", "QXY:" + strings.Repeat("İ", 16) + ":1:A", "QXY:" + strings.Repeat("\xff", 32) + ":1:A",
	}
	for i := range code { // every letter counts
		other := byte('A')
		if code[i] == other {
			other = 'B'
		}
		forged = append(forged, code[:i]+string(other)+code[i+1:])
	}
	for _, f := range forged {
		_, err := s.parse(f, noon)
		require.ErrorIs(t, err, ErrCode, "%q", f)
	}
}

// Whatever is scanned, it is answered, and only what we made ourselves leads anywhere.
func FuzzShown(f *testing.F) {
	s := &Service{key: []byte("a key of the tests")}
	f.Add(s.text(someID, windowAt(noon)))
	f.Add("QXY:" + strings.Repeat("\u212a", 10) + "AB:1:A")
	f.Add("QXY:" + strings.Repeat("0", 32) + ":ZZZZZZZZZZZZ:AAAA")
	f.Fuzz(func(t *testing.T, code string) {
		id, err := s.parse(code, noon)
		if err == nil || errors.Is(err, ErrCodeOld) {
			require.Contains(t, strings.ToUpper(code), strings.ToUpper(strings.ReplaceAll(id, "-", "")))
			return
		}
		require.ErrorIs(t, err, ErrCode)
	})
}

func TestTheLegalMoves(t *testing.T) {
	all := []State{Reserved, Fulfilled, Cancelled, Expired, Reversed, "", "lost"}
	for _, from := range all {
		for _, to := range all {
			legal := from == Reserved && (to == Fulfilled || to == Cancelled || to == Expired) || from == Fulfilled && to == Reversed
			require.Equal(t, legal, from.May(to), "%s → %s", from, to)
		}
	}
}
