package api_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// sheet reads the table that a route gives along.
func (u who) sheet(t testing.TB, path string) [][]string {
	t.Helper()
	a := u.get(t, path).is(t, 200)
	require.Equal(t, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", a.header.Get("Content-Type"))
	require.Contains(t, a.header.Get("Content-Disposition"), ".xlsx")
	book, err := excelize.OpenReader(bytes.NewReader(a.raw))
	require.NoError(t, err)
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows("Sheet1")
	require.NoError(t, err)
	return rows
}

func TestTablesLeaveAsExcel(t *testing.T) {
	w := newTown(t)
	rider := w.as(t, "rider-1")
	body := rider.filing(t, "environment")
	body["description"] = `=HYPERLINK("http://evil.example","点我")`
	rider.post(t, "/reports", body).is(t, 201)
	rider.collects(t, "soap", 2)
	w.as(t, "keeper-1").post(t, "/counter/stock/receipts", map[string]any{"goods_id": "goods-soap", "quantity": 1, "source": "donated", "note": "@SUM(1)"}).is(t, 201)

	for _, c := range []struct{ who, path, heading string }{
		{"officer-1", "/reports.xlsx", "编号"},
		{"community-1", "/awards.xlsx", "积分项"},
		{"street-1", "/reversals.xlsx", "兑换单 id"},
		{"district-1", "/adjustments.xlsx?state=approved", "状态"},
		{"district-1", "/people.xlsx?role=rider", "id"},
		{"district-1", "/goods.xlsx", "id"},
		{"district-1", "/budgets.xlsx", "区县"},
		{"district-1", "/rulebook/versions.xlsx", "版本"},
		{"district-1", "/manage/stations.xlsx", "id"},
		{"district-1", "/manage/marts.xlsx", "id"},
		{"keeper-1", "/counter/redemptions.xlsx", "编号"},
		{"keeper-1", "/counter/stock.xlsx", "物品"},
		{"keeper-1", "/counter/stock/movements.xlsx", "时间"},
		{"district-1", "/marts/mart-1/stock.xlsx", "物品"},
		{"district-1", "/marts/mart-1/stock/movements.xlsx", "时间"},
		{"district-1", "/marts/mart-1/redemptions.xlsx", "编号"},
		{"rider-1", "/me/transfers.xlsx", "时间"},
		{"auditor-1", "/audit/events.xlsx", "时间"},
		{"auditor-1", "/audit/day-closes.xlsx", "日期"},
	} {
		t.Run("a file of "+c.path+" opens and has its heading", func(t *testing.T) {
			require.Equal(t, c.heading, w.as(t, c.who).sheet(t, c.path)[0][0])
		})
	}
	t.Run("it holds every row, not a page of them, and names are masked in it", func(t *testing.T) {
		rows := w.as(t, "auditor-1").sheet(t, "/manage/stations.xlsx")
		require.Len(t, rows, 501)
		people := w.as(t, "city-1").sheet(t, "/people.xlsx?role=rider")
		require.Len(t, people, 21)
		require.Regexp(t, `^.\*$`, people[1][1])
	})
	t.Run("what somebody wrote is no formula in it", func(t *testing.T) {
		rows := w.as(t, "officer-1").sheet(t, "/reports.xlsx")
		require.Equal(t, `'=HYPERLINK("http://evil.example","点我")`, rows[1][3])
		moves := w.as(t, "keeper-1").sheet(t, "/counter/stock/movements.xlsx?source=donated&kind=received&goods_id=goods-soap")
		require.Equal(t, "'@SUM(1)", moves[1][6])
	})
	t.Run("numbers stay numbers, the minus of a movement too", func(t *testing.T) {
		moves := w.as(t, "keeper-1").sheet(t, "/counter/stock/movements.xlsx?kind=handed_out")
		require.Equal(t, "-2", moves[1][4])
	})
	t.Run("the day close has its sums above the lines", func(t *testing.T) {
		rows := w.as(t, "keeper-1").sheet(t, "/counter/day-close.xlsx?on=2026-03-11")
		require.Equal(t, []string{"超市", "积分超市·创业八社区店（示例）"}, rows[0][:2])
		require.Equal(t, []string{"日期", "2026-03-11", "账实相符", "是"}, rows[1])
		require.Equal(t, []string{"核销单数", "1", "发出件数", "2", "核销积分", "12"}, rows[2])
		require.Equal(t, "物品", rows[5][0])
	})
	t.Run("the figures are one table of totals, months and units", func(t *testing.T) {
		rows := w.as(t, "district-1").sheet(t, "/figures.xlsx?from=2026-02&to=2026-03")
		require.Equal(t, "合计", rows[3][0])
		require.Equal(t, []string{"月份", "2026-02"}, rows[4][:2])
	})
	t.Run("whoever may not see a list may not take it along", func(t *testing.T) {
		w.nobody().get(t, "/people.xlsx").refused(t, 401, "auth.required")
		rider.get(t, "/people.xlsx").refused(t, 403, "auth.forbidden")
		w.as(t, "district-2").get(t, "/figures.xlsx?org_unit_id="+ranghulu).refused(t, 404, "not_found")
	})
	t.Run("the record says who took which table, and how many rows", func(t *testing.T) {
		events := w.as(t, "auditor-1").get(t, "/audit/events?action=table.export&limit=100").is(t, 200)
		taken := map[string]string{}
		for _, item := range events.list("items") {
			e := item.(map[string]any)
			if _, later := taken[e["object_id"].(string)]; !later {
				taken[e["object_id"].(string)] = e["detail"].(string)
			}
		}
		require.Equal(t, "500", taken["kept-stations"])
		require.Contains(t, strings.Join(keysOf(taken), " "), "counter-day-close")
	})
}

func keysOf(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}
