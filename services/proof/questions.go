package proof

// question finds the first row that must not be.
type question struct{ table, why, sql string }

// questions put the rooms' rows beside each other: points beside goods, and both beside the signatures under them.
var questions = [][]question{ofRedemptions, ofSignatures, ofRecords, ofMoney}

var ofRedemptions = []question{
	{
		"redemptions", "was handed over without its points", `SELECT r.id FROM redemptions r WHERE r.state IN ('fulfilled', 'reversed') AND NOT EXISTS (
		SELECT 1 FROM transfers t WHERE t.source_id = r.id AND t.source_type = 'redemption' AND t.kind = 'redeem' AND t.points = r.points AND t.settles = r.hold_id
			AND t.account_id = r.person_id AND t.credit = CONCAT('mart:', r.mart_id)) ORDER BY r.id LIMIT 1`,
	},
	{
		"transfers", "redeems points for no redemption", `SELECT t.id FROM transfers t WHERE t.kind = 'redeem' AND NOT EXISTS (
		SELECT 1 FROM redemptions r WHERE r.id = t.source_id AND r.hold_id = t.settles AND r.state IN ('fulfilled', 'reversed')) ORDER BY t.id LIMIT 1`,
	},
	{
		"redemptions", "costs something else than its items", `SELECT r.id FROM redemptions r WHERE r.points <> (
		SELECT COALESCE(SUM(i.quantity * i.points_each), 0) FROM redemption_items i WHERE i.redemption_id = r.id) ORDER BY r.id LIMIT 1`,
	},
	{
		"redemption_items", "left the shelf in another quantity than was redeemed", `SELECT i.redemption_id AS id FROM redemption_items i
		JOIN redemptions r ON r.id = i.redemption_id LEFT JOIN (SELECT redemption_id, mart_id, goods_id, SUM(quantity) AS quantity FROM stock_movements
			WHERE kind = 'handed_out' GROUP BY redemption_id, mart_id, goods_id) m
		ON m.redemption_id = r.id AND m.mart_id = r.mart_id AND m.goods_id = i.goods_id
		WHERE CASE WHEN r.state IN ('fulfilled', 'reversed') THEN i.quantity ELSE 0 END <> -COALESCE(m.quantity, 0) ORDER BY i.redemption_id LIMIT 1`,
	},
	{
		"stock_movements", "hands goods out for no redemption", `SELECT m.id FROM stock_movements m WHERE m.kind = 'handed_out' AND NOT EXISTS (
		SELECT 1 FROM redemption_items i JOIN redemptions r ON r.id = i.redemption_id
		WHERE r.id = m.redemption_id AND r.mart_id = m.mart_id AND i.goods_id = m.goods_id) ORDER BY m.id LIMIT 1`,
	},
	{
		"stock_movements", "takes goods back that no reversal brought", `SELECT m.id FROM stock_movements m WHERE m.kind = 'returned' AND NOT EXISTS (
		SELECT 1 FROM redemption_reversals v WHERE v.redemption_id = m.redemption_id AND v.state = 'approved' AND v.goods_back = 1) ORDER BY m.id LIMIT 1`,
	},
	{
		"redemption_items", "was brought back in another quantity than is on the shelf", `SELECT i.redemption_id AS id FROM redemption_items i
		JOIN redemption_reversals v ON v.redemption_id = i.redemption_id AND v.state = 'approved' AND v.goods_back = 1
		LEFT JOIN (SELECT redemption_id, goods_id, SUM(quantity) AS quantity FROM stock_movements WHERE kind = 'returned' GROUP BY redemption_id, goods_id) m
		ON m.redemption_id = i.redemption_id AND m.goods_id = i.goods_id WHERE i.quantity <> COALESCE(m.quantity, 0) ORDER BY i.redemption_id LIMIT 1`,
	},
	{
		"redemptions", "was reversed without its points", `SELECT r.id FROM redemptions r WHERE r.state = 'reversed' AND NOT EXISTS (
		SELECT 1 FROM transfers t WHERE t.source_id = r.id AND t.source_type = 'redemption' AND t.kind = 'reversal' AND t.points = r.points) ORDER BY r.id LIMIT 1`,
	},
}

var ofSignatures = []question{
	{
		"transfers", "reverses points without two signatures", `SELECT t.id FROM transfers t WHERE t.kind = 'reversal' AND NOT EXISTS (
		SELECT 1 FROM redemption_reversals v JOIN redemptions r ON r.id = v.redemption_id
		WHERE v.redemption_id = t.source_id AND t.source_type = 'redemption' AND v.state = 'approved' AND r.state = 'reversed' AND r.person_id = t.account_id
		AND v.decided_by <> v.proposed_by AND v.decided_by <> r.person_id AND v.proposed_by <> r.person_id) ORDER BY t.id LIMIT 1`,
	},
	{
		"transfers", "adjusts points without two signatures", `SELECT t.id FROM transfers t WHERE t.kind = 'adjust' AND NOT EXISTS (
		SELECT 1 FROM adjustments a WHERE a.id = t.source_id AND t.source_type = 'adjustment' AND a.state = 'approved' AND a.person_id = t.account_id
		AND a.points = CASE WHEN t.credit = t.account_id THEN t.points ELSE -t.points END
		AND a.decided_by <> a.proposed_by AND a.decided_by <> a.person_id AND a.proposed_by <> a.person_id) ORDER BY t.id LIMIT 1`,
	},
	{
		"adjustments", "was approved without its points", `SELECT a.id FROM adjustments a WHERE a.state = 'approved' AND NOT EXISTS (
		SELECT 1 FROM transfers t WHERE t.source_id = a.id AND t.source_type = 'adjustment' AND t.kind = 'adjust') ORDER BY a.id LIMIT 1`,
	},
	{
		"award_signatures", "was signed by its beneficiary", `SELECT s.award_id AS id FROM award_signatures s JOIN awards a ON a.id = s.award_id
		WHERE s.person_id = a.person_id ORDER BY s.award_id LIMIT 1`,
	},
	{
		"awards", "counts other signatures than it has", `SELECT a.id FROM awards a WHERE a.signed <> (
		SELECT COUNT(*) FROM award_signatures s WHERE s.award_id = a.id) ORDER BY a.id LIMIT 1`,
	},
	{
		"awards", "was granted without all its signatures", `SELECT a.id FROM awards a WHERE a.state IN ('granted', 'queued') AND a.stages <> ''
		AND a.signed < 1 + LENGTH(a.stages) - LENGTH(REPLACE(a.stages, ',', '')) ORDER BY a.id LIMIT 1`,
	},
}

