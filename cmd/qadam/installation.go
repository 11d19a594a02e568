package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"qadam/internal/app"
	"qadam/internal/blob"
	"qadam/internal/config"
	"qadam/internal/paper"
	"qadam/internal/signing"
	"qadam/internal/store"
	"qadam/seed"
)

// Settings that the database keeps of a demonstration.
const (
	demoClock   = "demo.clock"   // how far its clock is from the real one
	demoPlaying = "demo.playing" // set while the play goes on
)

// installation is an open database with its files.
type installation struct {
	settings config.Settings
	store    *store.Store
	files    *blob.Dir
	app      *app.App
	clock    atomic.Pointer[seed.Clock] // nil while real time counts
	demo     bool
}

// now is the time of the installation: real, or that of its demonstration.
func (i *installation) now() time.Time {
	if c := i.clock.Load(); c != nil {
		return c.Now()
	}
	return time.Now()
}

// open opens the installation of the settings as it is. It makes a key when
// there is none, and migrates nothing.
func open(ctx context.Context, s config.Settings) (*installation, error) {
	i := &installation{settings: s}
	key, err := config.Key(s.Key)
	if err != nil {
		return nil, err
	}
	if i.store, err = store.Open(ctx, store.Options{Database: s.Database, Clock: i.now, Key: key}); err != nil {
		return nil, err
	}
	if i.files, err = blob.Open(s.Files); err != nil {
		return nil, errors.Join(err, i.store.Close())
	}
	i.app = app.New(i.store, i.files)
	i.app.Print, i.app.Signatures = paper.Protocol, signing.RSA{Folder: s.Trust}
	if err := i.readClock(ctx); err != nil {
		return nil, errors.Join(err, i.close())
	}
	return i, nil
}

// openCurrent opens an installation that must be there with its newest schema.
func openCurrent(ctx context.Context, s config.Settings) (*installation, error) {
	if err := present(s.Database); err != nil {
		return nil, err
	}
	i, err := open(ctx, s)
	if err != nil {
		return nil, err
	}
	empty, err := i.store.Schema(ctx)
	if err == nil && empty {
		err = fmt.Errorf("the database %s is empty", name(s.Database))
	}
	if err != nil {
		return nil, errors.Join(err, i.close())
	}
	return i, nil
}

// present reports a file of SQLite that is not there, which opening would make.
func present(database string) error {
	if isServer(database) {
		return nil
	}
	if _, err := os.Stat(database); err != nil {
		return fmt.Errorf("there is no database %s", database)
	}
	return nil
}

func isServer(database string) bool { return strings.Contains(database, "://") }

// name is a database as one may print it: without a password.
func name(database string) string {
	if isServer(database) {
		return "on PostgreSQL"
	}
	return database
}

// readClock sets the clock of a demonstration to where it has come meanwhile.
func (i *installation) readClock(ctx context.Context) error {
	empty, err := i.store.Schema(ctx)
	if empty || err != nil && !errors.Is(err, store.ErrOlder) {
		return err
	}
	offset, err := i.store.Setting(ctx, demoClock)
	if err != nil || offset == "" {
		return err
	}
	d, err := time.ParseDuration(offset)
	if err != nil {
		return fmt.Errorf("the setting %s: %w", demoClock, err)
	}
	i.demo = true
	i.clock.Store(seed.Shifted(time.Now, d))
	return nil
}

func (i *installation) close() error { return errors.Join(i.store.Close(), i.files.Close()) }

// begin fills an empty database: the reference data, and the demonstration
// when it is asked for.
func (i *installation) begin(ctx context.Context, demo bool) error {
	if _, err := i.store.Migrate(ctx); err != nil {
		return err
	}
	if !demo {
		return seed.Reference(ctx, i.app)
	}
	if err := i.store.Remember(ctx, demoPlaying, "yes"); err != nil {
		return err
	}
	clock := seed.NewClock(time.Now, seed.Morning)
	i.clock.Store(clock)
	if err := seed.Reference(ctx, i.app); err != nil {
		return err
	}
	if err := seed.Demo(ctx, i.app, clock, i.settings.DemoPassword); err != nil {
		return err
	}
	clock.Start()
	i.demo = true
	return errors.Join(i.store.Remember(ctx, demoClock, clock.Offset().String()), i.store.Remember(ctx, demoPlaying, ""))
}

// migrate brings an installation up to date and says how many steps that took:
// its schema, the lists that it did not have when it began, and what its roadmaps
// plan of money.
func (i *installation) migrate(ctx context.Context) (int, error) {
	empty, err := i.store.Schema(ctx)
	if err != nil && !errors.Is(err, store.ErrOlder) {
		return 0, err
	}
	steps, err := i.store.Migrate(ctx)
	if err != nil || empty {
		return steps, err
	}
	if err := seed.Stages(ctx, i.app); err != nil {
		return steps, err
	}
	return steps, i.app.PostPlans(ctx)
}

// errHalfPlayed says that a demonstration was stopped in the middle.
var errHalfPlayed = errors.New("its demonstration was stopped before it was complete; remove it and begin again")

// halfPlayed reports whether the play of a demonstration never came to its end.
func (i *installation) halfPlayed(ctx context.Context) (bool, error) {
	empty, err := i.store.Schema(ctx)
	if empty || err != nil {
		return false, err
	}
	playing, err := i.store.Setting(ctx, demoPlaying)
	return playing != "", err
}
