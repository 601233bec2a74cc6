package api

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

var errDistrict = fault.New(fault.Refused, "rulebook.district", "请选择区县；全市的办法不填", "Choose a district, or none for the city's")

// VersionView is one version as a list shows it.
type VersionView struct {
	ID            string     `json:"id"`
	Version       int        `json:"version"`
	OrgUnitID     string     `json:"org_unit_id" doc:"区县自己的办法；全市的为空"`
	OrgUnitName   string     `json:"org_unit_name"`
	State         string     `json:"state" enum:"proposed,approved,declined"`
	EffectiveFrom string     `json:"effective_from" format:"date"`
	InForce       bool       `json:"in_force" doc:"今天施行的就是这一版"`
	ProposedBy    string     `json:"proposed_by"`
	Proposer      string     `json:"proposer_masked"`
	ProposedAt    time.Time  `json:"proposed_at"`
	DecidedBy     string     `json:"decided_by,omitempty"`
	Decider       string     `json:"decider_masked,omitempty"`
	DecidedAt     *time.Time `json:"decided_at,omitempty"`
}

// versionDetail is one version whole: the book, and what it changes in the one before.
type versionDetail struct {
	VersionView
	Reason  string            `json:"reason,omitempty" doc:"不通过的理由"`
	Book    rulebook.Book     `json:"book"`
	Changes []rulebook.Change `json:"changes" doc:"与此前施行的版本相比"`
}

func (s *Server) versionView(r models.Rulebook, names map[string]string) VersionView {
	number, _ := strconv.Atoi(r.Version)
	path, _ := s.pathOf(r.ScopeID)
	now := s.Rules.InForce(s.Store.Now(), path)
	return VersionView{
		ID: r.ID, Version: number, OrgUnitID: r.ScopeID, OrgUnitName: s.scopeName(r.ScopeID), State: r.State, EffectiveFrom: r.EffectiveFrom,
		InForce:    r.State == rulebook.Approved && now.Version == number && now.OrgUnitID == r.ScopeID,
		ProposedBy: r.ProposedBy, Proposer: names[r.ProposedBy], ProposedAt: r.ProposedAt.Time(),
		DecidedBy: r.ApprovedBy, Decider: names[r.ApprovedBy], DecidedAt: moment(r.ApprovedAt),
	}
}

// commandVersion answers with the book itself and no comparison, since it runs in the command's unit of work.
func (s *Server) commandVersion(_ context.Context, r models.Rulebook) versionDetail {
	v := versionDetail{VersionView: s.versionView(r, nil), Changes: []rulebook.Change{}}
	_ = json.Unmarshal([]byte(r.Document), &v.Book) // we wrote it
	return v
}

type versionsInput struct {
	Paged
	State     string `query:"state" enum:"proposed,approved,declined"`
	OrgUnitID string `query:"org_unit_id" maxLength:"20" doc:"某个区县的；不填为全市的和管辖范围内的"`
}

// districts are those whose own versions the caller may see: below a scope of theirs, or above it.
func (s *Server) districts(ctx context.Context) map[string]bool {
	actor, seen := actorOf(ctx), map[string]bool{}
	for _, u := range s.Tree.Tree().All() {
		if u.Level != org.District {
			continue
		}
		for _, g := range actor.Grants {
			own, ok := s.Tree.Tree().DistrictOf(g.ScopeID)
			if over := g.Path != "" && len(g.Path) <= len(u.Path) && u.Path[:len(g.Path)] == g.Path; over || ok && own.ID == u.ID {
				seen[u.ID] = true
			}
		}
	}
	return seen
}

func (s *Server) versions(ctx context.Context, in *versionsInput) (*listed[VersionView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	var scopes []string
	seen := s.districts(ctx)
	for id := range seen {
		scopes = append(scopes, id)
	}
	if in.OrgUnitID != "" && !seen[in.OrgUnitID] {
		return nil, people.ErrUnknown
	}
	if in.OrgUnitID != "" {
		scopes = []string{in.OrgUnitID}
	}
	rows, err := s.Rules.Versions(ctx, scopes, in.State, at[0], in.Limit+1)
	if err != nil {
		return nil, err
	}
	names, err := namesOf(ctx, s, rows, func(r models.Rulebook) string { return r.ProposedBy }, func(r models.Rulebook) string { return r.ApprovedBy })
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, func(r models.Rulebook) VersionView { return s.versionView(r, names) },
		func(r models.Rulebook) []string { return []string{r.ID} }), nil
}

