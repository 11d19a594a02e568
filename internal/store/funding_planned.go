package store

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// LineYear is a line and a fiscal year.
type LineYear struct {
	LineID int64
	Year   int
}

// SortedLineYears are the keys of what was planned, in order.
func SortedLineYears(all map[LineYear]money.Amount) []LineYear {
	return slices.SortedFunc(maps.Keys(all), func(a, b LineYear) int {
		return cmp.Or(cmp.Compare(a.LineID, b.LineID), cmp.Compare(a.Year, b.Year))
	})
}

// PlannedByRoadmap is what the entries of all versions of a roadmap plan.
func (tx *Tx) PlannedByRoadmap(roadmapID int64) (map[LineYear]money.Amount, error) {
	planned := map[LineYear]money.Amount{}
	err := each(tx.db, func(rows *sql.Rows) error {
		var l LineYear
		var tiyn money.Amount
		err := rows.Scan(&l.LineID, &l.Year, &tiyn)
		if tiyn != 0 {
			planned[l] = tiyn
		}
		return err
	}, `SELECT e.line_id, e.year, CAST(SUM(e.tiyn) AS bigint) FROM funding_entries e JOIN roadmap_versions v ON v.id = e.version_id
		WHERE v.roadmap_id = ? GROUP BY e.line_id, e.year`, roadmapID)
	return planned, err
}

// ProgrammeLines lists the funding lines of a programme.
func (tx *Tx) ProgrammeLines(programmeID int64) ([]funding.Line, error) {
	var all []funding.Line
	err := tx.db.Where("programme_id = ?", programmeID).Order("id").Find(&all).Error
	return all, translate(err)
}

// UnplannedRoadmaps are the roadmaps with a version in force of which no entry
// of any version says what it plans.
func (s *Store) UnplannedRoadmaps(ctx context.Context) ([]int64, error) {
	var ids []int64
	err := s.read.WithContext(ctx).Raw(`SELECT DISTINCT v.roadmap_id FROM roadmap_versions v
		JOIN version_steps s ON s.version_id = v.id AND s.state = ?
		WHERE EXISTS (SELECT 1 FROM milestone_plans p WHERE p.version_id = v.id AND CAST(p.costs AS text) <> '[]')
		AND NOT EXISTS (SELECT 1 FROM funding_entries e JOIN roadmap_versions w ON w.id = e.version_id WHERE w.roadmap_id = v.roadmap_id)
		ORDER BY v.roadmap_id`, portfolio.InForce).Scan(&ids).Error
	return ids, translate(err)
}
