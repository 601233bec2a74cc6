package proof

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

func TestBooksThatHold(t *testing.T) {
	w := newTown(t)
	r, err := Books(t.Context(), w.store)
	require.NoError(t, err)
	require.Empty(t, r.Bad)
	require.True(t, r.Balanced())
	require.Nil(t, r.First())
	// 10 and 30 awarded, 300 and -20 by hand, 12 taken home, 12 held.
	f := r.Figures
	require.Equal(t, [5]int64{320, 12, 0, 12, 308}, [5]int64{f.Issued, f.Redeemed, f.Expired, f.Held, f.Outstanding})
	require.Equal(t, "2026-03-11", r.Head.Day)
	require.Len(t, r.Head.Digest, 64)

	t.Run("of an empty town too", func(t *testing.T) {
		w.do(func(tx *db.Tx) error { // everything the proof reads
			for _, table := range []string{"accounts", "transfers", "redemptions", "redemption_items", "stocks", "stock_movements", "awards", "award_signatures", "adjustments", "redemption_reversals", "budgets", "day_closes", "audit_events"} {
				if err := tx.DB.Exec("DELETE FROM " + table).Error; err != nil {
					return err
				}
			}
			return nil
		})
		r, err := Books(t.Context(), w.store)
		require.NoError(t, err)
		require.True(t, r.Balanced())
		require.Empty(t, r.Head.Day)
	})
}

const (
	handedOver = "(SELECT source_id FROM (SELECT source_id FROM transfers WHERE kind = 'redeem' ORDER BY id LIMIT 1) x)"
	reversed   = "(SELECT redemption_id FROM (SELECT redemption_id FROM redemption_reversals) x)"
)

