package app

import (
	"context"
	"regexp"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// code is how codes look in addresses.
var code = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Reference is what every installation begins with. Codes stand where keys
// will: OwnerCode of a term, BodyCode of a seat, ProgrammeCode of both.
type Reference struct {
	Bodies     []Body
	Programmes []Programme
	Goals      []portfolio.Goal
	Directions []portfolio.Direction
	Seats      []Seat
	Days       []portfolio.CalendarDay
	Rules      portfolio.StatusRules
	RulesFrom  civil.Date
}

// Body is a body with the code of its programme and of its successor.
type Body struct {
	portfolio.Body
	ProgrammeCode string
	SuccessorCode string
}

// Programme is a programme whose terms name their owners by code.
type Programme struct {
	portfolio.Programme
	OwnerCodes []string // of the terms, in their order
}

// Seat is a seat with the codes of its body and programme.
type Seat struct {
	portfolio.Seat
	BodyCode      string
	ProgrammeCode string
}

// LoadReference fills an empty database. Only the program itself does this.
func (a *App) LoadReference(ctx context.Context, actor access.Actor, ref Reference) error {
	if !actor.IsSystem() {
		return fault.NotFound()
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		bodies := map[string]int64{}
		for _, b := range ref.Bodies {
			if err := tx.AddBody(&b.Body); err != nil {
				return err
			}
			bodies[b.Code] = b.ID
		}
		programmes := map[string]int64{}
		for _, p := range ref.Programmes {
			for i := range p.Terms {
				p.Terms[i].OwnerID = bodies[p.OwnerCodes[i]]
			}
			if err := tx.AddProgramme(&p.Programme); err != nil {
				return err
			}
			programmes[p.Code] = p.ID
		}
		for _, b := range ref.Bodies {
			if b.ProgrammeCode == "" && b.SuccessorCode == "" {
				continue
			}
			b.ID, b.ProgrammeID, b.SuccessorID = bodies[b.Code], programmes[b.ProgrammeCode], bodies[b.SuccessorCode]
			if err := tx.SaveBody(&b.Body); err != nil {
				return err
			}
		}
		for _, s := range ref.Seats {
			s.BodyID, s.ProgrammeID = bodies[s.BodyCode], programmes[s.ProgrammeCode]
			if err := tx.AddSeat(&s.Seat); err != nil {
				return err
			}
		}
		if err := loadLists(tx, ref); err != nil {
			return err
		}
		return tx.Record("reference.loaded", audit.Everywhere, "reference", 0, audit.Added(map[string]int{
			"bodies": len(ref.Bodies), "programmes": len(ref.Programmes), "goals": len(ref.Goals),
			"directions": len(ref.Directions), "seats": len(ref.Seats), "days": len(ref.Days),
		}))
	})
}

func loadLists(tx *store.Tx, ref Reference) error {
	for _, g := range ref.Goals {
		if err := tx.AddGoal(&g); err != nil {
			return err
		}
	}
	for _, d := range ref.Directions {
		if err := tx.AddDirection(&d); err != nil {
			return err
		}
	}
	for _, d := range ref.Days {
		if err := tx.AddCalendarDay(&d); err != nil {
			return err
		}
	}
	_, err := tx.AppendStatusRules(ref.Rules, ref.RulesFrom, "rules.md §4")
	return err
}

// AddCalendarDay makes a day a holiday, a day off or a working day. When the
// year has no days of its own yet, the rules' days are written out first, so
// that entering one day does not take the others away.
func (a *App) AddCalendarDay(ctx context.Context, actor access.Actor, d portfolio.CalendarDay) error {
	if err := access.Require(actor, access.KeepReference, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepReference, access.Anywhere)
	d.Name = d.Name.Trim()
	if err := checkDay(d); err != nil {
		return err
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		have, err := tx.CalendarDays(d.Date.Year)
		if err != nil {
			return err
		}
		if len(have) == 0 {
			if have, err = writeOut(tx, d.Date.Year); err != nil {
				return err
			}
		}
		for _, h := range have {
			if h.Date == d.Date {
				return fault.Field("date", "admin.day_taken")
			}
		}
		if err := tx.AddCalendarDay(&d); err != nil {
			return err
		}
		return tx.Record("calendar.day_added", audit.Everywhere, "calendar", d.ID, audit.Added(daySaid(d)))
	})
}

// WriteOutCalendar enters the days that the rules give for a year of which
// none was entered, so that they can be changed one by one.
func (a *App) WriteOutCalendar(ctx context.Context, actor access.Actor, year int) error {
	if err := access.Require(actor, access.KeepReference, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepReference, access.Anywhere)
	if year < portfolio.FirstRuledYear || year > portfolio.LastRuledYear {
		return fault.NotFound()
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		have, err := tx.CalendarDays(year)
		if err != nil {
			return err
		}
		if len(have) > 0 {
			return fault.Conflict("admin.year_entered")
		}
		_, err = writeOut(tx, year)
		return err
	})
}

func writeOut(tx *store.Tx, year int) ([]portfolio.CalendarDay, error) {
	days := portfolio.RuledDays(year)
	for i := range days {
		if err := tx.AddCalendarDay(&days[i]); err != nil {
			return nil, err
		}
	}
	return days, tx.Record("calendar.year_added", audit.Everywhere, "calendar", int64(year), audit.Added(map[string]int{"year": year, "days": len(days)}))
}

// RemoveCalendarDay gives a day back to what its weekday says.
func (a *App) RemoveCalendarDay(ctx context.Context, actor access.Actor, id int64) error {
	if err := access.Require(actor, access.KeepReference, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepReference, access.Anywhere)
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		d, err := tx.CalendarDay(id)
		if err != nil {
			return err
		}
		if err := tx.RemoveCalendarDay(id); err != nil {
			return err
		}
		return tx.Record("calendar.day_removed", audit.Everywhere, "calendar", id, audit.Removed(daySaid(d)))
	})
}

func checkDay(d portfolio.CalendarDay) error {
	var errs []error
	switch {
	case d.Date.IsZero():
		errs = append(errs, fault.Field("date", "fault.required"))
	case d.Date.Year < portfolio.FirstRuledYear || d.Date.Year > portfolio.LastRuledYear:
		errs = append(errs, fault.Field("date", "admin.year_outside", "From", portfolio.FirstRuledYear, "Until", portfolio.LastRuledYear))
	}
	switch d.Kind {
	case civil.Holiday, civil.MovedOff, civil.Working:
	default:
		errs = append(errs, fault.Field("kind", "fault.required_choice"))
	}
	if !d.MovedFrom.IsZero() && (d.Kind != civil.MovedOff || d.MovedFrom == d.Date) {
		errs = append(errs, fault.Field("moved_from", "admin.moved_from"))
	}
	if d.Name.KK == "" {
		errs = append(errs, fault.Field("name_kk", "fault.required"))
	}
	if d.Name.RU == "" {
		errs = append(errs, fault.Field("name_ru", "fault.required"))
	}
	return fault.Join(errs...)
}

func daySaid(d portfolio.CalendarDay) any {
	return map[string]any{"date": d.Date, "kind": d.Kind, "name": d.Name, "moved_from": d.MovedFrom}
}
