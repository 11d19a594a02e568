package store

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// blamedAtMost is how many faults of one kind are said: a ledger may have a
// million entries.
const blamedAtMost = 20

// money compares the ledger of money with the log, with the roadmaps and with
// what is kept of it in memory.
func (c *checkup) money() error {
	for _, look := range []func() error{c.shapes, c.entered, c.planned, c.book} {
		if err := look(); err != nil {
			return err
		}
	}
	return nil
}

// shapes looks for entries that are not of the project of their line, and for
// reversals that do not take back what they name.
func (c *checkup) shapes() error {
	var ids []int64
	err := c.read(&ids, `SELECT e.id FROM funding_entries e JOIN funding_lines l ON l.id = e.line_id
		WHERE e.project_id <> l.project_id OR e.programme_id <> l.programme_id ORDER BY e.id LIMIT ?`, blamedAtMost)
	if err != nil {
		return err
	}
	for _, id := range ids {
		c.blame("entry %d of the ledger of money is not of the project of its line", id)
	}
	ids = nil
	err = c.read(&ids, `SELECT b.id FROM funding_entries b LEFT JOIN funding_entries a ON a.id = b.reverses_id
		WHERE b.reverses_id <> 0 AND (a.id IS NULL OR a.reverses_id <> 0 OR a.tiyn <> -b.tiyn OR a.line_id <> b.line_id OR a.kind <> b.kind OR a.year <> b.year)
		ORDER BY b.id LIMIT ?`, blamedAtMost)
	for _, id := range ids {
		c.blame("entry %d of the ledger of money does not take back the entry that it names", id)
	}
	return err
}

// enteredRow is an entry as the ledger has it, with its paper.
type enteredRow struct {
	funding.Entry
	document funding.Document
}

// said is the entry as the log says it.
func (e *enteredRow) said() map[string]any {
	all := map[string]any{
		"line_id": digits(e.LineID), "entry_kind": string(e.Kind), "fiscal_year": digits(int64(e.Year)), "tiyn": digits(int64(e.Amount)), "happened_on": e.HappenedOn.String(),
		"document_kind": string(e.document.Kind), "document_number": e.document.Number, "document_date": e.document.Dated.String(),
	}
	for name, v := range map[string]string{"period": e.Period, "why": e.Why, "note": e.Note} {
		if v != "" {
			all[name] = v
		}
	}
	for name, id := range map[string]int64{"contract_id": e.ContractID, "reverses_id": e.ReversesID} {
		if id != 0 {
			all[name] = digits(id)
		}
	}
	return all
}

// digits is a whole number as JSON has it: a sum is never a floating-point number.
func digits(n int64) json.Number { return json.Number(strconv.FormatInt(n, 10)) }

// entered walks the entries that were entered by hand and the entries of the log
// about them, which are in the same order, side by side.
func (c *checkup) entered() error {
	db := c.store.read.WithContext(c.ctx)
	log, err := db.Raw("SELECT seq, recorded_at, entity_id, action, after FROM audit_entries WHERE action IN ('funding_entry.added', 'funding_entry.reversed') ORDER BY seq").Rows()
	if err != nil {
		return err
	}
	defer log.Close()
	var blamed int
	blame := func(format string, args ...any) {
		if blamed++; blamed <= blamedAtMost {
			c.blame(format, args...)
		}
	}
	next := func() (seq, of int64, at time.Time, said map[string]any, err error) {
		var action, after string
		if !log.Next() {
			return 0, 0, at, nil, log.Err()
		}
		if err := log.Scan(&seq, &at, &of, &action, &after); err != nil {
			return 0, 0, at, nil, err
		}
		exact := json.NewDecoder(strings.NewReader(after))
		exact.UseNumber()
		return seq, of, at, said, exact.Decode(&said)
	}
	seq, of, at, said, err := next()
	if err != nil {
		return err
	}
	err = each(db, func(rows *sql.Rows) error {
		var e enteredRow
		if err := rows.Scan(&e.ID, &e.LineID, &e.Kind, &e.Year, &e.Period, &e.Amount, &e.HappenedOn, &e.ContractID, &e.ReversesID, &e.Why, &e.Note, &e.RecordedAt,
			&e.document.Kind, &e.document.Number, &e.document.Dated); err != nil {
			return err
		}
		for seq != 0 && at.Before(e.RecordedAt) {
			blame("entry %d of the log has no row in funding_entries", seq)
			if seq, of, at, said, err = next(); err != nil {
				return err
			}
		}
		if seq == 0 || !at.Equal(e.RecordedAt) {
			blame("entry %d of the ledger of money has no entry in the log", e.ID)
			return nil
		}
		delete(said, "warned")
		if of != cmp.Or(e.ReversesID, e.ID) || !reflect.DeepEqual(said, e.said()) {
			blame("entry %d of the ledger of money is not what the log says", e.ID)
		}
		seq, of, at, said, err = next()
		return err
	}, `SELECT e.id, e.line_id, e.kind, e.year, e.period, e.tiyn, e.happened_on, e.contract_id, e.reverses_id, e.why, e.note, e.recorded_at, d.kind, d.number, d.dated
		FROM funding_entries e JOIN funding_documents d ON d.id = e.document_id WHERE e.version_id = 0 ORDER BY e.id`)
	if err != nil {
		return err
	}
	for seq != 0 {
		blame("entry %d of the log has no row in funding_entries", seq)
		if seq, _, _, _, err = next(); err != nil {
			return err
		}
	}
	return nil
}

// planned holds what the entries of the versions of each roadmap plan against
// what the version in force costs.
func (c *checkup) planned() error {
	var all []portfolio.Roadmap
	if err := c.store.read.WithContext(c.ctx).Preload("Versions").Preload("Versions.Steps", byID).Order("id").Find(&all).Error; err != nil {
		return err
	}
	for _, m := range all {
		v := m.InForce()
		if v == nil {
			continue
		}
		lines, err := plans(c.store.read.WithContext(c.ctx), "WHERE p.version_id = ?", v.ID)
		if err != nil {
			return err
		}
		costs := map[int]money.Amount{}
		for _, l := range lines {
			for _, one := range l.Costs {
				costs[one.Year] += one.Amount
			}
		}
		err = each(c.store.read.WithContext(c.ctx), func(rows *sql.Rows) error {
			var year int
			var tiyn money.Amount
			err := rows.Scan(&year, &tiyn)
			costs[year] -= tiyn
			return err
		}, `SELECT e.year, CAST(SUM(e.tiyn) AS bigint) FROM funding_entries e JOIN roadmap_versions v ON v.id = e.version_id WHERE v.roadmap_id = ? GROUP BY e.year`, m.ID)
		if err != nil {
			return err
		}
		for _, year := range slices.Sorted(maps.Keys(costs)) {
			if costs[year] != 0 {
				c.blame("roadmap %d costs %d tiyn more in %d than the ledger of money plans by it", m.ID, costs[year], year)
			}
		}
	}
	return nil
}

// book compares what is kept in memory with sums that the database makes.
func (c *checkup) book() error {
	kept, err := c.reader.Funding(c.ctx)
	if err != nil {
		return err
	}
	sums, err := cells(c.store.read.WithContext(c.ctx), "recorded_at < ?", c.reader.at)
	if err != nil {
		return err
	}
	want := funding.NewBook(kept.On, kept.Lines, sums, 0)
	if !slices.Equal(kept.Cells, want.Cells) {
		c.blame("the ledger of money in memory is not the one that the entries give")
	}
	return nil
}
