package main

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"time"

	"qadam/views/href"
)

// counts say how much of everything there is.
type counts struct {
	data   data
	rowsOf data          // of the database in which lists are long
	alone  int           // requests of one client
	many   int           // requests of many clients together
	rounds int           // in how many parts what becomes a ratio is measured
	starts int           // how often the binary is started
	rest   time.Duration // before the memory of an idle server is read
}

var (
	full  = counts{data{1_000, 25_000, 250_000, 1_000_000, 0}, data{10_000, 100_000, 100_000, 0, 100_000}, 400, 2_000, 5, 5, 2 * time.Second}
	quick = counts{data{100, 2_500, 25_000, 100_000, 0}, data{100, 1_000, 1_000, 0, 1_000}, 20, 80, 1, 1, time.Second / 2}
)

// clientCounts are how many ask at once; the ratios are taken with ratioAt.
var clientCounts = []int{1, 16, 64}

const ratioAt = 16

// floors is how many requests for static bytes go beside one for a page, so
// that both last about as long: on a busy machine what is over in a moment gets
// more of it than what goes on.
const floors = 8

// row is a subject under all numbers of clients.
type row struct {
	name    string
	results []result
	against float64 // its rate by that of what it is held against
	byCost  float64 // the same by processor time
}

// measure is a run.
type measure struct {
	counts
	options
	folder string
	client *client

	rows    []row
	weights map[string]weight
	queries map[string]string
	tenfold map[string]float64
	starts  []start
	loaded  int64         // bytes held once everything was asked for
	peak    int64         // the most bytes held
	cold    time.Duration // the first answer of the page of all money

	dashboards, lists []timed
	unasked           time.Duration // a list as of a past day that nobody asked for before
}

func (m *measure) all(ctx context.Context, bigFile, smallFile string) error {
	m.client, m.weights, m.queries, m.tenfold = newClient(), map[string]weight{}, map[string]string{}, map[string]float64{}
	if m.load == "" {
		if err := m.startUp(ctx, bigFile); err != nil {
			return err
		}
	}
	big, bigKnown, err := m.open(ctx, bigFile, "big.db")
	if err != nil {
		return err
	}
	if m.cold, err = m.first(big); err != nil {
		return err
	}
	small, smallKnown, err := m.open(ctx, smallFile, "small.db")
	if err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return m.static(ctx, big) },
		func() error { return m.dashboard(ctx, big) },
		func() error { return m.pages(ctx, big, bigKnown) },
		func() error { return m.updates(ctx, big, bigKnown) },
		func() error { return m.tenTimes(ctx, big, bigKnown, small, smallKnown) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	m.loaded, m.peak = memory(big.process.Process.Pid, "VmRSS"), memory(big.process.Process.Pid, "VmHWM")
	if err := small.stop(); err != nil {
		return err
	}
	if err := big.stop(); err != nil {
		return err
	}
	return m.firstPages(ctx)
}

// first is how long the page of all money takes for whoever asks first after a
// start: the ledger is read then.
func (m *measure) first(s *server) (time.Duration, error) {
	begun := now()
	err := m.client.try(request{method: http.MethodGet, url: "http://" + s.Web + href.Funding(), token: s.Tokens[official], want: http.StatusOK})
	return now().Sub(begun), err
}

