package app

import (
	"context"
	"slices"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// LineOption says how a line is saved.
type LineOption func(*saving)

type saving struct {
	unfinished    bool
	before, under int64
	seen          *int
}

func saved(options []LineOption) saving {
	var s saving
	for _, o := range options {
		o(&s)
	}
	return s
}

// Unfinished saves a line though a roadmap could not be submitted with it.
func Unfinished(s *saving) { s.unfinished = true }

// Before puts a new line before the line of a milestone of its project.
func Before(milestoneID int64) LineOption { return func(s *saving) { s.before = milestoneID } }

// Under puts a new line last under the line of a milestone of its project.
func Under(milestoneID int64) LineOption { return func(s *saving) { s.under = milestoneID } }

// AsSeen does it only to a line that is still of the revision.
func AsSeen(revision int) LineOption { return func(s *saving) { s.seen = &revision } }

// AddLine adds a milestone to a draft and returns its key. With MilestoneID
// set, an existing milestone is planned again. Its number says where it stands;
// without one it is the last of its project.
func (a *App) AddLine(ctx context.Context, actor access.Actor, p portfolio.Plan, options ...LineOption) (int64, error) {
	as := saved(options)
	err := a.edit(ctx, actor, p.VersionID, portfolio.EditAdded, func(e *editing) error {
		p.ID, p.ProgrammeID, p.Revision = 0, e.version.ProgrammeID, 0
		if err := e.checkKeys(p); err != nil {
			return err
		}
		if _, err := e.at(p.MilestoneID); p.MilestoneID != 0 && err == nil {
			return fault.Conflict("fault.duplicate")
		}
		places, err := e.insert(p, as)
		if err := fault.Join(e.check(p, as.unfinished), err, e.checkNames(p)); err != nil {
			return err
		}
		if p.MilestoneID == 0 {
			stone := []portfolio.Milestone{{ProgrammeID: p.ProgrammeID, ProjectID: p.ProjectID}}
			if err := e.tx.AddMilestones(stone); err != nil {
				return err
			}
			p.MilestoneID = stone[0].ID
			places[slices.IndexFunc(places, func(one portfolio.Place) bool { return one.MilestoneID == 0 })].MilestoneID = p.MilestoneID
		}
		e.after = append(e.after, p)
		e.place(places)
		i, err := e.at(p.MilestoneID)
		e.record("roadmap.line_added", p.MilestoneID, audit.Added(planSaid(e.after[i])))
		return err
	})
	return p.MilestoneID, err
}

// insert finds the place of a new line.
func (e *editing) insert(p portfolio.Plan, as saving) ([]portfolio.Place, error) {
	places, line := portfolio.PlacesOf(e.after), portfolio.Place{MilestoneID: p.MilestoneID, ProjectID: p.ProjectID, Number: p.Number}
	switch {
	case as.before != 0:
		return portfolio.InsertedBefore(places, line, as.before)
	case as.under != 0:
		return portfolio.InsertedUnder(places, line, as.under)
	}
	return portfolio.Inserted(places, line)
}

// check refuses a line that the draft cannot carry: by itself, or because of
// what it follows.
func (e *editing) check(p portfolio.Plan, unfinished bool) error {
	err := p.CheckIn(e.year, e.calendar)
	if unfinished {
		err = p.CheckUnfinished(e.year)
	}
	if len(p.Links) == 0 || slices.ContainsFunc(fault.FieldsOf(err), func(f fault.FieldError) bool { return f.Name == "links" }) {
		return err
	}
	with := slices.Clone(e.after)
	if i, missing := e.at(p.MilestoneID); missing == nil {
		with[i] = p
	}
	return fault.Join(err, portfolio.CheckLinks(p, with))
}

// checkKeys refuses a line of a project or a milestone that is not there or
// belongs to another programme.
func (e *editing) checkKeys(p portfolio.Plan) error {
	project, err := e.tx.Project(p.ProjectID)
	if err != nil && !fault.Is(err, fault.KindNotFound) {
		return err
	}
	if err != nil || project.ProgrammeID != p.ProgrammeID {
		return fault.Field("project", "fault.required")
	}
	if p.MilestoneID != 0 {
		m, err := e.tx.Milestone(p.MilestoneID)
		if err == nil && (m.ProgrammeID != p.ProgrammeID || m.ProjectID != p.ProjectID) {
			err = fault.NotFound()
		}
		return err
	}
	return nil
}

// checkNames refuses executors and a pilot zone that are not there.
func (e *editing) checkNames(p portfolio.Plan) error {
	unknown, err := e.tx.UnknownBodies(append(slices.Clone(p.CoIDs), p.LeadID))
	if err != nil {
		return err
	}
	var errs []error
	if p.LeadID != 0 && slices.Contains(unknown, p.LeadID) {
		errs = append(errs, fault.Field("lead", "fault.required"))
	}
	if slices.ContainsFunc(p.CoIDs, func(id int64) bool { return slices.Contains(unknown, id) }) {
		errs = append(errs, fault.Field("co", "fault.required_choice"))
	}
	if p.ZoneID != 0 {
		zone, err := e.tx.Zone(p.ZoneID)
		if err != nil && !fault.Is(err, fault.KindNotFound) {
			return err
		}
		if err != nil || zone.ProgrammeID != p.ProgrammeID {
			errs = append(errs, fault.Field("zone", "fault.required_choice"))
		}
	}
	return fault.Join(errs...)
}

// LinesAtOnce is how many lines may be added at once.
const LinesAtOnce = 200

// AddLines adds a line for each title, last of the project, to be finished
// later: its executor is the akimat that owns the programme, its form
// information, its term the year, its weight nothing.
func (a *App) AddLines(ctx context.Context, actor access.Actor, versionID, projectID int64, titles []i18n.Text) ([]int64, error) {
	ref, err := a.reference(ctx)
	if err != nil {
		return nil, err
	}
	var ids []int64
	err = a.edit(ctx, actor, versionID, portfolio.EditAdded, func(e *editing) error {
		if len(titles) == 0 || len(titles) > LinesAtOnce {
			return fault.Field("titles", "roadmap.lines_at_once", "Limit", LinesAtOnce)
		}
		p := portfolio.Plan{
			VersionID: versionID, ProgrammeID: e.version.ProgrammeID, ProjectID: projectID, Form: portfolio.FormInformation,
			Start: ref.Calendar.Next(civil.InYear(e.year).First()), Due: civil.InYear(e.year),
		}
		if programme := ref.Programme(p.ProgrammeID); programme != nil {
			p.LeadID = programme.Term(civil.DateOf(e.tx.Now)).OwnerID
		}
		if err := fault.Join(e.checkKeys(p), e.checkNames(p)); err != nil {
			return err
		}
		stones := make([]portfolio.Milestone, len(titles))
		for i := range stones {
			stones[i] = portfolio.Milestone{ProgrammeID: p.ProgrammeID, ProjectID: projectID}
		}
		if err := e.tx.AddMilestones(stones); err != nil {
			return err
		}
		places := portfolio.PlacesOf(e.after)
		for i, title := range titles {
			p.MilestoneID, p.Title = stones[i].ID, title
			if p.CheckUnfinished(e.year) != nil {
				return fault.Field("titles", "roadmap.title_line", "Line", i+1)
			}
			if places, err = portfolio.Inserted(places, portfolio.Place{MilestoneID: p.MilestoneID, ProjectID: projectID}); err != nil {
				return err
			}
			e.after = append(e.after, p)
			ids = append(ids, p.MilestoneID)
		}
		e.place(places)
		e.recordAll("roadmap.lines_added")
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

// ChangeLine changes a line of a draft. change gets the line as it is; another
// change since the revision it was read with is a Conflict. Where the line
// stands is for MoveLine, so that an old form never puts it back.
func (a *App) ChangeLine(ctx context.Context, actor access.Actor, versionID, milestoneID int64, change func(*portfolio.Plan), options ...LineOption) error {
	as := saved(options)
	return a.edit(ctx, actor, versionID, portfolio.EditChanged, func(e *editing) error {
		i, err := e.at(milestoneID)
		if err != nil {
			return err
		}
		was := e.after[i]
		p := was
		p.CoIDs, p.Costs, p.Links = slices.Clone(was.CoIDs), slices.Clone(was.Costs), slices.Clone(was.Links)
		change(&p)
		if p.Revision != was.Revision {
			return fault.Conflict("fault.changed_meanwhile")
		}
		p.ID, p.VersionID, p.MilestoneID, p.ProgrammeID, p.ProjectID = was.ID, was.VersionID, was.MilestoneID, was.ProgrammeID, was.ProjectID
		p.Position, p.Number = was.Position, was.Number
		err = e.check(p, as.unfinished)
		if p.LeadID != was.LeadID || p.ZoneID != was.ZoneID || !slices.Equal(p.CoIDs, was.CoIDs) {
			err = fault.Join(err, e.checkNames(p))
		}
		if err != nil {
			return err
		}
		e.after[i] = p
		e.record("roadmap.line_changed", milestoneID, audit.Diff(planSaid(was), planSaid(p)))
		return nil
	})
}

// RemoveLine takes a line out of a draft, and with it the links to it. What
// stood under it moves up one level. Its milestone stays in the versions that
// had it. A change since the line was seen is a Conflict: see AsSeen.
func (a *App) RemoveLine(ctx context.Context, actor access.Actor, versionID, milestoneID int64, options ...LineOption) error {
	as := saved(options)
	return a.edit(ctx, actor, versionID, portfolio.EditRemoved, func(e *editing) error {
		i, err := e.at(milestoneID)
		if err != nil {
			return err
		}
		if as.seen != nil && *as.seen != e.after[i].Revision {
			return fault.Conflict("fault.changed_meanwhile")
		}
		e.record("roadmap.line_removed", milestoneID, audit.Removed(planSaid(e.after[i])))
		places := portfolio.Without(portfolio.PlacesOf(e.after), milestoneID)
		e.after = slices.Delete(e.after, i, i+1)
		for j := range e.after {
			p := &e.after[j]
			if p.Links.To(milestoneID) {
				p.Links = slices.DeleteFunc(slices.Clone(p.Links), func(l portfolio.Link) bool { return l.MilestoneID == milestoneID })
			}
		}
		e.place(places)
		return nil
	})
}

// CopyLine adds a copy of a line behind it and what stands under it, with the
// same predecessors, and returns the new milestone. Nothing follows the copy,
// and it is no gate.
func (a *App) CopyLine(ctx context.Context, actor access.Actor, versionID, milestoneID int64) (int64, error) {
	var id int64
	err := a.edit(ctx, actor, versionID, portfolio.EditAdded, func(e *editing) error {
		i, err := e.at(milestoneID)
		if err != nil {
			return err
		}
		p := e.after[i]
		stone := []portfolio.Milestone{{ProgrammeID: p.ProgrammeID, ProjectID: p.ProjectID}}
		if err := e.tx.AddMilestones(stone); err != nil {
			return err
		}
		id = stone[0].ID
		p.ID, p.MilestoneID, p.Revision, p.Gate = 0, id, 0, false
		places, err := portfolio.InsertedBehind(portfolio.PlacesOf(e.after), portfolio.Place{MilestoneID: id, ProjectID: p.ProjectID}, milestoneID)
		if err != nil {
			return err
		}
		e.after = append(e.after, p)
		e.place(places)
		if i, err = e.at(id); err == nil {
			e.record("roadmap.line_added", id, audit.Added(planSaid(e.after[i])))
		}
		return err
	})
	return id, err
}

// MoveLine moves a line of a draft, with what stands under it. Lines that only
// get another number keep their revision.
func (a *App) MoveLine(ctx context.Context, actor access.Actor, versionID, milestoneID int64, move portfolio.Move) error {
	return a.edit(ctx, actor, versionID, portfolio.EditMoved, func(e *editing) error {
		i, err := e.at(milestoneID)
		if err != nil {
			return err
		}
		was := e.after[i].Number
		places, err := move.Apply(portfolio.PlacesOf(e.after), milestoneID)
		if err != nil {
			return err
		}
		e.place(places)
		if i, err = e.at(milestoneID); err != nil {
			return err
		}
		said := map[string]any{"title": e.after[i].Title}
		e.record("roadmap.line_moved", milestoneID, audit.Change{
			Before: map[string]any{"number": was}, After: map[string]any{"number": e.after[i].Number, "title": said["title"]},
		})
		return nil
	})
}
