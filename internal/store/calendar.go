package store

import (
	"context"
	"database/sql"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// LineTerms lists when the lines are due of the versions that are in force or
// may yet come into force, by programme, year and number. It is for those who
// keep the calendar, and says nothing of what the lines are about.
func (r *Reader) LineTerms(ctx context.Context) ([]portfolio.LineTerm, error) {
	if !r.actor.May(access.KeepReference, access.Anywhere) {
		return nil, fault.NotFound()
	}
	var terms []portfolio.LineTerm
	err := each(r.db.WithContext(ctx), func(rows *sql.Rows) error {
		var t portfolio.LineTerm
		var state sql.NullString
		if err := rows.Scan(&t.ProgrammeID, &t.Year, &t.Version, &state, &t.Number, &t.Due, &t.ForMoney); err != nil {
			return err
		}
		t.State = portfolio.Draft
		if state.Valid {
			t.State = portfolio.VersionState(state.String)
		}
		if t.State != portfolio.Superseded && t.State != portfolio.Rejected {
			terms = append(terms, t)
		}
		return nil
	}, `SELECT p.programme_id, m.year, v.number, (SELECT s.state FROM version_steps s WHERE s.version_id = v.id ORDER BY s.id DESC LIMIT 1), p.number, p.due, p.for_money
		FROM milestone_plans p JOIN roadmap_versions v ON v.id = p.version_id JOIN roadmaps m ON m.id = v.roadmap_id
		ORDER BY p.programme_id, m.year, v.number, p.position, p.id`)
	return terms, err
}

// SaveCalendarDay corrects an exception of the calendar in place.
func (tx *Tx) SaveCalendarDay(d *portfolio.CalendarDay) error { return tx.save(d) }
