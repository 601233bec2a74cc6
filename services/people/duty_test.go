package people

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
)

func TestAuditSystemAndBusinessAreHeldByDifferentPeople(t *testing.T) {
	for _, c := range []struct {
		roles []Role
		fits  bool
	}{
		{nil, true},
		{[]Role{Auditor}, true},
		{[]Role{SysAdmin, SysAdmin}, true},
		{[]Role{Rider, Auditor}, true},
		{[]Role{GridOfficer, MartKeeper, Rider}, true},
		{[]Role{Auditor, SysAdmin}, false},
		{[]Role{StationMan, Auditor}, false},
		{[]Role{Auditor, Resident, MartKeeper}, false},
		{[]Role{SysAdmin, CityAdmin}, false},
	} {
		require.Equal(t, c.fits, oneDuty(c.roles...) == nil, c.roles)
	}
}

func TestEveryStaffRoleHasAScopeAndSomebodyWhoMayGiveIt(t *testing.T) {
	for _, role := range Staff {
		require.Contains(t, depths, role)
		require.Contains(t, mayGive[SysAdmin], role)
	}
	for giver, roles := range mayGive {
		require.Equal(t, giver == SysAdmin, slices.Contains(roles, giver), "nobody but the system's administrator gives their own role")
	}
}

func TestWhoLivesOrServesWhere(t *testing.T) {
	serving := []models.Grant{{ScopePath: "/2306/230604/1/"}}
	for _, c := range []struct {
		path, home string
		grants     []models.Grant
		in         bool
	}{
		{"/2306/", "/2306/230604/", nil, true},
		{"/2306/", "", nil, true},
		{"/2306/230604/", "", nil, false},
		{"/2306/230604/", "/2306/230604/", nil, true},
		{"/2306/230604/", "/2306/2306040/", nil, false},
		{"/2306/230604/", "/2306/230603/", serving, true},
		{"/2306/230605/", "/2306/230603/", serving, false},
		{"", "", serving, false},
		{"", "/2306/", nil, false},
	} {
		require.Equal(t, c.in, within(c.path, c.home, c.grants), c)
	}
}

// FuzzMayGrant holds that whatever passes lies below the giver, is lower than the giver, and names the end of its own path.
func FuzzMayGrant(f *testing.F) {
	f.Add(uint8(0), "/2306/230604/", uint8(3), "230604003", "/2306/230604/230604003/")
	f.Add(uint8(3), "/2306/", uint8(8), "2306", "/2306/")
	f.Add(uint8(1), "/2306/230604/", uint8(0), "x", "/2306/230604/1//x/")
	f.Add(uint8(2), "/2306/", uint8(1), "/", "/2306/230604///")
	givers := []Role{StreetAdmin, DistrictAdmin, CityAdmin, SysAdmin, Auditor, GridOfficer}
	all := append(slices.Clone(Staff), Townsfolk...)
	f.Fuzz(func(t *testing.T, giver uint8, over string, role uint8, scope, path string) {
		held := Scoped{Role: givers[int(giver)%len(givers)], ScopeID: lastOf(over), Path: over}
		if goesWith(held) != nil {
			return // nobody holds that
		}
		actor := Actor{ID: "p1", Grants: []Scoped{held}}
		what := Scoped{Role: all[int(role)%len(all)], ScopeID: scope, Path: path}
		if _, err := mayGrant(actor, "p1", what); err == nil {
			t.Fatal("gave oneself a role")
		}
		by, err := mayGrant(actor, "p2", what)
		if err != nil {
			return
		}
		if over == "" || !strings.HasPrefix(path, over) {
			t.Fatalf("%v outside %q", what, over)
		}
		if by.Role != SysAdmin && depths[what.Role].from <= depths[by.Role].from && what.Role != StationMan && what.Role != MartKeeper {
			t.Fatalf("%v gives %v", by, what)
		}
		if what.Role != StationMan && what.Role != MartKeeper && lastOf(path) != scope {
			t.Fatalf("%v does not name the end of its path", what)
		}
	})
}
