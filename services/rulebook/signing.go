package rulebook

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// Approve is the next signature under a pending award; with the last one it is paid. Answers with a models.Award.
func (s *Service) Approve(ctx context.Context, call once.Call, actor people.Actor, id string) (once.Answer, error) {
	return s.decide(ctx, call, actor, id, "award.approve", func(a *Awards, award *models.Award, stage Level) error {
		a.sign(award, actor.ID, stage)
		return a.advance(award)
	})
}

// Refuse ends a pending award with a reason; what it counted against the caps is free again. Answers with a models.Award.
func (s *Service) Refuse(ctx context.Context, call once.Call, actor people.Actor, id, reason string) (once.Answer, error) {
	return s.decide(ctx, call, actor, id, "award.refuse", func(a *Awards, award *models.Award, _ Level) error {
		award.State, award.NextLevel, award.DecidedWhy = string(AwardRefused), "", reason
		award.DecidedAt = models.At(a.tx.Now)
		return nil
	})
}

func (s *Service) decide(ctx context.Context, call once.Call, actor people.Actor, id, action string,
	change func(*Awards, *models.Award, Level) error,
) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		a, award, err := s.openAward(tx, id)
		if err != nil {
			return nil, err
		}
		grant, ok := actor.Over(award.OrgPath, people.Officers...)
		if !ok {
			return nil, people.ErrUnknown
		}
		stage, waits := nextStage(award)
		if !waits || AwardState(award.State) != AwardPending {
			return nil, ErrAwardState
		}
		if err := maySign(tx, actor, award, stage); err != nil {
			return nil, err
		}
		if err := change(a, &award, stage); err != nil {
			return nil, err
		}
		if err := a.Write(); err != nil {
			return nil, err
		}
		if err := update(tx, award); err != nil {
			return nil, err
		}
		event := actor.Event(grant.Role, action, "award", award.ID, award.OrgPath)
		event.Detail = award.DecidedWhy
		return award, audit.Record(tx, event)
	})
}

// openAward locks the beneficiary's account and the award, in the lock order.
func (s *Service) openAward(tx *db.Tx, id string) (*Awards, models.Award, error) {
	var award models.Award
	err := tx.DB.Where("id = ?", id).Take(&award).Error
	if db.IsMissing(err) {
		return nil, award, people.ErrUnknown
	}
	if err != nil {
		return nil, award, fmt.Errorf("read award: %w", err)
	}
	a := &Awards{tx: tx, room: s, streets: []string{award.StreetID}}
	if a.books, err = ledger.Open(tx, award.PersonID); err != nil {
		return nil, award, err
	}
	err = tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&award).Error
	if err != nil {
		return nil, award, fmt.Errorf("lock award: %w", err)
	}
	return a, award, nil
}

// maySign holds the four-eyes rule: neither the beneficiary nor anybody who signed before, and at the level that is next.
func maySign(tx *db.Tx, actor people.Actor, award models.Award, stage Level) error {
	if actor.ID == award.PersonID {
		return people.ErrSignedBy
	}
	var before int64
	err := tx.DB.Model(&models.AwardSignature{}).Where("award_id = ? AND person_id = ?", award.ID, actor.ID).Count(&before).Error
	if err != nil {
		return fmt.Errorf("read signatures: %w", err)
	}
	if before > 0 {
		return people.ErrSignedBy
	}
	for _, g := range actor.Grants {
		if MaySign(stage, levelOf(g.Role)) && g.Path != "" && strings.HasPrefix(award.OrgPath, g.Path) {
			return nil
		}
	}
	return ErrAwardLevel
}

func update(tx *db.Tx, award models.Award) error {
	err := tx.DB.Model(&models.Award{}).Where("id = ?", award.ID).UpdateColumns(map[string]any{
		"state": award.State, "signed": award.Signed, "next_level": award.NextLevel,
		"decided_why": award.DecidedWhy, "decided_at": award.DecidedAt,
	}).Error
	if err != nil {
		return fmt.Errorf("update award: %w", err)
	}
	return nil
}

