// Package proof alone puts the rooms' books side by side: it recomputes everything from the rows, changes nothing, and names
// the first row that does not hold.
package proof

import (
	"context"
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
)

// Report is what the books add up to, and what does not.
type Report struct {
	Figures ledger.Figures
	Head    audit.Head
	Bad     []ledger.Finding
}

// Balanced says that every row holds.
func (r Report) Balanced() bool { return len(r.Bad) == 0 }

// First is the first row that does not hold.
func (r Report) First() *ledger.Finding {
	if len(r.Bad) == 0 {
		return nil
	}
	return &r.Bad[0]
}

// Books checks the ledger, the chain of closed days, open holds against open redemptions, shelves against movements, and that
// nobody signed for himself, all over one snapshot.
func Books(ctx context.Context, store *db.Store) (Report, error) {
	var r Report
	err := store.Snapshot(ctx, func(tx *db.Tx) (err error) {
		if r.Figures, err = ledger.Audit(tx); err != nil {
			return err
		}
		r.add(r.Figures.First)
		var bad *ledger.Finding
		if r.Head, bad, err = audit.Chain(tx); err != nil {
			return err
		}
		r.add(bad)
		goods, points, err := redemption.Promised(tx)
		if err != nil {
			return err
		}
		if bad, err = mart.Audit(tx, goods); err != nil {
			return err
		}
		r.add(bad)
		if err := r.holds(tx, points); err != nil {
			return err
		}
		return r.questions(tx)
	})
	return r, err
}

func (r *Report) add(f *ledger.Finding) {
	if f != nil {
		r.Bad = append(r.Bad, *f)
	}
}

// holds compares each person's held points with what their open redemptions promise.
func (r *Report) holds(tx *db.Tx, promised map[string]int64) error {
	var rows []struct {
		ID   string
		Held int64
	}
	if err := tx.DB.Raw("SELECT id, held FROM accounts WHERE held <> 0 ORDER BY id").Scan(&rows).Error; err != nil {
		return fmt.Errorf("read held points: %w", err)
	}
	for _, a := range rows {
		if promised[a.ID] != a.Held {
			r.add(&ledger.Finding{Table: "accounts", ID: a.ID, Why: fmt.Sprintf("holds %d points, open redemptions promise %d", a.Held, promised[a.ID])})
		}
		delete(promised, a.ID)
	}
	for id, points := range promised {
		r.add(&ledger.Finding{Table: "redemptions", ID: id, Why: fmt.Sprintf("open redemptions promise %d points, none are held", points)})
	}
	return nil
}

// Each question finds rows that must not be.
var questions = []struct{ table, why, sql string }{
	{
		"redemptions", "was handed over without its points", `SELECT r.id FROM redemptions r WHERE r.state IN ('fulfilled', 'reversed') AND NOT EXISTS (
		SELECT 1 FROM transfers t WHERE t.source_id = r.id AND t.source_type = 'redemption' AND t.kind = 'redeem' AND t.points = r.points AND t.settles = r.hold_id) ORDER BY r.id LIMIT 1`,
	},
	{
		"transfers", "redeems points for no redemption", `SELECT t.id FROM transfers t WHERE t.kind = 'redeem' AND NOT EXISTS (
		SELECT 1 FROM redemptions r WHERE r.id = t.source_id AND r.hold_id = t.settles AND r.state IN ('fulfilled', 'reversed')) ORDER BY t.id LIMIT 1`,
	},
	{
		"redemptions", "costs something else than its items", `SELECT r.id FROM redemptions r WHERE r.points <> (
		SELECT COALESCE(SUM(i.quantity * i.points_each), 0) FROM redemption_items i WHERE i.redemption_id = r.id) ORDER BY r.id LIMIT 1`,
	},
	{
		"awards", "was granted without its points", `SELECT a.id FROM awards a WHERE a.state = 'granted' AND a.points > 0 AND NOT EXISTS (
		SELECT 1 FROM transfers t WHERE t.source_id = a.source_id AND t.source_type = a.source_type AND t.kind = 'award'
		AND t.reason = a.rule_code AND t.points = a.points AND t.account_id = a.person_id) ORDER BY a.id LIMIT 1`,
	},
	{
		"transfers", "awards points for nothing", `SELECT t.id FROM transfers t WHERE t.kind = 'award' AND NOT EXISTS (
		SELECT 1 FROM awards a WHERE a.source_id = t.source_id AND a.source_type = t.source_type AND a.rule_code = t.reason
		AND a.points = t.points AND a.state = 'granted' AND a.person_id = t.account_id) ORDER BY t.id LIMIT 1`,
	},
	{
		"transfers", "adjusts points without two signatures", `SELECT t.id FROM transfers t WHERE t.kind = 'adjust' AND NOT EXISTS (
		SELECT 1 FROM adjustments a WHERE a.id = t.source_id AND t.source_type = 'adjustment' AND a.state = 'approved' AND a.person_id = t.account_id
		AND a.decided_by <> a.proposed_by AND a.decided_by <> a.person_id AND a.proposed_by <> a.person_id) ORDER BY t.id LIMIT 1`,
	},
	{
		"award_signatures", "was signed by its beneficiary", `SELECT s.award_id AS id FROM award_signatures s JOIN awards a ON a.id = s.award_id
		WHERE s.person_id = a.person_id ORDER BY s.award_id LIMIT 1`,
	},
	{
		"budgets", "used something else than what it granted", `SELECT b.id FROM budgets b WHERE b.used > b.funded ORDER BY b.id LIMIT 1`,
	},
}

func (r *Report) questions(tx *db.Tx) error {
	for _, q := range questions {
		var ids []string
		if err := tx.DB.Raw(q.sql).Scan(&ids).Error; err != nil {
			return fmt.Errorf("ask whether a row of %s %s: %w", q.table, q.why, err)
		}
		if len(ids) > 0 {
			r.add(&ledger.Finding{Table: q.table, ID: ids[0], Why: q.why})
		}
	}
	return nil
}
