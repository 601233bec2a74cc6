package people

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
)

// usernameForm is what a user name looks like.
var usernameForm = regexp.MustCompile(`^[a-z][a-z0-9-]{2,31}$`)

// Hire is a new member of staff. A PersonID makes a staff account for somebody who is known already, such as a rider who becomes
// a part-time grid officer; Name and Phone are then left as they are. Password is for the first sign-in: whoever hires knows
// it, so it is to be changed (ChangePassword).
type Hire struct {
	PersonID           string
	Name, Phone        string
	Username, Password string
	Roles              []Scoped
}

// Hired is the account that came of it.
type Hired struct {
	PersonID, Username string
	Grants             []Granted
}

// HireStaff makes a staff account with its first roles. Refusals: those of Grant, ErrRole where there is none, ErrUsername,
// ErrUsernameTaken, ErrHired, ErrInvalid, ErrPhoneTaken, those of CheckPassword. Answers with a Hired.
func (s *Service) HireStaff(ctx context.Context, call once.Call, actor Actor, h Hire) (once.Answer, error) {
	by, err := h.check(actor)
	if err != nil {
		return once.Answer{}, err
	}
	hash, err := s.passwords.Hash(ctx, h.Password) // here, since it takes longer than a unit of work should
	if err != nil {
		return once.Answer{}, err
	}
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		person, err := s.employ(tx, actor, h, hash)
		if err != nil {
			return nil, err
		}
		grants, err := grantsOf(tx, person)
		if err != nil {
			return nil, err
		}
		grants = slices.DeleteFunc(grants, func(g models.Grant) bool { return !onDuty(g) })
		hired := Hired{PersonID: person, Username: h.Username}
		events := []audit.Event{actor.Event(by.Role, "people.hire", "person", person, h.Roles[0].Path)}
		for _, g := range grants {
			hired.Grants = append(hired.Grants, granted(g))
			events = append(events, roleEvent(actor, by, "people.grant", g))
		}
		return hired, audit.Record(tx, events...)
	})
}

// check holds everything that needs no database, the actor's right to give each of the roles first.
func (h *Hire) check(actor Actor) (by Scoped, err error) {
	if len(h.Roles) == 0 {
		return by, ErrRole.On("roles")
	}
	roles := make([]Role, len(h.Roles))
	for i, g := range h.Roles {
		if by, err = mayGrant(actor, h.PersonID, g); err != nil {
			return by, err
		}
		roles[i] = g.Role
	}
	if refusal := oneDuty(roles...); refusal != nil {
		return by, refusal
	}
	if !usernameForm.MatchString(h.Username) {
		return by, ErrUsername
	}
	if refusal := CheckPassword(h.Password, h.Username); refusal != nil {
		return by, refusal
	}
	return by, nil
}

// employ makes the account, of somebody new or known.
func (s *Service) employ(tx *db.Tx, actor Actor, h Hire, hash string) (string, error) {
	if h.PersonID == "" {
		path := h.Roles[0].Path
		return s.Found(tx, NewPerson{
			Name: h.Name, Phone: h.Phone, OrgUnitID: lastOf(path), OrgPath: path,
			Username: h.Username, PasswordHash: hash, Roles: h.Roles, GrantedBy: actor.ID,
		})
	}
	_, held, err := lockSeen(tx, actor, h.PersonID)
	if err != nil {
		return "", err
	}
	err = hired(tx, h.PersonID)
	if err == nil {
		return "", ErrHired
	}
	if !errors.Is(err, ErrNotHired) {
		return "", err
	}
	roles := make([]Role, 0, len(held)+len(h.Roles))
	for _, g := range held {
		roles = append(roles, Role(g.Role))
	}
	for _, g := range h.Roles {
		roles = append(roles, g.Role)
		if _, err := give(tx, h.PersonID, g, actor.ID); err != nil {
			return "", err
		}
	}
	if refusal := oneDuty(roles...); refusal != nil {
		return "", refusal
	}
	row := s.staffAccount(h.PersonID, h.Username, hash, "")
	err = tx.DB.Create(&row).Error
	if db.IsDuplicate(err) {
		return "", ErrUsernameTaken
	}
	if err != nil {
		return "", fmt.Errorf("write staff account: %w", err)
	}
	return h.PersonID, nil
}

// lastOf is the id of the unit that a path leads to.
func lastOf(path string) string {
	path = strings.TrimSuffix(path, "/")
	return path[strings.LastIndexByte(path, '/')+1:]
}
