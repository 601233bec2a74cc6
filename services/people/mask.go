package people

import (
	"unicode"

	"qingxiaoyi.cn/qingxiaoyi/services/seal"
)

// MaskName shows a name to others: its first character and one star (王*, 欧*, J*), so that neither the rest nor its length
// shows. A name without a letter or figure is a star; no name is empty.
func MaskName(name string) string {
	for _, r := range name {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(r) + "*"
		}
	}
	if name == "" {
		return ""
	}
	return "*"
}

// MaskPhone shows a mainland mobile number to others as 138****5678, in whatever form it was written; anything else that is
// not empty as ****.
func MaskPhone(phone string) string {
	normal, ok := seal.NormalPhone(phone)
	if ok {
		return normal[:3] + "****" + normal[7:]
	}
	if phone == "" {
		return ""
	}
	return "****"
}
