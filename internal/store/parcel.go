package store

import (
	"context"
	"database/sql"
	"time"

	"gorm.io/gorm"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// The outbox after a letter was posted. All of this is upkeep, outside of the
// audited door: that somebody was told changes nothing that is known.

// tooOld is after which a letter that was never sent says nothing any more: it
// waited while no mail server was set.
const tooOld = 7 * 24 * time.Hour

// keptSent is how long a letter is kept after it was sent.
const keptSent = 90 * 24 * time.Hour

// Parcel is what goes to one person as one letter.
type Parcel struct {
	ID       int64 // of its first letter
	Person   portfolio.Person
	Urgent   bool
	Attempts int // that failed so far
	Letters  []portfolio.Letter
}

// Pack makes parcels of what waits in the outbox: one of each urgent letter
// and, with digests, one of all others of a person who has had none since the
// day began. What is too old is given up.
func (s *Store) Pack(ctx context.Context, digests bool) error {
	now := s.Now()
	const waits = "sent_at IS NULL AND failed_at IS NULL AND parcel_id = 0"
	db := s.write.WithContext(ctx)
	if err := db.Exec("UPDATE letters SET failed_at = ?, error = 'too old' WHERE "+waits+" AND recorded_at < ?", now, now.Add(-tooOld)).Error; err != nil {
		return translate(err)
	}
	if err := db.Exec("UPDATE letters SET parcel_id = id, packed_at = ? WHERE "+waits+" AND urgent = ?", now, true).Error; err != nil || !digests {
		return translate(err)
	}
	return s.packDigests(ctx, now)
}

// packDigests makes a parcel of all that waits for a person. They are found
// first and changed one after another: an UPDATE that asks its own table sees on
// SQLite what it has changed already.
func (s *Store) packDigests(ctx context.Context, now time.Time) error {
	var first []struct{ PersonID, ID int64 }
	err := s.read.WithContext(ctx).Raw(`SELECT l.person_id, MIN(l.id) AS id FROM letters l WHERE l.sent_at IS NULL AND l.failed_at IS NULL AND l.parcel_id = 0 AND l.urgent = ?
		AND NOT EXISTS (SELECT 1 FROM letters d WHERE d.person_id = l.person_id AND d.urgent = ? AND d.packed_at >= ?) GROUP BY l.person_id`,
		false, false, civil.DateOf(now).StartOfDay()).Scan(&first).Error
	if err != nil {
		return translate(err)
	}
	for _, f := range first {
		err := s.write.WithContext(ctx).Exec("UPDATE letters SET parcel_id = ?, packed_at = ? WHERE person_id = ? AND sent_at IS NULL AND failed_at IS NULL AND parcel_id = 0 AND urgent = ?",
			f.ID, now, f.PersonID, false).Error
		if err != nil {
			return translate(err)
		}
	}
	return nil
}

// parcelsRead is how many parcels are read at a time.
const parcelsRead = 200

// Parcels are those that are due, the oldest first. Who is blocked gets none, and
// what waits for him holds nobody else's up.
func (s *Store) Parcels(ctx context.Context) ([]Parcel, error) {
	var all []Parcel
	err := each(s.read.WithContext(ctx), func(rows *sql.Rows) error {
		var l portfolio.Letter
		var p portfolio.Person
		err := rows.Scan(&l.ID, &l.ParcelID, &l.Kind, &l.Says, &l.Note, &l.Until, &l.Link, &l.Urgent, &l.Attempts, &p.ID, &p.Email, &p.Name, &p.Locale)
		if n := len(all); n > 0 && all[n-1].ID == l.ParcelID {
			all[n-1].Letters = append(all[n-1].Letters, l)
		} else {
			all = append(all, Parcel{ID: l.ParcelID, Person: p, Urgent: l.Urgent, Attempts: l.Attempts, Letters: []portfolio.Letter{l}})
		}
		return err
	}, `SELECT l.id, l.parcel_id, l.kind, l.says, l.note, l.until, l.link, l.urgent, l.attempts, p.id, p.email, p.name, p.locale
		FROM letters l JOIN people p ON p.id = l.person_id AND p.blocked_at IS NULL
		WHERE l.sent_at IS NULL AND l.parcel_id IN (
			SELECT DISTINCT d.parcel_id FROM letters d JOIN people q ON q.id = d.person_id AND q.blocked_at IS NULL WHERE d.sent_at IS NULL AND d.failed_at IS NULL AND d.parcel_id <> 0 AND d.due_at <= ? ORDER BY d.parcel_id LIMIT ?)
		ORDER BY l.parcel_id, l.id`, s.Now(), parcelsRead)
	return all, err
}

// Sent writes down that the server has taken a parcel.
func (s *Store) Sent(ctx context.Context, parcelID int64) error {
	return translate(s.write.WithContext(ctx).Exec("UPDATE letters SET sent_at = ?, error = '' WHERE parcel_id = ? AND sent_at IS NULL", s.Now(), parcelID).Error)
}

// NotSent writes down that the server has not taken a parcel: it is tried
// again after a while, or, when that is zero, never.
func (s *Store) NotSent(ctx context.Context, parcelID int64, said string, after time.Duration) error {
	now := s.Now()
	var failed *time.Time
	if after == 0 {
		failed = &now
	}
	return translate(s.write.WithContext(ctx).Exec("UPDATE letters SET attempts = attempts + 1, error = ?, due_at = ?, failed_at = ? WHERE parcel_id = ? AND sent_at IS NULL",
		said, now.Add(after), failed, parcelID).Error)
}

// SweepLetters forgets what was sent, or given up, long ago.
func (s *Store) SweepLetters(ctx context.Context) error {
	before := s.Now().Add(-keptSent)
	return translate(s.write.WithContext(ctx).Exec("DELETE FROM letters WHERE sent_at < ? OR failed_at < ?", before, before).Error)
}

// reminded is the name under which the ledger of jobs keeps when people were
// reminded last.
const reminded = "reminded"

// Reminded reports whether the reminders of the day are in the outbox.
func (s *Store) Reminded(ctx context.Context, day civil.Date) (bool, error) {
	var last []time.Time
	err := s.read.WithContext(ctx).Raw("SELECT done_at FROM leases WHERE name = ?", reminded).Scan(&last).Error
	return len(last) > 0 && !civil.DateOf(last[0]).Before(day), translate(err)
}

// Remind puts the reminders of a day into the outbox, all or none, each only
// once. Who is blocked, or does not want the kind, gets none.
func (s *Store) Remind(ctx context.Context, letters []portfolio.Letter) error {
	now := s.Now()
	return translate(s.write.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		for _, l := range letters {
			err := db.Exec(`INSERT INTO letters (person_id, kind, says, note, until, link, urgent, once, recorded_at, due_at)
				SELECT p.id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM people p WHERE p.id = ? AND p.blocked_at IS NULL AND `+wantedBy+`
				ON CONFLICT (once) DO NOTHING`,
				l.Kind, l.Says, i18n.Text{}, l.Until, l.Link, l.Urgent, l.Once, now, now, l.PersonID, l.Kind, portfolio.LetterDigest, l.Urgent, false).Error
			if err != nil {
				return err
			}
		}
		return db.Exec(`INSERT INTO leases (name, holder, until, done_at) VALUES (?, '', ?, ?)
			ON CONFLICT (name) DO UPDATE SET done_at = excluded.done_at`, reminded, now, now).Error
	}))
}

