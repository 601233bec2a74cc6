package once

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/many"
)

// Line does one hot command for everybody who asks at the same time, in one unit of work; each gets an outcome of their own
// and a refused one undoes nothing of its neighbours'. Several instances on one database stay right, because a Line only
// saves work: what must hold, the rows and their locks hold.
type Line[In any] struct {
	store *db.Store
	unit  func(tx *db.Tx, in []In) ([]Outcome, error)
	queue *many.Queue[order[In], Answer]
}

type order[In any] struct {
	call Call
	in   In
}

// How many commands make one unit at most, how many may wait, and how long a unit may take before the callers are told
// that the database is away.
const (
	unitMost   = 128
	queueDepth = 4096
	unitTime   = 25 * time.Second
)

// NewLine makes the line of one command; unit decides a slice of requests in their order.
func NewLine[In any](store *db.Store, unit func(tx *db.Tx, in []In) ([]Outcome, error)) *Line[In] {
	l := &Line[In]{store: store, unit: unit}
	l.queue = many.New(unitMost, queueDepth, l.round)
	return l
}

// Do carries out one command and answers once it is committed.
func (l *Line[In]) Do(ctx context.Context, call Call, in In) (Answer, error) {
	return l.queue.Do(ctx, order[In]{call, in})
}

// round does all in one unit. If that fails as a whole each is tried alone, so that only the one at fault suffers.
func (l *Line[In]) round(orders []order[In]) []many.Result[Answer] {
	results, err := l.attempt(orders)
	if err == nil {
		return results
	}
	if len(orders) == 1 {
		return []many.Result[Answer]{{Err: err}}
	}
	results = make([]many.Result[Answer], 0, len(orders))
	for i := range orders {
		results = append(results, l.round(orders[i:i+1])...)
	}
	return results
}

func (l *Line[In]) attempt(orders []order[In]) ([]many.Result[Answer], error) {
	ctx, cancel := context.WithTimeout(context.Background(), unitTime)
	defer cancel()
	calls := make([]Call, len(orders))
	for i, o := range orders {
		calls[i] = o.call
	}
	var answers []Answer
	var errs []error
	hopeful := len(orders) == 1 // a lone command is rarely a retry, and waits for every round trip
	err := l.store.Write(ctx, func(tx *db.Tx) error {
		var err error
		answers, errs, err = Many(tx, calls, hopeful, func(fresh []int) ([]Outcome, error) {
			in := make([]In, len(fresh))
			for n, i := range fresh {
				in[n] = orders[i].in
			}
			return l.safely(tx, in)
		})
		hopeful = false // if the unit is run again, it looks
		return err
	})
	if f := fault.As(err); f != nil && stored(f.Kind) && len(orders) == 1 {
		// The unit as a whole was refused (by a unique index, say): for a lone request that is its answer.
		answer, err := keepRefusal(ctx, l.store, orders[0].call, f)
		return []many.Result[Answer]{{Answer: answer, Err: err}}, nil
	}
	if err != nil {
		return nil, err
	}
	results := make([]many.Result[Answer], len(orders))
	for i := range orders {
		results[i] = many.Result[Answer]{Answer: answers[i], Err: errs[i]}
	}
	return results, nil
}

// safely turns a panic in the unit into its failure, so that whoever only happened to be in the same slice is tried alone.
func (l *Line[In]) safely(tx *db.Tx, in []In) (outcomes []Outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("unit panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return l.unit(tx, in)
}
