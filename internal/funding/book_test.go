package funding

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"qadam/internal/civil"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

var lines = []Line{
	{ID: 4, ProgrammeID: 2, ProjectID: 20, Model: portfolio.Public, Source: CityBudget, Kind: Investment},
	{ID: 1, ProgrammeID: 1, ProjectID: 10, Model: portfolio.Public, Source: CityBudget, Kind: Investment},
	{ID: 2, ProgrammeID: 1, ProjectID: 10, Model: portfolio.PPP, Source: PrivateOwn, Kind: Investment},
	{ID: 3, ProgrammeID: 1, ProjectID: 10, Model: portfolio.PPP, Source: CityBudget, Kind: Obligations},
}

func cellOf(line, contract int64, year int, s Sums) Cell {
	return Cell{LineID: line, ContractID: contract, Year: year, Sums: s}
}

func TestABookAddsUpWhatIsAskedFor(t *testing.T) {
	b := NewBook(civil.Date{Year: 2018, Month: 10, Day: 15}, lines, []Cell{
		cellOf(4, 0, 2018, Sums{Planned: 1000}), cellOf(1, 0, 2019, Sums{Planned: 7}), cellOf(1, 5, 2018, Sums{Committed: 50, Paid: 40}),
		cellOf(1, 0, 2018, Sums{Planned: 100, Allocated: 90}), cellOf(2, 6, 2018, Sums{Committed: 30, Paid: 3}), cellOf(3, 6, 2020, Sums{Committed: 500}),
		cellOf(2, 0, 2018, Sums{}),
	}, 9)
	if len(b.Cells) != 6 || b.Lines[0].ID != 1 || b.Lines[3].ID != 4 {
		t.Fatalf("lines %v, cells %v", b.Lines, b.Cells)
	}
	for name, tt := range map[string]struct{ got, want Sums }{
		"all":               {b.Sums(Scope{}), Sums{Planned: 1107, Allocated: 90, Committed: 580, Paid: 43}},
		"investment":        {b.Investment(Scope{}), Sums{Planned: 1107, Allocated: 90, Committed: 80, Paid: 43}},
		"obligations":       {b.Obligations(Scope{}), Sums{Committed: 500}},
		"a programme":       {b.Sums(Scope{ProgrammeID: 2}), Sums{Planned: 1000}},
		"a project's year":  {b.Sums(Scope{ProjectID: 10, Year: 2018}), Sums{Planned: 100, Allocated: 90, Committed: 80, Paid: 43}},
		"projects":          {b.Sums(Scope{ProjectIDs: []int64{20, 30}}), Sums{Planned: 1000}},
		"no projects":       {b.Sums(Scope{ProjectIDs: []int64{}}), Sums{}},
		"a line":            {b.Sums(Scope{LineID: 2}), Sums{Committed: 30, Paid: 3}},
		"a contract":        {b.Sums(Scope{ContractID: 6}), Sums{Committed: 530, Paid: 3}},
		"a model":           {b.Sums(Scope{Model: portfolio.PPP, Kind: Investment}), Sums{Committed: 30, Paid: 3}},
		"a source":          {b.Sums(Scope{Source: CityBudget, ProgrammeID: 1}), Sums{Planned: 107, Allocated: 90, Committed: 550, Paid: 40}},
		"budgets":           {b.Investment(Scope{Budget: true, ProgrammeID: 1}), Sums{Planned: 107, Allocated: 90, Committed: 50, Paid: 40}},
		"what is not there": {b.Sums(Scope{LineID: 9}), Sums{}},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %+v, want %+v", name, tt.got, tt.want)
		}
	}
	if got := b.Years(Scope{}); !slices.Equal(got, []int{2018, 2019, 2020}) {
		t.Errorf("years %v", got)
	}
	if got := b.Years(Scope{LineID: 3}); !slices.Equal(got, []int{2020}) {
		t.Errorf("years of a line %v", got)
	}
	want := []Group[portfolio.Model]{{portfolio.PPP, Sums{Committed: 30, Paid: 3}}, {portfolio.Public, Sums{Planned: 1100, Allocated: 90, Committed: 50, Paid: 40}}}
	if got := b.ByModel(Scope{Kind: Investment, Year: 2018}); !slices.Equal(got, want) {
		t.Errorf("by model %v", got)
	}
	if got := b.ByContract(Scope{}); len(got) != 3 || got[2].Key != 6 || got[2].Committed != 530 {
		t.Errorf("by contract %v", got)
	}
	if got := b.Within(Scope{ProjectID: 10, Year: 1900}); len(got) != 3 {
		t.Errorf("lines of a project %v", got)
	}
	if other := b.Shown(civil.Date{Year: 2019}); other.On == b.On || other.Sums(Scope{}) != b.Sums(Scope{}) {
		t.Error("shown for another day it is the same ledger")
	}
}

