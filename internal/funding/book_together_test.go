package funding

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"qadam/internal/civil"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// What is added up from lines put together is what every line adds up to, of
// any scope.
func TestLinesPutTogetherAddUpAsEachDoes(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 2018))
	var lines []Line
	var cells []Cell
	for id := range int64(300) {
		l := Line{ID: id + 1, ProgrammeID: random.Int64N(4) + 1, ProjectID: random.Int64N(40) + 1, Model: portfolio.Models[random.IntN(4)], Source: Sources[random.IntN(len(Sources))], Kind: Investment}
		if random.IntN(4) == 0 {
			l.Kind = Obligations
		}
		lines = append(lines, l)
		for range random.IntN(5) {
			c := Cell{LineID: l.ID, ContractID: random.Int64N(3), Year: 2017 + random.IntN(4)}
			c.Planned, c.Committed, c.Paid = money.Amount(random.Int64N(1000)), money.Amount(random.Int64N(1000)), money.Amount(random.Int64N(1000))
			cells = append(cells, c)
		}
	}
	fast := NewBook(civil.Date{Year: 2018, Month: 10, Day: 15}, lines, cells, len(cells))
	slow := NewBook(fast.On, lines, cells, len(cells))
	slow.brief = nil
	for range 500 {
		s := Scope{Budget: random.IntN(4) == 0}
		if random.IntN(2) == 0 {
			s.ProgrammeID = random.Int64N(5) + 1
		}
		if random.IntN(2) == 0 {
			s.Year = 2017 + random.IntN(4)
		}
		if random.IntN(3) == 0 {
			s.Model = portfolio.Models[random.IntN(4)]
		}
		if random.IntN(3) == 0 {
			s.Kind = LineKinds[random.IntN(len(LineKinds))]
		}
		if random.IntN(5) == 0 {
			s.Source = Sources[random.IntN(len(Sources))]
		}
		if random.IntN(5) == 0 {
			s.ProjectID = random.Int64N(40) + 1
		}
		got := []any{fast.Sums(s), fast.Ahead(s), fast.Years(s), fast.ByProgramme(s), fast.ByModel(s), fast.BySource(s), fast.ByYear(s)}
		want := []any{slow.Sums(s), slow.Ahead(s), slow.Years(s), slow.ByProgramme(s), slow.ByModel(s), slow.BySource(s), slow.ByYear(s)}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%+v (-each +together):\n%s", s, diff)
		}
	}
}
