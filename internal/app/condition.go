package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// ConditionReport is what the owner of a condition says to have met it with: a
// document with its number and date, as files or a link (rules.md §6).
type ConditionReport struct {
	ConditionID int64
	Text        string
	Document    Document
	Files       []File
	Link        string
}

// ReportCondition says that a condition or an assignment is met.
func (a *App) ReportCondition(ctx context.Context, actor access.Actor, r ConditionReport) error {
	return a.condition(ctx, actor, access.ReportCondition, r.ConditionID, approval.ConditionReported, func(tx *store.Tx, c *approval.Condition) error {
		if c.State() != approval.ConditionOpen && c.State() != approval.ConditionBack {
			return fault.Conflict("condition.reported_already")
		}
		s := approval.ConditionStep{
			Event: approval.ConditionReported, Text: strings.TrimSpace(r.Text),
			Number: strings.TrimSpace(r.Document.Number), Dated: r.Document.Dated, URL: strings.TrimSpace(r.Link),
		}
		var sums []string
		for _, f := range r.Files {
			s.Files = append(s.Files, approval.KeptFile(f))
			sums = append(sums, f.SHA256)
		}
		evidence := Progress{Document: r.Document, Files: r.Files, Link: r.Link}
		err := fault.Join(checkSaid("text", s.Text, false), evidence.checkEvidence(tx.Now))
		if evidence.pieces() == 0 {
			err = fault.Join(err, fault.Field("files", "condition.needs_evidence"))
		}
		if err != nil {
			return err
		}
		return a.conditionStep(tx, c, s, store.To{Roles: []access.Role{access.Expert}}, sums...)
	})
}

// AcceptCondition takes a condition that was reported off control. Who reported
// it does not accept it (rules.md §5).
func (a *App) AcceptCondition(ctx context.Context, actor access.Actor, conditionID int64, text string) error {
	return a.judge(ctx, actor, conditionID, approval.ConditionStep{Event: approval.ConditionAccepted, Text: text}, false)
}

// ReturnCondition gives a condition that was reported back, with the reason.
func (a *App) ReturnCondition(ctx context.Context, actor access.Actor, conditionID int64, reason string) error {
	return a.judge(ctx, actor, conditionID, approval.ConditionStep{Event: approval.ConditionReturned, Text: reason}, true)
}

// judge is the competence centre's word on what was reported.
func (a *App) judge(ctx context.Context, actor access.Actor, id int64, s approval.ConditionStep, words bool) error {
	return a.condition(ctx, actor, access.AcceptCondition, id, s.Event, func(tx *store.Tx, c *approval.Condition) error {
		if c.State() != approval.ConditionSaid {
			return fault.Conflict("condition.not_reported")
		}
		if c.Last(approval.ConditionReported).RecordedBy == actor.ID {
			return fault.Forbidden() // the reporter does not accept
		}
		s.Text = strings.TrimSpace(s.Text)
		if err := checkSaid("text", s.Text, words); err != nil {
			return err
		}
		return a.conditionStep(tx, c, s, owners(c))
	})
}

// AskExtension asks for more time, with the reason.
func (a *App) AskExtension(ctx context.Context, actor access.Actor, conditionID int64, until civil.Date, reason string) error {
	return a.condition(ctx, actor, access.ReportCondition, conditionID, approval.ExtensionAsked, func(tx *store.Tx, c *approval.Condition) error {
		switch s := c.State(); {
		case s != approval.ConditionOpen && s != approval.ConditionBack:
			return fault.Conflict("condition.reported_already")
		case c.Asked() != nil:
			return fault.Conflict("condition.asked_already")
		}
		reason := strings.TrimSpace(reason)
		err := checkSaid("reason", reason, true)
		switch {
		case until.IsZero():
			err = fault.Join(fault.Field("until", "fault.required"), err)
		case !until.After(c.Due()):
			err = fault.Join(fault.Field("until", "condition.not_later", "Day", c.Due()), err)
		case until.Before(civil.DateOf(tx.Now)):
			err = fault.Join(fault.Field("until", "condition.date_passed"), err)
		}
		if err != nil {
			return err
		}
		s := approval.ConditionStep{Event: approval.ExtensionAsked, DueOn: until, Text: reason}
		return a.conditionStep(tx, c, s, store.To{Roles: []access.Role{access.Chair, access.Secretary}})
	})
}

