package ledger_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
)

// Every check of a property here writes to a real database, so fewer are enough; -rapid.checks asks for another number.
func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		_ = flag.Set("rapid.checks", "25")
	}
	os.Exit(m.Run())
}

const street = "230604001"

// town is a ledger with a funded street and some people.
type town struct {
	testing.TB
	store *db.Store
	clock *dbtest.Clock
	terms ledger.Terms
	n     int
}

func newTown(t testing.TB, people ...string) *town {
	clock := dbtest.NewClock()
	w := &town{TB: t, store: dbtest.New(t, clock), clock: clock, terms: ledger.Terms{YearsAfter: 1, MonthDay: "12-31", ReturnedDays: 30}}
	w.do(func(tx *db.Tx) error {
		if err := ledger.OpenAccounts(tx, people...); err != nil {
			return err
		}
		books, err := ledger.Open(tx)
		if err != nil {
			return err
		}
		if _, err := books.FundStreet(street, 10_000_000, why("fund", "2026")); err != nil {
			return err
		}
		return books.Write()
	})
	return w
}

func why(reason, id string) ledger.Why {
	return ledger.Why{Reason: reason, Source: ledger.Source{Type: "test", ID: id}}
}

func (w *town) next() string { w.n++; return fmt.Sprintf("n%d", w.n) }

func (w *town) do(f func(tx *db.Tx) error) {
	w.Helper()
	require.NoError(w, w.store.Write(w.Context(), f))
}

// book does one booking in a unit of its own.
func (w *town) book(person string, f func(b *ledger.Books) (string, error)) (id string, err error) {
	err = w.store.Write(w.Context(), func(tx *db.Tx) error {
		books, err := ledger.Open(tx, person)
		if err != nil {
			return err
		}
		if id, err = f(books); err != nil {
			return err
		}
		return books.Write()
	})
	return id, err
}

func (w *town) award(person string, points int64) string {
	w.Helper()
	id, err := w.book(person, func(b *ledger.Books) (string, error) { return b.Award(person, street, points, why("R01", w.next())) })
	require.NoError(w, err)
	return id
}

func (w *town) hold(person string, points int64) (string, error) {
	return w.book(person, func(b *ledger.Books) (string, error) { return b.Hold(person, points, why("redemption", w.next())) })
}

func (w *town) settle(person, hold string, post bool) error {
	_, err := w.book(person, func(b *ledger.Books) (string, error) {
		if err := b.LoadHolds(hold); err != nil {
			return "", err
		}
		if post {
			return b.Post(hold, ledger.Mart("m1"), why("redemption", w.next()))
		}
		return b.Void(hold, why("redemption", w.next()))
	})
	return err
}

func (w *town) reverse(person, id string) error {
	_, err := w.book(person, func(b *ledger.Books) (string, error) {
		entry, err := ledger.Find(w.store.Read(w.Context()), person, id)
		if err != nil {
			return "", err
		}
		return b.Reverse(entry.Transfer, why("correction", w.next()))
	})
	return err
}

func (w *town) standing(person string) ledger.Standing {
	w.Helper()
	s, err := ledger.Of(w.store.Read(w.Context()), person, w.terms)
	require.NoError(w, err)
	return s
}

func (w *town) audit() ledger.Figures {
	w.Helper()
	var f ledger.Figures
	require.NoError(w, w.store.Snapshot(w.Context(), func(tx *db.Tx) (err error) {
		f, err = ledger.Audit(tx, func(string) ledger.Terms { return w.terms })
		return err
	}))
	return f
}

func (w *town) balanced() ledger.Figures {
	w.Helper()
	f := w.audit()
	require.Nil(w, f.First)
	return f
}

func TestPointsAreEarnedHeldAndSpent(t *testing.T) {
	w := newTown(t, "li")
	w.award("li", 100)
	hold, err := w.hold("li", 47)
	require.NoError(t, err)
	require.Equal(t, int64(53), w.standing("li").Available)
	require.Equal(t, int64(47), w.standing("li").Held)
	require.NoError(t, w.settle("li", hold, true))

	s := w.standing("li")
	require.Equal(t, int64(53), s.Available)
	require.Zero(t, s.Held)
	require.Equal(t, int64(47), s.Redeemed)
	require.Equal(t, int64(100), s.Earned)
	f := w.balanced()
	require.Equal(t, int64(100), f.Issued)
	require.Equal(t, int64(47), f.Redeemed)
	require.Equal(t, int64(53), f.Outstanding)
}

