package people

import (
	"context"
	"fmt"
	"slices"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/many"
)

// How many requests share one look at the database, how many may wait for it, and for how long.
const (
	askMost  = 256
	askDepth = 8192
	askTime  = 10 * time.Second
)

// standing is what the database says of a session at one moment. It is shared by all who ask about it at once.
type standing struct {
	person, method   string
	expires, ended   models.Instant
	state            State
	orgPath, session string
	grants           []Scoped
	factor           int // 1 where the account demands a second one
	apart, unproven  bool
}

// Authenticate says who sends an access token and what they may do now. The token only names the session; that it still
// lasts, that its person may come in and which roles they hold is read at each request, so that a role taken away is gone
// with the next one. Refusals: ErrToken, ErrTokenExpired (a refresh helps), ErrSuspended.
func (s *Service) Authenticate(ctx context.Context, accessToken string) (Actor, error) {
	now := s.store.Now()
	claims, err := s.tokens.Verify(now, accessToken)
	if err != nil {
		return Actor{}, err
	}
	who, err := s.asking.Do(ctx, claims.Session)
	if err != nil {
		return Actor{}, fmt.Errorf("look up session: %w", err)
	}
	switch {
	case who.person == "" || who.person != claims.Person:
		return Actor{}, ErrToken
	case who.state == Suspended:
		return Actor{}, ErrSuspended
	case who.state != Active || who.ended != 0 || who.expires <= models.At(now):
		return Actor{}, ErrToken
	}
	return Actor{
		ID: who.person, Session: claims.Session, OrgPath: who.orgPath, Grants: who.grants, Apart: who.apart, Unproven: who.unproven,
	}, nil
}

// look answers for everybody who asked while the last look was going on: a question is never answered from before it was
// asked.
func (s *Service) look(sessions []string) []many.Result[standing] {
	ctx, cancel := context.WithTimeout(context.Background(), askTime)
	defer cancel()
	found, err := standings(s.store.Read(ctx), sessions)
	results := make([]many.Result[standing], len(sessions))
	for i, id := range sessions {
		results[i] = many.Result[standing]{Answer: found[id], Err: err}
	}
	return results
}

// standings reads sessions, their people and their grants in one statement, by hand: it stands before every request.
func standings(tx *db.Tx, sessions []string) (map[string]standing, error) {
	ids := slices.Clone(sessions)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	rows, err := tx.DB.Raw(`SELECT s.id, s.person_id, s.method, s.expires_at, s.ended_at, p.state, p.org_path,
		COALESCE(a.totp_demanded, 0), COALESCE(g.role, ''), COALESCE(g.scope_id, ''), COALESCE(g.scope_path, '')
		FROM sessions s JOIN people p ON p.id = s.person_id LEFT JOIN staff_accounts a ON a.person_id = p.id
		LEFT JOIN grants g ON g.person_id = p.id AND g.revoked_at = 0
		WHERE s.id IN ? ORDER BY s.id, g.id`, ids).Rows()
	if err != nil {
		return nil, fmt.Errorf("read sessions: %w", err)
	}
	defer func() { _ = rows.Close() }()
	found := make(map[string]standing, len(ids))
	for rows.Next() {
		var w standing
		var g Scoped
		err := rows.Scan(&w.session, &w.person, &w.method, &w.expires, &w.ended, &w.state, &w.orgPath, &w.factor, &g.Role, &g.ScopeID, &g.Path)
		if err != nil {
			return nil, fmt.Errorf("read session: %w", err)
		}
		w.grants = found[w.session].grants
		if g.Role != "" {
			w.grants = append(w.grants, g)
		}
		found[w.session] = w
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read sessions: %w", err)
	}
	for id, w := range found {
		staff, held := w.method == byStaff, len(w.grants)
		w.grants = effective(w.grants, staff)
		w.apart = staff && len(w.grants) < held
		w.unproven = staff && w.factor == 0 && Actor{Grants: w.grants}.Is(proven...)
		found[id] = w
	}
	return found, nil
}

// proven are the duties that want a second factor (domain.md section 6).
var proven = []Role{StreetAdmin, DistrictAdmin, CityAdmin, Auditor, SysAdmin}

// effective is which of a person's roles count in a session. Staff act only in one that began with their password and second
// factor: whoever holds an officer's WeChat holds a rider's rights and no more. And in that one they only act: whoever hired
// an officer knows a password of theirs, and must not come by a rider's points with it.
func effective(grants []Scoped, staff bool) []Scoped {
	counting := make([]Scoped, 0, len(grants))
	for _, g := range grants {
		if slices.Contains(Townsfolk, g.Role) != staff {
			counting = append(counting, g)
		}
	}
	return counting
}
