package app_test

import (
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// bidder is a company with a BIN that its check digit makes true.
var bidder = funding.Party{BIN: "180140000018", Name: "TOO Light (made up)"}

// agreement is a partnership of Astana that lacks nothing, signed on 1 February.
func agreement(w *testkit.World) app.Agreement {
	return app.Agreement{
		ProjectID: w.Projects["sergek"], FormKey: "form-1", Supplier: bidder,
		Terms: funding.Terms{
			Kind: funding.PPPContract, Number: "12", SignedOn: testkit.Day("2018-02-01"), StartOn: testkit.Day("2018-02-01"), EndOn: testkit.Day("2025-12-31"),
			CustomerID: w.Bodies["akimat-astana"], Amount: money.Billion, VATIncluded: true, VATRate: 12, MultiYear: true,
			Detail: funding.Detail{
				PPP:         &funding.PPPDetail{Form: "concession", Level: "local", Selection: "tender"},
				Obligations: []funding.Obligation{{Type: "comp_invest", Year: 2019, Amount: 100 * money.Million}, {Type: "comp_invest", Year: 2020, Amount: 100 * money.Million}},
			},
		},
	}
}

func contractOf(t *testing.T, w *testkit.World, id int64) *funding.Contract {
	t.Helper()
	c, err := w.Store.Read(w.Actor("manager.astana"), w.Store.Instant()).Contract(t.Context(), id)
	must(t, err)
	return &c
}

// draftContract enters the agreement and returns its key.
func draftContract(t *testing.T, w *testkit.World, g app.Agreement) int64 {
	t.Helper()
	id, err := w.App.DraftContract(t.Context(), w.Actor("manager.astana"), g)
	must(t, err)
	return id
}

func TestASignedContractIsEnteredWithItsPaper(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		g := agreement(w)
		g.Document = funding.Document{FileName: "12.pdf", FileSHA256: strings.Repeat("a", 64), FileSize: 10, FileType: "application/pdf"}
		id := draftContract(t, w, g)
		c := contractOf(t, w, id)
		if c.State() != funding.ContractSigned || c.SignedOn() != testkit.Day("2018-02-01") || c.ProjectID != w.Projects["sergek"] {
			t.Errorf("%s, signed %s, of %d", c.State(), c.SignedOn(), c.ProjectID)
		}
		terms := c.Current()
		if terms.Owed(2019) != 100*money.Million || terms.Detail.PPP == nil || terms.Detail.PPP.Form != "concession" {
			t.Errorf("the detail: %+v", terms.Detail)
		}
		papers, err := w.Store.Read(w.Actor("auditor"), w.Store.Instant()).Documents(t.Context(), []int64{terms.DocumentID})
		must(t, err)
		if d := papers[terms.DocumentID]; d.Kind != funding.DocContract || d.Number != "12" || d.FileName != "12.pdf" || d.Dated != testkit.Day("2018-02-01") {
			t.Errorf("the paper: %+v", d)
		}
		if e := lastEntry(t, w); e.Action != "contract.signed" || e.EntityID != id || !strings.Contains(e.After, `"state":"signed"`) || e.Files != strings.Repeat("a", 64) {
			t.Errorf("%s %s %s", e.Action, e.After, e.Files)
		}
		again, err := w.App.DraftContract(t.Context(), w.Actor("manager.astana"), g)
		if err != nil || again != id {
			t.Errorf("sent twice: %d, %v", again, err)
		}
		all, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Contracts(t.Context(), store.ContractFilter{ProjectID: w.Projects["sergek"]})
		must(t, err)
		if len(all) != 1 {
			t.Errorf("%d contracts", len(all))
		}
	})
}

