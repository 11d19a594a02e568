package governance

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/sittings"
	"qadam/views/ui"
)

func sittingRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/sittings", Action: access.SeeReviewed, Handle: h.listSittings},
		{Method: http.MethodGet, Path: "/sittings/new", Action: access.HoldSitting, Handle: h.newSitting},
		{Method: http.MethodPost, Path: "/sittings", Action: access.HoldSitting, Handle: h.createSitting},
		{Method: http.MethodGet, Path: "/sittings/:id", Action: access.SeeReviewed, Handle: h.showSitting},
		{Method: http.MethodPost, Path: "/sittings/:id/agenda", Action: access.HoldSitting, Handle: h.addItems},
		{Method: http.MethodPost, Path: "/sittings/:id/items/:item/removal", Action: access.HoldSitting, Handle: h.removeItem},
		{Method: http.MethodPost, Path: "/sittings/:id/items/:item/vote", Action: access.HoldSitting, Handle: h.openVote},
		{Method: http.MethodPost, Path: "/sittings/:id/presence", Action: access.HoldSitting, Handle: h.markPresence},
		{Method: http.MethodPost, Path: "/sittings/:id/convening", Action: access.HoldSitting, Handle: h.convene},
		{Method: http.MethodPost, Path: "/sittings/:id/ending", Action: access.HoldSitting, Handle: h.endSitting},
		{Method: http.MethodPost, Path: "/sittings/:id/cancellation", Action: access.HoldSitting, Handle: h.cancelSitting},
		{Method: http.MethodPost, Path: "/sittings/:id/protocol", Action: access.HoldSitting, Handle: h.draftProtocol},
	}
}

// sittingSize is how many sittings a page of the list has.
const sittingSize = 50

// sees reports whether the person may know of a sitting: whoever sits in the
// body or reads every case, an akimat only when one of its own is on the agenda.
func sees(who access.Actor, s *approval.Sitting) bool {
	own := who.Programmes(access.SeeReviewed)
	if len(own) == 0 || everywhere(who) {
		return true
	}
	return slices.ContainsFunc(s.Agenda(), func(i approval.AgendaItem) bool { return slices.Contains(own, i.ProgrammeID) })
}

// everywhere reports whether the person sees reviewed cases of all programmes.
func everywhere(who access.Actor) bool {
	return slices.ContainsFunc(who.Grants, func(g access.Grant) bool {
		return !g.Role.OfProgramme() && access.Actor{ID: who.ID, Grants: []access.Grant{g}}.May(access.SeeReviewed, access.Anywhere)
	})
}

// listSittings answers GET /sittings.
func (h Handler) listSittings(c echo.Context) error {
	ctx, r, who := site.Ctx(c), h.Reader(c), h.Who(c)
	all, err := r.Sittings(ctx, store.SittingFilter{})
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(s approval.Sitting) bool { return !sees(who, &s) })
	ids := make([]int64, len(all))
	for i, s := range all {
		ids[i] = s.ID
	}
	marks, err := r.ProtocolMarks(ctx, ids)
	if err != nil {
		return err
	}
	p := sittings.ListPage{Pages: ui.ReadPages(c.Request().URL, sittingSize), MayHold: !h.Visit(c).Past && who.May(access.HoldSitting, access.Anywhere)}
	p.Pages.Region = sittings.Region
	p.Pages.Of(len(all))
	for i := p.Pages.Offset(); i < p.Pages.End(); i++ {
		m := marks[all[i].ID]
		p.Rows = append(p.Rows, sittings.Row{Sitting: &all[i], Items: len(all[i].Agenda()), Protocol: m.ID, Confirmed: m.Confirmed})
	}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "sitting.title")); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, sittings.List(p))
}

// newSitting answers GET /sittings/new. A past day has no forms.
func (h Handler) newSitting(c echo.Context) error {
	if h.Visit(c).Past {
		return c.Redirect(http.StatusSeeOther, href.With(href.Sittings(), "as_of", h.Visit(c).On.String()))
	}
	return h.newSittingPage(c, http.StatusOK, ui.Form{})
}

