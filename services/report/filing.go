package report

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// farMetres is how far from any station a report can lie and still be in the city's care; Daqing is 200 km across and its
// stations stand in every district.
const farMetres = 80_000

// Filing is a new report. UnitID is a community or village; left empty it is the nearest station's.
type Filing struct {
	Category, Description string
	At                    place.Point
	UnitID                string
	PhotoIDs              []string
}

// File files a report. Answers with a Case.
func (s *Service) File(ctx context.Context, call once.Call, actor people.Actor, f Filing) (once.Answer, error) {
	f.Description = strings.TrimSpace(f.Description)
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		unit, err := s.check(f)
		if err != nil {
			return nil, err
		}
		if err := usable(tx, actor.ID, f.PhotoIDs); err != nil {
			return nil, err
		}
		street, ok := s.tree.Tree().StreetOf(unit.ID)
		if !ok {
			return nil, ErrUnit.On("org_unit_id")
		}
		r := models.Report{
			ID: tx.NewID(), Number: tx.NewNumber("S"), PersonID: actor.ID, Category: f.Category, Description: f.Description,
			Lat: f.At.Lat, Lng: f.At.Lng, OrgUnitID: unit.ID, OrgPath: unit.Path, StreetID: street.ID, State: string(Submitted),
			DueAt: models.At(due(f.Category, tx.Now)), FiledAt: models.At(tx.Now), FiledOn: rulebook.Day(tx.Now),
		}
		return s.write(tx, r, actor, f.PhotoIDs)
	})
}

func (s *Service) check(f Filing) (models.OrgUnit, error) {
	if _, ok := Categories[f.Category]; !ok {
		return models.OrgUnit{}, ErrCategory.On("category")
	}
	if n := utf8.RuneCountInString(f.Description); n < 1 || n > maxDescription {
		return models.OrgUnit{}, ErrDescription.On("description")
	}
	if !f.At.Valid() {
		return models.OrgUnit{}, ErrPlace.On("location")
	}
	if f.Category != needsNoPhoto && len(f.PhotoIDs) == 0 {
		return models.OrgUnit{}, ErrPhoto.On("photo_ids")
	}
	if len(f.PhotoIDs) > maxPhotos {
		return models.OrgUnit{}, ErrPhoto.Because("最多六张照片", "At most six photos").On("photo_ids")
	}
	nearest, metres, ok := s.stations.Nearest(f.At)
	if !ok || metres > farMetres {
		return models.OrgUnit{}, ErrFar.On("location")
	}
	id := f.UnitID
	if id == "" {
		id = nearest.OrgUnitID
	}
	unit, ok := s.tree.Tree().Unit(id)
	if !ok || unit.Level != "community" && unit.Level != "village" {
		return models.OrgUnit{}, ErrUnit.On("org_unit_id")
	}
	return unit, nil
}

// usable says that the photos are the actor's own and in no report yet, nor the very same file as one that is.
func usable(tx *db.Tx, person string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	// One file may have been uploaded twice: its rows are locked, so that of two reports at once one sees the other.
	var same []models.Photo
	err := tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).
		Where("sha256 IN (SELECT sha256 FROM (SELECT sha256 FROM photos WHERE id IN ?) own)", ids).Order("id").Find(&same).Error
	if err != nil {
		return fmt.Errorf("lock photos: %w", err)
	}
	var fit int64
	err = tx.DB.Raw(`SELECT COUNT(*) FROM photos p WHERE p.id IN ? AND p.person_id = ? AND NOT EXISTS (
		SELECT 1 FROM photos q JOIN report_photos r ON r.photo_id = q.id WHERE q.sha256 = p.sha256)`, ids, person).Scan(&fit).Error
	if err != nil {
		return fmt.Errorf("read photos: %w", err)
	}
	distinct := map[string]bool{}
	for _, id := range ids {
		distinct[id] = true
	}
	if int(fit) != len(ids) || len(distinct) != len(ids) {
		return ErrPhotoOther.On("photo_ids")
	}
	return nil
}

func (s *Service) write(tx *db.Tx, r models.Report, actor people.Actor, photos []string) (Case, error) {
	err := tx.DB.Create(&r).Error
	if db.IsDuplicate(err) { // a number drawn twice: draw again
		return Case{}, db.ErrAgain
	}
	if err != nil {
		return Case{}, fmt.Errorf("write report: %w", err)
	}
	if len(photos) > 0 {
		rows := make([]models.ReportPhoto, len(photos))
		for i, id := range photos {
			rows[i] = models.ReportPhoto{ReportID: r.ID, PhotoID: id, Place: i}
		}
		err := tx.DB.Create(&rows).Error
		if db.IsDuplicate(err) { // a rival report took one of the photos
			return Case{}, ErrPhotoOther.On("photo_ids")
		}
		if err != nil {
			return Case{}, fmt.Errorf("write report photos: %w", err)
		}
	}
	event := models.ReportEvent{
		ID: tx.NewID(), ReportID: r.ID, Kind: string(Submitted), ByPerson: actor.ID, ByRole: string(actor.Role()), At: r.FiledAt,
	}
	if err := tx.DB.Create(&event).Error; err != nil {
		return Case{}, fmt.Errorf("write report event: %w", err)
	}
	return Case{Report: r, Photos: photos, Events: []models.ReportEvent{event}}, nil
}
