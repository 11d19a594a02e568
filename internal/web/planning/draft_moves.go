package planning

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
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
	undone, err := h.Reader(c).LastUndone(site.Ctx(c), d.Edited.ID)
	if err != nil {
		return err
	}
	ok, err := f.Try(func() error { return h.App.UndoEdit(site.Ctx(c), h.Who(c), d.Edited.ID, id) })
	if ok {
		said := "draft.undone"
		if undone != nil && undone.ID == id {
			said = "draft.redone"
		}
		return h.SeeOther(c, d.Editor(), said)
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
