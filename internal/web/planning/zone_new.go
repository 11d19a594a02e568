package planning

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/ui"
	"qadam/views/zones"
)

// newZone answers GET /zones/new. A past day has no forms.
func (h Handler) newZone(c echo.Context) error {
	if h.Visit(c).Past {
		return h.formless(c, href.Zones())
	}
	return h.newZonePage(c, http.StatusOK, ui.Form{})
}

// createZone answers POST /zones: the zone is a proposal until an act
// designates it.
func (h Handler) createZone(c echo.Context) error {
	f := site.ReadForm(c)
	programme, err := h.chosenProgramme(c, f)
	if err != nil {
		return err
	}
	if programme == nil {
		return h.newZonePage(c, http.StatusUnprocessableEntity, f.Form)
	}
	pictures, _, err := h.Reader(c).Pictures(site.Ctx(c))
	if err != nil {
		return err
	}
	z := portfolio.Zone{Code: f.Text("code"), ProgrammeID: programme.ID, Profile: portfolio.ZoneProfile{
		Name:     i18n.Text{KK: f.Text("name_kk"), RU: f.Text("name_ru"), EN: f.Text("name_en")},
		District: i18n.Text{KK: f.Text("district_kk"), RU: f.Text("district_ru"), EN: f.Text("district_en")},
		Geometry: f.Text("geometry"),
	}}
	z.Profile.Population = peopleIn(f)
	if z.Code == "" {
		z.Code = portfolio.SuggestCode(z.Profile.Name, func(code string) bool {
			return slices.ContainsFunc(pictures, func(p *portfolio.Picture) bool {
				return slices.ContainsFunc(p.Zones, func(one portfolio.Zone) bool { return one.Code == code })
			})
		})
	}
	ok, err := f.Try(func() error {
		_, err := h.App.AddZone(site.Ctx(c), h.Who(c), z)
		return err
	})
	if err != nil {
		return err
	}
	if !ok {
		return h.newZonePage(c, http.StatusUnprocessableEntity, f.Form)
	}
	return h.SeeOther(c, href.Zone(z.Code), "zone.added")
}

func (h Handler) newZonePage(c echo.Context, status int, form ui.Form) error {
	ctx, who := site.Ctx(c), h.Who(c)
	pictures, _, err := h.Reader(c).Pictures(ctx)
	if err != nil {
		return err
	}
	p := zones.NewPage{Form: form, Chosen: form.Value("programme", c.QueryParam("programme"))}
	for _, one := range pictures {
		if who.May(access.EditDraft, one.Programme.ID) {
			p.Programmes = append(p.Programmes, one)
		}
	}
	if p.Chosen != "" && !slices.ContainsFunc(p.Programmes, func(one *portfolio.Picture) bool { return one.Programme.Code == p.Chosen }) {
		return fault.NotFound()
	}
	site.SetPage(c, href.NewZone(p.Chosen))
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "zone.new")); err != nil {
		return err
	}
	if len(p.Programmes) == 1 {
		p.Eyebrow = p.Programmes[0].Term.Name.For(ctx)
	}
	p.Errors, p.NoDays = form.Errors, true
	return h.Render(c, status, zones.New(p))
}
