package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/swaggest/swgui/v5emb"
)

// docsPage is the interactive document. Its start is a file of its own, because the browser is told to run no inline script.
const docsPage = `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>庆小驿 API</title>
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css">
<body style="margin:0"><div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`

const docsStart = `window.ui = SwaggerUIBundle({
  url: '/api/v1/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null, defaultModelsExpandDepth: -1,
  showExtensions: true, showCommonExtensions: true, docExpansion: 'list',
})
`

// docs serves the interactive document and its assets, which are embedded.
func (s *Server) docs() {
	assets := gin.WrapH(v5emb.New("", "", "/docs/"))
	s.raw("/docs", func(c *gin.Context) { c.Data(http.StatusOK, "text/html; charset=utf-8", []byte(docsPage)) })
	s.raw("/docs/*file", func(c *gin.Context) {
		switch c.Param("file") {
		case "/":
			c.Redirect(http.StatusFound, "/docs")
		case "/start.js":
			c.Data(http.StatusOK, "text/javascript; charset=utf-8", []byte(docsStart))
		case "/swagger-ui.css", "/swagger-ui-bundle.js", "/favicon-32x32.png":
			assets(c)
		default:
			s.refuse(c, errNoRoute)
		}
	})
}
