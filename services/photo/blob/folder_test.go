package blob_test

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/services/photo/blob"
)

// files lists everything below dir.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	}))
	return names
}

func openFolder(t *testing.T, dir string) blob.Store {
	t.Helper()
	store, err := blob.Folder(dir)
	require.NoError(t, err)
	return store
}

func TestFolder(t *testing.T) {
	t.Run("makes itself, and holds what was put before it was opened again", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "data", "uploads")
		require.NoError(t, openFolder(t, dir).Put(t.Context(), "2026/11/a.jpg", "image/jpeg", []byte("photo")))
		got, err := get(t.Context(), openFolder(t, dir), "2026/11/a.jpg")
		require.NoError(t, err)
		require.Equal(t, "photo", string(got))
	})
	t.Run("leaves nothing but what was put, even where it failed", func(t *testing.T) {
		dir := t.TempDir()
		store := openFolder(t, dir)
		require.NoError(t, store.Put(t.Context(), "a", "image/jpeg", []byte("x")))
		require.Error(t, store.Put(t.Context(), "a/b", "image/jpeg", []byte("x")), "a is a file")
		require.NoError(t, store.Put(t.Context(), "c/d", "image/jpeg", []byte("x")))
		require.Error(t, store.Put(t.Context(), "c", "image/jpeg", []byte("x")), "c is a folder")
		require.NoError(t, store.Check(t.Context()))
		require.ElementsMatch(t, []string{"a", "c/d"}, files(t, dir))
	})
	t.Run("follows no link out of itself", func(t *testing.T) {
		dir, outside := t.TempDir(), t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(outside, "secret"), []byte("secret"), 0o600))
		require.NoError(t, os.Symlink(outside, filepath.Join(dir, "out")))
		store := openFolder(t, dir)
		_, _, err := store.Open(t.Context(), "out/secret")
		require.Error(t, err)
		require.Error(t, store.Put(t.Context(), "out/new", "image/jpeg", []byte("x")))
		require.Error(t, store.Delete(t.Context(), "out/secret"))
		require.Equal(t, []string{"secret"}, files(t, outside))
	})
	t.Run("clears drafts of an hour ago when it opens, and leaves those of others who are writing", func(t *testing.T) {
		dir := t.TempDir()
		openFolder(t, dir)
		old, young := filepath.Join(dir, ".incoming", "OLD"), filepath.Join(dir, ".incoming", "YOUNG")
		for path, age := range map[string]time.Duration{old: 61 * time.Minute, young: 59 * time.Minute} {
			require.NoError(t, os.WriteFile(path, []byte("half"), 0o600))
			require.NoError(t, os.Chtimes(path, time.Time{}, time.Now().Add(-age)))
		}
		openFolder(t, dir)
		require.Equal(t, []string{".incoming/YOUNG"}, files(t, dir))
	})
	t.Run("is not well when it was taken away or another lies in its place", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "uploads")
		store := openFolder(t, dir)
		require.NoError(t, store.Check(t.Context()))
		require.NoError(t, os.Rename(dir, dir+".old"))
		require.Error(t, store.Check(t.Context()))
		require.NoError(t, os.Mkdir(dir, 0o750))
		require.ErrorContains(t, store.Check(t.Context()), "another folder")
	})
	t.Run("is not well when nothing can be written", func(t *testing.T) {
		dir := t.TempDir()
		store := openFolder(t, dir)
		require.NoError(t, os.RemoveAll(filepath.Join(dir, ".incoming")))
		require.Error(t, store.Check(t.Context()))
	})
	t.Run("cannot be a file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "file")
		require.NoError(t, os.WriteFile(path, nil, 0o600))
		_, err := blob.Folder(path)
		require.Error(t, err)
	})
}

// content is what TestWriter keeps under its i-th key.
func content(i int) []byte { return bytes.Repeat(fmt.Appendf(nil, "photo %d ", i), 20_000) }

func key(i int) string { return fmt.Sprintf("2026/%02d/%d.jpg", i%12+1, i) }

// TestWriter is the program that TestFolderKilled starts and kills: it puts photographs and says which were acknowledged.
func TestWriter(t *testing.T) {
	if flag.NArg() != 1 {
		t.Skip("is started by TestFolderKilled")
	}
	store := openFolder(t, flag.Arg(0))
	for i := 0; ; i++ {
		require.NoError(t, store.Put(context.Background(), key(i), "image/jpeg", content(i)))
		_, err := fmt.Fprintln(os.Stderr, i)
		require.NoError(t, err)
	}
}

func TestFolderKilled(t *testing.T) {
	t.Run("has every photograph it acknowledged, and no half of one", func(t *testing.T) {
		dir := t.TempDir()
		writer := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestWriter$", "--", dir)
		said, err := writer.StderrPipe()
		require.NoError(t, err)
		require.NoError(t, writer.Start())
		acknowledged := 0
		for lines := bufio.NewScanner(said); lines.Scan(); acknowledged++ {
			require.Equal(t, fmt.Sprint(acknowledged), lines.Text())
			if acknowledged == 100 {
				require.NoError(t, writer.Process.Kill())
			}
		}
		require.Error(t, writer.Wait(), "it was killed")
		require.Greater(t, acknowledged, 100)
		store := openFolder(t, dir)
		for i := range acknowledged {
			got, err := get(t.Context(), store, key(i))
			require.NoError(t, err)
			require.True(t, bytes.Equal(content(i), got), key(i))
		}
		for _, name := range files(t, dir) {
			if strings.HasPrefix(name, ".incoming/") {
				continue
			}
			data, err := os.ReadFile(filepath.Join(dir, name))
			require.NoError(t, err)
			require.Len(t, data, len(content(numberOf(t, name))), "%s is whole, acknowledged or not", name)
		}
	})
}

func numberOf(t *testing.T, name string) (i int) {
	t.Helper()
	var month int
	_, err := fmt.Sscanf(name, "2026/%02d/%d.jpg", &month, &i)
	require.NoError(t, err)
	return i
}
