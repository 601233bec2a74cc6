package redemption

import (
	"context"
	"errors"
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// Cancel gives points and goods of the actor's own waiting redemption back. Answers with an Order.
func (s *Service) Cancel(ctx context.Context, call once.Call, actor people.Actor, id string) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		u, err := s.openClosing(tx, []string{id})
		if err != nil {
			return nil, err
		}
		o, ok := u.orders[id]
		if !ok || o.PersonID != actor.ID {
			return nil, people.ErrUnknown
		}
		if err := waiting(o.Redemption, tx.Now); err != nil {
			return nil, err
		}
		if o, err = u.giveBack(id, Cancelled, "取消兑换 "); err != nil {
			return nil, err
		}
		return o, u.write()
	})
}

// ExpireDue gives back what was not picked up in time: released, not forfeited. It may run on several instances at once. One
// that cannot be given back, which is a failure of ours, does not keep the others waiting.
func (s *Service) ExpireDue(ctx context.Context) (int, error) {
	total := 0
	var failed error
	var last models.Redemption
	for {
		tx := s.store.Read(ctx)
		var due []models.Redemption
		err := tx.DB.Where("state = ? AND expires_at <= ? AND (expires_at > ? OR (expires_at = ? AND id > ?))",
			Reserved, models.At(tx.Now), last.ExpiresAt, last.ExpiresAt, last.ID).Order("expires_at, id").Limit(100).Find(&due).Error
		if err != nil {
			return total, errors.Join(failed, fmt.Errorf("list what is due: %w", err))
		}
		if len(due) == 0 {
			return total, failed
		}
		last = due[len(due)-1]
		n, err := s.expireAll(ctx, due)
		total, failed = total+n, errors.Join(failed, err)
	}
}

// expireAll gives them back in one unit or, where that fails as a whole, one by one.
func (s *Service) expireAll(ctx context.Context, due []models.Redemption) (n int, err error) {
	ids := make([]string, len(due))
	for i, r := range due {
		ids[i] = r.ID
	}
	err = s.store.Write(ctx, func(tx *db.Tx) (err error) {
		n, err = s.expire(tx, ids)
		return err
	})
	if err == nil || len(due) == 1 {
		return n, err
	}
	n, err = 0, nil
	for i := range due {
		one, e := s.expireAll(ctx, due[i:i+1])
		n, err = n+one, errors.Join(err, e)
	}
	return n, err
}

func (s *Service) expire(tx *db.Tx, ids []string) (int, error) {
	u, err := s.openClosing(tx, ids)
	if err != nil {
		return 0, err
	}
	n := 0
	for id, o := range u.orders {
		if State(o.State) != Reserved || o.ExpiresAt > models.At(tx.Now) {
			continue // its owner or another instance was faster
		}
		if _, err := u.giveBack(id, Expired, "超期未领取，积分退回 "); err != nil {
			return 0, err
		}
		n++
	}
	return n, u.write()
}
