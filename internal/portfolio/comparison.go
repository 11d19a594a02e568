package portfolio

import (
	"qadam/internal/civil"
)

// Comparison is what one version of a roadmap has different from another: line
// by line, a milestone with itself, and added up. The earlier one is called
// was, the later one is, whichever came first.
type Comparison struct {
	Lines  []Compared // of both, a project's lines together, in the order of the later version
	Counts map[ComparedKind]int
	// Moves are the deadlines against the version compared with, Original those
	// against baseline 0; Original is nil while there is none.
	Moves    Moves
	Original *Moves
	Sums     []ComparedSum // by year and source
	Total    ComparedSum   // of all years and sources
}

// ComparedKind says what became of a line.
type ComparedKind string

// The kinds. A line whose number alone is another one stands where it stood in
// what it says: that is told apart, so that a project put in front does not
// look like a new roadmap.
const (
	LineSame       ComparedKind = "same"
	LineChanged    ComparedKind = "changed"
	LineAdded      ComparedKind = "added"
	LineRemoved    ComparedKind = "removed"
	LineRenumbered ComparedKind = "renumbered"
)

// ComparedKinds lists the kinds of lines that differ, in the order in which
// people ask for them.
var ComparedKinds = []ComparedKind{LineChanged, LineAdded, LineRemoved, LineRenumbered}

// PlanField is one thing that a line says.
type PlanField string

// What a line says, in the order of the official form (facts.md §4.1).
const (
	FieldNumber   PlanField = "number"
	FieldTitleKK  PlanField = "title_kk"
	FieldTitleRU  PlanField = "title_ru"
	FieldTitleEN  PlanField = "title_en"
	FieldProject  PlanField = "project"
	FieldForm     PlanField = "form"
	FieldLead     PlanField = "executor"
	FieldCo       PlanField = "co_executors"
	FieldStart    PlanField = "start"
	FieldDue      PlanField = "due"
	FieldForMoney PlanField = "for_money"
	FieldCosts    PlanField = "costs"
	FieldWeight   PlanField = "weight"
	FieldGate     PlanField = "gate"
	FieldZone     PlanField = "zone"
	FieldLinks    PlanField = "predecessors"
	FieldNote     PlanField = "note"
)

// PlanFields lists them all.
var PlanFields = []PlanField{
	FieldNumber, FieldTitleKK, FieldTitleRU, FieldTitleEN, FieldProject, FieldForm, FieldLead, FieldCo, FieldStart, FieldDue,
	FieldForMoney, FieldCosts, FieldWeight, FieldGate, FieldZone, FieldLinks, FieldNote,
}

// Compared is one milestone in both versions.
type Compared struct {
	MilestoneID int64
	Kind        ComparedKind
	Was, Is     *Plan       // nil where the version has no such line
	Fields      []PlanField // that differ, in their order; none of a line that was added or removed
	Due         Moved
	Start       Moved
	Original    Moved         // the deadline against baseline 0; not known when that had no such line
	Costs       []ComparedSum // by year and source, those that differ
	Cost        ComparedSum   // the whole line
}

// Plan is the line as it is, or as it was when it was removed.
func (c *Compared) Plan() *Plan {
	if c.Is != nil {
		return c.Is
	}
	return c.Was
}

// Has reports whether one of the fields differs.
func (c *Compared) Has(fields ...PlanField) bool {
	for _, f := range c.Fields {
		for _, wanted := range fields {
			if f == wanted {
				return true
			}
		}
	}
	return false
}

// Moved is a day in both versions.
type Moved struct {
	Was, Is civil.Date // zero where there is no such day
	Days    int        // calendar days, + is later
	Working int        // working days, + is later
}

// Known reports whether both versions have the day.
func (m Moved) Known() bool { return !m.Was.IsZero() && !m.Is.IsZero() }

func moved(cal *civil.Calendar, was, is civil.Date) Moved {
	m := Moved{Was: was, Is: is}
	if !m.Known() {
		return m
	}
	m.Days = is.Sub(was)
	if is.Before(was) {
		m.Working = -cal.Between(is.AddDays(1), was)
	} else {
		m.Working = cal.Between(was.AddDays(1), is)
	}
	return m
}

