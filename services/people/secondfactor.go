package people

import (
	"context"
	"fmt"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
)

// totpIssuer is what an authenticator app shows above the code.
const totpIssuer = "庆小驿"

// EnrolTOTP draws a second factor for the actor's staff account: the secret, and its otpauth address to scan. It counts once
// ConfirmTOTP has seen a code of it; until then another call draws another. Refusals: ErrNotHired, and ErrEnrolled, since
// otherwise a stolen session could put the thief's telephone in place of the owner's.
func (s *Service) EnrolTOTP(ctx context.Context, actor Actor) (secret, url string, err error) {
	err = s.store.Write(ctx, func(tx *db.Tx) error {
		account, err := lockAccount(tx, actor.ID)
		if err != nil {
			return err
		}
		if account.TotpDemanded != 0 {
			return ErrEnrolled
		}
		if secret, url, err = NewTOTP(totpIssuer, account.Username); err != nil {
			return err
		}
		return rewriteAccount(tx, actor.ID, map[string]any{"totp_sealed": s.seal.Seal(atTOTP(actor.ID), secret), "totp_step": 0})
	})
	if err != nil {
		return "", "", err
	}
	return secret, url, nil
}

// ConfirmTOTP takes the first code of a new second factor; from then on signing in demands one, and that code is used up.
// Refusals: ErrNotHired, ErrEnrolled, ErrNotEnrolling, ErrTOTP.
func (s *Service) ConfirmTOTP(ctx context.Context, actor Actor, code string) error {
	return s.store.Write(ctx, func(tx *db.Tx) error {
		account, err := lockAccount(tx, actor.ID)
		switch {
		case err != nil:
			return err
		case account.TotpDemanded != 0:
			return ErrEnrolled
		case account.TotpSealed == "":
			return ErrNotEnrolling
		}
		secret, err := s.seal.Open(atTOTP(actor.ID), account.TotpSealed)
		if err != nil {
			return fmt.Errorf("open TOTP secret: %w", err)
		}
		step, err := VerifyTOTP(secret, code, tx.Now, account.TotpStep)
		if err != nil {
			return err
		}
		if err := rewriteAccount(tx, actor.ID, map[string]any{"totp_demanded": 1, "totp_step": step}); err != nil {
			return err
		}
		return audit.Record(tx, actor.Event(actor.Role(), "people.totp", "person", actor.ID, actor.OrgPath))
	})
}
