package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"qadam/internal/config"
	"qadam/internal/mail"
	"qadam/internal/store"
	"qadam/internal/web"
	"qadam/seed/demo"
)

type serveCommand struct {
	Demo    bool `help:"Play the demonstration into an empty database, and offer its accounts."`
	Migrate bool `help:"Bring an older schema up to date before serving."`
}

// Run serves until it is told to stop; then it finishes the requests that it
// accepted and closes the database.
func (s serveCommand) Run(ctx context.Context, settings config.Settings, c console) (err error) {
	listener, err := net.Listen("tcp", settings.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	if settings.SMTP != "" {
		if _, err := mail.Open(settings.SMTP); err != nil {
			return err
		}
	}
	i, err := s.open(ctx, settings, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, i.close()) }()
	log := settings.Logger(c.err)
	stopMetrics, counted, err := serveMetrics(settings.MetricsAddr, i.store)
	if err != nil {
		return err
	}
	defer stopMetrics()
	server := &http.Server{
		Handler: counted(web.New(web.Options{App: i.app, Log: log, Demo: i.demo, BaseURL: settings.BaseURL, Mail: settings.SMTP != "", Version: version, Ending: ctx.Done()})),
		// A form may carry a hundred megabytes over a slow line.
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	s.greet(listener.Addr(), i, c)
	working, stop := context.WithCancel(ctx)
	jobs, err := s.work(working, i, log, settings)
	defer func() { stop(); jobs.Wait() }() // before the database is closed
	if err != nil {
		return err
	}
	return serve(ctx, server, listener)
}

// grace is how long requests may take to finish after the signal to stop.
const grace = 30 * time.Second

func serve(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		return errors.Join(fmt.Errorf("some requests were cut off: %w", err), server.Close())
	}
	return nil
}

// open opens the installation and makes it ready to serve: an empty database
// is filled, that of a demonstration is migrated, an older one only when asked.
func (s serveCommand) open(ctx context.Context, settings config.Settings, c console) (*installation, error) {
	i, err := open(ctx, settings)
	if err != nil {
		return nil, err
	}
	if i, err = s.again(ctx, i); err != nil {
		return nil, err
	}
	empty, err := i.store.Schema(ctx)
	if errors.Is(err, store.ErrOlder) && (s.Migrate || i.demo) {
		_, err = i.migrate(ctx)
	}
	switch {
	case err != nil:
	case empty:
		if s.Demo {
			c.say("playing the year 2018 …")
		}
		err = i.begin(ctx, s.Demo)
	case s.Demo && !i.demo:
		err = fmt.Errorf("the database %s is no demonstration; serve it without --demo", name(settings.Database))
	}
	if err != nil {
		return nil, errors.Join(err, i.close())
	}
	return i, nil
}

// again removes a file of SQLite in which a demonstration was stopped before it
// was complete: nobody has worked in it.
func (s serveCommand) again(ctx context.Context, i *installation) (*installation, error) {
	half, err := i.halfPlayed(ctx)
	if err != nil && !errors.Is(err, store.ErrOlder) {
		return nil, errors.Join(err, i.close())
	}
	if !half {
		return i, nil
	}
	err = i.close()
	if !s.Demo || isServer(i.settings.Database) {
		return nil, errors.Join(fmt.Errorf("the database %s: %w", name(i.settings.Database), errHalfPlayed), err)
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		if e := os.Remove(i.settings.Database + end); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	if err != nil {
		return nil, err
	}
	return open(ctx, i.settings)
}

// greet says where the tracker is and who may sign in.
func (s serveCommand) greet(addr net.Addr, i *installation, c console) {
	c.say("Qadam is at http://%s", addr)
	if !i.demo {
		return
	}
	var accounts []string
	for _, p := range demo.People() {
		accounts = append(accounts, p.Email())
	}
	c.say("A demonstration with partly synthetic data. The sign-in page offers its accounts with one click; they all have the password %s:", i.settings.DemoPassword)
	c.say("  %s", strings.Join(accounts, " "))
}
