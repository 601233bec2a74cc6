package blob_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/photo/blob"
)

// get reads key to its end and checks that the length told is the length given.
func get(ctx context.Context, store blob.Store, key string) ([]byte, error) {
	body, size, err := store.Open(ctx, key)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(body)
	if err == nil && int64(len(data)) != size {
		err = fmt.Errorf("%d bytes, and %d were told", len(data), size)
	}
	return data, errors.Join(err, body.Close())
}

// TestStores holds every store to the same promises.
func TestStores(t *testing.T) {
	for name, open := range map[string]func(*testing.T) blob.Store{
		"folder": func(t *testing.T) blob.Store {
			store, err := blob.Folder(t.TempDir())
			require.NoError(t, err)
			return store
		},
		"bucket": func(t *testing.T) blob.Store { return newS3(t).store(t, nil) },
	} {
		t.Run("a "+name, func(t *testing.T) { keepsItsPromises(t, open(t)) })
	}
}

func keepsItsPromises(t *testing.T, store blob.Store) {
	ctx := t.Context()
	large := bytes.Repeat([]byte("大庆\x00\xff\r\n"), 1<<20)
	for name, data := range map[string][]byte{"a few": []byte("photo"), "no": {}, "ten million": large} {
		t.Run("gives back "+name+" bytes as they were put", func(t *testing.T) {
			require.NoError(t, store.Put(ctx, "2026/11/a.jpg", "image/jpeg", data))
			got, err := get(ctx, store, "2026/11/a.jpg")
			require.NoError(t, err)
			require.True(t, bytes.Equal(data, got), "%d bytes became %d", len(data), len(got))
		})
	}
	t.Run("keeps the later of two under one key, and each under its own", func(t *testing.T) {
		for _, key := range []string{"one.jpg", "2026/12/one.jpg", "2026/12/one_thumb.jpg", "2026/12/one.jpg"} {
			require.NoError(t, store.Put(ctx, key, "image/jpeg", []byte("first "+key)))
		}
		require.NoError(t, store.Put(ctx, "one.jpg", "image/jpeg", []byte("later")))
		for key, want := range map[string]string{
			"one.jpg": "later", "2026/12/one.jpg": "first 2026/12/one.jpg", "2026/12/one_thumb.jpg": "first 2026/12/one_thumb.jpg",
		} {
			got, err := get(ctx, store, key)
			require.NoError(t, err)
			require.Equal(t, want, string(got))
		}
	})
	t.Run("misses what was never put, also above and below what was", func(t *testing.T) {
		require.NoError(t, store.Put(ctx, "up/down.jpg", "image/jpeg", []byte("x")))
		for _, key := range []string{"none", "2026/11/none.jpg", "2031/01/none.jpg", "up", "up/down.jpg/none"} {
			_, _, err := store.Open(ctx, key)
			require.ErrorIs(t, err, blob.ErrMissing, key)
			require.NoError(t, store.Delete(ctx, key), key)
		}
		_, err := get(ctx, store, "up/down.jpg")
		require.NoError(t, err, "and deleting those left it alone")
	})
	t.Run("forgets what is deleted, as often as it is said", func(t *testing.T) {
		require.NoError(t, store.Put(ctx, "2026/11/gone.jpg", "image/jpeg", []byte("x")))
		for range 3 {
			require.NoError(t, store.Delete(ctx, "2026/11/gone.jpg"))
			_, _, err := store.Open(ctx, "2026/11/gone.jpg")
			require.ErrorIs(t, err, blob.ErrMissing)
		}
		require.NoError(t, store.Put(ctx, "2026/11/gone.jpg", "image/jpeg", []byte("back")))
	})
	t.Run("refuses keys that are not ours", func(t *testing.T) {
		for _, key := range []string{
			"", "/", ".", "..", "../a", "a/../b", "a/..", "/etc/passwd", "a//b", "a/", "./a", "a/.b", ".incoming/x", "-a", "a/-b",
			"A.jpg", "a b", "a\\b", "a\x00b", "a\n", "a%2fb", "照片.jpg", "c:a", "a?b", strings.Repeat("a", 201),
		} {
			require.ErrorIs(t, store.Put(ctx, key, "image/jpeg", []byte("x")), blob.ErrKey, "%q", key)
			_, _, err := store.Open(ctx, key)
			require.ErrorIs(t, err, blob.ErrKey, "%q", key)
			require.ErrorIs(t, store.Delete(ctx, key), blob.ErrKey, "%q", key)
		}
		require.NoError(t, store.Put(ctx, strings.Repeat("a", 200), "image/jpeg", []byte("x")))
	})
	t.Run("does nothing for who has left", func(t *testing.T) {
		require.NoError(t, store.Put(ctx, "kept.jpg", "image/jpeg", []byte("kept")))
		left, leave := context.WithCancel(ctx)
		leave()
		require.ErrorIs(t, store.Put(left, "kept.jpg", "image/jpeg", []byte("no")), context.Canceled)
		require.ErrorIs(t, store.Delete(left, "kept.jpg"), context.Canceled)
		require.ErrorIs(t, store.Check(left), context.Canceled)
		_, _, err := store.Open(left, "kept.jpg")
		require.ErrorIs(t, err, context.Canceled)
		got, err := get(ctx, store, "kept.jpg")
		require.NoError(t, err)
		require.Equal(t, "kept", string(got))
	})
	t.Run("shows one of many writers whole, never a mixture", func(t *testing.T) { neverAMixture(t, store) })
	t.Run("is well", func(t *testing.T) { require.NoError(t, store.Check(ctx)) })
}

func neverAMixture(t *testing.T, store blob.Store) {
	const writers, rounds, size = 8, 5, 200_000
	whole := func(data []byte) bool {
		return len(data) == size && bytes.Count(data, data[:1]) == size
	}
	require.NoError(t, store.Put(t.Context(), "busy/photo.jpg", "image/jpeg", bytes.Repeat([]byte{'z'}, size)))
	var all sync.WaitGroup
	broken := make(chan error, 2*writers*rounds)
	for i := range writers {
		all.Go(func() {
			for range rounds {
				if err := store.Put(t.Context(), "busy/photo.jpg", "image/jpeg", bytes.Repeat([]byte{'a' + byte(i)}, size)); err != nil {
					broken <- err
				}
			}
		})
		all.Go(func() {
			for range rounds {
				if data, err := get(t.Context(), store, "busy/photo.jpg"); err != nil || !whole(data) {
					broken <- fmt.Errorf("%d bytes: %w", len(data), err)
				}
			}
		})
	}
	all.Wait()
	close(broken)
	for err := range broken {
		require.NoError(t, err)
	}
}
