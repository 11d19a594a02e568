package admin

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/people"
	"qadam/views/ui"
)

// listSeats answers GET /admin/seats.
func (h Handler) listSeats(c echo.Context) error {
	ctx := site.Ctx(c)
	sh, err := h.shell(c, i18n.T(ctx, "admin.seats"))
	if err != nil {
		return err
	}
	p := people.SeatsPage{Shell: sh}
	if p.Reference, err = h.now(c).Reference(ctx); err != nil {
		return err
	}
	if p.Seats, _, err = h.seats(c); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, people.Seats(p))
}

// newSeat answers GET /admin/seats/new.
func (h Handler) newSeat(c echo.Context) error { return h.newSeatPage(c, http.StatusOK, ui.Form{}) }

// createSeat answers POST /admin/seats.
func (h Handler) createSeat(c echo.Context) error {
	f := site.ReadForm(c)
	s := portfolio.Seat{
		BodyID: f.ID("body"), Code: f.Text("code"), Role: access.Role(f.Text("role")), ProgrammeID: f.ID("programme"), Voting: f.Bool("voting"), RepresentsID: f.ID("represents"),
		Title: i18n.Text{KK: f.Text("title_kk"), RU: f.Text("title_ru"), EN: f.Text("title_en")},
	}
	ok, err := f.Try(func() error {
		_, err := h.App.AddSeat(site.Ctx(c), h.Who(c), s)
		return err
	})
	if err != nil {
		return err
	}
	if !ok {
		return h.newSeatPage(c, http.StatusUnprocessableEntity, f.Form)
	}
	return h.SeeOther(c, href.AdminSeats(), "admin.seat_added")
}

func (h Handler) newSeatPage(c echo.Context, status int, form ui.Form) error {
	ctx := site.Ctx(c)
	site.SetPage(c, href.AdminNewSeat())
	sh, err := h.shell(c, i18n.T(ctx, "admin.new_seat"))
	if err != nil {
		return err
	}
	sh.Eyebrow, sh.Errors = i18n.T(ctx, "admin.seats"), form.Errors
	p := people.NewSeatPage{Shell: sh, Form: form}
	if p.Reference, err = h.now(c).Reference(ctx); err != nil {
		return err
	}
	for _, b := range p.Reference.Bodies {
		p.Bodies = append(p.Bodies, b)
	}
	return h.Render(c, status, people.NewSeat(p))
}

// seats are all seats with who holds them today, those of a body together in
// the order of the alphabet, and all grants.
func (h Handler) seats(c echo.Context) ([]people.Seat, []portfolio.Grant, error) {
	ctx, r, today := site.Ctx(c), h.now(c), h.Visit(c).Today
	seats, err := r.Seats(ctx)
	if err != nil {
		return nil, nil, err
	}
	grants, err := r.Grants(ctx, 0)
	if err != nil {
		return nil, nil, err
	}
	holders := map[int64]*portfolio.Grant{}
	for i, g := range grants {
		if g.Holds(today) {
			holders[g.SeatID] = &grants[i]
		}
	}
	out := make([]people.Seat, 0, len(seats))
	for _, s := range seats {
		out = append(out, people.Seat{Seat: s, Holder: holders[s.ID]})
	}
	i18n.SortBy(i18n.From(ctx), out, func(s people.Seat) string { return s.Seat.Body.Name.For(ctx) })
	return out, slices.Clone(grants), nil // the holders point into the first
}
