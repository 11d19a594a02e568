package finance

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/report"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/stages"
	"qadam/views/ui"
)

// What may be sent with what is said of a stage: one scan.
const (
	stageMegabytes = app.FileLimit >> 20
	stageUpload    = app.FileLimit + 1<<20
)

func stageRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/projects/:code/stages", Action: access.SeeInForce, Formats: exports, Handle: h.showStages},
		{Method: http.MethodPost, Path: "/projects/:code/stages/:stage", Action: access.KeepFunding, Limit: stageUpload, Handle: h.recordStage},
		{Method: http.MethodGet, Path: "/funding/earned", Action: access.SeeInForce, Formats: exports, Handle: h.showEarned},
	}
}

// staged is a project with its courses.
type staged struct {
	project *portfolio.Project
	picture *portfolio.Picture
	courses []funding.Course
}

// stagedProject is the project of the address, for those who may know of it.
func (h Handler) stagedProject(c echo.Context) (staged, error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	var s staged
	programmeID, err := r.ProgrammeOfProject(ctx, c.Param("code"))
	if err != nil {
		return s, err
	}
	if s.picture, _, err = r.Picture(ctx, programmeID); err != nil {
		return s, err
	}
	visible, err := site.VisibleProjects(ctx, r, s.picture, h.Who(c))
	if err != nil {
		return s, err
	}
	i := slices.IndexFunc(visible, func(p portfolio.Project) bool { return p.Code == c.Param("code") })
	if i < 0 {
		return s, fault.NotFound()
	}
	s.project = &visible[i]
	book, err := r.StageBook(ctx, store.StageFilter{ProjectID: s.project.ID}, h.Visit(c).On)
	if err != nil {
		return s, err
	}
	s.courses = book.Courses(*s.project)
	return s, nil
}

// stand is the stage of the code on one of the courses, nil for none.
func (s staged) stand(code string) (portfolio.Model, *funding.StageStand) {
	for _, c := range s.courses {
		for i := range c.Stands {
			if strings.EqualFold(c.Stands[i].Stage.Code, code) {
				return c.Model, &c.Stands[i]
			}
		}
	}
	return "", nil
}

// showStages answers GET /projects/:code/stages.
func (h Handler) showStages(c echo.Context) error {
	return h.stagePage(c, http.StatusOK, c.QueryParam("stage"), ui.Form{}, nil)
}

// stagePage is the page of a project's stages, with the form of one that was
// refused.
func (h Handler) stagePage(c echo.Context, status int, code string, form ui.Form, kept []app.File) error {
	ctx, r := site.Ctx(c), h.Reader(c)
	s, err := h.stagedProject(c)
	if err != nil {
		return err
	}
	records, err := r.StageRecords(ctx, s.project.ID)
	if err != nil {
		return err
	}
	p := stages.ShowPage{Project: s.project, Courses: s.courses, Lines: linesOf(s.picture, s.project.ID)}
	var papers []int64
	for _, one := range records {
		papers = append(papers, one.DocumentID)
	}
	if p.Documents, err = r.Documents(ctx, papers); err != nil {
		return err
	}
	if h.Visit(c).Format != "" {
		return h.export(c, report.Funding{
			Name: "stages-" + s.project.Code, Title: report.Say("stage.title_of", "Name", report.Text(s.project.Profile.Name)),
			Tables: report.FundingStages(s.courses, p.Documents),
		})
	}
	site.SetPage(c, href.With(href.ProjectStages(s.project.Code), "stage", code))
	if p.Shell, err = h.Shell(c, s.project.Profile.Name.For(ctx)); err != nil {
		return err
	}
	p.Eyebrow = i18n.T(ctx, "stage.title") + " · " + s.picture.Term.Name.For(ctx)
	p.Errors, p.Assets = form.Errors, []string{"css/funding.css"}
	p.MayKeep = !p.Past && h.Who(c).May(access.KeepFunding, s.project.ProgrammeID)
	if model, stand := s.stand(code); stand != nil {
		p.Opened = &stages.Opened{Model: model, Stand: *stand, Form: form, Limit: stageMegabytes, Kept: h.shownFiles(kept)}
		if err := h.openStage(c, p.Opened, s, records); err != nil {
			return err
		}
	} else if code != "" {
		return fault.NotFound()
	}
	return h.Render(c, status, stages.Show(p))
}