func TestRefusals(t *testing.T) {
	w := newTown(t, "li")
	w.award("li", 10)
	t.Run("one point too few holds nothing", func(t *testing.T) {
		_, err := w.hold("li", 11)
		require.ErrorIs(t, err, ledger.ErrShort)
	})
	t.Run("nothing, less than nothing and more than everything are no amounts", func(t *testing.T) {
		for _, n := range []int64{0, -1, 100_000_001, 1 << 62} {
			_, err := w.hold("li", n)
			require.ErrorIs(t, err, ledger.ErrAmount)
		}
	})
	t.Run("a stranger has no account", func(t *testing.T) {
		_, err := w.hold("nobody", 1)
		require.ErrorIs(t, err, ledger.ErrAccount)
	})
	t.Run("one act is paid once, for ever", func(t *testing.T) {
		pay := func() error {
			_, err := w.book("li", func(b *ledger.Books) (string, error) { return b.Award("li", street, 5, why("R01", "report-1")) })
			return err
		}
		require.NoError(t, pay())
		require.ErrorIs(t, pay(), ledger.ErrTwice)
	})
	t.Run("a hold is settled once", func(t *testing.T) {
		hold, err := w.hold("li", 3)
		require.NoError(t, err)
		require.NoError(t, w.settle("li", hold, false))
		require.ErrorIs(t, w.settle("li", hold, true), ledger.ErrTwice)
		require.ErrorIs(t, w.settle("li", hold, false), ledger.ErrTwice)
	})
	t.Run("a transfer is reversed once", func(t *testing.T) {
		id := w.award("li", 4)
		require.NoError(t, w.reverse("li", id))
		require.ErrorIs(t, w.reverse("li", id), ledger.ErrTwice)
	})
	require.Equal(t, int64(15), w.standing("li").Available)
	w.balanced()
}

func TestAReversalMayGoBelowZeroAndLaterEarningsRepayItFirst(t *testing.T) {
	w := newTown(t, "li")
	award := w.award("li", 50)
	hold, err := w.hold("li", 40)
	require.NoError(t, err)
	require.NoError(t, w.settle("li", hold, true))
	require.NoError(t, w.reverse("li", award))
	require.Equal(t, int64(-40), w.standing("li").Available)
	_, err = w.hold("li", 1)
	require.ErrorIs(t, err, ledger.ErrShort)
	w.award("li", 30)
	require.Equal(t, int64(-10), w.standing("li").Available)
	w.award("li", 30)
	require.Equal(t, int64(20), w.standing("li").Available)
	w.balanced()
}

func TestExpiry(t *testing.T) {
	year := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 4, 0, 0, 0, time.UTC) }
	expire := func(w *town) int64 {
		gone, err := ledger.ExpireDue(w.Context(), w.store, w.terms)
		require.NoError(w, err)
		return gone
	}
	t.Run("points go at the end of the next year, oldest spent first", func(t *testing.T) {
		w := newTown(t, "li")
		w.award("li", 100) // 2026
		w.clock.Set(year(2027, 6, 1))
		w.award("li", 50)
		hold, err := w.hold("li", 30)
		require.NoError(t, err)
		require.NoError(t, w.settle("li", hold, true))
		require.Equal(t, []ledger.Expiring{{On: "2027-12-31", Points: 70}, {On: "2028-12-31", Points: 50}}, w.standing("li").Expiring)
		w.clock.Set(time.Date(2027, 12, 31, 15, 59, 0, 0, time.UTC)) // 23:59 in Daqing
		require.Zero(t, expire(w))
		w.clock.Pass(time.Minute)
		require.Equal(t, int64(70), expire(w))
		require.Zero(t, expire(w))
		require.Equal(t, int64(50), w.standing("li").Available)
		require.Equal(t, int64(70), w.standing("li").ExpiredEver)
		w.balanced()
	})
	t.Run("held points do not age, and what comes back late lives thirty days", func(t *testing.T) {
		w := newTown(t, "li")
		w.award("li", 100)
		w.clock.Set(year(2027, 12, 30))
		hold, err := w.hold("li", 100)
		require.NoError(t, err)
		w.clock.Set(year(2028, 1, 4))
		require.Zero(t, expire(w))
		require.NoError(t, w.settle("li", hold, false))
		require.Zero(t, expire(w))
		w.clock.Pass(29 * 24 * time.Hour)
		require.Zero(t, expire(w))
		w.clock.Pass(25 * time.Hour)
		require.Equal(t, int64(100), expire(w))
		w.balanced()
	})
}

