package api

import (
	"context"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
	"qingxiaoyi.cn/qingxiaoyi/services/report"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// exportView is everything that the town holds about one person, for that person alone.
type exportView struct {
	ExportedAt  time.Time        `json:"exported_at"`
	Profile     meView           `json:"profile"`
	Phone       string           `json:"phone" doc:"完整手机号，未登记为空"`
	Consents    []consentView    `json:"consents" doc:"全部记录"`
	Sessions    []sessionView    `json:"sessions"`
	Reports     []reportView     `json:"reports"`
	Awards      []awardView      `json:"awards"`
	Transfers   []TransferView   `json:"transfers"`
	Redemptions []redemptionView `json:"redemptions"`
}

type sessionView struct {
	ID        string     `json:"id"`
	Method    string     `json:"method" enum:"wechat,staff"`
	StartedAt time.Time  `json:"started_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	EndedAt   *time.Time `json:"ended_at,omitempty"`
	EndedWhy  string     `json:"ended_why,omitempty"`
}

type exportOutput struct{ Body exportView }

func (s *Server) exportMine(ctx context.Context, _ *struct{}) (*exportOutput, error) {
	own, err := s.People.Export(ctx, actorOf(ctx))
	if err != nil {
		return nil, err
	}
	v := exportView{
		ExportedAt: s.Store.Now().UTC(), Profile: s.profileView(own.Profile), Phone: own.Phone,
		Consents: []consentView{}, Sessions: []sessionView{}, Reports: []reportView{}, Awards: []awardView{},
		Transfers: []TransferView{}, Redemptions: []redemptionView{},
	}
	for _, c := range own.Consents {
		v.Consents = append(v.Consents, consentView{c.Document, c.Version, c.Given == 1, c.At.Time()})
	}
	for _, x := range own.Sessions {
		v.Sessions = append(v.Sessions, sessionView{x.ID, x.Method, x.StartedAt.Time(), x.ExpiresAt.Time(), moment(x.EndedAt), x.EndedWhy})
	}
	err = s.exportDeeds(ctx, &v)
	return &exportOutput{v}, err
}

// exportDeeds adds what other rooms hold, all of it, a hundred rows at a time.
func (s *Server) exportDeeds(ctx context.Context, v *exportView) error {
	tx, actor := s.Store.Read(ctx), actorOf(ctx)
	const some = 100
	for before := ""; ; {
		rows, err := s.Reports.Mine(ctx, actor, before, some)
		if err != nil {
			return err
		}
		view, err := s.reportsView(ctx, rows)
		if err != nil {
			return err
		}
		for _, c := range rows {
			v.Reports = append(v.Reports, view(c))
		}
		if len(rows) < some {
			break
		}
		before = last(rows, func(c report.Case) string { return c.ID })
	}
	for before := ""; ; {
		rows, err := s.Redemptions.Mine(ctx, actor, "", before, some)
		if err != nil {
			return err
		}
		for _, o := range rows {
			v.Redemptions = append(v.Redemptions, s.redemptionView(o, ""))
		}
		if len(rows) < some {
			break
		}
		before = last(rows, func(o redemption.Order) string { return o.ID })
	}
	states := []rulebook.AwardState{rulebook.AwardPending, rulebook.AwardQueued, rulebook.AwardGranted, rulebook.AwardRefused}
	for before := ""; ; {
		rows, err := rulebook.OfPerson(tx, actor.ID, states, before, some)
		if err != nil {
			return err
		}
		for _, a := range rows {
			v.Awards = append(v.Awards, s.awardView(a, nil))
		}
		if len(rows) < some {
			break
		}
		before = last(rows, func(a models.Award) string { return a.ID })
	}
	return s.exportTransfers(ctx, v)
}

func (s *Server) exportTransfers(ctx context.Context, v *exportView) error {
	const some = 100
	for before := int64(0); ; {
		rows, err := ledger.Statement(s.Store.Read(ctx), actorOf(ctx).ID, before, some)
		if err != nil {
			return err
		}
		for _, e := range rows {
			v.Transfers = append(v.Transfers, s.transferView(e))
			before = *e.Seq
		}
		if len(rows) < some {
			return nil
		}
	}
}

func last[R any](rows []R, id func(R) string) string { return id(rows[len(rows)-1]) }

var errConfirm = fault.New(fault.Refused, "people.confirm", "请确认注销：注销后无法恢复", "Confirm: a cancelled account does not come back")

type cancelInput struct {
	Keyed
	Body struct {
		Confirm bool `json:"confirm" doc:"须为 true"`
	}
}

type cancelledView struct {
	State string `json:"state" enum:"cancelled"`
}

// cancelMe closes the account. The key is asked for like everywhere, but no answer is kept: nobody is left to ask again.
func (s *Server) cancelMe(ctx context.Context, call once.Call, actor people.Actor, in *cancelInput) (once.Answer, error) {
	if !in.Body.Confirm {
		return once.Answer{}, errConfirm.On("confirm")
	}
	if err := s.People.Cancel(ctx, actor); err != nil {
		return once.Answer{}, err
	}
	return call.Answer(people.Standing{PersonID: actor.ID, State: people.Cancelled}), nil
}

func commandCancelled(_ context.Context, st people.Standing) cancelledView {
	return cancelledView{string(st.State)}
}

type passwordInput struct {
	Body struct {
		Old string `json:"old_password" minLength:"1" maxLength:"256"`
		New string `json:"new_password" minLength:"1" maxLength:"256"`
	}
}

func (s *Server) changePassword(ctx context.Context, in *passwordInput) (*struct{}, error) {
	return nil, notTheSession(s.People.ChangePassword(ctx, actorOf(ctx), in.Body.Old, in.Body.New))
}

// notTheSession turns "wrong password" and "wrong code" of somebody who is signed in into 422: a 401 would say that the session
// is over.
func notTheSession(err error) error {
	f := fault.As(err)
	if f == nil || f.Kind != fault.Unauthenticated {
		return err
	}
	g := *f
	g.Kind = fault.Refused
	return &g
}

type factorView struct {
	Secret string `json:"secret" doc:"只显示这一次"`
	URL    string `json:"url" doc:"otpauth 地址，供扫码"`
}

type factorOutput struct{ Body factorView }

func (s *Server) enrolFactor(ctx context.Context, _ *struct{}) (*factorOutput, error) {
	secret, url, err := s.People.EnrolTOTP(ctx, actorOf(ctx))
	if err != nil {
		return nil, err
	}
	return &factorOutput{factorView{secret, url}}, nil
}

type factorInput struct {
	Body struct {
		Code string `json:"code" minLength:"6" maxLength:"10" doc:"6 位动态口令"`
	}
}

// confirmFactor is slowed down like every place where a code can be guessed.
func (s *Server) confirmFactor(ctx context.Context, in *factorInput) (*struct{}, error) {
	actor := actorOf(ctx)
	settle, err := s.limits.try("factor "+actor.ID, true)
	if err != nil {
		return nil, err
	}
	err = s.People.ConfirmTOTP(ctx, actor, in.Body.Code)
	settle(guessed(err))
	return nil, notTheSession(err)
}

type documentView struct {
	Name    string `json:"name" enum:"privacy,location,photos"`
	Version string `json:"version"`
	Title   string `json:"title"`
}

func (s *Server) consentDocuments(ctx context.Context, in *Paged) (*listed[documentView], error) {
	english := requestOf(ctx).english
	return cut(people.Documents, *in, func(d people.Document) string { return d.Name }, func(d people.Document) documentView {
		v := documentView{Name: d.Name, Version: d.Version, Title: d.TitleZH}
		if english {
			v.Title = d.TitleEN
		}
		return v
	})
}