// createSitting answers POST /sittings.
func (h Handler) createSitting(c echo.Context) error {
	f := site.ReadForm(c)
	n := app.NewSitting{Form: approval.SittingForm(f.Text("held")), Items: items(f, approval.MotionApprove)}
	switch n.Form {
	case approval.Written:
		n.ClosesOn = f.Day("closes_on")
	case approval.InPerson:
		n.At = at(f)
		n.Place = i18n.Text{KK: f.Text("place_kk"), RU: f.Text("place_ru")}
	}
	var id int64
	ok, err := f.Try(func() (err error) {
		id, err = h.App.PlanSitting(site.Ctx(c), h.Who(c), n)
		return err
	})
	if err != nil {
		return err
	}
	if !ok {
		return h.newSittingPage(c, http.StatusUnprocessableEntity, f.Form)
	}
	return h.SeeOther(c, href.Sitting(id), "sitting.planned")
}

// items are the cases ticked, each with the motion.
func items(f *site.Form, m approval.Motion) []app.NewItem {
	var out []app.NewItem
	for _, v := range f.All("items") {
		if id, err := strconv.ParseInt(v, 10, 64); err == nil {
			out = append(out, app.NewItem{CaseID: id, Motion: m})
		}
	}
	return out
}

// at is the instant of a day and an hour as typed, in Almaty.
func at(f *site.Form) time.Time {
	d, typed := f.Day("at"), f.Text("time")
	if d.IsZero() {
		return time.Time{}
	}
	t, err := time.Parse("15:04", typed)
	if err != nil {
		f.Fault("time", "sitting.not_a_time")
		return time.Time{}
	}
	return time.Date(d.Year, d.Month, d.Day, t.Hour(), t.Minute(), 0, 0, civil.Zone)
}

func (h Handler) newSittingPage(c echo.Context, status int, form ui.Form) error {
	ctx, r := site.Ctx(c), h.Reader(c)
	site.SetPage(c, href.NewSitting())
	ref, err := r.Reference(ctx)
	if err != nil {
		return err
	}
	ledger, err := r.BodyRules(ctx, ref.WorkingGroup())
	if err != nil {
		return err
	}
	p := sittings.NewPage{Form: form, Days: approval.RulesOn(ledger, h.Visit(c).Today).VoteDays, Cases: c.QueryParams()["case"]}
	if p.Ready, _, err = h.ready(c); err != nil {
		return err
	}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "sitting.new")); err != nil {
		return err
	}
	p.Eyebrow, p.Errors, p.NoDays = i18n.T(ctx, "sitting.title"), form.Errors, true
	p.Assets = append(p.Assets, "css/sitting.css")
	return h.Render(c, status, sittings.New(p))
}

// ready are the cases that may go on an agenda and stand on none, and all cases
// that the person may see, by key.
func (h Handler) ready(c echo.Context) ([]approval.Case, map[int64]approval.Case, error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	all, err := r.Cases(ctx, approval.Filter{})
	if err != nil {
		return nil, nil, err
	}
	docket, err := r.Docket(ctx)
	if err != nil {
		return nil, nil, err
	}
	byID := map[int64]approval.Case{}
	var out []approval.Case
	for _, one := range all {
		byID[one.ID] = one
		if one.Ready() && !docket.OnAgenda(one.ID) {
			out = append(out, one)
		}
	}
	return out, byID, nil
}

// sittingID reads the key of a sitting that the person may know of.
func (h Handler) sitting(c echo.Context) (approval.Sitting, error) {
	id, err := site.ID(c)
	if err != nil {
		return approval.Sitting{}, err
	}
	s, err := h.Reader(c).Sitting(site.Ctx(c), id)
	if err == nil && !sees(h.Who(c), &s) {
		err = fault.NotFound()
	}
	return s, err
}
