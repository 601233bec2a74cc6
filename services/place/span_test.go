package place_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/place"
)

func span(t testing.TB, s string) place.Span {
	t.Helper()
	v, err := place.ParseSpan(s)
	require.NoError(t, err)
	return v
}

func TestSpan(t *testing.T) {
	for text, want := range map[string]place.Span{
		"08:30-17:30": {From: 510, To: 1050}, "00:00-24:00": place.AllDay, "22:00-02:00": {From: 1320, To: 1560},
		"22:00-24:00": {From: 1320, To: 1440}, "22:00-00:00": {From: 1320, To: 1440}, "00:01-00:00": {From: 1, To: 1440},
	} {
		require.Equal(t, want, span(t, text), text)
		require.True(t, want.Valid(), text)
	}
	for _, text := range []string{
		"", "08:30", "8:30-17:30", "08:30-17:60", "08:30–17:30", "24:00-08:00", "25:00-26:00", "08:30-08:30", "00:00-00:00", "08:30-24:01", "-8:30-17:30", "08:30-17:3x", "08:30~17:30",
	} {
		_, err := place.ParseSpan(text)
		require.ErrorIs(t, err, place.ErrSpan, text)
	}
	for _, s := range []place.Span{{}, {From: -1, To: 5}, {From: 5, To: 5}, {From: 1440, To: 1441}, {From: 60, To: 1500}, {From: 0, To: 1441}} {
		require.False(t, s.Valid(), "%v", s)
		_, err := json.Marshal(s)
		require.Error(t, err, "%v", s)
	}
}

func FuzzParseSpan(f *testing.F) {
	for _, s := range []string{"08:30-17:30", "00:00-24:00", "22:00-02:00", "22:00-00:00", "", "ab:cd-ef:gh", "００:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := place.ParseSpan(text)
		if err != nil {
			require.ErrorIs(t, err, place.ErrSpan)
			return
		}
		require.True(t, s.Valid())
		again, err := place.ParseSpan(s.String())
		require.NoError(t, err)
		require.Equal(t, s, again)
	})
}
