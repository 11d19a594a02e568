package app

import (
	"context"
	"fmt"
	"time"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// remindHour is from when on a working day people are reminded, in Almaty: early
// enough for the digest.
const remindHour = 7

// Remind makes the reminders of the day, once however often it is called: of
// votes, opinions, remarks, conditions and updates that are owed.
func (a *App) Remind(ctx context.Context) error {
	now := a.Store.Now()
	done, err := a.Store.Reminded(ctx, civil.DateOf(now))
	if err != nil || done {
		return err
	}
	r := a.Store.Read(access.System(), a.Store.Instant())
	pictures, ref, err := r.Pictures(ctx)
	if err != nil {
		return err
	}
	today := civil.DateOf(now)
	if !ref.Calendar.IsWorking(today) || now.In(civil.Zone).Hour() < remindHour {
		return nil
	}
	docket, err := r.Docket(ctx)
	if err != nil {
		return err
	}
	actors, err := seated(ctx, r, today)
	if err != nil {
		return err
	}
	day := reminders{today: today, cal: ref.Calendar}
	for _, actor := range actors {
		for _, task := range docket.Inbox(actor, today) {
			day.task(actor, task)
		}
		for _, p := range pictures {
			if actor.Has(access.Manager) && actor.May(access.ReportProgress, p.Programme.ID) {
				day.updates(actor, p)
			}
		}
	}
	return a.Store.Remind(ctx, day.letters)
}

// seated are the people who sit in a seat on the day, their own or one whose
// holder is away, each with all of them.
func seated(ctx context.Context, r *store.Reader, today civil.Date) ([]access.Actor, error) {
	grants, err := r.Grants(ctx, 0)
	if err != nil {
		return nil, err
	}
	away, err := r.Substitutions(ctx, today)
	if err != nil {
		return nil, err
	}
	var order []int64
	sits := map[int64]*access.Actor{}
	add := func(personID int64, s portfolio.Seat, holder string) {
		if sits[personID] == nil {
			sits[personID] = &access.Actor{ID: personID}
			order = append(order, personID)
		}
		sits[personID].Grants = append(sits[personID].Grants, access.Grant{Role: s.Role, ProgrammeID: s.ProgrammeID, SeatID: s.ID, Seat: s.Code, For: holder})
	}
	for _, g := range grants {
		if g.Holds(today) {
			add(g.PersonID, g.Seat, "")
		}
	}
	for _, s := range away {
		if s.Stands(today) {
			add(s.PersonID, s.Seat, s.Holder.Name)
		}
	}
	actors := make([]access.Actor, len(order))
	for i, id := range order {
		actors[i] = *sits[id]
	}
	return actors, nil
}

// reminders are those of a day.
type reminders struct {
	today   civil.Date
	cal     *civil.Calendar
	letters []portfolio.Letter
}

// remindsOn reports whether one is reminded of a term on the working day: three
// working days before, one before, on the day, and from then on daily (issue 4).
// A term on a day off is reminded of as on the working day before.
func remindsOn(term, today civil.Date, cal *civil.Calendar) bool {
	if !today.Before(term) {
		return true
	}
	left := cal.Between(today.AddDays(1), term)
	return left == 3 || left <= 1
}

// weekBegins reports whether no day of the week before this one was worked on.
func weekBegins(today civil.Date, cal *civil.Calendar) bool {
	sinceMonday := (int(today.Weekday()) - int(time.Monday) + 7) % 7
	return sinceMonday == 0 || cal.Between(today.AddDays(-sinceMonday), today.AddDays(-1)) == 0
}

// task reminds of something in an inbox, if the day has come.
func (d *reminders) task(actor access.Actor, t approval.Task) {
	var kind portfolio.LetterKind
	var link, key string
	var args []any
	id := int64(0)
	if t.Case != nil {
		id, link = t.Case.ID, fmt.Sprintf("/cases/%d", t.Case.ID)
		args = []any{"Case", t.Case.ID, "Title", t.Case.Title()}
	}
	switch t.Kind {
	case approval.TaskVote:
		kind, key = portfolio.LetterVote, "letter.remind_vote"
	case approval.TaskOpinion:
		kind, key, link = portfolio.LetterOpinion, "letter.remind_opinion", link+"/opinion"
	case approval.TaskRemarks:
		kind, key = portfolio.LetterRemark, "letter.remind_remarks"
		args = append(args, "Count", t.Count)
	case approval.TaskCondition:
		kind, key = portfolio.LetterCondition, "letter.remind_condition"
		id, link, args = t.Condition.ID, fmt.Sprintf("/conditions/%d", t.Condition.ID), []any{"Text", t.Condition.Text}
	default:
		return
	}
	due := weekBegins(d.today, d.cal) // what has no term is reminded of once a week
	if !t.Until.IsZero() {
		due = remindsOn(t.Until, d.today, d.cal)
	}
	if due {
		d.add(actor.ID, kind, id, i18n.Said(key, args...), t.Until, link)
	}
}

// updates reminds of all updates that are owed of a programme with one letter.
func (d *reminders) updates(actor access.Actor, p *portfolio.Picture) {
	owed, by := 0, civil.Date{}
	for _, b := range p.Boards {
		for _, l := range b.Lines {
			if portfolio.OwesUpdate(l, b.On) {
				owed, by = owed+1, b.Rules.ReportDue(d.cal, b.On)
			}
		}
	}
	if owed > 0 && remindsOn(by, d.today, d.cal) {
		d.add(actor.ID, portfolio.LetterReport, p.Programme.ID, i18n.Said("letter.remind_updates", "Programme", p.Term.Name, "Count", owed), by, "/")
	}
}

func (d *reminders) add(personID int64, kind portfolio.LetterKind, id int64, says i18n.Text, until civil.Date, link string) {
	once := fmt.Sprintf("%s %d %d %s", kind, id, personID, d.today)
	d.letters = append(d.letters, portfolio.Letter{
		PersonID: personID, Kind: kind, Says: says, Until: until, Link: link, Urgent: kind.Instant(), Once: &once,
	})
}
