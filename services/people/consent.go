package people

import (
	"context"
	"fmt"
	"slices"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
)

// Document is something that people consent to, in the version that holds now.
type Document struct{ Name, Version, TitleZH, TitleEN string }

// Documents are all there are. Location and photos are separate consents, as the law asks for each; who refuses all of them may
// still look at stations and rules.
var Documents = []Document{
	{Name: "privacy", Version: "2026-01", TitleZH: "个人信息保护政策", TitleEN: "Privacy policy"},
	{Name: "location", Version: "2026-01", TitleZH: "位置信息单独同意书", TitleEN: "Separate consent to the use of location"},
	{Name: "photos", Version: "2026-01", TitleZH: "照片使用单独同意书", TitleEN: "Separate consent to the use of photos"},
}

// Consent logs that the actor gave or withdrew consent. It is given to the version that holds now (ErrConsentVersion) and
// withdrawn from that or the one it was given to; saying the same twice leaves one line. ErrDocument where there is no such
// document.
func (s *Service) Consent(ctx context.Context, actor Actor, document, version string, given bool) error {
	i := slices.IndexFunc(Documents, func(d Document) bool { return d.Name == document })
	if i < 0 {
		return ErrDocument.On("document")
	}
	row := models.Consent{PersonID: actor.ID, Document: document, Version: version}
	if given {
		row.Given = 1
	}
	return s.store.Write(ctx, func(tx *db.Tx) error {
		if _, err := lock(tx, actor.ID); err != nil {
			return err
		}
		log, err := consentsOf(tx, actor.ID)
		if err != nil {
			return err
		}
		last := lastWord(log, document)
		if version != Documents[i].Version && (given || version != last.Version) {
			return ErrConsentVersion.On("version")
		}
		if last.ID != "" && last.Version == row.Version && last.Given == row.Given {
			return nil
		}
		row.ID, row.At = tx.NewID(), models.At(tx.Now)
		if err := tx.DB.Create(&row).Error; err != nil {
			return fmt.Errorf("write consent: %w", err)
		}
		return nil
	})
}

// consentsOf reads a person's log, oldest first.
func consentsOf(tx *db.Tx, person string) ([]models.Consent, error) {
	var rows []models.Consent
	if err := tx.DB.Where("person_id = ?", person).Order("at, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read consents: %w", err)
	}
	return rows, nil
}

// lastWord is the newest line about a document; its ID is empty where there is none.
func lastWord(log []models.Consent, document string) models.Consent {
	for _, row := range slices.Backward(log) {
		if row.Document == document {
			return row
		}
	}
	return models.Consent{}
}

// lastWords is the last word on each document, in the order of Documents.
func lastWords(log []models.Consent) []models.Consent {
	words := make([]models.Consent, 0, len(Documents))
	for _, d := range Documents {
		if row := lastWord(log, d.Name); row.ID != "" {
			words = append(words, row)
		}
	}
	return words
}
