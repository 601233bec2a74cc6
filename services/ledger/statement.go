package ledger

import (
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Entry is a transfer as its person sees it: Points is signed and is the change of what can be spent, so a redeem, which only
// settles what its hold took, is 0; the points add up to the balance.
type Entry struct {
	models.Transfer
	Change int64
}

// Signed is the change that t made to the person's balance.
func Signed(t models.Transfer) int64 {
	switch {
	case t.AccountID == nil:
		return 0
	case t.Credit == *t.AccountID:
		return t.Points
	case t.Debit == *t.AccountID:
		return -t.Points
	default:
		return 0
	}
}

// Statement lists a person's transfers, newest first, that come before the number `before` (0: from the top).
func Statement(tx *db.Tx, person string, before int64, limit int) ([]Entry, error) {
	q := tx.DB.Where("account_id = ?", person)
	if before > 0 {
		q = q.Where("seq < ?", before)
	}
	var rows []models.Transfer
	if err := q.Order("seq DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read statement: %w", err)
	}
	entries := make([]Entry, len(rows))
	for i, r := range rows {
		entries[i] = Entry{Transfer: r, Change: Signed(r)}
	}
	return entries, nil
}

// Find reads one transfer of a person.
func Find(tx *db.Tx, person, id string) (Entry, error) {
	var row models.Transfer
	err := tx.DB.Where("id = ? AND account_id = ?", id, person).Take(&row).Error
	if db.IsMissing(err) {
		return Entry{}, ErrAccount
	}
	if err != nil {
		return Entry{}, fmt.Errorf("read transfer: %w", err)
	}
	return Entry{Transfer: row, Change: Signed(row)}, nil
}

// BySource reads the transfer of a kind that was booked for a source.
func BySource(tx *db.Tx, kind Kind, source Source) (models.Transfer, error) {
	var row models.Transfer
	err := tx.DB.Where("source_id = ? AND source_type = ? AND kind = ?", source.ID, source.Type, kind).Take(&row).Error
	if db.IsMissing(err) {
		return row, ErrAccount
	}
	if err != nil {
		return row, fmt.Errorf("read transfer: %w", err)
	}
	return row, nil
}

// Standing is where a person's points are. Earned is less what was taken by hand or by reversals, so that
// Earned − Redeemed − ExpiredEver = Available + Held.
type Standing struct {
	Available, Held               int64
	Earned, Redeemed, ExpiredEver int64
	Expiring                      []Expiring
}

func account(tx *db.Tx, person string) (models.Account, error) {
	var a models.Account
	err := tx.DB.Where("id = ?", person).Take(&a).Error
	if db.IsMissing(err) {
		return a, ErrAccount
	}
	if err != nil {
		return a, fmt.Errorf("read account: %w", err)
	}
	return a, nil
}

// Available reads what a person can spend, as it is committed; only Books hold it still.
func Available(tx *db.Tx, person string) (int64, error) {
	a, err := account(tx, person)
	return a.Balance, err
}

// Of reads where a person's points are, from the rows, and when they end by these terms.
func Of(tx *db.Tx, person string, terms Terms) (Standing, error) {
	a, err := account(tx, person)
	if err != nil {
		return Standing{}, err
	}
	flows, err := flows(tx, []string{person}, terms)
	if err != nil {
		return Standing{}, err
	}
	f := flows[person]
	s := Standing{Available: a.Balance, Held: a.Held, Earned: f.earnedUpTo(f.now.In(daqing).Year()) - f.taken, Redeemed: f.redeemed, ExpiredEver: f.expired}
	var late []back
	if f.late > 0 {
		const sql = "SELECT t.at, t.points" + fromSQL + " AND " + lateSQL + " ORDER BY t.at DESC, t.id DESC"
		if err := tx.DB.Raw(sql, append([]any{[]string{person}}, terms.lateArgs(tx.Now)...)...).Scan(&late).Error; err != nil {
			return s, fmt.Errorf("read what came back late: %w", err)
		}
	}
	s.Expiring = f.expiring(a.Balance, late)
	return s, nil
}

// Takings is how many redemptions were paid to a mart on a day, and with how many points.
func Takings(tx *db.Tx, mart, day string) (redemptions, points int64, err error) {
	var sum struct{ Count, Points int64 }
	err = tx.DB.Raw("SELECT COUNT(*) AS count, COALESCE(SUM(points), 0) AS points FROM transfers WHERE day = ? AND kind = 'redeem' AND credit = ?",
		day, Mart(mart)).Scan(&sum).Error
	if err != nil {
		return 0, 0, fmt.Errorf("sum a mart's day: %w", err)
	}
	return sum.Count, sum.Points, nil
}
