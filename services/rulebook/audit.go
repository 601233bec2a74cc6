package rulebook

import (
	"fmt"
	"slices"
	"strings"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
)

// Audit asks the book of each award's day which signatures it needs, and names the first award that says otherwise, or whose
// signatures are of other levels.
func (s *Service) Audit(tx *db.Tx) (*ledger.Finding, error) {
	for after := ""; ; {
		var awards []models.Award
		if err := tx.DB.Where("id > ?", after).Order("id").Limit(1000).Find(&awards).Error; err != nil {
			return nil, fmt.Errorf("read awards: %w", err)
		}
		if len(awards) == 0 {
			return nil, nil
		}
		after = awards[len(awards)-1].ID
		ids := make([]string, len(awards))
		for i, a := range awards {
			ids[i] = a.ID
		}
		var signatures []models.AwardSignature
		if err := tx.DB.Where("award_id IN ?", ids).Find(&signatures).Error; err != nil {
			return nil, fmt.Errorf("read signatures: %w", err)
		}
		levels := map[string][]string{}
		for _, g := range signatures {
			levels[g.AwardID] = append(levels[g.AwardID], g.Level)
		}
		for _, a := range awards {
			if why := s.wrong(a, levels[a.ID]); why != "" {
				return &ledger.Finding{Table: "awards", ID: a.ID, Why: why}, nil
			}
		}
	}
}

// wrong says what is wrong with an award's signatures, if anything is.
func (s *Service) wrong(a models.Award, given []string) string {
	book := s.On(a.EarnedOn, a.OrgPath)
	rule, ok := book.Rule(a.RuleCode)
	if !ok {
		return "is by no rule of its day"
	}
	needed := ""
	if a.Points > 0 {
		needed = join(Needed(book, rule, int(a.Points)))
	}
	if a.RulebookVersion != fmt.Sprint(book.Version) || a.Stages != needed {
		return "needs other signatures than it says"
	}
	stages := strings.Split(a.Stages, ",")
	want := slices.Clone(stages[:min(a.Signed, len(stages))])
	slices.Sort(want)
	slices.Sort(given)
	if !slices.Equal(want, given) {
		return "has signatures of other levels than it needs"
	}
	return ""
}
