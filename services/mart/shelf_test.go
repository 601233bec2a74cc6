package mart_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
)

func TestGoodsArePromisedHandedOutAndTakenBack(t *testing.T) {
	w := newTown(t)
	w.receive(soap, mart.Purchased, 5)
	w.receive(soap, mart.Donated, 2)
	require.NoError(t, w.hold(soap, 4))
	require.Equal(t, [3]int64{5, 2, 4}, w.stock(soap))

	t.Run("donated goods go first, and the record says from where", func(t *testing.T) {
		require.NoError(t, w.handOut(soap, 3, "r1"))
		require.Equal(t, [3]int64{4, 0, 1}, w.stock(soap))
		out := w.movements(mart.Filter{Kind: mart.HandedOut})
		require.Len(t, out, 2)
		for i, want := range []models.StockMovement{{Source: mart.Purchased, Quantity: -1}, {Source: mart.Donated, Quantity: -2}} {
			m := out[i]
			require.Equal(t, want.Source, m.Source)
			require.Equal(t, want.Quantity, m.Quantity)
			require.Equal(t, []string{"m1", "soap", "r1", "keeper-1", "2026-03-11"}, []string{m.MartID, m.GoodsID, m.RedemptionID, m.ByPerson, m.Day})
			require.Equal(t, models.At(w.clock.Now()), m.At)
		}
	})
	t.Run("what comes back goes to where it came from, once", func(t *testing.T) {
		require.ErrorIs(t, w.takeBack(soap, 4, "r1"), mart.ErrNotHanded)
		require.ErrorIs(t, w.takeBack(soap, 1, "r2"), mart.ErrNotHanded)
		require.ErrorIs(t, w.takeBack(gloves, 1, "r1"), mart.ErrNotHanded)
		require.NoError(t, w.takeBack(soap, 2, "r1"))
		require.Equal(t, [3]int64{5, 1, 1}, w.stock(soap))
		require.ErrorIs(t, w.takeBack(soap, 2, "r1"), mart.ErrNotHanded)
		require.NoError(t, w.takeBack(soap, 1, "r1"))
		require.Equal(t, [3]int64{5, 2, 1}, w.stock(soap))
		require.ErrorIs(t, w.takeBack(soap, 1, "r1"), mart.ErrNotHanded)
	})
	t.Run("a promise taken back leaves nothing", func(t *testing.T) {
		require.ErrorIs(t, w.release(soap, 2), mart.ErrNotHeld)
		require.NoError(t, w.release(soap, 1))
		require.ErrorIs(t, w.release(soap, 1), mart.ErrNotHeld)
		require.ErrorIs(t, w.handOut(soap, 1, "r3"), mart.ErrNotHeld)
		require.ErrorIs(t, w.handOut(gloves, 1, "r3"), mart.ErrNotHeld)
		require.Equal(t, [3]int64{5, 2, 0}, w.stock(soap))
	})
	t.Run("one more than there is, is not promised, nor what the mart never had", func(t *testing.T) {
		require.ErrorIs(t, w.hold(soap, 8), mart.ErrSoldOut)
		require.NoError(t, w.hold(soap, 7))
		require.ErrorIs(t, w.hold(soap, 1), mart.ErrSoldOut)
		require.ErrorIs(t, w.hold(gloves, 1), mart.ErrSoldOut)
	})
	t.Run("only whole positive quantities", func(t *testing.T) {
		for _, n := range []int64{0, -1, 1_000_001, -9223372036854775808, 9223372036854775807} {
			require.ErrorIs(t, w.hold(soap, n), mart.ErrQuantity)
			require.ErrorIs(t, w.release(soap, n), mart.ErrQuantity)
			require.ErrorIs(t, w.handOut(soap, n, "r4"), mart.ErrQuantity)
			require.ErrorIs(t, w.takeBack(soap, n, "r1"), mart.ErrQuantity)
		}
	})
	require.Nil(t, w.audit(map[string]int64{soap.ID(): 7}))
}

