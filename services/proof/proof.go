// Package proof alone puts the rooms' books side by side: it recomputes everything from the rows, changes nothing, and names
// the first row that does not hold.
package proof

import (
	"context"
	"fmt"
	"slices"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
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
	rules, err := rulebook.NewService(ctx, store)
	if err != nil {
		return r, err
	}
	err = store.Snapshot(ctx, func(tx *db.Tx) error { return r.prove(tx, rules) })
	return r, err
}

func (r *Report) prove(tx *db.Tx, rules *rulebook.Service) (err error) {
	if r.Figures, err = ledger.Audit(tx, rules.Terms); err != nil {
		return err
	}
	r.add(r.Figures.First)
	if err := r.days(tx); err != nil {
		return err
	}
	signed, err := rules.Audit(tx)
	if err != nil {
		return err
	}
	r.add(signed)
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
}

func (r *Report) add(f *ledger.Finding) {
	if f != nil {
		r.Bad = append(r.Bad, *f)
	}
}

// early is how much the clock of one instance may be before another's.
const early = 10 * time.Minute

// days holds that every row of the past stands under the day of its instant, and none under one to come: a day is closed by
// its name, so a row under a wrong name would never be sealed.
func (r *Report) days(tx *db.Tx) error {
	for _, table := range []struct {
		name string
		row  any
	}{{"transfers", &models.Transfer{}}, {"audit_events", &models.AuditEvent{}}, {"stock_movements", &models.StockMovement{}}} {
		var rows []struct {
			Day, ID          string
			Earliest, Latest models.Instant
		}
		err := tx.DB.Model(table.row).Select("day, MIN(id) AS id, MIN(at) AS earliest, MAX(at) AS latest").Group("day").Order("day").Scan(&rows).Error
		if err != nil {
			return fmt.Errorf("read the days of %s: %w", table.name, err)
		}
		for _, d := range rows {
			if d.Day != ledger.Day(d.Earliest.Time()) || d.Day != ledger.Day(d.Latest.Time()) || d.Latest.Time().After(tx.Now.Add(early)) {
				r.add(&ledger.Finding{Table: table.name, ID: d.ID, Why: "has rows of another day than " + d.Day})
			}
		}
	}
	return nil
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

func (r *Report) questions(tx *db.Tx) error {
	for _, q := range slices.Concat(questions...) {
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
