package app

import (
	"context"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/store"
)

// Agreement is what is entered of a contract, or of a supplementary agreement
// to it.
type Agreement struct {
	ContractID int64            // that it amends, 0 of a new one
	ProjectID  int64            // of a new one
	Seen       int64            // the terms that the form was filled in against, or AnyUpdate
	Terms      funding.Terms    // without keys; a new contract whose SignedOn is given is signed at once
	Supplier   funding.Party    // its BIN and name: found or added; zero while nobody is chosen
	Document   funding.Document // the paper of a supplementary agreement; of a new contract its file and address only
	FormKey    string           // of the form: sent twice, it is one contract
}

// DraftContract enters a contract and returns its key. One that says when it was
// signed is signed on that day; a draft may lack what is not agreed yet. A form
// that was sent before changes nothing and is no error.
func (a *App) DraftContract(ctx context.Context, actor access.Actor, g Agreement) (int64, error) {
	var c funding.Contract
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Project(g.ProjectID)
		if err != nil {
			return err
		}
		if err := require(tx, actor, access.KeepFunding, p.ProgrammeID); err != nil {
			return err
		}
		if id, err := tx.ContractByForm(g.FormKey); err != nil || id != 0 {
			c.ID = id
			return err
		}
		c = funding.Contract{ProjectID: p.ID, ProgrammeID: p.ProgrammeID, FormKey: g.FormKey}
		t := g.Terms
		t.ProgrammeID = c.ProgrammeID
		signed := !t.SignedOn.IsZero()
		if err := a.agree(tx, &t, &g, signed); err != nil {
			return err
		}
		if err := tx.AddContract(&c); err != nil {
			return err
		}
		t.ContractID = c.ID
		if signed {
			d := g.Document
			d.Kind, d.Number, d.Dated = funding.DocContract, t.Number, t.SignedOn
			if err := keepPaper(tx, c.ProgrammeID, &d); err != nil {
				return err
			}
			t.DocumentID = d.ID
		}
		if err := tx.AppendTerms(&t); err != nil {
			return err
		}
		c.Terms = []funding.Terms{t}
		said := termsSaid(&t, g.Supplier)
		said["kind"], said["project_id"] = t.Kind, c.ProjectID
		if err := tx.Record("contract.drafted", c.ProgrammeID, "contract", c.ID, audit.Added(said)); err != nil {
			return err
		}
		if !signed {
			return nil
		}
		return contractStep(tx, &c, funding.ContractStep{State: funding.ContractSigned, HappenedOn: t.SignedOn, DocumentID: t.DocumentID}, g.Document.FileSHA256)
	})
	return c.ID, err
}

// AmendContract changes what was agreed: a draft freely, later by a supplementary
// agreement with its document and a reason. What was agreed before stays in
// sight.
func (a *App) AmendContract(ctx context.Context, actor access.Actor, g Agreement) error {
	action := strings.Join([]string{"contract", "amended"}, ".")
	return a.contract(ctx, actor, g.ContractID, action, func(tx *store.Tx, c *funding.Contract) error {
		was := c.Current()
		if g.Seen != AnyUpdate && g.Seen != was.ID {
			return fault.Conflict("fault.changed_meanwhile")
		}
		if c.State().Ended() {
			return fault.Conflict("contract.ended")
		}
		t := g.Terms
		t.ContractID, t.ProgrammeID, t.Kind, t.SignedOn = c.ID, c.ProgrammeID, was.Kind, was.SignedOn
		t.RegistryNo, t.RegisteredOn, t.DocumentID = "", civil.Date{}, was.DocumentID
		t.Reason = strings.TrimSpace(t.Reason)
		var err error
		if c.Signed() {
			t.Number, t.SignedOn = was.Number, g.Document.Dated
			err = checkAmendment(&t, c, g.Document)
		}
		if err := fault.Join(err, a.agree(tx, &t, &g, c.Signed())); err != nil {
			return err
		}
		// The registration is that of the contract, before the agreement was signed.
		t.RegistryNo, t.RegisteredOn = was.RegistryNo, was.RegisteredOn
		if c.Signed() {
			d := g.Document
			d.Kind = funding.DocContract
			if err := keepPaper(tx, c.ProgrammeID, &d); err != nil {
				return err
			}
			t.DocumentID = d.ID
		}
		if err := heldAgainst(tx, c, t); err != nil {
			return err
		}
		changed := was.ChangesTo(&t)
		if len(changed) == 0 || len(changed) == 1 && changed[0].Name == "signed_on" {
			return fault.Invalid("contract.nothing_changed")
		}
		if err := tx.AppendTerms(&t); err != nil {
			return err
		}
		before, after := map[string]any{}, map[string]any{}
		for _, one := range changed {
			if one.Name == "supplier_id" {
				names, err := tx.PartyNames(was.SupplierID, t.SupplierID)
				if err != nil {
					return err
				}
				before["supplier"], after["supplier"] = names[was.SupplierID], names[t.SupplierID]
				continue
			}
			before[one.Name], after[one.Name] = plain(one.Before), plain(one.After)
		}
		if t.Reason != "" {
			after["reason"] = t.Reason
		}
		return tx.Record("contract.amended", c.ProgrammeID, "contract", c.ID, audit.Diff(before, after).With(sums(g.Document.FileSHA256)...))
	})
}

