package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"qadam/internal/backup"
	"qadam/internal/blob"
	"qadam/internal/config"
)

type migrateCommand struct{}

// Run brings the schema up to date.
func (migrateCommand) Run(ctx context.Context, settings config.Settings, c console) (err error) {
	i, err := open(ctx, settings)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, i.close()) }()
	steps, err := i.migrate(ctx)
	if err != nil {
		return err
	}
	c.say("the schema is up to date (%d steps were taken)", steps)
	return nil
}

type checkCommand struct {
	Reindex bool `help:"Make the index of searches anew first."`
}

// Run looks for faults in the database and in the files; each is a line.
func (k checkCommand) Run(ctx context.Context, settings config.Settings, c console) (err error) {
	i, err := openCurrent(ctx, settings)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, i.close()) }()
	if k.Reindex {
		texts, err := i.store.Reindex(ctx)
		if err != nil {
			return err
		}
		c.say("the index of searches has %d texts", texts)
	}
	if !i.store.TextSearch() {
		c.say("this program was built without the tag sqlite_fts5: searches look through all texts")
	}
	faults, err := i.store.Check(ctx)
	if err != nil {
		return err
	}
	sums, err := i.store.FileSums(ctx)
	if err != nil {
		return err
	}
	for _, sum := range sums {
		switch err := i.files.Check(sum); {
		case errors.Is(err, fs.ErrNotExist):
			faults = append(faults, "the file "+sum+" of a piece of evidence is missing")
		case err != nil:
			faults = append(faults, err.Error())
		}
	}
	if len(faults) == 0 {
		c.say("nothing is wrong; %d files of evidence are whole", len(sums))
		return nil
	}
	return fmt.Errorf("%d faults: %s", len(faults), strings.Join(faults, "; "))
}

type auditVerifyCommand struct {
	Trusted []string `help:"Public keys (hex) that may have signed; otherwise those beside the private key." placeholder:"HEX"`
}

// Run verifies the log.
func (a auditVerifyCommand) Run(ctx context.Context, settings config.Settings, c console) (err error) {
	i, err := openCurrent(ctx, settings)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, i.close()) }()
	trusted := strings.Join(a.Trusted, " ")
	if trusted == "" {
		if trusted, err = config.Trusted(settings.Key); err != nil {
			return err
		}
	}
	verdict, err := i.store.VerifyAudit(ctx, trusted)
	if err != nil {
		return err
	}
	if !verdict.Sound() {
		return fmt.Errorf("the log is not sound: %s", verdict.Fault)
	}
	c.say("the log is sound: %d entries, %d checkpoints, head %s", verdict.Entries, verdict.Checkpoints, verdict.Head)
	return nil
}

type backupCommand struct {
	File string `arg:"" help:"The file to write; it must not be there."`
}

// Run writes a backup.
func (b backupCommand) Run(ctx context.Context, settings config.Settings, c console) (err error) {
	i, err := openCurrent(ctx, settings)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, i.close()) }()
	trusted, err := config.Trusted(settings.Key)
	if err != nil {
		return err
	}
	m, err := backup.Write(ctx, i.store, i.files, trusted, b.File)
	if err != nil {
		return err
	}
	c.say("%s holds the database up to entry %d of the log and %d files; keep %s apart, it is not in it", b.File, m.Seq, m.Files, settings.Key)
	return nil
}

type restoreCommand struct {
	File  string `arg:"" help:"The backup."`
	Force bool   `help:"Put a database that is there aside (SQLite) or overwrite it (PostgreSQL)."`
}

// Run makes an installation of a backup.
func (r restoreCommand) Run(ctx context.Context, settings config.Settings, c console) error {
	files, err := blob.Open(settings.Files)
	if err != nil {
		return err
	}
	defer files.Close()
	m, err := backup.Restore(ctx, r.File, backup.Target{Database: settings.Database, Files: files, Force: r.Force, Clock: time.Now})
	if err != nil {
		return err
	}
	if err := config.Trust(settings.Key, m.Trusted); err != nil {
		return err
	}
	c.say("the installation of %s is restored: %d entries in the log, %d files; everybody signs in anew", m.MadeAt.Format(time.DateTime), m.Seq, m.Files)
	return nil
}
