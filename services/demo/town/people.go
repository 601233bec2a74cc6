package town

import "fmt"

// Person is somebody of the demo town who signs in through WeChat's stand-in with the code that equals Login. Nobody has a phone
// number, because it might be somebody's. Points is what they have to begin with.
type Person struct {
	Login       string // demo-rider-1
	DisplayName string
	Role        string // rider or resident
	WorkerType  string // rider, courier, ride_hailing, trucker; empty for residents
	Community   string // code
	Points      int64
}

// Staff is somebody who signs in with user name and password; without a second factor, which is for the demo town only. Scope is
// the code of a unit, or the ID of a station or mart.
type Staff struct {
	Username, Password, DisplayName string
	Role, Scope                     string
	Community                       string // where they live
}

// surnames are the first of the Hundred Family Names, so that masked demo names (赵**) can be told apart.
var surnames = []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏")

var workerTypes = []string{"rider", "courier", "rider", "ride_hailing", "trucker"}

// startingPoints is what the first ten riders have, so that the demo can redeem before it has earned.
const startingPoints = 500

// People returns demo-rider-1 to demo-rider-20 and demo-resident-1 to demo-resident-10, all of 创业八社区.
func People() []Person {
	var all []Person
	for i := range 20 {
		p := Person{
			Login: fmt.Sprintf("demo-rider-%d", i+1), DisplayName: demoName(i), Role: "rider",
			WorkerType: workerTypes[i%len(workerTypes)], Community: home,
		}
		if i < 10 {
			p.Points = startingPoints
		}
		all = append(all, p)
	}
	for i := range 10 {
		all = append(all, Person{
			Login: fmt.Sprintf("demo-resident-%d", i+1), DisplayName: demoName(20 + i), Role: "resident", Community: home,
		})
	}
	return all
}

// demoName makes a name that is Chinese, no other's in the demo town, and nobody's: 赵示例.
func demoName(i int) string { return string(surnames[i]) + "示例" }

// StaffList returns the staff of api-contract.md section 2; each password is demo- and the user name.
func StaffList() []Staff {
	const city, street, rangHuLu, longFeng = "2306", "230604019", "230604", "230603"
	all := []Staff{
		{Username: "keeper-1", Role: "mart_keeper", Scope: "mart-1"},
		{Username: "keeper-2", Role: "mart_keeper", Scope: "mart-1"},
		{Username: "keeper-3", Role: "mart_keeper", Scope: "mart-2"},
		{Username: "station-1", Role: "station_manager", Scope: "station-1"},
		{Username: "officer-1", Role: "grid_officer", Scope: home},
		{Username: "community-1", Role: "community_reviewer", Scope: home},
		{Username: "street-1", Role: "street_admin", Scope: street},
		{Username: "district-1", Role: "district_admin", Scope: rangHuLu},
		{Username: "district-2", Role: "district_admin", Scope: longFeng},
		{Username: "city-1", Role: "city_admin", Scope: city},
		{Username: "auditor-1", Role: "auditor", Scope: city},
		{Username: "sysadmin-1", Role: "sysadmin", Scope: city},
	}
	for i := range all {
		all[i].Password = "demo-" + all[i].Username
		all[i].DisplayName = demoName(30 + i)
		all[i].Community = home
	}
	return all
}
