package mart_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

func TestAKeeperTendsTheShelf(t *testing.T) {
	w := newTown(t)
	b, err := w.keep(mart.Receive, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Purchased, Quantity: 10, UnitCostFen: ptr(int64(300)), Note: " 三月进货 "})
	require.NoError(t, err)
	require.Equal(t, int64(300), b.UnitCostFen)
	require.Equal(t, "三月进货", b.Note)
	require.Equal(t, "keeper-1", b.ByPerson)
	require.Equal(t, int64(10), b.After.Purchased)

	t.Run("a delivery without a cost has the catalogue's, a donated one none", func(t *testing.T) {
		b, err := w.keep(mart.Receive, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Purchased, Quantity: 1})
		require.NoError(t, err)
		require.Equal(t, int64(320), b.UnitCostFen)
		b, err = w.keep(mart.Receive, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Donated, Quantity: 4})
		require.NoError(t, err)
		require.Zero(t, b.UnitCostFen)
		require.Equal(t, [3]int64{11, 4, 0}, w.stock(soap))
	})
	t.Run("a count books the difference, also none, and sets what stands there", func(t *testing.T) {
		for counted, want := range map[int64]int64{9: -2} {
			b, err := w.keep(mart.Count, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Purchased, Quantity: counted})
			require.NoError(t, err)
			require.Equal(t, want, b.Quantity)
		}
		b, err := w.keep(mart.Count, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Purchased, Quantity: 9})
		require.NoError(t, err)
		require.Zero(t, b.Quantity)
		b, err = w.keep(mart.Count, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Donated, Quantity: 5})
		require.NoError(t, err)
		require.Equal(t, int64(1), b.Quantity)
		require.Equal(t, [3]int64{9, 5, 0}, w.stock(soap))
		require.Len(t, w.movements(mart.Filter{Kind: mart.Counted}), 3)
	})
	t.Run("what is promised can neither be counted nor written away", func(t *testing.T) {
		require.NoError(t, w.hold(soap, 12))
		_, err := w.keep(mart.Count, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Purchased, Quantity: 6})
		require.ErrorIs(t, err, mart.ErrBelowHeld)
		require.Equal(t, fault.Conflict, fault.As(err).Kind)
		_, err = w.keep(mart.WriteOff, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Donated, Quantity: 3, Note: "受潮"})
		require.ErrorIs(t, err, mart.ErrNotEnough)
		_, err = w.keep(mart.WriteOff, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Donated, Quantity: 2, Note: "受潮"})
		require.NoError(t, err)
		_, err = w.keep(mart.Count, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Donated, Quantity: 3})
		require.NoError(t, err)
		require.NoError(t, w.release(soap, 12))
		_, err = w.keep(mart.WriteOff, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Donated, Quantity: 4, Note: "受潮"})
		require.ErrorIs(t, err, mart.ErrNotEnough, "bought goods do not stand in for donated ones")
		require.Equal(t, [3]int64{9, 3, 0}, w.stock(soap))
	})
	t.Run("a count may find nothing, and what nobody knew of", func(t *testing.T) {
		_, err := w.keep(mart.Count, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Purchased})
		require.NoError(t, err)
		_, err = w.keep(mart.Count, keeper1, "m1", mart.Slip{GoodsID: "gloves", Source: mart.Donated, Quantity: 2})
		require.NoError(t, err)
		_, err = w.keep(mart.WriteOff, keeper3, "m2", mart.Slip{GoodsID: "gloves", Source: mart.Donated, Quantity: 1, Note: "丢失"})
		require.ErrorIs(t, err, mart.ErrNotEnough)
	})
	t.Run("each booking has its record, a refused one none", func(t *testing.T) {
		events := w.events()
		require.Len(t, events, len(w.movements(mart.Filter{})))
		require.Equal(t, "stock.count", events[0].Action)
		require.Equal(t, []string{"keeper-1", "mart_keeper", "stock_movement", w.movements(mart.Filter{})[0].ID, pathA},
			[]string{events[0].ActorID, events[0].ActorRole, events[0].ObjectType, events[0].ObjectID, events[0].ScopePath})
		require.Contains(t, events[0].Detail, "m1 gloves donated +2")
	})
	require.Nil(t, w.audit(nil))
}

func TestOnlyTheKeeperOfTheMartTendsItsShelf(t *testing.T) {
	w := newTown(t)
	w.receive(soap, mart.Purchased, 5)
	slip := mart.Slip{GoodsID: "soap", Source: mart.Purchased, Quantity: 1, Note: "x"}
	for name, c := range map[string]struct {
		who  people.Actor
		want error
	}{
		"the keeper of another mart": {keeper3, people.ErrUnknown}, "a rider": {rider, people.ErrMayNot},
		"the city's admin": {city, people.ErrMayNot}, "a station's manager": {manager, people.ErrMayNot},
	} {
		t.Run(name, func(t *testing.T) {
			for _, what := range []keeping{mart.Receive, mart.Count, mart.WriteOff} {
				_, err := w.keep(what, c.who, "m1", slip)
				require.ErrorIs(t, err, c.want)
			}
		})
	}
	require.Equal(t, [3]int64{5, 0, 0}, w.stock(soap))
	require.Len(t, w.events(), 1)
}

