package plan

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// floor is a storey of the house: its rooms, and which rooms of this module each may import.
type floor struct {
	name  string
	rooms map[string]string
}

// floors is the plan, from the roof down: main → api → services → models/db → models. It is edited on purpose: a new room
// gets its line, a new arrow is added where it was meant, and a line that says too much is cut back. An arrow leads down, or
// to another room of the same floor. main, the one place where things are wired, may import everything.
var floors = []floor{
	{"api", map[string]string{
		"api": "models models/db services/adjustment services/audit services/fault services/insight services/ledger services/live services/mart services/once " +
			"services/org services/people services/photo services/photo/picture services/place services/proof services/redemption " +
			"services/report services/rulebook services/station",
	}},
	{"what main reads and serves", map[string]string{
		"config": "models/db", // for the chance that its keys are made of
		"web":    "",
	}},
	{"services", map[string]string{
		"services/adjustment": "models models/db services/audit services/fault services/ledger services/once services/org " +
			"services/people services/rulebook",
		"services/audit": "models models/db services/ledger",
		"services/demo": "models models/db services/adjustment services/demo/town services/fault services/mart services/once " +
			"services/org services/people services/people/wechatstub services/rulebook services/station",
		"services/demo/town": "services/place",
		"services/fault":     "",
		"services/insight":   "models models/db services/fault",
		"services/live":      "models models/db services/fault services/ledger services/people",
		"services/ledger":    "models models/db services/fault", // no people: an account is an id
		"services/many":      "services/fault",
		"services/mart": "models models/db services/audit services/fault services/ledger services/org services/people " +
			"services/place services/station",
		"services/once": "models models/db services/fault services/many",
		"services/org":  "models models/db",
		"services/people": "models models/db services/audit services/fault services/ledger services/many services/once " +
			"services/seal",
		"services/people/wechatstub": "",
		"services/photo":             "models models/db services/people services/photo/blob services/photo/picture",
		"services/photo/blob":        "services/fault",
		"services/photo/picture":     "services/fault",
		"services/place":             "services/fault",
		"services/proof":             "models models/db services/audit services/ledger services/mart services/redemption services/rulebook",
		"services/redemption": "models models/db services/audit services/fault services/ledger services/mart services/once " +
			"services/people services/rulebook",
		"services/report": "models models/db services/audit services/fault services/ledger services/once services/org " +
			"services/people services/place services/rulebook services/station",
		"services/rulebook": "models models/db services/audit services/fault services/ledger services/once services/people",
		"services/schedule": "models models/db",
		"services/seal":     "",
		"services/station":  "models models/db services/audit services/fault services/org services/people services/place",
	}},
	{"models/db", map[string]string{
		"models/db":                 "",
		"models/db/dbtest":          "models/db models/migrations",
		"models/db/dbtest/mariadbd": "",
		"models/migrations":         "",
		"plan":                      "",
	}},
	{"models", map[string]string{
		"models": "",
	}},
}

// libraries says who may import other people's packages that belong to one floor. A room is meant with all that lies below it;
// "main" is the program itself.
var libraries = []struct{ prefix, rooms, why string }{
	{"github.com/gin-gonic", "api main", "nothing below the api knows how it is asked; the bench measures its rival behind the same server"},
	{"github.com/gin-contrib", "api", "nothing below the api knows how it is asked"},
	{"github.com/danielgtaylor/huma", "api", "nothing below the api knows how it is asked"},
	{"gorm.io/driver", "models/db", "only models/db knows an engine"},
	{"gorm.io", "models/db services", "rows are plain values; api and main ask the rooms"},
	{"github.com/go-sql-driver", "models/db main", "only models/db knows an engine; main's bench has a rival written by hand"},
	{"modernc.org/sqlite", "models/db main", "only models/db knows an engine; main's bench has a rival written by hand"},
	{"github.com/pressly/goose", "models/db", "the schema is brought up in one place"},
	{"github.com/golang-jwt", "services/people", "only people knows who is asking"},
	{"github.com/minio", "services/photo/blob", "only the blob store knows where bytes lie"},
	{"github.com/emmansun", "services/seal", "only seal encrypts"},
	{"github.com/alecthomas/kong", "main", "settings are read once, by main"},
	{"github.com/prometheus", "api main", "the rooms count nothing that is not in their rows"},
	{"math/rand", "models/db main", "chance is injected; what must not be guessed comes from crypto/rand"},
}

