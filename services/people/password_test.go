package people

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

func TestPasswords(t *testing.T) {
	p := NewPasswords(2)
	hash, err := p.Hash(t.Context(), "三九天的庆小驿真暖和Ｑ")
	require.NoError(t, err)

	t.Run("a keeper signs in with the right password and with no other", func(t *testing.T) {
		require.Regexp(t, `^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$`, hash)
		for password, want := range map[string]bool{
			"三九天的庆小驿真暖和Ｑ": true,
			"三九天的庆小驿真暖和Q": true, // another keyboard
			"三九天的庆小驿真暖和":  false,
			"":            false,
		} {
			right, err := p.Verify(t.Context(), hash, password)
			require.NoError(t, err)
			require.Equal(t, want, right, password)
		}
	})
	t.Run("two keepers with one password have different hashes", func(t *testing.T) {
		other, err := p.Hash(t.Context(), "三九天的庆小驿真暖和Ｑ")
		require.NoError(t, err)
		require.NotEqual(t, hash, other)
	})
	t.Run("a hash made at another cost still verifies", func(t *testing.T) { // the reference implementation's own example
		const reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
		right, err := p.Verify(t.Context(), reference, "password")
		require.NoError(t, err)
		require.True(t, right)
	})
	t.Run("a user name that does not exist costs a whole calculation and is never right", func(t *testing.T) {
		for _, password := range []string{"", "demo-keeper-1"} {
			start := time.Now()
			right, err := p.Verify(t.Context(), "", password)
			require.NoError(t, err)
			require.False(t, right)
			require.Greater(t, time.Since(start), 5*time.Millisecond, "answered without calculating")
		}
	})
	t.Run("a damaged hash is our failure and asks for no memory", func(t *testing.T) {
		parts := strings.Split(hash, "$")
		for place, bad := range map[int][]string{
			1: {"argon2i", "bcrypt"},
			2: {"v=16", ""},
			3: {"m=4294967295,t=2,p=1", "m=19456,t=99,p=1", "m=19456,t=0,p=1", "m=19456,t=2,p=0", "m=19456,t=2,p=256", "m=19456,t=2,p=1x", "m=-1,t=2,p=1", "x"},
			4: {"", "AAAA", "!", strings.Repeat("A", 88)},
			5: {"", "AAAA", "!", strings.Repeat("A", 88)},
		} {
			for _, text := range bad {
				broken := append([]string{}, parts...)
				broken[place] = text
				right, err := p.Verify(t.Context(), strings.Join(broken, "$"), "x")
				require.ErrorIs(t, err, errHash, text)
				require.False(t, right)
			}
		}
		for _, text := range []string{"x", "$", "$$$$$", hash + "$", strings.TrimPrefix(hash, "$")} {
			_, err := p.Verify(t.Context(), text, "x")
			require.ErrorIs(t, err, errHash, text)
		}
	})
}

func TestPasswordQueue(t *testing.T) {
	t.Run("whoever gives up waiting is let go, and the next one is served", func(t *testing.T) {
		p := NewPasswords(0) // as one
		p.slots <- struct{}{}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		_, err := p.Hash(ctx, "x")
		require.ErrorIs(t, err, context.DeadlineExceeded)
		for _, hash := range []string{"", "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"} {
			_, err = p.Verify(ctx, hash, "x")
			require.ErrorIs(t, err, context.DeadlineExceeded)
		}
		<-p.slots
		_, err = p.Verify(ctx, "", "x")
		require.ErrorIs(t, err, context.DeadlineExceeded, "a place was free, but nobody waits for the answer")
		_, err = p.Verify(t.Context(), "", "x")
		require.NoError(t, err)
		require.Empty(t, p.slots)
	})
	t.Run("of two places one may be taken, and at the third everybody waits", func(t *testing.T) {
		p := NewPasswords(2)
		p.slots <- struct{}{}
		_, err := p.Verify(t.Context(), "", "x")
		require.NoError(t, err)
		p.slots <- struct{}{}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		_, err = p.Verify(ctx, "", "x")
		require.ErrorIs(t, err, context.DeadlineExceeded)
	})
	t.Run("many at once are all served and leave their places", func(t *testing.T) {
		p := NewPasswords(2)
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				_, err := p.Verify(t.Context(), "", "x")
				assert.NoError(t, err)
			})
		}
		all.Wait()
		require.Empty(t, p.slots)
	})
}

