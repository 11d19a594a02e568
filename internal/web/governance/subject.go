package governance

import (
	"cmp"
	"context"
	"slices"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/portfolio"
	"qadam/views/cases"
	"qadam/views/href"
)

// shownLines is how many changed lines stand on the page of a case; all of them
// stand in the comparison.
const shownLines = 12

// subject is what the case is about, and what would change.
func (d *desk) subject(ctx context.Context) (cases.Subject, error) {
	s := cases.Subject{Revised: d.State().Back()}
	switch d.Kind.Rule().Subject {
	case approval.SubjectZone:
		if s.Zone = d.picture.Zone(d.SubjectID); s.Zone != nil {
			s.Address = href.Zone(s.Zone.Code)
		}
		return s, nil
	case approval.SubjectProject:
		if s.Project = d.picture.Project(d.SubjectID); s.Project != nil {
			s.Address = href.Project(s.Project.Code)
		}
		s.Financing = approval.FinancingOf(d.Submission().Content)
		return s, nil
	}
	if d.version == nil {
		return s, nil
	}
	s.Version, s.Year = d.version, d.year
	s.Address = href.RoadmapVersion(d.picture.Programme.Code, d.year, d.version.Number)
	known := d.who.May(d.version.State().SeeAction(), d.ProgrammeID)
	switch {
	case d.State().Back() && !d.who.May(access.SeeDraft, d.ProgrammeID):
		// Who has seen the round sees what was decided upon, not what is drafted
		// since: see Version.Left.
		s.Revised = false
		if !known {
			s.Address = ""
		}
	case d.version.State().Editable() && !d.past:
		s.Address = href.Draft(d.picture.Programme.Code, d.year)
	}
	sheet, err := d.r.Sheet(ctx, *d.version)
	if err != nil {
		return s, err
	}
	s.Plans = sheet.Plans
	if s.Was = d.before(); s.Was == nil {
		s.Whole = whole(sheet)
		return s, nil
	}
	was, err := d.r.Sheet(ctx, *s.Was)
	if err != nil {
		return s, err
	}
	var original *portfolio.Sheet
	if first := d.roadmap.Baseline(); first != nil && first.ID != d.version.ID {
		if original, err = d.r.Sheet(ctx, *first); err != nil {
			return s, err
		}
	}
	s.Compared = portfolio.Compare(was, sheet, original, nil)
	if known {
		s.Comparison = href.ComparisonOf(d.picture.Programme.Code, d.year, s.Was.Number, d.version.Number)
	}
	d.lines(&s)
	if d.Kind == approval.KindChange && d.State().Open() {
		return s, d.reach(ctx, &s, was.Plans)
	}
	return s, nil
}

// reach says why the change goes the way it goes, counted from the original.
func (d *desk) reach(ctx context.Context, s *cases.Subject, inForce []portfolio.Plan) error {
	limits, err := d.r.Tolerances(ctx)
	if err != nil {
		return err
	}
	original, err := d.r.OriginalPlans(ctx, *d.roadmap)
	if err != nil {
		return err
	}
	reach := approval.RouteOf(approval.ToleranceOn(limits, d.on), approval.Change{
		InForce: inForce, Proposed: s.Plans, Original: original, Calendar: d.ref.Calendar,
	})
	if reach.Route == d.Route() {
		s.Reach = &reach
	}
	return nil
}

// before is the version that this one was made on, or nil of a first one.
func (d *desk) before() *portfolio.Version {
	for i := range d.roadmap.Versions {
		if v := &d.roadmap.Versions[i]; v.ID == d.version.BasedOnID {
			return v
		}
	}
	return nil
}

// lines are the lines that differ, those first that move most, each with what
// moves because of it.
func (d *desk) lines(s *cases.Subject) {
	board := d.picture.Board(d.year)
	weighed := s.Was.State() == portfolio.InForce && board.Version.ID == s.Was.ID
	var own []portfolio.Plan
	for i := range s.Compared.Lines {
		l := &s.Compared.Lines[i]
		if l.Kind == portfolio.LineSame || l.Kind == portfolio.LineRenumbered {
			continue
		}
		s.Lines = append(s.Lines, cases.ChangedLine{Compared: l, Project: d.picture.Project(l.Plan().ProjectID)})
		if l.Is != nil {
			own = append(own, *l.Is)
		}
	}
	slices.SortStableFunc(s.Lines, func(a, b cases.ChangedLine) int { return cmp.Compare(b.Due.Days, a.Due.Days) })
	if len(s.Lines) > shownLines {
		s.More = len(s.Lines) - shownLines
		s.Lines = s.Lines[:shownLines]
	}
	if !weighed || len(own) == 0 {
		return
	}
	s.Pushed = board.IfPlanned(own...).Shifts
	for i := range s.Lines {
		if l := &s.Lines[i]; l.Is != nil && l.Has(portfolio.FieldStart, portfolio.FieldDue, portfolio.FieldLinks) {
			l.Later = len(board.IfPlanned(*l.Is).Shifts)
		}
	}
}

// whole is a first version altogether.
func whole(sheet *portfolio.Sheet) cases.Whole {
	all := portfolio.Compare(portfolio.NewSheet(0, nil, nil), sheet, nil, nil)
	w := cases.Whole{Milestones: len(sheet.Plans), End: all.Moves.End.Is, Sums: all.Sums, Total: all.Total}
	var projects []int64
	for i := range sheet.Plans {
		if sheet.Plans[i].Gate {
			w.Gates++
		}
		if id := sheet.Plans[i].ProjectID; !slices.Contains(projects, id) {
			projects = append(projects, id)
		}
	}
	w.Projects = len(projects)
	return w
}
