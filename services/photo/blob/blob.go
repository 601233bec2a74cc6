// Package blob alone keeps bytes by key: in a folder, or in a bucket of an object store. Other rooms say what is kept and for
// how long; what Put has acknowledged is not lost when the power fails.
package blob

import (
	"context"
	"fmt"
	"io"
	"regexp"

	"qingxiaoyi.cn/qingxiaoyi/services/fault"
)

// What is refused. Anything else that a Store returns is a failure of the store or of ctx.
var (
	// ErrMissing: nothing is kept under the key.
	ErrMissing = fault.New(fault.NotFound, "blob.missing", "文件不存在", "There is no such file")
	// ErrKey: the key is not one of ours, see Store.
	ErrKey = fault.New(fault.Malformed, "blob.key", "文件名不合规", "This is no name of a file")
)

// Store keeps bytes by key. A key is one or more names with slashes between them, 200 bytes at most; a name is made of a–z,
// 0–9, '.', '_' and '-' and begins with a letter or digit ("2026/11/0198c2.jpg"). A key is never the folder of another one.
// All methods refuse other keys with ErrKey, give up when ctx ends, and are safe for use by many.
type Store interface {
	// Put keeps data under key, in place of what was there. It is there whole or not at all, and stays once Put returns nil.
	Put(ctx context.Context, key, contentType string, data []byte) error
	// Open gives what is kept under key and its length in bytes, or ErrMissing. The caller closes it, before ctx ends.
	Open(ctx context.Context, key string) (io.ReadCloser, int64, error)
	// Delete forgets key. That nothing is there is no error, so a Delete that was cut off can be said again.
	Delete(ctx context.Context, key string) error
	// Check says why the store cannot be used right now, or nil.
	Check(ctx context.Context) error
}

var keyForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*$`)

// ready says whether a store may begin: ctx goes on and key is one of ours. Names begin with a letter or digit, so no key
// climbs out by "..", and none names what a folder keeps for itself under a dot.
func ready(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("blob %.200q: %w", key, err)
	}
	if len(key) > 200 || !keyForm.MatchString(key) {
		return ErrKey
	}
	return nil
}
