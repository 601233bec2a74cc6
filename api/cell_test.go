package api

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestCells(t *testing.T) {
	at := time.Date(2026, 3, 11, 17, 5, 6, 0, time.UTC)
	for _, c := range []struct {
		name      string
		has, want any
	}{
		{"text", "手套", "手套"},
		{"nothing", "", ""},
		{"a formula", "=1+1", "'=1+1"},
		{"a plus", "+86", "'+86"},
		{"a minus in text", "-1", "'-1"},
		{"an at sign", "@SUM(A1)", "'@SUM(A1)"},
		{"a tab that Excel drops", "\t=1", "'\t=1"},
		{"a formula among words", "a=1", "a=1"},
		{"several words, the first dangerous", []string{"=a", "b"}, "'=a、b"},
		{"a number below zero", int64(-5), int64(-5)},
		{"yes", true, "是"},
		{"no", false, "否"},
		{"an instant, in Daqing", at, "2026-03-12 01:05:06"},
		{"an instant that is not yet", (*time.Time)(nil), ""},
		{"an instant that is", &at, "2026-03-12 01:05:06"},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, cell(c.has)) })
	}
}

// FuzzCells holds that no text becomes a formula, and that none is lost.
func FuzzCells(f *testing.F) {
	for _, s := range []string{"=1", "", "a", "'=1", "\r\n=1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := cell(s).(string)
		require.True(t, ok)
		require.Contains(t, []string{s, "'" + s}, c)
		if c != "" {
			require.NotContains(t, "=+-@\t\r\n", c[:1])
		}
	})
}