// DecideExtension grants or refuses the time asked for (facts.md §4.2: decided
// by who set the date). The original date is kept.
func (a *App) DecideExtension(ctx context.Context, actor access.Actor, conditionID int64, grant bool, text string) error {
	what := approval.ExtensionRefused
	if grant {
		what = approval.ExtensionGranted
	}
	return a.condition(ctx, actor, access.ExtendCondition, conditionID, what, func(tx *store.Tx, c *approval.Condition) error {
		asked := c.Asked()
		if asked == nil {
			return fault.Conflict("condition.nothing_asked")
		}
		if asked.RecordedBy == actor.ID {
			return fault.Forbidden() // nobody decides what he asked for
		}
		s := approval.ConditionStep{Event: approval.ExtensionRefused, Text: strings.TrimSpace(text)}
		if grant {
			s.Event, s.DueOn = approval.ExtensionGranted, asked.DueOn
		}
		if err := checkSaid("text", s.Text, !grant); err != nil {
			return err
		}
		return a.conditionStep(tx, c, s, owners(c))
	})
}

// SetAssignment sets an assignment outside of a vote and returns its key.
func (a *App) SetAssignment(ctx context.Context, actor access.Actor, c approval.Condition) (int64, error) {
	c.Kind, c.Text = approval.AssignmentOf, c.Text.Trim()
	tried := attempt{Action: "condition.set", ProgrammeID: c.ProgrammeID, Entity: "condition"}
	if c.CaseID != 0 {
		tried.Entity, tried.ID = "case", c.CaseID
	}
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if err := require(tx, actor, access.ExtendCondition, c.ProgrammeID); err != nil {
			return err
		}
		if err := c.Check(civil.DateOf(tx.Now)); err != nil {
			return err
		}
		return a.keepCondition(tx, &c)
	})
	return c.ID, a.refused(ctx, actor, tried, err)
}

// keepCondition keeps a new condition or assignment, records it as
// condition.set and tells those who have to meet it. What it names must be
// there; whether one may set it is for the caller to have asked.
func (a *App) keepCondition(tx *store.Tx, c *approval.Condition) error {
	unknown, err := tx.UnknownBodies([]int64{c.OwnerID})
	if err != nil {
		return err
	}
	if len(unknown) > 0 {
		return fault.Field("owner", "condition.needs_owner")
	}
	if c.MilestoneID != 0 {
		m, err := tx.Milestone(c.MilestoneID)
		if err != nil && !fault.Is(err, fault.KindNotFound) {
			return err
		}
		if err != nil || m.ProgrammeID != c.ProgrammeID {
			return fault.Field("milestone", "fault.required_choice")
		}
		c.ProjectID = cmp.Or(c.ProjectID, m.ProjectID)
	}
	if c.ProjectID != 0 {
		p, err := tx.Project(c.ProjectID)
		if err != nil && !fault.Is(err, fault.KindNotFound) {
			return err
		}
		if err != nil || p.ProgrammeID != c.ProgrammeID {
			return fault.Field("project", "fault.required_choice")
		}
	}
	if err := tx.AddCondition(c); err != nil {
		return err
	}
	said := map[string]any{
		"kind": c.Kind, "title": c.Text, "owner_id": c.OwnerID, "due_on": c.DueOn, "evidence_form": c.Evidence, "blocks": c.Blocks,
		"case_id": c.CaseID, "sitting_id": c.SittingID, "milestone_id": c.MilestoneID, "project_id": c.ProjectID,
	}
	for name, v := range said {
		if v == int64(0) {
			delete(said, name)
		}
	}
	if err := tx.Record("condition.set", c.ProgrammeID, "condition", c.ID, audit.Added(said)); err != nil {
		return err
	}
	key := "letter.condition_set"
	if c.Kind == approval.AssignmentOf {
		key = "letter.assignment_set"
	}
	return tx.Post(conditionLetter(c, owners(c), key))
}

// EscalateDue tells the chair, the secretary and the head of conditions that
// are overdue for long, once for each date: a job.
func (a *App) EscalateDue(ctx context.Context) error {
	ref, err := a.reference(ctx)
	if err != nil {
		return err
	}
	reader := a.Store.Read(access.System(), a.Store.Instant())
	limits, err := reader.Tolerances(ctx)
	if err != nil {
		return err
	}
	open, err := reader.Conditions(ctx, store.ConditionFilter{Open: true})
	if err != nil {
		return err
	}
	days := approval.ToleranceOn(limits, civil.DateOf(a.Store.Now())).EscalateDays
	late := func(c *approval.Condition, on civil.Date) bool { return c.Late(on, days, ref.Calendar) }
	if !slices.ContainsFunc(open, func(c approval.Condition) bool { return late(&c, civil.DateOf(a.Store.Now())) }) {
		return nil
	}
	return a.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
		open, err := tx.OpenConditions(0)
		if err != nil {
			return err
		}
		for i := range open {
			c := &open[i]
			if !late(c, civil.DateOf(tx.Now)) {
				continue
			}
			to := store.To{Roles: []access.Role{access.Chair, access.Secretary, access.Head}, ProgrammeID: c.ProgrammeID}
			if err := a.conditionStep(tx, c, approval.ConditionStep{Event: approval.ConditionEscalated, DueOn: c.Due()}, to); err != nil {
				return err
			}
		}
		return nil
	})
}

