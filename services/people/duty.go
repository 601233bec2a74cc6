package people

import (
	"slices"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// mayGive is which roles each role may give and take below its own scope: always lower ones than itself, except for the
// system's administrator, who decides no business and so may name anybody but themselves.
var mayGive = map[Role][]Role{
	StreetAdmin:   {GridOfficer, Reviewer, StationMan, MartKeeper},
	DistrictAdmin: {GridOfficer, Reviewer, StationMan, MartKeeper, StreetAdmin},
	CityAdmin:     {GridOfficer, Reviewer, StationMan, MartKeeper, StreetAdmin, DistrictAdmin},
	SysAdmin:      Staff,
}

// depths is how deep in the tree a role's scope lies: 1 the city, 2 a district, 3 a street, 4 a community. Those of a
// station or a mart lie where the place does.
var depths = map[Role]struct{ from, to int }{
	GridOfficer: {3, 4}, Reviewer: {4, 4}, StreetAdmin: {3, 3}, DistrictAdmin: {2, 2}, CityAdmin: {1, 1},
	Auditor: {1, 1}, SysAdmin: {1, 1}, StationMan: {1, 4}, MartKeeper: {1, 4},
}

// depth counts the units of a path; 0 is no path.
func depth(path string) int { return max(0, strings.Count(path, "/")-1) }

// goesWith says whether a staff role can be held over a scope, or how it cannot.
func goesWith(g Scoped) error {
	span, staff := depths[g.Role]
	if !staff {
		return ErrRole.On("role")
	}
	place := g.Role == StationMan || g.Role == MartKeeper
	d := depth(g.Path)
	formed := strings.HasPrefix(g.Path, "/") && strings.HasSuffix(g.Path, "/") && !strings.Contains(g.Path, "//")
	fits := formed && len(g.Path) <= 100 && g.ScopeID != "" && len(g.ScopeID) <= 36 && d >= span.from && d <= span.to
	if !fits || !place && !strings.HasSuffix(g.Path, "/"+g.ScopeID+"/") {
		return ErrScope.On("scope_id")
	}
	return nil
}

// authority is the actor's right to give or take a role over a place.
func (a Actor) authority(role Role, path string) (Scoped, bool) {
	for _, g := range a.Grants {
		if slices.Contains(mayGive[g.Role], role) && g.Path != "" && strings.HasPrefix(path, g.Path) {
			return g, true
		}
	}
	return Scoped{}, false
}

// onDuty says that a grant is a staff role.
func onDuty(g models.Grant) bool { return slices.Contains(Staff, Role(g.Role)) }

// duty is what a staff role is for; people hold roles of one duty only.
func duty(role Role) string {
	switch role {
	case Auditor:
		return "audit"
	case SysAdmin:
		return "system"
	case Rider, Resident:
		return ""
	}
	return "business"
}

// oneDuty says whether a person may hold all of the roles (domain.md section 6).
func oneDuty(roles ...Role) *fault.Fault {
	held := ""
	for _, r := range roles {
		d := duty(r)
		if held != "" && d != "" && d != held {
			return ErrDuties
		}
		held = max(held, d)
	}
	return nil
}

// within says whether a person lives or serves below a path. Who has not said where they live is everybody's concern who
// looks after the whole city.
func within(path, home string, grants []models.Grant) bool {
	if path == "" {
		return false
	}
	if strings.HasPrefix(home, path) || home == "" && depth(path) == 1 {
		return true
	}
	return slices.ContainsFunc(grants, func(g models.Grant) bool {
		return g.ScopePath != "" && strings.HasPrefix(g.ScopePath, path)
	})
}

// sees is the actor's right to look at a person, by one of the roles.
func (a Actor) sees(home string, grants []models.Grant, roles ...Role) (Scoped, bool) {
	for _, g := range a.Grants {
		if slices.Contains(roles, g.Role) && within(g.Path, home, grants) {
			return g, true
		}
	}
	return Scoped{}, false
}

// as is the first of the actor's grants with one of the roles.
func (a Actor) as(roles ...Role) Scoped {
	i := slices.IndexFunc(a.Grants, func(g Scoped) bool { return slices.Contains(roles, g.Role) })
	if i < 0 {
		return Scoped{}
	}
	return a.Grants[i]
}
