package rulebook_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

func TestWhoHasToSign(t *testing.T) {
	const o, c, s, d = rulebook.Officer, rulebook.Community, rulebook.Street, rulebook.District
	type stages = []rulebook.Level
	cases := []struct {
		name   string
		rule   string
		points int
		want   stages
	}{
		{"one officer for a report", "R01", 10, stages{o}},
		{"one officer up to 20 points", "R01", 20, stages{o}},
		{"the community from 21 points on", "R01", 21, stages{o, c}},
		{"the community up to 50", "R01", 50, stages{o, c}},
		{"the street from 51 on", "R01", 51, stages{o, c, s}},
		{"the street up to 100", "R01", 100, stages{o, c, s}},
		{"the district beyond", "R01", 101, stages{o, c, s, d}},
		{"officer and community for a hazard", "R03", 30, stages{o, c}},
		{"officer and community for a hazard that a cap has left 5 points of", "R03", 5, stages{o, c}},
		{"community and street for a major lead", "R04", 100, stages{c, s}},
		{"nobody for what the system has verified", "R02", 20, stages{}},
		{"nobody for what the resident has confirmed", "H01", 5, stages{}},
		{"the community where the system's points are many, as in a district that pays more", "R02", 30, stages{c}},
		{"the community after the organiser of an activity", "V01", 20, stages{c}},
		{"the street for a course", "T01", 20, stages{s}},
		{"the community below the street for an idea", "Q01", 30, stages{c, s}},
		{"everybody from the community up for a province's commendation", "N02", 300, stages{c, s, d}},
	}
	book := rulebook.Default()
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			rule, ok := book.Rule(tc.rule)
			require.True(t, ok)
			require.Equal(t, tc.want, rulebook.Needed(book, rule, tc.points))
		})
	}

	t.Run("the book's thresholds, not ours, decide", func(t *testing.T) {
		strict := rulebook.Default()
		strict.Signatures = rulebook.Thresholds{Verifier: 5, Community: 8, Street: 9}
		rule, _ := strict.Rule("R01")
		require.Equal(t, stages{o, c, s, d}, rulebook.Needed(strict, rule, 10))
	})

	t.Run("the district too for batches and what was entered by hand", func(t *testing.T) {
		require.Equal(t, stages{o, d}, rulebook.ByHand(stages{o}))
		require.Equal(t, stages{d}, rulebook.ByHand(nil))
		require.Equal(t, stages{c, s, d}, rulebook.ByHand(stages{c, s, d}))
	})
}

func TestWhoMaySign(t *testing.T) {
	levels := []rulebook.Level{rulebook.Officer, rulebook.Community, rulebook.Street, rulebook.District}
	for i, next := range levels {
		for j, signer := range levels {
			require.Equal(t, j >= i, rulebook.MaySign(next, signer), "%s signs for %s", signer, next)
		}
	}

	t.Run("nobody without a level, and nobody for a stage that is none", func(t *testing.T) {
		require.False(t, rulebook.MaySign(rulebook.Officer, "rider"))
		require.False(t, rulebook.MaySign("", rulebook.District))
		require.False(t, rulebook.MaySign("", ""))
	})
}
