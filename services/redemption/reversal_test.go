package redemption_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
)

func (w *town) propose(who people.Actor, id string, goodsBack bool) (models.RedemptionReversal, string) {
	w.Helper()
	answer, err := w.room.ProposeReversal(w.Context(), w.call(), who, id, "东西发错了", goodsBack)
	return done[models.RedemptionReversal](w, answer, err)
}

func (w *town) decide(who people.Actor, id string, approve bool) string {
	w.Helper()
	answer, err := w.room.DecideReversal(w.Context(), w.call(), who, id, approve, "核实过")
	_, refused := done[models.RedemptionReversal](w, answer, err)
	return refused
}

func (w *town) dispute(who people.Actor, id string) string {
	w.Helper()
	answer, err := w.room.Dispute(w.Context(), w.call(), who, id, "不是我领的")
	_, refused := done[redemption.Order](w, answer, err)
	return refused
}

func (w *town) objection(id string) models.Objection {
	w.Helper()
	var o models.Objection
	require.NoError(w, w.store.Read(w.Context()).DB.Where("redemption_id = ?", id).Take(&o).Error)
	return o
}

func TestAReversalNeedsTwoSignatures(t *testing.T) {
	w := newTown(t)
	w.earn(200, li)
	receiver := people.Actor{ID: "li", Grants: append(li.Grants, street1.Grants...)} // an administrator who redeems
	o := w.handOver(w.reserve(li, "m1", want("gloves", 2)))
	waiting := w.reserve(li, "m1", want("soap", 1))
	require.Equal(t, [3]int64{27, 1, 0}, w.stock("m1", "gloves"))

	t.Run("the first of a keeper of the mart or an administrator over it, never of the receiver", func(t *testing.T) {
		for name, c := range map[string]struct {
			who     people.Actor
			id      string
			refused string
		}{
			"the receiver":                      {receiver, o.ID, "auth.same_person"},
			"a rider":                           {wu, o.ID, "not_found"},
			"a keeper of another mart":          {keeper3, o.ID, "not_found"},
			"an administrator of another place": {district2, o.ID, "not_found"},
			"an auditor, who only reads":        {auditor, o.ID, "not_found"},
			"of what waits":                     {keeper1, waiting.ID, "redemption.reversal"},
			"of what is not there":              {keeper1, "nothing", "not_found"},
		} {
			_, refused := w.propose(c.who, c.id, true)
			require.Equal(t, c.refused, refused, name)
		}
	})
	proposal, refused := w.propose(street1, o.ID, true)
	require.Empty(t, refused)
	require.Equal(t, [2]int64{200 - 94 - 6, 6}, w.points(li), "one signature moves nothing")
	t.Run("one at a time", func(t *testing.T) {
		_, refused := w.propose(keeper1, o.ID, false)
		require.Equal(t, "redemption.reversal", refused)
	})
	t.Run("the second of another administrator over the mart", func(t *testing.T) {
		require.Equal(t, "auth.same_person", w.decide(street1, proposal.ID, true), "who proposed")
		require.Equal(t, "auth.same_person", w.decide(receiver, proposal.ID, true), "who gains")
		for _, who := range []people.Actor{keeper2, district2, auditor, wu} {
			require.Equal(t, "not_found", w.decide(who, proposal.ID, true))
		}
		require.Equal(t, "not_found", w.decide(district1, "nothing", true))
	})
	t.Run("is waited for in the administrator's list, and in nobody else's", func(t *testing.T) {
		for who, n := range map[string]int{"district": 1, "elsewhere": 0, "keeper": 0} {
			actor := map[string]people.Actor{"district": district1, "elsewhere": district2, "keeper": keeper1}[who]
			rows, err := w.room.Reversals(t.Context(), actor, redemption.Proposed, "", 10)
			require.NoError(t, err)
			require.Len(t, rows, n, who)
		}
	})
	t.Run("declined, nothing moves and it can be proposed again", func(t *testing.T) {
		require.Empty(t, w.decide(district1, proposal.ID, false))
		require.Equal(t, "redemption.reversal", w.decide(district1, proposal.ID, true), "a decision stands")
		require.Equal(t, redemption.Fulfilled, w.state(o.ID))
		proposal, refused = w.propose(keeper1, o.ID, true)
		require.Empty(t, refused)
	})
	t.Run("approved, points and goods go back where they came from, once", func(t *testing.T) {
		handedOver := o.ClosedAt
		w.clock.Pass(time.Hour)
		var won atomic.Int64
		together(8, func(i int) {
			switch refused := w.decide([]people.Actor{street1, district1}[i%2], proposal.ID, true); refused {
			case "":
				won.Add(1)
			case "redemption.reversal":
			default:
				t.Error(refused)
			}
		})
		require.Equal(t, int64(1), won.Load())
		require.Equal(t, [2]int64{194, 6}, w.points(li))
		require.Equal(t, [3]int64{27, 3, 0}, w.stock("m1", "gloves"), "donated goods are donated again")
		kept, err := w.room.Find(t.Context(), li, o.ID)
		require.NoError(t, err)
		require.Equal(t, string(redemption.Reversed), kept.State)
		require.Equal(t, handedOver, kept.ClosedAt, "the hand-over keeps its time")
		_, refused := w.propose(keeper1, o.ID, true)
		require.Equal(t, "redemption.reversal", refused, "what is reversed is not reversed again")
		w.reserve(li, "m1", want("gloves", 2)) // the month's limit is free again
	})
	require.Equal(t, 2, w.events("redemption.reversal.propose"))
	require.Equal(t, 1, w.events("redemption.reversal.approved"))
	require.Equal(t, 1, w.events("redemption.reversal.declined"))
}

