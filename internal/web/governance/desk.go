package governance

import (
	"context"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/cases"
)

// desk is a case with all that its pages need to know of it.
type desk struct {
	approval.Case
	r       *store.Reader
	who     access.Actor
	on      civil.Date
	past    bool
	picture *portfolio.Picture
	ref     *portfolio.Reference
	rules   approval.Rules // of the working group, on the day
	docket  *approval.Docket
	seats   map[int64]portfolio.Seat
	holders map[int64]portfolio.Person // of seats, on the day
	names   map[int64]string           // of people
	version *portfolio.Version         // of a roadmap; nil of other subjects
	year    int
	roadmap *portfolio.Roadmap
}

// desk loads a case that the person may know of.
func (h Handler) desk(c echo.Context, id int64) (*desk, error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	found, err := r.Case(ctx, id)
	if err != nil {
		return nil, err
	}
	d := &desk{Case: found, r: r, who: h.Who(c), on: h.Visit(c).On, past: h.Visit(c).Past}
	if d.picture, d.ref, err = r.Picture(ctx, found.ProgrammeID); err != nil {
		return nil, err
	}
	d.findVersion()
	if err := d.people(ctx); err != nil {
		return nil, err
	}
	return d, d.setRules(ctx)
}

// findVersion finds the version that the case is about, whoever may see it: who
// may see the case may see its subject.
func (d *desk) findVersion() {
	if !d.Kind.OfVersion() {
		return
	}
	for i := range d.picture.Roadmaps {
		m := &d.picture.Roadmaps[i]
		for j := range m.Versions {
			if m.Versions[j].ID == d.SubjectID {
				d.roadmap, d.version, d.year = m, &m.Versions[j], m.Year
			}
		}
	}
}

// people reads who sits where on the day, and the names of all who did
// something to the case.
func (d *desk) people(ctx context.Context) error {
	seats, err := d.r.Seats(ctx)
	if err != nil {
		return err
	}
	d.seats, d.holders = make(map[int64]portfolio.Seat, len(seats)), map[int64]portfolio.Person{}
	for _, s := range seats {
		d.seats[s.ID] = s
	}
	grants, err := d.r.Grants(ctx, 0)
	if err != nil {
		return err
	}
	for _, g := range grants {
		if g.Holds(d.on) {
			d.holders[g.SeatID] = g.Person
		}
	}
	d.names, err = d.r.Names(ctx, d.actors())
	return err
}

// actors are the keys of all who did something to the case.
func (d *desk) actors() []int64 {
	var ids []int64
	for _, s := range d.Submissions {
		ids = append(ids, s.RecordedBy)
	}
	for _, s := range d.Steps {
		ids = append(ids, s.RecordedBy)
	}
	for _, a := range d.Assignments {
		ids = append(ids, a.RecordedBy)
	}
	for _, o := range d.Opinions {
		ids = append(ids, o.RecordedBy)
	}
	for _, r := range d.Remarks {
		ids = append(ids, r.RecordedBy)
		for _, a := range r.Answers {
			ids = append(ids, a.RecordedBy)
		}
	}
	for _, v := range d.Votes {
		ids = append(ids, v.RecordedBy)
		for _, b := range v.Ballots {
			ids = append(ids, b.PersonID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (d *desk) setRules(ctx context.Context) error {
	ledger, err := d.r.BodyRules(ctx, d.ref.WorkingGroup())
	d.rules = approval.RulesOn(ledger, d.on)
	if err != nil {
		return err
	}
	d.docket, err = d.r.Docket(ctx)
	return err
}

// seat is a seat with who sits in it on the day.
func (d *desk) seat(id int64) cases.Seat {
	s := d.seats[id]
	return cases.Seat{ID: id, Title: s.Title, Body: d.ref.Bodies[s.BodyID].Called(), Holder: d.holders[id].Name}
}

// mySeat is the seat of the actor from which he may do the action, of those
// that wanted leaves; 0 when he has none.
func (d *desk) mySeat(action access.Action, wanted func(seatID int64) bool) int64 {
	for _, g := range d.who.Grants {
		one := access.Actor{ID: d.who.ID, Grants: []access.Grant{g}}
		if one.May(action, d.ProgrammeID) && wanted(g.SeatID) {
			return g.SeatID
		}
	}
	return 0
}

// may reports whether the person may do the action to this case at all, today.
func (d *desk) may(action access.Action) bool {
	return !d.past && d.who.May(action, d.ProgrammeID)
}

// lastVote is the last vote of this round, or nil.
func (d *desk) lastVote() *approval.Vote {
	for i := range slices.Backward(d.Votes) {
		if d.Votes[i].Round == d.Round() {
			return &d.Votes[i]
		}
	}
	return nil
}

// seesCase returns an error unless the person may see the case.
func (h Handler) seesCase(c echo.Context, id int64) error {
	_, err := h.Reader(c).Case(site.Ctx(c), id)
	return err
}

// term is the programme's on the day.
func (d *desk) term() *portfolio.ProgrammeTerm { return &d.picture.Term }

// akimat is what the programme's akimat is called.
func (d *desk) akimat() i18n.Text { return d.picture.Term.Owner.Called() }
