package rulebook

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// Refusals about versions.
var (
	ErrTooSoon = fault.New(fault.Refused, "rulebook.effective_from",
		"施行日期须晚于今天、一年之内；已施行的办法不能改", "A version takes effect after today and within a year: what is in force is never rewritten")
	ErrProposal = fault.New(fault.Refused, "rulebook.proposal",
		"请提交完整的办法或要改的分值，二者选一；区县只能改分值", "Give either a whole rulebook or changed points; a district gives points only")
	ErrStale = fault.New(fault.Conflict, "rulebook.stale",
		"提出之后全市办法已有变化，请区县重新提出", "The city's rulebook has changed since: propose it again")
	ErrVersionState = fault.New(fault.Conflict, "rulebook.state", "这个版本已经处理", "This version was decided already")
)

// horizon is how far ahead a version may be dated.
const horizon = 366 * 24 * time.Hour

// makers may propose a version: the city a whole one, a district its own points.
var makers = []people.Role{people.DistrictAdmin, people.CityAdmin}

// Proposal is a version to come. It is a whole Book or, on top of the city's that will hold on that day, changed Points by
// code ("R01") or code and grade ("N02.city"). Where Unit is a district, the version is that district's own: points only,
// within 50 % of the city's. The zero Unit is the city.
type Proposal struct {
	Unit          models.OrgUnit
	EffectiveFrom string
	Book          *Book
	Points        map[string]int
}

func (p Proposal) scope() string {
	if p.Unit.Level == "district" {
		return p.Unit.ID
	}
	return ""
}

// Draft is a version as it would be, and what it changes in the one that would hold otherwise.
type Draft struct {
	Book    Book
	Changes []Change
}

// Draft works a proposal out and writes nothing. Refusals: people.ErrMayNot, people.ErrUnknown for a district that is not the
// actor's, ErrProposal, ErrTooSoon, ErrInvalid.
func (s *Service) Draft(ctx context.Context, actor people.Actor, p Proposal) (Draft, error) {
	if _, err := p.maker(actor); err != nil {
		return Draft{}, err
	}
	tx := s.store.Read(ctx)
	book, err := s.work(tx, p)
	if err != nil {
		return Draft{}, err
	}
	return Draft{Book: book, Changes: Diff(s.On(p.EffectiveFrom, p.Unit.Path), book)}, nil
}

// maker holds that the city is the city's and a district that district's.
func (p Proposal) maker(actor people.Actor) (people.Scoped, error) {
	if !actor.Is(makers...) {
		return people.Scoped{}, people.ErrMayNot
	}
	if p.scope() == "" {
		for _, g := range actor.Grants {
			if g.Role == people.CityAdmin {
				return g, nil
			}
		}
		return people.Scoped{}, people.ErrMayNot
	}
	grant, ok := actor.Over(p.Unit.Path, makers...)
	if !ok {
		return people.Scoped{}, people.ErrUnknown
	}
	return grant, nil
}

// work makes the book of a proposal.
func (s *Service) work(tx *db.Tx, p Proposal) (Book, error) {
	if (p.Book == nil) == (len(p.Points) == 0) || p.Book != nil && p.scope() != "" {
		return Book{}, ErrProposal
	}
	if err := soonEnough(tx.Now, p.EffectiveFrom); err != nil {
		return Book{}, err
	}
	number, err := nextVersion(tx, p.scope())
	if err != nil {
		return Book{}, err
	}
	book, err := p.on(s.On(p.EffectiveFrom, ""))
	if err != nil {
		return Book{}, err
	}
	book.Version, book.OrgUnitID, book.EffectiveFrom = number, p.scope(), p.EffectiveFrom
	return book, book.Validate()
}

// on lays a proposal on the city's book that will hold on its day.
func (p Proposal) on(city Book) (Book, error) {
	if p.Book != nil {
		return p.Book.clone(), nil
	}
	if p.scope() != "" {
		return Override{OrgUnitID: p.scope(), Points: p.Points}.Apply(city)
	}
	return city.repriced(p.Points)
}

