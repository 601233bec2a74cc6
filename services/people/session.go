package people

import (
	"context"
	"fmt"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
)

// How a session began, and how long it lasts from then on, whatever is done in it: staff sign in once a shift.
const (
	byWeChat = "wechat"
	byStaff  = "staff"

	townsfolkSession = 30 * 24 * time.Hour
	staffSession     = 12 * time.Hour
)

// Why a session ended.
const (
	endedBySignOut  = "sign_out"
	endedByReuse    = "reuse"
	endedByCancel   = "cancelled"
	endedByLock     = "suspended"
	endedByPassword = "password"
)

// Pair is what one who signed in gets: an access token for ExpiresIn seconds and a refresh token for one use.
type Pair struct {
	AccessToken  string
	ExpiresIn    int
	RefreshToken string
	Person       Profile
	IsNew        bool // the account was made by this very sign-in
}

// begin starts a session and issues its first pair.
func (s *Service) begin(tx *db.Tx, person, method string) (Pair, error) {
	length := townsfolkSession
	if method == byStaff {
		length = staffSession
	}
	session := models.Session{
		ID: tx.NewID(), PersonID: person, Method: method,
		StartedAt: models.At(tx.Now), ExpiresAt: models.At(tx.Now.Add(length)),
	}
	if err := tx.DB.Create(&session).Error; err != nil {
		return Pair{}, fmt.Errorf("write session: %w", err)
	}
	return s.issue(tx, session)
}

// issue makes the next pair of a session. Its refresh token lives as long as the session, which no use prolongs.
func (s *Service) issue(tx *db.Tx, session models.Session) (Pair, error) {
	refresh, hash := NewOpaque()
	row := models.RefreshToken{Hash: hash, SessionID: session.ID, IssuedAt: models.At(tx.Now), ExpiresAt: session.ExpiresAt}
	if err := tx.DB.Create(&row).Error; err != nil {
		return Pair{}, fmt.Errorf("write refresh token: %w", err)
	}
	access, err := s.tokens.Issue(tx.Now, session.PersonID, session.ID, tx.NewID())
	if err != nil {
		return Pair{}, err
	}
	grants, err := grantsOf(tx, session.PersonID)
	if err != nil {
		return Pair{}, err
	}
	profile, err := s.profile(tx, session.PersonID, effective(scoped(grants), session.Method == byStaff))
	if err != nil {
		return Pair{}, err
	}
	life := min(s.tokens.life, session.ExpiresAt.Time().Sub(tx.Now))
	return Pair{AccessToken: access, ExpiresIn: int(life / time.Second), RefreshToken: refresh, Person: profile}, nil
}

// Refresh turns a refresh token into the next pair and spends it. A token that was spent before is in two hands, and nobody
// knows which are the right ones: its session ends (RFC 9700, section 4.14.2), without a grace for the second of two at
// once. ErrRefresh says nothing about why.
func (s *Service) Refresh(ctx context.Context, refreshToken, from, requestID string) (Pair, error) {
	hash := HashOpaque(refreshToken)
	var pair Pair
	var refusal error
	err := s.store.Write(ctx, func(tx *db.Tx) error {
		pair, refusal = Pair{}, nil
		spent := tx.DB.Model(&models.RefreshToken{}).Where("hash = ? AND spent_at = 0", hash).
			UpdateColumn("spent_at", models.At(tx.Now))
		if spent.Error != nil {
			return fmt.Errorf("spend refresh token: %w", spent.Error)
		}
		session, err := familyOf(tx, hash)
		if db.IsMissing(err) {
			refusal = ErrRefresh
			return nil
		}
		if err != nil {
			return fmt.Errorf("read session: %w", err)
		}
		if spent.RowsAffected == 0 {
			refusal = ErrRefresh // given after the commit: the end of the session must be kept
			return endFamily(tx, session, from, requestID)
		}
		pair, err = s.goOn(tx, session)
		return err
	})
	if err != nil {
		return Pair{}, err
	}
	return pair, refusal
}

// familyOf reads the session of a refresh token.
func familyOf(tx *db.Tx, hash string) (models.Session, error) {
	var token models.RefreshToken
	var session models.Session
	if err := tx.DB.Where("hash = ?", hash).Take(&token).Error; err != nil {
		return session, err
	}
	return session, tx.DB.Where("id = ?", token.SessionID).Take(&session).Error
}

// goOn issues the next pair, if the session still lasts and its person may still come in.
func (s *Service) goOn(tx *db.Tx, session models.Session) (Pair, error) {
	if session.EndedAt != 0 || session.ExpiresAt <= models.At(tx.Now) {
		return Pair{}, ErrRefresh
	}
	var person models.Person
	if err := tx.DB.Where("id = ?", session.PersonID).Take(&person).Error; err != nil {
		return Pair{}, fmt.Errorf("read person: %w", err)
	}
	switch State(person.State) {
	case Active:
		return s.issue(tx, session)
	case Suspended:
		return Pair{}, ErrSuspended
	}
	return Pair{}, ErrRefresh
}

// endFamily ends the session of a spent token and records it, once.
func endFamily(tx *db.Tx, session models.Session, from, requestID string) error {
	ended, err := end(tx, endedByReuse, "id = ?", session.ID)
	if err != nil || ended == 0 {
		return err
	}
	return audit.Record(tx, audit.Event{
		ActorID: session.PersonID, Action: "auth.refresh", ObjectType: "session", ObjectID: session.ID,
		Outcome: "auth.reuse", From: from, RequestID: requestID,
	})
}

// end ends the sessions that a condition names, and says how many still lasted.
func end(tx *db.Tx, why, condition string, args ...any) (int64, error) {
	done := tx.DB.Model(&models.Session{}).Where("ended_at = 0").Where(condition, args...).
		UpdateColumns(map[string]any{"ended_at": models.At(tx.Now), "ended_why": why})
	if done.Error != nil {
		return 0, fmt.Errorf("end session: %w", done.Error)
	}
	return done.RowsAffected, nil
}

// SignOut ends the actor's session and all its tokens; doing it twice is no mistake.
func (s *Service) SignOut(ctx context.Context, actor Actor) error {
	return s.store.Write(ctx, func(tx *db.Tx) error {
		_, err := end(tx, endedBySignOut, "id = ? AND person_id = ?", actor.Session, actor.ID)
		return err
	})
}

// forgetAfter is how long an expired session is still shown to its owner.
const forgetAfter = 30 * 24 * time.Hour

// Prune forgets up to 200 sessions that expired a month ago, with their tokens, and returns how many. Ids sort by time, so the
// oldest come first.
func (s *Service) Prune(ctx context.Context) (int64, error) {
	var gone int64
	err := s.store.Write(ctx, func(tx *db.Tx) error {
		var ids []string
		err := tx.DB.Model(&models.Session{}).Where("expires_at < ?", models.At(tx.Now.Add(-forgetAfter))).
			Order("id").Limit(200).Pluck("id", &ids).Error
		if err != nil {
			return fmt.Errorf("find old sessions: %w", err)
		}
		gone = int64(len(ids))
		if gone == 0 {
			return nil
		}
		if err := tx.DB.Where("session_id IN ?", ids).Delete(&models.RefreshToken{}).Error; err != nil {
			return fmt.Errorf("forget refresh tokens: %w", err)
		}
		if err := tx.DB.Where("id IN ?", ids).Delete(&models.Session{}).Error; err != nil {
			return fmt.Errorf("forget sessions: %w", err)
		}
		return nil
	})
	return gone, err
}
