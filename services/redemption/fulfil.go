package redemption

import (
	"context"
	"fmt"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

type fulfilOrder struct {
	actor people.Actor
	shown Shown
}

// Scan shows a keeper what the code stands for and changes nothing.
func (s *Service) Scan(ctx context.Context, actor people.Actor, shown Shown) (Order, error) {
	tx := s.store.Read(ctx)
	id, err := s.resolve(tx, actor, shown)
	if err != nil {
		return Order{}, err
	}
	r, err := find(tx, id)
	if err != nil {
		return Order{}, err
	}
	if err := serves(actor, r); err != nil {
		return Order{}, err
	}
	if err := waiting(r, tx.Now); err != nil {
		return Order{}, err
	}
	orders, err := withItems(tx, []models.Redemption{r})
	if err != nil {
		return Order{}, err
	}
	return orders[0], nil
}

// serves says whether the actor may hand this redemption over: a keeper of its mart, and not to himself.
func serves(actor people.Actor, r models.Redemption) error {
	if _, ok := keeps(actor, r.MartID); !ok {
		return ErrOtherMart
	}
	if r.PersonID == actor.ID {
		return ErrSelf
	}
	return nil
}

// Fulfil hands a redemption over against a fresh code, which works once. Answers with an Order.
func (s *Service) Fulfil(ctx context.Context, call once.Call, actor people.Actor, shown Shown) (once.Answer, error) {
	return s.fulfil.Do(ctx, call, fulfilOrder{actor, shown})
}

func (s *Service) fulfilMany(tx *db.Tx, orders []fulfilOrder) ([]once.Outcome, error) {
	ids, unresolved := make([]string, len(orders)), make([]error, len(orders))
	for i, o := range orders {
		ids[i], unresolved[i] = s.resolve(tx, o.actor, o.shown)
	}
	u, err := s.openClosing(tx, ids)
	if err != nil {
		return nil, err
	}
	outcomes, err := once.Each(len(orders), func(i int) (any, error) {
		if unresolved[i] != nil {
			return nil, unresolved[i]
		}
		return u.handOver(orders[i].actor, ids[i])
	})
	if err != nil {
		return nil, err
	}
	return outcomes, u.write()
}

// closing is a unit that ends redemptions: it hands them over or gives them back.
type closing struct {
	tx      *db.Tx
	room    *Service
	orders  map[string]Order
	books   *ledger.Books
	shelf   *mart.Shelf
	changed map[string]bool
	events  []audit.Event
}

// openClosing locks, in the lock order, the accounts of the owners, the redemptions, and the stock that they hold.
func (s *Service) openClosing(tx *db.Tx, ids []string) (*closing, error) {
	u := &closing{tx: tx, room: s, orders: map[string]Order{}, changed: map[string]bool{}}
	var rows []models.Redemption
	if err := tx.DB.Where("id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read redemptions: %w", err)
	}
	persons, holds := make([]string, len(rows)), make([]string, len(rows))
	for i, r := range rows {
		persons[i], holds[i] = r.PersonID, r.HoldID
	}
	var err error
	if u.books, err = ledger.Open(tx, persons...); err != nil {
		return nil, err
	}
	if err := u.books.LoadHolds(holds...); err != nil {
		return nil, err
	}
	// Read again, locked: whoever was faster has decided by now.
	err = tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id IN ?", ids).Order("id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("lock redemptions: %w", err)
	}
	orders, err := withItems(tx, rows)
	if err != nil {
		return nil, err
	}
	var keys []mart.StockKey
	for _, o := range orders {
		u.orders[o.ID] = o
		keys = append(keys, stockKeys(o)...)
	}
	u.shelf, err = mart.Lock(tx, keys...)
	return u, err
}

func stockKeys(o Order) []mart.StockKey {
	keys := make([]mart.StockKey, len(o.Items))
	for i, it := range o.Items {
		keys[i] = mart.StockKey{MartID: o.MartID, GoodsID: it.GoodsID}
	}
	return keys
}

