package redemption_test

import (
	"context"
	"flag"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/proof"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
)

// Every check of a property here writes to a real database, so fewer are enough; -rapid.checks asks for another number.
func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		_ = flag.Set("rapid.checks", "12")
	}
	os.Exit(m.Run())
}

// day is a random day at two marts: what waits, what was handed over, and what everybody should have, spent or not.
type day struct {
	*town
	r         *rapid.T
	who       []people.Actor
	owns      map[string]int64
	waiting   []redemption.Order
	fulfilled []redemption.Order
}

// Whatever people do in whatever order at two marts, after each step every row of every room holds, and everybody owns what
// they earned less what they took home.
func TestRandomBusiness(t *testing.T) {
	book := rules()
	book.Redeem.PerItemMonth, book.Redeem.PointsMonth, book.Redeem.SecondSignatureAbove = 1000, 1_000_000, 1_000_000
	clock := dbtest.NewClock()
	w := found(t, dbtest.New(t, clock), clock, book) // one town for all days: a new one is slow, and a long history is worth more
	checked := 0
	rapid.Check(t, func(r *rapid.T) {
		checked++
		d := &day{town: w, r: r, owns: map[string]int64{}}
		d.who = w.newcomers(3)
		for range rapid.IntRange(5, 14).Draw(r, "steps") {
			d.step()
			report, err := proof.Books(context.WithoutCancel(t.Context()), w.store)
			require.NoError(r, err)
			require.Empty(r, report.Bad)
		}
		for _, who := range d.who {
			p := w.points(who)
			require.Equal(r, d.owns[who.ID], p[0]+p[1])
		}
		for _, o := range d.waiting { // so that the next day's shelves are not all promised
			require.Empty(r, w.cancel(rider(o.PersonID), o.ID))
		}
	})
	require.Positive(t, checked)
}

// newcomers are people with accounts and nothing in them.
func (w *town) newcomers(n int) []people.Actor {
	w.Helper()
	who := make([]people.Actor, n)
	w.do(func(tx *db.Tx) error {
		ids := make([]string, n)
		for i := range who {
			who[i] = rider(tx.NewID())
			ids[i] = who[i].ID
		}
		return ledger.OpenAccounts(tx, ids...)
	})
	return who
}

func (d *day) step() {
	acts := []func(){d.someoneEarns, d.someoneEarns, d.someoneReserves, d.someoneReserves, d.manyReserve, d.handsOver, d.handsOver, d.cancels, d.timePasses, d.reverses, d.restocks}
	acts[rapid.IntRange(0, len(acts)-1).Draw(d.r, "act")]()
}

func (d *day) someone() people.Actor { return rapid.SampledFrom(d.who).Draw(d.r, "who") }

func (d *day) someoneEarns() {
	who, n := d.someone(), rapid.IntRange(1, 120).Draw(d.r, "points")
	d.earn(n, who)
	d.owns[who.ID] += int64(n)
}

func (d *day) order() (martID string, wants []redemption.Want) {
	martID = rapid.SampledFrom([]string{"m1", "m2"}).Draw(d.r, "mart")
	for _, goods := range rapid.Permutation([]string{"soap", "gloves"}).Draw(d.r, "goods")[:rapid.IntRange(1, 2).Draw(d.r, "lines")] {
		wants = append(wants, want(goods, rapid.Int64Range(1, 3).Draw(d.r, "quantity")))
	}
	return martID, wants
}

// someoneReserves knows beforehand what will come of it.
func (d *day) someoneReserves() {
	who := d.someone()
	martID, wants := d.order()
	expected, cost := "", int64(0)
	for _, w := range wants {
		s := d.stock(martID, w.GoodsID)
		if s[0]+s[1]-s[2] < w.Quantity {
			expected = "redemption.sold_out"
		}
		cost += w.Quantity * map[string]int64{"soap": 6, "gloves": 47}[w.GoodsID]
	}
	if d.points(who)[0] < cost {
		expected = "ledger.short"
	}
	o, refused := d.try(who, martID, wants...)
	require.Equal(d.r, expected, refused)
	if refused == "" {
		require.Equal(d.r, cost, o.Points)
		d.waiting = append(d.waiting, o)
	}
}

// manyReserve are everybody at once, some of whom want the same.
func (d *day) manyReserve() {
	martID, wants := d.order()
	orders := make([]redemption.Order, 2*len(d.who))
	together(len(orders), func(i int) { orders[i], _ = d.try(d.who[i%len(d.who)], martID, wants...) })
	for _, o := range orders {
		if o.ID != "" {
			d.waiting = append(d.waiting, o)
		}
	}
}

// take takes one out of a list, false where there is none.
func (d *day) take(from *[]redemption.Order) (redemption.Order, bool) {
	if len(*from) == 0 {
		return redemption.Order{}, false
	}
	i := rapid.IntRange(0, len(*from)-1).Draw(d.r, "which")
	o := (*from)[i]
	*from = append((*from)[:i:i], (*from)[i+1:]...)
	return o, true
}

func (d *day) handsOver() {
	if o, ok := d.take(&d.waiting); ok {
		d.fulfilled = append(d.fulfilled, d.handOver(o))
		d.owns[o.PersonID] -= o.Points
	}
}

func (d *day) cancels() {
	if o, ok := d.take(&d.waiting); ok {
		require.Empty(d.r, d.cancel(rider(o.PersonID), o.ID))
	}
}

func (d *day) timePasses() {
	d.clock.Pass(time.Duration(rapid.SampledFrom([]int{1, 2, 20, 170}).Draw(d.r, "hours")) * time.Hour)
	due := 0
	still := d.waiting[:0:0]
	for _, o := range d.waiting {
		if o.ExpiresAt.Time().After(d.clock.Now()) {
			still = append(still, o)
			continue
		}
		due++
	}
	n, err := d.room.ExpireDue(context.WithoutCancel(d.Context()))
	require.NoError(d.r, err)
	require.Equal(d.r, due, n)
	d.waiting = still
	_, err = audit.CloseDays(context.WithoutCancel(d.Context()), d.store)
	require.NoError(d.r, err)
}

func (d *day) reverses() {
	o, ok := d.take(&d.fulfilled)
	if !ok {
		return
	}
	proposal, refused := d.propose(keeperOf(o.MartID), o.ID, rapid.Bool().Draw(d.r, "goods back"))
	require.Empty(d.r, refused)
	approve := rapid.Bool().Draw(d.r, "approve")
	require.Empty(d.r, d.decide(street1, proposal.ID, approve))
	if !approve {
		d.fulfilled = append(d.fulfilled, o)
		return
	}
	d.owns[o.PersonID] += o.Points
}

func keeperOf(martID string) people.Actor {
	return map[string]people.Actor{"m1": keeper1, "m2": keeper3}[martID]
}

func (d *day) restocks() {
	martID := rapid.SampledFrom([]string{"m1", "m2"}).Draw(d.r, "mart")
	d.do(func(tx *db.Tx) error {
		_, err := mart.Receive(tx, keeperOf(martID), martID, mart.Slip{
			GoodsID: rapid.SampledFrom([]string{"soap", "gloves"}).Draw(d.r, "goods"), Quantity: rapid.Int64Range(1, 5).Draw(d.r, "pieces"),
			Source: rapid.SampledFrom([]string{mart.Purchased, mart.Donated}).Draw(d.r, "source"),
		})
		return err
	})
}
