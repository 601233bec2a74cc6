package blob

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"
	"time"
)

// incoming is where files are written until they are whole. It is on the same file system as their places, so that renaming
// is one step, and beyond the reach of any key.
const incoming = ".incoming"

// folder is a Store in a folder of this machine, or of several that share it. The types of its contents are told by the
// endings of their keys, so it does not keep them.
type folder struct {
	dir  string
	root *os.Root
}

// Folder opens the store in dir, which is made where it is missing, and clears what writers that were killed more than an
// hour ago left half written.
func Folder(dir string) (Store, error) {
	if err := found(filepath.Clean(dir)); err != nil {
		return nil, fmt.Errorf("make blob folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open blob folder: %w", err)
	}
	f := &folder{dir: dir, root: root}
	if err := f.sweep(time.Hour); err != nil {
		return nil, errors.Join(fmt.Errorf("open blob folder: %w", err), root.Close())
	}
	return f, nil
}

// Put writes beside, syncs, renames, and syncs every folder on the way, because a name that its folder has not written down is
// lost with the power however safe the bytes are. A folder found there may be one that another Put has just made.
func (f *folder) Put(ctx context.Context, key, _ string, data []byte) error {
	if err := ready(ctx, key); err != nil {
		return err
	}
	draft, err := f.write(data)
	if err != nil {
		return fmt.Errorf("put blob %s: %w", key, err)
	}
	if err := f.place(draft, key); err != nil {
		return fmt.Errorf("put blob %s: %w", key, errors.Join(err, ignoreMissing(f.root.Remove(draft))))
	}
	return nil
}

// write makes a draft of data that would survive the power and returns its name.
func (f *folder) write(data []byte) (name string, err error) {
	name = path.Join(incoming, rand.Text())
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o640)
	if err != nil {
		return "", err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(err, f.root.Remove(name))
	}
	return name, nil
}

func (f *folder) place(draft, key string) error {
	if err := f.root.MkdirAll(path.Dir(key), 0o750); err != nil {
		return err
	}
	if err := f.root.Rename(draft, key); err != nil {
		return err
	}
	for dir := path.Dir(key); ; dir = path.Dir(dir) {
		if err := f.sync(dir); err != nil {
			return err
		}
		if dir == "." {
			return nil
		}
	}
}

// sync makes the names in a folder survive the power.
func (f *folder) sync(dir string) error {
	d, err := f.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Open follows no link out of the folder.
func (f *folder) Open(ctx context.Context, key string) (io.ReadCloser, int64, error) {
	if err := ready(ctx, key); err != nil {
		return nil, 0, err
	}
	file, err := f.root.Open(key)
	if isMissing(err) {
		return nil, 0, ErrMissing
	}
	if err != nil {
		return nil, 0, fmt.Errorf("open blob: %w", err)
	}
	info, err := file.Stat()
	if err != nil {
		return nil, 0, errors.Join(fmt.Errorf("open blob %s: %w", key, err), file.Close())
	}
	if !info.Mode().IsRegular() { // the folder of other keys
		return nil, 0, errors.Join(ErrMissing, file.Close())
	}
	return file, info.Size(), nil
}

// Delete syncs as Put does: a photograph that someone wanted gone does not come back with the power.
func (f *folder) Delete(ctx context.Context, key string) error {
	if err := ready(ctx, key); err != nil {
		return err
	}
	info, err := f.root.Lstat(key)
	if isMissing(err) || err == nil && info.IsDir() {
		return nil
	}
	if err := ignoreMissing(f.root.Remove(key)); err != nil {
		return fmt.Errorf("delete blob: %w", err)
	}
	if err := f.sync(path.Dir(key)); err != nil {
		return fmt.Errorf("delete blob %s: %w", key, err)
	}
	return nil
}

// isMissing also knows a key that goes on below a file.
func isMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

func ignoreMissing(err error) error {
	if isMissing(err) {
		return nil
	}
	return err
}
