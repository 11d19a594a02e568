package seed

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/portfolio"
	"qadam/seed/demo"
)

var noDay civil.Date

func (p *player) stageZone(play demo.Play, z demo.Zone) {
	drafted := play.Versions[0].Drafted.At()
	p.then(drafted, play.Manager(), func(ctx context.Context, manager access.Actor) error {
		id, err := p.app.AddZone(ctx, manager, portfolio.Zone{
			Code: z.Code, ProgrammeID: p.ids["programme "+play.Programme],
			Profile: portfolio.ZoneProfile{
				Name: z.Name, District: z.District, Population: z.Population, Geometry: z.Polygon, Latitude: z.Lat, Longitude: z.Lon,
			},
		})
		p.ids["zone "+z.Code] = id
		return err
	})
	if !z.Designated.IsZero() {
		p.then(demo.Moment{Day: z.Designated, Hour: 12, Minute: 10}.At(), secretaryEmail, func(ctx context.Context, secretary access.Actor) error {
			return p.record(ctx, secretary, p.ids["case "+z.Code], demo.Act{Number: z.Order, Date: z.Designated, Signatory: play.Versions[0].Act.Signatory})
		})
	}
	if !z.Active.IsZero() {
		p.then(demo.Moment{Day: z.Active, Hour: 10}.At(), secretaryEmail, func(ctx context.Context, secretary access.Actor) error {
			return p.app.StepZone(ctx, secretary, p.ids["zone "+z.Code], portfolio.ZoneActive, z.Active, "")
		})
	}
}

// stageVersion adds the life of one version of the roadmap: drafted by the
// manager, submitted by the head, brought into force by an act.
func (p *player) stageVersion(play demo.Play, v demo.Version) {
	name := versionName(play.Programme, v.Number)
	if v.Delegated {
		p.stageDelegated(play, v, name)
		return
	}
	p.then(v.Drafted.At(), play.Manager(), func(ctx context.Context, manager access.Actor) error {
		var err error
		if v.Number == 1 {
			err = p.draftFirst(ctx, manager, play, v, name)
		} else {
			err = p.draftNext(ctx, manager, play, v, name)
		}
		return err
	})
	if !v.Submitted.IsZero() {
		p.then(v.Submitted.At(), play.Head(), func(ctx context.Context, head access.Actor) error {
			return p.send(ctx, head, caseOf(play.Programme, v.Number))
		})
	}
	if !v.InForce.IsZero() {
		p.then(v.InForce.At(), secretaryEmail, func(ctx context.Context, secretary access.Actor) error {
			return p.record(ctx, secretary, p.ids["case "+caseOf(play.Programme, v.Number).Key], v.Act)
		})
	}
}

// stageDelegated adds a small change that the manager proposes and the head
// decides, see demo.Decided.
func (p *player) stageDelegated(play demo.Play, v demo.Version, name string) {
	p.then(v.Drafted.At(), play.Manager(), func(ctx context.Context, manager access.Actor) error {
		reader := p.app.Store.Read(access.System(), p.app.Store.Instant())
		picture, _, err := reader.PictureOf(ctx, play.Programme)
		if err != nil {
			return err
		}
		base := picture.Roadmap(demo.Year).InForce()
		plans, err := reader.Plans(ctx, base.ID)
		if err != nil {
			return err
		}
		request := app.ChangeRequest{
			ProgrammeID: p.ids["programme "+play.Programme], Year: demo.Year, Base: base.ID,
			ReasonCode: approval.ReasonCode(v.Because), Reason: v.Reason,
		}
		for _, c := range v.Changes {
			for _, plan := range plans {
				if plan.MilestoneID == p.ids["line "+c.Line] {
					plan.Start, plan.Due = c.Start, c.Due
					request.Lines = append(request.Lines, plan)
				}
			}
		}
		proposed, err := p.app.ProposeChange(ctx, manager, request)
		p.ids[name], p.ids["case "+caseOf(play.Programme, v.Number).Key] = proposed.VersionID, proposed.CaseID
		return err
	})
}

// caseOf is the case of a version of the play.
func caseOf(programme string, version int) demo.Case {
	for _, c := range demo.Approvals().Cases {
		if c.Programme == programme && c.Version == version {
			return c
		}
	}
	panic(fmt.Sprintf("seed: version %d of %s has no case", version, programme))
}

