package models

// Redemption is reserved by its owner, who then has seven days to show a code at the mart; the keeper's scan fulfils it.
// Until then its owner may cancel it, and the clock expires it; either gives points and goods back. A fulfilled one can be
// reversed by two signatures.
//
// Owner: services/redemption
type Redemption struct {
	ID, Number, PersonID            string
	MartID, MartPath                string
	State                           string
	Points                          int64
	Month, HoldID                   string
	ReservedAt, ExpiresAt, ClosedAt Instant
	FulfilledBy, CountersignedBy    string
	DisputedAt                      Instant
}

// RedemptionItem is one line of a redemption, with name and price as they were when it was reserved.
//
// Owner: services/redemption
type RedemptionItem struct {
	RedemptionID, GoodsID, Name string
	Quantity, PointsEach        int64
}

// RedemptionReversal undoes a fulfilled redemption once a second person has signed. GoodsBack says that the goods returned.
//
// Owner: services/redemption
type RedemptionReversal struct {
	ID, RedemptionID, MartPath string
	GoodsBack                  int
	Reason, State              string
	ProposedBy                 string
	ProposedAt                 Instant
	DecidedBy                  string
	DecidedAt                  Instant
	DecidedWhy                 string
}

// Objection is a receiver's "not me" against a hand-over.
//
// Owner: services/redemption
type Objection struct {
	ID, RedemptionID, PersonID, MartPath string
	Text, State                          string
	OpenedAt, ClosedAt                   Instant
}