func TestExpiryByOtherTermsAndInTheWay(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 4, 0, 0, 0, time.UTC) }
	expire := func(w *town) int64 {
		gone, err := ledger.ExpireDue(w.Context(), w.store, w.terms)
		require.NoError(w, err)
		w.balanced()
		return gone
	}
	t.Run("terms of three years, ending in summer", func(t *testing.T) {
		w := newTown(t, "li")
		w.terms = ledger.Terms{YearsAfter: 3, MonthDay: "06-30", ReturnedDays: 30}
		w.award("li", 100) // 2026
		w.clock.Set(day(2027, 5, 1))
		w.award("li", 50)
		require.Equal(t, []ledger.Expiring{{On: "2029-06-30", Points: 100}, {On: "2030-06-30", Points: 50}}, w.standing("li").Expiring)
		w.clock.Set(time.Date(2029, 6, 30, 15, 59, 0, 0, time.UTC))
		require.Zero(t, expire(w))
		w.clock.Pass(time.Minute)
		require.Equal(t, int64(100), expire(w))
		w.clock.Set(day(2030, 7, 1))
		require.Equal(t, int64(50), expire(w))
	})
	t.Run("who reserves and cancels again and again loses them all the same", func(t *testing.T) {
		w := newTown(t, "li")
		w.award("li", 100)
		w.clock.Set(time.Date(2027, 12, 31, 16, 30, 0, 0, time.UTC)) // half past midnight in 2028
		for range 3 {
			hold, err := w.hold("li", 90)
			require.NoError(t, err)
			require.NoError(t, w.settle("li", hold, false))
		}
		require.Equal(t, []ledger.Expiring{{On: "2027-12-31", Points: 100}}, w.standing("li").Expiring)
		require.Equal(t, int64(100), expire(w))
	})
	t.Run("a hold over the turn is spared once, and what comes back on two hours of a day goes on both", func(t *testing.T) {
		w := newTown(t, "li")
		w.award("li", 100)
		w.clock.Set(day(2027, 12, 30))
		first, err := w.hold("li", 60)
		require.NoError(t, err)
		second, err := w.hold("li", 40)
		require.NoError(t, err)
		w.clock.Set(day(2028, 1, 4))
		require.NoError(t, w.settle("li", first, false))
		w.clock.Pass(6 * time.Hour)
		require.NoError(t, w.settle("li", second, false))
		require.Equal(t, []ledger.Expiring{{On: "2028-02-03", Points: 100}}, w.standing("li").Expiring)
		w.clock.Set(day(2028, 2, 3).Add(time.Hour))
		require.Equal(t, int64(60), expire(w))
		require.Equal(t, []ledger.Expiring{{On: "2028-02-03", Points: 40}}, w.standing("li").Expiring)
		w.clock.Pass(6 * time.Hour)
		require.Equal(t, int64(40), expire(w))
	})
	t.Run("a hold that comes back just before the next turn still has its thirty days", func(t *testing.T) {
		w := newTown(t, "li")
		w.award("li", 100)
		w.clock.Set(day(2027, 12, 30))
		hold, err := w.hold("li", 100)
		require.NoError(t, err)
		w.clock.Set(day(2028, 12, 20))
		require.NoError(t, w.settle("li", hold, false))
		w.clock.Set(day(2029, 1, 10))
		require.Zero(t, expire(w))
		require.Equal(t, []ledger.Expiring{{On: "2029-01-19", Points: 100}}, w.standing("li").Expiring)
		w.clock.Set(day(2029, 1, 20))
		require.Equal(t, int64(100), expire(w))
	})
	t.Run("a young award taken back does not keep the old ones", func(t *testing.T) {
		w := newTown(t, "li")
		w.award("li", 100)
		w.clock.Set(day(2027, 6, 1))
		young := w.award("li", 40)
		require.NoError(t, w.reverse("li", young))
		w.clock.Set(day(2028, 1, 1))
		require.Equal(t, int64(100), expire(w))
		require.Zero(t, w.standing("li").Available)
	})
	t.Run("what was taken by hand is not earned, and spends the oldest", func(t *testing.T) {
		w := newTown(t, "li")
		w.award("li", 100)
		_, err := w.book("li", func(b *ledger.Books) (string, error) { return b.Adjust("li", street, -30, why("adjustment", "a1")) })
		require.NoError(t, err)
		s := w.standing("li")
		require.Equal(t, [4]int64{70, 70, 0, 0}, [4]int64{s.Available, s.Earned, s.Redeemed, s.ExpiredEver})
		w.clock.Set(day(2028, 1, 1))
		require.Equal(t, int64(70), expire(w))
	})
}

