package db

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatASafeServerIsSetTo(t *testing.T) {
	safe := func(change ...string) map[string]string {
		set := map[string]string{"log_bin": "1", "sync_binlog": "1", "innodb_flush_log_at_trx_commit": "1", "innodb_doublewrite": "1"}
		if len(change) == 2 {
			set[change[0]] = change[1]
		}
		return set
	}
	require.Empty(t, weak(safe()))
	require.Empty(t, weak(safe("innodb_doublewrite", "ON")), "MySQL says it in a word")
	for _, c := range [][2]string{
		{"log_bin", "0"}, {"sync_binlog", "0"}, {"sync_binlog", "100"}, {"innodb_flush_log_at_trx_commit", "0"},
		{"innodb_flush_log_at_trx_commit", "2"}, {"innodb_doublewrite", "0"}, {"innodb_doublewrite", "OFF"},
		{"innodb_doublewrite", "DETECT_ONLY"},
	} {
		require.Equal(t, []string{c[0] + " is " + c[1] + " and must be 1"}, weak(safe(c[0], c[1])))
	}
	require.Len(t, weak(map[string]string{"log_bin": "0", "sync_binlog": "0"}), 4, "everything is said at once")
}
