package people

import (
	"context"
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
)

// Standing is where an account stands after Lock or Unlock.
type Standing struct {
	PersonID string
	State    State
}

// Lock suspends an account: its sessions end and nobody signs in until Unlock. Refusals: ErrOwn, ErrUnknown outside the actor's
// scope, ErrAbove for somebody whose role the actor could not give, ErrReason, ErrAlready. Answers
// with a Standing.
func (s *Service) Lock(ctx context.Context, call once.Call, actor Actor, person, reason string) (once.Answer, error) {
	return s.decideOn(ctx, call, actor, person, "people.lock", reason, func(tx *db.Tx, row models.Person) (State, error) {
		if State(row.State) != Active {
			return "", ErrAlready
		}
		if _, err := end(tx, endedByLock, "person_id = ?", person); err != nil {
			return "", err
		}
		return Suspended, turn(tx, person, Suspended)
	})
}

// Unlock lets a suspended person in again, and forgets the failures of one who is locked out. Refusals: as Lock, and ErrNotLocked.
// Answers with a Standing.
func (s *Service) Unlock(ctx context.Context, call once.Call, actor Actor, person, reason string) (once.Answer, error) {
	return s.decideOn(ctx, call, actor, person, "people.unlock", reason, func(tx *db.Tx, row models.Person) (State, error) {
		forgiven := tx.DB.Model(&models.StaffAccount{}).Where("person_id = ? AND (failures > 0 OR locked_until > ?)", person, models.At(tx.Now)).
			UpdateColumns(map[string]any{"failures": 0, "locked_until": 0})
		if forgiven.Error != nil {
			return "", fmt.Errorf("forget failures: %w", forgiven.Error)
		}
		if State(row.State) == Suspended {
			return Active, turn(tx, person, Active)
		}
		if forgiven.RowsAffected == 0 {
			return "", ErrNotLocked
		}
		return Active, nil
	})
}

// decideOn locks the person, holds the actor's right over them, and records what was done.
func (s *Service) decideOn(ctx context.Context, call once.Call, actor Actor, person, action, reason string,
	change func(tx *db.Tx, row models.Person) (State, error),
) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		if person == actor.ID {
			return nil, ErrOwn
		}
		row, held, err := lockSeen(tx, actor, person)
		if err != nil {
			return nil, err
		}
		by, err := actor.mayDecideOn(row, held)
		if err != nil {
			return nil, err
		}
		if err := checkReason(reason); err != nil {
			return nil, err
		}
		state, err := change(tx, row)
		if err != nil {
			return nil, err
		}
		event := actor.Event(by.Role, action, "person", person, row.OrgPath)
		event.Detail = reason
		return Standing{PersonID: person, State: state}, audit.Record(tx, event)
	})
}

// mayDecideOn holds that nobody locks out somebody whose every role they could not take.
func (a Actor) mayDecideOn(row models.Person, held []models.Grant) (Scoped, error) {
	for _, g := range held {
		if !onDuty(g) {
			continue
		}
		if _, ok := a.authority(Role(g.Role), g.ScopePath); !ok {
			return Scoped{}, ErrAbove
		}
	}
	by, ok := a.sees(row.OrgPath, held, keepers...)
	if !ok {
		return Scoped{}, ErrUnknown
	}
	return by, nil
}

// turn writes a person's state.
func turn(tx *db.Tx, person string, to State) error {
	err := tx.DB.Model(&models.Person{}).Where("id = ?", person).UpdateColumn("state", string(to)).Error
	if err != nil {
		return fmt.Errorf("write state: %w", err)
	}
	return nil
}
