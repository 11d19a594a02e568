package portfolio

import "qadam/internal/civil"

// Reference is what every page needs and nobody reports: programmes with
// their terms, bodies, goals, directions, the calendar and the rules. It is
// not time-travelled, except for the rules and terms, which carry their days.
type Reference struct {
	Programmes []Programme // in their order
	Bodies     map[int64]Body
	Goals      []Goal
	Directions []Direction
	Days       []CalendarDay
	Calendar   *civil.Calendar
	Rules      []DatedRules // in the order in which they were recorded
}

// Programme returns the programme of the key, or nil.
func (r *Reference) Programme(id int64) *Programme {
	for i := range r.Programmes {
		if r.Programmes[i].ID == id {
			return &r.Programmes[i]
		}
	}
	return nil
}

// WorkingGroup is the key of the body that decides on what goes the long way, 0
// when there is none; of several the oldest.
func (r *Reference) WorkingGroup() int64 {
	var found int64
	for id, b := range r.Bodies {
		if b.Kind == WorkingGroup && (found == 0 || id < found) {
			found = id
		}
	}
	return found
}

// ByCode returns the programme of the code, or nil.
func (r *Reference) ByCode(code string) *Programme {
	for i := range r.Programmes {
		if r.Programmes[i].Code == code {
			return &r.Programmes[i]
		}
	}
	return nil
}

// Direction returns the direction of the code; its code is empty when unknown.
func (r *Reference) Direction(code string) Direction {
	for _, d := range r.Directions {
		if d.Code == code {
			return d
		}
	}
	return Direction{}
}

// Goal returns the goal of the code; its code is empty when unknown.
func (r *Reference) Goal(code string) Goal {
	for _, g := range r.Goals {
		if g.Code == code {
			return g
		}
	}
	return Goal{}
}

// Picture is everything known of one programme at an instant: what it
// consists of and how its roadmaps stand. It is a value: nobody changes it.
type Picture struct {
	Programme Programme
	Term      ProgrammeTerm // of the day
	On        civil.Date    // the day it shows
	Seq       int64         // the newest entry of the log about the programme
	Projects  []Project     // by code; pictures of other days may share them
	Zones     []Zone        // by code
	Roadmaps  []Roadmap     // by year, with all versions
	Boards    map[int]*Board
	Rules     StatusRules // of the day
}

// Board returns the roadmap of the year as it stands; it has no lines while no
// version is in force.
func (p *Picture) Board(year int) *Board {
	if b := p.Boards[year]; b != nil {
		return b
	}
	return &Board{ProgrammeID: p.Programme.ID, Year: year, On: p.On, Projects: map[int64]Tally{}, Rules: p.Rules}
}

// Line returns a milestone's line in the roadmap in force that has it, or nil.
// Of one that was planned again in a later year, that year's line counts.
func (p *Picture) Line(milestoneID int64) (board *Board, line *Line) {
	for _, b := range p.Boards {
		if l := b.Line(milestoneID); l != nil && (board == nil || b.Year > board.Year) {
			board, line = b, l
		}
	}
	return board, line
}

// Project returns the project of the key, or nil.
func (p *Picture) Project(id int64) *Project {
	for i := range p.Projects {
		if p.Projects[i].ID == id {
			return &p.Projects[i]
		}
	}
	return nil
}

// Stands reports whether a project stands in a roadmap in force or has ended: of
// any other not everybody may know.
func (p *Picture) Stands(projectID int64) bool {
	for _, b := range p.Boards {
		if _, planned := b.Projects[projectID]; planned {
			return true
		}
	}
	one := p.Project(projectID)
	return one != nil && one.End != nil
}

// Zone returns the zone of the key, or nil.
func (p *Picture) Zone(id int64) *Zone {
	for i := range p.Zones {
		if p.Zones[i].ID == id {
			return &p.Zones[i]
		}
	}
	return nil
}

// Roadmap returns the roadmap of the year, or nil.
func (p *Picture) Roadmap(year int) *Roadmap {
	for i := range p.Roadmaps {
		if p.Roadmaps[i].Year == year {
			return &p.Roadmaps[i]
		}
	}
	return nil
}
