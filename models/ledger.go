package models

// Account is a person's points. Balance is what can be spent, Held what waits in open holds, Seq the number of its latest
// transfer. FloorAt is 0 but after a reversal that took the balance below zero; the database keeps Balance at or above it.
// House accounts (street:…, mart:…, house:…) have no row, so nothing queues behind them.
//
// Owner: services/ledger
type Account struct {
	ID                          string
	Balance, Held, FloorAt, Seq int64
	OpenedAt                    Instant
}

// Transfer moves Points from Debit to Credit and is never changed. AccountID is the one person's account it touches, with
// its number there and what was left after it; a transfer between house accounts has none. Settles names the hold that a
// post or void ends, Reverses the transfer that a reversal undoes; each can be named once.
//
// Owner: services/ledger
type Transfer struct {
	ID                           string
	At                           Instant
	Day                          string
	Kind                         string
	Debit, Credit                string
	Points                       int64
	AccountID                    *string
	Seq                          *int64
	BalanceAfter, HeldAfter      int64
	Reason, SourceType, SourceID string
	Settles, Reverses            *string
	Note                         string
}

// DayClose seals a day: Digest covers every transfer and audit event of the day and Previous, the digest of the day before.
//
// Owner: services/audit
type DayClose struct {
	Day                       string `gorm:"primaryKey"`
	Transfers, Events, Points int64
	Previous, Digest          string
	ClosedAt                  Instant
}

// Adjustment is a change of points by hand. It is proposed by one person and takes effect when another, neither of them the
// beneficiary, approves it.
//
// Owner: services/adjustment
type Adjustment struct {
	ID, PersonID, OrgPath, StreetID string
	Points                          int64
	Reason, State                   string
	ProposedBy                      string
	ProposedAt                      Instant
	DecidedBy                       string
	DecidedAt                       Instant
	DecidedWhy                      string
}
