package config_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/config"
)

// random is 32 bytes that look random, other ones for every seed.
func random(seed byte) string {
	b := make([]byte, 32)
	for i := range b {
		b[i] = seed ^ byte(i*37+i*i)
	}
	return base64.StdEncoding.EncodeToString(b)
}

// given is what a city gives its server.
func given(t *testing.T, change ...func(s *config.Settings)) config.Settings {
	t.Helper()
	s := config.Settings{
		Listen: "127.0.0.1:8080", Admin: "127.0.0.1:9464", Data: t.TempDir(), Env: config.Production, LogLevel: "info", Suite: "aes",
		Database: "mysql://qxy:the-password@db.example/town",
		TokenKey: config.Secret("t1:" + random(1)), DataKeys: config.Secret("d2:" + random(2) + ", d1:" + random(3)),
		IndexKey: config.Secret(random(4)), CodeKey: config.Secret(random(5)),
		WeChatBase: "https://api.weixin.qq.com", WeChatAppID: "wx0123456789abcdef", WeChatSecret: "the-secret-of-the-mini-app",
		S3Endpoint: "s3.example:443", S3Bucket: "photos", S3Access: "access", S3Secret: "the-secret-of-the-bucket",
	}
	for _, c := range change {
		c(&s)
	}
	return s
}

func TestProduction(t *testing.T) {
	c, err := config.Load(given(t, func(s *config.Settings) { s.Proxies = "10.0.0.1, 10.1.0.0/16,::1" }))
	require.NoError(t, err)
	require.Equal(t, []string{"10.0.0.1", "10.1.0.0/16", "::1"}, c.TrustedProxies)
	require.Equal(t, "d2", c.DataKeyring[0].ID, "the first seals")
	require.Len(t, c.DataKeyring, 2)
	require.Len(t, c.Index, 32)
	require.NoFileExists(t, filepath.Join(c.Data, "development-keys.json"), "production makes no keys")

	t.Run("says everything that is missing at once", func(t *testing.T) {
		_, err := config.Load(config.Settings{Env: config.Production, Data: t.TempDir(), Listen: "8080", Admin: "0.0.0.0:9464", Database: "postgres://db"})
		require.Error(t, err)
		for _, name := range []string{
			"QXY_LISTEN", "QXY_ADMIN_LISTEN", "QXY_DATABASE", "QXY_TOKEN_KEY", "QXY_DATA_KEYS", "QXY_INDEX_KEY", "QXY_CODE_KEY",
			"QXY_WECHAT_APPID", "QXY_WECHAT_SECRET", "QXY_WECHAT_BASE",
		} {
			require.Equal(t, 1, strings.Count(err.Error(), name), "%s in\n%v", name, err)
		}
	})
}

