package planning

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
	"qadam/views/ui"
)

// draftSize is how many lines a page of the editor has.
const draftSize = 100

// showDraft answers GET /roadmaps/:programme/:year/draft.
func (h Handler) showDraft(c echo.Context) error {
	c.Request().URL = asked(c.Request().URL)
	d, left, err := h.draftOf(c)
	if err != nil || left {
		return err
	}
	pushURL(c, c.Request().URL)
	return h.draftPage(c, d, draftShown{status: http.StatusOK})
}

// draftShown is how the editor is shown.
type draftShown struct {
	status  int
	errors  ui.Form // faults of the editor as a whole
	refused bool    // a submission was refused
	asking  bool    // ask once more whether to submit
	pasted  drafts.Pasted
}

// draftPage shows the editor.
func (h Handler) draftPage(c echo.Context, d *draft, s draftShown) error {
	ctx, who := site.Ctx(c), h.Who(c)
	q := c.QueryParams()
	p := drafts.EditPage{
		Draft: d.Draft, Words: d.words(), MaySubmit: who.May(access.Submit, d.Programme.ID), Refused: s.refused, Asking: s.asking,
		Lines: len(d.plans), Findings: d.findings(), Typed: q, Pasted: s.pasted, Total: d.board.Total.Planned,
	}
	if v := d.roadmap.InForce(); v != nil {
		p.InForce = v.Number
	}
	p.At, _ = strconv.ParseInt(q.Get("at"), 10, 64)     // what is no key names no line
	p.Menu, _ = strconv.ParseInt(q.Get("menu"), 10, 64) // neither
	if p.At == 0 {
		p.At = p.Menu
	}
	schedule := d.board.Schedule()
	p.End = schedule.End
	for _, l := range d.board.Lines {
		if p.End.Before(l.Deadline) && schedule.Cycle != nil {
			p.End = l.Deadline
		}
	}
	d.group(&p, schedule, c.Request().URL)
	var err error
	if p.Last, p.Undone, err = h.edits(c, d); err != nil {
		return err
	}
	if s.status != http.StatusOK {
		site.SetPage(c, d.Editor())
	}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "draft.title", "Year", d.Year)); err != nil {
		return err
	}
	p.Shell.Eyebrow, p.Assets = d.Whose(ctx), draftAssets
	p.NoDays, p.Errors, p.ErrorPrefix = true, s.errors.Errors, s.errors.Prefix
	return h.Render(c, s.status, drafts.EditForm(p))
}

// draftAssets are what the pages of a draft load beside what every page does.
var draftAssets = []string{"css/draft.css"}

// words are the names of what lines name by key.
func (d *draft) words() drafts.Words {
	w := drafts.Words{Bodies: d.ref.Bodies, Zones: map[int64]i18n.Text{}, Projects: map[int64]i18n.Text{}, Numbers: make(map[int64]string, len(d.plans))}
	for _, z := range d.picture.Zones {
		w.Zones[z.ID] = z.Profile.Name
	}
	for _, p := range d.picture.Projects {
		w.Projects[p.ID] = p.Profile.Name
	}
	for _, p := range d.plans {
		w.Numbers[p.MilestoneID] = p.Number
	}
	return w
}

// edits are the last change of a draft and the one that can be done again, nil
// where there is none, with who made them.
func (h Handler) edits(c echo.Context, d *draft) (last, undone *drafts.Edit, err error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	one, two, err := r.Standing(ctx, d.Edited.ID)
	if err != nil {
		return nil, nil, err
	}
	var people []int64
	for _, e := range []*portfolio.DraftEdit{one, two} {
		if e != nil {
			people = append(people, e.RecordedBy)
		}
	}
	if len(people) == 0 {
		return nil, nil, nil
	}
	names, err := r.Names(ctx, people)
	if err != nil {
		return nil, nil, err
	}
	if one != nil {
		last = &drafts.Edit{DraftEdit: *one, Who: names[one.RecordedBy]}
	}
	if two != nil {
		undone = &drafts.Edit{DraftEdit: *two, Who: names[two.RecordedBy]}
	}
	return last, undone, nil
}

