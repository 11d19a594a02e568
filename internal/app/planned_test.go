package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// book is the ledger as everybody sees it now, or at the end of a day.
func book(t *testing.T, w *testkit.World, asOf string) *funding.Book {
	t.Helper()
	at := w.Store.Instant()
	if asOf != "" {
		at = testkit.Day(asOf).EndOfDay()
	}
	b, err := w.Store.Read(w.Actor("official"), at).Funding(t.Context())
	must(t, err)
	return b
}

// entriesOf are the entries of a project, the oldest first.
func entriesOf(t *testing.T, w *testkit.World, project string) []funding.Entry {
	t.Helper()
	all, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Entries(t.Context(), store.EntryFilter{ProjectID: w.Projects[project]})
	must(t, err)
	slices.Reverse(all)
	return all
}

func TestAVersionThatComesIntoForcePlansItsCosts(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		b := book(t, w, "")
		for programme, want := range map[string]string{"astana": "local_budget_city", "ontustik": "local_budget_region"} {
			p, _, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).PictureOf(t.Context(), programme)
			must(t, err)
			planned := p.Board(2018).Total.Planned
			if got := b.Investment(funding.Scope{ProgrammeID: w.Programmes[programme], Year: 2018}); got != (funding.Sums{Planned: planned}) || planned == 0 {
				t.Errorf("%s: %+v, want %d planned", programme, got, planned)
			}
			for _, l := range b.Within(funding.Scope{ProgrammeID: w.Programmes[programme]}) {
				if string(l.Source) != want || l.Model != portfolio.Public || l.Kind != funding.Investment {
					t.Errorf("%s: line %+v", programme, l)
				}
			}
		}
		first := entriesOf(t, w, "sergek")
		if len(first) != 1 || first[0].Amount != 600_000*money.Tenge || first[0].VersionID != w.Versions["astana"] || first[0].Kind != funding.Plan || first[0].Year != 2018 {
			t.Fatalf("entries of sergek: %+v", first)
		}
		d, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Document(t.Context(), first[0].DocumentID)
		must(t, err)
		if d.Kind != funding.DocAct || d.Number == "" || d.Dated != first[0].HappenedOn {
			t.Errorf("by the document %+v on %s", d, first[0].HappenedOn)
		}
		if got := book(t, w, "2018-01-31").Sums(funding.Scope{}); !got.IsZero() {
			t.Errorf("before it came into force: %+v", got)
		}
	})
}

