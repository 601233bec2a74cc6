package report

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm/clause"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// decision is an officer's verdict on one report.
type decision struct {
	actor        people.Actor
	id           string
	verdict      State
	reason, into string
}

// Accept says that a report is valid, which awards its reporter by the rulebook. Answers with a Case.
func (s *Service) Accept(ctx context.Context, call once.Call, actor people.Actor, id, reason string) (once.Answer, error) {
	return s.decide.Do(ctx, call, decision{actor: actor, id: id, verdict: Accepted, reason: strings.TrimSpace(reason)})
}

// Reject says that it is not, and why. Answers with a Case.
func (s *Service) Reject(ctx context.Context, call once.Call, actor people.Actor, id, reason string) (once.Answer, error) {
	return s.decide.Do(ctx, call, decision{actor: actor, id: id, verdict: Rejected, reason: strings.TrimSpace(reason)})
}

// Merge says that somebody reported it before: the first reporter keeps the full points, this one is thanked with the
// rulebook's R05, unless both are the same person. Answers with a Case.
func (s *Service) Merge(ctx context.Context, call once.Call, actor people.Actor, id, into, reason string) (once.Answer, error) {
	return s.decide.Do(ctx, call, decision{actor: actor, id: id, verdict: Merged, into: into, reason: strings.TrimSpace(reason)})
}

// deciding is what the decisions of one unit share.
type deciding struct {
	tx      *db.Tx
	room    *Service
	reports map[string]Case
	awards  *rulebook.Awards
	changed []models.Report
	events  []models.ReportEvent
	record  []audit.Event
}

func (s *Service) decideMany(tx *db.Tx, decisions []decision) ([]once.Outcome, error) {
	u, err := s.openDeciding(tx, decisions)
	if err != nil {
		return nil, err
	}
	outcomes, err := once.Each(len(decisions), func(i int) (any, error) { return u.decide(decisions[i]) })
	if err != nil {
		return nil, err
	}
	return outcomes, u.write()
}

// openDeciding locks the reporters' accounts, then the reports, and reads what belongs to them.
func (s *Service) openDeciding(tx *db.Tx, decisions []decision) (*deciding, error) {
	u := &deciding{tx: tx, room: s, reports: map[string]Case{}}
	ids, own := []string{}, []string{}
	for _, d := range decisions {
		ids, own = append(ids, d.id), append(own, d.id)
		if d.into != "" {
			ids = append(ids, d.into)
		}
	}
	var rows []models.Report
	if err := tx.DB.Where("id IN ?", own).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	acts := make([]rulebook.Act, len(rows))
	for i, r := range rows {
		acts[i] = act(r)
	}
	var err error
	if u.awards, err = s.rules.OpenAwards(tx, acts); err != nil {
		return nil, err
	}
	rows = nil
	err = tx.DB.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id IN ?", ids).Order("id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("lock reports: %w", err)
	}
	cases, err := undecided(tx, rows)
	if err != nil {
		return nil, err
	}
	for _, c := range cases {
		u.reports[c.ID] = c
	}
	return u, nil
}

// act is the report as the rulebook sees it; the rule comes with the verdict.
func act(r models.Report) rulebook.Act {
	return rulebook.Act{
		Person: r.PersonID, Source: ledger.Source{Type: "report", ID: r.ID},
		Unit: models.OrgUnit{ID: r.OrgUnitID, Path: r.OrgPath}, Street: r.StreetID, On: r.FiledOn,
	}
}

