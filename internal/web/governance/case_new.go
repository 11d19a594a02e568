package governance

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/cases"
	"qadam/views/href"
	"qadam/views/ui"
)

func newCaseRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/cases/new", Action: access.Submit, Handle: h.newCase},
		{Method: http.MethodPost, Path: "/cases", Action: access.Submit, Handle: h.createCase},
	}
}

// newCase answers GET /cases/new. A past day has no forms.
func (h Handler) newCase(c echo.Context) error {
	if h.Visit(c).Past {
		return c.Redirect(http.StatusSeeOther, href.With(href.Cases(), "as_of", h.Visit(c).On.String()))
	}
	return h.newCasePage(c, http.StatusOK, approval.Kind(c.QueryParam("kind")), ui.Form{})
}

// createCase answers POST /cases.
func (h Handler) createCase(c echo.Context) error {
	f, ctx, who := site.ReadForm(c), site.Ctx(c), h.Who(c)
	kind := approval.Kind(f.Text("kind"))
	if !slices.Contains(cases.NewKinds, kind) {
		return h.newCasePage(c, http.StatusUnprocessableEntity, "", f.Form)
	}
	subject, err := h.subjectOf(c, kind, f.Text("code"))
	if err != nil {
		return err
	}
	if subject == 0 {
		f.Fault("code", "fault.required_choice")
	}
	var id int64
	ok, err := f.Try(func() (err error) {
		switch kind {
		case approval.KindZone:
			id, err = h.App.SubmitZone(ctx, who, subject, caseText(f))
		case approval.KindInclusion:
			id, err = h.App.SubmitInclusion(ctx, who, subject, caseText(f))
		default:
			id, err = h.App.SubmitAssessment(ctx, who, subject, caseText(f))
		}
		return err
	})
	if ok {
		return h.SeeOther(c, href.Case(id), "cases.done_submitted")
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	return h.newCasePage(c, status, kind, f.Form)
}

// subjectOf is the key of the zone or project of the code, 0 when none is named.
func (h Handler) subjectOf(c echo.Context, kind approval.Kind, code string) (int64, error) {
	if code == "" {
		return 0, nil
	}
	pictures, _, err := h.Reader(c).Pictures(site.Ctx(c))
	if err != nil {
		return 0, err
	}
	for _, p := range pictures {
		if !h.Who(c).May(access.Submit, p.Programme.ID) {
			continue
		}
		for _, z := range p.Zones {
			if kind == approval.KindZone && z.Code == code {
				return z.ID, nil
			}
		}
		for _, one := range p.Projects {
			if kind != approval.KindZone && one.Code == code {
				return one.ID, nil
			}
		}
	}
	return 0, fault.NotFound()
}

func (h Handler) newCasePage(c echo.Context, status int, kind approval.Kind, form ui.Form) error {
	ctx := site.Ctx(c)
	pictures, _, err := h.Reader(c).Pictures(ctx)
	if err != nil {
		return err
	}
	p := cases.NewPage{Form: form, Chosen: c.QueryParam("code")}
	if slices.Contains(cases.NewKinds, kind) {
		p.Kind = kind
		for _, one := range pictures {
			if h.Who(c).May(access.Submit, one.Programme.ID) {
				p.Subjects = append(p.Subjects, subjects(ctx, kind, one)...)
			}
		}
	}
	site.SetPage(c, href.NewCase(string(p.Kind), p.Chosen))
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "cases.new")); err != nil {
		return err
	}
	p.Errors, p.NoDays = form.Errors, true
	return h.Render(c, status, cases.New(p))
}

// subjects are what a kind may be about in a programme: zones that are only
// proposed, projects that go on.
func subjects(ctx context.Context, kind approval.Kind, p *portfolio.Picture) []ui.Option {
	var out []ui.Option
	if kind == approval.KindZone {
		for _, z := range p.Zones {
			if z.State() == portfolio.ZoneDraft {
				out = append(out, ui.Option{Value: z.Code, Label: z.Profile.Name.For(ctx)})
			}
		}
		return out
	}
	for _, one := range p.Projects {
		if one.End == nil {
			out = append(out, ui.Option{Value: one.Code, Label: one.Profile.Name.For(ctx)})
		}
	}
	return out
}