// ofRecords compare who signed with the audit record, which the chain of closed days seals.
var ofRecords = []question{
	{
		"redemptions", "was handed over by somebody who did not do it", `SELECT r.id FROM redemptions r WHERE r.state IN ('fulfilled', 'reversed') AND (
		r.countersigned_by = r.fulfilled_by OR r.countersigned_by = r.person_id OR NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.object_type = 'redemption' AND e.object_id = r.id
			AND e.action = 'redemption.fulfil' AND e.outcome = 'done' AND e.actor_id = r.fulfilled_by)
		OR r.countersigned_by <> '' AND NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.object_type = 'redemption' AND e.object_id = r.id
			AND e.action = 'redemption.countersign' AND e.outcome = 'done' AND e.actor_id = r.countersigned_by)) ORDER BY r.id LIMIT 1`,
	},
	{
		"redemption_reversals", "was signed by somebody who did not do it", `SELECT v.id FROM redemption_reversals v WHERE v.state = 'approved' AND (
		NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.object_type = 'redemption' AND e.object_id = v.redemption_id
			AND e.action = 'redemption.reversal.propose' AND e.outcome = 'done' AND e.actor_id = v.proposed_by)
		OR NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.object_type = 'redemption' AND e.object_id = v.redemption_id
			AND e.action = 'redemption.reversal.approved' AND e.outcome = 'done' AND e.actor_id = v.decided_by)) ORDER BY v.id LIMIT 1`,
	},
	{
		"adjustments", "was signed by somebody who did not do it", `SELECT a.id FROM adjustments a WHERE a.state = 'approved' AND (
		NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.object_type = 'adjustment' AND e.object_id = a.id
			AND e.action = 'adjustment.propose' AND e.outcome = 'done' AND e.actor_id = a.proposed_by)
		OR NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.object_type = 'adjustment' AND e.object_id = a.id
			AND e.action = 'adjustment.approved' AND e.outcome = 'done' AND e.actor_id = a.decided_by)) ORDER BY a.id LIMIT 1`,
	},
	{
		"award_signatures", "was given by somebody who did not do it", `SELECT s.award_id AS id FROM award_signatures s JOIN awards a ON a.id = s.award_id
		WHERE NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.object_type = 'award' AND e.object_id = a.id AND e.outcome = 'done' AND e.actor_id = s.person_id)
		AND NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.object_type = a.source_type AND e.object_id = a.source_id AND e.outcome = 'done' AND e.actor_id = s.person_id)
		ORDER BY s.award_id LIMIT 1`,
	},
}

var ofMoney = []question{
	{
		"transfers", "spends a budget that was never set", `SELECT t.id FROM transfers t WHERE t.kind IN ('award', 'adjust') AND t.debit LIKE 'street:%' AND NOT EXISTS (
		SELECT 1 FROM budgets b WHERE t.debit = CONCAT('street:', b.street_id) AND b.month = SUBSTR(t.day, 1, 7)) ORDER BY t.id LIMIT 1`,
	},
	{
		"awards", "was granted without its points", `SELECT a.id FROM awards a WHERE a.state = 'granted' AND a.points > 0 AND NOT EXISTS (
		SELECT 1 FROM transfers t WHERE t.source_id = a.source_id AND t.source_type = a.source_type AND t.kind = 'award'
		AND t.reason = a.rule_code AND t.points = a.points AND t.account_id = a.person_id) ORDER BY a.id LIMIT 1`,
	},
	{
		"transfers", "awards points for nothing", `SELECT t.id FROM transfers t WHERE t.kind = 'award' AND NOT EXISTS (
		SELECT 1 FROM awards a WHERE a.source_id = t.source_id AND a.source_type = t.source_type AND a.rule_code = t.reason
		AND a.points = t.points AND a.state = 'granted' AND a.person_id = t.account_id) ORDER BY t.id LIMIT 1`,
	},
	{
		"budgets", "used something else than what it granted", `SELECT b.id FROM budgets b LEFT JOIN (
			SELECT debit, SUBSTR(day, 1, 7) AS month, SUM(points) AS points FROM transfers
			WHERE kind IN ('award', 'adjust') AND debit LIKE 'street:%' GROUP BY debit, SUBSTR(day, 1, 7)) t
		ON t.debit = CONCAT('street:', b.street_id) AND t.month = b.month WHERE b.used <> COALESCE(t.points, 0) ORDER BY b.id LIMIT 1`,
	},
	{
		"budgets", "was funded with something else than what is booked", `SELECT b.id FROM budgets b WHERE b.funded <> (
		SELECT COALESCE(SUM(t.points), 0) FROM transfers t WHERE t.source_id = b.id AND t.source_type = 'budget' AND t.kind = 'fund') ORDER BY b.id LIMIT 1`,
	},
}
