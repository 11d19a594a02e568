package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
)

// Docket returns everything that is open at the reader's instant, whoever
// reads: what of it concerns the reader's person is for approval.Inbox. It is
// kept in memory under the newest entry of the log about any of it, which heads
// knows, so that a page costs no query when nothing changed.
func (r *Reader) Docket(ctx context.Context) (*approval.Docket, error) {
	h, err := r.heads(ctx)
	if err != nil {
		return nil, err
	}
	m := r.store.memory
	if d, ok := lookUp(m, &m.dockets, h.docket); ok {
		return d, nil
	}
	v, err, _ := m.flights.Do(fmt.Sprint("docket ", h.docket), func() (any, error) {
		everything := r.store.Read(access.System(), r.at)
		return everything.loadDocket(context.WithoutCancel(ctx), h.docket)
	})
	if err != nil {
		return nil, translate(err)
	}
	d := v.(*approval.Docket)
	keep(m, &m.dockets, h.docket, d)
	return d, nil
}

// loadDocket reads the docket, a query for each ledger. It must not depend on
// the day: a docket of yesterday is that of today when nothing was recorded.
func (r *Reader) loadDocket(ctx context.Context, seq int64) (*approval.Docket, error) {
	d := &approval.Docket{Seq: seq}
	db := r.db.WithContext(ctx)
	open := slices.DeleteFunc(slices.Clone(approval.States), approval.State.Final)
	bare := func(column string) func(*gorm.DB) *gorm.DB {
		return func(db *gorm.DB) *gorm.DB { return r.known(db).Omit(column) }
	}
	shelved, err := r.shelved(ctx, seq)
	if err != nil {
		return nil, err
	}
	err = whole(db.Scopes(r.existed, r.standing(open), shelved), r.known).Preload("Submissions", bare("content")).Order("id").Find(&d.Cases).Error
	if err != nil {
		return nil, err
	}
	if err := r.addPresences(db, d.Cases); err != nil {
		return nil, err
	}
	if d.Sittings, err = r.sittingsAhead(ctx); err != nil {
		return nil, err
	}
	ids := make([]int64, len(d.Sittings))
	for i, s := range d.Sittings {
		ids[i] = s.ID
	}
	err = db.Scopes(r.existed).Preload("Drafts", bare("record")).Preload("Confirmations", r.known).Where("sitting_id IN ?", ids).Order("id").Find(&d.Protocols).Error
	if err != nil {
		return nil, err
	}
	if d.Conditions, err = r.Conditions(ctx, ConditionFilter{Open: true}); err != nil {
		return nil, err
	}
	d.Substitutions, err = r.Substitutions(ctx, civil.Date{}) // of all days: which of them stands is asked of the docket
	return d, err
}

// shelved leaves out the cases that went back and had no step for so long: as of
// the newest entry, since the docket may not depend on the day.
func (r *Reader) shelved(ctx context.Context, seq int64) (func(*gorm.DB) *gorm.DB, error) {
	var newest []time.Time
	if err := r.db.WithContext(ctx).Raw("SELECT recorded_at FROM audit_entries WHERE seq = ?", seq).Scan(&newest).Error; err != nil || len(newest) == 0 {
		return func(db *gorm.DB) *gorm.DB { return db }, err
	}
	since := newest[0].AddDate(0, 0, -approval.ShelvedAfter)
	return func(db *gorm.DB) *gorm.DB {
		return db.Where(`(EXISTS (SELECT 1 FROM case_steps s WHERE s.case_id = cases.id AND s.recorded_at >= ? AND s.recorded_at < ?)
			OR (SELECT s.state FROM case_steps s WHERE s.case_id = cases.id AND s.recorded_at < ? ORDER BY s.id DESC LIMIT 1) NOT IN ?)`,
			since, r.at, r.at, slices.DeleteFunc(slices.Clone(approval.States), func(s approval.State) bool { return !s.Back() }))
	}, nil
}

// addPresences gives all votes of the cases the presence of their sittings.
func (r *Reader) addPresences(db *gorm.DB, cases []approval.Case) error {
	var votes []approval.Vote
	for _, c := range cases {
		votes = append(votes, c.Votes...)
	}
	if err := addPresence(db, votes, r.known); err != nil {
		return err
	}
	for i := range cases {
		n := copy(cases[i].Votes, votes)
		votes = votes[n:]
	}
	return nil
}

// sittingsAhead are those whose protocol is not confirmed, the earliest first.
func (r *Reader) sittingsAhead(ctx context.Context) ([]approval.Sitting, error) {
	states := slices.DeleteFunc(slices.Clone(approval.SittingStates), func(s approval.SittingState) bool {
		return s == approval.SittingSigned || s == approval.SittingCancelled
	})
	all, err := r.Sittings(ctx, SittingFilter{States: states})
	slices.Reverse(all)
	return all, err
}
