package redemption

import (
	"context"
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

// ExpireDue gives back what was not picked up in time: released, not forfeited. It may run on several instances at once.
func (s *Service) ExpireDue(ctx context.Context) (int, error) {
	total := 0
	for {
		var ids []string
		tx := s.store.Read(ctx)
		err := tx.DB.Model(&models.Redemption{}).Where("state = ? AND expires_at <= ?", Reserved, models.At(tx.Now)).
			Order("expires_at").Limit(100).Pluck("id", &ids).Error
		if err != nil {
			return total, fmt.Errorf("list what is due: %w", err)
		}
		if len(ids) == 0 {
			return total, nil
		}
		n := 0
		err = s.store.Write(ctx, func(tx *db.Tx) error {
			n, err = s.expire(tx, ids)
			return err
		})
		if err != nil {
			return total, err
		}
		if n == 0 { // another instance was faster
			return total, nil
		}
		total += n
	}
}

func (s *Service) expire(tx *db.Tx, ids []string) (int, error) {
	u, err := s.openClosing(tx, ids)
	if err != nil {
		return 0, err
	}
	n := 0
	for id, o := range u.orders {
		if State(o.State) != Reserved || o.ExpiresAt > models.At(tx.Now) {
			continue
		}
		if _, err := u.giveBack(id, Expired, "超期未领取，积分退回 "); err != nil {
			return 0, err
		}
		n++
	}
	return n, u.write()
}
