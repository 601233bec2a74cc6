package api

import (
	"context"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/proof"
)

type adjustInput struct {
	Keyed
	Body struct {
		PersonID string `json:"person_id" minLength:"1" maxLength:"36"`
		Points   int64  `json:"points" minimum:"-10000" maximum:"10000" doc:"可正可负，不为零"`
		Reason   string `json:"reason" minLength:"5" maxLength:"130"`
	}
}

type adjustmentView struct {
	ID         string     `json:"id"`
	State      string     `json:"state" enum:"proposed,approved,declined"`
	PersonID   string     `json:"person_id"`
	Person     string     `json:"person_masked"`
	Points     int64      `json:"points"`
	Reason     string     `json:"reason"`
	ProposedBy string     `json:"proposed_by" doc:"提出人 id"`
	Proposer   string     `json:"proposer_masked"`
	ProposedAt time.Time  `json:"proposed_at"`
	DecidedBy  string     `json:"decided_by,omitempty"`
	DecidedAt  *time.Time `json:"decided_at,omitempty"`
	DecidedWhy string     `json:"decided_why,omitempty"`
}

func toAdjustment(a models.Adjustment, names map[string]string) adjustmentView {
	return adjustmentView{
		ID: a.ID, State: a.State, PersonID: a.PersonID, Person: names[a.PersonID], Points: a.Points, Reason: a.Reason,
		ProposedBy: a.ProposedBy, Proposer: names[a.ProposedBy], ProposedAt: a.ProposedAt.Time(),
		DecidedBy: a.DecidedBy, DecidedAt: moment(a.DecidedAt), DecidedWhy: a.DecidedWhy,
	}
}

func commandAdjustment(_ context.Context, a models.Adjustment) adjustmentView {
	return toAdjustment(a, nil)
}

func (s *Server) proposeAdjustment(ctx context.Context, call once.Call, actor people.Actor, in *adjustInput) (once.Answer, error) {
	return s.Adjustments.Propose(ctx, call, actor, in.Body.PersonID, in.Body.Points, in.Body.Reason)
}

func (s *Server) approveAdjustment(ctx context.Context, call once.Call, actor people.Actor, in *approveInput) (once.Answer, error) {
	return s.Adjustments.Approve(ctx, call, actor, in.ID)
}

func (s *Server) refuseAdjustment(ctx context.Context, call once.Call, actor people.Actor, in *refuseInput) (once.Answer, error) {
	return s.Adjustments.Decline(ctx, call, actor, in.ID, in.Body.Reason)
}

func (s *Server) adjustments(ctx context.Context, in *proposalsInput) (*listed[adjustmentView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	rows, err := s.Adjustments.List(ctx, actorOf(ctx), in.State, at[0], in.Limit+1)
	if err != nil {
		return nil, err
	}
	names, err := namesOf(ctx, s, rows, func(a models.Adjustment) string { return a.PersonID },
		func(a models.Adjustment) string { return a.ProposedBy })
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, func(a models.Adjustment) adjustmentView { return toAdjustment(a, names) },
		func(a models.Adjustment) []string { return []string{a.ID} }), nil
}

type booksView struct {
	Balanced    bool         `json:"balanced" doc:"每一行都对得上"`
	Accounts    int64        `json:"accounts"`
	Transfers   int64        `json:"transfers"`
	Issued      int64        `json:"issued" doc:"发放（含人工调整，减冲正）"`
	Held        int64        `json:"held" doc:"待领取占用"`
	Redeemed    int64        `json:"redeemed"`
	Expired     int64        `json:"expired"`
	Outstanding int64        `json:"outstanding" doc:"尚未花掉的：发放－兑换－到期，含占用"`
	FirstBad    *findingView `json:"first_bad,omitempty" doc:"第一条对不上的记录"`
	Head        headView     `json:"head" doc:"日结链的头"`
}

type findingView struct {
	Table string `json:"table"`
	ID    string `json:"id"`
	Why   string `json:"why"`
}

