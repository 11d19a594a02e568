package app_test

import (
	"context"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// purse is a line of public money of Astana with a contract on it.
type purse struct {
	w        *testkit.World
	line     int64
	contract int64
}

// publicLine opens a line of the city's budget of a project.
func publicLine(t testing.TB, w *testkit.World) int64 {
	t.Helper()
	id, err := w.App.OpenLine(context.Background(), w.Actor("manager.astana"), funding.Line{
		ProjectID: w.Projects["ikomek"], Model: portfolio.Public, Source: funding.CityBudget, Kind: funding.Investment, BudgetCode: "04.1.261.099",
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// newPurse has 1000 tenge allocated for 2018 and a contract of 800 tenge from
// February to December, signed.
func newPurse(t testing.TB, w *testkit.World) purse {
	t.Helper()
	p := purse{w: w, line: publicLine(t, w)}
	p.contract = agree(t, w, w.Projects["ikomek"], funding.Terms{
		Kind: funding.Procurement, Number: "17", SignedOn: testkit.Day("2018-02-01"), StartOn: testkit.Day("2018-02-01"), EndOn: testkit.Day("2018-12-20"),
		Amount: 800 * money.Tenge,
	}, funding.ContractSigned)
	p.enter(t, p.money(funding.Allocate, 1000))
	return p
}

// agree keeps a contract of a project in a state.
func agree(t testing.TB, w *testkit.World, projectID int64, terms funding.Terms, state funding.ContractState) int64 {
	t.Helper()
	c := funding.Contract{ProjectID: projectID, ProgrammeID: w.Programmes["astana"], FormKey: "contract-" + terms.Number}
	err := w.Store.Write(context.Background(), w.Actor("manager.astana"), func(tx *store.Tx) error {
		if err := tx.AddContract(&c); err != nil {
			return err
		}
		terms.ContractID, terms.ProgrammeID = c.ID, c.ProgrammeID
		if err := tx.AppendTerms(&terms); err != nil {
			return err
		}
		step := funding.ContractStep{ContractID: c.ID, ProgrammeID: c.ProgrammeID, State: state, HappenedOn: testkit.Day("2018-02-01")}
		if err := tx.AppendContractStep(&step); err != nil {
			return err
		}
		return tx.Record("contract.signed", c.ProgrammeID, "contract", c.ID, audit.Added(nil))
	})
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}

// money is an entry on the purse's line, of so many tenge.
func (p purse) money(kind funding.EntryKind, tenge int64) app.Money {
	m := app.Money{
		LineID: p.line, Kind: kind, Year: 2018, Amount: money.Amount(tenge) * money.Tenge, HappenedOn: testkit.Day("2018-03-01"),
		Document: funding.Document{Kind: funding.DocOther, Number: "5", Dated: testkit.Day("2018-03-01"), Title: "Paper"},
	}
	if kind != funding.Plan && kind != funding.Allocate {
		m.ContractID = p.contract
	}
	return m
}

func (p purse) enter(t testing.TB, m app.Money) int64 {
	t.Helper()
	id, err := p.w.App.EnterMoney(context.Background(), p.w.Actor("manager.astana"), m)
	if err != nil {
		t.Fatalf("%s %s: %v", m.Kind, m.Amount, err)
	}
	return id
}

// sums is what the line comes to in 2018.
func (p purse) sums(t testing.TB) funding.Sums {
	t.Helper()
	book, err := p.w.Store.Read(p.w.Actor("official"), p.w.Store.Instant()).Funding(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return book.Sums(funding.Scope{LineID: p.line, Year: 2018})
}

func TestMoneyGoesFromAllocationToPayment(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p := newPurse(t, w)
		for _, m := range []app.Money{p.money(funding.Commit, 800), p.money(funding.Accept, 500), p.money(funding.Pay, 500), p.money(funding.Return, 100), p.money(funding.CancelCommit, 200)} {
			p.enter(t, m)
		}
		e := lastEntry(t, w)
		if e.Action != "funding_entry.added" || e.Entity != "funding_entry" || e.Seat != "manager-astana" || !strings.Contains(e.After, `"tiyn":20000`) || !strings.Contains(e.After, `"document_number":"5"`) {
			t.Errorf("%s of %s from %s: %s", e.Action, e.Entity, e.Seat, e.After)
		}
		want := funding.Sums{Allocated: 1000 * money.Tenge, Committed: 600 * money.Tenge, Accepted: 500 * money.Tenge, Paid: 400 * money.Tenge}
		if got := p.sums(t); got != want {
			t.Errorf("the line comes to %+v, want %+v", got, want)
		}
	})
}

func TestTheYearIsBroughtToASum(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p := newPurse(t, w)
		m := p.money(funding.Allocate, 850)
		m.Brings = true
		p.enter(t, m)
		if got := p.sums(t).Allocated; got != 850*money.Tenge {
			t.Errorf("allocated %s", got)
		}
		if got := refusal(p.w, m); got != "amount check.said_zero" {
			t.Errorf("brought to what it is: %s", got)
		}
	})
}

// refusal is the faults of an entry that the manager of Astana tries, "" for none.
func refusal(w *testkit.World, m app.Money) string {
	_, err := w.App.EnterMoney(context.Background(), w.Actor("manager.astana"), m)
	return faults(err)
}

// faults are all fields that are wrong with what is wrong, or key.
func faults(err error) string {
	var all []string
	for _, f := range fault.FieldsOf(err) {
		all = append(all, f.Name+" "+f.Key)
	}
	if err == nil || len(all) > 0 {
		return strings.Join(all, ", ")
	}
	return key(err)
}

func TestWhatBreaksARuleIsRefusedBesideItsField(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p := newPurse(t, w)
		memo := agree(t, w, w.Projects["ikomek"], funding.Terms{Kind: funding.Memorandum, Number: "M1", SignedOn: testkit.Day("2018-02-01"), Amount: 900 * money.Tenge}, funding.ContractSigned)
		draft := agree(t, w, w.Projects["ikomek"], funding.Terms{Kind: funding.Procurement, Number: "D1", Amount: 900 * money.Tenge}, funding.ContractDraft)
		ended := agree(t, w, w.Projects["ikomek"], funding.Terms{Kind: funding.Procurement, Number: "E1", SignedOn: testkit.Day("2018-02-01"), Amount: 900 * money.Tenge}, funding.ContractTerminated)
		ppp := agree(t, w, w.Projects["ikomek"], funding.Terms{Kind: funding.PPPContract, Number: "P1", SignedOn: testkit.Day("2018-02-01"), Amount: 900 * money.Tenge}, funding.ContractSigned)
		p.enter(t, p.money(funding.Commit, 600))
		p.enter(t, p.money(funding.Accept, 400))
		p.enter(t, p.money(funding.Pay, 300))
		before := p.sums(t)
		tests := []struct {
			name   string
			kind   funding.EntryKind
			tenge  int64
			change func(*app.Money)
			want   string
		}{
			{"nothing", funding.Allocate, 0, nil, "amount check.said_zero"},
			{"a payment below zero", funding.Pay, -1, nil, "amount check.said_not_positive"},
			{"overflow", funding.Allocate, 0, func(m *app.Money) { m.Amount = funding.Limit + 1 }, "amount check.said_too_large"},
			{"the most that can be held", funding.Allocate, 0, func(m *app.Money) { m.Amount = 1<<63 - 1 }, "amount check.said_too_large"},
			{"the least that can be held, brought to", funding.Allocate, 0, func(m *app.Money) { m.Amount, m.Brings = -1<<63, true }, "amount check.said_too_large"},
			{"no year", funding.Allocate, 1, func(m *app.Money) { m.Year = 20018 }, "year check.said_year_range"},
			{"a month of another year", funding.Allocate, 1, func(m *app.Money) { m.Period = "2017-12" }, "period check.said_period"},
			{"tomorrow", funding.Allocate, 1, func(m *app.Money) { m.HappenedOn = testkit.Day("2018-03-06") }, "happened_on check.said_in_future"},
			{"no day", funding.Allocate, 1, func(m *app.Money) { m.HappenedOn = civil.Date{} }, "happened_on fault.required"},
			{"no kind", "gift", 1, nil, "kind fault.required_choice"},
			{"no number of the document", funding.Allocate, 1, func(m *app.Money) { m.Document.Number = " " }, "document_number fault.required"},
			{"no date of the document", funding.Allocate, 1, func(m *app.Money) { m.Document.Dated = civil.Date{} }, "document_date fault.required"},
			{"no title of another document", funding.Allocate, 1, func(m *app.Money) { m.Document.Title = "" }, "document_title entry.title_of_other"},
			{"no contract", funding.Commit, 1, func(m *app.Money) { m.ContractID = 0 }, "contract check.said_no_contract"},
			{"a memorandum", funding.Commit, 1, func(m *app.Money) { m.ContractID = memo }, "contract check.said_memorandum"},
			{"a memorandum as the document", funding.Commit, 1, func(m *app.Money) { m.Document.Kind = funding.DocMemorandum }, "contract check.said_memorandum"},
			{"a draft of a contract", funding.Commit, 1, func(m *app.Money) { m.ContractID = draft }, "contract check.said_contract_draft"},
			{"a contract that ended", funding.Commit, 1, func(m *app.Money) { m.ContractID = ended }, "contract check.said_contract_ended"},
			{"a contract of another model", funding.Commit, 1, func(m *app.Money) { m.ContractID = ppp }, "contract check.said_other_contract"},
			{"a contract that is not there", funding.Commit, 1, func(m *app.Money) { m.ContractID = 999 }, "contract check.said_other_contract"},
			{"a year after the contract", funding.Accept, 1, func(m *app.Money) { m.Year = 2019 }, "year check.said_outside_contract"},
			{"more than the contract", funding.Commit, 201, nil, "amount check.said_contract_sum"},
			{"more than allocated", funding.Allocate, -401, nil, "amount check.said_committed_over_allocated"},
			{"more accepted than committed", funding.Accept, 201, nil, "amount check.said_accepted_over_committed"},
			{"more paid than accepted", funding.Pay, 101, nil, "amount check.said_paid_over_accepted"},
			{"more returned than paid", funding.Return, 301, nil, "amount check.said_below_zero"},
			{"more cancelled than is left to accept", funding.CancelCommit, 201, nil, "amount check.said_accepted_over_committed"},
		}
		for _, tt := range tests {
			m := p.money(tt.kind, tt.tenge)
			if tt.change != nil {
				tt.change(&m)
			}
			if got := refusal(w, m); !strings.Contains(got, tt.want) {
				t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
			}
		}
		if after := p.sums(t); after != before {
			t.Errorf("refused entries changed the line: %+v, was %+v", after, before)
		}
	})
}

