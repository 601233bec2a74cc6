package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/api"
	"qingxiaoyi.cn/qingxiaoyi/config"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
	"qingxiaoyi.cn/qingxiaoyi/services/adjustment"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/demo"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/photo"
	"qingxiaoyi.cn/qingxiaoyi/services/photo/blob"
	"qingxiaoyi.cn/qingxiaoyi/services/photo/picture"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
	"qingxiaoyi.cn/qingxiaoyi/services/report"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
	"qingxiaoyi.cn/qingxiaoyi/services/schedule"
	"qingxiaoyi.cn/qingxiaoyi/services/seal"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

// house is every room, open.
type house struct {
	api.Rooms
	passwords *people.Passwords
	blobs     blob.Store
	jobs      []schedule.Job
}

// openStore opens the database, and brings the embedded one up to date by itself.
func openStore(ctx context.Context, c *config.Config, log *slog.Logger) (*db.Store, error) {
	store, err := db.Open(ctx, db.Options{URL: string(c.Database), Folder: c.Data, Log: log})
	if err != nil {
		return nil, err
	}
	if store.Engine() == db.SQLite {
		if _, err := store.Migrate(ctx, migrations.Files); err != nil {
			return nil, errors.Join(err, store.Close())
		}
	}
	if err := store.Current(ctx, migrations.Files); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

// open opens every room over a store.
func open(ctx context.Context, c *config.Config, store *db.Store, log *slog.Logger) (*house, error) {
	codec, err := newCodec(c)
	if err != nil {
		return nil, err
	}
	tokens, err := newTokens(c)
	if err != nil {
		return nil, err
	}
	blobs, err := newBlobs(c)
	if err != nil {
		return nil, err
	}
	t := &house{passwords: people.NewPasswords(runtime.NumCPU()), blobs: blobs}
	wechat := people.NewWeChat(people.WeChatOptions{Base: c.WeChatBase, AppID: c.WeChatAppID, Secret: string(c.WeChatSecret), HTTP: &http.Client{Timeout: 5 * time.Second}})
	t.Rooms = api.Rooms{Store: store, Log: log, Tree: org.New(store), LinkKey: derive(c.Code, "photo links"), Proxies: c.TrustedProxies}
	t.People = people.New(people.Options{Store: store, Seal: codec, Tokens: tokens, Passwords: t.passwords, WeChat: wechat})
	t.Stations, t.Marts = station.New(store, place.China()), mart.New(store, place.China())
	if t.Rules, err = rulebook.NewService(ctx, store); err != nil {
		return nil, err
	}
	t.Photos = photo.New(store, blobs, picture.New(picture.Options{}))
	t.Reports = report.New(store, t.Tree, t.Stations, t.Rules)
	t.Redemptions = redemption.New(store, t.Marts, t.Rules, derive(c.Code, "pickup codes"))
	t.Adjustments = adjustment.New(store, t.Tree)
	t.Ready = t.ready
	t.jobs = t.schedule()
	return t, t.reload(ctx)
}

// reload reads what the rooms keep in memory.
func (t *house) reload(ctx context.Context) error {
	return errors.Join(t.Tree.Reload(ctx), t.Stations.Reload(ctx), t.Marts.Reload(ctx), t.Rules.Refresh(ctx))
}

func (t *house) ready(ctx context.Context) error {
	return errors.Join(t.Store.Ping(ctx), t.Store.Current(ctx, migrations.Files), clockAgrees(ctx, t.Store))
}

// mostSkew is how far this machine's clock may be from the database's, far below the ten minutes after midnight in which a day
// is still open.
const mostSkew = time.Minute

// clockAgrees says whether rows of this instance would stand under the right instant.
func clockAgrees(ctx context.Context, store *db.Store) error {
	skew, err := store.Skew(ctx)
	if err == nil && skew.Abs() > mostSkew {
		err = fmt.Errorf("this machine's clock is %s from the database's: set both by NTP", skew.Round(time.Second))
	}
	return err
}

// schedule is what the clock demands. Jobs that only refresh what an instance keeps in memory run everywhere; the others
// where the lease is.
func (t *house) schedule() []schedule.Job {
	return []schedule.Job{
		{Name: "refresh", Every: 2 * time.Second, Local: true, Run: func(ctx context.Context) error {
			return errors.Join(t.Stations.Refresh(ctx), t.Marts.Refresh(ctx), t.Rules.Refresh(ctx))
		}},
		{Name: "redemption.expire", Every: time.Minute, Run: func(ctx context.Context) error {
			_, err := t.Redemptions.ExpireDue(ctx)
			return err
		}},
		{Name: "award.release", Every: 10 * time.Minute, Run: func(ctx context.Context) error {
			_, err := t.Rules.ReleaseQueued(ctx)
			return err
		}},
		{Name: "ledger.expire", Every: time.Hour, Run: func(ctx context.Context) error {
			_, err := ledger.ExpireDue(ctx, t.Store, t.Rules.Terms(ledger.Day(t.Store.Now())))
			return err
		}},
		{Name: "audit.close", Every: 5 * time.Minute, Run: func(ctx context.Context) error {
			n, err := audit.CloseDays(ctx, t.Store)
			if n == 0 || err != nil {
				return err
			}
			// Whatever becomes of the database, the log keeps the head of the chain elsewhere.
			head, err := audit.Latest(t.Store.Read(ctx))
			t.Log.InfoContext(ctx, "day closed", "day", head.Day, "digest", head.Digest)
			return err
		}},
		{Name: "people.prune", Every: time.Hour, Run: func(ctx context.Context) error {
			_, err := t.People.Prune(ctx)
			return err
		}},
		{Name: "once.prune", Every: time.Hour, Run: func(ctx context.Context) error {
			for {
				if n, err := once.Prune(ctx, t.Store); n == 0 || err != nil {
					return err
				}
			}
		}},
	}
}

func (t *house) found(ctx context.Context, appID string) error {
	err := demo.Found(ctx, demo.Rooms{
		Store: t.Store, Tree: t.Tree, People: t.People, Passwords: t.passwords, Adjustments: t.Adjustments, AppID: appID,
	})
	return errors.Join(err, t.reload(ctx))
}

func newCodec(c *config.Config) (*seal.Codec, error) {
	o := seal.Options{IndexKey: c.Index, Suite: seal.AES}
	if c.Suite == "sm" {
		o.Suite = seal.SM
	}
	for _, k := range c.DataKeyring {
		o.Keys = append(o.Keys, seal.Key{ID: k.ID, Secret: k.Secret})
	}
	codec, err := seal.New(o)
	if err != nil {
		return nil, fmt.Errorf("keys of personal data: %w", err)
	}
	return codec, nil
}

// tokenLife is how long an access token lives; the contract allows ten minutes.
const tokenLife = 10 * time.Minute

func newTokens(c *config.Config) (*people.Tokens, error) {
	o := people.TokenOptions{Issuer: "qingxiaoyi", Audience: "qingxiaoyi-api", Life: tokenLife}
	for _, k := range c.Tokens {
		o.Keys = append(o.Keys, people.TokenKey{ID: k.ID, Secret: k.Secret})
	}
	tokens, err := people.NewTokens(o)
	if err != nil {
		return nil, fmt.Errorf("keys of access tokens: %w", err)
	}
	return tokens, nil
}

func newBlobs(c *config.Config) (blob.Store, error) {
	if c.S3Endpoint != "" {
		return blob.S3(blob.S3Options{
			Endpoint: c.S3Endpoint, Bucket: c.S3Bucket, Region: c.S3Region, AccessKey: c.S3Access, SecretKey: string(c.S3Secret), Secure: !c.S3Insecure,
		})
	}
	return blob.Folder(filepath.Join(c.Data, "uploads"))
}

// derive makes one key of another, so that what is learned of one purpose tells nothing of the next.
func derive(key []byte, purpose string) []byte {
	h := hmac.New(sha256.New, key)
	_, _ = h.Write([]byte(purpose))
	return h.Sum(nil)
}

func newLog(level string) *slog.Logger {
	var l slog.Level
	_ = l.UnmarshalText([]byte(level)) // the flag's enum has checked it
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: l}))
}
