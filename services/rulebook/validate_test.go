package rulebook_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

func TestAWrongRulebookIsRefused(t *testing.T) {
	const r01, v01, n02 = 0, 9, 17
	cases := []struct {
		name  string
		spoil func(b *rulebook.Book)
		want  string // the fields that are named
	}{
		{"without a version", func(b *rulebook.Book) { b.Version = 0 }, "version"},
		{"of a district in two lines", func(b *rulebook.Book) { b.OrgUnitID = "a\nb" }, "org_unit_id"},
		{"from no date", func(b *rulebook.Book) { b.EffectiveFrom = "" }, "effective_from"},
		{"from 30 February", func(b *rulebook.Book) { b.EffectiveFrom = "2026-02-30" }, "effective_from"},
		{"from an instant", func(b *rulebook.Book) { b.EffectiveFrom = "2026-03-01T00:00:00Z" }, "effective_from"},
		{"with worthless points", func(b *rulebook.Book) { b.PointValueFen = 0 }, "point_value_fen"},
		{"with points worth a fortune", func(b *rulebook.Book) { b.PointValueFen = 10_001 }, "point_value_fen"},
		{"without rules", func(b *rulebook.Book) { b.Rules = nil }, "rules"},
		{"with more rules than anybody reads", func(b *rulebook.Book) { b.Rules = make([]rulebook.Rule, 201) }, "rules"},
		{"with a rule twice", func(b *rulebook.Book) { b.Rules[1].Code = "R01" }, "rules[1].code"},
		{"with a code that is none", func(b *rulebook.Book) { b.Rules[1].Code = "r02" }, "rules[1].code"},
		{"with a nameless rule", func(b *rulebook.Book) { b.Rules[r01].Name = " " }, "rules[0].name"},
		{"with an endless name", func(b *rulebook.Book) { b.Rules[r01].Name = strings.Repeat("长", 201) }, "rules[0].name"},
		{"with text that is none", func(b *rulebook.Book) { b.Rules[r01].Proof = "\xff" }, "rules[0].proof"},
		{"with a rule nobody checks", func(b *rulebook.Book) { b.Rules[r01].CheckedBy = "" }, "rules[0].checked_by"},
		{"with a rule that takes points away", func(b *rulebook.Book) { b.Rules[r01].Points = -1 }, "rules[0].points"},
		{"with a rule beyond all bounds", func(b *rulebook.Book) { b.Rules[3].Points = 10_001 }, "rules[3].points"},
		{"with a rule that nobody could ever be paid in full by", func(b *rulebook.Book) { b.Rules[r01].Points = 81 }, "rules[0].points"},
		{"with a grade that nobody could ever be paid in full by", func(b *rulebook.Book) {
			b.Rules[n02].Exempt = false
			b.Caps = rulebook.Caps{Day: 299, Month: 400, Year: 3000}
		}, "rules[17].points"},
		{"with an unknown unit", func(b *rulebook.Book) { b.Rules[r01].Unit = "kilo" }, "rules[0].unit"},
		{"with more samples than acts", func(b *rulebook.Book) { b.Rules[r01].SamplePercent = 101 }, "rules[0].sample_percent"},
		{"with points that are no grade's", func(b *rulebook.Book) { b.Rules[n02].Points = 99 }, "rules[17].points"},
		{"with a grade twice", func(b *rulebook.Book) { b.Rules[n02].Grades[1].Code = "district" }, "rules[17].grades[1].code"},
		{"with a grade of no form", func(b *rulebook.Book) { b.Rules[n02].Grades[1].Code = "市" }, "rules[17].grades[1].code"},
		{"with a nameless grade", func(b *rulebook.Book) { b.Rules[n02].Grades[2].Name = "" }, "rules[17].grades[2].name"},
		{"with a grade for nothing", func(b *rulebook.Book) { b.Rules[n02].Grades[2].Points = 0 }, "rules[17].grades[2].points"},
		{"with a stranger's signature", func(b *rulebook.Book) { b.Rules[r01].Signers[0] = "mayor" }, "rules[0].signers[0]"},
		{"with signatures from above to below", func(b *rulebook.Book) {
			b.Rules[2].Signers = []rulebook.Level{rulebook.Community, rulebook.Officer}
		}, "rules[2].signers[1]"},
		{"with one signature twice", func(b *rulebook.Book) {
			b.Rules[2].Signers = []rulebook.Level{rulebook.Community, rulebook.Community}
		}, "rules[2].signers[1]"},
		{"with two caps for one period", func(b *rulebook.Book) {
			b.Rules[v01].ItemCaps[1].Per = rulebook.PerActivity
		}, "rules[9].item_caps[1].per"},
		{"with a cap for no period", func(b *rulebook.Book) { b.Rules[r01].ItemCaps[0].Per = "week" }, "rules[0].item_caps[0].per"},
		{"with a cap of nothing", func(b *rulebook.Book) { b.Rules[r01].ItemCaps[0].Limit = 0 }, "rules[0].item_caps[0].limit"},
		{"with hours counted in times", func(b *rulebook.Book) { b.Rules[v01].ItemCaps[0].In = "times" }, "rules[9].item_caps[0].in"},
		{"with reports counted in hours", func(b *rulebook.Book) { b.Rules[r01].ItemCaps[0].In = "hours" }, "rules[0].item_caps[0].in"},
		{"with a month of less than a day", func(b *rulebook.Book) { b.Caps.Month = 79 }, "caps.month"},
		{"with a year of less than a month", func(b *rulebook.Book) { b.Caps.Year = 399 }, "caps.year"},
		{"with caps beyond all bounds", func(b *rulebook.Book) {
			b.Caps = rulebook.Caps{Day: 1_000_001, Month: 1_000_001, Year: 1_000_001}
		}, "caps.day caps.month caps.year"},
		{"with marts where nothing can be had", func(b *rulebook.Book) {
			b.Redeem = rulebook.Redeem{SecondSignatureAbove: -1}
		}, "redeem.per_item_month redeem.points_month redeem.second_signature_above redeem.pickup_days"},
		{"with points that end before they are earned", func(b *rulebook.Book) { b.Expiry.YearsAfter = 0 }, "expiry.years_after"},
		{"with points that end on a day most years lack", func(b *rulebook.Book) { b.Expiry.MonthDay = "02-29" }, "expiry.month_day"},
		{"with points that end on no day", func(b *rulebook.Book) { b.Expiry.MonthDay = "12-31T" }, "expiry.month_day"},
		{"with notices in the wrong order", func(b *rulebook.Book) { b.Expiry.NoticeDays = []int{7, 30} }, "expiry.notice_days[1]"},
		{"with a notice that comes too late", func(b *rulebook.Book) { b.Expiry.NoticeDays = []int{30, 0} }, "expiry.notice_days[1]"},
		{"with returned points that are gone before", func(b *rulebook.Book) { b.Expiry.ReturnedDays = -1 }, "expiry.returned_days"},
		{"with a verifier below nobody", func(b *rulebook.Book) { b.Signatures.Verifier = -1 }, "signatures.verifier"},
		{"with a community that may less than a verifier", func(b *rulebook.Book) { b.Signatures.Community = 19 }, "signatures.community"},
		{"with a street that may less than a community", func(b *rulebook.Book) { b.Signatures.Street = 49 }, "signatures.street"},
		{"with a street that may all there is", func(b *rulebook.Book) { b.Signatures.Street = 1_000_001 }, "signatures.street"},
		{"with a warning after the fact", func(b *rulebook.Book) { b.Budget.WarnPercent = 101 }, "budget.warn_percent"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			book := rulebook.Default()
			c.spoil(&book)
			err := book.Validate()
			require.ErrorIs(t, err, rulebook.ErrInvalid)
			require.Equal(t, c.want, fields(err))
		})
	}

	t.Run("with everything that is wrong with it at once, in both languages", func(t *testing.T) {
		book := rulebook.Default()
		book.Version, book.Caps.Day, book.Rules[r01].Points = 0, 0, 0
		err := book.Validate()
		require.Contains(t, fields(err), "version rules[0].points")
		require.Contains(t, fields(err), "caps.day")
		refusal := fault.As(err)
		require.Equal(t, fault.Refused, refusal.Kind)
		require.Contains(t, refusal.ZH, "version 应在 1 到 1000000000 之间；rules[0].points 应在 1 到 10000 之间")
		require.Contains(t, refusal.EN, "rules[0].points must be between 1 and 10000")
	})

	t.Run("and the refusal itself stays as it was declared", func(t *testing.T) {
		require.Empty(t, rulebook.ErrInvalid.Fields)
		require.Empty(t, rulebook.ErrInvalid.ZH)
	})

	t.Run("but an empty book is only refused, not a failure of ours", func(t *testing.T) {
		require.ErrorIs(t, rulebook.Book{}.Validate(), rulebook.ErrInvalid)
	})
}

// fields are the names of the fields that a refusal finds wrong.
func fields(err error) string {
	refusal := fault.As(err)
	if refusal == nil {
		return ""
	}
	var names []string
	for _, f := range refusal.Fields {
		names = append(names, f.Field)
	}
	return strings.Join(names, " ")
}
