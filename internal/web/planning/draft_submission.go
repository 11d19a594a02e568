package planning

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/web/site"
	"qadam/views/drafts"
	"qadam/views/href"
	"qadam/views/ui"
)

// createSubmission answers POST /roadmaps/:programme/:year/submission.
func (h Handler) createSubmission(c echo.Context) error {
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	if err := access.Require(h.Who(c), access.Submit, d.Programme.ID); err != nil {
		return err
	}
	f := site.ReadForm(c)
	seen := f.ID("edit")
	ok, err := f.Try(func() error { return h.App.SubmitSeen(site.Ctx(c), h.Who(c), d.Edited.ID, seen) })
	if ok {
		return h.SeeOther(c, href.RoadmapVersion(d.Programme.Code, d.Year, d.Edited.Number), "draft.submitted")
	}
	if fault.Is(err, fault.KindConflict) {
		return h.submissionStale(c, d, f)
	}
	if err != nil {
		return err
	}
	// What is lacking stands in the list of findings, each with its link.
	return h.draftPage(c, d, draftShown{status: http.StatusUnprocessableEntity, refused: true, errors: incomplete(f.Form)})
}

// submissionStale shows the draft anew to who would have submitted what he had
// not seen, and says who changed it.
func (h Handler) submissionStale(c echo.Context, d *draft, f *site.Form) error {
	h.again(c)
	last, err := h.lastEdit(c, d)
	if err != nil {
		return err
	}
	if last != nil {
		f.Fault("", "draft.submit_stale", "Who", last.Who)
	} else {
		f.Fault("", "fault.changed_meanwhile")
	}
	return h.draftAgain(c, draftShown{status: http.StatusConflict, asking: true, errors: f.Form})
}

// incomplete says once that the draft is not complete.
func incomplete(form ui.Form) ui.Form {
	e := form.Errors[0]
	e.Name, e.Key, e.Args = "", "draft.incomplete", nil
	form.Errors = []fault.FieldError{e}
	return form
}

// lastEdit is what was done to the draft last, be it that something was taken
// back; nil when nothing was.
func (h Handler) lastEdit(c echo.Context, d *draft) (*drafts.Edit, error) {
	last, undone, err := h.edits(c, d)
	if last == nil || undone != nil && undone.ID > last.ID {
		last = undone
	}
	return last, err
}