func TestAReversalWithoutTheGoods(t *testing.T) {
	w := newTown(t)
	w.earn(100, li)
	o := w.handOver(w.reserve(li, "m1", want("gloves", 2)))
	proposal, refused := w.propose(keeper1, o.ID, false)
	require.Empty(t, refused)
	require.Empty(t, w.decide(street1, proposal.ID, true))
	require.Equal(t, [2]int64{100, 0}, w.points(li))
	require.Equal(t, [3]int64{27, 1, 0}, w.stock("m1", "gloves"), "gone is gone")
}

func TestNotMe(t *testing.T) {
	w := newTown(t)
	w.earn(500, li, wu)
	o := w.reserve(li, "m1", want("gloves", 1))
	require.Equal(t, "redemption.dispute", w.dispute(li, o.ID), "nothing was handed over yet")
	w.handOver(o)
	require.Equal(t, "not_found", w.dispute(wu, o.ID), "it was not handed to them")
	require.Equal(t, "not_found", w.dispute(li, "nothing"))
	require.Empty(t, w.dispute(li, o.ID))
	require.Equal(t, "redemption.dispute", w.dispute(li, o.ID), "once")
	require.Equal(t, "open", w.objection(o.ID).State)
	require.Equal(t, 1, w.events("redemption.dispute"))
	t.Run("stays open until a reversal is decided", func(t *testing.T) {
		proposal, _ := w.propose(keeper2, o.ID, false)
		require.Equal(t, "open", w.objection(o.ID).State)
		require.Empty(t, w.decide(street1, proposal.ID, true))
		require.Equal(t, "approved", w.objection(o.ID).State)
		require.Equal(t, models.At(w.clock.Now()), w.objection(o.ID).ClosedAt)
		require.Equal(t, [2]int64{500, 0}, w.points(li))
	})
	t.Run("can be said for thirty days", func(t *testing.T) {
		early, late := w.reserve(wu, "m1", want("soap", 1)), w.reserve(wu, "m1", want("soap", 1))
		w.handOver(early)
		w.clock.Pass(time.Millisecond)
		w.handOver(late)
		w.clock.Pass(30 * 24 * time.Hour)
		require.Equal(t, "redemption.dispute", w.dispute(wu, early.ID))
		require.Empty(t, w.dispute(wu, late.ID))
	})
	t.Run("from ten sides at once opens one objection", func(t *testing.T) {
		o := w.handOver(w.reserve(li, "m1", want("soap", 1)))
		var won atomic.Int64
		together(10, func(int) {
			if w.dispute(li, o.ID) == "" {
				won.Add(1)
			}
		})
		require.Equal(t, int64(1), won.Load())
	})
}

func TestWhoSeesARedemption(t *testing.T) {
	w := newTown(t)
	w.earn(500, li, wu)
	var mine []string
	for range 2 {
		mine = append(mine, w.reserve(li, "m1", want("soap", 1)).ID)
	}
	mine = append(mine, w.reserve(li, "m2", want("gloves", 1)).ID)
	w.handOver(w.reserve(wu, "m1", want("soap", 1)))
	for name, c := range map[string]struct {
		who  people.Actor
		sees bool
	}{
		"its owner": {li, true}, "a keeper of its mart": {keeper2, true}, "an administrator over it": {street1, true}, "an auditor": {auditor, true},
		"another rider": {wu, false}, "a keeper of another mart": {keeper3, false}, "an administrator elsewhere": {district2, false},
		"a reviewer": {staff("community-1", people.Reviewer, "230604003008", community), false},
	} {
		o, err := w.room.Find(t.Context(), c.who, mine[0])
		if c.sees {
			require.NoError(t, err, name)
			require.Len(t, o.Items, 1)
			continue
		}
		require.ErrorIs(t, err, people.ErrUnknown, name)
	}
	_, err := w.room.Code(t.Context(), wu, mine[0])
	require.ErrorIs(t, err, people.ErrUnknown, "the code is its owner's")

	ids := func(orders []redemption.Order, err error) string {
		require.NoError(t, err)
		var all []string
		for _, o := range orders {
			all = append(all, o.ID)
			require.NotEmpty(t, o.Items)
		}
		return strings.Join(all, " ")
	}
	require.Equal(t, mine[2]+" "+mine[1], ids(w.room.Mine(t.Context(), li, "", "", 2)), "newest first")
	require.Equal(t, mine[0], ids(w.room.Mine(t.Context(), li, "", mine[1], 2)), "page by page")
	require.Empty(t, ids(w.room.Mine(t.Context(), li, "fulfilled", "", 2)))
	require.Equal(t, mine[1]+" "+mine[0], ids(w.room.AtMart(t.Context(), "m1", "reserved", "", 10)))
	require.Len(t, strings.Fields(ids(w.room.AtMart(t.Context(), "m1", "", "", 10))), 3)
}