func (p *player) draftFirst(ctx context.Context, manager access.Actor, play demo.Play, v demo.Version, name string) error {
	programme := p.ids["programme "+play.Programme]
	for _, project := range play.Projects {
		id, err := p.app.AddProject(ctx, manager, portfolio.Project{
			Code: project.Code, ProgrammeID: programme,
			Profile: portfolio.ProjectProfile{
				Name: project.Name, Direction: project.Direction, Model: portfolio.Model(project.Model), Subtype: project.Subtype,
				Goals: project.Goals, Zones: project.Zones, Area: project.Area, Basis: project.Basis,
				Source: project.Source, Grade: project.Grade, Total: project.Total,
			},
		})
		if err != nil {
			return fmt.Errorf("%s: %w", project.Code, err)
		}
		p.ids["project "+project.Code] = id
	}
	version, err := p.app.DraftRoadmap(ctx, manager, programme, demo.Year)
	if err != nil {
		return err
	}
	p.ids[name] = version
	return p.addLines(ctx, manager, play, version, func(l demo.Line) bool { return !changes(play, l.Key, demo.Add) })
}

// draftNext copies the version in force and makes the changes of this one.
func (p *player) draftNext(ctx context.Context, manager access.Actor, play demo.Play, v demo.Version, name string) error {
	version, err := p.app.DraftVersion(ctx, manager, p.ids["programme "+play.Programme], demo.Year, approval.ReasonCode(v.Because), v.Reason)
	if err != nil {
		return err
	}
	p.ids[name] = version
	for _, c := range v.Changes {
		milestone := p.ids["line "+c.Line]
		switch c.Kind {
		case demo.Move:
			err = p.app.ChangeLine(ctx, manager, version, milestone, func(l *portfolio.Plan) { l.Start, l.Due = c.Start, c.Due })
		case demo.Recost:
			err = p.app.ChangeLine(ctx, manager, version, milestone, func(l *portfolio.Plan) { l.Costs = recost(l.Costs, c.Cost) })
		case demo.Add:
			err = p.insert(ctx, manager, play, version, c.Line)
		case demo.Drop:
			err = p.app.RemoveLine(ctx, manager, version, milestone)
		}
		if err != nil {
			return fmt.Errorf("%s %s: %w", c.Kind, c.Line, err)
		}
	}
	return nil
}

// addLines adds the lines of a play that are wanted, in their order. A link to
// a line that comes later is made when that is there.
func (p *player) addLines(ctx context.Context, manager access.Actor, play demo.Play, version int64, wanted func(demo.Line) bool) error {
	var waiting []demo.Line
	for _, project := range play.Projects {
		for _, l := range project.Lines {
			if !wanted(l) {
				continue
			}
			plan := p.plan(l)
			plan.VersionID, plan.ProjectID = version, p.ids["project "+project.Code]
			plan.Links = p.links(l)
			if len(plan.Links) < len(l.After) {
				waiting = append(waiting, l)
			}
			id, err := p.app.AddLine(ctx, manager, plan)
			if err != nil {
				return fmt.Errorf("%s: %w", l.Key, err)
			}
			p.ids["line "+l.Key] = id
		}
	}
	for _, l := range waiting {
		err := p.app.ChangeLine(ctx, manager, version, p.ids["line "+l.Key], func(plan *portfolio.Plan) { plan.Links = p.links(l) })
		if err != nil {
			return fmt.Errorf("%s: %w", l.Key, err)
		}
	}
	return nil
}

// insert adds one line to a later version, where it stands among those of its
// project in the play.
func (p *player) insert(ctx context.Context, manager access.Actor, play demo.Play, version int64, key string) error {
	plans, err := p.app.Store.Read(access.System(), p.app.Store.Instant()).Plans(ctx, version)
	if err != nil {
		return err
	}
	there := func(id int64) bool {
		return slices.ContainsFunc(plans, func(one portfolio.Plan) bool { return one.MilestoneID == id })
	}
	for _, project := range play.Projects {
		for i, l := range project.Lines {
			if l.Key != key {
				continue
			}
			plan := p.plan(l)
			plan.VersionID, plan.ProjectID, plan.Links = version, p.ids["project "+project.Code], p.links(l)
			var options []app.LineOption
			for _, next := range project.Lines[i+1:] {
				if id := p.ids["line "+next.Key]; id != 0 && there(id) {
					options = append(options, app.Before(id))
					break
				}
			}
			if p.ids["line "+key], err = p.app.AddLine(ctx, manager, plan, options...); err != nil {
				return err
			}
		}
	}
	return nil
}

