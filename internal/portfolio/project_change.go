package portfolio

import (
	"slices"
	"strings"

	"qadam/internal/fault"
	"qadam/internal/i18n"
)

// ProjectChange is what is said anew of a project; what is nil or empty stays.
// The funding model and the total are no part of it: they are decided upon with
// the inclusion of the project in the programme (rules.md §5).
type ProjectChange struct {
	Name, Area, Basis *i18n.Text
	Source            *string
	Direction         string // code
	Goals, Zones      CodesChange
}

// CodesChange changes a list of codes: what it is from now on, or what is added
// to it and what is taken out of it.
type CodesChange struct {
	Whole     *Codes
	Add, Drop Codes
}

// Of is the list as it is after the change. What is added comes last.
func (c CodesChange) Of(now Codes) Codes {
	if c.Whole != nil {
		now = *c.Whole
	}
	next := slices.DeleteFunc(slices.Clone(now), c.Drop.Has)
	for _, code := range c.Add {
		if !next.Has(code) {
			next = append(next, code)
		}
	}
	return next
}

// Of is the profile as it is after the change. It is no row yet.
func (c ProjectChange) Of(p ProjectProfile) ProjectProfile {
	p = ProjectProfile{
		ProjectID: p.ProjectID, ProgrammeID: p.ProgrammeID, Name: p.Name, Direction: p.Direction, Model: p.Model, Subtype: p.Subtype,
		Goals: c.Goals.Of(p.Goals), Zones: c.Zones.Of(p.Zones), Area: p.Area, Basis: p.Basis, Source: p.Source, Grade: p.Grade, Total: p.Total,
	}
	for _, t := range []struct {
		to   *i18n.Text
		said *i18n.Text
	}{{&p.Name, c.Name}, {&p.Area, c.Area}, {&p.Basis, c.Basis}} {
		if t.said != nil {
			*t.to = t.said.Trim()
		}
	}
	if c.Source != nil {
		p.Source = strings.TrimSpace(*c.Source)
	}
	if c.Direction != "" {
		p.Direction = c.Direction
	}
	return p
}

// Says reports whether two profiles say the same of what a ProjectChange may
// change. The order of a list says nothing.
func (p ProjectProfile) Says(o ProjectProfile) bool {
	return p.Name == o.Name && p.Area == o.Area && p.Basis == o.Basis && p.Source == o.Source && p.Direction == o.Direction &&
		p.Goals.same(o.Goals) && p.Zones.same(o.Zones)
}

// same reports whether two lists have the same codes, in any order.
func (c Codes) same(o Codes) bool {
	return slices.Equal(slices.Sorted(slices.Values(c)), slices.Sorted(slices.Values(o)))
}

// MayEdit refuses to change what is known of a project that ended: its profile
// is history.
func (p Project) MayEdit() error {
	if p.End != nil {
		return fault.Conflict("milestone.project_ended")
	}
	return nil
}

// CheckEdited refuses a profile that could stand in no roadmap. The code of the
// project is its own.
func (p Project) CheckEdited(known ProjectChoices) error {
	known.Taken = nil
	return p.Trim().Check(known)
}
