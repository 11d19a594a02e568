package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/testkit/browse"
	"qadam/views/href"
)

// TestMoneyGoesItsWay does in a browser what a manager does with money: enters a
// contract, commits, accepts and pays; too much is refused beside the field.
// The ministry sees it today and not as of yesterday. In short without scripts.
func TestMoneyGoesItsWay(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("scripts %v", scripts), func(t *testing.T) {
			t.Parallel()
			s := browse.Serve(t)
			line := lineOf(t, s, "karaganda-109", funding.RegionBudget)
			tab := b.Open(t, s)
			if !scripts {
				tab.NoScript()
			}
			tab.Enter("manager.karaganda@qadam.demo")
			enterContract(tab)
			looked(t, tab, scripts)
			entry := moneyForm{tab, line, scripts}
			entry.fill(funding.Commit, "10 млн", "№ 99")
			looked(t, tab, scripts)
			entry.save()
			entry.fill(funding.Accept, "4000000", "№ 1")
			entry.save()
			entry.fill(funding.Pay, "4 000 000,01", "№ 700")
			tab.ClickOn("#entry-form button[type=submit]:not([formaction])")
			tab.WaitFor(`document.querySelector("#entry-fields .field-fault") !== null`)
			tab.SeesIn("#entry-fields", "4,000,000.01")
			looked(t, tab, scripts)
			tab.Fill("amount", "4 000 000,00 ₸")
			entry.save()
			if scripts {
				pasteTen(t, tab)
				seenByTheMinistry(t, b, s)
			}
			for _, problem := range tab.Problems() {
				t.Error(problem)
			}
		})
	}
}

// lineOf is the line of a project's investment from a source.
func lineOf(t *testing.T, s *browse.Site, project string, source funding.Source) funding.Line {
	t.Helper()
	reader := s.App.Store.Read(access.System(), s.App.Store.Instant())
	pictures, _, err := reader.Pictures(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	lines, err := reader.Lines(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pictures {
		for _, pr := range p.Projects {
			for _, l := range lines {
				if pr.Code == project && l.ProjectID == pr.ID && l.Source == source && l.Kind == funding.Investment {
					return l
				}
			}
		}
	}
	t.Fatalf("%s has no money of %s", project, source)
	return funding.Line{}
}

// enterContract enters a contract of procurement, signed today.
func enterContract(tab *browse.Tab) {
	tab.T.Helper()
	tab.Go(href.NewContract("karaganda-109", string(funding.Procurement)) + "&lang=en")
	for _, f := range [][2]string{
		{"number", "№ 99"}, {"signed_on", "15.10.2018"}, {"start_on", "15.10.2018"}, {"end_on", "28.12.2018"},
		{"bin", "170440909994"}, {"supplier", "Жабдықтаушы (условное)"}, {"amount", "10 млн"},
	} {
		tab.Fill(f[0], f[1])
	}
	tab.Choose("customer", "Contact centre 109 of Karaganda")
	tab.ClickOn(".contract-form button.btn-primary")
	tab.WaitFor(`/^.contracts.\d+$/.test(location.pathname)`)
	tab.SeesIn("h1", "№ 99")
}

// moneyForm is the form of an entry on a line.
type moneyForm struct {
	tab     *browse.Tab
	line    funding.Line
	scripts bool
}

// fill fills the form in; with scripts, what the entry would do is told beside
// it before anything is sent.
func (f moneyForm) fill(kind funding.EntryKind, sum, number string) {
	f.tab.T.Helper()
	f.tab.Go(href.NewEntry(f.line.ID, string(kind)) + "&lang=en")
	f.tab.Fill("amount", sum)
	f.tab.Fill("year", "2018")
	f.tab.Fill("happened_on", "15.10.2018")
	f.tab.Fill("document_number", number)
	f.tab.Choose("contract", "№ 99")
	if f.scripts {
		f.tab.WaitFor(`document.querySelector("#entry-effect .table-active") !== null`)
	}
}

// save sends the form, which leads to the line's ledger.
func (f moneyForm) save() {
	f.tab.T.Helper()
	f.tab.ClickOn("#entry-form button[type=submit]:not([formaction])")
	f.tab.WaitFor(fmt.Sprintf(`location.pathname === %q`, href.FundingLine(f.line.ID)))
	f.tab.Sees(say(i18n.EN, "entry.was_entered"))
}

// seenByTheMinistry holds the project's money as the ministry sees it today
// against that of yesterday.
func seenByTheMinistry(t *testing.T, b *browse.Chromium, s *browse.Site) {
	t.Helper()
	tab := b.Open(t, s)
	tab.Enter(official)
	page := href.ProjectFunding("karaganda-109")
	tab.Go(page + "?lang=en")
	tab.Sees("№ 99")
	today := tab.TextOf("main")
	tab.Go(page + "?lang=en&as_of=" + browse.Today().AddDays(-1).String())
	if strings.Contains(tab.TextOf("main"), "№ 99") || tab.TextOf("main") == today {
		t.Error("yesterday knows of the contract that was entered today")
	}
}

// pasteTen pastes ten payments from a spreadsheet, the last of them more than
// was accepted: nothing is saved before it is mended.
func pasteTen(t *testing.T, tab *browse.Tab) {
	t.Helper()
	rows := make([]string, 10)
	for i := range rows {
		rows[i] = strings.Join([]string{
			"karaganda-109", say(i18n.EN, "funding.public"), say(i18n.EN, "source.local_budget_region"), say(i18n.EN, "entry.pay"), "2018", "",
			"1,5", "15.10.2018", say(i18n.EN, "document_kind.payment"), fmt.Sprintf("№ %d", 900+i), "15.10.2018", "№ 44",
		}, "\t")
	}
	wrong := strings.Replace(rows[9], "1,5", "15000", 1)
	tab.Go(href.ProgrammePaste("karaganda") + "?lang=en")
	tab.Choose("unit", say(i18n.EN, "money_unit.million"))
	tab.Fill("rows", strings.Join(append(slices.Clone(rows[:9]), wrong), "\n"))
	tab.ClickOn("button[name=step][value=look]")
	tab.WaitFor(`document.querySelectorAll("#preview tbody tr").length === 10`)
	tab.WaitFor(`document.querySelectorAll("#preview .row-faulty").length === 1`)
	looked(t, tab, true)
	tab.Fill("rows", strings.Join(rows, "\n"))
	tab.ClickOn("button[name=step][value=look]")
	tab.WaitFor(`document.querySelector("button[name=step][value=save]") !== null`)
	tab.ClickOn("button[name=step][value=save]")
	tab.WaitFor(fmt.Sprintf(`location.pathname === %q`, href.ProgrammeFunding("karaganda")))
}
