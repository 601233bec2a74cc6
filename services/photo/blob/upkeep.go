package blob

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"
)

// found makes dir and what is missing above it, and each survives the power: it is no use syncing a photograph in a folder
// that is itself forgotten.
func found(dir string) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	above := filepath.Dir(dir)
	if err := found(above); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o750); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	d, err := os.Open(above) //nolint:gosec // from the configuration, not from a request
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Check writes a byte and takes it away, which a full, read-only or vanished disk would not let it, and sees that the folder
// opened at the start is still the one that dir names: after a disk was mounted over it, it would not be.
func (f *folder) Check(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("check blob folder: %w", err)
	}
	named, err := os.Stat(f.dir)
	if err != nil {
		return fmt.Errorf("check blob folder: %w", err)
	}
	opened, err := f.root.Stat(".")
	if err != nil {
		return fmt.Errorf("check blob folder: %w", err)
	}
	if !os.SameFile(named, opened) {
		return fmt.Errorf("check blob folder: %s is another folder than at the start", f.dir)
	}
	draft, err := f.write([]byte{'.'})
	if err != nil {
		return fmt.Errorf("check blob folder: %w", err)
	}
	if err := f.root.Remove(draft); err != nil {
		return fmt.Errorf("check blob folder: %w", err)
	}
	return nil
}

// sweep removes drafts older than age. The file system's own clock says how old they are: that of a draft written now.
func (f *folder) sweep(age time.Duration) error {
	if err := f.root.MkdirAll(incoming, 0o750); err != nil {
		return err
	}
	mark, err := f.write(nil)
	if err != nil {
		return err
	}
	defer func() { _ = f.root.Remove(mark) }()
	now, err := f.root.Stat(mark)
	if err != nil {
		return err
	}
	drafts, err := fs.ReadDir(f.root.FS(), incoming)
	if err != nil {
		return err
	}
	for _, draft := range drafts {
		info, err := draft.Info()
		if err != nil || now.ModTime().Sub(info.ModTime()) < age {
			continue // gone meanwhile, or somebody may still be writing
		}
		if err := ignoreMissing(f.root.Remove(path.Join(incoming, draft.Name()))); err != nil {
			return err
		}
	}
	return nil
}
