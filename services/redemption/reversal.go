package redemption

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// Proposal states.
const (
	Proposed = "proposed"
	Approved = "approved"
	Declined = "declined"
)

// disputable is how long a receiver may say "not me".
const disputable = 30 * 24 * time.Hour

// Dispute is the receiver's "not me": it opens an objection that stays until a reversal is approved or declined. Answers
// with an Order.
func (s *Service) Dispute(ctx context.Context, call once.Call, actor people.Actor, id, text string) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		r, err := lock(tx, id)
		if err != nil {
			return nil, err
		}
		if r.PersonID != actor.ID {
			return nil, people.ErrUnknown
		}
		if State(r.State) != Fulfilled || r.DisputedAt != 0 || r.ClosedAt < models.At(tx.Now.Add(-disputable)) {
			return nil, ErrDispute
		}
		r.DisputedAt = models.At(tx.Now)
		objection := models.Objection{
			ID: tx.NewID(), RedemptionID: id, PersonID: actor.ID, MartPath: r.MartPath, Text: text, State: "open", OpenedAt: r.DisputedAt,
		}
		if err := tx.DB.Create(&objection).Error; err != nil {
			return nil, fmt.Errorf("write objection: %w", err)
		}
		if err := tx.DB.Model(&models.Redemption{}).Where("id = ?", id).UpdateColumn("disputed_at", r.DisputedAt).Error; err != nil {
			return nil, fmt.Errorf("mark the dispute: %w", err)
		}
		if err := audit.Record(tx, actor.Event(actor.Role(), "redemption.dispute", "redemption", id, r.MartPath)); err != nil {
			return nil, err
		}
		return one(tx, r)
	})
}

// ProposeReversal is the first of two signatures under the reversal of a hand-over: a keeper of the mart or an
// administrator over it. Answers with a models.RedemptionReversal.
func (s *Service) ProposeReversal(ctx context.Context, call once.Call, actor people.Actor, id, reason string, goodsBack bool) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		r, err := lock(tx, id)
		if err != nil {
			return nil, err
		}
		grant, ok := keeps(actor, r.MartID)
		if !ok {
			if grant, ok = actor.Over(r.MartPath, people.Admins...); !ok {
				return nil, people.ErrUnknown
			}
		}
		if r.PersonID == actor.ID {
			return nil, people.ErrSignedBy
		}
		var open int64
		if err := tx.DB.Model(&models.RedemptionReversal{}).Where("redemption_id = ? AND state = ?", id, Proposed).Count(&open).Error; err != nil {
			return nil, fmt.Errorf("look for a reversal: %w", err)
		}
		if !State(r.State).May(Reversed) || open > 0 {
			return nil, ErrReversal
		}
		row := models.RedemptionReversal{
			ID: tx.NewID(), RedemptionID: id, MartPath: r.MartPath, Reason: reason, State: Proposed,
			ProposedBy: actor.ID, ProposedAt: models.At(tx.Now),
		}
		if goodsBack {
			row.GoodsBack = 1
		}
		if err := tx.DB.Create(&row).Error; err != nil {
			return nil, fmt.Errorf("write reversal: %w", err)
		}
		return row, audit.Record(tx, actor.Event(grant.Role, "redemption.reversal.propose", "redemption", id, r.MartPath))
	})
}

