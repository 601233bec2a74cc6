package models

// Place is what a station and a mart have in common: a door in the town. Hours is JSON (services/place), Facilities and
// Services are codes separated by commas. Coordinates are GCJ-02 degrees.
type Place struct {
	ID, Kind, Name, OrgUnitID, OrgPath, Address string
	Lat, Lng                                    float64
	Hours, Facilities, Services, State          string
	ChangedAt                                   Instant
}

// Station is a 庆小驿: open, or retired.
//
// Owner: services/station
type Station struct {
	Place `gorm:"embedded"`
}

// Mart is a points mart; Kind is its scheme, rider or rural.
//
// Owner: services/mart
type Mart struct {
	Place `gorm:"embedded"`
}

// PlaceNotice is a temporary word at a door; where Closed is 1 the door is shut while it lasts.
//
// Owner: services/station
type PlaceNotice struct {
	ID, PlaceID, Text string
	Closed            int
	FromAt, UntilAt   Instant
	PostedBy          string
	WithdrawnAt       Instant
}

// Goods is one kind of thing that marts hand out. CostFen is what one costs to buy.
//
// Owner: services/mart
type Goods struct {
	ID, Name, Unit string
	CostFen        int64
	ImageID, State string
	ChangedAt      Instant
}

// TableName keeps the uncountable word.
func (Goods) TableName() string { return "goods" }

// GoodsPrice is what one costs in points in a scheme from an instant on; the latest one counts and none is ever changed.
//
// Owner: services/mart
type GoodsPrice struct {
	ID, GoodsID, Scheme string
	Points              int64
	FromAt              Instant
	SetBy               string
}

// Stock is what a mart has of one kind: bought and donated apart, and how many of them are promised to open redemptions.
// What can still be promised is Purchased + Donated − Held, which the database keeps from falling below zero.
//
// Owner: services/mart
type Stock struct {
	ID, MartID, GoodsID      string
	Purchased, Donated, Held int64
}

// StockMovement is one change of what stands on the shelf, never changed itself; Quantity is signed.
//
// Owner: services/mart
type StockMovement struct {
	ID, MartID, GoodsID string
	Kind, Source        string
	Quantity            int64
	UnitCostFen         int64
	Note, RedemptionID  string
	ByPerson            string
	At                  Instant
	Day                 string
}
