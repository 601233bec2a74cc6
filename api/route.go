package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// policy says who may call a route. It has no useful zero value, so a route that declares none is found at start.
type policy struct {
	declared, open bool
	known          bool // open, and whoever sends a token is told more
	own            bool // of one's own points and data, which a session on duty has no part in
	roles          []people.Role
}

// The policies. What lies in somebody's scope is decided by the rooms, row by row.
var (
	anyone   = policy{declared: true, open: true}
	visitor  = policy{declared: true, open: true, known: true}
	signedIn = policy{declared: true}
	oneself  = policy{declared: true, own: true}
)

func only(roles ...people.Role) policy { return policy{declared: true, roles: roles} }

// route is one line of routes.go. A privileged route's refusals are kept in the audit record.
type route struct {
	method, path, name, summary, tag string
	who                              policy
	status                           int // of success; 200 where 0
	privileged                       bool
	keyed                            bool // takes an Idempotency-Key
	enrols                           bool // is needed to set a second factor up
	maxBytes                         int64
}

// key in a request's context.
type key int

const (
	keyRequest key = iota
	keyActor
)

// request is what is known of the one who asks before anything else is.
type request struct {
	id, from, path, query string
	english               bool
	log                   *entry
}

func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(keyRequest).(*request); ok {
		return r
	}
	return &request{log: &entry{}}
}

func actorOf(ctx context.Context) people.Actor {
	a, _ := ctx.Value(keyActor).(people.Actor)
	return a
}

// handle registers a route that answers with a view and may be asked any number of times.
func handle[I, O any](s *Server, r route, f func(ctx context.Context, in *I) (*O, error)) {
	op := s.operation(r)
	huma.Register(s.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := f(ctx, in)
		if refusal := fault.As(err); refusal != nil {
			s.recordRefusal(ctx, r, pathID(in), refusal)
		}
		return out, err
	})
}

// reply is the answer to a command: bytes that are either fresh or what the same command was answered before.
type reply struct {
	Status      int
	ContentType string `header:"Content-Type" hidden:"true"`
	Replayed    string `header:"Idempotent-Replayed" doc:"true 表示这是先前同一请求的答复"`
	Body        []byte
}

// Keyed is embedded in the input of every command. The key is checked by hand, because its absence has a code of its own.
type Keyed struct {
	Key     string `header:"Idempotency-Key" minLength:"0" doc:"必填，16–255 个可见 ASCII 字符；同一操作重试时用同一个键"`
	RawBody []byte
}

func (k Keyed) idempotency() (string, []byte) { return k.Key, k.RawBody }

type command interface{ idempotency() (string, []byte) }

// commit registers a route that takes effect once per Idempotency-Key. view words the room's value, of type V, as O.
func commit[I command, V, O any](s *Server, r route, f func(ctx context.Context, call once.Call, actor people.Actor, in *I) (once.Answer, error),
	view func(ctx context.Context, value V) O,
) {
	r.keyed = true
	op := s.operation(r)
	status := r.status
	if status == 0 {
		status = http.StatusOK
	}
	schema := s.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[O](), true, "")
	op.Responses[fmt.Sprint(status)] = &huma.Response{
		Description: "完成", Content: map[string]*huma.MediaType{"application/json": {Schema: schema}},
	}
	huma.Register(s.huma, op, func(ctx context.Context, in *I) (*reply, error) {
		actor := actorOf(ctx)
		asked := requestOf(ctx)
		k, body := (*in).idempotency()
		var refused *fault.Fault
		call := once.Call{
			// The query is part of what is asked: a keeper of two marts says there which one is meant.
			Key: once.Key{Subject: actor.ID, Route: r.method + " " + asked.path, Key: k, Body: slices.Concat(body, []byte("?"+asked.query))},
			Answer: func(value any) once.Answer {
				return once.Answer{Status: status, Body: encode(view(ctx, value.(V)))}
			},
			Refuse: func(f *fault.Fault) once.Answer {
				refused = f
				p := problemOf(ctx, f)
				return once.Answer{Status: p.Status, Body: encode(p)}
			},
		}
		answer, err := f(ctx, call, actor, in)
		if err != nil {
			refused = fault.As(err)
		}
		if refused != nil && !answer.Replayed {
			s.recordRefusal(ctx, r, pathID(in), refused)
			asked.log.code = refused.Code
		}
		if err != nil {
			return nil, err
		}
		out := &reply{Status: answer.Status, ContentType: "application/json", Body: answer.Body}
		if answer.Status >= 400 {
			out.ContentType = problemType
		}
		if answer.Replayed {
			out.Replayed = "true"
		}
		return out, nil
	})
	s.documentKey(op)
}

