// Package report alone keeps what people report about their town (随手拍): filed with photo and place, then accepted, rejected
// or merged by an officer, which is what earns points.
package report

import (
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

// State is where a report stands.
type State string

// The states of the spine: every one but Submitted is an officer's decision.
const (
	Submitted State = "submitted"
	Accepted  State = "accepted"
	Rejected  State = "rejected"
	Merged    State = "merged"
)

// Categories are what a report can be about (api-contract), with their names for people.
var Categories = map[string]string{
	"environment": "环境卫生", "road_hazard": "道路隐患", "fire_safety": "消防安全", "utilities": "水电气暖",
	"food_hygiene": "食品卫生", "public_order": "治安秩序", "traffic": "交通", "property": "物业",
	"resident_need": "居民需求", "other": "其他",
}

// needsNoPhoto is the one category that is about people rather than things.
const needsNoPhoto = "resident_need"

// Bounds of a filing.
const (
	maxPhotos      = 6
	maxDescription = 500 // characters
	nearMetres     = 50  // a duplicate is of the same category within this distance
	nearAge        = 7 * 24 * time.Hour
)

// Refusals of this room.
var (
	ErrCategory    = fault.New(fault.Refused, "report.category", "请选择问题类别", "Unknown category")
	ErrDescription = fault.New(fault.Refused, "report.description", "请用 1 至 500 个字说明情况", "Describe it in 1 to 500 characters")
	ErrPlace       = fault.New(fault.Refused, "report.location", "位置有误，请重新定位", "The location is not valid")
	ErrFar         = fault.New(fault.Refused, "report.outside", "这个位置不在大庆市内", "This is outside the city")
	ErrUnit        = fault.New(fault.Refused, "report.org_unit", "请选择所在的社区或村", "Choose a community")
	ErrPhoto       = fault.New(fault.Refused, "report.photo", "请拍一张现场照片", "A photo is needed")
	ErrPhotoOther  = fault.New(fault.Refused, "report.photo_unknown", "照片不存在或已用过，请重新上传", "The photo does not exist or was used already")
	ErrDecided     = fault.New(fault.Conflict, "report.state", "这条上报已经处理过", "This report was decided already")
	ErrReason      = fault.New(fault.Refused, "report.reason", "请填写理由", "Give a reason")
	ErrInto        = fault.New(fault.Refused, "report.into", "只能并入同类别、五十米以内、更早的上报，且它未办结或办结不满七天",
		"Merge only into an earlier report of the same category within 50 m, open or accepted under seven days before")
)

// Service is the room. Decisions, which award points, are done for everybody at once.
type Service struct {
	store    *db.Store
	tree     *org.Service
	stations *station.Service
	rules    *rulebook.Service
	decide   *once.Line[decision]
}

// New opens the room.
func New(store *db.Store, tree *org.Service, stations *station.Service, rules *rulebook.Service) *Service {
	s := &Service{store: store, tree: tree, stations: stations, rules: rules}
	s.decide = once.NewLine(store, s.decideMany)
	return s
}

// Case is a report with what belongs to it.
type Case struct {
	models.Report
	Photos []string
	Events []models.ReportEvent
	Awards []models.Award
}

// due is when a report should be decided: a hazard within a day, anything else within three.
func due(category string, filed time.Time) time.Time {
	if rule, _ := rulebook.CategoryRule(category); rule == "R03" {
		return filed.Add(24 * time.Hour)
	}
	return filed.Add(72 * time.Hour)
}
