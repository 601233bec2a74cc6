package api

import (
	"context"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/report"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

type keptInput struct {
	Paged
	Q         string `query:"q" maxLength:"64" doc:"名称或地址的一部分"`
	OrgUnitID string `query:"org_unit_id" maxLength:"20"`
	State     string `query:"state" enum:"open,retired"`
}

// kept lists the doors that the caller may change, retired ones too.
func (s *Server) kept(d *station.Directory, mart bool) func(ctx context.Context, in *keptInput) (*listed[placeDetail], error) {
	return func(ctx context.Context, in *keptInput) (*listed[placeDetail], error) {
		at, err := readCursor(in.Cursor, 1)
		if err != nil {
			return nil, err
		}
		path, err := s.pathOf(in.OrgUnitID)
		if err != nil {
			return nil, err
		}
		rows := d.Kept(actorOf(ctx), station.Wanted{
			Text: in.Q, PathPrefix: path, State: in.State, After: at[0], Limit: in.Limit + 1,
		}, s.Store.Now())
		return pageOf(rows, in.Limit, func(p station.Seen) placeDetail { return s.toDetail(p, mart) },
			func(p station.Seen) []string { return []string{p.ID} }), nil
	}
}

type changePlaceInput struct {
	Keyed
	ByID
	Body struct {
		Name       *string      `json:"name,omitempty" maxLength:"60"`
		Address    *string      `json:"address,omitempty" maxLength:"100"`
		Location   *pointView   `json:"location,omitempty"`
		Hours      *place.Hours `json:"hours_plan,omitempty" doc:"整份开放时间；只改一处也要给出全部"`
		Facilities *[]string    `json:"facilities,omitempty" maxItems:"50"`
		Services   *[]string    `json:"services,omitempty" maxItems:"50"`
		State      *string      `json:"state,omitempty" enum:"open,retired"`
	}
}

func (s *Server) changePlace(d *station.Directory) func(context.Context, once.Call, people.Actor, *changePlaceInput) (once.Answer, error) {
	return func(ctx context.Context, call once.Call, actor people.Actor, in *changePlaceInput) (once.Answer, error) {
		b := in.Body
		e := station.Edit{Name: b.Name, Address: b.Address, Hours: b.Hours, Facilities: b.Facilities, Services: b.Services, State: b.State}
		if b.Location != nil {
			e.Location = &place.Point{Lat: b.Location.Lat, Lng: b.Location.Lng}
		}
		return once.Do(ctx, s.Store, call, func(tx *db.Tx) (any, error) { return d.Change(tx, actor, in.ID, e) })
	}
}

func (s *Server) commandPlace(d *station.Directory, mart bool) func(context.Context, station.Place) placeDetail {
	return func(_ context.Context, p station.Place) placeDetail { return s.toDetail(d.See(p, s.Store.Now()), mart) }
}

type hangingView struct {
	ID     string     `json:"id"`
	Text   string     `json:"text"`
	Closed bool       `json:"closed" doc:"公告期间暂停开放"`
	From   time.Time  `json:"from"`
	Until  *time.Time `json:"until,omitempty" doc:"没有则一直挂到撤下"`
}

func toHanging(n station.Notice) hangingView {
	v := hangingView{ID: n.ID, Text: n.Text, Closed: n.Closed, From: n.From.UTC()}
	if !n.Until.IsZero() {
		until := n.Until.UTC()
		v.Until = &until
	}
	return v
}

type noticesInput struct {
	ByID
	Paged
}

func (s *Server) notices(d *station.Directory) func(ctx context.Context, in *noticesInput) (*listed[hangingView], error) {
	return func(_ context.Context, in *noticesInput) (*listed[hangingView], error) {
		p, ok := d.Find(in.ID)
		if !ok {
			return nil, people.ErrUnknown
		}
		now := s.Store.Now() // the snapshot may hold one that has just ended
		hanging := slices.DeleteFunc(slices.Clone(p.Notices), func(n station.Notice) bool {
			return !n.Until.IsZero() && !n.Until.After(now)
		})
		return cut(hanging, in.Paged, func(n station.Notice) string { return n.ID }, toHanging)
	}
}

type noticeInput struct {
	Keyed
	ByID
	Body struct {
		Text   string     `json:"text" minLength:"1" maxLength:"200"`
		Closed bool       `json:"closed" doc:"公告期间暂停开放"`
		From   *time.Time `json:"from,omitempty" doc:"不填为现在"`
		Until  *time.Time `json:"until,omitempty" doc:"不填为撤下为止"`
	}
}

func (s *Server) postNotice(d *station.Directory) func(context.Context, once.Call, people.Actor, *noticeInput) (once.Answer, error) {
	return func(ctx context.Context, call once.Call, actor people.Actor, in *noticeInput) (once.Answer, error) {
		n := place.Notice{Text: in.Body.Text, Closed: in.Body.Closed}
		if in.Body.From != nil {
			n.From = *in.Body.From
		}
		if in.Body.Until != nil {
			n.Until = *in.Body.Until
		}
		return once.Do(ctx, s.Store, call, func(tx *db.Tx) (any, error) { return d.Post(tx, actor, in.ID, n) })
	}
}

func commandNotice(_ context.Context, n station.Notice) hangingView { return toHanging(n) }

type withdrawnView struct {
	ID    string `json:"id"`
	State string `json:"state" enum:"withdrawn"`
}

// withdrawNotice takes a notice down at whichever kind of door it hangs.
func (s *Server) withdrawNotice(ctx context.Context, call once.Call, actor people.Actor, in *approveInput) (once.Answer, error) {
	return once.Do(ctx, s.Store, call, func(tx *db.Tx) (any, error) {
		door, err := station.DoorOf(tx, in.ID)
		if err != nil {
			return nil, err
		}
		d := s.Stations.Directory
		if _, ok := s.Marts.Find(door); ok {
			d = s.Marts.Directory
		}
		return in.ID, d.Withdraw(tx, actor, in.ID)
	})
}

func commandWithdrawn(_ context.Context, id string) withdrawnView {
	return withdrawnView{id, "withdrawn"}
}

type facilityView struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Kind string `json:"kind" enum:"facility,service"`
}

