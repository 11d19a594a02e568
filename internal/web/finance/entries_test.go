package finance_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

// opened opens a line of the city's money for a project of Astana, and returns
// its key.
func opened(t *testing.T, w *visit.Site) int64 {
	t.Helper()
	id, err := w.App.OpenLine(t.Context(), w.Actor("manager.astana"), funding.Line{
		ProjectID: w.Projects["ikomek"], Model: portfolio.Public, Source: funding.CityBudget, Kind: funding.Investment, BudgetCode: "04.1.261.099",
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestMoneyIsEnteredAndTakenBack(t *testing.T) {
	w := visit.Serve(t)
	line, manager := opened(t, w), w.As("manager.astana")
	form := manager.Get(href.NewEntry(line, "allocate")).Is(http.StatusOK).Button(visit.Say("entry.save"))
	wrong := form.Fill("amount", "1,234", "happened_on", "01.03.2018").Submit().Is(http.StatusUnprocessableEntity)
	if wrong.Fault("amount") != visit.Say("money.ambiguous") || wrong.Fault("document_number") != visit.Say("fault.required") || wrong.Typed("amount") != "1,234" {
		t.Errorf("beside the sum %q, beside the number %q, typed %q", wrong.Fault("amount"), wrong.Fault("document_number"), wrong.Typed("amount"))
	}
	done := wrong.Button(visit.Say("entry.save")).Fill("amount", "1,5 млн ₸", "document_number", "6C-31").Submit().Is(http.StatusSeeOther).Follow()
	done.Says(visit.Say("entry.was_entered"))

	pay := manager.Get(href.NewEntry(line, "pay")).Button(visit.Say("entry.save")).Fill("amount", "100", "happened_on", "01.03.2018", "document_number", "9").Submit()
	if pay.Is(http.StatusUnprocessableEntity); pay.Fault("amount") == "" || !strings.Contains(pay.Fault("amount"), "₸100") {
		t.Errorf("beside the sum of a payment without an act: %q", pay.Fault("amount"))
	}
	pay.Says(visit.Say("check.must_paid_over_accepted"))

	entries, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Entries(t.Context(), entriesOf(line))
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	w.As("official").Get(href.FundingEntry(entries[0].ID)).Is(http.StatusOK).Says("₸1,500,000", "6C-31").SaysNot(visit.Say("entry.reverse"))
	back := manager.Get(href.FundingEntry(entries[0].ID)).Button(visit.Say("entry.reverse")).Fill("document_number", "7").Submit()
	if back.Is(http.StatusUnprocessableEntity).Fault("why") != visit.Say("fault.required") {
		t.Errorf("beside the reason: %q", back.Fault("why"))
	}
	back.Button(visit.Say("entry.reverse")).Fill("why", "Entered twice").Submit().Is(http.StatusSeeOther).Follow().Says(visit.Say("entry.was_reversed"), "Entered twice", "−₸1,500,000")
	manager.Get(href.FundingEntry(entries[0].ID)).Says(visit.Say("entry.is_reversed"))
}

func TestWhatAnEntryWouldDoIsShownBeforeItIsSent(t *testing.T) {
	w := visit.Serve(t)
	line := opened(t, w)
	ask := func(who, amount string) *visit.Page {
		return w.As(who).Post(href.LineEntryCheck(line), url.Values{"kind": {"allocate"}, "amount": {amount}, "year": {"2018"}, "happened_on": {"01.03.2018"}})
	}
	ask("manager.astana", "2,5 млн").Is(http.StatusOK).Says("2,500,000", visit.Say("check.all_hold"))
	ask("manager.astana", "-1").Is(http.StatusOK).Says(visit.Say("check.must_below_zero"))
	ask("manager.astana", "много").Is(http.StatusOK).Says(visit.Say("money.invalid"))
	ask("official", "1").Is(http.StatusForbidden)
	ask("admin", "1").Is(http.StatusNotFound)
}

func TestRowsArePastedAllOrNone(t *testing.T) {
	w := visit.Serve(t)
	line, manager := opened(t, w), w.As("manager.astana")
	const head = "Project\tбюджеттік бағдарламаның коды\tВид записи\tFiscal year\tСумма\tDate\tНомер документа\n"
	look := func(rows string) *visit.Page {
		return manager.Get(href.ProgrammePaste("astana")).Is(http.StatusOK).Button(visit.Say("entry.paste_look")).Fill("rows", rows).Submit()
	}
	wrong := look(head + "ikomek\t04.1.261.099\tallocate\t2018\t1 000 000,50\t01.03.2018\t5\nikomek\t04.1.261.099\tgift\t2018\t1e9\t32.03.2018\t\nnowhere\t\tвыделено\t\t\t\t\n")
	wrong.Is(http.StatusUnprocessableEntity).Says("₸1,000,000.50", visit.Say("entry.unknown_word", "Word", "gift"), visit.Say("money.invalid"), visit.Say("entry.no_project"), visit.Say("fault.required"))
	good := look(head + "ikomek\t04 1 261 099\tАллоцировано\t2018\t1\t01.03.2018\t5\n")
	good.Is(http.StatusUnprocessableEntity)
	good = look(head + "ikomek\t04 1 261 099\tВыделено\t2018\t1 000 000,50\t01.03.2018\t5\nIKOMEK\t04.1.261.099\tAllocation\t2018\t−0,5\t2018-03-02\t6\n")
	good.Is(http.StatusOK).Says(visit.Say("entry.paste_ready"), "−₸0.50")
	if n := len(entered(t, w, line)); n != 0 {
		t.Fatalf("a look left %d entries", n)
	}
	good.Button("Enter 2 rows").Submit().Is(http.StatusSeeOther)
	if got := entered(t, w, line); len(got) != 2 || got[0].Amount != -50 || got[1].Amount != 100_000_050 {
		t.Errorf("entries %+v", got)
	}
	w.As("official").Get(href.ProgrammePaste("astana")).Is(http.StatusForbidden)
	w.As("manager.ontustik").Get(href.ProgrammePaste("astana")).Is(http.StatusForbidden)
}

func TestChecksAreListedWithTheirEntries(t *testing.T) {
	w := visit.Serve(t)
	page := w.As("official").Get(href.FundingChecks()).Is(http.StatusOK)
	page.Says(visit.Say("check.named_gap"), visit.Say("check.must_gap"))
	if !page.Has(`#checks a[href^="/funding/entries/"]`) {
		t.Error("no entry is named")
	}
	w.As("official").Get(href.FundingChecks() + "?severity=error").Says(visit.Say("check.none"))
	w.As("official").Get(href.FundingChecks() + "?programme=nowhere").Is(http.StatusNotFound)
	w.As("admin").Get(href.FundingChecks()).Is(http.StatusNotFound)
}

func entriesOf(line int64) store.EntryFilter { return store.EntryFilter{LineID: line} }

// entered are the entries of a line, the newest first.
func entered(t *testing.T, w *visit.Site, line int64) []funding.Entry {
	t.Helper()
	all, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Entries(t.Context(), entriesOf(line))
	if err != nil {
		t.Fatal(err)
	}
	return all
}
