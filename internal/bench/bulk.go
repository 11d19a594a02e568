package main

import (
	"context"
	"fmt"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/seed"
)

// cities is how many programmes the bulk is spread over, beside the five of
// the demonstration. Each has a manager who reports.
const cities = 5

// acceptedOfTen milestones are done by the end, so that there is evidence and
// there are reviews; the others are open to be reported on.
const acceptedOfTen = 3

// bulk is what many cities would have planned and reported.
type bulk struct {
	data
	app    *app.App
	clock  *seed.Clock
	expert access.Actor
}

// city is one programme of the bulk.
type city struct {
	programme  portfolio.Programme
	seat       portfolio.Seat
	manager    access.Actor
	version    portfolio.Version
	milestones []stone
	projects   []portfolio.Project
	purses     []purse
}

type stone struct {
	id       int64
	deadline civil.Date
	reports  int
}

func cityCode(i int) string { return fmt.Sprintf("city%d", i+1) }

// managerEmail is who reports in the city of the number.
func managerEmail(i int) string { return "manager." + cityCode(i) + "@qadam.demo" }

func (b *bulk) write(ctx context.Context) error {
	expert, err := b.actor(ctx, "expert1@qadam.demo")
	if err != nil {
		return err
	}
	b.expert = expert
	if b.Projects == 0 {
		return nil // the demonstration alone
	}
	var all []*city
	for i := range cities {
		c, err := b.found(ctx, i)
		if err == nil {
			err = b.plan(ctx, c)
		}
		if err == nil {
			err = b.open(ctx, c)
		}
		if err == nil {
			err = b.decide(ctx, c)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", cityCode(i), err)
		}
		all = append(all, c)
	}
	for n, day := range reporting {
		b.clock.Set(day.StartOfDay().Add(10 * time.Hour))
		for _, c := range all {
			err := b.report(ctx, c, n)
			if err == nil {
				err = b.enter(ctx, c, n)
			}
			if err != nil {
				return fmt.Errorf("%s on %s: %w", c.programme.Code, day, err)
			}
		}
	}
	return nil
}

func (b *bulk) actor(ctx context.Context, email string) (access.Actor, error) {
	p, _, err := b.app.Store.Credential(ctx, email)
	if err != nil {
		return access.Actor{}, err
	}
	return b.app.Store.Actor(ctx, p.ID)
}

// found adds a programme with its akimat and its manager.
func (b *bulk) found(ctx context.Context, i int) (*city, error) {
	code, from := cityCode(i), civil.DateOf(begin)
	name := words(fmt.Sprintf("City %d", i+1))
	c := &city{programme: portfolio.Programme{Code: code, Position: 6 + i}}
	err := b.prepare(ctx, func(tx *store.Tx) error {
		akimat := portfolio.Body{Code: "akimat-" + code, Kind: portfolio.Akimat, Name: name, Short: name}
		if err := tx.AddBody(&akimat); err != nil {
			return err
		}
		c.programme.Terms = []portfolio.ProgrammeTerm{{
			OwnerID: akimat.ID, Name: name, Territory: name, City: name, KATO: "710000000", KATORegion: "710000000", ISO: "KZ-AST",
			Latitude: 50 + float64(i)/2, Longitude: 70 + float64(i), ValidFrom: from,
		}}
		if err := tx.AddProgramme(&c.programme); err != nil {
			return err
		}
		c.seat = portfolio.Seat{Code: "manager-" + code, BodyID: akimat.ID, Title: words("Manager"), Role: access.Manager, ProgrammeID: c.programme.ID}
		return tx.AddSeat(&c.seat)
	})
	if err != nil {
		return nil, err
	}
	person, err := b.app.AddPerson(ctx, access.System(), app.NewPerson{Email: managerEmail(i), Name: "Manager of " + code, Locale: i18n.RU})
	if err != nil {
		return nil, err
	}
	if err := b.app.GrantSeat(ctx, access.System(), person, c.seat.ID, from, civil.Date{}); err != nil {
		return nil, err
	}
	c.manager, err = b.actor(ctx, managerEmail(i))
	return c, err
}

