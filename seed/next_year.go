package seed

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/seed/demo"
)

// stageNext adds the drafting of the roadmap of the year after the play's.
func (p *player) stageNext(n demo.NextYear) {
	d := &drafter{player: p, next: n}
	p.then(n.Drafted.At(), n.Manager(), d.begin)
	for _, s := range n.Steps {
		p.then(s.At.At(), n.Manager(), func(ctx context.Context, manager access.Actor) error {
			err := d.step(ctx, manager, s)
			if err != nil {
				err = fmt.Errorf("%s %s%s: %w", s.Kind, s.Line, s.New.Key, err)
			}
			return err
		})
	}
}

// drafter drafts one roadmap.
type drafter struct {
	*player
	next    demo.NextYear
	version int64
	lines   map[string]int64 // milestones of the draft by the keys of the play
}

func (d *drafter) begin(ctx context.Context, manager access.Actor) error {
	d.lines = map[string]int64{}
	programme := d.ids["programme "+d.next.Programme]
	var err error
	if !d.next.FromYear {
		d.version, err = d.app.DraftRoadmap(ctx, manager, programme, demo.Year+1)
		return err
	}
	if d.version, err = d.app.DraftFromYear(ctx, manager, programme, demo.Year+1, demo.Year); err != nil {
		return err
	}
	// What was taken over is known by its project and title.
	plans, err := d.plans(ctx)
	if err != nil {
		return err
	}
	for _, play := range demo.Plays() {
		for _, project := range play.Projects {
			for _, l := range project.Lines {
				at := slices.IndexFunc(plans, func(one portfolio.Plan) bool {
					return one.ProjectID == d.ids["project "+project.Code] && one.Title == l.Title
				})
				if at >= 0 {
					d.lines[l.Key] = plans[at].MilestoneID
				}
			}
		}
	}
	return nil
}

func (d *drafter) reader() reader { return d.app.Store.Read(access.System(), d.app.Store.Instant()) }

// reader is what a drafter looks at.
type reader interface {
	Plans(ctx context.Context, versionID int64) ([]portfolio.Plan, error)
	LastEdit(ctx context.Context, versionID int64) (*portfolio.DraftEdit, error)
}

func (d *drafter) plans(ctx context.Context) ([]portfolio.Plan, error) {
	return d.reader().Plans(ctx, d.version)
}

func (d *drafter) step(ctx context.Context, manager access.Actor, s demo.Step) error {
	switch s.Kind {
	case demo.Altered:
		return d.app.ChangeLine(ctx, manager, d.version, d.lines[s.Line], func(p *portfolio.Plan) { d.alter(p, s.New) })
	case demo.Written:
		return d.write(ctx, manager, s)
	case demo.Pasted:
		var titles []i18n.Text
		for _, l := range s.Titles {
			titles = append(titles, l.Title)
		}
		_, err := d.app.AddLines(ctx, manager, d.version, d.ids["project "+s.Project], titles)
		return err
	case demo.Shifted:
		return d.shift(ctx, manager, s)
	case demo.Raised:
		return d.app.MoveLine(ctx, manager, d.version, d.lines[s.Line], portfolio.Move{Way: portfolio.MoveBefore, Before: d.lines[s.Before]})
	case demo.Undone:
		last, err := d.reader().LastEdit(ctx, d.version)
		if err != nil || last == nil {
			return errors.Join(err, errors.New("nothing to take back"))
		}
		return d.app.UndoEdit(ctx, manager, d.version, last.ID)
	}
	return errors.New("unknown step")
}

// alter puts what the step says over the line.
func (d *drafter) alter(p *portfolio.Plan, l demo.Line) {
	if !l.Start.IsZero() {
		p.Start, p.Due = l.Start, l.Due
	}
	if l.Weight != 0 {
		p.Weight = l.Weight
	}
	p.Gate = p.Gate || l.Gate
	p.Links = append(p.Links, d.after(l)...)
}

func (d *drafter) after(l demo.Line) portfolio.Links {
	var links portfolio.Links
	for _, after := range l.After {
		links = append(links, portfolio.Link{MilestoneID: d.lines[after.Key], Kind: portfolio.LinkKind(after.Kind), Lag: after.Lag})
	}
	return links
}

func (d *drafter) write(ctx context.Context, manager access.Actor, s demo.Step) error {
	plan := d.plan(s.New)
	plan.VersionID, plan.ProjectID, plan.Links = d.version, d.ids["project "+s.Project], d.after(s.New)
	var options []app.LineOption
	if s.Under != "" {
		options = append(options, app.Under(d.lines[s.Under]))
	}
	if s.Unfinished {
		options = append(options, app.Unfinished)
		plan.Costs = append(plan.Costs, portfolio.Cost{Year: demo.Year + 1, Source: portfolio.Source(s.New.Source)})
	}
	id, err := d.app.AddLine(ctx, manager, plan, options...)
	d.lines[s.New.Key] = id
	return err
}

func (d *drafter) shift(ctx context.Context, manager access.Actor, s demo.Step) error {
	plans, err := d.plans(ctx)
	if err != nil {
		return err
	}
	var refs []portfolio.LineRef
	for _, p := range plans {
		for _, key := range s.Lines {
			if d.lines[key] == p.MilestoneID {
				refs = append(refs, portfolio.LineRef{MilestoneID: p.MilestoneID, Revision: p.Revision})
			}
		}
	}
	return d.app.ChangeLines(ctx, manager, d.version, refs, portfolio.LinesChange{ShiftDays: s.Days})
}
