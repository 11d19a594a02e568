// Package reference is what every installation needs before anybody signs in:
// programmes and their territories, goals, directions, bodies with their seats
// and the working calendar of 2018. It is plain data with plain types; what is
// done with it is decided elsewhere. It refuses to hold people or anything
// that happened.
package reference

import (
	"fmt"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Mark says how well a statement is founded, as domain/facts.md marks it.
type Mark string

const (
	Sourced   Mark = "S"         // read in a source named in facts.md
	General   Mark = "GK"        // general knowledge, not confirmed
	Plausible Mark = "P"         // invented so that it could be true
	Proposed  Mark = "A"         // an assumption or a proposal of ours
	Synthetic Mark = "synthetic" // invented altogether
)

// Goal is one of the six things a programme is for.
type Goal struct {
	Code string
	Name i18n.Text
}

// Direction is a sector of work. The five binding ones have minimum
// requirements that hold for every region.
type Direction struct {
	Code    string
	Name    i18n.Text
	Binding bool
	Minimum i18n.Text // the minimum requirements in a line; Proposed wording
}

// text puts one value in three languages; the order is that of the CSV.
func text(en, ru, kk string) i18n.Text { return i18n.Text{EN: en, RU: ru, KK: kk} }

// day reads a date written by us; a wrong one is a defect and stops the start.
func day(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(fmt.Sprintf("seed/reference: %q is not a day", s))
	}
	return d
}
