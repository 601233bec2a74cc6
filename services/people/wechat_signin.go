package people

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
)

// SignInWeChat signs in whoever WeChat says is behind a login code. Somebody new becomes a resident with an empty points
// account; of two sign-ins of one new person at once the slower finds what the faster made. Refusals: those of
// WeChat.Session, ErrSuspended.
func (s *Service) SignInWeChat(ctx context.Context, code, from, requestID string) (Pair, error) {
	who, err := s.wechat.Session(ctx, code)
	if err != nil {
		return Pair{}, err
	}
	var pair Pair
	var refusal error
	err = s.store.Write(ctx, func(tx *db.Tx) error {
		pair, refusal = Pair{}, nil
		person, state, isNew, err := s.behind(tx, who.OpenID)
		if err != nil {
			return err
		}
		event := audit.Event{
			ActorID: person, Action: "auth.wechat", ObjectType: "person", ObjectID: person, From: from, RequestID: requestID,
		}
		if state != Active {
			refusal = ErrSuspended
			event.Outcome = ErrSuspended.Code
			return audit.Record(tx, event)
		}
		if isNew {
			event.Action, event.ActorRole = "people.join", string(Resident)
			if err := audit.Record(tx, event); err != nil {
				return err
			}
		}
		pair, err = s.begin(tx, person, byWeChat)
		pair.IsNew = isNew
		return err
	})
	if err != nil {
		return Pair{}, err
	}
	return pair, refusal
}

// behind finds the person of an openid, or makes them.
func (s *Service) behind(tx *db.Tx, openid string) (person string, state State, isNew bool, err error) {
	var found struct{ ID, State string }
	err = tx.DB.Raw(`SELECT p.id, p.state FROM wechat_identities w JOIN people p ON p.id = w.person_id
		WHERE w.openid_index = ?`, s.seal.Index(openidColumn, openid)).Scan(&found).Error
	if err != nil {
		return "", "", false, fmt.Errorf("find WeChat identity: %w", err)
	}
	if found.ID != "" {
		return found.ID, State(found.State), false, nil
	}
	person, err = s.Found(tx, NewPerson{Name: firstName(tx), OpenID: openid})
	if errors.Is(err, ErrOpenIDTaken) {
		return "", "", false, db.ErrAgain // the rival's row is there now
	}
	return person, Active, true, err
}

// firstName is what a newcomer is called until they say otherwise. It comes of an id of its own, so that it tells nothing
// of the person's.
func firstName(tx *db.Tx) string {
	id := tx.NewID()
	return "居民" + strings.ToUpper(id[max(0, len(id)-4):])
}
