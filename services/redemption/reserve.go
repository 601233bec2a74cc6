package redemption

import (
	"context"
	"fmt"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

type reserveOrder struct {
	actor  people.Actor
	martID string
	wants  []Want
}

// Reserve holds points and goods for the actor, who then has the rulebook's days to pick them up. Answers with an Order.
func (s *Service) Reserve(ctx context.Context, call once.Call, actor people.Actor, martID string, wants []Want) (once.Answer, error) {
	return s.reserve.Do(ctx, call, reserveOrder{actor, martID, wants})
}

// reserveMany decides orders one after another over accounts and shelves locked for all of them, then writes all at once.
func (s *Service) reserveMany(tx *db.Tx, orders []reserveOrder) ([]once.Outcome, error) {
	var persons, martIDs, goodsIDs []string
	var keys []mart.StockKey
	for _, o := range orders {
		persons = append(persons, o.actor.ID)
		martIDs = append(martIDs, o.martID)
		for _, w := range o.wants {
			goodsIDs = append(goodsIDs, w.GoodsID)
			keys = append(keys, mart.StockKey{MartID: o.martID, GoodsID: w.GoodsID})
		}
	}
	u := reserveUnit{tx: tx, room: s, month: rulebook.Month(rulebook.Day(tx.Now))}
	var err error
	if u.offers, err = s.marts.Offers(tx, martIDs, goodsIDs, tx.Now); err != nil {
		return nil, err
	}
	if u.books, err = ledger.Open(tx, persons...); err != nil {
		return nil, err
	}
	if u.used, err = usage(tx, persons, u.month); err != nil {
		return nil, err
	}
	if u.shelf, err = mart.Lock(tx, keys...); err != nil {
		return nil, err
	}
	outcomes, err := once.Each(len(orders), func(i int) (any, error) { return u.decide(orders[i]) })
	if err != nil {
		return nil, err
	}
	return outcomes, u.write()
}

// reserveUnit is what the orders of one unit share.
type reserveUnit struct {
	tx     *db.Tx
	room   *Service
	month  string
	offers mart.Quotes
	books  *ledger.Books
	used   map[string]*taken
	shelf  *mart.Shelf
	orders []models.Redemption
	items  []models.RedemptionItem
}

// taken is what a person has redeemed or reserved in the month.
type taken struct {
	points int64
	items  map[string]int64
}

func usage(tx *db.Tx, persons []string, month string) (map[string]*taken, error) {
	var rows []struct {
		PersonID, GoodsID string
		Pieces, Points    int64
	}
	err := tx.DB.Raw(`SELECT r.person_id, i.goods_id, SUM(i.quantity) AS pieces, SUM(i.quantity * i.points_each) AS points
		FROM redemptions r JOIN redemption_items i ON i.redemption_id = r.id
		WHERE r.person_id IN ? AND r.month = ? AND r.state IN ('reserved', 'fulfilled')
		GROUP BY r.person_id, i.goods_id`, persons, month).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what was redeemed this month: %w", err)
	}
	used := map[string]*taken{}
	for _, p := range persons {
		used[p] = &taken{items: map[string]int64{}}
	}
	for _, r := range rows {
		used[r.PersonID].points += r.Points
		used[r.PersonID].items[r.GoodsID] += r.Pieces
	}
	return used, nil
}

func (u *reserveUnit) decide(o reserveOrder) (Order, error) {
	place, ok := u.room.marts.Find(o.martID)
	if !ok {
		return Order{}, people.ErrUnknown
	}
	items, points, err := u.price(o)
	if err != nil {
		return Order{}, err
	}
	limits := u.room.rules.InForce(u.tx.Now, place.OrgPath).Redeem
	if err := u.within(o, items, points, limits); err != nil {
		return Order{}, err
	}
	if u.books.Available(o.actor.ID) < points {
		return Order{}, ledger.ErrShort.Because(
			fmt.Sprintf("需要 %d 分，可用 %d 分", points, u.books.Available(o.actor.ID)),
			fmt.Sprintf("%d needed, %d available", points, u.books.Available(o.actor.ID)))
	}
	if err := u.hold(o, items); err != nil {
		return Order{}, err
	}
	r := models.Redemption{
		ID: u.tx.NewID(), Number: u.tx.NewNumber("D"), PersonID: o.actor.ID, MartID: o.martID, MartPath: place.OrgPath,
		State: string(Reserved), Points: points, Month: u.month, ReservedAt: models.At(u.tx.Now),
		ExpiresAt: models.At(u.tx.Now.Add(time.Duration(limits.PickupDays) * 24 * time.Hour)),
	}
	r.HoldID, err = u.books.Hold(o.actor.ID, points, ledger.Why{
		Reason: "redemption", Source: ledger.Source{Type: "redemption", ID: r.ID}, Note: "兑换预留 " + r.Number,
	})
	if err != nil { // cannot be: the balance was seen to suffice and is locked
		return Order{}, broken(fmt.Sprintf("hold %d points", points), Order{Redemption: r}, err)
	}
	for i := range items {
		items[i].RedemptionID = r.ID
		u.used[o.actor.ID].items[items[i].GoodsID] += items[i].Quantity
	}
	u.used[o.actor.ID].points += points
	u.orders, u.items = append(u.orders, r), append(u.items, items...)
	return Order{r, items}, nil
}

