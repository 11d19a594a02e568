package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"

	"gorm.io/gorm"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// MoneyState is what checks know of the money of a project, judged today.
func (tx *Tx) MoneyState(projectID int64) (*funding.State, error) {
	p, err := tx.Project(projectID)
	if err != nil {
		return nil, err
	}
	s := &funding.State{ProgrammeID: p.ProgrammeID, ProjectID: p.ID, On: civil.DateOf(tx.Now)}
	if s.Lines, err = tx.Lines(projectID); err != nil {
		return nil, err
	}
	if err := tx.db.Preload("Terms", byID).Preload("Steps", byID).Where("project_id = ?", projectID).Order("id").Find(&s.Contracts).Error; err != nil {
		return nil, err
	}
	err = tallies(tx.db, s.Aged(), tx.Now.Add(time.Microsecond), EntryFilter{ProjectID: projectID}, func(_ int64, t funding.Tally) {
		s.Tallies = append(s.Tallies, t)
	})
	if err != nil {
		return nil, err
	}
	var revenues []funding.Revenue
	if err := tx.db.Where("programme_id = ?", p.ProgrammeID).Order("id").Find(&revenues).Error; err != nil {
		return nil, err
	}
	s.Revenues = map[int]money.Amount{}
	for _, r := range revenues {
		s.Revenues[r.Year] = r.Amount
	}
	s.Owed, err = tx.owedByOthers(p.ProgrammeID, p.ID)
	return s, err
}

// owedByOthers is what the other projects of a programme owe for partnerships,
// by year.
func (tx *Tx) owedByOthers(programmeID, projectID int64) (map[int]money.Amount, error) {
	owed := map[int]money.Amount{}
	err := each(tx.db, func(rows *sql.Rows) error {
		var year int
		var tiyn money.Amount
		err := rows.Scan(&year, &tiyn)
		owed[year] = tiyn
		return err
	}, `SELECT e.year, CAST(SUM(CASE WHEN e.kind = ? THEN e.tiyn ELSE -e.tiyn END) AS bigint) FROM funding_lines l JOIN funding_entries e ON e.line_id = l.id
		WHERE l.programme_id = ? AND l.project_id <> ? AND l.kind = ? AND l.model = ? AND e.kind IN (?, ?) GROUP BY e.year`,
		funding.Commit, programmeID, projectID, funding.Obligations, portfolio.PPP, funding.Commit, funding.CancelCommit)
	return owed, err
}

// MoneyStates are what checks know of the money of every project that has lines,
// of a programme, or of all with 0, judged on the reader's day.
func (r *Reader) MoneyStates(ctx context.Context, programmeID int64) ([]*funding.State, error) {
	return r.moneyStates(ctx, EntryFilter{ProgrammeID: programmeID})
}

// MoneyState is MoneyStates of one project.
func (r *Reader) MoneyState(ctx context.Context, programmeID, projectID int64) (*funding.State, error) {
	all, err := r.moneyStates(ctx, EntryFilter{ProgrammeID: programmeID, ProjectID: projectID})
	if err != nil || len(all) == 0 {
		return &funding.State{ProgrammeID: programmeID, ProjectID: projectID, On: r.day()}, err
	}
	return all[0], nil
}

func (r *Reader) moneyStates(ctx context.Context, f EntryFilter) ([]*funding.State, error) {
	book, err := r.Funding(ctx)
	if err != nil {
		return nil, err
	}
	contracts, err := r.Contracts(ctx, ContractFilter{ProgrammeID: f.ProgrammeID, ProjectID: f.ProjectID})
	if err != nil {
		return nil, err
	}
	revenues, err := r.Revenues(ctx)
	if err != nil {
		return nil, err
	}
	var all []*funding.State
	at := map[int64]*funding.State{}
	state := func(programmeID, projectID int64) *funding.State {
		s := at[projectID]
		if s == nil {
			s = &funding.State{ProgrammeID: programmeID, ProjectID: projectID, On: r.day(), Revenues: revenues[programmeID]}
			at[projectID], all = s, append(all, s)
		}
		return s
	}
	for _, l := range book.Within(funding.Scope{ProgrammeID: f.ProgrammeID, ProjectID: f.ProjectID}) {
		s := state(l.ProgrammeID, l.ProjectID)
		s.Lines = append(s.Lines, l)
	}
	for _, c := range contracts {
		s := state(c.ProgrammeID, c.ProjectID)
		s.Contracts = append(s.Contracts, c)
	}
	if len(all) == 0 {
		return nil, nil
	}
	err = tallies(r.db.WithContext(ctx), all[0].Aged(), r.at, f, func(projectID int64, t funding.Tally) {
		if s := at[projectID]; s != nil {
			s.Tallies = append(s.Tallies, t)
		}
	})
	for _, s := range all {
		s.Owed = owedBeside(book, s)
	}
	slices.SortStableFunc(all, func(a, b *funding.State) int {
		return cmp.Or(cmp.Compare(a.ProgrammeID, b.ProgrammeID), cmp.Compare(a.ProjectID, b.ProjectID))
	})
	return all, err
}

// owedBeside is Tx.owedByOthers of a book.
func owedBeside(book *funding.Book, s *funding.State) map[int]money.Amount {
	owed := map[int]money.Amount{}
	for l, c := range book.Each(funding.Scope{ProgrammeID: s.ProgrammeID, Kind: funding.Obligations, Model: portfolio.PPP}) {
		if l.ProjectID != s.ProjectID {
			owed[c.Year] += c.Committed
		}
	}
	return owed
}

// tallies adds up entries recorded before an instant by what checks ask for.
func tallies(db *gorm.DB, aged civil.Date, before time.Time, f EntryFilter, take func(projectID int64, t funding.Tally)) error {
	where, args := "recorded_at < ?", []any{aged, before}
	if f.ProgrammeID != 0 {
		where, args = where+" AND programme_id = ?", append(args, f.ProgrammeID)
	}
	if f.ProjectID != 0 {
		where, args = where+" AND project_id = ?", append(args, f.ProjectID)
	}
	return each(db, func(rows *sql.Rows) error {
		var t funding.Tally
		var projectID int64
		err := rows.Scan(&projectID, &t.LineID, &t.ContractID, &t.Kind, &t.Year, &t.Period, &t.Roadmap, &t.Amount, &t.Recent)
		if err == nil {
			take(projectID, t)
		}
		return err
	}, `SELECT project_id, line_id, contract_id, kind, year, period, version_id <> 0, CAST(SUM(tiyn) AS bigint),
		CAST(SUM(CASE WHEN happened_on > ? THEN tiyn ELSE 0 END) AS bigint)
		FROM funding_entries WHERE `+where+`
		GROUP BY project_id, line_id, contract_id, kind, year, period, version_id <> 0
		ORDER BY project_id, line_id, year, contract_id, kind, period`, args...)
}
