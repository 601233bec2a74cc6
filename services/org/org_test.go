package org_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
)

func unit(id, parent, level, name string) models.OrgUnit {
	return models.OrgUnit{ID: id, ParentID: parent, Level: level, Name: name}
}

// daqing is a corner of the real tree, written children first on purpose.
func daqing() []models.OrgUnit {
	return []models.OrgUnit{
		unit("230604003008", "230604003", org.Community, "创业八社区"),
		unit("230604003", "230604", org.Street, "创业城街道"),
		unit("230604", "2306", org.District, "让胡路区"),
		unit("230621100", "230621", org.Township, "肇州镇"),
		unit("230621", "2306", org.District, "肇州县"),
		unit("2306", "", org.City, "大庆市"),
	}
}

func plant(t *testing.T, s *db.Store, units ...models.OrgUnit) error {
	return s.Write(t.Context(), func(tx *db.Tx) error { return org.Plant(tx, units) })
}

func TestTheTree(t *testing.T) {
	store := dbtest.New(t, nil)
	require.NoError(t, plant(t, store, daqing()...))
	service := org.New(store)
	_, ok := service.Tree().Unit("2306")
	require.False(t, ok, "nothing is known before the first reload")
	require.NoError(t, service.Reload(t.Context()))
	tree := service.Tree()

	t.Run("every unit has the path from the city down", func(t *testing.T) {
		u, ok := tree.Unit("230604003008")
		require.True(t, ok)
		require.Equal(t, "/2306/230604/230604003/230604003008/", u.Path)
		require.Equal(t, "2306", tree.All()[0].ID)
		require.Len(t, tree.All(), 6)
	})
	t.Run("below nothing lies the city, below the city its districts in the order of their codes", func(t *testing.T) {
		require.Equal(t, "大庆市", tree.Children("")[0].Name)
		names := []string{}
		for _, u := range tree.Children("2306") {
			names = append(names, u.Name)
		}
		require.Equal(t, []string{"让胡路区", "肇州县"}, names)
		require.Empty(t, tree.Children("230604003008"))
	})
	t.Run("a community knows its street and district, a street is its own, a district has none", func(t *testing.T) {
		for id, want := range map[string][2]string{
			"230604003008": {"230604003", "230604"}, "230604003": {"230604003", "230604"}, "230621100": {"230621100", "230621"},
			"230604": {"", "230604"}, "2306": {"", ""}, "nowhere": {"", ""},
		} {
			street, ok := tree.StreetOf(id)
			require.Equal(t, want[0], street.ID, id)
			require.Equal(t, want[0] != "", ok, id)
			district, ok := tree.DistrictOf(id)
			require.Equal(t, want[1], district.ID, id)
			require.Equal(t, want[1] != "", ok, id)
		}
	})
	t.Run("the line runs from the city to the unit", func(t *testing.T) {
		var names string
		for _, u := range tree.Line("230604003008") {
			names += u.Name
		}
		require.Equal(t, "大庆市让胡路区创业城街道创业八社区", names)
		require.Empty(t, tree.Line("nowhere"))
	})
	t.Run("a new community finds its street although that was planted before", func(t *testing.T) {
		require.NoError(t, plant(t, store, unit("230604003009", "230604003", org.Community, "景园社区")))
		require.Len(t, tree.All(), 6, "a tree in hand never changes")
		require.NoError(t, service.Reload(t.Context()))
		u, _ := service.Tree().Unit("230604003009")
		require.Equal(t, "/2306/230604/230604003/230604003009/", u.Path)
	})
}

func TestWhatCannotStandIsNotPlanted(t *testing.T) {
	store := dbtest.New(t, nil)
	require.NoError(t, plant(t, store, daqing()...))
	wrong := unit("230605", "2306", org.District, "红岗区")
	wrong.Path = "/230605/"
	for name, u := range map[string]models.OrgUnit{
		"no parent":               unit("230699003", "230699", org.Street, "某街道"),
		"a street below the city": unit("2306001", "2306", org.Street, "某街道"),
		"a level nobody knows":    unit("230604004", "230604", "county", "某街道"),
		"a slash in the id":       unit("2306/04", "2306", org.District, "某区"),
		"a wildcard in the id":    unit("2306%", "2306", org.District, "某区"),
		"no name":                 unit("230605", "2306", org.District, ""),
		"no id":                   unit("", "2306", org.District, "某区"),
		"planted already":         unit("230604", "2306", org.District, "让胡路区"),
		"a path that is not its":  wrong,
	} {
		t.Run(name, func(t *testing.T) {
			good := unit("230606", "2306", org.District, "大同区")
			require.Error(t, plant(t, store, good, u))
			tree, err := org.Load(store.Read(t.Context()))
			require.NoError(t, err)
			require.Len(t, tree.All(), 6)
		})
	}
	require.NoError(t, plant(t, store))
}

func TestSettingsSayWhatTheDatabaseIs(t *testing.T) {
	store := dbtest.New(t, nil)
	read := func() string {
		v, err := org.Setting(store.Read(t.Context()), org.Demo)
		require.NoError(t, err)
		return v
	}
	require.Empty(t, read())
	for _, v := range []string{"1", "0", "0"} {
		require.NoError(t, store.Write(t.Context(), func(tx *db.Tx) error { return org.Set(tx, org.Demo, v) }))
		require.Equal(t, v, read())
	}
}
