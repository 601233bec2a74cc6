// Package audit keeps the record that nobody can rewrite unseen: who did what to what, and each day closed with a digest
// chained to the day before.
package audit

import (
	"context"
	"fmt"
	"unicode/utf8"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
)

// Done is the outcome of what was carried out; the outcome of what was refused is the refusal's code.
const Done = "done"

// Event is one privileged change, or the refusal of one. Detail never holds a name, a phone number, a token or a code.
type Event struct {
	ActorID, ActorRole   string
	Action               string // "report.accept"
	ObjectType, ObjectID string
	ScopePath            string // where in the organisation tree it happened
	Outcome              string
	From, RequestID      string
	Detail               string
}

// Record writes events in the unit of work of what they record, so that the one is never there without the other.
func Record(tx *db.Tx, events ...Event) error {
	if len(events) == 0 {
		return nil
	}
	rows := make([]models.AuditEvent, len(events))
	for i, e := range events {
		if e.Outcome == "" {
			e.Outcome = Done
		}
		rows[i] = models.AuditEvent{
			ID: tx.NewID(), At: models.At(tx.Now), Day: ledger.Day(tx.Now), ActorID: e.ActorID, ActorRole: e.ActorRole,
			Action: cut(e.Action, 60), ObjectType: e.ObjectType, ObjectID: cut(e.ObjectID, 64), Outcome: cut(e.Outcome, 60),
			ScopePath: e.ScopePath, FromAddress: cut(e.From, 64), RequestID: cut(e.RequestID, 64), Detail: cut(e.Detail, 1000),
		}
	}
	if err := tx.DB.CreateInBatches(rows, 500).Error; err != nil {
		return fmt.Errorf("write audit events: %w", err)
	}
	return nil
}

// cut keeps n bytes at most, of whole characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Refused records the refusal of a privileged change. It has a unit of work of its own, because the refused one was undone.
func Refused(ctx context.Context, store *db.Store, e Event) error {
	return store.Write(ctx, func(tx *db.Tx) error { return Record(tx, e) })
}

// Filter narrows a list of events; empty fields do not.
type Filter struct {
	ActorID, Action, ObjectType, ObjectID, Day string
	Before                                     string // an event's id: only older ones
	Limit                                      int
}

// Events lists events, newest first.
func Events(tx *db.Tx, f Filter) ([]models.AuditEvent, error) {
	q := tx.DB.Order("id DESC").Limit(f.Limit)
	for condition, value := range map[string]string{
		"actor_id = ?": f.ActorID, "action = ?": f.Action, "object_type = ?": f.ObjectType,
		"object_id = ?": f.ObjectID, "day = ?": f.Day, "id < ?": f.Before,
	} {
		if value != "" {
			q = q.Where(condition, value)
		}
	}
	var rows []models.AuditEvent
	if err := q.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read audit events: %w", err)
	}
	return rows, nil
}
