package api

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

type meView struct {
	ID          string        `json:"id"`
	DisplayName string        `json:"display_name"`
	PhoneMasked string        `json:"phone_masked" doc:"未登记为空"`
	WorkerType  string        `json:"worker_type" doc:"rider courier ride_hailing trucker，居民为空"`
	OrgUnitID   string        `json:"org_unit_id" doc:"所属社区或村，未登记为空"`
	OrgUnitName string        `json:"org_unit_name"`
	Roles       []roleView    `json:"roles"`
	Consents    []consentView `json:"consents" doc:"每份文件最近一次的选择"`
	CreatedAt   time.Time     `json:"created_at"`
}

type consentView struct {
	Document string    `json:"document"`
	Version  string    `json:"version"`
	Given    bool      `json:"given"`
	At       time.Time `json:"at"`
}

type meOutput struct{ Body meView }

func (s *Server) me(ctx context.Context, _ *struct{}) (*meOutput, error) {
	p, err := s.People.Me(ctx, actorOf(ctx))
	if err != nil {
		return nil, err
	}
	return &meOutput{s.profileView(p)}, nil
}

func (s *Server) profileView(p people.Profile) meView {
	v := meView{
		ID: p.ID, DisplayName: p.DisplayName, PhoneMasked: p.PhoneMasked, WorkerType: p.WorkerType, OrgUnitID: p.OrgUnitID,
		OrgUnitName: s.scopeName(p.OrgUnitID), Roles: s.rolesView(p.Roles), Consents: []consentView{}, CreatedAt: p.CreatedAt.Time(),
	}
	for _, c := range p.Consents {
		v.Consents = append(v.Consents, consentView{c.Document, c.Version, c.Given == 1, c.At.Time()})
	}
	return v
}

type changeMeInput struct {
	Body struct {
		DisplayName *string `json:"display_name,omitempty" minLength:"1" maxLength:"30"`
		Phone       *string `json:"phone,omitempty" maxLength:"20" doc:"大陆手机号，空串为删除"`
		WorkerType  *string `json:"worker_type,omitempty" enum:"rider,courier,ride_hailing,trucker,"`
		OrgUnitID   *string `json:"org_unit_id,omitempty" maxLength:"20" doc:"社区或村"`
	}
}

func (s *Server) changeMe(ctx context.Context, in *changeMeInput) (*meOutput, error) {
	edit := people.Edit{
		DisplayName: in.Body.DisplayName, Phone: in.Body.Phone, WorkerType: in.Body.WorkerType, OrgUnitID: in.Body.OrgUnitID,
	}
	if id := in.Body.OrgUnitID; id != nil && *id != "" {
		unit, ok := s.Tree.Tree().Unit(*id)
		if !ok || unit.Level != "community" && unit.Level != "village" {
			return nil, errUnit.On("org_unit_id")
		}
		edit.OrgPath = unit.Path
	}
	if edit.Phone != nil && *edit.Phone != "" {
		if err := s.limits.seldom("phone " + actorOf(ctx).ID); err != nil { // or one could ask who has which number
			return nil, err
		}
	}
	p, err := s.People.Change(ctx, actorOf(ctx), edit)
	if err != nil {
		return nil, err
	}
	return &meOutput{s.profileView(p)}, nil
}

type consentInput struct {
	Body struct {
		Document string `json:"document" enum:"privacy,location,photos"`
		Version  string `json:"version" minLength:"1" maxLength:"20"`
		Given    bool   `json:"given"`
	}
}

func (s *Server) consent(ctx context.Context, in *consentInput) (*struct{}, error) {
	return nil, s.People.Consent(ctx, actorOf(ctx), in.Body.Document, in.Body.Version, in.Body.Given)
}

type pointsView struct {
	Available     int64          `json:"available" doc:"可用；冲正后可能为负"`
	Held          int64          `json:"held" doc:"待领取兑换单占用"`
	Pending       int64          `json:"pending" doc:"等待签批或下月预算"`
	Honor         int64          `json:"honor" doc:"荣誉值，花积分不减少"`
	EarnedTotal   int64          `json:"earned_total"`
	RedeemedTotal int64          `json:"redeemed_total"`
	ExpiredTotal  int64          `json:"expired_total"`
	Expiring      []expiringView `json:"expiring" doc:"哪一天结束时有多少分到期"`
}

type expiringView struct {
	On     string `json:"on" format:"date"`
	Points int64  `json:"points"`
	Soon   bool   `json:"soon" doc:"已进入积分办法规定的提醒期"`
}

type pointsOutput struct{ Body pointsView }

func (s *Server) points(ctx context.Context, _ *struct{}) (*pointsOutput, error) {
	tx, actor := s.Store.Read(ctx), actorOf(ctx)
	expiry := s.Rules.InForce(tx.Now, "").Expiry
	standing, err := ledger.Of(tx, actor.ID, expiry.Terms())
	if err != nil {
		return nil, err
	}
	pending, err := rulebook.Pending(tx, actor.ID)
	if err != nil {
		return nil, err
	}
	v := pointsView{
		Available: standing.Available, Held: standing.Held, Pending: pending, Honor: standing.Earned, EarnedTotal: standing.Earned,
		RedeemedTotal: standing.Redeemed, ExpiredTotal: standing.ExpiredEver, Expiring: []expiringView{},
	}
	notice := expiry.NoticeFrom(tx.Now)
	for _, e := range standing.Expiring {
		v.Expiring = append(v.Expiring, expiringView{e.On, e.Points, e.On <= notice})
	}
	return &pointsOutput{v}, nil
}

