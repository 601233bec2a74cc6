package api

import (
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
)

// unbuilt is shown where the pages were not built: there was no Node, or it is still at it.
const unbuilt = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="15"><title>庆小驿</title><body style="font-family:sans-serif;max-width:32em;margin:4em auto;padding:0 1em;line-height:1.7">
<h1>庆小驿接口已启动</h1><p>页面还没有构建好。装有 Node.js 时，<code>make run</code> 会在后台构建，第一次要几分钟，本页会自动刷新；
没有 Node.js 时只提供接口。</p><p>接口可以直接使用：<a href="/docs">接口文档</a></p></body></html>`

// pages serves the built mini-app and console.
func (s *Server) pages() {
	for prefix, folder := range map[string]string{"/m": "mini", "/console": "console"} {
		h := s.page(folder)
		s.raw(prefix+"/*file", h)
		s.raw(prefix, func(c *gin.Context) { c.Redirect(http.StatusFound, prefix+"/") })
	}
	s.raw("/", func(c *gin.Context) { c.Redirect(http.StatusFound, "/m/") })
}

// page serves one folder. Names with a hash in them never change and are kept by the browser for good; everything else is
// asked about each time.
func (s *Server) page(folder string) gin.HandlerFunc {
	return func(c *gin.Context) {
		name := strings.TrimPrefix(path.Clean("/"+c.Param("file")), "/")
		if name == "" {
			name = "index.html"
		}
		if s.Pages == nil {
			c.Data(http.StatusOK, "text/html; charset=utf-8", []byte(unbuilt))
			return
		}
		if _, err := fs.Stat(s.Pages, folder+"/index.html"); err != nil {
			c.Data(http.StatusOK, "text/html; charset=utf-8", []byte(unbuilt))
			return
		}
		file := folder + "/" + name
		h := c.Writer.Header()
		h.Set("Cache-Control", "no-cache")
		if name != "index.html" && strings.ContainsAny(path.Base(name), "0123456789") && strings.Contains(name, "/") {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		if data, err := fs.ReadFile(s.Pages, file+".gz"); err == nil {
			h.Set("Vary", "Accept-Encoding")
			if strings.Contains(c.GetHeader("Accept-Encoding"), "gzip") {
				h.Set("Content-Encoding", "gzip")
				c.Data(http.StatusOK, mime.TypeByExtension(path.Ext(name)), data)
				return
			}
		}
		data, err := fs.ReadFile(s.Pages, file)
		if err != nil {
			s.refuse(c, errNoRoute)
			return
		}
		kind := mime.TypeByExtension(path.Ext(name))
		if kind == "" {
			kind = "application/octet-stream"
		}
		c.Data(http.StatusOK, kind, data)
	}
}
