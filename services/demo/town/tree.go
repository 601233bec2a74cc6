// Package town alone lays out the demo town, all of it 示例数据: the real tree of Daqing, and in it stations, marts, goods and
// people that are invented. It is pure, and lays out the same town every time.
package town

import (
	_ "embed" // the tree is part of the program
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// Label is what stands wherever something of the demo town is shown as a whole.
const Label = "示例数据"

// The levels of the tree, from the top.
const (
	City      = "city"
	District  = "district"
	Street    = "street"
	Community = "community"
)

var levels = []string{City, District, Street, Community}

//go:embed daqing-divisions.csv
var divisions string

// Unit is one knot of the organisation tree with its official code and name. Path names its forebears and itself by code:
// /2306/230604/230604019/230604019008/.
type Unit struct {
	Code, ParentCode, Level, Name, Path string
}

// Units returns the real tree of Daqing, every parent before its children and those in the order of the official list: 1 city,
// 10 districts and counties, 118 streets and townships, 843 communities and villages.
func Units() []Unit { return daqing().units }

// Calendar returns the official calendar by which the demo town keeps its holidays.
func Calendar() place.Calendar { return place.China() }

func daqing() tree {
	t, err := parseTree(strings.NewReader(divisions))
	if err != nil {
		panic(err) // the embedded file is broken, which the tests would have said
	}
	return t
}

// tree is the organisation with its knots in tree order.
type tree struct {
	units    []Unit
	children map[string][]Unit
}

// parseTree reads code,parent_code,level,name. The lines may come in any order, and a level may be left out (a community
// directly under a district); refused are unknown levels, codes said twice, parents that are missing or not above their child, and
// more or fewer than one root.
func parseTree(r io.Reader) (tree, error) {
	lines := csv.NewReader(r)
	lines.FieldsPerRecord = 4
	rows, err := lines.ReadAll()
	if err != nil {
		return tree{}, fmt.Errorf("read divisions: %w", err)
	}
	if len(rows) == 0 || strings.Join(rows[0], ",") != "code,parent_code,level,name" {
		return tree{}, fmt.Errorf("read divisions: no header code,parent_code,level,name")
	}
	byCode, t := map[string]Unit{}, tree{children: map[string][]Unit{}}
	for _, row := range rows[1:] {
		u := Unit{Code: row[0], ParentCode: row[1], Level: row[2], Name: strings.TrimSpace(row[3])}
		if _, said := byCode[u.Code]; said || u.Code == "" || u.Name == "" || !slices.Contains(levels, u.Level) {
			return tree{}, fmt.Errorf("read divisions: %q (%s, %s) is said twice, or lacks something", u.Code, u.Level, u.Name)
		}
		byCode[u.Code] = u
		t.children[u.ParentCode] = append(t.children[u.ParentCode], u)
	}
	for _, row := range rows[1:] {
		u := byCode[row[0]]
		parent, known := byCode[u.ParentCode]
		if u.ParentCode != "" && (!known || rank(parent.Level) >= rank(u.Level)) {
			return tree{}, fmt.Errorf("read divisions: %s is under %q, which is missing or not above it", u.Code, u.ParentCode)
		}
	}
	if len(t.children[""]) != 1 {
		return tree{}, fmt.Errorf("read divisions: %d roots, one is wanted", len(t.children[""]))
	}
	t.lay("", "/")
	return t, nil
}

func rank(level string) int { return slices.Index(levels, level) }

// lay appends the children of a knot, each followed by its own, and gives them their paths.
func (t *tree) lay(parent, path string) {
	for i, u := range t.children[parent] {
		u.Path = path + u.Code + "/"
		t.children[parent][i] = u
		t.units = append(t.units, u)
		t.lay(u.Code, u.Path)
	}
}

// at returns the units of a level, in tree order.
func (t *tree) at(level string) []Unit {
	var found []Unit
	for _, u := range t.units {
		if u.Level == level {
			found = append(found, u)
		}
	}
	return found
}

// shortName is how people call a community: 创业八社区居委会 is 创业八社区, 前进村委会 is 前进村, 中心村村委会 is 中心村. A name that would
// be crippled by it stays whole, as 龙岗社区第一居委会 does.
func shortName(official string) string {
	for _, office := range []string{"居委会", "居民委员会", "村委会", "委会"} {
		short, had := strings.CutSuffix(official, office)
		if had && (strings.HasSuffix(short, "社区") || strings.HasSuffix(short, "村")) {
			return short
		}
	}
	return official
}

// Statistics keep a "virtual" community where there is a farm or an industrial park and no committee; nobody lives there by that name.
func virtual(u Unit) bool { return strings.Contains(u.Name, "虚拟") }

// urban says whether a community is one of a town; the others are villages and the settlements of farms.
func urban(u Unit) bool { return strings.Contains(u.Name, "社区") && !virtual(u) }

func village(u Unit) bool { return strings.HasSuffix(u.Name, "村委会") }