func (u *closing) handOver(actor people.Actor, id string) (Order, error) {
	o, ok := u.orders[id]
	if !ok {
		return o, ErrCode
	}
	if err := serves(actor, o.Redemption); err != nil {
		return o, err
	}
	if err := waiting(o.Redemption, u.tx.Now); err != nil {
		return o, err
	}
	limit := u.room.rules.InForce(u.tx.Now, o.MartPath).Redeem.SecondSignatureAbove
	if o.Points > int64(limit) && (o.CountersignedBy == "" || o.CountersignedBy == actor.ID) {
		return o, ErrSecond
	}
	_, err := u.books.Post(o.HoldID, ledger.Mart(o.MartID), why(o, "兑换领取 "))
	if err != nil {
		return o, err
	}
	for i, key := range stockKeys(o) {
		if err := u.shelf.HandOut(key, o.Items[i].Quantity, o.ID, actor.ID); err != nil {
			return o, broken("hand out what is held", o, err)
		}
	}
	o.FulfilledBy = actor.ID
	u.end(&o, Fulfilled)
	u.events = append(u.events, actor.Event(people.MartKeeper, "redemption.fulfil", "redemption", o.ID, o.MartPath))
	return o, nil
}

// giveBack ends a waiting redemption without a hand-over: points and goods are free again.
func (u *closing) giveBack(id string, to State, note string) (Order, error) {
	o, ok := u.orders[id]
	if !ok {
		return o, people.ErrUnknown
	}
	if _, err := u.books.Void(o.HoldID, why(o, note)); err != nil {
		return o, err
	}
	for i, key := range stockKeys(o) {
		if err := u.shelf.Release(key, o.Items[i].Quantity); err != nil {
			return o, broken("release what is held", o, err)
		}
	}
	u.end(&o, to)
	return o, nil
}

// broken is a failure of ours: points and goods of one redemption do not fit together. It hides that the shelf refused, since
// a refusal is for the caller and leaves the books as they are, whereas here they have been written to already.
func broken(doing string, o Order, err error) error {
	return fmt.Errorf("%s for redemption %s: %v", doing, o.ID, err) //nolint:errorlint // on purpose, see above
}

func why(o Order, note string) ledger.Why {
	return ledger.Why{Reason: "redemption", Source: ledger.Source{Type: "redemption", ID: o.ID}, Note: note + o.Number}
}

func (u *closing) end(o *Order, to State) {
	o.State, o.ClosedAt = string(to), models.At(u.tx.Now)
	u.orders[o.ID] = *o
	u.changed[o.ID] = true
}

func (u *closing) write() error {
	if len(u.changed) == 0 {
		return nil
	}
	if err := u.books.Write(); err != nil {
		return err
	}
	rows := make([]models.Redemption, 0, len(u.changed))
	for id := range u.changed {
		rows = append(rows, u.orders[id].Redemption)
	}
	// The rows are locked and exist: this is one statement that updates all of them.
	err := u.tx.DB.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "id"}},
		DoUpdates: clause.AssignmentColumns([]string{"state", "closed_at", "fulfilled_by"}),
	}).Create(&rows).Error
	if db.IsCheck(err) {
		return ErrSelf
	}
	if err != nil {
		return fmt.Errorf("write redemptions: %w", err)
	}
	if err := audit.Record(u.tx, u.events...); err != nil {
		return err
	}
	return u.shelf.Write()
}

// Countersign is the second signature that an order above the rulebook's threshold needs before it is handed over. Whoever
// signs here cannot hand it over. Answers with an Order.
func (s *Service) Countersign(ctx context.Context, call once.Call, actor people.Actor, shown Shown) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		id, err := s.resolve(tx, actor, shown)
		if err != nil {
			return nil, err
		}
		u, err := s.openClosing(tx, []string{id})
		if err != nil {
			return nil, err
		}
		o, ok := u.orders[id]
		if !ok {
			return nil, ErrCode
		}
		if err := serves(actor, o.Redemption); err != nil {
			return nil, err
		}
		if err := waiting(o.Redemption, tx.Now); err != nil {
			return nil, err
		}
		o.CountersignedBy = actor.ID
		err = tx.DB.Model(&models.Redemption{}).Where("id = ?", id).UpdateColumn("countersigned_by", actor.ID).Error
		if err != nil {
			return nil, fmt.Errorf("countersign: %w", err)
		}
		return o, audit.Record(tx, actor.Event(people.MartKeeper, "redemption.countersign", "redemption", id, o.MartPath))
	})
}
