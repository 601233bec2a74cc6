package api

import (
	"context"
	"slices"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// GrantView is a role as staff see it.
type GrantView struct {
	ID        string     `json:"id"`
	Role      string     `json:"role"`
	RoleName  string     `json:"role_name"`
	ScopeID   string     `json:"scope_id" doc:"组织、站点或超市的 id；市民角色为空"`
	ScopeName string     `json:"scope_name"`
	At        time.Time  `json:"at"`
	RevokedAt *time.Time `json:"revoked_at,omitempty"`
}

type givenView struct {
	GrantView
	PersonID string `json:"person_id"`
}

func (s *Server) grantView(g people.Granted) GrantView {
	return GrantView{
		ID: g.ID, Role: string(g.Role), RoleName: roleNames[g.Role], ScopeID: g.ScopeID, ScopeName: s.scopeName(g.ScopeID),
		At: g.At.Time(), RevokedAt: moment(g.RevokedAt),
	}
}

// CardView is a person as staff see them: masked.
type CardView struct {
	ID          string      `json:"id"`
	NameMasked  string      `json:"name_masked"`
	PhoneMasked string      `json:"phone_masked"`
	WorkerType  string      `json:"worker_type"`
	OrgUnitID   string      `json:"org_unit_id"`
	OrgUnitName string      `json:"org_unit_name"`
	State       string      `json:"state" enum:"active,suspended,cancelled"`
	Grants      []GrantView `json:"grants"`
	CreatedAt   time.Time   `json:"created_at"`
}

func (s *Server) cardView(c people.Card) CardView {
	v := CardView{
		ID: c.ID, NameMasked: c.Name, PhoneMasked: c.PhoneMasked, WorkerType: c.WorkerType, OrgUnitID: c.OrgUnitID,
		OrgUnitName: s.scopeName(c.OrgUnitID), State: string(c.State), Grants: []GrantView{}, CreatedAt: c.CreatedAt.Time(),
	}
	for _, g := range c.Grants {
		v.Grants = append(v.Grants, s.grantView(g))
	}
	return v
}

type peopleInput struct {
	Paged
	Q         string `query:"q" maxLength:"64" doc:"完整手机号、工作人员用户名或 id；姓名加密保存，不能模糊查找"`
	Role      string `query:"role" maxLength:"24"`
	OrgUnitID string `query:"org_unit_id" maxLength:"20"`
	State     string `query:"state" enum:"active,suspended,cancelled"`
}

func (s *Server) people(ctx context.Context, in *peopleInput) (*listed[CardView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	path, err := s.pathOf(in.OrgUnitID)
	if err != nil {
		return nil, err
	}
	rows, err := s.People.Search(ctx, actorOf(ctx), people.Filter{
		Query: in.Q, Role: people.Role(in.Role), OrgPath: path, State: people.State(in.State), After: at[0], Limit: in.Limit + 1,
	})
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, s.cardView, func(c people.Card) []string { return []string{c.ID} }), nil
}

// pathOf is the place of a unit in the tree; "" of none.
func (s *Server) pathOf(unitID string) (string, error) {
	if unitID == "" {
		return "", nil
	}
	u, ok := s.Tree.Tree().Unit(unitID)
	if !ok {
		return "", people.ErrUnknown
	}
	return u.Path, nil
}

type dossierView struct {
	CardView
	Username     string        `json:"username,omitempty" doc:"工作人员账号"`
	SecondFactor bool          `json:"second_factor" doc:"登录需要动态口令"`
	LockedUntil  *time.Time    `json:"locked_until,omitempty" doc:"输错过多，暂时锁定"`
	Points       *standingView `json:"points,omitempty"`
}

type standingView struct {
	Available     int64 `json:"available"`
	Held          int64 `json:"held"`
	EarnedTotal   int64 `json:"earned_total"`
	RedeemedTotal int64 `json:"redeemed_total"`
	ExpiredTotal  int64 `json:"expired_total"`
}

type dossierOutput struct{ Body dossierView }

func (s *Server) lookAtPerson(ctx context.Context, in *ByID) (*dossierOutput, error) {
	d, err := s.People.Look(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	v := dossierView{CardView: s.cardView(d.Card), Username: d.Username, SecondFactor: d.SecondFactor, LockedUntil: moment(d.LockedUntil)}
	tx := s.Store.Read(ctx)
	points, err := ledger.Of(tx, in.ID, s.Rules.Terms(ledger.Day(tx.Now)))
	if err != nil {
		return nil, err
	}
	v.Points = &standingView{points.Available, points.Held, points.Earned, points.Redeemed, points.ExpiredEver}
	return &dossierOutput{v}, nil
}

// scope finds what a role is held over: a keeper's is a mart, a manager's a station, anybody else's a unit.
func (s *Server) scope(role, id string) (people.Scoped, error) {
	scoped := people.Scoped{Role: people.Role(role), ScopeID: id}
	switch scoped.Role {
	case people.MartKeeper:
		if p, ok := s.Marts.Find(id); ok {
			scoped.Path = p.OrgPath
			return scoped, nil
		}
	case people.StationMan:
		if p, ok := s.Stations.Find(id); ok {
			scoped.Path = p.OrgPath
			return scoped, nil
		}
	default:
		if u, ok := s.Tree.Tree().Unit(id); ok {
			scoped.Path = u.Path
			return scoped, nil
		}
	}
	return scoped, people.ErrScope.On("scope_id")
}

type grantInput struct {
	Keyed
	ByID
	Body struct {
		Role    string `json:"role" minLength:"1" maxLength:"24"`
		ScopeID string `json:"scope_id" minLength:"1" maxLength:"36" doc:"组织、站点（站长）或超市（超市管理员）的 id"`
		Reason  string `json:"reason" minLength:"2" maxLength:"130"`
	}
}

func (s *Server) grantRole(ctx context.Context, call once.Call, actor people.Actor, in *grantInput) (once.Answer, error) {
	what, err := s.scope(in.Body.Role, in.Body.ScopeID)
	if err != nil {
		return once.Answer{}, err
	}
	return s.People.GrantBecause(ctx, call, actor, in.ID, what, in.Body.Reason)
}

func (s *Server) commandGrant(_ context.Context, g people.Granted) givenView {
	return givenView{GrantView: s.grantView(g), PersonID: g.PersonID}
}

type revokeInput struct {
	Keyed
	ByID
	GrantID string `path:"grant_id" minLength:"1" maxLength:"64"`
	Body    struct {
		Reason string `json:"reason" minLength:"2" maxLength:"130"`
	}
}

// pathID is the grant's, which alone says what is revoked.
func (in revokeInput) pathID() string { return in.GrantID }

func (s *Server) revokeRole(ctx context.Context, call once.Call, actor people.Actor, in *revokeInput) (once.Answer, error) {
	theirs, err := people.GrantedTo(s.Store.Read(ctx), in.GrantID, in.ID)
	if err != nil {
		return once.Answer{}, err
	}
	if !theirs {
		return once.Answer{}, people.ErrUnknown
	}
	return s.People.Revoke(ctx, call, actor, in.GrantID, in.Body.Reason)
}

type reasonInput struct {
	Keyed
	ByID
	Body struct {
		Reason string `json:"reason" minLength:"2" maxLength:"130"`
	}
}

type stateView struct {
	PersonID string `json:"person_id"`
	State    string `json:"state" enum:"active,suspended"`
}

func commandState(_ context.Context, st people.Standing) stateView {
	return stateView{st.PersonID, string(st.State)}
}

func (s *Server) suspend(ctx context.Context, call once.Call, actor people.Actor, in *reasonInput) (once.Answer, error) {
	return s.People.Lock(ctx, call, actor, in.ID, in.Body.Reason)
}

func (s *Server) restore(ctx context.Context, call once.Call, actor people.Actor, in *reasonInput) (once.Answer, error) {
	return s.People.Unlock(ctx, call, actor, in.ID, in.Body.Reason)
}

var errWhoIsHired = fault.New(fault.Refused, "people.hire", "请填写姓名，或选择一位已有账号的人", "Give a name, or somebody who is known already")

type hireInput struct {
	Keyed
	Body struct {
		Username    string `json:"username" minLength:"1" maxLength:"64"`
		Password    string `json:"password" minLength:"1" maxLength:"256" doc:"首次登录用，请本人尽快修改"`
		DisplayName string `json:"display_name,omitempty" maxLength:"30"`
		Phone       string `json:"phone,omitempty" maxLength:"20"`
		PersonID    string `json:"person_id,omitempty" maxLength:"36" doc:"已有账号的人，例如兼职网格员"`
		Role        string `json:"role" minLength:"1" maxLength:"24"`
		ScopeID     string `json:"scope_id" minLength:"1" maxLength:"36"`
	}
}

type hiredView struct {
	PersonID string      `json:"person_id"`
	Username string      `json:"username"`
	Grants   []GrantView `json:"grants"`
}

func (s *Server) hire(ctx context.Context, call once.Call, actor people.Actor, in *hireInput) (once.Answer, error) {
	b := in.Body
	if (b.PersonID == "") == (b.DisplayName == "") {
		return once.Answer{}, errWhoIsHired.On("display_name")
	}
	what, err := s.scope(b.Role, b.ScopeID)
	if err != nil {
		return once.Answer{}, err
	}
	return s.People.HireStaff(ctx, call, actor, people.Hire{
		PersonID: b.PersonID, Name: b.DisplayName, Phone: b.Phone, Username: b.Username, Password: b.Password, Roles: []people.Scoped{what},
	})
}

func (s *Server) commandHired(_ context.Context, h people.Hired) hiredView {
	v := hiredView{PersonID: h.PersonID, Username: h.Username, Grants: []GrantView{}}
	for _, g := range h.Grants {
		v.Grants = append(v.Grants, s.grantView(g))
	}
	return v
}

type roleWord struct {
	Role    string   `json:"role"`
	Name    string   `json:"name"`
	Scope   string   `json:"scope" enum:"org_unit,station,mart,none" doc:"scope_id 指什么"`
	Levels  []string `json:"levels" doc:"org_unit 可以是哪几级"`
	MayGive bool     `json:"may_give" doc:"我可以授予"`
}

// roleScope says what a role is held over.
type roleScope struct {
	role   people.Role
	scope  string
	levels []string
}

var roleScopes = []roleScope{
	{people.Rider, "none", nil},
	{people.Resident, "none", nil},
	{people.GridOfficer, "org_unit", []string{org.Street, org.Community}},
	{people.Reviewer, "org_unit", []string{org.Community}},
	{people.StreetAdmin, "org_unit", []string{org.Street}},
	{people.DistrictAdmin, "org_unit", []string{org.District}},
	{people.CityAdmin, "org_unit", []string{org.City}},
	{people.StationMan, "station", nil},
	{people.MartKeeper, "mart", nil},
	{people.Auditor, "org_unit", []string{org.City}},
	{people.SysAdmin, "org_unit", []string{org.City}},
}

func (s *Server) roles(ctx context.Context, in *Paged) (*listed[roleWord], error) {
	mine := actorOf(ctx).MayGive()
	return cut(roleScopes, *in, func(r roleScope) string { return string(r.role) }, func(r roleScope) roleWord {
		return roleWord{
			Role: string(r.role), Name: roleNames[r.role], Scope: r.scope, Levels: append([]string{}, r.levels...),
			MayGive: slices.Contains(mine, r.role),
		}
	})
}
