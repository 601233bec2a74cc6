package people

import (
	"context"
	"fmt"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
)

// accountOf reads the account of a user name; its PersonID is empty where there is none.
func (s *Service) accountOf(ctx context.Context, username string) (models.StaffAccount, error) {
	var account models.StaffAccount
	err := s.store.Read(ctx).DB.Where("username = ?", username).Take(&account).Error
	if db.IsMissing(err) {
		return models.StaffAccount{}, nil
	}
	if err != nil {
		return account, fmt.Errorf("read staff account: %w", err)
	}
	return account, nil
}

// lockAccount reads a person's staff account and keeps it until the unit ends, so that a hundred guesses at once are still
// judged one after another. ErrNotHired where there is none.
func lockAccount(tx *db.Tx, person string) (models.StaffAccount, error) {
	var account models.StaffAccount
	err := tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("person_id = ?", person).Take(&account).Error
	if db.IsMissing(err) {
		return account, ErrNotHired
	}
	if err != nil {
		return account, fmt.Errorf("lock staff account: %w", err)
	}
	return account, nil
}

func rewriteAccount(tx *db.Tx, person string, columns map[string]any) error {
	if err := tx.DB.Model(&models.StaffAccount{}).Where("person_id = ?", person).UpdateColumns(columns).Error; err != nil {
		return fmt.Errorf("write staff account: %w", err)
	}
	return nil
}

// turnAway records a refused attempt upon an account and, where it counts as a guess, counts it: with the last of lockAfter the
// account is locked.
func turnAway(tx *db.Tx, account models.StaffAccount, attempt audit.Event, guess bool) error {
	if !guess {
		return audit.Record(tx, attempt)
	}
	if account.Failures+1 < lockAfter {
		if err := rewriteAccount(tx, account.PersonID, map[string]any{"failures": account.Failures + 1}); err != nil {
			return err
		}
		return audit.Record(tx, attempt)
	}
	until := models.At(tx.Now.Add(lockFor))
	if err := rewriteAccount(tx, account.PersonID, map[string]any{"failures": 0, "locked_until": until}); err != nil {
		return err
	}
	lockout := attempt
	lockout.Action, lockout.Outcome = "auth.lockout", audit.Done
	return audit.Record(tx, attempt, lockout)
}

// ChangePassword takes a new password against the old one, and ends the actor's other sessions. A wrong old one counts as
// a failure to sign in does, so that a stolen session is no place to guess at leisure. Refusals: ErrNotHired, ErrLocked,
// ErrCredentials, those of CheckPassword.
func (s *Service) ChangePassword(ctx context.Context, actor Actor, old, fresh string) error {
	var seen models.StaffAccount
	err := s.store.Read(ctx).DB.Where("person_id = ?", actor.ID).Take(&seen).Error
	if db.IsMissing(err) {
		return ErrNotHired
	}
	if err != nil {
		return fmt.Errorf("read staff account: %w", err)
	}
	if refusal := CheckPassword(fresh, seen.Username); refusal != nil {
		return refusal
	}
	fits, err := s.passwords.Verify(ctx, seen.PasswordHash, old)
	if err != nil {
		return err
	}
	hash, err := s.passwords.Hash(ctx, fresh)
	if err != nil {
		return err
	}
	var refusal error
	err = s.store.Write(ctx, func(tx *db.Tx) (err error) {
		refusal, err = exchange(tx, actor, seen, hash, fits)
		return err
	})
	if err != nil {
		return err
	}
	return refusal
}

// exchange writes the new password; like admit it returns a refusal beside the error.
func exchange(tx *db.Tx, actor Actor, seen models.StaffAccount, hash string, fits bool) (refusal, err error) {
	account, err := lockAccount(tx, actor.ID)
	if err != nil {
		return nil, err
	}
	event := actor.Event(actor.Role(), "people.password", "person", actor.ID, actor.OrgPath)
	if left := account.LockedUntil.Time().Sub(tx.Now); left > 0 {
		return ErrLocked.After(left), nil
	}
	if !fits || account.PasswordHash != seen.PasswordHash {
		event.Outcome = ErrCredentials.Code
		return ErrCredentials, turnAway(tx, account, event, true)
	}
	if err := rewriteAccount(tx, actor.ID, map[string]any{"password_hash": hash, "failures": 0}); err != nil {
		return nil, err
	}
	if _, err := end(tx, endedByPassword, "person_id = ? AND id <> ?", actor.ID, actor.Session); err != nil {
		return nil, err
	}
	return nil, audit.Record(tx, event)
}
