// Package station is the only writer of stations and of the notices at the town's doors, and keeps what people look for at
// hand: where the nearest door is and whether it is open.
//
// Marts are doors too: their room lends a Directory its own table, and everything else is the same for both.
package station

import (
	"encoding/json"
	"fmt"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// The states of a place. A retired one is no longer found by a search, but keeps its name for what happened there.
const (
	Opened  = "open"
	Retired = "retired"
)

// Version is the setting that changes with every change of a station, by which other instances notice.
const Version = "stations_version"

// Service is the directory of the stations.
type Service struct{ *Directory }

// New makes a Service that knows no station until the first Reload.
func New(store *db.Store, calendar place.Calendar) *Service {
	return &Service{NewDirectory(store, calendar, Room{
		Object: "station", Version: Version, Keeper: people.StationMan, All: all, Lock: lock, Save: save,
	})}
}

// Open plants stations in the caller's unit. An error names the first row that cannot be meant.
func Open(tx *db.Tx, rows []models.Station) error {
	if len(rows) == 0 {
		return nil
	}
	for _, r := range rows {
		if err := Check(r.Place); err != nil {
			return fmt.Errorf("open station %s: %w", r.ID, err)
		}
	}
	if err := tx.DB.CreateInBatches(rows, 500).Error; err != nil {
		return fmt.Errorf("open stations: %w", err)
	}
	return org.Set(tx, Version, tx.NewID())
}

func all(tx *db.Tx) ([]models.Place, error) {
	var rows []models.Station
	if err := tx.DB.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read stations: %w", err)
	}
	places := make([]models.Place, len(rows))
	for i, r := range rows {
		places[i] = r.Place
	}
	return places, nil
}

func lock(tx *db.Tx, id string) (models.Place, error) {
	var row models.Station
	err := tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&row).Error
	return row.Place, err
}

func save(tx *db.Tx, id string, columns map[string]any) error {
	return tx.DB.Model(&models.Station{}).Where("id = ?", id).UpdateColumns(columns).Error
}

// Packed writes opening hours as a row keeps them.
func Packed(h place.Hours) string {
	text, err := json.Marshal(h)
	if err != nil {
		panic(err) // hours are plain data
	}
	return string(text)
}
