package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
	"golang.org/x/text/language"
)

// entry gathers what is logged of a request: never a token, a code, a body or a query.
type entry struct{ actor, code, failure string }

// longest is how long a request may take before its client is told that we cannot serve it.
const longest = 30 * time.Second

// arrive is the one middleware: it names the request, survives a panic, sets the headers that protect a browser, logs and
// counts.
func (s *Server) arrive(c *gin.Context) {
	began := time.Now() //nolint:forbidigo // measures how long a request took; no rule depends on it
	r := &request{id: requestID(c.GetHeader("X-Request-Id"), s.Store.NewID), from: c.ClientIP(), path: c.Request.URL.Path, query: c.Request.URL.RawQuery, log: &entry{}}
	r.english = english(c.GetHeader("Accept-Language"))
	limit := longest
	if c.FullPath() == s.base+livePath {
		limit = longestStream
	}
	ctx, cancel := context.WithTimeout(context.WithValue(c.Request.Context(), keyRequest, r), limit)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	h := c.Writer.Header()
	h.Set("X-Request-Id", r.id)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	if strings.HasPrefix(c.Request.URL.Path, "/api/") {
		h.Set("Cache-Control", "no-store")
	} else {
		h.Set("Content-Security-Policy",
			"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'")
	}
	defer func() {
		if p := recover(); p != nil {
			if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(p)
			}
			r.log.failure = fmt.Sprintf("panic: %v\n%s", p, debug.Stack())
			if !c.Writer.Written() {
				s.refuse(c, errInternal)
			}
		}
		s.note(c, r, time.Since(began)) //nolint:forbidigo // as above
	}()
	if !legible(c.Request.URL) {
		s.refuse(c, errMalformed)
		return
	}
	c.Next()
}

// english says whether a reader prefers English to Chinese; whoever reads neither is answered in Chinese.
func english(accept string) bool {
	if accept == "" {
		return false
	}
	tags, _, _ := language.ParseAcceptLanguage(accept)
	for _, tag := range tags { // the dearest first
		switch base, _ := tag.Base(); base.String() {
		case "en":
			return true
		case "zh":
			return false
		}
	}
	return false
}

// legible says that an address can be read as a whole and holds readable text only: what is none would be kept by no
// database, the audit record's included.
func legible(u *url.URL) bool {
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil || !text(u.Path) {
		return false
	}
	for name, values := range query {
		if !text(name) || slices.ContainsFunc(values, func(v string) bool { return !text(v) }) {
			return false
		}
	}
	return true
}

func text(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// note logs and counts one request. The route is logged, not the path, which may hold ids of people.
func (s *Server) note(c *gin.Context, r *request, took time.Duration) {
	status, path := c.Writer.Status(), c.FullPath()
	s.meters.note(c.Request.Method, path, status, took)
	level := slog.LevelInfo
	if status >= 500 {
		level = slog.LevelError
	}
	if !s.Log.Enabled(c.Request.Context(), level) {
		return
	}
	attrs := []slog.Attr{
		slog.String("request_id", r.id), slog.String("method", c.Request.Method), slog.String("route", path),
		slog.Int("status", status), slog.Duration("took", took),
	}
	for _, a := range [][2]string{{"actor", r.log.actor}, {"code", r.log.code}, {"failure", r.log.failure}} {
		if a[1] != "" {
			attrs = append(attrs, slog.String(a[0], a[1]))
		}
	}
	s.Log.LogAttrs(c.Request.Context(), level, "request", attrs...)
}

// requestID takes the caller's where it is decent, and makes one where it is not.
func requestID(given string, fresh func() string) string {
	if len(given) < 1 || len(given) > 64 {
		return fresh()
	}
	for _, c := range []byte(given) {
		if c < 0x21 || c > 0x7e || c == '"' || c == '\\' {
			return fresh()
		}
	}
	return given
}
