package app

import (
	"context"
	"slices"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// CaseText is what the submitter of a case writes about it. A title is typed of
// an assessment only; the other subjects have names.
type CaseText struct {
	Title, Brief i18n.Text
}

// SubmitZone sends a pilot zone for its designation, or again, and returns the
// case.
func (a *App) SubmitZone(ctx context.Context, actor access.Actor, zoneID int64, text CaseText) (int64, error) {
	return a.submitCase(ctx, actor, approval.KindZone, func(tx *store.Tx) (approval.Case, error) {
		z, err := tx.Zone(zoneID)
		if err != nil {
			return approval.Case{}, err
		}
		if err := require(tx, actor, access.Submit, z.ProgrammeID); err != nil {
			return approval.Case{}, err
		}
		if z.State() != portfolio.ZoneDraft {
			return approval.Case{}, fault.Conflict("zone.wrong_step")
		}
		return opening(tx, approval.Case{Kind: approval.KindZone, ProgrammeID: z.ProgrammeID, SubjectID: z.ID})
	}, text)
}

// SubmitInclusion sends a project with its funding model for its inclusion in
// the programme, or again, and returns the case.
func (a *App) SubmitInclusion(ctx context.Context, actor access.Actor, projectID int64, text CaseText) (int64, error) {
	return a.submitCase(ctx, actor, approval.KindInclusion, func(tx *store.Tx) (approval.Case, error) {
		c, err := a.aboutProject(tx, actor, approval.KindInclusion, projectID)
		if err != nil {
			return c, err
		}
		return opening(tx, c)
	}, text)
}

// SubmitAssessment asks for the assessment of a solution that the project has
// adopted and returns the case. A project may have several solutions: each is
// another case, see Resubmit.
func (a *App) SubmitAssessment(ctx context.Context, actor access.Actor, projectID int64, text CaseText) (int64, error) {
	return a.submitCase(ctx, actor, approval.KindAssessment, func(tx *store.Tx) (approval.Case, error) {
		return a.aboutProject(tx, actor, approval.KindAssessment, projectID)
	}, text)
}

// aboutProject is a new case about a project that goes on.
func (a *App) aboutProject(tx *store.Tx, actor access.Actor, kind approval.Kind, projectID int64) (approval.Case, error) {
	p, err := tx.Project(projectID)
	if err != nil {
		return approval.Case{}, err
	}
	if err := require(tx, actor, access.Submit, p.ProgrammeID); err != nil {
		return approval.Case{}, err
	}
	if p.End != nil {
		return approval.Case{}, fault.Conflict("milestone.project_ended")
	}
	return approval.Case{Kind: kind, ProgrammeID: p.ProgrammeID, SubjectID: p.ID}, nil
}

// opening is the case that a subject has and that may come again, or else the
// new one given: a subject that was rejected may come as another case.
func opening(tx *store.Tx, c approval.Case) (approval.Case, error) {
	old, err := tx.CaseOf(c.SubjectID, c.Kind)
	if err != nil || old.ID == 0 || old.State() == approval.Rejected {
		return c, err
	}
	if old.State().Back() {
		return old, nil
	}
	return c, fault.Conflict("case.open_already", "Case", old.ID)
}

// Resubmit sends a case again that was returned, withdrawn or void: another
// round, when every remark is answered. A version of a roadmap is submitted
// again by SubmitRoadmap.
func (a *App) Resubmit(ctx context.Context, actor access.Actor, caseID int64, text CaseText) error {
	var kind approval.Kind
	_, err := a.submitCase(ctx, actor, "", func(tx *store.Tx) (approval.Case, error) {
		c, err := a.caseToChange(tx, actor, access.Submit, caseID)
		kind = c.Kind
		if err == nil && kind.OfVersion() {
			err = fault.Conflict("case.wrong_step")
		}
		return c, err
	}, text)
	return err
}

// submitCase opens a case or its next round.
func (a *App) submitCase(ctx context.Context, actor access.Actor, kind approval.Kind, find func(*store.Tx) (approval.Case, error), text CaseText) (int64, error) {
	ref, err := a.reference(ctx)
	if err != nil {
		return 0, err
	}
	text.Title, text.Brief = text.Title.Trim(), text.Brief.Trim()
	var c approval.Case
	err = a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		var err error
		if c, err = find(tx); err != nil {
			return err
		}
		return a.submitted(tx, actor, ref, &c, approval.Submission{Title: text.Title, Brief: text.Brief})
	})
	return c.ID, a.refused(ctx, actor, attempt{Action: "case.submitted", ProgrammeID: c.ProgrammeID, Entity: "case", ID: c.ID}, err)
}

