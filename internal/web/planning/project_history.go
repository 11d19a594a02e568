package planning

import (
	"context"
	"slices"

	"qadam/internal/access"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/views/href"
	"qadam/views/projects"
	"qadam/views/ui"
)

// linkRows gives rows the addresses of their milestones.
func linkRows(rows []ui.LineRow, keep func(string) string) {
	for i := range rows {
		rows[i].Href = keep(href.Milestone(rows[i].Line.MilestoneID))
		if before := rows[i].Predecessor; before != nil {
			rows[i].Before = keep(href.Milestone(before.MilestoneID))
		}
	}
}

// addSums adds the estimated costs of lines that were not withdrawn.
func addSums(s projects.Sums, rows []ui.LineRow) projects.Sums {
	if s.Total == nil {
		s.Total = map[int]money.Amount{}
	}
	for _, r := range rows {
		if r.Line.Status == portfolio.Withdrawn {
			continue
		}
		for _, cost := range r.Line.Costs {
			i := slices.IndexFunc(s.Rows, func(o projects.SumRow) bool { return o.Source == cost.Source })
			if i < 0 {
				i = len(s.Rows)
				s.Rows = append(s.Rows, projects.SumRow{Source: cost.Source, ByYear: map[int]money.Amount{}})
			}
			s.Rows[i].ByYear[cost.Year] += cost.Amount
			s.Rows[i].Total += cost.Amount
			s.Total[cost.Year] += cost.Amount
			s.All += cost.Amount
			if !slices.Contains(s.Years, cost.Year) {
				s.Years = append(s.Years, cost.Year)
			}
		}
	}
	slices.Sort(s.Years)
	return s
}

// fillHistory lists what happened to a project, the newest first: how it was
// described, which versions of the roadmap had it, the latest word on each of
// its milestones, its end; and names whoever did it or rated the project. It asks
// the database three questions, however many milestones there are.
func (h Handler) fillHistory(ctx context.Context, r *store.Reader, picture *portfolio.Picture, p *projects.ShowPage, who access.Actor) error {
	var people []int64
	var events []projects.Event
	note := func(by int64, e projects.Event) {
		people = append(people, by)
		events = append(events, e)
	}
	note(p.Project.RecordedBy, projects.Event{Kind: projects.Registered, At: p.Project.RecordedAt})
	if p.Project.Profile.RecordedAt.After(p.Project.RecordedAt) {
		note(p.Project.Profile.RecordedBy, projects.Event{Kind: projects.Described, At: p.Project.Profile.RecordedAt})
	}
	if end := p.Project.End; end != nil {
		note(end.RecordedBy, projects.Event{Kind: projects.Ended, At: end.RecordedAt})
	}
	if err := noteVersions(ctx, r, picture, p.Project.ID, who, note); err != nil {
		return err
	}
	if err := noteReports(ctx, r, *p, note); err != nil {
		return err
	}
	for _, one := range []*portfolio.Rating{p.Ratings.Three.Owner, p.Ratings.Three.Centre} {
		if one != nil {
			people = append(people, one.RecordedBy)
		}
	}
	names, err := r.Names(ctx, people)
	if err != nil {
		return err
	}
	p.Ratings.People = names
	for i := range events {
		events[i].Who = names[people[i]]
	}
	slices.SortStableFunc(events, func(a, b projects.Event) int { return b.At.Compare(a.At) })
	p.Happened = events
	return nil
}

// noteVersions adds the versions of roadmaps that came into force with lines
// of the project.
func noteVersions(ctx context.Context, r *store.Reader, picture *portfolio.Picture, projectID int64, who access.Actor, note func(int64, projects.Event)) error {
	for _, m := range picture.Roadmaps {
		for _, v := range m.Visible(who).Versions {
			s := v.Step(portfolio.InForce)
			if s.ID == 0 {
				continue
			}
			sheet, err := r.Sheet(ctx, v)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(sheet.Plans, func(p portfolio.Plan) bool { return p.ProjectID == projectID }) {
				note(s.RecordedBy, projects.Event{Kind: projects.Planned, At: s.RecordedAt, Version: v.Number, Year: m.Year})
			}
		}
	}
	return nil
}

// noteReports adds the latest report and the latest review of each milestone.
func noteReports(ctx context.Context, r *store.Reader, p projects.ShowPage, note func(int64, projects.Event)) error {
	var updateIDs, reviewIDs []int64
	lines := map[int64]*portfolio.Line{}
	for _, y := range p.Years {
		for i := range y.Rows {
			l := y.Rows[i].Line
			lines[l.MilestoneID] = l
			if l.Facts.UpdateID != 0 {
				updateIDs = append(updateIDs, l.Facts.UpdateID)
			}
			if l.Facts.ReviewID != 0 {
				reviewIDs = append(reviewIDs, l.Facts.ReviewID)
			}
		}
	}
	updates, err := r.Updates(ctx, updateIDs)
	if err != nil {
		return err
	}
	reviews, err := r.Reviews(ctx, reviewIDs)
	if err != nil {
		return err
	}
	for id, u := range updates {
		kind := projects.Updated
		if u.SaidDone {
			kind = projects.SaidDone
		}
		note(u.RecordedBy, projects.Event{Kind: kind, At: u.RecordedAt, Line: lines[id], Update: &u})
	}
	for id, v := range reviews {
		kind := projects.GivenBack
		if v.Accepted {
			kind = projects.Accepted
		}
		note(v.RecordedBy, projects.Event{Kind: kind, At: v.RecordedAt, Line: lines[id], Review: &v})
	}
	return nil
}