// plan adds the projects of a city and its roadmap with all milestones, and
// brings that into force.
func (b *bulk) plan(ctx context.Context, c *city) error {
	return b.prepare(ctx, func(tx *store.Tx) error {
		roadmap := portfolio.Roadmap{ProgrammeID: c.programme.ID, Year: 2018}
		if err := tx.AddRoadmap(&roadmap); err != nil {
			return err
		}
		c.version = portfolio.Version{RoadmapID: roadmap.ID, ProgrammeID: c.programme.ID, Number: 1}
		if err := tx.AddVersion(&c.version); err != nil {
			return err
		}
		for i := range b.Projects / cities {
			if err := b.project(tx, c, i); err != nil {
				return err
			}
		}
		for _, state := range []portfolio.VersionState{portfolio.Draft, portfolio.Submitted, portfolio.InReview, portfolio.Voting, portfolio.Approved, portfolio.InForce} {
			step := portfolio.VersionStep{VersionID: c.version.ID, ProgrammeID: c.programme.ID, State: state}
			if state == portfolio.InForce {
				step.ActNumber, step.ActDate, step.Signatory = "1", civil.DateOf(begin), words("Akim")
			}
			if err := tx.AppendVersionStep(&step); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *bulk) project(tx *store.Tx, c *city, i int) error {
	p := portfolio.Project{Code: fmt.Sprintf("%s-p%d", c.programme.Code, i+1), ProgrammeID: c.programme.ID, Profile: portfolio.ProjectProfile{
		Name: words(fmt.Sprintf("Project %d of many", i+1)), Direction: []string{"housing", "safety", "transport"}[i%3],
		Model: portfolio.Models[i%len(portfolio.Models)], Goals: portfolio.Codes{"quality_of_life"}, Grade: "P", Total: money.Amount(i+1) * 1_000_000_00,
	}}
	if err := tx.AddProject(&p); err != nil {
		return err
	}
	c.projects = append(c.projects, p)
	before := int64(0)
	for j := range b.Milestones / b.Projects {
		m := portfolio.Milestone{ProgrammeID: c.programme.ID, ProjectID: p.ID}
		if err := tx.AddMilestone(&m); err != nil {
			return err
		}
		start := civil.Date{Year: 2018, Month: time.January, Day: 8}.AddDays(j * 11)
		plan := portfolio.Plan{
			VersionID: c.version.ID, MilestoneID: m.ID, ProgrammeID: c.programme.ID, ProjectID: p.ID,
			Position: len(c.milestones) + 1, Number: fmt.Sprintf("%d.%d", i+1, j+1),
			Title: words(fmt.Sprintf("Put part %d of project %d into operation and hand it over to the operator", j+1, i+1)),
			Form:  portfolio.Forms[j%len(portfolio.Forms)], LeadID: c.seat.BodyID, Start: start,
			Due: civil.Period{Kind: civil.Day, Day: start.AddDays(80)}, Weight: 1 + j%5,
			Costs: portfolio.Costs{{Year: 2018, Source: portfolio.LocalBudget, Amount: money.Amount(j+1) * 50_000_00}},
		}
		if before != 0 && j%2 == 1 {
			plan.Links = portfolio.Links{{MilestoneID: before, Kind: portfolio.SS}}
		}
		if err := tx.AddPlan(&plan); err != nil {
			return err
		}
		c.milestones = append(c.milestones, stone{id: m.ID, deadline: plan.Due.Last()})
		before = m.ID
	}
	return nil
}

// report writes what a city reports on the day of the number: every milestone
// has its turn equally often. The last report of some is evidence, which the
// competence centre accepts a moment later.
func (b *bulk) report(ctx context.Context, c *city, n int) error {
	each := b.Updates / b.Milestones
	turn := len(reporting) / each
	var done []portfolio.Update
	err := b.app.Store.Write(ctx, c.manager, func(tx *store.Tx) error {
		for i := range c.milestones {
			m := &c.milestones[i]
			if (n+i)%turn != 0 || m.reports == each {
				continue
			}
			m.reports++
			u := portfolio.Update{
				MilestoneID: m.id, ProgrammeID: c.programme.ID, Percent: 100 * m.reports / (each + 1),
				Forecast: m.deadline.AddDays(i%23 - 11), Note: "Works go on as planned; the contractor has delivered a part.",
				FormKey: fmt.Sprintf("bulk-%d-%d", m.id, m.reports),
			}
			last := m.reports == each && i%10 < acceptedOfTen
			if last {
				u.Percent, u.SaidDone = 100, true
			}
			if err := tx.AppendUpdate(&u); err != nil {
				return err
			}
			if last {
				e := portfolio.Evidence{UpdateID: u.ID, MilestoneID: m.id, ProgrammeID: c.programme.ID, Name: "https://example.kz/act", URL: "https://example.kz/act", Number: "17"}
				if err := tx.AppendEvidence(&e); err != nil {
					return err
				}
				done = append(done, u)
			}
			said := map[string]any{"percent": u.Percent, "forecast": u.Forecast, "note": u.Note, "said_done": u.SaidDone}
			if err := tx.Record("milestone.progress", c.programme.ID, "milestone", m.id, audit.Added(said)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || len(done) == 0 {
		return err
	}
	return b.accept(ctx, done)
}

func (b *bulk) accept(ctx context.Context, done []portfolio.Update) error {
	return b.app.Store.Write(ctx, b.expert, func(tx *store.Tx) error {
		for _, u := range done {
			r := portfolio.Review{MilestoneID: u.MilestoneID, UpdateID: u.ID, ProgrammeID: u.ProgrammeID, Accepted: true, DoneOn: civil.DateOf(tx.Now)}
			if err := tx.AppendReview(&r); err != nil {
				return err
			}
			said := map[string]any{"update_id": u.ID, "done_on": r.DoneOn}
			if err := tx.Record("milestone.accepted", u.ProgrammeID, "milestone", u.MilestoneID, audit.Added(said)); err != nil {
				return err
			}
		}
		return nil
	})
}

// prepare runs change as one audited transaction of the program itself.
func (b *bulk) prepare(ctx context.Context, change func(*store.Tx) error) error {
	return b.app.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
		if err := change(tx); err != nil {
			return err
		}
		return tx.Record("reference.loaded", audit.Everywhere, "reference", 0, audit.Change{})
	})
}

// words is the same in every language.
func words(s string) i18n.Text { return i18n.Text{KK: s, RU: s, EN: s} }
