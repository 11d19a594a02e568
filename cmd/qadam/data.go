package main

import (
	"context"
	"errors"
	"fmt"

	"qadam/internal/config"
)

type seedCommand struct {
	Demo bool `help:"Play the year 2018 as a demonstration."`
}

// Run fills an empty database.
func (s seedCommand) Run(ctx context.Context, settings config.Settings, c console) (err error) {
	i, err := open(ctx, settings)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, i.close()) }()
	empty, err := i.store.Schema(ctx)
	if err != nil {
		return err
	}
	if !empty {
		return fmt.Errorf("the database %s is not empty", name(settings.Database))
	}
	if err := i.begin(ctx, s.Demo); err != nil {
		return err
	}
	seq, head, err := i.store.Head(ctx)
	if err != nil {
		return err
	}
	what := "the reference data"
	if s.Demo {
		what = "the demonstration of 2018"
	}
	c.say("%s is in place: %d entries in the log, head %s", what, seq, head)
	return nil
}
