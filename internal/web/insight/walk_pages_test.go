package insight_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

// everything walks through all pages and files that count.
func (w *walk) everything() {
	all := func(leaf) bool { return true }
	w.dashboard(all)
	w.papers()
	for programme := range w.site.Programmes {
		of := func(l leaf) bool { return l.programme == programme }
		w.programme(programme, of)
		w.roadmap(programme, of)
	}
	if w.year == 2018 && w.on == walkedOn { // the list shows the roadmap that stands
		w.projectList()
	}
	for _, code := range w.codes {
		w.projectPage(code)
	}
	w.milestoneList(all)
	w.caseList()
	switch {
	case w.against != "":
		w.changes()
	case w.year == 2018:
		w.ratings()
		w.escalations()
	}
}

// sameCounts holds counts of any data against what was added up.
func (w *walk) sameCounts(where string, got func(string) string, want tally) {
	w.t.Helper()
	for _, name := range figuresOf {
		if g := got(name); g != strconv.Itoa(want[name]) {
			w.t.Errorf("%s: %q are %s, the roadmaps' lines are %d", where, g, name, want[name])
		}
	}
}

// fieldOf reads numbers of JSON, also of an object inside.
func fieldOf(row map[string]any) func(string) string {
	return func(name string) string {
		if inner, ok := row["milestones"].(map[string]any); ok {
			row = inner
		}
		return whole(row[name])
	}
}

// whole is a number of JSON, below 2^53 and so exact.
func whole(v any) string {
	switch v := v.(type) {
	case float64:
		return strconv.FormatInt(int64(v), 10)
	case string:
		return v
	case nil:
		return ""
	}
	return fmt.Sprint(v)
}

// table reads a list as CSV and holds the workbook against it, cell by cell.
func (w *walk) table(address, query string) []map[string]string {
	w.t.Helper()
	asCSV := w.v.Get(address + ".csv" + query).Is(http.StatusOK).Body
	testkit.SameSheet(w.t, address+".xlsx"+query, asCSV, w.v.Get(address+".xlsx"+query).Is(http.StatusOK).Body)
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(asCSV, "\ufeff"))).ReadAll()
	w.must(err)
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, c := range cells {
			row[all[0][i]] = c
		}
		rows = append(rows, row)
	}
	return rows
}

// dashboard is the portfolio: its data, its tables and every number on the page.
func (w *walk) dashboard(all func(leaf) bool) {
	w.t.Helper()
	address := "/portfolio" + w.query()
	data := objects(w.t, w.v.Get("/portfolio.json"+w.query()), "programmes")
	rows := w.table("/portfolio", w.query())
	p := w.v.Get(address).Is(http.StatusOK)
	if len(data) != 2 || len(rows) != 2 {
		w.t.Fatalf("%s: %d programmes, %d rows", address, len(data), len(rows))
	}
	for i, row := range data {
		programme := row["code"].(string)
		of := func(l leaf) bool { return l.programme == programme }
		want := w.count(of)
		w.sameCounts(address+" data of "+programme, fieldOf(row), want)
		w.sameCounts(address+" table of "+programme, func(n string) string { return rows[i][n] }, want)
		w.sameMoney(address+" data of "+programme, row["funding"].(map[string]any), programme)
		for _, name := range []string{"allocated_tiyn", "committed_tiyn", "accepted_tiyn", "paid_tiyn"} {
			if got, want := rows[i][name], whole(row["funding"].(map[string]any)[name]); got != want {
				w.t.Errorf("%s: %s of %s is %s in the table, %s in the data", address, name, programme, got, want)
			}
		}
		w.since(address, row, of)
	}
	w.figures(address, p, w.count(all))
	w.links(p)
}

// sameMoney holds the money of a programme against its entries.
func (w *walk) sameMoney(where string, got map[string]any, programme string) {
	w.t.Helper()
	s := w.money(w.on, func(e funding.Entry, _ funding.Line) bool {
		return e.ProgrammeID == w.site.Programmes[programme] && e.Year == w.year
	})
	for name, want := range map[string]int64{"allocated_tiyn": s.allocated, "committed_tiyn": s.committed, "accepted_tiyn": s.accepted, "paid_tiyn": s.paid} {
		if g := whole(got[name]); g != strconv.FormatInt(want, 10) {
			w.t.Errorf("%s: %s is %s, its entries come to %d", where, name, g, want)
		}
	}
	by := got["by_model"].(map[string]any)
	for _, model := range []string{"ppp", "service", "public", "private"} {
		s := w.money(w.on, func(e funding.Entry, l funding.Line) bool {
			return e.ProgrammeID == w.site.Programmes[programme] && e.Year == w.year && string(l.Model) == model
		})
		if g := whole(by[model]); g != strconv.FormatInt(s.paid, 10) {
			w.t.Errorf("%s: paid as %s is %s, its entries come to %d", where, model, g, s.paid)
		}
	}
}

// since is what changed in a programme since the day compared with.
func (w *walk) since(where string, row map[string]any, of func(leaf) bool) {
	w.t.Helper()
	since, ok := row["since"].(map[string]any)
	if ok != (w.against != "") {
		w.t.Fatalf("%s: since %v", where, row["since"])
	}
	if !ok {
		return
	}
	now, then := w.count(of), tally{}
	for _, l := range w.was {
		if of(l) && l.Status != "withdrawn" {
			then[l.Status]++
			then["total"]++
			if l.Stale {
				then["stale"]++
			}
		}
	}
	change := tally{}
	for _, name := range figuresOf {
		change[name] = now[name] - then[name]
	}
	w.sameCounts(where+" since of "+row["code"].(string), fieldOf(since), change)
}

