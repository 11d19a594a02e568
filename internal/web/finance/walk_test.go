package finance_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

// TestEverySumIsTheLedgers is the promise of the pages about money: whatever was
// entered, every page, every file and the table of every chart says what a loop
// over the entries comes to, today and as of a day before.
func TestEverySumIsTheLedgers(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			s := visit.Serve(t)
			w := &walk{ledger: fill(s, rand.New(rand.NewPCG(seed, 5))), v: s.As("official")}
			w.v.Locale = i18n.RU // in which 1,234 is not two sums
			for _, asked := range []asked{
				{"2018-03-09", "2018-03-09", 2018, "", "", ""},
				{"2018-03-09", "2018-03-09", funding.AllYears, "", "", ""},
				{"2018-03-07", "2018-03-09", funding.AllYears, "", "", ""},
				{"2018-03-06", "2018-03-09", 2019, "", "", ""},
				{"2018-03-09", "2018-03-09", funding.AllYears, portfolio.PPP, "", ""},
				{"2018-03-07", "2018-03-09", 2018, "", funding.CityBudget, ""},
				{"2018-03-09", "2018-03-09", funding.AllYears, "", "", "2018-03-06"},
			} {
				w.asked = asked
				w.everything(t)
			}
		})
	}
}

// asked is what the addresses of a walk ask for.
type asked struct {
	on, today string // the day shown, and the clock's
	year      int
	model     portfolio.Model
	source    funding.Source
	against   string
}

func (a asked) query() string {
	q := "?unit=tenge"
	if a.on != a.today {
		q += "&as_of=" + a.on
	}
	if a.against != "" {
		q += "&against=" + a.against
	}
	if a.year == funding.AllYears {
		q += "&year=all"
	} else {
		q += "&year=" + strconv.Itoa(a.year)
	}
	if a.model != "" {
		q += "&model=" + string(a.model)
	}
	if a.source != "" {
		q += "&source=" + string(a.source)
	}
	return q
}

// walk is somebody who looks at every page.
type walk struct {
	*ledger
	asked
	v *visit.Visitor
}

// five are the figures of a row: planned, allocated, committed, accepted, paid.
type five [5]money.Amount

// keep says which entries are added up.
type keep func(e funding.Entry, l funding.Line) bool

// sums adds the entries up that were known at the end of the day, one by one.
func (w *walk) sums(day string, k keep) five {
	var s five
	end := testkit.Day(day).EndOfDay()
	for _, e := range w.entries {
		if !e.RecordedAt.Before(end) || !k(e, w.lines[e.LineID]) {
			continue
		}
		switch e.Kind {
		case "plan":
			s[0] += e.Amount
		case "allocate":
			s[1] += e.Amount
		case "commit":
			s[2] += e.Amount
		case "cancel_commit":
			s[2] -= e.Amount
		case "accept":
			s[3] += e.Amount
		case "pay":
			s[4] += e.Amount
		case "return":
			s[4] -= e.Amount
		}
	}
	return s
}

// within narrows what is added up to what the address asks for.
func (w *walk) within(kind funding.LineKind, k keep) keep {
	return func(e funding.Entry, l funding.Line) bool {
		return l.Kind == kind && (w.year == funding.AllYears || e.Year == w.year) && w.chosen(l) && k(e, l)
	}
}

func (w *walk) chosen(l funding.Line) bool {
	return (w.model == "" || l.Model == w.model) && (w.source == "" || l.Source == w.source)
}

// by divides what is added up by a name; what comes to nothing on both days is
// left out.
func (w *walk) by(k keep, name func(funding.Entry, funding.Line) string) map[string]five {
	all := map[string]five{}
	for _, e := range w.entries {
		if !k(e, w.lines[e.LineID]) {
			continue
		}
		n := name(e, w.lines[e.LineID])
		if _, ok := all[n]; ok {
			continue
		}
		of := func(e funding.Entry, l funding.Line) bool { return k(e, l) && name(e, l) == n }
		s := w.sums(w.on, of)
		if s != (five{}) || w.against != "" && w.sums(w.against, of) != (five{}) {
			all[n] = s
		}
	}
	return all
}

// everything walks through all pages and files about money.
func (w *walk) everything(t *testing.T) {
	any := func(funding.Entry, funding.Line) bool { return true }
	w.totals(t, "/funding", any)
	for code, id := range w.site.Programmes {
		w.totals(t, "/programmes/"+code+"/funding", func(e funding.Entry, _ funding.Line) bool { return e.ProgrammeID == id })
	}
	for code, id := range w.site.Projects {
		w.totals(t, "/projects/"+code+"/funding", func(e funding.Entry, _ funding.Line) bool { return e.ProjectID == id })
	}
	for _, id := range slices.Sorted(maps.Keys(w.lines)) {
		w.line(t, w.lines[id])
	}
	w.gaps(t)
	w.contractList(t)
	w.obligations(t)
	w.earned(t)
	w.portfolio(t)
	if w.against != "" || w.year == 2018 && w.source == "" {
		w.papers(t)
	}
}