func TestADraftIsKnownToThoseWhoDraft(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		g := agreement(w)
		g.Terms = funding.Terms{Kind: funding.PPPContract}
		g.Supplier = funding.Party{}
		id := draftContract(t, w, g)
		for who, sees := range map[string]bool{
			"manager.astana": true, "head.astana": true, "official": true, "auditor": true,
			"manager.ontustik": false, "head.ontustik": false, "expert": false, "chair": false, "secretary": false, "member": false, "admin": false, "nobody": false,
		} {
			_, err := w.Store.Read(w.Actor(who), w.Store.Instant()).Contract(t.Context(), id)
			if got := err == nil; got != sees || !sees && !fault.Is(err, fault.KindNotFound) {
				t.Errorf("%s sees the draft: %v (%v)", who, got, err)
			}
		}
		given := draftContract(t, w, app.Agreement{ProjectID: w.Projects["sergek"], FormKey: "form-2", Terms: funding.Terms{Kind: funding.Loan}})
		up := app.ContractMove{ContractID: given, State: funding.ContractTerminated, On: testkit.Day("2018-03-05"), Reason: "Nobody came"}
		must(t, w.App.StepContract(t.Context(), w.Actor("manager.astana"), up))
		if _, err := w.Store.Read(w.Actor("expert"), w.Store.Instant()).Contract(t.Context(), given); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("an expert sees a draft that was given up: %v", err)
		}
		move := app.ContractMove{ContractID: id, State: funding.ContractSigned, On: testkit.Day("2018-03-05"), Document: funding.Document{Number: "12"}}
		if err := w.App.StepContract(t.Context(), w.Actor("manager.astana"), move); len(fault.FieldsOf(err)) < 5 {
			t.Errorf("signed without anything: %v", err)
		}
		if e := lastEntry(t, w); e.Action != "contract.terminated" {
			t.Errorf("a slip of the pen left %s", e.Action)
		}
	})
}

func TestAContractGoesItsCourse(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		g := agreement(w)
		g.Terms.SignedOn = civil.Date{}
		id := draftContract(t, w, g)
		step := func(state funding.ContractState, day, number, reason string) error {
			return w.App.StepContract(ctx, manager, app.ContractMove{ContractID: id, State: state, On: testkit.Day(day), Document: funding.Document{Number: number}, Reason: reason})
		}
		must(t, step(funding.ContractSigned, "2018-02-01", "12", ""))
		must(t, step(funding.ContractRegistered, "2018-02-10", "R-7", ""))
		if now := contractOf(t, w, id); now.Current().RegistryNo != "R-7" || now.Current().RegisteredOn != testkit.Day("2018-02-10") || now.Current().SignedOn != testkit.Day("2018-02-01") {
			t.Errorf("after the registration: %+v", now.Current())
		}
		if got := key(step(funding.ContractActive, "2018-02-09", "", "")); got != "happened_on contract.step_before_last" {
			t.Errorf("carried out before it was registered: %s", got)
		}
		must(t, step(funding.ContractActive, "2018-02-12", "", ""))
		if e := lastEntry(t, w); e.Action != "contract.active" || e.Before != `{"state":"registered"}` || e.After != `{"happened_on":"2018-02-12","state":"active"}` {
			t.Errorf("%s %s %s", e.Action, e.Before, e.After)
		}
		stale := app.ContractMove{ContractID: id, From: funding.ContractSigned, State: funding.ContractTerminated, On: testkit.Day("2018-03-01"), Document: funding.Document{Number: "9"}, Reason: "Late"}
		if got := key(w.App.StepContract(ctx, manager, stale)); got != "fault.changed_meanwhile" {
			t.Errorf("a stale form: %s", got)
		}
		if got := key(step(funding.ContractTerminated, "2018-03-01", "9", "")); got != "reason fault.required" {
			t.Errorf("terminated without a reason: %s", got)
		}
		must(t, step(funding.ContractTerminated, "2018-03-01", "9", "The partner gave up"))
		if got := key(step(funding.ContractActive, "2018-03-02", "", "")); got != "contract.no_such_move" {
			t.Errorf("taken up again: %s", got)
		}
		if e := lastEntry(t, w); e.Action != "contract.refused" || !strings.Contains(e.After, "contract.no_such_move") {
			t.Errorf("the refusal left %s %s", e.Action, e.After)
		}
		amended := agreement(w)
		amended.ContractID, amended.Seen = id, app.AnyUpdate
		if got := key(w.App.AmendContract(ctx, manager, amended)); got != "contract.ended" {
			t.Errorf("amended after its end: %s", got)
		}
	})
}

