package mart

import (
	"cmp"
	"fmt"
	"slices"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

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
