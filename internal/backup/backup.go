// Package backup makes one file of a whole installation, while it runs, and an
// installation of the file: the database, the files of evidence, and the
// public keys that the log may be signed with. The private key is not in it:
// who steals a backup must not be able to sign. It refuses to overwrite.
package backup

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"qadam/internal/store"
)

// Files keeps the bytes of evidence under their SHA-256.
type Files interface {
	Get(sum string) (io.ReadSeekCloser, error)
	Put(r io.Reader, limit int64) (sum string, size int64, err error)
}

// Manifest says what is in a backup. It is the first file in the archive.
type Manifest struct {
	Format   int       `json:"format"` // 1
	Dialect  string    `json:"dialect"`
	MadeAt   time.Time `json:"made_at"`
	Seq      int64     `json:"seq"`  // an entry of the log that is in it for certain
	Hash     string    `json:"hash"` // and its hash
	Files    int       `json:"files"`
	Trusted  string    `json:"trusted"` // public keys, hex, separated by spaces
	Database string    `json:"database"`
}

const (
	format       = 1
	manifestName = "manifest.json"
	databaseName = "database"
	filesFolder  = "files/"
)

// Write makes a backup in a new file. It is written under another name first,
// so that a file of the name is always a whole one.
func Write(ctx context.Context, s *store.Store, files Files, trusted, name string) (m Manifest, err error) {
	if _, err := os.Lstat(name); err == nil {
		return m, fmt.Errorf("%s is there already", name)
	}
	folder, err := os.MkdirTemp(filepath.Dir(name), ".qadam-backup-")
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	m = Manifest{Format: format, Dialect: s.Dialect(), MadeAt: s.Now(), Trusted: trusted, Database: databaseName}
	if m.Seq, m.Hash, err = s.Head(ctx); err != nil {
		return m, err
	}
	database := filepath.Join(folder, databaseName)
	if err := s.Backup(ctx, database); err != nil {
		return m, err
	}
	// The sums are read after the copy was made: files are kept before the
	// database names them and are never removed, so none is missing.
	sums, err := s.FileSums(ctx)
	if err != nil {
		return m, err
	}
	m.Files = len(sums)
	archive := filepath.Join(folder, "archive")
	if err := pack(archive, m, database, files, sums); err != nil {
		return m, err
	}
	if err := os.Rename(archive, name); err != nil {
		return m, err
	}
	return m, syncFolder(filepath.Dir(name))
}

// pack writes the archive and does not return before it is on the disk.
func pack(archive string, m Manifest, database string, files Files, sums []string) (err error) {
	out, err := os.OpenFile(archive, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	w := &writer{tar: tar.NewWriter(out), at: m.MadeAt}
	said, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := w.add(manifestName, bytes.NewReader(said)); err != nil {
		return err
	}
	if err := w.addFile(databaseName, database); err != nil {
		return err
	}
	for _, sum := range sums {
		if err := w.addEvidence(files, sum); err != nil {
			return err
		}
	}
	return errors.Join(w.tar.Close(), out.Sync())
}

type writer struct {
	tar *tar.Writer
	at  time.Time
}

func (w *writer) add(name string, from io.ReadSeeker) error {
	size, err := from.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if err := w.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: size, ModTime: w.at}); err != nil {
		return err
	}
	_, err = io.Copy(w.tar, from)
	return err
}

func (w *writer) addFile(name, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(w.add(name, f), f.Close())
}

func (w *writer) addEvidence(files Files, sum string) error {
	f, err := files.Get(sum)
	if err != nil {
		return fmt.Errorf("the file %s of a piece of evidence: %w", sum, err)
	}
	return errors.Join(w.add(filesFolder+sum, f), f.Close())
}

func syncFolder(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