// ReleaseQueued pays, oldest first, what queued for a street's budget, as far as this month's reaches. One that cannot be
// paid, which is a failure of ours, does not keep the others waiting.
func (s *Service) ReleaseQueued(ctx context.Context) (int, error) {
	paid := 0
	var failed error
	for after := ""; ; {
		var ids []string
		err := s.store.Read(ctx).DB.Model(&models.Award{}).Where("state = ? AND id > ?", AwardQueued, after).Order("id").Limit(500).Pluck("id", &ids).Error
		if err != nil {
			return paid, errors.Join(failed, fmt.Errorf("list queued awards: %w", err))
		}
		if len(ids) == 0 {
			return paid, failed
		}
		after = ids[len(ids)-1]
		for _, id := range ids {
			ok, err := s.release(ctx, id)
			if ok {
				paid++
			}
			failed = errors.Join(failed, err)
		}
	}
}

// release pays one queued award, or says that the budget does not reach.
func (s *Service) release(ctx context.Context, id string) (paid bool, err error) {
	err = s.store.Write(ctx, func(tx *db.Tx) error {
		paid = false
		a, award, err := s.openAward(tx, id)
		if err != nil || AwardState(award.State) != AwardQueued {
			return err
		}
		if err := a.pay(&award); err != nil {
			return err
		}
		// Also where it stays in the queue: looking at the budget may have begun the month's, which is in the books then.
		if err := a.Write(); err != nil {
			return err
		}
		paid = AwardState(award.State) == AwardGranted
		return update(tx, award)
	})
	if err != nil {
		return false, fmt.Errorf("release award %s: %w", id, err)
	}
	return paid, nil
}

// Waiting lists awards in a state below the actor's scopes, oldest first, after an id; of the pending ones only those that
// wait for a signature the actor may give.
func (s *Service) Waiting(ctx context.Context, actor people.Actor, state AwardState, after string, limit int) ([]models.Award, error) {
	tx := s.store.Read(ctx)
	scoped := tx.DB.Session(&gorm.Session{NewDB: true}).Where("1 = 0")
	for _, g := range actor.Grants {
		level := levelOf(g.Role)
		if level == "" || g.Path == "" {
			continue
		}
		if state == AwardPending {
			scoped = scoped.Or("org_path LIKE ? AND next_level IN ?", g.Path+"%", upTo(level))
		} else {
			scoped = scoped.Or("org_path LIKE ?", g.Path+"%")
		}
	}
	q := tx.DB.Where("state = ? AND id > ? AND person_id <> ?", state, after, actor.ID).Where(scoped)
	if state == AwardPending {
		q = q.Where("NOT EXISTS (SELECT 1 FROM award_signatures g WHERE g.award_id = awards.id AND g.person_id = ?)", actor.ID)
	}
	var rows []models.Award
	if err := q.Order("id").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list awards: %w", err)
	}
	return rows, nil
}

func upTo(level Level) []Level {
	var below []Level
	for _, l := range levels {
		if MaySign(l, level) {
			below = append(below, l)
		}
	}
	return below
}

// Pending sums what a person has earned that is not paid yet.
func Pending(tx *db.Tx, person string) (int64, error) {
	var sum int64
	err := tx.DB.Raw("SELECT COALESCE(SUM(points), 0) FROM awards WHERE person_id = ? AND state IN ('pending', 'queued')", person).Scan(&sum).Error
	if err != nil {
		return 0, fmt.Errorf("sum pending awards: %w", err)
	}
	return sum, nil
}

// OfPerson lists a person's awards in any of the states, newest first, before an id.
func OfPerson(tx *db.Tx, person string, states []AwardState, before string, limit int) ([]models.Award, error) {
	q := tx.DB.Where("person_id = ? AND state IN ?", person, states)
	if before != "" {
		q = q.Where("id < ?", before)
	}
	var rows []models.Award
	if err := q.Order("id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list awards: %w", err)
	}
	return rows, nil
}

// BySource finds the awards made for a source, such as a report.
func BySource(tx *db.Tx, source ledger.Source) ([]models.Award, error) {
	var rows []models.Award
	if err := tx.DB.Where("source_id = ? AND source_type = ?", source.ID, source.Type).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read awards: %w", err)
	}
	return rows, nil
}