// Each is a way to cheat in the database itself, by somebody who knows the tables.
var cheats = []struct {
	name, table, why string
	sql              []string
}{
	{"goods taken home for points that were given back", "redemptions", "was handed over without its points", []string{
		"UPDATE redemptions SET state = 'fulfilled' WHERE state = 'cancelled'"}},
	{"an order marked as handed over", "redemptions", "was handed over without its points", []string{
		"UPDATE redemptions SET state = 'fulfilled', fulfilled_by = 'keeper-1' WHERE state = 'reserved'"}},
	{"points paid to a mart for an order that was cancelled", "transfers", "redeems points for no redemption", []string{
		"UPDATE redemptions SET state = 'cancelled' WHERE id = " + handedOver}},
	{"an order made cheaper", "redemptions", "costs something else than its items", []string{
		"UPDATE redemption_items SET points_each = 1"}},
	{"an order whose lines are gone", "redemptions", "costs something else than its items", []string{
		"DELETE FROM redemption_items WHERE redemption_id = " + handedOver}},
	{"a hand-over that never left the shelf", "redemption_items", "left the shelf in another quantity than was redeemed", []string{
		"DELETE FROM stock_movements WHERE kind = 'handed_out' AND redemption_id = " + handedOver, "UPDATE stocks SET donated = donated + 2"}},
	{"one piece more for the same points", "redemption_items", "left the shelf in another quantity than was redeemed", []string{
		"UPDATE stock_movements SET quantity = quantity - 1 WHERE kind = 'handed_out' AND redemption_id = " + handedOver, "UPDATE stocks SET donated = donated - 1"}},
	{"goods given to a friend", "stock_movements", "hands goods out for no redemption", []string{
		`INSERT INTO stock_movements (id, mart_id, goods_id, kind, source, quantity, unit_cost_fen, note, redemption_id, by_person, at, day)
		VALUES ('forged', 'm1', 'soap', 'handed_out', 'donated', -5, 0, '', 'nothing', 'keeper-1', 1, '2026-03-12')`, "UPDATE stocks SET donated = donated - 5"}},
	{"a reversal that frees the month's limit only", "redemptions", "was reversed without its points", []string{
		"UPDATE redemptions SET state = 'reversed' WHERE state = 'fulfilled'"}},
	{"points given back without a second signature", "transfers", "reverses points without two signatures", []string{
		"UPDATE redemption_reversals SET state = 'proposed'"}},
	{"points given back by whoever proposed it", "transfers", "reverses points without two signatures", []string{
		"UPDATE redemption_reversals SET proposed_by = (SELECT person_id FROM redemptions WHERE id = " + reversed + ")"}},
	{"points by hand without a second signature", "transfers", "adjusts points without two signatures", []string{
		"UPDATE adjustments SET state = 'proposed' WHERE points > 0"}},
	{"other points by hand than were signed for", "transfers", "adjusts points without two signatures", []string{
		"UPDATE adjustments SET points = 30 WHERE points = 300"}},
	{"points up that were signed for as down", "transfers", "adjusts points without two signatures", []string{
		"UPDATE adjustments SET points = -points"}},
	{"an adjustment signed and never booked", "adjustments", "was approved without its points", []string{
		`INSERT INTO adjustments (id, person_id, org_path, street_id, points, reason, state, proposed_by, proposed_at, decided_by, decided_at, decided_why)
		VALUES ('forged', 'a', '/', 's', 5, 'x', 'approved', 'b', 1, 'c', 1, '')`}},
	{"somebody who signs for himself", "award_signatures", "was signed by its beneficiary", []string{
		"UPDATE award_signatures SET person_id = (SELECT person_id FROM awards WHERE id = award_id) WHERE level = 'officer'"}},
	{"a signature that was never given", "awards", "counts other signatures than it has", []string{
		"DELETE FROM award_signatures WHERE level = 'community'"}},
	{"an award that says it is signed", "awards", "counts other signatures than it has", []string{
		"UPDATE awards SET signed = 2 WHERE state = 'pending'"}},
	{"an award granted before the community signed", "awards", "was granted without all its signatures", []string{
		"UPDATE awards SET state = 'granted', next_level = '' WHERE state = 'pending'"}},
	{"an award that is granted and not paid", "awards", "was granted without its points", []string{
		"UPDATE awards SET state = 'granted' WHERE state = 'pending'"}},
	{"an award of other points than were paid", "awards", "was granted without its points", []string{
		"UPDATE awards SET points = 5 WHERE source_id = 'report-1'"}},
	{"points for a report that was refused", "transfers", "awards points for nothing", []string{
		"UPDATE awards SET state = 'refused' WHERE source_id = 'report-1'"}},
	{"points for no report at all", "transfers", "awards points for nothing", []string{
		"DELETE FROM awards WHERE source_id = 'report-1'"}},
	{"a budget that forgets what it gave", "budgets", "used something else than what it granted", []string{
		"UPDATE budgets SET used = used - 100"}},
	{"a budget raised by hand", "budgets", "was funded with something else than what is booked", []string{
		"UPDATE budgets SET funded = funded + 1000"}},

	{"points paid to another mart than handed the goods over", "redemptions", "was handed over without its points", []string{
		"UPDATE transfers SET credit = 'mart:m2' WHERE kind = 'redeem'"}},
	{"an order of somebody else's points", "redemptions", "was handed over without its points", []string{
		"UPDATE redemptions SET person_id = 'somebody' WHERE id = " + handedOver}},
	{"a hand-over by a keeper who was not there", "redemptions", "was handed over by somebody who did not do it", []string{
		"UPDATE redemptions SET fulfilled_by = 'keeper-9' WHERE id = " + handedOver}},
	{"a second signature by the first", "redemptions", "was handed over by somebody who did not do it", []string{
		"UPDATE redemptions SET countersigned_by = fulfilled_by WHERE id = " + handedOver}},
	{"goods on the shelf that nobody brought back", "stock_movements", "takes goods back that no reversal brought", []string{
		"UPDATE redemption_reversals SET goods_back = 0"}},
	{"goods that were brought back and kept", "redemption_items", "was brought back in another quantity than is on the shelf", []string{
		"DELETE FROM stock_movements WHERE kind = 'returned'", "UPDATE stocks SET donated = donated - 2"}},
	{"a reversal in another's name", "redemption_reversals", "was signed by somebody who did not do it", []string{
		"UPDATE redemption_reversals SET decided_by = 'district-9'"}},
	{"an adjustment in another's name", "adjustments", "was signed by somebody who did not do it", []string{
		"UPDATE adjustments SET proposed_by = 'district-9'"}},
	{"an award in another's name", "award_signatures", "was given by somebody who did not do it", []string{
		"UPDATE award_signatures SET person_id = 'officer-9' WHERE level = 'officer'"}},
	{"an award out of a budget that was never set", "transfers", "spends a budget that was never set", []string{
		"UPDATE transfers SET debit = 'street:230604004' WHERE kind = 'award'"}},
	{"an award that needs no signature any more", "awards", "needs other signatures than it says", []string{
		"DELETE FROM award_signatures WHERE award_id IN (SELECT id FROM awards WHERE points = 30)", "UPDATE awards SET stages = '', signed = 0 WHERE points = 30"}},
	{"an award signed twice by one level", "awards", "has signatures of other levels than it needs", []string{
		"UPDATE award_signatures SET level = 'officer'"}},
	{"an award by a rule that there never was", "awards", "is by no rule of its day", []string{
		"UPDATE awards SET rule_code = 'X01'"}},
	{"points of a day to come", "transfers", "has rows of another day than 2099-01-01", []string{
		"UPDATE transfers SET day = '2099-01-01' WHERE kind = 'redeem'"}},
	{"a record between two days", "audit_events", "has rows of another day than 2026-03-1A", []string{
		"UPDATE audit_events SET day = '2026-03-1A' WHERE action = 'redemption.fulfil'"}},
	{"a shelf that was filled by somebody else", "stock_movements", "is not what the audit record says", []string{
		"UPDATE stock_movements SET by_person = 'keeper-9' WHERE kind = 'received'"}},
	{"goods that cost more afterwards", "stock_movements", "is not what the audit record says", []string{
		"UPDATE stock_movements SET unit_cost_fen = 900 WHERE kind = 'received'"}},

	// what the rooms' own audits find, seen through the whole
	{"a balance raised by hand", "accounts", "", []string{"UPDATE accounts SET balance = balance + 1"}},
	{"a hold that no order waits for", "redemptions", "", []string{"UPDATE accounts SET held = 0"}},
	{"an order that holds nothing any more", "accounts", "", []string{"UPDATE redemptions SET state = 'expired' WHERE state = 'reserved'"}},
	{"goods that are promised twice", "stocks", "", []string{"UPDATE stocks SET held = 0"}},
	{"soap that came from nowhere", "stocks", "", []string{"UPDATE stocks SET purchased = purchased + 1"}},
	{"a day that was closed and changed", "day_closes", "", []string{"UPDATE audit_events SET actor_id = 'somebody'"}},
}

func TestEveryCheatIsFound(t *testing.T) {
	w := newTown(t)
	undone := errors.New("undone")
	for _, c := range cheats {
		t.Run(c.name, func(t *testing.T) {
			err := w.store.Write(t.Context(), func(tx *db.Tx) error {
				for _, sql := range c.sql {
					if err := tx.DB.Exec(sql).Error; err != nil {
						return err
					}
				}
				var r Report
				require.NoError(t, r.prove(tx, w.rules))
				require.False(t, r.Balanced())
				require.NotNil(t, r.First())
				found := false
				for _, bad := range r.Bad {
					found = found || bad.Table == c.table && (c.why == "" || bad.Why == c.why) && bad.ID != ""
				}
				require.True(t, found, "%+v", r.Bad)
				return undone
			})
			require.ErrorIs(t, err, undone)
		})
	}
	t.Run("and every question finds one", func(t *testing.T) {
		for _, q := range slices.Concat(questions...) {
			found := false
			for _, c := range cheats {
				found = found || c.table == q.table && c.why == q.why
			}
			require.True(t, found, "%s: %s", q.table, q.why)
		}
	})
}