// figures are the numbers at the top of the page.
func (w *walk) figures(where string, p *visit.Page, want tally) {
	w.t.Helper()
	first := visit.Plain(p.Doc.Find(".figure-value").First().Text())
	if done := fmt.Sprintf("%d / %d", want["done"], want["total"]); first != done {
		w.t.Errorf("%s: %q are done, the lines say %q", where, first, done)
	}
	of := func(e funding.Entry, _ funding.Line) bool { return e.Year == w.year }
	s := w.money(w.on, of)
	say := func(a int64) string {
		return visit.Plain(i18n.Money(i18n.With(context.Background(), i18n.EN), money.Amount(a)))
	}
	if got, want := visit.Plain(p.Doc.Find(".figure-value").Eq(1).Text()), say(s.paid)+" of the plan "+say(s.planned); got != want {
		w.t.Errorf("%s: %q are paid, the entries say %q", where, got, want)
	}
	waiting := 0
	for _, n := range w.cases() {
		waiting += n
	}
	if got := visit.Plain(p.Doc.Find(".figure-value").Eq(2).Text()); got != strconv.Itoa(waiting) {
		w.t.Errorf("%s: %q decisions are awaited, the cases are %d", where, got, waiting)
	}
}

var (
	numerals = regexp.MustCompile(`[0-9][0-9,]*`)
	dayAlone = regexp.MustCompile(`^[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}$`) // counts nothing
)

// links opens whatever number of the page leads to a list: it has as many rows,
// on the page and in every format.
func (w *walk) links(p *visit.Page) {
	w.t.Helper()
	opened, wrong := map[string]string{}, 0
	p.Doc.Find("main a[href]").Each(func(_ int, a *goquery.Selection) {
		href := a.AttrOr("href", "")
		list := ""
		for _, one := range []string{"milestones", "projects", "cases"} {
			if strings.HasPrefix(href, "/"+one+"?") || href == "/"+one {
				list = one
			}
		}
		said := numerals.FindAllString(visit.Plain(a.Text()), -1)
		if list == "" || len(said) == 0 || wrong > 5 || dayAlone.MatchString(visit.Plain(a.Text())) {
			return
		}
		path, query, _ := strings.Cut(href, "?")
		key := href + " " + visit.Plain(a.Text())
		if _, again := opened[key]; again {
			return
		}
		data := visit.JSON[struct{ Count int }](w.v.Get(path + ".json?" + query))
		opened[key] = strconv.Itoa(data.Count)
		if strings.Contains(a.Text(), "₸") {
			w.sameCost(a, href)
			return
		}
		if !slices.ContainsFunc(said, func(s string) bool { return strings.ReplaceAll(s, ",", "") == opened[key] }) {
			wrong++
			w.t.Errorf("%q leads to %s, which has %d", visit.Plain(a.Text()), href, data.Count)
		}
	})
	if len(opened) < 8 { // of years long ago there is less
		w.t.Errorf("only %d numbers lead to a list: %v", len(opened), slices.Sorted(maps.Keys(opened)))
	}
}

// sameCost holds a sum that leads to milestones against what they cost.
func (w *walk) sameCost(a *goquery.Selection, address string) {
	w.t.Helper()
	path, query, _ := strings.Cut(address, "?")
	var cost int64
	for _, row := range objects(w.t, w.v.Get(path+".json?"+query), "milestones") {
		for _, l := range w.leaves {
			if l.ID == int64(row["id"].(float64)) {
				cost += l.cost()
			}
		}
	}
	want := visit.Plain(i18n.Money(i18n.With(context.Background(), i18n.EN), money.Amount(cost)))
	if got := visit.Plain(a.Text()); got != want {
		w.t.Errorf("%q leads to %s, which costs %s", got, address, want)
	}
}

// programme is a programme with its projects.
func (w *walk) programme(code string, of func(leaf) bool) {
	w.t.Helper()
	address := "/programmes/" + code
	data := visit.JSON[map[string]any](w.v.Get(address + ".json" + w.query()))
	w.sameCounts(address, fieldOf(data), w.count(of))
	for _, row := range objects(w.t, w.v.Get(address+".json"+w.query()), "projects") {
		project := row["code"].(string)
		w.sameCounts(address+" "+project, fieldOf(row), w.count(func(l leaf) bool { return l.Project == project }))
	}
	for _, row := range w.table(address, w.query()) {
		w.sameCounts(address+".csv "+row["code"], func(n string) string { return row[n] }, w.count(func(l leaf) bool { return l.Project == row["code"] }))
	}
	for _, row := range w.table("/programmes", w.query()) {
		if row["code"] == code {
			w.sameCounts("/programmes.csv "+code, func(n string) string { return row[n] }, w.count(of))
		}
	}
}

// roadmap is a roadmap: its counts over its lines.
func (w *walk) roadmap(code string, of func(leaf) bool) {
	w.t.Helper()
	address := fmt.Sprintf("/roadmaps/%s/%d", code, w.year)
	w.sameCounts(address, fieldOf(visit.JSON[map[string]any](w.v.Get(address+".json"+w.query()))), w.count(of))
	n := tally{}
	for _, row := range w.table(address, w.query()) {
		if row["status"] != "withdrawn" {
			n[row["status"]]++
			n["total"]++
			if row["stale"] == "true" {
				n["stale"]++
			}
		}
	}
	w.sameCounts(address+".csv", func(name string) string { return strconv.Itoa(n[name]) }, w.count(of))
	for _, row := range w.table("/roadmaps", w.day()) {
		if row["programme"] == code && row["year"] == strconv.Itoa(w.year) {
			w.sameCounts("/roadmaps.csv "+code, func(n string) string { return row[n] }, w.count(of))
		}
	}
	w.v.Get(address + w.query()).Is(http.StatusOK)
}