func TestAWarningNeedsAWordOfWhy(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p := newPurse(t, w)
		m := p.money(funding.Plan, 1200)
		if got := refusal(w, m); got != "why entry.needs_why" {
			t.Errorf("planned above the allocation without a word: %q", got)
		}
		m.Why = "The budget is refined in April"
		id := p.enter(t, m)
		e, _, err := w.Store.Read(w.Actor("auditor"), w.Store.Instant()).Entry(t.Context(), id)
		must(t, err)
		if !e.Warned.Has("gap") || e.Why != m.Why {
			t.Errorf("warned of %v because %q", e.Warned, e.Why)
		}
		if got := refusal(w, p.money(funding.Allocate, 200)); got != "" {
			t.Errorf("closing the gap: %s", got)
		}
	})
}

func TestAFormSentTwiceIsOneEntry(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p := newPurse(t, w)
		m := p.money(funding.Commit, 100)
		m.FormKey = "form-1"
		if first, second := p.enter(t, m), p.enter(t, m); first == 0 || second != 0 {
			t.Errorf("entered %d and %d", first, second)
		}
		other := m
		other.Amount += money.Tenge
		if got := refusal(w, other); got != "fault.changed_meanwhile" {
			t.Errorf("the form with another sum: %q", got)
		}
		if got := key(w.App.EnterMany(t.Context(), w.Actor("manager.astana"), w.Programmes["astana"], []app.Money{m, m})); got != "fault.changed_meanwhile" {
			t.Errorf("the form with a row more: %q", got)
		}
		must(t, w.App.EnterMany(t.Context(), w.Actor("manager.astana"), w.Programmes["astana"], []app.Money{m}))
		if got := p.sums(t).Committed; got != 100*money.Tenge {
			t.Errorf("committed %s", got)
		}
		brought := p.money(funding.Allocate, 850)
		brought.Brings, brought.FormKey = true, "form-2"
		p.enter(t, brought)
		p.enter(t, p.money(funding.Allocate, 10))
		if p.enter(t, brought) != 0 || p.sums(t).Allocated != 860*money.Tenge {
			t.Errorf("brought twice to a sum: %s", p.sums(t).Allocated)
		}
		brought.Amount = 900 * money.Tenge
		if got := refusal(w, brought); got != "fault.changed_meanwhile" {
			t.Errorf("the form brings to another sum: %q", got)
		}
	})
}

