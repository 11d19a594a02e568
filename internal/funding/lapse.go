package funding

import (
	"qadam/internal/civil"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Lapse is budget money of a line that was allocated for a fiscal year and is
// not paid. After 31 December of the year it has lapsed; before, it will
// (rules.md §7).
type Lapse struct {
	Line   Line
	Year   int
	Amount money.Amount // allocated − paid, tiyn
	Sums
	Lapsed bool // by the day shown
}

// Lapses lists the unspent budget money of the scope, of fiscal years until that
// of the day shown, by line and year.
func (b *Book) Lapses(s Scope) []Lapse {
	s.Budget = true
	var found []Lapse
	b.yearly(s, func(l *Line, year int, sums Sums) {
		if rest := sums.Allocated - sums.Paid; rest > 0 && year <= b.On.Year {
			found = append(found, Lapse{Line: *l, Year: year, Amount: rest, Sums: sums, Lapsed: year < b.On.Year})
		}
	})
	return found
}

// Gap is a line of a budget of which more is planned for a fiscal year than was
// allocated (facts.md §2.5, 2).
type Gap struct {
	Line   Line
	Year   int
	Amount money.Amount // planned − allocated, tiyn
	Sums
}

// Gaps lists what lacks of the allocations of the scope, by line and year.
func (b *Book) Gaps(s Scope) []Gap {
	s.Budget = true
	var found []Gap
	b.yearly(s, func(l *Line, year int, sums Sums) {
		if rest := sums.Planned - sums.Allocated; rest > 0 {
			found = append(found, Gap{Line: *l, Year: year, Amount: rest, Sums: sums})
		}
	})
	return found
}

// Short are the projects of a programme of whose plan for a year too little is
// committed so late in it: what is at risk for want of money (rules.md §4).
// After the year that is past mending and says nothing of the day. A programme
// of which nothing but plans was ever entered for the year does not keep its
// money here: that says nothing either.
func (b *Book) Short(programmeID int64, year int, rules portfolio.StatusRules, on civil.Date) map[int64]bool {
	scope := Scope{ProgrammeID: programmeID, Year: year, Kind: Investment}
	if sums := b.Sums(scope); on.Year != year || (sums == Sums{Planned: sums.Planned}) {
		return nil
	}
	short := map[int64]bool{}
	for _, g := range b.ByProject(scope) {
		if rules.FundingGap(on, int64(g.Planned), int64(g.Committed)) {
			short[g.Key] = true
		}
	}
	return short
}

// yearly gives the sums of each line and fiscal year of the scope.
func (b *Book) yearly(s Scope, take func(l *Line, year int, sums Sums)) {
	var last *Line
	var year int
	var sums Sums
	for l, c := range b.Each(s) {
		if last != nil && (last != l || year != c.Year) {
			take(last, year, sums)
			sums = Sums{}
		}
		last, year = l, c.Year
		sums.Add(c.Sums)
	}
	if last != nil {
		take(last, year, sums)
	}
}
