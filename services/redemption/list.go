package redemption

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// Find reads a redemption for its owner, a keeper of its mart, or an administrator over it; to anybody else it is not there.
func (s *Service) Find(ctx context.Context, actor people.Actor, id string) (Order, error) {
	tx := s.store.Read(ctx)
	r, err := find(tx, id)
	if err != nil {
		return Order{}, err
	}
	_, keeper := keeps(actor, r.MartID)
	_, admin := actor.Over(r.MartPath, append([]people.Role{people.Auditor}, people.Admins...)...)
	if r.PersonID != actor.ID && !keeper && !admin {
		return Order{}, people.ErrUnknown
	}
	return one(tx, r)
}

// Mine lists the actor's redemptions in a state ("" for all), newest first, before an id ("" for the newest).
func (s *Service) Mine(ctx context.Context, actor people.Actor, state, before string, limit int) ([]Order, error) {
	tx := s.store.Read(ctx)
	return list(tx, tx.DB.Where("person_id = ?", actor.ID), state, before, limit)
}

// AtMart lists a mart's redemptions in a state ("" for all), newest first, before an id.
func (s *Service) AtMart(ctx context.Context, martID, state, before string, limit int) ([]Order, error) {
	tx := s.store.Read(ctx)
	return list(tx, tx.DB.Where("mart_id = ?", martID), state, before, limit)
}

func list(tx *db.Tx, q *gorm.DB, state, before string, limit int) ([]Order, error) {
	if state != "" {
		q = q.Where("state = ?", state)
	}
	if before != "" {
		q = q.Where("id < ?", before)
	}
	var rows []models.Redemption
	if err := q.Order("id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list redemptions: %w", err)
	}
	return withItems(tx, rows)
}

// Promised sums what open redemptions hold of each stock row and of each person's points, for the audit.
func Promised(tx *db.Tx) (goods, points map[string]int64, err error) {
	var lines []struct {
		MartID, GoodsID string
		Quantity        int64
	}
	err = tx.DB.Raw(`SELECT r.mart_id, i.goods_id, SUM(i.quantity) AS quantity FROM redemptions r
		JOIN redemption_items i ON i.redemption_id = r.id WHERE r.state = 'reserved' GROUP BY r.mart_id, i.goods_id`).Scan(&lines).Error
	if err != nil {
		return nil, nil, fmt.Errorf("sum what is promised: %w", err)
	}
	goods, points = map[string]int64{}, map[string]int64{}
	for _, l := range lines {
		goods[l.MartID+":"+l.GoodsID] = l.Quantity
	}
	var owners []struct {
		PersonID string
		Points   int64
	}
	err = tx.DB.Raw("SELECT person_id, SUM(points) AS points FROM redemptions WHERE state = 'reserved' GROUP BY person_id").Scan(&owners).Error
	if err != nil {
		return nil, nil, fmt.Errorf("sum what is held: %w", err)
	}
	for _, o := range owners {
		points[o.PersonID] = o.Points
	}
	return goods, points, nil
}

func one(tx *db.Tx, r models.Redemption) (Order, error) {
	orders, err := withItems(tx, []models.Redemption{r})
	if err != nil {
		return Order{}, err
	}
	return orders[0], nil
}

func withItems(tx *db.Tx, rows []models.Redemption) ([]Order, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	var items []models.RedemptionItem
	if err := tx.DB.Where("redemption_id IN ?", ids).Order("redemption_id, goods_id").Find(&items).Error; err != nil {
		return nil, fmt.Errorf("read redemption items: %w", err)
	}
	byOrder := map[string][]models.RedemptionItem{}
	for _, it := range items {
		byOrder[it.RedemptionID] = append(byOrder[it.RedemptionID], it)
	}
	orders := make([]Order, len(rows))
	for i, r := range rows {
		orders[i] = Order{r, byOrder[r.ID]}
	}
	return orders, nil
}
