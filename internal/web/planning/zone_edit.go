package planning

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/ui"
	"qadam/views/zones"
)

// editableZone is a pilot zone whose profile the person may change. Of one that he
// may not know it says that there is none.
func (h Handler) editableZone(c echo.Context, code string) (portfolio.Zone, error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	programmeID, err := r.ProgrammeOfZone(ctx, code)
	if err != nil {
		return portfolio.Zone{}, err
	}
	picture, _, err := r.Picture(ctx, programmeID)
	if err != nil {
		return portfolio.Zone{}, err
	}
	visible := site.VisibleZones(picture, h.Who(c))
	i := slices.IndexFunc(visible, func(z portfolio.Zone) bool { return z.Code == code })
	if i < 0 {
		return portfolio.Zone{}, fault.NotFound()
	}
	return visible[i], access.Require(h.Who(c), access.EditDraft, programmeID)
}

// editZone answers GET /zones/:code/edit. A past day has no forms.
func (h Handler) editZone(c echo.Context) error {
	if h.Visit(c).Past {
		return h.formless(c, href.Zone(c.Param("code")))
	}
	return h.editZonePage(c, http.StatusOK, c.Param("code"), ui.Form{}, false)
}

// updateZone answers POST /zones/:code/edit.
func (h Handler) updateZone(c echo.Context) error {
	f, code := site.ReadForm(c), c.Param("code")
	z, err := h.editableZone(c, code)
	if err != nil {
		return err
	}
	change, people := zoneChange(f), peopleIn(f)
	change.Population = &people
	return h.saveEdit(c, f, saving{
		save: func(seen int64) error {
			return h.App.EditZone(site.Ctx(c), h.Who(c), app.ZoneEdit{ZoneID: z.ID, Seen: seen, Change: change})
		},
		saved: func() error { return h.SeeOther(c, href.Zone(code), "zone.edited") },
		again: func(status int, stale bool) error { return h.editZonePage(c, status, code, f.Form, stale) },
	})
}

// zoneChange is what a form says, but for the people. A boundary that is decided
// upon is in no form.
func zoneChange(f *site.Form) portfolio.ZoneChange {
	change := portfolio.ZoneChange{
		Name:     &i18n.Text{KK: f.Text("name_kk"), RU: f.Text("name_ru"), EN: f.Text("name_en")},
		District: &i18n.Text{KK: f.Text("district_kk"), RU: f.Text("district_ru"), EN: f.Text("district_en")},
	}
	if f.Form.Values.Has("geometry") {
		drawn := f.Text("geometry")
		change.Geometry = &drawn
	}
	return change
}

// peopleIn is how many people a form says that live in a zone, 0 when it does not.
func peopleIn(f *site.Form) int {
	typed := strings.NewReplacer(" ", "", "\u00a0", "").Replace(f.Text("population"))
	if typed == "" {
		return 0
	}
	n, err := strconv.Atoi(typed)
	if err != nil {
		f.Fault("population", "fault.not_a_number")
	}
	return n
}

func (h Handler) editZonePage(c echo.Context, status int, code string, form ui.Form, stale bool) error {
	ctx := site.Ctx(c)
	zone, err := h.editableZone(c, code)
	if err != nil {
		return err
	}
	if form, err = h.warned(c, form, approval.KindZone, zone.ID); err != nil {
		return err
	}
	site.SetPage(c, href.ZoneEdit(code))
	p := zones.EditPage{Form: form, Zone: zone, Seen: seenBy(form, zone.Profile.ID, stale), Stale: stale}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "zone.edit")); err != nil {
		return err
	}
	p.Eyebrow = zone.Profile.Name.For(ctx)
	p.Errors, p.NoDays = form.Errors, true
	return h.Render(c, status, zones.Edit(p))
}
