package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
)

// current is what is kept of a programme for pages of today: its picture at
// the newest entry, with the facts that the next one grows from.
type current struct {
	picture   *portfolio.Picture
	facts     map[int64]portfolio.Facts
	reference int64
}

// Pictures returns the pictures of all programmes, in their order, and the
// reference data. A person who may not see what is in force gets none.
func (r *Reader) Pictures(ctx context.Context) ([]*portfolio.Picture, *portfolio.Reference, error) {
	h, err := r.heads(ctx)
	if err != nil {
		return nil, nil, err
	}
	ref, err := r.reference(ctx, h)
	if err != nil || !r.sees() {
		return nil, ref, err
	}
	all := make([]*portfolio.Picture, len(ref.Programmes))
	var missing errgroup.Group
	missing.SetLimit(drawnAtOnce)
	for i, p := range ref.Programmes {
		if all[i] = r.keptPicture(h, p.ID); all[i] == nil {
			missing.Go(func() (err error) {
				defer func() {
					if v := recover(); v != nil { // it would end the process: nobody recovers for a goroutine
						err = fmt.Errorf("store: picture of %s: %v\n%s", p.Code, v, debug.Stack())
					}
				}()
				all[i], err = r.picture(ctx, h, ref, p)
				return err
			})
		}
	}
	if err := missing.Wait(); err != nil {
		return nil, nil, err
	}
	return all, ref, nil
}

// drawnAtOnce is how many pictures of one request are drawn at the same time. It
// bounds that request alone: what several ask for at once waits for connections.
const drawnAtOnce = 2

// Picture returns the picture of one programme.
func (r *Reader) Picture(ctx context.Context, programmeID int64) (*portfolio.Picture, *portfolio.Reference, error) {
	return r.one(ctx, func(ref *portfolio.Reference) *portfolio.Programme { return ref.Programme(programmeID) })
}

// PictureOf returns the picture of the programme of the code.
func (r *Reader) PictureOf(ctx context.Context, code string) (*portfolio.Picture, *portfolio.Reference, error) {
	return r.one(ctx, func(ref *portfolio.Reference) *portfolio.Programme { return ref.ByCode(code) })
}

func (r *Reader) one(ctx context.Context, find func(*portfolio.Reference) *portfolio.Programme) (*portfolio.Picture, *portfolio.Reference, error) {
	h, err := r.heads(ctx)
	if err != nil {
		return nil, nil, err
	}
	ref, err := r.reference(ctx, h)
	if err != nil {
		return nil, nil, err
	}
	p := find(ref)
	if p == nil || !r.sees() {
		return nil, ref, fault.NotFound()
	}
	picture, err := r.picture(ctx, h, ref, *p)
	return picture, ref, err
}

// day is the day that the reader's instant shows: an instant at midnight is
// the end of the day before.
func (r *Reader) day() civil.Date { return civil.DateOf(r.at.Add(-time.Microsecond)) }

// keyOf is under what the picture of a programme is remembered as of a past day.
func (r *Reader) keyOf(h heads, programmeID int64) (key pictureKey, past bool) {
	on := r.day()
	return pictureKey{programmeID, h.programmes[programmeID], h.reference, on.Year*10000 + int(on.Month)*100 + on.Day}, on.Before(civil.DateOf(r.store.Now()))
}

// keptPicture is the picture of a programme when it is remembered, or nil.
func (r *Reader) keptPicture(h heads, programmeID int64) *portfolio.Picture {
	m := r.store.memory
	key, past := r.keyOf(h, programmeID)
	if cur := m.latest(programmeID, h.reference, key.seq); cur != nil && cur.picture.Seq == key.seq && cur.picture.On == r.day() {
		return cur.picture
	}
	if !past {
		return nil
	}
	kept, _ := lookUp(m, &m.pictures, key)
	return kept
}

func (r *Reader) picture(ctx context.Context, h heads, ref *portfolio.Reference, p portfolio.Programme) (*portfolio.Picture, error) {
	if kept := r.keptPicture(h, p.ID); kept != nil {
		return kept, nil
	}
	seq, on, m := h.programmes[p.ID], r.day(), r.store.memory
	cur := m.latest(p.ID, h.reference, seq)
	key, past := r.keyOf(h, p.ID)
	v, err, _ := m.flights.Do(fmt.Sprint("picture ", key), func() (any, error) {
		ctx := context.WithoutCancel(ctx)
		var next *current
		var err error
		if cur != nil && !past {
			next, err = r.grown(ctx, cur, seq, on, ref)
		} else {
			next, err = r.drawn(ctx, p, seq, h.reference, on, ref)
		}
		if err != nil {
			return nil, err
		}
		if past {
			m.rememberPast(key, next.picture)
		} else {
			m.remember(p.ID, next)
		}
		return next.picture, nil
	})
	if err != nil {
		return nil, translate(err)
	}
	return v.(*portfolio.Picture), nil
}

