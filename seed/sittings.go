package seed

import (
	"context"
	"fmt"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/seed/demo"
)

func sittingName(number int) string { return fmt.Sprint("sitting ", number) }

// stageSitting adds a sitting from its planning to its protocol.
func (p *player) stageSitting(s demo.Sitting) {
	name := sittingName(s.Number)
	secretary := func(at demo.Moment, do func(context.Context, access.Actor) error) {
		if at.IsZero() {
			return
		}
		p.then(at.At(), secretaryEmail, func(ctx context.Context, actor access.Actor) error {
			if err := do(ctx, actor); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			return nil
		})
	}
	secretary(s.Planned, func(ctx context.Context, actor access.Actor) error { return p.planSitting(ctx, actor, s) })
	if s.Form == demo.InPerson && !s.Ended.IsZero() {
		secretary(s.At, func(ctx context.Context, actor access.Actor) error { return p.convene(ctx, actor, s) })
	}
	for n, item := range s.Items {
		secretary(item.Opened, func(ctx context.Context, actor access.Actor) error { return p.openVote(ctx, actor, s, n) })
		for _, b := range item.Ballots {
			p.stageBallot(item, b)
		}
		secretary(item.Closed, func(ctx context.Context, actor access.Actor) error {
			_, err := p.app.CloseVote(ctx, actor, p.ids["vote "+item.Case])
			return err
		})
	}
	if s.Form == demo.InPerson {
		secretary(s.Ended, func(ctx context.Context, actor access.Actor) error { return p.app.EndSitting(ctx, actor, p.ids[name]) })
	} else if !s.Drafted.IsZero() { // its term is over at midnight, and with it the written vote
		p.then(s.Closes.EndOfDay().Add(time.Minute), adminEmail, func(ctx context.Context, _ access.Actor) error { return p.app.CloseDueVotes(ctx) })
	}
	secretary(s.Drafted, func(ctx context.Context, actor access.Actor) error {
		var err error
		p.ids["protocol "+name], err = p.app.DraftProtocol(ctx, actor, p.ids[name], p.minutes(s))
		return err
	})
	secretary(s.ByWriter, func(ctx context.Context, actor access.Actor) error {
		return p.app.ConfirmProtocol(ctx, actor, p.ids["protocol "+name], nil)
	})
	if !s.ByChair.IsZero() {
		p.then(s.ByChair.At(), email("chair"), func(ctx context.Context, chair access.Actor) error {
			return p.app.ConfirmProtocol(ctx, chair, p.ids["protocol "+name], nil)
		})
	}
}

func (p *player) planSitting(ctx context.Context, secretary access.Actor, s demo.Sitting) error {
	n := app.NewSitting{Form: approval.SittingForm(s.Form), At: s.At.At(), Place: s.Place, ClosesOn: s.Closes}
	for _, item := range s.Items {
		motion := approval.MotionApprove
		if item.Reject {
			motion = approval.MotionReject
		}
		n.Items = append(n.Items, app.NewItem{CaseID: p.ids["case "+item.Case], Motion: motion})
	}
	id, err := p.app.PlanSitting(ctx, secretary, n)
	if err != nil {
		return err
	}
	p.ids[sittingName(s.Number)] = id
	sitting, err := p.app.Store.Read(access.System(), p.reads()).Sitting(ctx, id)
	if err != nil {
		return err
	}
	for i, item := range sitting.Agenda() {
		p.ids[itemName(s, i)] = item.ID
	}
	return nil
}

func itemName(s demo.Sitting, n int) string { return fmt.Sprint(sittingName(s.Number), ".", n) }

// convene marks who has come and opens the sitting.
func (p *player) convene(ctx context.Context, secretary access.Actor, s demo.Sitting) error {
	who := map[int64]approval.Attendance{}
	for n := range 9 {
		who[p.member(n)] = approval.Present
		if s.Away[n] != "" {
			who[p.member(n)] = approval.Excused
		}
	}
	if err := p.app.MarkPresence(ctx, secretary, p.ids[sittingName(s.Number)], who); err != nil {
		return err
	}
	_, err := p.app.ConveneSitting(ctx, secretary, p.ids[sittingName(s.Number)])
	return err
}

func (p *player) openVote(ctx context.Context, secretary access.Actor, s demo.Sitting, n int) error {
	id, err := p.app.OpenVote(ctx, secretary, p.ids[sittingName(s.Number)], p.ids[itemName(s, n)])
	p.ids["vote "+s.Items[n].Case] = id
	return err
}

// stageBallot adds what one member says.
func (p *player) stageBallot(item demo.Item, b demo.Ballot) {
	who := demo.Account(b.Member)
	if b.By != "" {
		who = b.By
	}
	p.then(b.At.At(), email(who), func(ctx context.Context, _ access.Actor) error {
		// Who sits in a seat for somebody else does so for some days only.
		actor, err := p.app.Store.Actor(ctx, p.people[email(who)])
		if err != nil {
			return err
		}
		ballot := approval.Ballot{SeatID: p.member(b.Member), Choice: approval.Choice(b.Choice), Reason: b.Reason, Dissent: b.Dissent}
		if b.Condition != nil {
			ballot.Condition = approval.Proposals{p.proposal(*b.Condition)}
		}
		if err := p.app.CastBallot(ctx, actor, p.ids["vote "+item.Case], ballot); err != nil {
			return fmt.Errorf("%s on %s: %w", who, item.Case, err)
		}
		return nil
	})
}

// minutes are what was said beside what the record knows.
func (p *player) minutes(s demo.Sitting) approval.Minutes {
	m := approval.Minutes{Invited: s.Invited, Spoke: map[int64]i18n.Text{}}
	for n, item := range s.Items {
		if item.Spoke != (i18n.Text{}) {
			m.Spoke[p.ids[itemName(s, n)]] = item.Spoke
		}
	}
	return m
}
