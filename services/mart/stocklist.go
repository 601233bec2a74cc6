package mart

import (
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Line is what a mart has of one kind of goods, as its keepers see it.
type Line struct {
	GoodsID, Name, Unit, State string
	Purchased, Donated, Held   int64
}

// InStock is what can still be promised.
func (l Line) InStock() int64 { return l.Purchased + l.Donated - l.Held }

// StockOf lists what a mart has of all goods that are offered anywhere, and of withdrawn ones that it has had.
func StockOf(tx *db.Tx, martID string) ([]Line, error) {
	lines := []Line{}
	err := tx.DB.Raw(`SELECT g.id AS goods_id, g.name, g.unit, g.state, COALESCE(s.purchased, 0) AS purchased,
  COALESCE(s.donated, 0) AS donated, COALESCE(s.held, 0) AS held
  FROM goods g LEFT JOIN stocks s ON s.goods_id = g.id AND s.mart_id = ?
  WHERE g.state = 'offered' OR s.id IS NOT NULL ORDER BY g.id`, martID).Scan(&lines).Error
	if err != nil {
		return nil, fmt.Errorf("read stock: %w", err)
	}
	return lines, nil
}

// Filter narrows a list of movements; empty fields do not. Day is a day in Asia/Shanghai.
type Filter struct {
	GoodsID, Kind, Source, Day string
	Limit                      int // 20 where 0, 100 at most
}

// Movements lists what happened to a mart's shelf, newest first, after the cursor of the page before. next is empty at the end.
func Movements(tx *db.Tx, martID string, f Filter, cursor string) (rows []models.StockMovement, next string, err error) {
	limit := min(f.Limit, 100)
	if limit <= 0 {
		limit = 20
	}
	q := tx.DB.Where("mart_id = ?", martID).Order("id DESC").Limit(limit + 1)
	for _, c := range []struct{ condition, value string }{
		{"goods_id = ?", f.GoodsID}, {"kind = ?", f.Kind}, {"source = ?", f.Source}, {"day = ?", f.Day}, {"id < ?", cursor},
	} {
		if c.value != "" {
			q = q.Where(c.condition, c.value)
		}
	}
	if err := q.Find(&rows).Error; err != nil {
		return nil, "", fmt.Errorf("read stock movements: %w", err)
	}
	if len(rows) > limit {
		rows = rows[:limit]
		next = rows[limit-1].ID
	}
	return rows, next, nil
}