func TestAnAmendmentKeepsWhatWasAgreedBefore(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		id := draftContract(t, w, agreement(w))
		first := contractOf(t, w, id).Current()
		asOf := w.Store.Instant()
		g := agreement(w)
		g.ContractID, g.Seen, g.Terms.Amount, g.Terms.Reason = id, first.ID, 2*money.Billion, "More lamps"
		g.Document = funding.Document{Number: "DS-1", Dated: testkit.Day("2018-03-01")}
		g.Supplier.Name = " too light (MADE up) "
		for _, tt := range []struct {
			name   string
			change func(*app.Agreement)
			want   string
		}{
			{"without a reason", func(g *app.Agreement) { g.Terms.Reason = " " }, "reason fault.required"},
			{"without its number", func(g *app.Agreement) { g.Document.Number = "" }, "document_number fault.required"},
			{"before what it amends", func(g *app.Agreement) { g.Document.Dated = testkit.Day("2018-01-31") }, "document_date contract.amended_before_signed"},
			{"with a wrong BIN", func(g *app.Agreement) { g.Supplier.BIN = "180140000019" }, "bin contract.bin_digit"},
			{"with another name of a known company", func(g *app.Agreement) { g.Supplier.Name = "TOO Light and Power (made up)" }, "supplier contract.known_as"},
			{"with a customer whom nobody knows", func(g *app.Agreement) { g.Terms.CustomerID = 9999 }, "customer fault.required_choice"},
			{"without a sum", func(g *app.Agreement) { g.Terms.Amount = 0 }, "amount fault.required"},
			{"with an obligation outside the term", func(g *app.Agreement) { g.Terms.EndOn = testkit.Day("2019-12-31") }, "obligation_comp_invest_2020 contract.obligation_outside_term"},
			{"against other terms", func(g *app.Agreement) { g.Seen = first.ID + 100 }, "fault.changed_meanwhile"},
			{"with nothing changed", func(g *app.Agreement) { g.Terms.Amount = money.Billion }, "contract.nothing_changed"},
		} {
			wrong := g
			tt.change(&wrong)
			if got := key(w.App.AmendContract(ctx, manager, wrong)); got != tt.want {
				t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
			}
		}
		must(t, w.App.AmendContract(ctx, manager, g))
		if e := lastEntry(t, w); e.Action != "contract.amended" || !strings.Contains(e.Before, `"amount":100000000000`) || !strings.Contains(e.After, `"amount":200000000000`) || !strings.Contains(e.After, `"reason":"More lamps"`) {
			t.Errorf("%s %s %s", e.Action, e.Before, e.After)
		}
		c := contractOf(t, w, id)
		if c.Current().Amount != 2*money.Billion || c.Current().Number != "12" || c.SignedOn() != testkit.Day("2018-02-01") || len(c.Terms) != 2 {
			t.Errorf("now: %+v", c.Current())
		}
		parties, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Parties(ctx)
		must(t, err)
		if len(parties) != 1 || parties[c.Current().SupplierID].Name != bidder.Name {
			t.Errorf("companies: %+v", parties)
		}
		before, err := w.Store.Read(w.Actor("official"), asOf).Contract(ctx, id)
		must(t, err)
		if before.Current().Amount != money.Billion {
			t.Errorf("as of before: %s", before.Current().Amount)
		}
	})
}

func TestAnAmendmentOfAContractIsHeldAgainstTheLedger(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		p := purse{w: w, line: publicLine(t, w)}
		g := app.Agreement{
			ProjectID: w.Projects["ikomek"], FormKey: "public", Supplier: bidder,
			Terms: funding.Terms{
				Kind: funding.Procurement, Number: "17", SignedOn: testkit.Day("2018-02-01"), StartOn: testkit.Day("2018-02-01"), EndOn: testkit.Day("2018-12-20"),
				CustomerID: w.Bodies["akimat-astana"], Amount: 800 * money.Tenge, VATIncluded: true, VATRate: 12, Advance: 30,
			},
		}
		p.contract = draftContract(t, w, g)
		p.enter(t, p.money(funding.Allocate, 1000))
		p.enter(t, p.money(funding.Commit, 600))
		p.enter(t, p.money(funding.Pay, 150))
		g.ContractID, g.Seen, g.Terms.Reason = p.contract, app.AnyUpdate, "It goes otherwise"
		g.Document = funding.Document{Number: "DS-1", Dated: testkit.Day("2018-03-01")}
		amend := func(change func(*funding.Terms)) error {
			after := g
			change(&after.Terms)
			return w.App.AmendContract(ctx, manager, after)
		}
		for want, change := range map[string]func(*funding.Terms){
			"amount check.said_contract_sum":        func(t *funding.Terms) { t.Amount = 599 * money.Tenge },
			"advance check.said_paid_over_accepted": func(t *funding.Terms) { t.Advance = 20 },
			"start_on check.said_outside_contract":  func(t *funding.Terms) { t.StartOn, t.EndOn = testkit.Day("2019-01-01"), testkit.Day("2019-12-20") },
		} {
			if got := faults(amend(change)); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
		must(t, amend(func(t *funding.Terms) { t.Amount, t.Advance = 600*money.Tenge, 25 }))
	})
}

