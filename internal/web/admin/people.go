package admin

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/people"
	"qadam/views/ui"
)

// pageSize is how many rows a list shows.
const pageSize = 50

// now shows the actor the present: who may do what is never looked at as of a
// past day.
func (h Handler) now(c echo.Context) *store.Reader { return h.Store.Read(h.Who(c), h.Instant()) }

// shell is the shell of a page without a day of its own.
func (h Handler) shell(c echo.Context, title string) (layout.Shell, error) {
	sh, err := h.Shell(c, title)
	sh.NoDays, sh.On, sh.Past = true, sh.Today, false
	return sh, err
}

// listPeople answers GET /admin/people.
func (h Handler) listPeople(c echo.Context) error {
	ctx, r, today := site.Ctx(c), h.now(c), h.Visit(c).Today
	everybody, err := r.People(ctx)
	if err != nil {
		return err
	}
	grants, err := r.Grants(ctx, 0)
	if err != nil {
		return err
	}
	sh, err := h.shell(c, i18n.T(ctx, "ui.nav_people"))
	if err != nil {
		return err
	}
	p := people.ListPage{Shell: sh, Filter: readFilter(c), All: len(everybody), Pages: ui.ReadPages(sh.URL, pageSize)}
	held := map[int64][]portfolio.Grant{}
	for _, g := range grants {
		if g.Holds(today) {
			held[g.PersonID] = append(held[g.PersonID], g)
		}
	}
	p.Bodies = bodiesOf(grants, today)
	var rows []people.Row
	for _, person := range everybody {
		if row := (people.Row{Person: person, Held: held[person.ID]}); matches(p.Filter, row) {
			rows = append(rows, row)
		}
	}
	i18n.SortBy(i18n.From(ctx), rows, func(r people.Row) string { return r.Person.Name })
	p.Pages.Total = len(rows)
	p.Rows = rows[min(p.Pages.Offset(), len(rows)):min(p.Pages.Offset()+pageSize, len(rows))]
	return h.Render(c, http.StatusOK, people.List(p))
}

func readFilter(c echo.Context) people.Filter {
	body, _ := strconv.ParseInt(c.QueryParam("body"), 10, 64) // what is no key filters nothing
	f := people.Filter{Q: strings.TrimSpace(c.QueryParam("q")), Role: access.Role(c.QueryParam("role")), Body: body, State: c.QueryParam("state")}
	if !f.Role.Known() {
		f.Role = ""
	}
	if !slices.Contains(people.States, f.State) {
		f.State = ""
	}
	return f
}

// matches reports whether the filter lets the row through. Either spelling of
// a Kazakh name is found.
func matches(f people.Filter, r people.Row) bool {
	holds := func(is func(portfolio.Grant) bool) bool { return slices.ContainsFunc(r.Held, is) }
	switch {
	case f.Q != "" && !strings.Contains(i18n.Fold(r.Person.Name+" "+r.Person.Email), i18n.Fold(f.Q)),
		f.Role != "" && !holds(func(g portfolio.Grant) bool { return g.Seat.Role == f.Role }),
		f.Body != 0 && !holds(func(g portfolio.Grant) bool { return g.Seat.BodyID == f.Body }),
		f.State == "open" && r.Person.BlockedAt != nil,
		f.State == "blocked" && r.Person.BlockedAt == nil,
		f.State == "seatless" && len(r.Held) > 0:
		return false
	}
	return true
}

// bodiesOf are the bodies in which somebody holds a seat on the day.
func bodiesOf(grants []portfolio.Grant, on civil.Date) []portfolio.Body {
	var out []portfolio.Body
	for _, g := range grants {
		if g.Holds(on) && !slices.ContainsFunc(out, func(b portfolio.Body) bool { return b.ID == g.Seat.BodyID }) {
			out = append(out, g.Seat.Body)
		}
	}
	return out
}

// newPerson answers GET /admin/people/new.
func (h Handler) newPerson(c echo.Context) error { return h.newPersonPage(c, http.StatusOK, ui.Form{}) }

// createPerson answers POST /admin/people.
func (h Handler) createPerson(c echo.Context) error {
	f := site.ReadForm(c)
	n := app.NewPerson{Email: f.Text("email"), Name: f.Text("name"), Locale: i18n.Locale(f.Text("locale")), Password: f.Raw("password")}
	var id int64
	ok, err := f.Try(func() (err error) {
		id, err = h.App.AddPerson(site.Ctx(c), h.Who(c), n)
		return err
	})
	if err != nil {
		return err
	}
	if !ok {
		return h.newPersonPage(c, http.StatusUnprocessableEntity, f.Form)
	}
	return h.SeeOther(c, href.AdminPerson(id), "admin.person_added")
}

func (h Handler) newPersonPage(c echo.Context, status int, form ui.Form) error {
	site.SetPage(c, href.AdminNewPerson())
	sh, err := h.shell(c, i18n.T(site.Ctx(c), "admin.new_person"))
	if err != nil {
		return err
	}
	sh.Eyebrow, sh.Errors = i18n.T(site.Ctx(c), "ui.nav_people"), form.Errors
	return h.Render(c, status, people.New(people.NewPage{Shell: sh, Form: form}))
}