func TestManyAreDecidedInOneUnit(t *testing.T) {
	w := newTown(t)
	w.receive(soap, mart.Purchased, 3)
	w.receive(gloves, mart.Donated, 1)
	other := mart.StockKey{MartID: "m2", GoodsID: "soap"}
	require.NoError(t, w.shelf(func(s *mart.Shelf) error {
		require.Equal(t, int64(3), s.InStock(soap))
		require.NoError(t, s.Hold(soap, 2))
		require.ErrorIs(t, s.Hold(soap, 2), mart.ErrSoldOut, "the second in the same unit finds what the first left")
		require.NoError(t, s.Hold(soap, 1), "and a refusal spoils nothing for the third")
		require.NoError(t, s.Hold(gloves, 1))
		require.ErrorIs(t, s.Hold(other, 1), mart.ErrSoldOut)
		require.NoError(t, s.HandOut(soap, 2, "r1", "keeper-1"))
		require.NoError(t, s.TakeBack(soap, 2, "r1", "keeper-2"), "what this unit handed out can come back in it")
		return nil
	}, soap, gloves, other, soap))
	require.Equal(t, [3]int64{3, 0, 1}, w.stock(soap))
	require.Equal(t, [3]int64{0, 1, 1}, w.stock(gloves))
	require.Nil(t, w.audit(map[string]int64{soap.ID(): 1, gloves.ID(): 1}))
	require.NoError(t, w.shelf(func(*mart.Shelf) error { return nil }), "a unit may want nothing")
}

func TestARefusedUnitLeavesTheShelfAlone(t *testing.T) {
	w := newTown(t)
	w.receive(soap, mart.Purchased, 3)
	require.Error(t, w.shelf(func(s *mart.Shelf) error {
		require.NoError(t, s.Hold(soap, 3))
		return s.Hold(soap, 1)
	}, soap))
	require.Equal(t, [3]int64{3, 0, 0}, w.stock(soap))
}

func TestRaces(t *testing.T) {
	t.Run("one on the shelf and thirty who want it: one gets it", func(t *testing.T) {
		w := newTown(t)
		w.receive(soap, mart.Purchased, 1)
		var won, late atomic.Int64
		var group sync.WaitGroup
		for range 30 {
			group.Go(func() {
				err := w.hold(soap, 1)
				if err == nil {
					won.Add(1)
					return
				}
				require.ErrorIs(t, err, mart.ErrSoldOut)
				late.Add(1)
			})
		}
		group.Wait()
		require.Equal(t, int64(1), won.Load())
		require.Equal(t, int64(29), late.Load())
		require.Equal(t, [3]int64{1, 0, 1}, w.stock(soap))
		require.Nil(t, w.audit(map[string]int64{soap.ID(): 1}))
	})
	t.Run("of first deliveries of the same goods at once every one arrives", func(t *testing.T) {
		w := newTown(t)
		for round := range 10 {
			key := mart.StockKey{MartID: "m1", GoodsID: fmt.Sprint("g", round)}
			start := make(chan struct{})
			var group sync.WaitGroup
			for range 8 {
				group.Go(func() {
					<-start
					require.NoError(t, w.do(func(tx *db.Tx) error {
						return mart.Deliver(tx, "demo", []mart.Delivery{{MartID: "m1", Slip: mart.Slip{GoodsID: key.GoodsID, Source: mart.Donated, Quantity: 5}}})
					}))
				})
			}
			close(start)
			group.Wait()
			require.Equal(t, [3]int64{0, 40, 0}, w.stock(key))
		}
		require.Nil(t, w.audit(nil))
	})
	t.Run("units that want the same shelves in any order all get through", func(t *testing.T) {
		w := newTown(t)
		w.receive(soap, mart.Purchased, 1000)
		w.receive(gloves, mart.Purchased, 1000)
		var group sync.WaitGroup
		for i := range 16 {
			group.Go(func() {
				keys := []mart.StockKey{soap, gloves}
				if i%2 == 0 {
					keys = []mart.StockKey{gloves, soap}
				}
				for n := range 5 {
					id := fmt.Sprint("r", i, ".", n)
					require.NoError(t, w.shelf(func(s *mart.Shelf) error {
						for _, k := range keys {
							if err := s.Hold(k, 2); err != nil {
								return err
							}
							if err := s.HandOut(k, 1, id, "keeper-1"); err != nil {
								return err
							}
						}
						return nil
					}, keys...))
				}
			})
		}
		group.Wait()
		require.Equal(t, [3]int64{920, 0, 80}, w.stock(soap))
		require.Equal(t, [3]int64{920, 0, 80}, w.stock(gloves))
		require.Nil(t, w.audit(map[string]int64{soap.ID(): 80, gloves.ID(): 80}))
	})
}

