// Package seed plays the reference data and the demonstration into an empty
// database. It does so through app with a moving clock, as people would have
// done, so that ledgers, versions, the log and every as-of are genuine.
package seed

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/seed/reference"
)

// Reference fills an empty database with what every installation needs.
func Reference(ctx context.Context, a *app.App) error {
	ref := app.Reference{Rules: portfolio.DefaultStatusRules, RulesFrom: civil.Date{Year: 2018, Month: 1, Day: 1}}
	for _, b := range reference.Bodies() {
		ref.Bodies = append(ref.Bodies, app.Body{
			Body: portfolio.Body{
				Code: b.Code, Kind: portfolio.BodyKind(b.Kind), Name: b.Name, Short: b.Short, ValidFrom: b.From, ValidTo: b.To,
			},
			ProgrammeCode: b.Programme, SuccessorCode: b.Successor,
		})
		for i, s := range b.Seats {
			seat := app.Seat{
				Seat:     portfolio.Seat{Code: seatCode(b.Code, s.Code), Title: s.Name, Role: access.Role(s.Role), Voting: s.Voting, Position: i + 1},
				BodyCode: b.Code, RepresentsCode: s.Speaks,
			}
			if seat.Role.OfProgramme() {
				seat.ProgrammeCode = b.Programme
			}
			ref.Seats = append(ref.Seats, seat)
		}
	}
	for _, p := range reference.Programmes() {
		ref.Programmes = append(ref.Programmes, programme(p))
	}
	for i, g := range reference.Goals() {
		ref.Goals = append(ref.Goals, portfolio.Goal{Code: g.Code, Position: i + 1, Name: g.Name})
	}
	for i, d := range reference.Directions() {
		ref.Directions = append(ref.Directions, portfolio.Direction{Code: d.Code, Position: i + 1, Name: d.Name, Binding: d.Binding, Requirement: d.Minimum})
	}
	for _, d := range reference.Calendar2018() {
		ref.Days = append(ref.Days, portfolio.CalendarDay{Date: d.Date, Kind: civil.DayKind(d.Kind), Name: d.Name, MovedFrom: d.MovedFrom})
	}
	ref.Stages = stages()
	if err := a.LoadReference(ctx, access.System(), ref); err != nil {
		return fmt.Errorf("seed: reference: %w", err)
	}
	return nil
}

// Stages fills the lists of stages of a database that is older than they are.
func Stages(ctx context.Context, a *app.App) error {
	if err := a.LoadStages(ctx, access.System(), stages()); err != nil {
		return fmt.Errorf("seed: stages: %w", err)
	}
	return nil
}

func stages() []funding.Stage {
	var all []funding.Stage
	for _, set := range reference.FundingStages() {
		for i, s := range set.Steps {
			all = append(all, funding.Stage{
				Model: portfolio.Model(set.Model), Code: s.Code, Position: i + 1, Name: s.Name, Rule: set.Rule, Terminal: s.Terminal,
				ValidFrom: set.From, ValidTo: set.To,
			})
		}
	}
	return all
}

func seatCode(body, seat string) string { return body + "-" + seat }

// programme cuts the life of a programme where its owner or its territory
// changes: one term for each piece.
func programme(p reference.Programme) app.Programme {
	out := app.Programme{Programme: portfolio.Programme{Code: p.Code, Position: p.Number, Aliases: p.Aliases}}
	var starts []civil.Date
	for _, o := range p.Owners {
		starts = append(starts, o.From)
	}
	for _, t := range p.Territories {
		starts = append(starts, t.From)
	}
	slices.SortFunc(starts, civil.Date.Compare)
	starts = slices.Compact(starts)
	for i, from := range starts {
		owner := last(p.Owners, func(o reference.Owner) bool { return !from.Before(o.From) })
		t := last(p.Territories, func(t reference.Territory) bool { return !from.Before(t.From) })
		term := portfolio.ProgrammeTerm{
			Name: p.Name, Territory: t.Region, City: t.Name, KATO: t.CityKATO, KATORegion: t.RegionKATO, ISO: t.ISO,
			Latitude: t.Lat, Longitude: t.Lon, ValidFrom: from, ValidTo: cmp.Or(owner.To, t.To),
		}
		if i+1 < len(starts) {
			term.ValidTo = starts[i+1].AddDays(-1)
		}
		out.Terms = append(out.Terms, term)
		out.OwnerCodes = append(out.OwnerCodes, owner.Body)
	}
	return out
}

func last[T any](list []T, holds func(T) bool) T {
	var found T
	for _, x := range list {
		if holds(x) {
			found = x
		}
	}
	return found
}
