package rulebook

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// AwardState is where an award stands.
type AwardState string

// The states. Pending waits for signatures, Queued for next month's budget; Granted and Refused are final.
const (
	AwardPending AwardState = "pending"
	AwardQueued  AwardState = "queued"
	AwardGranted AwardState = "granted"
	AwardRefused AwardState = "refused"
)

// Refusals about awards.
var (
	ErrAwardState = fault.New(fault.Conflict, "award.state", "这笔积分已经处理", "This award was decided already")
	ErrAwardLevel = fault.New(fault.Forbidden, "award.level", "这笔积分要由上一级签批", "A higher level has to sign this award")
	ErrAwardTwice = fault.New(fault.Conflict, "award.twice", "这件事已经记过积分", "This act was awarded already")
)

// Act is something somebody did that a rule pays for. Street is whose budget pays; On is the day of the act, by which caps
// count. Signer verified it and is the first to sign, nobody where the system did.
type Act struct {
	Person      string
	Ask         Ask
	Source      ledger.Source
	Unit        models.OrgUnit // the community it belongs to
	Street      string
	On          string
	Signer      people.Actor
	SignerGrant people.Scoped
}

// Awards grants points for acts in one unit of work: accounts, usage and budgets are read and locked once for all of them,
// each act is decided in memory, and Write writes everything in a few statements.
type Awards struct {
	tx         *db.Tx
	room       *Service
	books      *ledger.Books
	usage      map[string]*tally
	streets    []string
	budgets    *budgets // locked at the first payment, after the rows that the acts come from
	awards     []models.Award
	signatures []models.AwardSignature
}

// OpenAwards locks the accounts of the acts' people and reads what they were awarded. The caller then locks the rows that the
// acts come from; budgets are locked last, by the first Grant that pays.
func (s *Service) OpenAwards(tx *db.Tx, acts []Act) (*Awards, error) {
	a := &Awards{tx: tx, room: s}
	var persons, days []string
	for _, act := range acts {
		persons, days = append(persons, act.Person), append(days, act.On)
		a.streets = append(a.streets, act.Street)
	}
	var err error
	if a.books, err = ledger.Open(tx, persons...); err != nil {
		return nil, err
	}
	a.usage, err = readUsage(tx, persons, days)
	return a, err
}

// tally is what a person has been awarded, by rule and day.
type tally struct{ lines []usageLine }

type usageLine struct {
	PersonID, RuleCode, EarnedOn string
	Counted, Points              int
}

func readUsage(tx *db.Tx, persons, days []string) (map[string]*tally, error) {
	usage := map[string]*tally{}
	if len(persons) == 0 {
		return usage, nil
	}
	for _, p := range persons {
		usage[p] = &tally{}
	}
	from, to := Year(slices.Min(days))+"-01-01", Year(slices.Max(days))+"-12-31"
	var lines []usageLine
	err := tx.DB.Raw(`SELECT person_id, rule_code, earned_on, SUM(counted) AS counted, SUM(CASE WHEN exempt = 0 THEN points ELSE 0 END) AS points
		FROM awards WHERE person_id IN ? AND earned_on >= ? AND earned_on <= ? AND state <> 'refused'
		GROUP BY person_id, rule_code, earned_on`, persons, from, to).Scan(&lines).Error
	if err != nil {
		return nil, fmt.Errorf("read what was awarded: %w", err)
	}
	for _, l := range lines {
		usage[l.PersonID].lines = append(usage[l.PersonID].lines, l)
	}
	return usage, nil
}

// of sums what counts against the caps of a rule on a day.
func (t *tally) of(rule, day string) Usage {
	var u Usage
	for _, l := range t.lines {
		if Year(l.EarnedOn) != Year(day) {
			continue
		}
		same := l.RuleCode == rule
		u.Year += l.Points
		if same {
			u.ItemYear += l.Counted
		}
		if Month(l.EarnedOn) != Month(day) {
			continue
		}
		u.Month += l.Points
		if same {
			u.ItemMonth += l.Counted
		}
		if l.EarnedOn == day {
			u.Day += l.Points
			if same {
				u.ItemDay += l.Counted
			}
		}
	}
	return u
}

