package governance

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/changes"
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

// read makes a line of its part of the form. What has no shape is a fault of its
// field. A deadline that is left as it is keeps its term: a month stays one.
func (p *proposal) read(f *site.Form, l *portfolio.Line) portfolio.Plan {
	is := *l.Plan
	id := is.MilestoneID
	is.CoIDs, is.Links = slices.Clone(is.CoIDs), slices.Clone(is.Links)
	is.Start = f.Day(changes.Name("start", id))
	if !is.Due.Repeats() {
		if day := f.Day(changes.Name("due", id)); day.IsZero() {
			is.Due = civil.Period{}
		} else if day != l.Deadline {
			is.Due = civil.OnDay(day)
		}
	}
	is.Note = f.Text(changes.Name("note", id))
	is.Costs = nil
	for i, c := range l.Costs {
		if c.Amount = readSum(f, changes.CostName("sum", id, i)); c.Amount != 0 {
			is.Costs = append(is.Costs, c)
		}
	}
	if name := changes.Name("sum_new", id); f.Text(name) != "" {
		year, err := strconv.Atoi(f.Text(changes.Name("year_new", id)))
		if err != nil || year < p.board.Year-portfolio.YearsBefore || year > p.board.Year+portfolio.YearsAfter {
			f.Fault(changes.Name("year_new", id), "draft.cost_year")
		}
		is.Costs = append(is.Costs, portfolio.Cost{Year: year, Source: portfolio.Source(f.Text(changes.Name("source_new", id))), Amount: readSum(f, name)})
	}
	return is
}

// readSum reads money as people type it; nothing typed is none.
func readSum(f *site.Form, name string) money.Amount {
	text := f.Text(name)
	if text == "" {
		return 0
	}
	sum, err := money.Parse(text)
	if err != nil {
		f.Take(name, err)
	} else if sum < 0 {
		f.Fault(name, "roadmap.cost_negative")
	}
	return sum
}

// placed puts the faults of costs beside a field that the form has.
func (p *proposal) placed(form ui.Form) ui.Form {
	form.Errors = slices.Clone(form.Errors)
	for i := range form.Errors {
		number, field, _ := strings.Cut(form.Errors[i].Name, ".")
		if id, err := strconv.ParseInt(number, 10, 64); err == nil && field == "costs" {
			form.Errors[i].Name = changes.Name("sum_new", id)
			if l := p.board.Line(id); l != nil && len(l.Costs) > 0 {
				form.Errors[i].Name = changes.CostName("sum", id, 0)
			}
		}
	}
	return form
}

// changePage shows the form, with what it leads to when that was asked.
func (h Handler) changePage(c echo.Context, status int, p *proposal, asked changeAsked) error {
	ctx := site.Ctx(c)
	page := changes.Page{
		Code: p.picture.Programme.Code, Year: p.board.Year, Version: p.board.Version, Open: p.roadmap.Open(),
		Action: p.action, Back: p.back, Form: asked.form, Stale: asked.stale,
		Submits: h.Who(c).May(access.Submit, p.picture.Programme.ID),
	}
	for _, l := range p.lines {
		one := changes.Line{Line: l, Costs: l.Costs}
		if first, ok := p.original[l.MilestoneID]; ok {
			one.Original, one.First = &first, first.Deadline(p.ref.Calendar)
		} else {
			one.Original, one.First = l.Plan, l.Deadline
		}
		page.Lines = append(page.Lines, one)
	}
	if page.Open != nil {
		page.OpenHref = h.openHref(c, p)
	}
	if asked.plans != nil && page.Open == nil {
		page.Asked = true
		var err error
		if page.Effect, err = h.changeEffect(c, p, asked); err != nil {
			return err
		}
	}
	site.SetPage(c, p.action)
	title := i18n.T(ctx, "change.title")
	var err error
	if page.Shell, err = h.Shell(c, title); err != nil {
		return err
	}
	page.Eyebrow = p.picture.Term.Name.For(ctx) + " · " + i18n.T(ctx, "roadmap.title", "Year", p.board.Year) + " · " + i18n.T(ctx, "milestone.version", "Version", p.board.Version.Number)
	page.NoDays, page.Errors = true, asked.form.Errors
	return h.Render(c, status, changes.Form(page))
}

