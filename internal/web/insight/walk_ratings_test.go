package insight_test

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

// rate lets somebody rate any project: its owner or the competence centre.
func (l *living) rate() {
	p := l.project(one(l.r, l.codes))
	who, s := l.managerOf(l.programmeOf(p.ProgrammeID)), app.Assessment{ProjectID: p.ID, Party: portfolio.Owner, Rationale: "Walked", Seen: app.AnyUpdate}
	if l.r.IntN(2) == 0 {
		who, s.Party, s.Link, s.ReviewOn = l.site.Actor("expert"), portfolio.Centre, "https://example.kz/act", civil.DateOf(l.site.Clock.Now()).AddDays(1+l.r.IntN(90))
	}
	if s.Confidence = one(l.r, s.Party.Scale()); l.site.App.RateProject(context.Background(), who, s) == nil {
		l.did["rated"]++
	}
}

func (l *living) project(code string) portfolio.Project {
	for _, p := range l.projects {
		if p.Code == code {
			return p
		}
	}
	return portfolio.Project{}
}

// colour is that of a project by its lines, one by one, as rules.md §4 has it; ""
// of one that was stopped or has none.
func (w *walk) colour(p portfolio.Project) string {
	total, late, risk, stale := 0, 0, 0, 0
	lines := 0
	for _, l := range w.leaves {
		if l.Project != p.Code {
			continue
		}
		if lines++; l.Status == "withdrawn" {
			continue
		}
		weight := max(1, l.Weight)
		total += weight
		if l.Status == "overdue" {
			late += weight
		}
		if l.Status == "at_risk" {
			risk += weight
		}
		if l.Stale {
			stale += weight
		}
	}
	switch {
	case lines == 0 || w.ended(p.ID, testkit.Day(w.on).EndOfDay()):
		return ""
	case total == 0 || stale*2 > total:
		return "no_data"
	case late*10 > total:
		return "red"
	case (late+risk)*5 > total:
		return "amber"
	}
	return "green"
}

// said is the latest rating of a project by a party on the day, nil for none.
func (w *walk) said(book *portfolio.RatingBook, p portfolio.Project, party portfolio.Party) *portfolio.Rating {
	var last *portfolio.Rating
	all := book.Ratings(p.ID)
	for i := range all {
		if all[i].Party == party && all[i].RecordedAt.Before(testkit.Day(w.on).EndOfDay()) {
			last = &all[i]
		}
	}
	return last
}

// ratings hold the ratings of each project, and the list of those that disagree,
// against the ledger of ratings and the lines: on the page, in its data, on paper.
func (w *walk) ratings() {
	w.t.Helper()
	book, err := w.site.Store.Read(access.System(), w.site.Store.Instant()).Ratings(context.Background())
	w.must(err)
	want := map[string]int{}
	for i, code := range w.codes {
		p := w.project(code)
		best, worst, known := 9, -1, 0
		parties := map[string]string{"computed": w.colour(p), "owner": "", "centre": ""}
		for _, party := range []portfolio.Party{portfolio.Owner, portfolio.Centre} {
			if r := w.said(book, p, party); r != nil {
				parties[string(party)] = string(r.Confidence)
			}
		}
		for _, said := range parties {
			if step := slices.Index([]string{"green", "amber_green", "amber", "amber_red", "red"}, said); step >= 0 {
				best, worst, known = min(best, step), max(worst, step), known+1
			}
		}
		if known > 1 && worst-best >= 2 {
			want[code] = worst - best
		}
		if i%3 == 0 {
			w.ratingsOf(p, parties)
		}
	}
	query := w.day()
	data := objects(w.t, w.v.Get("/portfolio/disagreements.json"+query), "projects")
	page := w.v.Get("/portfolio/disagreements" + query).Is(http.StatusOK)
	rows := page.Doc.Find("main tbody tr")
	if len(data) != len(want) || rows.Length() != len(want) {
		w.t.Errorf("/portfolio/disagreements%s has %d in the data and %d on the page, %d disagree: %v", query, len(data), rows.Length(), len(want), want)
		return
	}
	if len(want) == 0 {
		return
	}
	table := w.table("/portfolio/disagreements", query)
	paper := w.printed("/portfolio/disagreements", query, "pdf")[0]
	for i, row := range data {
		code := row["project"].(string)
		apart, age := strconv.Itoa(want[code]), whole(row["age_days"])
		name := row["name"].(map[string]any)["en"].(string)
		cells := rows.Eq(i).Find("td.num")
		if got := []string{whole(row["steps_apart"]), table[i]["steps_apart"], visit.Plain(cells.First().Text()), paper.figures(name, 1)[0]}; slices.ContainsFunc(got, func(s string) bool { return s != apart }) {
			w.t.Errorf("/portfolio/disagreements%s: %s is %v steps apart in JSON, CSV, page, PDF, want %s", query, code, got, apart)
		}
		if got := append([]string{table[i]["age_days"]}, paper.figures(name, 2)[1:]...); slices.ContainsFunc(got, func(s string) bool { return s != age }) || table[i]["project"] != code {
			w.t.Errorf("/portfolio/disagreements%s: %s lasts %v days in CSV and PDF, %s in JSON", query, code, got, age)
		}
	}
}

