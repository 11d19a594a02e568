package store

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/portfolio"
)

// Check looks for what may not be in the database and says each fault in
// plain English, for the operator. It reads only.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	c := &checkup{ctx: ctx, store: s, reader: s.Read(access.System(), s.Instant())}
	for _, look := range []func() error{c.integrity, c.entries, c.values, c.plans, c.drafts, c.versions, c.cases, c.votes, c.grants, c.protocols, c.money, c.boards, c.searched} {
		if err := look(); err != nil {
			return c.faults, fmt.Errorf("store: check: %w", err)
		}
	}
	return c.faults, nil
}

// checkup is a check on its way.
type checkup struct {
	ctx    context.Context
	store  *Store
	reader *Reader
	faults []string
}

func (c *checkup) blame(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

// integrity asks the database itself. PostgreSQL holds foreign keys at every
// change; SQLite held them only while the pragma was on.
func (c *checkup) integrity() error {
	if c.store.dialect != SQLite {
		return nil
	}
	var said []string
	if err := c.read(&said, "PRAGMA integrity_check"); err != nil {
		return err
	}
	for _, line := range said {
		if line != "ok" {
			c.blame("the file: %s", line)
		}
	}
	var broken []struct{ Table, Parent string }
	if err := c.read(&broken, `SELECT "table", parent FROM pragma_foreign_key_check`); err != nil {
		return err
	}
	for _, b := range broken {
		c.blame("a row of %s refers to a row of %s that is not there", b.Table, b.Parent)
	}
	return nil
}

func (c *checkup) read(into any, query string, args ...any) error {
	return c.store.read.WithContext(c.ctx).Raw(query, args...).Scan(into).Error
}

// recorded are the tables whose rows carry the instant of their transaction.
// No two transactions have the same, so it names the entry.
var recorded = []string{
	"updates", "evidence", "reviews", "grants", "status_rules", "zones", "zone_profiles", "zone_steps", "projects", "project_profiles",
	"project_ends", "roadmaps", "milestones", "roadmap_versions", "version_steps", "draft_edits", "people", "programmes",
	"cases", "case_submissions", "case_steps", "assignments", "opinions", "remarks", "answers",
	"body_rules", "sittings", "sitting_steps", "agenda_items", "presences", "votes", "ballots", "dissents", "vote_closings",
	"protocols", "protocol_drafts", "confirmations", "protocol_files", "substitutions",
	"funding_lines", "funding_documents", "contracts", "contract_terms", "contract_steps", "local_revenues", "stage_records",
}

// entries compares the ledgers with the log, both ways.
func (c *checkup) entries() error {
	for _, table := range recorded {
		var n int64
		if err := c.read(&n, "SELECT count(*) FROM "+table+" t WHERE NOT EXISTS (SELECT 1 FROM audit_entries a WHERE a.recorded_at = t.recorded_at)"); err != nil {
			return err
		}
		if n > 0 {
			c.blame("%d rows of %s have no entry in the log", n, table)
		}
	}
	for _, pair := range []struct{ table, action string }{
		{"updates", "milestone.progress"}, {"reviews", "milestone.accepted"}, {"reviews", "milestone.returned"},
	} {
		var seqs []int64
		err := c.read(&seqs, `SELECT a.seq FROM audit_entries a WHERE a.entity = 'milestone' AND a.action = ?
			AND NOT EXISTS (SELECT 1 FROM `+pair.table+` t WHERE t.milestone_id = a.entity_id AND t.recorded_at = a.recorded_at) ORDER BY a.seq`, pair.action)
		if err != nil {
			return err
		}
		for _, seq := range seqs {
			c.blame("entry %d (%s) has no row in %s", seq, pair.action, pair.table)
		}
	}
	return nil
}

// plans looks at what lines name inside of JSON, where no foreign key reaches.
func (c *checkup) plans() error {
	var plans []portfolio.Plan
	err := c.store.read.WithContext(c.ctx).Select("id", "version_id", "milestone_id", "programme_id", "project_id", "number", "zone_id", "links", "co_ids").
		Order("version_id, id").Find(&plans).Error
	if err != nil {
		return err
	}
	milestones, err := c.programmes("milestones")
	if err != nil {
		return err
	}
	zones, err := c.programmes("zones")
	if err != nil {
		return err
	}
	bodies, err := c.programmes("bodies")
	if err != nil {
		return err
	}
	for _, p := range plans {
		for _, l := range p.Links {
			if of, ok := milestones[l.MilestoneID]; !ok || of != p.ProgrammeID {
				c.blame("line %s of version %d follows milestone %d, which its programme does not have", p.Number, p.VersionID, l.MilestoneID)
			}
		}
		if of, ok := zones[p.ZoneID]; p.ZoneID != 0 && (!ok || of != p.ProgrammeID) {
			c.blame("line %s of version %d names pilot zone %d, which its programme does not have", p.Number, p.VersionID, p.ZoneID)
		}
		for _, id := range p.CoIDs {
			if _, ok := bodies[id]; !ok {
				c.blame("line %s of version %d names body %d, which is not there", p.Number, p.VersionID, id)
			}
		}
	}
	return nil
}

// programmes maps the keys of a table to the programmes of its rows.
func (c *checkup) programmes(table string) (map[int64]int64, error) {
	var rows []struct{ ID, ProgrammeID int64 }
	if err := c.read(&rows, "SELECT id, programme_id FROM "+table); err != nil {
		return nil, err
	}
	of := make(map[int64]int64, len(rows))
	for _, r := range rows {
		of[r.ID] = r.ProgrammeID
	}
	return of, nil
}

// versions looks for two versions of a roadmap in force, and for steps that
// may not follow each other.
func (c *checkup) versions() error {
	var all []portfolio.Roadmap
	if err := c.store.read.WithContext(c.ctx).Preload("Versions").Preload("Versions.Steps", byID).Order("id").Find(&all).Error; err != nil {
		return err
	}
	for _, m := range all {
		inForce := 0
		for _, v := range m.Versions {
			if v.State() == portfolio.InForce {
				inForce++
			}
			for i := 1; i < len(v.Steps); i++ {
				if !v.Steps[i].State.Follows(v.Steps[i-1].State) {
					c.blame("version %d of roadmap %d went from %s to %s", v.Number, m.ID, v.Steps[i-1].State, v.Steps[i].State)
				}
			}
		}
		if inForce > 1 {
			c.blame("roadmap %d has %d versions in force", m.ID, inForce)
		}
	}
	return nil
}

// grants looks for seats that two people hold on one day.
func (c *checkup) grants() error {
	held, err := c.reader.Grants(c.ctx, 0)
	if err != nil {
		return err
	}
	bySeat := map[int64][]portfolio.Grant{}
	for _, g := range held {
		if !g.ValidTo.IsZero() && g.ValidTo.Before(g.ValidFrom) {
			continue // ended before it began
		}
		for _, other := range bySeat[g.SeatID] {
			if g.Overlaps(other) {
				c.blame("the seat %s is held by %s and by %s on the same days", g.Seat.Code, other.Person.Name, g.Person.Name)
			}
		}
		bySeat[g.SeatID] = append(bySeat[g.SeatID], g)
	}
	return nil
}

// grownFrom is how many entries back a board is drawn to be grown from.
const grownFrom = 100

// boards draws the picture of each programme anew and compares it with the one
// in memory, and with one that grew from an older one entry by entry.
func (c *checkup) boards() error {
	h, err := c.reader.heads(c.ctx)
	if err != nil {
		return err
	}
	ref, err := c.reader.reference(c.ctx, h)
	if err != nil {
		return err
	}
	for _, p := range ref.Programmes {
		kept, err := c.reader.picture(c.ctx, h, ref, p)
		if err != nil {
			return err
		}
		on := c.reader.day()
		fresh, err := c.reader.drawn(c.ctx, p, h.programmes[p.ID], h.reference, on, ref)
		if err != nil {
			return err
		}
		c.compare(p, "kept in memory", kept, fresh.picture)
		grown, err := c.grown(p, h, on, ref)
		if err != nil {
			return err
		}
		if grown != nil {
			c.compare(p, "grown", grown, fresh.picture)
		}
	}
	return nil
}

// grown is the picture of now, grown from the one of some entries ago, or nil
// when the programme has too few.
func (c *checkup) grown(p portfolio.Programme, h heads, on civil.Date, ref *portfolio.Reference) (*portfolio.Picture, error) {
	var then []head
	err := c.read(&then, "SELECT seq, hash, recorded_at FROM audit_entries WHERE programme_id = ? AND seq <= ? ORDER BY seq DESC LIMIT 1 OFFSET ?", p.ID, h.programmes[p.ID], grownFrom)
	if err != nil || len(then) == 0 {
		return nil, err
	}
	earlier := *c.reader
	earlier.at = then[0].RecordedAt.UTC().Add(1000) // a microsecond after it
	old, err := earlier.drawn(c.ctx, p, then[0].Seq, h.reference, earlier.day(), ref)
	if err != nil {
		return nil, err
	}
	next, err := c.reader.grown(c.ctx, old, h.programmes[p.ID], on, ref)
	if err != nil {
		return nil, err
	}
	return next.picture, nil
}

func (c *checkup) compare(p portfolio.Programme, how string, got, want *portfolio.Picture) {
	for year, board := range want.Boards {
		other := got.Boards[year]
		if other == nil || other.Total != board.Total || !slices.EqualFunc(board.Lines, other.Lines, sameLine) {
			c.blame("the board of %s for %d that was %s is not the one that the ledgers give", p.Code, year, how)
		}
	}
	if len(got.Boards) != len(want.Boards) || got.Seq < want.Seq {
		c.blame("the picture of %s that was %s is not the one that the ledgers give", p.Code, how)
	}
}

func sameLine(a, b portfolio.Line) bool {
	return a.Facts == b.Facts && a.Standing == b.Standing && a.Deadline == b.Deadline && reflect.DeepEqual(a.Plan, b.Plan)
}

// FileSums lists the SHA-256 of all files that evidence, acts and protocols name.
func (s *Store) FileSums(ctx context.Context) ([]string, error) {
	var sums []string
	err := s.read.WithContext(ctx).Raw(`SELECT sha256 FROM evidence WHERE sha256 <> ''
		UNION SELECT file_sha256 FROM case_steps WHERE file_sha256 <> ''
		UNION SELECT file_sha256 FROM funding_documents WHERE file_sha256 <> ''
		UNION SELECT sha256 FROM protocol_files UNION SELECT signature FROM confirmations WHERE signature <> '' ORDER BY 1`).Scan(&sums).Error
	return sums, translate(err)
}
