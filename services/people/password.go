package people

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// Why a new password is not taken. All name the field "password".
var (
	ErrPasswordShort = fault.New(fault.Refused, "auth.password_short", "密码至少要 12 个字符", "A password needs at least 12 characters").On("password")
	ErrPasswordLong  = fault.New(fault.Refused, "auth.password_long", "密码最多 128 个字符", "A password has at most 128 characters").On("password")
	ErrPasswordEasy  = fault.New(fault.Refused, "auth.password_easy", "密码太容易猜：请不要只用数字、连续或重复的字符、常见词或用户名",
		"Too easy to guess: not digits alone, runs, repetitions, common words or the user name").On("password")
)

// errHash means that a stored hash cannot be read: a damaged row, never a wrong password.
var errHash = errors.New("stored password hash is unreadable")

// cost is what one hash takes. It stands in every hash, so a new cost leaves old passwords valid.
type cost struct {
	memory, time uint32 // KiB, passes
	threads      uint8
}

const costForm = "m=%d,t=%d,p=%d"

// today is the first choice of OWASP's Password Storage Cheat Sheet (19 MiB, two passes, one lane): about 40 ms of one core,
// little enough that sign-in cannot be used to starve the counter.
var today = cost{memory: 19 * 1024, time: 2, threads: 1}

// most bounds what a stored hash may ask for, so that a damaged row cannot exhaust the server.
var most = cost{memory: 256 * 1024, time: 16, threads: 16}

const saltSize, digestSize = 16, 32

// Passwords hashes and verifies staff passwords with argon2id, a bounded number at once.
type Passwords struct {
	slots chan struct{}
}

// NewPasswords allows parallel hashes at once (at least one); each takes 19 MiB while it runs.
func NewPasswords(parallel int) *Passwords {
	return &Passwords{slots: make(chan struct{}, max(parallel, 1))}
}

// Hash answers the password's hash in PHC string form, $argon2id$v=19$m=…,t=…,p=…$salt$digest, about 100 characters. It waits
// for its turn; the only error is that of a ctx which ended first.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails: since Go 1.24 the program ends instead
	digest, err := p.derive(ctx, today, salt, password)
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$"+costForm+"$%s$%s", argon2.Version, today.memory, today.time, today.threads,
		b64.EncodeToString(salt), b64.EncodeToString(digest)), nil
}

// Verify says whether password is the one that hash was made of. Where there is no such user, give "" for hash: the answer is
// false after as long a calculation, so that the time it takes does not tell which user names exist. An error means a ctx which
// ended while waiting, or a hash that cannot be read.
func (p *Passwords) Verify(ctx context.Context, hash, password string) (bool, error) {
	if hash == "" {
		_, err := p.derive(ctx, today, make([]byte, saltSize), password)
		if err != nil {
			return false, fmt.Errorf("verify password: %w", err)
		}
		return false, nil
	}
	with, salt, want, err := parseHash(hash)
	if err != nil {
		return false, fmt.Errorf("verify password: %w", err)
	}
	digest, err := p.derive(ctx, with, salt, password)
	if err != nil {
		return false, fmt.Errorf("verify password: %w", err)
	}
	return subtle.ConstantTimeCompare(digest, want) == 1, nil
}

// derive waits for a slot and calculates. The password is brought into NFKC first, since keyboards write the same character
// differently (NIST SP 800-63B, section 3.1.1.2).
func (p *Passwords) derive(ctx context.Context, with cost, salt []byte, password string) ([]byte, error) {
	if err := ctx.Err(); err != nil { // select would toss a coin where both are ready
		return nil, err
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case p.slots <- struct{}{}:
	}
	defer func() { <-p.slots }()
	return argon2.IDKey(norm.NFKC.Bytes([]byte(password)), salt, with.time, with.memory, with.threads, digestSize), nil
}

func parseHash(hash string) (with cost, salt, digest []byte, err error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return cost{}, nil, nil, errHash
	}
	_, err = fmt.Sscanf(parts[3], costForm, &with.memory, &with.time, &with.threads)
	if err != nil || parts[3] != fmt.Sprintf(costForm, with.memory, with.time, with.threads) { // Sscanf overlooks what follows
		return cost{}, nil, nil, errHash
	}
	if with.time < 1 || with.threads < 1 || with.memory > most.memory || with.time > most.time || with.threads > most.threads {
		return cost{}, nil, nil, errHash
	}
	salt, saltErr := base64.RawStdEncoding.Strict().DecodeString(parts[4])
	digest, digestErr := base64.RawStdEncoding.Strict().DecodeString(parts[5])
	if saltErr != nil || digestErr != nil || len(salt) < 8 || len(salt) > 64 || len(digest) != digestSize {
		return cost{}, nil, nil, errHash
	}
	return with, salt, digest, nil
}

// easyWords are what guessers try first, with this product's own names; what is left of a password without them must still be
// hard to guess. Longer words stand before those they contain.
var easyWords = []string{
	"qingxiaoyi", "qwertyuiop", "asdfghjkl", "password", "zxcvbnm", "1qaz2wsx", "passw0rd", "p@ssw0rd", "iloveyou", "woaini",
	"qwerty", "asdfgh", "zxcvbn", "welcome", "daqing", "admin", "5201314", "hello", "demo", "1314", "520", "庆小驿", "大庆", "密码",
}

// CheckPassword is the rule for a new password: 12 to 128 characters, any script, and not easy to guess (NIST SP 800-63B: length
// counts, classes of characters do not). It answers nil or one of the ErrPassword refusals. Compare the answer with nil before it
// becomes an error: a nil *Fault in an error is not nil.
func CheckPassword(password, username string) *fault.Fault {
	password = norm.NFKC.String(password)
	switch length := utf8.RuneCountInString(password); {
	case length < 12:
		return ErrPasswordShort
	case length > 128:
		return ErrPasswordLong
	case easy(password, username):
		return ErrPasswordEasy
	}
	return nil
}

// easy takes known words and the user name out and counts what is left: fewer than five different characters, or fewer than five
// that do not just repeat or follow the one before, are few enough to try out. Figures alone are a birthday, a phone or an identity number.
func easy(password, username string) bool {
	rest := strings.ToLower(password)
	if strings.Trim(rest, "0123456789 -./") == "" {
		return true
	}
	if name := strings.ToLower(norm.NFKC.String(username)); utf8.RuneCountInString(name) > 2 {
		rest = strings.ReplaceAll(rest, name, " ")
	}
	for _, word := range easyWords {
		rest = strings.ReplaceAll(rest, word, " ")
	}
	different, fresh, last := map[rune]bool{}, 0, rune(-9)
	for _, r := range rest {
		if unicode.IsSpace(r) {
			continue
		}
		different[r] = true
		if r < last-1 || r > last+1 {
			fresh++
		}
		last = r
	}
	return len(different) < 5 || fresh < 5
}
