package insight

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/saved"
	"qadam/views/ui"
)

func viewRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: href.Views(), Action: access.SeeInForce, Handle: h.listViews},
		{Method: http.MethodPost, Path: href.Views(), Action: access.SeeInForce, Handle: h.createView},
		{Method: http.MethodGet, Path: href.Views() + "/:id", Action: access.SeeInForce, Handle: h.showView},
		{Method: http.MethodGet, Path: href.Views() + "/:id/edit", Action: access.SeeInForce, Handle: h.editView},
		{Method: http.MethodPost, Path: href.Views() + "/:id/edit", Action: access.SeeInForce, Handle: h.changeView},
		{Method: http.MethodPost, Path: href.Views() + "/:id/removal", Action: access.SeeInForce, Handle: h.removeView},
		{Method: http.MethodPost, Path: href.Favourites(), Action: access.SeeInForce, Handle: h.star},
		{Method: http.MethodGet, Path: href.Changes(), Action: access.SeeInForce, Formats: []string{"json", "csv", "xlsx"}, Handle: h.showNews},
		{Method: http.MethodPost, Path: href.ChangesSeen(), Action: access.SeeInForce, Handle: h.seeNews},
		{Method: http.MethodGet, Path: href.Palette(), Handle: h.showPalette},
	}
}

// listViews answers GET /views.
func (h Handler) listViews(c echo.Context) error {
	list := portfolio.ViewList(c.QueryParam("list"))
	if list != "" && !list.Known() {
		return fault.NotFound()
	}
	ctx := site.Ctx(c)
	sh, err := h.Shell(c, i18n.T(ctx, "view.title"))
	if err != nil {
		return err
	}
	sh.NoDays = true
	p := saved.ListPage{Shell: sh, List: list}
	if p.Views, err = h.today(c).Views(ctx, list); err != nil {
		return err
	}
	stars, err := h.Favourites(c)
	if err != nil {
		return err
	}
	p.Pinned = stars[portfolio.FavouriteView]
	return h.Render(c, http.StatusOK, saved.List(p))
}

// today reads as of now: views are never shown as of a past day.
func (h Handler) today(c echo.Context) *store.Reader { return h.Store.Read(h.Who(c), h.Instant()) }

// showView answers GET /views/:id: the list as the view shows it.
func (h Handler) showView(c echo.Context) error {
	v, err := h.view(c)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, href.ListView(string(v.List), v.Query, v.ID))
}

func (h Handler) view(c echo.Context) (portfolio.View, error) {
	id, err := site.ID(c)
	if err != nil {
		return portfolio.View{}, err
	}
	return h.today(c).View(site.Ctx(c), id)
}

// createView answers POST /views.
func (h Handler) createView(c echo.Context) error {
	f := site.ReadForm(c)
	n := app.NewView{List: portfolio.ViewList(f.Text("list")), Name: f.Text("name"), Query: f.Raw("query")}
	n.Shared, n.ProgrammeID = sharing(f)
	var id int64
	ok, err := f.Try(func() (err error) {
		id, err = h.App.SaveView(site.Ctx(c), h.Who(c), n)
		return err
	})
	if err != nil {
		return err
	}
	if !ok {
		if !n.List.Known() {
			return fault.NotFound()
		}
		return h.viewPage(c, http.StatusUnprocessableEntity, portfolio.View{List: n.List, Query: n.Query}, f.Form)
	}
	return h.SeeOther(c, href.ListView(string(n.List), portfolio.ViewQuery(n.Query), id), "view.saved")
}

// editView answers GET /views/:id/edit.
func (h Handler) editView(c echo.Context) error {
	v, err := h.view(c)
	if err != nil {
		return err
	}
	if v.PersonID != h.Who(c).ID {
		return fault.Forbidden()
	}
	return h.viewPage(c, http.StatusOK, v, ui.Form{})
}

// changeView answers POST /views/:id/edit: from the page of the view, or from
// the list, where what is shown takes the place of what was kept.
func (h Handler) changeView(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	shared, programmeID := sharing(f)
	var query *string
	if fromList := f.Text("from") == "list"; fromList {
		typed := f.Raw("query")
		query = &typed
	}
	ok, err := f.Try(func() error {
		return h.App.ChangeView(site.Ctx(c), h.Who(c), id, f.Text("name"), shared, programmeID, query)
	})
	if err != nil {
		return err
	}
	v, err := h.today(c).View(site.Ctx(c), id)
	if err != nil {
		return err
	}
	if !ok {
		return h.viewPage(c, http.StatusUnprocessableEntity, v, f.Form)
	}
	if query != nil {
		return h.SeeOther(c, href.ListView(string(v.List), v.Query, v.ID), "view.saved")
	}
	return h.SeeOther(c, href.Views(), "view.saved")
}

// removeView answers POST /views/:id/removal.
func (h Handler) removeView(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	if err := h.App.RemoveView(site.Ctx(c), h.Who(c), id); err != nil {
		return err
	}
	return h.SeeOther(c, href.Views(), "view.removed")
}

func (h Handler) viewPage(c echo.Context, status int, v portfolio.View, f ui.Form) error {
	ctx := site.Ctx(c)
	title, page := i18n.T(ctx, "view.save"), href.Views()
	if v.ID != 0 {
		title, page = v.Name, href.ViewEdit(v.ID)
	}
	site.SetPage(c, page)
	sh, err := h.Shell(c, title)
	if err != nil {
		return err
	}
	sh.NoDays, sh.Eyebrow, sh.Errors = true, i18n.T(ctx, "view.title"), f.Errors
	p := saved.EditPage{Shell: sh, View: v, Form: f}
	if p.Programmes, err = h.SharedWith(c); err != nil {
		return err
	}
	return h.Render(c, status, saved.Edit(p))
}

// sharing reads who else finds a view: nothing, all, or the key of a programme.
func sharing(f *site.Form) (portfolio.Sharing, int64) {
	text := f.Text("shared")
	if text == "" || text == string(portfolio.SharedAll) {
		return portfolio.Sharing(text), 0
	}
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id <= 0 {
		f.Fault("shared", "fault.required_choice")
	}
	return portfolio.SharedProgramme, id
}

// star answers POST /favourites: with the star alone where a script asked for
// it, which saves building the page around it.
func (h Handler) star(c echo.Context) error {
	f := site.ReadForm(c)
	s := ui.Star{Entity: portfolio.FavouriteEntity(f.Text("entity")), ID: f.ID("id"), Name: f.Text("name"), On: f.Text("on") == "yes", From: ownPage(f.Text("from"), href.Home())}
	if !s.Entity.Known() {
		return fault.NotFound()
	}
	ok, err := f.Try(func() error { return h.App.Star(site.Ctx(c), h.Who(c), s.Entity, s.ID, s.On) })
	if err != nil {
		return err
	}
	if !ok {
		return fault.Invalid(f.Form.Errors[0].Key, pairs(f.Form.Errors[0].Args)...)
	}
	if c.Request().Header.Get("HX-Request") != "" && s.Entity != portfolio.FavouriteView {
		return h.Render(c, http.StatusOK, ui.StarButton(s))
	}
	flash := "view.starred"
	if !s.On {
		flash = "view.unstarred"
	}
	return h.SeeOther(c, s.From, flash)
}

// pairs are the blanks of a fault as name and value in turn.
func pairs(args map[string]any) []any {
	var all []any
	for name, value := range args {
		all = append(all, name, value)
	}
	return all
}
