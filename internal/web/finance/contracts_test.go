package finance_test

import (
	"net/http"
	"strconv"
	"testing"

	"qadam/internal/app"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

// partnership fills in the form of a partnership of Astana as people type it;
// the BIN is made up, and its check digit is right.
func partnership(s *visit.Site, f *visit.Form) *visit.Form {
	return f.Fill(
		"number", "12", "signed_on", "01.02.2018", "start_on", "1.2.2018", "end_on", "31/12/2020", "customer", strconv.FormatInt(s.Bodies["akimat-astana"], 10),
		"bin", "180140 000 018", "supplier", "TOO Light (made up)", "amount", "1,5 млрд", "form", "concession", "level", "local", "selection", "tender",
		"budget_commission_number", "7", "budget_commission_date", "10.01.2018", "maslikhat_number", "8", "maslikhat_date", "20.01.2018",
	)
}

func TestAPartnershipIsEnteredWithItsGridAndAmended(t *testing.T) {
	s, say := visit.Serve(t), visit.Say
	v := s.As("manager.astana")
	years, save := say("contract.grid_years"), say("contract.save_new")
	v.Get(href.NewContract("sergek", "")).Is(http.StatusOK).Says(say("contract.kind_ppp"), say("contract.kind_memorandum"))

	empty := v.Get(href.NewContract("sergek", "ppp")).Is(http.StatusOK).Says(say("contract.grid_needs_term"))
	grid := partnership(s, empty.Button(years)).Submit().Is(http.StatusOK)
	if !grid.Has(`input[name="obligation_comp_invest_2018"]`) || grid.Has(`input[name="obligation_comp_invest_2021"]`) || grid.Value("amount") != "1,5 млрд" {
		t.Fatalf("the years of the term: %s", grid.Words())
	}
	wrong := grid.Button(save).Fill("obligation_comp_invest_2019", "a hundred").Submit().Is(http.StatusUnprocessableEntity)
	if got := wrong.Fault("obligation_comp_invest_2019"); got != say("money.invalid") {
		t.Errorf("beside a cell that is no sum: %q", got)
	}
	wrong = wrong.Button(save).Fill("obligation_comp_invest_2019", "100 млн", "bin", "180140000019", "maslikhat_date", "01.01.2018").Submit().Is(http.StatusUnprocessableEntity)
	if got := wrong.Fault("bin"); got != say("contract.bin_digit") {
		t.Errorf("beside the BIN: %q", got)
	}
	if got := wrong.Fault("maslikhat_date"); got != say("contract.maslikhat_before_commission") {
		t.Errorf("beside the maslikhat: %q", got)
	}
	short := wrong.Button(save).Fill("bin", "180140000018", "maslikhat_date", "20.01.2018", "end_on", "31.12.2018").Submit().Is(http.StatusUnprocessableEntity)
	if got := short.Fault("obligation_comp_invest_2019"); got != say("contract.obligation_outside_term", "Year", 2019, "First", 2018, "Last", 2018) {
		t.Errorf("beside a year outside the term: %q", got)
	}
	sent := short.Button(save).Fill("end_on", "31.12.2020").Submit().Is(http.StatusSeeOther)
	address := sent.Header.Get("Location")
	sent.Follow().Is(http.StatusOK).Says(say("contract.was_entered"), "₸1,500,000,000", "100,000,000", "180140000018", say("contract.state_signed"), say("contract.lack_expert_review"))

	v.Get("/contracts?project=sergek").Is(http.StatusOK).Says("№ 12", "TOO Light (made up)", "1,500.0")
	v.Get("/contracts?project=sergek&kind=loan").Is(http.StatusOK).Says(say("contract.nothing_found"))
	v.Get("/contracts?project=nothing").Is(http.StatusNotFound)

	amend := v.Get(address + "/terms/new").Is(http.StatusOK)
	change := func() *visit.Form {
		return amend.Button(say("contract.save_amendment")).Fill("amount", "2 млрд", "document_number", "DS-1", "document_date", "01.03.2018", "reason", "More lamps")
	}
	change().Fill("reason", "").Submit().Is(http.StatusUnprocessableEntity).Says(say("fault.required"))
	change().Submit().Follow().Says(say("contract.was_amended"), "₸2,000,000,000", "₸1,500,000,000", "More lamps", "DS-1")
	change().Submit().Is(http.StatusConflict).Says(say("fault.changed_meanwhile"))
	s.As("official").Get(address).Is(http.StatusOK).Says("More lamps", say("contract.field_signed_on")+" 1 Feb 2018").SaysNot(say("contract.record_step"))
	s.As("official").Get(address + "/terms/new").Is(http.StatusForbidden)
	s.As("manager.ontustik").Get(address + "/terms/new").Is(http.StatusForbidden)
	v.Get(address + "?as_of=2018-03-04").Is(http.StatusNotFound)
}

func TestAContractIsTakenFromStepToStep(t *testing.T) {
	s, say := visit.Serve(t), visit.Say
	id, err := s.App.DraftContract(t.Context(), s.Actor("manager.astana"), app.Agreement{
		ProjectID: s.Projects["sergek"], FormKey: "k", Supplier: funding.Party{BIN: "180140000018", Name: "TOO Light (made up)"},
		Terms: funding.Terms{
			Kind: funding.Procurement, Number: "17", StartOn: testkit.Day("2018-02-01"), EndOn: testkit.Day("2018-12-20"), CustomerID: s.Bodies["akimat-astana"],
			Amount: money.Million,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	v, record := s.As("manager.astana"), say("contract.record_step")
	s.As("expert").Get(href.Contract(id)).Is(http.StatusNotFound) // a draft
	wrong := v.Get(href.Contract(id)).Button(record).Submit().Is(http.StatusUnprocessableEntity)
	if got := wrong.Fault("happened_on"); got != say("fault.required") {
		t.Errorf("signed on no day: %q", got)
	}
	v.Get(href.Contract(id)).Button(record).Fill("happened_on", "01.02.2018", "seen", "").Submit().Is(http.StatusConflict).Says(say("fault.changed_meanwhile"))
	v.Get(href.Contract(id)).Button(record).Fill("happened_on", "01.02.2018").Submit().Follow().Says(say("contract.was_stepped"), say("contract.state_signed"))
	s.As("expert").Get(href.Contract(id)).Is(http.StatusOK).SaysNot(record)
	stale := v.Get(href.Contract(id)).Button(record).Fill("happened_on", "05.02.2018", "document_number", "R-1")
	v.Get(href.Contract(id)).Button(record).Fill("happened_on", "05.02.2018", "document_number", "R-1").Submit().Follow().Says(say("contract.state_registered"), "R-1")
	stale.Submit().Is(http.StatusConflict).Says(say("fault.changed_meanwhile"))
	v.Get(href.Contract(id)).Button(record).Fill("state", "terminated", "happened_on", "01.03.2018").Submit().Is(http.StatusUnprocessableEntity).Says(say("fault.required"))
	v.Get(href.Contract(id)).Button(record).Fill("state", "terminated", "happened_on", "01.03.2018", "document_number", "9", "reason", "The supplier gave up").Submit().
		Follow().Says(say("contract.state_terminated"), "The supplier gave up").SaysNot(record)
}

func TestOwnRevenueIsEnteredBesideTheObligations(t *testing.T) {
	s, say := visit.Serve(t), visit.Say
	v := s.As("manager.astana")
	v.Get("/funding/obligations").Is(http.StatusOK).Says(say("contract.owes_nothing")).SaysNot(say("contract.revenue_save"))
	form := v.Get("/funding/obligations?programme=astana").Is(http.StatusOK).Button(say("contract.revenue_save"))
	wrong := form.Fill("year", "2018", "amount", "0,5 млрд", "document_number", "3").Submit().Is(http.StatusUnprocessableEntity)
	if got := wrong.Fault("document_date"); got != say("fault.required") {
		t.Errorf("without the day of the paper: %q", got)
	}
	wrong.Button(say("contract.revenue_save")).Fill("document_date", "05.01.2018").Submit().Follow().Says(say("contract.revenue_was_set"))
	s.As("manager.ontustik").Get("/funding/obligations?programme=astana").SaysNot(say("contract.revenue_save"))
	v.Get("/funding/obligations?programme=narnia").Is(http.StatusNotFound)
}
