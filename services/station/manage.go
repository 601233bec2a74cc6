package station

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// See is a place as somebody finds it at an instant, such as one that was just changed.
func (d *Directory) See(p Place, now time.Time) Seen { return d.see(&p, now) }

// Wanted narrows a list of places for those who keep them; empty fields do not. Text is part of the name or the address.
type Wanted struct {
	Text, PathPrefix, State string
	After                   string // an id: only those after it
	Limit                   int
}

// Kept lists, by id, the places that the actor may change, retired ones too; an auditor sees all.
func (d *Directory) Kept(actor people.Actor, w Wanted, now time.Time) []Seen {
	all := d.board.Load().all
	var ids []string
	for id, p := range all {
		if id > w.After && w.fits(p) && d.looksAfter(actor, p) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	if len(ids) > w.Limit {
		ids = ids[:w.Limit]
	}
	seen := make([]Seen, len(ids))
	for i, id := range ids {
		seen[i] = d.see(all[id], now)
	}
	return seen
}

func (w Wanted) fits(p *Place) bool {
	return (w.State == "" || p.State == w.State) && strings.HasPrefix(p.OrgPath, w.PathPrefix) &&
		(w.Text == "" || strings.Contains(p.Name, w.Text) || strings.Contains(p.Address, w.Text))
}

func (d *Directory) looksAfter(actor people.Actor, p *Place) bool {
	_, keeps := actor.Of(p.ID, d.room.Keeper)
	_, over := actor.Over(p.OrgPath, append([]people.Role{people.Auditor}, people.Admins...)...)
	return keeps || over
}

// DoorOf is the id of the place at which a notice hangs or hung. It answers people.ErrUnknown.
func DoorOf(tx *db.Tx, noticeID string) (string, error) {
	var notice models.PlaceNotice
	err := tx.DB.Where("id = ?", noticeID).Take(&notice).Error
	if db.IsMissing(err) {
		return "", people.ErrUnknown
	}
	if err != nil {
		return "", fmt.Errorf("read notice: %w", err)
	}
	return notice.PlaceID, nil
}
