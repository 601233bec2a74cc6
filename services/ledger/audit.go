package ledger

import (
	"fmt"
	"slices"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Finding is the first row that does not hold.
type Finding struct{ Table, ID, Why string }

// Figures is what the books add up to, computed from the rows and from nothing else. Outstanding is what people have and may
// still spend, holds included: Issued − Redeemed − Expired.
type Figures struct {
	Accounts, Transfers                          int64
	Issued, Redeemed, Expired, Held, Outstanding int64
	First                                        *Finding
}

// Balanced says that every row holds.
func (f Figures) Balanced() bool { return f.First == nil }

// auditor walks all transfers in the order of their accounts and their numbers there.
type auditor struct {
	figures Figures
	terms   func(day string) Terms
	current string
	last    models.Account // of the current account, recomputed
	open    map[string]int64
	past    map[string]models.Transfer // of the current account, those that may still be reversed
	earned  map[int]int64              // of the current account, by year
	spent   int64                      // of the current account, as flow counts it
	results map[string]models.Account
	streets map[string]int64
}

func (a *auditor) bad(table, id, why string, args ...any) {
	if a.figures.First == nil {
		a.figures.First = &Finding{table, id, fmt.Sprintf(why, args...)}
	}
}

// Audit recomputes every balance, hold and figure from the transfers and compares what is kept; it changes nothing. Give it a
// snapshot, and the terms that were in force on a day.
func Audit(tx *db.Tx, terms func(day string) Terms) (Figures, error) {
	a := &auditor{
		terms: terms, open: map[string]int64{}, past: map[string]models.Transfer{}, earned: map[int]int64{},
		results: map[string]models.Account{}, streets: map[string]int64{},
	}
	rows, err := tx.DB.Model(&models.Transfer{}).Order("account_id, seq, id").Rows()
	if err != nil {
		return a.figures, fmt.Errorf("read transfers: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var t models.Transfer
		if err := tx.DB.ScanRows(rows, &t); err != nil {
			return a.figures, fmt.Errorf("read transfer: %w", err)
		}
		a.figures.Transfers++
		a.street(t)
		if t.AccountID == nil {
			a.house(t)
			continue
		}
		a.person(t)
	}
	if err := rows.Err(); err != nil {
		return a.figures, fmt.Errorf("read transfers: %w", err)
	}
	a.finishAccount()
	if err := rows.Close(); err != nil {
		return a.figures, fmt.Errorf("read transfers: %w", err)
	}
	for street, left := range a.streets {
		if left < 0 {
			a.bad("transfers", street, "issued %d points more than the street was funded with", -left)
		}
	}
	if err := a.compare(tx); err != nil {
		return a.figures, err
	}
	a.figures.Outstanding += a.figures.Held
	if want := a.figures.Issued - a.figures.Redeemed - a.figures.Expired; want != a.figures.Outstanding {
		a.bad("accounts", "", "outstanding is %d, issued less redeemed less expired is %d", a.figures.Outstanding, want)
	}
	return a.figures, nil
}

func (a *auditor) street(t models.Transfer) {
	if strings.HasPrefix(t.Debit, "street:") {
		a.streets[t.Debit] -= t.Points
	}
	if strings.HasPrefix(t.Credit, "street:") {
		a.streets[t.Credit] += t.Points
	}
}

func (a *auditor) house(t models.Transfer) {
	if t.Kind != string(Fund) || t.Debit != City || !strings.HasPrefix(t.Credit, "street:") || t.Points <= 0 {
		a.bad("transfers", t.ID, "a transfer between house accounts that is no funding")
	}
}

func (a *auditor) person(t models.Transfer) {
	if *t.AccountID != a.current {
		a.finishAccount()
		a.current = *t.AccountID
		a.last = models.Account{ID: a.current}
	}
	before := a.last.Balance
	a.expiry(t)
	a.reversal(t)
	change, held, ok := effect(t)
	if !ok {
		a.bad("transfers", t.ID, "debit and credit do not fit its kind %s", t.Kind)
	}
	a.hold(t)
	a.last.Seq++
	a.last.Balance += change
	a.last.Held += held
	a.last.FloorAt = min(0, a.last.Balance)
	switch {
	case t.Points <= 0:
		a.bad("transfers", t.ID, "moves %d points", t.Points)
	case t.Seq == nil || *t.Seq != a.last.Seq:
		a.bad("transfers", t.ID, "is not number %d of its account", a.last.Seq)
	case t.BalanceAfter != a.last.Balance || t.HeldAfter != a.last.Held:
		a.bad("transfers", t.ID, "says %d available and %d held after it, the rows say %d and %d",
			t.BalanceAfter, t.HeldAfter, a.last.Balance, a.last.Held)
	case a.last.Balance < 0 && change < 0 && t.Kind != string(Reversal):
		a.bad("transfers", t.ID, "takes the balance from %d to %d, which only a reversal may", before, a.last.Balance)
	}
	a.sum(t)
}

// effect is what a transfer does to its person's balance and held points, and whether its two sides fit its kind.
func effect(t models.Transfer) (balance, held int64, ok bool) {
	p := *t.AccountID
	street := func(s string) bool { return strings.HasPrefix(s, "street:") }
	switch Kind(t.Kind) {
	case Award:
		return t.Points, 0, street(t.Debit) && t.Credit == p
	case Adjust:
		return Signed(t), 0, street(t.Debit) && t.Credit == p || t.Debit == p && street(t.Credit)
	case Hold:
		return -t.Points, t.Points, t.Debit == p && t.Credit == Held(p)
	case Void:
		return t.Points, -t.Points, t.Debit == Held(p) && t.Credit == p && t.Settles != nil
	case Redeem:
		return 0, -t.Points, t.Debit == Held(p) && strings.HasPrefix(t.Credit, "mart:") && t.Settles != nil
	case Expire:
		return -t.Points, 0, t.Debit == p && t.Credit == Expired
	case Reversal:
		return Signed(t), 0, (t.Debit == p) != (t.Credit == p) && t.Reverses != nil
	}
	return 0, 0, false
}

// hold follows each hold to the one transfer that settles it.
func (a *auditor) hold(t models.Transfer) {
	if t.Kind == string(Hold) {
		a.open[t.ID] = t.Points
		return
	}
	if t.Settles == nil {
		return
	}
	points, ok := a.open[*t.Settles]
	switch {
	case !ok:
		a.bad("transfers", t.ID, "settles %s, which is no open hold of this account", *t.Settles)
	case points != t.Points:
		a.bad("transfers", t.ID, "settles a hold of %d points with %d", points, t.Points)
	}
	delete(a.open, *t.Settles)
}

// expiry holds that no more expired than was over and unspent by then, and follows what the next one is reckoned by.
func (a *auditor) expiry(t models.Transfer) {
	yearOf := func(t models.Transfer) int { return t.At.Time().In(daqing).Year() }
	switch change := Signed(t); {
	case t.Kind == string(Award) || t.Kind == string(Adjust) && change > 0:
		a.earned[yearOf(t)] += change
	case t.Kind == string(Reversal) && change < 0 && t.Reverses != nil:
		a.earned[yearOf(a.past[*t.Reverses])] += change
	case t.Kind == string(Expire):
		f := flow{terms: a.terms(t.Day), now: t.At.Time(), earned: a.earned, spent: a.spent}
		if due := f.due(t.Points); t.Points > due {
			a.bad("transfers", t.ID, "expires %d points, of which %d were over", t.Points, due)
		}
		fallthrough
	default:
		a.spent -= change
	}
}

// reversal holds that a reversal undoes one transfer of this account, as a whole, once.
func (a *auditor) reversal(t models.Transfer) {
	a.past[t.ID] = t
	if t.Kind != string(Reversal) || t.Reverses == nil {
		return
	}
	o, ok := a.past[*t.Reverses]
	delete(a.past, *t.Reverses)
	mirrored := t.Credit == *t.AccountID && t.Debit == o.Credit
	if ok && o.Credit == *t.AccountID {
		mirrored = t.Debit == *t.AccountID && t.Credit == o.Debit
	}
	if !ok || !mirrored || t.Points != o.Points || !slices.Contains([]Kind{Award, Adjust, Redeem, Expire}, Kind(o.Kind)) {
		a.bad("transfers", t.ID, "reverses %s, which is no transfer of this account that it could undo", *t.Reverses)
	}
}

func (a *auditor) sum(t models.Transfer) {
	f := &a.figures
	switch Kind(t.Kind) {
	case Award, Adjust:
		f.Issued += Signed(t)
	case Redeem:
		f.Redeemed += t.Points
	case Expire:
		f.Expired += t.Points
	case Reversal:
		switch {
		case strings.HasPrefix(t.Debit, "mart:"):
			f.Redeemed -= t.Points
		case t.Debit == Expired:
			f.Expired -= t.Points
		default:
			f.Issued += Signed(t)
		}
	}
}

func (a *auditor) finishAccount() {
	if a.current == "" {
		return
	}
	var open int64
	for _, points := range a.open {
		open += points
	}
	if open != a.last.Held {
		a.bad("accounts", a.current, "open holds are %d points, held is %d", open, a.last.Held)
	}
	clear(a.open)
	clear(a.past)
	clear(a.earned)
	a.spent = 0
	a.results[a.current] = a.last
}

// compare holds the kept balances against the recomputed ones.
func (a *auditor) compare(tx *db.Tx) error {
	rows, err := tx.DB.Model(&models.Account{}).Order("id").Rows()
	if err != nil {
		return fmt.Errorf("read accounts: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var kept models.Account
		if err := tx.DB.ScanRows(rows, &kept); err != nil {
			return fmt.Errorf("read account: %w", err)
		}
		a.figures.Accounts++
		a.figures.Outstanding += kept.Balance
		a.figures.Held += kept.Held
		got := a.results[kept.ID] // the zero account where there are no transfers
		delete(a.results, kept.ID)
		if kept.Balance != got.Balance || kept.Held != got.Held || kept.Seq != got.Seq || kept.FloorAt != got.FloorAt {
			a.bad("accounts", kept.ID, "keeps %d available, %d held after %d transfers; the rows say %d, %d and %d",
				kept.Balance, kept.Held, kept.Seq, got.Balance, got.Held, got.Seq)
		}
	}
	for id := range a.results {
		a.bad("accounts", id, "has transfers but is not there")
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read accounts: %w", err)
	}
	return nil
}
