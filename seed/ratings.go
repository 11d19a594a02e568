package seed

import (
	"context"
	"fmt"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/portfolio"
	"qadam/seed/demo"
)

// stageRatings adds what was said of projects, the mornings on which the
// application looks whether any stays red, and the reviews that were held.
func (p *player) stageRatings(ratings []demo.Rating, held []demo.Held) {
	owner := map[string]demo.Play{}
	for _, play := range demo.Plays() {
		for _, project := range play.Projects {
			owner[project.Code] = play
		}
	}
	for _, r := range ratings {
		who := owner[r.Project].Manager()
		switch {
		case r.Expert > 0:
			who = expertEmail(r.Expert)
		case r.Head:
			who = owner[r.Project].Head()
		}
		p.then(r.At.At(), who, func(ctx context.Context, actor access.Actor) error {
			s := app.Assessment{
				ProjectID: p.ids["project "+r.Project], Party: portfolio.Owner, Confidence: portfolio.Confidence(r.Confidence),
				Rationale: r.Rationale, Document: app.Document{Number: r.Number, Dated: r.Dated}, ReviewOn: r.Review, Seen: app.AnyUpdate,
			}
			if r.Expert > 0 {
				s.Party = portfolio.Centre
			}
			return p.app.RateProject(ctx, actor, s)
		})
	}
	for _, at := range demo.MonthStarts() {
		p.then(at.At(), adminEmail, func(ctx context.Context, _ access.Actor) error { return p.app.Escalate(ctx) }) // by itself
	}
	for _, h := range held {
		p.then(h.At.At(), secretaryEmail, func(ctx context.Context, secretary access.Actor) error {
			return p.hold(ctx, secretary, h)
		})
	}
}

// hold enters what the review of a project concluded, on the day it was held.
func (p *player) hold(ctx context.Context, secretary access.Actor, h demo.Held) error {
	book, err := p.app.Store.Read(access.System(), p.reads()).Ratings(ctx)
	if err != nil {
		return err
	}
	e := book.Escalated(p.ids["project "+h.Project])
	if e == nil {
		return fmt.Errorf("no review of %s was opened", h.Project)
	}
	return p.app.HoldEscalation(ctx, secretary, app.Holding{
		EscalationID: e.ID, HeldOn: civil.DateOf(h.At.At()), Conclusion: h.Conclusion, Number: h.Number,
	})
}
