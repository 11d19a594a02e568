package governance

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/ui"
)

func changeRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/milestones/:id/change", Action: access.ProposeChange, Handle: h.askChange},
		{Method: http.MethodPost, Path: "/milestones/:id/change", Action: access.ProposeChange, Handle: h.sendChange},
		{Method: http.MethodGet, Path: "/roadmaps/:programme/:year/change", Action: access.ProposeChange, Handle: h.askChanges},
		{Method: http.MethodPost, Path: "/roadmaps/:programme/:year/change", Action: access.ProposeChange, Handle: h.sendChanges},
	}
}

// linesAtOnce is how many lines one form takes.
const linesAtOnce = 20

// proposal is a change that is asked for: of which lines of which board.
type proposal struct {
	picture  *portfolio.Picture
	ref      *portfolio.Reference
	roadmap  portfolio.Roadmap
	board    *portfolio.Board
	original map[int64]portfolio.Plan
	lines    []*portfolio.Line
	action   string
	back     string
}

// one is the proposal to change the milestone of the address.
func (h Handler) one(c echo.Context) (*proposal, error) {
	id, err := site.ID(c)
	if err != nil {
		return nil, err
	}
	m, err := h.Reader(c).Milestone(site.Ctx(c), id)
	if err != nil {
		return nil, err
	}
	picture, ref, err := h.Reader(c).Picture(site.Ctx(c), m.ProgrammeID)
	if err != nil {
		return nil, err
	}
	board, line := picture.Line(id)
	if line == nil {
		return nil, fault.NotFound() // nothing of it is in force
	}
	if err := access.Require(h.Who(c), access.ProposeChange, m.ProgrammeID); err != nil {
		return nil, err
	}
	if !line.Status.Open() {
		return nil, fault.Conflict("change.line_done", "Number", line.Number)
	}
	return h.proposal(c, &proposal{
		picture: picture, ref: ref, board: board, lines: []*portfolio.Line{line}, action: href.MilestoneChange(id), back: href.Milestone(id),
	})
}

// several is the proposal to change the lines that the address or the form
// names, of the roadmap of the address.
func (h Handler) several(c echo.Context, ids []string) (*proposal, error) {
	picture, ref, err := h.Reader(c).PictureOf(site.Ctx(c), c.Param("programme"))
	if err != nil {
		return nil, err
	}
	year, err := strconv.Atoi(c.Param("year"))
	if err != nil || picture.Boards[year] == nil {
		return nil, fault.NotFound()
	}
	board, code := picture.Boards[year], picture.Programme.Code
	p := &proposal{picture: picture, ref: ref, board: board, back: href.Roadmap(code, year)}
	for i := range board.Lines {
		l := &board.Lines[i]
		if l.Status.Open() && slices.Contains(ids, strconv.FormatInt(l.MilestoneID, 10)) && len(p.lines) < linesAtOnce {
			p.lines = append(p.lines, l)
		}
	}
	p.action = href.RoadmapChange(code, year)
	return h.proposal(c, p)
}

// proposal sees to it that the person may ask for it, and adds what the lines
// are held against.
func (h Handler) proposal(c echo.Context, p *proposal) (*proposal, error) {
	if h.Visit(c).Past {
		return nil, fault.NotFound() // what is past is not changed
	}
	if err := access.Require(h.Who(c), access.ProposeChange, p.picture.Programme.ID); err != nil {
		return nil, err
	}
	p.roadmap = *p.picture.Roadmap(p.board.Year)
	var err error
	p.original, err = originals(site.Ctx(c), h.Reader(c), p.roadmap, p.board.Version.Number)
	return p, err
}

// askChange answers GET /milestones/:id/change.
func (h Handler) askChange(c echo.Context) error {
	p, err := h.one(c)
	if err != nil {
		return err
	}
	return h.changePage(c, http.StatusOK, p, changeAsked{})
}

