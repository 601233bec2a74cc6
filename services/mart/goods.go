package mart

import (
	"fmt"
	"strings"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// The states of goods. What is withdrawn is no longer offered; what is left of it can still be counted and written off.
const (
	Offered   = "offered"
	Withdrawn = "withdrawn"
)

// mostFen bounds what one costs: a million yuan.
const mostFen = 100_000_000

// Edit says what goods are, or what is to be changed of them; what is nil stays. CostFen is what one costs to buy; ImageID
// is the id of a photo, or empty.
type Edit struct {
	Name, Unit, ImageID, State *string
	CostFen                    *int64
}

// AddGoods takes new goods into the catalogue; Name, Unit and CostFen must be given. They are handed out nowhere until they have
// a price and stand on a shelf. It answers ErrInvalid.
func AddGoods(tx *db.Tx, actor people.Actor, e Edit) (models.Goods, error) {
	empty, none := "", int64(-1)
	for _, s := range []**string{&e.Name, &e.Unit} {
		if *s == nil {
			*s = &empty
		}
	}
	if e.CostFen == nil {
		e.CostFen = &none
	}
	goods := models.Goods{ID: tx.NewID(), State: Offered}
	return goods, tend(tx, actor, "goods.add", &goods, e, func() error { return tx.DB.Create(&goods).Error })
}

// ChangeGoods changes goods in the catalogue. It answers ErrInvalid and people.ErrUnknown.
func ChangeGoods(tx *db.Tx, actor people.Actor, id string, e Edit) (models.Goods, error) {
	if !actor.Is(buyers...) {
		return models.Goods{}, people.ErrMayNot
	}
	var goods models.Goods
	err := tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&goods).Error
	if db.IsMissing(err) {
		return goods, people.ErrUnknown
	}
	if err != nil {
		return goods, fmt.Errorf("lock goods: %w", err)
	}
	return goods, tend(tx, actor, "goods.change", &goods, e, func() error {
		return tx.DB.Model(&models.Goods{}).Where("id = ?", id).UpdateColumns(map[string]any{
			"name": goods.Name, "unit": goods.Unit, "cost_fen": goods.CostFen, "image_id": goods.ImageID,
			"state": goods.State, "changed_at": goods.ChangedAt,
		}).Error
	})
}

// tend makes e of the goods, writes them and records it.
func tend(tx *db.Tx, actor people.Actor, action string, goods *models.Goods, e Edit, write func() error) error {
	grant, err := buyer(actor)
	if err != nil {
		return err
	}
	if err := e.validate(); err != nil {
		return err
	}
	set(&goods.Name, e.Name)
	set(&goods.Unit, e.Unit)
	set(&goods.ImageID, e.ImageID)
	set(&goods.State, e.State)
	if e.CostFen != nil {
		goods.CostFen = *e.CostFen
	}
	goods.ChangedAt = models.At(tx.Now)
	if err := write(); err != nil {
		return fmt.Errorf("write goods: %w", err)
	}
	event := actor.Event(grant.Role, action, "goods", goods.ID, grant.Path)
	event.Detail = fmt.Sprintf("%s，单位 %s，成本 %d 分，图片 %s，%s", goods.Name, goods.Unit, goods.CostFen, goods.ImageID, goods.State)
	return audit.Record(tx, event)
}

// Catalogue lists all goods, those withdrawn too.
func Catalogue(tx *db.Tx) ([]models.Goods, error) {
	var rows []models.Goods
	if err := tx.DB.Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read goods: %w", err)
	}
	return rows, nil
}

// Plant adds goods and prices as they are, for planting: no audit events.
func Plant(tx *db.Tx, goods []models.Goods, prices []models.GoodsPrice) error {
	for _, g := range goods {
		if err := (Edit{Name: &g.Name, Unit: &g.Unit, CostFen: &g.CostFen, ImageID: &g.ImageID, State: &g.State}).validate(); err != nil {
			return fmt.Errorf("plant goods %s: %w", g.ID, err)
		}
	}
	if len(goods) > 0 {
		if err := tx.DB.CreateInBatches(goods, 500).Error; err != nil {
			return fmt.Errorf("plant goods: %w", err)
		}
	}
	if len(prices) == 0 {
		return nil
	}
	if err := tx.DB.CreateInBatches(prices, 500).Error; err != nil {
		return fmt.Errorf("plant prices: %w", err)
	}
	return nil
}

// find reads goods, and says whether there are any with the id.
func find(tx *db.Tx, id string) (goods models.Goods, found bool, err error) {
	err = tx.DB.Where("id = ?", id).Take(&goods).Error
	if db.IsMissing(err) {
		return goods, false, nil
	}
	if err != nil {
		return goods, false, fmt.Errorf("read goods: %w", err)
	}
	return goods, true, nil
}

func (e Edit) validate() error {
	v := faults{}
	if e.Name != nil {
		v.words("name", strings.TrimSpace(*e.Name), 1, 60)
	}
	if e.Unit != nil {
		v.words("unit", strings.TrimSpace(*e.Unit), 1, 8)
	}
	if e.ImageID != nil && len(*e.ImageID) > 36 {
		v.add("image_id", "mart.image_id", "没有这张图片", "No such picture")
	}
	if e.CostFen != nil && (*e.CostFen < 0 || *e.CostFen > mostFen) {
		v.add("cost_fen", "mart.cost_fen", "成本须为 0 至 100000000 分", "A cost is 0 to 100,000,000 fen")
	}
	if e.State != nil && *e.State != Offered && *e.State != Withdrawn {
		v.add("state", "mart.state", "状态只能是 offered 或 withdrawn", "The state is offered or withdrawn")
	}
	if len(v) > 0 {
		return v.refuse()
	}
	return nil
}

func set(field *string, wanted *string) {
	if wanted != nil {
		*field = strings.TrimSpace(*wanted)
	}
}
