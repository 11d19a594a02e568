package governance

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/conditions"
)

func conditionRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/conditions", Action: access.SeeInForce, Formats: []string{"json", "csv", "xlsx"}, Handle: h.listConditions},
		{Method: http.MethodPost, Path: "/conditions", Action: access.ExtendCondition, Handle: h.createAssignment},
		{Method: http.MethodGet, Path: "/conditions/new", Action: access.ExtendCondition, Handle: h.newAssignment},
		{Method: http.MethodGet, Path: "/conditions/:id", Action: access.SeeInForce, Handle: h.showCondition},
		{Method: http.MethodPost, Path: "/conditions/:id/report", Action: access.ReportCondition, Limit: uploadLimit, Handle: h.reportCondition},
		{Method: http.MethodPost, Path: "/conditions/:id/acceptance", Action: access.AcceptCondition, Handle: h.acceptCondition},
		{Method: http.MethodPost, Path: "/conditions/:id/return", Action: access.AcceptCondition, Handle: h.returnCondition},
		{Method: http.MethodPost, Path: "/conditions/:id/extension", Action: access.ReportCondition, Handle: h.askExtension},
		{Method: http.MethodPost, Path: "/conditions/:id/extension/decision", Action: access.ExtendCondition, Handle: h.decideExtension},
		{Method: http.MethodGet, Path: "/conditions/:id/steps/:step/files/:file", Action: access.SeeInForce, Handle: h.showConditionFile},
	}
}

// register is the conditions that the person may see, with the names of what
// they touch.
type register struct {
	ref      *portfolio.Reference
	pictures map[int64]*portfolio.Picture
	rows     []conditions.Row
	heads    []conditions.Row // one of each programme
}

func (h Handler) register(c echo.Context, f store.ConditionFilter) (register, error) {
	ctx, reader := site.Ctx(c), h.Reader(c)
	r := register{pictures: map[int64]*portfolio.Picture{}}
	pictures, ref, err := reader.Pictures(ctx)
	if err != nil {
		return r, err
	}
	r.ref = ref
	for _, p := range pictures {
		r.pictures[p.Programme.ID] = p
		r.heads = append(r.heads, conditions.Row{Programme: &p.Programme, Term: &p.Term})
	}
	all, err := reader.Conditions(ctx, f)
	for i := range all {
		r.rows = append(r.rows, r.row(&all[i], h.Who(c)))
	}
	return r, err
}

// row names what a condition touches, as far as the person may know of it.
func (r register) row(c *approval.Condition, who access.Actor) conditions.Row {
	p := r.pictures[c.ProgrammeID]
	row := conditions.Row{Condition: c, Owner: r.ref.Bodies[c.OwnerID], Programme: &p.Programme, Term: &p.Term}
	if _, line := p.Line(c.MilestoneID); line != nil {
		row.Line = line.Plan
	}
	if project := p.Project(c.ProjectID); project != nil && (row.Line != nil || who.May(access.SeeDraft, c.ProgrammeID) || planned(p, c.ProjectID)) {
		row.Project = project
	}
	return row
}

// planned reports whether some version in force has lines of the project: one
// that stands in nothing but a draft is a part of it.
func planned(p *portfolio.Picture, projectID int64) bool {
	for _, b := range p.Boards {
		if _, ok := b.Projects[projectID]; ok {
			return true
		}
	}
	return false
}

// listConditions answers GET /conditions.
func (h Handler) listConditions(c echo.Context) error {
	ctx, u := site.Ctx(c), c.Request().URL
	r, err := h.register(c, store.ConditionFilter{})
	if err != nil {
		return err
	}
	on, who := h.Visit(c).On, h.Who(c)
	counts, shown := map[conditions.Shown]int{}, conditions.Shown(u.Query().Get("show"))
	if !slices.Contains(conditions.Lists, shown) {
		shown = conditions.Open
	}
	found := slices.DeleteFunc(r.rows, func(row conditions.Row) bool {
		q := u.Query()
		return q.Get("programme") != "" && q.Get("programme") != row.Programme.Code || q.Get("kind") != "" && q.Get("kind") != string(row.Condition.Kind)
	})
	var rows []conditions.Row
	for _, row := range found {
		in := map[conditions.Shown]bool{
			conditions.Open: row.Condition.IsOpen(), conditions.Overdue: row.Condition.Overdue(on),
			conditions.Mine: row.Condition.WaitsFor(who), conditions.All: true,
		}
		for name, is := range in {
			if is && name != conditions.All {
				counts[name]++
			}
		}
		if in[shown] {
			rows = append(rows, row)
		}
	}
	switch h.Visit(c).Format {
	case "json":
		head, err := h.Reader(c).Head(ctx)
		if err != nil {
			return err
		}
		return h.JSON(c, conditionsData(on, head, rows))
	case "csv", "xlsx":
		return h.Sheet(c, "conditions", conditionsSheet(on, rows))
	}
	sh, err := h.Shell(c, i18n.T(ctx, "condition.title"))
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, conditions.List(conditions.ListPage{
		Shell: sh, Rows: rows, Typed: u.Query(), Shown: shown, Counts: counts, Programmes: r.heads,
		Bare: without(u, conditions.Filters...), With: func(name, value string) string { return with(u, name, value) },
		MaySet: !sh.Past && who.May(access.ExtendCondition, access.Anywhere),
	}))
}

