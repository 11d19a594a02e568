package finance_test

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

// keeper is the manager of Astana, who enters what a test needs.
type keeper struct {
	*visit.Site
	papers int
}

func (k *keeper) open(project string, m portfolio.Model, s funding.Source, kind funding.LineKind) int64 {
	k.T.Helper()
	id, err := k.App.OpenLine(context.Background(), k.Actor("manager.astana"), funding.Line{ProjectID: k.Projects[project], Model: m, Source: s, Kind: kind})
	if err != nil {
		k.T.Fatal(err)
	}
	return id
}

func (k *keeper) enter(line int64, kind funding.EntryKind, year int, a money.Amount) int64 {
	k.T.Helper()
	k.papers++
	id, err := k.App.EnterMoney(context.Background(), k.Actor("manager.astana"), app.Money{
		LineID: line, Kind: kind, Year: year, Amount: a, HappenedOn: testkit.Day("2018-03-01"), Why: "Agreed with the finance department",
		Document: funding.Document{Kind: funding.DocBudget, Number: "B-" + strconv.Itoa(k.papers), Dated: testkit.Day("2018-03-01"), Title: "Decision"},
	})
	if err != nil {
		k.T.Fatal(err)
	}
	return id
}

// pages are the pages of totals about Sergek of Astana and its line.
func pages(line int64) []string {
	return []string{"/funding", "/funding/gaps", "/programmes/astana/funding", "/projects/sergek/funding", "/funding/lines/" + strconv.FormatInt(line, 10)}
}

func TestMoneyIsReadByWhoSeesWhatIsInForceAndEnteredByItsKeepers(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	line := k.open("sergek", portfolio.Public, funding.TargetedTransfer, funding.Investment)
	k.enter(line, funding.Allocate, 2018, 400*money.Million)
	project, ledger := "/projects/sergek/funding", "/funding/lines/"+strconv.FormatInt(line, 10)
	for _, who := range testkit.Everyone {
		v, status := k.As(who), http.StatusOK
		if who == "admin" || who == "nobody" {
			status = http.StatusNotFound
		}
		for _, address := range pages(line) {
			v.Get(address).Is(status)
		}
		keeps := who == "manager.astana" || who == "head.astana"
		if got := v.Get(project).Has(`a[href$="/funding/lines/new"]`); got != keeps {
			t.Errorf("%s is offered a new line: %v", who, got)
		}
		if got := v.Get(ledger).Has(`a[href^="` + ledger + `/entries/new"]`); got != keeps {
			t.Errorf("%s is offered to enter money: %v", who, got)
		}
		if got := v.Get("/programmes/astana/funding").Has(`a[href$="/funding/paste"]`); got != keeps {
			t.Errorf("%s is offered to paste: %v", who, got)
		}
	}
	k.Stranger().Get("/funding").Is(http.StatusSeeOther)
	v := k.As("official")
	for _, address := range []string{"/funding/lines/9999", "/projects/nothing/funding", "/programmes/narnia/funding", "/funding?year=never", "/funding?model=gift", "/funding?source=heaven", ledger + "?before=x", "/funding/gaps?programme=narnia"} {
		v.Get(address).Is(http.StatusNotFound)
	}
}

func TestMoneyIsShownAsItWasKnown(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	line := k.open("sergek", portfolio.Public, funding.TargetedTransfer, funding.Investment)
	k.enter(line, funding.Allocate, 2018, 400*money.Million)
	k.Clock.Set("2018-03-08 12:00")
	k.enter(line, funding.Allocate, 2018, -50*money.Million)
	v, ledger := k.As("manager.astana"), "/funding/lines/"+strconv.FormatInt(line, 10)
	for _, address := range []string{"/funding", "/programmes/astana/funding", "/projects/sergek/funding", ledger + "?year=2018"} {
		if got := allocated(v.Get(address)); got != "350.0" {
			t.Errorf("%s: %s allocated today", address, got)
		}
		past := v.Get(join(address, "as_of=2018-03-07"))
		if got := allocated(past); got != "400.0" {
			t.Errorf("%s: %s allocated as of the day before", address, got)
		}
		if past.Has(`a[href*="/new"], a[href$="/paste"]`) {
			t.Errorf("%s offers to enter something in the past", address)
		}
		v.Get(join(address, "against=2018-03-07")).Is(http.StatusOK).Says("−50.0 since 7 Mar 2018")
		if links := past.Doc.Find(`main a[href^="/funding"], main a[href^="/projects"]`).Not(".past a"); links.Length() > 0 {
			for _, one := range links.Nodes {
				for _, a := range one.Attr {
					if a.Key == "href" && !strings.Contains(a.Val, "as_of=2018-03-07") {
						t.Errorf("%s: %s leads out of the past", address, a.Val)
					}
				}
			}
		}
	}
}

