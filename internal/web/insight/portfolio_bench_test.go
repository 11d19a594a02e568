package insight_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// The portfolio takes the same time for 25,000 milestones as for 200, alone and
// against another day:
//
//	go test ./internal/web/insight -run none -bench Portfolio
func BenchmarkPortfolio(b *testing.B) {
	for _, n := range []int{200, 25_000} {
		s := serve(b)
		s.many(n)
		for _, query := range []string{"?year=2019", "?year=2019&against=2018-03-04", "?year=2019&as_of=2018-03-04"} {
			b.Run(strconv.Itoa(n)+query, func(b *testing.B) {
				ask := s.asker("/portfolio" + query)
				ask()
				for b.Loop() {
					ask()
				}
			})
		}
	}
}

// What a page of the portfolio allocates does not grow with what it counts.
func TestThePortfolioCostsTheSameForManyMilestones(t *testing.T) {
	if testing.Short() {
		t.Skip("makes thousands of milestones")
	}
	for _, query := range []string{"?year=2019", "?year=2019&against=2018-03-04", "?year=2019&city=astana"} {
		var costs []float64
		for _, n := range []int{200, 4000} {
			s := serve(t)
			s.many(n)
			ask := s.asker("/portfolio" + query)
			ask()
			costs = append(costs, testing.AllocsPerRun(3, ask))
		}
		if few, many := costs[0], costs[1]; many > few*1.2 {
			t.Errorf("/portfolio%s allocates %.0f times for 200 milestones and %.0f for 4,000", query, few, many)
		}
	}
}

// asker asks for an address again and again.
func (s *site) asker(address string) func() {
	s.T.Helper()
	v := s.as("official")
	return func() {
		r := httptest.NewRequest(http.MethodGet, address, nil)
		r.AddCookie(&http.Cookie{Name: "qadam_session", Value: v.token})
		w := httptest.NewRecorder()
		if s.handler.ServeHTTP(w, r); w.Code != http.StatusOK {
			s.T.Fatalf("%s: %d", address, w.Code)
		}
	}
}

// many adds roadmaps of 2019 with so many milestones altogether, five to a
// project, each project with its money, and reports on every second one.
func (s *site) many(n int) {
	s.T.Helper()
	ctx := context.Background()
	_, ref, err := s.Store.Read(access.System(), s.Store.Instant()).Pictures(ctx)
	if err != nil {
		s.T.Fatal(err)
	}
	for _, p := range ref.Programmes {
		err := s.Store.Write(ctx, s.Actor("manager."+p.Code), func(tx *store.Tx) error {
			r := portfolio.Roadmap{ProgrammeID: p.ID, Year: 2019}
			if err := tx.AddRoadmap(&r); err != nil {
				return err
			}
			v := portfolio.Version{RoadmapID: r.ID, ProgrammeID: p.ID, Number: 1}
			if err := tx.AddVersion(&v); err != nil {
				return err
			}
			for i := range n / 5 / len(ref.Programmes) {
				if err := project(tx, p, v, i, ref); err != nil {
					return err
				}
			}
			for _, state := range []portfolio.VersionState{portfolio.Draft, portfolio.Submitted, portfolio.InReview, portfolio.Voting, portfolio.Approved, portfolio.InForce} {
				if err := tx.AppendVersionStep(&portfolio.VersionStep{VersionID: v.ID, ProgrammeID: p.ID, State: state, ActNumber: "1", ActDate: testkit.Day("2018-03-05")}); err != nil {
					return err
				}
			}
			return tx.Record("roadmap.in_force", p.ID, "roadmap", v.ID, audit.Added("test"))
		})
		if err != nil {
			s.T.Fatal(err)
		}
	}
}

func project(tx *store.Tx, p portfolio.Programme, v portfolio.Version, i int, ref *portfolio.Reference) error {
	one := portfolio.Project{Code: fmt.Sprintf("%s-many-%d", p.Code, i), ProgrammeID: p.ID, Profile: portfolio.ProjectProfile{
		Name: text(fmt.Sprint("Project ", i)), Direction: ref.Directions[i%len(ref.Directions)].Code, Model: portfolio.Models[i%4], Goals: portfolio.Codes{ref.Goals[0].Code}, Total: 1_000_000_00,
	}}
	if err := tx.AddProject(&one); err != nil {
		return err
	}
	line := funding.Line{ProgrammeID: p.ID, ProjectID: one.ID, Model: one.Profile.Model, Source: funding.Sources[0], Kind: funding.Investment}
	if err := tx.OpenLine(&line); err != nil {
		return err
	}
	for j := range 5 {
		m := portfolio.Milestone{ProgrammeID: p.ID, ProjectID: one.ID}
		if err := tx.AddMilestone(&m); err != nil {
			return err
		}
		due := testkit.Day("2019-01-31").AddDays((i + j) % 330)
		plan := portfolio.Plan{
			VersionID: v.ID, MilestoneID: m.ID, ProgrammeID: p.ID, ProjectID: one.ID, Position: i*5 + j + 1, Number: fmt.Sprintf("%d.%d", i+1, j+1),
			Title: text("Put a part into operation"), Form: portfolio.Forms[0], LeadID: p.Term(testkit.Day("2018-03-05")).OwnerID, Start: due.AddDays(-60), Due: civil.Period{Kind: civil.Day, Day: due}, Weight: 1 + j,
			Costs: portfolio.Costs{{Year: 2019, Source: portfolio.LocalBudget, Amount: money.Amount(j+1) * 50_000_00}},
		}
		if err := tx.AddPlan(&plan); err != nil {
			return err
		}
		if j%2 == 0 {
			u := portfolio.Update{MilestoneID: m.ID, ProgrammeID: p.ID, Percent: 10 * j, Forecast: due.AddDays(j), FormKey: fmt.Sprint("many ", m.ID)}
			if err := tx.AppendUpdate(&u); err != nil {
				return err
			}
		}
	}
	return nil
}
