package town

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestGoods(t *testing.T) {
	t.Run("cost what domain.md section 4 says", func(t *testing.T) {
		want := map[string]int64{
			"soap": 6, "toothpaste": 15, "towel": 19, "tissues": 28, "charging-cable": 38, "winter-gloves": 47, "rain-suit": 66, "rice-5kg": 66,
			"helmet": 113, "oil-5l": 123, "windshield-quilt": 151, "power-bank": 170,
		}
		got := map[string]int64{}
		for _, g := range GoodsList() {
			got[strings.TrimPrefix(g.ID, "goods-")] = g.RiderPoints
			require.Contains(t, g.Name, "示例")
			require.NotEmpty(t, g.Unit)
		}
		require.Equal(t, want, got)
	})
	t.Run("follow from their cost: 0.53 yuan a point for riders, 1 yuan in the villages", func(t *testing.T) {
		for _, g := range GoodsList() {
			require.Equal(t, int64(math.Round(float64(g.CostFen)/53)), g.RiderPoints, g.Name)
			require.Equal(t, g.CostFen, g.RuralPoints*100, g.Name)
		}
	})
}

func TestPeople(t *testing.T) {
	units := byCode()
	t.Run("are 20 riders and 10 residents of 创业八社区, the first ten riders with 500 points", func(t *testing.T) {
		points, roles, types := int64(0), map[string]int{}, map[string]int{}
		for i, p := range People() {
			points += p.Points
			roles[p.Role]++
			types[p.WorkerType]++
			require.Equal(t, home, p.Community)
			require.Equal(t, i < 10, p.Points == 500)
		}
		require.EqualValues(t, 5000, points)
		require.Equal(t, map[string]int{"rider": 20, "resident": 10}, roles)
		require.Equal(t, map[string]int{"rider": 8, "courier": 4, "ride_hailing": 4, "trucker": 4, "": 10}, types)
		require.Equal(t, "demo-rider-20", People()[19].Login)
		require.Equal(t, "demo-resident-1", People()[20].Login)
	})
	t.Run("have staff whose scope fits their role", func(t *testing.T) {
		places := map[string]bool{}
		for _, d := range doors() {
			places[d.ID] = true
		}
		level := map[string]string{
			"grid_officer": Community, "community_reviewer": Community, "street_admin": Street, "district_admin": District,
			"city_admin": City, "auditor": City, "sysadmin": City,
		}
		var users []string
		for _, s := range StaffList() {
			users = append(users, s.Username)
			require.Equal(t, "demo-"+s.Username, s.Password)
			if want, ok := level[s.Role]; ok {
				require.Equal(t, want, units[s.Scope].Level, s.Username)
				continue
			}
			require.Contains(t, []string{"mart_keeper", "station_manager"}, s.Role)
			require.True(t, places[s.Scope], s.Username)
		}
		require.ElementsMatch(t, []string{
			"keeper-1", "keeper-2", "keeper-3", "station-1", "officer-1", "community-1", "street-1", "district-1", "district-2", "city-1", "auditor-1", "sysadmin-1",
		}, users)
		named := func(username string) string {
			i := slices.IndexFunc(StaffList(), func(s Staff) bool { return s.Username == username })
			return cmp.Or(units[StaffList()[i].Scope].Name, StaffList()[i].Scope)
		}
		for username, scope := range map[string]string{
			"keeper-1": "mart-1", "keeper-2": "mart-1", "keeper-3": "mart-2", "station-1": "station-1", "officer-1": "创业八社区居委会",
			"community-1": "创业八社区居委会", "street-1": "创业城街道", "district-1": "让胡路区", "district-2": "龙凤区", "city-1": "大庆市",
		} {
			require.Equal(t, scope, named(username), username)
		}
	})
	t.Run("have names that say they are examples, and no two the same", func(t *testing.T) {
		names := map[string]bool{}
		for _, p := range People() {
			names[p.DisplayName] = true
		}
		for _, s := range StaffList() {
			names[s.DisplayName] = true
		}
		require.Len(t, names, 42)
		for name := range names {
			require.Contains(t, name, "示例")
		}
	})
}
