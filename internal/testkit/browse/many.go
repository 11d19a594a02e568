package browse

import (
	"fmt"
	"time"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// perProject is how many milestones a project of Many has.
const perProject = 20

// Many brings roadmaps of 2020 into force that have n milestones more, shared
// by all programmes: projects of twenty, each milestone linked to the one before.
func (s *Site) Many(n int) {
	s.T.Helper()
	err := s.App.Store.Write(s.T.Context(), access.System(), func(tx *store.Tx) error {
		for i, p := range s.programmes() {
			if err := s.many(tx, p, i, n/len(s.programmes())); err != nil {
				return err
			}
			if err := tx.Record("reference.loaded", p.ID, "programme", p.ID, audit.Change{}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.T.Fatal(err)
	}
}

func (s *Site) programmes() []portfolio.Programme {
	s.T.Helper()
	_, ref, err := s.App.Store.Read(access.System(), s.App.Store.Instant()).Pictures(s.T.Context())
	if err != nil {
		s.T.Fatal(err)
	}
	return ref.Programmes
}

func (s *Site) many(tx *store.Tx, p portfolio.Programme, place, n int) error {
	roadmap := portfolio.Roadmap{ProgrammeID: p.ID, Year: 2020}
	if err := tx.AddRoadmap(&roadmap); err != nil {
		return err
	}
	version := portfolio.Version{RoadmapID: roadmap.ID, ProgrammeID: p.ID, Number: 1}
	if err := tx.AddVersion(&version); err != nil {
		return err
	}
	lead := p.Term(Today()).OwnerID
	var project, before int64
	for i := range n {
		number := fmt.Sprintf("%d.%d", i/perProject+1, i%perProject+1)
		if i%perProject == 0 {
			one := portfolio.Project{Code: fmt.Sprintf("%s-many-%d", p.Code, i/perProject+1), ProgrammeID: p.ID, Profile: portfolio.ProjectProfile{
				Name: i18n.Same(fmt.Sprintf("%s: project %d", p.Code, i/perProject+1)), Direction: "housing",
				Model: portfolio.Models[i%len(portfolio.Models)], Goals: portfolio.Codes{"quality_of_life"}, Grade: "P",
			}}
			if err := tx.AddProject(&one); err != nil {
				return err
			}
			project = one.ID
		}
		m := portfolio.Milestone{ProgrammeID: p.ID, ProjectID: project}
		if err := tx.AddMilestone(&m); err != nil {
			return err
		}
		start := civil.Date{Year: 2020, Month: time.January, Day: 6}.AddDays(i % perProject * 14)
		plan := portfolio.Plan{
			VersionID: version.ID, MilestoneID: m.ID, ProgrammeID: p.ID, ProjectID: project, Position: i + 1, Number: number,
			Title: i18n.Same("Part " + number + " is put into operation and handed over to the operator"), Form: portfolio.FormAct, LeadID: lead,
			Start: start, Due: civil.OnDay(start.AddDays(40 + place)), Weight: 1,
		}
		if i%perProject > 0 {
			plan.Links = portfolio.Links{{MilestoneID: before, Kind: portfolio.SS, Lag: 5}}
		}
		if err := tx.AddPlan(&plan); err != nil {
			return err
		}
		before = m.ID
	}
	for _, state := range []portfolio.VersionState{portfolio.Draft, portfolio.Submitted, portfolio.InReview, portfolio.Voting, portfolio.Approved, portfolio.InForce} {
		step := portfolio.VersionStep{VersionID: version.ID, ProgrammeID: p.ID, State: state, Signatory: i18n.Same("Akim")}
		if state == portfolio.InForce {
			step.ActNumber, step.ActDate = "1", Today()
		}
		if err := tx.AppendVersionStep(&step); err != nil {
			return err
		}
	}
	return nil
}