// allocated is the second figure of a page.
func allocated(p *visit.Page) string {
	return strings.TrimSpace(p.Is(http.StatusOK).Doc.Find(".money-figures .figure-value b").Eq(1).Text())
}

func join(address, query string) string {
	if strings.Contains(address, "?") {
		return address + "&" + query
	}
	return address + "?" + query
}

func TestMoneyIsShownInTheUnitAskedFor(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	line := k.open("sergek", portfolio.Public, funding.TargetedTransfer, funding.Investment)
	k.enter(line, funding.Allocate, 2018, 1_234_567_850*money.Tenge+89)
	v := k.As("official")
	for unit, want := range map[string]string{"": "1,234.6", "million": "1,234.6", "thousand": "1,234,567.9", "tenge": "1,234,567,850.89", "pounds": "1,234.6"} {
		p := v.Get("/projects/sergek/funding?unit=" + unit)
		if got := allocated(p); got != want {
			t.Errorf("in %q: %s, want %s", unit, got, want)
		}
		if got, _ := p.Doc.Find(".money-figures .figure-value").Eq(1).Attr("title"); got != "₸1,234,567,850.89" {
			t.Errorf("in %q the exact sum is %s", unit, got)
		}
	}
	if !v.Get("/projects/sergek/funding?unit=tenge").Has(`#lines a[href*="unit=tenge"]`) {
		t.Error("the unit is lost on the way to the line")
	}
}

func TestObligationsStandBesideTheInvestment(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	invested := k.open("sergek", portfolio.Public, funding.TargetedTransfer, funding.Investment)
	owed := k.open("sergek", portfolio.PPP, funding.CityBudget, funding.Obligations)
	k.enter(invested, funding.Allocate, 2018, 400*money.Million)
	k.enter(owed, funding.Allocate, 2018, 70*money.Million)
	v := k.As("official")
	for _, address := range []string{"/funding", "/programmes/astana/funding", "/projects/sergek/funding"} {
		if got := allocated(v.Get(address)); got != "400.0" {
			t.Errorf("%s: %s", address, got)
		}
	}
	if got := allocated(v.Get("/funding/lines/" + strconv.FormatInt(owed, 10))); got != "70.0" {
		t.Errorf("the line of obligations has %s", got)
	}
	p := v.Get("/projects/sergek/funding").Says(visit.Say("budget.total_obligations"), visit.Say("budget.beside"))
	if got := visit.Plain(p.Doc.Find("#lines tr.total").Eq(0).Text()); !strings.Contains(got, "400.0") || strings.Contains(got, "470") {
		t.Errorf("the investment comes to %s", got)
	}
}

func TestAProjectWithoutMoneySaysWhatToDoNext(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	k.As("manager.ontustik").Get("/projects/lighting/funding").Is(http.StatusOK)
	line := k.open("sergek", portfolio.Public, funding.TargetedTransfer, funding.Investment)
	address := "/funding/lines/" + strconv.FormatInt(line, 10)
	p := k.As("manager.astana").Get(address).Is(http.StatusOK).Says(visit.Say("budget.no_entries"), visit.Say("budget.no_entries_next"))
	if !p.Has(`.empty a[href^="` + address + `/entries/new"]`) {
		t.Error("the empty ledger does not lead to the first entry")
	}
	k.As("official").Get(address).SaysNot(visit.Say("budget.no_entries_next"))
	k.As("official").Get("/funding?year=2030").Says(visit.Say("budget.nothing"), visit.Say("budget.show_all"))
}

func TestWhatWasTakenBackStandsInTheLedger(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	line := k.open("sergek", portfolio.Public, funding.TargetedTransfer, funding.Investment)
	entry := k.enter(line, funding.Allocate, 2018, 400*money.Million)
	by, err := k.App.Reverse(context.Background(), k.Actor("manager.astana"), entry, funding.Document{Kind: funding.DocBudget, Number: "B-99", Dated: testkit.Day("2018-03-02"), Title: "Correction"}, nil, "The sum of another decision")
	if err != nil {
		t.Fatal(err)
	}
	p := k.As("official").Get("/funding/lines/" + strconv.FormatInt(line, 10)).Is(http.StatusOK)
	p.Says(visit.Say("budget.takes_back", "N", entry), visit.Say("budget.taken_back", "N", by), "The sum of another decision")
	if got := allocated(p); got != "0.0" {
		t.Errorf("%s is allocated", got)
	}
}

