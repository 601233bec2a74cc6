package mart

import (
	"cmp"
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

// row returns the row of a key for changing; one that was never there begins empty.
func (s *Shelf) row(key StockKey) *models.Stock {
	r, ok := s.rows[key]
	if !ok {
		r = &models.Stock{ID: key.ID(), MartID: key.MartID, GoodsID: key.GoodsID}
		s.rows[key], s.fresh[key] = r, true
	}
	s.changed[key] = true
	return r
}

// move books one movement of a redemption; nothing moved is no movement.
func (s *Shelf) move(key StockKey, kind, source string, n int64, redemptionID, byPerson string) {
	if n != 0 {
		s.book(models.StockMovement{
			MartID: key.MartID, GoodsID: key.GoodsID, Kind: kind, Source: source, Quantity: n, RedemptionID: redemptionID, ByPerson: byPerson,
		})
	}
}

// book books a movement and changes what stands on the shelf by it.
func (s *Shelf) book(m models.StockMovement) models.StockMovement {
	r := s.row(StockKey{m.MartID, m.GoodsID})
	if m.Source == Donated {
		r.Donated += m.Quantity
	} else {
		r.Purchased += m.Quantity
	}
	m.ID, m.At, m.Day = s.tx.NewID(), models.At(s.tx.Now), s.day
	s.written = append(s.written, m)
	return m
}

// Write writes what was moved.
func (s *Shelf) Write() error {
	if len(s.written) > 0 {
		if err := s.tx.DB.CreateInBatches(s.written, 500).Error; err != nil {
			return fmt.Errorf("write stock movements: %w", err)
		}
	}
	fresh, known := s.sorted()
	if len(fresh) > 0 {
		err := s.tx.DB.CreateInBatches(fresh, 500).Error
		if db.IsDuplicate(err) {
			return db.ErrAgain // a rival was the first to put these goods on this shelf; the next run finds and locks the row
		}
		if err != nil {
			return fmt.Errorf("write new stock: %w", err)
		}
	}
	if len(known) > 0 {
		// The rows are locked and exist, so this "insert" is one statement that updates all of them; the CHECKs judge each.
		err := s.tx.DB.Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "id"}},
			DoUpdates: clause.AssignmentColumns([]string{"purchased", "donated", "held"}),
		}).CreateInBatches(known, 500).Error
		if err != nil {
			return fmt.Errorf("write stock: %w", err)
		}
	}
	s.written, s.changed, s.fresh = nil, map[StockKey]bool{}, map[StockKey]bool{}
	return nil
}

// sorted lists the changed rows in the order of their ids, those that are new apart.
func (s *Shelf) sorted() (fresh, known []models.Stock) {
	for key := range s.changed {
		if s.fresh[key] {
			fresh = append(fresh, *s.rows[key])
		} else {
			known = append(known, *s.rows[key])
		}
	}
	byID := func(a, b models.Stock) int { return cmp.Compare(a.ID, b.ID) }
	slices.SortFunc(fresh, byID)
	slices.SortFunc(known, byID)
	return fresh, known
}

func quantity(n int64) error {
	if n < 1 || n > most {
		return ErrQuantity.On("quantity")
	}
	return nil
}
