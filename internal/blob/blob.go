// Package blob keeps the bytes of evidence under their SHA-256. What is kept
// is never changed and never deleted.
package blob

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
)

// ErrTooLarge says that there are more bytes than the limit allows.
var ErrTooLarge = errors.New("blob: too large")

// Dir keeps files in a folder.
type Dir struct{ root *os.Root }

// Open opens the folder and makes it when there is none.
func Open(folder string) (*Dir, error) {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return nil, fmt.Errorf("blob: open: %w", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("blob: open: %w", err)
	}
	return &Dir{root: root}, nil
}

// Close lets go of the folder.
func (d *Dir) Close() error { return d.root.Close() }

// Put keeps at most limit bytes and returns their SHA-256 in hex and how many
// they are. When it returns, they survive a loss of power.
func (d *Dir) Put(r io.Reader, limit int64) (sum string, size int64, err error) {
	temp := "incoming-" + rand.Text()
	f, err := d.root.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	if err != nil {
		return "", 0, fmt.Errorf("blob: put: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), d.root.Remove(temp))
		}
	}()
	h := sha256.New()
	size, err = io.Copy(io.MultiWriter(f, h), io.LimitReader(r, limit+1))
	if err != nil {
		return "", 0, fmt.Errorf("blob: put: %w", err)
	}
	if size > limit {
		return "", size, ErrTooLarge
	}
	sum = hex.EncodeToString(h.Sum(nil))
	if err = f.Sync(); err != nil {
		return "", 0, fmt.Errorf("blob: put: %w", err)
	}
	if err = d.root.MkdirAll(sum[:2], 0o750); err != nil {
		return "", 0, fmt.Errorf("blob: put: %w", err)
	}
	if err = d.root.Rename(temp, name(sum)); err != nil {
		return "", 0, fmt.Errorf("blob: put: %w", err)
	}
	return sum, size, errors.Join(f.Close(), d.syncDir(sum[:2]), d.syncDir("."))
}

// Get opens what is kept under the sum. What is not there is fs.ErrNotExist.
func (d *Dir) Get(sum string) (io.ReadSeekCloser, error) {
	if len(sum) != sha256.Size*2 {
		return nil, fs.ErrNotExist
	}
	f, err := d.root.Open(name(sum))
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Check reads what is kept under the sum and reports whether it is still that.
func (d *Dir) Check(sum string) error {
	f, err := d.Get(sum)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != sum {
		return fmt.Errorf("blob: %s has other bytes than its name says", sum)
	}
	return nil
}

func (d *Dir) syncDir(p string) error {
	f, err := d.root.Open(p)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func name(sum string) string { return path.Join(sum[:2], sum) }
