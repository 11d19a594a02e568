package funding

import (
	"cmp"
	"slices"
	"sync"

	"qadam/internal/civil"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Book is the ledger at one instant, added up by line, contract and fiscal year
// in one pass: what every page, chart, export and check reads. It is never
// changed.
type Book struct {
	On    civil.Date // the day it is shown for
	Lines []Line     // that had been opened by then, by programme, project, id
	Cells []Cell     // what entries on them come to, by line in that order, year and contract
	Count int        // of entries known by then
	at    map[int64]int
	brief func() *Book // the same with all lines alike put together, made when somebody asks
	spent func() map[int64]Sums
}

// Cell is what the entries of a line, a contract (0 for those of none) and a
// fiscal year come to.
type Cell struct {
	LineID     int64
	ContractID int64
	Year       int
	Sums
}

// NewBook orders lines and cells and leaves out what came to nothing.
func NewBook(on civil.Date, lines []Line, cells []Cell, count int) *Book {
	b := &Book{On: on, Lines: slices.Clone(lines), at: make(map[int64]int, len(lines)), Count: count}
	slices.SortFunc(b.Lines, func(x, y Line) int {
		return cmp.Or(cmp.Compare(x.ProgrammeID, y.ProgrammeID), cmp.Compare(x.ProjectID, y.ProjectID), cmp.Compare(x.ID, y.ID))
	})
	for i, l := range b.Lines {
		b.at[l.ID] = i
	}
	b.Cells = slices.DeleteFunc(slices.Clone(cells), func(c Cell) bool { return c.IsZero() })
	slices.SortFunc(b.Cells, func(x, y Cell) int {
		return cmp.Or(cmp.Compare(b.at[x.LineID], b.at[y.LineID]), cmp.Compare(x.Year, y.Year), cmp.Compare(x.ContractID, y.ContractID))
	})
	b.brief = sync.OnceValue(b.together)
	b.spent = sync.OnceValue(b.invested)
	return b
}

// alike is what lines have in common that a scope without project, line and
// contract can ask for.
type alike struct {
	programmeID int64
	model       portfolio.Model
	source      Source
	kind        LineKind
}

// together is the book with one line for all that are alike, so that the sums of
// a programme take the same time however many projects it has.
func (b *Book) together() *Book {
	small := &Book{On: b.On, Count: b.Count, at: map[int64]int{}}
	at := map[alike]int64{}
	type key struct {
		line int64
		year int
	}
	sums := map[key]int{}
	for l, c := range b.Each(Scope{}) {
		a := alike{l.ProgrammeID, l.Model, l.Source, l.Kind}
		id, ok := at[a]
		if !ok {
			id = int64(len(small.Lines)) + 1
			at[a], small.at[id] = id, len(small.Lines)
			small.Lines = append(small.Lines, Line{ID: id, ProgrammeID: l.ProgrammeID, Model: l.Model, Source: l.Source, Kind: l.Kind})
		}
		k := key{id, c.Year}
		i, ok := sums[k]
		if !ok {
			i = len(small.Cells)
			sums[k], small.Cells = i, append(small.Cells, Cell{LineID: id, Year: c.Year})
		}
		small.Cells[i].Add(c.Sums)
	}
	slices.SortStableFunc(small.Cells, func(x, y Cell) int {
		return cmp.Or(cmp.Compare(small.at[x.LineID], small.at[y.LineID]), cmp.Compare(x.Year, y.Year))
	})
	return small
}

// within is the book to add the scope up from: the smaller one when that has all
// that the scope asks for.
func (b *Book) within(s Scope) *Book {
	if b.brief == nil || s.ProjectID != 0 || s.ProjectIDs != nil || s.LineID != 0 || s.ContractID != 0 {
		return b
	}
	return b.brief()
}

// Shown is the same ledger shown for another day, on which nothing else was
// known.
func (b *Book) Shown(on civil.Date) *Book {
	other := *b
	other.On = on
	return &other
}

// Line returns a line, or nil when it had not been opened.
func (b *Book) Line(id int64) *Line {
	i, ok := b.at[id]
	if !ok {
		return nil
	}
	return &b.Lines[i]
}

// AllYears asks for the sums of every fiscal year.
const AllYears = 0

// Scope narrows what is added up. What is zero does not narrow: a headline sum
// names its Kind, so that obligations are never added to the investment.
type Scope struct {
	ProgrammeID int64
	ProjectID   int64
	ProjectIDs  []int64 // any of them; nil does not narrow
	LineID      int64
	ContractID  int64
	Year        int // AllYears for all of them
	Model       portfolio.Model
	Source      Source
	Kind        LineKind
	Budget      bool // only of sources that are budgets
}

func (s Scope) line(l *Line) bool {
	return (s.ProgrammeID == 0 || s.ProgrammeID == l.ProgrammeID) && (s.ProjectID == 0 || s.ProjectID == l.ProjectID) &&
		(s.ProjectIDs == nil || slices.Contains(s.ProjectIDs, l.ProjectID)) && (s.LineID == 0 || s.LineID == l.ID) &&
		(s.Model == "" || s.Model == l.Model) && (s.Source == "" || s.Source == l.Source) && (s.Kind == "" || s.Kind == l.Kind) &&
		(!s.Budget || l.Source.Budget())
}

func (s Scope) cell(c *Cell) bool {
	return (s.Year == AllYears || s.Year == c.Year) && (s.ContractID == 0 || s.ContractID == c.ContractID)
}

// Each gives the cells within the scope with their lines, in order.
func (b *Book) Each(s Scope) func(yield func(*Line, *Cell) bool) {
	return func(yield func(*Line, *Cell) bool) {
		in, last := false, int64(-1)
		var l *Line
		for i := range b.Cells {
			c := &b.Cells[i]
			if c.LineID != last {
				last, l = c.LineID, b.Line(c.LineID)
				in = l != nil && s.line(l)
			}
			if in && s.cell(c) && !yield(l, c) {
				return
			}
		}
	}
}

// Within lists the lines of the scope, those without entries too. Year and
// contract do not narrow lines.
func (b *Book) Within(s Scope) []Line {
	var found []Line
	for i := range b.Lines {
		if s.line(&b.Lines[i]) {
			found = append(found, b.Lines[i])
		}
	}
	return found
}

// Sums adds up the scope, whatever the kind of the lines unless it is named.
func (b *Book) Sums(s Scope) Sums {
	var sum Sums
	for _, c := range b.within(s).Each(s) {
		sum.Add(c.Sums)
	}
	return sum
}

// Investment adds up the investment of the scope: the headline of every page.
func (b *Book) Investment(s Scope) Sums {
	s.Kind = Investment
	return b.Sums(s)
}

// Obligations adds up what the budget owes within the scope: beside the
// investment, never added to it.
func (b *Book) Obligations(s Scope) Sums {
	s.Kind = Obligations
	return b.Sums(s)
}

// Ahead is what the budget owes by contracts for the years after that of the day
// shown, of the scope in any year.
func (b *Book) Ahead(s Scope) money.Amount {
	s.Kind, s.Year = Obligations, AllYears
	var sum money.Amount
	for _, c := range b.within(s).Each(s) {
		if c.Year > b.On.Year {
			sum += c.Committed
		}
	}
	return sum
}

// Years lists the fiscal years that have entries within the scope, the earliest
// first.
func (b *Book) Years(s Scope) []int {
	var years []int
	for _, c := range b.within(s).Each(s) {
		if i, found := slices.BinarySearch(years, c.Year); !found {
			years = slices.Insert(years, i, c.Year)
		}
	}
	return years
}

// Group is the sums of what has a key in common.
type Group[K comparable] struct {
	Key K
	Sums
}

// groups adds up by a key, in the order in which keys appear.
func groups[K comparable](b *Book, s Scope, key func(*Line, *Cell) K) []Group[K] {
	at := map[K]int{}
	var all []Group[K]
	for l, c := range b.Each(s) {
		k := key(l, c)
		i, ok := at[k]
		if !ok {
			i = len(all)
			at[k], all = i, append(all, Group[K]{Key: k})
		}
		all[i].Add(c.Sums)
	}
	return all
}

// ranked puts groups in the order of a list of keys; a key of the list without
// entries has no group.
func ranked[K comparable](all []Group[K], order []K) []Group[K] {
	slices.SortStableFunc(all, func(a, b Group[K]) int {
		return cmp.Compare(slices.Index(order, a.Key), slices.Index(order, b.Key))
	})
	return all
}

// ByProgramme adds up each programme, by key.
func (b *Book) ByProgramme(s Scope) []Group[int64] {
	return groups(b.within(s), s, func(l *Line, _ *Cell) int64 { return l.ProgrammeID })
}

// ByProject adds up each project, by programme and key.
func (b *Book) ByProject(s Scope) []Group[int64] {
	return groups(b, s, func(l *Line, _ *Cell) int64 { return l.ProjectID })
}

// Projects is the investment of all years in each project that has entries,
// added up once. It is shared and must not be changed.
func (b *Book) Projects() map[int64]Sums { return b.spent() }

func (b *Book) invested() map[int64]Sums {
	sums := map[int64]Sums{}
	for _, g := range b.ByProject(Scope{Kind: Investment, Year: AllYears}) {
		sums[g.Key] = g.Sums
	}
	return sums
}

// ByLine adds up each line that has entries, in the order of the lines.
func (b *Book) ByLine(s Scope) []Group[int64] {
	return groups(b, s, func(l *Line, _ *Cell) int64 { return l.ID })
}

// ByContract adds up each contract, by key; 0 is what goes by none.
func (b *Book) ByContract(s Scope) []Group[int64] {
	all := groups(b, s, func(_ *Line, c *Cell) int64 { return c.ContractID })
	slices.SortFunc(all, func(x, y Group[int64]) int { return cmp.Compare(x.Key, y.Key) })
	return all
}

// ByModel adds up each model, in the order of portfolio.Models.
func (b *Book) ByModel(s Scope) []Group[portfolio.Model] {
	return ranked(groups(b.within(s), s, func(l *Line, _ *Cell) portfolio.Model { return l.Model }), portfolio.Models)
}

// BySource adds up each source, in the order of Sources.
func (b *Book) BySource(s Scope) []Group[Source] {
	return ranked(groups(b.within(s), s, func(l *Line, _ *Cell) Source { return l.Source }), Sources)
}

// ByYear adds up each fiscal year, the earliest first.
func (b *Book) ByYear(s Scope) []Group[int] {
	all := groups(b.within(s), s, func(_ *Line, c *Cell) int { return c.Year })
	slices.SortFunc(all, func(x, y Group[int]) int { return cmp.Compare(x.Key, y.Key) })
	return all
}
