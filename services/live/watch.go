package live

import (
	"context"
	"fmt"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
)

// watch looks at what is appended to transfers and audit events. Ids sort by time but become visible in the order of their
// commits, so it looks again at everything behind a floor that follows by patience looks, and remembers what it has told.
type watch struct {
	hub    *Hub
	floor  string
	floors []string // the greatest id seen at each of the last looks
	seen   map[string]bool
}

// appended is one new row: a transfer, or an event of the audit record.
type appended struct {
	ID                   string
	At                   models.Instant
	What                 string
	ObjectType, ObjectID string
	Person               string
}

// Every change of a redemption is a transfer (hold, void, redeem, reversal) or an audit event (a second signature, "not me");
// every decision about a report or an award is an audit event or pays one.
const appendedSQL = `SELECT id, at, kind AS what, source_type AS object_type, source_id AS object_id, account_id AS person
  FROM transfers WHERE id > ? AND account_id IS NOT NULL
UNION ALL SELECT id, at, action AS what, object_type, object_id, '' AS person
  FROM audit_events WHERE id > ? AND outcome = 'done' AND object_type IN ('redemption', 'report', 'award')
ORDER BY id LIMIT 10000`

// looked is how many rows one look reads at most; see appendedSQL.
const looked = 10_000

// The latest rows of both, from which the first floor is taken.
const latestSQL = `SELECT id, 1 AS paid FROM (SELECT id FROM transfers ORDER BY id DESC LIMIT 200) t
UNION ALL SELECT id, 0 AS paid FROM (SELECT id FROM audit_events ORDER BY id DESC LIMIT 200) e`

// begin marks where the books stand: what is there already is known to whoever reads after this. Where there are more rows
// than were read, the floor lies where all above it were.
func (w *watch) begin(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	var rows []struct {
		ID   string
		Paid int
	}
	if err := w.hub.store.Read(ctx).DB.Raw(latestSQL).Scan(&rows).Error; err != nil {
		return fmt.Errorf("look where the books stand: %w", err)
	}
	w.floor, w.floors, w.seen = "", nil, make(map[string]bool, len(rows))
	read, least := [2]int{}, [2]string{}
	for _, r := range rows {
		w.seen[r.ID] = true
		if read[r.Paid] == 0 || r.ID < least[r.Paid] {
			least[r.Paid] = r.ID
		}
		read[r.Paid]++
	}
	for i, n := range read {
		if n == 200 {
			w.floor = max(w.floor, least[i])
		}
	}
	return nil
}

// run looks until nobody listens. A database that is away for a while makes it late, not wrong.
func (w *watch) run(ctx context.Context) {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		changes, err := w.look(ctx)
		if err != nil && ctx.Err() == nil && !failing {
			w.hub.log.WarnContext(ctx, "live events are late", "error", err.Error())
		}
		failing = err != nil
		w.hub.deliver(changes)
	}
}

// lookTime bounds one look, so that a database that hangs is asked again.
const lookTime = 5 * time.Second

func (w *watch) look(ctx context.Context) ([]told, error) {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	tx := w.hub.store.Read(ctx)
	rows, err := read(tx, w.floor)
	if err != nil {
		return nil, fmt.Errorf("look for changes: %w", err)
	}
	if len(rows) == looked { // more than can be told apart: everybody reads everything
		w.hub.everybody(Event{Type: Ready, At: models.At(tx.Now)})
		return nil, w.begin(ctx)
	}
	fresh := rows[:0:0]
	for _, r := range rows {
		if !w.seen[r.ID] {
			fresh = append(fresh, r)
		}
	}
	changes, err := whose(tx, fresh)
	if err != nil {
		return nil, err // nothing is marked as told, so the next look tells it
	}
	w.advance(rows)
	return changes, nil
}

// read reads what was appended after a floor, by hand: it is done four times a second, and may be thousands of rows.
func read(tx *db.Tx, floor string) ([]appended, error) {
	found, err := tx.DB.Raw(appendedSQL, floor, floor).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = found.Close() }()
	var rows []appended
	for found.Next() {
		var r appended
		if err := found.Scan(&r.ID, &r.At, &r.What, &r.ObjectType, &r.ObjectID, &r.Person); err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, found.Err()
}

// advance lets the floor follow and forgets what lies below it.
func (w *watch) advance(rows []appended) {
	top := w.floor
	if n := len(w.floors); n > 0 {
		top = w.floors[n-1]
	}
	for _, r := range rows {
		w.seen[r.ID] = true
		top = max(top, r.ID)
	}
	w.floors = append(w.floors, top)
	if len(w.floors) <= patience {
		return
	}
	w.floor, w.floors = w.floors[0], w.floors[1:]
	for id := range w.seen {
		if id <= w.floor {
			delete(w.seen, id)
		}
	}
}

// whose turns rows into events, each with the person and the mart that it concerns.
func whose(tx *db.Tx, rows []appended) ([]told, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := map[string][]string{}
	for _, r := range rows {
		ids[r.ObjectType] = append(ids[r.ObjectType], r.ObjectID)
		if r.What == paidFor {
			ids[paidFor] = append(ids[paidFor], r.ObjectID)
		}
	}
	owners, err := ownersOf(tx, ids)
	if err != nil {
		return nil, err
	}
	var changes []told
	for _, r := range rows {
		e := told{Event: Event{Type: r.ObjectType, ID: r.ObjectID, At: r.At}, person: r.Person}
		switch {
		case r.What == paidFor:
			e.Type, e.ID = Award, owners[of{paidFor, r.ObjectID}].id
		case r.ObjectType == Redemption || r.ObjectType == Report || r.ObjectType == Award:
			o := owners[of{r.ObjectType, r.ObjectID}]
			e.person, e.mart = o.person, o.mart
		default:
			e.Type, e.ID = Points, ""
		}
		changes = append(changes, e)
	}
	return changes, nil
}

// paidFor is the kind of the transfer that pays an award; its source is what the award was made for.
const paidFor = string(ledger.Award)

// of names a thing, and owner says whose it is; id is that of the award that paid for it.
type of struct{ kind, id string }

type owner struct{ person, mart, id string }

func ownersOf(tx *db.Tx, ids map[string][]string) (map[of]owner, error) {
	owners := map[of]owner{}
	var redemptions []models.Redemption
	if err := some(tx, ids[Redemption], "id IN ?", &redemptions); err != nil {
		return nil, err
	}
	for _, r := range redemptions {
		owners[of{Redemption, r.ID}] = owner{person: r.PersonID, mart: r.MartID}
	}
	var reports []models.Report
	if err := some(tx, ids[Report], "id IN ?", &reports); err != nil {
		return nil, err
	}
	for _, r := range reports {
		owners[of{Report, r.ID}] = owner{person: r.PersonID}
	}
	var awards, paid []models.Award
	if err := some(tx, ids[Award], "id IN ?", &awards); err != nil {
		return nil, err
	}
	for _, a := range awards {
		owners[of{Award, a.ID}] = owner{person: a.PersonID}
	}
	if err := some(tx, ids[paidFor], "source_id IN ?", &paid); err != nil {
		return nil, err
	}
	for _, a := range paid {
		owners[of{paidFor, a.SourceID}] = owner{person: a.PersonID, id: a.ID}
	}
	return owners, nil
}

func some[Row any](tx *db.Tx, ids []string, condition string, into *[]Row) error {
	if len(ids) == 0 {
		return nil
	}
	if err := tx.DB.Where(condition, ids).Find(into).Error; err != nil {
		return fmt.Errorf("read whose it is: %w", err)
	}
	return nil
}
