package insight

import (
	"errors"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/portfolios"
	"qadam/views/ratings"
	"qadam/views/ui"
)

func ratingRoutes(h Handler) []site.Route {
	data := []string{"json", "csv", "xlsx"}
	return []site.Route{
		{Method: http.MethodGet, Path: href.Projects() + "/:code/ratings", Action: access.SeeInForce, Formats: data, Handle: h.showRatings},
		{Method: http.MethodPost, Path: href.Projects() + "/:code/ratings", Action: access.SeeInForce, Handle: h.createRating},
		{Method: http.MethodGet, Path: href.Disagreements(), Action: access.SeeInForce, Formats: append(data, "pdf"), Handle: h.listDisagreements},
	}
}

// rateSheet is the style sheet of ratings.
var rateSheet = []string{"css/rating.css"}

// showRatings answers GET /projects/:code/ratings.
func (h Handler) showRatings(c echo.Context) error {
	return h.ratingsPage(c, http.StatusOK, "", ui.Form{})
}

// ratingsPage is the page of a project's ratings, with the form of a party that
// was refused.
func (h Handler) ratingsPage(c echo.Context, status int, refused portfolio.Party, form ui.Form) error {
	ctx, r, who := site.Ctx(c), h.Reader(c), h.Who(c)
	picture, project, err := h.project(c)
	if err != nil {
		return err
	}
	book, err := r.Ratings(ctx)
	if err != nil {
		return err
	}
	p := ratings.ShowPage{Project: project, Three: book.Three(picture, project), History: slices.Clone(book.Ratings(project.ID))}
	slices.Reverse(p.History)
	var people []int64
	for _, one := range p.History {
		people = append(people, one.RecordedBy)
	}
	if p.People, err = r.Names(ctx, people); err != nil {
		return err
	}
	for _, e := range book.Escalations() {
		if e.ProjectID == project.ID {
			p.Escalations = append(p.Escalations, e)
		}
	}
	if all, err := h.disagreements(c, r, []*portfolio.Picture{picture}, func(*portfolio.Picture) []portfolio.Project { return []portfolio.Project{*project} }); err != nil {
		return err
	} else if len(all) > 0 {
		p.Since = all[0].Since
	}
	switch h.Visit(c).Format {
	case "json":
		return h.ratingsJSON(c, p)
	case "csv", "xlsx":
		return h.Sheet(c, "ratings-"+project.Code, ratingRows(p))
	}
	site.SetPage(c, href.ProjectRatings(project.Code))
	if p.Shell, err = h.Shell(c, project.Profile.Name.For(ctx)); err != nil {
		return err
	}
	p.Eyebrow, p.Assets = i18n.T(ctx, "rating.title")+" · "+picture.Term.Name.For(ctx), rateSheet
	p.Drafted = project.End == nil && !stands(picture, project.ID)
	if !p.Past && project.End == nil && !p.Drafted {
		for _, f := range []ratings.RateForm{{Party: portfolio.Owner, Last: p.Three.Owner}, {Party: portfolio.Centre, Last: p.Three.Centre}} {
			f.Form.Prefix = string(f.Party)
			if f.Party == refused {
				f.Form.Values, f.Form.Errors = form.Values, form.Errors
				p.Errors, p.ErrorPrefix = form.Errors, f.Form.Prefix
			}
			if who.May(app.RatesAs(f.Party), project.ProgrammeID) {
				p.Forms = append(p.Forms, f)
			}
		}
	}
	return h.Render(c, status, ratings.Show(p))
}

// stands reports whether a roadmap in force has lines of the project.
func stands(p *portfolio.Picture, projectID int64) bool {
	for _, b := range p.Boards {
		if _, ok := b.Projects[projectID]; ok {
			return true
		}
	}
	return false
}

