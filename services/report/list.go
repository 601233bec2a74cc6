package report

import (
	"context"
	"fmt"
	"math"

	"gorm.io/gorm"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// readers may see the reports below their scope.
var readers = append([]people.Role{people.Auditor}, people.Officers...)

// Find reads a report for its reporter or somebody in whose scope it lies; to anybody else it is not there.
func (s *Service) Find(ctx context.Context, actor people.Actor, id string) (Case, error) {
	tx := s.store.Read(ctx)
	var r models.Report
	err := tx.DB.Where("id = ?", id).Take(&r).Error
	if db.IsMissing(err) {
		return Case{}, people.ErrUnknown
	}
	if err != nil {
		return Case{}, fmt.Errorf("read report: %w", err)
	}
	if _, ok := actor.Over(r.OrgPath, readers...); !ok && r.PersonID != actor.ID {
		return Case{}, people.ErrUnknown
	}
	cases, err := withParts(tx, []models.Report{r})
	if err != nil {
		return Case{}, err
	}
	return cases[0], nil
}

// Mine lists the actor's own reports, newest first, before an id.
func (s *Service) Mine(ctx context.Context, actor people.Actor, before string, limit int) ([]Case, error) {
	tx := s.store.Read(ctx)
	q := tx.DB.Where("person_id = ?", actor.ID)
	if before != "" {
		q = q.Where("id < ?", before)
	}
	var rows []models.Report
	if err := q.Order("id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list reports: %w", err)
	}
	return withParts(tx, rows)
}

// Inbox is a filter over the reports below the actor's scopes; AfterDue and AfterID are where the last page ended.
type Inbox struct {
	State, Category string
	AfterDue        models.Instant
	AfterID         string
	Limit           int
}

// Inbox lists what lies below the actor's scopes, by due time.
func (s *Service) Inbox(ctx context.Context, actor people.Actor, f Inbox) ([]Case, error) {
	tx := s.store.Read(ctx)
	scoped := tx.DB.Session(&gorm.Session{NewDB: true}).Where("1 = 0")
	for _, p := range actor.Paths(readers...) {
		scoped = scoped.Or("org_path LIKE ?", p+"%")
	}
	q := tx.DB.Where(scoped)
	if f.State != "" {
		q = q.Where("state = ?", f.State)
	}
	if f.Category != "" {
		q = q.Where("category = ?", f.Category)
	}
	if f.AfterID != "" {
		q = q.Where("due_at > ? OR (due_at = ? AND id > ?)", f.AfterDue, f.AfterDue, f.AfterID)
	}
	var rows []models.Report
	if err := q.Order("due_at, id").Limit(f.Limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list reports: %w", err)
	}
	return withParts(tx, rows)
}

// Near lists earlier reports that c may be a duplicate of: the same category within 50 m, open or accepted less than seven
// days before. The actor sees those of their own scope.
func (s *Service) Near(ctx context.Context, actor people.Actor, c Case) ([]models.Report, error) {
	tx := s.store.Read(ctx)
	const perDegree = 111_000.0
	dLat := nearMetres / perDegree
	dLng := nearMetres / (perDegree * math.Cos(c.Lat*math.Pi/180))
	var rows []models.Report
	err := tx.DB.Where("category = ? AND lat BETWEEN ? AND ? AND lng BETWEEN ? AND ?", c.Category, c.Lat-dLat, c.Lat+dLat, c.Lng-dLng, c.Lng+dLng).
		Where("id < ? AND (state = ? OR (state = ? AND decided_at > ?))", c.ID, Submitted, Accepted, c.FiledAt-models.Instant(nearAge.Milliseconds())).
		Order("id").Limit(20).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("look for duplicates: %w", err)
	}
	near := rows[:0]
	for _, r := range rows {
		_, seen := actor.Over(r.OrgPath, readers...)
		if seen && place.Metres(place.Point{Lat: c.Lat, Lng: c.Lng}, place.Point{Lat: r.Lat, Lng: r.Lng}) <= nearMetres {
			near = append(near, r)
		}
	}
	return near, nil
}

// withParts reads photos, timeline and awards of reports, a statement each.
func withParts(tx *db.Tx, rows []models.Report) ([]Case, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	cases, err := undecided(tx, rows)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rows))
	at := map[string]int{}
	for i, r := range rows {
		ids[i], at[r.ID] = r.ID, i
	}
	return cases, withAwards(tx, cases, ids, at)
}

// undecided is withParts without the awards, which a report that waits for its decision cannot have.
func undecided(tx *db.Tx, rows []models.Report) ([]Case, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]string, len(rows))
	cases := make([]Case, len(rows))
	at := map[string]int{}
	for i, r := range rows {
		ids[i], cases[i].Report, at[r.ID] = r.ID, r, i
	}
	var photos []models.ReportPhoto
	if err := tx.DB.Where("report_id IN ?", ids).Order("report_id, place").Find(&photos).Error; err != nil {
		return nil, fmt.Errorf("read report photos: %w", err)
	}
	for _, p := range photos {
		cases[at[p.ReportID]].Photos = append(cases[at[p.ReportID]].Photos, p.PhotoID)
	}
	var events []models.ReportEvent
	if err := tx.DB.Where("report_id IN ?", ids).Order("report_id, id").Find(&events).Error; err != nil {
		return nil, fmt.Errorf("read report events: %w", err)
	}
	for _, e := range events {
		cases[at[e.ReportID]].Events = append(cases[at[e.ReportID]].Events, e)
	}
	return cases, nil
}

func withAwards(tx *db.Tx, cases []Case, ids []string, at map[string]int) error {
	var awards []models.Award
	if err := tx.DB.Where("source_id IN ? AND source_type = ?", ids, "report").Order("id").Find(&awards).Error; err != nil {
		return fmt.Errorf("read awards: %w", err)
	}
	for _, a := range awards {
		cases[at[a.SourceID]].Awards = append(cases[at[a.SourceID]].Awards, a)
	}
	return nil
}
