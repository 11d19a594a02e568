// Package app is what people do: one method for each thing, always in the same
// five moves: load, may, rule, keep, record. It only writes; pages read through
// the store's other door.
package app

import (
	"crypto/rand"
	"io"

	"qadam/internal/access"
	"qadam/internal/signing"
	"qadam/internal/store"
)

// Files keeps the bytes of evidence under their SHA-256.
type Files interface {
	Put(r io.Reader, limit int64) (sum string, size int64, err error)
	Get(sum string) (io.ReadSeekCloser, error)
}

// App does what people do.
type App struct {
	Store      *store.Store
	Files      Files
	Signatures signing.Verifier // of protocols
	Print      Print            // of protocols, nil where none are confirmed
	stash      [32]byte         // signs the files of forms that were not accepted yet
	slots      chan struct{}
}

// require is access.Require inside of a transaction, whose entry then names the
// seat that allowed it.
func require(tx *store.Tx, actor access.Actor, action access.Action, programmeID int64) error {
	if err := access.Require(actor, action, programmeID); err != nil {
		return err
	}
	tx.ActFrom(actor.Acting(action, programmeID).Seat())
	return nil
}

// hashers is how many passwords are hashed at once: each takes 19 MiB and a
// core for a tenth of a second.
const hashers = 2

// New returns an App.
func New(s *store.Store, files Files) *App {
	a := &App{Store: s, Files: files, Signatures: signing.RSA{}, slots: make(chan struct{}, hashers)}
	_, _ = rand.Read(a.stash[:]) // never fails
	return a
}