// submitted keeps a round of a case, which is new while it has no key: the
// subject is checked for completeness and frozen under its fingerprint.
func (a *App) submitted(tx *store.Tx, actor access.Actor, ref *portfolio.Reference, c *approval.Case, s approval.Submission) error {
	if c.ID != 0 {
		if err := c.MayResubmit(); err != nil {
			return err
		}
	}
	subject, err := a.subject(tx, ref, *c, s)
	if err != nil {
		return err
	}
	rule := c.Kind.Rule()
	if err := rule.Complete(subject); err != nil {
		return err
	}
	if err := subject.CheckText(); err != nil {
		return err
	}
	if s.Route == "" {
		s.Route = rule.Routes[0]
	}
	if s.Content, s.Fingerprint, err = approval.Fingerprint(rule.Content(subject)); err != nil {
		return err
	}
	if err := a.describe(tx, ref, *c, subject, &s); err != nil {
		return err
	}
	if !actor.IsSystem() && !slices.Contains(s.Drafters, actor.ID) {
		s.Drafters = append(s.Drafters, actor.ID)
	}
	if c.ID == 0 {
		if err := tx.AddCase(c); err != nil {
			return err
		}
	}
	s.CaseID, s.ProgrammeID, s.Round = c.ID, c.ProgrammeID, c.Round()+1
	if err := tx.AppendSubmission(&s); err != nil {
		return err
	}
	c.Submissions = append(c.Submissions, s)
	return a.stepCase(tx, c, approval.Step{State: approval.Submitted, Reason: s.Reason}, map[string]any{
		"title": s.Title, "kind": c.Kind, "round": s.Round, "route": s.Route, "fingerprint": s.Fingerprint,
	})
}

// subject is what a case is about, as it stands now.
func (a *App) subject(tx *store.Tx, ref *portfolio.Reference, c approval.Case, s approval.Submission) (approval.Subject, error) {
	subject := approval.Subject{Calendar: ref.Calendar, Title: s.Title, Brief: s.Brief}
	if p := ref.Programme(c.ProgrammeID); p != nil {
		subject.Programme = p.Code
	}
	var err error
	switch c.Kind.Rule().Subject {
	case approval.SubjectVersion:
		if subject.Version, err = tx.Version(c.SubjectID); err != nil {
			return subject, err
		}
		m, err := tx.RoadmapByID(subject.Version.RoadmapID)
		if err != nil {
			return subject, err
		}
		subject.Year = m.Year
		if subject.Plans, err = tx.Plans(c.SubjectID); err != nil {
			return subject, err
		}
		subject.Codes.Bodies = map[int64]string{}
		for id, b := range ref.Bodies {
			subject.Codes.Bodies[id] = b.Code
		}
		subject.Codes.Projects, subject.Codes.Zones, err = tx.CodesOf(c.ProgrammeID)
		return subject, err
	case approval.SubjectZone:
		subject.Zone, err = tx.Zone(c.SubjectID)
	case approval.SubjectProject:
		if subject.Project, err = tx.Project(c.SubjectID); err == nil && c.Kind == approval.KindInclusion {
			subject.Financing, err = financing(tx, subject.Project)
		}
	}
	return subject, err
}

// describe says what a round is called, who wrote its subject and who carries
// it out.
func (a *App) describe(tx *store.Tx, ref *portfolio.Reference, c approval.Case, subject approval.Subject, s *approval.Submission) error {
	var owner portfolio.IDs
	name := i18n.Text{}
	if p := ref.Programme(c.ProgrammeID); p != nil {
		term := p.Term(civil.DateOf(tx.Now))
		owner, name = portfolio.IDs{term.OwnerID}, term.Name
	}
	var authors []int64
	var err error
	switch c.Kind.Rule().Subject {
	case approval.SubjectVersion:
		s.Title = i18n.Said("case.title_"+string(c.Kind), "Name", name, "Year", subject.Year, "Version", subject.Version.Number)
		s.Executors = approval.Executors(subject.Plans)
		authors, err = tx.Authors(c.SubjectID)
	case approval.SubjectZone:
		s.Title, s.Executors = i18n.Said("case.title_zone", "Name", subject.Zone.Profile.Name), owner
		authors, err = tx.ZoneAuthors(c.SubjectID)
	default:
		if c.Kind != approval.KindAssessment {
			s.Title = i18n.Said("case.title_inclusion", "Name", subject.Project.Profile.Name)
		}
		s.Executors = owner
		authors, err = tx.ProjectAuthors(c.SubjectID)
	}
	s.Drafters = authors
	return err
}
