package rulebook

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// Refusals about budgets.
var (
	ErrBudgetSpent = fault.New(fault.Conflict, "budget.spent", "街道本月的积分发放预算已用完", "The street's budget of this month is spent")
	ErrBudgetLow   = fault.New(fault.Conflict, "budget.below_used", "预算不能少于本月已发放的积分", "The budget cannot be below what was issued")
	ErrBudgetMonth = fault.New(fault.Refused, "budget.month", "只能设置本月或以后的预算", "Only this month's and later budgets can be set")
)

// budgets are the streets' budgets of the month that a unit has locked. Backlog is what waits of earlier months and can be paid
// of a street's now: it comes before whatever is new.
type budgets struct {
	tx      *db.Tx
	rows    map[string]*models.Budget
	backlog map[string]int64
	changed map[string]bool
}

// backlogSQL sums what waits for a budget since before an instant; what is more than all that is left waits on and keeps nobody
// waiting.
const backlogSQL = `(SELECT COALESCE(SUM(a.points), 0) FROM awards a WHERE a.state = 'queued' AND a.next_level = ''
  AND a.street_id = budgets.street_id AND a.created_at < ? AND a.points <= budgets.funded - budgets.used) AS backlog`

func budgetID(street, month string) string { return street + ":" + month }

// openBudgets locks the rows of the month in the order of their ids. A street that has none yet is funded as in its latest
// month, so that nobody has to be at work on the first.
func openBudgets(tx *db.Tx, books *ledger.Books, streets []string) (*budgets, error) {
	b := &budgets{tx: tx, rows: map[string]*models.Budget{}, backlog: map[string]int64{}, changed: map[string]bool{}}
	month := Month(Day(tx.Now))
	streets = slices.Clone(streets)
	slices.Sort(streets)
	streets = slices.Compact(streets)
	ids := make([]string, len(streets))
	for i, s := range streets {
		ids[i] = budgetID(s, month)
	}
	fresh := false
	if err := b.lock(ids); err != nil {
		return nil, err
	}
	for _, s := range streets {
		if b.rows[s] == nil {
			if err := b.carry(books, s, month); err != nil {
				return nil, err
			}
			fresh = true
		}
	}
	if fresh { // with what waited for the month that has just begun
		return b, b.lock(ids)
	}
	return b, nil
}

func (b *budgets) lock(ids []string) error {
	var rows []struct {
		models.Budget `gorm:"embedded"`
		Backlog       int64
	}
	err := b.tx.DB.Model(&models.Budget{}).Clauses(clause.Locking{Strength: "UPDATE"}).
		Select("budgets.*, "+backlogSQL, models.At(MonthStart(b.tx.Now))).Where("id IN ?", ids).Order("id").Scan(&rows).Error
	if err != nil {
		return fmt.Errorf("lock budgets: %w", err)
	}
	for i := range rows {
		b.rows[rows[i].StreetID], b.backlog[rows[i].StreetID] = &rows[i].Budget, rows[i].Backlog
	}
	return nil
}

func (b *budgets) carry(books *ledger.Books, street, month string) error {
	var last []models.Budget
	err := b.tx.DB.Where("street_id = ? AND month < ?", street, month).Order("month DESC").Limit(1).Find(&last).Error
	if err != nil {
		return fmt.Errorf("read the last budget: %w", err)
	}
	if len(last) == 0 {
		return nil // never funded: everything queues
	}
	row, err := fund(b.tx, books, street, month, last[0].Funded)
	if err != nil {
		return err
	}
	b.rows[street] = &row
	return nil
}

// fund makes a month's row and books what it is funded with. A rival that made it first makes the unit run again.
func fund(tx *db.Tx, books *ledger.Books, street, month string, points int64) (models.Budget, error) {
	row := models.Budget{ID: budgetID(street, month), StreetID: street, Month: month, Funded: points}
	err := tx.DB.Create(&row).Error
	if db.IsDuplicate(err) {
		return row, db.ErrAgain
	}
	if err != nil {
		return row, fmt.Errorf("write budget: %w", err)
	}
	if points > 0 {
		_, err = books.FundStreet(street, points, ledger.Why{
			Reason: "budget", Source: ledger.Source{Type: "budget", ID: row.ID}, Note: month + " 街道积分预算",
		})
	}
	return row, err
}

