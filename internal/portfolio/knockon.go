package portfolio

import (
	"slices"

	"qadam/internal/civil"
)

// Shift is a line whose end moves.
type Shift struct {
	Line     *Line // as it would be
	From, To civil.Date
	Days     int // working days, positive when it is later
}

// EndShift is by how much the last end of a project, or of a whole roadmap,
// moves; Days is 0 when it stays.
type EndShift struct {
	ProjectID int64 // 0 for the roadmap
	From, To  civil.Date
	Days      int // working days, positive when it is later
}

// Effect is what a change moves, before it is made: the board is computed again
// with it, so that what is shown is what will be.
type Effect struct {
	Own      []Shift    // the lines that are changed, also those whose end stays
	Shifts   []Shift    // other lines whose end moves, in the order of the roadmap
	Gates    []Shift    // of both, the gate milestones whose end moves
	Projects []EndShift // whose last end moves, in the order of the roadmap
	End      EndShift   // of the roadmap
	Cycle    []int64    // the change makes the links run in a circle: these milestones, each before the next; nothing else is known
	After    *Board     // as it would be; nil when nothing would change
}

// Quiet reports whether nothing moves but what is changed.
func (e Effect) Quiet() bool { return len(e.Shifts)+len(e.Projects) == 0 && e.End.Days == 0 }

// IfReported is what an update of a milestone would move.
func (b *Board) IfReported(milestoneID int64, percent int, forecast civil.Date) Effect {
	line := b.Line(milestoneID)
	if line == nil {
		return Effect{}
	}
	facts := b.facts()
	f := line.Facts
	f.Take(Update{ID: f.UpdateID + 1, MilestoneID: milestoneID, Percent: percent, Forecast: forecast, RecordedAt: b.On.StartOfDay()})
	facts[milestoneID] = f
	return b.effect(b.again(b.sheet, facts), map[int64]bool{milestoneID: true})
}

// IfPlanned is what it would move if lines were planned as given: each takes
// the place of the milestone's line, or is a further one when the board has
// none of the milestone or its key is 0.
func (b *Board) IfPlanned(plans ...Plan) Effect {
	if b.sheet == nil {
		return Effect{}
	}
	all, own := slices.Clone(b.sheet.Plans), map[int64]bool{}
	for i, p := range plans {
		if p.MilestoneID == 0 {
			p.MilestoneID = -1 - int64(i)
		}
		own[p.MilestoneID] = true
		if at, ok := b.at[p.MilestoneID]; ok {
			all[at] = p
		} else {
			all = append(all, p)
		}
	}
	sheet := NewSheet(b.sheet.VersionID, all, b.sheet.calendar)
	if circle := sheet.Cycle(); circle != nil {
		return Effect{Cycle: circle}
	}
	return b.effect(b.again(sheet, b.facts()), own)
}

// facts are those of the lines, for a board that is computed again.
func (b *Board) facts() map[int64]Facts {
	facts := make(map[int64]Facts, len(b.Lines))
	for i := range b.Lines {
		facts[b.Lines[i].MilestoneID] = b.Lines[i].Facts
	}
	return facts
}

// again is the board computed from another sheet or other facts.
func (b *Board) again(s *Sheet, facts map[int64]Facts) *Board {
	known := b.known
	known.Facts = facts
	after := NewBoard(s, known)
	after.ProgrammeID, after.Year, after.Version = b.ProgrammeID, b.Year, b.Version
	return after
}

// effect compares the board with itself after a change of some lines.
func (b *Board) effect(after *Board, own map[int64]bool) Effect {
	e := Effect{After: after}
	for i := range after.Lines {
		l := &after.Lines[i]
		was := b.Line(l.MilestoneID)
		if was == nil || l.Status == Withdrawn {
			continue
		}
		s := Shift{Line: l, From: was.Finish, To: l.Finish, Days: b.workingDays(was.Finish, l.Finish)}
		switch {
		case own[l.MilestoneID]:
			e.Own = append(e.Own, s)
		case s.Days != 0:
			e.Shifts = append(e.Shifts, s)
		}
		if l.Gate && s.Days != 0 {
			e.Gates = append(e.Gates, s)
		}
	}
	before, ends := b.ends(), after.ends()
	e.End = b.endShift(0, before, ends)
	for _, r := range after.Runs {
		known := slices.ContainsFunc(e.Projects, func(s EndShift) bool { return s.ProjectID == r.ProjectID })
		if s := b.endShift(r.ProjectID, before, ends); s.Days != 0 && !known {
			e.Projects = append(e.Projects, s)
		}
	}
	return e
}

func (b *Board) endShift(projectID int64, before, after map[int64]civil.Date) EndShift {
	s := EndShift{ProjectID: projectID, From: before[projectID], To: after[projectID]}
	if !s.From.IsZero() && !s.To.IsZero() {
		s.Days = b.workingDays(s.From, s.To)
	}
	return s
}

// ends are the last ends of each project and, under 0, of all of them. What
// repeats or goes on all year ends nothing, unless nothing else is there.
func (b *Board) ends() map[int64]civil.Date {
	ends, aside := map[int64]civil.Date{}, map[int64]civil.Date{}
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.Status == Withdrawn {
			continue
		}
		of := ends
		if l.Due.Repeats() {
			of = aside
		}
		of[l.ProjectID] = later(of[l.ProjectID], l.Finish)
		of[0] = later(of[0], l.Finish)
	}
	for id, end := range aside {
		if ends[id].IsZero() {
			ends[id] = end
		}
	}
	return ends
}

// workingDays counts from one day to another, negative when it is earlier.
func (b *Board) workingDays(from, to civil.Date) int {
	return b.sheet.calendar.Ordinal(to) - b.sheet.calendar.Ordinal(from)
}
