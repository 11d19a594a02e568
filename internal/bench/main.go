// Command bench measures the tracker with a portfolio of a hundred cities and
// holds it against the targets of its first issue. Ratios count, not seconds:
// beside every load stand, in the same run and on the same machine, a handler
// that sends 30 kB of static bytes and a loop of bare durable commits. It
// refuses other tools: clients, counts and the table are its own.
//
// It is run by `make bench` from the root of the project; -quick is a smoke
// run whose figures mean nothing.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// options are what the command line says.
type options struct {
	quick   bool
	folder  string // where the databases are kept between runs
	load    string // the only load to measure, "" for all
	profile string // file for a CPU profile of the server during that load
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var err error
	if len(os.Args) > 1 && os.Args[1] == serveWord {
		err = serve(ctx, os.Args[2:])
	} else {
		err = bench(ctx, readOptions())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func readOptions() options {
	var o options
	flag.BoolVar(&o.quick, "quick", false, "a smoke run: little data, few requests")
	flag.StringVar(&o.folder, "folder", filepath.Join(os.TempDir(), "qadam-bench"), "where the databases are kept between runs")
	flag.StringVar(&o.load, "load", "", "measure only this load: portfolio, roadmap, milestone, timeline, funding, cases, case, update, dashboard, lists, or one of the pages with \"-past\"")
	flag.StringVar(&o.profile, "cpuprofile", "", "write a CPU profile of the server during -load with 16 clients to this `file`")
	flag.Parse()
	if o.profile != "" && o.load == "" {
		o.load = "roadmap"
	}
	return o
}

// bench makes the data, runs all loads and prints the table.
func bench(ctx context.Context, o options) error {
	n := full
	if o.quick {
		n = quick
	}
	note("data: %d projects, %d milestones, %d updates, %d entries of money, and a tenth of that", n.data.Projects, n.data.Milestones, n.data.Updates, n.data.Entries)
	big, err := n.data.file(ctx, o.folder)
	if err != nil {
		return err
	}
	small, err := n.data.tenth().file(ctx, o.folder)
	if err != nil {
		return err
	}
	run, err := os.MkdirTemp(o.folder, "run-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(run)
	m := &measure{counts: n, options: o, folder: run}
	if err := m.all(ctx, big, small); err != nil {
		return err
	}
	m.print(os.Stdout)
	return nil
}

// note says on the side what is going on.
func note(format string, args ...any) { fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...) }
