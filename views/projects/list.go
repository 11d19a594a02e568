package projects

import (
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/listing"
	"qadam/views/ui"
)

// Within is what the projects of a programme have in common in a list.
type Within struct {
	Picture *portfolio.Picture
	Board   *portfolio.Board           // the roadmap that stands
	Then    *portfolio.Board           // the one that stood on the day compared with, nil when nothing is compared or stood
	Zones   map[string]*portfolio.Zone // those that the reader may know of, by code
	Money   map[int64]funding.Sums     // the investment of all years, by project
	Ratings *portfolio.RatingBook
	Stages  *funding.StageBook
	Stars   portfolio.Favourites // the reader's own
}

// Item is a project in the list of those of all programmes.
type Item struct {
	*Within
	Project   *portfolio.Project
	Direction portfolio.Direction
}

// Tally counts the milestones of the project in the roadmap that stands; planned
// is false when it has none in it.
func (i Item) Tally() (t portfolio.Tally, planned bool) {
	t, planned = i.Board.Projects[i.Project.ID]
	return t, planned
}

// Health is the colour of the project, "" for one that ended or is in no roadmap
// in force.
func (i Item) Health() portfolio.Health {
	if i.Project.End != nil {
		return ""
	}
	t, planned := i.Tally()
	if !planned {
		return ""
	}
	return t.Health(i.Board.Rules)
}

// Was is the tally of the project on the day compared with; planned is false when
// there is none or the project was in no roadmap in force then.
func (i Item) Was() (t portfolio.Tally, planned bool) {
	if i.Then == nil {
		return t, false
	}
	t, planned = i.Then.Projects[i.Project.ID]
	return t, planned
}

// WasHealth is the colour of the project on the day compared with, "" when it had
// none.
func (i Item) WasHealth() portfolio.Health {
	t, planned := i.Was()
	if !planned {
		return ""
	}
	return t.Health(i.Then.Rules)
}

// Done and Overdue are what the list compares between two days.
func Done(t portfolio.Tally) int { return t.Done }

// Overdue are the milestones past their term.
func Overdue(t portfolio.Tally) int { return t.Overdue }

// Since is by how much a count changed since the day compared with; known is false
// when the project is not in a roadmap in force on both days.
func (i Item) Since(of func(portfolio.Tally) int) (n int, known bool) {
	was, then := i.Was()
	now, planned := i.Tally()
	return of(now) - of(was), then && planned
}

// Sums are the money of the project.
func (i Item) Sums() funding.Sums { return i.Money[i.Project.ID] }

// Three are the ratings of the project side by side.
func (i Item) Three() portfolio.Three { return i.Ratings.Three(i.Picture, i.Project) }

// Late are the stages of its models that are late.
func (i Item) Late() []funding.StageStand { return i.Stages.Late(*i.Project) }

// In are the pilot zones that the project is in and the reader may know of.
func (i Item) In() []*portfolio.Zone {
	var zones []*portfolio.Zone
	for _, code := range i.Project.Profile.Zones {
		if z := i.Zones[code]; z != nil {
			zones = append(zones, z)
		}
	}
	return zones
}

// ListPage is the projects of all programmes.
type ListPage struct {
	layout.Shell
	Tabs  []ui.Tab // the views of the portfolio
	Table listing.Table[Item]
	Goals map[string]portfolio.Goal
	Edit  func(Item) string // the address that opens the form in a row, "" when one may not
}

// Region is what the filters of the list replace.
const Region = "projects"
