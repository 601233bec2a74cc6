package people

import (
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// grantsOf reads the roles that people hold, oldest first.
func grantsOf(tx *db.Tx, persons ...string) ([]models.Grant, error) {
	var rows []models.Grant
	if err := tx.DB.Where("person_id IN ? AND revoked_at = 0", persons).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read grants: %w", err)
	}
	return rows, nil
}

// HiredEach says whether one of two people gave the other a role they hold: then two signatures of theirs may be one will, or one
// hand.
func HiredEach(tx *db.Tx, a, b string) (bool, error) {
	var n int64
	err := tx.DB.Model(&models.Grant{}).Where("revoked_at = 0 AND (person_id = ? AND granted_by = ? OR person_id = ? AND granted_by = ?)", a, b, b, a).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("read who hired whom: %w", err)
	}
	return n > 0, nil
}

func newGrant(tx *db.Tx, person string, what Scoped, by string) models.Grant {
	return models.Grant{
		ID: tx.NewID(), PersonID: person, Role: string(what.Role), ScopeID: what.ScopeID, ScopePath: what.Path,
		GrantedBy: by, GrantedAt: models.At(tx.Now),
	}
}

// give writes a role; the unique index refuses it to whoever holds it.
func give(tx *db.Tx, person string, what Scoped, by string) (models.Grant, error) {
	row := newGrant(tx, person, what, by)
	err := tx.DB.Create(&row).Error
	if db.IsDuplicate(err) {
		return row, ErrGranted
	}
	if err != nil {
		return row, fmt.Errorf("write grant: %w", err)
	}
	return row, nil
}

// withdraw revokes a role; the person is locked. The instant is part of a unique index, so a role that is given and taken
// twice within a millisecond is revoked a millisecond later the second time.
func withdraw(tx *db.Tx, g models.Grant) (models.Instant, error) {
	var last models.Instant
	err := tx.DB.Raw("SELECT COALESCE(MAX(revoked_at), 0) FROM grants WHERE person_id = ? AND role = ? AND scope_id = ?",
		g.PersonID, g.Role, g.ScopeID).Scan(&last).Error
	if err != nil {
		return 0, fmt.Errorf("read revoked grants: %w", err)
	}
	at := max(models.At(tx.Now), last+1)
	done := tx.DB.Model(&models.Grant{}).Where("id = ? AND revoked_at = 0", g.ID).
		UpdateColumn("revoked_at", at)
	if done.Error != nil {
		return 0, fmt.Errorf("revoke grant: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return 0, ErrRevoked
	}
	return at, nil
}

func scoped(grants []models.Grant) []Scoped {
	out := make([]Scoped, len(grants))
	for i, g := range grants {
		out[i] = Scoped{Role: Role(g.Role), ScopeID: g.ScopeID, Path: g.ScopePath}
	}
	return out
}

func granted(g models.Grant) Granted {
	return Granted{
		ID: g.ID, PersonID: g.PersonID, Scoped: Scoped{Role: Role(g.Role), ScopeID: g.ScopeID, Path: g.ScopePath},
		At: g.GrantedAt, RevokedAt: g.RevokedAt,
	}
}
