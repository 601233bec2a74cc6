package people

import (
	"context"
	"fmt"
	"slices"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
)

// OwnData is what this room holds about a person, in plain words, for that person alone. Consents and Sessions are the whole
// log, oldest first.
type OwnData struct {
	Profile  Profile
	Phone    string
	Consents []models.Consent
	Sessions []models.Session
}

// Export is the actor's own part of the personal data that the town holds; the other rooms add theirs.
func (s *Service) Export(ctx context.Context, actor Actor) (OwnData, error) {
	tx := s.store.Read(ctx)
	profile, err := s.profile(tx, actor.ID, actor.Grants)
	if err != nil {
		return OwnData{}, err
	}
	row, err := find(tx, actor.ID)
	if err != nil {
		return OwnData{}, err
	}
	data := OwnData{Profile: profile}
	if _, data.Phone, err = s.open(row); err != nil {
		return OwnData{}, err
	}
	if data.Consents, err = consentsOf(tx, actor.ID); err != nil {
		return OwnData{}, err
	}
	if err := tx.DB.Where("person_id = ?", actor.ID).Order("started_at, id").Find(&data.Sessions).Error; err != nil {
		return OwnData{}, fmt.Errorf("read sessions: %w", err)
	}
	return data, nil
}

// Cancel closes the actor's account for good: identity is cut, and the id stays in the books as a pseudonym with whatever
// points it had. Whoever signs in with the same WeChat afterwards is somebody new. Refusals: ErrOpenBusiness while points are
// held, ErrOnDuty while there is a staff role.
func (s *Service) Cancel(ctx context.Context, actor Actor) error {
	return s.store.Write(ctx, func(tx *db.Tx) error {
		// The account is locked first, in the lock order, so that nothing is reserved meanwhile.
		books, err := ledger.Open(tx, actor.ID)
		if err != nil {
			return err
		}
		if books.Held(actor.ID) > 0 {
			return ErrOpenBusiness
		}
		person, err := lock(tx, actor.ID)
		if err != nil {
			return err
		}
		grants, err := grantsOf(tx, actor.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(grants, onDuty) {
			return ErrOnDuty
		}
		if err := cut(tx, actor.ID, grants); err != nil {
			return err
		}
		return audit.Record(tx, actor.Event(actor.Role(), "people.cancel", "person", actor.ID, person.OrgPath))
	})
}

// cut takes away everything that tells who an id is, and every way to come back as it.
func cut(tx *db.Tx, person string, grants []models.Grant) error {
	for _, g := range grants {
		if _, err := withdraw(tx, g); err != nil {
			return err
		}
	}
	if _, err := end(tx, endedByCancel, "person_id = ?", person); err != nil {
		return err
	}
	if err := tx.DB.Where("person_id = ?", person).Delete(&models.WechatIdentity{}).Error; err != nil {
		return fmt.Errorf("delete WeChat identity: %w", err)
	}
	if err := tx.DB.Where("person_id = ?", person).Delete(&models.StaffAccount{}).Error; err != nil {
		return fmt.Errorf("delete staff account: %w", err)
	}
	err := tx.DB.Model(&models.Person{}).Where("id = ?", person).UpdateColumns(map[string]any{
		"state": string(Cancelled), "cancelled_at": models.At(tx.Now), "name_sealed": "", "phone_sealed": "", "phone_index": nil,
		"worker_type": "", "org_unit_id": "", "org_path": "",
	}).Error
	if err != nil {
		return fmt.Errorf("cut identity: %w", err)
	}
	return nil
}
