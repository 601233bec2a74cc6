package mart

import (
	"fmt"
	"slices"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// priceHorizon is how far ahead a price may be set.
const priceHorizon = 2 * 366 * 24 * time.Hour

// buyers are those who say what the marts hand out and for how much.
var buyers = []people.Role{people.DistrictAdmin, people.CityAdmin}

// Price sets what one costs in points in a scheme from an instant on, from now where it is zero. It never edits a price: it
// adds one, and the latest counts. It answers ErrInvalid and people.ErrUnknown.
func Price(tx *db.Tx, actor people.Actor, goodsID, scheme string, points int64, from time.Time) (models.GoodsPrice, error) {
	grant, err := buyer(actor)
	if err != nil {
		return models.GoodsPrice{}, err
	}
	goods, found, err := find(tx, goodsID)
	if err != nil {
		return models.GoodsPrice{}, err
	}
	if !found {
		return models.GoodsPrice{}, people.ErrUnknown
	}
	if from.IsZero() {
		from = tx.Now
	}
	v := faults{}
	if scheme != Rider && scheme != Rural {
		v.add("scheme", "mart.scheme", "办法只能是 rider 或 rural", "The scheme is rider or rural")
	}
	if points < 1 || points > most {
		v.add("points", "mart.points", fmt.Sprintf("积分须为 1 至 %d 的整数", most), fmt.Sprintf("A whole number from 1 to %d", most))
	}
	if from.Before(tx.Now) || from.After(tx.Now.Add(priceHorizon)) {
		v.add("from", "mart.price_from", "生效时间须在现在之后、两年之内", "A price begins now or within two years")
	}
	if len(v) > 0 {
		return models.GoodsPrice{}, v.refuse()
	}
	row := models.GoodsPrice{
		ID: tx.NewID(), GoodsID: goodsID, Scheme: scheme, Points: points, FromAt: models.At(from), SetBy: actor.ID,
	}
	if err := tx.DB.Create(&row).Error; err != nil {
		return row, fmt.Errorf("write price: %w", err)
	}
	event := actor.Event(grant.Role, "goods.price", "goods", goodsID, grant.Path)
	event.Detail = fmt.Sprintf("%s，%s，%d 分，自 %s", goods.Name, scheme, points, from.UTC().Format(time.RFC3339))
	return row, audit.Record(tx, event)
}

// Prices lists every price that goods ever had or will have, the latest first.
func Prices(tx *db.Tx, goodsID string) ([]models.GoodsPrice, error) {
	var rows []models.GoodsPrice
	if err := tx.DB.Where("goods_id = ?", goodsID).Order("from_at DESC, id DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read prices: %w", err)
	}
	return rows, nil
}

func buyer(actor people.Actor) (people.Scoped, error) {
	i := slices.IndexFunc(actor.Grants, func(g people.Scoped) bool { return slices.Contains(buyers, g.Role) })
	if i < 0 {
		return people.Scoped{}, people.ErrMayNot
	}
	return actor.Grants[i], nil
}
