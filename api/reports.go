package api

import (
	"context"
	"strconv"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/report"
)

type reportInput struct {
	Keyed
	Body struct {
		Category    string    `json:"category" enum:"environment,road_hazard,fire_safety,utilities,food_hygiene,public_order,traffic,property,resident_need,other"`
		Description string    `json:"description" minLength:"1" maxLength:"500"`
		Location    pointView `json:"location"`
		OrgUnitID   string    `json:"org_unit_id,omitempty" maxLength:"20" doc:"社区或村；不填取最近站点所在社区"`
		PhotoIDs    []string  `json:"photo_ids,omitempty" maxItems:"6" doc:"除居民需求外至少一张"`
	}
}

type reportView struct {
	ID           string         `json:"id"`
	Number       string         `json:"number"`
	State        string         `json:"state" enum:"submitted,accepted,rejected,merged"`
	Category     string         `json:"category"`
	CategoryName string         `json:"category_name"`
	Description  string         `json:"description"`
	Location     pointView      `json:"location"`
	OrgUnitID    string         `json:"org_unit_id"`
	OrgUnitName  string         `json:"org_unit_name"`
	Reporter     string         `json:"reporter_masked" doc:"上报人，姓名打码；命令的答复里为空"`
	Photos       []photoView    `json:"photos"`
	Reason       string         `json:"reason,omitempty"`
	MergedInto   string         `json:"merged_into,omitempty"`
	Points       int64          `json:"points" doc:"已记或待签批的积分"`
	PointsState  string         `json:"points_state,omitempty" enum:"pending,queued,granted,refused"`
	PointsWhy    string         `json:"points_explanation,omitempty"`
	FiledAt      time.Time      `json:"filed_at"`
	DueAt        time.Time      `json:"due_at"`
	Timeline     []timelineView `json:"timeline"`
	Similar      []similarView  `json:"similar,omitempty" doc:"可能重复的更早上报，仅处理人可见"`
}

type photoView struct {
	ID       string `json:"id"`
	URL      string `json:"url"`
	ThumbURL string `json:"thumb_url"`
}

type timelineView struct {
	State string    `json:"state"`
	Text  string    `json:"text"`
	By    string    `json:"by" doc:"办理人的角色"`
	At    time.Time `json:"at"`
}

type similarView struct {
	ID          string `json:"id"`
	Number      string `json:"number"`
	State       string `json:"state"`
	Description string `json:"description"`
	DistanceM   int    `json:"distance_m"`
}

// roleNames are the roles in people's words.
var roleNames = map[people.Role]string{
	people.Rider: "骑手", people.Resident: "居民", people.GridOfficer: "网格员", people.Reviewer: "社区审核员", people.StreetAdmin: "街道管理员",
	people.DistrictAdmin: "区县管理员", people.CityAdmin: "市级管理员", people.StationMan: "站长", people.MartKeeper: "超市管理员",
	people.Auditor: "审计员", people.SysAdmin: "系统管理员",
}

var stateWords = map[string]string{"submitted": "已上报", "accepted": "已采纳", "rejected": "未采纳", "merged": "已并案"}

// reportView words a report; names holds masked names and must know the reporter, but for the reporter's own eyes.
func (s *Server) reportView(ctx context.Context, c report.Case, names map[string]string) reportView {
	v := reportView{
		ID: c.ID, Number: c.Number, State: c.State, Category: c.Category, CategoryName: report.Categories[c.Category],
		Description: c.Description, Location: pointView{c.Lat, c.Lng}, OrgUnitID: c.OrgUnitID, OrgUnitName: s.scopeName(c.OrgUnitID),
		Reporter: names[c.PersonID], Photos: []photoView{}, Reason: c.Reason, MergedInto: c.MergedInto, FiledAt: c.FiledAt.Time(),
		DueAt: c.DueAt.Time(), Timeline: []timelineView{},
	}
	for _, id := range c.Photos {
		v.Photos = append(v.Photos, photoView{id, s.photoLink(id, false), s.photoLink(id, true)})
	}
	for _, e := range c.Events {
		text := e.Text
		if text == "" {
			text = stateWords[e.Kind]
		}
		v.Timeline = append(v.Timeline, timelineView{e.Kind, text, roleNames[people.Role(e.ByRole)], e.At.Time()})
	}
	for _, a := range c.Awards {
		v.Points += a.Points
		v.PointsState = a.State
		v.PointsWhy = s.explain(a, requestOf(ctx).english).Explanation
	}
	return v
}

