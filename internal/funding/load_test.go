package funding_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

func TestObligationsStandBesideTheInvestment(t *testing.T) {
	lines := []funding.Line{
		{ID: 1, ProgrammeID: 1, ProjectID: 1, Model: portfolio.PPP, Kind: funding.Investment},
		{ID: 2, ProgrammeID: 1, ProjectID: 1, Model: portfolio.PPP, Kind: funding.Obligations},
		{ID: 3, ProgrammeID: 2, ProjectID: 2, Model: portfolio.PPP, Kind: funding.Investment},
	}
	book := funding.NewBook(date(2018, 3, 5), lines, []funding.Cell{
		{LineID: 1, Year: 2018, Sums: funding.Sums{Planned: 900}},
		{LineID: 2, Year: 2019, Sums: funding.Sums{Committed: 100}},
		{LineID: 3, Year: 2018, Sums: funding.Sums{Planned: 5}},
	}, 3)
	owes := func(state funding.ContractState) funding.Contract {
		terms := partnership()
		terms.Detail.Obligations = []funding.Obligation{{Type: "comp_invest", Year: 2019, Amount: 101}, {Type: "mgmt_fee", Year: 2020, Amount: 50}}
		c := funding.Contract{Terms: []funding.Terms{terms}}
		if state != funding.ContractDraft {
			c.Steps = []funding.ContractStep{{State: funding.ContractSigned, HappenedOn: terms.SignedOn}, {State: state, HappenedOn: terms.SignedOn}}
		}
		return c
	}
	all := []funding.Contract{owes(funding.ContractActive), owes(funding.ContractDraft), owes(funding.ContractTerminated)}
	got := funding.Loads(book, all, map[int]money.Amount{2018: 1000, 2020: 400}, funding.Scope{ProgrammeID: 1})
	want := []funding.YearLoad{
		{Year: 2018, Investment: funding.Sums{Planned: 900}, Revenue: 1000, RevenueOf: 2018},
		{Year: 2019, Entered: funding.Sums{Committed: 100}, Owed: 101, Revenue: 1000, RevenueOf: 2018},
		{Year: 2020, Owed: 50, Revenue: 400, RevenueOf: 2020},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for i, want := range []struct {
		tenths int64
		over   bool
	}{{0, false}, {101, true}, {125, true}} {
		if n, known := got[i].Tenths(); !known || n != want.tenths || got[i].Over() != want.over {
			t.Errorf("%d: %d, over %v", got[i].Year, n, got[i].Over())
		}
	}
}

func TestALoad(t *testing.T) {
	tests := []struct {
		name   string
		load   funding.YearLoad
		tenths int64
		known  bool
		over   bool
	}{
		{"no revenue is known", funding.YearLoad{Owed: 5}, 0, false, false},
		{"exactly the limit", funding.YearLoad{Owed: 10, Revenue: 100}, 100, true, false},
		{"what was taken on is more than the contracts say", funding.YearLoad{Owed: 1, Entered: funding.Sums{Committed: 11}, Revenue: 100}, 110, true, true},
		{"half a tenth is rounded up", funding.YearLoad{Owed: 1, Revenue: 2000}, 1, true, false},
		{"less than half is not", funding.YearLoad{Owed: 1, Revenue: 2001}, 0, true, false},
		{"sums that would overflow", funding.YearLoad{Owed: 1 << 62, Revenue: 1 << 62}, 1000, true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, known := tt.load.Tenths()
			if n != tt.tenths || known != tt.known || tt.load.Over() != tt.over {
				t.Errorf("%d %v over %v", n, known, tt.load.Over())
			}
		})
	}
}
