package api

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/photo/picture"
)

// maxUpload bounds a photo as a phone takes it.
const maxUpload = 10 << 20

// linkLife is how long a photo's link works: a page's visit, not a copy passed on.
const linkLife = time.Hour

var errNoFile = fault.New(fault.Malformed, "upload.missing", "请选择一张照片（表单字段 file）", "Send one photo in the form field file")

type uploadView struct {
	ID       string `json:"id"`
	URL      string `json:"url" doc:"有效一至两小时的地址，每小时换一次"`
	ThumbURL string `json:"thumb_url"`
	Width    int    `json:"width"`
	Height   int    `json:"height"`
}

// uploads registers the one route that takes a form: the file is read with a limit and never touches a disk of ours before
// it is re-encoded.
func (s *Server) uploads() {
	r := route{method: http.MethodPost, path: "/uploads", name: "upload-photo", summary: "上传照片", tag: "photos", who: signedIn, status: 201}
	op := s.operation(r)
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {
		Schema: &huma.Schema{Type: "object", Required: []string{"file"}, Properties: map[string]*huma.Schema{
			"file": {Type: "string", Format: "binary", Description: "JPEG、PNG 或 WebP，最大 10 MB"},
		}},
	}}}
	op.Responses["201"] = &huma.Response{Description: "完成", Content: map[string]*huma.MediaType{
		"application/json": {Schema: s.schemaOf(uploadView{}, "uploadView")},
	}}
	s.huma.OpenAPI().AddOperation(&op)
	s.engine.POST(s.base+r.path, func(c *gin.Context) {
		actor, err := s.admit(c.Request.Context(), r, c.GetHeader)
		if err == nil {
			_, err = s.limits.try("upload "+actor.ID, false)
		}
		if err != nil {
			s.refuse(c, err)
			return
		}
		s.upload(c, actor)
	})
}

func (s *Server) upload(c *gin.Context, actor people.Actor) {
	file, err := readFile(c)
	if err != nil {
		s.refuse(c, err)
		return
	}
	kept, err := s.Photos.Keep(c.Request.Context(), actor, file)
	if err != nil {
		s.refuse(c, err)
		return
	}
	c.Data(http.StatusCreated, "application/json", encode(uploadView{
		ID: kept.ID, URL: s.photoLink(kept.ID, false), ThumbURL: s.photoLink(kept.ID, true), Width: kept.Width, Height: kept.Height,
	}))
}

func readFile(c *gin.Context) ([]byte, error) {
	if !strings.HasPrefix(c.ContentType(), "multipart/form-data") {
		return nil, errMedia.Because("请用 multipart/form-data 上传", "Upload as multipart/form-data")
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxUpload+64<<10)
	parts, err := c.Request.MultipartReader()
	if err != nil {
		return nil, errMalformed
	}
	for range 8 {
		part, err := parts.NextPart()
		if err != nil {
			return nil, formError(err)
		}
		if part.FormName() != "file" {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(part, maxUpload+1))
		if err != nil {
			return nil, formError(err)
		}
		if len(data) > maxUpload {
			return nil, picture.ErrTooLarge
		}
		return data, nil
	}
	return nil, errNoFile
}

func formError(err error) error {
	if strings.Contains(err.Error(), "request body too large") {
		return picture.ErrTooLarge
	}
	if errors.Is(err, io.EOF) {
		return errNoFile
	}
	return errMalformed
}

// photoLink signs where a photo can be seen for a while, so that an <img> needs no token and a leaked link soon dies. The
// time is rounded, so that a list shown twice has the same links and the browser's cache works.
func (s *Server) photoLink(id string, small bool) string {
	until := s.Store.Now().Add(2 * linkLife).Truncate(linkLife).Unix()
	link := fmt.Sprintf("%s/photos/%s?until=%d&sign=%s", s.base, id, until, s.sign(id, until))
	if small {
		link += "&size=small"
	}
	return link
}

func (s *Server) sign(id string, until int64) string {
	h := hmac.New(sha256.New, s.LinkKey)
	_, _ = fmt.Fprintf(h, "photo\n%s\n%d", id, until)
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16])
}

// photo serves the bytes behind a signed link.
func (s *Server) photo() {
	r := route{method: http.MethodGet, path: "/photos/{id}", name: "see-photo", summary: "查看照片（签名地址）", tag: "photos", who: anyone}
	op := s.operation(r)
	op.Responses["200"] = &huma.Response{Description: "照片", Content: map[string]*huma.MediaType{"image/jpeg": {
		Schema: &huma.Schema{Type: "string", Format: "binary"},
	}}}
	op.Parameters = []*huma.Param{
		{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: "string"}},
		{Name: "until", In: "query", Required: true, Schema: &huma.Schema{Type: "integer"}},
		{Name: "sign", In: "query", Required: true, Schema: &huma.Schema{Type: "string"}},
		{Name: "size", In: "query", Schema: &huma.Schema{Type: "string", Enum: []any{"small"}}},
	}
	s.huma.OpenAPI().AddOperation(&op)
	s.engine.GET(s.base+"/photos/:id", func(c *gin.Context) {
		id := c.Param("id")
		until, err := strconv.ParseInt(c.Query("until"), 10, 64)
		if err != nil || s.Store.Now().Unix() > until || !hmac.Equal([]byte(s.sign(id, until)), []byte(c.Query("sign"))) {
			s.refuse(c, people.ErrUnknown)
			return
		}
		body, size, err := s.Photos.Open(c.Request.Context(), id, c.Query("size") == "small")
		if err != nil {
			s.refuse(c, err)
			return
		}
		defer func() { _ = body.Close() }()
		c.Header("Cache-Control", "private, max-age=3600, immutable") // in the place of the API's no-store
		c.DataFromReader(http.StatusOK, size, "image/jpeg", body, nil)
	})
}
