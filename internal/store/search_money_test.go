package store_test

import (
	"testing"

	"qadam/internal/app"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/search"
	"qadam/internal/testkit"
)

// led is where a document that a person finds leads.
func led(t *testing.T, w *testkit.World, who, at, text string) string {
	t.Helper()
	r := w.Store.Read(w.Actor(who), w.Store.Instant())
	if at != "" {
		r = w.Store.Read(w.Actor(who), testkit.Day(at).EndOfDay())
	}
	f, err := r.Search(t.Context(), search.Ask{Text: text, Kind: search.Document, Limit: 20})
	must(t, err)
	all := ""
	for _, h := range f.Hits {
		all += " " + h.Paper + ":" + string(h.About) + ":" + h.Key
	}
	return all
}

// paid enters money of a project by a paper.
func paid(t *testing.T, w *testkit.World, line int64, paper funding.Document) {
	t.Helper()
	_, err := w.App.EnterMoney(t.Context(), w.Actor("manager.astana"), app.Money{
		LineID: line, Kind: funding.Allocate, Year: 2018, Amount: 1000 * money.Tenge, HappenedOn: testkit.Day("2018-03-01"), Document: paper,
	})
	must(t, err)
}

func opened(t *testing.T, w *testkit.World, project int64) int64 {
	t.Helper()
	id, err := w.App.OpenLine(t.Context(), w.Actor("manager.astana"), funding.Line{
		ProjectID: project, Model: portfolio.Public, Source: funding.CityBudget, Kind: funding.Investment, BudgetCode: "04.1.261.099",
	})
	must(t, err)
	return id
}

// A paper that a draft named first leads nobody to the draft who may not know of
// it, and a paper that is also a contract is found beside it by those who may not
// know of the contract, and before there was one.
func TestAPaperLeadsToWhatOneMayKnow(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-03-05 10:00")
		project, err := w.App.AddProject(t.Context(), w.Actor("manager.astana"), portfolio.Project{Code: "hidden", ProgrammeID: w.Programmes["astana"], Profile: portfolio.ProjectProfile{
			Name: named("Hidden"), Direction: "safety", Model: portfolio.Public, Goals: portfolio.Codes{"life"}, Grade: "P",
		}})
		must(t, err)
		known := opened(t, w, w.Projects["ikomek"])
		order := funding.Document{Kind: funding.DocOther, Number: "77-ZZ", Dated: testkit.Day("2018-03-01"), Title: "Quittance"}
		paid(t, w, opened(t, w, project), order)
		if got := led(t, w, "expert", "", "quittance"); got != "" {
			t.Errorf("the expert is led to%s", got)
		}
		paid(t, w, known, order)
		agreement := funding.Document{Kind: funding.DocContract, Number: "12-қ/7", Dated: testkit.Day("2018-03-01"), Title: "Agreement"}
		paid(t, w, known, agreement)
		const here, there, paper = " paper/other:funding:ikomek", " paper/other:funding:hidden", " paper/contract:funding:ikomek"
		if got := led(t, w, "expert", "", "quittance"); got != here {
			t.Errorf("the expert is led to%s", got)
		}
		if got := led(t, w, "manager.astana", "", "quittance"); got != here && got != there {
			t.Errorf("the manager is led to%s", got)
		}

		w.Clock.Set("2018-03-06 10:00")
		_, _, contract := sealed(t, w)
		for who, want := range map[string]string{"expert": paper, "manager.ontustik": paper} {
			if got := led(t, w, who, "", "12-қ/7"); got != want {
				t.Errorf("%s finds%s, want%s", who, got, want)
			}
		}
		w.Clock.Set("2018-03-07 10:00")
		must(t, w.App.StepContract(t.Context(), w.Actor("manager.astana"), app.ContractMove{ContractID: contract, From: funding.ContractDraft, State: funding.ContractSigned, On: testkit.Day("2018-03-05")}))
		for _, who := range []string{"expert", "manager.astana", "official"} {
			if got := led(t, w, who, "", "agreement"); got != "" {
				t.Errorf("%s finds the paper beside the contract:%s", who, got)
			}
			if got := led(t, w, who, "2018-03-05", "agreement"); got != paper {
				t.Errorf("%s, before there was a contract: %s", who, got)
			}
		}
		faults, err := w.Store.Check(t.Context())
		if err != nil || len(faults) > 0 {
			t.Errorf("%q, %v", faults, err)
		}
	})
}