func (u *deciding) decide(d decision) (Case, error) {
	c, ok := u.reports[d.id]
	if !ok {
		return c, people.ErrUnknown
	}
	grant, ok := d.actor.Over(c.OrgPath, people.Officers...)
	if !ok {
		return c, people.ErrUnknown
	}
	switch {
	case c.PersonID == d.actor.ID:
		return c, people.ErrSignedBy
	case State(c.State) != Submitted:
		return c, ErrDecided.Because("已"+verdicts[State(c.State)], "It is "+c.State)
	case d.verdict == Rejected && d.reason == "":
		return c, ErrReason.On("reason")
	case len(d.reason) > 400:
		return c, ErrReason.Because("理由太长", "The reason is too long").On("reason")
	}
	rule, _ := rulebook.CategoryRule(c.Category)
	if d.verdict == Merged {
		into, err := u.target(d.actor, c, d.into)
		if err != nil {
			return c, err
		}
		c.MergedInto, rule = into.ID, rulebook.RuleMerged
		if into.PersonID == c.PersonID {
			rule = ""
		}
	}
	if d.verdict != Rejected && rule != "" {
		a := act(c.Report)
		a.Ask = rulebook.Ask{Rule: rule}
		a.Signer, a.SignerGrant = d.actor, grant
		award, err := u.awards.Grant(a)
		if err != nil {
			return c, err
		}
		c.Awards = append(c.Awards, award)
	}
	return u.keep(c, d, grant), nil
}

// verdicts in the words that people read.
var verdicts = map[State]string{Accepted: "采纳", Rejected: "退回", Merged: "并案"}

func (u *deciding) keep(c Case, d decision, grant people.Scoped) Case {
	c.State, c.Reason, c.DecidedBy, c.DecidedAt = string(d.verdict), d.reason, d.actor.ID, models.At(u.tx.Now)
	event := models.ReportEvent{
		ID: u.tx.NewID(), ReportID: c.ID, Kind: c.State, Text: d.reason, ByPerson: d.actor.ID, ByRole: string(grant.Role), At: c.DecidedAt,
	}
	c.Events = append(c.Events, event)
	u.reports[c.ID] = c
	u.changed, u.events = append(u.changed, c.Report), append(u.events, event)
	record := d.actor.Event(grant.Role, "report."+decisionVerb[d.verdict], "report", c.ID, c.OrgPath)
	record.Detail = d.reason
	u.record = append(u.record, record)
	return c
}

var decisionVerb = map[State]string{Accepted: "accept", Rejected: "reject", Merged: "merge"}

// target checks what a report is merged into: the same category within 50 m, filed before, and open or accepted under seven
// days before. A problem that comes back later is a new one.
func (u *deciding) target(actor people.Actor, c Case, id string) (Case, error) {
	into, ok := u.reports[id]
	if _, over := actor.Over(into.OrgPath, people.Officers...); !over {
		return into, ErrInto.On("into") // outside of the actor's scope, which is as good as not there
	}
	if !ok || id == c.ID || into.Category != c.Category || into.FiledAt > c.FiledAt || !stands(into.Report, c.FiledAt) ||
		place.Metres(place.Point{Lat: c.Lat, Lng: c.Lng}, place.Point{Lat: into.Lat, Lng: into.Lng}) > nearMetres {
		return into, ErrInto.On("into")
	}
	return into, nil
}

// stands says whether a report filed at an instant can still be its duplicate.
func stands(r models.Report, filed models.Instant) bool {
	return State(r.State) == Submitted || State(r.State) == Accepted && r.DecidedAt > filed-models.Instant(nearAge.Milliseconds())
}

func (u *deciding) write() error {
	if len(u.changed) == 0 {
		return nil
	}
	// The rows are locked and exist: this is one statement that updates all of them.
	err := u.tx.DB.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "id"}},
		DoUpdates: clause.AssignmentColumns([]string{"state", "merged_into", "reason", "decided_by", "decided_at"}),
	}).Create(&u.changed).Error
	if err != nil {
		return fmt.Errorf("write reports: %w", err)
	}
	if err := u.tx.DB.Create(&u.events).Error; err != nil {
		return fmt.Errorf("write report events: %w", err)
	}
	if err := audit.Record(u.tx, u.record...); err != nil {
		return err
	}
	return u.awards.Write()
}
