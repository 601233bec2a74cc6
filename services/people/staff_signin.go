package people

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// After lockAfter failures a name is locked for lockFor.
const (
	lockAfter = 5
	lockFor   = 15 * time.Minute
)

// knock is one attempt of staff to sign in.
type knock struct {
	username, password, otp string
	from, requestID         string
}

// event begins the record of an attempt. The person is its object, and its actor only once they have proved who they are.
func (k knock) event(person models.Person) audit.Event {
	return audit.Event{
		Action: "auth.staff", ObjectType: "person", ObjectID: person.ID, ScopePath: person.OrgPath, From: k.from, RequestID: k.requestID,
	}
}

// SignInStaff signs in a member of staff. ErrCredentials does not say whether the name or the password is wrong, and takes as
// long for either. Five failures lock the name for 15 minutes, and ErrLocked is then the answer to everybody, with the right
// password too: if it needed the right password, the answer would tell a guesser that they had found it; and a name that
// nobody has locks the same way (see stranger), so the answer does not tell either which names exist. A wrong code counts as
// a failure; a missing one does not, since the form asks for it only when it hears ErrTOTP. Every attempt that is
// judged is an audit event; those against a locked name are not, or a guesser could fill the record.
func (s *Service) SignInStaff(ctx context.Context, username, password, otp, from, requestID string) (Pair, error) {
	k := knock{username: tidyUsername(username), password: password, otp: otp, from: from, requestID: requestID}
	account, err := s.accountOf(ctx, k.username)
	if err != nil {
		return Pair{}, err
	}
	until := account.LockedUntil.Time()
	if account.PersonID == "" {
		if until, _, err = s.stranger(s.store.Read(ctx), k.username); err != nil {
			return Pair{}, err
		}
	}
	if left := until.Sub(s.store.Now()); left > 0 {
		return Pair{}, ErrLocked.After(left) // before the calculation, which a flood should not buy
	}
	fits, err := s.passwords.Verify(ctx, account.PasswordHash, password)
	if err != nil {
		return Pair{}, err
	}
	if account.PersonID == "" {
		return Pair{}, s.refuseStranger(ctx, k)
	}
	var pair Pair
	var refusal error
	err = s.store.Write(ctx, func(tx *db.Tx) (err error) {
		pair, refusal, err = s.admit(tx, k, account, fits)
		return err
	})
	if err != nil {
		return Pair{}, err
	}
	return pair, refusal
}

func tidyUsername(name string) string {
	return strings.ToLower(strings.TrimSpace(strings.ToValidUTF8(name, "\ufffd")))
}

// admit judges an attempt with the account locked. A refusal is returned beside the error, because what it leaves behind must
// be kept.
func (s *Service) admit(tx *db.Tx, k knock, seen models.StaffAccount, fits bool) (pair Pair, refusal, err error) {
	account, err := lockAccount(tx, seen.PersonID)
	if errors.Is(err, ErrNotHired) {
		return Pair{}, ErrCredentials, nil // the account went while the password was calculated
	}
	if err != nil {
		return Pair{}, nil, err
	}
	if left := account.LockedUntil.Time().Sub(tx.Now); left > 0 {
		return Pair{}, ErrLocked.After(left), nil
	}
	person, err := find(tx, account.PersonID)
	if err != nil {
		return Pair{}, nil, err
	}
	step, refusal, err := s.judge(tx, k, account, person, fits && account.PasswordHash == seen.PasswordHash)
	if err != nil {
		return Pair{}, nil, err
	}
	event := k.event(person)
	if refusal != nil {
		event.Outcome = fault.As(refusal).Code
		guess := errors.Is(refusal, ErrCredentials) || errors.Is(refusal, ErrTOTP) && k.otp != ""
		return Pair{}, refusal, turnAway(tx, account, event, guess)
	}
	pair, err = s.welcome(tx, person, event, step)
	return pair, nil, err
}

// judge says which time step's code was used, or why the attempt is refused. That an account is suspended is told only to
// whoever knows its password.
func (s *Service) judge(tx *db.Tx, k knock, account models.StaffAccount, person models.Person, fits bool) (step int64, refusal, err error) {
	switch {
	case !fits:
		return 0, ErrCredentials, nil
	case State(person.State) != Active:
		return 0, ErrSuspended, nil
	case account.TotpDemanded == 0:
		return account.TotpStep, nil, nil
	case k.otp == "":
		return 0, ErrTOTP.Because("请输入动态口令", "A one-time code is needed"), nil
	}
	secret, err := s.seal.Open(atTOTP(person.ID), account.TotpSealed)
	if err != nil {
		return 0, nil, fmt.Errorf("open TOTP secret: %w", err)
	}
	step, err = VerifyTOTP(secret, k.otp, tx.Now, account.TotpStep)
	if errors.Is(err, ErrTOTP) {
		return 0, ErrTOTP, nil
	}
	return step, nil, err
}

// welcome forgets the failures, uses up the code and starts the session.
func (s *Service) welcome(tx *db.Tx, person models.Person, event audit.Event, step int64) (Pair, error) {
	if err := rewriteAccount(tx, person.ID, map[string]any{"failures": 0, "locked_until": 0, "totp_step": step}); err != nil {
		return Pair{}, err
	}
	pair, err := s.begin(tx, person.ID, byStaff)
	if err != nil {
		return Pair{}, err
	}
	event.ActorID = person.ID
	if len(pair.Person.Roles) > 0 {
		event.ActorRole = string(pair.Person.Roles[0].Role)
	}
	return pair, audit.Record(tx, event)
}
