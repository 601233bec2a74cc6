package people

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// What WeChat's answers mean to the person who signs in.
var (
	ErrWeChatCode = fault.New(fault.Unauthenticated, "auth.wechat_code", "微信登录凭证无效或已用过，请重新登录",
		"WeChat's login code is invalid or used: sign in again")
	ErrWeChatBusy = fault.New(fault.Unavailable, "auth.wechat_busy", "微信正忙，请稍后再试",
		"WeChat is busy, try again later").After(3 * time.Second)
	ErrWeChatBlocked = fault.New(fault.Forbidden, "auth.wechat_blocked", "微信限制了这个账号登录，请联系微信客服",
		"WeChat has blocked this account")
	ErrWeChatOff = fault.New(fault.Forbidden, "auth.wechat_off", "这里没有开通微信登录",
		"Signing in by WeChat is not set up here").After(time.Hour)
)

// wechatRefusals is what each errcode of code2session means. Any other is a mistake in our configuration (40013, 40125: wrong
// app id or secret), which is logged and not shown.
var wechatRefusals = map[int]*fault.Fault{
	40029: ErrWeChatCode, // invalid code
	40163: ErrWeChatCode, // code been used
	40226: ErrWeChatBlocked,
	-1:    ErrWeChatBusy,
	45011: ErrWeChatBusy.After(time.Minute), // more than 100 times a minute for one person
}

const (
	wechatPatience = 5 * time.Second
	wechatMostRead = 64 << 10 // bytes; real answers have about 200
	wechatMostCode = 256      // bytes; real codes have 32
	wechatMostID   = 128      // bytes; real ids have 28
)

// WeChatOptions is what a WeChat client is made of.
type WeChatOptions struct {
	Base          string       // https://api.weixin.qq.com, or where the stand-in listens
	AppID, Secret string       // an empty AppID switches signing in by WeChat off
	HTTP          *http.Client // its transport, and its time limit where that is under 5 s; may be nil
}

// Format keeps the secret out of every log, whatever the verb.
func (o WeChatOptions) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "people.WeChatOptions(%s %s)", o.Base, o.AppID)
}

// WeChat asks WeChat who is behind a login code: the code2session call of its mini-program server interface.
type WeChat struct {
	base, appID, secret string
	http                http.Client
}

// NewWeChat makes a client. It follows no redirects, since the address it would follow with carries the app's secret.
func NewWeChat(o WeChatOptions) *WeChat {
	w := &WeChat{base: o.Base, appID: o.AppID, secret: o.Secret}
	if o.HTTP != nil {
		w.http.Transport, w.http.Timeout = o.HTTP.Transport, o.HTTP.Timeout
	}
	if w.http.Timeout <= 0 || w.http.Timeout > wechatPatience {
		w.http.Timeout = wechatPatience
	}
	w.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return w
}

// Format keeps the secret out of every log, whatever the verb.
func (w *WeChat) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "people.WeChat(%s %s)", w.base, w.appID)
}

// WeChatSession is who WeChat says it is. UnionID is empty unless the operator has bound several apps together.
type WeChatSession struct {
	OpenID, UnionID string
}

// wechatAnswer is all that is read of WeChat's answer: session_key, which would open the person's encrypted WeChat data, is not
// even parsed.
type wechatAnswer struct {
	OpenID  string `json:"openid"`
	UnionID string `json:"unionid"`
	ErrCode int    `json:"errcode"`
}

// Session turns the code of wx.login into an identity; WeChat lets each code be turned once, within five minutes. Refusals:
// ErrWeChatCode, ErrWeChatBusy (also when WeChat cannot be reached), ErrWeChatBlocked, ErrWeChatOff. No error contains
// the secret, the code or any of the answer.
func (w *WeChat) Session(ctx context.Context, code string) (WeChatSession, error) {
	if w.appID == "" {
		return WeChatSession{}, ErrWeChatOff
	}
	if code == "" || len(code) > wechatMostCode {
		return WeChatSession{}, ErrWeChatCode
	}
	body, err := w.ask(ctx, code)
	if err != nil {
		return WeChatSession{}, fmt.Errorf("ask WeChat: %w", err)
	}
	return readWeChat(body)
}

func (w *WeChat) ask(ctx context.Context, code string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(w.base, "/")+"/sns/jscode2session", http.NoBody)
	if err != nil {
		return nil, err // it quotes the base address alone: the secret is put in below
	}
	req.URL.RawQuery = url.Values{
		"appid": {w.appID}, "secret": {w.secret}, "js_code": {code}, "grant_type": {"authorization_code"},
	}.Encode()
	res, err := w.http.Do(req)
	if err != nil {
		return nil, wechatAway(ctx, err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode >= http.StatusInternalServerError || res.StatusCode == http.StatusTooManyRequests {
		return nil, fmt.Errorf("%w: HTTP status %d", ErrWeChatBusy, res.StatusCode)
	}
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("HTTP status %d", res.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, wechatMostRead+1))
	if err != nil {
		return nil, wechatAway(ctx, err)
	}
	if len(body) > wechatMostRead {
		return nil, fmt.Errorf("answer has more than %d bytes", wechatMostRead)
	}
	return body, nil
}

// readWeChat takes the answer by what it holds: WeChat calls its JSON text/plain and its failures 200.
func readWeChat(body []byte) (WeChatSession, error) {
	var answer wechatAnswer
	if json.Unmarshal(body, &answer) != nil { // its error would quote the answer
		return WeChatSession{}, errors.New("read WeChat's answer: not the JSON of code2session")
	}
	if answer.ErrCode != 0 {
		if refusal, known := wechatRefusals[answer.ErrCode]; known {
			return WeChatSession{}, refusal
		}
		return WeChatSession{}, fmt.Errorf("WeChat answers errcode %d", answer.ErrCode)
	}
	if answer.OpenID == "" || len(answer.OpenID) > wechatMostID || len(answer.UnionID) > wechatMostID {
		return WeChatSession{}, errors.New("read WeChat's answer: no usable openid")
	}
	return WeChatSession{OpenID: answer.OpenID, UnionID: answer.UnionID}, nil
}

// wechatAway says why WeChat could not be asked, without the address, which carries the secret, and without what came back,
// which Go's errors quote when it is not HTTP. Whoever gave up waiting is told so; to everybody else WeChat is busy.
func wechatAway(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var (
		timeout net.Error
		op      *net.OpError
		cert    *tls.CertificateVerificationError
	)
	switch {
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("%w: no answer in time", ErrWeChatBusy)
	case errors.As(err, &op):
		return fmt.Errorf("%w: %w", ErrWeChatBusy, op)
	case errors.As(err, &cert):
		return fmt.Errorf("%w: %w", ErrWeChatBusy, cert)
	}
	return fmt.Errorf("%w: the connection broke", ErrWeChatBusy)
}
