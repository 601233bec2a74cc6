package people

import (
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// ErrTOTP answers a code that is wrong, too old, or was used before; which of them is nobody's business.
var ErrTOTP = fault.New(fault.Unauthenticated, "auth.totp", "动态口令不对，请输入手机上最新的 6 位口令",
	"Wrong one-time code: enter the newest six figures from your phone")

// totpPeriod and totpSkew are RFC 6238's: steps of 30 s, and one step either way for clocks that differ.
const (
	totpPeriod = 30
	totpSkew   = 1
)

// totpForm is the only form that every authenticator app knows: six figures of HMAC-SHA-1. SHA-1's collisions do not touch HMAC.
var totpForm = hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}

// NewTOTP draws a second factor for a staff account: secret (160 bits, base32; seal it before it is stored) and url, the
// otpauth address that an authenticator app reads from a QR code. Both are shown once, to their owner.
func NewTOTP(issuer, account string) (secret, url string, err error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: account, Period: totpPeriod})
	if err != nil {
		return "", "", fmt.Errorf("draw TOTP secret: %w", err)
	}
	return key.Secret(), key.URL(), nil
}

// VerifyTOTP answers the time step that code belongs to, at most one off from now's and later than last, the step that was
// accepted before (0 where none was). The caller stores it on the condition that the stored one is still smaller, so that a
// code which was read over a shoulder is refused the second time. ErrTOTP where no step matches; any other error means that
// the secret cannot be read.
func VerifyTOTP(secret, code string, now time.Time, last int64) (int64, error) {
	code = strings.ReplaceAll(code, " ", "") // apps show "123 456"
	if len(code) != totpForm.Digits.Length() {
		return 0, ErrTOTP
	}
	current := now.Unix() / totpPeriod
	for step := max(current-totpSkew, last+1, 0); step <= current+totpSkew; step++ {
		matches, err := hotp.ValidateCustom(code, uint64(step), secret, totpForm)
		if err != nil {
			return 0, fmt.Errorf("verify TOTP: %w", err)
		}
		if matches {
			return step, nil
		}
	}
	return 0, ErrTOTP
}
