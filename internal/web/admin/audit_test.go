package admin_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

// life is a world in which something has happened.
func life(t *testing.T) *visit.Site {
	t.Helper()
	s := visit.Serve(t)
	s.Report("astana 1.1", 40, "2018-03-28")
	s.Clock.Set("2018-03-12 09:30")
	s.Report("astana 1.1", 60, "2018-04-05")
	s.Clock.Set("2018-03-29 16:00")
	s.SayDone("astana 1.1", "2018-03-29")
	s.Accept("astana 1.1", "2018-03-29")
	s.Report("ontustik 1.1", 10, "2018-06-29")
	return s
}

func TestTheLogSaysWhatHappened(t *testing.T) {
	s := life(t)
	p := s.As("auditor").Get("/audit").Is(http.StatusOK).Says(
		say("audit.did_milestone_accepted", "What", "1.1 Line 1.1"),
		say("audit.did_milestone_progress", "What", "1.1 Line 1.1"),
		"Progress: 40% → 60% · Forecast: 28 Mar 2018 → 5 Apr 2018",
		"The manager.astana", "manager.astana", "29 Mar 2018", "Smart Astana",
	)
	first := p.TextOf("tbody tr:first-child .event-sentence")
	if want := "The auditor signed in"; first != want {
		t.Errorf("the newest is %q, want %q", first, want)
	}
	if !p.Has(fmt.Sprintf(`.event a[href="/milestones/%d"]`, s.Milestones["astana 1.1"])) {
		t.Error("no link to the milestone")
	}
	if p.Has(`tbody a[href^="/admin/"]`) {
		t.Error("the auditor is led to pages of the administrator")
	}
	if again := p.Visitor.Get("/audit"); again.Queries > 14 { // what does not change is remembered
		t.Errorf("the log costs %d queries", again.Queries)
	}

	p = s.As("admin").Get("/audit").Is(http.StatusOK).Says("The manager.astana")
	if p.Has(`.event a[href^="/milestones/"]`) {
		t.Error("the administrator is led to milestones")
	}
	if !p.Has(fmt.Sprintf(`tbody a[href="/admin/people/%d"]`, s.People["manager.astana"])) {
		t.Error("no link to the person")
	}
}

func TestTheCardShowsTheHeadAndTheLastSignedDay(t *testing.T) {
	s := life(t)
	p := s.As("auditor").Get("/audit")
	type log struct {
		Head    string
		Entries []struct {
			Seq  int64
			Hash string
		}
	}
	data := visit.JSON[log](p.Visitor.Get("/audit.json"))
	if data.Head != data.Entries[0].Hash || !strings.Contains(p.TextOf(".card code.hash"), data.Head) {
		t.Errorf("the head %s is not on the card: %s", data.Head, p.TextOf(".card code.hash"))
	}
	p.Says(say("audit.checkpoint"), "12 Mar 2018")
}

func TestTheLogIsFiltered(t *testing.T) {
	s := life(t)
	v := s.As("auditor")
	for _, tt := range []struct{ query, says, not string }{
		{"programme=ontustik", "Smart Ontustik", "Evidence was accepted"},
		{"programme=reference", say("audit.everywhere"), "Evidence was accepted"},
		{"action=milestone.accepted", "Evidence was accepted", "Progress was reported"},
		{"action=roadmap.line_added", "A line was added", "Progress was reported"},
		{fmt.Sprintf("person=%d", s.People["expert"]), "Evidence was accepted", "Progress was reported"},
		{"from=13.03.2018", "Evidence was accepted", "40%"},
		{"to=05.03.2018&action=milestone.progress", "40%", "60%"},
		{"from=12.03.2018&to=2018-03-12", "40% → 60%", "Evidence was accepted"},
		{fmt.Sprintf("entity=milestone&id=%d", s.Milestones["ontustik 1.1"]), "Smart Ontustik", "Smart Astana"},
	} {
		p := v.Get("/audit?" + tt.query).Is(http.StatusOK)
		if body := p.TextOf("tbody"); !strings.Contains(body, tt.says) || strings.Contains(body, tt.not) {
			t.Errorf("%s: %s", tt.query, body)
		}
		if !p.Has(".chips a") {
			t.Errorf("%s: no chip says that the filter is on", tt.query)
		}
	}
	v.Get("/audit?programme=nowhere&action=no.action&person=x&before=x").Is(http.StatusOK)
	v.Get("/audit?to=01.01.2017").Is(http.StatusOK).Says(say("audit.nothing"))
	p := v.Get("/audit?from=31.02.2018").Is(http.StatusUnprocessableEntity)
	if p.Fault("from") != say("fault.date_does_not_exist") || p.Value("from") != "31.02.2018" {
		t.Errorf("%q, %q", p.Fault("from"), p.Value("from"))
	}
	v.Get("/audit.json?from=31.02.2018").Is(http.StatusUnprocessableEntity)
	if got := v.Get("/audit?from=02.03.2018&to=01.03.2018").Is(http.StatusUnprocessableEntity).Fault("to"); got != say("fault.ends_before_start") {
		t.Errorf("%q", got)
	}
}

