// Package ledger is the only writer of points. Other rooms say who pays whom and why; the ledger books it so that no point is
// ever made or lost.
//
// A transfer is one immutable row from a debit to a credit account, so the books balance by construction. It touches at most
// one person's account, numbers itself there and says what was left. Points that wait are held: a hold moves them from
// the person to held:<person>, and is settled exactly once, by a post (to the mart) or a void (back).
package ledger

import (
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// Kind says what a transfer is.
type Kind string

// The kinds. Fund moves no person's points; Redeem is the post of a hold.
const (
	Fund     Kind = "fund"
	Award    Kind = "award"
	Hold     Kind = "hold"
	Void     Kind = "void"
	Redeem   Kind = "redeem"
	Expire   Kind = "expire"
	Reversal Kind = "reversal"
	Adjust   Kind = "adjust"
)

// Refusals of this room.
var (
	ErrShort   = fault.New(fault.Conflict, "ledger.short", "积分不足", "Not enough points")
	ErrTwice   = fault.New(fault.Conflict, "ledger.twice", "这笔积分已经记过", "This was booked already")
	ErrSettled = fault.New(fault.Conflict, "ledger.settled", "这笔冻结已经处理", "This hold was settled already")
	ErrAmount  = fault.New(fault.Refused, "ledger.amount", "积分数须为不超过一亿的正整数", "Points must be a positive number of at most 100 million")
	ErrAccount = fault.New(fault.NotFound, "ledger.account", "没有这个积分账户", "No such account")
)

// most bounds one transfer, far above any rule and far below what would overflow a sum.
const most = 100_000_000

// House accounts. They keep no running balance, so nothing queues behind them.
const (
	City    = "house:city"    // where budgets come from
	Expired = "house:expired" // where expired points go
)

// Street is the account of a street's budget, Mart that of a mart's takings, Held that of a person's open holds.
func Street(id string) string { return "street:" + id }

// Mart is the account that a mart's fulfilled redemptions are paid into.
func Mart(id string) string { return "mart:" + id }

// Held is the account in which a person's open holds stand.
func Held(person string) string { return "held:" + person }

// Source says what a transfer was booked for. With kind and reason it is unique for ever, so nothing is paid twice even
// when idempotency keys are long forgotten.
type Source struct{ Type, ID string }

// Why is what a transfer says of itself: Reason is a rule's code or a word of the room that books, Note is for people.
type Why struct {
	Reason string
	Source Source
	Note   string
}

// Books are the accounts and holds that a unit of work has locked, with what it has booked so far. Everything is decided in
// memory, one after another; Write then writes it all in a few statements. A refused booking changes nothing.
type Books struct {
	tx       *db.Tx
	day      string
	accounts map[string]*models.Account
	holds    map[string]models.Transfer
	changed  map[string]bool
	written  []models.Transfer
}

// daqing is the town's time, without daylight saving since 1991.
var daqing = time.FixedZone("CST", 8*3600)

// Day is the Asia/Shanghai date of t.
func Day(t time.Time) string { return t.In(daqing).Format(time.DateOnly) }

// Open locks the accounts of the persons, in the order of their ids, and reads them.
func Open(tx *db.Tx, persons ...string) (*Books, error) {
	b := &Books{
		tx: tx, day: Day(tx.Now),
		accounts: map[string]*models.Account{}, holds: map[string]models.Transfer{}, changed: map[string]bool{},
	}
	if len(persons) == 0 {
		return b, nil
	}
	ids := slices.Clone(persons)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	var rows []models.Account
	err := tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id IN ?", ids).Order("id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("lock accounts: %w", err)
	}
	for i := range rows {
		b.accounts[rows[i].ID] = &rows[i]
	}
	return b, nil
}

// OpenAccounts makes the accounts of new people, empty.
func OpenAccounts(tx *db.Tx, persons ...string) error {
	rows := make([]models.Account, len(persons))
	for i, p := range persons {
		rows[i] = models.Account{ID: p, OpenedAt: models.At(tx.Now)}
	}
	if err := tx.DB.CreateInBatches(rows, 500).Error; err != nil {
		return fmt.Errorf("open accounts: %w", err)
	}
	return nil
}

// LoadHolds reads holds that are about to be settled.
func (b *Books) LoadHolds(ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	var rows []models.Transfer
	if err := b.tx.DB.Where("id IN ? AND kind = ?", ids, Hold).Find(&rows).Error; err != nil {
		return fmt.Errorf("read holds: %w", err)
	}
	for _, r := range rows {
		b.holds[r.ID] = r
	}
	return nil
}

// Has says that the person has an account, and that it is locked here.
func (b *Books) Has(person string) bool { return b.accounts[person] != nil }

// Available is what the person can spend now, after what these books have booked; it is below zero after a reversal of
// points already spent.
func (b *Books) Available(person string) int64 {
	if a, ok := b.accounts[person]; ok {
		return a.Balance
	}
	return 0
}

// Held is what the person's open holds set aside.
func (b *Books) Held(person string) int64 {
	if a, ok := b.accounts[person]; ok {
		return a.Held
	}
	return 0
}

// entry is a transfer being booked: what it does to the person's balance and held points.
type entry struct {
	kind              Kind
	person            string
	debit, credit     string
	points            int64
	balance, held     int64 // the change
	why               Why
	settles, reverses string
	belowZero         bool
}

// Award books points out of a street's budget to a person.
func (b *Books) Award(person, street string, points int64, why Why) (string, error) {
	return b.book(entry{kind: Award, person: person, debit: Street(street), credit: person, points: points, balance: points, why: why})
}

