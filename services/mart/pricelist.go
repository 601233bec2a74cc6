package mart

import (
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Listing is a price with what it is at the moment: Current where it counts now, still to come where it does not.
type Listing struct {
	models.GoodsPrice
	Current bool
}

// PriceList reads, for every kind of goods, the prices that count now and those to come, by scheme and the earliest first.
func PriceList(tx *db.Tx) (map[string][]Listing, error) {
	var rows []models.GoodsPrice
	if err := tx.DB.Order("goods_id, scheme, from_at, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read prices: %w", err)
	}
	now := models.At(tx.Now)
	list := map[string][]Listing{}
	for _, r := range rows {
		of := list[r.GoodsID]
		last := len(of) - 1
		replaces := r.FromAt <= now && last >= 0 && of[last].Scheme == r.Scheme // the one before is history
		if replaces {
			of = of[:last]
		}
		list[r.GoodsID] = append(of, Listing{GoodsPrice: r, Current: r.FromAt <= now})
	}
	return list, nil
}

// GoodsOf reads kinds of goods by their ids.
func GoodsOf(tx *db.Tx, ids []string) (map[string]models.Goods, error) {
	var rows []models.Goods
	if err := tx.DB.Where("id IN ?", distinct(ids)).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read goods: %w", err)
	}
	goods := make(map[string]models.Goods, len(rows))
	for _, r := range rows {
		goods[r.ID] = r
	}
	return goods, nil
}