// arrows are the imports inside the module, of everything but tests.
func arrows(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for _, f := range house(t) {
		if f.test {
			continue
		}
		to := found[f.room]
		for _, i := range f.imports {
			if room, ok := own(i); ok {
				to = append(to, room)
			}
		}
		slices.Sort(to)
		found[f.room] = slices.Compact(to)
	}
	return found
}

// plan is what each room may import, and how deep it lies.
func plan() (may map[string][]string, depth map[string]int) {
	may, depth = map[string][]string{}, map[string]int{}
	for i, f := range floors {
		for room, rooms := range f.rooms {
			may[room], depth[room] = strings.Fields(rooms), i
		}
	}
	return may, depth
}

func TestArrowsRunDownAsPlanned(t *testing.T) {
	may, depth := plan()
	found := arrows(t)
	for room, imports := range found {
		if room == "" {
			continue // main wires everything
		}
		allowed, planned := may[room]
		if !planned {
			t.Errorf("%s has no line in floors: give it one", room)
			continue
		}
		for _, to := range imports {
			if !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s, which floors does not have", room, to)
			}
		}
		for _, to := range allowed {
			if !slices.Contains(imports, to) {
				t.Errorf("%s does not import %s any more: cut its line in floors back", room, to)
			}
			if depth[to] < depth[room] {
				t.Errorf("floors lets %s import %s, which stands above it", room, to)
			}
		}
	}
	for room := range may {
		if _, there := found[room]; !there {
			t.Errorf("floors plans %s, which is not there", room)
		}
	}
}

func TestTheLedgerReachesNoPeopleHoweverFarOneFollowsIt(t *testing.T) {
	found := arrows(t)
	reached := map[string]bool{}
	var follow func(room string)
	follow = func(room string) {
		for _, to := range found[room] {
			if !reached[to] {
				reached[to] = true
				follow(to)
			}
		}
	}
	follow("services/ledger")
	require.True(t, reached["models/db"])
	for room := range reached {
		require.False(t, strings.HasPrefix(room, "services/people"), "the ledger reaches %s", room)
	}
}

// inside says whether a room is one of those named or lies below one.
func inside(room, rooms string) bool {
	if room == "" {
		room = "main"
	}
	return slices.ContainsFunc(strings.Fields(rooms), func(r string) bool { return room == r || strings.HasPrefix(room, r+"/") })
}

func TestLibrariesStayOnTheirFloor(t *testing.T) {
	for _, f := range house(t) {
		if f.test {
			continue
		}
		for _, i := range f.imports {
			for _, l := range libraries {
				if strings.HasPrefix(i, l.prefix) {
					if !inside(f.room, l.rooms) {
						t.Errorf("%s/%s imports %s: %s", f.room, f.name, i, l.why)
					}
					break // the first line that fits is the one that is meant
				}
			}
		}
	}
}

func TestTestsToo(t *testing.T) {
	for _, f := range house(t) {
		for _, i := range f.imports {
			room, ok := own(i)
			switch {
			case !ok:
			case f.test && inside(f.room, "models") && strings.HasPrefix(room, "services"):
				t.Errorf("%s/%s imports %s: below the services, a test builds its world from rows", f.room, f.name, room)
			case !f.test && strings.HasPrefix(room, "models/db/dbtest"):
				t.Errorf("%s/%s imports %s, which is for tests", f.room, f.name, room)
			}
		}
	}
}
