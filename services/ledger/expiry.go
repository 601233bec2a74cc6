package ledger

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Terms say when points end: at the end of MonthDay ("12-31", Asia/Shanghai) of the YearsAfter-th year after the one they were
// earned in, oldest spent first. Points held over that day live ReturnedDays more once they come back. They are a part of the
// rulebook, which the ledger is told and does not know.
type Terms struct {
	YearsAfter   int
	MonthDay     string
	ReturnedDays int
}

// end is the last day of points earned in a year.
func (t Terms) end(earned int) string { return fmt.Sprintf("%04d-%s", earned+t.YearsAfter, t.MonthDay) }

// turn is the instant at which points earned in a year are over.
func (t Terms) turn(earned int) time.Time {
	last, err := time.ParseInLocation(time.DateOnly, t.end(earned), daqing)
	if err != nil {
		return time.Date(earned+t.YearsAfter+1, 1, 1, 0, 0, 0, 0, daqing) // the rulebook refuses a day that is none
	}
	return last.AddDate(0, 0, 1)
}

// ended is the latest year whose points are over at an instant.
func (t Terms) ended(now time.Time) int {
	year := now.In(daqing).Year() - t.YearsAfter
	if t.turn(year).After(now) {
		year--
	}
	return year
}

// grace is how long points live that come back from a hold after their day.
func (t Terms) grace() time.Duration { return time.Duration(t.ReturnedDays) * 24 * time.Hour }

// Expiring says how many points go at the end of a day (Asia/Shanghai) if they are not spent before.
type Expiring struct {
	On     string
	Points int64
}

// flow is what went in and out of a person's account. Since the oldest are spent first, what expires is what was earned in
// the years that are over, less everything ever spent; no row per lot is needed.
type flow struct {
	terms             Terms
	now               time.Time
	earned            map[int]int64 // by year, less what reversals took back of it
	taken             int64         // by hand
	redeemed, expired int64
	spent             int64 // all that left and did not come back
	late              int64 // came back after its day, and not so long ago that it may expire
}

func (f flow) earnedUpTo(year int) (sum int64) {
	for y, points := range f.earned {
		if y <= year {
			sum += points
		}
	}
	return sum
}

// due is what is over by now and was never spent, without what came back late.
func (f flow) due(balance int64) int64 {
	return max(0, min(f.earnedUpTo(f.terms.ended(f.now))-f.spent-f.late, balance))
}

// back is points that came back after their day.
type back struct {
	At     models.Instant
	Points int64
}

// expiring is what goes on which day, the nearest first: what is over already, what came back late, then a year's after the
// other. late is latest first.
func (f flow) expiring(balance int64, late []back) []Expiring {
	var list []Expiring
	listed := int64(0)
	add := func(on string, points int64) {
		if points = min(points, balance-listed); points > 0 {
			list, listed = append(list, Expiring{on, points}), listed+points
		}
	}
	ended := f.terms.ended(f.now)
	add(f.terms.end(ended), f.due(balance))
	grace := max(0, f.earnedUpTo(ended)-f.spent-listed)
	kept := map[string]int64{}
	var days []string
	for _, b := range late {
		day := Day(b.At.Time().Add(f.terms.grace()))
		if kept[day] == 0 {
			days = append(days, day)
		}
		part := min(b.Points, grace)
		kept[day], grace = kept[day]+part, grace-part
	}
	for i := len(days) - 1; i >= 0; i-- {
		add(days[i], kept[days[i]])
	}
	for year := ended + 1; year <= f.now.In(daqing).Year(); year++ {
		add(f.terms.end(year), f.earnedUpTo(year)-f.spent-listed)
	}
	return list
}

// fromSQL joins a transfer t with o, what it settles or reverses, and h, the hold under it.
const fromSQL = ` FROM transfers t LEFT JOIN transfers o ON o.id = COALESCE(t.settles, t.reverses)
  LEFT JOIN transfers h ON h.id = CASE WHEN o.kind = 'hold' THEN o.id ELSE o.settles END WHERE t.account_id IN ?`

// lateSQL holds for points that came back so late that the day of some of them had passed meanwhile: their hold was made before
// the latest turn, or the one before that. Only those are spared; otherwise who reserves and cancels would never lose any.
const lateSQL = `t.credit = t.account_id AND t.kind IN ('void', 'reversal') AND t.at > ?
  AND (t.at >= ? AND h.at < ? OR t.at < ? AND t.at >= ? AND h.at < ?)`

