package people

import (
	"context"
	"fmt"
	"slices"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Edit says what people change of themselves; what is nil stays, what is empty goes (a name cannot). OrgPath is the place in
// the tree of OrgUnitID, which the caller looks up.
type Edit struct {
	DisplayName, Phone, WorkerType, OrgUnitID *string
	OrgPath                                   string
}

// Change changes the actor's own details and returns the profile as it then is. A kind of work makes a rider of a resident,
// none a resident again. Refusals: ErrInvalid with everything that is wrong, ErrPhoneTaken, ErrNotTownsfolk.
func (s *Service) Change(ctx context.Context, actor Actor, e Edit) (Profile, error) {
	d := details{name: e.DisplayName, phone: e.Phone, workerType: e.WorkerType, unit: e.OrgUnitID, path: e.OrgPath}
	if err := d.check(); err != nil {
		return Profile{}, err
	}
	var profile Profile
	err := s.store.Write(ctx, func(tx *db.Tx) error {
		if _, err := lock(tx, actor.ID); err != nil {
			return err
		}
		if err := s.rewrite(tx, actor.ID, d); err != nil {
			return err
		}
		if d.workerType != nil {
			if err := become(tx, actor.ID, roleOf(*d.workerType)); err != nil {
				return err
			}
		}
		grants, err := grantsOf(tx, actor.ID)
		if err != nil {
			return err
		}
		profile, err = s.profile(tx, actor.ID, effective(scoped(grants), actor.Is(Staff...)))
		return err
	})
	return profile, err
}

// rewrite writes checked details; the unique index of phones judges between two who claim one.
func (s *Service) rewrite(tx *db.Tx, person string, d details) error {
	columns := map[string]any{}
	if d.name != nil {
		columns["name_sealed"] = s.seal.Seal(at("name_sealed", person), *d.name)
	}
	if d.phone != nil {
		columns["phone_sealed"] = s.seal.Seal(at("phone_sealed", person), *d.phone)
		columns["phone_index"] = s.phoneIndex(*d.phone)
	}
	if d.workerType != nil {
		columns["worker_type"] = *d.workerType
	}
	if d.unit != nil {
		columns["org_unit_id"], columns["org_path"] = *d.unit, d.path
	}
	if len(columns) == 0 {
		return nil
	}
	err := tx.DB.Model(&models.Person{}).Where("id = ?", person).UpdateColumns(columns).Error
	if db.IsDuplicate(err) {
		return ErrPhoneTaken.On("phone")
	}
	if err != nil {
		return fmt.Errorf("write person: %w", err)
	}
	return nil
}

// phoneIndex is NULL for no phone, so that any number of people may have none.
func (s *Service) phoneIndex(phone string) *string {
	if phone == "" {
		return nil
	}
	index := s.seal.Index(phoneColumn, phone)
	return &index
}

// roleOf is the role that a kind of work brings.
func roleOf(workerType string) Role {
	if workerType == "" {
		return Resident
	}
	return Rider
}

// become gives one of the townsfolk the other of their two roles. Who was hired and never joined has neither: staff earn
// nothing for their job.
func become(tx *db.Tx, person string, role Role) error {
	grants, err := grantsOf(tx, person)
	if err != nil {
		return err
	}
	town := slices.DeleteFunc(grants, func(g models.Grant) bool { return !slices.Contains(Townsfolk, Role(g.Role)) })
	if len(town) == 0 {
		return ErrNotTownsfolk
	}
	for _, g := range town {
		if Role(g.Role) == role {
			return nil
		}
		if _, err := withdraw(tx, g); err != nil {
			return err
		}
	}
	_, err = give(tx, person, Scoped{Role: role}, person)
	return err
}
