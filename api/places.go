package api

import (
	"context"
	"strconv"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

var (
	errUnit = fault.New(fault.Refused, "org_unit.unknown", "没有这个社区或村", "No such community")
	errNear = fault.New(fault.Malformed, "request.near", "near 应写作“纬度,经度”", "near is written latitude,longitude")
)

type unitView struct {
	ID       string  `json:"id"`
	Code     string  `json:"code" doc:"行政区划代码"`
	Level    string  `json:"level" enum:"city,district,street,community"`
	Name     string  `json:"name"`
	ParentID *string `json:"parent_id" doc:"市级为 null"`
	Path     string  `json:"path"`
}

func toUnit(u models.OrgUnit) unitView {
	v := unitView{ID: u.ID, Code: u.ID, Level: u.Level, Name: u.Name, Path: u.Path}
	if u.ParentID != "" {
		v.ParentID = &u.ParentID
	}
	return v
}

type unitsInput struct {
	Paged
	Parent string `query:"parent" maxLength:"20" doc:"上级 id；不填为市"`
}

func (s *Server) units(_ context.Context, in *unitsInput) (*listed[unitView], error) {
	tree := s.Tree.Tree()
	if _, ok := tree.Unit(in.Parent); in.Parent != "" && !ok {
		return nil, people.ErrUnknown
	}
	id := func(u models.OrgUnit) string { return u.ID }
	rows, err := after(tree.Children(in.Parent), in.Paged, id)
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, toUnit, func(u models.OrgUnit) []string { return []string{id(u)} }), nil
}

type unitOutput struct{ Body unitView }

func (s *Server) unit(_ context.Context, in *ByID) (*unitOutput, error) {
	u, ok := s.Tree.Tree().Unit(in.ID)
	if !ok {
		return nil, people.ErrUnknown
	}
	return &unitOutput{toUnit(u)}, nil
}

type pointView struct {
	Lat float64 `json:"lat" minimum:"-90" maximum:"90" doc:"GCJ-02 纬度"`
	Lng float64 `json:"lng" minimum:"-180" maximum:"180" doc:"GCJ-02 经度"`
}

type labelView struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

type noticeView struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Closed bool   `json:"closed" doc:"公告期间暂停开放"`
	Until  string `json:"until,omitempty" format:"date-time"`
}

// PlaceView is a door as a list shows it: a station, or a mart with its scheme.
type PlaceView struct {
	ID          string      `json:"id"`
	Name        string      `json:"name"`
	Kind        string      `json:"kind"`
	Scheme      string      `json:"scheme,omitempty" enum:"rider,rural" doc:"超市所属积分办法"`
	Location    pointView   `json:"location"`
	DistanceM   *int        `json:"distance_m,omitempty" doc:"米；给出 near 时才有"`
	Address     string      `json:"address"`
	OrgUnitID   string      `json:"org_unit_id"`
	OrgUnitName string      `json:"org_unit_name"`
	OpenNow     bool        `json:"open_now"`
	Hours       string      `json:"hours" doc:"开放时间，给人看"`
	Facilities  []string    `json:"facilities"`
	Notice      *noticeView `json:"notice,omitempty"`
}

// placeDetail is one door with everything about it.
type placeDetail struct {
	PlaceView
	Services      []labelView `json:"services"`
	FacilityNames []labelView `json:"facility_names"`
	TodayHours    []string    `json:"today_hours" doc:"今天的开放时段"`
	HoursPlan     place.Hours `json:"hours_plan" doc:"完整的开放时间：每周、节假日、特定日期"`
	State         string      `json:"state"`
	DemoData      bool        `json:"demo_data" doc:"示例数据"`
}

