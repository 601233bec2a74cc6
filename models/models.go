// Package models holds the rows, one file a room and one struct a table, and nothing that acts on them.
//
// "Owner: services/x" above a row names the only room that builds and changes it; a test holds that.
package models

import "time"

// Instant is a moment in milliseconds since 1970 UTC; 0 means "not yet".
type Instant int64

// At turns a time into an Instant.
func At(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time turns an Instant back, in UTC.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

// OrgUnit is one knot of the organisation tree: city, district, street or township, community or village. Path lists the
// ids from the city down, "/2306/230604/…/", so that "lies below" is "starts with".
//
// Owner: services/org
type OrgUnit struct {
	ID, Level, Name, ParentID, Path string
}

// Setting is a fact about this database itself, such as that it holds the demo town.
//
// Owner: services/org
type Setting struct {
	Name, Value string
}

// IdempotencyKey remembers the answer to one command. ID is the SHA-256 of caller, route and key; Request that of the body.
//
// Owner: services/once
type IdempotencyKey struct {
	ID, Request string
	Status      int
	Body        string
	At          Instant
}

// Lease lets one instance at a time run a scheduled job.
//
// Owner: services/schedule
type Lease struct {
	Name, Holder string
	UntilAt      Instant
	LastRun      Instant
}

// AuditEvent says who did what to what, when, from where and with what outcome ("done", or the refusal's code). It is
// written once and never changed.
//
// Owner: services/audit
type AuditEvent struct {
	ID                             string
	At                             Instant
	Day                            string
	ActorID, ActorRole             string
	Action                         string
	ObjectType, ObjectID           string
	Outcome                        string
	ScopePath                      string
	FromAddress, RequestID, Detail string
}