// Adjust books a change by hand, up or down; down never goes below zero.
func (b *Books) Adjust(person, street string, points int64, why Why) (string, error) {
	if points < 0 {
		return b.book(entry{kind: Adjust, person: person, debit: person, credit: Street(street), points: -points, balance: points, why: why})
	}
	return b.book(entry{kind: Adjust, person: person, debit: Street(street), credit: person, points: points, balance: points, why: why})
}

// Hold sets points aside until they are posted or voided; its id names it then.
func (b *Books) Hold(person string, points int64, why Why) (string, error) {
	return b.book(entry{kind: Hold, person: person, debit: person, credit: Held(person), points: points, balance: -points, held: points, why: why})
}

// Post settles a hold: its points go to the account `to`.
func (b *Books) Post(hold, to string, why Why) (string, error) {
	return b.settle(hold, why, func(h models.Transfer, person string) entry {
		return entry{kind: Redeem, debit: Held(person), credit: to, held: -h.Points}
	})
}

// Void settles a hold: its points go back to whom they came from.
func (b *Books) Void(hold string, why Why) (string, error) {
	return b.settle(hold, why, func(h models.Transfer, person string) entry {
		return entry{kind: Void, debit: Held(person), credit: person, balance: h.Points, held: -h.Points}
	})
}

func (b *Books) settle(hold string, why Why, shape func(h models.Transfer, person string) entry) (string, error) {
	h, ok := b.holds[hold]
	if !ok {
		return "", ErrSettled
	}
	e := shape(h, *h.AccountID)
	e.person, e.points, e.why, e.settles = *h.AccountID, h.Points, why, hold
	id, err := b.book(e)
	if err == nil {
		delete(b.holds, hold)
	}
	return id, err
}

// Expire books points that have passed their date.
func (b *Books) Expire(person string, points int64, why Why) (string, error) {
	return b.book(entry{kind: Expire, person: person, debit: person, credit: Expired, points: points, balance: -points, why: why})
}

// Reverse undoes a transfer by its mirror image. Only here may a balance fall below zero; later earnings repay it first.
func (b *Books) Reverse(t models.Transfer, why Why) (string, error) {
	if t.AccountID == nil || t.Kind == string(Hold) || t.Kind == string(Void) || t.Kind == string(Reversal) {
		return "", ErrSettled
	}
	person := *t.AccountID
	e := entry{kind: Reversal, person: person, points: t.Points, why: why, reverses: t.ID, belowZero: true}
	if t.Credit == person {
		e.debit, e.credit, e.balance = person, t.Debit, -t.Points
	} else {
		e.debit, e.credit, e.balance = t.Credit, person, t.Points
	}
	if t.Kind == string(Expire) {
		e.debit = Expired
	}
	return b.book(e)
}

// FundStreet books a street's budget from the city; it touches no person.
func (b *Books) FundStreet(street string, points int64, why Why) (string, error) {
	if points <= 0 {
		return "", ErrAmount
	}
	return b.append(entry{kind: Fund, debit: City, credit: Street(street), points: points, why: why}, nil), nil
}

func (b *Books) book(e entry) (string, error) {
	if e.points <= 0 || e.points > most {
		return "", ErrAmount
	}
	a, ok := b.accounts[e.person]
	if !ok {
		return "", ErrAccount
	}
	balance := a.Balance + e.balance
	if e.balance < 0 && balance < 0 && !e.belowZero {
		return "", ErrShort.Because(
			fmt.Sprintf("需要 %d 分，可用 %d 分", e.points, a.Balance), fmt.Sprintf("%d needed, %d available", e.points, a.Balance))
	}
	a.Balance, a.Held = balance, a.Held+e.held
	a.FloorAt = min(0, balance)
	a.Seq++
	b.changed[a.ID] = true
	return b.append(e, a), nil
}

func (b *Books) append(e entry, a *models.Account) string {
	t := models.Transfer{
		ID: b.tx.NewID(), At: models.At(b.tx.Now), Day: b.day, Kind: string(e.kind), Debit: e.debit, Credit: e.credit,
		Points: e.points, Reason: e.why.Reason, SourceType: e.why.Source.Type, SourceID: e.why.Source.ID, Note: e.why.Note,
	}
	if a != nil {
		id, seq := a.ID, a.Seq
		t.AccountID, t.Seq, t.BalanceAfter, t.HeldAfter = &id, &seq, a.Balance, a.Held
	}
	if e.settles != "" {
		t.Settles = &e.settles
	}
	if e.reverses != "" {
		t.Reverses = &e.reverses
	}
	b.written = append(b.written, t)
	return t.ID
}

// Write writes what was booked. ErrTwice or ErrSettled here mean that a rival was faster: the unit is undone.
func (b *Books) Write() error {
	if len(b.written) == 0 {
		return nil
	}
	err := b.tx.DB.CreateInBatches(b.written, 500).Error
	if db.IsDuplicate(err) {
		return ErrTwice
	}
	if err != nil {
		return fmt.Errorf("write transfers: %w", err)
	}
	rows := make([]models.Account, 0, len(b.changed))
	for id := range b.changed {
		rows = append(rows, *b.accounts[id])
	}
	if len(rows) == 0 {
		return nil
	}
	slices.SortFunc(rows, func(x, y models.Account) int {
		if x.ID < y.ID {
			return -1
		}
		return 1
	})
	// The rows are locked and exist, so this "insert" is one statement that updates all of them; the CHECKs judge each.
	err = b.tx.DB.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "id"}},
		DoUpdates: clause.AssignmentColumns([]string{"balance", "held", "floor_at", "seq"}),
	}).CreateInBatches(rows, 500).Error
	if db.IsCheck(err) {
		return ErrShort
	}
	if err != nil {
		return fmt.Errorf("write balances: %w", err)
	}
	b.written, b.changed = nil, map[string]bool{}
	return nil
}
