package api

import (
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// limits slow down who guesses: sign-ins by address, pickup codes by keeper. What succeeds costs a little, what fails costs
// a lot, so that a queue at the counter is never in the way of itself. Each instance counts for itself.
type limits struct {
	now     func() time.Time
	mu      sync.Mutex
	buckets map[string]*bucket
}

type bucket struct {
	tries, failures *rate.Limiter
	used            time.Time
}

// How many tries and failures are free, and how fast they come back.
const (
	freeTries    = 300
	triesASecond = 20
	freeFailures = 20
	failureAfter = 3 * time.Second
	forgotten    = 10 * time.Minute
	mostBuckets  = 100_000
)

func newLimits(now func() time.Time) *limits { return &limits{now: now, buckets: map[string]*bucket{}} }

func (l *limits) of(who string) *bucket {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.buckets[who]
	if b == nil {
		if len(l.buckets) >= mostBuckets {
			l.forget(now)
		}
		b = &bucket{tries: rate.NewLimiter(triesASecond, freeTries), failures: rate.NewLimiter(rate.Every(failureAfter), freeFailures)}
		l.buckets[who] = b
	}
	b.used = now
	return b
}

func (l *limits) forget(now time.Time) {
	for who, b := range l.buckets {
		if now.Sub(b.used) > forgotten {
			delete(l.buckets, who)
		}
	}
}

// try lets a guess through, or says when to come back.
func (l *limits) try(who string) error {
	b, now := l.of(who), l.now()
	if b.failures.TokensAt(now) < 1 {
		return errTooOften.After(failureAfter)
	}
	if !b.tries.AllowN(now, 1) {
		return errTooOften.After(time.Second)
	}
	return nil
}

// failed counts a guess that was wrong.
func (l *limits) failed(who string, err error) {
	f := fault.As(err)
	if f != nil && (f.Kind == fault.Unauthenticated || f.Kind == fault.NotFound) {
		l.of(who).failures.AllowN(l.now(), 1)
	}
}

// wrong is failed for an answer that was kept.
func (l *limits) wrong(who string, status int) {
	if status == http.StatusNotFound {
		l.of(who).failures.AllowN(l.now(), 1)
	}
}
