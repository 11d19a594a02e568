package planning

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
)

// result is what the dates and links of a form lead to.
func (d *draft) result(s lineShown) drafts.Result {
	r := drafts.Result{Asked: s.asked, Unclear: s.unclear}
	p := s.typed
	if p == nil {
		p = s.plan
	}
	if !s.asked || s.unclear || p == nil {
		return r
	}
	if p.Start.IsZero() || p.Due.IsZero() || p.Due.Last().Before(p.Start) {
		r.Unclear = true
		return r
	}
	r.Due, r.Deadline = p.Due, p.Deadline(d.ref.Calendar)
	r.Rolled = r.Deadline != p.Due.Last()
	if s.typed == nil {
		return r // as it stands it moves nothing
	}
	one := *p
	if one.ProjectID == 0 && len(d.picture.Projects) > 0 {
		one.ProjectID = d.picture.Projects[0].ID
	}
	effect := d.board.IfPlanned(one)
	r.Effect = &effect
	d.tell(&r)
	return r
}

// tell adds the names to an effect, and the critical path when it takes another
// way.
func (d *draft) tell(r *drafts.Result) {
	w := d.words()
	r.Numbers, r.Projects = w.Numbers, w.Projects
	if r.Effect.After == nil {
		return
	}
	for _, l := range r.Effect.After.Lines {
		if r.Numbers[l.MilestoneID] == "" {
			r.Numbers[l.MilestoneID] = l.Number
		}
	}
	if after := r.Effect.After.Schedule().Path; !slices.Equal(after, d.board.Schedule().Path) {
		r.Path = after
	}
}

// foundLimit is how many lines a search for predecessors finds.
const foundLimit = 20

// findPredecessors answers GET /roadmaps/:programme/:year/draft/predecessors.
func (h Handler) findPredecessors(c echo.Context) error {
	d, left, err := h.draftOf(c)
	if err != nil || left {
		return err
	}
	ctx := site.Ctx(c)
	q := c.QueryParam("q")
	if row := c.QueryParam("row"); strings.HasPrefix(row, "after_") {
		q = c.QueryParam(row)
	}
	line, _ := strconv.ParseInt(c.QueryParam("line"), 10, 64) // what is no key leaves nothing out
	found := d.search(q, line)
	p := drafts.FoundPage{Draft: d.Draft, Query: q, Total: len(found), Found: d.candidates(found[:min(len(found), foundLimit)])}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "word.predecessors")); err != nil {
		return err
	}
	p.Shell.Eyebrow, p.NoDays, p.Assets = d.Whose(ctx), true, draftAssets
	return h.Render(c, http.StatusOK, drafts.Found(p))
}

// changesEffect is what a change of several lines moves.
func (d *draft) changesEffect(plans []portfolio.Plan) drafts.Result {
	effect := d.board.IfPlanned(plans...)
	r := drafts.Result{Asked: true, Effect: &effect}
	d.tell(&r)
	return r
}
