package redemption

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// A pickup code lives for one window of sixty seconds. A keeper may still scan it slack later, so that a code that changes
// under the scanner does not send the queue back.
const (
	window = 60 * time.Second
	slack  = 5 * time.Second
)

// PickupCode is what the receiver shows: Code as a QR text (of QR's alphanumeric set, so that it stays coarse and quick to
// scan), Digits to be typed, both until ValidUntil.
type PickupCode struct {
	Code, Digits string
	ValidUntil   time.Time
}

var encoding = base32.StdEncoding.WithPadding(base32.NoPadding)

func windowAt(t time.Time) int64 { return t.Unix() / int64(window/time.Second) }

func (s *Service) mac(purpose, id string, w int64) []byte {
	h := hmac.New(sha256.New, s.key)
	_, _ = fmt.Fprintf(h, "%s\n%s\n%d", purpose, id, w)
	return h.Sum(nil)
}

func (s *Service) digits(id string, w int64) string {
	return fmt.Sprintf("%08d", binary.BigEndian.Uint64(s.mac("digits", id, w))%100_000_000)
}

func (s *Service) text(id string, w int64) string {
	plain := strings.ToUpper(strings.ReplaceAll(id, "-", ""))
	return "QXY:" + plain + ":" + strings.ToUpper(strconv.FormatInt(w, 36)) + ":" + encoding.EncodeToString(s.mac("qr", id, w)[:15])
}

// Code makes the current pickup code of the actor's own waiting redemption.
func (s *Service) Code(ctx context.Context, actor people.Actor, id string) (PickupCode, error) {
	tx := s.store.Read(ctx)
	r, err := own(tx, actor, id)
	if err != nil {
		return PickupCode{}, err
	}
	if err := waiting(r, tx.Now); err != nil {
		return PickupCode{}, err
	}
	w := windowAt(tx.Now)
	return PickupCode{s.text(id, w), s.digits(id, w), time.Unix((w+1)*int64(window/time.Second), 0).UTC()}, nil
}

// Shown is what a keeper scanned or typed: one of the two.
type Shown struct{ Code, Digits string }

// windows are those whose codes are good at an instant: the current one, and for a moment the one before.
func windows(now time.Time) []int64 {
	w := windowAt(now)
	if windowAt(now.Add(-slack)) != w {
		return []int64{w, w - 1}
	}
	return []int64{w}
}

// parse reads a QR text back to the redemption it was made for; only a code that we made gets this far.
func (s *Service) parse(code string, now time.Time) (id string, err error) {
	parts := strings.Split(strings.ToUpper(strings.TrimSpace(code)), ":")
	if len(parts) != 4 || parts[0] != "QXY" || len(parts[2]) > 12 {
		return "", ErrCode
	}
	p := strings.ToLower(parts[1])
	if len(p) != 32 { // of the lower-case letters, because some (the Kelvin sign) are shorter than their capitals
		return "", ErrCode
	}
	id = p[:8] + "-" + p[8:12] + "-" + p[12:16] + "-" + p[16:20] + "-" + p[20:]
	w, err := strconv.ParseInt(strings.ToLower(parts[2]), 36, 64)
	if err != nil || !hmac.Equal([]byte(s.text(id, w)), []byte(strings.Join(parts, ":"))) {
		return "", ErrCode
	}
	for _, good := range windows(now) {
		if w == good {
			return id, nil
		}
	}
	return id, ErrCodeOld
}

// typed looks for the redemption whose digits were typed among those that wait at the keeper's marts, and those handed over
// a moment ago, so that a second keeper is told so. Two with the same digits are told apart by scanning.
func (s *Service) typed(tx *db.Tx, marts []string, digits string) (string, error) {
	digits = strings.ReplaceAll(strings.TrimSpace(digits), " ", "")
	if len(digits) != 8 || len(marts) == 0 {
		return "", ErrCode
	}
	var ids []string
	err := tx.DB.Model(&models.Redemption{}).
		Where("mart_id IN ? AND (state = ? OR (state = ? AND closed_at > ?))", marts, Reserved, Fulfilled, models.At(tx.Now.Add(-3*window))).
		Pluck("id", &ids).Error
	if err != nil {
		return "", fmt.Errorf("read what waits: %w", err)
	}
	found := ""
	for _, id := range ids {
		for _, w := range windows(tx.Now) {
			if s.digits(id, w) != digits {
				continue
			}
			if found != "" && found != id {
				return "", ErrCode.Because("请改用扫码", "Please scan the code instead")
			}
			found = id
		}
	}
	if found == "" {
		return "", ErrCode
	}
	return found, nil
}

// resolve finds the redemption that a keeper was shown.
func (s *Service) resolve(tx *db.Tx, actor people.Actor, shown Shown) (string, error) {
	if shown.Code != "" {
		return s.parse(shown.Code, tx.Now)
	}
	var marts []string
	for _, g := range actor.Grants {
		if g.Role == people.MartKeeper {
			marts = append(marts, g.ScopeID)
		}
	}
	return s.typed(tx, marts, shown.Digits)
}

// waiting says why a redemption cannot be handed over or cancelled any more.
func waiting(r models.Redemption, now time.Time) error {
	at := func(t models.Instant) string { return t.Time().Add(8 * time.Hour).Format("1月2日 15:04") }
	switch State(r.State) {
	case Reserved:
		if models.At(now) >= r.ExpiresAt {
			return ErrExpired
		}
		return nil
	case Fulfilled:
		return ErrDone.Because("已于 "+at(r.ClosedAt)+" 领取", "It was handed over on "+r.ClosedAt.Time().Format(time.RFC3339))
	case Expired:
		return ErrExpired
	case Cancelled:
		return ErrCancelled
	}
	return ErrState
}

func own(tx *db.Tx, actor people.Actor, id string) (models.Redemption, error) {
	r, err := find(tx, id)
	if err == nil && r.PersonID != actor.ID {
		return r, people.ErrUnknown
	}
	return r, err
}

func find(tx *db.Tx, id string) (models.Redemption, error) {
	var r models.Redemption
	err := tx.DB.Where("id = ?", id).Take(&r).Error
	if db.IsMissing(err) {
		return r, people.ErrUnknown
	}
	if err != nil {
		return r, fmt.Errorf("read redemption: %w", err)
	}
	return r, nil
}
