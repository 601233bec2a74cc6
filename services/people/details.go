package people

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/seal"
)

// WorkerTypes are the kinds of new-employment workers (domain.md section 2); whoever is one has the role Rider.
var WorkerTypes = []string{"rider", "courier", "ride_hailing", "trucker"}

// longestName is in characters. Sealed, as many of four bytes still fit their column.
const longestName = 30

// CleanName is how a name is kept: composed, without blanks around it. It says whether it can be one: 1 to 30 characters that
// show, a letter or figure among them.
func CleanName(name string) (string, bool) {
	if !utf8.ValidString(name) || len(name) > 16*longestName {
		return "", false
	}
	name = strings.TrimSpace(norm.NFC.String(name))
	n := utf8.RuneCountInString(name)
	if n == 0 || n > longestName || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return "", false
	}
	return name, strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// details are what people say of themselves, in their kept form once they have been checked.
type details struct {
	name, phone, workerType *string
	unit                    *string
	path                    string
}

// check brings the details into their kept form and says everything that is wrong with them at once.
func (d *details) check() error {
	var wrong []fault.Field
	say := func(field, zh, en string) {
		wrong = append(wrong, fault.Field{Field: field, Code: "people." + field, ZH: zh, EN: en})
	}
	if d.name != nil {
		name, ok := CleanName(*d.name)
		if !ok {
			say("display_name", "姓名须为 1 至 30 个可见字符，含文字或数字", "A name has 1 to 30 characters that show, a letter or figure among them")
		}
		d.name = &name
	}
	if d.phone != nil && *d.phone != "" {
		phone, ok := seal.NormalPhone(*d.phone)
		if !ok {
			say("phone", "请填写 11 位大陆手机号", "A mainland mobile number of 11 figures is needed")
		}
		d.phone = &phone
	}
	if d.workerType != nil && *d.workerType != "" && !slices.Contains(WorkerTypes, *d.workerType) {
		say("worker_type", "职业类型须为 rider、courier、ride_hailing、trucker 之一，或留空", "One of rider, courier, ride_hailing, trucker, or empty")
	}
	if d.unit != nil && !isUnit(*d.unit, d.path) {
		say("org_unit_id", "没有这个社区或村", "There is no such community or village")
	}
	if len(wrong) == 0 {
		return nil
	}
	refusal := *ErrInvalid
	refusal.Fields = wrong
	return &refusal
}

// isUnit says that a unit's id stands at the end of its path; both are empty for nowhere.
func isUnit(id, path string) bool {
	if id == "" {
		return path == ""
	}
	return len(id) <= 20 && len(path) <= 100 && strings.HasSuffix(path, "/"+id+"/")
}
