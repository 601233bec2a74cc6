package people

import (
	"context"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
)

// strangerObject is what the audit record calls a user name that nobody has. The name itself is never kept, since people type
// passwords into the wrong field: its blind index is.
const strangerObject = "staff_name"

// stranger says until when a user name that nobody has is locked, and how often it failed since it last was. It is counted from
// the audit record, so every instance sees the same and no table has to be kept for names that do not exist.
func (s *Service) stranger(tx *db.Tx, username string) (until time.Time, failures int, err error) {
	events, err := audit.Events(tx, audit.Filter{
		ObjectType: strangerObject, ObjectID: s.seal.Index(usernameColumn, username),
		Limit: 2 * lockAfter, // rivals may have failed once more beside the one that locked it
	})
	if err != nil {
		return time.Time{}, 0, err
	}
	for _, e := range events {
		if e.Action == "auth.lockout" {
			return e.At.Time().Add(lockFor), failures, nil
		}
		failures++
	}
	return time.Time{}, failures, nil
}

// refuseStranger does for a name that nobody has what admit and turnAway do for an account.
func (s *Service) refuseStranger(ctx context.Context, k knock) error {
	var refusal error
	err := s.store.Write(ctx, func(tx *db.Tx) error {
		refusal = ErrCredentials
		until, failures, err := s.stranger(tx, k.username)
		if err != nil {
			return err
		}
		if left := until.Sub(tx.Now); left > 0 {
			refusal = ErrLocked.After(left)
			return nil
		}
		// Touches no row; without it an account's failure would take a statement longer to count than a stranger's.
		if err := rewriteAccount(tx, "", map[string]any{"failures": failures + 1}); err != nil {
			return err
		}
		event := k.event(models.Person{})
		event.ObjectType, event.ObjectID = strangerObject, s.seal.Index(usernameColumn, k.username)
		event.Outcome = ErrCredentials.Code
		events := []audit.Event{event}
		if failures+1 >= lockAfter {
			event.Action, event.Outcome = "auth.lockout", audit.Done
			events = append(events, event)
		}
		return audit.Record(tx, events...)
	})
	if err != nil {
		return err
	}
	return refusal
}
