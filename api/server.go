// Package api is the door: a Gin server that reads requests, asks the rooms and words their answers. It decides nothing.
package api

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/adjustment"
	"qingxiaoyi.cn/qingxiaoyi/services/live"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/photo"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
	"qingxiaoyi.cn/qingxiaoyi/services/report"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

// Rooms are what the server asks. Photos are shown through links signed with LinkKey. Ready says why the server cannot
// serve now, if it cannot.
type Rooms struct {
	Store       *db.Store
	Log         *slog.Logger
	Tree        *org.Service
	People      *people.Service
	Rules       *rulebook.Service
	Stations    *station.Service
	Marts       *mart.Service
	Photos      *photo.Service
	Reports     *report.Service
	Redemptions *redemption.Service
	Adjustments *adjustment.Service
	LinkKey     []byte
	Ready       func(ctx context.Context) error
	Proxies     []string // addresses whose X-Forwarded-For is believed; none where empty
	Demo        bool
	Pages       fs.FS // the built pages, nil where there are none
}

// Server is the whole HTTP side.
type Server struct {
	Rooms
	engine   *gin.Engine
	huma     huma.API
	base     string
	declared map[string]bool
	limits   *limits
	meters   *meters
	live     *live.Hub
	stopped  chan struct{}
	stopOnce sync.Once
}

// New builds the server and every route. It panics where a route does not declare who may call it: such a server must not
// start.
func New(rooms Rooms) *Server { return build(rooms, (*Server).routes) }

func build(rooms Rooms, routes func(*Server)) *Server {
	gin.SetMode(gin.ReleaseMode)
	useProblems()
	s := &Server{Rooms: rooms, engine: gin.New(), base: "/api/v1", declared: map[string]bool{}, limits: newLimits(rooms.Store.Now), meters: newMeters(), live: live.New(rooms.Store, rooms.Log), stopped: make(chan struct{})}
	s.engine.HandleMethodNotAllowed = true
	s.engine.RedirectTrailingSlash = false // its answer is HTML; the pages' own follows in pages
	if err := s.engine.SetTrustedProxies(rooms.Proxies); err != nil {
		panic(err)
	}
	s.engine.Use(s.arrive)
	s.engine.NoRoute(func(c *gin.Context) { s.refuse(c, errNoRoute) })
	s.engine.NoMethod(func(c *gin.Context) { s.refuse(c, errMethod) })
	s.huma = humagin.New(s.engine, s.humaConfig())
	s.plain()
	routes(s)
	if open := s.Undeclared(); len(open) > 0 {
		panic("routes without a declared policy: " + strings.Join(open, ", "))
	}
	return s
}

// Handler serves everything. A HEAD is answered as the GET would be (RFC 9110 section 9.3.2); net/http keeps the body to itself.
func (s *Server) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead && r.URL.Path != s.base+livePath {
			asked := *r
			asked.Method = http.MethodGet
			r = &asked
		}
		s.engine.ServeHTTP(w, r)
	})
}

// Engine is for what has to stand behind the same server, such as the benchmark's rival.
func (s *Server) Engine() *gin.Engine { return s.engine }

// OpenAPI is the document that the server serves, as JSON.
func (s *Server) OpenAPI() ([]byte, error) { return s.huma.OpenAPI().MarshalJSON() }

func (s *Server) humaConfig() huma.Config {
	c := huma.DefaultConfig("庆小驿 API", "1.0.0")
	c.CreateHooks = nil // no $schema in answers
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = "", "", ""
	c.Info.Description = "庆小驿积分与兑换接口。约定：JSON、UTF-8、snake_case；时间为 RFC 3339 UTC，日期按北京时间；坐标为 GCJ-02；" +
		"会移动积分、库存、物品或审批的写操作须带 Idempotency-Key；失败为 application/problem+json，code 稳定。"
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"bearer": {Type: "http", Scheme: "bearer", BearerFormat: "JWT"}}
	json := jsonFormat()
	c.Formats = map[string]huma.Format{"application/json": json, "json": json}
	return c
}

// plain are the routes that are no part of the contract's API.
func (s *Server) plain() {
	s.raw("/healthz", func(c *gin.Context) { c.String(http.StatusOK, "ok\n") })
	s.raw("/readyz", s.readyz)
	s.raw(s.base+"/openapi.json", func(c *gin.Context) {
		document, err := s.OpenAPI()
		if err != nil {
			s.refuse(c, err)
			return
		}
		c.Data(http.StatusOK, "application/json; charset=utf-8", document)
	})
	s.docs()
	s.pages()
}

func (s *Server) raw(path string, h gin.HandlerFunc) {
	s.declare(http.MethodGet, path, anyone)
	s.engine.GET(path, h)
}

func (s *Server) readyz(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), 3*time.Second)
	defer cancel()
	if err := s.Ready(ctx); err != nil {
		s.Log.WarnContext(ctx, "not ready", "error", err.Error())
		s.refuse(c, errAway)
		return
	}
	c.String(http.StatusOK, "ready\n")
}

// refuse answers a raw route with a problem.
func (s *Server) refuse(c *gin.Context, err error) {
	p := problemOf(c.Request.Context(), err)
	for name, values := range p.GetHeaders() {
		c.Header(name, values[0])
	}
	if errors.Is(err, errMethod) {
		p.Status = http.StatusMethodNotAllowed
	}
	c.Abort()
	c.Data(p.Status, problemType, encode(p))
}

// Stop ends the streams that are open, so that a graceful stop does not wait for them.
func (s *Server) Stop() { s.stopOnce.Do(func() { close(s.stopped) }) }