// openStage adds what was said of a stage and by whom, and the milestones that
// may wait for it.
func (h Handler) openStage(c echo.Context, o *stages.Opened, s staged, records []funding.StageRecord) error {
	var people []int64
	for _, one := range records {
		if one.StageID == o.Stand.Stage.ID {
			o.History = append(o.History, one)
			people = append(people, one.RecordedBy)
		}
	}
	for _, b := range boards(s.picture) {
		for i := range b.Lines {
			if l := &b.Lines[i]; l.ProjectID == s.project.ID && (l.Status.Open() || o.Stand.Record != nil && o.Stand.Record.MilestoneID == l.MilestoneID) {
				o.Lines = append(o.Lines, l)
			}
		}
	}
	var err error
	o.People, err = h.Reader(c).Names(site.Ctx(c), people)
	return err
}

// boards are the roadmaps in force of a programme, the earliest first.
func boards(p *portfolio.Picture) []*portfolio.Board {
	var out []*portfolio.Board
	for _, m := range p.Roadmaps {
		if b := p.Boards[m.Year]; b != nil {
			out = append(out, b)
		}
	}
	return out
}

// linesOf are the milestones of a project in force, by their keys.
func linesOf(p *portfolio.Picture, projectID int64) map[int64]*portfolio.Line {
	lines := map[int64]*portfolio.Line{}
	for _, b := range boards(p) {
		for i := range b.Lines {
			if b.Lines[i].ProjectID == projectID {
				lines[b.Lines[i].MilestoneID] = &b.Lines[i]
			}
		}
	}
	return lines
}

func (h Handler) shownFiles(files []app.File) []ui.KeptFile {
	var out []ui.KeptFile
	for _, f := range files {
		out = append(out, ui.KeptFile{Token: h.App.Token(f), Name: f.Name, Size: f.Size})
	}
	return out
}

// recordStage answers POST /projects/:code/stages/:stage.
func (h Handler) recordStage(c echo.Context) error {
	s, err := h.stagedProject(c)
	if err != nil {
		return err
	}
	_, stand := s.stand(c.Param("stage"))
	if stand == nil {
		return fault.NotFound()
	}
	if err := access.Require(h.Who(c), access.KeepFunding, s.project.ProgrammeID); err != nil {
		return err
	}
	f := site.ReadForm(c)
	files, err := h.KeepFiles(f)
	if err != nil {
		return err
	}
	r := app.StageReport{
		ProjectID: s.project.ID, StageID: stand.Stage.ID, Planned: f.Day("planned"), Forecast: f.Day("forecast"), Actual: f.Day("actual"),
		Result: funding.StageResult(f.Text("result")), MilestoneID: f.ID("milestone"), Note: f.Text("note"), Seen: f.ID("seen"),
		Document: funding.Document{
			Kind: funding.DocumentKind(f.Text("document_kind")), Number: f.Text("document_number"), Dated: f.Day("document_date"),
			Title: f.Text("document_title"), URL: f.Text("link"),
		},
	}
	if len(files) > 0 {
		r.File = &files[len(files)-1]
	}
	ok, err := f.Try(func() error { return h.App.RecordStage(site.Ctx(c), h.Who(c), r) })
	if ok {
		return h.SeeOther(c, stages.Address(s.project.Code, stand.Stage.Code), "stage.was_saved")
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	h.Visit(c).Reader = h.Store.Read(h.Who(c), h.Instant())
	return h.stagePage(c, status, stand.Stage.Code, f.Form, files)
}