func (s *Server) toPlace(p station.Seen, mart bool) PlaceView {
	v := PlaceView{
		ID: p.ID, Name: p.Name, Kind: p.Kind, Location: pointView{p.Location.Lat, p.Location.Lng}, DistanceM: p.DistanceM,
		Address: p.Address, OrgUnitID: p.OrgUnitID, OrgUnitName: s.scopeName(p.OrgUnitID), OpenNow: p.OpenNow,
		Hours: p.Hours.Text(), Facilities: p.Facilities,
	}
	if mart {
		v.Kind, v.Scheme = "mart", p.Kind
	}
	if v.Facilities == nil {
		v.Facilities = []string{}
	}
	if p.Notice != nil {
		v.Notice = &noticeView{ID: p.Notice.ID, Text: p.Notice.Text, Closed: p.Notice.Closed}
		if !p.Notice.Until.IsZero() {
			v.Notice.Until = p.Notice.Until.UTC().Format("2006-01-02T15:04:05Z")
		}
	}
	return v
}

func (s *Server) toDetail(p station.Seen, mart bool) placeDetail {
	v := placeDetail{
		PlaceView: s.toPlace(p, mart), Services: labels(p.Services), FacilityNames: labels(p.Facilities), TodayHours: []string{},
		HoursPlan: p.Hours, State: p.State, DemoData: s.Demo,
	}
	for _, span := range p.Today {
		v.TodayHours = append(v.TodayHours, span.String())
	}
	return v
}

func labels(codes []string) []labelView {
	views := []labelView{}
	for _, c := range codes {
		views = append(views, labelView{c, station.Label(c)})
	}
	return views
}

type placesInput struct {
	Paged
	Near      string `query:"near" maxLength:"60" doc:"“纬度,经度”，由近及远" example:"46.652,124.871"`
	RadiusM   int    `query:"radius_m" minimum:"1" maximum:"300000" doc:"半径，米"`
	OpenNow   bool   `query:"open_now" doc:"只看现在开放的"`
	OpenFirst bool   `query:"open_first" doc:"现在开放的都排在前面"`
	Facility  string `query:"facility" maxLength:"40"`
	Q         string `query:"q" maxLength:"200" doc:"名称、地址、设施"`
	OrgUnit   string `query:"org_unit_id" maxLength:"20" doc:"只看某个组织之下的"`
}

func (s *Server) query(in *placesInput) (station.Query, error) {
	q := station.Query{
		RadiusM: in.RadiusM, OpenNow: in.OpenNow, OpenFirst: in.OpenFirst, Facility: in.Facility, Text: in.Q, Cursor: in.Cursor, Limit: in.Limit,
	}
	if in.Near != "" {
		lat, lng, ok := strings.Cut(in.Near, ",")
		p := place.Point{}
		var e1, e2 error
		p.Lat, e1 = strconv.ParseFloat(strings.TrimSpace(lat), 64)
		p.Lng, e2 = strconv.ParseFloat(strings.TrimSpace(lng), 64)
		if !ok || e1 != nil || e2 != nil || !p.Valid() {
			return q, errNear.On("near")
		}
		q.Near = &p
	}
	if in.OrgUnit != "" {
		u, ok := s.Tree.Tree().Unit(in.OrgUnit)
		if !ok {
			return q, people.ErrUnknown
		}
		q.PathPrefix = u.Path
	}
	return q, nil
}

// directory lists the doors of a room; both rooms are directories.
func (s *Server) directory(d *station.Directory, mart bool) func(ctx context.Context, in *placesInput) (*listed[PlaceView], error) {
	return func(_ context.Context, in *placesInput) (*listed[PlaceView], error) {
		q, err := s.query(in)
		if err != nil {
			return nil, err
		}
		rows, next, err := d.Search(q, s.Store.Now())
		if err != nil {
			return nil, err
		}
		out := whole(rows, func(p station.Seen) PlaceView { return s.toPlace(p, mart) })
		if next != "" {
			out.Body.NextCursor = &next
		}
		return out, nil
	}
}

type placeOutput struct{ Body placeDetail }

func (s *Server) look(d *station.Directory, mart bool) func(ctx context.Context, in *ByID) (*placeOutput, error) {
	return func(_ context.Context, in *ByID) (*placeOutput, error) {
		p, ok := d.Look(in.ID, s.Store.Now())
		if !ok {
			return nil, people.ErrUnknown
		}
		return &placeOutput{s.toDetail(p, mart)}, nil
	}
}
