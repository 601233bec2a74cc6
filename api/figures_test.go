package api_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestFigures(t *testing.T) {
	w := newTown(t)
	rider, district := w.as(t, "rider-1"), w.as(t, "district-1")
	opening := district.get(t, "/figures?from=2026-03&to=2026-03").is(t, 200)
	rider.accepted(t, "environment")                            // +10
	rider.reports(t, "environment")                             // undecided
	bought := rider.collects(t, "soap", 2, "charging-cable", 1) // 12 + 38, 6 + 20 yuan, all donated goods
	rider.reserves(t, "towel", 1)                               // 19 held
	march := district.get(t, "/figures?from=2026-02&to=2026-03").is(t, 200)

	w.pass(25 * 24 * time.Hour) // April: what was held ran out
	_, err := w.Redemptions.ExpireDue(t.Context())
	require.NoError(t, err)
	district, rider = w.as(t, "district-1"), w.as(t, "rider-1")
	rider.collects(t, "helmet", 1) // 113, 60 yuan
	april := district.get(t, "/figures?from=2026-02&to=2026-04").is(t, 200)

	t.Run("a month says what was issued, redeemed, held, handed out and reported in it", func(t *testing.T) {
		first := opening.num("totals.issued")
		require.Equal(t, first+10, march.num("totals.issued"))
		require.Equal(t, 0, march.num("months.0.issued"), "nothing in February")
		require.Equal(t, 0, march.num("months.0.outstanding"))
		for figure, want := range map[string]int{
			"issued": first + 10, "redeemed": 50, "held": 19, "outstanding": first + 10 - 50, "expired": 0, "redemptions": 1,
			"value_fen": 2600, "value_donated_fen": 2600, "reports": 2, "accepted": 1,
		} {
			require.Equal(t, want, march.num("months.1."+figure), figure)
			require.Equal(t, want, march.num("totals."+figure), figure)
		}
	})
	t.Run("what stands runs on into the next month, what happened does not", func(t *testing.T) {
		require.Equal(t, march.at("months.1"), april.at("months.1"), "the past stays as it was")
		require.Equal(t, 0, april.num("months.2.issued"))
		require.Equal(t, 113, april.num("months.2.redeemed"))
		require.Equal(t, 0, april.num("months.2.held"))
		require.Equal(t, march.num("totals.outstanding")-113, april.num("totals.outstanding"))
		require.Equal(t, 8600, april.num("totals.value_fen"))
	})
	t.Run("the units add up to the totals, at every height of the tree", func(t *testing.T) {
		for _, u := range []who{w.as(t, "city-1"), w.as(t, "auditor-1"), district, w.as(t, "street-1")} {
			a := u.get(t, "/figures?from=2026-01&to=2026-04").is(t, 200)
			for _, figure := range []string{"issued", "redeemed", "held", "outstanding", "expired", "redemptions", "value_fen", "value_donated_fen", "reports", "accepted"} {
				sum := 0
				for _, item := range a.list("org_units") {
					sum += int(item.(map[string]any)[figure].(float64))
				}
				require.Equal(t, a.num("totals."+figure), sum, figure)
			}
		}
	})
	t.Run("the city's figures are those of the books", func(t *testing.T) {
		a := w.as(t, "city-1").get(t, "/figures?from=2026-01&to=2026-04").is(t, 200)
		books := w.as(t, "auditor-1").get(t, "/audit/ledger").is(t, 200)
		for _, figure := range []string{"issued", "redeemed", "held", "outstanding", "expired"} {
			require.Equal(t, books.num(figure), a.num("totals."+figure), figure)
		}
	})
	t.Run("a reversal counts in its own month and for the goods that came back", func(t *testing.T) {
		body := map[string]any{"reason": "物品有质量问题", "goods_back": true}
		id := w.as(t, "keeper-2").post(t, "/redemptions/"+bought+"/reversal", body).is(t, 201).text("id")
		w.as(t, "street-1").post(t, "/reversals/"+id+"/approve", nil).is(t, 200)
		a := w.as(t, "district-1").get(t, "/figures?from=2026-02&to=2026-04").is(t, 200)
		require.Equal(t, 50, a.num("months.1.redeemed"))
		require.Equal(t, 113-50, a.num("months.2.redeemed"))
		require.Equal(t, 0, a.num("months.2.redemptions"))
		require.Equal(t, 6000-2600, a.num("months.2.value_fen"))
		require.Equal(t, april.num("totals.outstanding")+50, a.num("totals.outstanding"))
	})
	t.Run("who has no home belongs to the city and to none of its districts", func(t *testing.T) {
		other := w.as(t, "rider-2")
		before := w.as(t, "city-1").get(t, "/figures?from=2026-04&to=2026-04").is(t, 200)
		other.do(t, "PATCH", "/me", map[string]any{"org_unit_id": ""}).is(t, 200)
		after := w.as(t, "city-1").get(t, "/figures?from=2026-04&to=2026-04").is(t, 200)
		require.Equal(t, before.num("totals.outstanding"), after.num("totals.outstanding"))
		units := after.list("org_units")
		last := units[len(units)-1].(map[string]any)
		require.Equal(t, "", last["id"])
		require.EqualValues(t, 500, last["outstanding"])
	})
	t.Run("nobody sees figures that are not theirs", func(t *testing.T) {
		for figure, n := range w.as(t, "district-2").get(t, "/figures?from=2026-01&to=2026-04").is(t, 200).at("totals").(map[string]any) {
			require.EqualValues(t, 0, n, figure)
		}
		w.as(t, "district-2").get(t, "/figures?org_unit_id="+ranghulu).refused(t, 404, "not_found")
		w.as(t, "street-1").get(t, "/figures?org_unit_id="+ranghulu).refused(t, 404, "not_found")
		w.as(t, "street-1").get(t, "/figures?org_unit_id="+home).is(t, 200)
		w.as(t, "officer-1").get(t, "/figures").refused(t, 403, "auth.forbidden")
		w.as(t, "district-1").get(t, "/figures?org_unit_id=nothing").refused(t, 404, "not_found")
	})
	t.Run("months that are none are refused", func(t *testing.T) {
		for _, q := range []string{"from=2026-04&to=2026-03", "from=2020-01&to=2026-03"} {
			w.as(t, "district-1").get(t, "/figures?"+q).refused(t, 422, "figures.months")
		}
		w.as(t, "district-1").get(t, "/figures?from=2026-13").is(t, 400)
		require.Len(t, w.as(t, "district-1").get(t, "/figures").is(t, 200).list("months"), 6)
	})
}
