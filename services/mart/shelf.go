package mart

import (
	"fmt"
	"slices"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
)

// The kinds of movement. Received, HandedOut, Returned and WrittenOff have a sign of their own; Counted is the difference
// that a count found, 0 where it found none.
const (
	Received   = "received"
	Counted    = "counted"
	WrittenOff = "written_off"
	HandedOut  = "handed_out"
	Returned   = "returned"
)

// The sources, which are never mixed: what the town bought and what somebody gave.
const (
	Purchased = "purchased"
	Donated   = "donated"
)

// most bounds one quantity, far above any delivery and far below what would overflow a sum.
const most = 1_000_000

// StockKey names what a mart has of one kind of goods.
type StockKey struct{ MartID, GoodsID string }

// ID is the id of the stock row.
func (k StockKey) ID() string { return k.MartID + ":" + k.GoodsID }

// Shelf is the stock rows that a unit of work has locked, with what it has moved so far. Everything is decided in memory, one
// after another; Write then writes it all in a few statements. What is refused changes nothing.
type Shelf struct {
	tx      *db.Tx
	day     string
	rows    map[StockKey]*models.Stock
	fresh   map[StockKey]bool // not yet in the table
	changed map[StockKey]bool
	written []models.StockMovement
}

// Lock locks the stock rows of the keys in the order of their ids, and reads them. They are the last rows that a unit locks,
// because everybody wants them.
func Lock(tx *db.Tx, keys ...StockKey) (*Shelf, error) {
	s := &Shelf{
		tx: tx, day: ledger.Day(tx.Now),
		rows: make(map[StockKey]*models.Stock, len(keys)), fresh: map[StockKey]bool{}, changed: map[StockKey]bool{},
	}
	if len(keys) == 0 {
		return s, nil
	}
	ids := make([]string, len(keys))
	for i, k := range keys {
		ids[i] = k.ID()
	}
	var rows []models.Stock
	for chunk := range slices.Chunk(distinct(ids), 2000) {
		var some []models.Stock
		err := tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id IN ?", chunk).Order("id").Find(&some).Error
		if err != nil {
			return nil, fmt.Errorf("lock stock: %w", err)
		}
		rows = append(rows, some...)
	}
	for i := range rows {
		s.rows[StockKey{rows[i].MartID, rows[i].GoodsID}] = &rows[i]
	}
	return s, nil
}

// InStock is what can still be promised, after what this shelf has moved.
func (s *Shelf) InStock(key StockKey) int64 {
	if r, ok := s.rows[key]; ok {
		return r.Purchased + r.Donated - r.Held
	}
	return 0
}

// Hold promises n to somebody. It answers ErrSoldOut where fewer are left.
func (s *Shelf) Hold(key StockKey, n int64) error {
	if err := quantity(n); err != nil {
		return err
	}
	if left := s.InStock(key); left < n {
		return ErrSoldOut.Because(fmt.Sprintf("需要 %d 件，还剩 %d 件", n, left), fmt.Sprintf("%d wanted, %d left", n, left))
	}
	s.row(key).Held += n
	return nil
}

// Release takes a promise of n back. It answers ErrNotHeld.
func (s *Shelf) Release(key StockKey, n int64) error {
	if err := s.held(key, n); err != nil {
		return err
	}
	s.row(key).Held -= n
	return nil
}

// HandOut gives out n that were held for a redemption: donated goods first, and then bought ones. It answers ErrNotHeld.
func (s *Shelf) HandOut(key StockKey, n int64, redemptionID, byPerson string) error {
	if err := s.held(key, n); err != nil {
		return err
	}
	r := s.row(key)
	donated := min(r.Donated, n)
	r.Held -= n
	s.move(key, HandedOut, Donated, -donated, redemptionID, byPerson)
	s.move(key, HandedOut, Purchased, donated-n, redemptionID, byPerson)
	return nil
}

// TakeBack puts n on the shelf again that a redemption had handed out, each to the source it came from; where only some come
// back, the bought ones do first, as they went last. It answers ErrNotHanded.
func (s *Shelf) TakeBack(key StockKey, n int64, redemptionID, byPerson string) error {
	if err := quantity(n); err != nil {
		return err
	}
	out, err := s.out(key, redemptionID)
	if err != nil {
		return err
	}
	if n > out[Purchased]+out[Donated] {
		return ErrNotHanded
	}
	purchased := min(out[Purchased], n)
	s.move(key, Returned, Purchased, purchased, redemptionID, byPerson)
	s.move(key, Returned, Donated, n-purchased, redemptionID, byPerson)
	return nil
}

// out is how many of a redemption's goods, by source, went and have not come back, in the table and on this shelf.
func (s *Shelf) out(key StockKey, redemptionID string) (map[string]int64, error) {
	var moves []models.StockMovement
	err := s.tx.DB.Where("mart_id = ? AND goods_id = ? AND redemption_id = ? AND kind IN ?",
		key.MartID, key.GoodsID, redemptionID, []string{HandedOut, Returned}).Find(&moves).Error
	if err != nil {
		return nil, fmt.Errorf("read what was handed out: %w", err)
	}
	for _, m := range s.written {
		if m.MartID == key.MartID && m.GoodsID == key.GoodsID && m.RedemptionID == redemptionID {
			moves = append(moves, m)
		}
	}
	out := map[string]int64{}
	for _, m := range moves {
		out[m.Source] -= m.Quantity
	}
	return out, nil
}

func (s *Shelf) held(key StockKey, n int64) error {
	if err := quantity(n); err != nil {
		return err
	}
	if r, ok := s.rows[key]; !ok || r.Held < n {
		return ErrNotHeld
	}
	return nil
}

func quantity(n int64) error {
	if n < 1 || n > most {
		return ErrQuantity.On("quantity")
	}
	return nil
}
