package rulebook

import (
	"context"
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models"
)

// BudgetLine is a street's budget of a month. Carried says that the month has none of its own yet and will be funded as the
// last was. Warn says that WarnPercent of the rulebook in force there is used.
type BudgetLine struct {
	StreetID, Month string
	Funded, Used    int64
	Carried, Warn   bool
}

// Left is what can still be issued.
func (b BudgetLine) Left() int64 { return b.Funded - b.Used }

// Percent is how much is used, rounded down; of nothing everything is used.
func (b BudgetLine) Percent() int64 {
	if b.Funded == 0 {
		return 100
	}
	return b.Used * 100 / b.Funded
}

// The month's own row or, where there is none yet, the latest before it.
const budgetsSQL = `SELECT b.street_id, b.month, b.funded, b.used FROM budgets b
WHERE b.street_id IN ? AND b.month = (SELECT MAX(c.month) FROM budgets c WHERE c.street_id = b.street_id AND c.month <= ?)`

// BudgetsOf lists the month's budgets of streets, in their order, those too that have none.
func (s *Service) BudgetsOf(ctx context.Context, month string, streets []models.OrgUnit) ([]BudgetLine, error) {
	ids := make([]string, len(streets))
	for i, u := range streets {
		ids[i] = u.ID
	}
	tx := s.store.Read(ctx)
	var rows []models.Budget
	if err := tx.DB.Raw(budgetsSQL, ids, month).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("list budgets: %w", err)
	}
	found := make(map[string]models.Budget, len(rows))
	for _, r := range rows {
		found[r.StreetID] = r
	}
	lines := make([]BudgetLine, len(streets))
	past := month < Month(Day(tx.Now)) // what was not funded then never will be
	for i, u := range streets {
		line := BudgetLine{StreetID: u.ID, Month: month}
		switch r := found[u.ID]; {
		case r.Month == month:
			line.Funded, line.Used = r.Funded, r.Used
		case r.Month != "" && !past:
			line.Funded, line.Carried = r.Funded, true
		}
		line.Warn = line.Percent() >= int64(s.InForce(tx.Now, u.Path).Budget.WarnPercent)
		lines[i] = line
	}
	return lines, nil
}
