package insight

import (
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
)

func TestMonths(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		months         int
	}{
		{"one month", "2026-03", "2026-03", 1},
		{"over the new year", "2025-11", "2026-02", 4},
		{"three years", "2024-01", "2026-12", 36},
		{"a month more than three years", "2023-12", "2026-12", 0},
		{"backwards", "2026-03", "2026-02", 0},
		{"a month that is none", "2026-13", "2026-14", 0},
		{"a day", "2026-03-01", "2026-03-02", 0},
		{"nothing", "", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			months, err := monthsOf(c.from, c.to)
			require.Len(t, months, c.months)
			if c.months == 0 {
				require.ErrorIs(t, err, ErrMonths)
				return
			}
			require.NoError(t, err)
			require.Equal(t, []string{c.from, c.to}, []string{months[0], months[len(months)-1]})
		})
	}
}

func TestWhoseItIs(t *testing.T) {
	district := models.OrgUnit{ID: "230604", ParentID: "2306", Path: "/2306/230604/"}
	city := models.OrgUnit{ID: "2306", Path: "/2306/"}
	for path, c := range map[string]struct{ district, city bool }{
		"/2306/230604/230604019/230604019008/": {true, true},
		"/2306/230604/":                        {true, true},
		"/2306/230603/230603001/":              {false, true},
		"":                                     {false, true},
	} {
		require.Equal(t, c.district, (&adding{ask: Ask{Unit: district}}).belongs(path), path)
		require.Equal(t, c.city, (&adding{ask: Ask{Unit: city}}).belongs(path), path)
	}
	t.Run("what lies at the unit itself or nowhere is none of its children's", func(t *testing.T) {
		a := adding{ask: Ask{Unit: city}, unit: map[string]int{"230604": 0}, sheet: Sheet{Units: []Unit{{ID: "230604"}}}}
		a.place("/2306/").Issued++
		a.place("").Issued++
		a.place("/2306/230604/230604019/").Issued += 5
		require.EqualValues(t, 2, a.outside.Issued)
		require.EqualValues(t, 5, a.sheet.Units[0].Issued)
		require.Empty(t, a.finish().Units[1].ID)
	})
}
