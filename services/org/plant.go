package org

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Plant adds units, in any order, below what is there already. Each one's Path is made here from its parent's; a Path that is
// given must be that one. It plants all or, with an error that names the first unit that cannot stand, none.
func Plant(tx *db.Tx, units []models.OrgUnit) error {
	tree, err := Load(tx)
	if err != nil {
		return err
	}
	rows, err := grow(tree, units)
	if err != nil {
		return fmt.Errorf("plant the organisation tree: %w", err)
	}
	if len(rows) == 0 {
		return nil
	}
	if err := tx.DB.CreateInBatches(rows, 500).Error; err != nil {
		return fmt.Errorf("plant the organisation tree: %w", err)
	}
	return nil
}

// grow works from the top down, so that a unit's parent has its path before the unit needs it.
func grow(tree *Tree, units []models.OrgUnit) ([]models.OrgUnit, error) {
	rows := slices.Clone(units)
	slices.SortStableFunc(rows, func(a, b models.OrgUnit) int { return ranks[a.Level] - ranks[b.Level] })
	standing := map[string]models.OrgUnit{}
	for _, u := range tree.All() {
		standing[u.ID] = u
	}
	for i := range rows {
		u := &rows[i]
		if err := fits(*u); err != nil {
			return nil, err
		}
		if _, twice := standing[u.ID]; twice {
			return nil, fmt.Errorf("unit %s stands already", u.ID)
		}
		parent, err := parentOf(standing, *u)
		if err != nil {
			return nil, err
		}
		path := parent.Path + u.ID + "/"
		if parent.Path == "" {
			path = "/" + u.ID + "/"
		}
		if u.Path != "" && u.Path != path {
			return nil, fmt.Errorf("unit %s has the path %s and belongs at %s", u.ID, u.Path, path)
		}
		u.Path = path
		standing[u.ID] = *u
	}
	return rows, nil
}

// parentOf finds the unit right above; a city has none.
func parentOf(standing map[string]models.OrgUnit, u models.OrgUnit) (models.OrgUnit, error) {
	rank := ranks[u.Level]
	if rank == 0 && u.ParentID == "" {
		return models.OrgUnit{}, nil
	}
	parent, ok := standing[u.ParentID]
	if !ok {
		return parent, fmt.Errorf("unit %s has no parent %q", u.ID, u.ParentID)
	}
	if ranks[parent.Level] != rank-1 {
		return parent, fmt.Errorf("unit %s, a %s, cannot lie below %s, a %s", u.ID, u.Level, parent.ID, parent.Level)
	}
	return parent, nil
}

func fits(u models.OrgUnit) error {
	if u.ID == "" || len(u.ID) > 20 || strings.ContainsAny(u.ID, "/%_") {
		return fmt.Errorf("unit %q has no fit id", u.ID)
	}
	if _, ok := ranks[u.Level]; !ok {
		return fmt.Errorf("unit %s has the unknown level %q", u.ID, u.Level)
	}
	if n := utf8.RuneCountInString(u.Name); n == 0 || n > 100 {
		return fmt.Errorf("unit %s has a name of %d characters", u.ID, n)
	}
	return nil
}
