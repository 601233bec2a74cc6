package station

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// Place is a station or a mart as the snapshot holds it: the row, read. It is shared and is not to be written to. Notices
// are those that were not over when the snapshot was taken, the oldest first.
type Place struct {
	ID, Kind, Name, OrgUnitID, OrgPath, Address string
	Location                                    place.Point
	Hours                                       place.Hours
	Facilities, Services                        []string
	State                                       string
	ChangedAt                                   time.Time
	Notices                                     []Notice
	door                                        place.Door
}

// board is one snapshot of all doors of a kind.
type board struct {
	version string
	all     map[string]*Place
	open    *place.Index[*Place]
}

// unread is the version of the board before the first reload; no setting ever holds it.
const unread = "-"

func emptyBoard() *board { return &board{version: unread, open: place.NewIndex[*Place](nil)} }

// read builds a board from one consistent state of the database.
func (r Room) read(tx *db.Tx) (*board, error) {
	b := &board{all: map[string]*Place{}}
	var err error
	if b.version, err = org.Setting(tx, r.Version); err != nil {
		return nil, err
	}
	rows, err := r.All(tx)
	if err != nil {
		return nil, err
	}
	notices, err := standing(tx)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(tx)
	if err != nil {
		return nil, err
	}
	entries := make([]place.Entry[*Place], 0, len(rows))
	for _, row := range rows {
		p, err := parse(row, notices[row.ID])
		if err != nil {
			return nil, err
		}
		b.all[p.ID] = p
		if p.State == Opened {
			entries = append(entries, place.Entry[*Place]{
				ID: p.ID, At: p.Location, Path: p.OrgPath, Text: words(p, tree), Facilities: p.Facilities, Item: p,
			})
		}
	}
	b.open = place.NewIndex(entries)
	return b, nil
}

// parse reads a row. Hours are read but not judged again: rules that came later must not shut the whole town's directory.
func parse(row models.Place, notices []Notice) (*Place, error) {
	p := &Place{
		ID: row.ID, Kind: row.Kind, Name: row.Name, OrgUnitID: row.OrgUnitID, OrgPath: row.OrgPath, Address: row.Address,
		Location:   place.Point{Lat: row.Lat, Lng: row.Lng},
		Facilities: split(row.Facilities), Services: split(row.Services),
		State: row.State, ChangedAt: row.ChangedAt.Time(), Notices: notices,
	}
	if err := json.Unmarshal([]byte(row.Hours), &p.Hours); err != nil {
		return nil, fmt.Errorf("read the hours of %s: %w", row.ID, err)
	}
	p.door.Hours = p.Hours
	for _, n := range notices {
		p.door.Notices = append(p.door.Notices, n.Notice)
	}
	return p, nil
}

// words is what a search by text looks in: name, address, the units that the place lies in, and what one finds there.
func words(p *Place, tree *org.Tree) string {
	text := []string{p.Name, p.Address}
	for _, u := range tree.Line(p.OrgUnitID) {
		text = append(text, u.Name)
	}
	for _, code := range p.Facilities {
		text = append(text, Label(code))
	}
	for _, code := range p.Services {
		text = append(text, Label(code))
	}
	return strings.Join(text, "\n")
}