func TestADraftContractIsSignedAsItWasSeen(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		g := agreement(w)
		g.Terms.SignedOn = civil.Date{}
		id := draftContract(t, w, g)
		seen := contractOf(t, w, id).Current().ID
		g.ContractID, g.Seen, g.Terms.Amount = id, seen, 2*money.Billion
		must(t, w.App.AmendContract(ctx, manager, g))
		move := app.ContractMove{ContractID: id, State: funding.ContractSigned, Seen: seen, On: testkit.Day("2018-02-01")}
		if got := key(w.App.StepContract(ctx, manager, move)); got != "fault.changed_meanwhile" {
			t.Errorf("signed what was not seen: %q", got)
		}
		move.Seen = contractOf(t, w, id).Current().ID
		must(t, w.App.StepContract(ctx, manager, move))
		if got := contractOf(t, w, id).Current().Amount; got != 2*money.Billion {
			t.Errorf("signed for %s", got)
		}
	})
}

func TestOnlyThoseWhoKeepTheMoneyMayTouchContracts(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		id := draftContract(t, w, agreement(w))
		deeds := map[string]func(who access.Actor, name string) error{
			"enter": func(who access.Actor, name string) error {
				g := agreement(w)
				g.FormKey = name
				_, err := w.App.DraftContract(ctx, who, g)
				return err
			},
			"amend": func(who access.Actor, name string) error {
				g := agreement(w)
				g.ContractID, g.Seen, g.Terms.Reason, g.Terms.RegistryNo = id, app.AnyUpdate, "Why", name
				g.Terms.Amount += money.Amount(who.ID)
				g.Document = funding.Document{Number: name, Dated: testkit.Day("2018-03-01")}
				return w.App.AmendContract(ctx, who, g)
			},
			"step": func(who access.Actor, name string) error {
				state := funding.ContractActive
				if contractOf(t, w, id).State() == state {
					state = funding.ContractSuspended
				}
				return w.App.StepContract(ctx, who, app.ContractMove{ContractID: id, State: state, On: testkit.Day("2018-03-05"), Reason: "Why"})
			},
			"revenue": func(who access.Actor, name string) error {
				v := funding.Revenue{ProgrammeID: w.Programmes["astana"], Year: 2018, Amount: money.Billion}
				return w.App.SetRevenue(ctx, who, v, funding.Document{Number: "1", Dated: testkit.Day("2018-01-05")})
			},
		}
		for what, do := range deeds {
			for _, who := range testkit.Everyone {
				err := do(w.Actor(who), who)
				want := fault.KindForbidden
				switch who {
				case "manager.astana", "head.astana":
					want = 0
				case "admin", "nobody":
					want = fault.KindNotFound
				}
				if want == 0 && err != nil || want != 0 && !fault.Is(err, want) {
					t.Errorf("%s: %s: %v", what, who, err)
				}
			}
		}
	})
}

func TestTheRevenueOfAYearIsTheLastOneEntered(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, head := t.Context(), w.Actor("head.astana")
		v := funding.Revenue{ProgrammeID: w.Programmes["astana"], Year: 2018, Amount: money.Billion}
		paper := funding.Document{Number: "1", Dated: testkit.Day("2018-01-05")}
		must(t, w.App.SetRevenue(ctx, head, v, paper))
		v.Amount = 2 * money.Billion
		must(t, w.App.SetRevenue(ctx, head, v, paper))
		if e := lastEntry(t, w); e.Action != "revenue.set" || !strings.Contains(e.After, `"amount":200000000000`) {
			t.Errorf("%s %s", e.Action, e.After)
		}
		all, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Revenues(ctx)
		must(t, err)
		if got := all[w.Programmes["astana"]][2018]; got != 2*money.Billion {
			t.Errorf("own revenue: %s", got)
		}
		for want, change := range map[string]func(*funding.Revenue, *funding.Document){
			"year contract.no_year":            func(v *funding.Revenue, _ *funding.Document) { v.Year = 18 },
			"amount fault.required":            func(v *funding.Revenue, _ *funding.Document) { v.Amount = 0 },
			"amount contract.sum_too_large":    func(v *funding.Revenue, _ *funding.Document) { v.Amount = -1 },
			"document_number fault.required":   func(_ *funding.Revenue, d *funding.Document) { d.Number = " " },
			"document_date fault.required":     func(_ *funding.Revenue, d *funding.Document) { d.Dated = civil.Date{} },
			"document_date contract.day_ahead": func(_ *funding.Revenue, d *funding.Document) { d.Dated = testkit.Day("2018-03-06") },
		} {
			wrong, d := v, paper
			change(&wrong, &d)
			if got := key(w.App.SetRevenue(ctx, head, wrong, d)); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	})
}
