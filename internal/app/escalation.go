package app

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// Escalate opens a review of every project that was red at so many month-ends
// running as the rules ask for and puts those that stay so on the ministry's list,
// once for each run of red months; it notes the runs that ended. A job: however
// often it is called, it does the same once (rules.md §4). It goes through the
// month-ends one by one and remembers to which it came, so that one that rested
// does what it would have done: what a review is about is taken as it was known at
// the end of its month, which nothing changes any more.
func (a *App) Escalate(ctx context.Context) error {
	last := portfolio.MonthEnd(civil.DateOf(a.Store.Now()))
	said, err := a.Store.Setting(ctx, escalatedUntil)
	if err != nil {
		return err
	}
	until, err := civil.ParseDate(said)
	if err != nil { // it never came to one
		if until, err = a.beforeAnyRun(ctx, last); err != nil {
			return err
		}
	}
	var ends []civil.Date
	for on := last; on.After(until); on = portfolio.MonthEnd(on) {
		ends = append(ends, on)
	}
	for _, on := range slices.Backward(ends) {
		if done, err := a.escalateAt(ctx, on); err != nil || !done {
			return err
		}
		if err := a.Store.Remember(ctx, escalatedUntil, on.String()); err != nil {
			return err
		}
	}
	return nil
}

// escalatedUntil is under which name the installation remembers the month-end to
// which Escalate came. Another process reads it as well.
const escalatedUntil = "escalated_until"

// beforeAnyRun is where the job begins when it never ran: before the earliest
// month-end of a run that the ministry would hear of at the last one.
func (a *App) beforeAnyRun(ctx context.Context, last civil.Date) (civil.Date, error) {
	then, err := a.asOf(last).Colours(ctx)
	on := last
	for range then.Rules.MinistryMonths {
		on = portfolio.MonthEnd(on)
	}
	return on, err
}

// escalateAt does what the job does on the first day after a month-end, by the
// rules that held at it; done is false when another process was faster.
func (a *App) escalateAt(ctx context.Context, last civil.Date) (done bool, err error) {
	then, err := a.asOf(last).Colours(ctx)
	if err != nil {
		return false, err
	}
	runs, err := portfolio.RedRuns(last, func(on civil.Date) (map[int64]portfolio.Health, error) {
		c, err := a.asOf(on).Colours(ctx)
		return c.Healths, err
	})
	if err != nil {
		return false, err
	}
	book, err := a.Store.Read(access.System(), a.Store.Instant()).Ratings(ctx)
	if err != nil {
		return false, err
	}
	open, ended := portfolio.Escalate(last, runs, book.Escalations(), then.Rules)
	if len(open)+len(ended) == 0 {
		return true, nil
	}
	names := make([]i18n.Text, len(open))
	for i := range open {
		if names[i], err = a.fillAgenda(ctx, &open[i]); err != nil {
			return false, err
		}
	}
	done = true
	err = a.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
		before, err := tx.Escalations() // another process may have been first
		if err != nil {
			return err
		}
		again, ends := portfolio.Escalate(last, runs, before, then.Rules)
		if len(again) != len(open) || len(ends) != len(ended) {
			done = false // the next time
			return nil
		}
		for i := range open {
			if err := escalate(tx, open[i], names[i], then.Rules); err != nil {
				return err
			}
		}
		for _, e := range ends {
			s := portfolio.EscalationStep{EscalationID: e.ID, ProgrammeID: e.ProgrammeID, Event: portfolio.EscalationEnded, HappenedOn: last}
			if err := tx.AppendEscalationStep(&s); err != nil {
				return err
			}
			if err := tx.Record("escalation.ended", e.ProgrammeID, "escalation", e.ID, audit.Added(map[string]any{"project_id": e.ProjectID, "happened_on": last})); err != nil {
				return err
			}
		}
		return nil
	})
	return done, err
}

// asOf reads everything as it was known at the end of a day.
func (a *App) asOf(on civil.Date) *store.Reader {
	return a.Store.Read(access.System(), on.EndOfDay())
}

// escalate keeps an escalation, records it and tells those whom it concerns.
func escalate(tx *store.Tx, e portfolio.Escalation, name i18n.Text, rules portfolio.StatusRules) error {
	said := map[string]any{"project_id": e.ProjectID, "level": e.Level, "first_on": e.FirstOn, "last_on": e.LastOn, "months": e.Months, "agenda": e.Agenda}
	l := store.Letter{Kind: portfolio.LetterRating, Args: []any{"Title", name, "Months", e.Months}}
	l.ProgrammeID = e.ProgrammeID
	if e.Level == portfolio.MinistryLevel {
		if err := tx.AddEscalation(&e); err != nil {
			return err
		}
		if err := tx.Record("escalation.listed", e.ProgrammeID, "escalation", e.ID, audit.Added(said)); err != nil {
			return err
		}
		l.Key, l.Link = "letter.escalation_listed", escalationPath(e.ID)
		l.Roles = []access.Role{access.Expert, access.Chair, access.Secretary, access.Official, access.Head}
		return tx.Post(l)
	}
	e.HoldBy = civil.DateOf(tx.Now).AddDays(rules.ReviewDays)
	said["hold_by"] = e.HoldBy
	if err := tx.AddEscalation(&e); err != nil {
		return err
	}
	if err := tx.Record("escalation.opened", e.ProgrammeID, "escalation", e.ID, audit.Added(said)); err != nil {
		return err
	}
	l.Key, l.Link, l.Until = "letter.escalation_opened", escalationPath(e.ID), e.HoldBy
	l.Roles = []access.Role{access.Expert, access.Chair, access.Secretary, access.Manager, access.Head}
	return tx.Post(l)
}

