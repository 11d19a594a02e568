package funding

import "qadam/internal/money"

// LineState is how a line stands: what its entries come to, by contract and
// fiscal year.
type LineState struct {
	Line    Line
	Cells   []Cell
	Roadmap map[int]money.Amount // what versions of roadmaps plan, by fiscal year: not to be planned by hand
}

// Year adds up a fiscal year, AllYears for all of them.
func (s LineState) Year(year int) Sums { return addUp(s.Cells, 0, year) }

// Contract adds up what goes by a contract in a fiscal year, AllYears for all.
func (s LineState) Contract(contractID int64, year int) Sums { return addUp(s.Cells, contractID, year) }

func addUp(cells []Cell, contractID int64, year int) Sums {
	var sum Sums
	for _, c := range cells {
		if (year == AllYears || c.Year == year) && (contractID == 0 || c.ContractID == contractID) {
			sum.Add(c.Sums)
		}
	}
	return sum
}
