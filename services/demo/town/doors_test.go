package town

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

func byCode() map[string]Unit {
	units := map[string]Unit{}
	for _, u := range Units() {
		units[u.Code] = u
	}
	return units
}

// doors are all stations and marts.
func doors() []Door {
	var all []Door
	for _, s := range Stations() {
		all = append(all, s.Door)
	}
	for _, m := range Marts() {
		all = append(all, m.Door)
	}
	return all
}

func TestDoors(t *testing.T) {
	units, all := byCode(), doors()

	t.Run("are 500 stations, 35 rider marts and 172 rural marts", func(t *testing.T) {
		require.Len(t, Stations(), 500)
		schemes := map[string]int{}
		for _, m := range Marts() {
			schemes[m.Scheme]++
		}
		require.Equal(t, map[string]int{SchemeRider: 35, SchemeRural: 172}, schemes)
	})
	t.Run("are in real communities, each with its own id, name and spot", func(t *testing.T) {
		ids, names, spots := map[string]bool{}, map[string]bool{}, map[place.Point]bool{}
		for _, d := range all {
			community := units[d.Community]
			require.Equal(t, Community, community.Level, d.ID)
			require.False(t, virtual(community), d.Name)
			require.Equal(t, community.Path, d.Path)
			require.False(t, ids[d.ID] || names[d.Name] || spots[d.At], "%s %s %v", d.ID, d.Name, d.At)
			ids[d.ID], names[d.Name], spots[d.At] = true, true, true
		}
	})
	t.Run("say that they are examples, where they are, and no phone number", func(t *testing.T) {
		for _, d := range all {
			require.Contains(t, d.Name, "示例")
			community := units[d.Community]
			street := units[community.ParentCode]
			require.Equal(t, "示例地址："+units[street.ParentCode].Name+street.Name+shortName(community.Name), d.Address)
			text, err := json.Marshal(d)
			require.NoError(t, err)
			require.NotRegexp(t, `1[3-9]\d{9}|0459`, strings.ReplaceAll(string(text), d.Path, ""))
		}
		require.Equal(t, "庆小驿·创业八社区站（示例）", all[0].Name)
		require.Equal(t, "示例地址：让胡路区创业城街道创业八社区", all[0].Address)
	})
	t.Run("are the same every time", func(t *testing.T) {
		require.Equal(t, all, doors())
	})
	t.Run("begin in 创业八社区 and 景园社区", func(t *testing.T) {
		stations, marts := Stations(), Marts()
		require.Equal(t, []string{"station-1", home, "station-2", homeNext}, []string{stations[0].ID, stations[0].Community, stations[1].ID, stations[1].Community})
		require.Equal(t, []string{"mart-1", home, SchemeRider}, []string{marts[0].ID, marts[0].Community, marts[0].Scheme})
		require.Equal(t, []string{"mart-2", SchemeRider}, []string{marts[1].ID, marts[1].Scheme})
		require.NotEqual(t, home, marts[1].Community)
		require.Contains(t, marts[1].Path, "/230604/")
		for i := range stations {
			require.Equal(t, fmt.Sprintf("station-%d", i+1), stations[i].ID)
		}
		for i := range marts {
			require.Equal(t, fmt.Sprintf("mart-%d", i+1), marts[i].ID)
		}
	})
	t.Run("puts rider marts in towns and rural ones in villages, one a community at most", func(t *testing.T) {
		taken := map[string]bool{}
		for _, m := range Marts() {
			require.Equal(t, m.Scheme == SchemeRider, urban(units[m.Community]), m.Name)
			require.Equal(t, m.Scheme == SchemeRural, village(units[m.Community]), m.Name)
			require.False(t, taken[m.Community])
			taken[m.Community] = true
		}
	})
	t.Run("gives each district stations in proportion, to within one", func(t *testing.T) {
		communities, got, total := map[string]int{}, map[string]int{}, 0
		for _, u := range Units() {
			if u.Level == Community && !virtual(u) {
				communities[u.Code[:6]]++
				total++
			}
		}
		for _, s := range Stations() {
			got[s.Community[:6]]++
		}
		require.Len(t, got, 10)
		for district, n := range communities {
			require.InDelta(t, 500*float64(n)/float64(total), got[district], 1, district)
		}
	})
	t.Run("opens no station in a village while a community of a town in its district has none", func(t *testing.T) {
		has, rural := map[string]bool{}, map[string]bool{}
		for _, s := range Stations() {
			has[s.Community] = true
			if !urban(units[s.Community]) {
				rural[s.Community[:6]] = true
			}
		}
		for _, u := range Units() {
			if u.Level == Community && urban(u) && rural[u.Code[:6]] {
				require.True(t, has[u.Code], u.Name)
			}
		}
		require.True(t, rural["230622"])
		require.False(t, rural["230602"])
	})
	t.Run("opens a station in every street of every town before a second one anywhere", func(t *testing.T) {
		has := map[string]bool{}
		for _, s := range Stations() {
			has[units[s.Community].ParentCode] = true
		}
		for _, u := range units {
			if u.Level == Community && urban(u) {
				require.True(t, has[u.ParentCode], units[u.ParentCode].Name)
			}
		}
	})
}
