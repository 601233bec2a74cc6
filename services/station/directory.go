package station

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// Room is what tells stations and marts apart: whose rows they are, and who keeps one.
type Room struct {
	Object  string      // what the audit record calls one: station, mart
	Version string      // the setting that changes with every change of one
	Keeper  people.Role // whose grant is over exactly one of them
	All     func(tx *db.Tx) ([]models.Place, error)
	Lock    func(tx *db.Tx, id string) (models.Place, error) // locks and reads one; db.IsMissing where there is none
	Save    func(tx *db.Tx, id string, columns map[string]any) error
}

// Directory answers where the doors are and which stand open, from an immutable snapshot in memory, and takes what staff
// change about them. It is safe for many goroutines.
type Directory struct {
	store    *db.Store
	calendar place.Calendar
	room     Room
	board    atomic.Pointer[board]
	reading  sync.Mutex
}

// NewDirectory makes a Directory that knows no place until the first Reload.
func NewDirectory(store *db.Store, calendar place.Calendar, room Room) *Directory {
	d := &Directory{store: store, calendar: calendar, room: room}
	d.board.Store(emptyBoard())
	return d
}

// Reload takes a new snapshot; where that fails the old one stays.
func (d *Directory) Reload(ctx context.Context) error {
	// One after another, so that a slow reader never puts an older snapshot over a newer one.
	d.reading.Lock()
	defer d.reading.Unlock()
	var b *board
	err := d.store.Snapshot(ctx, func(tx *db.Tx) (err error) {
		b, err = d.room.read(tx)
		return err
	})
	if err != nil {
		return fmt.Errorf("reload the %ss: %w", d.room.Object, err)
	}
	d.board.Store(b)
	return nil
}

// Refresh takes a new snapshot if anything has changed since the last one, here or in another instance. Called every two
// seconds it costs one look at one row.
func (d *Directory) Refresh(ctx context.Context) error {
	version, err := org.Setting(d.store.Read(ctx), d.room.Version)
	if err != nil {
		return err
	}
	if version == d.board.Load().version {
		return nil
	}
	return d.Reload(ctx)
}

// changed lets every instance know, in the unit of work of the change itself, and this one as soon as it is kept.
func (d *Directory) changed(tx *db.Tx) error {
	tx.AfterCommit(func() {
		// If this fails the next Refresh makes up for it; the change itself is kept, so nobody is told.
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = d.Refresh(ctx)
	})
	return org.Set(tx, d.room.Version, tx.NewID())
}

// mayKeep finds the place, locked, and the role in which the actor may change it: whoever keeps exactly this one, or an
// admin above it. Outside their scope it does not exist.
func (d *Directory) mayKeep(tx *db.Tx, actor people.Actor, id string) (models.Place, people.Role, error) {
	if !actor.Is(d.room.Keeper) && !actor.Is(people.Admins...) {
		return models.Place{}, "", people.ErrMayNot
	}
	row, err := d.room.Lock(tx, id)
	if db.IsMissing(err) {
		return row, "", people.ErrUnknown
	}
	if err != nil {
		return row, "", fmt.Errorf("lock %s: %w", d.room.Object, err)
	}
	if grant, ok := actor.Of(id, d.room.Keeper); ok {
		return row, grant.Role, nil
	}
	if grant, ok := actor.Over(row.OrgPath, people.Admins...); ok {
		return row, grant.Role, nil
	}
	return row, "", people.ErrUnknown
}
