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

// listed is a list that is asked for; walk is how many pages lie before the one asked.
type listed struct {
	name, path string
	walk       int
}

// milestonesBy, projectsBy and casesBy are those lists with parameters.
func milestonesBy(pairs ...string) string { return href.With(href.Milestones(), pairs...) }
func projectsBy(pairs ...string) string   { return href.With(href.Projects(), pairs...) }
func casesBy(pairs ...string) string      { return href.With(href.Cases(), pairs...) }

// lists are first pages, and some far from the first.
var lists = []listed{
	{name: "milestones", path: milestonesBy()},
	{name: "milestones, three sorts", path: milestonesBy("sort", "-slip,project,title")},
	{name: "milestones, in groups", path: milestonesBy("group", "direction", "cols", "status,cost,weight")},
	{name: "milestones, narrowed", path: milestonesBy("status", "overdue,at_risk", "q", "operator")},
	{name: "milestones, by words that all have", path: milestonesBy("q", "operator part project")},
	{name: "milestones, by words that few have", path: milestonesBy("q", "1999 operator")},
	{name: "milestones, a hundred pages on", path: milestonesBy("sort", "-slip,title", "rows", "100"), walk: 100},
	{name: "milestones, as of a past day", path: milestonesBy("as_of", pastDay.String())},
	{name: "milestones, against a day", path: milestonesBy("against", pastDay.String(), "sort", "-since,title")},
	{name: "milestones, slipped since a day", path: milestonesBy("against", pastDay.String(), "slip", "later")},
	{name: "projects", path: projectsBy()},
	{name: "projects, in groups", path: projectsBy("group", "model", "sort", "-paid,name")},
	{name: "projects, narrowed", path: projectsBy("status", "red,amber", "late", "yes", "q", "many")},
	{name: "projects, against a day", path: projectsBy("against", pastDay.String(), "sort", "-done_since,status,name")},
	{name: "cases", path: casesBy()},
	{name: "cases, narrowed", path: casesBy("state", "rejected", "q", "group 47")},
	{name: "cases, three sorts in groups", path: casesBy("sort", "-waiting,since,programme", "group", "state")},
	{name: "cases, a hundred pages on", path: casesBy("sort", "since", "rows", "100"), walk: 100},
	{name: "cases, as of a past day", path: casesBy("as_of", pastDay.String())},
	{name: "search, a word", path: href.With(href.Search(), "q", "operator")},
	{name: "search, mistyped", path: href.With(href.Search(), "q", "opertaor projekt")},
	{name: "search, a number", path: href.With(href.Search(), "q", "17.4")},
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
		one, err := m.list(s, l)
		if err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
		m.lists = append(m.lists, one)
	}
	if m.unasked, err = m.unaskedDays(s); err != nil {
		return err
	}
	return s.stop()
}

// list asks for one list again and again.
func (m *measure) list(s *server, l listed) (timed, error) {
	path := l.path
	for range l.walk {
		var err error
		if path, err = m.following(s, path); err != nil {
			return timed{}, err
		}
	}
	var all []time.Duration
	for range max(3, m.alone/10) {
		took, err := m.ask(s, path)
		if err != nil {
			return timed{}, err
		}
		all = append(all, took)
	}
	first := all[0]
	slices.Sort(all)
	return timed{name: l.name, half: all[len(all)/2], slowest: first}, nil
}

// following is the address of the page after one, of the last page that page itself.
func (m *measure) following(s *server, path string) (string, error) {
	w, err := m.client.send(request{method: "GET", url: "http://" + s.Web + path, token: s.Tokens[official]})
	if err != nil {
		return "", err
	}
	defer w.Body.Close()
	doc, err := parse(w)
	if err != nil {
		return "", err
	}
	return doc.Find(`a[rel="next"]`).AttrOr("href", path), nil
}

// unaskedDays is how long half of the lists of milestones take at most of which
// each is as of a day that nobody has asked for before.
func (m *measure) unaskedDays(s *server) (time.Duration, error) {
	var all []time.Duration
	for i := range 5 {
		took, err := m.ask(s, milestonesBy("as_of", pastDay.AddDays(-2-i).String()))
		if err != nil {
			return 0, err
		}
		all = append(all, took)
	}
	slices.Sort(all)
	return all[len(all)/2], nil
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
