package app

import (
	"cmp"
	"context"
	"slices"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// DraftFromYear begins the roadmap of a programme for a year with the lines of
// an earlier one: those in force that are not done, as new milestones. Their
// dates and costs move by whole years, a start on a day off to the next working
// day; links among them are kept. Of a project that ended nothing is taken.
func (a *App) DraftFromYear(ctx context.Context, actor access.Actor, programmeID int64, year, fromYear int) (int64, error) {
	if err := access.Require(actor, access.EditDraft, programmeID); err != nil {
		return 0, err
	}
	ref, err := a.reference(ctx)
	if err != nil {
		return 0, err
	}
	actor = actor.Acting(access.EditDraft, programmeID)
	var v portfolio.Version
	err = a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		old, err := tx.Roadmap(programmeID, fromYear)
		if err != nil && !fault.Is(err, fault.KindNotFound) {
			return err
		}
		base := old.InForce()
		if base == nil || fromYear >= year {
			return fault.Field("from_year", "roadmap.none_in_force")
		}
		lines, err := leftOf(tx, *base)
		if err != nil {
			return err
		}
		if v, err = a.firstVersion(tx, programmeID, year, fromYear); err != nil {
			return err
		}
		if err := asNew(tx, v, lines, year-fromYear, ref.Calendar); err != nil {
			return err
		}
		return tx.AddPlans(lines)
	})
	return v.ID, err
}

// leftOf lists the lines of a version that are not done, of projects that go on.
func leftOf(tx *store.Tx, v portfolio.Version) ([]portfolio.Plan, error) {
	lines, err := tx.Plans(v.ID)
	if err != nil {
		return nil, err
	}
	done, err := tx.Accepted(v.ProgrammeID)
	if err != nil {
		return nil, err
	}
	ended, err := tx.EndedProjects(v.ProgrammeID)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(lines, func(p portfolio.Plan) bool { return done[p.MilestoneID] || ended[p.ProjectID] }), nil
}

// asNew makes lines of another year the lines of a version, each with a new
// milestone.
func asNew(tx *store.Tx, v portfolio.Version, lines []portfolio.Plan, years int, cal *civil.Calendar) error {
	stones := make([]portfolio.Milestone, len(lines))
	for i, p := range lines {
		stones[i] = portfolio.Milestone{ProgrammeID: p.ProgrammeID, ProjectID: p.ProjectID}
	}
	if err := tx.AddMilestones(stones); err != nil {
		return err
	}
	is, places := map[int64]int64{}, map[int64]portfolio.Place{}
	for i := range lines {
		is[lines[i].MilestoneID] = stones[i].ID
	}
	for _, p := range portfolio.Renumber(portfolio.PlacesOf(lines)) {
		places[p.MilestoneID] = p
	}
	for i := range lines {
		p, place := &lines[i], places[lines[i].MilestoneID]
		*p = p.YearsLater(years, cal)
		p.ID, p.VersionID, p.MilestoneID, p.Revision = 0, v.ID, is[p.MilestoneID], 0
		p.Position, p.Number = place.Position, place.Number
		var links portfolio.Links
		for _, l := range p.Links {
			if l.MilestoneID = is[l.MilestoneID]; l.MilestoneID != 0 {
				links = append(links, l)
			}
		}
		p.Links = links
	}
	slices.SortFunc(lines, func(a, b portfolio.Plan) int { return cmp.Compare(a.Position, b.Position) })
	return nil
}