func TestAChangeOfARoadmapPlansTheDifference(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		w.Clock.Set("2018-04-10 10:00")
		drafted(w)
		draft := w.Versions["draft"]
		cost := func(year int, s portfolio.Source, tenge money.Amount, code string) portfolio.Cost {
			return portfolio.Cost{Year: year, Source: s, Amount: tenge * money.Tenge, BudgetCode: code}
		}
		// 1.1 had 100 000, 1.2 200 000 and 1.3 300 000 from the local budget; 2.1 had 400 000 and 2.2 500 000.
		must(t, w.App.ChangeLine(ctx, manager, draft, w.Milestones["astana 1.2"], func(p *portfolio.Plan) {
			p.Costs = portfolio.Costs{cost(2018, portfolio.FromPPP, 700_000, ""), cost(2019, portfolio.FromPPP, 50_000, "")}
		}))
		must(t, w.App.ChangeLine(ctx, manager, draft, w.Milestones["astana 1.3"], func(p *portfolio.Plan) {
			p.Costs = portfolio.Costs{cost(2018, portfolio.LocalBudget, 310_000, "04.1.261.015"), cost(2018, portfolio.FromService, 1, "")}
		}))
		must(t, w.App.RemoveLine(ctx, manager, draft, w.Milestones["astana 2.2"]))
		w.Clock.Set("2018-04-12 10:00")
		must(t, w.App.SubmitRoadmap(ctx, w.Actor("head.astana"), draft))
		w.Clock.Set("2018-04-16 10:00")
		w.Enforce(draft, app.Act{Number: "99", Date: testkit.Day("2018-04-16"), Signatory: i18n.Same("Akim")})

		b := book(t, w, "")
		got := map[string]money.Amount{}
		for l, c := range b.Each(funding.Scope{ProgrammeID: w.Programmes["astana"]}) {
			got[fmt.Sprint(l.Model, " ", l.Source, " ", l.BudgetCode, " ", c.Year)] += c.Planned / money.Tenge
		}
		want := map[string]money.Amount{
			"public local_budget_city  2018":             500_000, // 1.1 and 2.1
			"public local_budget_city 04.1.261.015 2018": 310_000,
			"ppp private_own  2018":                      700_000,
			"ppp private_own  2019":                      50_000,
			"service local_budget_city  2018":            1,
		}
		for key, sum := range want {
			if got[key] != sum {
				t.Errorf("%s: %d planned, want %d", key, got[key], sum)
			}
		}
		if len(got) != len(want) {
			t.Errorf("planned %v, want %v", got, want)
		}
		p, _, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).PictureOf(ctx, "astana")
		must(t, err)
		if sum := b.Investment(funding.Scope{ProgrammeID: w.Programmes["astana"]}).Planned; sum != p.Board(2018).Total.Planned {
			t.Errorf("the ledger plans %d, the version costs %d", sum, p.Board(2018).Total.Planned)
		}
		if before := book(t, w, "2018-04-15").Investment(funding.Scope{ProgrammeID: w.Programmes["astana"]}); before.Planned != 1_500_000*money.Tenge {
			t.Errorf("the day before %d were planned", before.Planned)
		}
		log, err := w.Store.Read(w.Actor("auditor"), w.Store.Instant()).AuditEntries(ctx, store.AuditFilter{Action: "funding_entry.planned", Limit: 9})
		must(t, err)
		if len(log) != 3 || log[0].Entity != "funding_entry" || !strings.Contains(log[0].After, `"document_number":"99"`) || !strings.Contains(log[0].After, `"tiyn":6000100`) {
			t.Errorf("in the log: %+v", log)
		}
		for _, e := range entriesOf(t, w, "ikomek") {
			if e.Year != 2018 || e.VersionID == 0 || e.Kind != funding.Plan {
				t.Errorf("entry %+v", e)
			}
		}
		// Nothing is left to be planned.
		must(t, w.App.PostPlans(ctx))
		if after := book(t, w, ""); after.Count != b.Count {
			t.Errorf("%d entries, and %d when asked again", b.Count, after.Count)
		}
	})
}

// The owner and the budget of Ontustik change on 19 June 2018; what a roadmap of
// the year plans stays where it was planned.
func TestAPlanKeepsItsBudgetThroughTheYear(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.ontustik")
		w.Clock.Set("2018-07-10 10:00")
		draft, err := w.App.DraftVersion(ctx, manager, w.Programmes["ontustik"], 2018, "other", "Later")
		must(t, err)
		must(t, w.App.ChangeLine(ctx, manager, draft, w.Milestones["ontustik 1.2"], func(p *portfolio.Plan) { p.Costs[0].Amount++ }))
		must(t, w.App.SubmitRoadmap(ctx, w.Actor("head.ontustik"), draft))
		w.Clock.Set("2018-07-16 10:00")
		w.Enforce(draft, app.Act{Number: "9", Date: testkit.Day("2018-07-16"), Signatory: i18n.Same("Akim")})
		lines := book(t, w, "").Within(funding.Scope{ProgrammeID: w.Programmes["ontustik"]})
		if len(lines) != 1 || lines[0].Source != funding.RegionBudget {
			t.Errorf("lines %+v", lines)
		}
		if all := entriesOf(t, w, "lighting"); len(all) != 2 || all[1].Amount != 1 {
			t.Errorf("entries %+v", all)
		}
	})
}