// heldUp refuses to accept the next gate milestone of a project while a condition
// that blocks it is owed (rules.md §5); those after it are not held up by it.
func heldUp(tx *store.Tx, m portfolio.Milestone) error {
	next, err := tx.NextGate(m.ID)
	if err != nil || next != m.ID {
		return err
	}
	open, err := tx.OpenConditions(m.ProgrammeID)
	if err != nil {
		return err
	}
	for i := range open {
		if open[i].HoldsUp(m.ProjectID) {
			return fault.Invalid("condition.holds_gate", "Text", open[i].Text, "Number", open[i].ID)
		}
	}
	return nil
}

// condition loads a condition that the actor may do the action to, and leaves an
// entry when what he tries is refused.
func (a *App) condition(ctx context.Context, actor access.Actor, action access.Action, id int64, what approval.ConditionEvent, do func(*store.Tx, *approval.Condition) error) error {
	tried := attempt{Action: strings.Join([]string{"condition", string(what)}, "."), Entity: "condition"}
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		c, err := tx.Condition(id)
		if err != nil {
			return err
		}
		tried.ID, tried.ProgrammeID = c.ID, c.ProgrammeID
		if err := require(tx, actor, action, c.ProgrammeID); err != nil {
			return err
		}
		return do(tx, &c)
	})
	return a.refused(ctx, actor, tried, err)
}

// conditionStep keeps what happened to a condition, records it as
// condition.<event> and tells those whom it concerns.
func (a *App) conditionStep(tx *store.Tx, c *approval.Condition, s approval.ConditionStep, to store.To, sums ...string) error {
	s.ConditionID, s.ProgrammeID = c.ID, c.ProgrammeID
	if err := tx.AppendConditionStep(&s); err != nil {
		return err
	}
	said := map[string]any{}
	for name, v := range map[string]string{"text": s.Text, "link": s.URL, "document_number": s.Number} {
		if v != "" {
			said[name] = v
		}
	}
	for name, d := range map[string]civil.Date{"due_on": s.DueOn, "document_date": s.Dated} {
		if !d.IsZero() {
			said[name] = d
		}
	}
	before := map[string]any{"state": c.State()}
	c.Steps = append(c.Steps, s)
	said["state"] = c.State()
	if err := tx.Record("condition."+string(s.Event), c.ProgrammeID, "condition", c.ID, audit.Diff(before, said).With(sums...)); err != nil {
		return err
	}
	letter := conditionLetter(c, to, conditionLetters[s.Event])
	letter.Note = i18n.Same(s.Text)
	if err := tx.Post(letter); err != nil {
		return err
	}
	return mention(tx, s.Text, seesInForce(c.ProgrammeID), c.Text, letter.Link)
}

// checkSaid refuses words that are too long, or that are missing.
func checkSaid(field, text string, needed bool) error {
	switch {
	case utf8.RuneCountInString(text) > portfolio.NoteLimit:
		return fault.Field(field, "fault.too_long", "Limit", portfolio.NoteLimit)
	case needed && text == "":
		return fault.Field(field, "fault.required")
	}
	return nil
}

// owners are those who have to meet a condition.
func owners(c *approval.Condition) store.To {
	return store.To{Roles: []access.Role{access.Manager, access.Head}, ProgrammeID: c.ProgrammeID}
}

// conditionLetters are the sentences of the letters.
var conditionLetters = map[approval.ConditionEvent]string{
	approval.ConditionReported: "letter.condition_reported", approval.ConditionAccepted: "letter.condition_accepted",
	approval.ConditionReturned: "letter.condition_returned", approval.ExtensionAsked: "letter.extension_asked",
	approval.ExtensionGranted: "letter.extension_granted", approval.ExtensionRefused: "letter.extension_refused",
	approval.ConditionEscalated: "letter.condition_escalated",
}

func conditionLetter(c *approval.Condition, to store.To, key string) store.Letter {
	until := c.Due()
	if asked := c.Asked(); asked != nil {
		until = asked.DueOn
	}
	return store.Letter{
		To: to, Kind: portfolio.LetterCondition, Key: key, Args: []any{"Until", until, "Text", c.Text},
		Until: until, Link: "/conditions/" + strconv.FormatInt(c.ID, 10),
	}
}
