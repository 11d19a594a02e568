package insight_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

// TestEveryFigureIsOne is the promise of rules.md §1.5 for any portfolio: the
// dashboard, the lists, a project, a roadmap and the data of all of them say the
// same of the same, on every day; and every number of the dashboard leads to
// exactly as many rows.
func TestEveryFigureIsOne(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			l := live(visit.Serve(t), seed)
			l.site.Clock.Set(walkedOn + " 10:00")
			for _, a := range []asked{
				{on: walkedOn, year: 2018},
				{on: walkedOn, year: 2018, against: "2018-06-30"},
				{on: "2018-08-31", year: 2018, against: "2018-03-31"},
				{on: "2018-04-30", year: 2018},
				{on: walkedOn, year: 2017},
			} {
				t.Run(fmt.Sprint(a), func(t *testing.T) {
					w := &walk{living: l, asked: a, t: t, v: l.site.As("official")}
					w.v.T = t
					w.read()
					w.everything()
				})
			}
		})
	}
}

// asked is what the addresses of a walk ask for.
type asked struct {
	on, against string
	year        int
}

// walkedOn is the day on which pages are looked at: an address of that day names
// none.
const walkedOn = "2018-11-02"

// day is the address' day, and nothing else.
func (a asked) day() string {
	if a.on == walkedOn {
		return "?"
	}
	return "?as_of=" + a.on
}

func (a asked) query(pairs ...string) string {
	q := a.day() + "&year=" + strconv.Itoa(a.year)
	if a.against != "" {
		q += "&against=" + a.against
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q += "&" + pairs[i] + "=" + pairs[i+1]
	}
	return q
}

// walk is somebody who looks at every page that counts milestones or money.
type walk struct {
	*living
	asked
	t       *testing.T
	v       *visit.Visitor
	leaves  []leaf
	was     map[int64]leaf // on the day compared with
	entries []funding.Entry
	lines   map[int64]funding.Line
}

// leaf is a line of a roadmap, as the roadmap shows it, with what the ledger of
// progress says of it.
type leaf struct {
	ID        int64
	Project   string
	Status    string
	Stale     bool
	Late      bool
	Weight    int
	Zone      *string
	Start     string
	Due       string
	Forecast  string
	PushedTo  string `json:"pushed_to"`
	DoneOn    string `json:"done_on"`
	UpdatedOn string `json:"updated_on"`
	Gate      bool
	Cost      map[string]int64 `json:"cost_tiyn"`
	programme string
}

// finish is when the line ends as far as anybody knows.
func (l leaf) finish() string {
	if l.Status == "done" {
		return l.DoneOn
	}
	end := l.Forecast
	if end == "" {
		end = l.Due
	}
	return max(end, l.PushedTo)
}

// cost is what the line is estimated to cost in all years, in tiyn.
func (l leaf) cost() (all int64) {
	for _, c := range l.Cost {
		all += c
	}
	return all
}

// tally is the counts that every page shows.
type tally map[string]int

var figuresOf = append(slices.Clone(states), "total", "stale")

// read reads the lines of the roadmaps and the ledgers row by row.
func (w *walk) read() {
	w.leaves = w.linesOf(w.on)
	w.was = map[int64]leaf{}
	if w.against != "" {
		for _, l := range w.linesOf(w.against) {
			w.was[l.ID] = l
		}
	}
	ctx, reader := context.Background(), w.site.Store.Read(access.System(), w.site.Store.Instant())
	var err error
	w.entries, err = reader.Entries(ctx, store.EntryFilter{})
	w.must(err)
	lines, err := reader.Lines(ctx, 0)
	w.must(err)
	w.lines = map[int64]funding.Line{}
	for _, l := range lines {
		w.lines[l.ID] = l
	}
	for _, l := range w.leaves {
		w.reported(l)
	}
	seen := map[string]bool{}
	for _, l := range w.leaves {
		seen[l.Status] = true
	}
	if len(seen) < 4 && w.year == 2018 {
		w.t.Errorf("only %v are seen: the walk proves little", seen)
	}
}

