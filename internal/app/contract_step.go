package app

import (
	"context"
	"strings"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/store"
)

// ContractMove takes a contract from the state in which it is to another.
type ContractMove struct {
	ContractID int64
	From       funding.ContractState // in which the form showed it, "" of a program that looks at no form
	State      funding.ContractState
	Seen       int64 // the terms that are signed, as the form showed them; 0 of a program that looks at no form
	On         civil.Date
	Document   funding.Document // zero where there is none
	Reason     string
}

// StepContract takes a contract to another state. Signing keeps the day in the
// terms, registration its number and day. What was committed by a contract that
// is terminated stays in the ledger until it is cancelled there.
func (a *App) StepContract(ctx context.Context, actor access.Actor, m ContractMove) error {
	action := strings.Join([]string{"contract", string(m.State)}, ".")
	return a.contract(ctx, actor, m.ContractID, action, func(tx *store.Tx, c *funding.Contract) error {
		if m.From != "" && m.From != c.State() {
			return fault.Conflict("fault.changed_meanwhile")
		}
		d := m.Document
		d.Number = strings.TrimSpace(d.Number)
		signs := m.State == funding.ContractSigned
		if signs && m.Seen != 0 && m.Seen != c.Current().ID {
			return fault.Conflict("fault.changed_meanwhile")
		}
		if signs && d.Number == "" {
			d.Number = c.Current().Number // the paper is the contract itself
		}
		s := funding.ContractStep{State: m.State, HappenedOn: m.On, Reason: strings.TrimSpace(m.Reason)}
		err := c.CheckStep(s, d.Number != "", civil.DateOf(tx.Now))
		if fault.Is(err, fault.KindConflict) {
			return err
		}
		t := c.Current()
		if signs {
			t.SignedOn, t.Number = m.On, d.Number
			err = oncePerField(fault.Join(err, t.Check(civil.DateOf(tx.Now)), t.CheckSigned()))
		}
		err = fault.Join(err, checkLength("document_number", d.Number, funding.NumberLimit), checkLength("document_title", d.Title, funding.NameLimit))
		if err != nil {
			return err
		}
		if d.Number != "" {
			d.Kind = c.NeedsDocument(m.State)
			if d.Kind == "" {
				d.Kind = funding.DocOther
			}
			if signs || d.Dated.IsZero() {
				d.Dated = m.On
			}
			if d.Dated.After(civil.DateOf(tx.Now)) {
				return fault.Field("document_date", "contract.day_ahead")
			}
			if err := keepPaper(tx, c.ProgrammeID, &d); err != nil {
				return err
			}
			s.DocumentID = d.ID
		}
		switch m.State {
		case funding.ContractSigned:
			t.DocumentID = d.ID
			err = restate(tx, t)
		case funding.ContractRegistered:
			t.RegistryNo, t.RegisteredOn = d.Number, m.On
			err = restate(tx, t)
		case funding.ContractDraft, funding.ContractActive, funding.ContractSuspended, funding.ContractCompleted, funding.ContractTerminated:
		}
		if err != nil {
			return err
		}
		return contractStep(tx, c, s, d.FileSHA256)
	})
}

// restate keeps the terms with what a step adds to them.
func restate(tx *store.Tx, t funding.Terms) error {
	t.ID, t.Reason = 0, ""
	return tx.AppendTerms(&t)
}

// contractStep keeps where a contract came to and records it as contract.<state>.
func contractStep(tx *store.Tx, c *funding.Contract, s funding.ContractStep, file string) error {
	before := map[string]any{"state": c.State()}
	s.ContractID, s.ProgrammeID = c.ID, c.ProgrammeID
	if err := tx.AppendContractStep(&s); err != nil {
		return err
	}
	said := map[string]any{"state": s.State, "happened_on": s.HappenedOn}
	if s.Reason != "" {
		said["reason"] = s.Reason
	}
	if s.DocumentID != 0 {
		d, err := tx.Document(s.DocumentID)
		if err != nil {
			return err
		}
		said["document_number"], said["document_date"] = d.Number, d.Dated
	}
	return tx.Record("contract."+string(s.State), c.ProgrammeID, "contract", c.ID, audit.Diff(before, said).With(sums(file)...))
}

// contract loads a contract that the actor may change, and leaves an entry when
// what he tries is refused. One that was never signed is known to those only who
// may see drafts.
func (a *App) contract(ctx context.Context, actor access.Actor, id int64, action string, do func(*store.Tx, *funding.Contract) error) error {
	tried := attempt{Action: action, Entity: "contract"}
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		c, err := tx.Contract(id)
		if err != nil {
			return err
		}
		if !c.Signed() && !actor.May(access.SeeDraft, c.ProgrammeID) {
			return fault.NotFound()
		}
		tried.ID, tried.ProgrammeID = c.ID, c.ProgrammeID
		if err := require(tx, actor, access.KeepFunding, c.ProgrammeID); err != nil {
			return err
		}
		return do(tx, &c)
	})
	return a.refused(ctx, actor, tried, err)
}

// keepPaper finds or keeps the paper by its number and day.
func keepPaper(tx *store.Tx, programmeID int64, d *funding.Document) error {
	d.ProgrammeID, d.Number, d.Title = programmeID, strings.TrimSpace(d.Number), strings.TrimSpace(d.Title)
	return tx.DocumentFor(d)
}

// termsSaid is what the log says of terms.
func termsSaid(t *funding.Terms, supplier funding.Party) map[string]any {
	said := map[string]any{}
	for _, f := range t.Fields() {
		said[f.Name] = plain(f.Value)
	}
	delete(said, "supplier_id")
	if supplier.Name != "" {
		said["supplier"] = supplier.Name
	}
	return said
}

// plain is a value as the log keeps it.
func plain(v any) any {
	if p, ok := v.(funding.Paper); ok {
		return strings.TrimSpace(p.Number + " " + p.Dated.String())
	}
	return v
}

func checkLength(field, s string, limit int) error {
	if utf8.RuneCountInString(s) > limit {
		return fault.Field(field, "fault.too_long", "Limit", limit)
	}
	return nil
}

// oncePerField leaves the first fault of each field.
func oncePerField(err error) error {
	f := fault.Of(err)
	if f == nil || len(f.Fields) == 0 {
		return err
	}
	var kept []fault.FieldError
	seen := map[string]bool{}
	for _, one := range f.Fields {
		if !seen[one.Name] {
			seen[one.Name] = true
			kept = append(kept, one)
		}
	}
	return fault.Fields(kept...)
}