func TestAnEntryIsReversedOnceAndOnlyWhileTheRulesHold(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, p := t.Context(), w.Actor("manager.astana"), newPurse(t, w)
		paper := p.money(funding.Pay, 1).Document
		commit, act := p.enter(t, p.money(funding.Commit, 500)), p.enter(t, p.money(funding.Accept, 300))
		pay := p.enter(t, p.money(funding.Pay, 300))
		reverse := func(id int64, why string) (int64, error) { return w.App.Reverse(ctx, manager, id, paper, nil, why) }
		for _, tt := range []struct {
			name string
			id   int64
			why  string
			want string
		}{
			{"an act whose money is paid", act, "A mistake", "amount check.said_paid_over_accepted"},
			{"a commitment with acts", commit, "A mistake", "amount check.said_accepted_over_committed"},
			{"without a reason", pay, " ", "why fault.required"},
		} {
			if _, err := reverse(tt.id, tt.why); !strings.Contains(faults(err), tt.want) {
				t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
			}
		}
		back, err := reverse(pay, "Paid to another account")
		must(t, err)
		if e := lastEntry(t, w); e.Action != "funding_entry.reversed" || e.EntityID != pay || !strings.Contains(e.After, `"tiyn":-30000`) {
			t.Errorf("%s of %d: %s", e.Action, e.EntityID, e.After)
		}
		if got := p.sums(t).Paid; got != 0 {
			t.Errorf("paid %s after the reversal", got)
		}
		if _, err := reverse(back, "x"); key(err) != "entry check.said_reversal_of_reversal" {
			t.Errorf("a reversal of a reversal: %v", err)
		}
		if _, err := reverse(pay, "x"); key(err) != "entry check.said_reversed_already" {
			t.Errorf("reversed twice: %v", err)
		}
		_, err = reverse(act, "Signed by mistake")
		must(t, err)
	})
}