func TestCheckPassword(t *testing.T) {
	for _, c := range []struct {
		password, username string
		want               *fault.Fault
	}{
		{"correct horse battery", "keeper-1", nil},
		{"Sungari-Winter8", "keeper-1", nil},
		{"三九天里来庆小驿喝碗热汤", "keeper-1", nil},
		{strings.Repeat("热汤面茶水姜", 21) + "热汤", "keeper-1", nil},
		{"短密码短密码abcde", "keeper-1", ErrPasswordShort},
		{"", "", ErrPasswordShort},
		{"\xff\xfe", "", ErrPasswordShort},
		{strings.Repeat("热汤面茶水姜", 21) + "热汤面", "keeper-1", ErrPasswordLong},
		{"demo-keeper-1", "keeper-1", ErrPasswordEasy},
		{"KEEPER-1-Keeper-1", "keeper-1", ErrPasswordEasy},
		{"keeper-1keeper-1x9", "ＫＥＥＰＥＲ-1", ErrPasswordEasy},
		{"aaaaaaaaaaaaa", "keeper-1", ErrPasswordEasy},
		{"abcabcabcabcabc", "keeper-1", ErrPasswordEasy},
		{"abcdefghijklmnop", "keeper-1", ErrPasswordEasy},
		{"ponmlkjihgfedcba", "keeper-1", ErrPasswordEasy},
		{"13800138000138", "keeper-1", ErrPasswordEasy},
		{"1990-12-31 2008", "keeper-1", ErrPasswordEasy},
		{"23060319901231", "keeper-1", ErrPasswordEasy},
		{"PasswordPassword123", "keeper-1", ErrPasswordEasy},
		{"qwertyuiop123456", "keeper-1", ErrPasswordEasy},
		{"ｐａｓｓｗｏｒｄ１２３４", "keeper-1", ErrPasswordEasy},
		{"大庆庆小驿密码大庆密码庆小驿", "keeper-1", ErrPasswordEasy},
		{"            ", "", ErrPasswordEasy},
	} {
		verb := "may choose"
		if c.want != nil {
			verb = "may not choose"
		}
		t.Run(fmt.Sprintf("%q %s %.24q", c.username, verb, c.password), func(t *testing.T) {
			got := CheckPassword(c.password, c.username)
			require.Same(t, c.want, got)
			if got != nil {
				require.Equal(t, "password", got.Fields[0].Field)
			}
		})
	}
}

func FuzzCheckPassword(f *testing.F) {
	f.Add("correct horse battery", "keeper-1")
	f.Add("demo-keeper-1", "keeper-1")
	f.Add("\xff", "\xff\xff\xff")
	f.Fuzz(func(t *testing.T, password, username string) {
		if CheckPassword(password, username) == nil {
			require.NotNil(t, CheckPassword(password, password), "taken though it is the user name")
		}
	})
}

func FuzzParseHash(f *testing.F) {
	f.Add("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
	f.Add("$argon2id$v=19$m=1,t=1,p=1$$")
	f.Fuzz(func(t *testing.T, hash string) {
		with, salt, digest, err := parseHash(hash)
		if err != nil {
			require.ErrorIs(t, err, errHash)
			return
		}
		require.LessOrEqual(t, with.memory, most.memory)
		require.NotEmpty(t, salt)
		require.NotEmpty(t, digest)
	})
}
