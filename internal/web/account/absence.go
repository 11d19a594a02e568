package account

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/account"
	"qadam/views/href"
)

// createAbsence answers POST /account/absences.
func (h Handler) createAbsence(c echo.Context) error {
	f := site.ReadForm(c)
	seat, person, from, to := f.ID("seat"), f.ID("person"), f.Day("from"), f.Day("to")
	if person == 0 {
		f.Fault("person", "fault.required_choice")
	}
	ok, err := f.Try(func() error {
		return h.App.Substitute(site.Ctx(c), h.Who(c), seat, person, from, to, f.Text("reason"))
	})
	if err != nil {
		return err
	}
	if !ok {
		return h.accountPage(c, http.StatusUnprocessableEntity, forms{absence: f.Form})
	}
	return h.SeeOther(c, href.Account(), "account.absence_saved")
}

// endAbsence answers POST /account/absences/:id/ending.
func (h Handler) endAbsence(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	if err := h.App.EndSubstitution(site.Ctx(c), h.Who(c), id); err != nil {
		return err
	}
	return h.SeeOther(c, href.Account(), "account.absence_ended")
}

// absences adds who sits in whose seat to the person's page, and who may sit in
// the person's.
func (h Handler) absences(c echo.Context, r *store.Reader, p *account.ShowPage) error {
	ctx, me := site.Ctx(c), h.Who(c).ID
	all, err := r.Substitutions(ctx, p.Today)
	if err != nil {
		return err
	}
	for _, s := range all {
		switch me {
		case s.PersonID:
			p.SitsFor = append(p.SitsFor, s)
		case s.HolderID:
			p.Away = append(p.Away, s)
		}
	}
	for _, g := range p.Held {
		if g.Holds(p.Today) {
			p.Seats = append(p.Seats, g.Seat)
		}
	}
	if len(p.Seats) == 0 {
		return nil
	}
	people, err := r.People(ctx)
	if err != nil {
		return err
	}
	grants, err := r.Grants(ctx, 0)
	if err != nil {
		return err
	}
	held := map[int64][]access.Grant{}
	for _, g := range grants {
		if g.Holds(p.Today) {
			held[g.PersonID] = append(held[g.PersonID], access.Grant{Role: g.Seat.Role, ProgrammeID: g.Seat.ProgrammeID})
		}
	}
	for _, one := range people {
		fits := func(s portfolio.Seat) bool { return access.MayAlsoSit(held[one.ID], s.Role, s.ProgrammeID) }
		if one.ID != me && one.BlockedAt == nil && slices.ContainsFunc(p.Seats, fits) {
			p.People = append(p.People, one)
		}
	}
	i18n.SortBy(i18n.From(ctx), p.People, func(o portfolio.Person) string { return o.Name })
	return nil
}
