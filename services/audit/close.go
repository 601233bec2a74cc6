package audit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strconv"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
)

// settle is how long after midnight a day is closed: longer than any unit of work takes, so that none that began before
// midnight commits into a closed day.
const settle = 10 * time.Minute

// Head is the last closed day and its digest. Published, it pins the whole past.
type Head struct{ Day, Digest string }

// CloseDays closes every day that is over and not closed yet, in order, and returns how many. It may run at any hour, any
// number of times and on several instances.
func CloseDays(ctx context.Context, store *db.Store) (int, error) {
	n := 0
	for {
		closed := false
		err := store.Write(ctx, func(tx *db.Tx) (err error) {
			closed, err = closeNext(tx)
			return err
		})
		if db.IsDuplicate(err) { // another instance closed it first
			continue
		}
		if err != nil || !closed {
			return n, err
		}
		n++
	}
}

func closeNext(tx *db.Tx) (bool, error) {
	last, err := lastClose(tx)
	if err != nil {
		return false, err
	}
	day, err := nextDay(tx, last.Day)
	if err != nil || day == "" || day >= ledger.Day(tx.Now.Add(-settle)) {
		return false, err
	}
	row, err := digestDay(tx, day, last.Digest, models.At(tx.Now))
	if err != nil {
		return false, err
	}
	if err := tx.DB.Create(&row).Error; err != nil {
		return false, fmt.Errorf("close %s: %w", day, err)
	}
	return true, nil
}

func lastClose(tx *db.Tx) (models.DayClose, error) {
	var rows []models.DayClose
	if err := tx.DB.Order("day DESC").Limit(1).Find(&rows).Error; err != nil {
		return models.DayClose{}, fmt.Errorf("read the last day close: %w", err)
	}
	if len(rows) == 0 {
		return models.DayClose{}, nil
	}
	return rows[0], nil
}

// nextDay is the day after the last closed one, or the first on which anything happened.
func nextDay(tx *db.Tx, last string) (string, error) {
	if last != "" {
		d, err := time.Parse(time.DateOnly, last)
		if err != nil {
			return "", fmt.Errorf("read day %q: %w", last, err)
		}
		return d.AddDate(0, 0, 1).Format(time.DateOnly), nil
	}
	var first string
	err := tx.DB.Raw(`SELECT COALESCE(MIN(day), '') FROM (
		SELECT MIN(day) AS day FROM transfers UNION ALL SELECT MIN(day) AS day FROM audit_events) AS days`).Scan(&first).Error
	if err != nil {
		return "", fmt.Errorf("find the first day: %w", err)
	}
	return first, nil
}

// digestDay computes the digest of a day: SHA-256 over the digest before it, the day, when it was closed, and every field of
// every transfer and audit event of that day in the order of their ids.
func digestDay(tx *db.Tx, day, previous string, closedAt models.Instant) (models.DayClose, error) {
	h := sha256.New()
	field(h, previous, day, num(int64(closedAt)))
	row := models.DayClose{Day: day, Previous: previous, ClosedAt: closedAt}
	transfers, err := tx.DB.Model(&models.Transfer{}).Where("day = ?", day).Order("id").Rows()
	if err != nil {
		return row, fmt.Errorf("read transfers: %w", err)
	}
	defer func() { _ = transfers.Close() }()
	for transfers.Next() {
		var t models.Transfer
		if err := tx.DB.ScanRows(transfers, &t); err != nil {
			return row, fmt.Errorf("read transfer: %w", err)
		}
		row.Transfers++
		row.Points += t.Points
		field(h, t.ID, num(int64(t.At)), t.Day, t.Kind, t.Debit, t.Credit, num(t.Points), opt(t.AccountID), optNum(t.Seq), num(t.BalanceAfter),
			num(t.HeldAfter), t.Reason, t.SourceType, t.SourceID, opt(t.Settles), opt(t.Reverses), t.Note)
	}
	if err := errors.Join(transfers.Err(), transfers.Close()); err != nil {
		return row, fmt.Errorf("read transfers: %w", err)
	}
	events, err := tx.DB.Model(&models.AuditEvent{}).Where("day = ?", day).Order("id").Rows()
	if err != nil {
		return row, fmt.Errorf("read audit events: %w", err)
	}
	defer func() { _ = events.Close() }()
	for events.Next() {
		var e models.AuditEvent
		if err := tx.DB.ScanRows(events, &e); err != nil {
			return row, fmt.Errorf("read audit event: %w", err)
		}
		row.Events++
		field(h, e.ID, num(int64(e.At)), e.Day, e.ActorID, e.ActorRole, e.Action, e.ObjectType, e.ObjectID, e.Outcome, e.ScopePath,
			e.FromAddress, e.RequestID, e.Detail)
	}
	if err := errors.Join(events.Err(), events.Close()); err != nil {
		return row, fmt.Errorf("read audit events: %w", err)
	}
	row.Digest = hex.EncodeToString(h.Sum(nil))
	return row, nil
}

