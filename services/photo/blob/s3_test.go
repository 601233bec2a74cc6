package blob_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/photo/blob"
)

const accessKey, secretKey, region = "AKQXY", "a secret of the town", "ap-beijing"

// s3 is an S3 server of its own on this machine (gofakes3 v1.2.0 in memory), behind a door that checks each signature and digest
// as Amazon does, because gofakes3 looks at neither.
type s3 struct {
	*httptest.Server
	mu   sync.Mutex
	seen []*http.Request
}

func newS3(t *testing.T) *s3 {
	t.Helper()
	backend := s3mem.New()
	require.NoError(t, backend.CreateBucket("photos"))
	inside := gofakes3.New(backend).Server()
	s := &s3{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = signed(r, body)
		}
		if err != nil {
			w.WriteHeader(http.StatusForbidden)
			_, _ = fmt.Fprintf(w, "<Error><Code>SignatureDoesNotMatch</Code><Message>%s</Message></Error>", err)
			return
		}
		s.mu.Lock()
		s.seen = append(s.seen, r)
		s.mu.Unlock()
		r.Body = io.NopCloser(bytes.NewReader(body))
		inside.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// store opens the server's bucket, with options changed by change.
func (s *s3) store(t *testing.T, change func(*blob.S3Options)) blob.Store {
	t.Helper()
	o := blob.S3Options{Endpoint: s.Listener.Addr().String(), Bucket: "photos", Region: region, AccessKey: accessKey, SecretKey: secretKey}
	if change != nil {
		change(&o)
	}
	store, err := blob.S3(o)
	require.NoError(t, err)
	return store
}

// signed checks a request as AWS Signature Version 4 has it ("Create a signed AWS API request"), and that the signature
// covers the body and names the host and the date.
func signed(r *http.Request, body []byte) error {
	rest, ok := strings.CutPrefix(r.Header.Get("Authorization"), "AWS4-HMAC-SHA256 ")
	parts := strings.Split(rest, ", ")
	if len(parts) == 1 {
		parts = strings.Split(rest, ",")
	}
	if !ok || len(parts) != 3 {
		return fmt.Errorf("no signature")
	}
	credential := strings.Split(strings.TrimPrefix(parts[0], "Credential="), "/")
	headers := strings.Split(strings.TrimPrefix(parts[1], "SignedHeaders="), ";")
	if len(credential) != 5 || credential[0] != accessKey {
		return fmt.Errorf("unknown access key")
	}
	for _, must := range []string{"host", "x-amz-date", "x-amz-content-sha256"} {
		if !slices.Contains(headers, must) {
			return fmt.Errorf("%s is not signed", must)
		}
	}
	digest := sha256.Sum256(body)
	if r.Header.Get("X-Amz-Content-Sha256") != hex.EncodeToString(digest[:]) {
		return fmt.Errorf("the body is not signed")
	}
	check := md5.Sum(body)
	if want := r.Header.Get("Content-Md5"); r.Method == http.MethodPut && want != base64.StdEncoding.EncodeToString(check[:]) {
		return fmt.Errorf("the body has no check sum")
	}
	if want := signature(r, credential, headers); parts[2] != "Signature="+want {
		return fmt.Errorf("another signature")
	}
	return nil
}

func signature(r *http.Request, credential, headers []string) string {
	canonical := []string{r.Method, r.URL.EscapedPath(), strings.ReplaceAll(r.URL.Query().Encode(), "+", "%20")}
	for _, name := range headers {
		value := r.Header.Get(name)
		if name == "host" {
			value = r.Host
		}
		canonical = append(canonical, name+":"+strings.TrimSpace(value))
	}
	canonical = append(canonical, "", strings.Join(headers, ";"), r.Header.Get("X-Amz-Content-Sha256"))
	digest := sha256.Sum256([]byte(strings.Join(canonical, "\n")))
	text := strings.Join([]string{
		"AWS4-HMAC-SHA256", r.Header.Get("X-Amz-Date"), strings.Join(credential[1:], "/"), hex.EncodeToString(digest[:]),
	}, "\n")
	sum := []byte("AWS4" + secretKey)
	for _, step := range append(slices.Clone(credential[1:]), text) {
		mac := hmac.New(sha256.New, sum)
		mac.Write([]byte(step))
		sum = mac.Sum(nil)
	}
	return hex.EncodeToString(sum)
}

func TestBucket(t *testing.T) {
	t.Run("keeps the type with the bytes and puts them by one request", func(t *testing.T) {
		s := newS3(t)
		require.NoError(t, s.store(t, nil).Put(t.Context(), "2026/11/a.jpg", "image/jpeg", []byte("photo")))
		require.Len(t, s.seen, 1)
		put := s.seen[0]
		require.Equal(t, "PUT /photos/2026/11/a.jpg image/jpeg", put.Method+" "+put.URL.Path+" "+put.Header.Get("Content-Type"))
		require.Empty(t, put.Header.Get("Content-Encoding"), "not in chunks")
	})
	t.Run("finds out where it is when nobody says", func(t *testing.T) {
		store := newS3(t).store(t, func(o *blob.S3Options) { o.Region = "" })
		require.NoError(t, store.Put(t.Context(), "a.jpg", "image/jpeg", []byte("photo")))
	})
	for name, change := range map[string]func(*blob.S3Options){
		"a wrong secret":               func(o *blob.S3Options) { o.SecretKey = "wrong" },
		"a bucket that is not there":   func(o *blob.S3Options) { o.Bucket = "nobodys" },
		"a server that does not speak": func(o *blob.S3Options) { o.Endpoint = closedPort(t) },
	} {
		t.Run("is not well with "+name+", and never says that a file is missing", func(t *testing.T) {
			store := newS3(t).store(t, change)
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			_, _, err := store.Open(ctx, "a.jpg")
			for _, err := range []error{store.Check(ctx), store.Put(ctx, "a.jpg", "image/jpeg", []byte("x")), store.Delete(ctx, "a.jpg"), err} {
				require.Error(t, err)
				require.NotErrorIs(t, err, blob.ErrMissing)
				require.NotErrorIs(t, err, context.DeadlineExceeded)
				require.NotContains(t, err.Error(), secretKey)
			}
		})
	}
	t.Run("asks a store that is busy three times, then says so", func(t *testing.T) {
		var asked atomic.Int64
		busy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			asked.Add(1)
			w.WriteHeader(http.StatusServiceUnavailable)
		}))
		defer busy.Close()
		store := newS3(t).store(t, func(o *blob.S3Options) { o.Endpoint = busy.Listener.Addr().String() })
		require.Error(t, store.Put(t.Context(), "a.jpg", "image/jpeg", []byte("x")))
		require.EqualValues(t, 3, asked.Load())
	})
	t.Run("cannot be opened without its particulars", func(t *testing.T) {
		whole := blob.S3Options{Endpoint: "127.0.0.1:9000", Bucket: "photos", AccessKey: "a", SecretKey: "b"}
		for _, o := range []blob.S3Options{
			{Endpoint: whole.Endpoint, AccessKey: "a", SecretKey: "b"},
			{Endpoint: whole.Endpoint, Bucket: "photos", SecretKey: "b"},
			{Endpoint: whole.Endpoint, Bucket: "photos", AccessKey: "a"},
			{Bucket: "photos", AccessKey: "a", SecretKey: "b"},
			{Endpoint: "https://127.0.0.1/", Bucket: "photos", AccessKey: "a", SecretKey: "b"},
		} {
			_, err := blob.S3(o)
			require.Error(t, err, "%+v", o)
		}
		_, err := blob.S3(whole)
		require.NoError(t, err)
	})
}

// closedPort is an address of this machine at which nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, l.Close())
	return l.Addr().String()
}