// Compare compares two versions. original is baseline 0, nil while none came
// into force. knows tells which pilot zones the reader may know of: a line that
// differs only in others is the same; nil knows all.
func Compare(was, is, original *Sheet, knows func(zoneID int64) bool) *Comparison {
	c := &Comparison{Counts: map[ComparedKind]int{}, Lines: make([]Compared, 0, max(len(was.Plans), len(is.Plans)))}
	for _, pair := range paired(was, is) {
		l := Compared{Kind: LineChanged}
		switch {
		case pair.was < 0:
			l.Kind, l.Is = LineAdded, &is.Plans[pair.is]
		case pair.is < 0:
			l.Kind, l.Was = LineRemoved, &was.Plans[pair.was]
		default:
			l.Was, l.Is = &was.Plans[pair.was], &is.Plans[pair.is]
			l.Fields = differing(l.Was, l.Is, knows)
			switch {
			case len(l.Fields) == 0:
				l.Kind = LineSame
			case len(l.Fields) == 1 && l.Fields[0] == FieldNumber:
				l.Kind = LineRenumbered
			}
		}
		l.MilestoneID = l.Plan().MilestoneID
		l.Due = moved(is.calendar, was.Deadline(l.MilestoneID), is.Deadline(l.MilestoneID))
		l.Start = moved(is.calendar, startOf(l.Was), startOf(l.Is))
		l.Original = moved(is.calendar, original.Deadline(l.MilestoneID), l.Due.Is)
		l.Costs, l.Cost = lineSums(l.Was, l.Is)
		c.Counts[l.Kind]++
		c.Lines = append(c.Lines, l)
	}
	c.Moves = addMoves(c.Lines, was, is, func(l *Compared) Moved { return l.Due })
	if original != nil {
		all := addMoves(c.Lines, original, is, func(l *Compared) Moved { return l.Original })
		c.Original = &all
	}
	c.sum(was, is, original)
	return c
}

// Differs reports whether anything differs beside numbers.
func (c *Comparison) Differs() bool {
	return c.Counts[LineChanged]+c.Counts[LineAdded]+c.Counts[LineRemoved] > 0
}

func startOf(p *Plan) civil.Date {
	if p == nil {
		return civil.Date{}
	}
	return p.Start
}

// pair are the places of a milestone in two sheets, -1 where it has none.
type pair struct{ was, is int }

// paired lines the two up: by project, in the order of the later version. A
// line that was removed stands behind the one that it stood behind.
func paired(was, is *Sheet) []pair {
	var projects []int64
	lines := map[int64][]int{}
	for i := range is.Plans {
		id := is.Plans[i].ProjectID
		if lines[id] == nil {
			projects = append(projects, id)
		}
		lines[id] = append(lines[id], i)
	}
	type place struct{ project, milestone int64 }
	removed, last := map[place][]int{}, map[int64]int64{} // last kept line of a project
	for i := range was.Plans {
		p := &was.Plans[i]
		if j, ok := is.at[p.MilestoneID]; ok {
			last[is.Plans[j].ProjectID] = p.MilestoneID
			continue
		}
		if _, known := lines[p.ProjectID]; !known {
			lines[p.ProjectID] = []int{}
			projects = append(projects, p.ProjectID)
		}
		at := place{p.ProjectID, last[p.ProjectID]}
		removed[at] = append(removed[at], i)
	}
	pairs := make([]pair, 0, len(is.Plans)+len(removed))
	gone := func(at place) {
		for _, i := range removed[at] {
			pairs = append(pairs, pair{i, -1})
		}
	}
	for _, project := range projects {
		gone(place{project, 0})
		for _, i := range lines[project] {
			id := is.Plans[i].MilestoneID
			at := -1
			if j, ok := was.at[id]; ok {
				at = j
			}
			pairs = append(pairs, pair{at, i})
			gone(place{project, id})
		}
	}
	return pairs
}
