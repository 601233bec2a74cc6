package api

import (
	"context"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

type budgetView struct {
	StreetID     string `json:"street_id"`
	StreetName   string `json:"street_name"`
	DistrictName string `json:"district_name"`
	Month        string `json:"month" pattern:"^\\d{4}-\\d{2}$"`
	Funded       int64  `json:"funded" doc:"本月可发放的积分"`
	Used         int64  `json:"used" doc:"已发放"`
	Left         int64  `json:"left"`
	Percent      int64  `json:"percent" doc:"已用百分比"`
	Warn         bool   `json:"warn" doc:"达到办法规定的预警比例"`
	Spent        bool   `json:"spent" doc:"已用完，新的积分排到下月"`
	Carried      bool   `json:"carried" doc:"本月还没有单独设置，将沿用上一次的额度"`
}

func (s *Server) budgetView(l rulebook.BudgetLine) budgetView {
	street, _ := s.Tree.Tree().Unit(l.StreetID)
	district, _ := s.Tree.Tree().DistrictOf(l.StreetID)
	return budgetView{
		StreetID: l.StreetID, StreetName: street.Name, DistrictName: district.Name, Month: l.Month, Funded: l.Funded, Used: l.Used,
		Left: l.Left(), Percent: l.Percent(), Warn: l.Warn, Spent: l.Left() <= 0, Carried: l.Carried,
	}
}

type budgetsInput struct {
	Paged
	Month     string `query:"month" pattern:"^\\d{4}-(0[1-9]|1[0-2])$" doc:"不填为本月"`
	OrgUnitID string `query:"org_unit_id" maxLength:"20" doc:"只看这个组织之下的街道"`
}

// overseers see figures and budgets below their scope.
var overseers = append([]people.Role{people.Auditor}, people.Admins...)

func (s *Server) budgets(ctx context.Context, in *budgetsInput) (*listed[budgetView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	below, err := s.pathOf(in.OrgUnitID)
	if err != nil {
		return nil, err
	}
	actor := actorOf(ctx)
	var streets []models.OrgUnit
	for _, u := range s.Tree.Tree().All() {
		if u.Level != org.Street && u.Level != org.Township || u.Path <= at[0] || !strings.HasPrefix(u.Path, below) {
			continue
		}
		if _, ok := actor.Over(u.Path, overseers...); ok && len(streets) <= in.Limit {
			streets = append(streets, u)
		}
	}
	month := in.Month
	if month == "" {
		month = rulebook.Month(rulebook.Day(s.Store.Now()))
	}
	lines, err := s.Rules.BudgetsOf(ctx, month, streets)
	if err != nil {
		return nil, err
	}
	return pageOf(lines, in.Limit, s.budgetView, func(l rulebook.BudgetLine) []string { return []string{s.pathOfID(l.StreetID)} }), nil
}

type setBudgetInput struct {
	Keyed
	ByID
	Body struct {
		Month  string `json:"month" pattern:"^\\d{4}-(0[1-9]|1[0-2])$"`
		Points int64  `json:"points" minimum:"0" maximum:"100000000" doc:"不能低于已有的额度"`
	}
}

func (s *Server) setBudget(ctx context.Context, call once.Call, actor people.Actor, in *setBudgetInput) (once.Answer, error) {
	street, ok := s.Tree.Tree().Unit(in.ID)
	if !ok {
		return once.Answer{}, people.ErrUnknown
	}
	return s.Rules.SetBudget(ctx, call, actor, street, in.Body.Month, in.Body.Points)
}

func (s *Server) commandBudget(_ context.Context, b models.Budget) budgetView {
	line := rulebook.BudgetLine{StreetID: b.StreetID, Month: b.Month, Funded: b.Funded, Used: b.Used}
	line.Warn = line.Percent() >= int64(s.Rules.InForce(s.Store.Now(), s.pathOfID(b.StreetID)).Budget.WarnPercent)
	return s.budgetView(line)
}