// with is an address with another value of one filter, or without it.
func with(u *url.URL, name, value string) string {
	q := u.Query()
	if q.Set(name, value); value == "" {
		q.Del(name)
	}
	return address(u, q)
}

// without is an address without some filters.
func without(u *url.URL, names ...string) string {
	q := u.Query()
	for _, name := range names {
		q.Del(name)
	}
	return address(u, q)
}

func address(u *url.URL, q url.Values) string {
	if len(q) == 0 {
		return u.Path
	}
	return u.Path + "?" + q.Encode()
}

// showCondition answers GET /conditions/:id.
func (h Handler) showCondition(c echo.Context) error {
	return h.conditionPage(c, http.StatusOK, conditions.Forms{}, nil)
}

// conditionPage is the page of a condition, with the form that was refused.
func (h Handler) conditionPage(c echo.Context, status int, forms conditions.Forms, kept []keptFile) error {
	ctx, reader := site.Ctx(c), h.Reader(c)
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	one, err := reader.Condition(ctx, id)
	if err != nil {
		return err
	}
	r, err := h.register(c, store.ConditionFilter{MilestoneID: -1})
	if err != nil {
		return err
	}
	if r.pictures[one.ProgrammeID] == nil {
		return fault.NotFound()
	}
	page := conditions.ShowPage{Row: r.row(&one, h.Who(c)), Forms: forms, Kept: shownFiles(kept), Files: filesLimit, Limit: fileMegabytes}
	if page.People, err = h.names(ctx, reader, &one); err != nil {
		return err
	}
	page.SetBy = page.People[one.RecordedBy]
	site.SetPage(c, conditionAddress(id))
	if page.Shell, err = h.Shell(c, page.Condition.Text.For(ctx)); err != nil {
		return err
	}
	page.Eyebrow = page.Term.Name.For(ctx) + " · " + i18n.T(ctx, "condition.kind_"+string(one.Kind)) + " № " + strconv.FormatInt(id, 10)
	page.Blocked = blockedBy(&one, r.pictures[one.ProgrammeID])
	if !page.Past {
		page.May = mayDo(&one, h.Who(c))
	}
	for _, f := range []struct {
		prefix string
		errors int
	}{{"", len(forms.Report.Errors)}, {"ask", len(forms.Ask.Errors)}, {"accept", len(forms.Accept.Errors)}, {"return", len(forms.Return.Errors)}, {"decide", len(forms.Decide.Errors)}} {
		if f.errors > 0 {
			page.ErrorPrefix = f.prefix
		}
	}
	page.Errors = slices.Concat(page.Errors, forms.Report.Errors, forms.Ask.Errors, forms.Accept.Errors, forms.Return.Errors, forms.Decide.Errors)
	return h.Render(c, status, conditions.Show(page))
}

// names are the people who set a condition and took its steps.
func (h Handler) names(ctx context.Context, reader *store.Reader, one *approval.Condition) (map[int64]string, error) {
	ids := []int64{one.RecordedBy}
	for _, s := range one.Steps {
		ids = append(ids, s.RecordedBy)
	}
	return reader.Names(ctx, ids)
}

// mayDo is what the person may do to a condition here and now.
func mayDo(one *approval.Condition, who access.Actor) conditions.May {
	state, asked := one.State(), one.Asked()
	owed := state == approval.ConditionOpen || state == approval.ConditionBack
	reports := owed && who.May(access.ReportCondition, one.ProgrammeID)
	said := one.Last(approval.ConditionReported)
	return conditions.May{
		Report: reports, Ask: reports && asked == nil,
		Judge:  state == approval.ConditionSaid && who.May(access.AcceptCondition, one.ProgrammeID) && said.RecordedBy != who.ID,
		Decide: asked != nil && who.May(access.ExtendCondition, one.ProgrammeID) && asked.RecordedBy != who.ID,
	}
}

// blockedBy are the gates not done that cannot be accepted while the condition
// is owed: the next one of the project, or of each project when it touches the
// whole roadmap.
func blockedBy(one *approval.Condition, p *portfolio.Picture) []conditions.Blocked {
	if !one.Blocks || !one.IsOpen() {
		return nil
	}
	var out []conditions.Blocked
	met := map[int64]bool{}
	for _, b := range p.Boards {
		for i := range b.Lines {
			l := &b.Lines[i]
			if l.Gate && l.Status.Open() && one.HoldsUp(l.ProjectID) && !met[l.ProjectID] {
				met[l.ProjectID] = true
				out = append(out, conditions.Blocked{Line: l.Plan, Deadline: l.Deadline})
			}
		}
	}
	return out
}
