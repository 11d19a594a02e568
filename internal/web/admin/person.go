package admin

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/people"
	"qadam/views/ui"
)

// personForms are those of the page of a person; at most one was sent.
type personForms struct {
	details, password, grant, ending ui.Form
	ends                             int64
}

// showPerson answers GET /admin/people/:id.
func (h Handler) showPerson(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	return h.personPage(c, http.StatusOK, id, personForms{})
}

// changePerson answers POST /admin/people/:id.
func (h Handler) changePerson(c echo.Context) error {
	again := func(f ui.Form) personForms { return personForms{details: f} }
	return h.onPerson(c, "admin.person_saved", again, func(id int64, f *site.Form) func() error {
		p := portfolio.Person{ID: id, Email: f.Text("email"), Name: f.Text("name"), Locale: i18n.Locale(f.Text("locale"))}
		return func() error { return h.App.ChangePerson(site.Ctx(c), h.Who(c), p) }
	})
}

// setPassword answers POST /admin/people/:id/password.
func (h Handler) setPassword(c echo.Context) error {
	again := func(f ui.Form) personForms { f.Prefix = "password"; return personForms{password: f} }
	return h.onPerson(c, "admin.password_done", again, func(id int64, f *site.Form) func() error {
		return func() error { return h.App.SetPassword(site.Ctx(c), h.Who(c), id, f.Raw("password")) }
	})
}

// blockPerson answers POST /admin/people/:id/blocking.
func (h Handler) blockPerson(c echo.Context) error {
	return h.onPerson(c, "admin.blocked", aside, func(id int64, _ *site.Form) func() error {
		return func() error { return h.App.BlockPerson(site.Ctx(c), h.Who(c), id, true) }
	})
}

// unblockPerson answers POST /admin/people/:id/unblocking.
func (h Handler) unblockPerson(c echo.Context) error {
	return h.onPerson(c, "admin.unblocked", aside, func(id int64, _ *site.Form) func() error {
		return func() error { return h.App.BlockPerson(site.Ctx(c), h.Who(c), id, false) }
	})
}

// aside is for forms of one button: what is wrong is about no field.
func aside(f ui.Form) personForms { return personForms{details: ui.Form{Errors: f.Errors}} }

// grantSeat answers POST /admin/people/:id/grants.
func (h Handler) grantSeat(c echo.Context) error {
	again := func(f ui.Form) personForms { f.Prefix = "grant"; return personForms{grant: f} }
	return h.onPerson(c, "admin.granted", again, func(id int64, f *site.Form) func() error {
		seat, from, to := f.ID("seat"), f.Day("valid_from"), f.Day("valid_to")
		return func() error { return h.App.GrantSeat(site.Ctx(c), h.Who(c), id, seat, from, to) }
	})
}

// endGrant answers POST /admin/people/:id/grants/:grant/ending.
func (h Handler) endGrant(c echo.Context) error {
	grant, err := strconv.ParseInt(c.Param("grant"), 10, 64)
	if err != nil {
		return fault.NotFound()
	}
	again := func(f ui.Form) personForms {
		f.Prefix = people.EndingPrefix(grant)
		return personForms{ending: f, ends: grant}
	}
	return h.onPerson(c, "admin.grant_ended", again, func(id int64, f *site.Form) func() error {
		on, reason := f.Day("valid_to"), f.Text("reason")
		return func() error {
			held, err := h.now(c).Grants(site.Ctx(c), id)
			if err != nil {
				return err
			}
			if !slices.ContainsFunc(held, func(g portfolio.Grant) bool { return g.ID == grant }) {
				return fault.NotFound() // it is another person's
			}
			return h.App.EndGrant(site.Ctx(c), h.Who(c), grant, on, reason)
		}
	})
}

// onPerson is what the forms on the page of a person have in common: read, try,
// show again or go on.
func (h Handler) onPerson(c echo.Context, done string, again func(ui.Form) personForms, act func(id int64, f *site.Form) func() error) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	do := act(id, f) // reads the fields, so that Try knows of their shape
	ok, err := f.Try(do)
	if err != nil {
		return err
	}
	if !ok {
		return h.personPage(c, http.StatusUnprocessableEntity, id, again(f.Form))
	}
	return h.SeeOther(c, href.AdminPerson(id), done)
}

func (h Handler) personPage(c echo.Context, status int, id int64, f personForms) error {
	ctx, r := site.Ctx(c), h.now(c)
	site.SetPage(c, href.AdminPerson(id))
	person, err := r.Person(ctx, id)
	if err != nil {
		return err
	}
	sh, err := h.shell(c, person.Name)
	if err != nil {
		return err
	}
	sh.Eyebrow = i18n.T(ctx, "ui.nav_people")
	for _, form := range []ui.Form{f.details, f.password, f.grant, f.ending} {
		if form.Faulty() {
			sh.Errors, sh.ErrorPrefix = form.Errors, form.Prefix
		}
	}
	p := people.ShowPage{
		Shell: sh, Person: person, Self: id == h.Who(c).ID,
		Form: f.details, Password: f.password, Grant: f.grant, Ending: f.ending, Ends: f.ends,
	}
	p.Password.Prefix, p.Grant.Prefix = "password", "grant"
	if p.Reference, err = r.Reference(ctx); err != nil {
		return err
	}
	var held []portfolio.Grant
	if p.Seats, held, err = h.seats(c); err != nil {
		return err
	}
	p.Held = slices.DeleteFunc(held, func(g portfolio.Grant) bool { return g.PersonID != id })
	slices.SortStableFunc(p.Held, func(a, b portfolio.Grant) int { return b.ValidFrom.Compare(a.ValidFrom) })
	sessions, err := r.Sessions(ctx, id)
	if err != nil {
		return err
	}
	p.Devices = len(slices.DeleteFunc(sessions, func(n access.Session) bool { return !n.Valid(h.Store.Now()) }))
	return h.Render(c, status, people.Show(p))
}
