package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"os/signal"
	"syscall"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/api"
	"qingxiaoyi.cn/qingxiaoyi/config"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
	"qingxiaoyi.cn/qingxiaoyi/services/demo"
	"qingxiaoyi.cn/qingxiaoyi/services/people/wechatstub"
	"qingxiaoyi.cn/qingxiaoyi/services/proof"
	"qingxiaoyi.cn/qingxiaoyi/services/schedule"
	"qingxiaoyi.cn/qingxiaoyi/web"
)

type serveVerb struct{}

// Run serves a real town: never demo data, and in production only a database that keeps what it acknowledged.
func (serveVerb) Run(s *config.Settings) error {
	return untilStopped(*s, serveTown)
}

// untilStopped loads the settings and runs f with a context that ends when the process is told to stop.
func untilStopped(s config.Settings, f func(ctx context.Context, c *config.Config, log *slog.Logger) error) error {
	c, err := config.Load(s)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return f(ctx, c, newLog(c.LogLevel))
}

func serveTown(ctx context.Context, c *config.Config, log *slog.Logger) error {
	store, err := openStore(ctx, c, log)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	if isDemo, _, err := demo.Founded(ctx, store); err != nil {
		return err
	} else if isDemo {
		return errors.New("this database holds the demo town (示例数据), whose passwords everybody knows: serve a real one, or run `qingxiaoyi demo`")
	}
	if c.Env == config.Production {
		if err := errors.Join(durable(ctx, store), clockAgrees(ctx, store)); err != nil {
			return err
		}
	}
	t, err := open(ctx, c, store, log)
	if err != nil {
		return err
	}
	return serve(ctx, c, t, "")
}

func durable(ctx context.Context, store *db.Store) error {
	wrong, err := store.Durable(ctx)
	if err != nil {
		return err
	}
	var p error
	for _, w := range wrong {
		p = errors.Join(p, errors.New(w))
	}
	if p != nil {
		return fmt.Errorf("the database would lose acknowledged work in a crash:\n%w", p)
	}
	return nil
}

type demoVerb struct{}

// Run founds the demo town where the data folder is empty, and serves it with a stand-in for WeChat inside the process.
func (demoVerb) Run(s *config.Settings) error {
	if s.Env == config.Production {
		return errors.New("QXY_ENV=production refuses the demo town: its passwords are public")
	}
	standIn, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen for the stand-in of WeChat: %w", err)
	}
	go func() { _ = http.Serve(standIn, wechatstub.New(config.DemoAppID, config.DemoSecret)) }() //nolint:gosec // loopback, for the demo only
	s.WeChatBase, s.WeChatAppID, s.WeChatSecret = "http://"+standIn.Addr().String(), config.DemoAppID, config.DemoSecret
	return untilStopped(*s, func(ctx context.Context, c *config.Config, log *slog.Logger) error {
		t, err := demoTown(ctx, c, log)
		if err != nil {
			return err
		}
		defer func() { _ = t.Store.Close() }()
		return serve(ctx, c, t, greeting)
	})
}

// demoTown opens the demo town, founding it first where there is nothing.
func demoTown(ctx context.Context, c *config.Config, log *slog.Logger) (*house, error) {
	store, err := db.Open(ctx, db.Options{URL: string(c.Database), Folder: c.Data, Log: log})
	if err != nil {
		return nil, err
	}
	t, err := func() (*house, error) {
		if _, err := store.Migrate(ctx, migrations.Files); err != nil {
			return nil, err
		}
		isDemo, anything, err := demo.Founded(ctx, store)
		if err != nil {
			return nil, err
		}
		if anything && !isDemo {
			return nil, errors.New("this database is not empty and is no demo town: give another QXY_DATA or QXY_DATABASE")
		}
		t, err := open(ctx, c, store, log)
		if err != nil {
			return nil, err
		}
		t.Demo = true
		if !isDemo {
			err = t.found(ctx, c.WeChatAppID)
		}
		return t, err
	}()
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return t, nil
}

const greeting = `
庆小驿演示城（示例数据）已就绪：http://%[1]s
  小程序 H5     http://%[1]s/m/
  管理后台      http://%[1]s/console/
  接口文档      http://%[1]s/docs
  市民登录      POST /api/v1/auth/wechat  {"code":"demo-rider-1"} … demo-rider-20，demo-resident-1 … 10
  工作人员登录  POST /api/v1/auth/staff   用户名 keeper-1 keeper-2 keeper-3 station-1 officer-1 community-1 street-1
                district-1 district-2 city-1 auditor-1 sysadmin-1，密码为 demo- 加用户名
`