// askChanges answers GET /roadmaps/:programme/:year/change. Without a line it
// offers them all to choose from.
func (h Handler) askChanges(c echo.Context) error {
	p, err := h.several(c, c.QueryParams()["line"])
	if err != nil {
		return err
	}
	if len(p.lines) == 0 {
		return h.chooseLines(c, p)
	}
	return h.changePage(c, http.StatusOK, p, changeAsked{})
}

// sendChange answers POST /milestones/:id/change.
func (h Handler) sendChange(c echo.Context) error {
	p, err := h.one(c)
	if err != nil {
		return err
	}
	return h.tryChange(c, p, site.ReadForm(c))
}

// sendChanges answers POST /roadmaps/:programme/:year/change.
func (h Handler) sendChanges(c echo.Context) error {
	f := site.ReadForm(c)
	p, err := h.several(c, f.All("line"))
	if err != nil {
		return err
	}
	if len(p.lines) == 0 {
		return h.chooseLines(c, p)
	}
	return h.tryChange(c, p, f)
}

// changeAsked is a form as it was sent.
type changeAsked struct {
	form  ui.Form
	plans []portfolio.Plan // as they shall be; nil while nothing was sent
	stale bool
}

// tryChange proposes the change, or shows what it would lead to.
func (h Handler) tryChange(c echo.Context, p *proposal, f *site.Form) error {
	ctx := site.Ctx(c)
	asked := changeAsked{plans: []portfolio.Plan{}}
	for _, l := range p.lines {
		asked.plans = append(asked.plans, p.read(f, l))
	}
	if f.Text("step") == "effect" {
		asked.form = f.Form
		return h.changePage(c, http.StatusOK, p, asked)
	}
	var out app.Proposed
	ok, err := f.Try(func() (err error) {
		out, err = h.App.ProposeChange(ctx, h.Who(c), app.ChangeRequest{
			ProgrammeID: p.picture.Programme.ID, Year: p.board.Year, Base: f.ID("base"), Lines: asked.plans,
			ReasonCode: approval.ReasonCode(f.Text("reason_code")), Reason: f.Text("reason"),
		})
		return err
	})
	switch {
	case ok && out.CaseID != 0:
		return h.SeeOther(c, href.Case(out.CaseID), "change.sent_"+string(out.Delegation.Route))
	case ok:
		return h.SeeOther(c, href.RoadmapVersion(p.picture.Programme.Code, p.board.Year, out.Number), "change.drafted")
	case fault.Is(err, fault.KindConflict):
		return h.changeLost(c, p, f, asked, err)
	case err != nil:
		return err
	}
	asked.form = p.placed(f.Form)
	return h.changePage(c, http.StatusUnprocessableEntity, p, asked)
}

// changeLost shows a form again to somebody who was too slow: what is in force,
// or open, now.
func (h Handler) changeLost(c echo.Context, p *proposal, f *site.Form, asked changeAsked, err error) error {
	h.Visit(c).Reader = h.Store.Read(h.Who(c), h.Instant())
	now, lost := h.again(c, p)
	if lost != nil {
		return lost
	}
	asked.stale = fault.Of(err).Key == "fault.changed_meanwhile"
	if asked.form = f.Form; !asked.stale && now.roadmap.Open() == nil {
		asked.form.Errors = append(asked.form.Errors, fault.FieldError{Key: fault.Of(err).Key, Args: fault.Of(err).Args})
	}
	return h.changePage(c, http.StatusConflict, now, asked)
}

// again is the same proposal as things stand now.
func (h Handler) again(c echo.Context, p *proposal) (*proposal, error) {
	picture, ref, err := h.Reader(c).Picture(site.Ctx(c), p.picture.Programme.ID)
	if err != nil {
		return nil, err
	}
	again := &proposal{picture: picture, ref: ref, board: picture.Board(p.board.Year), action: p.action, back: p.back}
	for _, was := range p.lines {
		if l := again.board.Line(was.MilestoneID); l != nil {
			again.lines = append(again.lines, l)
		}
	}
	return h.proposal(c, again)
}
