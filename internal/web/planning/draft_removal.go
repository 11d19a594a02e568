package planning

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
)

// showRemoval answers GET /roadmaps/:programme/:year/draft/lines/:id/removal:
// it asks once more.
func (h Handler) showRemoval(c echo.Context) error {
	d, left, err := h.draftOf(c)
	if err != nil || left {
		return err
	}
	line, err := d.lineOf(c)
	if err != nil {
		return err
	}
	return h.removalPage(c, d, line, removalShown{status: http.StatusOK})
}

// removalShown is how the question is shown.
type removalShown struct {
	status  int
	errors  []fault.FieldError
	stale   bool         // the line was changed meanwhile
	changed *drafts.Edit // by this, when it is known
}

func (h Handler) removalPage(c echo.Context, d *draft, line *portfolio.Plan, s removalShown) error {
	ctx := site.Ctx(c)
	p := drafts.RemovalPage{Draft: d.Draft, Line: *line, Words: d.words(), Changed: s.changed}
	for _, one := range d.plans {
		if strings.HasPrefix(one.Number, line.Number+".") {
			p.Under = append(p.Under, one)
		}
		for _, l := range one.Links {
			if l.MilestoneID == line.MilestoneID {
				p.Followers = append(p.Followers, one)
			}
		}
	}
	if s.status != http.StatusOK {
		site.SetPage(c, d.LinePath(line.MilestoneID)+"/removal")
	}
	var err error
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "draft.remove_title", "Number", line.Number)); err != nil {
		return err
	}
	p.Stale = s.stale
	p.Shell.Eyebrow, p.NoDays, p.Assets, p.Shell.Errors = d.Whose(ctx), true, draftAssets, s.errors
	return h.Render(c, s.status, drafts.Removal(p))
}

// removeLine answers POST /roadmaps/:programme/:year/draft/lines/:id/removal.
func (h Handler) removeLine(c echo.Context) error {
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	p, err := d.lineOf(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	revision := f.Int("revision")
	ok, err := f.Try(func() error {
		return h.App.RemoveLine(site.Ctx(c), h.Who(c), d.Edited.ID, p.MilestoneID, app.AsSeen(revision))
	})
	if ok {
		return h.SeeOther(c, d.Editor(), "draft.removed")
	}
	if fault.Is(err, fault.KindConflict) {
		return h.removalStale(c, p.MilestoneID, err)
	}
	if err != nil {
		return err
	}
	return h.removalPage(c, d, p, removalShown{status: http.StatusUnprocessableEntity, errors: f.Form.Errors})
}

// removalStale asks anew, with what somebody made of the line meanwhile.
func (h Handler) removalStale(c echo.Context, milestoneID int64, conflict error) error {
	h.again(c)
	d, left, err := h.draftOf(c)
	if err != nil || left {
		return err
	}
	line := d.plan(milestoneID)
	if line == nil {
		return conflict
	}
	s := removalShown{status: http.StatusConflict, stale: true}
	last, err := h.lastEdit(c, d)
	if err != nil {
		return err
	}
	if last != nil && last.After.Line(milestoneID) != nil {
		s.changed = last
	}
	return h.removalPage(c, d, line, s)
}