func (w *walk) linesOf(day string) (all []leaf) {
	w.t.Helper()
	for programme := range w.site.Programmes {
		address := fmt.Sprintf("/roadmaps/%s/%d.json?as_of=%s", programme, w.year, day)
		p := w.v.Get(address)
		if p.Status == http.StatusNotFound {
			continue
		}
		data := visit.JSON[struct{ Lines []leaf }](p)
		for _, l := range data.Lines {
			l.programme = programme
			all = append(all, l)
		}
	}
	return all
}

// reported holds a line against the ledger of its milestone, entry by entry: what
// was accepted is done, what was said done and not answered is reported, the
// rest is open or belongs to a project that was stopped.
func (w *walk) reported(l leaf) {
	w.t.Helper()
	m, err := w.site.Store.Read(access.System(), w.site.Store.Instant()).Milestone(context.Background(), l.ID)
	w.must(err)
	end := testkit.Day(w.on).EndOfDay()
	var last *portfolio.Update
	accepted, returned := false, int64(0)
	for i := range m.Updates {
		if m.Updates[i].RecordedAt.Before(end) {
			last = &m.Updates[i]
		}
	}
	for _, r := range m.Reviews {
		if r.RecordedAt.Before(end) {
			accepted = accepted || r.Accepted
			if !r.Accepted {
				returned = r.UpdateID
			}
		}
	}
	stopped := false
	for _, p := range w.projects {
		if p.Code == l.Project {
			stopped = w.ended(p.ID, end)
		}
	}
	want := "open"
	switch {
	case accepted:
		want = "done"
	case stopped:
		want = "withdrawn"
	case last != nil && last.SaidDone && returned != last.ID:
		want = "reported"
	case l.Due < w.on:
		want = "overdue"
	}
	open := slices.Contains([]string{"at_risk", "on_track", "not_started"}, l.Status)
	if l.Status != want && (want != "open" || !open) {
		w.t.Errorf("%s of %s is %s on %s, its ledger says %s", l.Project, l.programme, l.Status, w.on, want)
	}
}

// ended reports whether a project had been stopped.
func (w *walk) ended(projectID int64, end time.Time) bool {
	for _, programme := range []string{"astana", "ontustik"} {
		picture, _, err := w.site.Store.Read(access.System(), w.site.Store.Instant()).PictureOf(context.Background(), programme)
		w.must(err)
		for _, p := range picture.Projects {
			if p.ID == projectID {
				return p.End != nil && p.End.Kind == portfolio.Terminated && p.End.RecordedAt.Before(end)
			}
		}
	}
	return false
}

// count adds up the lines that suit, one by one.
func (w *walk) count(suits func(leaf) bool) tally {
	n := tally{}
	for _, l := range w.leaves {
		if !suits(l) || l.Status == "withdrawn" {
			continue
		}
		n[l.Status]++
		n["total"]++
		if l.Stale {
			n["stale"]++
		}
	}
	return n
}

// number is how many lines suit.
func (w *walk) number(suits func(leaf) bool) int {
	return w.count(suits)["total"]
}

// money is what the entries known at the end of a day come to.
type sums struct{ planned, allocated, committed, accepted, paid int64 }

func (w *walk) money(day string, suits func(funding.Entry, funding.Line) bool) (s sums) {
	end := testkit.Day(day).EndOfDay()
	for _, e := range w.entries {
		l := w.lines[e.LineID]
		if l.Kind != funding.Investment || !e.RecordedAt.Before(end) || !suits(e, l) {
			continue
		}
		a := int64(e.Amount)
		switch e.Kind {
		case funding.Plan:
			s.planned += a
		case funding.Allocate:
			s.allocated += a
		case funding.Commit:
			s.committed += a
		case funding.CancelCommit:
			s.committed -= a
		case funding.Accept:
			s.accepted += a
		case funding.Pay:
			s.paid += a
		case funding.Return:
			s.paid -= a
		}
	}
	return s
}

// cases counts what waits for a decision, case by case.
func (w *walk) cases() map[approval.Kind]int { return w.awaited(w.on) }

// objects reads a table of JSON: rows by the names of their fields.
func objects(t *testing.T, p *visit.Page, key string) []map[string]any {
	t.Helper()
	p.Is(http.StatusOK)
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(p.Body), &all); err != nil {
		t.Fatal(err)
	}
	var rows []map[string]any
	if err := json.Unmarshal(all[key], &rows); err != nil {
		t.Fatalf("%s: %v in %.200s", key, err, p.Body)
	}
	return rows
}
