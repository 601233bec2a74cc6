// Package many lets requests that arrive together be done together: whatever came in while the last round was running makes
// the next one, so nobody waits for a timer and a lone request loses nothing.
package many

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// ErrBusy says that too many requests wait already.
var ErrBusy = fault.New(fault.Unavailable, "server.busy", "系统正忙，请稍后再试", "Busy, please try again shortly").After(time.Second)

// Result is what became of one request.
type Result[A any] struct {
	Answer A
	Err    error
}

// Queue collects requests and hands them to run in rounds, one round at a time. Its zero value is of no use; see New.
type Queue[Q, A any] struct {
	run         func([]Q) []Result[A]
	most, depth int

	mu      sync.Mutex
	running bool
	waiting []*ticket[Q, A]
}

type ticket[Q, A any] struct {
	question Q
	result   Result[A]
	done     chan struct{}
}

// New makes a queue. run answers a slice of requests in their order, with as many results; at most `most` go into a round
// and at most `depth` wait, beyond which Do refuses with ErrBusy.
func New[Q, A any](most, depth int, run func([]Q) []Result[A]) *Queue[Q, A] {
	return &Queue[Q, A]{run: run, most: most, depth: depth}
}

// Waiting is how many requests wait for a round at this moment, those at work left out; for meters and tests.
func (s *Queue[Q, A]) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.waiting)
}

// Do waits until q was answered in some round. When ctx ends first its error is returned, but q may still be carried out:
// run is never interrupted for one of its requests.
func (s *Queue[Q, A]) Do(ctx context.Context, q Q) (A, error) {
	t := &ticket[Q, A]{question: q, done: make(chan struct{})}
	s.mu.Lock()
	if len(s.waiting) >= s.depth {
		s.mu.Unlock()
		var none A
		return none, ErrBusy
	}
	s.waiting = append(s.waiting, t)
	lead := !s.running
	s.running = true
	s.mu.Unlock()
	if lead {
		// The first to come does the first round itself: a lone request costs no hand-over between goroutines.
		if s.round() {
			go s.rounds()
		}
		return t.result.Answer, t.result.Err
	}
	select {
	case <-t.done:
		return t.result.Answer, t.result.Err
	case <-ctx.Done():
		var none A
		return none, ctx.Err()
	}
}

func (s *Queue[Q, A]) rounds() {
	for s.round() {
	}
}

// round does one round and says whether there is another.
func (s *Queue[Q, A]) round() bool {
	s.mu.Lock()
	n := min(len(s.waiting), s.most)
	batch := s.waiting[:n:n]
	s.waiting = append([]*ticket[Q, A](nil), s.waiting[n:]...)
	s.mu.Unlock()

	questions := make([]Q, n)
	for i, t := range batch {
		questions[i] = t.question
	}
	results := s.safely(questions)
	for i, t := range batch {
		t.result = results[i]
		close(t.done)
	}

	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = len(s.waiting) > 0
	return s.running
}

// safely keeps a panic from taking down the requests that only happened to be in the same round's queue.
func (s *Queue[Q, A]) safely(questions []Q) (results []Result[A]) {
	defer func() {
		if p := recover(); p != nil {
			results = make([]Result[A], len(questions))
			for i := range results {
				results[i].Err = fmt.Errorf("round panicked: %v\n%s", p, debug.Stack())
			}
		}
	}()
	return s.run(questions)
}
