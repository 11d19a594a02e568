package insight

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/ratings"
)

func whyRoutes(h Handler) []site.Route {
	data := []string{"json"}
	return []site.Route{
		{Method: http.MethodGet, Path: href.Programmes() + "/:code/why", Action: access.SeeInForce, Formats: data, Handle: h.whyProgramme},
		{Method: http.MethodGet, Path: href.Projects() + "/:code/why", Action: access.SeeInForce, Formats: data, Handle: h.whyProject},
		{Method: http.MethodGet, Path: href.Milestones() + "/:id/why", Action: access.SeeInForce, Formats: data, Handle: h.whyMilestone},
	}
}

// whyMilestone answers GET /milestones/:id/why: of a milestone in force.
func (h Handler) whyMilestone(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	pictures, _, err := h.Reader(c).Pictures(site.Ctx(c))
	if err != nil {
		return err
	}
	var picture *portfolio.Picture
	var board *portfolio.Board
	var line *portfolio.Line
	for _, p := range pictures {
		if b, l := p.Line(id); l != nil {
			picture, board, line = p, b, l
		}
	}
	if line == nil {
		return fault.NotFound()
	}
	then, err := h.thenOf(c, picture.Programme.ID)
	if err != nil {
		return err
	}
	var was *portfolio.Line
	if then != nil {
		_, was = then.Line(id)
	}
	p := ratings.MilestonePage{Why: board.Why(line, was), Project: picture.Project(line.ProjectID)}
	if p.Money, err = h.gap(c, board, line); err != nil {
		return err
	}
	if h.Visit(c).Format == "json" {
		return h.whyLineJSON(c, p)
	}
	if p.Shell, err = h.Shell(c, i18n.T(site.Ctx(c), "why.title_milestone")); err != nil {
		return err
	}
	p.Eyebrow, p.Compare = picture.Term.Name.For(site.Ctx(c)), true
	return h.Render(c, http.StatusOK, ratings.Milestone(p))
}

// thenOf is the picture of a programme on the day compared with, nil when nothing
// is compared or there was none.
func (h Handler) thenOf(c echo.Context, programmeID int64) (*portfolio.Picture, error) {
	against := h.Visit(c).Against
	if against.IsZero() {
		return nil, nil
	}
	then, _, err := h.ReaderOn(c, against).Picture(site.Ctx(c), programmeID)
	if fault.Is(err, fault.KindNotFound) {
		return nil, nil
	}
	return then, err
}

// gap is the money of the year that a milestone at risk waits for, nil when it
// waits for none.
func (h Handler) gap(c echo.Context, b *portfolio.Board, l *portfolio.Line) (*ratings.Gap, error) {
	waits := slices.ContainsFunc(b.Why(l, nil).Checks, func(c portfolio.Check) bool { return c.Rule == portfolio.RuleFundingGap && c.Holds })
	if !waits {
		return nil, nil
	}
	book, err := h.Reader(c).Funding(site.Ctx(c))
	if err != nil {
		return nil, err
	}
	sums := book.Sums(funding.Scope{ProjectID: l.ProjectID, Year: b.Year, Kind: funding.Investment})
	due := (sums.Planned*money.Amount(b.Rules.FundingShare) + 99) / 100
	return &ratings.Gap{Year: b.Year, Planned: sums.Planned, Committed: sums.Committed, Due: due}, nil
}

// whyProgramme answers GET /programmes/:code/why.
func (h Handler) whyProgramme(c echo.Context) error {
	picture, _, err := h.Reader(c).PictureOf(site.Ctx(c), c.Param("code"))
	if err != nil {
		return err
	}
	p := ratings.HealthPage{Name: picture.Term.Name.For(site.Ctx(c))}
	return h.whyHealth(c, picture, 0, p, i18n.T(site.Ctx(c), "why.title_programme"))
}

// whyProject answers GET /projects/:code/why.
func (h Handler) whyProject(c echo.Context) error {
	picture, project, err := h.project(c)
	if err != nil {
		return err
	}
	book, err := h.Reader(c).Ratings(site.Ctx(c))
	if err != nil {
		return err
	}
	three := book.Three(picture, project)
	p := ratings.HealthPage{Name: project.Profile.Name.For(site.Ctx(c)), Project: project, Ratings: &three, Ended: project.End != nil}
	return h.whyHealth(c, picture, project.ID, p, i18n.T(site.Ctx(c), "why.title_project"))
}

// whyHealth says why a project of the picture, or with 0 its programme, has its
// colour: by the roadmap that stands, or that of the year asked for.
func (h Handler) whyHealth(c echo.Context, picture *portfolio.Picture, projectID int64, p ratings.HealthPage, title string) error {
	then, err := h.thenOf(c, picture.Programme.ID)
	if err != nil {
		return err
	}
	board := picture.Present()
	if c.QueryParam("year") != "" {
		year, err := h.year(c)
		if err != nil {
			return err
		}
		board = picture.Board(year)
	}
	var was *portfolio.Board
	if then != nil {
		was = then.Board(board.Year)
	}
	p.Why, p.Year = board.WhyHealth(projectID, was), board.Year
	p.More = max(0, len(p.Why.Deciding)-ratings.DecidingShown)
	if h.Visit(c).Format == "json" {
		return h.whyHealthJSON(c, p)
	}
	if p.Shell, err = h.Shell(c, title); err != nil {
		return err
	}
	p.Eyebrow, p.Compare = picture.Term.Name.For(site.Ctx(c)), true
	if picture.Boards[board.Year] != nil {
		p.Roadmap = p.Keep(href.Roadmap(picture.Programme.Code, board.Year))
	}
	return h.Render(c, http.StatusOK, ratings.Health(p))
}

// project is the project of the address with the picture of its programme, for
// those who may know of it.
func (h Handler) project(c echo.Context) (*portfolio.Picture, *portfolio.Project, error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	programmeID, err := r.ProgrammeOfProject(ctx, c.Param("code"))
	if err != nil {
		return nil, nil, err
	}
	picture, _, err := r.Picture(ctx, programmeID)
	if err != nil {
		return nil, nil, err
	}
	visible, err := site.VisibleProjects(ctx, r, picture, h.Who(c))
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(visible, func(p portfolio.Project) bool { return p.Code == c.Param("code") })
	if i < 0 {
		return nil, nil, fault.NotFound()
	}
	return picture, &visible[i], nil
}
