package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/live"
)

// livePath is the one route that lasts, at most as long as longestStream: the access token that opened it is over by then.
const (
	livePath      = "/live"
	longestStream = 15 * time.Minute
)

// How often a stream shows that it lives, how often it asks who listens, and how long one write may take before the
// listener is given up.
const (
	beat       = 15 * time.Second
	askAgain   = time.Minute
	writeAtMax = 10 * time.Second
)

// eventLine is what one event of the stream says.
type eventLine struct {
	Type string    `json:"type" enum:"ready,redemption,report,award,points" doc:"ready：请重新读取全部内容"`
	ID   string    `json:"id" doc:"兑换单、上报或积分的 id；ready 与 points 为空"`
	At   time.Time `json:"at"`
}

// liveStream registers the stream of events. It is read with fetch, since an EventSource cannot send the Authorization header.
func (s *Server) liveStream() {
	r := route{method: http.MethodGet, path: livePath, name: "live", summary: "实时消息", tag: "live", who: signedIn}
	op := s.operation(r)
	op.Description += "每条消息为一行 data: 加 JSON，只表示“请再读一次”；每 15 秒有一行注释。访问令牌到期时结束，换新令牌后重连。"
	op.Responses["200"] = &huma.Response{Description: "消息流；schema 是每行 data 的内容", Content: map[string]*huma.MediaType{
		"text/event-stream": {Schema: s.schemaOf(eventLine{}, "eventLine")},
	}}
	s.huma.OpenAPI().AddOperation(&op)
	s.engine.GET(s.base+livePath, func(c *gin.Context) {
		actor, err := s.admit(c.Request.Context(), r, c.GetHeader)
		if err != nil {
			s.refuse(c, err)
			return
		}
		for name := range c.Request.URL.Query() {
			refusal := *errInput
			refusal.Fields = []fault.Field{{Field: name, Code: "unexpected", ZH: "没有这个参数", EN: "unknown parameter"}}
			s.refuse(c, &refusal)
			return
		}
		listener, err := s.live.Listen(c.Request.Context(), actor)
		if err != nil {
			s.refuse(c, err)
			return
		}
		defer listener.Close()
		s.stream(c, listener, c.GetHeader("Authorization"))
	})
}

// stream writes until the client goes, the server stops, or whoever listens may no longer.
func (s *Server) stream(c *gin.Context, listener *live.Listener, token string) {
	h := c.Writer.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("X-Accel-Buffering", "no") // a proxy that gathers would make it late
	out := http.NewResponseController(c.Writer)
	c.Status(http.StatusOK)
	pulse, check := time.NewTicker(beat), time.NewTicker(askAgain)
	defer pulse.Stop()
	defer check.Stop()
	ctx := c.Request.Context()
	for {
		text := ": beat\n\n"
		select {
		case <-ctx.Done():
			return
		case <-s.stopped:
			return
		case <-listener.Wake():
			text = eventLines(listener.Take())
		case <-pulse.C:
		case <-check.C:
			if !s.mayGoOn(ctx, listener, token) {
				return
			}
		}
		// The server's limit is for requests that end; each write has one of its own.
		_ = out.SetWriteDeadline(time.Now().Add(writeAtMax)) //nolint:forbidigo // a socket's deadline, no rule depends on it
		if _, err := c.Writer.WriteString(text); err != nil || out.Flush() != nil {
			return
		}
	}
}

// mayGoOn says whether the session still lasts and hears the same marts. Otherwise the stream ends, and whoever still may
// connects again. A database that is away for a moment ends nothing.
func (s *Server) mayGoOn(ctx context.Context, listener *live.Listener, header string) bool {
	token, _ := strings.CutPrefix(header, "Bearer ")
	actor, err := s.People.Authenticate(ctx, token)
	if err != nil {
		return fault.As(err) == nil
	}
	return listener.Serves(actor)
}

func eventLines(events []live.Event) string {
	var b strings.Builder
	for _, e := range events {
		_, _ = fmt.Fprintf(&b, "data: %s\n", encode(eventLine{Type: e.Type, ID: e.ID, At: e.At.Time()})) // encode ends the line
	}
	return b.String()
}
