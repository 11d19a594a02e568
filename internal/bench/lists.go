package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"qadam/internal/civil"
	"qadam/views/href"
)

// What issue 6 asks of the portfolio: its dashboard costs the server at most half
// as much again with a hundred cities as with the demonstration alone, and lists
// and search answer their first page fast among a hundred thousand rows.
const (
	dashboardGrows = 1.5
	firstPage      = 50 * time.Millisecond
)

// comparedDay is what the dashboard is held against.
var comparedDay = civil.Date{Year: 2018, Month: time.September, Day: 30}

// dashboards are the ways in which the dashboard is asked for.
var dashboards = []struct{ name, path string }{
	{"dashboard", href.Portfolio()},
	{"dashboard, as of a past day", href.With(href.Portfolio(), "as_of", pastDay.String())},
	{"dashboard, against a day", href.With(href.Portfolio(), "against", comparedDay.String())},
}

// lists are first pages, and one far from the first.
var lists = []struct{ name, path string }{
	{"milestones", href.Milestones()},
	{"milestones, three sorts", href.With(href.Milestones(), "sort", "-slip,project,title")},
	{"milestones, in groups", href.With(href.Milestones(), "group", "direction")},
	{"milestones, narrowed", href.With(href.Milestones(), "status", "overdue,at_risk", "q", "operator")},
	{"milestones, as of a past day", href.With(href.Milestones(), "as_of", pastDay.String())},
	{"projects", href.Projects()},
	{"projects, in groups", href.With(href.Projects(), "group", "model", "sort", "-paid,name")},
	{"cases", href.Cases()},
	{"cases, narrowed", href.With(href.Cases(), "state", "rejected", "q", "group 47")},
	{"search, a word", href.With(href.Search(), "q", "operator")},
	{"search, mistyped", href.With(href.Search(), "q", "opertaor projekt")},
	{"search, a number", href.With(href.Search(), "q", "17.4")},
}

// timed is a page and how long half of its answers took at most.
type timed struct {
	name    string
	demo    time.Duration // on the demonstration alone, 0 where that was not asked for
	half    time.Duration
	slowest time.Duration
}

// dashboard asks for the dashboard of the demonstration and of the big database
// in turn, so that what else the machine does befalls both.
func (m *measure) dashboard(ctx context.Context, big *server) error {
	if !m.wanted("dashboard") {
		return nil
	}
	note("the dashboard beside the demonstration's")
	file, err := data{}.file(ctx, m.options.folder)
	if err != nil {
		return err
	}
	path := filepath.Join(m.folder, "demo.db")
	if err := copied(file, path); err != nil {
		return err
	}
	small, err := startServer(ctx, path)
	if err != nil {
		return err
	}
	for _, d := range dashboards {
		var few, many []time.Duration
		for range m.alone / 4 {
			for _, one := range []struct {
				s   *server
				all *[]time.Duration
			}{{small, &few}, {big, &many}} {
				took, err := m.ask(one.s, d.path)
				if err != nil {
					return err
				}
				*one.all = append(*one.all, took)
			}
		}
		slices.Sort(few)
		slices.Sort(many)
		m.dashboards = append(m.dashboards, timed{d.name, few[len(few)/2], many[len(many)/2], many[len(many)-1]})
	}
	return small.stop()
}

// ask is one request of the official and how long its answer took.
func (m *measure) ask(s *server, path string) (time.Duration, error) {
	r := request{method: "GET", url: "http://" + s.Web + path, token: s.Tokens[official], want: 200}
	begun := now()
	err := m.client.try(r)
	return now().Sub(begun), err
}

// firstPages asks for lists and searches among as many rows as issue 6 wants.
func (m *measure) firstPages(ctx context.Context) error {
	if !m.wanted("lists") {
		return nil
	}
	note("lists and search with %d milestones, %d projects, %d cases", m.rowsOf.Milestones, m.rowsOf.Projects, m.rowsOf.Cases)
	file, err := m.rowsOf.file(ctx, m.options.folder)
	if err != nil {
		return err
	}
	path := filepath.Join(m.folder, "rows.db")
	if err := copied(file, path); err != nil {
		return err
	}
	s, err := startServer(ctx, path)
	if err != nil {
		return err
	}
	for _, l := range lists {
		var all []time.Duration
		for range max(3, m.alone/10) {
			took, err := m.ask(s, l.path)
			if err != nil {
				return fmt.Errorf("%s: %w", l.name, err)
			}
			all = append(all, took)
		}
		first := all[0]
		slices.Sort(all)
		m.lists = append(m.lists, timed{name: l.name, half: all[len(all)/2], slowest: first})
	}
	return s.stop()
}

// issue6 are the targets of these measures.
func (m *measure) issue6() []target {
	var all []target
	for _, d := range m.dashboards {
		ratio := float64(d.half) / float64(max(1, d.demo))
		all = append(all, target{d.name + ": with many projects by the demonstration's", fmt.Sprintf("× %.2f (%s, %s)", ratio, millis(d.half), millis(d.demo)), fmt.Sprintf("≤ × %.2f", dashboardGrows), ratio <= dashboardGrows})
	}
	for _, l := range m.lists {
		all = append(all, target{l.name + ", first page", fmt.Sprintf("%s (the very first %s)", millis(l.half), millis(l.slowest)), "< " + millis(firstPage), l.half < firstPage})
	}
	return all
}
