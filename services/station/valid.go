package station

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// faults gathers what is wrong.
type faults []fault.Field

func (v *faults) add(field, code, zh, en string) {
	*v = append(*v, fault.Field{Field: field, Code: code, ZH: zh, EN: en})
}

func (v *faults) words(field string, s *string, most int) {
	if s == nil {
		return
	}
	n := utf8.RuneCountInString(strings.TrimSpace(*s))
	if n == 0 || n > most || hasControls(*s) || !utf8.ValidString(*s) {
		v.add(field, "place."+field, fmt.Sprintf("应为 1–%d 字", most), fmt.Sprintf("1 to %d characters", most))
	}
}

func (v *faults) codes(field string, table []Facility, wanted *[]string) {
	if wanted == nil {
		return
	}
	for i, code := range *wanted {
		if index(table, code) < 0 {
			v.add(fmt.Sprintf("%s[%d]", field, i), ErrFacility.Code, ErrFacility.TitleZH, ErrFacility.TitleEN)
		}
	}
}

func (e Edit) validate() error {
	v := faults{}
	v.words("name", e.Name, 60)
	v.words("address", e.Address, 100)
	if e.Location != nil && !e.Location.Valid() {
		v.add("location", place.ErrPoint.Code, "位置应在中国境内", "Not a place in China")
	}
	if e.Hours != nil {
		if f := fault.As(e.Hours.Validate()); f != nil {
			v = append(v, f.Fields...)
		}
	}
	v.codes("facilities", Facilities, e.Facilities)
	v.codes("services", Services, e.Services)
	if e.State != nil && !slices.Contains([]string{Opened, Retired}, *e.State) {
		v.add("state", "place.state", "状态只能是 open 或 retired", "The state is open or retired")
	}
	if len(v) == 0 {
		return nil
	}
	refusal := *ErrInvalid
	refusal.Fields = v
	return &refusal
}

// Check says what is wrong with a row that is about to be planted.
func Check(row models.Place) error {
	p, err := parse(row, nil)
	if err != nil {
		return err
	}
	if row.ID == "" || row.Kind == "" || row.OrgUnitID == "" || !strings.HasSuffix(row.OrgPath, "/"+row.OrgUnitID+"/") {
		return fmt.Errorf("place %q wants an id, a kind and a unit at the end of its path", row.ID)
	}
	return Edit{
		Name: &p.Name, Address: &p.Address, Location: &p.Location, Hours: &p.Hours,
		Facilities: &p.Facilities, Services: &p.Services, State: &p.State,
	}.validate()
}

func hasControls(s string) bool { return strings.ContainsFunc(s, unicode.IsControl) }
