package blob

import (
	"bytes"
	"context"
	"crypto/md5" //nolint:gosec // Content-MD5 is how S3 notices a byte changed on the way; the signature rests on SHA-256
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// S3Options say where a bucket is and who we are there. The keys need leave to put, get and delete its objects and to ask
// whether it exists (s3:ListBucket).
type S3Options struct {
	Endpoint  string // host, and port if it is unusual: "cos.ap-beijing.myqcloud.com", "oss-cn-beijing.aliyuncs.com"
	Bucket    string // must exist; Tencent's carry the account ("photos-1250000000")
	Region    string // "ap-beijing"; asked of the endpoint where it is empty
	AccessKey string
	SecretKey string
	Secure    bool // HTTPS
}

// tries bounds how often a request that the network or the store broke off is sent.
const tries = 3

// bucket is a Store in a bucket of Amazon S3 or of what speaks like it: Tencent COS, Alibaba OSS, MinIO.
type bucket struct {
	core *minio.Core
	name string
}

// S3 returns the store in a bucket. It does not ask the network yet; Check does.
func S3(o S3Options) (Store, error) {
	if o.Bucket == "" || o.AccessKey == "" || o.SecretKey == "" {
		return nil, errors.New("open bucket: it needs a bucket, an access key and a secret key")
	}
	core, err := minio.NewCore(o.Endpoint, &minio.Options{
		Creds:              credentials.NewStaticV4(o.AccessKey, o.SecretKey, ""),
		Secure:             o.Secure,
		Region:             o.Region,
		MaxRetries:         tries,
		BucketLookupViaURL: addressing,
	})
	if err != nil {
		return nil, fmt.Errorf("open bucket %s at %q: %w", o.Bucket, o.Endpoint, err)
	}
	return &bucket{core: core, name: o.Bucket}, nil
}

// addressing puts the bucket into the host name where that is the only way: buckets of Tencent COS made since 2024 answer no
// paths. The library knows Amazon and Alibaba by itself.
func addressing(endpoint url.URL, _ string) minio.BucketLookupType {
	if strings.HasSuffix(endpoint.Hostname(), ".myqcloud.com") {
		return minio.BucketLookupDNS
	}
	return minio.BucketLookupAuto
}

// Put sends one plain request whose signature covers the bytes. The library's usual way, a body signed in chunks, is not
// understood by Alibaba OSS.
func (b *bucket) Put(ctx context.Context, key, contentType string, data []byte) error {
	if err := ready(ctx, key); err != nil {
		return err
	}
	check := md5.Sum(data) //nolint:gosec // see the import
	sum := sha256.Sum256(data)
	_, err := b.core.PutObject(ctx, b.name, key, bytes.NewReader(data), int64(len(data)),
		base64.StdEncoding.EncodeToString(check[:]), hex.EncodeToString(sum[:]),
		minio.PutObjectOptions{ContentType: contentType, DisableContentSha256: true})
	if err != nil {
		return fmt.Errorf("put blob %s: %w", key, err)
	}
	return nil
}

// Open asks once and streams the answer.
func (b *bucket) Open(ctx context.Context, key string) (io.ReadCloser, int64, error) {
	if err := ready(ctx, key); err != nil {
		return nil, 0, err
	}
	body, info, _, err := b.core.GetObject(ctx, b.name, key, minio.GetObjectOptions{})
	if minio.ToErrorResponse(err).Code == minio.NoSuchKey {
		return nil, 0, ErrMissing
	}
	if err != nil {
		return nil, 0, fmt.Errorf("open blob %s: %w", key, err)
	}
	return body, info.Size, nil
}

// Delete removes the newest version; what a bucket with versions keeps behind it is for its own rules to drop.
func (b *bucket) Delete(ctx context.Context, key string) error {
	if err := ready(ctx, key); err != nil {
		return err
	}
	err := b.core.RemoveObject(ctx, b.name, key, minio.RemoveObjectOptions{})
	if err != nil && minio.ToErrorResponse(err).Code != minio.NoSuchKey {
		return fmt.Errorf("delete blob %s: %w", key, err)
	}
	return nil
}

// Check asks whether the bucket is there, which also proves the keys.
func (b *bucket) Check(ctx context.Context) error {
	there, err := b.core.BucketExists(ctx, b.name)
	if err != nil {
		return fmt.Errorf("check bucket %s: %w", b.name, err)
	}
	if !there {
		return fmt.Errorf("check bucket %s: it does not exist", b.name)
	}
	return nil
}