// A line that stands in a draft only is called by its number and title, for the
// auditor and for the administrator, who may see no roadmap.
func TestTheLogNamesLinesOfDrafts(t *testing.T) {
	s := life(t)
	ctx, manager := t.Context(), s.Actor("manager.astana")
	version, err := s.App.DraftVersion(ctx, manager, s.Programmes["astana"], 2018, "other", "More")
	if err != nil {
		t.Fatal(err)
	}
	id, err := s.App.AddLine(ctx, manager, portfolio.Plan{
		VersionID: version, ProjectID: s.Projects["ikomek"], Title: i18n.Same("Coming line"), Form: portfolio.FormAct, LeadID: s.Bodies["akimat-astana"],
		Start: testkit.Day("2018-08-01"), Due: testkit.Due("2018-11"), Weight: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.App.ChangeLine(ctx, manager, version, id, func(p *portfolio.Plan) { p.Weight = 2 }); err != nil {
		t.Fatal(err)
	}
	for _, who := range []string{"auditor", "admin"} {
		p := s.As(who).Get("/audit?action=roadmap.line_changed").Is(http.StatusOK)
		if got := p.TextOf("tbody"); !strings.Contains(got, ": 2.3 Coming line") {
			t.Errorf("%s reads %s", who, got)
		}
		if p.Has(fmt.Sprintf(`tbody a[href^="/milestones/%d"]`, id)) {
			t.Errorf("%s is led to the page of a milestone that has none", who)
		}
	}
}

func TestTheLogIsLeafedThrough(t *testing.T) {
	s := life(t)
	v := s.As("auditor")
	seen, page := map[string]bool{}, v.Get("/audit?programme=astana")
	for range 20 {
		page.Is(http.StatusOK).Doc.Find("tbody a[href^='/audit/']").Each(func(_ int, a *selection) {
			if seen[a.Text()] {
				t.Errorf("%s is shown twice", a.Text())
			}
			seen[a.Text()] = true
		})
		older := page.Doc.Find(".pager a").Last()
		if visit.Plain(older.Text()) != say("audit.older") {
			break
		}
		page = v.Get(older.AttrOr("href", ""))
	}
	type log struct{ Entries []struct{ Seq int64 } }
	if all := visit.JSON[log](v.Get("/audit.json?programme=astana")); len(all.Entries) != len(seen) {
		t.Errorf("the pages show %d entries, the data %d", len(seen), len(all.Entries))
	}
	rows, err := csv.NewReader(strings.NewReader(v.Get("/audit.csv?programme=astana").Is(http.StatusOK).Body)).ReadAll()
	if err != nil || len(rows) != len(seen)+1 {
		t.Errorf("the table has %d rows: %v", len(rows), err)
	}
}

func TestAnEntryIsShownWhole(t *testing.T) {
	s := life(t)
	v := s.As("auditor")
	type log struct {
		Entries []struct {
			Seq  int64
			Hash string
		}
	}
	e := visit.JSON[log](v.Get("/audit.json?action=milestone.accepted")).Entries[0]
	p := v.Get(fmt.Sprintf("/audit/%d", e.Seq)).Is(http.StatusOK).Says("Evidence was accepted", e.Hash, "29 Mar 2018", say("audit.previous_hash"), `"done_on":"2018-03-29"`)
	if !p.Has(fmt.Sprintf(`a[href="/audit/%d"]`, e.Seq-1)) || !p.Has(fmt.Sprintf(`a[href="/audit/%d"]`, e.Seq+1)) {
		t.Error("no way to the neighbours")
	}
	v.Get(fmt.Sprintf("/audit/%d.json", e.Seq)).Is(http.StatusOK)
	v.Get("/audit/1").Is(http.StatusOK).Says(say("audit.first"))
	v.Get("/audit/999999").Is(http.StatusNotFound)
	v.Get("/audit/x").Is(http.StatusNotFound)
	s.As("official").Get(fmt.Sprintf("/audit/%d", e.Seq)).Is(http.StatusNotFound)
	s.As("official").Get("/audit.json").Is(http.StatusNotFound)
}
