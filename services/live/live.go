// Package live alone tells people who are listening that something of theirs has changed, wherever it was changed.
//
// It writes nothing and no room tells it anything: while somebody listens it looks at what was appended to the books and to the
// audit record, which every instance on the database sees alike. An event only says "ask again", so one that is told twice
// does no harm, and what happened while nobody listened is read when one connects.
package live

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// The types of events. Ready says that everything is to be read afresh: at the beginning, and where somebody was too slow.
const (
	Ready      = "ready"
	Redemption = "redemption"
	Report     = "report"
	Award      = "award"
	Points     = "points"
)

// Refusals of this room.
var (
	ErrTooMany = fault.New(fault.TooMany, "live.too_many", "打开的页面太多，请关闭几个", "Too many streams are open").After(30 * time.Second)
	ErrFull    = fault.New(fault.Unavailable, "live.full", "实时消息暂时不可用，页面会自动刷新", "No more streams now").After(30 * time.Second)
)

// Bounds: streams of one person, streams of this instance, how often it looks, and after how many looks a row that was not
// there yet no longer comes (10 s; a unit of work is committed within milliseconds of drawing its ids).
const (
	perPerson = 4
	mostOpen  = 20_000
	pause     = 250 * time.Millisecond
	patience  = 40
	backlog   = 100 // undelivered events of one listener before it is told to read everything
)

// Event is one change: ID is that of the redemption, report or award; empty for Points and Ready.
type Event struct {
	Type, ID string
	At       models.Instant
}

// Hub is where the listeners of one instance are. It is safe for many goroutines.
type Hub struct {
	store    *db.Store
	log      *slog.Logger
	mu       sync.Mutex
	open     int
	byPerson map[string][]*Listener
	byMart   map[string][]*Listener
	stop     context.CancelFunc // of the looking, nil while nobody listens
}

// New makes a Hub; it looks at nothing before somebody listens.
func New(store *db.Store, log *slog.Logger) *Hub {
	return &Hub{store: store, log: log, byPerson: map[string][]*Listener{}, byMart: map[string][]*Listener{}}
}

// Listener gets the events of one person, and of the marts that the person keeps.
type Listener struct {
	hub     *Hub
	person  string
	marts   []string
	wake    chan struct{}
	mu      sync.Mutex
	pending []Event
}

// Listen begins to gather events for the actor; the first is Ready. Refusals: ErrTooMany, ErrFull. The caller ends it with Close.
func (h *Hub) Listen(ctx context.Context, actor people.Actor) (*Listener, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.byPerson[actor.ID]) >= perPerson {
		return nil, ErrTooMany
	}
	if h.open >= mostOpen {
		return nil, ErrFull
	}
	if h.stop == nil {
		w := &watch{hub: h}
		if err := w.begin(ctx); err != nil {
			return nil, err
		}
		var run context.Context
		run, h.stop = context.WithCancel(context.WithoutCancel(ctx))
		go w.run(run)
	}
	l := &Listener{hub: h, person: actor.ID, marts: kept(actor), wake: make(chan struct{}, 1)}
	h.open++
	h.byPerson[l.person] = append(h.byPerson[l.person], l)
	for _, m := range l.marts {
		h.byMart[m] = append(h.byMart[m], l)
	}
	l.tell(Event{Type: Ready, At: models.At(h.store.Now())})
	return l, nil
}

// kept are the marts that the actor keeps.
func kept(actor people.Actor) []string {
	marts := []string{}
	for _, g := range actor.Grants {
		if g.Role == people.MartKeeper && !slices.Contains(marts, g.ScopeID) {
			marts = append(marts, g.ScopeID)
		}
	}
	return marts
}

// Serves says whether the listener still hears what the actor may hear, who may have got or lost a mart since.
func (l *Listener) Serves(actor people.Actor) bool { return slices.Equal(l.marts, kept(actor)) }

// Close ends the listening. The last one to close ends the looking too.
func (l *Listener) Close() {
	h := l.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open--
	without(h.byPerson, l.person, l)
	for _, m := range l.marts {
		without(h.byMart, m, l)
	}
	if h.open == 0 && h.stop != nil {
		h.stop()
		h.stop = nil
	}
}

func without(of map[string][]*Listener, key string, l *Listener) {
	of[key] = slices.DeleteFunc(of[key], func(other *Listener) bool { return other == l })
	if len(of[key]) == 0 {
		delete(of, key)
	}
}

// Wake is readable when there is something to Take.
func (l *Listener) Wake() <-chan struct{} { return l.wake }

// Take hands out what has gathered.
func (l *Listener) Take() []Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	events := l.pending
	l.pending = nil
	return events
}

// tell adds events, all before the listener wakes; the same one waits only once, and too many become one Ready.
func (l *Listener) tell(events ...Event) {
	l.mu.Lock()
	for _, e := range events {
		same := slices.ContainsFunc(l.pending, func(o Event) bool { return o.Type == e.Type && o.ID == e.ID })
		switch {
		case same:
		case len(l.pending) >= backlog:
			l.pending = []Event{{Type: Ready, At: e.At}}
		default:
			l.pending = append(l.pending, e)
		}
	}
	l.mu.Unlock()
	select {
	case l.wake <- struct{}{}:
	default: // it is awake already
	}
}

// told is an event on its way: whose it is, and at which mart.
type told struct {
	Event
	person, mart string
}

// deliver tells each listener at once what one look has found, so that a hand-over, which is a transfer and an audit event,
// is told once.
func (h *Hub) deliver(changes []told) {
	h.mu.Lock()
	defer h.mu.Unlock()
	news := map[*Listener][]Event{}
	for _, c := range changes {
		for _, l := range h.byPerson[c.person] {
			news[l] = append(news[l], c.Event)
		}
		for _, l := range h.byMart[c.mart] {
			news[l] = append(news[l], c.Event)
		}
	}
	for l, events := range news {
		l.tell(events...)
	}
}

// everybody tells every listener the same.
func (h *Hub) everybody(e Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, listeners := range h.byPerson {
		for _, l := range listeners {
			l.tell(e)
		}
	}
}
