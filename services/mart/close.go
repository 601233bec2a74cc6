package mart

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// DayLine is one day of goods of one source at a mart: what stood there in the morning, what happened, and what stood there
// at night. All counts are upwards but Counted, the signed differences that counts found. Closing is Opening + In − Out +
// Counted. Agrees says that all movements ever made add up to what the stock row keeps.
type DayLine struct {
	GoodsID, Name, Source string
	Opening               int64
	Received, Returned    int64
	HandedOut, WrittenOff int64
	Counted               int64
	Closing               int64
	Agrees                bool
}

// In is what came onto the shelf that day.
func (l DayLine) In() int64 { return l.Received + l.Returned }

// Out is what left the shelf that day.
func (l DayLine) Out() int64 { return l.HandedOut + l.WrittenOff }

// Day is a mart's day in goods, donated before bought ones. HandedOut counts the pieces handed out that day. Agrees says
// that every line does.
type Day struct {
	MartID, Day string
	Lines       []DayLine
	HandedOut   int64
	Agrees      bool
}

const dayCloseSQL = `SELECT goods_id, source,
  SUM(CASE WHEN day < ? THEN quantity ELSE 0 END) AS opening,
  SUM(CASE WHEN day = ? AND kind = 'received' THEN quantity ELSE 0 END) AS received,
  SUM(CASE WHEN day = ? AND kind = 'returned' THEN quantity ELSE 0 END) AS returned,
  SUM(CASE WHEN day = ? AND kind = 'handed_out' THEN -quantity ELSE 0 END) AS handed_out,
  SUM(CASE WHEN day = ? AND kind = 'written_off' THEN -quantity ELSE 0 END) AS written_off,
  SUM(CASE WHEN day = ? AND kind = 'counted' THEN quantity ELSE 0 END) AS counted,
  SUM(CASE WHEN day <= ? THEN quantity ELSE 0 END) AS closing,
  SUM(quantity) AS altogether
FROM stock_movements WHERE mart_id = ? GROUP BY goods_id, source`

// DayClose adds up a mart's day (Asia/Shanghai) from its movements and holds them against the stock rows. It answers ErrDay.
// Give it a snapshot, or a hand-over between its two statements looks like a fault.
func DayClose(tx *db.Tx, martID, day string) (Day, error) {
	d := Day{MartID: martID, Day: day, Lines: []DayLine{}, Agrees: true}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return d, ErrDay.On("on")
	}
	var sums []struct {
		DayLine    `gorm:"embedded"`
		Altogether int64
	}
	if err := tx.DB.Raw(dayCloseSQL, day, day, day, day, day, day, day, martID).Scan(&sums).Error; err != nil {
		return d, fmt.Errorf("sum stock movements: %w", err)
	}
	standing, err := standingOf(tx, martID)
	if err != nil {
		return d, err
	}
	for _, s := range sums {
		l := s.DayLine
		kept := standing[shelfSide{l.GoodsID, l.Source}]
		delete(standing, shelfSide{l.GoodsID, l.Source})
		l.Name = kept.name
		l.Agrees = kept.n == s.Altogether && l.Opening+l.In()-l.Out()+l.Counted == l.Closing
		d.add(l)
	}
	for side, kept := range standing { // what stands there and never came
		if kept.n != 0 {
			d.add(DayLine{GoodsID: side.goodsID, Name: kept.name, Source: side.source})
		}
	}
	slices.SortFunc(d.Lines, func(a, b DayLine) int {
		return cmp.Or(cmp.Compare(a.GoodsID, b.GoodsID), cmp.Compare(a.Source, b.Source))
	})
	return d, nil
}

func (d *Day) add(l DayLine) {
	d.Lines = append(d.Lines, l)
	d.HandedOut += l.HandedOut
	d.Agrees = d.Agrees && l.Agrees
}

// shelfSide is one source of goods on a mart's shelf.
type shelfSide struct{ goodsID, source string }

type kept struct {
	name string
	n    int64
}

func standingOf(tx *db.Tx, martID string) (map[shelfSide]kept, error) {
	var rows []struct {
		models.Stock `gorm:"embedded"`
		Name         string
	}
	err := tx.DB.Raw(`SELECT s.*, COALESCE(g.name, s.goods_id) AS name FROM stocks s LEFT JOIN goods g ON g.id = s.goods_id
  WHERE s.mart_id = ?`, martID).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read stock: %w", err)
	}
	m := make(map[shelfSide]kept, 2*len(rows))
	for _, r := range rows {
		m[shelfSide{r.GoodsID, Purchased}] = kept{r.Name, r.Purchased}
		m[shelfSide{r.GoodsID, Donated}] = kept{r.Name, r.Donated}
	}
	return m, nil
}