// createRating answers POST /projects/:code/ratings.
func (h Handler) createRating(c echo.Context) error {
	_, project, err := h.project(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	party := portfolio.Party(f.Text("party"))
	if err := access.Require(h.Who(c), app.RatesAs(party), project.ProgrammeID); err != nil {
		return err
	}
	if party != portfolio.Owner && party != portfolio.Centre {
		return fault.Invalid("fault.bad_form")
	}
	s := app.Assessment{
		ProjectID: project.ID, Party: party, Confidence: portfolio.Confidence(f.Text("confidence")), Rationale: f.Text("rationale"),
		Document: app.Document{Number: f.Text("document_number"), Dated: f.Day("document_date")}, Link: f.Text("url"),
		ReviewOn: f.Day("review_on"), Seen: f.ID("seen"),
	}
	ok, err := f.Try(func() error { return h.App.RateProject(site.Ctx(c), h.Who(c), s) })
	if ok {
		return h.SeeOther(c, href.ProjectRatings(project.Code), "rating.was_saved")
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	h.Visit(c).Reader = h.Store.Read(h.Who(c), h.Instant())
	return h.ratingsPage(c, status, party, f.Form)
}

// listDisagreements answers GET /portfolio/disagreements.
func (h Handler) listDisagreements(c echo.Context) error {
	ctx, v := site.Ctx(c), h.Visit(c)
	var p ratings.DisagreementsPage
	now, err := h.allDisagreements(c)
	if err != nil {
		return err
	}
	if p.Rows, err = h.disputes(c, now); err != nil {
		return err
	}
	switch v.Format {
	case "json":
		return h.disagreementsJSON(c, p.Rows)
	case "csv", "xlsx":
		return h.Sheet(c, "disagreements-"+v.On.String(), disagreementRows(p.Rows, v.On, v.Against))
	case "pdf":
		return h.disagreementsPaper(c, p.Rows)
	}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "rating.disagreements")); err != nil {
		return err
	}
	if p.Rules, err = h.rules(c); err != nil {
		return err
	}
	p.Eyebrow, p.Tabs, p.Assets, p.Compare = i18n.T(ctx, "portfolio.eyebrow"), portfolios.TabsOf(ctx, p.Shell, href.Disagreements()), rateSheet, true
	return h.Render(c, http.StatusOK, ratings.Disagreements(p))
}

// disputes are disagreements held against the day compared with, where there is
// one: with those that are gone at the end, as their projects stand now.
func (h Handler) disputes(c echo.Context, now []portfolio.Disagreement) ([]portfolio.Dispute, error) {
	against := h.Visit(c).Against
	if against.IsZero() {
		return portfolio.Disputes(now, now, nil), nil
	}
	then, err := h.disagreementsAt(c, h.ReaderOn(c, against))
	if err != nil {
		return nil, err
	}
	ctx, r := site.Ctx(c), h.Reader(c)
	pictures, _, err := r.Pictures(ctx)
	if err != nil {
		return nil, err
	}
	book, err := r.Ratings(ctx)
	if err != nil {
		return nil, err
	}
	return portfolio.Disputes(now, then, func(d portfolio.Disagreement) portfolio.Disagreement {
		for _, p := range pictures {
			if one := p.Project(d.Project.ID); one != nil {
				d.Picture, d.Project, d.Three = p, one, book.Three(p, one)
			}
		}
		return d
	}), nil
}

// rules are the numbers of the rules of status that held on the day shown.
func (h Handler) rules(c echo.Context) (portfolio.StatusRules, error) {
	ref, err := h.Reader(c).Reference(site.Ctx(c))
	if err != nil {
		return portfolio.StatusRules{}, err
	}
	return ref.RulesAt(h.Reader(c).At(), h.Visit(c).On), nil
}

// allDisagreements are the projects that the person may know of whose ratings
// differ.
func (h Handler) allDisagreements(c echo.Context) ([]portfolio.Disagreement, error) {
	return h.disagreementsAt(c, h.Reader(c))
}

// disagreementsAt is allDisagreements at the instant of a reader.
func (h Handler) disagreementsAt(c echo.Context, r *store.Reader) ([]portfolio.Disagreement, error) {
	ctx := site.Ctx(c)
	pictures, _, err := r.Pictures(ctx)
	if err != nil {
		return nil, err
	}
	var hidden error
	rows, err := h.disagreements(c, r, pictures, func(picture *portfolio.Picture) []portfolio.Project {
		visible, err := site.VisibleProjects(ctx, r, picture, h.Who(c))
		if err != nil {
			hidden = err
		}
		return visible
	})
	return rows, errors.Join(hidden, err)
}

// disagreements are the projects of the pictures whose ratings differ, of those
// that are known. Each day that they look back to is asked once.
func (h Handler) disagreements(c echo.Context, r *store.Reader, pictures []*portfolio.Picture, known func(*portfolio.Picture) []portfolio.Project) ([]portfolio.Disagreement, error) {
	book, err := r.Ratings(site.Ctx(c))
	if err != nil {
		return nil, err
	}
	asked := map[civil.Date]portfolio.Colours{}
	return book.Disagreements(pictures, known, func(on civil.Date) (portfolio.Colours, error) {
		colours, ok := asked[on]
		if !ok {
			if colours, err = h.ReaderOn(c, on).Colours(site.Ctx(c)); err != nil {
				return colours, err
			}
			asked[on] = colours
		}
		return colours, nil
	})
}
