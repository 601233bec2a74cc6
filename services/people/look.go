package people

import (
	"context"
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
)

// Dossier is one person as those see them who look after people: the card, and how they sign in as staff; Username is empty where
// they do not.
type Dossier struct {
	Card
	Username     string
	SecondFactor bool
	LockedUntil  models.Instant // 0 where they are not locked out
}

// Look shows one person who lives or serves below the actor's scope, and records that it was looked at. Refusals: ErrMayNot for
// anybody but Seekers, ErrUnknown outside their scope.
func (s *Service) Look(ctx context.Context, actor Actor, id string) (Dossier, error) {
	if !actor.Is(Seekers...) {
		return Dossier{}, ErrMayNot
	}
	tx := s.store.Read(ctx)
	row, err := find(tx, id)
	if err != nil {
		return Dossier{}, err
	}
	grants, err := grantsOf(tx, id)
	if err != nil {
		return Dossier{}, err
	}
	by, ok := actor.sees(row.OrgPath, grants, Seekers...)
	if !ok {
		return Dossier{}, ErrUnknown
	}
	d := Dossier{}
	if d.Card, err = s.card(row, grants); err != nil {
		return Dossier{}, err
	}
	var accounts []models.StaffAccount
	if err := tx.DB.Where("person_id = ?", id).Limit(1).Find(&accounts).Error; err != nil {
		return Dossier{}, fmt.Errorf("read staff account: %w", err)
	}
	for _, a := range accounts {
		d.Username, d.SecondFactor = a.Username, a.TotpDemanded != 0
		if a.LockedUntil > models.At(tx.Now) {
			d.LockedUntil = a.LockedUntil
		}
	}
	event := actor.Event(by.Role, "people.look", "person", id, row.OrgPath)
	return d, s.store.Write(ctx, func(tx *db.Tx) error { return audit.Record(tx, event) })
}

// GrantedTo says whether a grant is, or was, that person's.
func GrantedTo(tx *db.Tx, grantID, person string) (bool, error) {
	var n int64
	err := tx.DB.Model(&models.Grant{}).Where("id = ? AND person_id = ?", grantID, person).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("read grant: %w", err)
	}
	return n > 0, nil
}

// MayGive lists the roles that the actor may give to others somewhere.
func (a Actor) MayGive() []Role {
	var roles []Role
	for _, g := range a.Grants {
		roles = append(roles, mayGive[g.Role]...)
	}
	return roles
}
