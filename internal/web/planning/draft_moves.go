package planning

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
	"qadam/views/href"
	"qadam/views/ui"
)

// moveLine answers POST /roadmaps/:programme/:year/draft/lines/:id/move.
func (h Handler) moveLine(c echo.Context) error {
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	p, err := d.lineOf(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	move := portfolio.Move{Way: portfolio.Way(f.Text("way")), Before: f.ID("before")}
	ok, err := f.Try(func() error {
		return h.App.MoveLine(site.Ctx(c), h.Who(c), d.Edited.ID, p.MilestoneID, move)
	})
	if err != nil {
		return err
	}
	address := href.DraftAt(d.Programme.Code, d.Year, p.MilestoneID)
	if move.Way == portfolio.MoveIn || move.Way == portfolio.MoveOut {
		address = href.With(address, "menu", strconv.FormatInt(p.MilestoneID, 10))
	}
	if !ok {
		f.Form.Errors = f.Form.Errors[:1]
		f.Form.Errors[0].Name = ""
		return h.draftPage(c, d, draftShown{status: http.StatusUnprocessableEntity, errors: f.Form})
	}
	return h.SeeOther(c, address, "")
}

// copyLine answers POST /roadmaps/:programme/:year/draft/lines/:id/copy.
func (h Handler) copyLine(c echo.Context) error {
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	p, err := d.lineOf(c)
	if err != nil {
		return err
	}
	id, err := h.App.CopyLine(site.Ctx(c), h.Who(c), d.Edited.ID, p.MilestoneID)
	if err != nil {
		return err
	}
	return h.SeeOther(c, d.LinePath(id), "draft.copied")
}

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
	ctx := site.Ctx(c)
	p := drafts.RemovalPage{Draft: d.Draft, Line: *line, Numbers: d.words().Numbers}
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
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "draft.remove_title", "Number", line.Number)); err != nil {
		return err
	}
	p.Shell.Eyebrow, p.NoDays, p.Assets = d.Whose(ctx), true, draftAssets
	return h.Render(c, http.StatusOK, drafts.Removal(p))
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
	if err := h.App.RemoveLine(site.Ctx(c), h.Who(c), d.Edited.ID, p.MilestoneID); err != nil {
		return err
	}
	return h.SeeOther(c, d.Editor(), "draft.removed")
}

// undoEdit answers POST /roadmaps/:programme/:year/draft/undoing.
func (h Handler) undoEdit(c echo.Context) error {
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	id := f.ID("edit")
	if id == 0 {
		f.Fault("", "draft.nothing_to_undo")
	}
	ok, err := f.Try(func() error { return h.App.UndoEdit(site.Ctx(c), h.Who(c), d.Edited.ID, id) })
	if ok {
		return h.SeeOther(c, d.Editor(), "draft.undone")
	}
	status := http.StatusUnprocessableEntity
	if fault.Is(err, fault.KindConflict) || fault.Is(err, fault.KindNotFound) {
		// Somebody changed the draft meanwhile: show what the last change is now.
		status = http.StatusConflict
		f.Fault("", "draft.undo_stale")
	} else if err != nil {
		return err
	}
	return h.draftAgain(c, draftShown{status: status, errors: f.Form})
}

// draftAgain shows the editor with what was recorded since the request began.
func (h Handler) draftAgain(c echo.Context, s draftShown) error {
	h.again(c)
	d, left, err := h.draftOf(c)
	if err != nil || left {
		return err
	}
	return h.draftPage(c, d, s)
}

// titlesLimit is how many lines may be pasted at once.
const titlesLimit = 200

// createTitles answers POST /roadmaps/:programme/:year/draft/titles.
func (h Handler) createTitles(c echo.Context) error {
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	titles := titlesOf(f.Text("titles"))
	project := d.project(f.Text("project"))
	switch {
	case project == nil:
		f.Fault("", "draft.project_unknown")
	case len(titles) == 0:
		f.Fault("titles", "fault.required")
	case len(titles) > titlesLimit:
		f.Fault("titles", "draft.titles_limit", "Limit", titlesLimit)
	}
	var added []int64
	ok, err := f.Try(func() (err error) {
		added, err = h.App.AddLines(site.Ctx(c), h.Who(c), d.Edited.ID, project.ID, titles)
		return err
	})
	if err != nil {
		return err
	}
	if !ok {
		f.Form.Prefix = f.Text("project")
		return h.draftPage(c, d, draftShown{status: http.StatusUnprocessableEntity, errors: f.Form, pasted: drafts.Pasted{Project: f.Text("project"), Form: f.Form}})
	}
	return h.SeeOther(c, href.DraftAt(d.Programme.Code, d.Year, added[0]), "draft.titles_added")
}

// titlesOf reads pasted titles, one in a line. Kazakh and Russian beside each
// other are separated by a tab, as two columns of a sheet are, or by a bar; a
// title alone is in the language that its letters tell, Russian when they do
// not.
func titlesOf(pasted string) []i18n.Text {
	var all []i18n.Text
	for line := range strings.Lines(pasted) {
		kk, ru, both := strings.Cut(line, "\t")
		if !both {
			kk, ru, both = strings.Cut(line, "|")
		}
		kk, ru = oneLine(kk), oneLine(ru)
		switch {
		case both:
			if kk != "" || ru != "" {
				all = append(all, i18n.Text{KK: kk, RU: ru})
			}
		case kk == "":
		case i18n.Spoken(kk) == i18n.KK:
			all = append(all, i18n.Text{KK: kk})
		default:
			all = append(all, i18n.Text{RU: kk})
		}
	}
	return all
}

// createSubmission answers POST /roadmaps/:programme/:year/submission.
func (h Handler) createSubmission(c echo.Context) error {
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	if err := access.Require(h.Who(c), access.SubmitRoadmap, d.Programme.ID); err != nil {
		return err
	}
	f := site.ReadForm(c)
	ok, err := f.Try(func() error { return h.App.SubmitRoadmap(site.Ctx(c), h.Who(c), d.Edited.ID) })
	if ok {
		return h.SeeOther(c, href.RoadmapVersion(d.Programme.Code, d.Year, d.Edited.Number), "draft.submitted")
	}
	if err != nil {
		return err
	}
	// What is lacking stands in the list of findings, each with its link.
	return h.draftPage(c, d, draftShown{status: http.StatusUnprocessableEntity, refused: true, errors: incomplete(f.Form)})
}

// incomplete says once that the draft is not complete.
func incomplete(form ui.Form) ui.Form {
	e := form.Errors[0]
	e.Name, e.Key, e.Args = "", "draft.incomplete", nil
	form.Errors = []fault.FieldError{e}
	return form
}
