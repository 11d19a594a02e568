package planning

import (
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/milestones"
	"qadam/views/ui"
)

// subject is a milestone with everything that is known around it: its
// programme, its line, what the versions planned, and who did what.
type subject struct {
	picture   *portfolio.Picture
	ref       *portfolio.Reference
	milestone portfolio.Milestone
	board     *portfolio.Board // nil when no version in force has the milestone
	line      *portfolio.Line
	year      int
	plans     []planned // by the versions that the actor may see
	names     map[int64]string
}

// planned is what one version plans for a milestone.
type planned struct {
	version portfolio.Version
	year    int
	first   bool // the version is baseline 0
	plan    portfolio.Plan
}

// subject loads a milestone. One that stands only in versions that the actor
// may not see does not exist.
func (h Handler) subject(c echo.Context, id int64) (subject, error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	var s subject
	var err error
	if s.milestone, err = r.Milestone(ctx, id); err != nil {
		return s, err
	}
	if s.picture, s.ref, err = r.Picture(ctx, s.milestone.ProgrammeID); err != nil {
		return s, err
	}
	if s.plans, err = h.plansOf(c, s); err != nil {
		return s, err
	}
	if s.board, s.line = s.picture.Line(id); s.line != nil {
		s.year = s.board.Year
	} else if len(s.plans) > 0 {
		last := s.plans[len(s.plans)-1]
		s.line = &portfolio.Line{Plan: &last.plan, Deadline: last.plan.Deadline(s.ref.Calendar), Facts: s.milestone.Facts()}
		s.year = last.year
	} else {
		return s, fault.NotFound()
	}
	s.names, err = r.Names(ctx, s.people())
	return s, err
}

// plansOf are the plans of the versions that the actor may see, in their order.
// Lines that cannot change any more are remembered; only those of an open
// version are asked for.
func (h Handler) plansOf(c echo.Context, s subject) ([]planned, error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	var found []planned
	var open []portfolio.Plan
	for _, roadmap := range s.picture.Roadmaps {
		first := roadmap.Baseline()
		for _, v := range roadmap.Visible(h.Who(c)).Versions {
			var plan *portfolio.Plan
			if came(v) || !v.Left(h.Who(c)).IsZero() {
				sheet, err := r.Sheet(ctx, v)
				if err != nil {
					return nil, err
				}
				plan = sheet.Plan(s.milestone.ID)
			} else {
				if open == nil {
					var err error
					if open, err = r.PlansOf(ctx, s.milestone.ID); err != nil {
						return nil, err
					}
				}
				if i := slices.IndexFunc(open, func(p portfolio.Plan) bool { return p.VersionID == v.ID }); i >= 0 {
					plan = &open[i]
				}
			}
			if plan != nil {
				found = append(found, planned{v, roadmap.Year, first != nil && first.ID == v.ID, *plan})
			}
		}
	}
	return found, nil
}

// version is the one whose line is shown.
func (s subject) version() portfolio.Version {
	if s.board != nil {
		return s.board.Version
	}
	return s.plans[len(s.plans)-1].version
}

// original is the milestone in the first version in force that had it, or nil
// before there was one.
func (s subject) original() *milestones.Original {
	for _, p := range s.plans {
		if came(p.version) {
			return &milestones.Original{Plan: p.plan, Deadline: p.plan.Deadline(s.ref.Calendar), Version: p.version.Number, Baseline: p.first}
		}
	}
	return nil
}

// came reports whether the version is in force or was.
func came(v portfolio.Version) bool {
	return v.State() == portfolio.InForce || v.State() == portfolio.Superseded
}

// people are those whose names the page says.
func (s subject) people() []int64 {
	var ids []int64
	for _, u := range s.milestone.Updates {
		ids = append(ids, u.RecordedBy)
	}
	for _, v := range s.milestone.Reviews {
		ids = append(ids, v.RecordedBy)
	}
	for _, p := range s.plans {
		if came(p.version) {
			ids = append(ids, p.version.Step(portfolio.InForce).RecordedBy)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// history is what was recorded of the milestone, with the versions that came
// into force and planned it otherwise than the one before.
func (s subject) history() []ui.Fact {
	var plans []ui.Fact
	var before civil.Date
	for _, p := range s.plans {
		deadline := p.plan.Deadline(s.ref.Calendar)
		if !came(p.version) || deadline == before {
			continue
		}
		step := p.version.Step(portfolio.InForce)
		plans = append(plans, ui.Fact{At: step.RecordedAt, Who: s.names[step.RecordedBy], Plan: &ui.PlanFact{
			Version: p.version.Number, Deadline: deadline, Was: before,
		}})
		before = deadline
	}
	return ui.History(s.milestone, s.names, plans...)
}

// returned is the return of the latest update, or nil.
func (s subject) returned() *ui.Fact {
	last := s.milestone.Last()
	if last == nil {
		return nil
	}
	v := s.milestone.Review(last.ID)
	if v == nil || v.Accepted {
		return nil
	}
	return &ui.Fact{At: v.RecordedAt, Who: s.names[v.RecordedBy], Review: v}
}

// reportable reports whether there is anything to report on the milestone.
func (s subject) reportable() bool {
	return s.board != nil && !s.line.Facts.Accepted && s.line.Status != portfolio.Withdrawn
}

// before and after are the milestones that this one is linked with.
func (s subject) before() []milestones.Link {
	var found []milestones.Link
	for _, l := range s.line.Links {
		if line := s.board.Line(l.MilestoneID); line != nil {
			found = append(found, milestones.Link{Link: l, Line: line})
		}
	}
	return found
}

func (s subject) after() []milestones.Link {
	if s.board == nil {
		return nil
	}
	var found []milestones.Link
	for _, line := range s.board.Successors(s.line.MilestoneID) {
		for _, l := range line.Links {
			if l.MilestoneID == s.line.MilestoneID {
				found = append(found, milestones.Link{Link: l, Line: line})
			}
		}
	}
	return found
}