// documentKey says in the document what the handler holds of a command: its body is JSON and nothing else (the raw body is
// read for the key's sake), may be left out where none of its fields has to be there, and its key must be there. huma reads
// Required from the document at each request.
func (s *Server) documentKey(op huma.Operation) {
	served := s.huma.OpenAPI().Paths[op.Path]
	for _, o := range []*huma.Operation{served.Post, served.Patch, served.Put, served.Delete} {
		if o == nil || o.OperationID != op.OperationID {
			continue
		}
		if o.RequestBody != nil {
			delete(o.RequestBody.Content, "application/octet-stream")
			o.RequestBody.Required = s.wantsBody(o.RequestBody.Content["application/json"])
		}
		for _, p := range o.Parameters {
			if p.Name == "Idempotency-Key" {
				least, most := 16, 255
				p.Required = true
				p.Schema = &huma.Schema{Type: "string", MinLength: &least, MaxLength: &most, Pattern: "^[!-~]+$"}
			}
		}
	}
}

func encode(v any) []byte {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // views are plain data
	}
	return []byte(b.String())
}

// wantsBody says whether a body has fields that must be there.
func (s *Server) wantsBody(m *huma.MediaType) bool {
	schema := m.Schema
	if schema.Ref != "" {
		schema = s.huma.OpenAPI().Components.Schemas.SchemaFromRef(schema.Ref)
	}
	return len(schema.Required) > 0
}

// ByID is the input of a route that is about one thing.
type ByID struct {
	ID string `path:"id" minLength:"1" maxLength:"64"`
}

func (b ByID) pathID() string { return b.ID }

func pathID(in any) string {
	if p, ok := in.(interface{ pathID() string }); ok {
		return p.pathID()
	}
	return ""
}

// operation is the OpenAPI side of a route, with the guard that holds its policy.
func (s *Server) operation(r route) huma.Operation {
	s.declare(r.method, s.base+r.path, r.who)
	op := huma.Operation{
		OperationID: r.name, Method: r.method, Path: s.base + r.path, Summary: r.summary, Tags: []string{r.tag},
		DefaultStatus: r.status, MaxBodyBytes: r.maxBytes, RejectUnknownQueryParameters: true,
		Middlewares: huma.Middlewares{s.guard(r)}, Responses: s.failures(),
	}
	if op.MaxBodyBytes == 0 {
		op.MaxBodyBytes = 64 << 10
	}
	if r.who.known {
		op.Security = []map[string][]string{{}, {"bearer": {}}}
		op.Description = "无需登录；带访问令牌则多答本人的情况，令牌失效答 401。"
	}
	if !r.who.open {
		op.Security = []map[string][]string{{"bearer": {}}}
		op.Description = "需要登录。"
		if len(r.who.roles) > 0 {
			words := make([]string, len(r.who.roles))
			for i, role := range r.who.roles {
				words[i] = string(role)
			}
			op.Description = "需要角色：" + strings.Join(words, "、") + "。"
			op.Extensions = map[string]any{"x-roles": words}
		}
	}
	return op
}

// failures documents that any route may answer with a problem.
func (s *Server) failures() map[string]*huma.Response {
	schema := s.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[problem](), true, "")
	text := func(words string) *huma.Param {
		return &huma.Param{Description: words, Schema: &huma.Schema{Type: "string"}}
	}
	return map[string]*huma.Response{"default": {
		Description: "未完成：RFC 9457 问题说明", Content: map[string]*huma.MediaType{problemType: {Schema: schema}},
		Headers: map[string]*huma.Param{
			"X-Request-Id": text("请求编号"), "WWW-Authenticate": text("401 时为 Bearer"), "Idempotent-Replayed": text("true 表示这是先前同一请求的答复"),
			"Retry-After": {Description: "429、503 时为多少秒后再试", Schema: &huma.Schema{Type: "integer"}},
		},
	}}
}

