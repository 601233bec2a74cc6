// Package rulebook alone says what an act is worth: which rule pays for it, what the caps leave of it, and who has to sign
// for it.
//
// The rules in it are data. One version of them is a Book, stored as one JSON document and never changed once in force; a
// new version with a later date takes its place. What decides is plain functions of values: no clock, no database.
package rulebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// What the rulebook refuses. ErrInvalid carries one field for each thing wrong, named by its JSON path.
var (
	ErrUnreadable  = fault.New(fault.Malformed, "rulebook.unreadable", "积分办法的格式无法识别", "The rulebook document cannot be read")
	ErrInvalid     = fault.New(fault.Refused, "rulebook.invalid", "积分办法有误", "The rulebook is not valid")
	ErrUnknownRule = fault.New(fault.Refused, "rulebook.unknown_rule", "现行积分办法中没有这一积分项", "The rulebook has no such rule")
	ErrQuantity    = fault.New(fault.Refused, "rulebook.quantity", "数量有误", "The quantity is not valid")
	ErrGrade       = fault.New(fault.Refused, "rulebook.grade", "级别有误", "The grade is not valid")
)

// Book is one version of the rulebook. The city's is in force for everybody from its EffectiveFrom on, until a version with
// a later date is; a district's (OrgUnitID set) is a city's with other points, made by Override.
type Book struct {
	Version       int        `json:"version"`               // counts up from 1
	OrgUnitID     string     `json:"org_unit_id,omitempty"` // the district whose own it is; empty for the city's
	EffectiveFrom string     `json:"effective_from"`        // a day in Asia/Shanghai, 2026-03-01
	PointValueFen int        `json:"point_value_fen"`       // what a point is worth in the books, in fen
	Rules         []Rule     `json:"rules"`                 // in the order in which people read them
	Caps          Caps       `json:"caps"`
	Redeem        Redeem     `json:"redeem"`
	Expiry        Expiry     `json:"expiry"`
	Signatures    Thresholds `json:"signatures"`
	Budget        Budget     `json:"budget"`
}

// Caps is the most that one person can earn in a day, a month and a year (Asia/Shanghai), in points. Exempt rules neither
// stop at these caps nor use them up.
type Caps struct {
	Day   int `json:"day"`
	Month int `json:"month"`
	Year  int `json:"year"`
}

// Redeem limits what one person can take from the marts.
type Redeem struct {
	PerItemMonth         int `json:"per_item_month"`         // pieces of one item in a month
	PointsMonth          int `json:"points_month"`           // points in a month
	SecondSignatureAbove int `json:"second_signature_above"` // an order of more points needs a second staff member
	PickupDays           int `json:"pickup_days"`            // days until what was not picked up is released
}

// Budget says when a street is warned about its monthly issuance; the amounts themselves are the street's.
type Budget struct {
	WarnPercent int `json:"warn_percent"`
}

// Rule returns the rule with this code.
func (b Book) Rule(code string) (Rule, bool) {
	i := slices.IndexFunc(b.Rules, func(r Rule) bool { return r.Code == code })
	if i < 0 {
		return Rule{}, false
	}
	return b.Rules[i], true
}

// InForce returns the version that holds on a day: the one with the greatest EffectiveFrom that is not after it, and of two
// with the same date the later version. It is false where none was in force yet.
func InForce(books []Book, day string) (Book, bool) {
	best := -1
	for i, b := range books {
		if b.EffectiveFrom > day {
			continue
		}
		if best < 0 || newer(b, books[best]) {
			best = i
		}
	}
	if best < 0 {
		return Book{}, false
	}
	return books[best], true
}

func newer(a, b Book) bool {
	if a.EffectiveFrom != b.EffectiveFrom {
		return a.EffectiveFrom > b.EffectiveFrom
	}
	return a.Version > b.Version
}

// Parse reads one JSON document and validates it. Unknown fields and anything after the document are refused, so that a
// misspelt cap is not silently no cap.
func Parse(document []byte) (Book, error) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.DisallowUnknownFields()
	var b Book
	if err := decoder.Decode(&b); err != nil {
		return Book{}, ErrUnreadable.Because("文档不是有效的 JSON，或含有未知字段、类型不符的字段",
			"not JSON, or with unknown fields or fields of another type")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Book{}, ErrUnreadable.Because("文档末尾有多余内容", "something follows the document")
	}
	if err := b.Validate(); err != nil {
		return Book{}, err
	}
	return b, nil
}
