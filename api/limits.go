package api

import (
	"net/netip"
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

// bucket is what one guesser has left. A guess takes a chance before it is known to be wrong, or many at once would be let in
// on the last one; what was no wrong guess gives it back.
type bucket struct {
	tries   *rate.Limiter
	few     *rate.Limiter // for what is seldom done
	chances float64
	used    time.Time
}

// How many tries and wrong guesses are free, and how fast they come back.
const (
	freeTries    = 300
	triesASecond = 20
	freeChances  = 20
	chanceAfter  = 3 * time.Second
	freeSeldom   = 5
	seldomAfter  = 4 * time.Hour
	forgotten    = 24 * time.Hour
	mostBuckets  = 100_000
)

func newLimits(now func() time.Time) *limits { return &limits{now: now, buckets: map[string]*bucket{}} }

// of is somebody's bucket, with the chances that have come back. The caller holds mu.
func (l *limits) of(who string, now time.Time) *bucket {
	b := l.buckets[who]
	if b == nil {
		if len(l.buckets) >= mostBuckets {
			l.forget(now)
		}
		b = &bucket{tries: rate.NewLimiter(triesASecond, freeTries), chances: freeChances, used: now}
		l.buckets[who] = b
	}
	if passed := now.Sub(b.used); passed > 0 {
		b.chances = min(freeChances, b.chances+passed.Seconds()/chanceAfter.Seconds())
		b.used = now
	}
	return b
}

// forget makes room: whoever was not here for long is as good as new. Where everybody was, all begin anew, which costs less
// than a search at each further guess.
func (l *limits) forget(now time.Time) {
	for who, b := range l.buckets {
		if now.Sub(b.used) > forgotten {
			delete(l.buckets, who)
		}
	}
	if len(l.buckets) >= mostBuckets {
		clear(l.buckets)
	}
}

// try lets somebody try, or says when to come back. A guess at something that can be guessed, as a password or a code, takes its
// chance beforehand; anything else only loses one where it turns out wrong, however many are under way. settle is to be
// called with what it was.
func (l *limits) try(who string, guess bool) (settle func(wrong bool), err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.of(who, now)
	if b.chances < 1 {
		return nil, errTooOften.After(chanceAfter)
	}
	if !b.tries.AllowN(now, 1) {
		return nil, errTooOften.After(time.Second)
	}
	if guess {
		b.chances--
	}
	return func(wrong bool) {
		l.mu.Lock()
		defer l.mu.Unlock()
		switch {
		case guess && !wrong:
			b.chances = min(freeChances, b.chances+1)
		case wrong && !guess:
			b.chances--
		}
	}, nil
}

// seldom lets somebody do a few times a day what tells something about others, such as whether a phone number is in use.
func (l *limits) seldom(who string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.of(who, now)
	if b.few == nil {
		b.few = rate.NewLimiter(rate.Every(seldomAfter), freeSeldom)
	}
	if !b.few.AllowN(now, 1) {
		return errTooOften.After(seldomAfter)
	}
	return nil
}

// guessed says whether an error means that the guess was wrong.
func guessed(err error) bool {
	f := fault.As(err)
	return f != nil && (f.Kind == fault.Unauthenticated || f.Kind == fault.NotFound)
}

// network is the address that a guesser is known by: of IPv6 everybody has a whole /64.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return address
	}
	prefix, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return address
	}
	return prefix.String()
}