func TestManyEntriesAreEnteredAllOrNone(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, p := t.Context(), newPurse(t, w)
		manager, astana := w.Actor("manager.astana"), w.Programmes["astana"]
		rows := []app.Money{p.money(funding.Commit, 400), p.money(funding.Accept, 400), p.money(funding.Pay, 401), p.money(funding.Commit, 0)}
		err := w.App.EnterMany(ctx, manager, astana, rows)
		if got := faults(err); got != "2.amount check.said_paid_over_accepted, 3.amount check.said_zero" {
			t.Errorf("rows with faults: %s", got)
		}
		if got := p.sums(t).Committed; got != 0 {
			t.Errorf("rows with faults left %s", got)
		}
		must(t, w.App.EnterMany(ctx, manager, astana, []app.Money{p.money(funding.Commit, 400), p.money(funding.Accept, 400), p.money(funding.Pay, 400)}))
		if got := p.sums(t); got.Paid != 400*money.Tenge {
			t.Errorf("after the rows: %+v", got)
		}
		if err := w.App.EnterMany(ctx, w.Actor("manager.ontustik"), w.Programmes["ontustik"], rows[:1]); key(err) != "0.line entry.no_line" {
			t.Errorf("a line of another programme: %v", err)
		}
		if err := w.App.EnterMany(ctx, manager, astana, nil); key(err) != "rows entry.rows_limit" {
			t.Errorf("no rows: %v", err)
		}
	})
}

