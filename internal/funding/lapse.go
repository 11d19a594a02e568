package funding

import "qadam/internal/money"

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
