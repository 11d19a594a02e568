package report

import (
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Disagreements are the projects whose ratings differ, as their list has them, and
// after them those that agree again since the day compared with, where there is one.
func Disagreements(rows []portfolio.Dispute, on, against civil.Date) []Block {
	var now, gone []portfolio.Dispute
	for _, d := range rows {
		if d.Change == portfolio.RowGone {
			gone = append(gone, d)
		} else {
			now = append(now, d)
		}
	}
	var blocks []Block
	if len(now) > 0 {
		blocks = append(blocks, disputes("rating.disagreements", now, on, against))
	} else {
		blocks = append(blocks, nothing("rating.disagreements", "rating.agree"))
	}
	if len(gone) > 0 {
		blocks = append(blocks, disputes("rating.gone", gone, on, against))
	}
	return blocks
}

func disputes(head string, rows []portfolio.Dispute, on, against civil.Date) Table {
	t := named(Say(head), Column{Head: Say("word.project"), Width: 80}, Column{Head: Say("rating.apart"), Width: 20, Align: End})
	if !against.IsZero() {
		t.Columns = append(t.Columns, since(against))
	}
	t.Columns = append(t.Columns, Column{Head: Say("rating.age"), Width: 24, Align: End}, Column{Head: Say("portfolio_report.since"), Width: 24, Align: End})
	for _, party := range portfolio.Parties {
		t.Columns = append(t.Columns, Column{Head: Say("rating.party_" + string(party)), Width: 43})
	}
	for _, d := range rows {
		cells := []Value{Below{Text(d.Project.Profile.Name), Text(d.Picture.Term.Name)}, Number(d.Apart())}
		if !against.IsZero() {
			cells = append(cells, disputed(d))
		}
		if d.Change == portfolio.RowGone { // it lasts no more
			cells = append(cells, nil, nil)
		} else {
			cells = append(cells, Number(d.Age(on)), Day(d.Since))
		}
		for _, party := range portfolio.Parties {
			cells = append(cells, rated(d.Three, party, on))
		}
		t.add(cells...)
	}
	return t
}

// since is the column of what became of a row since the day compared with.
func since(against civil.Date) Column {
	return Column{Head: Say("rating.change", "Day", Day(against)), Width: 36}
}

// disputed is what became of a disagreement since the day compared with.
func disputed(d portfolio.Dispute) Value {
	switch d.Change {
	case portfolio.RowNew:
		return Say("rating.change_new")
	case portfolio.RowGone:
		return Times{"rating.change_gone", d.Was}
	case portfolio.RowGrew:
		return Times{"rating.change_grew", d.Apart() - d.Was}
	case portfolio.RowShrank:
		return Times{"rating.change_shrank", d.Was - d.Apart()}
	}
	return Say("rating.change_same")
}

// rated is what a party says of a project, and how old that is.
func rated(three portfolio.Three, party portfolio.Party, on civil.Date) Value {
	said := map[portfolio.Party]*portfolio.Rating{portfolio.Owner: three.Owner, portfolio.Centre: three.Centre}[party]
	switch {
	case party == portfolio.Computed && three.Computed != "":
		return Say("health." + string(three.Computed))
	case said == nil:
		return confidence("")
	}
	cell := Below{confidence(said.Confidence)}
	if age := said.Age(on); age > 0 {
		cell = append(cell, Times{"rating.days_old", age})
	} else {
		cell = append(cell, Say("rating.today"))
	}
	switch {
	case said.ReviewDue(on):
		cell = append(cell, Say("rating.review_over"))
	case said.Stale(on, three.Rules):
		cell = append(cell, Say("rating.stale"))
	}
	return cell
}

// Escalated is an escalation with what it is about.
type Escalated struct {
	portfolio.Escalation
	Project   *portfolio.Project
	Programme i18n.Text
	Now       portfolio.Health      // the project's colour on the day, "" for none
	Then      *portfolio.Escalation // as it was known on the day compared with, nil when it was not opened
}

// Escalations are the reviews of projects that stay red, and the ministry's list,
// with what became of them since the day compared with, where there is one.
func Escalations(rows []Escalated, on, against civil.Date) []Block {
	var reviews, ministry []Escalated
	for _, r := range rows {
		if r.Level == portfolio.ReviewLevel {
			reviews = append(reviews, r)
		} else {
			ministry = append(ministry, r)
		}
	}
	return []Block{
		escalations("escalation.reviews", "escalation.no_reviews", reviews, on, against),
		escalations("escalation.ministry", "escalation.no_ministry", ministry, on, against),
	}
}

func escalations(head, none string, rows []Escalated, on, against civil.Date) Block {
	if len(rows) == 0 {
		return nothing(head, none)
	}
	t := named(Say(head),
		Column{Head: Say("word.project"), Width: 92}, Column{Head: Say("escalation.red_since"), Width: 28, Align: End},
		Column{Head: Say("escalation.months"), Width: 24, Align: End}, Column{Head: Say("escalation.opened"), Width: 26, Align: End},
		Column{Head: Say("escalation.hold_by"), Width: 26, Align: End}, Column{Head: Say("escalation.state"), Width: 45}, Column{Head: Say("escalation.now"), Width: 36},
	)
	if !against.IsZero() {
		t.Columns = append(t.Columns, since(against))
	}
	for i := range rows {
		r := &rows[i]
		state := Below{Say(EscalationState(&r.Escalation, on))}
		if held := r.Step(portfolio.EscalationHeld); held != nil {
			state = append(state, Say("escalation.held_on", "Day", Day(held.HappenedOn)))
		}
		var now Value
		if r.Now != "" {
			now = Say("health." + string(r.Now))
		}
		cells := []Value{Below{Text(r.Project.Profile.Name), Text(r.Programme)}, Day(r.FirstOn), Number(r.RunningMonths(on)), Day(r.OpenedOn()), Day(r.HoldBy), state, now}
		if !against.IsZero() {
			cells = append(cells, r.changed(on, against))
		}
		t.add(cells...)
	}
	return t
}

// changed is what became of the escalation since the day compared with.
func (e *Escalated) changed(on, against civil.Date) Value {
	switch change, was := e.Since(on, e.Then, against); change {
	case portfolio.RowNew:
		return Say("rating.change_new")
	case portfolio.RowMoved:
		return Say("escalation.change_moved", "State", Say("escalation.state_"+string(was)))
	}
	return Say("rating.change_same")
}

// EscalationState is the key of the word for how an escalation stands on a day.
func EscalationState(e *portfolio.Escalation, on civil.Date) string {
	return "escalation.state_" + string(e.State(on))
}
