package api

import (
	"context"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
)

type reserveInput struct {
	Keyed
	Body struct {
		MartID string `json:"mart_id" minLength:"1" maxLength:"36"`
		Items  []struct {
			GoodsID  string `json:"goods_id" minLength:"1" maxLength:"36"`
			Quantity int64  `json:"quantity" minimum:"1" maximum:"20"`
		} `json:"items" minItems:"1" maxItems:"20"`
	}
}

type redemptionView struct {
	ID             string     `json:"id"`
	Number         string     `json:"number"`
	State          string     `json:"state" enum:"reserved,fulfilled,cancelled,expired,reversed"`
	Points         int64      `json:"points"`
	Items          []itemView `json:"items"`
	Mart           martRef    `json:"mart"`
	ReceiverMasked string     `json:"receiver_masked,omitempty" doc:"仅超市与管理员可见"`
	ReservedAt     time.Time  `json:"reserved_at"`
	ExpiresAt      time.Time  `json:"expires_at"`
	FulfilledAt    *time.Time `json:"fulfilled_at,omitempty"`
	ClosedAt       *time.Time `json:"closed_at,omitempty" doc:"取消或过期的时间"`
	DisputedAt     *time.Time `json:"disputed_at,omitempty" doc:"本人提出异议的时间"`
	NeedsSecond    bool       `json:"needs_second_signature" doc:"超过单人核销额度，须另一位工作人员先复核"`
	Countersigned  bool       `json:"countersigned"`
}

type itemView struct {
	GoodsID  string `json:"goods_id"`
	Name     string `json:"name"`
	Quantity int64  `json:"quantity"`
	Points   int64  `json:"points" doc:"单价"`
}

type martRef struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Address string `json:"address"`
}

func items(rows []models.RedemptionItem) []itemView {
	views := make([]itemView, len(rows))
	for i, r := range rows {
		views[i] = itemView{r.GoodsID, r.Name, r.Quantity, r.PointsEach}
	}
	return views
}

func moment(at models.Instant) *time.Time {
	if at == 0 {
		return nil
	}
	t := at.Time()
	return &t
}

func (s *Server) redemptionView(o redemption.Order, receiver string) redemptionView {
	m, _ := s.Marts.Find(o.MartID)
	v := redemptionView{
		ID: o.ID, Number: o.Number, State: o.State, Points: o.Points, Items: items(o.Items), Mart: martRef{o.MartID, m.Name, m.Address},
		ReceiverMasked: receiver, ReservedAt: o.ReservedAt.Time(), ExpiresAt: o.ExpiresAt.Time(), DisputedAt: moment(o.DisputedAt),
		Countersigned: o.CountersignedBy != "",
		NeedsSecond:   o.Points > int64(s.Rules.InForce(s.Store.Now(), o.MartPath).Redeem.SecondSignatureAbove),
	}
	switch redemption.State(o.State) {
	case redemption.Fulfilled, redemption.Reversed:
		v.FulfilledAt = moment(o.ClosedAt)
	case redemption.Cancelled, redemption.Expired:
		v.ClosedAt = moment(o.ClosedAt)
	}
	return v
}

func (s *Server) commandRedemption(_ context.Context, o redemption.Order) redemptionView {
	return s.redemptionView(o, "")
}

func (s *Server) reserve(ctx context.Context, call once.Call, actor people.Actor, in *reserveInput) (once.Answer, error) {
	wants := make([]redemption.Want, len(in.Body.Items))
	for i, it := range in.Body.Items {
		wants[i] = redemption.Want{GoodsID: it.GoodsID, Quantity: it.Quantity}
	}
	return s.Redemptions.Reserve(ctx, call, actor, in.Body.MartID, wants)
}

// RedemptionsInput narrows a list of redemptions to a state.
type RedemptionsInput struct {
	Paged
	State string `query:"state" enum:"reserved,fulfilled,cancelled,expired,reversed"`
}

func (s *Server) myRedemptions(ctx context.Context, in *RedemptionsInput) (*listed[redemptionView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	rows, err := s.Redemptions.Mine(ctx, actorOf(ctx), in.State, at[0], in.Limit+1)
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, func(o redemption.Order) redemptionView { return s.redemptionView(o, "") },
		func(o redemption.Order) []string { return []string{o.ID} }), nil
}

type redemptionOutput struct{ Body redemptionView }