// links are those of a line to lines that are there.
func (p *player) links(l demo.Line) portfolio.Links {
	var links portfolio.Links
	for _, after := range l.After {
		if id := p.ids["line "+after.Key]; id != 0 {
			links = append(links, portfolio.Link{MilestoneID: id, Kind: portfolio.LinkKind(after.Kind), Lag: after.Lag})
		}
	}
	return links
}

func (p *player) plan(l demo.Line) portfolio.Plan {
	plan := portfolio.Plan{
		Title: l.Title, Form: portfolio.Form(l.Form), LeadID: p.bodies[l.Lead], Start: l.Start, Due: l.Due,
		ForMoney: l.ForMoney, Weight: l.Weight, Gate: l.Gate, ZoneID: p.ids["zone "+l.Zone], Note: l.Note,
	}
	for _, with := range l.With {
		plan.CoIDs = append(plan.CoIDs, p.bodies[with])
	}
	for _, c := range l.Cost {
		plan.Costs = append(plan.Costs, portfolio.Cost{Year: c.Year, Source: portfolio.Source(l.Source), Amount: c.Amount, BudgetCode: l.BudgetCode})
	}
	return plan
}

func recost(old portfolio.Costs, to []demo.Cost) portfolio.Costs {
	var out portfolio.Costs
	for _, c := range to {
		one := portfolio.Cost{Year: c.Year, Amount: c.Amount}
		if len(old) > 0 {
			one.Source, one.BudgetCode = old[0].Source, old[0].BudgetCode
		}
		out = append(out, one)
	}
	return out
}

func changes(play demo.Play, key string, kind demo.ChangeKind) bool {
	for _, v := range play.Versions {
		for _, c := range v.Changes {
			if c.Line == key && c.Kind == kind {
				return true
			}
		}
	}
	return false
}

// stageScene adds one scene of a line's story.
func (p *player) stageScene(play demo.Play, line demo.Line, i int) {
	s := line.Scenes[i]
	who := play.Manager()
	if s.Kind == demo.Accepted || s.Kind == demo.Returned {
		who = fmt.Sprintf("expert%d@qadam.demo", s.Expert)
	}
	p.then(s.At.At(), who, func(ctx context.Context, actor access.Actor) error {
		err := p.act(ctx, actor, line, i)
		if err != nil {
			err = fmt.Errorf("%s, scene %d (%s): %w", line.Key, i+1, s.Kind, err)
		}
		return err
	})
}

func (p *player) act(ctx context.Context, actor access.Actor, line demo.Line, i int) error {
	s, id := line.Scenes[i], p.ids["line "+line.Key]
	m, err := p.app.Store.Read(access.System(), p.app.Store.Instant()).Milestone(ctx, id)
	if err != nil {
		return err
	}
	last := m.Last()
	switch s.Kind {
	case demo.Accepted:
		return p.app.AcceptEvidence(ctx, actor, app.Acceptance{MilestoneID: id, UpdateID: last.ID, DoneOn: handedIn(line, i).Date, Note: s.Note})
	case demo.Returned:
		return p.app.ReturnEvidence(ctx, actor, app.Return{MilestoneID: id, UpdateID: last.ID, Reason: s.Note})
	}
	p.forms++
	progress := app.Progress{
		MilestoneID: id, Percent: s.Percent, Forecast: s.Forecast, Note: s.Note,
		SaidDone: s.Kind == demo.SaidDone, FormKey: fmt.Sprintf("play-%05d", p.forms),
	}
	if last != nil {
		progress.Seen = last.ID
	}
	if progress.SaidDone {
		progress.Percent = 100
		if progress.Forecast.IsZero() {
			progress.Forecast = s.At.Day
		}
	}
	if e := s.Evidence; e != nil {
		f, err := p.app.KeepFile(e.File, strings.NewReader(e.Text))
		if err != nil {
			return err
		}
		progress.Files = []app.File{f}
		progress.Document = app.Document{Number: e.Number, Dated: e.Date}
	}
	return p.app.ReportProgress(ctx, actor, progress)
}

// handedIn is the document that an acceptance is about.
func handedIn(line demo.Line, scene int) demo.Evidence {
	for i := scene; i >= 0; i-- {
		if e := line.Scenes[i].Evidence; e != nil {
			return *e
		}
	}
	return demo.Evidence{}
}
