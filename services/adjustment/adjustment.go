// Package adjustment alone changes points by hand: one person proposes, another approves, and neither is the beneficiary.
package adjustment

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// States of an adjustment.
const (
	Proposed = "proposed"
	Approved = "approved"
	Declined = "declined"
)

// most is the largest change of one adjustment, in points: a year's cap, and as much again.
const most = 10_000

// Refusals of this room.
var (
	ErrPoints = fault.New(fault.Refused, "adjustment.points", "调整分数须在 1 至 10000 之间，可为正或负", "Points must be 1 to 10,000 up or down")
	ErrReason = fault.New(fault.Refused, "adjustment.reason", "请写明调整理由（5 至 200 字）", "Give the reason in 5 to 200 characters")
	ErrHome   = fault.New(fault.Refused, "adjustment.no_home", "此人未登记所属社区，无法确定预算街道", "The person has no home community, so no street's budget can pay")
	ErrState  = fault.New(fault.Conflict, "adjustment.state", "这笔调整已经处理", "This adjustment was decided already")
)

// signers may propose and approve: anything entered by hand needs the district.
var signers = []people.Role{people.DistrictAdmin, people.CityAdmin}

// Service is the room.
type Service struct {
	store *db.Store
	tree  *org.Service
}

// New opens the room.
func New(store *db.Store, tree *org.Service) *Service { return &Service{store, tree} }

// Propose asks for a change of a person's points; nothing moves before somebody else approves. Answers with a
// models.Adjustment.
func (s *Service) Propose(ctx context.Context, call once.Call, actor people.Actor, person string, points int64, reason string) (once.Answer, error) {
	reason = strings.TrimSpace(reason)
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		if points == 0 || points > most || points < -most {
			return nil, ErrPoints.On("points")
		}
		if n := utf8.RuneCountInString(reason); n < 5 || n > 200 {
			return nil, ErrReason.On("reason")
		}
		path, err := people.HomeOf(tx, person)
		if err != nil {
			return nil, err
		}
		grant, ok := actor.Over(path, signers...)
		if !ok && path == "" && actor.Is(people.CityAdmin) { // who lives nowhere in particular is still the city's
			return nil, ErrHome
		}
		if !ok {
			return nil, people.ErrUnknown
		}
		if person == actor.ID {
			return nil, people.ErrSignedBy
		}
		street, ok := s.tree.Tree().StreetOf(lastOf(path))
		if !ok {
			return nil, ErrHome
		}
		row := models.Adjustment{
			ID: tx.NewID(), PersonID: person, OrgPath: path, StreetID: street.ID, Points: points, Reason: reason, State: Proposed,
			ProposedBy: actor.ID, ProposedAt: models.At(tx.Now),
		}
		if err := tx.DB.Create(&row).Error; err != nil {
			return nil, fmt.Errorf("write adjustment: %w", err)
		}
		return row, record(tx, actor, grant.Role, "propose", row)
	})
}

func record(tx *db.Tx, actor people.Actor, role people.Role, verb string, row models.Adjustment) error {
	event := actor.Event(role, "adjustment."+verb, "adjustment", row.ID, row.OrgPath)
	event.Detail = fmt.Sprintf("%+d: %s", row.Points, row.Reason)
	return audit.Record(tx, event)
}

func lastOf(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	return parts[len(parts)-1]
}

// Approve is the second signature: the points move. Answers with a models.Adjustment.
func (s *Service) Approve(ctx context.Context, call once.Call, actor people.Actor, id string) (once.Answer, error) {
	return s.decide(ctx, call, actor, id, Approved, "")
}

// Decline ends a proposal with a reason. Answers with a models.Adjustment.
func (s *Service) Decline(ctx context.Context, call once.Call, actor people.Actor, id, reason string) (once.Answer, error) {
	return s.decide(ctx, call, actor, id, Declined, reason)
}

func (s *Service) decide(ctx context.Context, call once.Call, actor people.Actor, id, to, reason string) (once.Answer, error) {
	return once.Do(ctx, s.store, call, func(tx *db.Tx) (any, error) {
		var row models.Adjustment
		err := tx.DB.Where("id = ?", id).Take(&row).Error
		if db.IsMissing(err) {
			return nil, people.ErrUnknown
		}
		if err != nil {
			return nil, fmt.Errorf("read adjustment: %w", err)
		}
		grant, ok := actor.Over(row.OrgPath, signers...)
		if !ok {
			return nil, people.ErrUnknown
		}
		if actor.ID == row.ProposedBy || actor.ID == row.PersonID {
			return nil, people.ErrSignedBy
		}
		if hired, err := people.HiredEach(tx, actor.ID, row.ProposedBy); err != nil {
			return nil, err
		} else if hired && to == Approved {
			return nil, people.ErrSignedBy.Because("提出人和签批人之间不能有录用关系，请另一位签批", "Neither of the two may have hired the other")
		}
		books, err := ledger.Open(tx, row.PersonID)
		if err != nil {
			return nil, err
		}
		row.State, row.DecidedBy, row.DecidedAt, row.DecidedWhy = to, actor.ID, models.At(tx.Now), reason
		if err := settle(tx, row); err != nil {
			return nil, err
		}
		if to == Approved {
			if err := book(tx, books, row); err != nil {
				return nil, err
			}
		}
		return row, record(tx, actor, grant.Role, to, row)
	})
}

// settle writes the decision where there is none yet: of two at once, one finds it taken.
func settle(tx *db.Tx, row models.Adjustment) error {
	done := tx.DB.Model(&models.Adjustment{}).Where("id = ? AND state = ?", row.ID, Proposed).UpdateColumns(map[string]any{
		"state": row.State, "decided_by": row.DecidedBy, "decided_at": row.DecidedAt, "decided_why": row.DecidedWhy,
	})
	if done.Error != nil {
		return fmt.Errorf("decide adjustment: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return ErrState
	}
	return nil
}

func book(tx *db.Tx, books *ledger.Books, row models.Adjustment) error {
	_, err := books.Adjust(row.PersonID, row.StreetID, row.Points, ledger.Why{
		Reason: "adjustment", Source: ledger.Source{Type: "adjustment", ID: row.ID}, Note: row.Reason,
	})
	if err != nil {
		return err
	}
	if row.Points > 0 {
		if err := rulebook.SpendByHand(tx, books, row.StreetID, row.Points); err != nil {
			return err
		}
	}
	return books.Write()
}

// List lists adjustments in a state ("" for all) below the actor's scopes, newest first, before an id.
func (s *Service) List(ctx context.Context, actor people.Actor, state, before string, limit int) ([]models.Adjustment, error) {
	tx := s.store.Read(ctx)
	scoped := tx.DB.Session(&gorm.Session{NewDB: true}).Where("1 = 0")
	for _, p := range actor.Paths(append([]people.Role{people.Auditor}, signers...)...) {
		scoped = scoped.Or("org_path LIKE ?", p+"%")
	}
	q := tx.DB.Where(scoped)
	if state != "" {
		q = q.Where("state = ?", state)
	}
	if before != "" {
		q = q.Where("id < ?", before)
	}
	var rows []models.Adjustment
	if err := q.Order("id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list adjustments: %w", err)
	}
	return rows, nil
}
