package rulebook

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

func TestVersionsNeverRewriteThePast(t *testing.T) {
	now := time.Date(2026, 3, 11, 17, 0, 0, 0, time.UTC) // the 12th in Daqing
	for day, fits := range map[string]bool{
		"2026-03-11": false, "2026-03-12": false, "2026-03-13": true, "2027-03-12": true, "2027-03-14": false,
		"2026-02-30": false, "": false, "tomorrow": false,
	} {
		require.Equal(t, fits, soonEnough(now, day) == nil, day)
	}
}

func TestPointsOnTopOfTheBook(t *testing.T) {
	base := Default()
	t.Run("only the points that are named change", func(t *testing.T) {
		book, err := base.repriced(map[string]int{"R01": 12, "N02.district": 110})
		require.NoError(t, err)
		changed := []string{}
		for _, c := range Diff(base, book) {
			changed = append(changed, c.Field+"="+c.To)
		}
		require.Equal(t, []string{"rules.R01.points=12", "rules.N02.points=110", "rules.N02.grades.district.points=110"}, changed)
		require.Equal(t, Default(), base, "the book it was made of stays as it was")
	})
	t.Run("every key that fits nothing is named", func(t *testing.T) {
		_, err := base.repriced(map[string]int{"R99": 1, "N02": 1, "N02.village": 1, "R01.city": 1, "R01": 11})
		require.ErrorIs(t, err, ErrInvalid)
		fields := []string{}
		for _, f := range fault.As(err).Fields {
			fields = append(fields, f.Field)
		}
		require.Equal(t, []string{"points.N02", "points.N02.village", "points.R01.city", "points.R99"}, fields)
	})
	t.Run("a district gives points and no book, the city one of the two", func(t *testing.T) {
		district := models.OrgUnit{ID: "230604", Level: "district"}
		s := &Service{}
		s.books.Store(&library{})
		for name, p := range map[string]Proposal{
			"nothing":              {},
			"both":                 {Book: &base, Points: map[string]int{"R01": 1}},
			"a book of a district": {Unit: district, Book: &base},
		} {
			_, err := s.work(nil, p)
			require.ErrorIs(t, err, ErrProposal, name)
		}
	})
}

func TestBudgetLines(t *testing.T) {
	require.EqualValues(t, 100, BudgetLine{}.Percent(), "of nothing everything is used")
	require.EqualValues(t, 79, BudgetLine{Funded: 1000, Used: 799}.Percent())
	require.EqualValues(t, 201, BudgetLine{Funded: 1000, Used: 799}.Left())
}

// FuzzPointsOnTopOfTheBook holds that whatever is proposed, either the book is refused or only points differ.
func FuzzPointsOnTopOfTheBook(f *testing.F) {
	f.Add("R01", 12)
	f.Add("N02.city", 210)
	f.Add("N02", 5)
	f.Add(".", -1)
	f.Fuzz(func(t *testing.T, key string, points int) {
		base := Default()
		book, err := base.repriced(map[string]int{key: points})
		if err != nil {
			require.ErrorIs(t, err, ErrInvalid)
			return
		}
		again, err := book.repriced(base.points())
		require.NoError(t, err)
		require.Equal(t, base, again)
		if book.Validate() == nil {
			require.Positive(t, points)
		}
	})
}
