package main

import (
	"path/filepath"
	"testing"
)

// A tenth of a tenth: that the bulk can be made and that the log holds over it.
func TestDataCanBeMade(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "bench.db")
	d := data{Projects: 10, Milestones: 250, Updates: 2_500, Entries: 10_000, Cases: 50}
	if err := d.create(ctx, path); err != nil {
		t.Fatal(err)
	}
	k, err := look(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(k.milestones); got != d.Milestones {
		t.Errorf("%d milestones, want %d", got, d.Milestones)
	}
	open := 0
	for _, of := range k.open {
		open += len(of)
	}
	if len(k.cases) <= d.Cases {
		t.Errorf("%d cases, want %d and those of the demonstration", len(k.cases), d.Cases)
	}
	if err := lookAtMoney(ctx, path, d.Entries); err != nil {
		t.Error(err)
	}
	if want := d.Milestones * (10 - acceptedOfTen) / 10; open != want {
		t.Errorf("%d milestones to report on, want %d", open, want)
	}
}