// group puts the lines that the filters leave under their projects, and takes
// those of the page asked for.
func (d *draft) group(p *drafts.EditPage, schedule *portfolio.Schedule, u *url.URL) {
	byLine := map[int64][]portfolio.Finding{}
	for _, f := range p.Findings {
		if f.MilestoneID != 0 && f.ProjectID == 0 {
			byLine[f.MilestoneID] = append(byLine[f.MilestoneID], f)
		}
	}
	sums := map[int64]*drafts.Group{}
	for i := range d.board.Lines {
		l := &d.board.Lines[i]
		g := sums[l.ProjectID]
		if g == nil {
			g = &drafts.Group{Project: d.picture.Project(l.ProjectID)}
			sums[l.ProjectID] = g
			p.Projects = append(p.Projects, g.Project)
		}
		g.Lines++
		g.Weight += l.Weight
		g.Cost += l.Costs.Total()
	}
	for _, one := range d.projects() {
		if sums[one.ID] == nil {
			p.Empty = append(p.Empty, one)
		}
	}
	found := d.pick(p.Typed, schedule, byLine)
	p.Pages = ui.ReadPages(u, draftSize)
	p.Pages.Region = drafts.Region
	if p.Typed.Get("page") == "" {
		if i := slices.IndexFunc(found, func(l *portfolio.Line) bool { return l.MilestoneID == p.At }); i >= 0 {
			p.Pages.Page = i/draftSize + 1
		}
	}
	p.Pages.Of(len(found))
	for i := p.Pages.Offset(); i < p.Pages.End(); i++ {
		l := found[i]
		n := len(p.Groups)
		if n == 0 || p.Groups[n-1].Project.ID != l.ProjectID {
			g := *sums[l.ProjectID]
			g.Begins = i == 0 || found[i-1].ProjectID != l.ProjectID
			p.Groups = append(p.Groups, g)
			n++
		}
		g := &p.Groups[n-1]
		g.Rows = append(g.Rows, d.row(l, schedule, byLine[l.MilestoneID]))
		g.Ends = i == len(found)-1 || found[i+1].ProjectID != l.ProjectID
	}
}

// row is a line with what stands beside it.
func (d *draft) row(l *portfolio.Line, schedule *portfolio.Schedule, findings []portfolio.Finding) drafts.Row {
	r := drafts.Row{Line: l, Depth: strings.Count(l.Number, "."), Lead: d.ref.Bodies[l.LeadID], Co: len(l.CoIDs), Findings: findings}
	if z := d.picture.Zone(l.ZoneID); z != nil {
		r.Zone = z.Profile.Name
	}
	r.Timing, r.Timed = schedule.Timing(l.MilestoneID)
	return r
}

// pick lists the lines that the filters of the editor leave.
func (d *draft) pick(q url.Values, schedule *portfolio.Schedule, findings map[int64][]portfolio.Finding) []*portfolio.Line {
	words := strings.Fields(i18n.Fold(q.Get("q")))
	var found []*portfolio.Line
	for i := range d.board.Lines {
		l := &d.board.Lines[i]
		project := d.picture.Project(l.ProjectID)
		keep := !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(l.Folded, w) })
		if code := q.Get("project"); code != "" {
			keep = keep && project.Code == code
		}
		switch q.Get("show") {
		case "blocking":
			keep = keep && slices.ContainsFunc(findings[l.MilestoneID], func(f portfolio.Finding) bool { return f.Blocking })
		case "findings":
			keep = keep && len(findings[l.MilestoneID]) > 0
		case "critical":
			t, known := schedule.Timing(l.MilestoneID)
			keep = keep && known && t.Critical
		case "gates":
			keep = keep && l.Gate
		}
		if keep {
			found = append(found, l)
		}
	}
	return found
}

// firstDay is the first day of the roadmap's year.
func (d *draft) firstDay() civil.Date { return civil.InYear(d.Year).First() }