// take spends points of a street's month, or says that there are not enough; what has queued since an earlier month is taken of
// its own share.
func (b *budgets) take(street string, points int64, queued bool) bool {
	row, others := b.rows[street], b.backlog[street]
	if queued {
		others = 0
	}
	if row == nil || row.Used+points+others > row.Funded {
		return false
	}
	row.Used += points
	b.changed[street] = true
	return true
}

func (b *budgets) write() error {
	rows := make([]models.Budget, 0, len(b.changed))
	for _, street := range sortedKeys(b.changed) {
		rows = append(rows, *b.rows[street])
	}
	if len(rows) == 0 {
		return nil
	}
	// The rows are locked and exist: this is one statement that updates all of them.
	err := b.tx.DB.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns([]string{"used"}),
	}).Create(&rows).Error
	if err != nil {
		return fmt.Errorf("write budgets: %w", err)
	}
	return nil
}

func sortedKeys(m map[string]bool) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// SpendByHand takes points of a street's budget for an adjustment that two people signed.
func SpendByHand(tx *db.Tx, books *ledger.Books, street string, points int64) error {
	b, err := openBudgets(tx, books, []string{street})
	if err != nil {
		return err
	}
	if !b.take(street, points, false) {
		return ErrBudgetSpent
	}
	return b.write()
}

// SetBudget funds a street's month, or raises it; a district or city administrator over the street. Answers with a
// models.Budget.
func (s *Service) SetBudget(ctx context.Context, call once.Call, actor people.Actor, street models.OrgUnit, month string, points int64) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		grant, ok := actor.Over(street.Path, people.DistrictAdmin, people.CityAdmin)
		if !ok || street.Level != "street" && street.Level != "township" { // org's words for one rank
			return nil, people.ErrUnknown
		}
		if month < Month(Day(tx.Now)) {
			return nil, ErrBudgetMonth
		}
		row, err := setBudget(tx, street.ID, month, points)
		if err != nil {
			return nil, err
		}
		event := actor.Event(grant.Role, "budget.set", "street", street.ID, street.Path)
		event.Detail = fmt.Sprintf("%s: %d", month, points)
		return row, audit.Record(tx, event)
	})
}

func setBudget(tx *db.Tx, street, month string, points int64) (models.Budget, error) {
	books, err := ledger.Open(tx)
	if err != nil {
		return models.Budget{}, err
	}
	var rows []models.Budget
	err = tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", budgetID(street, month)).Find(&rows).Error
	if err != nil {
		return models.Budget{}, fmt.Errorf("lock budget: %w", err)
	}
	if len(rows) == 0 {
		row, err := fund(tx, books, street, month, points)
		if err != nil {
			return row, err
		}
		return row, books.Write()
	}
	row := rows[0]
	// What was funded stays in the books; only more is booked, so the ledger never runs backwards.
	if points < row.Funded {
		return row, ErrBudgetLow
	}
	if more := points - row.Funded; more > 0 {
		_, err := books.FundStreet(street, more, ledger.Why{
			Reason: fmt.Sprintf("budget to %d", points), Source: ledger.Source{Type: "budget", ID: row.ID}, Note: month + " 街道积分预算追加",
		})
		if err != nil {
			return row, err
		}
	}
	row.Funded = points
	if err := tx.DB.Model(&models.Budget{}).Where("id = ?", row.ID).UpdateColumn("funded", points).Error; err != nil {
		return row, fmt.Errorf("raise budget: %w", err)
	}
	return row, books.Write()
}

// FundMonth funds a street's month when a town is founded.
func FundMonth(tx *db.Tx, street, month string, points int64) error {
	_, err := setBudget(tx, street, month, points)
	return err
}

// Budgets lists the budgets of a month below a path.
func (s *Service) Budgets(ctx context.Context, month string, streets []string) ([]models.Budget, error) {
	var rows []models.Budget
	err := s.store.Read(ctx).DB.Where("month = ? AND street_id IN ?", month, streets).Order("street_id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list budgets: %w", err)
	}
	return rows, nil
}