func TestASlipThatCannotBeMeantIsRefusedFieldByField(t *testing.T) {
	w := newTown(t)
	good := mart.Slip{GoodsID: "soap", Source: mart.Purchased, Quantity: 1, Note: "x"}
	for name, c := range map[string]struct {
		what  keeping
		spoil func(s *mart.Slip)
		field string
	}{
		"unknown goods":              {mart.Receive, func(s *mart.Slip) { s.GoodsID = "caviar" }, "goods_id"},
		"nothing came":               {mart.Receive, func(s *mart.Slip) { s.Quantity = 0 }, "quantity"},
		"less than nothing came":     {mart.Receive, func(s *mart.Slip) { s.Quantity = -1 }, "quantity"},
		"more than a town can store": {mart.Receive, func(s *mart.Slip) { s.Quantity = 1_000_001 }, "quantity"},
		"less than nothing counted":  {mart.Count, func(s *mart.Slip) { s.Quantity = -1 }, "quantity"},
		"from nowhere":               {mart.Receive, func(s *mart.Slip) { s.Source = "" }, "source"},
		"a novel":                    {mart.Receive, func(s *mart.Slip) { s.Note = strings.Repeat("长", 201) }, "note"},
		"a control character":        {mart.Receive, func(s *mart.Slip) { s.Note = "a\x00b" }, "note"},
		"written off without a word": {mart.WriteOff, func(s *mart.Slip) { s.Note = "  " }, "note"},
		"a cost below zero":          {mart.Receive, func(s *mart.Slip) { s.UnitCostFen = ptr(int64(-1)) }, "unit_cost_fen"},
		"a cost beyond all measure":  {mart.Receive, func(s *mart.Slip) { s.UnitCostFen = ptr(int64(100_000_001)) }, "unit_cost_fen"},
		"a gift with a price":        {mart.Receive, func(s *mart.Slip) { s.Source, s.UnitCostFen = mart.Donated, ptr(int64(1)) }, "unit_cost_fen"},
		"a count with a price":       {mart.Count, func(s *mart.Slip) { s.UnitCostFen = ptr(int64(1)) }, "unit_cost_fen"},
	} {
		t.Run(name, func(t *testing.T) {
			slip := good
			c.spoil(&slip)
			_, err := w.keep(c.what, keeper1, "m1", slip)
			require.ErrorIs(t, err, mart.ErrInvalid)
			fields := fault.As(err).Fields
			require.Len(t, fields, 1)
			require.Equal(t, c.field, fields[0].Field)
			require.NotEmpty(t, fields[0].ZH)
		})
	}
	require.Empty(t, w.movements(mart.Filter{}))
}

func TestTheDayIsClosed(t *testing.T) {
	w := newTown(t)
	w.receive(soap, mart.Purchased, 10) // on 11 March
	w.receive(soap, mart.Donated, 2)
	require.NoError(t, w.hold(soap, 6))
	w.clock.Pass(24 * time.Hour)
	require.NoError(t, w.handOut(soap, 5, "r1"))
	require.NoError(t, w.takeBack(soap, 1, "r1"))
	w.receive(gloves, mart.Purchased, 3)
	for what, slip := range map[*keeping]mart.Slip{
		ptr(keeping(mart.WriteOff)): {GoodsID: "soap", Source: mart.Purchased, Quantity: 1, Note: "破损"},
	} {
		_, err := w.keep(*what, keeper1, "m1", slip)
		require.NoError(t, err)
	}
	_, err := w.keep(mart.Count, keeper1, "m1", mart.Slip{GoodsID: "soap", Source: mart.Purchased, Quantity: 5})
	require.NoError(t, err)
	w.clock.Pass(24 * time.Hour)
	w.receive(soap, mart.Purchased, 100)

	require.Equal(t, mart.Day{MartID: "m1", Day: "2026-03-12", HandedOut: 5, Agrees: true, Lines: []mart.DayLine{
		{GoodsID: "gloves", Name: "防寒手套", Source: mart.Purchased, Received: 3, Closing: 3, Agrees: true},
		{GoodsID: "soap", Name: "香皂", Source: mart.Donated, Opening: 2, HandedOut: 2, Agrees: true},
		{GoodsID: "soap", Name: "香皂", Source: mart.Purchased, Opening: 10, Returned: 1, HandedOut: 3, WrittenOff: 1, Counted: -2, Closing: 5, Agrees: true},
	}}, w.day("2026-03-12"))
	require.Equal(t, int64(105), w.day("2026-03-13").Lines[2].Closing)
	require.Zero(t, w.day("2026-03-10").HandedOut)

	t.Run("a shelf that does not fit its movements is told", func(t *testing.T) {
		require.NoError(t, w.do(func(tx *db.Tx) error {
			return tx.DB.Exec("UPDATE stocks SET donated = donated + 1 WHERE id = 'm1:soap'").Error
		}))
		d := w.day("2026-03-12")
		require.False(t, d.Agrees)
		require.False(t, d.Lines[1].Agrees)
		require.True(t, d.Lines[2].Agrees)
		require.NoError(t, w.do(func(tx *db.Tx) error {
			return tx.DB.Exec("DELETE FROM stock_movements WHERE goods_id = 'gloves'").Error
		}))
		require.Equal(t, mart.DayLine{GoodsID: "gloves", Name: "防寒手套", Source: mart.Purchased}, w.day("2026-03-12").Lines[0], "goods that never came")
	})
	t.Run("a day nobody knows is refused", func(t *testing.T) {
		for _, day := range []string{"", "2026-02-30", "昨天", "2026-3-1"} {
			_, err := mart.DayClose(w.store.Read(t.Context()), "m1", day)
			require.ErrorIs(t, err, mart.ErrDay)
		}
	})
}

