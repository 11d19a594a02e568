// Package portfolio holds the nouns of the tracker (programmes, roadmaps,
// milestones, their updates and evidence) and the rules that turn what was
// reported into a status. It refuses to read a clock or a database.
package portfolio

import (
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Programme is one of the Smart City programmes. A sixth is an insert.
// Its name, territory and owner change in time: they stand in its terms.
type Programme struct {
	ID         int64
	Code       string
	Position   int
	Aliases    Codes // other spellings in use, such as Ontystuk
	RecordedAt time.Time

	Terms []ProgrammeTerm // loaded, never saved with it
}

// ProgrammeTerm is what a programme was called and whose it was between two
// days (facts.md §1.4: Ontustik changes its owner on 2018-06-19).
type ProgrammeTerm struct {
	ID          int64
	ProgrammeID int64
	OwnerID     int64 // the akimat, a body
	Name        i18n.Text
	Territory   i18n.Text
	City        i18n.Text
	KATO        string `gorm:"column:kato"`        // of the city
	KATORegion  string `gorm:"column:kato_region"` // of the region
	ISO         string `gorm:"column:iso"`         // ISO 3166-2
	Latitude    float64
	Longitude   float64
	ValidFrom   civil.Date
	ValidTo     civil.Date // the last day, zero while it stands

	Owner Body `gorm:"foreignKey:OwnerID"`
}

// Term returns what stood on the day; before the first term, the first.
func (p Programme) Term(on civil.Date) ProgrammeTerm {
	var found ProgrammeTerm
	for i, t := range p.Terms {
		if i == 0 || !on.Before(t.ValidFrom) {
			found = t
		}
	}
	return found
}

// Name is what the programme was called on the day.
func (p Programme) Name(on civil.Date) i18n.Text { return p.Term(on).Name }

// Goal is what a programme is for; every project serves at least one.
type Goal struct {
	ID       int64
	Code     string
	Position int
	Name     i18n.Text
}

// Direction is an area of work. The binding ones have minimum requirements
// for every region.
type Direction struct {
	ID          int64
	Code        string
	Position    int
	Name        i18n.Text
	Binding     bool
	Requirement i18n.Text
}