type headView struct {
	Day    string `json:"day" doc:"最近一次日结的日期；还没有为空"`
	Digest string `json:"digest"`
}

type booksOutput struct{ Body booksView }

type headOutput struct{ Body headView }

// auditHead publishes the head of the chain, so that anybody can keep it and the past cannot be rewritten unseen.
func (s *Server) auditHead(ctx context.Context, _ *struct{}) (*headOutput, error) {
	head, err := audit.Latest(s.Store.Read(ctx))
	return &headOutput{headView(head)}, err
}

// auditLedger computes everything afresh from the rows.
func (s *Server) auditLedger(ctx context.Context, _ *struct{}) (*booksOutput, error) {
	report, err := proof.Books(ctx, s.Store)
	if err != nil {
		return nil, err
	}
	f := report.Figures
	v := booksView{
		Balanced: report.Balanced(), Accounts: f.Accounts, Transfers: f.Transfers, Issued: f.Issued, Held: f.Held, Redeemed: f.Redeemed,
		Expired: f.Expired, Outstanding: f.Outstanding, Head: headView(report.Head),
	}
	if bad := report.First(); bad != nil {
		v.FirstBad = &findingView{bad.Table, bad.ID, bad.Why}
	}
	return &booksOutput{v}, nil
}

type eventsInput struct {
	Paged
	ActorID    string `query:"actor_id" maxLength:"36"`
	Action     string `query:"action" maxLength:"60"`
	ObjectType string `query:"object_type" maxLength:"30"`
	ObjectID   string `query:"object_id" maxLength:"64"`
	Day        string `query:"day" format:"date"`
}

type eventView struct {
	ID         string    `json:"id"`
	At         time.Time `json:"at"`
	ActorID    string    `json:"actor_id"`
	Actor      string    `json:"actor_masked"`
	Role       string    `json:"actor_role"`
	Action     string    `json:"action"`
	ObjectType string    `json:"object_type"`
	ObjectID   string    `json:"object_id"`
	Outcome    string    `json:"outcome" doc:"done，或拒绝的错误码"`
	From       string    `json:"from"`
	RequestID  string    `json:"request_id"`
	Detail     string    `json:"detail"`
}

func (s *Server) events(ctx context.Context, in *eventsInput) (*listed[eventView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	rows, err := audit.Events(s.Store.Read(ctx), audit.Filter{
		ActorID: in.ActorID, Action: in.Action, ObjectType: in.ObjectType, ObjectID: in.ObjectID, Day: in.Day, Before: at[0], Limit: in.Limit + 1,
	})
	if err != nil {
		return nil, err
	}
	names, err := namesOf(ctx, s, rows, func(e models.AuditEvent) string { return e.ActorID })
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, func(e models.AuditEvent) eventView {
		return eventView{
			e.ID, e.At.Time(), e.ActorID, names[e.ActorID], e.ActorRole, e.Action, e.ObjectType, e.ObjectID, e.Outcome, e.FromAddress, e.RequestID, e.Detail,
		}
	}, func(e models.AuditEvent) []string { return []string{e.ID} }), nil
}

type dayCloseView struct {
	Day       string    `json:"day" format:"date"`
	Transfers int64     `json:"transfers"`
	Events    int64     `json:"events"`
	Points    int64     `json:"points"`
	Previous  string    `json:"previous_digest"`
	Digest    string    `json:"digest"`
	ClosedAt  time.Time `json:"closed_at"`
}

func (s *Server) dayCloses(ctx context.Context, in *Paged) (*listed[dayCloseView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	rows, err := audit.Closes(s.Store.Read(ctx), at[0], in.Limit+1)
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, func(d models.DayClose) dayCloseView {
		return dayCloseView{d.Day, d.Transfers, d.Events, d.Points, d.Previous, d.Digest, d.ClosedAt.Time()}
	}, func(d models.DayClose) []string { return []string{d.Day} }), nil
}
