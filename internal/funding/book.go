package funding

import (
	"qadam/internal/civil"
	"qadam/internal/money"
)

// Book is the ledger at one instant, added up by line and fiscal year in one
// pass: what every page, chart, export and check reads. It is never changed.
type Book struct {
	On    civil.Date // the day it is shown for
	Lines []Line     // that had been opened by then, by programme, project, id
	cells map[cell]Sums
}

type cell struct {
	line int64
	year int
}

// Posting is as much of an entry as totals are made of.
type Posting struct {
	LineID int64
	Kind   EntryKind
	Year   int
	Amount money.Amount
}

// NewBook adds up the postings, in one pass.
func NewBook(on civil.Date, lines []Line, postings func(yield func(Posting) bool)) *Book {
	b := &Book{On: on, Lines: lines, cells: map[cell]Sums{}}
	for p := range postings {
		key := cell{p.LineID, p.Year}
		s := b.cells[key]
		s.Take(p.Kind, p.Amount)
		b.cells[key] = s
	}
	return b
}

// AllYears asks for the sums of every fiscal year.
const AllYears = 0

// Scope narrows what is added up. What is zero does not narrow.
type Scope struct {
	ProgrammeID int64
	ProjectID   int64
	LineID      int64
	Year        int // AllYears for all of them
	Model       string
	Source      Source
	Kind        LineKind
}