func (s *Server) facilities(_ context.Context, in *Paged) (*listed[facilityView], error) {
	var words []facilityView
	for _, f := range station.Facilities {
		words = append(words, facilityView{f.Code, f.ZH, "facility"})
	}
	for _, f := range station.Services {
		words = append(words, facilityView{f.Code, f.ZH, "service"})
	}
	return cut(words, *in, func(v facilityView) string { return v.Code }, func(v facilityView) facilityView { return v })
}

type categoryView struct {
	Code          string `json:"code"`
	Name          string `json:"name"`
	RuleCode      string `json:"rule_code" doc:"采纳后按哪一项记分"`
	Points        int    `json:"points" doc:"按全市现行办法"`
	PhotoRequired bool   `json:"photo_required"`
}

// categoryOrder is the order in which people see the categories.
var categoryOrder = []string{
	"environment", "road_hazard", "fire_safety", "utilities", "food_hygiene", "public_order", "traffic", "property", "resident_need", "other",
}

func (s *Server) categories(_ context.Context, in *Paged) (*listed[categoryView], error) {
	book := s.Rules.InForce(s.Store.Now(), "")
	return cut(categoryOrder, *in, func(code string) string { return code }, func(code string) categoryView {
		rule, _ := rulebook.CategoryRule(code)
		worth, _ := book.Rule(rule)
		return categoryView{code, report.Categories[code], rule, worth.Points, code != "resident_need"}
	})
}

// wordSpans lets the input check itself say which span of a week is written wrongly, as 08:30-17:30 is right.
func (s *Server) wordSpans() {
	s.schemaOf(place.Hours{}, "Hours")
	known := s.huma.OpenAPI().Components.Schemas.Map()
	lists := []*huma.Schema{known["Holiday"].Properties["spans"]}
	for _, day := range known["Week"].Properties {
		lists = append(lists, day)
	}
	if dated, ok := known["Hours"].Properties["exceptions"].AdditionalProperties.(*huma.Schema); ok {
		lists = append(lists, dated)
	}
	for _, l := range lists {
		l.Items.Pattern = `^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$`
		l.Items.PrecomputeMessages()
	}
}