// Grant decides one act: what it is worth today, who has to sign, and, where nobody has to any more, that it is paid.
func (a *Awards) Grant(act Act) (models.Award, error) {
	if !a.books.Has(act.Person) {
		return models.Award{}, ledger.ErrAccount
	}
	book := a.room.On(act.On, act.Unit.Path)
	usage := a.usage[act.Person]
	worth, err := Assess(book, act.Ask, usage.of(act.Ask.Rule, act.On))
	if err != nil {
		return models.Award{}, err
	}
	rule, _ := book.Rule(act.Ask.Rule)
	award := models.Award{
		ID: a.tx.NewID(), PersonID: act.Person, RuleCode: rule.Code, RulebookVersion: fmt.Sprint(book.Version),
		SourceType: act.Source.Type, SourceID: act.Source.ID, OrgUnitID: act.Unit.ID, OrgPath: act.Unit.Path, StreetID: act.Street,
		EarnedOn: act.On, Counted: int64(worth.Counted), Asked: int64(worth.Asked), Points: int64(worth.Points),
		Explanation: explanation(worth), Stages: join(Needed(book, rule, worth.Points)), CreatedAt: models.At(a.tx.Now),
	}
	counted := usageLine{PersonID: act.Person, RuleCode: rule.Code, EarnedOn: act.On, Counted: worth.Counted, Points: worth.Points}
	if worth.Exempt {
		award.Exempt, counted.Points = 1, 0
	}
	if worth.Points == 0 { // recorded with its reason; there is nothing to sign for
		award.Stages = ""
	}
	if next, ok := nextStage(award); ok && act.Signer.ID != "" && MaySign(next, levelOf(act.SignerGrant.Role)) {
		a.sign(&award, act.Signer.ID, next)
	}
	if err := a.advance(&award); err != nil {
		return models.Award{}, err
	}
	usage.lines = append(usage.lines, counted)
	a.awards = append(a.awards, award)
	return award, nil
}

func explanation(worth Assessment) string {
	text, err := json.Marshal(worth)
	if err != nil {
		panic(err) // an Assessment is plain data
	}
	return string(text)
}

func join(stages []Level) string {
	words := make([]string, len(stages))
	for i, s := range stages {
		words[i] = string(s)
	}
	return strings.Join(words, ",")
}

// nextStage is whose signature the award waits for; false where it has all.
func nextStage(award models.Award) (Level, bool) {
	if award.Stages == "" {
		return "", false
	}
	stages := strings.Split(award.Stages, ",")
	if award.Signed >= len(stages) {
		return "", false
	}
	return Level(stages[award.Signed]), true
}

// levelOf is what a role signs as.
func levelOf(role people.Role) Level {
	switch role {
	case people.GridOfficer:
		return Officer
	case people.Reviewer:
		return Community
	case people.StreetAdmin:
		return Street
	case people.DistrictAdmin, people.CityAdmin:
		return District
	}
	return ""
}

func (a *Awards) sign(award *models.Award, person string, stage Level) {
	award.Signed++
	a.signatures = append(a.signatures, models.AwardSignature{
		AwardID: award.ID, PersonID: person, Level: string(stage), At: models.At(a.tx.Now),
	})
}

// advance pays an award that has all its signatures, or says what it waits for.
func (a *Awards) advance(award *models.Award) error {
	if next, waits := nextStage(*award); waits {
		award.State, award.NextLevel = string(AwardPending), string(next)
		return nil
	}
	award.NextLevel = ""
	return a.pay(award)
}

// pay books the points out of the street's budget; where that is spent the award queues for next month's.
func (a *Awards) pay(award *models.Award) error {
	if a.budgets == nil && award.Points > 0 {
		var err error
		if a.budgets, err = openBudgets(a.tx, a.books, a.streets); err != nil {
			return err
		}
	}
	if award.Points > 0 && !a.budgets.take(award.StreetID, award.Points, AwardState(award.State) == AwardQueued) {
		award.State = string(AwardQueued)
		return nil
	}
	award.State, award.DecidedAt = string(AwardGranted), models.At(a.tx.Now)
	if award.Points == 0 {
		return nil
	}
	_, err := a.books.Award(award.PersonID, award.StreetID, award.Points, ledger.Why{
		Reason: award.RuleCode, Source: ledger.Source{Type: award.SourceType, ID: award.SourceID},
	})
	return err
}

// Write writes what was granted.
func (a *Awards) Write() error {
	if err := a.books.Write(); err != nil {
		return err
	}
	if len(a.awards) > 0 {
		err := a.tx.DB.CreateInBatches(a.awards, 500).Error
		if db.IsDuplicate(err) {
			return ErrAwardTwice
		}
		if err != nil {
			return fmt.Errorf("write awards: %w", err)
		}
	}
	if len(a.signatures) > 0 {
		if err := a.tx.DB.CreateInBatches(a.signatures, 500).Error; err != nil {
			return fmt.Errorf("write signatures: %w", err)
		}
	}
	if a.budgets == nil {
		return nil
	}
	return a.budgets.write()
}
