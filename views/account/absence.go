package account

import (
	"context"
	"strconv"

	"qadam/internal/portfolio"
	"qadam/views/ui"
)

func seatOptions(ctx context.Context, seats []portfolio.Seat) []ui.Option {
	var out []ui.Option
	for _, s := range seats {
		out = append(out, ui.Option{Value: strconv.FormatInt(s.ID, 10), Label: s.Title.For(ctx)})
	}
	return out
}

func personOptions(people []portfolio.Person) []ui.Option {
	var out []ui.Option
	for _, p := range people {
		out = append(out, ui.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Name})
	}
	return out
}