// What a reversal takes back of an award is taken from the year of that award; what it gives back of a redemption is no longer
// spent.
const flowSQL = `SELECT t.account_id, SUBSTR(CASE WHEN t.kind = 'reversal' AND t.debit = t.account_id THEN o.day ELSE t.day END, 1, 4) AS earned_in,
  SUM(CASE WHEN t.kind = 'award' OR (t.kind = 'adjust' AND t.credit = t.account_id) THEN t.points
           WHEN t.kind = 'reversal' AND t.debit = t.account_id THEN -t.points ELSE 0 END) AS earned,
  SUM(CASE WHEN t.kind = 'adjust' AND t.debit = t.account_id THEN t.points
           WHEN t.kind = 'reversal' AND t.credit = t.account_id AND o.kind = 'adjust' THEN -t.points ELSE 0 END) AS taken,
  SUM(CASE WHEN t.kind = 'redeem' THEN t.points WHEN t.kind = 'reversal' AND o.kind = 'redeem' THEN -t.points ELSE 0 END) AS redeemed,
  SUM(CASE WHEN t.kind = 'expire' THEN t.points WHEN t.kind = 'reversal' AND o.kind = 'expire' THEN -t.points ELSE 0 END) AS expired,
  SUM(CASE WHEN t.kind IN ('hold', 'expire') OR (t.kind = 'adjust' AND t.debit = t.account_id) THEN t.points
           WHEN t.credit = t.account_id AND t.kind IN ('void', 'reversal') THEN -t.points ELSE 0 END) AS spent,
  SUM(CASE WHEN ` + lateSQL + ` THEN t.points ELSE 0 END) AS late` + fromSQL + ` GROUP BY t.account_id, earned_in`

// lateArgs are the arguments of lateSQL.
func (t Terms) lateArgs(now time.Time) []any {
	ended := t.ended(now)
	latest, before := models.At(t.turn(ended)), models.At(t.turn(ended-1))
	return []any{models.At(now.Add(-t.grace())), latest, latest, latest, before, before}
}

func flows(tx *db.Tx, persons []string, terms Terms) (map[string]flow, error) {
	var rows []struct {
		AccountID, EarnedIn                           string
		Earned, Taken, Redeemed, Expired, Spent, Late int64
	}
	if err := tx.DB.Raw(flowSQL, append(terms.lateArgs(tx.Now), persons)...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("sum transfers: %w", err)
	}
	m := map[string]flow{}
	for _, p := range persons {
		m[p] = flow{terms: terms, now: tx.Now, earned: map[int]int64{}}
	}
	for _, r := range rows {
		year, err := strconv.Atoi(r.EarnedIn)
		if err != nil {
			return nil, fmt.Errorf("read the year of what %s earned: %w", r.AccountID, err)
		}
		f := m[r.AccountID]
		f.earned[year] += r.Earned
		f.taken, f.redeemed, f.expired = f.taken+r.Taken, f.redeemed+r.Redeemed, f.expired+r.Expired
		f.spent, f.late = f.spent+r.Spent, f.late+r.Late
		m[r.AccountID] = f
	}
	return m, nil
}

// ExpireDue books what is over, for every person, and returns how many points went. It may run at any hour and any number of
// times: a second run finds nothing. Accounts that cannot be booked, which is a failure of ours, do not keep the others waiting.
func ExpireDue(ctx context.Context, store *db.Store, terms Terms) (int64, error) {
	var total int64
	var failed error
	for after := ""; ; {
		var ids []string
		err := store.Read(ctx).DB.Model(&models.Account{}).Where("id > ? AND balance > 0", after).Order("id").Limit(200).Pluck("id", &ids).Error
		if err != nil {
			return total, errors.Join(failed, fmt.Errorf("list accounts: %w", err))
		}
		if len(ids) == 0 {
			return total, failed
		}
		after = ids[len(ids)-1]
		var gone int64
		err = store.Write(ctx, func(tx *db.Tx) (err error) {
			gone, err = expire(tx, ids, terms)
			return err
		})
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		total += gone
	}
}

func expire(tx *db.Tx, ids []string, terms Terms) (int64, error) {
	books, err := Open(tx, ids...)
	if err != nil {
		return 0, err
	}
	sums, err := flows(tx, ids, terms)
	if err != nil {
		return 0, err
	}
	var gone int64
	for _, id := range ids {
		due := sums[id].due(books.Available(id))
		if due == 0 {
			continue
		}
		// The account's number is the source: what is due is reckoned anew under the lock, so nothing goes twice.
		source := Source{"expiry", fmt.Sprintf("%s:%d", id, books.accounts[id].Seq+1)}
		if _, err := books.Expire(id, due, Why{Reason: "expiry", Source: source, Note: "积分到期清零"}); err != nil {
			return 0, err
		}
		gone += due
	}
	return gone, books.Write()
}
