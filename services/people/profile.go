package people

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Profile is a person as they see themselves. DisplayName is plain, since it is their own; Consents holds the last word on each
// document.
type Profile struct {
	ID, DisplayName, PhoneMasked string
	WorkerType, OrgUnitID        string
	State                        string
	Roles                        []Scoped
	Consents                     []models.Consent
	CreatedAt                    models.Instant
}

// Me is the actor's own profile.
func (s *Service) Me(ctx context.Context, actor Actor) (Profile, error) {
	return s.profile(s.store.Read(ctx), actor.ID, actor.Grants)
}

func (s *Service) profile(tx *db.Tx, person string, roles []Scoped) (Profile, error) {
	row, err := find(tx, person)
	if err != nil {
		return Profile{}, err
	}
	name, phone, err := s.open(row)
	if err != nil {
		return Profile{}, err
	}
	log, err := consentsOf(tx, person)
	if err != nil {
		return Profile{}, err
	}
	return Profile{
		ID: row.ID, DisplayName: name, PhoneMasked: MaskPhone(phone), WorkerType: row.WorkerType, OrgUnitID: row.OrgUnitID,
		State: row.State, Roles: roles, Consents: lastWords(log), CreatedAt: row.CreatedAt,
	}, nil
}

// open unseals a person's name and phone.
func (s *Service) open(p models.Person) (name, phone string, err error) {
	if name, err = s.seal.Open(at("name_sealed", p.ID), p.NameSealed); err != nil {
		return "", "", fmt.Errorf("open the name of %s: %w", p.ID, err)
	}
	if phone, err = s.seal.Open(at("phone_sealed", p.ID), p.PhoneSealed); err != nil {
		return "", "", fmt.Errorf("open the phone of %s: %w", p.ID, err)
	}
	return name, phone, nil
}

// find reads a person, cancelled ones included; ErrUnknown where there is none.
func find(tx *db.Tx, person string) (models.Person, error) { return take(tx.DB, person) }

// lock reads a person who has not cancelled and keeps the row until the unit ends, so that what is decided about one person is
// decided one after another.
func lock(tx *db.Tx, person string) (models.Person, error) {
	row, err := take(tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}), person)
	if err == nil && State(row.State) == Cancelled {
		return row, ErrUnknown
	}
	return row, err
}

func take(from *gorm.DB, person string) (models.Person, error) {
	var row models.Person
	err := from.Where("id = ?", person).Take(&row).Error
	if db.IsMissing(err) {
		return row, ErrUnknown
	}
	if err != nil {
		return row, fmt.Errorf("read person: %w", err)
	}
	return row, nil
}
