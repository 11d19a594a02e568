package seed

import (
	"context"
	"fmt"
	"slices"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/portfolio"
	"qadam/seed/demo"
)

// Morning is when the play begins: before anybody comes to work on the first
// working day of 2018.
var Morning = demo.Moment{Day: demo.People()[0].Tenures[0].From, Hour: 7}.At()

// player plays the demonstration. What happens is a list of events, ordered by
// the instant, each with the person who does it.
type player struct {
	app    *app.App
	clock  *Clock
	events []event
	people map[string]int64        // key by address
	actors map[string]access.Actor // rights by address, until a seat changes hands
	seats  map[string]int64
	bodies map[string]int64
	ids    map[string]int64 // programmes, zones, projects and milestones by kind and code
	forms  int              // numbers the forms that were filled in
}

// event is one thing that somebody does at an instant.
type event struct {
	at  time.Time
	who string
	do  func(context.Context, access.Actor) error
}

// Demo plays the year 2018 into a database that has the reference data. The
// clock must be the store's own; when the play ends it stands at the curtain.
func Demo(ctx context.Context, a *app.App, clock *Clock, password string) error {
	p := &player{
		app: a, clock: clock, people: map[string]int64{}, actors: map[string]access.Actor{},
		seats: map[string]int64{}, bodies: map[string]int64{}, ids: map[string]int64{},
	}
	clock.Set(Morning)
	if err := p.prepare(ctx, password); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	for _, play := range demo.Plays() {
		p.stage(play)
	}
	for _, next := range demo.NextYears() {
		p.stageNext(next)
	}
	p.stageApprovals(demo.Approvals())
	for _, money := range demo.Moneys() {
		p.stageMoney(money)
	}
	p.stageRatings(demo.Ratings(), demo.HeldReviews())
	p.stageViews(demo.Views())
	slices.SortStableFunc(p.events, func(x, y event) int { return x.at.Compare(y.at) })
	for _, e := range p.events {
		clock.Set(e.at)
		if err := p.perform(ctx, e); err != nil {
			return fmt.Errorf("seed: %s, %s: %w", e.at.Format(time.DateTime), e.who, err)
		}
	}
	clock.Set(demo.Curtain.At())
	return nil
}

func (p *player) perform(ctx context.Context, e event) error {
	actor, ok := p.actors[e.who]
	if !ok {
		var err error
		if actor, err = p.app.Store.Actor(ctx, p.people[e.who]); err != nil {
			return err
		}
		p.actors[e.who] = actor
	}
	return e.do(ctx, actor)
}

// then adds an event to the play.
func (p *player) then(at time.Time, who string, do func(context.Context, access.Actor) error) {
	p.events = append(p.events, event{at: at, who: who, do: do})
}

// prepare lets the people in and gives them their seats.
func (p *player) prepare(ctx context.Context, password string) error {
	reader := p.app.Store.Read(access.System(), p.app.Store.Instant())
	ref, err := reader.Reference(ctx)
	if err != nil {
		return err
	}
	for id, b := range ref.Bodies {
		p.bodies[b.Code] = id
	}
	for _, programme := range ref.Programmes {
		p.ids["programme "+programme.Code] = programme.ID
	}
	seats, err := reader.Seats(ctx)
	if err != nil {
		return err
	}
	for _, s := range seats {
		p.seats[s.Code] = s.ID
	}
	var people []portfolio.Person
	for _, who := range demo.People() {
		people = append(people, portfolio.Person{Email: who.Email(), Name: who.Name.In(who.Locale), Locale: who.Locale})
	}
	if p.people, err = p.app.AddPeople(ctx, access.System(), password, people); err != nil {
		return err
	}
	for _, who := range demo.People() {
		for i, tenure := range who.Tenures {
			if i == 0 {
				if err := p.seat(ctx, who.Email(), tenure); err != nil {
					return err
				}
				continue
			}
			p.then(demo.Moment{Day: tenure.From, Hour: 8}.At(), adminEmail, func(ctx context.Context, admin access.Actor) error {
				return p.move(ctx, admin, who.Email(), who.Tenures[i-1], tenure)
			})
		}
	}
	return nil
}

const (
	adminEmail     = "admin@qadam.demo"
	secretaryEmail = "secretary@qadam.demo"
)

func (p *player) seat(ctx context.Context, email string, s demo.Tenure) error {
	return p.app.GrantSeat(ctx, access.System(), p.people[email], p.seats[seatCode(s.Body, s.Seat)], s.From, noDay)
}

// move gives a person another seat: the akimat of Ontustik changed in June.
func (p *player) move(ctx context.Context, admin access.Actor, email string, from, to demo.Tenure) error {
	grants, err := p.app.Store.Read(access.System(), p.app.Store.Instant()).Grants(ctx, p.people[email])
	if err != nil {
		return err
	}
	for _, g := range grants {
		if g.Seat.Code == seatCode(from.Body, from.Seat) && g.ValidTo.IsZero() {
			if err := p.app.EndGrant(ctx, admin, g.ID, from.To, "Шымкент: город республиканского значения с 19.06.2018"); err != nil {
				return err
			}
		}
	}
	delete(p.actors, email)
	return p.app.GrantSeat(ctx, admin, p.people[email], p.seats[seatCode(to.Body, to.Seat)], to.From, noDay)
}

// stage adds the events of one programme.
func (p *player) stage(play demo.Play) {
	for _, z := range play.Zones {
		p.stageZone(play, z)
	}
	for _, v := range play.Versions {
		p.stageVersion(play, v)
	}
	for _, project := range play.Projects {
		if e := project.Ended; e != nil {
			p.then(e.At.At(), play.Head(), func(ctx context.Context, head access.Actor) error {
				return p.app.EndProject(ctx, head, p.ids["project "+project.Code], portfolio.EndKind(e.Kind), e.At.Day, e.Reason, e.Document)
			})
		}
		for _, line := range project.Lines {
			for i := range line.Scenes {
				p.stageScene(play, line, i)
			}
		}
	}
}