// Whatever happens at a shelf in whatever order: it never holds more than it has, every refusal changes nothing, and the
// movements add up to what stands there.
func TestRandomBusinessKeepsTheShelf(t *testing.T) {
	w := newTown(t)
	w.receive(soap, mart.Purchased, 1)
	serial, out := 0, map[string]int64{} // what redemptions have in hand
	rapid.Check(t, func(r *rapid.T) {
		for range rapid.IntRange(1, 20).Draw(r, "steps") {
			n := rapid.Int64Range(1, 8).Draw(r, "n")
			source := rapid.SampledFrom([]string{mart.Purchased, mart.Donated}).Draw(r, "source")
			slip := mart.Slip{GoodsID: "soap", Source: source, Quantity: n, Note: "破损"}
			before := w.stock(soap)
			free, mine := before[0]+before[1]-before[2], before[0]
			if source == mart.Donated {
				mine = before[1]
			}
			serial++
			id := fmt.Sprint("r", serial)
			var err error
			var may bool
			switch rapid.IntRange(0, 6).Draw(r, "act") {
			case 0:
				_, err = w.keep(mart.Receive, keeper1, "m1", slip)
				may = true
			case 1:
				err, may = w.hold(soap, n), free >= n
			case 2:
				err, may = w.release(soap, n), before[2] >= n
			case 3:
				err, may = w.handOut(soap, n, id), before[2] >= n
				if err == nil {
					out[id] = n
				}
			case 4:
				_, err = w.keep(mart.WriteOff, keeper1, "m1", slip)
				may = min(mine, free) >= n
			case 5:
				_, err = w.keep(mart.Count, keeper1, "m1", slip)
				may = free+n-mine >= 0
			case 6:
				for some, had := range out {
					err, may = w.takeBack(soap, n, some), had >= n
					if err == nil {
						out[some] -= n
					}
					break
				}
				may = may || len(out) == 0
			}
			require.Equal(r, may, err == nil, "%v", err)
			if err != nil {
				require.Equal(r, before, w.stock(soap))
			}
		}
		require.Nil(r, w.audit(map[string]int64{soap.ID(): w.stock(soap)[2]}))
		require.True(r, w.day("2026-03-11").Agrees)
	})
}

func TestTheDatabaseItselfKeepsTheShelfAboveZero(t *testing.T) {
	w := newTown(t)
	w.receive(soap, mart.Purchased, 5)
	require.NoError(t, w.hold(soap, 4))
	for _, cheat := range []string{"purchased = -1", "donated = -1", "held = -1", "purchased = 3", "held = 6"} {
		err := w.do(func(tx *db.Tx) error { return tx.DB.Exec("UPDATE stocks SET " + cheat).Error })
		require.True(t, db.IsCheck(err), "%s: %v", cheat, err)
	}
}

// The audit is worth what it finds: each of these is a way to cheat in the database itself.
func TestTheAuditNamesTheFirstBadRow(t *testing.T) {
	for name, cheat := range map[string]string{
		"goods out of nowhere":                  "UPDATE stocks SET purchased = purchased + 1",
		"donated goods turned into bought ones": "UPDATE stocks SET donated = donated + 1, purchased = purchased - 1",
		"a promise forgotten":                   "UPDATE stocks SET held = held - 1",
		"a delivery made smaller":               "UPDATE stock_movements SET quantity = quantity - 1 WHERE kind = 'received' AND source = 'purchased'",
		"a hand-over taken away":                "DELETE FROM stock_movements WHERE kind = 'handed_out'",
		"a hand-over called a delivery":         "UPDATE stock_movements SET kind = 'received' WHERE kind = 'handed_out'",
		"a hand-over to nobody":                 "UPDATE stock_movements SET redemption_id = '' WHERE kind = 'handed_out'",
		"a source of its own":                   "UPDATE stock_movements SET source = 'found' WHERE source = 'purchased'",
		"a shelf taken away":                    "DELETE FROM stocks",
		"a shelf moved to another mart":         "UPDATE stocks SET mart_id = 'm2'",
		"more came back than went":              "INSERT INTO stock_movements SELECT 'x', mart_id, goods_id, 'returned', source, 9, 0, '', redemption_id, '', at, day FROM stock_movements WHERE kind = 'handed_out' AND source = 'donated'",
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown(t)
			w.receive(soap, mart.Purchased, 5)
			w.receive(soap, mart.Donated, 2)
			require.NoError(t, w.hold(soap, 4))
			require.NoError(t, w.handOut(soap, 3, "r1"))
			open := map[string]int64{soap.ID(): 1}
			require.Nil(t, w.audit(open))
			require.NoError(t, w.do(func(tx *db.Tx) error { return tx.DB.Exec(cheat).Error }))
			require.NotNil(t, w.audit(open))
		})
	}
	t.Run("a shelf taken away for which nobody waits", func(t *testing.T) {
		w := newTown(t)
		w.receive(soap, mart.Purchased, 5)
		require.NoError(t, w.do(func(tx *db.Tx) error { return tx.DB.Exec("DELETE FROM stocks").Error }))
		require.Equal(t, soap.ID(), w.audit(nil).ID)
	})
	t.Run("an open redemption of what is not there", func(t *testing.T) {
		require.Equal(t, gloves.ID(), newTown(t).audit(map[string]int64{gloves.ID(): 1}).ID)
	})
}
