package funding

import (
	"slices"

	"qadam/internal/civil"
	"qadam/internal/money"
)

// Tally is entries of a line added up by what the checks ask for. One entry is
// a tally, and so are all of a month.
type Tally struct {
	LineID     int64
	ContractID int64 // 0 when by no contract
	Kind       EntryKind
	Year       int
	Period     string
	Roadmap    bool         // planned by versions of a roadmap, not by hand
	Amount     money.Amount `gorm:"column:tiyn"`
	Recent     money.Amount // the part of it that happened after State.Aged
}

// State is what the checks know of the money of one project at an instant.
type State struct {
	ProgrammeID int64
	ProjectID   int64
	On          civil.Date // the day it is judged on
	Lines       []Line
	Contracts   []Contract // with terms and steps
	Tallies     []Tally
	Owed        map[int]money.Amount // obligations of partnerships that other projects of the programme brought, by year
	Revenues    map[int]money.Amount // own revenue of the local budget by year, tiyn; of years that are known
}

// PayWithin is in how many calendar days after its act work is to be paid.
const PayWithin = 30

// Aged is the last day on which an act is old enough to have been paid.
func (s *State) Aged() civil.Date { return s.On.AddDays(-PayWithin) }

// Line is a line of the project, nil when it is none of its.
func (s *State) Line(id int64) *Line {
	for i := range s.Lines {
		if s.Lines[i].ID == id {
			return &s.Lines[i]
		}
	}
	return nil
}

// Contract is a contract known here, nil when it is not.
func (s *State) Contract(id int64) *Contract {
	for i := range s.Contracts {
		if s.Contracts[i].ID == id {
			return &s.Contracts[i]
		}
	}
	return nil
}

// With is the state with an entry added, the state itself left as it is.
func (s *State) With(entries ...Entry) *State {
	after := *s
	after.Tallies = slices.Clone(s.Tallies)
	for _, e := range entries {
		t := Tally{LineID: e.LineID, ContractID: e.ContractID, Kind: e.Kind, Year: e.Year, Period: e.Period, Roadmap: e.VersionID != 0, Amount: e.Amount}
		if e.HappenedOn.After(s.Aged()) {
			t.Recent = e.Amount
		}
		after.Tallies = append(after.Tallies, t)
	}
	return &after
}

// LineYear is what the entries of a line come to in a fiscal year, in all years
// with AllYears.
func (s *State) LineYear(lineID int64, year int) Sums {
	var sums Sums
	for _, t := range s.Tallies {
		if t.LineID == lineID && (year == AllYears || t.Year == year) {
			sums.Take(t.Kind, t.Amount)
		}
	}
	return sums
}
