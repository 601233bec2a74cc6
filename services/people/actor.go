package people

import (
	"slices"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// Role is what a person may do somewhere.
type Role string

// The roles (domain.md section 3). Rider and Resident are the town's people and have no scope; the others are staff.
const (
	Rider         Role = "rider"
	Resident      Role = "resident"
	GridOfficer   Role = "grid_officer"
	Reviewer      Role = "community_reviewer"
	StreetAdmin   Role = "street_admin"
	DistrictAdmin Role = "district_admin"
	CityAdmin     Role = "city_admin"
	StationMan    Role = "station_manager"
	MartKeeper    Role = "mart_keeper"
	Auditor       Role = "auditor"
	SysAdmin      Role = "sysadmin"
)

// Staff are all roles that act for the town; Townsfolk are those who earn and redeem.
var (
	Townsfolk = []Role{Rider, Resident}
	Staff     = []Role{GridOfficer, Reviewer, StreetAdmin, DistrictAdmin, CityAdmin, StationMan, MartKeeper, Auditor, SysAdmin}
	// Officers decide what counts, each for the part of the town below their scope.
	Officers = []Role{GridOfficer, Reviewer, StreetAdmin, DistrictAdmin, CityAdmin}
	// Admins sign above thresholds.
	Admins = []Role{StreetAdmin, DistrictAdmin, CityAdmin}
)

// Refusals that any room may give.
var (
	ErrMayNot   = fault.New(fault.Forbidden, "auth.forbidden", "你没有这项权限", "You may not do this")
	ErrApart    = fault.New(fault.Forbidden, "auth.own_session", "自己的积分、兑换和资料请在微信小程序里办理", "One's own points, redemptions and data are for one's own WeChat session")
	ErrUnproven = fault.New(fault.Forbidden, "auth.totp_enrol", "管理员须先启用动态口令：右上角“动态口令”", "Administrators have to set up their second factor first")
	ErrUnknown  = fault.New(fault.NotFound, "not_found", "没有找到", "Not found")
	ErrSignedBy = fault.New(fault.Forbidden, "auth.same_person",
		"经办人、复核人和受益人必须是不同的人", "Recorder, reviewer and beneficiary must be different people")
)

// Scoped is a role over a scope: ScopeID names a knot of the organisation tree, a station or a mart, and Path is its place
// in the tree.
type Scoped struct {
	Role          Role
	ScopeID, Path string
}

// Actor is who asks, as the database says at this moment: the token only says who, never what they may.
type Actor struct {
	ID, Session     string
	OrgPath         string
	Grants          []Scoped
	Apart           bool   // on duty, of a person whose life as one of the townsfolk this session has no part in
	Unproven        bool   // on a duty that wants a second factor, which the account has not got
	From, RequestID string // where from, for the audit record
}

// Is says whether the actor has any of the roles, anywhere.
func (a Actor) Is(roles ...Role) bool {
	return slices.ContainsFunc(a.Grants, func(g Scoped) bool { return slices.Contains(roles, g.Role) })
}

// Over returns the first of the actor's grants with one of the roles whose scope contains path.
func (a Actor) Over(path string, roles ...Role) (Scoped, bool) {
	for _, g := range a.Grants {
		if slices.Contains(roles, g.Role) && g.Path != "" && strings.HasPrefix(path, g.Path) {
			return g, true
		}
	}
	return Scoped{}, false
}

// Of returns the actor's grant of the role over exactly that scope, such as a keeper's over a mart.
func (a Actor) Of(scope string, roles ...Role) (Scoped, bool) {
	for _, g := range a.Grants {
		if slices.Contains(roles, g.Role) && g.ScopeID == scope {
			return g, true
		}
	}
	return Scoped{}, false
}

// Paths are the scopes of the actor's grants with one of the roles.
func (a Actor) Paths(roles ...Role) []string {
	var paths []string
	for _, g := range a.Grants {
		if slices.Contains(roles, g.Role) && g.Path != "" {
			paths = append(paths, g.Path)
		}
	}
	return paths
}

// Role is the actor's first role, for the record.
func (a Actor) Role() Role {
	if len(a.Grants) == 0 {
		return ""
	}
	return a.Grants[0].Role
}

// Event begins the audit record of what the actor does in a role.
func (a Actor) Event(role Role, action, objectType, objectID, scopePath string) audit.Event {
	return audit.Event{
		ActorID: a.ID, ActorRole: string(role), Action: action, ObjectType: objectType, ObjectID: objectID,
		ScopePath: scopePath, From: a.From, RequestID: a.RequestID,
	}
}
