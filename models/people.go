package models

// Person is anybody with an account. Name and phone are sealed (services/seal) and PhoneIndex is the blind index of the
// phone. A person is active until the account is cancelled; then identity is cut and the id stays as a pseudonym.
//
// Owner: services/people
type Person struct {
	ID, State               string
	NameSealed, PhoneSealed string
	PhoneIndex              *string
	WorkerType              string
	OrgUnitID, OrgPath      string
	CreatedAt, CancelledAt  Instant
}

// WechatIdentity ties a WeChat openid, kept only as blind index and sealed, to a person.
//
// Owner: services/people
type WechatIdentity struct {
	OpenidIndex  string `gorm:"primaryKey"`
	PersonID     string
	OpenidSealed string
	CreatedAt    Instant
}

// StaffAccount is how a member of staff signs in. TotpStep is the last time step used, so that a code works once.
//
// Owner: services/people
type StaffAccount struct {
	PersonID               string `gorm:"primaryKey"`
	Username, PasswordHash string
	TotpSealed             string
	TotpDemanded           int
	TotpStep               int64
	Failures               int
	LockedUntil            Instant
}

// Grant gives a person a role over a scope: a knot of the organisation tree, a station or a mart. ScopePath is the scope's
// place in the tree.
//
// Owner: services/people
type Grant struct {
	ID, PersonID, Role   string
	ScopeID, ScopePath   string
	GrantedBy            string
	GrantedAt, RevokedAt Instant
}

// Session is one sign-in and the family of refresh tokens that come of it. It ends by sign-out, by time, or because a spent
// token was used again.
//
// Owner: services/people
type Session struct {
	ID, PersonID, Method          string
	StartedAt, ExpiresAt, EndedAt Instant
	EndedWhy                      string
}

// RefreshToken is kept only as its SHA-256 and spent by its first use (RFC 9700 section 4.14.2).
//
// Owner: services/people
type RefreshToken struct {
	Hash                         string `gorm:"primaryKey"`
	SessionID                    string
	IssuedAt, ExpiresAt, SpentAt Instant
}

// Consent logs that a person gave or withdrew consent to a version of a document.
//
// Owner: services/people
type Consent struct {
	ID, PersonID, Document, Version string
	Given                           int
	At                              Instant
}
