package store

import (
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Minuted loads all that the protocol of a sitting is made from. What the
// secretary adds, and the head of the log, are the caller's.
func (tx *Tx) Minuted(s approval.Sitting, bodies map[int64]portfolio.Body, programmes []portfolio.Programme) (approval.Minuted, error) {
	on := s.HeldOn()
	m := approval.Minuted{
		Sitting: s, Body: bodies[s.BodyID], Bodies: bodies, Names: map[int64]string{}, Titles: map[int64]i18n.Text{},
		Cases: map[int64]approval.Case{}, Owners: map[int64]i18n.Text{},
	}
	for _, p := range programmes {
		m.Owners[p.ID] = p.Term(on).Owner.Name
	}
	var err error
	if m.Seats, err = tx.seatedOn(s.BodyID, on, bodies); err != nil {
		return m, err
	}
	for _, i := range s.Agenda() {
		if m.Cases[i.CaseID], err = tx.Case(i.CaseID); err != nil {
			return m, err
		}
	}
	if err := tx.db.Where("sitting_id = ? AND kind = ?", s.ID, approval.AssignmentOf).Order("id").Find(&m.Assignments).Error; err != nil {
		return m, translate(err)
	}
	return m, tx.named(&m)
}

// seatedOn are the seats of a body with their holders on a day.
func (tx *Tx) seatedOn(bodyID int64, on civil.Date, bodies map[int64]portfolio.Body) ([]approval.Seated, error) {
	electors, err := electors(tx.db, byID, on, "body_id = ?", bodyID)
	if err != nil {
		return nil, err
	}
	var seats []portfolio.Seat
	if err := tx.db.Where("body_id = ?", bodyID).Order("position, id").Find(&seats).Error; err != nil {
		return nil, translate(err)
	}
	out := make([]approval.Seated, len(seats))
	for i, s := range seats {
		out[i] = approval.Seated{Seat: s, Body: bodies[s.RepresentsID].Name}
		if e := approval.Electorate(electors).Seat(s.ID); e != nil {
			out[i].PersonID, out[i].Name = e.PersonID, e.Name
		}
	}
	return out, nil
}

// named looks up the people who were present, voted or gave an opinion, and the
// seats of the latter.
func (tx *Tx) named(m *approval.Minuted) error {
	people, seats := []int64{0}, []int64{0}
	for _, p := range m.Sitting.Presence {
		people = append(people, p.PersonID)
	}
	for _, v := range m.Sitting.Votes {
		for _, b := range v.Ballots {
			people = append(people, b.PersonID)
		}
	}
	for _, c := range m.Cases {
		for _, o := range c.Opinions {
			people, seats = append(people, o.RecordedBy), append(seats, o.SeatID)
		}
	}
	var persons []portfolio.Person
	if err := tx.db.Select("id", "name").Where("id IN ?", people).Find(&persons).Error; err != nil {
		return translate(err)
	}
	for _, p := range persons {
		m.Names[p.ID] = p.Name
	}
	var titled []portfolio.Seat
	if err := tx.db.Select("id", "title").Where("id IN ?", seats).Find(&titled).Error; err != nil {
		return translate(err)
	}
	for _, s := range titled {
		m.Titles[s.ID] = s.Title
	}
	return nil
}