// soonEnough holds that a version never changes what has happened.
func soonEnough(now time.Time, day string) error {
	if _, err := time.Parse(time.DateOnly, day); err != nil || day <= Day(now) || day > Day(now.Add(horizon)) {
		return ErrTooSoon.On("effective_from")
	}
	return nil
}

// repriced is the book with other points for some of its rules.
func (b Book) repriced(points map[string]int) (Book, error) {
	b = b.clone()
	var f findings
	for _, key := range slices.Sorted(maps.Keys(points)) {
		code, grade, graded := strings.Cut(key, ".")
		found := false
		for i := range b.Rules {
			if b.Rules[i].Code == code {
				found = b.Rules[i].reprice(grade, graded, points[key])
			}
		}
		if !found {
			f.add("points."+key, "unknown", "积分办法中没有这一项", "there is no such rule or grade")
		}
	}
	return b, f.refusal()
}

// reprice sets the points of a rule or of one of its grades; false where there is no such grade, or none was named.
func (r *Rule) reprice(grade string, graded bool, points int) bool {
	if len(r.Grades) == 0 {
		r.Points = points
		return !graded
	}
	for i := range r.Grades {
		if r.Grades[i].Code == grade {
			r.Grades[i].Points = points
			r.Points = r.Grades[0].Points
			return true
		}
	}
	return false
}

// nextVersion counts on within the city's or a district's own.
func nextVersion(tx *db.Tx, scope string) (int, error) {
	var versions []string
	if err := tx.DB.Model(&models.Rulebook{}).Where("scope_id = ?", scope).Pluck("version", &versions).Error; err != nil {
		return 0, fmt.Errorf("read version numbers: %w", err)
	}
	next := 1
	for _, v := range versions {
		if n, err := strconv.Atoi(v); err == nil && n >= next {
			next = n + 1
		}
	}
	return next, nil
}

// Propose writes a version that waits for the city's approval. Refusals as Draft. Answers with a models.Rulebook.
func (s *Service) Propose(ctx context.Context, call once.Call, actor people.Actor, p Proposal) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		grant, err := p.maker(actor)
		if err != nil {
			return nil, err
		}
		book, err := s.work(tx, p)
		if err != nil {
			return nil, err
		}
		row := models.Rulebook{
			ID: tx.NewID(), Version: strconv.Itoa(book.Version), ScopeID: p.scope(), State: Proposed, EffectiveFrom: p.EffectiveFrom,
			Document: document(book), ProposedBy: actor.ID, ProposedAt: models.At(tx.Now),
		}
		err = tx.DB.Create(&row).Error
		if db.IsDuplicate(err) { // a rival took the number
			return nil, db.ErrAgain
		}
		if err != nil {
			return nil, fmt.Errorf("write rulebook: %w", err)
		}
		return row, recordVersion(tx, actor, grant, "propose", row, "")
	})
}

func recordVersion(tx *db.Tx, actor people.Actor, grant people.Scoped, verb string, row models.Rulebook, reason string) error {
	event := actor.Event(grant.Role, "rulebook."+verb, "rulebook", row.ID, grant.Path)
	event.Detail = fmt.Sprintf("%s 第 %s 版，自 %s 施行", row.ScopeID, row.Version, row.EffectiveFrom)
	if reason != "" {
		event.Detail = reason
	}
	return audit.Record(tx, event)
}

// ApproveVersion is the city's signature under somebody else's proposal: it comes into force on its date. It is worked out once
// more, since the city's own may have changed meanwhile. Refusals: people.ErrUnknown, people.ErrSignedBy, ErrVersionState,
// ErrTooSoon, ErrInvalid, ErrStale. Answers with a models.Rulebook.
func (s *Service) ApproveVersion(ctx context.Context, call once.Call, actor people.Actor, id string) (once.Answer, error) {
	return s.decideVersion(ctx, call, actor, id, Approved, "")
}

// DeclineVersion ends a proposal with a reason, which the record keeps. Answers with a models.Rulebook.
func (s *Service) DeclineVersion(ctx context.Context, call once.Call, actor people.Actor, id, reason string) (once.Answer, error) {
	return s.decideVersion(ctx, call, actor, id, Declined, reason)
}

var versionVerbs = map[string]string{Approved: "approve", Declined: "refuse"}

