package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

const problemType = "application/problem+json"

// problem is a refusal or failure as RFC 9457 writes it.
type problem struct {
	Type      string       `json:"type" doc:"问题种类的标识" example:"urn:qingxiaoyi:redemption.sold_out"`
	Title     string       `json:"title" doc:"一句话说明"`
	Status    int          `json:"status" doc:"HTTP 状态码"`
	Detail    string       `json:"detail" doc:"这一次的具体情况"`
	Code      string       `json:"code" doc:"稳定的错误码，供程序判断" example:"redemption.sold_out"`
	RequestID string       `json:"request_id" doc:"请求编号，求助时请提供"`
	Errors    []fieldFault `json:"errors,omitempty" doc:"输入有误时，逐项说明"`
	retry     int
}

type fieldFault struct {
	Field   string `json:"field" doc:"字段路径"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Error is the code. With GetStatus, GetHeaders and ContentType it lets huma write a problem as it is.
func (p *problem) Error() string { return p.Code }

// GetStatus is the HTTP status.
func (p *problem) GetStatus() int { return p.Status }

// ContentType is that of RFC 9457.
func (p *problem) ContentType(string) string { return problemType }

// statuses turns each kind of refusal into its HTTP status.
var statuses = map[fault.Kind]int{
	fault.Malformed: 400, fault.Unauthenticated: 401, fault.Forbidden: 403, fault.NotFound: 404, fault.Conflict: 409,
	fault.TooLarge: 413, fault.Unsupported: 415, fault.Refused: 422, fault.TooMany: 429, fault.Unavailable: 503,
}

// Failures that are the api's own.
var (
	errInternal  = fault.New(0, "server.failure", "系统出了点问题，请稍后再试", "Something went wrong on our side")
	errAway      = fault.New(fault.Unavailable, "server.away", "系统暂时无法使用，请稍后再试", "Temporarily unavailable").After(2e9)
	errMalformed = fault.New(fault.Malformed, "request.malformed", "请求格式有误", "The request cannot be read")
	errInput     = fault.New(fault.Malformed, "request.invalid", "输入有误，请检查标出的内容", "Some input is not valid")
	errTooLarge  = fault.New(fault.TooLarge, "request.too_large", "内容太大", "The request is too large")
	errMedia     = fault.New(fault.Unsupported, "request.media_type", "请用 application/json 格式提交", "Send application/json")
	errNoRoute   = fault.New(fault.NotFound, "not_found", "没有找到", "Not found")
	errMethod    = fault.New(fault.NotFound, "request.method", "不支持这种请求方式", "This method is not supported here")
	errTimeout   = fault.New(fault.Malformed, "request.timeout", "请求没有在时限内发完", "The request took too long to arrive")
	errTooOften  = fault.New(fault.TooMany, "request.too_often", "操作太频繁，请稍后再试", "Too many requests, please slow down")
	errCursor    = fault.New(fault.Malformed, "request.cursor", "翻页标记有误，请从头查找", "This cursor was not given out here")
)

// problemOf words any error. What is no refusal is logged whole and shown blank.
func problemOf(ctx context.Context, err error) *problem {
	r := requestOf(ctx)
	f := fault.As(err)
	switch {
	case f != nil:
	case errors.Is(err, context.Canceled): // the client went away; nobody reads this
		f = errAway
	case db.IsAway(err):
		f = errAway
		slog.ErrorContext(ctx, "database away", "request_id", r.id, "error", err.Error())
	default:
		f = errInternal
		r.log.failure = err.Error()
	}
	status := statuses[f.Kind]
	if status == 0 {
		status = http.StatusInternalServerError
	}
	r.log.code = f.Code
	p := &problem{Type: "urn:qingxiaoyi:" + f.Code, Title: f.TitleZH, Status: status, Detail: f.ZH, Code: f.Code, RequestID: r.id}
	if r.english {
		p.Title, p.Detail = f.TitleEN, f.EN
	}
	if p.Detail == "" {
		p.Detail = p.Title
	}
	for _, field := range f.Fields {
		message := field.ZH
		if r.english {
			message = field.EN
		}
		p.Errors = append(p.Errors, fieldFault{field.Field, field.Code, message})
	}
	if f.RetryAfter > 0 {
		p.retry = max(1, int(f.RetryAfter.Seconds()+0.999))
	}
	return p
}

// GetHeaders carries Retry-After, and what RFC 9110 wants beside a 401.
func (p *problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(p.retry))
	}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", "Bearer")
	}
	return h
}

// useProblems makes huma speak in our problems. Rejected values are never repeated: they may be somebody's phone number.
func useProblems() {
	huma.ValidateStrictCasing = true
	huma.DefaultArrayNullable = false
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		p := problemOf(ctx.Context(), causeOf(status, errs))
		for name, values := range p.GetHeaders() {
			ctx.SetHeader(name, values[0])
		}
		return p
	}
	huma.NewError = func(status int, _ string, errs ...error) huma.StatusError {
		return problemOf(context.Background(), causeOf(status, errs))
	}
	for code, w := range inputWords {
		*w.at = code + w.arguments()
	}
}

func causeOf(status int, errs []error) error {
	switch status {
	case http.StatusInternalServerError:
		return errors.Join(errs...)
	case http.StatusRequestEntityTooLarge:
		return errTooLarge
	case http.StatusUnsupportedMediaType:
		return errMedia
	case http.StatusRequestTimeout:
		return errTimeout
	}
	f := *errInput
	for _, e := range errs {
		var d *huma.ErrorDetail
		if !errors.As(e, &d) {
			continue
		}
		if d.Location == "body" && !strings.Contains(d.Message, "|") {
			return errMalformed // not even JSON
		}
		f.Fields = append(f.Fields, inputFault(d))
	}
	if len(f.Fields) == 0 {
		return errMalformed
	}
	return &f
}

// words are what is wrong with one input, in both languages; %s is the validator's argument.
type words struct {
	at     *string // the validator's message, which we replace by our code
	zh, en string
}

func (w words) arguments() string { return "|" + strings.Repeat("%v|", strings.Count(w.zh, "%s")) }

var inputWords = map[string]words{
	"unexpected":  {&validation.MsgUnexpectedProperty, "没有这个字段", "unknown field"},
	"date_time":   {&validation.MsgExpectedRFC3339DateTime, "应为 RFC 3339 时间", "must be an RFC 3339 instant"},
	"date":        {&validation.MsgExpectedRFC3339Date, "应为 2026-03-01 这样的日期", "must be a date like 2026-03-01"},
	"boolean":     {&validation.MsgExpectedBoolean, "应为 true 或 false", "must be true or false"},
	"number":      {&validation.MsgExpectedNumber, "应为数字", "must be a number"},
	"integer":     {&validation.MsgExpectedInteger, "应为整数", "must be a whole number"},
	"string":      {&validation.MsgExpectedString, "应为文字", "must be text"},
	"array":       {&validation.MsgExpectedArray, "应为列表", "must be a list"},
	"object":      {&validation.MsgExpectedObject, "应为对象", "must be an object"},
	"unique":      {&validation.MsgExpectedArrayItemsUnique, "不能有重复", "must not repeat"},
	"one_of":      {&validation.MsgExpectedOneOf, "应为其中之一：%s", "must be one of %s"},
	"minimum":     {&validation.MsgExpectedMinimumNumber, "不能小于 %s", "must be at least %s"},
	"maximum":     {&validation.MsgExpectedMaximumNumber, "不能大于 %s", "must be at most %s"},
	"too_short":   {&validation.MsgExpectedMinLength, "至少 %s 个字符", "must have at least %s characters"},
	"too_long":    {&validation.MsgExpectedMaxLength, "最多 %s 个字符", "must have at most %s characters"},
	"pattern":     {&validation.MsgExpectedMatchPattern, "格式有误", "has the wrong form"},
	"pattern_of":  {&validation.MsgExpectedBePattern, "格式有误", "has the wrong form"},
	"too_few":     {&validation.MsgExpectedMinItems, "至少 %s 项", "must have at least %s items"},
	"too_many":    {&validation.MsgExpectedMaxItems, "最多 %s 项", "must have at most %s items"},
	"missing":     {&validation.MsgExpectedRequiredProperty, "缺少 %s", "%s is missing"},
	"no_schema":   {&validation.MsgExpectedMatchExactlyOneSchema, "格式有误", "has the wrong form"},
	"any_schema":  {&validation.MsgExpectedMatchAtLeastOneSchema, "格式有误", "has the wrong form"},
	"few_fields":  {&validation.MsgExpectedMinProperties, "至少 %s 个字段", "must have at least %s fields"},
	"many_fields": {&validation.MsgExpectedMaxProperties, "最多 %s 个字段", "must have at most %s fields"},
}

func inputFault(d *huma.ErrorDetail) fault.Field {
	field := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(d.Location, "body."), "query."), "path."), "header.")
	if field == "" { // a field whose name is empty
		field = "body"
	}
	parts := strings.Split(d.Message, "|")
	w, ok := inputWords[parts[0]]
	if !ok {
		switch {
		case strings.HasPrefix(d.Message, "required"):
			return fault.Field{Field: field, Code: "missing", ZH: "缺少 " + field, EN: field + " is missing"}
		case strings.HasPrefix(d.Message, "unknown query"):
			return fault.Field{Field: field, Code: "unexpected", ZH: "没有这个参数", EN: "unknown parameter"}
		}
		return fault.Field{Field: field, Code: "malformed", ZH: "格式有误", EN: "has the wrong form"}
	}
	if parts[0] == "missing" && len(parts) > 1 {
		field = strings.Trim(strings.TrimPrefix(field, "body")+"."+parts[1], ".")
	}
	return fault.Field{Field: field, Code: parts[0], ZH: fill(w.zh, parts[1:]), EN: fill(w.en, parts[1:])}
}

func fill(text string, arguments []string) string {
	if n := strings.Count(text, "%s"); n > 0 && n <= len(arguments) {
		values := make([]any, n)
		for i := range values {
			values[i] = arguments[i]
		}
		return fmt.Sprintf(text, values...)
	}
	return text
}
