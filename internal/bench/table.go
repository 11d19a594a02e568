package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"
)

// print writes what was measured and how it stands to the targets.
func (m *measure) print(out io.Writer) {
	d := m.data
	fmt.Fprintf(out, "%d projects, %d milestones, %d updates, %d entries of money beside the demonstration; %d cores, %s, SQLite\n",
		d.Projects, d.Milestones, d.Updates, d.Entries, runtime.NumCPU(), runtime.Version())
	if m.quick {
		fmt.Fprintln(out, "A SMOKE RUN: the figures mean nothing.")
	}
	m.printLoads(out)
	m.printPages(out)
	m.printTargets(out)
}

func (m *measure) printLoads(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	defer w.Flush()
	fmt.Fprint(w, "\n")
	for _, n := range clientCounts {
		fmt.Fprintf(w, "\t%d clients\tp50\tp99", n)
	}
	fmt.Fprint(w, "\tfailed\tCPU\t\n")
	for _, r := range m.rows {
		fmt.Fprint(w, r.name)
		failed := 0
		for _, one := range r.results {
			fmt.Fprintf(w, "\t%.0f/s\t%s\t%s", one.perSecond(), millis(one.quantile(500)), millis(one.quantile(990)))
			failed += one.failed
		}
		fmt.Fprintf(w, "\t%d\t%s\t\n", failed, millis(r.cost()))
	}
}

// cost is the processor time of a request with 16 clients, on both sides.
func (r row) cost() time.Duration { return r.results[slices.Index(clientCounts, ratioAt)].cost() }

func millis(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}

func (m *measure) printPages(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	defer w.Flush()
	fmt.Fprint(w, "\n\tqueries\tpage, gzip\tits files, gzip\t\n")
	for _, r := range m.rows {
		q, asked := m.queries[r.name]
		if !asked {
			continue
		}
		fmt.Fprintf(w, "%s\t%s", r.name, q)
		if weight, ok := m.weights[r.name]; ok {
			fmt.Fprintf(w, "\t%s\t%s in %d\t\n", kilo(weight.page), kilo(weight.assets), weight.files)
		} else {
			fmt.Fprint(w, "\t\t\t\n")
		}
	}
	fmt.Fprintf(w, "\nfirst answer of funding after a start\t%s\t\t\t", millis(m.cold))
	fmt.Fprintf(w, "\na list of %d milestones as of a day nobody asked for\t%s\t\t\t", m.rowsOf.Milestones, millis(m.unasked))
	fmt.Fprintf(w, "\nmemory once everything was asked for\t%s\t\t\t\nat its peak\t%s\t\t\t\n", mega(m.loaded), mega(m.peak))
}

func kilo(n int) string   { return fmt.Sprintf("%.1f kB", float64(n)/1000) }
func mega(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// target is a figure and what it is to be.
type target struct {
	name   string
	is     string
	wanted string
	met    bool
}

func (m *measure) printTargets(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "\ntarget\tis\twanted\t\n")
	missed := 0
	for _, t := range m.targets() {
		word := "met"
		if !t.met {
			word = "MISSED"
			missed++
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", t.name, t.is, t.wanted, word)
	}
	_ = w.Flush() // out reports its own errors
	switch missed {
	case 0:
		fmt.Fprintln(out, "\nEvery target is met.")
	default:
		fmt.Fprintf(out, "\n%d missed.\n", missed)
	}
}

func (m *measure) targets() []target {
	atLeast := func(name string, r row, wanted float64) target {
		is := fmt.Sprintf("%.3f", r.against)
		if r.byCost > 0 {
			is += fmt.Sprintf(" (by CPU %.3f)", r.byCost)
		}
		return target{name, is, fmt.Sprintf("≥ %.3f", wanted), r.against >= wanted}
	}
	var all []target
	for _, p := range pages {
		for _, past := range []bool{false, true} {
			if r := m.row(rowName(p.name, past)); p.target > 0 && len(r.results) > 0 {
				all = append(all, atLeast(r.name+" : static bytes, 16 clients", r, p.target))
			} else if p.within > 0 && len(r.results) > 0 {
				half := r.results[0].quantile(500)
				all = append(all, target{r.name + ", 1 client", millis(half), "< " + millis(p.within), half < p.within})
			}
		}
	}
	update := m.row("update")
	if len(update.results) > 0 {
		failed := 0
		for _, r := range update.results {
			failed += r.failed
		}
		all = append(all, atLeast("update : bare durable commit, 16 clients", update, 1.0/4),
			target{"failed updates, up to 64 writers", fmt.Sprint(failed), "0", failed == 0})
	}
	all = append(all, m.issue6()...)
	for _, r := range m.rows {
		if ratio, ok := m.tenfold[r.name]; ok {
			all = append(all, target{"ten times the data: " + r.name, fmt.Sprintf("× %.2f", ratio), "≤ × 1.20", ratio <= 1.2})
		}
	}
	if len(m.starts) == 0 {
		return all
	}
	return append(all, m.sizes()...)
}

func (m *measure) sizes() []target {
	var ready []time.Duration
	var idle []int64
	for _, s := range m.starts {
		ready, idle = append(ready, s.ready), append(idle, s.idle)
	}
	slices.Sort(ready)
	cold := ready[len(ready)/2]
	held := slices.Max(idle)
	first, later := 0, 0
	for _, one := range m.weights {
		first, later = max(first, one.page+one.assets), max(later, one.page)
	}
	return []target{
		{"cold start on this database, median of " + fmt.Sprint(len(ready)), millis(cold), "< 300 ms", cold < 300*time.Millisecond},
		{"idle after the start", mega(held), "< 60 MB", held < 60e6},
		{"a first page with its files, the heaviest", kilo(first), "< 150 kB", first < 150_000},
		{"a later page, the heaviest", kilo(later), "< 40 kB", later < 40_000},
	}
}

func (m *measure) row(name string) row {
	for _, r := range m.rows {
		if r.name == name {
			return r
		}
	}
	return row{}
}