// ratingsOf is the page of a project's ratings: what each party says, and as many
// lines of history as were known.
func (w *walk) ratingsOf(p portfolio.Project, want map[string]string) {
	w.t.Helper()
	address, query := "/projects/"+p.Code+"/ratings", w.day()
	data := visit.JSON[struct {
		Now struct {
			Computed      *string
			Owner, Centre *struct{ Confidence string }
		}
		History []struct{ Party, Confidence string }
	}](w.v.Get(address + ".json" + query))
	got := map[string]string{"computed": "", "owner": "", "centre": ""}
	if data.Now.Computed != nil {
		got["computed"] = *data.Now.Computed
	}
	if data.Now.Owner != nil {
		got["owner"] = data.Now.Owner.Confidence
	}
	if data.Now.Centre != nil {
		got["centre"] = data.Now.Centre.Confidence
	}
	for party, said := range want {
		if got[party] != said {
			w.t.Errorf("%s%s: the %s says %q, want %q", address, query, party, got[party], said)
		}
	}
	rows := w.v.Get(address + query).Is(http.StatusOK).Doc.Find("main table tbody tr").Length()
	if rows != len(data.History) {
		w.t.Errorf("%s%s: %d lines of history on the page, %d in the data", address, query, rows, len(data.History))
	}
	if rows > 0 {
		if table := w.table(address, query); len(table) != rows || table[0]["confidence"] != data.History[0].Confidence {
			w.t.Errorf("%s.csv%s has %d rows, the page %d", address, query, len(table), rows)
		}
	}
}

// escalations hold the list of what was escalated against its ledger.
func (w *walk) escalations() {
	w.t.Helper()
	book, err := w.site.Store.Read(access.System(), w.site.Store.Instant()).Ratings(context.Background())
	w.must(err)
	end := testkit.Day(w.on).EndOfDay()
	want := map[int64]portfolio.Escalation{}
	for _, e := range book.Escalations() {
		if e.RecordedAt.Before(end) {
			want[e.ID] = e
		}
	}
	query := w.day()
	data := objects(w.t, w.v.Get("/portfolio/escalations.json"+query), "escalations")
	rows := w.v.Get("/portfolio/escalations" + query).Is(http.StatusOK).Doc.Find("main tbody tr")
	if len(data) != len(want) || rows.Length() != len(want) {
		w.t.Errorf("/portfolio/escalations%s has %d in the data and %d on the page, the ledger %d", query, len(data), rows.Length(), len(want))
	}
	if len(want) == 0 {
		return
	}
	table := w.table("/portfolio/escalations", query)
	paper := w.printed("/portfolio/escalations", query, "pdf")[0]
	for i, row := range data {
		e := want[int64(row["id"].(float64))]
		months := strconv.Itoa(monthsOf(e, w.on))
		name := row["name"].(map[string]any)["en"].(string)
		if got := []string{whole(row["months"]), table[i]["months"], paper.figures(name, 1)[0]}; slices.ContainsFunc(got, func(s string) bool { return s != months }) {
			w.t.Errorf("/portfolio/escalations%s: %s is critical %v months running in JSON, CSV, PDF, want %s", query, name, got, months)
		}
	}
}