// wantedBy is the condition that the person p wants a kind of letters (its
// argument) and, unless they are urgent, the digest.
const wantedBy = `NOT EXISTS (SELECT 1 FROM letter_choices c WHERE c.person_id = p.id AND (c.kind = ? OR c.kind = ? AND NOT ?) AND c.wanted = ?)`

// LettersOf lists the letters to a person that are still kept, the first posted
// first.
func (r *Reader) LettersOf(ctx context.Context, personID int64) ([]portfolio.Letter, error) {
	var all []portfolio.Letter
	err := r.db.WithContext(ctx).Where("person_id = ?", personID).Order("id").Find(&all).Error
	return all, translate(err)
}

// Outbox is how the letters stand: counts and what went wrong, no contents.
type Outbox struct {
	Waiting int // not packed or not sent yet
	Late    int // of these, tried in vain so far
	Sent    int // in the last seven days
	Failed  int // given up
	Faults  []LetterFault
}

// LetterFault is something that went wrong with several letters.
type LetterFault struct {
	Error  string
	Count  int
	Failed bool      // given up
	Last   time.Time // when it is tried again or, if given up, when that was
}

// Outbox returns how the letters stand now.
func (r *Reader) Outbox(ctx context.Context) (Outbox, error) {
	var o Outbox
	db := r.db.WithContext(ctx)
	now := r.store.Now()
	err := translate(db.Raw(`SELECT
		(SELECT COUNT(*) FROM letters WHERE sent_at IS NULL AND failed_at IS NULL),
		(SELECT COUNT(*) FROM letters WHERE sent_at IS NULL AND failed_at IS NULL AND attempts > 0),
		(SELECT COUNT(*) FROM letters WHERE sent_at > ?),
		(SELECT COUNT(*) FROM letters WHERE failed_at IS NOT NULL)`, now.Add(-7*24*time.Hour)).Row().Scan(&o.Waiting, &o.Late, &o.Sent, &o.Failed))
	if err != nil {
		return o, err
	}
	var faults []portfolio.Letter
	err = db.Where("error <> '' AND sent_at IS NULL").Select("id", "error", "due_at", "failed_at").Order("id DESC").Limit(1000).Find(&faults).Error
	at := map[[2]string]int{}
	for _, l := range faults {
		f := LetterFault{Error: l.Error, Failed: l.FailedAt != nil, Last: l.DueAt}
		if f.Failed {
			f.Last = *l.FailedAt
		}
		key := [2]string{f.Error, map[bool]string{true: "failed"}[f.Failed]}
		i, known := at[key]
		if !known {
			i, at[key] = len(o.Faults), len(o.Faults)
			o.Faults = append(o.Faults, f)
		}
		o.Faults[i].Count++
	}
	return o, translate(err)
}