// guard finds out who asks and holds the policy, before the input is even read.
func (s *Server) guard(r route) func(ctx huma.Context, next func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		if r.who.open && (!r.who.known || ctx.Header("Authorization") == "") {
			next(ctx)
			return
		}
		actor, err := s.admit(ctx.Context(), r, ctx.Header)
		ctx = huma.WithValue(ctx, keyActor, actor)
		if err == nil {
			next(ctx)
			return
		}
		if refusal := fault.As(err); refusal != nil && actor.ID != "" && refusal.Kind != fault.Malformed {
			s.recordRefusal(ctx.Context(), r, ctx.Param("id"), refusal)
		}
		p := problemOf(ctx.Context(), err)
		for name, values := range p.GetHeaders() {
			ctx.SetHeader(name, values[0])
		}
		ctx.SetHeader("Content-Type", problemType)
		ctx.SetStatus(p.Status)
		_, _ = ctx.BodyWriter().Write(encode(p))
	}
}

// admit says who asks, and why they may not call the route as they do, before anything of the request is read. Every route that
// is not open begins with it; header reads one of the request's.
func (s *Server) admit(ctx context.Context, r route, header func(name string) string) (people.Actor, error) {
	actor, err := s.identify(ctx, header("Authorization"))
	switch {
	case err != nil:
		return actor, err
	case actor.Unproven && !r.enrols && !s.Demo:
		return actor, people.ErrUnproven
	case len(r.who.roles) > 0 && !actor.Is(r.who.roles...):
		return actor, people.ErrMayNot
	case r.who.own && actor.Apart:
		return actor, people.ErrApart
	case r.keyed:
		return actor, once.Key{Key: header("Idempotency-Key")}.Check()
	}
	return actor, nil
}

func (s *Server) identify(ctx context.Context, header string) (people.Actor, error) {
	token, ok := strings.CutPrefix(header, "Bearer ")
	if !ok || token == "" {
		return people.Actor{}, errSignIn
	}
	actor, err := s.People.Authenticate(ctx, token)
	if err != nil {
		return people.Actor{}, err
	}
	r := requestOf(ctx)
	actor.From, actor.RequestID = r.from, r.id
	r.log.actor = actor.ID
	return actor, nil
}

var errSignIn = fault.New(fault.Unauthenticated, "auth.required", "请先登录", "Please sign in")

// recordRefusal keeps that a privileged change was refused. That the record itself fails must not turn a clear answer into
// none, so it is logged.
func (s *Server) recordRefusal(ctx context.Context, r route, id string, refusal *fault.Fault) {
	requestOf(ctx).log.code = refusal.Code
	if !r.privileged {
		return
	}
	actor := actorOf(ctx)
	event := actor.Event(actor.Role(), r.name, r.tag, id, "")
	event.Outcome = refusal.Code
	if err := audit.Refused(context.WithoutCancel(ctx), s.Store, event); err != nil {
		s.Log.ErrorContext(ctx, "refusal not recorded", "error", err.Error())
	}
}

// declare notes a route's policy; a route that declares none must not be served.
func (s *Server) declare(method, path string, who policy) {
	if !who.declared {
		panic(fmt.Sprintf("route %s %s does not declare who may call it", method, path))
	}
	s.declared[method+" "+ginPath(path)] = true
}

// ginPath turns {id} into :id.
func ginPath(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

// Undeclared lists the served routes that nobody said who may call. The server refuses to start while there are any.
func (s *Server) Undeclared() []string {
	var open []string
	for _, r := range s.engine.Routes() {
		if !s.declared[r.Method+" "+r.Path] {
			open = append(open, r.Method+" "+r.Path)
		}
	}
	return open
}