// totals is a page of totals, its charts and its files.
func (w *walk) totals(t *testing.T, address string, k keep) {
	in := w.within(funding.Investment, k)
	want := w.sums(w.on, in)
	where := address + w.query()
	p := w.v.Get(where).Is(http.StatusOK)
	if len(w.by(in, nobody)) > 0 || p.Has(".figure-value") {
		same(t, where+": figures", figures(t, p), want)
	}
	fall := twin(t, p, "waterfall-twin")
	for i, figure := range figureNames {
		if len(fall) > 0 && !slices.Equal(fall[w.say("funding."+figure)][:1], []money.Amount{want[i]}) {
			t.Errorf("%s: the waterfall has %v for %s, want %s", where, fall[w.say("funding."+figure)], figure, want[i])
		}
	}
	w.flow(t, p, where, in)
	w.years(t, p, where, k)
	if curve := twin(t, p, "earned-twin"); len(curve) > 0 && w.chosen(funding.Line{}) {
		d := testkit.Day(w.on)
		if got := curve[fmt.Sprintf("%02d.%02d.%d", d.Day, d.Month, d.Year)]; len(got) != 3 || got[2] != want[3] {
			t.Errorf("%s: the curve ends with %v, accepted are %s", where, got, want[3])
		}
	}
	byModel := w.by(in, func(_ funding.Entry, l funding.Line) string { return string(l.Model) })
	bySource := w.by(in, func(_ funding.Entry, l funding.Line) string { return string(l.Source) })
	rows(t, p, where, w.say("budget.by_model"), w.named("funding.", byModel))
	rows(t, p, where, w.say("budget.by_source"), w.named("source.", bySource))
	all := *w
	all.year = funding.AllYears
	byYear := all.by(all.within(funding.Investment, k), yearOf)
	owed := all.by(all.within(funding.Obligations, k), yearOf)
	rows(t, p, where, w.say("budget.by_year"), byYear)

	for _, f := range w.files(t, address) {
		same(t, f.where+": figures", f.figures(), want)
		f.same(t, "by_model", byModel, want)
		f.same(t, "by_source", bySource, want)
		f.same(t, "by_year", byYear, all.sums(w.on, all.within(funding.Investment, k)))
		f.same(t, "obligations", owed, all.sums(w.on, all.within(funding.Obligations, k)))
		if strings.HasPrefix(address, "/projects/") {
			f.same(t, "by_line", w.by(in, func(e funding.Entry, _ funding.Line) string { return strconv.FormatInt(e.LineID, 10) }), want)
		} else {
			f.same(t, "by_project", w.by(in, func(e funding.Entry, _ funding.Line) string { return w.code(w.site.Projects, e.ProjectID) }), want)
		}
		if address == "/funding" {
			f.same(t, "by_programme", w.by(in, func(e funding.Entry, _ funding.Line) string { return w.code(w.site.Programmes, e.ProgrammeID) }), want)
		}
	}
	w.paper(t, address, want)
}

func nobody(funding.Entry, funding.Line) string { return "" }

func yearOf(e funding.Entry, _ funding.Line) string { return strconv.Itoa(e.Year) }

func (w *walk) code(codes map[string]int64, id int64) string {
	for code, one := range codes {
		if one == id {
			return code
		}
	}
	return fmt.Sprint(id)
}

// flow is the chart of planned against realised models: from each model as much
// as was planned, to each as much as was committed.
func (w *walk) flow(t *testing.T, p *visit.Page, where string, in keep) {
	var planned, committed money.Amount
	to := map[string]money.Amount{}
	for _, m := range portfolio.Models {
		of := func(e funding.Entry, l funding.Line) bool {
			as := l.Model
			if r := w.realised[e.ContractID]; r != "" {
				as = r
			}
			return in(e, l) && as == m
		}
		s := w.sums(w.on, of)
		committed += s[2]
		to[w.say("funding_short."+string(m))] = s[2]
	}
	planned = w.sums(w.on, in)[0]
	streams := pairs(p, "flow-twin")
	if len(streams) == 0 {
		if planned != 0 || committed != 0 {
			t.Errorf("%s: no flow of %s planned and %s committed", where, planned, committed)
		}
		return
	}
	var from, into money.Amount
	for _, s := range streams {
		if s.to != w.say("chart.not_signed") {
			into += s.amount
			to[s.to] -= s.amount
		}
		if s.from != w.say("chart.not_planned") {
			from += s.amount
		}
	}
	if from != planned || into != committed {
		t.Errorf("%s: the flow goes from %s to %s, planned are %s and committed %s", where, from, into, planned, committed)
	}
	for m, rest := range to {
		if rest != 0 {
			t.Errorf("%s: the flow to %s is %s less than what is committed by it", where, m, rest)
		}
	}
}

// years is the chart of years: planned investment by model, committed obligations
// beside.
func (w *walk) years(t *testing.T, p *visit.Page, where string, k keep) {
	chart := twin(t, p, "years-twin")
	if len(chart) == 0 {
		return
	}
	all := *w
	all.asked.year = funding.AllYears
	delete(chart, w.say("chart.total"))
	for year, got := range chart {
		first, later := strings.CutSuffix(year, "+") // the years from then on stand together
		of := func(e funding.Entry, l funding.Line) bool {
			return (strconv.Itoa(e.Year) == first || later && strconv.Itoa(e.Year) > first) && k(e, l)
		}
		var stacked money.Amount
		models := p.Doc.Find("#years-twin thead th").Length() - 2 // the year, and the total
		beside := p.Doc.Find("#years-twin thead th").Last().Text()
		if !strings.HasPrefix(strings.TrimSpace(beside), w.say("chart.total")) {
			models--
			if want := all.sums(w.on, all.within(funding.Obligations, of))[2]; got[len(got)-1] != want {
				t.Errorf("%s: beside %s stands %s, owed are %s", where, year, got[len(got)-1], want)
			}
		}
		for _, a := range got[:models] {
			stacked += a
		}
		if want := all.sums(w.on, all.within(funding.Investment, of))[0]; got[models] != want || stacked != want {
			t.Errorf("%s: %s is %s and its parts %s, planned are %s", where, year, got[models], stacked, want)
		}
	}
}
