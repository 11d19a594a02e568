package governance

import (
	"cmp"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/cases"
	"qadam/views/href"
)

// vote is a vote as the page shows it.
func (d *desk) vote(v *approval.Vote, plans []portfolio.Plan, locale i18n.Locale) cases.Vote {
	one := cases.Vote{Vote: v, Tally: v.Count(), Settled: v.Decided(), Late: v.Over(d.r.At()), LastDay: v.LastDay()}
	if v.Closing != nil {
		one.Tally = v.Closing.Count
	}
	for _, e := range v.Electorate {
		one.Seats = append(one.Seats, d.voter(v, e))
	}
	if d.Heard(d.who) {
		one.Sitting = href.Sitting(v.SittingID)
	}
	if d.past {
		return one
	}
	if own := d.mySeat(access.CastBallot, func(seat int64) bool { return v.Electorate.Seat(seat) != nil }); own != 0 {
		i := slices.IndexFunc(one.Seats, func(s cases.Voter) bool { return s.SeatID == own })
		one.Own = &one.Seats[i]
		one.MayDissent = one.Own.MayDissent() && one.Own.Ballot.PersonID == d.who.ID && !d.confirmed(v.SittingID)
		one.MayCast = v.IsOpen() && !one.Late && !one.Own.Absent && (one.Own.Recusal == approval.NotRecused || one.Own.Recusal == approval.RecusedDeclared)
	}
	one.MayEnd = v.IsOpen() && d.may(access.HoldSitting)
	if one.MayCast {
		one.Bodies, one.Lines = d.bodies(locale), plans
	}
	return one
}

// confirmed reports whether the protocol of a sitting is: then nothing can be
// added to it.
func (d *desk) confirmed(sittingID int64) bool {
	ahead := slices.ContainsFunc(d.docket.Sittings, func(s approval.Sitting) bool { return s.ID == sittingID })
	return !ahead
}

// voter is a seat of the electorate with what it said.
func (d *desk) voter(v *approval.Vote, e approval.Elector) cases.Voter {
	s := cases.Voter{
		Elector: e, Who: e.Name, Ballot: v.Ballot(e.SeatID), Recusal: v.Recusal(e.SeatID),
		Changes: max(len(v.Changes(e.SeatID))-1, 0), Dissent: v.Dissent(e.SeatID),
	}
	if b := d.ref.Bodies[e.RepresentsID]; !named(e.Title, b.Name) && !named(e.Title, b.Short) {
		s.Body = b.Called()
	}
	if s.Ballot != nil {
		s.Who, s.Instead = d.names[s.Ballot.PersonID], s.Ballot.PersonID != e.PersonID
	} else if away := d.docket.Substitute(e.SeatID, d.on); v.IsOpen() && !d.past && away != nil {
		s.Who, s.Instead = away.Person.Name, true
	}
	s.Absent = s.Ballot == nil && v.Form == approval.InPerson && !approval.Attending(v.Presence, e.SeatID)
	return s
}

// named reports whether the title of a seat names the body already.
func named(title, body i18n.Text) bool {
	return body.RU != "" && strings.Contains(title.RU, body.RU) || body.KK != "" && strings.Contains(title.KK, body.KK)
}

// bodies may owe a condition: those of the programme first, in the order of the
// alphabet.
func (d *desk) bodies(l i18n.Locale) []portfolio.Body {
	var out []portfolio.Body
	for _, b := range d.ref.Bodies {
		if !d.on.Before(b.ValidFrom) && (b.ValidTo.IsZero() || !d.on.After(b.ValidTo)) && (b.ProgrammeID == 0 || b.ProgrammeID == d.ProgrammeID) {
			out = append(out, b)
		}
	}
	slices.SortFunc(out, func(a, b portfolio.Body) int { return cmp.Compare(a.ID, b.ID) })
	i18n.SortBy(l, out, func(b portfolio.Body) string { return b.Called().In(l) })
	slices.SortStableFunc(out, func(a, b portfolio.Body) int {
		return cmp.Compare(first(b.ProgrammeID == d.ProgrammeID), first(a.ProgrammeID == d.ProgrammeID))
	})
	return out
}

func first(b bool) int {
	if b {
		return 1
	}
	return 0
}