func (s *Server) redemption(ctx context.Context, in *ByID) (*redemptionOutput, error) {
	actor := actorOf(ctx)
	o, err := s.Redemptions.Find(ctx, actor, in.ID)
	if err != nil {
		return nil, err
	}
	if o.PersonID == actor.ID {
		return &redemptionOutput{s.redemptionView(o, "")}, nil
	}
	names, err := s.People.Names(ctx, []string{o.PersonID})
	if err != nil {
		return nil, err
	}
	return &redemptionOutput{s.redemptionView(o, names[o.PersonID])}, nil
}

type codeOutput struct {
	Body struct {
		Code       string    `json:"code" doc:"二维码内容"`
		Digits     string    `json:"digits" pattern:"^[0-9]{8}$" doc:"供手工输入的 8 位数字"`
		ValidUntil time.Time `json:"valid_until" doc:"此刻之后请重新获取"`
		ServerTime time.Time `json:"server_time" doc:"服务器时间，手机时钟不准时用来倒计时"`
	}
}

func (s *Server) pickupCode(ctx context.Context, in *ByID) (*codeOutput, error) {
	code, err := s.Redemptions.Code(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out := &codeOutput{}
	out.Body.Code, out.Body.Digits, out.Body.ValidUntil = code.Code, code.Digits, code.ValidUntil
	out.Body.ServerTime = s.Store.Now().UTC()
	return out, nil
}

func (s *Server) cancelRedemption(ctx context.Context, call once.Call, actor people.Actor, in *approveInput) (once.Answer, error) {
	return s.Redemptions.Cancel(ctx, call, actor, in.ID)
}

type disputeInput struct {
	Keyed
	ByID
	Body struct {
		Text string `json:"text,omitempty" maxLength:"130" doc:"情况说明，可不填"`
	}
}

func (s *Server) dispute(ctx context.Context, call once.Call, actor people.Actor, in *disputeInput) (once.Answer, error) {
	return s.Redemptions.Dispute(ctx, call, actor, in.ID, in.Body.Text)
}

type reversalInput struct {
	Keyed
	ByID
	Body struct {
		Reason    string `json:"reason" minLength:"5" maxLength:"130" pattern:"\\S" doc:"不能只有空白"`
		GoodsBack bool   `json:"goods_back" doc:"物品是否已退回超市"`
	}
}

type reversalView struct {
	ID           string    `json:"id"`
	RedemptionID string    `json:"redemption_id"`
	State        string    `json:"state" enum:"proposed,approved,declined"`
	GoodsBack    bool      `json:"goods_back"`
	Reason       string    `json:"reason"`
	ProposedBy   string    `json:"proposed_by" doc:"经办人"`
	ProposedAt   time.Time `json:"proposed_at"`
	DecidedWhy   string    `json:"decided_why,omitempty"`
}

func toReversal(r models.RedemptionReversal) reversalView {
	return reversalView{
		ID: r.ID, RedemptionID: r.RedemptionID, State: r.State, GoodsBack: r.GoodsBack == 1, Reason: r.Reason, ProposedBy: r.ProposedBy,
		ProposedAt: r.ProposedAt.Time(), DecidedWhy: r.DecidedWhy,
	}
}

func commandReversal(_ context.Context, r models.RedemptionReversal) reversalView {
	return toReversal(r)
}

func (s *Server) proposeReversal(ctx context.Context, call once.Call, actor people.Actor, in *reversalInput) (once.Answer, error) {
	return s.Redemptions.ProposeReversal(ctx, call, actor, in.ID, in.Body.Reason, in.Body.GoodsBack)
}

func (s *Server) approveReversal(ctx context.Context, call once.Call, actor people.Actor, in *approveInput) (once.Answer, error) {
	return s.Redemptions.DecideReversal(ctx, call, actor, in.ID, true, "")
}

func (s *Server) refuseReversal(ctx context.Context, call once.Call, actor people.Actor, in *refuseInput) (once.Answer, error) {
	return s.Redemptions.DecideReversal(ctx, call, actor, in.ID, false, in.Body.Reason)
}

type proposalsInput struct {
	Paged
	State string `query:"state" enum:"proposed,approved,declined" default:"proposed"`
}

func (s *Server) reversals(ctx context.Context, in *proposalsInput) (*listed[reversalView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	rows, err := s.Redemptions.Reversals(ctx, actorOf(ctx), in.State, at[0], in.Limit+1)
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, toReversal, func(r models.RedemptionReversal) []string { return []string{r.ID} }), nil
}
