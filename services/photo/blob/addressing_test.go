package blob

import (
	"net/url"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/stretchr/testify/require"
)

func TestAddressing(t *testing.T) {
	for host, want := range map[string]minio.BucketLookupType{
		"cos.ap-beijing.myqcloud.com":     minio.BucketLookupDNS,
		"cos.ap-beijing.myqcloud.com:443": minio.BucketLookupDNS,
		"oss-cn-beijing.aliyuncs.com":     minio.BucketLookupAuto,
		"127.0.0.1:9000":                  minio.BucketLookupAuto,
		"myqcloud.com.example.org":        minio.BucketLookupAuto,
	} {
		t.Run("asks "+host+" for its buckets as it answers", func(t *testing.T) {
			require.Equal(t, want, addressing(url.URL{Scheme: "https", Host: host}, "photos-1250000000"))
		})
	}
}
