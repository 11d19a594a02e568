package funding

import (
	"math/rand/v2"
	"slices"
	"testing"

	"qadam/internal/civil"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

func TestPlannedAgainstRealisedModels(t *testing.T) {
	const ppp, service, public, private = portfolio.PPP, portfolio.Service, portfolio.Public, portfolio.Private
	type plan struct {
		model  portfolio.Model
		amount money.Amount
	}
	type signed struct {
		on       portfolio.Model // of the line
		contract portfolio.Model // "" without a contract
		amount   money.Amount
	}
	for name, tt := range map[string]struct {
		plans  []plan
		signed []signed
		want   []Stream
	}{
		"nothing":                          {},
		"as planned":                       {[]plan{{ppp, 10}}, []signed{{ppp, ppp, 10}}, []Stream{{ppp, ppp, 10}}},
		"nothing signed":                   {[]plan{{ppp, 10}, {public, 2}}, nil, []Stream{{ppp, "", 10}, {public, "", 2}}},
		"signed without a plan":            {nil, []signed{{private, private, 3}}, []Stream{{"", private, 3}}},
		"a partnership became budget":      {[]plan{{ppp, 10}}, []signed{{ppp, public, 8}}, []Stream{{ppp, public, 8}, {ppp, "", 2}}},
		"on a line of the budget":          {[]plan{{ppp, 10}}, []signed{{public, public, 12}}, []Stream{{ppp, public, 10}, {"", public, 2}}},
		"the same model first":             {[]plan{{ppp, 10}, {public, 5}}, []signed{{public, public, 9}}, []Stream{{ppp, public, 4}, {ppp, "", 6}, {public, public, 5}}},
		"without a contract its own model": {[]plan{{service, 5}}, []signed{{service, "", 4}}, []Stream{{service, service, 4}, {service, "", 1}}},
		"the rest in the order of models":  {[]plan{{service, 5}, {public, 5}}, []signed{{ppp, ppp, 4}, {private, private, 4}}, []Stream{{service, ppp, 4}, {service, private, 1}, {public, private, 3}, {public, "", 2}}},
	} {
		t.Run(name, func(t *testing.T) {
			var lines []Line
			var cells []Cell
			kinds := map[int64]portfolio.Model{}
			for i, m := range portfolio.Models {
				lines = append(lines, Line{ID: int64(i + 1), ProjectID: 1, ProgrammeID: 1, Model: m, Kind: Investment})
			}
			of := func(m portfolio.Model) int64 { return int64(slices.Index(portfolio.Models, m) + 1) }
			for _, p := range tt.plans {
				cells = append(cells, cellOf(of(p.model), 0, 2018, Sums{Planned: p.amount}))
			}
			for i, s := range tt.signed {
				c := cellOf(of(s.on), 0, 2018, Sums{Committed: s.amount})
				if s.contract != "" {
					c.ContractID = int64(i + 1)
					kinds[c.ContractID] = s.contract
				}
				cells = append(cells, c)
			}
			if got := NewBook(civil.Date{}, lines, cells, 0).Flow(Scope{}, kinds); !slices.Equal(got, tt.want) {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

// What is planned by a project is not realised by another.
func TestProjectsDoNotRealiseEachOthersPlans(t *testing.T) {
	b := NewBook(civil.Date{}, []Line{{ID: 1, ProjectID: 1, Model: portfolio.PPP}, {ID: 2, ProjectID: 2, Model: portfolio.PPP}},
		[]Cell{cellOf(1, 0, 2018, Sums{Planned: 5}), cellOf(2, 0, 2018, Sums{Committed: 5})}, 2)
	want := []Stream{{portfolio.PPP, "", 5}, {"", portfolio.PPP, 5}}
	if got := b.Flow(Scope{}, nil); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// To the tiyn: the streams from a model are its plan, those to all are what is
// committed.
func TestStreamsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		b, _ := random(r, 40)
		s := Scope{Kind: Investment, Year: 2017 + r.IntN(4)}
		planned, committed := map[portfolio.Model]money.Amount{}, money.Amount(0)
		for _, f := range b.Flow(s, map[int64]portfolio.Model{1: portfolio.Service, 2: portfolio.Public}) {
			planned[f.Planned] += f.Amount
			if f.Realised != "" {
				committed += f.Amount
			}
		}
		for _, g := range b.ByModel(s) {
			if planned[g.Key] != g.Planned {
				t.Fatalf("%s: %d flow, %d planned", g.Key, planned[g.Key], g.Planned)
			}
		}
		if want := b.Sums(s).Committed; committed != want {
			t.Fatalf("%d flow, %d committed", committed, want)
		}
	}
}

func TestUnspentMoneyOfBudgetsLapsesAfterTheYear(t *testing.T) {
	cells := []Cell{
		cellOf(1, 0, 2017, Sums{Allocated: 10, Planned: 12}), cellOf(1, 5, 2017, Sums{Paid: 4}), cellOf(1, 0, 2018, Sums{Allocated: 10}), cellOf(1, 0, 2019, Sums{Allocated: 10, Planned: 9}),
		cellOf(4, 0, 2018, Sums{Allocated: 5, Paid: 5}), cellOf(2, 0, 2018, Sums{Allocated: 9, Planned: 99}),
	}
	for on, want := range map[string]string{"2018-12-31": "2017 6 lapsed, 2018 10", "2019-01-01": "2017 6 lapsed, 2018 10 lapsed, 2019 10", "2017-06-01": "2017 6"} {
		day, err := civil.ParseDate(on)
		if err != nil {
			t.Fatal(err)
		}
		b := NewBook(day, lines, cells, 0)
		got := ""
		for _, l := range b.Lapses(Scope{}) {
			if got != "" {
				got += ", "
			}
			got += civil.Date{Year: l.Year}.String()[:4] + " " + (l.Amount * money.Tenge).String()
			if l.Lapsed {
				got += " lapsed"
			}
		}
		if got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
	}
	b := NewBook(civil.Date{Year: 2018}, lines, cells, 0)
	if gaps := b.Gaps(Scope{}); len(gaps) != 1 || gaps[0].Year != 2017 || gaps[0].Amount != 2 || gaps[0].Line.ID != 1 {
		t.Errorf("gaps %+v", gaps)
	}
}

func TestAProjectIsShortOfMoneyFromSeptemberOn(t *testing.T) {
	rules := portfolio.DefaultStatusRules
	day := func(s string) civil.Date { d, _ := civil.ParseDate(s); return d }
	book := func(s Sums) *Book {
		return NewBook(civil.Date{}, lines, []Cell{cellOf(1, 0, 2018, s), cellOf(3, 0, 2018, Sums{Committed: 1000})}, 0)
	}
	for _, tt := range []struct {
		on   string
		sums Sums
		want bool
	}{
		{"2018-09-01", Sums{Planned: 100, Allocated: 1}, true},
		{"2018-08-31", Sums{Planned: 100, Allocated: 1}, false},
		{"2018-09-01", Sums{Planned: 100, Committed: 49}, true},
		{"2018-09-01", Sums{Planned: 100, Committed: 50}, false},
		{"2018-09-01", Sums{Planned: 100}, false}, // nothing but plans: money is not kept here
		{"2018-09-01", Sums{Allocated: 100}, false},
		{"2019-09-01", Sums{Planned: 100, Committed: 49}, false},
	} {
		if got := book(tt.sums).Short(1, 2018, rules, day(tt.on)); got[10] != tt.want {
			t.Errorf("on %s with %+v: %v", tt.on, tt.sums, got)
		}
	}
}
