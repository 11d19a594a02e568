package store

import (
	"database/sql"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// To says whom a letter is for: people, or those who hold (or substitute) the
// seats, or all seats of the roles, when it is posted. A role of a programme
// (Manager, Head) needs the programme. Who is named twice gets one letter.
type To struct {
	People      []int64
	Seats       []int64
	Roles       []access.Role
	ProgrammeID int64
}

// Letter is what people are to be told about a fact.
type Letter struct {
	To
	Kind  portfolio.LetterKind
	Key   string     // of the sentence, one of letter.… in the catalogue
	Args  []any      // alternate name and value, as for i18n.T
	Note  i18n.Text  // what somebody wrote, such as a reason; may be empty
	Until civil.Date // the term it speaks of; may be zero
	Link  string     // the path of the page where one acts on it, as of views/href: /cases/7
	// Urgent letters go out at once; those of the kinds vote and mention always do.
	Urgent bool
}

// Post puts a letter into the outbox, in the transaction of the fact it tells.
// Who acts gets none about it himself, nor who is blocked or does not want the
// kind.
func (tx *Tx) Post(l Letter) error {
	people, err := tx.addressees(l.To)
	if err != nil {
		return err
	}
	people = slices.DeleteFunc(people, func(id int64) bool { return id == tx.actor.ID })
	if len(people) == 0 {
		return nil
	}
	urgent := l.Urgent || l.Kind.Instant()
	wanted, err := tx.keys("SELECT p.id FROM people p WHERE p.id IN ? AND p.blocked_at IS NULL AND "+wantedBy, people, l.Kind, portfolio.LetterDigest, urgent, false)
	if err != nil {
		return err
	}
	says := i18n.Said(l.Key, l.Args...)
	var rows []portfolio.Letter
	for _, id := range people {
		if wanted[id] {
			rows = append(rows, portfolio.Letter{
				PersonID: id, Kind: l.Kind, Says: says, Note: l.Note, Until: l.Until, Link: l.Link,
				Urgent: urgent, RecordedAt: tx.Now, DueAt: tx.Now,
			})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return tx.db.Create(&rows).Error
}

// By is the name of who acts.
func (tx *Tx) By() string { return tx.actor.Name }

// Mentioned are those who are named in a text and not blocked, with their rights
// of today: see portfolio.Mentioned.
func (tx *Tx) Mentioned(text string) ([]access.Actor, error) {
	if !strings.ContainsRune(text, '@') {
		return nil, nil
	}
	var people []portfolio.Person
	if err := tx.db.Select("id", "name", "email").Where("blocked_at IS NULL").Order("id").Find(&people).Error; err != nil {
		return nil, translate(err)
	}
	ids := portfolio.Mentioned(text, people)
	if len(ids) == 0 {
		return nil, nil
	}
	var held []portfolio.Grant
	if err := tx.db.Preload("Seat").Where("person_id IN ?", ids).Order("id").Find(&held).Error; err != nil {
		return nil, translate(err)
	}
	var away []portfolio.Substitution
	if err := tx.db.Preload("Seat").Preload("Holder").Where("person_id IN ?", ids).Order("id").Find(&away).Error; err != nil {
		return nil, translate(err)
	}
	held, away = portfolio.Ended(held), portfolio.Absences(away)
	var all []access.Actor
	for _, p := range people {
		if slices.Contains(ids, p.ID) {
			all = append(all, acting(p, held, away, civil.DateOf(tx.Now)))
		}
	}
	return all, nil
}

// addressees are the people meant, in the order of their keys.
func (tx *Tx) addressees(to To) ([]int64, error) {
	people := slices.Clone(to.People)
	if len(to.Seats)+len(to.Roles) > 0 {
		today := civil.DateOf(tx.Now)
		seated, err := tx.seated(to)
		if err != nil {
			return nil, err
		}
		for _, line := range seated {
			if line.holds(today) {
				people = append(people, line.personID)
			}
		}
	}
	slices.Sort(people)
	return slices.DeleteFunc(slices.Compact(people), func(id int64) bool { return id == 0 }), nil
}

// sitting is a line of the ledgers of seats and of absences: somebody holds a
// seat, or sits in it for its holder.
type sitting struct {
	seatID, personID int64
	from, to         civil.Date // to is zero when open
}

func (s sitting) holds(on civil.Date) bool {
	return !on.Before(s.from) && (s.to.IsZero() || !on.After(s.to))
}

// seated lists who holds the seats and who substitutes in them, ended lines
// applied.
func (tx *Tx) seated(to To) ([]sitting, error) {
	const which = `JOIN seats t ON t.id = g.seat_id WHERE t.id IN ? OR t.role IN ? AND t.programme_id IN ? ORDER BY g.id`
	seats, roles, programmes := append([]int64{0}, to.Seats...), append([]access.Role{""}, to.Roles...), []int64{0, to.ProgrammeID}
	var held []portfolio.Grant
	err := each(tx.db, func(rows *sql.Rows) error {
		var g portfolio.Grant
		err := rows.Scan(&g.ID, &g.SeatID, &g.PersonID, &g.ValidFrom, &g.ValidTo, &g.EndsID)
		held = append(held, g)
		return err
	}, "SELECT g.id, g.seat_id, g.person_id, g.valid_from, g.valid_to, g.ends_id FROM grants g "+which, seats, roles, programmes)
	if err != nil {
		return nil, err
	}
	var away []portfolio.Substitution
	err = each(tx.db, func(rows *sql.Rows) error {
		var s portfolio.Substitution
		err := rows.Scan(&s.ID, &s.SeatID, &s.PersonID, &s.ValidFrom, &s.ValidTo, &s.EndsID)
		away = append(away, s)
		return err
	}, "SELECT g.id, g.seat_id, g.person_id, g.valid_from, g.valid_to, g.ends_id FROM substitutions g "+which, seats, roles, programmes)
	if err != nil {
		return nil, err
	}
	var all []sitting
	for _, g := range portfolio.Ended(held) {
		all = append(all, sitting{g.SeatID, g.PersonID, g.ValidFrom, g.ValidTo})
	}
	for _, s := range portfolio.Absences(away) {
		all = append(all, sitting{s.SeatID, s.PersonID, s.ValidFrom, s.ValidTo})
	}
	return all, nil
}
