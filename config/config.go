// Package config reads what the program is told from outside, checks all of it at once and keeps its secrets to itself.
package config

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// The environments.
const (
	Development = "development"
	Production  = "production"
)

// DemoAppID and DemoSecret are what the demo town's stand-in for WeChat is called with. They open nothing else.
const (
	DemoAppID  = "wxdemo0000000000"
	DemoSecret = "demo-secret-of-the-stand-in"
)

// Secret hides itself from logs, errors and JSON.
type Secret string

const hidden = "[secret]"

// String hides the secret.
func (Secret) String() string { return hidden }

// Format hides the secret, whatever the verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = fmt.Fprint(f, hidden) }

// MarshalText hides the secret in JSON and the like.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// Settings are the flags and environment variables as they were given.
type Settings struct {
	Listen   string `env:"QXY_LISTEN" default:"127.0.0.1:8080" help:"Address to serve on."`
	Admin    string `env:"QXY_ADMIN_LISTEN" default:"127.0.0.1:9464" help:"Loopback address of metrics and pprof; empty for none."`
	Data     string `env:"QXY_DATA" default:"./data" help:"Folder of the embedded database and of uploads." type:"path"`
	Database Secret `env:"QXY_DATABASE" default:"sqlite" help:"sqlite, or mysql://user:password@host:port/name."`
	Env      string `env:"QXY_ENV" default:"development" help:"development or production."`
	Proxies  string `env:"QXY_PROXIES" help:"Addresses of reverse proxies to believe, separated by commas."`
	Pages    string `env:"QXY_PAGES" help:"Folder of built pages to serve instead of those in the program."`
	LogLevel string `env:"QXY_LOG_LEVEL" default:"info" enum:"debug,info,warn,error" help:"debug, info, warn or error."`

	TokenKey Secret `env:"QXY_TOKEN_KEY" help:"Secret of access tokens: id:base64 of 32 bytes; several separated by commas, the first signs."`
	DataKeys Secret `env:"QXY_DATA_KEYS" help:"Keys of personal data: id:base64 of 32 bytes; several separated by commas, the first seals."`
	IndexKey Secret `env:"QXY_INDEX_KEY" help:"Key of the blind index: base64 of 32 bytes."`
	CodeKey  Secret `env:"QXY_CODE_KEY" help:"Key of pickup codes and photo links: base64 of 32 bytes."`
	Suite    string `env:"QXY_SUITE" default:"aes" enum:"aes,sm" help:"aes (AES-256-GCM, SHA-256) or sm (SM4-GCM, SM3)."`

	WeChatBase   string `env:"QXY_WECHAT_BASE" default:"https://api.weixin.qq.com" help:"Base address of WeChat's API."`
	WeChatAppID  string `env:"QXY_WECHAT_APPID" help:"The mini-app's id."`
	WeChatSecret Secret `env:"QXY_WECHAT_SECRET" help:"The mini-app's secret."`

	S3Endpoint string `env:"QXY_S3_ENDPOINT" help:"host:port of an S3 service for photos; empty for the data folder."`
	S3Bucket   string `env:"QXY_S3_BUCKET" help:"Its bucket."`
	S3Region   string `env:"QXY_S3_REGION" help:"Its region."`
	S3Access   string `env:"QXY_S3_ACCESS_KEY" help:"Its access key."`
	S3Secret   Secret `env:"QXY_S3_SECRET_KEY" help:"Its secret key."`
	S3Insecure bool   `env:"QXY_S3_INSECURE" help:"Speak plain HTTP to it."`
}

// Key is a secret with the name by which tokens and ciphertexts call it.
type Key struct {
	ID     string
	Secret []byte
}

// Format shows the name only.
func (k Key) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "key %s", k.ID) }

// MarshalText shows the name only.
func (k Key) MarshalText() ([]byte, error) { return []byte("key " + k.ID), nil }

