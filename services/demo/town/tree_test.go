package town

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTree(t *testing.T) {
	t.Run("has 1 city, 10 districts, 118 streets and 843 communities", func(t *testing.T) {
		count := map[string]int{}
		for _, u := range Units() {
			count[u.Level]++
		}
		require.Equal(t, map[string]int{City: 1, District: 10, Street: 118, Community: 843}, count)
	})
	t.Run("names every parent before its children, and the way down to each", func(t *testing.T) {
		seen := map[string]Unit{}
		for _, u := range Units() {
			require.NotContains(t, seen, u.Code)
			parent := seen[u.ParentCode]
			if u.Level != City {
				require.Equal(t, parent.Path+u.Code+"/", u.Path)
				require.Equal(t, levels[rank(parent.Level)+1], u.Level)
				require.True(t, strings.HasPrefix(u.Code, u.ParentCode))
			}
			seen[u.Code] = u
		}
		require.Equal(t, "/2306/230604/230604019/230604019008/", seen[home].Path)
	})
	t.Run("is in tree order: a knot is followed by everything below it", func(t *testing.T) {
		var done []string
		last := Unit{Path: "/"}
		for _, u := range Units() {
			if !strings.HasPrefix(u.Path, last.Path) {
				done = append(done, last.Path)
			}
			parent := strings.TrimSuffix(u.Path, u.Code+"/")
			require.False(t, slices.ContainsFunc(done, func(d string) bool { return strings.HasPrefix(parent, d) }), u.Path)
			last = u
		}
	})
	t.Run("holds 创业八社区 and 景园社区 where they are", func(t *testing.T) {
		units := byCode()
		for code, where := range map[string]string{home: "让胡路区创业城街道创业八社区居委会", homeNext: "让胡路区旭园街道景园社区居委会"} {
			community := units[code]
			street := units[community.ParentCode]
			require.Equal(t, where, units[street.ParentCode].Name+street.Name+community.Name)
		}
	})
	t.Run("reads lists in any order, and with a level left out", func(t *testing.T) {
		tree, err := parseTree(strings.NewReader("code,parent_code,level,name\r\n11,1,community,村\r\n12,1,district,区\r\n1,,city,市\r\n121,12,community,社区\r\n"))
		require.NoError(t, err)
		var paths []string
		for _, u := range tree.units {
			paths = append(paths, u.Path)
		}
		require.Equal(t, []string{"/1/", "/1/11/", "/1/12/", "/1/12/121/"}, paths)
	})
	t.Run("refuses lists that are no tree", func(t *testing.T) {
		for story, rows := range map[string]string{
			"a code said twice":  "1,,city,市\n1,,city,市\n",
			"no root":            "1,2,district,区\n2,1,street,街\n",
			"two roots":          "1,,city,市\n2,,city,市\n",
			"a missing parent":   "1,,city,市\n2,3,district,区\n",
			"a parent below":     "1,,city,市\n2,1,street,街\n3,2,district,区\n",
			"itself as parent":   "1,,city,市\n2,2,district,区\n",
			"a level unheard of": "1,,planet,地球\n",
			"no name":            "1,,city,\n",
			"a column too few":   "1,,city\n",
			"nothing":            "",
		} {
			_, err := parseTree(strings.NewReader("code,parent_code,level,name\n" + rows))
			require.Error(t, err, story)
		}
		_, err := parseTree(strings.NewReader("1,,city,市\n"))
		require.Error(t, err, "without a header the first row would be lost")
	})
	t.Run("calls communities as people do", func(t *testing.T) {
		for official, short := range map[string]string{
			"创业八社区居委会": "创业八社区", "新风社区居民委员会": "新风社区", "前进村委会": "前进村", "中心村村委会": "中心村", "永珍王府新村村委会": "永珍王府新村",
			"龙岗社区第一居委会": "龙岗社区第一居委会", "渔场生活区": "渔场生活区", "油田社区": "油田社区",
		} {
			require.Equal(t, short, shortName(official))
		}
	})
}
