package mart

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// faults gathers what is wrong.
type faults []fault.Field

func (v *faults) add(field, code, zh, en string) {
	*v = append(*v, fault.Field{Field: field, Code: code, ZH: zh, EN: en})
}

// words holds that text is readable and has least to most characters.
func (v *faults) words(field, text string, least, most int) {
	n := utf8.RuneCountInString(text)
	if n < least || n > most || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		v.add(field, "mart."+field, fmt.Sprintf("应为 %d–%d 字", least, most), fmt.Sprintf("%d to %d characters", least, most))
	}
}

func (v faults) refuse() error {
	refusal := *ErrInvalid
	refusal.Fields = v
	return &refusal
}
