// Package org is the only writer of the organisation tree and of what the database says of itself.
package org

import (
	"cmp"
	"fmt"
	"slices"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// The levels of the tree, from the top. A township stands where a street stands, a village where a community does.
const (
	City      = "city"
	District  = "district"
	Street    = "street"
	Township  = "township"
	Community = "community"
	Village   = "village"
)

// ranks says how deep a level lies.
var ranks = map[string]int{City: 0, District: 1, Street: 2, Township: 2, Community: 3, Village: 3}

// Tree is the organisation as it was when it was loaded. It never changes, so any number may read it at once; what it hands
// out is shared and is not to be written to.
type Tree struct {
	all      []models.OrgUnit
	at       map[string]int // where in all a unit stands
	children map[string][]models.OrgUnit
}

// newTree takes units in any order and keeps them by path, so that parents come before their children.
func newTree(units []models.OrgUnit) *Tree {
	t := &Tree{all: slices.Clone(units), at: make(map[string]int, len(units)), children: map[string][]models.OrgUnit{}}
	slices.SortFunc(t.all, func(a, b models.OrgUnit) int { return cmp.Compare(a.Path, b.Path) })
	for i, u := range t.all {
		t.at[u.ID] = i
		t.children[u.ParentID] = append(t.children[u.ParentID], u)
	}
	return t
}

// Load reads the whole tree, about a thousand units in Daqing.
func Load(tx *db.Tx) (*Tree, error) {
	var rows []models.OrgUnit
	if err := tx.DB.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the organisation tree: %w", err)
	}
	return newTree(rows), nil
}

// All lists every unit by path, so parents come before their children.
func (t *Tree) All() []models.OrgUnit { return t.all }

// Unit returns the unit with an id, its official code.
func (t *Tree) Unit(id string) (models.OrgUnit, bool) {
	i, ok := t.at[id]
	if !ok {
		return models.OrgUnit{}, false
	}
	return t.all[i], true
}

// Children lists the units right below parent, by path; below "" lies the city.
func (t *Tree) Children(parent string) []models.OrgUnit { return t.children[parent] }

// StreetOf returns the street or township that the unit is or lies in; false for what lies above streets.
func (t *Tree) StreetOf(id string) (models.OrgUnit, bool) { return t.above(id, ranks[Street]) }

// DistrictOf returns the district or county that the unit is or lies in; false for the city.
func (t *Tree) DistrictOf(id string) (models.OrgUnit, bool) { return t.above(id, ranks[District]) }

func (t *Tree) above(id string, rank int) (models.OrgUnit, bool) {
	u, ok := t.Unit(id)
	for ok && ranks[u.Level] > rank {
		u, ok = t.Unit(u.ParentID)
	}
	if !ok || ranks[u.Level] != rank {
		return models.OrgUnit{}, false
	}
	return u, true
}

// Line lists the units from the city down to the unit itself, such as 大庆市, 让胡路区, 创业城街道, 创业八社区; nothing where
// there is no such unit.
func (t *Tree) Line(id string) []models.OrgUnit {
	var line []models.OrgUnit
	for u, ok := t.Unit(id); ok; u, ok = t.Unit(u.ParentID) {
		line = append(line, u)
	}
	slices.Reverse(line)
	return line
}