// TransferView is a transfer as its person reads it.
type TransferView struct {
	ID           string     `json:"id"`
	Kind         string     `json:"kind" enum:"award,hold,void,redeem,expire,reversal,adjust"`
	Points       int64      `json:"points" doc:"对可用积分的增减；redeem 只结清先前的冻结，为 0"`
	Amount       int64      `json:"amount" doc:"这一笔涉及的积分数"`
	BalanceAfter int64      `json:"balance_after" doc:"之后的可用积分"`
	Reason       string     `json:"reason" doc:"给人看的说明"`
	RuleCode     string     `json:"rule_code,omitempty"`
	Source       sourceView `json:"source"`
	At           time.Time  `json:"at"`
}

type sourceView struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

// kindWords say in people's words what a transfer was.
var kindWords = map[string]string{
	"hold": "兑换预留", "void": "兑换释放", "redeem": "兑换领取", "expire": "到期清零", "reversal": "冲正", "adjust": "人工调整",
}

func (s *Server) transferView(e ledger.Entry) TransferView {
	v := TransferView{
		ID: e.ID, Kind: e.Kind, Points: e.Change, Amount: e.Points, BalanceAfter: e.BalanceAfter, Reason: e.Note,
		Source: sourceView{e.SourceType, e.SourceID}, At: e.At.Time(),
	}
	if e.Kind == string(ledger.Award) {
		v.RuleCode = e.Reason
		if rule, ok := s.Rules.InForce(e.At.Time(), "").Rule(e.Reason); ok && v.Reason == "" {
			v.Reason = rule.Name
		}
	}
	if v.Reason == "" {
		v.Reason = kindWords[e.Kind]
	}
	return v
}

func (s *Server) transfers(ctx context.Context, in *Paged) (*listed[TransferView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	var before int64
	if at[0] != "" {
		if before, err = strconv.ParseInt(at[0], 10, 64); err != nil || before < 1 {
			return nil, errCursor.On("cursor")
		}
	}
	rows, err := ledger.Statement(s.Store.Read(ctx), actorOf(ctx).ID, before, in.Limit+1)
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, s.transferView, func(e ledger.Entry) []string { return []string{strconv.FormatInt(*e.Seq, 10)} }), nil
}

// explainedView is one transfer with why it is as much as it is.
type explainedView struct {
	TransferView
	Award *awardExplained `json:"award,omitempty" doc:"积分是怎么算出来的"`
}

type awardExplained struct {
	RuleCode        string             `json:"rule_code"`
	RuleName        string             `json:"rule_name"`
	Proof           string             `json:"proof"`
	RulebookVersion string             `json:"rulebook_version"`
	EarnedOn        string             `json:"earned_on" format:"date"`
	Asked           int64              `json:"asked" doc:"上限之前应得"`
	Points          int64              `json:"points"`
	Explanation     string             `json:"explanation"`
	Caps            []rulebook.CapView `json:"caps" doc:"每个上限减去多少、还剩多少"`
}

type explainedOutput struct{ Body explainedView }

func (s *Server) transfer(ctx context.Context, in *ByID) (*explainedOutput, error) {
	tx, actor := s.Store.Read(ctx), actorOf(ctx)
	e, err := ledger.Find(tx, actor.ID, in.ID)
	if err != nil {
		return nil, err
	}
	v := explainedView{TransferView: s.transferView(e)}
	if e.Kind != string(ledger.Award) {
		return &explainedOutput{v}, nil
	}
	awards, err := rulebook.BySource(tx, ledger.Source{Type: e.SourceType, ID: e.SourceID})
	if err != nil {
		return nil, err
	}
	for _, a := range awards {
		if a.RuleCode == e.Reason {
			v.Award = s.explain(a, requestOf(ctx).english)
		}
	}
	return &explainedOutput{v}, nil
}

func (s *Server) explain(a models.Award, english bool) *awardExplained {
	var worth rulebook.Assessment
	_ = json.Unmarshal([]byte(a.Explanation), &worth) // we wrote it; an empty explanation is the worst that can come of it
	rule, _ := s.Rules.On(a.EarnedOn, a.OrgPath).Rule(a.RuleCode)
	v := &awardExplained{
		RuleCode: a.RuleCode, RuleName: rule.Name, Proof: rule.Proof, RulebookVersion: a.RulebookVersion, EarnedOn: a.EarnedOn,
		Asked: a.Asked, Points: a.Points, Explanation: worth.ZH, Caps: worth.Caps(),
	}
	if english {
		v.Explanation = worth.EN
	}
	return v
}

type awardStates struct {
	Paged
	State string `query:"state" enum:"pending,queued,granted,refused" default:"pending"`
}

func (s *Server) myAwards(ctx context.Context, in *awardStates) (*listed[awardView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	rows, err := rulebook.OfPerson(s.Store.Read(ctx), actorOf(ctx).ID, []rulebook.AwardState{rulebook.AwardState(in.State)}, at[0], in.Limit+1)
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, func(a models.Award) awardView { return s.awardView(a, nil) },
		func(a models.Award) []string { return []string{a.ID} }), nil
}
