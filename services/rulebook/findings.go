package rulebook

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// maxText is how many characters a name or a proof may have.
const maxText = 200

// findings collects everything that is wrong, so that whoever writes a rulebook mends it in one go.
type findings []fault.Field

func (f *findings) add(field, code, zh, en string) {
	*f = append(*f, fault.Field{Field: field, Code: "rulebook." + code, ZH: zh, EN: en})
}

func (f *findings) between(field string, n, low, high int) {
	if n < low || n > high {
		f.add(field, "range", fmt.Sprintf("应在 %d 到 %d 之间", low, high), fmt.Sprintf("must be between %d and %d", low, high))
	}
}

// notBelow says that n, which stands in field, must be at least what stands in another one.
func (f *findings) notBelow(field string, n int, other string, least int) {
	if n < least {
		f.add(field, "order", fmt.Sprintf("不能小于 %s（%d）", other, least), fmt.Sprintf("must not be below %s (%d)", other, least))
	}
}

// text wants something readable, or nothing where it is optional.
func (f *findings) text(field, s string, optional bool) {
	if s == "" && optional {
		return
	}
	if strings.TrimSpace(s) == "" {
		f.add(field, "missing", "不能为空", "must not be empty")
		return
	}
	unreadable := func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError }
	if strings.ContainsFunc(s, unreadable) || utf8.RuneCountInString(s) > maxText {
		f.add(field, "text", fmt.Sprintf("应为 %d 字以内的一行文字", maxText), fmt.Sprintf("must be one line of at most %d characters", maxText))
	}
}

func (f *findings) known(field string, ok bool) {
	if !ok {
		f.add(field, "unknown", "不在可选范围内", "is none of the possible values")
	}
}

func (f *findings) repeated(field string) {
	f.add(field, "duplicate", "重复", "appears twice")
}

// refusal is ErrInvalid with all the findings, or nil where there are none.
func (f findings) refusal() error {
	if len(f) == 0 {
		return nil
	}
	var zh, en []string
	for _, field := range f {
		zh = append(zh, field.Field+" "+field.ZH)
		en = append(en, field.Field+" "+field.EN)
	}
	refusal := ErrInvalid.Because(strings.Join(zh, "；"), strings.Join(en, "; "))
	refusal.Fields = f
	return refusal
}
