package sittings

import (
	"context"
	"strconv"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage is one sitting.
type ShowPage struct {
	layout.Shell
	Sitting   *approval.Sitting
	Body      portfolio.Body
	Items     []Item
	Hidden    int             // items about cases of which the reader may not know
	Seats     []Seat          // of the body
	Ready     []approval.Case // that may be added to the agenda
	Protocol  int64
	Confirmed int
	Record    *approval.Record // of the draft, for what the secretary added; nil before
	MayHold   bool
	IsDay     bool // the sitting may begin: its day has come
	Form      ui.Form
	Of        string // which of the forms was sent: agenda, presence, protocol, cancellation or the key of an item
}

// Seat is a seat of the body with who sits in it on the day.
type Seat struct {
	approval.Elector
	Voting bool
}

// Item is an item of the agenda with what became of it.
type Item struct {
	approval.AgendaItem
	Case approval.Case
	Vote *approval.Vote
}

// form is the form of that name: what was typed when it is the one that failed.
func (p ShowPage) form(of string) ui.Form {
	if p.Of == of {
		return p.Form
	}
	return ui.Form{Prefix: of}
}

// open is the first item whose vote goes on, or nil.
func (p ShowPage) open() *Item {
	for i := range p.Items {
		if v := p.Items[i].Vote; v != nil && v.IsOpen() {
			return &p.Items[i]
		}
	}
	return nil
}

// undecided reports whether an item waits for its vote.
func (p ShowPage) undecided() bool {
	for _, i := range p.Items {
		if i.Vote == nil {
			return true
		}
	}
	return false
}

// present is how many voting seats are marked present.
func (p ShowPage) present() int {
	n := 0
	for _, s := range p.Seats {
		if s.Voting && approval.Attending(p.Sitting.Presence, s.SeatID) {
			n++
		}
	}
	return n
}

// voting is how many seats have a vote.
func (p ShowPage) voting() int {
	n := 0
	for _, s := range p.Seats {
		if s.Voting {
			n++
		}
	}
	return n
}

// steps are how far the sitting has come.
func (p ShowPage) steps(ctx context.Context) []ui.Step {
	s := p.Sitting
	at := map[approval.SittingState]int{
		approval.SittingPlanned: 0, approval.SittingConvened: 1, approval.SittingHeld: 2, approval.SittingNotHeld: 2, approval.SittingCancelled: 0, approval.SittingSigned: 4,
	}[s.State()]
	if p.Protocol != 0 && at == 2 {
		at = 3
	}
	over := approval.SittingHeld
	if s.Step(approval.SittingNotHeld) != nil {
		over = approval.SittingNotHeld
	}
	all := []ui.Step{
		{Title: i18n.T(ctx, "sitting.state_planned"), Notes: []string{when(ctx, s)}},
		{Title: i18n.T(ctx, "sitting.state_convened"), Notes: p.quorum(ctx)},
		{Title: i18n.T(ctx, "sitting.state_"+string(over))},
		{Title: i18n.T(ctx, "sitting.protocol")},
		{Title: i18n.T(ctx, "sitting.state_signed")},
	}
	for i := range all {
		all[i].State = "todo"
		switch {
		case i < at || s.State() == approval.SittingSigned:
			all[i].State = "done"
		case i == at:
			all[i].State = "current"
		}
	}
	return all
}

// quorum is the fact of the quorum, once it is known.
func (p ShowPage) quorum(ctx context.Context) []string {
	for _, state := range []approval.SittingState{approval.SittingNotHeld, approval.SittingConvened} {
		if step := p.Sitting.Step(state); step != nil && step.Seats > 0 {
			return []string{i18n.T(ctx, "sitting.quorum", "Present", step.Present, "Seats", step.Seats, "Needed", step.Quorum)}
		}
	}
	return nil
}

// tally is how the vote on an item went: 6 for, 1 against, 1 abstained.
func tally(ctx context.Context, c approval.Count) string {
	return i18n.T(ctx, "sitting.tally", "For", c.For, "Against", c.Against, "Abstained", c.Abstain)
}

// standing is how many have voted while the vote goes on: 5 of 8 have voted. How
// they did is for the page of the case.
func standing(ctx context.Context, c approval.Count) string {
	return i18n.T(ctx, "sitting.voted_of", "Voted", c.Voted(), "Seats", c.Seats)
}

var outcomes = map[approval.Outcome]string{
	approval.OutcomeApproved: "done", approval.OutcomeConditions: "done", approval.OutcomeReturned: "at_risk", approval.OutcomeRejected: "overdue",
	approval.OutcomeKept: "not_started", approval.OutcomeDeferred: "at_risk", approval.OutcomeVoid: "withdrawn",
}

func seatField(s Seat) string { return "seat_" + strconv.FormatInt(s.SeatID, 10) }

func itemOf(i Item) string { return strconv.FormatInt(i.ID, 10) }

// spoke is what the secretary wrote to an item before.
func (p ShowPage) spoke(itemID int64) i18n.Text {
	if p.Record != nil {
		for _, it := range p.Record.Items {
			if it.ID == itemID {
				return it.Spoke
			}
		}
	}
	return i18n.Text{}
}

func (p ShowPage) invited() string {
	if p.Record == nil {
		return ""
	}
	return p.Record.Invited
}

// back is where the forms send.
func (p ShowPage) part(name string) string { return href.SittingPart(p.Sitting.ID, name) }

// sitter is who sits in a seat, or that nobody does.
func sitter(ctx context.Context, s Seat) string {
	if s.Name == "" {
		return i18n.T(ctx, "sitting.vacant")
	}
	return s.Name
}

func motions(ctx context.Context) []ui.Option {
	return ui.Words(ctx, approval.Motions, "sitting.motion_")
}