func TestTheStatementAddsUpAndPages(t *testing.T) {
	w := newTown(t, "li")
	for i := range 7 {
		w.award("li", int64(i+1))
	}
	_, err := w.hold("li", 5)
	require.NoError(t, err)
	var sum, before int64
	var pages, lines int
	for {
		page, err := ledger.Statement(w.store.Read(t.Context()), "li", before, 3)
		require.NoError(t, err)
		if len(page) == 0 {
			break
		}
		pages++
		for _, e := range page {
			sum += e.Change
			lines++
			before = *e.Seq
		}
	}
	require.Equal(t, 3, pages)
	require.Equal(t, 8, lines)
	require.Equal(t, w.standing("li").Available, sum)
}

// Whatever people do in whatever order, the books balance, nothing falls below zero and the balance is the history.
func TestRandomBusinessKeepsTheBooks(t *testing.T) {
	people := []string{"a", "b", "c"}
	w := newTown(t, people...)
	rapid.Check(t, func(r *rapid.T) {
		var holds []struct{ person, id string }
		var awards []struct{ person, id string }
		for range rapid.IntRange(1, 25).Draw(r, "steps") {
			p := rapid.SampledFrom(people).Draw(r, "person")
			n := rapid.Int64Range(1, 60).Draw(r, "points")
			before := w.standing(p).Available
			switch rapid.IntRange(0, 4).Draw(r, "act") {
			case 0, 1:
				awards = append(awards, struct{ person, id string }{p, w.award(p, n)})
				require.Equal(r, before+n, w.standing(p).Available)
			case 2:
				id, err := w.hold(p, n)
				if before < n {
					require.ErrorIs(r, err, ledger.ErrShort)
					require.Equal(r, before, w.standing(p).Available)
					continue
				}
				require.NoError(r, err)
				holds = append(holds, struct{ person, id string }{p, id})
			case 3:
				if len(holds) > 0 {
					h := holds[0]
					holds = holds[1:]
					require.NoError(r, w.settle(h.person, h.id, n%2 == 0))
				}
			case 4:
				if len(awards) > 0 && n%4 == 0 {
					a := awards[0]
					awards = awards[1:]
					require.NoError(r, w.reverse(a.person, a.id))
				}
			}
		}
		require.Nil(r, w.audit().First)
	})
}

func TestRaces(t *testing.T) {
	t.Run("fifty holds with a balance for one", func(t *testing.T) {
		w := newTown(t, "li")
		w.award("li", 10)
		var won, short sync.Map
		var group sync.WaitGroup
		for i := range 50 {
			group.Go(func() {
				_, err := w.book("li", func(b *ledger.Books) (string, error) {
					return b.Hold("li", 10, why("redemption", fmt.Sprint("race", i)))
				})
				if err == nil {
					won.Store(i, true)
					return
				}
				require.ErrorIs(t, err, ledger.ErrShort)
				short.Store(i, true)
			})
		}
		group.Wait()
		require.Equal(t, 1, count(&won))
		require.Equal(t, 49, count(&short))
		require.Zero(t, w.standing("li").Available)
		w.balanced()
	})
	t.Run("a hold posted and voided twenty times at once ends once", func(t *testing.T) {
		w := newTown(t, "li")
		w.award("li", 10)
		hold, err := w.hold("li", 10)
		require.NoError(t, err)
		var won sync.Map
		var group sync.WaitGroup
		for i := range 20 {
			group.Go(func() {
				_, err := w.book("li", func(b *ledger.Books) (string, error) {
					if err := b.LoadHolds(hold); err != nil {
						return "", err
					}
					if i%2 == 0 {
						return b.Post(hold, ledger.Mart("m1"), why("redemption", fmt.Sprint("race", i)))
					}
					return b.Void(hold, why("redemption", fmt.Sprint("race", i)))
				})
				if err == nil {
					won.Store(i, true)
				}
			})
		}
		group.Wait()
		require.Equal(t, 1, count(&won))
		require.Zero(t, w.standing("li").Held)
		w.balanced()
	})
}

