package api

import (
	"context"

	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

type wechatInput struct {
	Body struct {
		Code string `json:"code" minLength:"1" maxLength:"128" doc:"wx.login 得到的 code"`
	}
}

type staffInput struct {
	Body struct {
		Username string `json:"username" minLength:"1" maxLength:"64"`
		Password string `json:"password" minLength:"1" maxLength:"256"`
		OTP      string `json:"otp,omitempty" maxLength:"10" doc:"账号要求时的动态口令"`
	}
}

type refreshInput struct {
	Body struct {
		RefreshToken string `json:"refresh_token" minLength:"1" maxLength:"200"`
	}
}

// signedInView is the answer to every sign-in.
type signedInView struct {
	AccessToken  string     `json:"access_token"`
	TokenType    string     `json:"token_type" enum:"Bearer"`
	ExpiresIn    int        `json:"expires_in" doc:"秒"`
	RefreshToken string     `json:"refresh_token" doc:"只能用一次"`
	Person       personView `json:"person"`
	IsNew        bool       `json:"is_new"`
}

type personView struct {
	ID          string     `json:"id"`
	DisplayName string     `json:"display_name"`
	Roles       []roleView `json:"roles"`
}

type roleView struct {
	Role      string `json:"role"`
	ScopeID   string `json:"scope_id" doc:"组织、站点或超市的 id；市民角色为空"`
	ScopeName string `json:"scope_name"`
}

type signedInOutput struct{ Body signedInView }

func (s *Server) signInWeChat(ctx context.Context, in *wechatInput) (*signedInOutput, error) {
	return s.signIn(ctx, "wechat", "", func(r *request) (people.Pair, error) {
		return s.People.SignInWeChat(ctx, in.Body.Code, r.from, r.id)
	})
}

func (s *Server) signInStaff(ctx context.Context, in *staffInput) (*signedInOutput, error) {
	return s.signIn(ctx, "staff", in.Body.Username, func(r *request) (people.Pair, error) {
		return s.People.SignInStaff(ctx, in.Body.Username, in.Body.Password, in.Body.OTP, r.from, r.id)
	})
}

func (s *Server) refresh(ctx context.Context, in *refreshInput) (*signedInOutput, error) {
	return s.signIn(ctx, "refresh", "", func(r *request) (people.Pair, error) {
		return s.People.Refresh(ctx, in.Body.RefreshToken, r.from, r.id)
	})
}

// signIn lets an address try as often as decent people do, and no more. Each door counts for itself: whoever guesses at the
// staff's passwords must not keep a whole station's riders out, who share its address. A name is a door of its own, since
// many at work behind one address sign in at once.
func (s *Server) signIn(ctx context.Context, door, name string, enter func(r *request) (people.Pair, error)) (*signedInOutput, error) {
	r := requestOf(ctx)
	address := door + " " + network(r.from)
	settle, err := s.limits.try(address, false)
	if err != nil {
		return nil, err
	}
	guess := func(bool) {}
	if name != "" {
		if guess, err = s.limits.try(address+" "+name, true); err != nil {
			return nil, err
		}
	}
	pair, err := enter(r)
	settle(guessed(err))
	guess(guessed(err))
	if err != nil {
		return nil, err
	}
	return &signedInOutput{signedInView{
		AccessToken: pair.AccessToken, TokenType: "Bearer", ExpiresIn: pair.ExpiresIn, RefreshToken: pair.RefreshToken, IsNew: pair.IsNew,
		Person: personView{ID: pair.Person.ID, DisplayName: pair.Person.DisplayName, Roles: s.rolesView(pair.Person.Roles)},
	}}, nil
}

func (s *Server) rolesView(grants []people.Scoped) []roleView {
	views := make([]roleView, len(grants))
	for i, g := range grants {
		views[i] = roleView{Role: string(g.Role), ScopeID: g.ScopeID, ScopeName: s.scopeName(g.ScopeID)}
	}
	return views
}

func (s *Server) scopeName(id string) string {
	if u, ok := s.Tree.Tree().Unit(id); ok {
		return u.Name
	}
	if p, ok := s.Marts.Find(id); ok {
		return p.Name
	}
	if p, ok := s.Stations.Find(id); ok {
		return p.Name
	}
	return ""
}

func (s *Server) signOut(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, s.People.SignOut(ctx, actorOf(ctx))
}
