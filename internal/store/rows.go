package store

import (
	"database/sql"

	"gorm.io/gorm"

	"qadam/internal/portfolio"
)

// What every page or every report reads is read by hand: there gorm's
// reflection costs more than the query (see `make bench`).

// row asks for one row.
func (tx *Tx) row(query string, args ...any) *sql.Row { return tx.db.Raw(query, args...).Row() }

// each asks for rows and reads them one by one.
func each(db *gorm.DB, read func(*sql.Rows) error, query string, args ...any) error {
	rows, err := db.Raw(query, args...).Rows()
	if err != nil {
		return translate(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := read(rows); err != nil {
			return err
		}
	}
	return translate(rows.Err())
}

// keys asks for a set of keys.
func (tx *Tx) keys(query string, args ...any) (map[int64]bool, error) {
	found := map[int64]bool{}
	err := each(tx.db, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		found[id] = true
		return err
	}, query, args...)
	return found, err
}

// forUpdate locks what a query loads, where the database has such words: on
// SQLite the transaction has the whole database already.
func (tx *Tx) forUpdate(alias string) string {
	if tx.store.dialect == Postgres {
		return " FOR UPDATE OF " + alias
	}
	return ""
}

// planColumns are the columns of a line in the order in which they are read.
const planColumns = `p.id, p.version_id, p.milestone_id, p.programme_id, p.project_id, p.position, p.number, p.title, p.form,
	p.lead_id, p.co_ids, p.start, p.due, p.for_money, p.costs, p.weight, p.gate, p.zone_id, p.links, p.note, p.revision`

// plans asks for lines; the query says where and in which order.
func plans(db *gorm.DB, query string, args ...any) ([]portfolio.Plan, error) {
	var all []portfolio.Plan
	err := each(db, func(rows *sql.Rows) error {
		var p portfolio.Plan
		err := rows.Scan(&p.ID, &p.VersionID, &p.MilestoneID, &p.ProgrammeID, &p.ProjectID, &p.Position, &p.Number, &p.Title, &p.Form,
			&p.LeadID, &p.CoIDs, &p.Start, &p.Due, &p.ForMoney, &p.Costs, &p.Weight, &p.Gate, &p.ZoneID, &p.Links, &p.Note, &p.Revision)
		all = append(all, p)
		return err
	}, "SELECT "+planColumns+" FROM milestone_plans p "+query, args...)
	return all, err
}
