// Package once makes a command take effect once, however often it is sent: the answer is kept with the command's key in the
// very unit of work that carries it out.
package once

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// Refusals of this room.
var (
	ErrMissing = fault.New(fault.Malformed, "idempotency.missing",
		"缺少幂等键 Idempotency-Key，须为 16 至 255 个可见 ASCII 字符", "Idempotency-Key is missing or malformed: 16 to 255 visible ASCII characters")
	ErrReused = fault.New(fault.Refused, "idempotency.reused",
		"这个幂等键已用于另一个请求", "This Idempotency-Key was used for another request")
)

// Kept is how long an answer is kept: longer than any client retries.
const Kept = 45 * 24 * time.Hour

// Key identifies a command: who sends it, by which route, under which key, with which body.
type Key struct {
	Subject, Route, Key string
	Body                []byte
}

// Check says whether the key itself is well formed.
func (k Key) Check() error {
	if len(k.Key) < 16 || len(k.Key) > 255 {
		return ErrMissing
	}
	for i := range len(k.Key) {
		if k.Key[i] < 0x21 || k.Key[i] > 0x7e {
			return ErrMissing
		}
	}
	return nil
}

func (k Key) id() string {
	h := sha256.New()
	for _, part := range []string{k.Subject, k.Route, k.Key} {
		_, _ = fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// request tells bodies apart. The key, which is kept nowhere in clear, salts it, because a body may hold a password.
func (k Key) request() string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%d:%s", len(k.Key), k.Key)
	_, _ = h.Write(k.Body)
	return hex.EncodeToString(h.Sum(nil))
}

// Answer is what the caller gets: status and body as they were the first time.
type Answer struct {
	Status   int
	Body     []byte
	Replayed bool
}

// Call is one command on its way: its key, and how the api words what comes of it.
type Call struct {
	Key    Key
	Answer func(value any) Answer
	Refuse func(refusal *fault.Fault) Answer
}

// Outcome is what a room decided about one command: a value, or a refusal which leaves nothing behind.
type Outcome struct {
	Value   any
	Refusal *fault.Fault
}

// Each decides n commands one after another: a refusal is the outcome of its own command only, any other error ends the unit.
func Each(n int, decide func(i int) (any, error)) ([]Outcome, error) {
	outcomes := make([]Outcome, n)
	for i := range outcomes {
		value, err := decide(i)
		if refusal := fault.As(err); refusal != nil {
			outcomes[i].Refusal = refusal
			continue
		}
		if err != nil {
			return nil, err
		}
		outcomes[i].Value = value
	}
	return outcomes, nil
}

// stored says which refusals are an answer for good. The others depend on who asks and when, so a retry may fare better.
func stored(k fault.Kind) bool {
	switch k {
	case fault.NotFound, fault.Conflict, fault.Refused:
		return true
	}
	return false
}

// Do carries out one command: unit runs in the unit of work that also keeps the answer. A refusal undoes the unit and is
// kept by itself.
func Do(ctx context.Context, store *db.Store, call Call, unit func(tx *db.Tx) (any, error)) (Answer, error) {
	var answer Answer
	err := store.Write(ctx, func(tx *db.Tx) error {
		found, err := find(tx, []Call{call})
		if err != nil {
			return err
		}
		if row, ok := found[call.Key.id()]; ok {
			answer, err = replay(call.Key, row)
			return err
		}
		value, err := unit(tx)
		if err != nil {
			return err
		}
		answer = call.Answer(value)
		return keep(tx, []Call{call}, []Answer{answer})
	})
	refusal := fault.As(err)
	switch {
	case err == nil || refusal == nil || errors.Is(err, ErrReused):
		return answer, err
	case stored(refusal.Kind):
		return keepRefusal(ctx, store, call, refusal)
	}
	// The same command may have been on its way already and have been what this one met, such as its own signature.
	if found, e := find(store.Read(ctx), []Call{call}); e == nil {
		if row, ok := found[call.Key.id()]; ok {
			return replay(call.Key, row)
		}
	}
	return answer, err
}

func keepRefusal(ctx context.Context, store *db.Store, call Call, refusal *fault.Fault) (Answer, error) {
	answer := call.Refuse(refusal)
	err := store.Write(ctx, func(tx *db.Tx) error {
		found, err := find(tx, []Call{call})
		if err != nil {
			return err
		}
		if row, ok := found[call.Key.id()]; ok { // a rival with the same key was answered meanwhile
			answer, err = replay(call.Key, row)
			return err
		}
		return keep(tx, []Call{call}, []Answer{answer})
	})
	return answer, err
}

// Many carries out several commands in the caller's unit of work. decide gets the indexes of those that are new and answers
// them in that order; the others are replays. Two commands with one key are one: the second is answered as the first.
//
// A hopeful unit takes every command for new without looking, which saves a round trip; where one is not, its key cannot be
// written and db.ErrAgain asks for a unit that looks.
func Many(tx *db.Tx, calls []Call, hopeful bool, decide func(fresh []int) ([]Outcome, error)) ([]Answer, []error, error) {
	answers, errs := make([]Answer, len(calls)), make([]error, len(calls))
	var found map[string]models.IdempotencyKey
	if !hopeful {
		var err error
		if found, err = find(tx, calls); err != nil {
			return nil, nil, err
		}
	}
	var fresh, again []int
	first := map[string]int{}
	for i, c := range calls {
		id := c.Key.id()
		if row, ok := found[id]; ok {
			answers[i], errs[i] = replay(c.Key, row)
		} else if _, ok := first[id]; ok {
			again = append(again, i)
		} else {
			first[id] = i
			fresh = append(fresh, i)
		}
	}
	if len(fresh) > 0 {
		if err := settle(tx, calls, fresh, hopeful, decide, answers, errs); err != nil {
			return nil, nil, err
		}
	}
	for _, i := range again {
		lead := first[calls[i].Key.id()]
		answers[i], errs[i] = follow(calls[i].Key, calls[lead].Key, answers[lead], errs[lead])
	}
	return answers, errs, nil
}

func settle(tx *db.Tx, calls []Call, fresh []int, hopeful bool, decide func([]int) ([]Outcome, error), answers []Answer, errs []error) error {
	outcomes, err := decide(fresh)
	if err != nil {
		return err
	}
	var kept []Call
	var keptAnswers []Answer
	for n, i := range fresh {
		switch o := outcomes[n]; {
		case o.Refusal == nil:
			answers[i] = calls[i].Answer(o.Value)
		case stored(o.Refusal.Kind):
			answers[i] = calls[i].Refuse(o.Refusal)
		case hopeful: // nothing is kept of this refusal, so only a look tells whether the key has an answer
			return db.ErrAgain
		default:
			errs[i] = o.Refusal
			continue
		}
		kept, keptAnswers = append(kept, calls[i]), append(keptAnswers, answers[i])
	}
	return keep(tx, kept, keptAnswers)
}

func follow(k, lead Key, answer Answer, err error) (Answer, error) {
	if k.request() != lead.request() {
		return Answer{}, ErrReused
	}
	answer.Replayed = err == nil
	return answer, err
}

func replay(k Key, row models.IdempotencyKey) (Answer, error) {
	if row.Request != k.request() {
		return Answer{}, ErrReused
	}
	return Answer{Status: row.Status, Body: []byte(row.Body), Replayed: true}, nil
}

func find(tx *db.Tx, calls []Call) (map[string]models.IdempotencyKey, error) {
	ids := make([]string, len(calls))
	for i, c := range calls {
		ids[i] = c.Key.id()
	}
	var rows []models.IdempotencyKey
	if err := tx.DB.Where("id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("find keys: %w", err)
	}
	found := make(map[string]models.IdempotencyKey, len(rows))
	for _, r := range rows {
		found[r.ID] = r
	}
	return found, nil
}

// keep writes the keys in the order of their ids, the lock order. A rival that was faster makes the whole unit run again;
// then its key is found.
func keep(tx *db.Tx, calls []Call, answers []Answer) error {
	if len(calls) == 0 {
		return nil
	}
	rows := make([]models.IdempotencyKey, len(calls))
	for i, c := range calls {
		rows[i] = models.IdempotencyKey{
			ID: c.Key.id(), Request: c.Key.request(), Status: answers[i].Status, Body: string(answers[i].Body), At: models.At(tx.Now),
		}
	}
	slices.SortFunc(rows, func(a, b models.IdempotencyKey) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	err := tx.DB.Create(&rows).Error
	if db.IsDuplicate(err) {
		return db.ErrAgain
	}
	if err != nil {
		return fmt.Errorf("keep keys: %w", err)
	}
	return nil
}

// Prune forgets answers older than Kept, a slice at a time, and returns how many.
func Prune(ctx context.Context, store *db.Store) (int64, error) {
	var gone int64
	err := store.Write(ctx, func(tx *db.Tx) error {
		var ids []string
		old := models.At(tx.Now.Add(-Kept))
		if err := tx.DB.Model(&models.IdempotencyKey{}).Where("at < ?", old).Order("at").Limit(1000).Pluck("id", &ids).Error; err != nil {
			return fmt.Errorf("find old keys: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		done := tx.DB.Where("id IN ?", ids).Delete(&models.IdempotencyKey{})
		gone = done.RowsAffected
		return done.Error
	})
	return gone, err
}