func TestTheKeeperLooksAtStockAndWhatHappenedToIt(t *testing.T) {
	w := newTown(t)
	for range 5 {
		w.receive(soap, mart.Purchased, 2)
	}
	w.receive(gloves, mart.Donated, 3)
	require.NoError(t, w.hold(soap, 4))
	lines, err := mart.StockOf(w.store.Read(t.Context()), "m1")
	require.NoError(t, err)
	require.Equal(t, []mart.Line{
		{GoodsID: "gloves", Name: "防寒手套", Unit: "副", State: mart.Offered, Donated: 3},
		{GoodsID: "soap", Name: "香皂", Unit: "块", State: mart.Offered, Purchased: 10, Held: 4},
	}, lines)
	require.Equal(t, int64(6), lines[1].InStock())
	lines, err = mart.StockOf(w.store.Read(t.Context()), "m2")
	require.NoError(t, err)
	require.Len(t, lines, 2, "a mart that has nothing sees what it could have")

	require.Len(t, w.movements(mart.Filter{Limit: 2}), 6)
	require.Len(t, w.movements(mart.Filter{GoodsID: "soap", Limit: 2}), 5)
	require.Len(t, w.movements(mart.Filter{Source: mart.Donated}), 1)
	require.Len(t, w.movements(mart.Filter{Day: "2026-03-10"}), 0)
	rows, next, err := mart.Movements(w.store.Read(t.Context()), "m1", mart.Filter{Limit: 6}, "")
	require.NoError(t, err)
	require.Empty(t, next)
	require.Equal(t, "gloves", rows[0].GoodsID)
	rows, _, err = mart.Movements(w.store.Read(t.Context()), "m2", mart.Filter{}, "")
	require.NoError(t, err)
	require.Empty(t, rows)
}

func TestATownIsPlantedWithDeliveries(t *testing.T) {
	w := newTown(t)
	deliver := func(d ...mart.Delivery) error {
		return w.do(func(tx *db.Tx) error { return mart.Deliver(tx, "demo", d) })
	}
	require.NoError(t, deliver(
		mart.Delivery{MartID: "m1", Slip: mart.Slip{GoodsID: "soap", Source: mart.Purchased, Quantity: 40, UnitCostFen: ptr(int64(320))}},
		mart.Delivery{MartID: "m1", Slip: mart.Slip{GoodsID: "soap", Source: mart.Donated, Quantity: 8}},
		mart.Delivery{MartID: "m2", Slip: mart.Slip{GoodsID: "soap", Source: mart.Purchased, Quantity: 7}},
	))
	require.Equal(t, [3]int64{40, 8, 0}, w.stock(soap))
	require.Nil(t, w.audit(nil))
	require.Error(t, deliver(mart.Delivery{MartID: "m1", Slip: mart.Slip{GoodsID: "soap", Source: mart.Purchased}}))
	require.Error(t, deliver(mart.Delivery{MartID: "m1", Slip: mart.Slip{GoodsID: "soap", Source: "x", Quantity: 1}}))
	require.Error(t, w.do(func(tx *db.Tx) error { return mart.Open(tx, []models.Mart{row("m3", "urban")}) }))
	require.Error(t, w.do(func(tx *db.Tx) error {
		r := row("m3", mart.Rider)
		r.Hours = "always"
		return mart.Open(tx, []models.Mart{r})
	}))
}