func TestWhatIsWrongIsNamed(t *testing.T) {
	const notRandom = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
	for name, c := range map[string]struct {
		change func(s *config.Settings)
		want   string
	}{
		"an environment nobody knows": {func(s *config.Settings) { s.Env = "staging" }, "QXY_ENV must be"},
		"no environment":              {func(s *config.Settings) { s.Env = "" }, "QXY_ENV must be"},
		"metrics for everybody":       {func(s *config.Settings) { s.Admin = ":9464" }, "QXY_ADMIN_LISTEN must be a loopback"},
		"metrics on the city's net":   {func(s *config.Settings) { s.Admin = "10.0.0.5:9464" }, "QXY_ADMIN_LISTEN must be a loopback"},
		"a proxy that is no address":  {func(s *config.Settings) { s.Proxies = "10.0.0.1,proxy" }, `"proxy"`},
		"a proxy that is everybody":   {func(s *config.Settings) { s.Proxies = "0.0.0.0/0" }, "believes everybody"},
		"and in the other internet":   {func(s *config.Settings) { s.Proxies = "::/0" }, "believes everybody"},
		"half a bucket":               {func(s *config.Settings) { s.S3Bucket = "" }, "belong together"},
		"a bucket without its secret": {func(s *config.Settings) { s.S3Secret = "" }, "belong together"},
		"a key without a name":        {func(s *config.Settings) { s.TokenKey = config.Secret(random(1)) }, "QXY_TOKEN_KEY must read id:base64"},
		"a key with an odd name":      {func(s *config.Settings) { s.DataKeys = config.Secret("K.1:" + random(1)) }, "QXY_DATA_KEYS must read id:base64"},
		"two keys of one name":        {func(s *config.Settings) { s.DataKeys = config.Secret("k:" + random(1) + ",k:" + random(2)) }, "QXY_DATA_KEYS has two keys called k"},
		"a key that is no base64":     {func(s *config.Settings) { s.IndexKey = "not base64 at all, and long enough to be one" }, "QXY_INDEX_KEY must be the base64"},
		"a short key":                 {func(s *config.Settings) { s.CodeKey = config.Secret(random(1)[:40]) }, "QXY_CODE_KEY must be the base64"},
		"a key of zeros":              {func(s *config.Settings) { s.CodeKey = notRandom }, "QXY_CODE_KEY is not random"},
		"a key typed by hand":         {func(s *config.Settings) { s.TokenKey = "t:" + "YWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWI=" }, "QXY_TOKEN_KEY is not random"},
		"WeChat without TLS":          {func(s *config.Settings) { s.WeChatBase = "http://api.weixin.qq.com" }, "QXY_WECHAT_BASE must be an https"},
		"the demo's mini-app":         {func(s *config.Settings) { s.WeChatAppID = config.DemoAppID }, "QXY_WECHAT_APPID is the one of the demo"},
		"the demo's secret":           {func(s *config.Settings) { s.WeChatSecret = config.DemoSecret }, "QXY_WECHAT_SECRET is the one of the demo"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := config.Load(given(t, c.change))
			require.ErrorContains(t, err, c.want)
			require.NotContains(t, err.Error(), "the-")
			require.Equal(t, 1, strings.Count(err.Error(), "\n  - "), "that and nothing else:\n%v", err)
		})
	}
	t.Run("none of it is wrong in development", func(t *testing.T) {
		_, err := config.Load(given(t, func(s *config.Settings) {
			s.Env, s.WeChatBase, s.WeChatAppID, s.WeChatSecret = config.Development, "http://127.0.0.1:1", config.DemoAppID, config.DemoSecret
		}))
		require.NoError(t, err)
	})
}

func TestDevelopmentMakesItsKeysOnce(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	dev := func(s *config.Settings) {
		s.Env, s.Data, s.TokenKey, s.DataKeys, s.IndexKey, s.CodeKey = config.Development, folder, "", "", "", ""
	}
	first, err := config.Load(given(t, dev))
	require.NoError(t, err)
	again, err := config.Load(given(t, dev))
	require.NoError(t, err)
	require.Equal(t, first.Tokens[0].Secret, again.Tokens[0].Secret)
	require.Equal(t, first.DataKeyring[0].Secret, again.DataKeyring[0].Secret)
	require.Equal(t, [2][]byte{first.Index, first.Code}, [2][]byte{again.Index, again.Code})
	require.NotEqual(t, first.Index, first.Code)
	info, err := os.Stat(filepath.Join(folder, "development-keys.json"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "for nobody else's eyes")
	other, err := config.Load(given(t, dev, func(s *config.Settings) { s.Data = t.TempDir() }))
	require.NoError(t, err)
	require.NotEqual(t, first.Index, other.Index, "another folder has others")

	t.Run("and production refuses each of them, under any name and beside any other", func(t *testing.T) {
		for name, change := range map[string]func(s *config.Settings){
			"QXY_TOKEN_KEY": func(s *config.Settings) { s.TokenKey = first.TokenKey },
			"QXY_DATA_KEYS": func(s *config.Settings) {
				s.DataKeys = config.Secret("d1:"+random(9)+",prod:") + config.Secret(strings.TrimPrefix(string(first.DataKeys), "dev:"))
			},
			"QXY_INDEX_KEY": func(s *config.Settings) { s.IndexKey = first.IndexKey },
			"QXY_CODE_KEY":  func(s *config.Settings) { s.CodeKey = first.CodeKey },
		} {
			_, err := config.Load(given(t, func(s *config.Settings) { s.Data = folder }, change))
			require.ErrorContains(t, err, name+" is the one of the demo or of development")
		}
	})
	t.Run("what is given goes before what was made", func(t *testing.T) {
		c, err := config.Load(given(t, dev, func(s *config.Settings) { s.CodeKey = config.Secret(random(7)) }))
		require.NoError(t, err)
		require.NotEqual(t, first.Code, c.Code)
		require.Equal(t, first.Index, c.Index)
	})
	t.Run("a damaged file of keys is said, and not written over", func(t *testing.T) {
		for _, text := range []string{"", "{", "{}", `{"TokenKey":"dev:x"}`} {
			require.NoError(t, os.WriteFile(filepath.Join(folder, "development-keys.json"), []byte(text), 0o600))
			_, err := config.Load(given(t, dev))
			require.ErrorContains(t, err, "development-keys.json cannot be read")
			kept, err := os.ReadFile(filepath.Join(folder, "development-keys.json"))
			require.NoError(t, err)
			require.Equal(t, text, string(kept))
		}
	})
	t.Run("a folder that cannot be made is said", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		require.NoError(t, os.WriteFile(file, nil, 0o600))
		_, err := config.Load(given(t, dev, func(s *config.Settings) { s.Data = filepath.Join(file, "data") }))
		require.Error(t, err)
	})
}