// commandReport is the view of commands on reports. It runs in the command's unit of work, so it asks no room; the reporter
// is the actor himself or shown by the report's number only.
func (s *Server) commandReport(ctx context.Context, c report.Case) reportView {
	return s.reportView(ctx, c, nil)
}

func (s *Server) fileReport(ctx context.Context, call once.Call, actor people.Actor, in *reportInput) (once.Answer, error) {
	return s.Reports.File(ctx, call, actor, report.Filing{
		Category: in.Body.Category, Description: in.Body.Description, At: place.Point{Lat: in.Body.Location.Lat, Lng: in.Body.Location.Lng},
		UnitID: in.Body.OrgUnitID, PhotoIDs: in.Body.PhotoIDs,
	})
}

func (s *Server) reportsView(ctx context.Context, cases []report.Case) (func(report.Case) reportView, error) {
	var ids []string
	for _, c := range cases {
		ids = append(ids, c.PersonID)
	}
	names, err := s.People.Names(ctx, ids)
	return func(c report.Case) reportView { return s.reportView(ctx, c, names) }, err
}

func (s *Server) myReports(ctx context.Context, in *Paged) (*listed[reportView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	rows, err := s.Reports.Mine(ctx, actorOf(ctx), at[0], in.Limit+1)
	if err != nil {
		return nil, err
	}
	view, err := s.reportsView(ctx, rows)
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, view, func(c report.Case) []string { return []string{c.ID} }), nil
}

type inboxInput struct {
	Paged
	State    string `query:"state" enum:"submitted,accepted,rejected,merged"`
	Category string `query:"category" maxLength:"20"`
}

func (s *Server) inbox(ctx context.Context, in *inboxInput) (*listed[reportView], error) {
	at, err := readCursor(in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	due, err := strconv.ParseInt(at[0], 10, 64)
	if err != nil && at[0] != "" {
		return nil, errCursor.On("cursor")
	}
	rows, err := s.Reports.Inbox(ctx, actorOf(ctx), report.Inbox{
		State: in.State, Category: in.Category, AfterDue: models.Instant(due), AfterID: at[1], Limit: in.Limit + 1,
	})
	if err != nil {
		return nil, err
	}
	view, err := s.reportsView(ctx, rows)
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, view, func(c report.Case) []string { return []string{strconv.FormatInt(int64(c.DueAt), 10), c.ID} }), nil
}

type reportOutput struct{ Body reportView }

func (s *Server) report(ctx context.Context, in *ByID) (*reportOutput, error) {
	actor := actorOf(ctx)
	c, err := s.Reports.Find(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	view, err := s.reportsView(ctx, []report.Case{c})
	if err != nil {
		return nil, err
	}
	v := view(c)
	if c.PersonID == actor.ID {
		return &reportOutput{v}, nil
	}
	near, err := s.Reports.Near(ctx, actor, c)
	if err != nil {
		return nil, err
	}
	for _, n := range near {
		metres := place.Metres(place.Point{Lat: c.Lat, Lng: c.Lng}, place.Point{Lat: n.Lat, Lng: n.Lng})
		v.Similar = append(v.Similar, similarView{n.ID, n.Number, n.State, n.Description, int(metres + 0.5)})
	}
	return &reportOutput{v}, nil
}

type decisionInput struct {
	Keyed
	ByID
	Body struct {
		Reason string `json:"reason,omitempty" maxLength:"130" doc:"退回时必填"`
		Into   string `json:"into,omitempty" maxLength:"36" doc:"并案时必填：更早的那条上报"`
	}
}

func (s *Server) acceptReport(ctx context.Context, call once.Call, actor people.Actor, in *decisionInput) (once.Answer, error) {
	return s.Reports.Accept(ctx, call, actor, in.ID, in.Body.Reason)
}

func (s *Server) rejectReport(ctx context.Context, call once.Call, actor people.Actor, in *decisionInput) (once.Answer, error) {
	return s.Reports.Reject(ctx, call, actor, in.ID, in.Body.Reason)
}

func (s *Server) mergeReport(ctx context.Context, call once.Call, actor people.Actor, in *decisionInput) (once.Answer, error) {
	return s.Reports.Merge(ctx, call, actor, in.ID, in.Body.Into, in.Body.Reason)
}
