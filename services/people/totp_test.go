package people

import (
	"net/url"
	"testing"
	"time"

	"github.com/pquerna/otp/hotp"
	"github.com/stretchr/testify/require"
)

func TestTOTP(t *testing.T) {
	noon := time.Date(2026, 1, 15, 4, 0, 0, 0, time.UTC)
	step := noon.Unix() / 30
	secret, address, err := NewTOTP("庆小驿", "district-1")
	require.NoError(t, err)
	codeAt := func(step int64) string {
		code, err := hotp.GenerateCodeCustom(secret, uint64(step), totpForm)
		require.NoError(t, err)
		return code
	}

	t.Run("an authenticator app can read the address", func(t *testing.T) {
		u, err := url.Parse(address)
		require.NoError(t, err)
		require.Equal(t, "otpauth://totp/庆小驿:district-1", u.Scheme+"://"+u.Host+u.Path)
		require.Equal(t, url.Values{"secret": {secret}, "issuer": {"庆小驿"}, "period": {"30"}, "algorithm": {"SHA1"}, "digits": {"6"}}, u.Query())
		require.Regexp(t, `^[A-Z2-7]{32}$`, secret)
		other, _, err := NewTOTP("庆小驿", "district-1")
		require.NoError(t, err)
		require.NotEqual(t, secret, other)
	})
	t.Run("an account without a name gets no secret", func(t *testing.T) {
		_, _, err := NewTOTP("庆小驿", "")
		require.Error(t, err)
	})
	t.Run("the codes are those of RFC 6238", func(t *testing.T) {
		const rfc = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" // 12345678901234567890, appendix B, last six figures
		for at, code := range map[int64]string{59: "287082", 1111111109: "081804", 20000000000: "353130"} {
			got, err := VerifyTOTP(rfc, code, time.Unix(at, 0), 0)
			require.NoError(t, err, at)
			require.Equal(t, at/30, got)
		}
	})
	t.Run("a clock may be one step off and no more", func(t *testing.T) {
		for _, off := range []int64{-1, 0, 1} {
			got, err := VerifyTOTP(secret, codeAt(step+off), noon.Add(29*time.Second), 0)
			require.NoError(t, err, off)
			require.Equal(t, step+off, got)
		}
		for _, off := range []int64{-2, 2} {
			_, err := VerifyTOTP(secret, codeAt(step+off), noon, 0)
			require.ErrorIs(t, err, ErrTOTP, off)
		}
	})
	t.Run("a code is refused the second time, and so are older ones", func(t *testing.T) {
		last, err := VerifyTOTP(secret, codeAt(step), noon, step-1)
		require.NoError(t, err)
		for _, again := range []int64{step, step - 1} {
			_, err = VerifyTOTP(secret, codeAt(again), noon, last)
			require.ErrorIs(t, err, ErrTOTP)
		}
		next, err := VerifyTOTP(secret, codeAt(step+1), noon.Add(30*time.Second), last)
		require.NoError(t, err)
		require.Equal(t, step+1, next)
	})
	t.Run("blanks inside a code do not count", func(t *testing.T) {
		code := codeAt(step)
		_, err := VerifyTOTP(secret, " "+code[:3]+" "+code[3:], noon, 0)
		require.NoError(t, err)
	})
	t.Run("whatever is no code is refused", func(t *testing.T) {
		for _, code := range []string{"", "1", "12345", "1234567", "abcdef", "１２３４５６", "-12345", "\x00\x00\x00\x00\x00\x00"} {
			_, err := VerifyTOTP(secret, code, noon, 0)
			require.ErrorIs(t, err, ErrTOTP, code)
		}
	})
	t.Run("a secret that cannot be read is our failure", func(t *testing.T) {
		_, err := VerifyTOTP("not base32!", "123456", noon, 0)
		require.Error(t, err)
		require.NotErrorIs(t, err, ErrTOTP)
	})
}
