package planning

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
	"qadam/views/href"
	"qadam/views/roadmaps"
	"qadam/views/ui"
)

func draftRoutes(h Handler) []site.Route {
	const roadmap = "/roadmaps/:programme/:year"
	const draft, line = roadmap + "/draft", roadmap + "/draft/lines/:id"
	edit := func(method, path string, handle echo.HandlerFunc) site.Route {
		return site.Route{Method: method, Path: path, Action: access.EditDraft, Handle: handle}
	}
	return []site.Route{
		edit(http.MethodGet, "/roadmaps/new", h.newRoadmap),
		edit(http.MethodPost, "/roadmaps", h.createRoadmap),
		edit(http.MethodPost, roadmap+"/versions", h.createVersion),
		edit(http.MethodGet, draft, h.showDraft),
		edit(http.MethodGet, draft+"/lines/new", h.newLine),
		edit(http.MethodPost, draft+"/lines", h.createLine),
		edit(http.MethodPost, draft+"/titles", h.createTitles),
		edit(http.MethodGet, line, h.showLine),
		edit(http.MethodPost, line, h.saveLine),
		edit(http.MethodPost, line+"/copy", h.copyLine),
		edit(http.MethodPost, line+"/move", h.moveLine),
		edit(http.MethodGet, line+"/removal", h.showRemoval),
		edit(http.MethodPost, line+"/removal", h.removeLine),
		edit(http.MethodPost, draft+"/changes", h.changeLines),
		edit(http.MethodPost, draft+"/undoing", h.undoEdit),
		edit(http.MethodGet, draft+"/predecessors", h.findPredecessors),
		edit(http.MethodPost, roadmap+"/submission", h.createSubmission),
	}
}

// draft is a version that is being drawn up, with what its pages need.
type draft struct {
	drafts.Draft
	picture *portfolio.Picture
	ref     *portfolio.Reference
	roadmap portfolio.Roadmap
	board   *portfolio.Board
	plans   []portfolio.Plan // in their order
	at      map[int64]int    // where a milestone stands among them
}

// draftOf loads the draft that the address names, for one who may edit it. A
// version that was submitted, or came into force, can be edited by no address:
// asked for, it leads to the page of the roadmap; sent a form, it is a conflict.
// left tells that the visitor was sent there.
func (h Handler) draftOf(c echo.Context) (d *draft, left bool, err error) {
	year, err := strconv.Atoi(c.Param("year"))
	if err != nil {
		return nil, false, fault.NotFound()
	}
	ctx, r, who := site.Ctx(c), h.Reader(c), h.Who(c)
	picture, ref, err := r.PictureOf(ctx, c.Param("programme"))
	if err != nil {
		return nil, false, err
	}
	if err := access.Require(who, access.SeeDraft, picture.Programme.ID); err != nil {
		return nil, false, err
	}
	if err := access.Require(who, access.EditDraft, picture.Programme.ID); err != nil {
		return nil, false, err
	}
	page := href.Roadmap(picture.Programme.Code, year)
	if h.Visit(c).Past {
		return nil, true, h.formless(c, page)
	}
	m := picture.Roadmap(year)
	if m == nil {
		return nil, false, fault.NotFound()
	}
	v := m.Open()
	if v == nil || !v.State().Editable() {
		if c.Request().Method != http.MethodGet {
			return nil, false, h.frozen(c, picture, year, v)
		}
		if v != nil {
			page = href.RoadmapVersion(picture.Programme.Code, year, v.Number)
		}
		return nil, true, c.Redirect(http.StatusSeeOther, page)
	}
	d = &draft{
		Draft:   drafts.Draft{Programme: picture.Programme, Term: picture.Term, Year: year, Edited: *v},
		picture: picture, ref: ref, roadmap: *m, at: map[int64]int{},
	}
	if d.board, err = r.BoardOf(ctx, picture, ref, *m, *v); err != nil {
		return nil, false, err
	}
	d.plans = make([]portfolio.Plan, len(d.board.Lines))
	for i := range d.board.Lines {
		d.plans[i] = *d.board.Lines[i].Plan
		d.at[d.plans[i].MilestoneID] = i
	}
	return d, false, nil
}

// frozen answers a form for a version that nobody can edit any more, with the
// way to it. The error says that the request failed; its page has been written.
func (h Handler) frozen(c echo.Context, picture *portfolio.Picture, year int, v *portfolio.Version) error {
	d := drafts.Draft{Programme: picture.Programme, Term: picture.Term, Year: year}
	p := drafts.FrozenPage{Draft: d, Roadmap: href.Roadmap(picture.Programme.Code, year)}
	if v != nil {
		p.Roadmap = href.RoadmapVersion(picture.Programme.Code, year, v.Number)
	}
	site.SetPage(c, p.Roadmap)
	var err error
	ctx := site.Ctx(c)
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "roadmap.title", "Year", year)); err != nil {
		return err
	}
	p.Shell.Eyebrow, p.NoDays, p.Assets = d.Whose(ctx), true, draftAssets
	if err := h.Render(c, http.StatusConflict, drafts.Frozen(p)); err != nil {
		return err
	}
	return fault.Conflict("roadmap.frozen")
}

// tooLarge answers a form of which nothing could be read.
func (h Handler) tooLarge(c echo.Context, d *draft) error {
	return h.draftPage(c, d, draftShown{status: http.StatusUnprocessableEntity, errors: tooLarge()})
}

// tooLarge is the one fault of a form of which nothing could be read.
func tooLarge() ui.Form {
	return ui.Form{Errors: []fault.FieldError{{Key: "draft.too_large", Args: map[string]any{"Limit": bodyLimit}}}}
}

// bodyLimit is how much a form may send, in MB: see site.Route.
const bodyLimit = 1

// plan is the line of a milestone in the draft, or nil.
func (d *draft) plan(milestoneID int64) *portfolio.Plan {
	i, ok := d.at[milestoneID]
	if !ok {
		return nil
	}
	return &d.plans[i]
}

// byNumber is the line of a number, or nil.
func (d *draft) byNumber(number string) *portfolio.Plan {
	i := slices.IndexFunc(d.plans, func(p portfolio.Plan) bool { return p.Number == number })
	if i < 0 {
		return nil
	}
	return &d.plans[i]
}

// findings are what the draft lacks and what looks odd in it.
func (d *draft) findings() []portfolio.Finding {
	return portfolio.Completeness(d.plans, d.picture.Surroundings(d.ref, d.Year))
}

// projects are those that lines may be added to: the ones of the programme that
// go on, and those that the draft has lines of.
func (d *draft) projects() []*portfolio.Project {
	var all []*portfolio.Project
	for i := range d.picture.Projects {
		p := &d.picture.Projects[i]
		if p.End == nil || slices.ContainsFunc(d.plans, func(l portfolio.Plan) bool { return l.ProjectID == p.ID }) {
			all = append(all, p)
		}
	}
	return all
}

// drafted reports whether a roadmap has a version that is being drawn up.
func drafted(m portfolio.Roadmap) bool {
	v := m.Open()
	return v != nil && v.State().Editable()
}

// drafting is what the reader of a roadmap may do to its draft.
func (t *table) drafting(past bool) roadmaps.Drafting {
	id := t.picture.Programme.ID
	if past || !t.who.May(access.EditDraft, id) {
		return roadmaps.Drafting{}
	}
	d := roadmaps.Drafting{Edit: drafted(t.roadmap), Renew: t.roadmap.InForce() != nil && t.roadmap.Open() == nil}
	d.Submit = d.Edit && t.who.May(access.Submit, id)
	return d
}
