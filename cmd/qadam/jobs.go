package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"qadam/internal/config"
	"qadam/internal/job"
	"qadam/internal/mail"
)

// work begins what the program does by itself: it ends terms that have passed,
// reminds, and sends letters when there is a mail server. Without one letters
// wait in the outbox; those of a demonstration too.
func (s serveCommand) work(ctx context.Context, i *installation, log *slog.Logger, settings config.Settings) (*job.Jobs, error) {
	jobs := &job.Jobs{Store: i.store, Log: log}
	jobs.Every(ctx, "votes", time.Minute, i.app.CloseDueVotes)
	jobs.Every(ctx, "reviews", 10*time.Minute, i.app.EndDueReviews)
	jobs.Every(ctx, "conditions", time.Hour, i.app.EscalateDue)
	jobs.Every(ctx, "red months", time.Hour, i.app.Escalate)
	jobs.Every(ctx, "reminders", 10*time.Minute, i.app.Remind)
	jobs.Every(ctx, "protocols", 10*time.Minute, i.app.PrintProtocols)
	jobs.Every(ctx, "search", time.Minute, func(ctx context.Context) error {
		_, err := i.store.Index(ctx)
		return err
	})
	jobs.Every(ctx, "sweep", time.Hour, func(ctx context.Context) error {
		return errors.Join(i.store.SweepSessions(ctx), i.store.SweepLetters(ctx), i.store.SweepIssued(ctx))
	})
	if settings.SMTP == "" {
		return jobs, nil
	}
	box, err := mail.Open(settings.SMTP)
	if err != nil {
		return jobs, err
	}
	post := job.Post{Box: box, Store: i.store, Base: settings.BaseURL}
	jobs.Every(ctx, "letters", time.Minute, func(ctx context.Context) error { return i.app.SendLetters(ctx, post, log) })
	return jobs, nil
}
