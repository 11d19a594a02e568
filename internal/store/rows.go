package store

import (
	"database/sql"

	"qadam/internal/portfolio"
)

// What every page or every report reads is read by hand: there gorm's
// reflection costs more than the query (see `make bench`).

// row asks for one row.
func (tx *Tx) row(query string, args ...any) *sql.Row { return tx.db.Raw(query, args...).Row() }

// forUpdate locks what a query loads, where the database has such words: on
// SQLite the transaction has the whole database already.
func (tx *Tx) forUpdate(alias string) string {
	if tx.store.dialect == Postgres {
		return " FOR UPDATE OF " + alias
	}
	return ""
}

// planColumns are the columns of a line in the order of scanPlans.
const planColumns = `p.id, p.version_id, p.milestone_id, p.programme_id, p.project_id, p.position, p.number, p.title, p.form,
	p.lead_id, p.co_ids, p.start, p.due, p.for_money, p.costs, p.weight, p.gate, p.zone_id, p.links, p.note, p.revision`

// scanPlans reads lines and closes the rows.
func scanPlans(rows *sql.Rows) ([]portfolio.Plan, error) {
	defer rows.Close()
	var plans []portfolio.Plan
	for rows.Next() {
		var p portfolio.Plan
		err := rows.Scan(&p.ID, &p.VersionID, &p.MilestoneID, &p.ProgrammeID, &p.ProjectID, &p.Position, &p.Number, &p.Title, &p.Form,
			&p.LeadID, &p.CoIDs, &p.Start, &p.Due, &p.ForMoney, &p.Costs, &p.Weight, &p.Gate, &p.ZoneID, &p.Links, &p.Note, &p.Revision)
		if err != nil {
			return nil, err
		}
		plans = append(plans, p)
	}
	return plans, rows.Err()
}