// However it is grouped, it adds up to the same: nothing is counted twice or
// left out.
func TestEveryGroupingAddsUpToTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		b, _ := random(r, 60)
		for _, s := range []Scope{{}, {Year: 2018}, {Kind: Investment}, {Model: portfolio.PPP, Year: 2019}, {Source: CityBudget}, {ProgrammeID: 1}} {
			want := b.Sums(s)
			check := func(by string, got Sums) {
				if got != want {
					t.Fatalf("by %s of %+v: %+v, want %+v", by, s, got, want)
				}
			}
			check("programme", total(b.ByProgramme(s)))
			check("project", total(b.ByProject(s)))
			check("line", total(b.ByLine(s)))
			check("contract", total(b.ByContract(s)))
			check("model", total(b.ByModel(s)))
			check("source", total(b.BySource(s)))
			check("year", total(b.ByYear(s)))
			for _, g := range b.ByProject(Scope{Kind: Investment}) {
				if got := b.Projects()[g.Key]; got != g.Sums {
					t.Fatalf("the investment of project %d is %+v, want %+v", g.Key, got, g.Sums)
				}
			}
			apart := b.Investment(s)
			apart.Add(b.Obligations(s))
			if s.Kind == "" {
				check("kind", apart)
			}
		}
	}
}

func total[K comparable](all []Group[K]) Sums {
	var sum Sums
	for _, g := range all {
		sum.Add(g.Sums)
	}
	return sum
}

// random is a book of n random entries, and the entries.
func random(r *rand.Rand, n int) (*Book, []Posting) {
	var lines []Line
	for id := int64(1); id <= 9; id++ {
		lines = append(lines, Line{
			ID: id, ProgrammeID: 1 + id%2, ProjectID: 1 + id%4, Model: portfolio.Models[r.IntN(4)], Source: Sources[r.IntN(len(Sources))], Kind: LineKinds[r.IntN(2)],
		})
	}
	postings := make([]Posting, n)
	for i := range postings {
		postings[i] = Posting{
			LineID: 1 + r.Int64N(9), ContractID: r.Int64N(3), Kind: EntryKinds[r.IntN(len(EntryKinds))], Year: 2017 + r.IntN(4),
			Amount: money.Amount(1 + r.Int64N(int64(Limit))), RecordedAt: int64(i / 3),
		}
	}
	var j Journal
	j.Take(lines, postings)
	return j.Book(civil.Date{Year: 2018, Month: 10, Day: 15}, n, len(lines)), postings
}

// What a journal says of any instant is what the entries until then come to,
// however it grew.
func TestAJournalKnowsEveryInstant(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	_, postings := random(r, 300)
	var j Journal
	for from := 0; from < len(postings); {
		to := min(len(postings), from+r.IntN(40))
		j.Take(nil, postings[from:to])
		from = to
		for range 5 {
			at := r.Int64N(110)
			known := slices.IndexFunc(postings[:to], func(p Posting) bool { return p.RecordedAt >= at })
			if known < 0 {
				known = to
			}
			got, _ := j.Before(at)
			if got != known {
				t.Fatalf("before %d of %d: %d, want %d", at, to, got, known)
			}
			want := map[cellKey]Sums{}
			for _, p := range postings[:known] {
				key := cellKey{p.LineID, p.ContractID, p.Year}
				s := want[key]
				s.Take(p.Kind, p.Amount)
				want[key] = s
			}
			b := j.Book(civil.Date{}, got, 0)
			for _, c := range b.Cells {
				key := cellKey{c.LineID, c.ContractID, c.Year}
				if want[key] != c.Sums {
					t.Fatalf("%v: %+v, want %+v", key, c.Sums, want[key])
				}
				delete(want, key)
			}
			for key, s := range want {
				if !s.IsZero() {
					t.Fatalf("%v is missing: %+v", key, s)
				}
			}
		}
	}
}

func TestSharesAreRoundedAndNeverDividedByNothing(t *testing.T) {
	for _, tt := range []struct {
		part, whole money.Amount
		want        int64
		defined     bool
	}{
		{1, 0, 0, false}, {0, 0, 0, false}, {1, -5, 0, false}, {0, 5, 0, true}, {1, 3, 333, true}, {2, 3, 667, true}, {1, 2000, 1, true}, {1, 2001, 0, true},
		{5, 5, 1000, true}, {10, 5, 2000, true}, {1 << 62, 1 << 62, 1000, true},
	} {
		if got, ok := Share(tt.part, tt.whole); got != tt.want || ok != tt.defined {
			t.Errorf("Share(%d, %d) = %d, %v, want %d, %v", tt.part, tt.whole, got, ok, tt.want, tt.defined)
		}
	}
}

func TestTheOrderOfABook(t *testing.T) {
	b := NewBook(civil.Date{}, lines, []Cell{cellOf(4, 0, 2018, Sums{Planned: 1}), cellOf(1, 2, 2018, Sums{Planned: 1}), cellOf(1, 1, 2018, Sums{Planned: 1}), cellOf(1, 9, 2017, Sums{Planned: 1})}, 4)
	var got [][3]int64
	for _, c := range b.Cells {
		got = append(got, [3]int64{c.LineID, int64(c.Year), c.ContractID})
	}
	if diff := cmp.Diff([][3]int64{{1, 2017, 9}, {1, 2018, 1}, {1, 2018, 2}, {4, 2018, 0}}, got); diff != "" {
		t.Error(diff)
	}
}
