package people

import (
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// HomeOf is the place in the organisation tree of a person's home community, "" where none was given. A person whose account
// was cancelled is not there.
func HomeOf(tx *db.Tx, id string) (string, error) {
	var rows []models.Person
	if err := tx.DB.Where("id = ? AND state = ?", id, "active").Limit(1).Find(&rows).Error; err != nil {
		return "", fmt.Errorf("read person: %w", err)
	}
	if len(rows) == 0 {
		return "", ErrUnknown
	}
	return rows[0].OrgPath, nil
}
