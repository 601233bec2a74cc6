package models

// Rulebook is one version of the rules as a JSON document. A proposed version comes into force on its date once somebody
// else has approved it; it is never edited afterwards.
//
// Owner: services/rulebook
type Rulebook struct {
	ID, Version, ScopeID, State string
	EffectiveFrom               string
	Document                    string
	ProposedBy                  string
	ProposedAt                  Instant
	ApprovedBy                  string
	ApprovedAt                  Instant
}

// Budget is what a street may issue in a month. Used counts what was granted from it.
//
// Owner: services/rulebook
type Budget struct {
	ID, StreetID, Month string
	Funded, Used        int64
}

// Award is the worth of one act by one rule; Counted is how much of the act the rule's own caps let through. It is pending until enough people have signed, then granted, or queued where the
// street's budget is spent, or refused. Explanation is JSON: what was asked and what each cap cut and left.
//
// Owner: services/rulebook
type Award struct {
	ID, PersonID                 string
	RuleCode, RulebookVersion    string
	SourceType, SourceID         string
	OrgUnitID, OrgPath, StreetID string
	EarnedOn                     string
	Counted, Asked, Points       int64
	Exempt                       int
	Explanation                  string
	Stages                       string
	Signed                       int
	NextLevel                    string
	State, DecidedWhy            string
	CreatedAt, DecidedAt         Instant
}

// AwardSignature is one person's yes to an award, at a level; nobody signs twice.
//
// Owner: services/rulebook
type AwardSignature struct {
	AwardID, PersonID string
	Level             string
	At                Instant
}
