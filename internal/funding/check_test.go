package funding

import (
	"slices"
	"strings"
	"testing"

	"qadam/internal/civil"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

func on(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// The lines and contracts of the world of the checks, by key.
const (
	public = iota + 1
	ppp
	owed // obligations of the partnership
	service
	private
)

const (
	procurement = iota + 1
	partnership
	platform
	loan
	memo
)

// world is a project with a line of each model and a contract of each kind,
// of 1000 tiyn from February 2018 to the end of 2019, judged on 2018-06-15.
func world(change ...func(*State)) *State {
	signed := func(id int64, t Terms) Contract {
		t.Number, t.SignedOn, t.StartOn = "17", on("2018-02-01"), on("2018-02-01")
		if t.EndOn.IsZero() {
			t.EndOn = on("2019-12-31")
		}
		if t.Amount == 0 {
			t.Amount = 1000
		}
		return Contract{ID: id, ProjectID: 7, Terms: []Terms{t}, Steps: []ContractStep{{State: ContractActive}}}
	}
	s := &State{
		ProgrammeID: 1, ProjectID: 7, On: on("2018-06-15"),
		Lines: []Line{
			{ID: public, ProjectID: 7, Model: portfolio.Public, Source: CityBudget, Kind: Investment},
			{ID: ppp, ProjectID: 7, Model: portfolio.PPP, Source: PrivateOwn, Kind: Investment},
			{ID: owed, ProjectID: 7, Model: portfolio.PPP, Source: CityBudget, Kind: Obligations},
			{ID: service, ProjectID: 7, Model: portfolio.Service, Source: QuasiPublic, Kind: Investment},
			{ID: private, ProjectID: 7, Model: portfolio.Private, Source: PrivateLoan, Kind: Investment},
		},
		Contracts: []Contract{
			signed(procurement, Terms{Kind: Procurement}),
			signed(partnership, Terms{Kind: PPPContract, Detail: Detail{
				PPP:         &PPPDetail{Level: "local", BudgetCommission: Paper{Number: "1"}, Maslikhat: Paper{Number: "2"}},
				Obligations: []Obligation{{Type: "comp_invest", Year: 2018, Amount: 100}, {Type: "comp_oper", Year: 2018, Amount: 50}, {Type: "comp_invest", Year: 2019, Amount: 100}},
			}}),
			signed(platform, Terms{Kind: ICTService, EndOn: on("2021-12-31")}),
			signed(loan, Terms{Kind: Loan}),
			signed(memo, Terms{Kind: Memorandum}),
		},
		Revenues: map[int]money.Amount{2018: 10_000},
	}
	for _, c := range change {
		c(s)
	}
	return s
}

// put is a change of the state: an entry that happened long ago.
func entered(line int64, kind EntryKind, amount money.Amount, contract int64, change ...func(*Entry)) Entry {
	e := Entry{LineID: line, Kind: kind, Year: 2018, Amount: amount, ContractID: contract, HappenedOn: on("2018-03-01")}
	for _, c := range change {
		c(&e)
	}
	return e
}

func year(y int) func(*Entry)          { return func(e *Entry) { e.Year = y } }
func month(p string) func(*Entry)      { return func(e *Entry) { e.Period = p } }
func happened(day string) func(*Entry) { return func(e *Entry) { e.HappenedOn = on(day) } }

func on15(day string) func(*State) { return func(s *State) { s.On = on(day) } }

func terms(contract int, change func(*Terms)) func(*State) {
	return func(s *State) { change(&s.Contracts[contract-1].Terms[0]) }
}

func stands(contract int, state ContractState) func(*State) {
	return func(s *State) { s.Contracts[contract-1].Steps[0].State = state }
}

// advance lets three tenths of a contract be paid ahead.
func advance(contract int) func(*State) {
	return terms(contract, func(t *Terms) { t.Advance = 30 })
}

// owedTwice adds a second line of obligations, 20.
func owedTwice(s *State) {
	line := s.Lines[owed-1]
	line.ID, line.Source = 20, RegionBudget
	s.Lines = append(s.Lines, line)
}

// anotherLoan adds a second loan, 20.
func anotherLoan(s *State) {
	c := s.Contracts[loan-1]
	c.ID = 20
	s.Contracts = append(s.Contracts, c)
}

// keys are the checks that do not hold, each once.
func keys(breaches []Breach) []string {
	var all []string
	for _, b := range breaches {
		if !slices.Contains(all, b.Key) {
			all = append(all, b.Key)
		}
	}
	return all
}

// TestStandingChecks holds each check of what stands in the ledger against a case
// that holds, one that breaks it and one at the boundary.
func TestStandingChecks(t *testing.T) {
	all := func(e ...Entry) []Entry { return e }
	paid := func(a money.Amount) []Entry {
		return all(entered(public, Allocate, 1000, 0), entered(public, Commit, 1000, procurement), entered(public, Accept, 300, procurement), entered(public, Pay, a, procurement))
	}
	months := func(list ...string) []Entry {
		entries := all(entered(service, Commit, 1000, platform))
		for _, m := range list {
			entries = append(entries, entered(service, Accept, 10, platform, month(m)), entered(service, Pay, 10, platform))
		}
		return entries
	}
	tests := []struct {
		name    string
		entries []Entry
		world   []func(*State)
		key     string
		want    bool
		excess  money.Amount
	}{
		{"nothing is paid", paid(0)[:3], nil, "paid_over_accepted", false, 0},
		{"all that is accepted is paid", paid(300), nil, "paid_over_accepted", false, 0},
		{"a tiyn more is paid", paid(301), nil, "paid_over_accepted", true, 1},
		{"an advance of a fifth", paid(500), []func(*State){terms(procurement, func(t *Terms) { t.Advance = 20 })}, "paid_over_accepted", false, 0},
		{"a tiyn more than the advance", paid(501), []func(*State){terms(procurement, func(t *Terms) { t.Advance = 20 })}, "paid_over_accepted", true, 1},
		{
			"the same advance in two years",
			all(entered(public, Commit, 500, procurement), entered(public, Commit, 500, procurement, year(2019)), entered(public, Pay, 200, procurement), entered(public, Pay, 200, procurement, year(2019))),
			[]func(*State){terms(procurement, func(t *Terms) { t.Advance = 20 })}, "paid_over_accepted", true, 200,
		},
		{
			"money of this year for the act of another",
			all(entered(public, Commit, 500, procurement), entered(public, Commit, 500, procurement, year(2019)), entered(public, Accept, 500, procurement), entered(public, Pay, 100, procurement, year(2019))),
			nil, "paid_over_accepted", true, 100,
		},
		{
			"an advance that is paid again with the act",
			all(entered(private, Commit, 100, loan), entered(private, Pay, 30, loan), entered(private, Accept, 100, loan), entered(private, Pay, 100, loan)),
			[]func(*State){advance(loan)}, "paid_over_accepted", true, 30,
		},
		{
			"the act without its advance",
			all(entered(private, Commit, 100, loan), entered(private, Pay, 30, loan), entered(private, Accept, 100, loan), entered(private, Pay, 70, loan)),
			[]func(*State){advance(loan)}, "paid_over_accepted", false, 0,
		},
		{
			"an advance that is paid again by nobody's contract",
			all(entered(private, Commit, 100, loan), entered(private, Pay, 30, 0), entered(private, Accept, 100, loan), entered(private, Pay, 71, 0)),
			[]func(*State){advance(loan)}, "paid_over_accepted", true, 1,
		},
		{
			"an advance of one year for the act of another",
			all(entered(private, Commit, 100, loan, year(2019)), entered(private, Pay, 30, loan), entered(private, Accept, 100, loan, year(2019)), entered(private, Pay, 70, 0, year(2019))),
			[]func(*State){advance(loan)}, "paid_over_accepted", false, 0,
		},
		{
			"no more of an advance than is left to accept",
			all(entered(private, Commit, 100, loan), entered(private, Accept, 80, loan), entered(private, Pay, 101, loan)),
			[]func(*State){advance(loan)}, "paid_over_accepted", true, 1,
		},

		{"nothing is accepted", all(entered(public, Commit, 100, procurement)), nil, "accepted_over_committed", false, 0},
		{"all that is committed is accepted", all(entered(public, Commit, 100, procurement), entered(public, Accept, 100, procurement)), nil, "accepted_over_committed", false, 0},
		{"a tiyn more is accepted", all(entered(public, Commit, 100, procurement), entered(public, Accept, 101, procurement)), nil, "accepted_over_committed", true, 1},
		{"a commitment that was cancelled", all(entered(public, Commit, 100, procurement), entered(public, Accept, 100, procurement), entered(public, CancelCommit, 1, procurement)), nil, "accepted_over_committed", true, 1},

		{"less is committed than allocated", all(entered(public, Allocate, 101, 0), entered(public, Commit, 100, procurement)), nil, "committed_over_allocated", false, 0},
		{"all that is allocated is committed", all(entered(public, Allocate, 100, 0), entered(public, Commit, 100, procurement)), nil, "committed_over_allocated", false, 0},
		{"a tiyn more is committed", all(entered(public, Allocate, 99, 0), entered(public, Commit, 100, procurement)), nil, "committed_over_allocated", true, 1},
		{"allocated for another year", all(entered(public, Allocate, 100, 0, year(2019)), entered(public, Commit, 100, procurement)), nil, "committed_over_allocated", true, 100},
		{"private money is not allocated", all(entered(private, Commit, 100, loan)), nil, "committed_over_allocated", false, 0},

		{"a plan by a memorandum", all(entered(private, Plan, 100, memo)), nil, "memorandum", false, 0},
		{"a commitment by a memorandum", all(entered(private, Commit, 1, memo)), nil, "memorandum", true, 1},
		{"a memorandum that was taken for a contract and cancelled", all(entered(private, Commit, 1, memo), entered(private, CancelCommit, 1, memo)), nil, "memorandum", false, 0},

		{"the last year of the contract", all(entered(private, Commit, 1, loan, year(2019))), nil, "outside_contract", false, 0},
		{"the year after the contract", all(entered(private, Commit, 1, loan, year(2020))), nil, "outside_contract", true, 1},
		{"the year before the contract", all(entered(private, Commit, 1, loan, year(2017))), nil, "outside_contract", true, 1},
		{"an agreement that shortened it", all(entered(private, Commit, 1, loan, year(2019))), []func(*State){terms(loan, func(t *Terms) { t.EndOn = on("2018-12-31") })}, "outside_contract", true, 1},
		{"a contract without an end", all(entered(private, Commit, 1, loan, year(2030))), []func(*State){terms(loan, func(t *Terms) { t.EndOn = civil.Date{} })}, "outside_contract", false, 0},

		{"a contract of the line's model", all(entered(private, Commit, 1, loan)), nil, "other_contract", false, 0},
		{"a contract of another model", all(entered(private, Commit, 1, procurement)), nil, "other_contract", true, 1},
		{"a contract of another project", all(entered(private, Commit, 1, loan)), []func(*State){func(s *State) { s.Contracts[loan-1].ProjectID = 8 }}, "other_contract", true, 1},

		{"less than the contract", all(entered(private, Commit, 999, loan)), nil, "contract_sum", false, 0},
		{"as much as the contract, in two years", all(entered(private, Commit, 500, loan), entered(private, Commit, 500, loan, year(2019))), nil, "contract_sum", false, 0},
		{"a tiyn more than the contract, in two years", all(entered(private, Commit, 500, loan), entered(private, Commit, 501, loan, year(2019))), nil, "contract_sum", true, 1},
		{"obligations do not count towards the investment", all(entered(ppp, Commit, 1000, partnership), entered(owed, Commit, 150, partnership)), nil, "contract_sum", false, 0},

		{"the obligations of the year", all(entered(owed, Commit, 150, partnership)), nil, "obligations_over", false, 0},
		{"a tiyn more than the obligations of the year", all(entered(owed, Commit, 151, partnership)), nil, "obligations_over", true, 1},
		{"obligations of a year without any", all(entered(owed, Commit, 1, partnership, year(2020))), nil, "obligations_over", true, 1},
		{"investment is no obligation", all(entered(ppp, Commit, 1000, partnership)), nil, "obligations_over", false, 0},
		{"the obligations of the year on two lines", all(entered(owed, Commit, 100, partnership), entered(20, Commit, 50, partnership)), []func(*State){owedTwice}, "obligations_over", false, 0},
		{"a tiyn more on two lines", all(entered(owed, Commit, 100, partnership), entered(20, Commit, 51, partnership)), []func(*State){owedTwice}, "obligations_over", true, 1},

		{"obligations with both decisions", all(entered(owed, Commit, 1, partnership)), nil, "obligation_papers", false, 0},
		{"without the budget commission", all(entered(owed, Commit, 1, partnership)), []func(*State){terms(partnership, func(t *Terms) { t.Detail.PPP.BudgetCommission = Paper{} })}, "obligation_papers", true, 1},
		{"local without the maslikhat", all(entered(owed, Commit, 1, partnership)), []func(*State){terms(partnership, func(t *Terms) { t.Detail.PPP.Maslikhat = Paper{} })}, "obligation_papers", true, 1},
		{"republican without the maslikhat", all(entered(owed, Commit, 1, partnership)), []func(*State){terms(partnership, func(t *Terms) { t.Detail.PPP.Maslikhat, t.Detail.PPP.Level = Paper{}, "republican" })}, "obligation_papers", false, 0},

		{"an obligation in the last year", all(entered(owed, Commit, 100, partnership, year(2019))), nil, "obligation_outside", false, 0},
		{"an obligation after the contract", all(entered(owed, Commit, 1, partnership, year(2020))), nil, "obligation_outside", true, 1},

		{"an allocation taken back to nothing", all(entered(public, Allocate, 100, 0), entered(public, Allocate, -100, 0)), nil, "below_zero", false, 0},
		{"an allocation below nothing", all(entered(public, Allocate, 100, 0), entered(public, Allocate, -101, 0)), nil, "below_zero", true, 1},
		{"more returned than paid", all(entered(private, Return, 1, 0)), nil, "below_zero", true, 1},
		{"returned by the contract that paid", all(entered(private, Commit, 9, loan), entered(private, Accept, 9, loan), entered(private, Pay, 9, loan), entered(private, Return, 9, loan)), nil, "below_zero", false, 0},
		{"returned by a contract that never paid", all(entered(private, Commit, 9, loan), entered(private, Accept, 9, loan), entered(private, Pay, 9, loan), entered(private, Return, 2, 20)), []func(*State){anotherLoan}, "below_zero", true, 2},

		{"allocated as planned", all(entered(public, Plan, 100, 0), entered(public, Allocate, 100, 0)), nil, "gap", false, 0},
		{"a tiyn less is allocated", all(entered(public, Plan, 100, 0), entered(public, Allocate, 99, 0)), nil, "gap", true, 1},
		{"private money has no gap", all(entered(private, Plan, 100, 0)), nil, "gap", false, 0},

		{"all obligations of the contract", all(entered(owed, Commit, 150, partnership), entered(owed, Commit, 100, partnership, year(2019))), nil, "obligations_under", false, 0},
		{"a tiyn less than the obligations", all(entered(owed, Commit, 149, partnership), entered(owed, Commit, 100, partnership, year(2019))), nil, "obligations_under", true, 1},
		{"a partnership that is drafted owes nothing", nil, []func(*State){stands(partnership, ContractDraft)}, "obligations_under", false, 0},

		{"an act of a month", months("2018-02", "2018-03", "2018-04", "2018-05"), nil, "not_monthly", false, 0},
		{"an act of a quarter", all(entered(service, Commit, 100, platform), entered(service, Accept, 10, platform, month("2018-Q1"))), nil, "not_monthly", true, 10},
		{"an act of the whole year", all(entered(service, Commit, 100, platform), entered(service, Accept, 10, platform)), nil, "not_monthly", true, 10},
		{"every month that is over", months("2018-02", "2018-03", "2018-04", "2018-05"), nil, "month_missing", false, 0},
		{"one month left out", months("2018-02", "2018-03", "2018-05"), nil, "month_missing", true, 0},
		{"the month that goes on", months("2018-02", "2018-03", "2018-04", "2018-05"), []func(*State){on15("2018-06-30")}, "month_missing", false, 0},
		{"the day after the month", months("2018-02", "2018-03", "2018-04", "2018-05"), []func(*State){on15("2018-07-01")}, "month_missing", true, 0},

		{"accepted thirty days ago", all(entered(private, Commit, 100, loan), entered(private, Accept, 100, loan, happened("2018-05-17"))), nil, "unpaid", false, 0},
		{"accepted thirty-one days ago", all(entered(private, Commit, 100, loan), entered(private, Accept, 100, loan, happened("2018-05-15"))), nil, "unpaid", true, 100},
		{"and paid", all(entered(private, Commit, 100, loan), entered(private, Accept, 100, loan, happened("2018-05-15")), entered(private, Pay, 100, loan)), nil, "unpaid", false, 0},

		{"contracts of which nothing is committed", nil, nil, "contract_open", true, 1000},
		{"drafts of which nothing is committed", nil, []func(*State){stands(procurement, ContractDraft), stands(partnership, ContractDraft), stands(platform, ContractDraft), stands(loan, ContractTerminated)}, "contract_open", false, 0},
		{"unspent in September", all(entered(public, Allocate, 100, 0)), []func(*State){on15("2018-09-30")}, "unspent", false, 0},
		{"unspent in October", all(entered(public, Allocate, 100, 0)), []func(*State){on15("2018-10-01")}, "unspent", true, 100},
		{"spent in October", all(entered(public, Allocate, 100, 0), entered(public, Commit, 100, procurement), entered(public, Accept, 100, procurement), entered(public, Pay, 100, procurement)), []func(*State){on15("2018-10-01")}, "unspent", false, 0},
		{"on 31 December it has not lapsed", all(entered(public, Allocate, 100, 0)), []func(*State){on15("2018-12-31")}, "lapsed", false, 0},
		{"on 1 January it has", all(entered(public, Allocate, 100, 0)), []func(*State){on15("2019-01-01")}, "lapsed", true, 100},
		{"private money does not lapse", all(entered(private, Allocate, 100, 0)), []func(*State){on15("2019-01-01")}, "lapsed", false, 0},

		{"a tenth of the revenue", all(entered(owed, Commit, 100, partnership, year(2019))), []func(*State){func(s *State) { s.Revenues = map[int]money.Amount{2018: 1000} }}, "ppp_load", false, 0},
		{"a tiyn more than a tenth of the revenue", all(entered(owed, Commit, 101, partnership, year(2019))), []func(*State){func(s *State) { s.Revenues = map[int]money.Amount{2018: 1000} }}, "ppp_load", true, 1},
		{"with what other projects owe", all(entered(owed, Commit, 100, partnership, year(2019))), []func(*State){func(s *State) { s.Revenues, s.Owed = map[int]money.Amount{2018: 1000}, map[int]money.Amount{2019: 5} }}, "ppp_load", true, 5},
		{"a revenue that nobody knows", all(entered(owed, Commit, 100, partnership, year(2019))), []func(*State){func(s *State) { s.Revenues = nil }}, "ppp_load", false, 0},
		{"this year is no year to come", all(entered(owed, Commit, 150, partnership)), []func(*State){func(s *State) { s.Revenues = map[int]money.Amount{2018: 1000} }}, "ppp_load", false, 0},
	}
	for _, tt := range tests {
		t.Run(tt.key+"/"+tt.name, func(t *testing.T) {
			got := slices.DeleteFunc(world(tt.world...).With(tt.entries...).Breaches(), func(b Breach) bool { return b.Key != tt.key })
			if (len(got) > 0) != tt.want {
				t.Fatalf("breaches %+v, want %v", got, tt.want)
			}
			if tt.want && got[0].Excess != tt.excess {
				t.Errorf("by %d, want %d", got[0].Excess, tt.excess)
			}
		})
	}
}

// TestEntryChecks holds an entry against what it alone can break.
func TestEntryChecks(t *testing.T) {
	tests := []struct {
		name     string
		entry    Entry
		document DocumentKind
		world    []func(*State)
		key      string
		want     bool
	}{
		{"a sum above zero", entered(private, Pay, 1, 0), "", nil, "not_positive", false},
		{"a payment below zero", entered(private, Pay, -1, 0), "", nil, "not_positive", true},
		{"an allocation below zero", entered(public, Allocate, -1, 0), "", nil, "not_positive", false},
		{"nothing", entered(public, Allocate, 0, 0), "", nil, "zero", true},
		{"a tiyn", entered(public, Allocate, 1, 0), "", nil, "zero", false},
		{"the limit", entered(public, Allocate, Limit, 0), "", nil, "too_large", false},
		{"a tiyn above the limit", entered(public, Allocate, Limit+1, 0), "", nil, "too_large", true},
		{"more than can be held", entered(public, Allocate, -1<<63, 0), "", nil, "too_large", true},
		{"the first year", entered(public, Allocate, 1, 0, year(FirstYear)), "", nil, "year_range", false},
		{"before the first year", entered(public, Allocate, 1, 0, year(FirstYear-1)), "", nil, "year_range", true},
		{"after the last year", entered(public, Allocate, 1, 0, year(LastYear+1)), "", nil, "year_range", true},
		{"a month of the year", entered(public, Allocate, 1, 0, month("2018-12")), "", nil, "period", false},
		{"a quarter of the year", entered(public, Allocate, 1, 0, month("2018-Q4")), "", nil, "period", false},
		{"a month of another year", entered(public, Allocate, 1, 0, month("2019-01")), "", nil, "period", true},
		{"a half-year", entered(public, Allocate, 1, 0, month("2018-H1")), "", nil, "period", true},
		{"no period at all", entered(public, Allocate, 1, 0, month("soon")), "", nil, "period", true},
		{"today", entered(public, Allocate, 1, 0, happened("2018-06-15")), "", nil, "in_future", false},
		{"tomorrow", entered(public, Allocate, 1, 0, happened("2018-06-16")), "", nil, "in_future", true},
		{"a plan of a year without a roadmap", entered(public, Plan, 1, 0), "", nil, "planned_by_roadmap", false},
		{"a plan of a year that a roadmap plans", entered(public, Plan, 1, 0), "", []func(*State){byRoadmaps(2018)}, "planned_by_roadmap", true},
		{"a plan of another year", entered(public, Plan, 1, 0), "", []func(*State){byRoadmaps(2019)}, "planned_by_roadmap", false},
		{"a plan that takes another back", entered(public, Plan, -1, 0, func(e *Entry) { e.ReversesID = 9 }), "", []func(*State){byRoadmaps(2018)}, "planned_by_roadmap", false},
		{"a commitment by a contract", entered(private, Commit, 1, loan), "", nil, "no_contract", false},
		{"a commitment by none", entered(private, Commit, 1, 0), "", nil, "no_contract", true},
		{"a payment by none", entered(private, Pay, 1, 0), "", nil, "no_contract", false},
		{"a plan by a memorandum", entered(private, Plan, 1, memo), DocMemorandum, nil, "memorandum", false},
		{"an allocation by a memorandum", entered(private, Allocate, 1, 0), DocMemorandum, nil, "memorandum", true},
		{"a commitment by a memorandum", entered(private, Commit, 1, memo), DocContract, nil, "memorandum", true},
		{"a contract with a memorandum as its paper", entered(private, Commit, 1, loan), DocMemorandum, nil, "memorandum", true},
		{"a signed contract", entered(private, Commit, 1, loan), "", []func(*State){stands(loan, ContractSigned)}, "contract_draft", false},
		{"a drafted contract", entered(private, Commit, 1, loan), "", []func(*State){stands(loan, ContractDraft)}, "contract_draft", true},
		{"a terminated contract", entered(private, Commit, 1, loan), "", []func(*State){stands(loan, ContractTerminated)}, "contract_ended", true},
		{"a return by a terminated contract", entered(private, Return, 1, loan), "", []func(*State){stands(loan, ContractTerminated)}, "contract_ended", false},
		{"a service for next year", entered(service, Commit, 1, platform, year(2019)), "", nil, "service_ahead", false},
		{"a service for the year after", entered(service, Commit, 1, platform, year(2020)), "", nil, "service_ahead", true},
		{"a service of several years", entered(service, Commit, 1, platform, year(2020)), "", []func(*State){terms(platform, func(t *Terms) { t.MultiYear = true })}, "service_ahead", false},
	}
	for _, tt := range tests {
		t.Run(tt.key+"/"+tt.name, func(t *testing.T) {
			s := world(tt.world...)
			if tt.entry.Kind == Return || tt.entry.Kind == Pay {
				s = s.With(entered(private, Commit, 1, loan), entered(private, Accept, 1, loan), entered(private, Pay, 1, loan))
			}
			v := s.Judge(tt.entry, tt.document)
			if got := slices.Contains(keys(v.Breaches), tt.key); got != tt.want {
				t.Errorf("breaches %v, want %s: %v", keys(v.Breaches), tt.key, tt.want)
			}
			if tt.want && !v.Refused() {
				t.Error("it is not refused")
			}
		})
	}
}

func byRoadmaps(y int) func(*State) {
	return func(s *State) {
		s.Tallies = append(s.Tallies, Tally{LineID: public, Kind: Plan, Year: y, Roadmap: true, Amount: 5})
	}
}

// TestJudgeKnowsWhatWasBrokenBefore lets an entry in that makes nothing worse.
func TestJudgeKnowsWhatWasBrokenBefore(t *testing.T) {
	s := world(terms(loan, func(t *Terms) { t.Amount = 50 })).With(entered(private, Commit, 100, loan)) // amended to less than is committed
	for _, tt := range []struct {
		name  string
		entry Entry
		want  string
	}{
		{"less, but too much still", entered(private, CancelCommit, 10, loan), ""},
		{"more", entered(private, Commit, 1, loan), "contract_sum"},
		{"an act of what is committed", entered(private, Accept, 100, loan), ""},
	} {
		v := s.Judge(tt.entry, DocContract)
		if got := strings.Join(keys(Errors(v.Breaches)), " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	v := s.Judge(entered(private, Accept, 40, loan), DocAcceptance)
	if v.Before.Accepted != 0 || v.After.Accepted != 40 {
		t.Errorf("accepted %d, then %d", v.Before.Accepted, v.After.Accepted)
	}
}

// TestWarningsAskWhoBringsThem asks for a word of why only of entries that have
// to do with what is warned of.
func TestWarningsAskWhoBringsThem(t *testing.T) {
	base := world().With(entered(public, Plan, 100, 0), entered(public, Allocate, 80, 0), entered(service, Commit, 100, platform))
	for _, tt := range []struct {
		name  string
		state *State
		entry Entry
		want  string
	}{
		{"an allocation that leaves a gap", base, entered(public, Allocate, 10, 0), "gap"},
		{"one that closes it", base, entered(public, Allocate, 20, 0), ""},
		{"a commitment beside it", base, entered(public, Commit, 10, procurement), ""},
		{"a plan before any allocation", world(), entered(public, Plan, 10, 0), ""},
		{"a plan above what is allocated", base, entered(public, Plan, 1, 0), "gap"},
		{"an act of the whole year", base, entered(service, Accept, 10, platform), "not_monthly"},
		{"an act of a month", base, entered(service, Accept, 10, platform, month("2018-05")), ""},
		{"an act of a month after one of the year", base.With(entered(service, Accept, 10, platform)), entered(service, Accept, 10, platform, month("2018-05")), ""},
		{"less than the contract's obligations", world(), entered(owed, Commit, 100, partnership), "obligations_under"},
		{"all of them", world(), entered(owed, Commit, 150, partnership), ""},
	} {
		v := tt.state.Judge(tt.entry, DocContract)
		if got := strings.Join(v.Warned(), " "); got != tt.want || v.Refused() {
			t.Errorf("%s: %q (refused: %v), want %q", tt.name, got, keys(v.Breaches), tt.want)
		}
	}
}

func TestReversals(t *testing.T) {
	s := world().With(entered(private, Commit, 100, loan), entered(private, Accept, 100, loan), entered(private, Pay, 60, loan))
	of := func(kind EntryKind, amount money.Amount, change ...func(*Entry)) Entry {
		return entered(private, kind, amount, loan, append(change, func(e *Entry) { e.ID = 9 })...)
	}
	for _, tt := range []struct {
		name  string
		entry Entry
		by    int64
		want  string
	}{
		{"a payment", of(Pay, 60), 0, ""},
		{"an act whose money is paid", of(Accept, 100), 0, "paid_over_accepted"},
		{"the part of the acts that is not paid", of(Accept, 40), 0, ""},
		{"a tiyn more than that", of(Accept, 41), 0, "paid_over_accepted"},
		{"a commitment with acts", of(Commit, 100), 0, "accepted_over_committed"},
		{"a reversal", of(Pay, -60, func(e *Entry) { e.ReversesID = 3 }), 0, "reversal_of_reversal"},
		{"what was reversed", of(Pay, 60), 12, "reversed_already"},
		{"the plan of a roadmap", of(Plan, 60, func(e *Entry) { e.VersionID = 2 }), 0, "planned_by_roadmap"},
	} {
		v := s.JudgeReversal(tt.entry, tt.by)
		if got := strings.Join(keys(Errors(v.Breaches)), " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	old := world(byRoadmaps(2018)).With(entered(public, Plan, 60, 0))
	if v := old.JudgeReversal(entered(public, Plan, 60, 0, func(e *Entry) { e.ID = 9 }), 0); v.Refused() {
		t.Errorf("a plan older than the roadmap: %v", keys(v.Breaches))
	}
}

// TestBreachesNameTheirEntries finds the entries that break a check among all.
func TestBreachesNameTheirEntries(t *testing.T) {
	entries := []Entry{
		entered(public, Commit, 100, procurement), entered(public, Accept, 101, procurement), entered(public, Accept, 5, procurement, year(2019)),
		entered(public, Plan, 5, 0), entered(private, Accept, 7, loan),
	}
	for i := range entries {
		entries[i].ID = int64(i + 1)
	}
	breaches := slices.DeleteFunc(world().With(entries...).Breaches(), func(b Breach) bool {
		return b.Key != "accepted_over_committed" || b.LineID != public || b.Year != 2018
	})
	Name(breaches, entries)
	if len(breaches) != 1 || !slices.Equal(breaches[0].EntryIDs, []int64{1, 2}) {
		t.Errorf("breaches %+v", breaches)
	}
	if b := breaches[0]; b.ProjectID != 7 || b.ProgrammeID != 1 {
		t.Errorf("of project %d in programme %d", b.ProjectID, b.ProgrammeID)
	}
}

// TestOneContractOfSeveral finds a contract that is over-accepted on a line where
// another one is not.
func TestOneContractOfSeveral(t *testing.T) {
	got := world(anotherLoan).With(entered(private, Commit, 100, loan), entered(private, Commit, 100, 20), entered(private, Accept, 150, 20)).Breaches()
	got = Errors(got)
	if len(got) != 1 || got[0].Key != "accepted_over_committed" || got[0].ContractID != 20 || got[0].Excess != 50 {
		t.Errorf("breaches %+v", got)
	}
}

// TestALineSpeaksForItsContracts leaves out what a contract breaks only where a
// line that it is on says it.
func TestALineSpeaksForItsContracts(t *testing.T) {
	elsewhere := entered(public, Accept, 5, procurement)
	for _, tt := range []struct {
		name    string
		entries []Entry
		want    int
	}{
		{"on its own line", []Entry{entered(private, Accept, 7, loan)}, 1},
		{"of two contracts on a line, beside another line", []Entry{elsewhere, entered(private, Commit, 100, loan), entered(private, Commit, 100, 20), entered(private, Accept, 150, 20)}, 2},
	} {
		found := slices.DeleteFunc(world(anotherLoan).With(tt.entries...).Breaches(), func(b Breach) bool { return b.Key != "accepted_over_committed" })
		if len(found) != tt.want {
			t.Errorf("%s: %+v", tt.name, found)
		}
	}
	once := world(owedTwice).With(entered(owed, Commit, 100, partnership), entered(20, Commit, 51, partnership)).Breaches()
	once = slices.DeleteFunc(once, func(b Breach) bool { return b.Key != "obligations_over" })
	if len(once) != 1 || once[0].LineID != 0 || once[0].ContractID != partnership || once[0].Year != 2018 {
		t.Errorf("obligations: %+v", once)
	}
}

// TestAmended finds what an agreement breaks of what was entered already.
func TestAmended(t *testing.T) {
	s := world(advance(loan)).With(entered(private, Commit, 100, loan), entered(private, Pay, 30, loan), entered(private, Commit, 50, loan, year(2019)), entered(private, Accept, 60, loan, year(2019)))
	for _, tt := range []struct {
		name   string
		change func(*Terms)
		want   string
	}{
		{"nothing", func(*Terms) {}, ""},
		{"a larger sum", func(t *Terms) { t.Amount *= 2 }, ""},
		{"less than is committed", func(t *Terms) { t.Amount = 149 }, "contract_sum"},
		{"a shorter term", func(t *Terms) { t.EndOn = on("2018-12-31") }, "outside_contract"},
		{"no advance", func(t *Terms) { t.Advance = 0 }, "paid_over_accepted"},
	} {
		c := s.Contracts[loan-1]
		agreed := c.Current()
		tt.change(&agreed)
		c.Terms = append(slices.Clone(c.Terms), agreed)
		got := s.Amended(c)
		if is := strings.Join(keys(got), " "); is != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, is, tt.want)
		}
		if len(got) > 0 && got[0].ProjectID != 7 {
			t.Errorf("%s: of project %d", tt.name, got[0].ProjectID)
		}
	}
}

func TestEveryCheckIsInTheTable(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Checks {
		if seen[c.Key] || c.Rule == "" || c.Source == "" || c.Field == "" || c.Severity != Error && c.Severity != Warning {
			t.Errorf("check %+v", c)
		}
		seen[c.Key] = true
	}
}
