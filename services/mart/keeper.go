package mart

import (
	"fmt"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// Slip is what a keeper writes down about goods of one source. Quantity is how many came, were counted, or are written off.
// UnitCostFen is what one cost, for bought goods that come; left out it is what the catalogue says. A write-off wants a Note.
type Slip struct {
	GoodsID     string
	Source      string
	Quantity    int64
	UnitCostFen *int64
	Note        string
}

// Booking is the movement that a slip became, and what the mart has of these goods after it.
type Booking struct {
	models.StockMovement
	After models.Stock
}

// Receive books goods that came to the mart. Like Count and WriteOff it is for keepers of exactly this mart; to others it
// does not exist. All three answer ErrInvalid.
func Receive(tx *db.Tx, actor people.Actor, martID string, slip Slip) (Booking, error) {
	return keep(tx, actor, martID, slip, form{action: "stock.receive", least: 1, cost: true}, (*Shelf).receive)
}

// Count sets what stands on the shelf to what was counted, and books the difference, also where there is none: then the
// record shows that somebody counted. It answers ErrBelowHeld.
func Count(tx *db.Tx, actor people.Actor, martID string, slip Slip) (Booking, error) {
	return keep(tx, actor, martID, slip, form{action: "stock.count"}, (*Shelf).count)
}

// WriteOff books goods that are broken, spoilt or gone. It answers ErrNotEnough, also where what is left would be fewer than
// open redemptions hold.
func WriteOff(tx *db.Tx, actor people.Actor, martID string, slip Slip) (Booking, error) {
	return keep(tx, actor, martID, slip, form{action: "stock.write_off", least: 1, note: true}, (*Shelf).writeOff)
}

// form is what a slip of a kind has to say.
type form struct {
	action string
	least  int64 // the smallest quantity
	cost   bool  // may say what one cost
	note   bool  // must say why
}

type booking func(s *Shelf, key StockKey, slip Slip, by string) (models.StockMovement, error)

func keep(tx *db.Tx, actor people.Actor, martID string, slip Slip, f form, book booking) (Booking, error) {
	if !actor.Is(people.MartKeeper) {
		return Booking{}, people.ErrMayNot
	}
	grant, ok := actor.Of(martID, people.MartKeeper)
	if !ok {
		return Booking{}, people.ErrUnknown
	}
	goods, found, err := find(tx, slip.GoodsID)
	if err != nil {
		return Booking{}, err
	}
	if slip, err = slip.fit(f, goods, found); err != nil {
		return Booking{}, err
	}
	key := StockKey{martID, slip.GoodsID}
	shelf, err := Lock(tx, key)
	if err != nil {
		return Booking{}, err
	}
	m, err := book(shelf, key, slip, actor.ID)
	if err != nil {
		return Booking{}, err
	}
	if err := shelf.Write(); err != nil {
		return Booking{}, err
	}
	e := actor.Event(grant.Role, f.action, movementObject, m.ID, grant.Path)
	e.Detail = testimony(m)
	return Booking{StockMovement: m, After: *shelf.rows[key]}, audit.Record(tx, e)
}

// fit answers ErrInvalid with a field for everything that is wrong with the slip, and fills in the cost that was left out.
func (slip Slip) fit(f form, goods models.Goods, found bool) (Slip, error) {
	v := faults{}
	if !found {
		v.add("goods_id", "mart.goods", "没有这种物品", "No such goods")
	}
	if slip.Quantity < f.least || slip.Quantity > most {
		v.add("quantity", ErrQuantity.Code, fmt.Sprintf("数量须为 %d 至 %d 的整数", f.least, most),
			fmt.Sprintf("A whole number from %d to %d", f.least, most))
	}
	if slip.Source != Purchased && slip.Source != Donated {
		v.add("source", "stock.source", "来源只能是 purchased（采购）或 donated（捐赠）", "The source is purchased or donated")
	}
	slip.Note = strings.TrimSpace(slip.Note)
	least := 0
	if f.note {
		least = 1
	}
	v.words("note", slip.Note, least, 200)
	switch cost := slip.UnitCostFen; {
	case cost == nil:
	case !f.cost || slip.Source != Purchased:
		v.add("unit_cost_fen", "stock.cost", "只有采购入库才填写单价", "Only bought goods that come have a cost")
	case *cost < 0 || *cost > mostFen:
		v.add("unit_cost_fen", "stock.cost", "单价须为 0 至 100000000 分", "A cost is 0 to 100,000,000 fen")
	}
	if len(v) > 0 {
		return slip, v.refuse()
	}
	if f.cost && slip.UnitCostFen == nil && slip.Source == Purchased {
		slip.UnitCostFen = &goods.CostFen
	}
	return slip, nil
}

func (slip Slip) movement(key StockKey, kind string, n int64, by string) models.StockMovement {
	m := models.StockMovement{
		MartID: key.MartID, GoodsID: key.GoodsID, Kind: kind, Source: slip.Source, Quantity: n, Note: slip.Note, ByPerson: by,
	}
	if slip.UnitCostFen != nil {
		m.UnitCostFen = *slip.UnitCostFen
	}
	return m
}

func (s *Shelf) receive(key StockKey, slip Slip, by string) (models.StockMovement, error) {
	return s.book(slip.movement(key, Received, slip.Quantity, by)), nil
}

func (s *Shelf) count(key StockKey, slip Slip, by string) (models.StockMovement, error) {
	difference := slip.Quantity - s.standing(key, slip.Source)
	if left := s.InStock(key) + difference; left < 0 {
		return models.StockMovement{}, ErrBelowHeld.Because(fmt.Sprintf("比已预留的少 %d 件", -left), fmt.Sprintf("%d short of what is held", -left))
	}
	return s.book(slip.movement(key, Counted, difference, by)), nil
}

func (s *Shelf) writeOff(key StockKey, slip Slip, by string) (models.StockMovement, error) {
	standing, free := s.standing(key, slip.Source), s.InStock(key)
	if slip.Quantity > min(standing, free) {
		return models.StockMovement{}, ErrNotEnough.Because(
			fmt.Sprintf("这一来源现有 %d 件，全部来源未预留 %d 件", standing, free),
			fmt.Sprintf("%d of this source, %d of all sources not held", standing, free))
	}
	return s.book(slip.movement(key, WrittenOff, -slip.Quantity, by)), nil
}

// standing is what stands on the shelf of one source, promised or not.
func (s *Shelf) standing(key StockKey, source string) int64 {
	switch r, ok := s.rows[key]; {
	case !ok:
		return 0
	case source == Donated:
		return r.Donated
	default:
		return r.Purchased
	}
}

// Delivery is a slip for a mart.
type Delivery struct {
	MartID string
	Slip
}

// movementObject is what the audit record calls a movement.
const movementObject = "stock_movement"

// testimony is what the audit record says of a movement, so that the chain of closed days seals it and nobody changes it
// afterwards.
func testimony(m models.StockMovement) string {
	return fmt.Sprintf("%s %s %s %+d，单价 %d 分", m.MartID, m.GoodsID, m.Source, m.Quantity, m.UnitCostFen)
}

// Deliver books many deliveries at once, for planting: no keeper, and the slips are taken as they are.
func Deliver(tx *db.Tx, byPerson string, deliveries []Delivery) error {
	keys := make([]StockKey, len(deliveries))
	for i, d := range deliveries {
		keys[i] = StockKey{d.MartID, d.GoodsID}
	}
	shelf, err := Lock(tx, keys...)
	if err != nil {
		return err
	}
	events := make([]audit.Event, len(deliveries))
	for i, d := range deliveries {
		if err := quantity(d.Quantity); err != nil {
			return fmt.Errorf("deliver to %s: %w", d.MartID, err)
		}
		if d.Source != Purchased && d.Source != Donated {
			return fmt.Errorf("deliver to %s: unknown source %q", d.MartID, d.Source)
		}
		m, err := shelf.receive(keys[i], d.Slip, byPerson)
		if err != nil {
			return err
		}
		events[i] = audit.Event{ActorID: byPerson, Action: "stock.receive", ObjectType: movementObject, ObjectID: m.ID, Detail: testimony(m)}
	}
	if err := audit.Record(tx, events...); err != nil {
		return err
	}
	return shelf.Write()
}
