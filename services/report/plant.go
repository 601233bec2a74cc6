package report

import (
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// Planted is a report that a benchmark or a demo begins with: submitted, about the environment, without photos.
type Planted struct{ ID, Person, UnitID, Path, StreetID string }

// Plant files reports as they are given, in the caller's unit of work.
func Plant(tx *db.Tx, planted []Planted) error {
	reports, events := make([]models.Report, len(planted)), make([]models.ReportEvent, len(planted))
	for i, p := range planted {
		reports[i] = models.Report{
			ID: p.ID, Number: tx.NewNumber("S"), PersonID: p.Person, Category: "environment", Description: "示例", Lat: 46.65, Lng: 124.87,
			OrgUnitID: p.UnitID, OrgPath: p.Path, StreetID: p.StreetID, State: string(Submitted), DueAt: models.At(due("environment", tx.Now)),
			FiledAt: models.At(tx.Now), FiledOn: rulebook.Day(tx.Now),
		}
		events[i] = models.ReportEvent{ID: tx.NewID(), ReportID: p.ID, Kind: string(Submitted), ByPerson: p.Person, ByRole: "rider", At: models.At(tx.Now)}
	}
	err := tx.DB.CreateInBatches(reports, 500).Error
	if db.IsDuplicate(err) { // among so many a number is drawn twice now and then: draw again
		return db.ErrAgain
	}
	if err != nil {
		return fmt.Errorf("plant reports: %w", err)
	}
	if err := tx.DB.CreateInBatches(events, 500).Error; err != nil {
		return fmt.Errorf("plant report events: %w", err)
	}
	return nil
}
