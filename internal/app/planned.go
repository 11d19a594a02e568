package app

import (
	"context"
	"fmt"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// postPlanned enters what the version of a roadmap that is in force plans
// otherwise than the versions before it: for each project, model, source and
// year the difference, on lines that are opened where there are none. What the
// entries of a roadmap's versions come to is then what the version in force
// costs.
func (a *App) postPlanned(tx *store.Tx, roadmapID int64) error {
	m, err := tx.RoadmapByID(roadmapID)
	if err != nil {
		return err
	}
	v := m.InForce()
	if v == nil {
		return nil
	}
	lines, err := tx.Plans(v.ID)
	if err != nil {
		return err
	}
	before, err := tx.PlannedByRoadmap(m.ID)
	if err != nil {
		return err
	}
	term, err := budgetTerm(tx, m)
	if err != nil {
		return err
	}
	entries, err := plannedEntries(tx, m.ProgrammeID, funding.PlannedBy(lines, term), before)
	if err != nil || len(entries) == 0 {
		return err
	}
	document := versionPaper(m, *v, civil.DateOf(tx.Now))
	if err := tx.DocumentFor(&document); err != nil {
		return fmt.Errorf("app: paper of a plan: %w", err)
	}
	var total money.Amount
	for i := range entries {
		e := &entries[i]
		e.ProgrammeID, e.Kind, e.HappenedOn, e.DocumentID, e.VersionID = m.ProgrammeID, funding.Plan, document.Dated, document.ID, v.ID
		total += e.Amount
	}
	if err := tx.AppendEntries(entries); err != nil {
		return err
	}
	return tx.Record("funding_entry.planned", m.ProgrammeID, "funding_entry", entries[0].ID, audit.Added(map[string]any{
		"version_id": v.ID, "entries": len(entries), "tiyn": int64(total),
		"document_kind": document.Kind, "document_number": document.Number, "document_date": document.Dated,
	}))
}

// plannedEntries are the differences to what was planned before, which loses
// what it names.
func plannedEntries(tx *store.Tx, programmeID int64, planned []funding.Planned, before map[store.LineYear]money.Amount) ([]funding.Entry, error) {
	open, err := tx.ProgrammeLines(programmeID)
	if err != nil {
		return nil, err
	}
	at := make(map[funding.Line]int64, len(open)) // by what makes a line
	project := make(map[int64]int64, len(open))
	for _, l := range open {
		at[funding.Line{ProjectID: l.ProjectID, Model: l.Model, Source: l.Source, Kind: l.Kind, BudgetCode: l.BudgetCode}] = l.ID
		project[l.ID] = l.ProjectID
	}
	var entries []funding.Entry
	for _, p := range planned {
		line := funding.Line{ProjectID: p.ProjectID, Model: p.Model, Source: p.Source, Kind: funding.Investment, BudgetCode: p.BudgetCode}
		id := at[line]
		difference := p.Amount - before[store.LineYear{LineID: id, Year: p.Year}]
		delete(before, store.LineYear{LineID: id, Year: p.Year})
		if difference == 0 {
			continue
		}
		if id == 0 {
			opened := line
			opened.ProgrammeID = programmeID
			if err := keepLine(tx, &opened); err != nil {
				return nil, err
			}
			id = opened.ID
			at[line] = id
		}
		entries = append(entries, funding.Entry{LineID: id, ProjectID: p.ProjectID, Year: p.Year, Amount: difference})
	}
	for _, l := range store.SortedLineYears(before) { // planned before and no more
		entries = append(entries, funding.Entry{LineID: l.LineID, ProjectID: project[l.LineID], Year: l.Year, Amount: -before[l]})
	}
	return entries, nil
}

// budgetTerm is the term of the programme by which a roadmap tells the city's
// budget from the region's: that of the day on which its first version came into
// force, so that a plan does not change its source in the middle of the year.
func budgetTerm(tx *store.Tx, m portfolio.Roadmap) (portfolio.ProgrammeTerm, error) {
	ref, err := tx.Reference()
	if err != nil {
		return portfolio.ProgrammeTerm{}, err
	}
	on := civil.DateOf(tx.Now)
	if first := m.Baseline(); first != nil {
		on = civil.DateOf(first.Step(portfolio.InForce).RecordedAt)
	}
	return ref.Programme(m.ProgrammeID).Term(on), nil
}

// versionPaper is the paper by which a version plans: its act, or the decision
// where the rules ask for none, found by the year and the number of the version.
func versionPaper(m portfolio.Roadmap, v portfolio.Version, on civil.Date) funding.Document {
	d := funding.Document{ProgrammeID: m.ProgrammeID, Kind: funding.DocDecision, Number: fmt.Sprintf("%d/%d", m.Year, v.Number), Dated: on}
	if s := v.Step(portfolio.InForce); s.ActNumber != "" {
		d.Kind, d.Number, d.Dated = funding.DocAct, s.ActNumber, s.ActDate
	}
	return d
}

// PostPlans enters what roadmaps in force plan and no entry says yet: those of
// an installation that is older than the ledger of money.
func (a *App) PostPlans(ctx context.Context) error {
	waiting, err := a.Store.UnplannedRoadmaps(ctx)
	if err != nil || len(waiting) == 0 {
		return err
	}
	return a.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
		for _, id := range waiting {
			if err := a.postPlanned(tx, id); err != nil {
				return err
			}
		}
		return nil
	})
}
