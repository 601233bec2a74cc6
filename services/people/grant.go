package people

import (
	"context"
	"fmt"
	"unicode/utf8"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
)

// Granted is a role that a person holds, with the id by which it is revoked.
type Granted struct {
	ID, PersonID string
	Scoped
	At, RevokedAt models.Instant
}

// keepers may decide about other people's roles and accounts.
var keepers = append([]Role{SysAdmin}, Admins...)

// Grant gives a person with a staff account a role. What.Path is the place in the tree of what.ScopeID, which the caller looks
// up. Refusals: ErrOwn, ErrRole, ErrScope, ErrAbove, ErrUnknown for a person outside the actor's scope, ErrNotHired,
// ErrDuties, ErrGranted. Answers with a Granted.
func (s *Service) Grant(ctx context.Context, call once.Call, actor Actor, person string, what Scoped) (once.Answer, error) {
	return s.GrantBecause(ctx, call, actor, person, what, "")
}

// GrantBecause is Grant with a reason for the record, which is empty or of 2 to 200 characters (ErrReason).
func (s *Service) GrantBecause(ctx context.Context, call once.Call, actor Actor, person string, what Scoped, reason string) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		by, err := mayGrant(actor, person, what)
		if err != nil {
			return nil, err
		}
		if err := checkReason(reason); reason != "" && err != nil {
			return nil, err
		}
		_, held, err := lockSeen(tx, actor, person)
		if err != nil {
			return nil, err
		}
		if err := hired(tx, person); err != nil {
			return nil, err
		}
		roles := []Role{what.Role}
		for _, g := range held {
			roles = append(roles, Role(g.Role))
		}
		if refusal := oneDuty(roles...); refusal != nil {
			return nil, refusal
		}
		row, err := give(tx, person, what, actor.ID)
		if err != nil {
			return nil, err
		}
		event := roleEvent(actor, by, "people.grant", row)
		if reason != "" {
			event.Detail += "：" + reason
		}
		return granted(row), audit.Record(tx, event)
	})
}

// mayGrant holds that nobody gives themselves a role, or one above or outside their own.
func mayGrant(actor Actor, person string, what Scoped) (Scoped, error) {
	if person == actor.ID {
		return Scoped{}, ErrOwn
	}
	if err := goesWith(what); err != nil {
		return Scoped{}, err
	}
	by, ok := actor.authority(what.Role, what.Path)
	if !ok {
		return Scoped{}, ErrAbove
	}
	return by, nil
}

// Revoke takes a staff role away; it is gone with the person's next request. Refusals: ErrUnknown for what lies outside the
// actor's scope, ErrOwn, ErrAbove, ErrRevoked, ErrReason. Answers with a Granted.
func (s *Service) Revoke(ctx context.Context, call once.Call, actor Actor, grantID, reason string) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		var row models.Grant
		err := tx.DB.Where("id = ?", grantID).Take(&row).Error
		if db.IsMissing(err) {
			return nil, ErrUnknown
		}
		if err != nil {
			return nil, fmt.Errorf("read grant: %w", err)
		}
		if row.PersonID == actor.ID {
			return nil, ErrOwn
		}
		if _, ok := actor.Over(row.ScopePath, keepers...); !ok {
			return nil, ErrUnknown // a rider's own role, too: it has no scope
		}
		by, ok := actor.authority(Role(row.Role), row.ScopePath)
		if !ok {
			return nil, ErrAbove
		}
		if err := checkReason(reason); err != nil {
			return nil, err
		}
		if _, err := lock(tx, row.PersonID); err != nil {
			return nil, err
		}
		if row.RevokedAt, err = withdraw(tx, row); err != nil {
			return nil, err
		}
		event := roleEvent(actor, by, "people.revoke", row)
		event.Detail += "：" + reason
		return granted(row), audit.Record(tx, event)
	})
}

func roleEvent(actor Actor, by Scoped, action string, g models.Grant) audit.Event {
	event := actor.Event(by.Role, action, "person", g.PersonID, g.ScopePath)
	event.Detail = g.Role + "@" + g.ScopeID
	return event
}

// checkReason holds that a decision against somebody says why.
func checkReason(reason string) error {
	if n := utf8.RuneCountInString(reason); n < 2 || n > 200 || !utf8.ValidString(reason) {
		return ErrReason
	}
	return nil
}

// lockSeen locks a person below the actor's scope and reads what they hold.
func lockSeen(tx *db.Tx, actor Actor, person string) (models.Person, []models.Grant, error) {
	row, err := lock(tx, person)
	if err != nil {
		return row, nil, err
	}
	held, err := grantsOf(tx, person)
	if err != nil {
		return row, nil, err
	}
	if _, ok := actor.sees(row.OrgPath, held, keepers...); !ok {
		return row, nil, ErrUnknown
	}
	return row, held, nil
}

// hired holds that a person has a staff account: without one a role would never count (see effective).
func hired(tx *db.Tx, person string) error {
	var n int64
	if err := tx.DB.Model(&models.StaffAccount{}).Where("person_id = ?", person).Count(&n).Error; err != nil {
		return fmt.Errorf("look for a staff account: %w", err)
	}
	if n == 0 {
		return ErrNotHired
	}
	return nil
}