// Config is Settings that hold together.
type Config struct {
	Settings
	Tokens, DataKeyring []Key
	Index, Code         []byte
	TrustedProxies      []string
}

// Format shows the settings, without the keys that were made of them.
func (c Config) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "%+v", c.Settings) }

// MarshalJSON shows the settings, without the keys that were made of them.
func (c Config) MarshalJSON() ([]byte, error) { return json.Marshal(c.Settings) }

// Load checks settings and returns everything that is wrong with them at once. In development, keys that were not given are
// made once and kept beside the database.
func Load(s Settings) (*Config, error) {
	c := &Config{Settings: s}
	var wrong problems
	if s.Env != Development && s.Env != Production {
		wrong.add("QXY_ENV must be development or production, not %q", s.Env)
	}
	c.address(&wrong)
	if db := string(s.Database); db != "sqlite" && !strings.HasPrefix(db, "mysql://") {
		wrong.add("QXY_DATABASE must be sqlite or mysql://user:password@host:port/name")
	}
	if (s.S3Endpoint == "") != (s.S3Bucket == "") || s.S3Endpoint != "" && (s.S3Access == "" || s.S3Secret == "") {
		wrong.add("QXY_S3_ENDPOINT, QXY_S3_BUCKET, QXY_S3_ACCESS_KEY and QXY_S3_SECRET_KEY belong together")
	}
	kept, err := readKept(s.Data)
	if err != nil {
		wrong.add("%v", err)
	}
	if s.Env == Production {
		c.production(kept, &wrong)
	} else if err == nil {
		c.fill(kept, &wrong)
	}
	c.keys(&wrong)
	return c, wrong.err()
}

func (c *Config) address(wrong *problems) {
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		wrong.add("QXY_LISTEN must be host:port, not %q", c.Listen)
	}
	if c.Admin != "" {
		host, _, err := net.SplitHostPort(c.Admin)
		if ip := net.ParseIP(host); err != nil || host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			wrong.add("QXY_ADMIN_LISTEN must be a loopback address such as 127.0.0.1:9464, not %q", c.Admin)
		}
	}
	for _, p := range strings.Split(c.Proxies, ",") {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		_, block, err := net.ParseCIDR(p)
		if err != nil && net.ParseIP(p) == nil {
			wrong.add("QXY_PROXIES holds %q, which is no address", p)
		}
		if err == nil && block.IP.IsUnspecified() {
			wrong.add("QXY_PROXIES holds %q, which believes everybody", p)
		}
		c.TrustedProxies = append(c.TrustedProxies, p)
	}
}

// production wants every secret given, and none that a demo or a developer has used.
func (c *Config) production(kept kept, wrong *problems) {
	for _, need := range []struct{ name, value, known string }{
		{"QXY_TOKEN_KEY", string(c.TokenKey), kept.TokenKey},
		{"QXY_DATA_KEYS", string(c.DataKeys), kept.DataKeys},
		{"QXY_INDEX_KEY", string(c.IndexKey), kept.IndexKey},
		{"QXY_CODE_KEY", string(c.CodeKey), kept.CodeKey},
		{"QXY_WECHAT_APPID", c.WeChatAppID, DemoAppID},
		{"QXY_WECHAT_SECRET", string(c.WeChatSecret), DemoSecret},
	} {
		switch {
		case need.value == "":
			wrong.add("%s is missing", need.name)
		case holds(need.value, need.known):
			wrong.add("%s is the one of the demo or of development", need.name)
		}
	}
	if !strings.HasPrefix(c.WeChatBase, "https://") {
		wrong.add("QXY_WECHAT_BASE must be an https address")
	}
}

// holds says whether a value contains a known secret, under whatever name and beside whatever others.
func holds(value, known string) bool {
	_, secret, named := strings.Cut(known, ":")
	if !named {
		secret = known
	}
	return secret != "" && strings.Contains(value, secret)
}

