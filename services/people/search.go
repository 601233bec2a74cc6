package people

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/seal"
)

// Seekers may look people up, each below their scope.
var Seekers = append([]Role{SysAdmin, Auditor}, Admins...)

// Filter narrows a search; empty fields do not. Query is a whole phone number, a staff user name or an id: nobody is found by
// a piece of a name, which stands sealed. OrgPath must lie in the actor's scope.
type Filter struct {
	Query   string
	Role    Role
	OrgPath string
	State   State
	After   string // an id: only those after it
	Limit   int
}

// Search lists people who live or serve below the actor's scope, in the order of their ids, and records that it was asked, with
// neither the question nor the answer. Refusals: ErrMayNot for anybody but Seekers, ErrUnknown for a place outside the
// actor's scope.
func (s *Service) Search(ctx context.Context, actor Actor, f Filter) ([]Card, error) {
	if !actor.Is(Seekers...) {
		return nil, ErrMayNot
	}
	paths := actor.Paths(Seekers...)
	if f.OrgPath != "" {
		if _, ok := actor.Over(f.OrgPath, Seekers...); !ok {
			return nil, ErrUnknown
		}
		paths = []string{f.OrgPath}
	}
	tx := s.store.Read(ctx)
	var rows []models.Person
	if err := s.narrow(tx, f).Where(below(tx, paths)).Order("id").Limit(f.Limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("search people: %w", err)
	}
	cards, err := s.cards(tx, rows)
	if err != nil {
		return nil, err
	}
	return cards, s.noteSearch(ctx, actor, f, len(cards))
}

// below is the condition that a person lives or serves below one of the paths; see within.
func below(tx *db.Tx, paths []string) *gorm.DB {
	scope := tx.DB.Session(&gorm.Session{NewDB: true}).Where("1 = 0")
	for _, path := range paths {
		scope = scope.Or("org_path LIKE ?", path+"%").Or(`EXISTS (SELECT 1 FROM grants g
			WHERE g.person_id = people.id AND g.revoked_at = 0 AND g.scope_path LIKE ?)`, path+"%")
		if depth(path) == 1 {
			scope = scope.Or("org_path = ''")
		}
	}
	return scope
}

func (s *Service) narrow(tx *db.Tx, f Filter) *gorm.DB {
	q := tx.DB.Where("id > ?", f.After)
	if f.State != "" {
		q = q.Where("state = ?", f.State)
	}
	if f.Role != "" {
		q = q.Where("EXISTS (SELECT 1 FROM grants g WHERE g.person_id = people.id AND g.revoked_at = 0 AND g.role = ?)", f.Role)
	}
	query := strings.TrimSpace(strings.ToValidUTF8(f.Query, "\ufffd"))
	if phone, ok := seal.NormalPhone(query); ok {
		return q.Where("phone_index = ?", s.seal.Index(phoneColumn, phone))
	}
	if query == "" {
		return q
	}
	return q.Where("id = ? OR id IN (SELECT a.person_id FROM staff_accounts a WHERE a.username = ?)", query, tidyUsername(query))
}

func (s *Service) cards(tx *db.Tx, rows []models.Person) ([]Card, error) {
	cards := make([]Card, len(rows))
	if len(rows) == 0 {
		return cards, nil
	}
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	grants, err := grantsOf(tx, ids...)
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		if cards[i], err = s.card(row, grants); err != nil {
			return nil, err
		}
	}
	return cards, nil
}

// noteSearch records who looked for whom, as far as that can be said without personal data: by what, where, and how many came.
func (s *Service) noteSearch(ctx context.Context, actor Actor, f Filter, found int) error {
	by := "list"
	if f.Query != "" {
		by = "query"
	}
	if _, ok := seal.NormalPhone(f.Query); ok {
		by = "phone"
	}
	as := actor.as(Seekers...)
	path := f.OrgPath
	if path == "" {
		path = as.Path
	}
	event := actor.Event(as.Role, "people.search", "person", "", path)
	event.Detail = fmt.Sprintf("%s: %d", by, found)
	return s.store.Write(ctx, func(tx *db.Tx) error { return audit.Record(tx, event) })
}
