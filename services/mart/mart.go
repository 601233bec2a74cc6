// Package mart is the only writer of points marts, goods, prices and stock: what a mart hands out for points, and how much of
// it stands on its shelf.
//
// Every change of a shelf is one immutable movement, bought and donated goods apart, so that what stands there is always the
// sum of what happened to it. What is promised to somebody who has yet to come is held, and not promised twice.
package mart

import (
	"fmt"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

// The schemes: a mart's kind is its scheme, and a scheme has its own prices.
const (
	Rider = "rider" // for riders, couriers and drivers
	Rural = "rural" // in the villages
)

// Version is the setting that changes with every change of a mart, by which other instances notice.
const Version = "marts_version"

// Refusals of this room.
var (
	ErrSoldOut    = fault.New(fault.Conflict, "redemption.sold_out", "已兑完", "Sold out")
	ErrNotOffered = fault.New(fault.Refused, "mart.not_offered", "这家超市没有这种物品", "This mart does not offer this")
	ErrNotHeld    = fault.New(fault.Conflict, "stock.not_held", "这些物品没有预留", "These goods are not held")
	ErrNotHanded  = fault.New(fault.Conflict, "stock.not_handed_out", "这些物品没有发出，或已退回",
		"These goods were not handed out, or came back already")
	ErrNotEnough = fault.New(fault.Conflict, "mart.not_enough", "库存不足", "Not enough in stock")
	ErrBelowHeld = fault.New(fault.Conflict, "mart.count_below_held", "盘点数少于已预留的数量，请先处理待领取的兑换单",
		"Fewer were counted than open redemptions hold: settle those first")
	ErrQuantity = fault.New(fault.Refused, "stock.quantity", "数量须为 1 至 1000000 的整数", "A quantity is a whole number from 1 to 1,000,000")
	ErrInvalid  = fault.New(fault.Refused, "mart.invalid", "填写有误", "The input is not valid")
	ErrDay      = fault.New(fault.Malformed, "mart.day", "日期应写作“2026-12-31”", "A day is written 2026-12-31")
)

// Service is the directory of the marts; Kind of a place in it is the mart's scheme.
type Service struct{ *station.Directory }

// New makes a Service that knows no mart until the first Reload.
func New(store *db.Store, calendar place.Calendar) *Service {
	return &Service{station.NewDirectory(store, calendar, station.Room{
		Object: "mart", Version: Version, Keeper: people.MartKeeper, All: all, Lock: lock, Save: save,
	})}
}

// Open plants marts in the caller's unit. An error names the first row that cannot be meant.
func Open(tx *db.Tx, rows []models.Mart) error {
	if len(rows) == 0 {
		return nil
	}
	for _, r := range rows {
		if r.Kind != Rider && r.Kind != Rural {
			return fmt.Errorf("open mart %s: its scheme %q is neither rider nor rural", r.ID, r.Kind)
		}
		if err := station.Check(r.Place); err != nil {
			return fmt.Errorf("open mart %s: %w", r.ID, err)
		}
	}
	if err := tx.DB.CreateInBatches(rows, 500).Error; err != nil {
		return fmt.Errorf("open marts: %w", err)
	}
	return org.Set(tx, Version, tx.NewID())
}

func all(tx *db.Tx) ([]models.Place, error) {
	var rows []models.Mart
	if err := tx.DB.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read marts: %w", err)
	}
	places := make([]models.Place, len(rows))
	for i, r := range rows {
		places[i] = r.Place
	}
	return places, nil
}

func lock(tx *db.Tx, id string) (models.Place, error) {
	var row models.Mart
	err := tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&row).Error
	return row.Place, err
}

func save(tx *db.Tx, id string, columns map[string]any) error {
	return tx.DB.Model(&models.Mart{}).Where("id = ?", id).UpdateColumns(columns).Error
}
