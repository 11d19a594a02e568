package app

import (
	"context"
	"regexp"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
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
	Stages     []funding.Stage
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

// Seat is a seat with the codes of its bodies and programme.
type Seat struct {
	portfolio.Seat
	BodyCode       string
	ProgrammeCode  string
	RepresentsCode string // of the body that the seat speaks for
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
			s.BodyID, s.RepresentsID, s.ProgrammeID = bodies[s.BodyCode], bodies[s.RepresentsCode], programmes[s.ProgrammeCode]
			if err := tx.AddSeat(&s.Seat); err != nil {
				return err
			}
		}
		if err := loadLists(tx, ref); err != nil {
			return err
		}
		return tx.Record("reference.loaded", audit.Everywhere, "reference", 0, audit.Added(map[string]int{
			"bodies": len(ref.Bodies), "programmes": len(ref.Programmes), "goals": len(ref.Goals),
			"directions": len(ref.Directions), "seats": len(ref.Seats), "days": len(ref.Days), "stages": len(ref.Stages),
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
	for _, one := range ref.Stages {
		if err := tx.AddStage(&one); err != nil {
			return err
		}
	}
	return tx.AppendStatusRules(&portfolio.DatedRules{Rules: ref.Rules, ValidFrom: ref.RulesFrom, Reason: "rules.md §4"})
}
