package rulebook

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Service is the room: the versions in memory, the awards and budgets in the database.
type Service struct {
	store *db.Store
	books atomic.Pointer[library]
}

// library is every approved version, the city's under "" and each district's under its id.
type library struct {
	mark  string
	books map[string][]Book
}

// NewService opens the room with what the database holds.
func NewService(ctx context.Context, store *db.Store) (*Service, error) {
	s := &Service{store: store}
	s.books.Store(&library{mark: "-"})
	return s, s.Refresh(ctx)
}

// Refresh reads the versions again where any has been approved since, on this instance or another.
func (s *Service) Refresh(ctx context.Context) error {
	tx := s.store.Read(ctx)
	var mark string
	err := tx.DB.Raw("SELECT COALESCE(MAX(id), '') FROM rulebooks WHERE state = 'approved'").Scan(&mark).Error
	if err != nil {
		return fmt.Errorf("look for new rulebooks: %w", err)
	}
	var count int64
	if err := tx.DB.Model(&models.Rulebook{}).Where("state = ?", Approved).Count(&count).Error; err != nil {
		return fmt.Errorf("look for new rulebooks: %w", err)
	}
	mark = fmt.Sprintf("%s/%d", mark, count)
	if s.books.Load().mark == mark {
		return nil
	}
	var rows []models.Rulebook
	if err := tx.DB.Where("state = ?", Approved).Order("id").Find(&rows).Error; err != nil {
		return fmt.Errorf("read rulebooks: %w", err)
	}
	lib := &library{mark: mark, books: map[string][]Book{}}
	for _, r := range rows {
		b, err := Parse([]byte(r.Document))
		if err != nil {
			return fmt.Errorf("read rulebook %s: %w", r.ID, err)
		}
		lib.books[r.ScopeID] = append(lib.books[r.ScopeID], b)
	}
	s.books.Store(lib)
	return nil
}

// InForce is the version that holds at an instant for a place in the tree: its district's own, or the city's. Before the
// first version of all it is the default.
func (s *Service) InForce(at time.Time, path string) Book { return s.On(Day(at), path) }

// On is InForce for a day.
func (s *Service) On(day, path string) Book {
	lib := s.books.Load()
	city, ok := InForce(lib.books[""], day)
	if !ok {
		city = Default()
	}
	for _, id := range strings.Split(path, "/") {
		if id == "" {
			continue
		}
		if own, ok := InForce(lib.books[id], day); ok && own.EffectiveFrom >= city.EffectiveFrom {
			return own
		}
	}
	return city
}

// States of a version.
const (
	Proposed = "proposed"
	Approved = "approved"
	Declined = "declined"
)

// Publish writes an approved version without the two signatures, for a town that is being founded.
func Publish(tx *db.Tx, b Book, by string) error {
	if err := b.Validate(); err != nil {
		return err
	}
	return tx.DB.Create(&models.Rulebook{
		ID: tx.NewID(), Version: fmt.Sprint(b.Version), ScopeID: b.OrgUnitID, State: Approved, EffectiveFrom: b.EffectiveFrom,
		Document: document(b), ProposedBy: by, ProposedAt: models.At(tx.Now), ApprovedBy: by, ApprovedAt: models.At(tx.Now),
	}).Error
}

func document(b Book) string {
	text, err := json.Marshal(b)
	if err != nil {
		panic(err) // a Book is plain data
	}
	return string(text)
}