func (s *Service) decideVersion(ctx context.Context, call once.Call, actor people.Actor, id, to, reason string) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		grant, err := (Proposal{}).maker(actor)
		if err != nil {
			return nil, err
		}
		var row models.Rulebook
		err = tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&row).Error
		if db.IsMissing(err) {
			return nil, people.ErrUnknown
		}
		if err != nil {
			return nil, fmt.Errorf("lock rulebook: %w", err)
		}
		if row.State != Proposed {
			return nil, ErrVersionState
		}
		if row.ProposedBy == actor.ID {
			return nil, people.ErrSignedBy
		}
		if to == Approved {
			if err := s.stillHolds(tx, row); err != nil {
				return nil, err
			}
		}
		row.State, row.ApprovedBy, row.ApprovedAt = to, actor.ID, models.At(tx.Now)
		err = tx.DB.Model(&models.Rulebook{}).Where("id = ?", id).UpdateColumns(map[string]any{
			"state": row.State, "approved_by": row.ApprovedBy, "approved_at": row.ApprovedAt,
		}).Error
		if err != nil {
			return nil, fmt.Errorf("decide rulebook: %w", err)
		}
		tx.AfterCommit(s.refreshSoon)
		return row, recordVersion(tx, actor, grant, versionVerbs[to], row, reason)
	})
}

// refreshSoon takes the new version in; where that fails the scheduler's Refresh makes up for it.
func (s *Service) refreshSoon() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_ = s.Refresh(ctx)
}

// stillHolds judges a proposal as it stands on the day of its approval.
func (s *Service) stillHolds(tx *db.Tx, row models.Rulebook) error {
	if err := soonEnough(tx.Now, row.EffectiveFrom); err != nil {
		return err
	}
	book, err := Parse([]byte(row.Document))
	if err != nil || row.ScopeID == "" {
		return err
	}
	now, err := Override{OrgUnitID: row.ScopeID, Points: book.points()}.Apply(s.On(row.EffectiveFrom, ""))
	if err != nil {
		return err
	}
	now.Version, now.EffectiveFrom = book.Version, book.EffectiveFrom
	if document(now) != row.Document { // rules or caps that a district has no say in
		return ErrStale
	}
	return nil
}

// points are all points of a book, by the keys of an Override.
func (b Book) points() map[string]int {
	points := map[string]int{}
	for _, r := range b.Rules {
		if len(r.Grades) == 0 {
			points[r.Code] = r.Points
		}
		for _, g := range r.Grades {
			points[r.Code+"."+g.Code] = g.Points
		}
	}
	return points
}

// Versions lists versions in a state ("" for all), newest first, before an id: the city's, and the districts' own of scopes.
func (s *Service) Versions(ctx context.Context, scopes []string, state, before string, limit int) ([]models.Rulebook, error) {
	tx := s.store.Read(ctx)
	q := tx.DB.Where("scope_id IN ?", append([]string{""}, scopes...))
	if state != "" {
		q = q.Where("state = ?", state)
	}
	if before != "" {
		q = q.Where("id < ?", before)
	}
	var rows []models.Rulebook
	if err := q.Order("id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list rulebooks: %w", err)
	}
	return rows, nil
}

// Version reads one version, with what it changes in the one that holds, or held, the day before it; of a district's own that is
// likewise what its people had until then. path tells where in the tree a district lies. It answers people.ErrUnknown.
func (s *Service) Version(ctx context.Context, id string, path func(district string) string) (models.Rulebook, Draft, error) {
	var row models.Rulebook
	err := s.store.Read(ctx).DB.Where("id = ?", id).Take(&row).Error
	if db.IsMissing(err) {
		return row, Draft{}, people.ErrUnknown
	}
	if err != nil {
		return row, Draft{}, fmt.Errorf("read rulebook: %w", err)
	}
	book, err := Parse([]byte(row.Document))
	if err != nil {
		return row, Draft{}, fmt.Errorf("read rulebook %s: %w", id, err)
	}
	return row, Draft{Book: book, Changes: Diff(s.On(before(row.EffectiveFrom), path(row.ScopeID)), book)}, nil
}

func before(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.AddDate(0, 0, -1).Format(time.DateOnly)
}