// openHref leads to the version that is open already: its case, or its draft.
func (h Handler) openHref(c echo.Context, p *proposal) string {
	open := p.roadmap.Open()
	if one, err := h.Reader(c).CaseOfVersion(site.Ctx(c), open.ID); err == nil && one.ID != 0 && !open.State().Editable() {
		return href.Case(one.ID)
	}
	return href.RoadmapVersion(p.picture.Programme.Code, p.board.Year, open.Number)
}

// changeEffect is what the change that is typed leads to.
func (h Handler) changeEffect(c echo.Context, p *proposal, asked changeAsked) (changes.Effect, error) {
	ctx := site.Ctx(c)
	var e changes.Effect
	e.Faults = wrongIn(ctx, p, asked)
	if len(e.Faults) > 0 {
		return e, nil
	}
	proposed := slices.Clone(p.sheetPlans())
	e.Nothing = true
	for i := range proposed {
		at := slices.IndexFunc(asked.plans, func(one portfolio.Plan) bool { return one.MilestoneID == proposed[i].MilestoneID })
		if at < 0 || portfolio.SameContent(proposed[i], asked.plans[at]) {
			continue
		}
		was, is := &proposed[i], asked.plans[at]
		first, known := p.original[is.MilestoneID]
		if !known {
			first = *was
		}
		e.Nothing = false
		e.Was += was.Costs.Total()
		e.Is += is.Costs.Total()
		if then := is.Deadline(p.ref.Calendar); then != was.Deadline(p.ref.Calendar) {
			e.Days = append(e.Days, changes.Days{Number: is.Number, Original: first.Deadline(p.ref.Calendar), InForce: was.Deadline(p.ref.Calendar), Then: then})
		}
		proposed[i] = is
	}
	if e.Nothing {
		return e, nil
	}
	var err error
	if e.Delegation, _, err = h.delegation(c, p.roadmap, p.board.Version, proposed, h.Who(c).May(access.DecideAsAkimat, p.picture.Programme.ID)); err != nil {
		return e, err
	}
	effect := p.board.IfPlanned(asked.plans...)
	e.Moves = ui.Moves{Effect: &effect, Year: p.board.Year, Programme: p.picture.Term.Name, Bodies: p.ref.Bodies, Projects: map[int64]i18n.Text{}}
	for _, one := range p.picture.Projects {
		e.Moves.Projects[one.ID] = one.Profile.Name
	}
	return e, nil
}

// wrongIn says in words what is wrong with the lines that are typed.
func wrongIn(ctx context.Context, p *proposal, asked changeAsked) []string {
	var said []string
	add := func(f fault.FieldError) {
		if text := i18n.FieldText(ctx, f); !slices.Contains(said, text) {
			said = append(said, text)
		}
	}
	for _, f := range asked.form.Errors {
		if strings.Contains(f.Name, ".") {
			add(f)
		}
	}
	if len(said) == 0 {
		for _, plan := range asked.plans {
			for _, f := range fault.FieldsOf(plan.CheckIn(p.board.Year, p.ref.Calendar)) {
				add(f)
			}
		}
	}
	return said
}

// sheetPlans are the lines in force.
func (p *proposal) sheetPlans() []portfolio.Plan {
	plans := make([]portfolio.Plan, len(p.board.Lines))
	for i := range p.board.Lines {
		plans[i] = *p.board.Lines[i].Plan
	}
	return plans
}

// chooseLines offers the lines of a roadmap to ask for a change of.
func (h Handler) chooseLines(c echo.Context, p *proposal) error {
	ctx := site.Ctx(c)
	page := changes.ChoosePage{Code: p.picture.Programme.Code, Year: p.board.Year, Open: p.roadmap.Open(), Limit: linesAtOnce}
	if page.Open != nil {
		page.OpenHref = h.openHref(c, p)
	}
	for i := range p.board.Lines {
		if l := &p.board.Lines[i]; l.Status.Open() {
			page.Lines = append(page.Lines, l)
		}
	}
	site.SetPage(c, p.action)
	var err error
	if page.Shell, err = h.Shell(c, i18n.T(ctx, "change.several")); err != nil {
		return err
	}
	page.Eyebrow = p.picture.Term.Name.For(ctx) + " · " + i18n.T(ctx, "roadmap.title", "Year", p.board.Year)
	page.NoDays = true
	return h.Render(c, http.StatusOK, changes.Choose(page))
}
