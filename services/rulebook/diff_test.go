package rulebook_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

func TestAPreviewShowsWhatANewVersionChanges(t *testing.T) {
	t.Run("nothing between a book and itself", func(t *testing.T) {
		require.Empty(t, rulebook.Diff(rulebook.Default(), rulebook.Default()))
	})

	t.Run("points, caps and dates, in the order of the book", func(t *testing.T) {
		next := rulebook.Default()
		next.Version, next.EffectiveFrom = 2, "2026-07-01"
		next.Rules[0].Points = 12
		next.Rules[0].ItemCaps[0].Limit = 5
		next.Caps.Day = 100
		require.Equal(t, []rulebook.Change{
			{Field: "version", ZH: "版本", EN: "version", From: "1", To: "2"},
			{Field: "effective_from", ZH: "施行日期", EN: "in force from", From: "2024-01-01", To: "2026-07-01"},
			{Field: "rules.R01.points", Rule: "R01", ZH: "R01 随手拍上报有效问题：分值", EN: "R01: points", From: "10", To: "12"},
			{Field: "rules.R01.item_caps.day.limit", Rule: "R01", ZH: "R01 随手拍上报有效问题：每日上限", EN: "R01: cap per day", From: "4", To: "5"},
			{Field: "caps.day", ZH: "个人每日上限", EN: "cap of a day", From: "80", To: "100"},
		}, rulebook.Diff(rulebook.Default(), next))
	})

	t.Run("a rule that is gone and one that is new", func(t *testing.T) {
		next := rulebook.Default()
		next.Rules[0].Code = "R07"
		changes := rulebook.Diff(rulebook.Default(), next)
		require.Contains(t, changes, rulebook.Change{Field: "rules.R07.points", Rule: "R07", ZH: "R07 随手拍上报有效问题：分值", EN: "R07: points", To: "10"})
		require.Contains(t, changes, rulebook.Change{Field: "rules.R01.points", Rule: "R01", ZH: "R01 随手拍上报有效问题：分值", EN: "R01: points", From: "10"})
		last := changes[len(changes)-1]
		require.Equal(t, "R01", last.Rule, "what is gone comes last")
	})

	t.Run("not where a rule stands in the book", func(t *testing.T) {
		next := rulebook.Default()
		slices.Reverse(next.Rules)
		require.Empty(t, rulebook.Diff(rulebook.Default(), next))
	})

	t.Run("every value of the document, so that nothing is published unseen", func(t *testing.T) {
		document, err := json.Marshal(full())
		require.NoError(t, err)
		var tree any
		require.NoError(t, json.Unmarshal(document, &tree))
		leaves := 0
		eachLeaf(tree, "", func(path string, set func(any), old any) {
			leaves++
			set(other(old))
			changed, err := json.Marshal(tree)
			require.NoError(t, err)
			set(old)
			var next rulebook.Book
			require.NoError(t, json.Unmarshal(changed, &next))
			require.NotEmpty(t, rulebook.Diff(full(), next), path)
			require.NotEmpty(t, rulebook.Diff(next, full()), path)
		})
		require.Greater(t, leaves, 30)
	})
}

// full is a book of one rule that uses everything a rule can have.
func full() rulebook.Book {
	book := rulebook.Default()
	book.OrgUnitID = ranghulu
	rule, _ := book.Rule("N02")
	rule.ItemCaps = []rulebook.ItemCap{{Per: rulebook.PerYear, Limit: 1, In: rulebook.InTimes, Each: true}}
	rule.SamplePercent = 10
	book.Rules = []rulebook.Rule{rule}
	return book
}

// eachLeaf calls f for every value in a JSON tree, with a way to change it in place.
func eachLeaf(node any, path string, f func(path string, set func(any), old any)) {
	visit := func(key string, child any, set func(any)) {
		switch child.(type) {
		case map[string]any, []any:
			eachLeaf(child, path+"."+key, f)
		default:
			f(strings.TrimPrefix(path+"."+key, "."), set, child)
		}
	}
	switch node := node.(type) {
	case map[string]any:
		for key, child := range node {
			visit(key, child, func(v any) { node[key] = v })
		}
	case []any:
		for i, child := range node {
			visit(fmt.Sprint(i), child, func(v any) { node[i] = v })
		}
	}
}

func other(value any) any {
	switch value := value.(type) {
	case float64:
		return value + 1
	case bool:
		return !value
	default:
		return fmt.Sprint(value, "x")
	}
}
