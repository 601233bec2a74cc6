package models

// Report is a 随手拍: something in the town that wants mending, or a resident's need passed on. It is submitted, then
// accepted, rejected or merged into another by an officer.
//
// Owner: services/report
type Report struct {
	ID, Number, PersonID         string
	Category, Description        string
	Lat, Lng                     float64
	OrgUnitID, OrgPath, StreetID string
	State, MergedInto            string
	DueAt, FiledAt               Instant
	FiledOn                      string
	DecidedBy                    string
	DecidedAt                    Instant
	Reason                       string
}

// ReportPhoto ties a photo to the one report it belongs to.
//
// Owner: services/report
type ReportPhoto struct {
	ReportID, PhotoID string
	Place             int
}

// ReportEvent is one line of what became of a report.
//
// Owner: services/report
type ReportEvent struct {
	ID, ReportID, Kind, Text string
	ByPerson, ByRole         string
	At                       Instant
}

// Photo is an uploaded picture, re-encoded without metadata; Look is a perceptual hash that finds a photo used again.
//
// Owner: services/photo
type Photo struct {
	ID, PersonID, Purpose string
	Width, Height         int
	SHA256                string `gorm:"column:sha256"`
	Look                  int64
	At                    Instant
}
