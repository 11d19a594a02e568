package planning

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/projects"
	"qadam/views/ui"
)

// mostProjects is as many as a page of the list may have.
const mostProjects = 100

// updateProjects answers POST /projects/edit: all of the projects or none.
func (h Handler) updateProjects(c echo.Context) error {
	f := site.ReadForm(c)
	codes, err := chosenProjects(f.Form.Values)
	if err != nil {
		return err
	}
	if len(codes) == 0 {
		return h.SeeOther(c, href.Projects(), "")
	}
	change := manyChange(f.Form.Values)
	var edits []app.ProjectEdit
	for _, code := range codes {
		_, _, p, err := h.editable(c, code)
		if err != nil {
			return err
		}
		seen, _ := strconv.ParseInt(f.Text(projects.SeenName(code)), 10, 64) // of a form that was tampered with it is another
		edits = append(edits, app.ProjectEdit{ProjectID: p.ID, Seen: seen, Change: change})
	}
	ok, err := f.Try(func() error { return h.App.EditProjects(site.Ctx(c), h.Who(c), edits) })
	if ok {
		return h.SeeOther(c, href.Projects(), "project.edited_many", "Count", strconv.Itoa(len(codes)))
	}
	if found := fault.Of(err); found != nil && found.Kind == fault.KindConflict {
		f.Form.Errors = append(f.Form.Errors, found.Fields...)
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	h.again(c)
	return h.editProjectsPage(c, status, f.Form.Values, f.Form.Errors)
}

// chosenProjects are the codes of the projects that were ticked, each once.
func chosenProjects(typed url.Values) ([]string, error) {
	var codes []string
	for _, code := range typed["project"] {
		if slices.Contains(codes, code) {
			continue
		}
		if len(codes) == mostProjects {
			return nil, fault.Invalid("project.too_many", "Limit", mostProjects)
		}
		codes = append(codes, code)
	}
	return codes, nil
}

// manyChange is the change that is asked for of all of them.
func manyChange(typed url.Values) portfolio.ProjectChange {
	return portfolio.ProjectChange{
		Direction: typed.Get("direction"),
		Goals:     portfolio.CodesChange{Add: slices.Clone(typed["goals_add"]), Drop: slices.Clone(typed["goals_drop"])},
		Zones:     portfolio.CodesChange{Add: slices.Clone(typed["zones_add"]), Drop: slices.Clone(typed["zones_drop"])},
	}
}

// editProjectsPage shows the projects as they are now. What was refused stands
// beside its project: it is named by its place among them.
func (h Handler) editProjectsPage(c echo.Context, status int, typed url.Values, refused []fault.FieldError) error {
	ctx, who := site.Ctx(c), h.Who(c)
	codes, err := chosenProjects(typed)
	if err != nil {
		return err
	}
	p := projects.ManyPage{Form: ui.Form{Values: typed}, Asked: projects.Asks(typed)}
	cases, err := h.decidedUpon(c, approval.KindInclusion)
	if err != nil {
		return err
	}
	programmes := map[int64]bool{}
	for i, code := range codes {
		picture, ref, one, err := h.editable(c, code)
		if err != nil {
			return err
		}
		p.Offers.Directions, p.Offers.Goals = ref.Directions, ref.Goals
		zones := site.VisibleZones(picture, who)
		if !programmes[picture.Programme.ID] {
			programmes[picture.Programme.ID] = true
			p.Offers.Zones = append(p.Offers.Zones, zones...)
		}
		row := projects.ManyRow{Project: one, Term: picture.Term, Then: manyChange(typed).Of(one.Profile), Seen: one.Profile.ID}
		row.Faults = manyFaults(one, row.Then, picture, ref, cases[one.ID])
		for _, f := range refused {
			if f.Name == strconv.Itoa(i) && !slices.ContainsFunc(row.Faults, func(o fault.FieldError) bool { return o.Key == f.Key }) {
				row.Faults = append(row.Faults, f)
			}
		}
		p.Rows = append(p.Rows, row)
	}
	for _, f := range refused {
		if _, err := strconv.Atoi(f.Name); err != nil {
			p.Form.Errors = append(p.Form.Errors, f)
		}
	}
	site.SetPage(c, href.ProjectsEditFor(codes))
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "project.edit_many")); err != nil {
		return err
	}
	p.Assets = listAssets
	p.Eyebrow, p.Errors, p.NoDays = i18n.T(ctx, "word.projects"), p.Form.Errors, true
	return h.Render(c, status, projects.EditMany(p))
}

// decidedUpon are the cases of a kind by which something is decided upon now, by
// their subject.
func (h Handler) decidedUpon(c echo.Context, kind approval.Kind) (map[int64]int64, error) {
	docket, err := h.Reader(c).Docket(site.Ctx(c))
	if err != nil {
		return nil, err
	}
	cases := map[int64]int64{}
	for i := range docket.Cases {
		one := &docket.Cases[i]
		if s := one.State(); one.Kind == kind && (s.Open() || s == approval.Approved) {
			cases[one.SubjectID] = one.ID
		}
	}
	return cases, nil
}

// manyFaults are what the app would refuse of a project.
func manyFaults(p portfolio.Project, then portfolio.ProjectProfile, picture *portfolio.Picture, ref *portfolio.Reference, caseID int64) []fault.FieldError {
	one := func(err error) []fault.FieldError {
		f := fault.Of(err)
		if f == nil || len(f.Fields) > 0 {
			return fault.FieldsOf(err)
		}
		return []fault.FieldError{{Key: f.Key, Args: f.Args}}
	}
	if err := p.MayEdit(); err != nil {
		return one(err)
	}
	if caseID != 0 {
		return one(fault.Conflict("case.text_stands", "Case", caseID))
	}
	if then.Says(p.Profile) {
		return nil
	}
	var known portfolio.ProjectChoices
	for _, d := range ref.Directions {
		known.Directions = append(known.Directions, d.Code)
	}
	for _, g := range ref.Goals {
		known.Goals = append(known.Goals, g.Code)
	}
	for _, z := range picture.Zones {
		known.Zones = append(known.Zones, z.Code)
	}
	p.Profile = then
	return one(p.CheckEdited(known))
}