// field writes values with their lengths, so that no two rows read alike.
func field(h hash.Hash, values ...string) {
	for _, v := range values {
		_, _ = h.Write([]byte(strconv.Itoa(len(v))))
		_, _ = h.Write([]byte{':'})
		_, _ = h.Write([]byte(v))
	}
}

func num(n int64) string { return strconv.FormatInt(n, 10) }

func opt(s *string) string {
	if s == nil {
		return "-"
	}
	return "+" + *s
}

func optNum(n *int64) string {
	if n == nil {
		return "-"
	}
	return "+" + num(*n)
}

// Closes lists closed days, newest first, before a day ("" for the newest).
func Closes(tx *db.Tx, before string, limit int) ([]models.DayClose, error) {
	q := tx.DB.Order("day DESC").Limit(limit)
	if before != "" {
		q = q.Where("day < ?", before)
	}
	var rows []models.DayClose
	if err := q.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read day closes: %w", err)
	}
	return rows, nil
}

// Latest is the head of the chain as it is kept; Chain proves it.
func Latest(tx *db.Tx) (Head, error) {
	last, err := lastClose(tx)
	return Head{last.Day, last.Digest}, err
}

// Chain recomputes every closed day and returns the head, with the first day that does not hold, if any.
func Chain(tx *db.Tx) (Head, *ledger.Finding, error) {
	var rows []models.DayClose
	if err := tx.DB.Order("day").Find(&rows).Error; err != nil {
		return Head{}, nil, fmt.Errorf("read day closes: %w", err)
	}
	var head Head
	for _, kept := range rows {
		if head.Day == "" {
			if bad, err := early(tx, kept.Day); bad != nil || err != nil {
				return head, bad, err
			}
		}
		got, err := digestDay(tx, kept.Day, head.Digest, kept.ClosedAt)
		if err != nil {
			return head, nil, err
		}
		switch {
		case head.Day != "" && !follows(head.Day, kept.Day):
			return head, &ledger.Finding{Table: "day_closes", ID: kept.Day, Why: "does not follow " + head.Day}, nil
		case got != kept:
			why := fmt.Sprintf("the day's %d transfers and %d events do not give what it was closed with", got.Transfers, got.Events)
			return head, &ledger.Finding{Table: "day_closes", ID: kept.Day, Why: why}, nil
		}
		head = Head{kept.Day, kept.Digest}
	}
	return head, nil, nil
}

// early finds a row from before the first closed day. None was there when that was closed, and no digest covers it.
func early(tx *db.Tx, first string) (*ledger.Finding, error) {
	for _, q := range []struct{ table, sql string }{
		{"transfers", "SELECT id FROM transfers WHERE day < ? ORDER BY id LIMIT 1"},
		{"audit_events", "SELECT id FROM audit_events WHERE day < ? ORDER BY id LIMIT 1"},
	} {
		var ids []string
		if err := tx.DB.Raw(q.sql, first).Scan(&ids).Error; err != nil {
			return nil, fmt.Errorf("look before the first closed day: %w", err)
		}
		if len(ids) > 0 {
			return &ledger.Finding{Table: q.table, ID: ids[0], Why: "was written into a day before the first closed one, " + first}, nil
		}
	}
	return nil, nil
}

func follows(before, after string) bool {
	d, err := time.Parse(time.DateOnly, before)
	return err == nil && d.AddDate(0, 0, 1).Format(time.DateOnly) == after
}