func TestWhoKeepsMoney(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p := newPurse(t, w)
		pay := p.enter(t, p.money(funding.Allocate, 1))
		keep := []string{"manager.astana", "head.astana"}
		hidden := []string{"admin", "nobody"}
		for what, do := range map[string]func(ctx context.Context, who access.Actor) error{
			"open a line": func(ctx context.Context, who access.Actor) error {
				_, err := w.App.OpenLine(ctx, who, funding.Line{ProjectID: w.Projects["ikomek"]})
				return err
			},
			"enter": func(ctx context.Context, who access.Actor) error {
				_, err := w.App.EnterMoney(ctx, who, p.money(funding.Allocate, 0))
				return err
			},
			"enter many": func(ctx context.Context, who access.Actor) error {
				return w.App.EnterMany(ctx, who, w.Programmes["astana"], nil)
			},
			"reverse": func(ctx context.Context, who access.Actor) error {
				_, err := w.App.Reverse(ctx, who, pay, funding.Document{}, nil, "")
				return err
			},
		} {
			for _, who := range testkit.Everyone {
				want := fault.KindForbidden
				switch {
				case contains(keep, who):
					want = fault.KindInvalid // who may, hears what is wrong
				case contains(hidden, who):
					want = fault.KindNotFound
				}
				if err := do(t.Context(), w.Actor(who)); !fault.Is(err, want) {
					t.Errorf("%s, %s: %v, want %s", what, who, err, want)
				}
			}
		}
	})
}

func contains(list []string, one string) bool {
	for _, s := range list {
		if s == one {
			return true
		}
	}
	return false
}

func TestALineIsOpenedOnce(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		line := funding.Line{ProjectID: w.Projects["ikomek"], Model: portfolio.Public, Source: funding.CityBudget, Kind: funding.Investment, BudgetCode: "04 1 261 015"}
		id, err := w.App.OpenLine(ctx, manager, line)
		must(t, err)
		if e := lastEntry(t, w); e.Action != "funding_line.opened" || e.EntityID != id || !strings.Contains(e.After, `"budget_code":"04.1.261.015"`) {
			t.Errorf("%s of %d: %s", e.Action, e.EntityID, e.After)
		}
		if _, err := w.App.OpenLine(ctx, manager, line); !fault.Is(err, fault.KindConflict) || fault.Of(err).Key != "entry.line_is_open" {
			t.Errorf("opened twice: %v", err)
		}
		for name, tt := range map[string]struct {
			change func(*funding.Line)
			want   string
		}{
			"a code of the wrong form":    {func(l *funding.Line) { l.BudgetCode = "4.1.261" }, "budget_code contract.budget_code_form"},
			"a code without a budget":     {func(l *funding.Line) { l.Source = funding.Grant }, "budget_code entry.code_of_budget"},
			"no source":                   {func(l *funding.Line) { l.Source = "pocket" }, "source fault.required_choice"},
			"public money of an investor": {func(l *funding.Line) { l.Source, l.BudgetCode = funding.PrivateOwn, "" }, "source entry.public_source"},
			"private money of a budget":   {func(l *funding.Line) { l.Model = portfolio.Private }, "source entry.private_source"},
			"obligations of public money": {func(l *funding.Line) { l.Kind = funding.Obligations }, "line_kind entry.obligations_of_ppp"},
			"obligations of the partner": {func(l *funding.Line) {
				l.Model, l.Kind, l.Source, l.BudgetCode = portfolio.PPP, funding.Obligations, funding.PrivateOwn, ""
			}, "source entry.obligations_of_budget"},
			"a body that is not there":     {func(l *funding.Line) { l.PayerID = 999 }, "payer fault.required_choice"},
			"a note that is a whole story": {func(l *funding.Line) { l.Note = strings.Repeat("ә", portfolio.NoteLimit+1) }, "note fault.too_long"},
		} {
			one := line
			tt.change(&one)
			if _, err := w.App.OpenLine(ctx, manager, one); key(err) != tt.want {
				t.Errorf("%s: %v, want %s", name, err, tt.want)
			}
		}
	})
}