// DecideReversal is the second signature, or its refusal: an administrator over the mart, neither the first signer nor the
// receiver. Approved, points go back to the receiver and goods, where they returned, to the shelf.
func (s *Service) DecideReversal(ctx context.Context, call once.Call, actor people.Actor, id string, approve bool, reason string) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		var row models.RedemptionReversal
		err := tx.DB.Where("id = ?", id).Take(&row).Error
		if db.IsMissing(err) {
			return nil, people.ErrUnknown
		}
		if err != nil {
			return nil, fmt.Errorf("read reversal: %w", err)
		}
		grant, ok := actor.Over(row.MartPath, people.Admins...)
		if !ok {
			return nil, people.ErrUnknown
		}
		u, err := s.openClosing(tx, []string{row.RedemptionID})
		if err != nil {
			return nil, err
		}
		o := u.orders[row.RedemptionID]
		if row.ProposedBy == actor.ID || o.PersonID == actor.ID {
			return nil, people.ErrSignedBy
		}
		row.State, row.DecidedBy, row.DecidedAt, row.DecidedWhy = Declined, actor.ID, models.At(tx.Now), reason
		if approve {
			row.State = Approved
		}
		if err := decide(tx, row); err != nil {
			return nil, err
		}
		if approve {
			if err := u.reverse(&o, row, actor); err != nil {
				return nil, err
			}
		}
		return row, audit.Record(tx, actor.Event(grant.Role, "redemption.reversal."+row.State, "redemption", o.ID, o.MartPath))
	})
}

// decide writes the decision where there is none yet: of two at once, one finds the row taken.
func decide(tx *db.Tx, row models.RedemptionReversal) error {
	done := tx.DB.Model(&models.RedemptionReversal{}).Where("id = ? AND state = ?", row.ID, Proposed).UpdateColumns(map[string]any{
		"state": row.State, "decided_by": row.DecidedBy, "decided_at": row.DecidedAt, "decided_why": row.DecidedWhy,
	})
	if done.Error != nil {
		return fmt.Errorf("decide reversal: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return ErrReversal
	}
	return tx.DB.Model(&models.Objection{}).Where("redemption_id = ? AND state = ?", row.RedemptionID, "open").
		UpdateColumns(map[string]any{"state": row.State, "closed_at": row.DecidedAt}).Error
}

func (u *closing) reverse(o *Order, row models.RedemptionReversal, actor people.Actor) error {
	if !State(o.State).May(Reversed) {
		return ErrReversal
	}
	paid, err := ledger.BySource(u.tx, ledger.Redeem, ledger.Source{Type: "redemption", ID: o.ID})
	if err != nil {
		return err
	}
	if _, err := u.books.Reverse(paid, why(*o, "兑换冲正 ")); err != nil {
		return err
	}
	if row.GoodsBack == 1 {
		for i, key := range stockKeys(*o) {
			if err := u.shelf.TakeBack(mart.StockKey{MartID: key.MartID, GoodsID: key.GoodsID}, o.Items[i].Quantity, o.ID, actor.ID); err != nil {
				return broken("take goods back", *o, err)
			}
		}
	}
	closedAt := o.ClosedAt // the hand-over keeps its time; the reversal has its own row
	u.end(o, Reversed)
	o.ClosedAt = closedAt
	u.orders[o.ID] = *o
	return u.write()
}

func lock(tx *db.Tx, id string) (models.Redemption, error) {
	var rows []models.Redemption
	err := tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Find(&rows).Error
	if err != nil {
		return models.Redemption{}, fmt.Errorf("lock redemption: %w", err)
	}
	if len(rows) == 0 {
		return models.Redemption{}, people.ErrUnknown
	}
	return rows[0], nil
}

// Reversals lists proposed reversals below the actor's scopes, oldest first.
func (s *Service) Reversals(ctx context.Context, actor people.Actor, state, after string, limit int) ([]models.RedemptionReversal, error) {
	tx := s.store.Read(ctx)
	q := below(tx.DB, actor.Paths(people.Admins...)).Where("state = ? AND id > ?", state, after)
	var rows []models.RedemptionReversal
	if err := q.Order("id").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list reversals: %w", err)
	}
	return rows, nil
}

// below keeps to the rows whose mart lies in one of the scopes; no scope, no rows.
func below(q *gorm.DB, paths []string) *gorm.DB {
	scoped := q.Session(&gorm.Session{NewDB: true}).Where("1 = 0")
	for _, p := range paths {
		scoped = scoped.Or("mart_path LIKE ?", p+"%")
	}
	return q.Where(scoped)
}