// escalationPath is the page of an escalation, as views/href has it.
func escalationPath(id int64) string { return "/escalations/" + strconv.FormatInt(id, 10) }

// fillAgenda fills in what the review is about and returns the project's name.
func (a *App) fillAgenda(ctx context.Context, e *portfolio.Escalation) (i18n.Text, error) {
	r := a.asOf(e.LastOn)
	pictures, _, err := r.Pictures(ctx)
	if err != nil {
		return i18n.Text{}, err
	}
	var picture *portfolio.Picture
	for _, p := range pictures {
		if p.Project(e.ProjectID) != nil {
			picture = p
		}
	}
	if picture == nil {
		return i18n.Text{}, fault.NotFound()
	}
	e.ProgrammeID = picture.Programme.ID
	ratings, err := r.Ratings(ctx)
	if err != nil {
		return i18n.Text{}, err
	}
	e.Agenda = portfolio.NewAgenda(picture, e.ProjectID, ratings)
	for on := e.LastOn; !on.Before(e.FirstOn); on = portfolio.MonthEnd(on) {
		then, _, err := a.asOf(on).Picture(ctx, e.ProgrammeID)
		if err != nil {
			return i18n.Text{}, err
		}
		e.Agenda.AddMonth(then, e.ProjectID)
	}
	book, err := r.Funding(ctx)
	if err != nil {
		return i18n.Text{}, err
	}
	m, b := &e.Agenda.Money, picture.Present()
	sums := book.Sums(funding.Scope{ProjectID: e.ProjectID, Year: m.Year, Kind: funding.Investment})
	m.Planned, m.Committed, m.Paid = sums.Planned, sums.Committed, sums.Paid
	m.Gap = book.Short(e.ProgrammeID, m.Year, b.Rules, e.LastOn)[e.ProjectID]
	owed, err := r.Conditions(ctx, store.ConditionFilter{ProgrammeID: e.ProgrammeID, ProjectID: e.ProjectID, Open: true})
	if err != nil {
		return i18n.Text{}, err
	}
	for i := range owed {
		if c := &owed[i]; c.Overdue(e.LastOn) {
			e.Agenda.Conditions = append(e.Agenda.Conditions, portfolio.AgendaDuty{ConditionID: c.ID, Text: c.Text, DueOn: c.Due()})
		}
	}
	return picture.Project(e.ProjectID).Profile.Name, nil
}

// Holding is what the review of a project concluded.
type Holding struct {
	EscalationID int64
	HeldOn       civil.Date
	Conclusion   string
	Number       string // of its protocol, "" without one
}

// HoldEscalation enters that a review was held, and what it concluded. The
// ministry's list has no review: a project leaves it when it is red no more.
func (a *App) HoldEscalation(ctx context.Context, actor access.Actor, h Holding) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		e, err := tx.Escalation(h.EscalationID)
		if err != nil {
			return err
		}
		if err := require(tx, actor, access.HoldEscalation, e.ProgrammeID); err != nil {
			return err
		}
		if e.Level != portfolio.ReviewLevel {
			return fault.Conflict("escalation.no_review")
		}
		s := portfolio.EscalationStep{
			EscalationID: e.ID, ProgrammeID: e.ProgrammeID, Event: portfolio.EscalationHeld, HappenedOn: h.HeldOn,
			Text: strings.TrimSpace(h.Conclusion), DocumentNumber: strings.TrimSpace(h.Number),
		}
		if was := e.Step(portfolio.EscalationHeld); was != nil {
			if was.RecordedBy == actor.ID && was.HappenedOn == s.HappenedOn && was.Text == s.Text && was.DocumentNumber == s.DocumentNumber {
				return nil // sent twice
			}
			return fault.Conflict("escalation.held_already")
		}
		if err := checkHolding(s, e, civil.DateOf(tx.Now)); err != nil {
			return err
		}
		if err := tx.AppendEscalationStep(&s); err != nil {
			return err
		}
		p, err := tx.Project(e.ProjectID)
		if err != nil {
			return err
		}
		err = tx.Post(store.Letter{
			To:   store.To{Roles: []access.Role{access.Expert, access.Chair, access.Secretary, access.Manager, access.Head}, ProgrammeID: e.ProgrammeID},
			Kind: portfolio.LetterRating, Key: "letter.escalation_held", Args: []any{"Title", p.Profile.Name}, Note: i18n.Same(s.Text), Link: escalationPath(e.ID),
		})
		if err != nil {
			return err
		}
		if err := mention(tx, s.Text, seesInForce(e.ProgrammeID), p.Profile.Name, escalationPath(e.ID)); err != nil {
			return err
		}
		said := map[string]any{"project_id": e.ProjectID, "happened_on": s.HappenedOn, "text": s.Text}
		if s.DocumentNumber != "" {
			said["document_number"] = s.DocumentNumber
		}
		return tx.Record("escalation.held", e.ProgrammeID, "escalation", e.ID, audit.Added(said))
	})
}

// checkHolding refuses a review that was held before it was opened or is still to
// come, and one that concluded nothing.
func checkHolding(s portfolio.EscalationStep, e portfolio.Escalation, today civil.Date) error {
	var err error
	switch {
	case s.HappenedOn.IsZero():
		err = fault.Field("held_on", "fault.required")
	case s.HappenedOn.After(today):
		err = fault.Field("held_on", "fault.in_future")
	case s.HappenedOn.Before(e.OpenedOn()):
		err = fault.Field("held_on", "escalation.held_before", "Day", e.OpenedOn())
	}
	if utf8.RuneCountInString(s.DocumentNumber) > funding.NumberLimit {
		err = fault.Join(err, fault.Field("document_number", "fault.too_long", "Limit", funding.NumberLimit))
	}
	return fault.Join(err, checkSaid("text", s.Text, true))
}
