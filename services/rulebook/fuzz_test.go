package rulebook_test

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// FuzzAssess holds that whatever book, act and usage come in, even a book that Validate refuses, nothing breaks, nothing
// overflows, and points lie between 0 and what was asked.
func FuzzAssess(f *testing.F) {
	f.Add(uint8(0), 1, uint8(0), false, 10, 4, 80, 400, 3000, 0, 0, 0, 0)
	f.Add(uint8(9), 5, uint8(0), true, 25, 2, 80, 400, 3000, 3, 79, 399, 2999)
	f.Add(uint8(17), 1, uint8(2), false, -1, -1, -1, -1, -1, -1, -1, -1, -1)
	const most, least = 1<<63 - 1, -1 << 63
	f.Add(uint8(10), 1000, uint8(0), false, most, most, most, most, most, least, least, least, least)
	f.Add(uint8(11), 1000, uint8(0), false, most, most, least, most, most, most, most, most, most)
	grades := []string{"", "district", "city", "province"}
	f.Fuzz(func(t *testing.T, which uint8, quantity int, grade uint8, emergency bool,
		points, limit, day, month, year, item, usedDay, usedMonth, usedYear int,
	) {
		book := rulebook.Default()
		i := int(which) % len(book.Rules)
		book.Rules[i].Points = points
		for j := range book.Rules[i].ItemCaps {
			book.Rules[i].ItemCaps[j].Limit = limit
		}
		book.Caps = rulebook.Caps{Day: day, Month: month, Year: year}
		_ = book.Validate()
		got, err := rulebook.Assess(book,
			ask{Rule: book.Rules[i].Code, Quantity: quantity, Grade: grades[int(grade)%len(grades)], Emergency: emergency},
			usage{item, item, item, item, usedDay, usedMonth, usedYear})
		if err != nil {
			require.NotNil(t, fault.As(err), "a refusal, not a failure: %v", err)
			return
		}
		sum := got.Points
		for _, cut := range got.Cuts {
			require.Positive(t, cut.Cut)
			sum += cut.Cut
		}
		require.Equal(t, got.Asked, sum)
		require.GreaterOrEqual(t, got.Points, 0)
		require.LessOrEqual(t, got.Asked, 10_000*1_000)
		require.LessOrEqual(t, got.Counted, got.Quantity)
		for _, left := range got.Left {
			require.GreaterOrEqual(t, left.Left, 0)
			require.LessOrEqual(t, left.Left, left.Limit)
		}
		require.True(t, utf8.ValidString(got.ZH) && utf8.ValidString(got.EN))
	})
}

// FuzzParse holds that no document breaks the reader, that what it accepts is valid, and that it reads what it writes.
func FuzzParse(f *testing.F) {
	document, err := json.Marshal(full()) // of one rule: shorter documents are fuzzed faster
	require.NoError(f, err)
	f.Add(document)
	f.Add([]byte(`{"version":1,"rules":[{"code":"R01","points":-1,"item_caps":[{}],"grades":[{}],"signers":["x"]}]}`))
	f.Add([]byte(`{"rules":null,"caps":{"day":9223372036854775807},"expiry":{"notice_days":[0]}}`))
	f.Add([]byte(`[`))
	f.Fuzz(func(t *testing.T, document []byte) {
		// Validate and Diff are held to documents that Parse refuses, too.
		var raw rulebook.Book
		if json.Unmarshal(document, &raw) == nil {
			if err := raw.Validate(); err != nil {
				require.NotEmpty(t, fault.As(err).Fields)
			}
			_ = rulebook.Diff(raw, rulebook.Default())
			_, _ = rulebook.Override{OrgUnitID: ranghulu, Points: map[string]int{"R01": 12}}.Apply(raw)
		}
		book, err := rulebook.Parse(document)
		if err != nil {
			require.NotNil(t, fault.As(err))
			return
		}
		require.NoError(t, book.Validate())
		require.Empty(t, rulebook.Diff(book, book))
		written, err := json.Marshal(book)
		require.NoError(t, err)
		again, err := rulebook.Parse(written)
		require.NoError(t, err)
		rewritten, err := json.Marshal(again)
		require.NoError(t, err)
		require.Equal(t, written, rewritten)
	})
}