// drawn makes a picture from nothing but the ledger.
func (r *Reader) drawn(ctx context.Context, p portfolio.Programme, seq, reference int64, on civil.Date, ref *portfolio.Reference) (*current, error) {
	picture := &portfolio.Picture{Programme: p, Term: p.Term(on), On: on, Seq: seq}
	var err error
	if picture.Projects, err = r.projectsSince(ctx, p.ID, r.store.memory.newest(p.ID, seq)); err != nil {
		return nil, err
	}
	if picture.Zones, err = r.zones(ctx, p.ID); err != nil {
		return nil, err
	}
	if picture.Roadmaps, err = r.roadmaps(ctx, p.ID); err != nil {
		return nil, err
	}
	facts, err := r.facts(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	next := &current{picture: picture, facts: facts, reference: reference}
	return next, r.fill(ctx, next, ref)
}

// unseen are the things that no picture shows: lines of drafts, and what is said
// and decided about cases. Where a version or a zone goes by it, that has an
// entry of its own.
var unseen = []string{"plan", "case", "vote", "condition", "rating", "escalation"}

// ofLedger are those of which only the sums count, which are read anyway.
var ofLedger = []string{"contract", "funding_entry", "funding_line"}

// manyTouched is how many milestones are read again one by one.
const manyTouched = 500

// grown makes the picture at a newer entry from the one before it: when only
// milestones were reported or reviewed since, only those are read again.
func (r *Reader) grown(ctx context.Context, cur *current, seq int64, on civil.Date, ref *portfolio.Reference) (*current, error) {
	p := cur.picture.Programme
	var since []struct {
		Entity   string
		EntityID int64
	}
	// The time narrows the index, the number decides.
	err := r.db.WithContext(ctx).Raw(`SELECT entity, entity_id FROM audit_entries WHERE programme_id = ? AND seq > ? AND seq <= ?
		AND recorded_at >= (SELECT recorded_at FROM audit_entries WHERE seq = ?)`, p.ID, cur.picture.Seq, seq, cur.picture.Seq).Scan(&since).Error
	if err != nil {
		return nil, err
	}
	var touched []int64
	for _, e := range since {
		if slices.Contains(unseen, e.Entity) || slices.Contains(ofLedger, e.Entity) {
			continue
		}
		if e.Entity != "milestone" {
			return r.drawn(ctx, p, seq, cur.reference, on, ref)
		}
		if !slices.Contains(touched, e.EntityID) {
			touched = append(touched, e.EntityID)
		}
	}
	picture := *cur.picture
	picture.Seq, picture.On, picture.Term = seq, on, p.Term(on)
	next := &current{picture: &picture, facts: cur.facts, reference: cur.reference}
	if n := len(touched); n > 0 {
		if n > manyTouched {
			touched = nil // cheaper to read them all
		}
		newer, err := r.facts(ctx, p.ID, touched...)
		if err != nil {
			return nil, err
		}
		next.facts = maps.Clone(cur.facts)
		maps.Copy(next.facts, newer)
	}
	return next, r.fill(ctx, next, ref)
}

// fill computes the boards of a picture.
func (r *Reader) fill(ctx context.Context, c *current, ref *portfolio.Reference) error {
	p := c.picture
	p.Boards, p.Rules = map[int]*portfolio.Board{}, ref.RulesAt(r.at, p.On)
	book, err := r.Funding(ctx)
	if err != nil {
		return err
	}
	for _, roadmap := range p.Roadmaps {
		v := roadmap.InForce()
		if v == nil {
			continue
		}
		sheet, err := r.sheet(ctx, *v, c.reference, ref)
		if err != nil {
			return err
		}
		earlier, err := r.earlier(ctx, roadmap, *v, c.reference, ref)
		if err != nil {
			return err
		}
		p.Boards[roadmap.Year] = r.board(sheet, roadmap, *v, p, c.facts, ref, earlier, book)
	}
	return nil
}

// earlier are the versions that were in force before one, in their order. They
// never change, so they are read once.
func (r *Reader) earlier(ctx context.Context, roadmap portfolio.Roadmap, v portfolio.Version, reference int64, ref *portfolio.Reference) ([]*portfolio.Sheet, error) {
	var all []*portfolio.Sheet
	for _, one := range roadmap.Versions {
		if one.Number >= v.Number || one.Step(portfolio.InForce).VersionID == 0 {
			continue
		}
		sheet, err := r.sheet(ctx, one, reference, ref)
		if err != nil {
			return nil, err
		}
		all = append(all, sheet)
	}
	return all, nil
}

func (r *Reader) board(sheet *portfolio.Sheet, roadmap portfolio.Roadmap, v portfolio.Version, p *portfolio.Picture, facts map[int64]portfolio.Facts, ref *portfolio.Reference, earlier []*portfolio.Sheet, book *funding.Book) *portfolio.Board {
	known := portfolio.Known{Facts: facts, Earlier: earlier, Ended: map[int64]bool{}, Direction: map[int64]string{}, Rules: p.Rules, On: p.On}
	for _, project := range p.Projects {
		known.Direction[project.ID] = project.Profile.Direction
		if project.End != nil {
			known.Ended[project.ID] = true
		}
	}
	known.Gaps = book.Short(p.Programme.ID, roadmap.Year, known.Rules, p.On)
	if first := roadmap.Baseline(); first != nil {
		known.InForceOn = civil.DateOf(first.Step(portfolio.InForce).RecordedAt)
	}
	b := portfolio.NewBoard(sheet, known)
	b.ProgrammeID, b.Year, b.Version = p.Programme.ID, roadmap.Year, v
	return b
}

// BoardOf computes the board of any version of a roadmap: a draft, or one that
// was superseded. The facts are those of the reader's instant.
func (r *Reader) BoardOf(ctx context.Context, p *portfolio.Picture, ref *portfolio.Reference, roadmap portfolio.Roadmap, v portfolio.Version) (*portfolio.Board, error) {
	sheet, err := r.sheet(ctx, v, -1, ref)
	if err != nil {
		return nil, err
	}
	facts, err := r.facts(ctx, p.Programme.ID)
	if err != nil {
		return nil, err
	}
	h, err := r.heads(ctx)
	if err != nil {
		return nil, err
	}
	earlier, err := r.earlier(ctx, roadmap, v, h.reference, ref)
	if err != nil {
		return nil, err
	}
	book, err := r.Funding(ctx)
	if err != nil {
		return nil, err
	}
	return r.board(sheet, roadmap, v, p, facts, ref, earlier, book), nil
}

// sheet returns the lines of a version. Only those of a frozen version are
// kept, under the calendar they were computed with; reference -1 keeps nothing
// and rolls back what was changed in a draft after the reader's instant, or since
// it went back (see Version.Left).
func (r *Reader) sheet(ctx context.Context, v portfolio.Version, reference int64, ref *portfolio.Reference) (*portfolio.Sheet, error) {
	m, key := r.store.memory, sheetKey{v.ID, reference}
	if kept, ok := lookUp(m, &m.sheets, key); ok && reference >= 0 {
		return kept, nil
	}
	lines, err := plans(r.db.WithContext(ctx), "WHERE p.version_id = ? ORDER BY p.position, p.id", v.ID)
	if err == nil && reference < 0 {
		lines, err = r.upTo(v.Left(r.actor)).rolledBack(ctx, v.ID, lines)
	}
	if err != nil {
		return nil, err
	}
	sheet := portfolio.NewSheet(v.ID, lines, ref.Calendar)
	if reference >= 0 && !v.State().Editable() {
		keep(m, &m.sheets, key, sheet)
	}
	return sheet, nil
}

// upTo is the reader itself, or that of an earlier instant.
func (r *Reader) upTo(at time.Time) *Reader {
	if at.IsZero() || !at.Before(r.at) {
		return r
	}
	return r.Earlier(at)
}

// Plans lists the lines of a version as they stood at the reader's instant.
func (r *Reader) Plans(ctx context.Context, versionID int64) ([]portfolio.Plan, error) {
	if !r.sees() {
		return nil, nil
	}
	lines, err := plans(r.db.WithContext(ctx), "WHERE p.version_id = ? ORDER BY p.position, p.id", versionID)
	if err != nil {
		return nil, err
	}
	return r.rolledBack(ctx, versionID, lines)
}

// facts condenses the ledgers of a programme, or of some of its milestones:
// the latest update and the reviews of each milestone at the reader's instant.
func (r *Reader) facts(ctx context.Context, programmeID int64, only ...int64) (map[int64]portfolio.Facts, error) {
	where, args := "programme_id = ? AND recorded_at < ?", []any{programmeID, r.at}
	if len(only) > 0 {
		where, args = where+" AND milestone_id IN ?", append(args, only)
	}
	db, facts := r.db.WithContext(ctx), map[int64]portfolio.Facts{}
	err := each(db, func(rows *sql.Rows) error {
		var u portfolio.Update
		err := rows.Scan(&u.ID, &u.MilestoneID, &u.Percent, &u.Forecast, &u.SaidDone, &u.RecordedAt)
		var f portfolio.Facts
		f.Take(u)
		facts[u.MilestoneID] = f
		return err
	}, `SELECT id, milestone_id, percent, forecast, said_done, recorded_at FROM updates
		WHERE id IN (SELECT max(id) FROM updates WHERE `+where+" GROUP BY milestone_id)", args...)
	if err != nil {
		return nil, err
	}
	err = each(db, func(rows *sql.Rows) error {
		var v portfolio.Review
		err := rows.Scan(&v.ID, &v.MilestoneID, &v.UpdateID, &v.Accepted, &v.DoneOn)
		f := facts[v.MilestoneID]
		f.Judge(v)
		facts[v.MilestoneID] = f
		return err
	}, "SELECT id, milestone_id, update_id, accepted, done_on FROM reviews WHERE "+where+" ORDER BY id", args...)
	return facts, err
}