func (u *reserveUnit) price(o reserveOrder) ([]models.RedemptionItem, int64, error) {
	if len(o.wants) == 0 {
		return nil, 0, ErrNoItems
	}
	var points int64
	items := make([]models.RedemptionItem, 0, len(o.wants))
	seen := map[string]bool{}
	for i, w := range o.wants {
		if w.Quantity < 1 || w.Quantity > most || seen[w.GoodsID] {
			return nil, 0, ErrNoItems.On(fmt.Sprintf("items[%d].quantity", i))
		}
		seen[w.GoodsID] = true
		offer, ok := u.offers.Of(mart.StockKey{MartID: o.martID, GoodsID: w.GoodsID})
		if !ok {
			return nil, 0, ErrNoGoods.On(fmt.Sprintf("items[%d].goods_id", i))
		}
		points += offer.Points * w.Quantity
		items = append(items, models.RedemptionItem{GoodsID: w.GoodsID, Name: offer.Name, Quantity: w.Quantity, PointsEach: offer.Points})
	}
	return items, points, nil
}

func (u *reserveUnit) within(o reserveOrder, items []models.RedemptionItem, points int64, limits rulebook.Redeem) error {
	used := u.used[o.actor.ID]
	for _, it := range items {
		if left := int64(limits.PerItemMonth) - used.items[it.GoodsID]; it.Quantity > left {
			return ErrLimit.Because(
				fmt.Sprintf("%s每月最多兑换 %d 件，本月还可兑换 %d 件", it.Name, limits.PerItemMonth, max(0, left)),
				fmt.Sprintf("At most %d of this item a month, %d left", limits.PerItemMonth, max(0, left)))
		}
	}
	if left := int64(limits.PointsMonth) - used.points; points > left {
		return ErrLimit.Because(
			fmt.Sprintf("每月最多兑换 %d 分，本月还可兑换 %d 分", limits.PointsMonth, max(0, left)),
			fmt.Sprintf("At most %d points a month, %d left", limits.PointsMonth, max(0, left)))
	}
	return nil
}

// hold promises every item or none.
func (u *reserveUnit) hold(o reserveOrder, items []models.RedemptionItem) error {
	for i, it := range items {
		err := u.shelf.Hold(mart.StockKey{MartID: o.martID, GoodsID: it.GoodsID}, it.Quantity)
		if err == nil {
			continue
		}
		for _, back := range items[:i] {
			if e := u.shelf.Release(mart.StockKey{MartID: o.martID, GoodsID: back.GoodsID}, back.Quantity); e != nil {
				return fmt.Errorf("release what was just held: %v", e) //nolint:errorlint // a failure of ours, no refusal
			}
		}
		if f := fault.As(err); f != nil {
			return f.Because(it.Name+"已兑完", it.Name+" is sold out")
		}
		return err
	}
	return nil
}

func (u *reserveUnit) write() error {
	if len(u.orders) == 0 {
		return nil
	}
	if err := u.books.Write(); err != nil {
		return err
	}
	err := u.tx.DB.Create(&u.orders).Error
	if db.IsDuplicate(err) { // a number drawn twice: draw again
		return db.ErrAgain
	}
	if err != nil {
		return fmt.Errorf("write redemptions: %w", err)
	}
	if err := u.tx.DB.Create(&u.items).Error; err != nil {
		return fmt.Errorf("write redemption items: %w", err)
	}
	return u.shelf.Write()
}
