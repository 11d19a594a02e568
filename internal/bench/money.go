package main

import (
	"context"
	"fmt"
	"time"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// purse is the money of a project of the bulk: a line and the contract by which
// it is spent.
type purse struct {
	line     funding.Line
	contract int64
	entered  int
}

// courses are what is entered on a line, over and over: money of the next year
// is planned, and that of this one goes its way.
var courses = []funding.EntryKind{funding.Plan, funding.Allocate, funding.Commit, funding.Accept, funding.Pay}

// open opens a line and signs a contract for each project of a city.
func (b *bulk) open(ctx context.Context, c *city) error {
	return b.app.Store.Write(ctx, c.manager, func(tx *store.Tx) error {
		party := funding.Party{BIN: fmt.Sprintf("1801400%05d", c.programme.ID), Name: "Supplier of " + c.programme.Code}
		if err := tx.AddParty(&party); err != nil {
			return err
		}
		for i, p := range c.projects {
			pays := purse{line: funding.Line{ProjectID: p.ID, ProgrammeID: p.ProgrammeID, Model: p.Profile.Model, Source: sourceOf(p.Profile.Model), Kind: funding.Investment}}
			if err := tx.OpenLine(&pays.line); err != nil {
				return err
			}
			one := funding.Contract{ProjectID: p.ID, ProgrammeID: p.ProgrammeID, FormKey: fmt.Sprintf("bulk-%d", p.ID)}
			if err := tx.AddContract(&one); err != nil {
				return err
			}
			on := civil.DateOf(tx.Now)
			terms := funding.Terms{
				ContractID: one.ID, ProgrammeID: p.ProgrammeID, Kind: kindOf(p.Profile.Model), Number: fmt.Sprintf("%d/%s", i+1, c.programme.Code), SignedOn: on,
				StartOn: on, EndOn: civil.Date{Year: 2019, Month: time.December, Day: 31}, CustomerID: c.seat.BodyID, SupplierID: party.ID, Amount: 100 * money.Million,
			}
			if err := tx.AppendTerms(&terms); err != nil {
				return err
			}
			for _, state := range []funding.ContractState{funding.ContractSigned, funding.ContractActive} {
				if err := tx.AppendContractStep(&funding.ContractStep{ContractID: one.ID, ProgrammeID: p.ProgrammeID, State: state, HappenedOn: on}); err != nil {
					return err
				}
			}
			pays.contract = one.ID
			c.purses = append(c.purses, pays)
			said := map[string]any{"number": terms.Number, "tiyn": int64(terms.Amount)}
			if err := tx.Record("contract.drafted", p.ProgrammeID, "contract", one.ID, audit.Added(said)); err != nil {
				return err
			}
		}
		return nil
	})
}

func sourceOf(m portfolio.Model) funding.Source {
	if m == portfolio.Public || m == portfolio.Service {
		return funding.CityBudget
	}
	return funding.PrivateOwn
}

func kindOf(m portfolio.Model) funding.ContractKind {
	for _, k := range funding.ContractKinds {
		if k.Model() == m {
			return k
		}
	}
	return funding.Procurement
}

// enter writes what a city enters in the ledgers on the day of the number, as
// it would by pasting a table for each project: many rows at once, and one word
// of the log for a table.
func (b *bulk) enter(ctx context.Context, c *city, n int) error {
	if b.Entries == 0 {
		return nil
	}
	each := b.Entries / b.Projects // entries of a line
	upTo := each * (n + 1) / len(reporting)
	return b.app.Store.Write(ctx, c.manager, func(tx *store.Tx) error {
		on := civil.DateOf(tx.Now)
		paper := funding.Document{ProgrammeID: c.programme.ID, Kind: funding.DocOther, Number: fmt.Sprint(n + 1), Dated: on, Title: "Table of the day"}
		if err := tx.DocumentFor(&paper); err != nil {
			return err
		}
		for i := range c.purses {
			p := &c.purses[i]
			var rows []funding.Entry
			var sum money.Amount
			for ; p.entered < upTo; p.entered++ {
				e := funding.Entry{
					LineID: p.line.ID, ProgrammeID: p.line.ProgrammeID, ProjectID: p.line.ProjectID, Kind: courses[p.entered%len(courses)], Year: 2018,
					Amount: money.Amount(10_000_00 + i*100), HappenedOn: on, DocumentID: paper.ID, Note: "As by the table of the day.",
				}
				switch e.Kind {
				case funding.Plan:
					e.Year = 2019
				case funding.Commit, funding.Accept, funding.Pay:
					e.ContractID = p.contract
				case funding.Allocate, funding.Return, funding.CancelCommit:
				}
				rows, sum = append(rows, e), sum+e.Amount
			}
			if len(rows) == 0 {
				continue
			}
			if err := tx.AppendEntries(rows); err != nil {
				return err
			}
			said := map[string]any{"entries": len(rows), "tiyn": int64(sum), "document_kind": paper.Kind, "document_number": paper.Number}
			if err := tx.Record("funding_entry.added", p.line.ProgrammeID, "funding_entry", rows[0].ID, audit.Added(said)); err != nil {
				return err
			}
		}
		return nil
	})
}

// lookAtMoney holds what the ledger of a database comes to against what was
// entered.
func lookAtMoney(ctx context.Context, path string, want int) error {
	s, err := store.Open(ctx, store.Options{Database: path, Clock: func() time.Time { return today }, Key: signingKey})
	if err != nil {
		return err
	}
	defer s.Close()
	n := 0
	for i := range cities {
		entries, err := s.Read(access.System(), s.Instant()).Entries(ctx, store.EntryFilter{ProgrammeID: int64(i) + 6})
		if err != nil {
			return err
		}
		n += len(entries)
	}
	if n != want {
		return fmt.Errorf("%d entries, want %d", n, want)
	}
	return nil
}
