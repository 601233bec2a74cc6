package mart

import (
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
)

// What a movement must look like whatever else happened.
const oddSQL = `SELECT id FROM stock_movements WHERE NOT (source IN ('purchased', 'donated')
  AND ((kind IN ('received', 'returned') AND quantity > 0) OR (kind IN ('handed_out', 'written_off') AND quantity < 0)
    OR kind = 'counted')
  AND ((kind IN ('handed_out', 'returned')) = (redemption_id <> ''))) ORDER BY id LIMIT 1`

// More of a source came back from a redemption than went to it.
const overReturnedSQL = `SELECT redemption_id FROM stock_movements WHERE kind IN ('handed_out', 'returned')
  GROUP BY redemption_id, mart_id, goods_id, source HAVING SUM(quantity) > 0 ORDER BY redemption_id LIMIT 1`

const shelfSumSQL = `SELECT mart_id, goods_id,
  SUM(CASE WHEN source = 'donated' THEN 0 ELSE quantity END) AS purchased,
  SUM(CASE WHEN source = 'donated' THEN quantity ELSE 0 END) AS donated
FROM stock_movements GROUP BY mart_id, goods_id`

// Audit recomputes every stock row from the movements, and its held goods from open, which says by stock id
// (StockKey.ID) how many pieces open redemptions wait for. It returns the first row that does not hold, nil where all do; it
// changes nothing. Give it a snapshot, and open from the same.
func Audit(tx *db.Tx, open map[string]int64) (*ledger.Finding, error) {
	for _, q := range []struct{ sql, why string }{
		{oddSQL, "sign, source or redemption do not fit its kind"},
		{overReturnedSQL, "more came back from this redemption than it was handed"},
	} {
		var ids []string
		if err := tx.DB.Raw(q.sql).Scan(&ids).Error; err != nil {
			return nil, fmt.Errorf("read stock movements: %w", err)
		}
		if len(ids) > 0 {
			return &ledger.Finding{Table: "stock_movements", ID: ids[0], Why: q.why}, nil
		}
	}
	if bad, err := unrecorded(tx); bad != nil || err != nil {
		return bad, err
	}
	var sums, rows []models.Stock
	if err := tx.DB.Raw(shelfSumSQL).Scan(&sums).Error; err != nil {
		return nil, fmt.Errorf("sum stock movements: %w", err)
	}
	if err := tx.DB.Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read stock: %w", err)
	}
	return compare(sums, rows, open), nil
}

const recordedSQL = `SELECT m.*, COALESCE(e.actor_id, '') AS actor, COALESCE(e.detail, '') AS detail FROM stock_movements m
  LEFT JOIN audit_events e ON e.object_type = '` + movementObject + `' AND e.object_id = m.id AND e.outcome = 'done'
  WHERE m.kind IN ('received', 'counted', 'written_off') AND m.id > ? ORDER BY m.id LIMIT 2000`

// unrecorded finds a movement by hand that the audit record tells otherwise, or does not know. Hand-overs and returns are held
// against their redemptions instead.
func unrecorded(tx *db.Tx) (*ledger.Finding, error) {
	for after := ""; ; {
		var rows []struct {
			models.StockMovement `gorm:"embedded"`
			Actor, Detail        string
		}
		if err := tx.DB.Raw(recordedSQL, after).Scan(&rows).Error; err != nil {
			return nil, fmt.Errorf("read what is recorded of stock movements: %w", err)
		}
		if len(rows) == 0 {
			return nil, nil
		}
		for _, m := range rows {
			if m.Actor != m.ByPerson || m.Detail != testimony(m.StockMovement) {
				return &ledger.Finding{Table: "stock_movements", ID: m.ID, Why: "is not what the audit record says"}, nil
			}
		}
		after = rows[len(rows)-1].ID
	}
}

// compare holds the stock rows against what they should be.
func compare(sums, rows []models.Stock, open map[string]int64) *ledger.Finding {
	moved := make(map[string]models.Stock, len(sums))
	for _, s := range sums {
		moved[StockKey{s.MartID, s.GoodsID}.ID()] = s
	}
	seen := make(map[string]bool, len(rows))
	for _, r := range rows {
		seen[r.ID] = true
		if why := judge(r, moved[r.ID], open[r.ID]); why != "" {
			return &ledger.Finding{Table: "stocks", ID: r.ID, Why: why}
		}
	}
	for id := range moved {
		if !seen[id] {
			return &ledger.Finding{Table: "stocks", ID: id, Why: "has movements but is not there"}
		}
	}
	for id, n := range open {
		if !seen[id] && n != 0 {
			return &ledger.Finding{Table: "stocks", ID: id, Why: "open redemptions wait for it but it is not there"}
		}
	}
	return nil
}

func judge(r, moved models.Stock, open int64) string {
	switch {
	case r.ID != (StockKey{r.MartID, r.GoodsID}).ID():
		return "its id is not that of its mart and goods"
	case r.Purchased != moved.Purchased || r.Donated != moved.Donated:
		return fmt.Sprintf("keeps %d bought and %d donated, the movements say %d and %d",
			r.Purchased, r.Donated, moved.Purchased, moved.Donated)
	case r.Held != open:
		return fmt.Sprintf("keeps %d held, open redemptions wait for %d", r.Held, open)
	case r.Purchased < 0 || r.Donated < 0 || r.Held < 0 || r.Purchased+r.Donated < r.Held:
		return "is below zero"
	}
	return ""
}