// heldAgainst refuses new terms of a signed contract that break what was entered
// by it, or break it by more than the terms before.
func heldAgainst(tx *store.Tx, c *funding.Contract, t funding.Terms) error {
	if !c.Signed() {
		return nil
	}
	state, err := tx.MoneyState(c.ProjectID)
	if err != nil {
		return err
	}
	after := *c
	after.Terms = append(slices.Clone(c.Terms), t)
	var faults []error
	for _, b := range state.Amended(after) {
		faults = append(faults, fault.Field(termsField(&b, &t), b.Said(), b.Args...))
	}
	return oncePerField(fault.Join(faults...))
}

// termsField is the field of the form of terms beside which a breach is said.
func termsField(b *funding.Breach, t *funding.Terms) string {
	switch b.Key {
	case "outside_contract", "obligation_outside":
		if !t.EndOn.IsZero() && b.Year > t.EndOn.Year {
			return "end_on"
		}
		return "start_on"
	case "obligation_papers":
		if t.Detail.PPP != nil && !t.Detail.PPP.BudgetCommission.IsZero() {
			return "maslikhat_number"
		}
		return "budget_commission_number"
	case "obligations_over":
		return "obligations"
	case "paid_over_accepted":
		return "advance"
	}
	return "amount"
}

// checkAmendment refuses a supplementary agreement without its number, day and
// reason, or from before what it amends.
func checkAmendment(t *funding.Terms, c *funding.Contract, d funding.Document) error {
	err := checkSaid("reason", t.Reason, true)
	if strings.TrimSpace(d.Number) == "" {
		err = fault.Join(err, fault.Field("document_number", "fault.required"))
	}
	switch was := c.Current(); {
	case d.Dated.IsZero():
		err = fault.Join(err, fault.Field("document_date", "fault.required"))
	case d.Dated.Before(was.SignedOn):
		err = fault.Join(err, fault.Field("document_date", "contract.amended_before_signed", "Day", was.SignedOn))
	}
	return err
}

// agree refuses terms that no contract can have, or that no signed paper lacks;
// it finds or adds the company that is party to it.
func (a *App) agree(tx *store.Tx, t *funding.Terms, g *Agreement, signed bool) error {
	err := t.Check(civil.DateOf(tx.Now))
	if party := agreeParty(tx, t, g); party != nil {
		err = fault.Join(err, party)
	}
	bodies := map[string]int64{"customer": t.CustomerID}
	if d := t.Detail.Service; d != nil {
		bodies["integrator"], bodies["operator"] = d.IntegratorID, d.OperatorID
	}
	for field, id := range bodies {
		if id == 0 {
			continue
		}
		unknown, wrong := tx.UnknownBodies([]int64{id})
		if wrong != nil {
			return wrong
		}
		if len(unknown) > 0 {
			err = fault.Join(err, fault.Field(field, "fault.required_choice"))
		}
	}
	if signed {
		err = fault.Join(err, t.CheckSigned())
	}
	return oncePerField(err)
}

// agreeParty finds the company by its BIN, or adds it. One that is known keeps
// its name.
func agreeParty(tx *store.Tx, t *funding.Terms, g *Agreement) error {
	p := &g.Supplier
	p.BIN, p.Name = funding.PlainBIN(p.BIN), strings.TrimSpace(p.Name)
	switch {
	case p.BIN == "" && p.Name == "":
		t.SupplierID = 0
		return nil
	case p.BIN == "":
		t.SupplierID = -1 // named already: it is its number that is missing
		return fault.Field("bin", "fault.required")
	}
	t.SupplierID = -1
	if err := funding.CheckBIN(p.BIN); err != nil {
		f := fault.Of(err)
		return fault.Fields(fault.FieldError{Name: "bin", Key: f.Key, Args: f.Args})
	}
	if err := checkLength("supplier", p.Name, funding.NameLimit); err != nil {
		return err
	}
	known, err := tx.PartyByBIN(p.BIN)
	if err != nil {
		return err
	}
	switch {
	case known.ID == 0 && p.Name == "":
		return fault.Field("supplier", "fault.required")
	case known.ID == 0:
		err = tx.AddParty(p)
	case p.Name == "" || i18n.Fold(p.Name) == i18n.Fold(strings.TrimSpace(known.Name)):
		*p = known
	default: // other programmes know it by that name
		return fault.Field("supplier", "contract.known_as", "Name", known.Name)
	}
	t.SupplierID = p.ID
	return err
}

// SetRevenue enters the own revenue of a programme's local budget for a year, by
// the paper that names it.
func (a *App) SetRevenue(ctx context.Context, actor access.Actor, v funding.Revenue, d funding.Document) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if err := require(tx, actor, access.KeepFunding, v.ProgrammeID); err != nil {
			return err
		}
		err := v.Check()
		if strings.TrimSpace(d.Number) == "" {
			err = fault.Join(err, fault.Field("document_number", "fault.required"))
		}
		switch {
		case d.Dated.IsZero():
			err = fault.Join(err, fault.Field("document_date", "fault.required"))
		case d.Dated.After(civil.DateOf(tx.Now)):
			err = fault.Join(err, fault.Field("document_date", "contract.day_ahead"))
		}
		if err != nil {
			return err
		}
		d.Kind = funding.DocBudget
		if err := keepPaper(tx, v.ProgrammeID, &d); err != nil {
			return err
		}
		v.DocumentID = d.ID
		if err := tx.AppendRevenue(&v); err != nil {
			return err
		}
		said := map[string]any{"programme_id": v.ProgrammeID, "year": v.Year, "amount": v.Amount, "document_number": d.Number, "document_date": d.Dated}
		return tx.Record("revenue.set", v.ProgrammeID, "revenue", v.ID, audit.Added(said))
	})
}