func TestALedgerIsReadPageByPageAndByFigure(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	line := k.open("sergek", portfolio.Public, funding.TargetedTransfer, funding.Investment)
	for n := range 60 {
		k.enter(line, funding.Allocate, 2018, money.Amount(n+1)*money.Million)
	}
	v, address := k.As("official"), "/funding/lines/"+strconv.FormatInt(line, 10)
	p := v.Get(address).Is(http.StatusOK)
	if n := p.Doc.Find("#ledger tbody tr").Length(); n != 50 {
		t.Errorf("%d entries on the first page", n)
	}
	if got := visit.Plain(p.Doc.Find("#ledger tbody tr").First().Text()); !strings.Contains(got, "+60.0") || !strings.Contains(got, "1,830.0") {
		t.Errorf("the newest entry says %s", got)
	}
	next, _ := p.Doc.Find(`#ledger .pager a[rel="next"]`).Attr("href")
	older := v.Get(strings.TrimSuffix(next, "#ledger")).Is(http.StatusOK)
	if n := older.Doc.Find("#ledger tbody tr").Length(); n != 10 {
		t.Errorf("%d entries on the last page, %s", n, next)
	}
	if got := visit.Plain(older.Doc.Find("#ledger tbody tr").First().Text()); !strings.Contains(got, "+10.0") || !strings.Contains(got, "55.0") {
		t.Errorf("the eleventh from the end says %s", got)
	}
	v.Get(address + "?of=paid").Says(visit.Say("budget.no_entries_here"))
	if n := v.Get(address + "?of=allocated&year=2018").Doc.Find("#ledger tbody tr").Length(); n != 50 {
		t.Errorf("%d allocations", n)
	}
}

func TestMoneyOfYearsAheadIsNoGapYet(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	line := k.open("sergek", portfolio.Public, funding.RegionBudget, funding.Investment)
	k.enter(line, funding.Plan, 2019, 90*money.Million)
	k.enter(line, funding.Plan, 2017, 30*money.Million)
	v := k.As("official")
	rows := func(query string) string {
		return v.Get("/funding/gaps?source=local_budget_region&" + query).Is(http.StatusOK).TextOf("#gaps")
	}
	if all := rows("year=all"); !strings.Contains(all, "30.0") || strings.Contains(all, "90.0") {
		t.Errorf("all years: %s", all)
	}
	if ahead := rows("year=2019"); !strings.Contains(ahead, "90.0") {
		t.Errorf("2019: %s", ahead)
	}
	k.enter(line, funding.Allocate, 2017, 30*money.Million)
	if lapsed := v.Get("/funding/gaps?source=local_budget_region&year=all").TextOf("#lapses"); !strings.Contains(lapsed, visit.Say("budget.state_lapsed")) {
		t.Errorf("what was not paid of 2017 has not lapsed: %s", lapsed)
	}
}

// TestAPageOfMoneyAsksTheSameHoweverMuchThereIs holds the number of queries of
// the pages of totals.
func TestAPageOfMoneyAsksTheSameHoweverMuchThereIs(t *testing.T) {
	k := &keeper{Site: visit.Serve(t)}
	line := k.open("sergek", portfolio.Public, funding.TargetedTransfer, funding.Investment)
	k.enter(line, funding.Allocate, 2018, money.Million)
	v := k.As("official")
	count := func() map[string]int64 {
		found := map[string]int64{}
		for _, address := range pages(line) {
			v.Get(address).Is(http.StatusOK) // what is kept in memory is there
			found[address] = v.Get(address).Queries
		}
		return found
	}
	few := count()
	for n := range 40 {
		k.enter(line, funding.Allocate, 2018+n%3, money.Million)
	}
	for _, project := range []string{"sergek", "ikomek"} {
		for _, s := range []funding.Source{funding.RepublicanBudget, funding.RegionBudget, funding.TargetedTransfer} {
			other := k.open(project, portfolio.Service, s, funding.Investment)
			for range 5 {
				k.enter(other, funding.Allocate, 2018, money.Million)
			}
		}
	}
	for address, n := range count() {
		if n != few[address] {
			t.Errorf("%s asks %d times, with little money %d", address, n, few[address])
		}
		if n > 16 {
			t.Errorf("%s asks %d times", address, n)
		}
		t.Log(fmt.Sprint(address, " ", n))
	}
}
