package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/store"
)

// Reverse takes an entry back with a new one, and returns its key: same line,
// kind and year, the sum with the other sign. It needs a document and a reason,
// and what is left has to keep the rules: an act whose money is paid is not
// taken back before the payment.
func (a *App) Reverse(ctx context.Context, actor access.Actor, entryID int64, document funding.Document, file *File, why string) (reversalID int64, err error) {
	err = a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		e, by, err := tx.Entry(entryID)
		if err != nil {
			return err
		}
		if err := require(tx, actor, access.KeepFunding, e.ProgrammeID); err != nil {
			return err
		}
		line, err := tx.Line(e.LineID)
		if err != nil {
			return err
		}
		state, err := tx.MoneyState(line.ProjectID)
		if err != nil {
			return err
		}
		m := Money{Document: document, File: file, Why: why}.tidied()
		v := state.JudgeReversal(e, by)
		if err := fault.Join(checkPaper(m.Document, tx.Now), checkSaid("why", m.Why, true), saidOf(v.Breaches, m.Why)); err != nil {
			return err
		}
		back := e.Reversal()
		back.HappenedOn, back.Why, back.Warned = m.Document.Dated, m.Why, v.Warned()
		paper, sums, err := paper(tx, line.ProgrammeID, m.Document, m.File)
		if err != nil {
			return err
		}
		back.DocumentID = paper.ID
		if err := tx.AppendEntry(&back); err != nil {
			return err
		}
		reversalID = back.ID
		return tx.Record("funding_entry.reversed", e.ProgrammeID, "funding_entry", e.ID, audit.Added(entrySaid(back, paper)).With(sums...))
	})
	return reversalID, err
}
