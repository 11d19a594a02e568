package finance_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

// An entry and its paper tell of a project: they are shown to those who may know
// of it.
func TestEntriesOfADraftAreForThoseWhoDraft(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	ctx, manager := t.Context(), k.Actor("manager.astana")
	project, err := k.App.AddProject(ctx, manager, portfolio.Project{Code: "secret", ProgrammeID: k.Programmes["astana"], Profile: portfolio.ProjectProfile{
		Name: i18n.Same("Proposed project"), Direction: "safety", Model: portfolio.Public, Goals: portfolio.Codes{"life"}, Grade: "P",
	}})
	if err != nil {
		t.Fatal(err)
	}
	k.Projects["secret"] = project
	file, err := k.App.KeepFile("decision.txt", strings.NewReader("Decided."))
	if err != nil {
		t.Fatal(err)
	}
	enter := func(code, number string) (entry, paper string) {
		line := k.open(code, portfolio.Public, funding.RegionBudget, funding.Investment)
		id, err := k.App.EnterMoney(ctx, manager, app.Money{
			LineID: line, Kind: funding.Allocate, Year: 2018, Amount: money.Million, HappenedOn: testkit.Day("2018-03-01"), Why: "Agreed",
			Document: funding.Document{Kind: funding.DocBudget, Number: number, Dated: testkit.Day("2018-03-01"), Title: "Decision"},
			File:     &file,
		})
		if err != nil {
			t.Fatal(err)
		}
		return href.FundingEntry(id), href.FundingDocument(entered(t, k.Site, line)[0].DocumentID)
	}
	secret, secretPaper := enter("secret", "S-1")
	open, openPaper := enter("ikomek", "O-1")
	for who, status := range map[string]int{"manager.astana": http.StatusOK, "official": http.StatusOK, "manager.ontustik": http.StatusNotFound, "expert": http.StatusNotFound} {
		v := k.As(who)
		v.Get(secret).Is(status)
		v.Get(secretPaper).Is(status)
		v.Get(open).Is(http.StatusOK)
		v.Get(openPaper).Is(http.StatusOK)
	}
}

// What another page asks of the checks is their number alone.
func TestTheNumberOfChecksIsAskedForAlone(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	line := k.open("sergek", portfolio.Public, funding.RegionBudget, funding.Investment)
	for range 25 {
		k.enter(line, funding.Plan, 2017, money.Million)
	}
	v := k.As("official")
	whole := v.Get(href.FundingChecks()).Is(http.StatusOK).Says(visit.Say("check.more_entries", "N", 5))
	r := httptest.NewRequest(http.MethodGet, href.FundingChecks(), nil)
	r.Header.Set("HX-Request", "true")
	r.Header.Set("HX-Target", "div#open-checks")
	part := v.Send(r).Is(http.StatusOK)
	if part.Has("#checks") || visit.Plain(part.Doc.Find("#open-checks").Text()) != visit.Plain(whole.Doc.Find("#open-checks").Text()) {
		t.Errorf("the number is %q", part.Doc.Text())
	}
	if part.Queries >= whole.Queries {
		t.Errorf("the number takes %d questions, the page %d", part.Queries, whole.Queries)
	}
}

func TestAnEntryKeepsItsContractAndYearFromKindToKind(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	line := k.open("sergek", portfolio.Public, funding.RegionBudget, funding.Investment)
	id, err := k.App.DraftContract(t.Context(), k.Actor("manager.astana"), app.Agreement{
		ProjectID: k.Projects["sergek"], FormKey: "k", Supplier: funding.Party{BIN: "180140000018", Name: "TOO Light (made up)"},
		Terms: funding.Terms{
			Kind: funding.Procurement, Number: "17", StartOn: testkit.Day("2018-02-01"), EndOn: testkit.Day("2018-12-20"), CustomerID: k.Bodies["akimat-astana"],
			Amount: money.Million,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	contract := strconv.FormatInt(id, 10)
	p := k.As("manager.astana").Get(href.With(href.NewEntry(line, "commit"), "contract", contract, "year", "2019")).Is(http.StatusOK)
	if got := p.Doc.Find(`select[name="contract"] option[selected]`).AttrOr("value", ""); got != contract {
		t.Errorf("the contract chosen is %q", got)
	}
	if want := href.With(href.NewEntry(line, "pay"), "contract", contract, "year", "2019"); !p.Has(`a[href="` + want + `"]`) {
		t.Errorf("no tab leads to %s", want)
	}
}
