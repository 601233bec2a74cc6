package report_test

import (
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/report"
)

func TestFiling(t *testing.T) {
	w := newTown(t)
	f := w.filing(li)
	f.Description = "  垃圾桶满了 "
	filed, refused := w.try(li, f)
	require.Nil(t, refused)
	require.Regexp(t, `^S260311-[0-9A-Z]{7}$`, filed.Number)
	require.Equal(t, "垃圾桶满了", filed.Description)
	require.Equal(t, string(report.Submitted), filed.State)
	require.Equal(t, f.PhotoIDs, filed.Photos)
	require.Equal(t, "submitted", filed.Events[0].Kind)
	require.Equal(t, "2026-03-11", filed.FiledOn)
	require.Equal(t, models.At(w.clock.Now().Add(72*time.Hour)), filed.DueAt)
	t.Run("a hazard is due within a day", func(t *testing.T) {
		hazard := w.file(li, about("road_hazard"))
		require.Equal(t, models.At(w.clock.Now().Add(24*time.Hour)), hazard.DueAt)
	})
	t.Run("belongs to the community of the nearest station, or to the one that is named", func(t *testing.T) {
		require.Equal(t, [3]string{"230604003008", pathA, "230604003"}, [3]string{filed.OrgUnitID, filed.OrgPath, filed.StreetID})
		far := w.file(li, at(east(6000)))
		require.Equal(t, "230603001001", far.OrgUnitID)
		named := w.file(li, func(f *report.Filing) { f.UnitID = "230603001001" })
		require.Equal(t, [2]string{pathB, "230603001"}, [2]string{named.OrgPath, named.StreetID})
	})
	t.Run("a resident's need wants no photo", func(*testing.T) {
		w.file(li, about("resident_need"), func(f *report.Filing) { f.PhotoIDs = nil })
	})
}

func TestWhatIsNotFiled(t *testing.T) {
	w := newTown(t)
	other, once := w.photo(wu, "other"), w.photo(li, "used")
	w.file(li, func(f *report.Filing) { f.PhotoIDs = []string{once} })
	for name, c := range map[string]struct {
		change func(f *report.Filing)
		code   string
		field  string
	}{
		"a category that nobody knows":       {about("weather"), "report.category", "category"},
		"nothing said":                       {func(f *report.Filing) { f.Description = " \n\t " }, "report.description", "description"},
		"a novel":                            {func(f *report.Filing) { f.Description = strings.Repeat("字", 501) }, "report.description", "description"},
		"nowhere":                            {at(place.Point{Lat: 91, Lng: 124}), "report.location", "location"},
		"not a number":                       {at(place.Point{Lat: math.NaN(), Lng: 124}), "report.location", "location"},
		"Harbin":                             {at(place.Point{Lat: 45.75, Lng: 126.65}), "report.outside", "location"},
		"without a photo":                    {func(f *report.Filing) { f.PhotoIDs = nil }, "report.photo", "photo_ids"},
		"seven photos":                       {func(f *report.Filing) { f.PhotoIDs = make([]string, 7) }, "report.photo", "photo_ids"},
		"a photo that is not there":          {func(f *report.Filing) { f.PhotoIDs = []string{"nothing"} }, "report.photo_unknown", "photo_ids"},
		"somebody else's photo":              {func(f *report.Filing) { f.PhotoIDs = []string{other} }, "report.photo_unknown", "photo_ids"},
		"a photo of an earlier report":       {func(f *report.Filing) { f.PhotoIDs = []string{once} }, "report.photo_unknown", "photo_ids"},
		"one photo twice":                    {func(f *report.Filing) { f.PhotoIDs = []string{f.PhotoIDs[0], f.PhotoIDs[0]} }, "report.photo_unknown", "photo_ids"},
		"the very file of an earlier report": {func(f *report.Filing) { f.PhotoIDs = []string{w.photo(li, "used")} }, "report.photo_unknown", "photo_ids"},
		"in a community that is not there":   {func(f *report.Filing) { f.UnitID = "9" }, "report.org_unit", "org_unit_id"},
		"in a whole street":                  {func(f *report.Filing) { f.UnitID = "230604003" }, "report.org_unit", "org_unit_id"},
	} {
		t.Run(name, func(t *testing.T) {
			f := w.filing(li)
			c.change(&f)
			_, refused := w.try(li, f)
			require.Equal(t, c.code, code(refused))
			require.Equal(t, c.field, refused.Fields[0].Field)
		})
	}
	mine, err := w.room.Mine(t.Context(), li, "", 10)
	require.NoError(t, err)
	require.Len(t, mine, 1, "nothing of them is left behind")
	t.Run("five hundred characters are no novel", func(*testing.T) {
		w.file(li, func(f *report.Filing) { f.Description = strings.Repeat("字", 500) })
	})
}

// oneWins files all at once, of which one alone may stand.
func (w *town) oneWins(t *testing.T, filings []report.Filing) {
	t.Helper()
	var won atomic.Int64
	together(len(filings), func(i int) {
		switch _, refused := w.try(li, filings[i]); code(refused) {
		case "":
			won.Add(1)
		case "report.photo_unknown":
		default:
			t.Error(code(refused))
		}
	})
	require.Equal(t, int64(1), won.Load())
}

func TestOnePhotoInTenReportsAtOnce(t *testing.T) {
	w := newTown(t)
	w.oneWins(t, slices.Repeat([]report.Filing{w.filing(li)}, 10))
}

func TestOneFileUploadedTenTimesInTenReportsAtOnce(t *testing.T) {
	w := newTown(t)
	copies := slices.Repeat([]report.Filing{w.filing(li)}, 10)
	for i := range copies {
		copies[i].PhotoIDs = []string{w.photo(li, "the same file")}
	}
	w.oneWins(t, copies)
}
