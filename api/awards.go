package api

import (
	"context"
	"strings"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

type awardView struct {
	ID          string     `json:"id"`
	State       string     `json:"state" enum:"pending,queued,granted,refused"`
	PersonID    string     `json:"person_id"`
	Person      string     `json:"person_masked"`
	RuleCode    string     `json:"rule_code"`
	RuleName    string     `json:"rule_name"`
	Points      int64      `json:"points"`
	Explanation string     `json:"explanation"`
	OrgUnitID   string     `json:"org_unit_id"`
	OrgUnitName string     `json:"org_unit_name"`
	Source      sourceView `json:"source"`
	Stages      []string   `json:"stages" doc:"需要谁签，按顺序"`
	Signed      int        `json:"signed" doc:"已签几级"`
	NextLevel   string     `json:"next_level" doc:"等谁签；空为不等人"`
	Reason      string     `json:"reason,omitempty" doc:"不予通过的理由"`
	EarnedOn    string     `json:"earned_on" format:"date"`
	At          time.Time  `json:"at"`
}

func (s *Server) awardView(a models.Award, names map[string]string) awardView {
	why := s.explain(a, false)
	return awardView{
		ID: a.ID, State: a.State, PersonID: a.PersonID, Person: names[a.PersonID], RuleCode: a.RuleCode, RuleName: why.RuleName,
		Points: a.Points, Explanation: why.Explanation, OrgUnitID: a.OrgUnitID, OrgUnitName: s.scopeName(a.OrgUnitID),
		Source: sourceView{a.SourceType, a.SourceID}, Stages: strings.FieldsFunc(a.Stages, func(r rune) bool { return r == ',' }),
		Signed: a.Signed, NextLevel: a.NextLevel, Reason: a.DecidedWhy, EarnedOn: a.EarnedOn, At: a.CreatedAt.Time(),
	}
}

func (s *Server) commandAward(_ context.Context, a models.Award) awardView {
	return s.awardView(a, nil)
}

func (s *Server) awards(ctx context.Context, in *awardStates) (*listed[awardView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	rows, err := s.Rules.Waiting(ctx, actorOf(ctx), rulebook.AwardState(in.State), at[0], in.Limit+1)
	if err != nil {
		return nil, err
	}
	names, err := namesOf(ctx, s, rows, func(a models.Award) string { return a.PersonID })
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, func(a models.Award) awardView { return s.awardView(a, names) },
		func(a models.Award) []string { return []string{a.ID} }), nil
}

type approveInput struct {
	Keyed
	ByID
	Body *struct{} `required:"false"`
}

type refuseInput struct {
	Keyed
	ByID
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"130" pattern:"\\S" doc:"不能只有空白"`
	}
}

func (s *Server) approveAward(ctx context.Context, call once.Call, actor people.Actor, in *approveInput) (once.Answer, error) {
	return s.Rules.Approve(ctx, call, actor, in.ID)
}

func (s *Server) refuseAward(ctx context.Context, call once.Call, actor people.Actor, in *refuseInput) (once.Answer, error) {
	return s.Rules.Refuse(ctx, call, actor, in.ID, in.Body.Reason)
}

type rulebookView struct {
	Version       int             `json:"version"`
	EffectiveFrom string          `json:"effective_from" format:"date"`
	PointValueFen int             `json:"point_value_fen" doc:"一分折合多少分钱，仅用于核算"`
	Rules         []ruleView      `json:"rules"`
	Caps          rulebook.Caps   `json:"caps" doc:"每人每日、每月、每年上限"`
	Redeem        rulebook.Redeem `json:"redeem" doc:"兑换限额"`
	Expiry        rulebook.Expiry `json:"expiry" doc:"到期：取得后第几年的哪一天；提前几天提醒；过期后退回的保留几天"`
}

type ruleView struct {
	Code      string             `json:"code"`
	Name      string             `json:"name"`
	Points    int                `json:"points"`
	Unit      string             `json:"unit"`
	Proof     string             `json:"proof"`
	CheckedBy string             `json:"checked_by"`
	Exempt    bool               `json:"exempt" doc:"不受个人上限限制"`
	Caps      []rulebook.ItemCap `json:"caps" doc:"本项的次数上限"`
	Grades    []rulebook.Grade   `json:"grades" doc:"分级的积分"`
}

type rulebookOutput struct{ Body rulebookView }

type rulebookInput struct {
	OrgUnit string `query:"org_unit_id" maxLength:"20" doc:"区县自己的积分办法；不填为全市的"`
}

func (s *Server) rulebook(_ context.Context, in *rulebookInput) (*rulebookOutput, error) {
	path := ""
	if in.OrgUnit != "" {
		u, ok := s.Tree.Tree().Unit(in.OrgUnit)
		if !ok {
			return nil, people.ErrUnknown
		}
		path = u.Path
	}
	return &rulebookOutput{toRulebook(s.Rules.InForce(s.Store.Now(), path))}, nil
}

func toRulebook(b rulebook.Book) rulebookView {
	v := rulebookView{
		Version: b.Version, EffectiveFrom: b.EffectiveFrom, PointValueFen: b.PointValueFen, Caps: b.Caps, Redeem: b.Redeem, Expiry: b.Expiry, Rules: []ruleView{},
	}
	for _, r := range b.Rules {
		rule := ruleView{
			Code: r.Code, Name: r.Name, Points: r.Points, Unit: string(r.Unit), Proof: r.Proof, CheckedBy: r.CheckedBy, Exempt: r.Exempt,
			Caps: r.ItemCaps, Grades: r.Grades,
		}
		if rule.Caps == nil {
			rule.Caps = []rulebook.ItemCap{}
		}
		if rule.Grades == nil {
			rule.Grades = []rulebook.Grade{}
		}
		v.Rules = append(v.Rules, rule)
	}
	return v
}

// namesOf reads the masked names of the people in rows.
func namesOf[R any](ctx context.Context, s *Server, rows []R, of ...func(R) string) (map[string]string, error) {
	var ids []string
	for _, r := range rows {
		for _, f := range of {
			if id := f(r); id != "" {
				ids = append(ids, id)
			}
		}
	}
	return s.People.Names(ctx, ids)
}
