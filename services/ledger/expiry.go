package ledger

import (
	"context"
	"fmt"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// grace is how long points live that come back from a hold or a reversal after their date.
const grace = 30 * 24 * time.Hour

// Expiring says how many points go on a day (Asia/Shanghai) if they are not spent before.
type Expiring struct {
	On     string
	Points int64
}

// yearStart is the first instant of a year in Daqing.
func yearStart(year int) time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, daqing) }

// flow is what went in and out of a person's account. Points earned in one year expire with the end of the next, oldest spent
// first, so what expires is what was earned before a cut-off less everything ever spent; no row per lot is needed.
type flow struct {
	now                                time.Time
	earned, redeemed, expired          int64
	earnedBeforeLast, earnedBeforeThis int64 // before 1 January of last year, of this year
	spent                              int64 // all that left and did not come back
	backLate                           int64 // came back after 1 January and not 30 days ago: not yet to be expired
}

// due is what has passed its date by now: earned before last year and never spent. What came back since the turn of the year
// is given its 30 days.
func (f flow) due(balance int64) int64 {
	return max(0, min(f.earnedBeforeLast-f.spent-f.backLate, balance))
}

// expiring is what goes at the end of this year and of the next.
func (f flow) expiring(balance int64) []Expiring {
	year := f.now.In(daqing).Year()
	var list []Expiring
	first := max(0, min(f.earnedBeforeThis-f.spent, balance))
	if first > 0 {
		list = append(list, Expiring{On: fmt.Sprintf("%d-12-31", year), Points: first})
	}
	if rest := balance - first; rest > 0 {
		list = append(list, Expiring{On: fmt.Sprintf("%d-12-31", year+1), Points: rest})
	}
	return list
}

// The sums that a flow is made of. What a reversal takes back of an award counts as spent, what it gives back of a
// redemption as returned; both keep the formula whole.
const flowSQL = `SELECT account_id,
  SUM(CASE WHEN kind = 'award' OR (kind = 'adjust' AND credit = account_id) THEN points
           WHEN kind = 'reversal' AND debit = account_id THEN -points ELSE 0 END) AS earned,
  SUM(CASE WHEN kind = 'redeem' THEN points WHEN kind = 'reversal' AND credit = account_id THEN -points ELSE 0 END) AS redeemed,
  SUM(CASE WHEN kind = 'expire' THEN points ELSE 0 END) AS expired,
  SUM(CASE WHEN (kind = 'award' OR (kind = 'adjust' AND credit = account_id)) AND at < ? THEN points ELSE 0 END) AS earned_before_last,
  SUM(CASE WHEN (kind = 'award' OR (kind = 'adjust' AND credit = account_id)) AND at < ? THEN points ELSE 0 END) AS earned_before_this,
  SUM(CASE WHEN debit = account_id THEN points
           WHEN credit = account_id AND kind IN ('void', 'reversal') THEN -points ELSE 0 END) AS spent,
  SUM(CASE WHEN credit = account_id AND kind IN ('void', 'reversal') AND at >= ? AND at >= ? THEN points ELSE 0 END) AS back_late
FROM transfers WHERE account_id IN ? GROUP BY account_id`

func flows(tx *db.Tx, persons []string, now time.Time) (map[string]flow, error) {
	year := now.In(daqing).Year()
	var rows []struct {
		AccountID                                                                      string
		Earned, Redeemed, Expired, EarnedBeforeLast, EarnedBeforeThis, Spent, BackLate int64
	}
	err := tx.DB.Raw(flowSQL, models.At(yearStart(year-1)), models.At(yearStart(year)),
		models.At(yearStart(year)), models.At(now.Add(-grace)), persons).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("sum transfers: %w", err)
	}
	m := map[string]flow{}
	for _, p := range persons {
		m[p] = flow{now: now}
	}
	for _, r := range rows {
		m[r.AccountID] = flow{
			now: now, earned: r.Earned, redeemed: r.Redeemed, expired: r.Expired, earnedBeforeLast: r.EarnedBeforeLast,
			earnedBeforeThis: r.EarnedBeforeThis, spent: r.Spent, backLate: r.BackLate,
		}
	}
	return m, nil
}

// ExpireDue books what has passed its date, for every person, and returns how many points went. It may run at any hour and
// any number of times: a second run finds nothing.
func ExpireDue(ctx context.Context, store *db.Store) (int64, error) {
	var total int64
	for after := ""; ; {
		var ids []string
		err := store.Read(ctx).DB.Model(&models.Account{}).Where("id > ? AND balance > 0", after).Order("id").Limit(200).Pluck("id", &ids).Error
		if err != nil {
			return total, fmt.Errorf("list accounts: %w", err)
		}
		if len(ids) == 0 {
			return total, nil
		}
		after = ids[len(ids)-1]
		var gone int64
		err = store.Write(ctx, func(tx *db.Tx) error {
			gone, err = expire(tx, ids)
			return err
		})
		if err != nil {
			return total, err
		}
		total += gone
	}
}

func expire(tx *db.Tx, ids []string) (int64, error) {
	books, err := Open(tx, ids...)
	if err != nil {
		return 0, err
	}
	sums, err := flows(tx, ids, tx.Now)
	if err != nil {
		return 0, err
	}
	var gone int64
	for _, id := range ids {
		due := sums[id].due(books.Available(id))
		if due == 0 {
			continue
		}
		// The day is part of the source, so one account can expire once a day at most.
		_, err := books.Expire(id, due, Why{Reason: "expiry", Source: Source{"expiry", id + ":" + Day(tx.Now)}, Note: "积分到期清零"})
		if err != nil {
			return 0, err
		}
		gone += due
	}
	return gone, books.Write()
}
