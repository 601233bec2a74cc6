// Package fault holds the words of refusal: what a room answers when it may not or cannot do what it was asked.
//
// A refusal is declared once, in the room it belongs to, as a value:
//
//	var ErrSoldOut = fault.New(fault.Conflict, "redemption.sold_out", "已兑完", "Sold out")
//
// and returned as it is, or with particulars by Because. Everything else that a room returns is a failure of ours: it is
// logged whole and shown blank.
package fault

import (
	"errors"
	"fmt"
	"time"
)

// Kind says what sort of refusal it is; the api turns each kind into one HTTP status.
type Kind int

// The kinds, with the HTTP status each becomes (RFC 9110).
const (
	Malformed       Kind = iota + 1 // 400: could not be read
	Unauthenticated                 // 401: not signed in
	Forbidden                       // 403: may not
	NotFound                        // 404: does not exist, or is not yours to know
	Conflict                        // 409: conflicts with the state
	TooLarge                        // 413
	Unsupported                     // 415
	Refused                         // 422: well-formed, but refused by a rule
	TooMany                         // 429
	Unavailable                     // 503
)

// Field is one thing wrong with the input: Field is its JSON path, Code is stable, Message is for people.
type Field struct {
	Field, Code, ZH, EN string
}

// Fault is one refusal. Code is stable and is what clients compare; the texts are for people. A Fault is never changed once
// declared; Because, On and After return copies.
type Fault struct {
	Kind             Kind
	Code             string
	TitleZH, TitleEN string
	ZH, EN           string // particulars, may be empty
	Fields           []Field
	RetryAfter       time.Duration // for TooMany and Unavailable
}

// New declares a refusal.
func New(kind Kind, code, zh, en string) *Fault {
	return &Fault{Kind: kind, Code: code, TitleZH: zh, TitleEN: en}
}

// Error is for logs, so it is in English and carries the code.
func (f *Fault) Error() string {
	if f.EN != "" {
		return fmt.Sprintf("%s: %s", f.Code, f.EN)
	}
	return fmt.Sprintf("%s: %s", f.Code, f.TitleEN)
}

// Is makes errors.Is(err, ErrSoldOut) hold for every copy of ErrSoldOut.
func (f *Fault) Is(target error) bool {
	var other *Fault
	return errors.As(target, &other) && other.Code == f.Code
}

// Because returns a copy with particulars in both languages.
func (f *Fault) Because(zh, en string) *Fault {
	g := *f
	g.ZH, g.EN = zh, en
	return &g
}

// On returns a copy that names a field of the input; its message is the refusal's own words.
func (f *Fault) On(field string) *Fault {
	g := *f
	zh, en := f.ZH, f.EN
	if zh == "" {
		zh = f.TitleZH
	}
	if en == "" {
		en = f.TitleEN
	}
	g.Fields = append(append([]Field{}, f.Fields...), Field{Field: field, Code: f.Code, ZH: zh, EN: en})
	return &g
}

// After returns a copy that asks the caller to come back after d.
func (f *Fault) After(d time.Duration) *Fault {
	g := *f
	g.RetryAfter = d
	return &g
}

// As returns the refusal in err's chain, or nil where err is nil or a failure of ours.
func As(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return nil
}
