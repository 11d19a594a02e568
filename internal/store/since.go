package store

import (
	"context"
	"fmt"
	"time"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/portfolio"
)

// baselineKey is a programme as it stood with the newest entry about it, on a day.
type baselineKey struct {
	programme, seq, reference int64
	on                        civil.Date
}

// newsKey is two such moments.
type newsKey struct{ then, now baselineKey }

// baselineLines is how many lines of roadmaps are remembered for the news since
// people's last visits: some 30 bytes each.
const baselineLines = 500_000

// newsKept is how many items of news are remembered.
const newsKept = 10_000

// Since tells the news of every programme, in their order, from the instant to
// that of the reader. A person who may not see what is in force gets none.
//
// What stood then is drawn once and cut down to a baseline, which is kept under
// the newest entry of the log at that instant: two people who left between the
// same two entries share it. The comparison is kept under both moments, so a
// page costs nothing more until something is recorded or the day ends.
func (r *Reader) Since(ctx context.Context, since time.Time) ([]*portfolio.News, *portfolio.Reference, error) {
	now, ref, err := r.Pictures(ctx)
	if err != nil || len(now) == 0 {
		return nil, ref, err
	}
	h, err := r.heads(ctx)
	if err != nil {
		return nil, nil, err
	}
	then := r.Earlier(since)
	before, err := then.heads(ctx)
	if err != nil {
		return nil, nil, err
	}
	m := r.store.memory
	var all []*portfolio.News
	for _, p := range now {
		id := p.Programme.ID
		key := newsKey{then: baselineKey{id, before.programmes[id], h.reference, then.day()}, now: baselineKey{id, h.programmes[id], h.reference, r.day()}}
		n, ok := lookUp(m, &m.news, key)
		switch {
		case ok:
		case key.then == key.now:
			n = &portfolio.News{ProgrammeID: id, From: p.On}
		default:
			b, err := then.baseline(ctx, key.then, ref)
			if err != nil {
				return nil, nil, err
			}
			n = portfolio.NewNews(p, b)
			keep(m, &m.news, key, n)
		}
		all = append(all, n)
	}
	return all, ref, nil
}

func (r *Reader) baseline(ctx context.Context, key baselineKey, ref *portfolio.Reference) (*portfolio.Baseline, error) {
	m := r.store.memory
	if b, ok := lookUp(m, &m.baselines, key); ok {
		return b, nil
	}
	v, err, _ := m.flights.Do(fmt.Sprint("baseline ", key), func() (any, error) {
		next, err := r.drawn(context.WithoutCancel(ctx), *ref.Programme(key.programme), key.seq, key.reference, key.on, ref)
		if err != nil {
			return nil, err
		}
		b := next.picture.Baseline()
		keep(m, &m.baselines, key, b)
		return b, nil
	})
	if err != nil {
		return nil, translate(err)
	}
	return v.(*portfolio.Baseline), nil
}

// Decided lists the decisions on cases that the reader's person may know of,
// from the instant to that of the reader, the newest first.
func (r *Reader) Decided(ctx context.Context, since time.Time) ([]Decision, error) {
	if !r.sees() {
		return nil, nil
	}
	roll, err := r.CaseRoll(ctx)
	if err != nil {
		return nil, err
	}
	cases := &r.store.memory.register.cases
	var found []Decision
	for _, s := range cases.Decided(cases.Before(since.UnixMicro()), cases.Before(r.at.UnixMicro())) {
		if c := roll.Case(r.actor, s.CaseID); c != nil {
			found = append(found, Decision{c, s.State, time.UnixMicro(s.At).UTC()})
		}
	}
	return found, nil
}

// Decision is what was decided on a case, and when.
type Decision struct {
	Case  *approval.Listed
	State approval.State // that it left the case in
	At    time.Time
}
