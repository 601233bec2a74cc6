package api_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// together asks n times at once and returns every answer.
func together(t *testing.T, n int, ask func(i int) (answer, error)) []answer {
	t.Helper()
	answers, errs := make([]answer, n), make([]error, n)
	var group sync.WaitGroup
	begin := make(chan struct{})
	for i := range n {
		group.Go(func() {
			<-begin
			answers[i], errs[i] = ask(i)
		})
	}
	close(begin)
	group.Wait()
	for _, err := range errs {
		require.NoError(t, err)
	}
	return answers
}

// tally counts answers by status and code.
func tally(answers []answer) map[string]int {
	counts := map[string]int{}
	for _, a := range answers {
		name := fmt.Sprint(a.status)
		if a.status >= 400 {
			name += " " + a.text("code")
		}
		counts[name]++
	}
	return counts
}

func TestRaces(t *testing.T) {
	w := newTown(t)
	t.Run("of fifty redemptions with points for one, one succeeds", func(t *testing.T) {
		u := w.funded(t, "one-soap", 6)
		answers := together(t, 50, func(int) (answer, error) { return u.try(http.MethodPost, "/redemptions", order("mart-1", "soap", 1)) })
		require.Equal(t, map[string]int{"201": 1, "409 ledger.short": 49}, tally(answers))
		require.Equal(t, 0, u.available(t))
		require.Len(t, u.all(t, "/me/redemptions", 100), 1)
		w.balanced(t)
	})
	t.Run("of thirty buyers of the last piece, one gets it", func(t *testing.T) {
		w.as(t, "keeper-3").post(t, "/counter/stock/counts", slip("goods-towel", 1, "purchased")).is(t, 201)
		w.as(t, "keeper-3").post(t, "/counter/stock/counts", slip("goods-towel", 0, "donated")).is(t, 201)
		buyers := make([]who, 30)
		for i := range buyers {
			buyers[i] = w.funded(t, fmt.Sprintf("buyer-%d", i), 20)
		}
		answers := together(t, 30, func(i int) (answer, error) {
			return buyers[i].try(http.MethodPost, "/redemptions", order("mart-2", "towel", 1))
		})
		require.Equal(t, map[string]int{"201": 1, "409 redemption.sold_out": 29}, tally(answers))
		left := 0
		for i, b := range buyers {
			want := 20
			if answers[i].status == 201 {
				want = 1
			}
			require.Equal(t, want, b.available(t), "whoever got nothing paid nothing")
			left += b.available(t)
		}
		require.Equal(t, 29*20+1, left)
		w.balanced(t)
	})
	t.Run("one key a hundred times, sixty of them at once, has one effect and one answer", func(t *testing.T) {
		u, k := w.funded(t, "insistent", 100), header{"Idempotency-Key", key()}
		ask := func(int) (answer, error) {
			return u.try(http.MethodPost, "/redemptions", order("mart-1", "soap", 1), k)
		}
		answers := together(t, 60, ask)
		for range 40 {
			a, err := ask(0)
			require.NoError(t, err)
			answers = append(answers, a)
		}
		fresh := 0
		for _, a := range answers {
			require.Equal(t, 201, a.status)
			require.Equal(t, string(answers[0].raw), string(a.raw))
			if a.header.Get("Idempotent-Replayed") == "" {
				fresh++
			}
		}
		require.Equal(t, 1, fresh)
		require.Equal(t, 94, u.available(t))
		require.Len(t, u.all(t, "/me/redemptions", 100), 1)
		w.balanced(t)
	})
	t.Run("one code scanned and handed over twenty times by two keepers is handed over once", func(t *testing.T) {
		u := w.funded(t, "popular", 100)
		id := u.reserves(t, "soap", 1)
		code := u.shows(t, id)
		keepers := []who{w.as(t, "keeper-1"), w.as(t, "keeper-2")}
		answers := together(t, 20, func(i int) (answer, error) {
			if a, err := keepers[i%2].try(http.MethodPost, "/counter/scan", code); err != nil {
				return a, err
			}
			return keepers[i%2].try(http.MethodPost, "/counter/fulfil", code)
		})
		require.Equal(t, map[string]int{"200": 1, "409 redemption.already_fulfilled": 19}, tally(answers))
		require.Equal(t, 6, u.get(t, "/me/points").num("redeemed_total"))
		w.balanced(t)
	})
	t.Run("of a cancellation and a hand-over at once, one happens", func(t *testing.T) {
		u := w.funded(t, "undecided", 100)
		for range 5 {
			id := u.reserves(t, "soap", 1)
			code := u.shows(t, id)
			answers := together(t, 8, func(i int) (answer, error) {
				if i%2 == 0 {
					return u.try(http.MethodPost, "/redemptions/"+id+"/cancel", nil)
				}
				return w.as(t, "keeper-1").try(http.MethodPost, "/counter/fulfil", code)
			})
			require.Equal(t, 1, tally(answers)["200"], "%v", tally(answers))
			if u.get(t, "/redemptions/"+id).text("state") == "fulfilled" {
				break // a second soap would be one too many for the month
			}
		}
		w.balanced(t)
	})
	t.Run("one report accepted twenty times by two officers awards once", func(t *testing.T) {
		u := w.as(t, "reporter")
		id := u.reports(t, "environment")
		officers := []who{w.as(t, "officer-1"), w.as(t, "community-1")}
		answers := together(t, 20, func(i int) (answer, error) {
			return officers[i%2].try(http.MethodPost, "/reports/"+id+"/accept", nil)
		})
		require.Equal(t, map[string]int{"200": 1, "409 report.state": 19}, tally(answers))
		require.Equal(t, 10, u.available(t))
		w.balanced(t)
	})
	t.Run("ten reports of one person accepted at once still stop at the day's caps", func(t *testing.T) {
		u := w.as(t, "eager")
		ids := make([]string, 10)
		for i := range ids {
			ids[i] = u.reports(t, "environment")
		}
		answers := together(t, 10, func(i int) (answer, error) {
			return w.as(t, "officer-1").try(http.MethodPost, "/reports/"+ids[i]+"/accept", nil)
		})
		require.Equal(t, map[string]int{"200": 10}, tally(answers))
		require.Equal(t, 40, u.available(t))
		w.balanced(t)
	})
	t.Run("one award approved, and one adjustment, by ten at once is paid once", func(t *testing.T) {
		u := w.as(t, "climber")
		award := w.awardOf(t, "community-1", u.accepted(t, "road_hazard").text("id"))
		signers := []who{w.as(t, "community-1"), w.as(t, "street-1"), w.as(t, "district-1")}
		answers := together(t, 12, func(i int) (answer, error) {
			return signers[i%3].try(http.MethodPost, "/awards/"+award+"/approve", nil)
		})
		require.Equal(t, 1, tally(answers)["200"], "%v", tally(answers))
		require.Equal(t, 30, u.available(t))
		rider := w.as(t, "rider-20")
		id := w.as(t, "district-1").post(t, "/adjustments", map[string]any{"person_id": rider.id, "points": 5, "reason": "补记一次上报"}).is(t, 201).text("id")
		answers = together(t, 10, func(int) (answer, error) {
			return w.as(t, "city-1").try(http.MethodPost, "/adjustments/"+id+"/approve", nil)
		})
		require.Equal(t, map[string]int{"200": 1, "409 adjustment.state": 9}, tally(answers))
		require.Equal(t, 5, rider.available(t))
		w.balanced(t)
	})
	t.Run("ten sign-ins of one newcomer at once make one person", func(t *testing.T) {
		answers := together(t, 10, func(int) (answer, error) {
			return w.nobody().try(http.MethodPost, "/auth/wechat", wechat("newcomer"))
		})
		ids := map[string]bool{}
		for _, a := range answers {
			a.is(t, 200)
			ids[a.text("person.id")] = true
		}
		require.Len(t, ids, 1)
	})
	t.Run("the day close agrees with itself while a queue is being served", func(t *testing.T) {
		buyers := make([]who, 12)
		codes := make([]map[string]any, len(buyers))
		for i := range buyers {
			buyers[i] = w.funded(t, fmt.Sprintf("queue-%d", i), 20)
			codes[i] = buyers[i].shows(t, buyers[i].reserves(t, "toothpaste", 1))
		}
		keeper := w.as(t, "keeper-1")
		before := keeper.get(t, "/counter/day-close").is(t, 200)
		answers := together(t, 3*len(codes), func(i int) (answer, error) {
			if i < len(codes) {
				return keeper.try(http.MethodPost, "/counter/fulfil", codes[i])
			}
			return keeper.try(http.MethodGet, "/counter/day-close", nil)
		})
		for _, a := range answers[len(codes):] {
			require.Equal(t, true, a.at("agrees"), "%s", a.raw)
			served := a.num("redemptions") - before.num("redemptions")
			require.Equal(t, served, a.num("handed_out")-before.num("handed_out"))
			require.Equal(t, 15*served, a.num("points")-before.num("points"))
		}
		w.balanced(t)
	})
}
