package rulebook

import "slices"

// Level is where somebody who signs for points stands. A higher one may sign in a lower one's place.
type Level string

// The levels, lowest first.
const (
	Officer   Level = "officer"
	Community Level = "community"
	Street    Level = "street"
	District  Level = "district"
)

var levels = []Level{Officer, Community, Street, District}

// rank is a level's place in the order, -1 for no level.
func (l Level) rank() int { return slices.Index(levels, l) }

// Thresholds is how many points each stage may sign for, in points of one award: up to Verifier whoever verified the act is
// enough, up to Community the community signs too, up to Street the street as well, and beyond that the district.
type Thresholds struct {
	Verifier  int `json:"verifier"`
	Community int `json:"community"`
	Street    int `json:"street"`
}

// Needed returns who has to sign for an award of this many points, in the order in which they sign: the rule's own signers
// and whoever the points demand beyond them. It is empty where nobody has to: the system or the resident has verified the
// act, and the points are few. Each stage is somebody else, and none of them recorded the act or gains by it.
func Needed(book Book, rule Rule, points int) []Level {
	wanted := map[Level]bool{
		Community: points > book.Signatures.Verifier,
		Street:    points > book.Signatures.Community,
		District:  points > book.Signatures.Street,
	}
	for _, level := range rule.Signers {
		wanted[level] = true
	}
	return inOrder(wanted)
}

// ByHand returns the same stages and the district's, which batches and anything entered by hand always need.
func ByHand(stages []Level) []Level {
	wanted := map[Level]bool{District: true}
	for _, level := range stages {
		wanted[level] = true
	}
	return inOrder(wanted)
}

func inOrder(wanted map[Level]bool) []Level {
	stages := []Level{}
	for _, level := range levels {
		if wanted[level] {
			stages = append(stages, level)
		}
	}
	return stages
}

// MaySign reports whether a signer of one level may sign the next stage: their own or one below it.
func MaySign(next, signer Level) bool {
	return next.rank() >= 0 && signer.rank() >= next.rank()
}