// monthsOf is at how many month-ends before a day a project was red that has been
// so since the first of an escalation, until a step says that it is no more.
func monthsOf(e portfolio.Escalation, on string) int {
	until := testkit.Day(on)
	for _, s := range e.Steps {
		if s.Event == portfolio.EscalationEnded && s.RecordedAt.Before(until.EndOfDay()) {
			until = s.HappenedOn
		}
	}
	n := 0
	for day := e.FirstOn; day.Before(until); day = day.AddDays(1).AddMonths(1).AddDays(-1) {
		n++
	}
	return n
}

// changes hold what changed since a day against the lines of both days and the
// ledgers, by kind: on the page, in its data and as rows.
func (w *walk) changes() {
	w.t.Helper()
	if w.against == "" {
		return
	}
	from, to := testkit.Day(w.against).EndOfDay(), testkit.Day(w.on).EndOfDay()
	within := func(at time.Time) bool { return !at.Before(from) && at.Before(to) }
	want := map[string]int{}
	other := *w
	for _, year := range []int{2017, 2018} {
		other.year = year
		was := map[int64]leaf{}
		for _, l := range other.linesOf(w.against) {
			was[l.ID] = l
		}
		for _, l := range other.linesOf(w.on) {
			before, known := was[l.ID]
			if !known {
				continue
			}
			if slices.Contains([]string{"overdue", "at_risk", "done"}, l.Status) && before.Status != l.Status {
				want[l.Status]++
			}
			if l.Status != "withdrawn" && l.Status != "done" {
				switch now, then := l.finish(), before.finish(); {
				case now > then:
					want["slipped"]++
				case now < then:
					want["earlier"]++
				}
			}
		}
	}
	book, err := w.site.Store.Read(access.System(), w.site.Store.Instant()).Ratings(context.Background())
	w.must(err)
	for _, p := range w.projects {
		for _, r := range book.Ratings(p.ID) {
			if within(r.RecordedAt) {
				want["rating"]++
			}
		}
	}
	for _, e := range book.Escalations() {
		if within(e.RecordedAt) {
			want["escalated"]++
		}
		for _, s := range e.Steps {
			if within(s.RecordedAt) && (s.Event == portfolio.EscalationHeld || e.Level == portfolio.MinistryLevel) {
				want["escalated"]++
			}
		}
	}
	query := w.query()
	p := w.v.Get("/changes.json" + query)
	counts := visit.JSON[struct{ Counts map[string]int }](p).Counts
	byKind := map[string]int{}
	for _, row := range w.table("/changes", query) {
		byKind[row["kind"]]++
	}
	for kind, n := range want {
		if counts[kind] != n {
			w.t.Errorf("/changes%s: %d are %s, the lines and ledgers say %d", query, counts[kind], kind, n)
		}
	}
	page := w.v.Get("/changes" + query).Is(http.StatusOK)
	all := 0
	for _, kind := range portfolio.NewsKinds {
		n := counts[string(kind)]
		all += n
		if byKind[string(kind)] != n {
			w.t.Errorf("/changes.csv%s has %d rows of %s, the data %d", query, byKind[string(kind)], kind, n)
		}
		if n == 0 {
			continue
		}
		only := w.v.Get("/changes.json" + query + "&kind=" + string(kind))
		if got := len(objects(w.t, only, "changes")); got != n {
			w.t.Errorf("/changes.json%s has %d of %s when it is asked for, %d among all", query, got, kind, n)
		}
	}
	if got := len(objects(w.t, p, "changes")); got != all {
		w.t.Errorf("/changes.json%s has %d changes, counts %d", query, got, all)
	}
	for _, count := range page.Doc.Find("main .card .tab-count").EachIter() {
		n, _ := strconv.Atoi(visit.Plain(count.Text()))
		if kind := visit.Plain(count.Closest(".card").Find("h2").First().Text()); n != counts[kindOf(kind)] {
			w.t.Errorf("/changes%s: the page counts %d of %q, the data %d", query, n, kind, counts[kindOf(kind)])
		}
	}
}

// kindOf is the kind of news that has the words.
func kindOf(words string) string {
	for _, k := range portfolio.NewsKinds {
		if visit.Say("news.kind_"+string(k)) == words {
			return string(k)
		}
	}
	return words
}