// serve runs the server and the scheduler until the process is told to stop, then lets what is under way finish.
func serve(ctx context.Context, c *config.Config, t *house, hello string) error {
	t.Pages = web.Pages()
	if c.Pages != "" {
		t.Pages = os.DirFS(c.Pages)
	}
	server := api.New(t.Rooms)
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	admin, err := serveAdmin(c, server, t.Log)
	if err != nil {
		return err
	}
	defer func() { _ = admin.Close() }()
	jobsDone := make(chan struct{})
	jobs, stopJobs := context.WithCancel(ctx)
	go func() {
		defer close(jobsDone)
		schedule.New(t.Store, t.Log, t.jobs...).Run(jobs)
	}()
	defer func() { stopJobs(); <-jobsDone }()

	h := &http.Server{
		Handler: server.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(t.Log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(listener) }()
	t.Log.InfoContext(ctx, "serving", "address", listener.Addr().String(), "engine", string(t.Store.Engine()))
	if hello != "" {
		_, _ = fmt.Fprintf(os.Stdout, hello, listener.Addr().String())
	}
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	t.Log.InfoContext(ctx, "stopping")
	server.Stop() // streams end, so that Shutdown does not wait for them
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	if err := h.Shutdown(grace); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}

// serveAdmin serves metrics and pprof on a loopback listener of their own. In development a port that is taken is no reason
// not to serve the town.
func serveAdmin(c *config.Config, server *api.Server, log *slog.Logger) (io.Closer, error) {
	if c.Admin == "" {
		return io.NopCloser(nil), nil
	}
	listener, err := net.Listen("tcp", c.Admin)
	if err != nil && c.Env == config.Development {
		listener, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		return nil, fmt.Errorf("listen for metrics: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("/metrics", server.Metrics())
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	h := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = h.Serve(listener) }()
	log.Info("metrics and pprof", "address", listener.Addr().String())
	return h, nil
}

type migrateVerb struct{}

// Run brings the schema up.
func (migrateVerb) Run(s *config.Settings) error {
	ctx := context.Background()
	store, err := db.Open(ctx, db.Options{URL: string(s.Database), Folder: s.Data})
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	n, err := store.Migrate(ctx, migrations.Files)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(os.Stdout, "%d migrations applied\n", n)
	return nil
}

type auditVerb struct{}

// Run proves the books, and fails where they do not hold.
func (auditVerb) Run(s *config.Settings) error {
	ctx := context.Background()
	store, err := db.Open(ctx, db.Options{URL: string(s.Database), Folder: s.Data})
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	if err := store.Current(ctx, migrations.Files); err != nil {
		return err
	}
	r, err := proof.Books(ctx, store)
	if err != nil {
		return err
	}
	f := r.Figures
	_, _ = fmt.Fprintf(os.Stdout, "accounts %d, transfers %d\nissued %d = redeemed %d + expired %d + outstanding %d (of which held %d)\nhead of the chain: %s %s\n",
		f.Accounts, f.Transfers, f.Issued, f.Redeemed, f.Expired, f.Outstanding, f.Held, r.Head.Day, r.Head.Digest)
	if r.Balanced() {
		_, _ = fmt.Fprintln(os.Stdout, "every row holds")
		return nil
	}
	for _, b := range r.Bad {
		_, _ = fmt.Fprintf(os.Stdout, "BAD %s %s: %s\n", b.Table, b.ID, b.Why)
	}
	return errors.New("the books do not hold")
}

type healthVerb struct{}

// Run asks the server of this configuration whether it is ready.
func (healthVerb) Run(s *config.Settings) error {
	_, port, err := net.SplitHostPort(s.Listen)
	if err != nil {
		return fmt.Errorf("read QXY_LISTEN: %w", err)
	}
	client := &http.Client{Timeout: 4 * time.Second}
	answer, err := client.Get("http://127.0.0.1:" + port + "/readyz")
	if err != nil {
		return fmt.Errorf("ask the server: %w", err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the server is not ready: %s", answer.Status)
	}
	return nil
}

type openapiVerb struct{}

// Run prints the document that a server would serve, from a database in a folder that goes away.
func (openapiVerb) Run(s *config.Settings) error {
	dir, err := os.MkdirTemp("", "qingxiaoyi-openapi")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	c, err := config.Load(config.Settings{
		Listen: "127.0.0.1:0", Data: dir, Database: "sqlite", Env: config.Development, LogLevel: "error", Suite: "aes",
		WeChatAppID: config.DemoAppID, WeChatBase: s.WeChatBase,
	})
	if err != nil {
		return err
	}
	ctx := context.Background()
	log := slog.New(slog.DiscardHandler)
	store, err := openStore(ctx, c, log)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	t, err := open(ctx, c, store, log)
	if err != nil {
		return err
	}
	document, err := api.New(t.Rooms).OpenAPI()
	if err != nil {
		return fmt.Errorf("write the document: %w", err)
	}
	_, err = os.Stdout.Write(append(document, '\n'))
	return err
}
