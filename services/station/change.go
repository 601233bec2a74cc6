package station

import (
	"encoding/json"
	"fmt"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// ErrInvalid refuses details of a place that cannot be meant; its Fields say which.
var ErrInvalid = fault.New(fault.Refused, "place.invalid", "网点信息有误", "These details of a place are not valid")

// Edit says what is to be changed of a place; what is nil stays.
type Edit struct {
	Name, Address        *string
	Location             *place.Point
	Hours                *place.Hours
	Facilities, Services *[]string
	State                *string
}

// Change changes a place and returns it as it then is. It answers ErrInvalid, and people.ErrUnknown outside the actor's
// scope. What is set to what it was already is no change and leaves no record.
func (d *Directory) Change(tx *db.Tx, actor people.Actor, id string, e Edit) (Place, error) {
	row, role, err := d.mayKeep(tx, actor, id)
	if err != nil {
		return Place{}, err
	}
	if err := e.validate(); err != nil {
		return Place{}, err
	}
	c := changes{columns: map[string]any{}}
	if err := c.take(&row, e); err != nil {
		return Place{}, err
	}
	if len(c.columns) > 0 {
		row.ChangedAt = models.At(tx.Now)
		c.columns["changed_at"] = row.ChangedAt
		if err := d.room.Save(tx, id, c.columns); err != nil {
			return Place{}, fmt.Errorf("change %s: %w", d.room.Object, err)
		}
		if err := d.record(tx, actor, role, "change", row, strings.Join(c.story, "；")); err != nil {
			return Place{}, err
		}
	}
	p, err := parse(row, nil)
	if err != nil {
		return Place{}, err
	}
	if now, ok := d.Find(id); ok {
		p.Notices, p.door.Notices = now.Notices, now.door.Notices
	}
	return *p, nil
}

// record writes the audit event of a change and lets every instance know of it.
func (d *Directory) record(tx *db.Tx, actor people.Actor, role people.Role, act string, row models.Place, detail string) error {
	e := actor.Event(role, d.room.Object+"."+act, d.room.Object, row.ID, row.OrgPath)
	e.Detail = detail
	if err := audit.Record(tx, e); err != nil {
		return err
	}
	return d.changed(tx)
}

// changes gathers what really differs: the columns to write, and the story for the record.
type changes struct {
	columns map[string]any
	story   []string
}

func (c *changes) text(column, word string, now *string, wanted *string) {
	if wanted == nil || *wanted == *now {
		return
	}
	c.story = append(c.story, fmt.Sprintf("%s：%s → %s", word, *now, *wanted))
	*now = *wanted
	c.columns[column] = *wanted
}

func (c *changes) take(row *models.Place, e Edit) error {
	c.text("name", "名称", &row.Name, trimmed(e.Name))
	c.text("address", "地址", &row.Address, trimmed(e.Address))
	c.text("state", "状态", &row.State, e.State)
	c.text("facilities", "设施", &row.Facilities, codes(Facilities, e.Facilities))
	c.text("services", "服务", &row.Services, codes(Services, e.Services))
	if at := e.Location; at != nil && (at.Lat != row.Lat || at.Lng != row.Lng) {
		c.story = append(c.story, fmt.Sprintf("位置：%.6f,%.6f → %.6f,%.6f", row.Lat, row.Lng, at.Lat, at.Lng))
		row.Lat, row.Lng = at.Lat, at.Lng
		c.columns["lat"], c.columns["lng"] = at.Lat, at.Lng
	}
	if e.Hours == nil {
		return nil
	}
	hours, err := json.Marshal(*e.Hours)
	if err != nil {
		return fmt.Errorf("write hours: %w", err)
	}
	if string(hours) != row.Hours {
		c.story = append(c.story, "开放时间："+e.Hours.Text())
		row.Hours = string(hours)
		c.columns["hours"] = row.Hours
	}
	return nil
}

func trimmed(s *string) *string {
	if s == nil {
		return nil
	}
	t := strings.TrimSpace(*s)
	return &t
}

func codes(table []Facility, wanted *[]string) *string {
	if wanted == nil {
		return nil
	}
	t := join(inOrder(table, *wanted))
	return &t
}