func (m *measure) open(ctx context.Context, from, name string) (*server, *known, error) {
	path := filepath.Join(m.folder, name)
	if err := copied(from, path); err != nil {
		return nil, nil, err
	}
	k, err := look(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	s, err := startServer(ctx, path)
	return s, k, err
}

// startUp starts the product as it is shipped, which the loads do not need.
func (m *measure) startUp(ctx context.Context, database string) error {
	note("cold start and idle memory")
	binary, path := filepath.Join(m.folder, "qadam"), filepath.Join(m.folder, "start.db")
	if err := buildBinary(ctx, binary); err != nil {
		return err
	}
	if err := copied(database, path); err != nil {
		return err
	}
	for range m.counts.starts {
		s, err := startBinary(ctx, binary, path, m.rest)
		if err != nil {
			return err
		}
		m.starts = append(m.starts, s)
	}
	return remove(path)
}

// many returns how many requests so many clients send.
func (m *measure) many(clients int) int {
	if clients == 1 {
		return m.alone
	}
	return m.counts.many
}

func (m *measure) static(ctx context.Context, s *server) error {
	note("static bytes")
	r := row{name: "30 kB of static bytes"}
	for _, n := range clientCounts {
		r.results = append(r.results, m.staticLoad(ctx, s, n, m.many(n)*floors))
	}
	m.rows = append(m.rows, r)
	return nil
}

func (m *measure) staticLoad(ctx context.Context, s *server, clients, n int) result {
	ask := request{method: http.MethodGet, url: "http://" + s.Beside + staticPath, want: http.StatusOK}
	return s.load(ctx, clients, n, func(int) error { return m.client.try(ask) })
}

// load is a load of which the processor time is known too.
func (s *server) load(ctx context.Context, clients, n int, do func(i int) error) result {
	before := s.spent()
	r := load(ctx, clients, n, do)
	r.spent = s.spent() - before
	return r
}

// pages loads every page, today and as of the past day.
func (m *measure) pages(ctx context.Context, s *server, k *known) error {
	for _, p := range pages {
		for _, past := range []bool{false, true} {
			load, r := p.name, row{name: rowName(p.name, past)}
			if past {
				load += "-past"
			}
			if !m.wanted(load) {
				continue
			}
			note("%s", r.name)
			if err := m.onePage(ctx, s, k, p, past, &r, load); err != nil {
				return err
			}
			m.rows = append(m.rows, r)
		}
	}
	return nil
}

// wanted reports whether a load is to be measured.
func (m *measure) wanted(load string) bool { return m.load == "" || m.load == load }

func rowName(page string, past bool) string {
	if past {
		return page + ", as of a past day"
	}
	return page
}

func (m *measure) onePage(ctx context.Context, s *server, k *known, p page, past bool, r *row, name string) error {
	one := p.ask(s, k, 0, past)
	if err := m.client.try(one); err != nil {
		return err
	}
	weight, err := m.client.weigh(one)
	if err != nil {
		return err
	}
	m.weights[r.name] = weight
	if m.queries[r.name], err = m.client.queries(s, one); err != nil {
		return err
	}
	do := func(i int) error { return m.client.try(p.ask(s, k, i, past)) }
	for _, n := range clientCounts {
		if n != ratioAt {
			r.results = append(r.results, s.load(ctx, n, m.many(n), do))
			continue
		}
		part := m.many(n) / m.rounds
		both, err := m.beside(ctx, s, name,
			func() (result, error) { return m.staticLoad(ctx, s, n, part*floors), nil },
			func() (result, error) { return s.load(ctx, n, part, do), nil })
		if err != nil {
			return err
		}
		r.results, r.against = append(r.results, both.subject), both.rates()
		r.byCost = float64(both.floor.cost()) / float64(max(1, both.subject.cost()))
	}
	return firstFailure(*r)
}

// updates posts updates, each on a milestone of its own, beside bare commits.
func (m *measure) updates(ctx context.Context, s *server, k *known) error {
	if !m.wanted("update") {
		return nil
	}
	note("commits and updates")
	bare, err := openCommits(filepath.Join(m.folder, "commits.db"))
	if err != nil {
		return err
	}
	defer bare.db.Close()
	under, over := row{name: "bare durable commit"}, row{name: "update"}
	one, err := updates(ctx, m.client, s, k, 1)
	if err != nil {
		return err
	}
	if m.queries[over.name], err = m.client.queries(s, one[0]); err != nil {
		return err
	}
	for _, n := range clientCounts {
		if n != ratioAt {
			under.results = append(under.results, bare.load(ctx, n, m.many(n)))
			mine, err := m.updateLoad(ctx, s, k, n, m.many(n))
			if err != nil {
				return err
			}
			over.results = append(over.results, mine)
			continue
		}
		part := m.many(n) / m.rounds
		both, err := m.beside(ctx, s, "update",
			func() (result, error) { return bare.load(ctx, n, part), nil },
			func() (result, error) { return m.updateLoad(ctx, s, k, n, part) })
		if err != nil {
			return err
		}
		under.results, over.results, over.against = append(under.results, both.floor), append(over.results, both.subject), both.rates()
	}
	m.rows = append(m.rows, under, over)
	return nil
}

func (m *measure) updateLoad(ctx context.Context, s *server, k *known, clients, n int) (result, error) {
	filled, err := updates(ctx, m.client, s, k, n)
	if err != nil {
		return result{}, err
	}
	return s.load(ctx, clients, n, func(i int) error { return m.client.try(filled[i]) }), nil
}

// tenTimes measures pages and updates on both databases in turn.
func (m *measure) tenTimes(ctx context.Context, big *server, bigKnown *known, small *server, smallKnown *known) error {
	if m.load != "" {
		return nil
	}
	note("ten times the data")
	part := m.counts.many / m.rounds
	compare := func(name string, less, more func() (result, error)) error {
		both, err := m.beside(ctx, big, "", more, less)
		if err == nil {
			m.tenfold[name] = both.rates()
		}
		return err
	}
	for _, p := range pages {
		if p.grows {
			continue
		}
		for _, past := range []bool{false, true} {
			on := func(s *server, k *known) func() (result, error) {
				return func() (result, error) {
					r := load(ctx, ratioAt, part, func(i int) error { return m.client.try(p.ask(s, k, i, past)) })
					return r, r.why
				}
			}
			if _, err := on(small, smallKnown)(); err != nil { // both are warm
				return err
			}
			if err := compare(rowName(p.name, past), on(small, smallKnown), on(big, bigKnown)); err != nil {
				return err
			}
		}
	}
	on := func(s *server, k *known) func() (result, error) {
		return func() (result, error) { return m.updateLoad(ctx, s, k, ratioAt, part/2) }
	}
	return compare("update", on(small, smallKnown), on(big, bigKnown))
}

func firstFailure(r row) error {
	for _, one := range r.results {
		if one.why != nil {
			return fmt.Errorf("%s with %d clients: %d of %d failed, first: %w", r.name, one.clients, one.failed, one.requests, one.why)
		}
	}
	return nil
}
