package insight

// figure is one statement and what its two counts add to. It takes @first and @last, days in Asia/Shanghai.
type figure struct {
	name, sql string
	add       func(f *Figures, n, m int64)
}

// flows are what happened in the months. A reversal counts against what it reverses, in the month in which it was booked.
var flows = []figure{
	{"issued points", `SELECT SUBSTR(t.day, 1, 7) AS in_month, COALESCE(a.org_path, j.org_path, '') AS at_path,
  SUM(CASE WHEN t.credit = t.account_id THEN t.points ELSE -t.points END) AS n, 0 AS m
FROM transfers t JOIN transfers o ON o.id = COALESCE(t.reverses, t.id)
  LEFT JOIN awards a ON o.kind = 'award' AND a.source_id = o.source_id AND a.source_type = o.source_type AND a.rule_code = o.reason
  LEFT JOIN adjustments j ON o.kind = 'adjust' AND j.id = o.source_id
WHERE t.day >= @first AND t.day <= @last AND t.kind IN ('award', 'adjust', 'reversal') AND o.kind IN ('award', 'adjust')
GROUP BY in_month, at_path`, func(f *Figures, n, _ int64) { f.Issued += n }},

	{"redeemed points", `SELECT SUBSTR(t.day, 1, 7) AS in_month, COALESCE(m.org_path, '') AS at_path,
  SUM(CASE WHEN t.kind = 'redeem' THEN t.points ELSE -t.points END) AS n, SUM(CASE WHEN t.kind = 'redeem' THEN 1 ELSE -1 END) AS m
FROM transfers t JOIN transfers o ON o.id = COALESCE(t.reverses, t.id) LEFT JOIN marts m ON m.id = SUBSTR(o.credit, 6)
WHERE t.day >= @first AND t.day <= @last AND t.kind IN ('redeem', 'reversal') AND o.kind = 'redeem'
GROUP BY in_month, at_path`, func(f *Figures, n, m int64) { f.Redeemed += n; f.Redemptions += m }},

	{"expired points", `SELECT SUBSTR(t.day, 1, 7) AS in_month, COALESCE(p.org_path, '') AS at_path,
  SUM(CASE WHEN t.kind = 'expire' THEN t.points ELSE -t.points END) AS n, 0 AS m
FROM transfers t JOIN transfers o ON o.id = COALESCE(t.reverses, t.id) LEFT JOIN people p ON p.id = t.account_id
WHERE t.day >= @first AND t.day <= @last AND t.kind IN ('expire', 'reversal') AND o.kind = 'expire'
GROUP BY in_month, at_path`, func(f *Figures, n, _ int64) { f.Expired += n }},

	{"goods handed out", `SELECT SUBSTR(s.day, 1, 7) AS in_month, COALESCE(m.org_path, '') AS at_path,
  SUM(-s.quantity * g.cost_fen) AS n, SUM(CASE WHEN s.source = 'donated' THEN -s.quantity * g.cost_fen ELSE 0 END) AS m
FROM stock_movements s JOIN goods g ON g.id = s.goods_id LEFT JOIN marts m ON m.id = s.mart_id
WHERE s.day >= @first AND s.day <= @last AND s.kind IN ('handed_out', 'returned')
GROUP BY in_month, at_path`, func(f *Figures, n, m int64) { f.ValueFen += n; f.DonatedFen += m }},

	{"reports", `SELECT SUBSTR(filed_on, 1, 7) AS in_month, org_path AS at_path, COUNT(*) AS n,
  SUM(CASE WHEN state = 'accepted' THEN 1 ELSE 0 END) AS m
FROM reports WHERE filed_on >= @first AND filed_on <= @last
GROUP BY in_month, at_path`, func(f *Figures, n, m int64) { f.Reports += n; f.Accepted += m }},
}

// standings are what stood at an end: every change there ever was, those before the first month in one heap.
var standings = []figure{
	{"held points", `SELECT CASE WHEN t.day < @first THEN '' ELSE SUBSTR(t.day, 1, 7) END AS in_month, r.mart_path AS at_path,
  SUM(CASE WHEN t.kind = 'hold' THEN t.points ELSE -t.points END) AS n, 0 AS m
FROM transfers t JOIN redemptions r ON r.id = t.source_id
WHERE t.day <= @last AND t.source_type = 'redemption' AND t.kind IN ('hold', 'void', 'redeem')
GROUP BY in_month, at_path`, func(f *Figures, n, _ int64) { f.Held += n }},

	{"outstanding points", `SELECT CASE WHEN t.day < @first THEN '' ELSE SUBSTR(t.day, 1, 7) END AS in_month,
  COALESCE(p.org_path, '') AS at_path,
  SUM(CASE WHEN t.kind = 'redeem' THEN -t.points WHEN t.credit = t.account_id THEN t.points ELSE -t.points END) AS n, 0 AS m
FROM transfers t LEFT JOIN people p ON p.id = t.account_id
WHERE t.day <= @last AND t.account_id IS NOT NULL AND t.kind NOT IN ('hold', 'void')
GROUP BY in_month, at_path`, func(f *Figures, n, _ int64) { f.Outstanding += n }},
}