func TestSecretsAreNeverPrinted(t *testing.T) {
	c, err := config.Load(given(t))
	require.NoError(t, err)
	var logged strings.Builder
	for _, h := range []slog.Handler{slog.NewTextHandler(&logged, nil), slog.NewJSONHandler(&logged, nil)} {
		log := slog.New(h)
		log.Info("settings", "config", c, "value", *c, "settings", c.Settings, "secret", c.Database, "key", c.Tokens[0], "keys", c.DataKeyring)
	}
	texts := []string{logged.String()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t"} {
		for _, value := range []any{c, *c, c.Settings, &c.Settings, c.Database, c.TokenKey, c.Tokens, c.Tokens[0], &c.Tokens[0]} {
			texts = append(texts, fmt.Sprintf(verb, value))
		}
	}
	for _, value := range []any{c, *c, c.Settings, c.Database, c.Tokens} {
		text, err := json.Marshal(value)
		require.NoError(t, err)
		texts = append(texts, string(text))
	}
	whole := strings.Join(texts, "\n")
	secrets := []string{"the-password", "the-secret"}
	for _, encoded := range []string{random(1), random(2), random(3), random(4), random(5)} {
		raw, err := base64.StdEncoding.DecodeString(encoded)
		require.NoError(t, err)
		secrets = append(secrets, encoded, string(raw), fmt.Sprintf("%x", raw), fmt.Sprintf("%X", raw), strings.Trim(fmt.Sprintf("%d", raw), "[]"), strings.Trim(fmt.Sprintf("%#v", raw), "[]byte{}"))
	}
	for _, s := range secrets {
		require.NotContains(t, whole, s)
	}
}

// The defaults that people get by giving nothing are a server that starts.
func TestTheDefaultsStart(t *testing.T) {
	t.Setenv("QXY_DATA", t.TempDir())
	var s config.Settings
	parser, err := kong.New(&s)
	require.NoError(t, err)
	_, err = parser.Parse(nil)
	require.NoError(t, err)
	c, err := config.Load(s)
	require.NoError(t, err)
	require.Equal(t, config.Development, c.Env)
	require.Equal(t, "sqlite", string(c.Database))
	require.Equal(t, "dev", c.Tokens[0].ID)
	t.Run("and secrets come from the environment too", func(t *testing.T) {
		t.Setenv("QXY_DATABASE", "mysql://qxy:the-password@db.example/town")
		var s config.Settings
		parser, err := kong.New(&s)
		require.NoError(t, err)
		_, err = parser.Parse(nil)
		require.NoError(t, err)
		require.Equal(t, "mysql://qxy:the-password@db.example/town", string(s.Database))
	})
}
