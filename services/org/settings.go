package org

import (
	"fmt"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Demo is the setting that reads "1" in a database that holds the demo town.
const Demo = "demo"

// Setting reads what the database says of itself; what was never set is empty.
func Setting(tx *db.Tx, name string) (string, error) {
	var row models.Setting
	err := tx.DB.Where("name = ?", name).Take(&row).Error
	if db.IsMissing(err) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read setting %s: %w", name, err)
	}
	return row.Value, nil
}

// Set writes a setting over whatever it was.
func Set(tx *db.Tx, name, value string) error {
	err := tx.DB.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "name"}},
		DoUpdates: clause.AssignmentColumns([]string{"value"}),
	}).Create(&models.Setting{Name: name, Value: value}).Error
	if err != nil {
		return fmt.Errorf("write setting %s: %w", name, err)
	}
	return nil
}