type versionOutput struct{ Body versionDetail }

func (s *Server) version(ctx context.Context, in *ByID) (*versionOutput, error) {
	row, draft, err := s.Rules.Version(ctx, in.ID, s.pathOfID)
	if err != nil {
		return nil, err
	}
	if row.ScopeID != "" && !s.districts(ctx)[row.ScopeID] {
		return nil, people.ErrUnknown
	}
	names, err := s.People.Names(ctx, []string{row.ProposedBy, row.ApprovedBy})
	if err != nil {
		return nil, err
	}
	v := versionDetail{VersionView: s.versionView(row, names), Book: draft.Book, Changes: draft.Changes}
	if row.State == rulebook.Declined {
		events, err := audit.Events(s.Store.Read(ctx), audit.Filter{ObjectType: "rulebook", ObjectID: row.ID, Action: "rulebook.refuse", Limit: 1})
		if err != nil {
			return nil, err
		}
		for _, e := range events {
			v.Reason = e.Detail
		}
	}
	return &versionOutput{v}, nil
}

// pathOfID is the place of a unit that is known to be there.
func (s *Server) pathOfID(id string) string {
	path, _ := s.pathOf(id)
	return path
}

// draftBody is a version to come: a whole book or changed points, one of the two.
type draftBody struct {
	EffectiveFrom string         `json:"effective_from" format:"date" doc:"晚于今天，一年之内"`
	OrgUnitID     string         `json:"org_unit_id,omitempty" maxLength:"20" doc:"区县自己的办法；全市的不填"`
	Book          *rulebook.Book `json:"book,omitempty" doc:"完整的办法（仅全市）；其中版本、区县和施行日期以外层为准"`
	Points        map[string]int `json:"points,omitempty" doc:"只改分值：积分项代码，或“代码.级别”；区县不得超出全市的 ±50%" example:"{\"R01\":12}"`
}

func (s *Server) proposal(b draftBody) (rulebook.Proposal, error) {
	p := rulebook.Proposal{EffectiveFrom: b.EffectiveFrom, Book: b.Book, Points: b.Points}
	if b.OrgUnitID == "" {
		return p, nil
	}
	unit, ok := s.Tree.Tree().Unit(b.OrgUnitID)
	if !ok || unit.Level != org.District {
		return p, errDistrict.On("org_unit_id")
	}
	p.Unit = unit
	return p, nil
}

type previewInput struct{ Body draftBody }

type previewOutput struct {
	Body struct {
		Book    rulebook.Book     `json:"book"`
		Changes []rulebook.Change `json:"changes" doc:"与那一天原本施行的版本相比"`
	}
}

func (s *Server) previewVersion(ctx context.Context, in *previewInput) (*previewOutput, error) {
	p, err := s.proposal(in.Body)
	if err != nil {
		return nil, err
	}
	draft, err := s.Rules.Draft(ctx, actorOf(ctx), p)
	if err != nil {
		return nil, err
	}
	out := &previewOutput{}
	out.Body.Book, out.Body.Changes = draft.Book, draft.Changes
	return out, nil
}

type proposeVersionInput struct {
	Keyed
	Body draftBody
}

func (s *Server) proposeVersion(ctx context.Context, call once.Call, actor people.Actor, in *proposeVersionInput) (once.Answer, error) {
	p, err := s.proposal(in.Body)
	if err != nil {
		return once.Answer{}, err
	}
	return s.Rules.Propose(ctx, call, actor, p)
}

func (s *Server) approveVersion(ctx context.Context, call once.Call, actor people.Actor, in *approveInput) (once.Answer, error) {
	return s.Rules.ApproveVersion(ctx, call, actor, in.ID)
}

func (s *Server) refuseVersion(ctx context.Context, call once.Call, actor people.Actor, in *refuseInput) (once.Answer, error) {
	return s.Rules.DeclineVersion(ctx, call, actor, in.ID, in.Body.Reason)
}
