package main

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"qadam/internal/app"
	"qadam/internal/blob"
	"qadam/internal/civil"
	"qadam/internal/paper"
	"qadam/internal/store"
	"qadam/seed"
)

// data says how much there is beside the demonstration.
type data struct{ Projects, Milestones, Updates, Entries, Cases int }

func (d data) tenth() data {
	return data{d.Projects / 10, d.Milestones / 10, d.Updates / 10, d.Entries / 10, d.Cases / 10}
}

// The calendar of the data. The bulk is reported after the curtain of the
// demonstration, because the log goes forward only: its roadmaps of 2018 come
// into force on the day after it, and every milestone is reported equally often
// on the reporting days that follow.
var (
	begin     = time.Date(2018, time.October, 16, 3, 0, 0, 0, time.UTC)
	today     = time.Date(2018, time.December, 26, 4, 0, 0, 0, time.UTC)
	pastDay   = civil.Date{Year: 2018, Month: time.November, Day: 30}
	reporting = weekdays(civil.Date{Year: 2018, Month: time.October, Day: 17}, 50)
)

func weekdays(from civil.Date, n int) []civil.Date {
	var days []civil.Date
	for d := from; len(days) < n; d = d.AddDays(1) {
		if w := d.Weekday(); w != time.Saturday && w != time.Sunday {
			days = append(days, d)
		}
	}
	return days
}

var signingKey = func() ed25519.PrivateKey {
	sum := sha256.Sum256([]byte("bench"))
	return ed25519.NewKeyFromSeed(sum[:])
}()

// sources are what the data depend on: when one of them changes, the data are
// made anew.
var sources = []string{"internal/store/migrations", "seed", "internal/bench/data.go", "internal/bench/bulk.go", "internal/bench/bulk_cases.go", "internal/bench/money.go"}

// file returns the database of the size, made on first use.
func (d data) file(ctx context.Context, folder string) (string, error) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%+v", d)
	for _, s := range sources {
		err := filepath.WalkDir(s, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			fmt.Fprintf(sum, "\n%s %d\n%s", path, len(raw), raw)
			return err
		})
		if err != nil {
			return "", fmt.Errorf("the data depend on %s; run this from the root of the project: %w", s, err)
		}
	}
	path := filepath.Join(folder, hex.EncodeToString(sum.Sum(nil)[:8])+".db")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", err
	}
	half := path + ".half"
	if err := remove(half); err != nil {
		return "", err
	}
	begun := now()
	if err := d.create(ctx, half); err != nil {
		return "", fmt.Errorf("make data: %w", err)
	}
	note("made %s in %s", path, now().Sub(begun).Round(time.Second))
	return path, os.Rename(half, path)
}

// remove takes a database away with what belongs to it.
func remove(path string) error {
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.RemoveAll(path + end); err != nil {
			return err
		}
	}
	return nil
}

// create makes the database: the demonstration, played as ever, and then the
// bulk. Everything goes through the store's door for writing, so that nothing
// is weakened and the chain of the log holds over all of it; only the one
// commit for each report is saved.
func (d data) create(ctx context.Context, path string) error {
	clock := seed.NewClock(now, seed.Morning)
	s, err := store.Open(ctx, store.Options{Database: path, Clock: clock.Now, Key: signingKey})
	if err != nil {
		return err
	}
	defer s.Close()
	if _, err := s.Migrate(ctx); err != nil {
		return err
	}
	files, err := blob.Open(path + "-files")
	if err != nil {
		return err
	}
	defer os.RemoveAll(path + "-files")
	defer files.Close()
	a := app.New(s, files)
	a.Print = paper.Protocol
	if err := seed.Reference(ctx, a); err != nil {
		return err
	}
	if err := seed.Demo(ctx, a, clock, "qadam-demo"); err != nil {
		return err
	}
	clock.Set(begin)
	b := bulk{data: d, app: a, clock: clock}
	if err := b.write(ctx); err != nil {
		return err
	}
	clock.Set(today)
	verdict, err := s.VerifyAudit(ctx, "")
	if err == nil && !verdict.Sound() {
		err = fmt.Errorf("the log is broken: %s", verdict.Fault)
	}
	return err
}

// copied copies a database for a run, which changes it.
func copied(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	return out.Close()
}
