package rulebook_test

import (
	"encoding/json"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

func TestAnAwardThatOneMaySignFor(t *testing.T) {
	w := newTown(t, 1000)
	a := w.granted(w.act("R01"))
	require.Equal(t, string(rulebook.AwardGranted), a.State)
	require.Equal(t, [2]int64{10, 10}, [2]int64{a.Asked, a.Points})
	require.Equal(t, "1", a.RulebookVersion)
	require.Equal(t, int64(10), w.points("li"))
	require.Equal(t, int64(10), w.budget(rich.ID, "2026-03").Used)

	t.Run("says why", func(t *testing.T) {
		kept, err := rulebook.BySource(w.store.Read(t.Context()), ledger.Source{Type: "test", ID: a.SourceID})
		require.NoError(t, err)
		require.Len(t, kept, 1)
		var why rulebook.Assessment
		require.NoError(t, json.Unmarshal([]byte(kept[0].Explanation), &why))
		require.Equal(t, "记 10 分", why.ZH)
		require.Equal(t, []string{"officer-1"}, w.signers(a.ID))
		entry, err := ledger.BySource(w.store.Read(t.Context()), ledger.Award, ledger.Source{Type: "test", ID: a.SourceID})
		require.NoError(t, err)
		require.Equal(t, "R01", entry.Reason)
	})
	t.Run("is made once for one act and rule", func(t *testing.T) {
		again := w.act("R01")
		again.Source.ID = a.SourceID
		_, err := w.grant(again)
		require.Error(t, err)
		require.Contains(t, []string{"award.twice", "ledger.twice"}, refusal(t, refused, err))
		again.Ask.Rule = "R02" // another rule of the same act
		w.granted(again)
		require.Equal(t, int64(30), w.points("li"))
	})
	t.Run("is made for nobody who has no account", func(t *testing.T) {
		stranger := w.act("R01")
		stranger.Person = "nobody"
		_, err := w.grant(stranger)
		require.ErrorIs(t, err, ledger.ErrAccount)
	})
	t.Run("is made for no rule that is not in the book", func(t *testing.T) {
		_, err := w.grant(w.act("X99"))
		require.ErrorIs(t, err, rulebook.ErrUnknownRule)
	})
}

func (w *town) signers(award string) (ids []string) {
	w.Helper()
	require.NoError(w, w.store.Read(w.Context()).DB.Model(&models.AwardSignature{}).Where("award_id = ?", award).Order("at, person_id").Pluck("person_id", &ids).Error)
	return ids
}

func TestWhatTheCapsCutIsRecordedAsNothing(t *testing.T) {
	w := newTown(t, 1000)
	var acts []rulebook.Act
	for range 5 { // all in one unit
		acts = append(acts, w.act("R01"))
	}
	awards, err := w.grant(acts...)
	require.NoError(t, err)
	require.Equal(t, [5]int64{10, 10, 10, 10, 0}, [5]int64{awards[0].Points, awards[1].Points, awards[2].Points, awards[3].Points, awards[4].Points})
	require.Equal(t, string(rulebook.AwardGranted), awards[4].State, "there is nothing to sign for")
	require.Empty(t, w.signers(awards[4].ID))
	require.Contains(t, awards[4].Explanation, "最多计 4 次")

	t.Run("and of eighty points a day the last is cut to fit", func(t *testing.T) {
		w.approve(reviewer1, w.granted(w.act("R03")).ID) // 30, which is 70
		a := w.granted(w.act("R03"))
		require.Equal(t, [2]int64{30, 10}, [2]int64{a.Asked, a.Points})
		require.Contains(t, a.Explanation, "当日上限 80 分，已得 70 分，另 20 分不计")
		require.Empty(t, w.approve(reviewer1, a.ID))
		require.Equal(t, int64(80), w.points("li"))
	})
	t.Run("for each person by himself", func(t *testing.T) {
		wu := w.act("R01")
		wu.Person = "wu"
		require.Equal(t, int64(10), w.granted(wu).Points)
	})
	t.Run("what is exempt passes, and uses nothing up", func(t *testing.T) {
		thanks := w.granted(w.act("N03"))
		require.Equal(t, int64(10), thanks.Points)
		require.Equal(t, 1, thanks.Exempt)
	})
	t.Run("and tomorrow, which begins at midnight in Daqing, counts anew", func(t *testing.T) {
		w.clock.Set(time.Date(2026, 3, 11, 15, 59, 59, 0, time.UTC))
		require.Zero(t, w.granted(w.act("R01")).Points)
		w.clock.Pass(time.Second)
		require.Equal(t, int64(10), w.granted(w.act("R01")).Points)
	})
}

// Sent again while it is on its way, a signature meets itself, which is no refusal.
func TestOneSignatureSentEightTimesAtOnce(t *testing.T) {
	w := newTown(t, 10_000)
	act := w.act("R04")
	act.Signer, act.SignerGrant = people.Actor{}, people.Scoped{}
	a := w.granted(act)
	call := w.call()
	var group sync.WaitGroup
	answers, errs := make([]once.Answer, 8), make([]error, 8)
	for i := range answers {
		group.Go(func() { answers[i], errs[i] = w.rules.Approve(t.Context(), call, reviewer1, a.ID) })
	}
	group.Wait()
	for i := range answers {
		require.NoError(t, errs[i])
		require.Equal(t, answers[0].Body, answers[i].Body)
	}
	require.Equal(t, [2]any{1, "street"}, [2]any{w.award(a.ID).Signed, w.award(a.ID).NextLevel})
}

func TestSignatures(t *testing.T) {
	w := newTown(t, 10_000)
	li := people.Actor{ID: "li", Grants: reviewer1.Grants}
	t.Run("a hazard needs the community beside the officer", func(t *testing.T) {
		a := w.granted(w.act("R03"))
		require.Equal(t, [3]string{string(rulebook.AwardPending), "community", "officer,community"}, [3]string{a.State, a.NextLevel, a.Stages})
		require.Zero(t, w.points("li"))
		require.Equal(t, int64(30), w.pending("li"))
		for name, c := range map[string]struct {
			who     people.Actor
			refused string
		}{
			"not the officer again": {officer1, "auth.same_person"}, "not who gains": {li, "auth.same_person"},
			"nobody of another place": {elsewhere1, "not_found"}, "not the auditor": {auditor1, "not_found"},
			"no other officer": {staff("officer-2", people.GridOfficer, home.Path), "award.level"},
		} {
			require.Equal(t, c.refused, w.approve(c.who, a.ID), name)
			require.Equal(t, c.refused, w.refuse(c.who, a.ID), name)
		}
		require.Equal(t, []string{a.ID}, w.waiting(reviewer1))
		for _, who := range []people.Actor{officer1, li, elsewhere1, auditor1} {
			require.Empty(t, w.waiting(who), who.ID)
		}
		require.Empty(t, w.approve(reviewer1, a.ID))
		require.Equal(t, "award.state", w.approve(reviewer2, a.ID))
		require.Equal(t, "award.state", w.refuse(reviewer2, a.ID))
		require.Equal(t, int64(30), w.points("li"))
		require.Zero(t, w.pending("li"))
	})
	t.Run("three hundred points need three, each somebody else, a higher one in a lower one's place", func(t *testing.T) {
		act := w.act("N02")
		act.Ask.Grade, act.Signer, act.SignerGrant = "province", reviewer1, reviewer1.Grants[0]
		a := w.granted(act)
		require.Equal(t, "community,street,district", a.Stages)
		require.Equal(t, 1, a.Signed)
		require.Equal(t, "award.level", w.approve(reviewer2, a.ID))
		require.Equal(t, "auth.same_person", w.approve(reviewer1, a.ID))
		require.Empty(t, w.approve(city1, a.ID), "the city signs for the street")
		require.Equal(t, "district", w.award(a.ID).NextLevel)
		require.Equal(t, "auth.same_person", w.approve(city1, a.ID))
		require.Equal(t, "award.level", w.approve(street1, a.ID))
		require.Equal(t, []string{a.ID}, w.waiting(district1))
		require.Empty(t, w.waiting(street1))
		require.Empty(t, w.approve(district1, a.ID))
		require.Equal(t, int64(330), w.points("li"))
		require.Len(t, w.signers(a.ID), 3)
	})
	t.Run("whoever verified it without the right to sign has not signed", func(t *testing.T) {
		a := w.granted(w.act("H03")) // the community's, seen by an officer
		require.Equal(t, [2]string{"community", string(rulebook.AwardPending)}, [2]string{a.NextLevel, a.State})
		require.Empty(t, w.signers(a.ID))
	})
	t.Run("of twenty at once each stage has one", func(t *testing.T) {
		act := w.act("R03")
		a := w.granted(act)
		var won atomic.Int64
		together(20, func(i int) {
			switch refused := w.approve([]people.Actor{reviewer1, reviewer2, street1, street2}[i%4], a.ID); refused {
			case "":
				won.Add(1)
			case "award.state", "auth.same_person":
			default:
				t.Error(refused)
			}
		})
		require.Equal(t, int64(1), won.Load())
		require.Len(t, w.signers(a.ID), 2)
	})
	rows, err := audit.Events(w.store.Read(t.Context()), audit.Filter{Action: "award.approve", Limit: 100})
	require.NoError(t, err)
	require.Len(t, rows, 4, "each is on record")
}

func (w *town) pending(who string) int64 {
	w.Helper()
	n, err := rulebook.Pending(w.store.Read(w.Context()), who)
	require.NoError(w, err)
	return n
}

func (w *town) waiting(who people.Actor) (ids []string) {
	w.Helper()
	rows, err := w.rules.Waiting(w.Context(), who, rulebook.AwardPending, "", 100)
	require.NoError(w, err)
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestARefusedAwardUsesNothingUp(t *testing.T) {
	w := newTown(t, 1000)
	var last models.Award
	for range 3 {
		last = w.granted(w.act("R03")) // 30, 30, and 20 of the day's eighty
	}
	require.Equal(t, int64(20), last.Points)
	require.Zero(t, w.granted(w.act("R01")).Points)
	require.Empty(t, w.refuse(reviewer1, last.ID))
	kept := w.award(last.ID)
	require.Equal(t, [3]string{"refused", "", "照片不清楚"}, [3]string{kept.State, kept.NextLevel, kept.DecidedWhy})
	require.Equal(t, int64(10), w.granted(w.act("R01")).Points)
	require.Equal(t, int64(10), w.granted(w.act("R03")).Points, "its place among three a day is free too")
}

func TestManyAwardsInOneUnitAndManyUnitsAtOnce(t *testing.T) {
	w := newTown(t, 10_000)
	together(8, func(i int) {
		acts := []rulebook.Act{w.act("R01"), w.act("R01"), w.act("R03")}
		acts[1].Person, acts[2].Person = "wu", "he"
		if i%2 == 1 {
			acts[0], acts[2] = acts[2], acts[0] // crosswise
		}
		_, err := w.grant(acts...)
		require.NoError(t, err)
	})
	require.Equal(t, int64(40), w.points("li"), "four reports a day, whoever was first")
	require.Equal(t, int64(40), w.points("wu"))
	require.Equal(t, int64(80), w.pending("he"))
	require.Equal(t, int64(80), w.budget(rich.ID, "2026-03").Used)
}
