package people

import (
	"context"
	"fmt"
	"slices"

	"qingxiaoyi.cn/qingxiaoyi/models"
)

// Gone is what somebody is called who has cancelled the account.
const Gone = "已注销用户"

// Names tells what people are called in other people's lists: masked, and Gone once they have cancelled. Ids that nobody has are
// left out.
func (s *Service) Names(ctx context.Context, ids []string) (map[string]string, error) {
	names := make(map[string]string, len(ids))
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "" })
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) == 0 {
		return names, nil
	}
	var rows []models.Person
	if err := s.store.Read(ctx).DB.Select("id, state, name_sealed").Where("id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	for _, row := range rows {
		name, _, err := s.masked(row)
		if err != nil {
			return nil, err
		}
		names[row.ID] = name
	}
	return names, nil
}

// masked is a person's name and phone as others see them.
func (s *Service) masked(row models.Person) (name, phone string, err error) {
	if State(row.State) == Cancelled {
		return Gone, "", nil
	}
	if name, phone, err = s.open(row); err != nil {
		return "", "", err
	}
	return MaskName(name), MaskPhone(phone), nil
}

// Card is a person as staff see them: masked, with the staff roles that can be revoked by their ids. The caller holds that its
// reader may see somebody of OrgPath.
type Card struct {
	ID, Name, PhoneMasked string
	WorkerType            string
	OrgUnitID, OrgPath    string
	State                 State
	Grants                []Granted
	CreatedAt             models.Instant
}

// Card shows one person, cancelled ones included; ErrUnknown where there is none.
func (s *Service) Card(ctx context.Context, id string) (Card, error) {
	tx := s.store.Read(ctx)
	row, err := find(tx, id)
	if err != nil {
		return Card{}, err
	}
	grants, err := grantsOf(tx, id)
	if err != nil {
		return Card{}, err
	}
	return s.card(row, grants)
}

func (s *Service) card(row models.Person, grants []models.Grant) (Card, error) {
	name, phone, err := s.masked(row)
	if err != nil {
		return Card{}, err
	}
	c := Card{
		ID: row.ID, Name: name, PhoneMasked: phone, WorkerType: row.WorkerType, OrgUnitID: row.OrgUnitID, OrgPath: row.OrgPath,
		State: State(row.State), CreatedAt: row.CreatedAt,
	}
	for _, g := range grants {
		if g.PersonID == row.ID {
			c.Grants = append(c.Grants, granted(g))
		}
	}
	return c, nil
}
