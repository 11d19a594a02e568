package admin

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/stages"
	"qadam/views/ui"
)

// listStages answers GET /admin/stages.
func (h Handler) listStages(c echo.Context) error { return h.stagesPage(c, http.StatusOK, ui.Form{}) }

// setStages answers POST /admin/stages: a later set of a model's stages.
func (h Handler) setStages(c echo.Context) error {
	f := site.ReadForm(c)
	set := funding.StageSet{
		Model: portfolio.Model(f.Text("model")), ValidFrom: f.Day("from"), Rule: i18n.Text{KK: f.Text("rule_kk"), RU: f.Text("rule")},
		Stages: readStages(f.Text("stages")),
	}
	ok, err := f.Try(func() error { return h.App.AddStages(site.Ctx(c), h.Who(c), set, f.Text("reason")) })
	if err != nil {
		return err
	}
	if !ok {
		return h.stagesPage(c, http.StatusUnprocessableEntity, f.Form)
	}
	return h.SeeOther(c, href.AdminStages(), "stage.set_saved")
}

// readStages reads stages as they are typed: one on each line, its code and its
// names apart by bars.
func readStages(typed string) []funding.Stage {
	var all []funding.Stage
	for line := range strings.Lines(typed) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		parts := append(strings.Split(line, "|"), "", "", "")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		all = append(all, funding.Stage{Code: parts[0], Name: i18n.Text{KK: parts[1], RU: parts[2], EN: parts[3]}})
	}
	return all
}

func (h Handler) stagesPage(c echo.Context, status int, form ui.Form) error {
	ctx := site.Ctx(c)
	site.SetPage(c, href.AdminStages())
	all, err := h.now(c).Stages(ctx)
	if err != nil {
		return err
	}
	p := stages.ListsPage{Sets: funding.StageSets(all), Form: form}
	if p.Shell, err = h.shell(c, i18n.T(ctx, "stage.admin")); err != nil {
		return err
	}
	p.Errors = form.Errors
	return h.Render(c, status, stages.Lists(p))
}
