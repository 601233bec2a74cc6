package mart

import (
	"fmt"
	"slices"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

// Quote is what one of a kind costs in points, in the scheme and at the instant that were asked about.
type Quote struct {
	GoodsID, Name, Unit string
	Points              int64
	ImageID             string // empty where there is no picture
}

// Offer is what a mart hands out for points. InStock is what can still be promised, 0 when sold out.
type Offer struct {
	Quote
	InStock int64
}

// A price counts from its instant until a later one counts; of two from one instant the one set last does. All there ever were
// are read, which are few, and the last of each is taken: a subquery for each would cost more.
const quoteSQL = `SELECT p.scheme, g.id AS goods_id, g.name, g.unit, g.image_id, p.points FROM goods g
  JOIN goods_prices p ON p.goods_id = g.id
  WHERE g.id IN ? AND g.state = 'offered' AND p.from_at <= ? ORDER BY p.from_at, p.id`

// Quotes are the answers to Offers.
type Quotes struct {
	schemes map[string]string // by mart
	quotes  map[listed]Quote
}

type listed struct{ scheme, goodsID string }

// Of returns the quote for goods at a mart; false where they are not to be had, for which ErrNotOffered has the words.
func (q Quotes) Of(key StockKey) (Quote, bool) {
	quote, ok := q.quotes[listed{q.schemes[key.MartID], key.GoodsID}]
	return quote, ok
}

// Offers quotes goods at marts, however many, in one statement. What is not to be had has no quote: the mart is unknown or
// retired, the goods are withdrawn, or its scheme has no price for them. Whether any are left the Shelf says.
func (s *Service) Offers(tx *db.Tx, martIDs, goodsIDs []string, now time.Time) (Quotes, error) {
	q := Quotes{schemes: make(map[string]string, len(martIDs)), quotes: map[listed]Quote{}}
	for _, id := range martIDs {
		if mart, ok := s.Find(id); ok && mart.State == station.Opened {
			q.schemes[id] = mart.Kind
		}
	}
	var rows []struct {
		Scheme string
		Quote  `gorm:"embedded"`
	}
	if err := tx.DB.Raw(quoteSQL, distinct(goodsIDs), models.At(now)).Scan(&rows).Error; err != nil {
		return q, fmt.Errorf("read prices: %w", err)
	}
	for _, r := range rows {
		q.quotes[listed{r.Scheme, r.GoodsID}] = r.Quote
	}
	return q, nil
}

// distinct sorts ids and drops those that come again, as many do where many are served at once.
func distinct(ids []string) []string {
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

const goodsSQL = `SELECT g.id AS goods_id, g.name, g.unit, g.image_id, p.points, s.purchased + s.donated - s.held AS in_stock
  FROM stocks s JOIN marts m ON m.id = s.mart_id JOIN goods g ON g.id = s.goods_id
  JOIN goods_prices p ON p.goods_id = g.id AND p.scheme = m.kind
  WHERE s.mart_id = ? AND g.state = 'offered' AND p.id = (
    SELECT q.id FROM goods_prices q WHERE q.goods_id = p.goods_id AND q.scheme = p.scheme AND q.from_at <= ?
    ORDER BY q.from_at DESC, q.id DESC LIMIT 1)
  ORDER BY p.points, g.id`

// Goods lists what a mart carries, sold out or not, with its price at the instant, the cheapest first. What it has never had
// is not on the list. It answers people.ErrUnknown.
func (s *Service) Goods(tx *db.Tx, martID string, now time.Time) ([]Offer, error) {
	if _, ok := s.Find(martID); !ok {
		return nil, people.ErrUnknown
	}
	rows := []Offer{}
	if err := tx.DB.Raw(goodsSQL, martID, models.At(now)).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read goods: %w", err)
	}
	return rows, nil
}
