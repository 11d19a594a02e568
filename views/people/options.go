package people

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/ui"
)

func roleOptions(ctx context.Context) []ui.Option {
	return ui.Words(ctx, access.Roles, "role.")
}

func stateOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, s := range States {
		out = append(out, ui.Option{Value: s, Label: i18n.T(ctx, "admin.state_"+s)})
	}
	return out
}

func bodyOptions(ctx context.Context, bodies []portfolio.Body) []ui.Option {
	var out []ui.Option
	for _, b := range bodies {
		out = append(out, ui.Option{Value: id(b.ID), Label: b.Name.For(ctx)})
	}
	i18n.SortBy(i18n.From(ctx), out, func(o ui.Option) string { return o.Label })
	return out
}

func programmeOptions(ctx context.Context, ref *portfolio.Reference, on civil.Date) []ui.Option {
	var out []ui.Option
	for _, p := range ref.Programmes {
		out = append(out, ui.Option{Value: id(p.ID), Label: p.Name(on).For(ctx)})
	}
	return out
}

// seatOptions are all seats by body, each with who sits there.
func seatOptions(ctx context.Context, seats []Seat) []ui.Option {
	var out []ui.Option
	for _, s := range seats {
		label := s.Seat.Title.For(ctx) + " – "
		if s.Holder == nil {
			label += i18n.T(ctx, "admin.vacant")
		} else {
			label += s.Holder.Person.Name
		}
		out = append(out, ui.Option{Value: id(s.Seat.ID), Label: label, Group: s.Seat.Body.Name.For(ctx)})
	}
	return out
}

func localeOptions() []ui.Option {
	var out []ui.Option
	for _, l := range i18n.All {
		out = append(out, ui.Option{Value: string(l), Label: l.Name()})
	}
	return out
}