// keys takes the keyrings apart.
func (c *Config) keys(wrong *problems) {
	c.Tokens = keyring("QXY_TOKEN_KEY", string(c.TokenKey), wrong)
	c.DataKeyring = keyring("QXY_DATA_KEYS", string(c.DataKeys), wrong)
	c.Index = secret("QXY_INDEX_KEY", string(c.IndexKey), wrong)
	c.Code = secret("QXY_CODE_KEY", string(c.CodeKey), wrong)
}

var keyID = regexp.MustCompile(`^[a-z0-9-]{1,16}$`)

func keyring(name, text string, wrong *problems) []Key {
	var keys []Key
	for _, part := range strings.Split(text, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		id, encoded, ok := strings.Cut(part, ":")
		if !ok || !keyID.MatchString(id) {
			wrong.add("%s must read id:base64, the id of 1 to 16 of a-z, 0-9 and -", name)
			continue
		}
		if slices.ContainsFunc(keys, func(k Key) bool { return k.ID == id }) {
			wrong.add("%s has two keys called %s", name, id)
		}
		keys = append(keys, Key{id, secret(name, encoded, wrong)})
	}
	return keys
}

func secret(name, text string, wrong *problems) []byte {
	if text == "" {
		return nil
	}
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(b) < 32 {
		wrong.add("%s must be the base64 of at least 32 bytes (openssl rand -base64 32)", name)
		return nil
	}
	distinct := map[byte]bool{}
	for _, x := range b {
		distinct[x] = true
	}
	if len(distinct) < 12 { // 32 bytes of chance have about 30 different ones
		wrong.add("%s is not random (openssl rand -base64 32 makes one)", name)
	}
	return b
}

// kept are the keys of development, beside the database but not in it.
type kept struct{ TokenKey, DataKeys, IndexKey, CodeKey string }

func keptFile(folder string) string { return filepath.Join(folder, "development-keys.json") }

func readKept(folder string) (kept, error) {
	var k kept
	text, err := os.ReadFile(keptFile(folder))
	if errors.Is(err, fs.ErrNotExist) {
		return k, nil
	}
	if err != nil {
		return k, fmt.Errorf("read the keys of development: %w", err)
	}
	err = json.Unmarshal(text, &k)
	if err != nil || k.TokenKey == "" || k.DataKeys == "" || k.IndexKey == "" || k.CodeKey == "" {
		return k, fmt.Errorf("%s cannot be read", keptFile(folder))
	}
	return k, nil
}

// fill makes what was not given, once for each data folder.
func (c *Config) fill(k kept, wrong *problems) {
	fresh := k == kept{}
	if fresh {
		random := func() string { return base64.StdEncoding.EncodeToString(db.Secret(32)) }
		k = kept{TokenKey: "dev:" + random(), DataKeys: "dev:" + random(), IndexKey: random(), CodeKey: random()}
	}
	needed := false
	for _, f := range []struct {
		at   *Secret
		kept string
	}{{&c.TokenKey, k.TokenKey}, {&c.DataKeys, k.DataKeys}, {&c.IndexKey, k.IndexKey}, {&c.CodeKey, k.CodeKey}} {
		if *f.at == "" {
			*f.at, needed = Secret(f.kept), true
		}
	}
	if !fresh || !needed {
		return
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		wrong.add("QXY_DATA: %v", err)
		return
	}
	text, err := json.MarshalIndent(k, "", "  ")
	if err == nil {
		err = os.WriteFile(keptFile(c.Data), text, 0o600)
	}
	if err != nil {
		wrong.add("keep the keys of development: %v", err)
	}
}

// problems gathers what is wrong.
type problems []string

func (p *problems) add(format string, args ...any) { *p = append(*p, fmt.Sprintf(format, args...)) }

func (p problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return fmt.Errorf("cannot start:\n  - %s", strings.Join(p, "\n  - "))
}
