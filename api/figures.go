package api

import (
	"context"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/insight"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// FiguresView is what the town did in a place and a time.
type FiguresView struct {
	Issued      int64 `json:"issued" doc:"发放的积分（含人工调整，减冲正）；按做事的社区，人工调整按本人所属社区"`
	Redeemed    int64 `json:"redeemed" doc:"兑换领走的积分，减冲正；按超市"`
	Held        int64 `json:"held" doc:"期末待领取占用的积分；按超市"`
	Outstanding int64 `json:"outstanding" doc:"期末尚未花掉的积分，含占用；按本人所属社区"`
	Expired     int64 `json:"expired" doc:"到期清零的积分；按本人所属社区"`
	Redemptions int64 `json:"redemptions" doc:"领走的兑换单数，减冲正；按超市"`
	ValueFen    int64 `json:"value_fen" doc:"发出物品的成本（分，按现行目录价，含捐赠，减退回）；按超市"`
	DonatedFen  int64 `json:"value_donated_fen" doc:"其中捐赠物品的"`
	Reports     int64 `json:"reports" doc:"期内上报数；按社区"`
	Accepted    int64 `json:"accepted" doc:"期内上报中已采纳的"`
}

func toFigures(f insight.Figures) FiguresView {
	return FiguresView{
		f.Issued, f.Redeemed, f.Held, f.Outstanding, f.Expired, f.Redemptions, f.ValueFen, f.DonatedFen, f.Reports, f.Accepted,
	}
}

type monthView struct {
	Month string `json:"month" pattern:"^\\d{4}-\\d{2}$"`
	FiguresView
}

type unitFigures struct {
	ID   string `json:"id" doc:"空为不属于任何下级的，例如未登记社区的人"`
	Name string `json:"name"`
	FiguresView
}

type figureReport struct {
	OrgUnitID   string        `json:"org_unit_id"`
	OrgUnitName string        `json:"org_unit_name"`
	From        string        `json:"from" pattern:"^\\d{4}-\\d{2}$"`
	To          string        `json:"to" pattern:"^\\d{4}-\\d{2}$"`
	Totals      FiguresView   `json:"totals"`
	Months      []monthView   `json:"months"`
	OrgUnits    []unitFigures `json:"org_units" doc:"直接下级，合计等于 totals"`
}

type figuresOutput struct{ Body figureReport }

type figuresInput struct {
	OrgUnitID string `query:"org_unit_id" maxLength:"20" doc:"不填为本人管辖的组织"`
	From      string `query:"from" pattern:"^\\d{4}-(0[1-9]|1[0-2])$" doc:"不填为 to 之前五个月"`
	To        string `query:"to" pattern:"^\\d{4}-(0[1-9]|1[0-2])$" doc:"不填为本月"`
}

const monthForm = "2006-01"

func (s *Server) figures(ctx context.Context, in *figuresInput) (*figuresOutput, error) {
	unit, err := s.overseen(ctx, in.OrgUnitID)
	if err != nil {
		return nil, err
	}
	if in.To == "" {
		in.To = s.Store.Now().In(place.Zone).Format(monthForm)
	}
	if in.From == "" {
		to, err := time.Parse(monthForm, in.To)
		if err != nil {
			return nil, insight.ErrMonths.On("to")
		}
		in.From = to.AddDate(0, -5, 0).Format(monthForm)
	}
	var sheet insight.Sheet
	err = s.Store.Snapshot(ctx, func(tx *db.Tx) error {
		sheet, err = insight.Of(tx, insight.Ask{Unit: unit, Children: s.Tree.Tree().Children(unit.ID), From: in.From, To: in.To})
		return err
	})
	if err != nil {
		return nil, err
	}
	v := figureReport{
		OrgUnitID: unit.ID, OrgUnitName: unit.Name, From: in.From, To: in.To, Totals: toFigures(sheet.Totals),
		Months: []monthView{}, OrgUnits: []unitFigures{},
	}
	for _, m := range sheet.Months {
		v.Months = append(v.Months, monthView{m.Month, toFigures(m.Figures)})
	}
	for _, u := range sheet.Units {
		name := "未划分到下级"
		if u.ID != "" {
			name = s.scopeName(u.ID)
		}
		v.OrgUnits = append(v.OrgUnits, unitFigures{u.ID, name, toFigures(u.Figures)})
	}
	return &figuresOutput{v}, nil
}

// overseen is the unit that is asked about, or the caller's own; what lies outside their scope does not exist.
func (s *Server) overseen(ctx context.Context, id string) (models.OrgUnit, error) {
	actor := actorOf(ctx)
	if id == "" {
		for _, g := range actor.Grants {
			if unit, ok := s.Tree.Tree().Unit(g.ScopeID); ok {
				if _, mine := actor.Over(unit.Path, overseers...); mine {
					return unit, nil
				}
			}
		}
		return models.OrgUnit{}, people.ErrUnknown
	}
	unit, ok := s.Tree.Tree().Unit(id)
	if !ok {
		return unit, people.ErrUnknown
	}
	if _, mine := actor.Over(unit.Path, overseers...); !mine {
		return unit, people.ErrUnknown
	}
	return unit, nil
}
