package station

import (
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

// Refusals about notices; place.ErrNotice says that the notice itself cannot be meant.
var (
	ErrNoticeOver  = fault.New(fault.Refused, "place.notice_over", "公告的结束时间已过", "This notice would be over already")
	ErrNoticeGone  = fault.New(fault.Conflict, "place.notice_gone", "公告已撤下", "This notice was taken down already")
	ErrManyNotices = fault.New(fault.Conflict, "place.many_notices", "公告已满 10 条，请先撤下旧的", "Ten notices hang here: take one down first")
)

// mostNotices is how many notices one door bears at a time.
const mostNotices = 10

// Notice is a notice at a door, with the id by which it can be taken down and who put it up.
type Notice struct {
	ID string
	place.Notice
	PostedBy string
}

// Post puts a notice up at a place; without a From it counts at once. It answers place.ErrNotice, ErrNoticeOver and
// ErrManyNotices, and people.ErrUnknown outside the actor's scope.
func (d *Directory) Post(tx *db.Tx, actor people.Actor, placeID string, n place.Notice) (Notice, error) {
	row, role, err := d.mayKeep(tx, actor, placeID)
	if err != nil {
		return Notice{}, err
	}
	n.Text = strings.TrimSpace(n.Text)
	if n.From.IsZero() {
		n.From = tx.Now
	}
	if err := n.Validate(); err != nil || hasControls(n.Text) {
		return Notice{}, place.ErrNotice
	}
	if !n.Until.IsZero() && !n.Until.After(tx.Now) {
		return Notice{}, ErrNoticeOver.On("until")
	}
	var hanging int64
	if err := current(tx).Where("place_id = ?", placeID).Model(&models.PlaceNotice{}).Count(&hanging).Error; err != nil {
		return Notice{}, fmt.Errorf("count notices: %w", err)
	}
	if hanging >= mostNotices {
		return Notice{}, ErrManyNotices
	}
	notice := models.PlaceNotice{
		ID: tx.NewID(), PlaceID: placeID, Text: n.Text, FromAt: models.At(n.From), UntilAt: instant(n.Until), PostedBy: actor.ID,
	}
	if n.Closed {
		notice.Closed = 1
	}
	if err := tx.DB.Create(&notice).Error; err != nil {
		return Notice{}, fmt.Errorf("write notice: %w", err)
	}
	return said(notice), d.record(tx, actor, role, "notice_post", row, "公告："+n.Text)
}

// Withdraw takes a notice down. It answers ErrNoticeGone where somebody has done so already.
func (d *Directory) Withdraw(tx *db.Tx, actor people.Actor, noticeID string) error {
	var notice models.PlaceNotice
	err := tx.DB.Where("id = ?", noticeID).Take(&notice).Error
	if err != nil && !db.IsMissing(err) {
		return fmt.Errorf("read notice: %w", err)
	}
	// A missing notice hangs at the place "", which is outside everybody's scope.
	row, role, err := d.mayKeep(tx, actor, notice.PlaceID)
	if err != nil {
		return err
	}
	done := tx.DB.Model(&models.PlaceNotice{}).Where("id = ? AND withdrawn_at = 0", noticeID).
		UpdateColumn("withdrawn_at", models.At(tx.Now))
	if done.Error != nil {
		return fmt.Errorf("withdraw notice: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return ErrNoticeGone
	}
	return d.record(tx, actor, role, "notice_withdraw", row, "公告："+notice.Text)
}

// standing reads all notices that are not over, by place, the oldest first.
func standing(tx *db.Tx) (map[string][]Notice, error) {
	var rows []models.PlaceNotice
	if err := current(tx).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read notices: %w", err)
	}
	byPlace := map[string][]Notice{}
	for _, r := range rows {
		byPlace[r.PlaceID] = append(byPlace[r.PlaceID], said(r))
	}
	return byPlace, nil
}

func said(r models.PlaceNotice) Notice {
	n := Notice{ID: r.ID, PostedBy: r.PostedBy, Notice: place.Notice{Text: r.Text, Closed: r.Closed == 1, From: r.FromAt.Time()}}
	if r.UntilAt != 0 {
		n.Until = r.UntilAt.Time()
	}
	return n
}

func instant(t time.Time) models.Instant {
	if t.IsZero() {
		return 0
	}
	return models.At(t)
}

// current begins a question about notices that still hang or will.
func current(tx *db.Tx) *gorm.DB {
	return tx.DB.Where("withdrawn_at = 0 AND (until_at = 0 OR until_at > ?)", models.At(tx.Now))
}