func count(m *sync.Map) (n int) {
	m.Range(func(any, any) bool { n++; return true })
	return n
}

// forge is a fifth transfer of li's, who has 50 available and 30 held, made to fit the account and the numbers.
func forge(kind, debit, credit string, points, balance, held int64, reverses string) string {
	return fmt.Sprintf(`INSERT INTO transfers (id, at, day, kind, debit, credit, points, account_id, seq, balance_after, held_after, reason, source_type, source_id, note, reverses)
		VALUES ('forged', 1773216000000, '2026-03-11', '%s', '%s', '%s', %d, 'li', 5, %d, %d, 'x', 'x', 'x', '', %s);
		UPDATE accounts SET balance = %d, seq = 5 WHERE id = 'li'`, kind, debit, credit, points, balance, held, reverses, balance)
}

// The audit is worth what it finds: each of these is a way to cheat in the database itself.
func TestTheAuditNamesTheFirstBadRow(t *testing.T) {
	for name, cheat := range map[string]string{
		"a balance raised by hand":             "UPDATE accounts SET balance = balance + 1 WHERE id = 'li'",
		"held points lowered":                  "UPDATE accounts SET held = held - 1, balance = balance + 1 WHERE id = 'li'",
		"a transfer made bigger":               "UPDATE transfers SET points = points + 5 WHERE kind = 'award'",
		"a transfer taken away":                "DELETE FROM transfers WHERE kind = 'hold'",
		"the last transfer taken away":         "DELETE FROM transfers WHERE kind = 'redeem'",
		"a transfer moved to somebody else":    "UPDATE transfers SET account_id = 'wu', credit = 'wu', seq = 1 WHERE kind = 'award'",
		"points out of nowhere":                "UPDATE transfers SET debit = 'house:city' WHERE kind = 'award'",
		"funding forged after the fact":        "DELETE FROM transfers WHERE kind = 'fund'",
		"an account taken away with its rows":  "DELETE FROM accounts WHERE id = 'li'",
		"points that expired before their day": forge("expire", "li", ledger.Expired, 5, 45, 30, "NULL"),
		"a reversal of nothing":                forge("reversal", ledger.Mart("m1"), "li", 20, 70, 30, "'nothing'"),
		"a reversal of more than was paid":     forge("reversal", ledger.Mart("m1"), "li", 21, 71, 30, "(SELECT id FROM (SELECT id FROM transfers WHERE kind = 'redeem') x)"),
	} {
		t.Run(name, func(t *testing.T) {
			w := newTown(t, "li", "wu")
			w.award("li", 100)
			hold, err := w.hold("li", 20)
			require.NoError(t, err)
			require.NoError(t, w.settle("li", hold, true))
			_, err = w.hold("li", 30)
			require.NoError(t, err)
			w.balanced()
			require.NoError(t, w.store.Write(t.Context(), func(tx *db.Tx) error {
				for _, sql := range strings.Split(cheat, ";") {
					if err := tx.DB.Exec(sql).Error; err != nil {
						return err
					}
				}
				return nil
			}))
			require.NotNil(t, w.audit().First)
		})
	}
}

func TestTheDatabaseItselfKeepsABalanceAboveZero(t *testing.T) {
	w := newTown(t, "li")
	w.award("li", 5)
	err := w.store.Write(t.Context(), func(tx *db.Tx) error {
		return tx.DB.Model(&models.Account{}).Where("id = ?", "li").UpdateColumn("balance", -1).Error
	})
	require.True(t, db.IsCheck(err), "%v", err)
}
