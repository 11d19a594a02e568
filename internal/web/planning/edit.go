package planning

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/ui"
)

// What the forms about projects and pilot zones have in common.

// formless leads to a page as of the past day that is shown: such a day has no forms.
func (h Handler) formless(c echo.Context, page string) error {
	return c.Redirect(http.StatusSeeOther, href.With(page, "as_of", h.Visit(c).On.String()))
}

// chosenProgramme is the programme that a form about something new names; nil when
// it names none, which is a fault of the form then.
func (h Handler) chosenProgramme(c echo.Context, f *site.Form) (*portfolio.Programme, error) {
	code := f.Text("programme")
	if code == "" {
		f.Fault("programme", "fault.required_choice")
		return nil, nil
	}
	ref, err := h.Reader(c).Reference(site.Ctx(c))
	if err != nil {
		return nil, err
	}
	programme := ref.ByCode(code)
	if programme == nil {
		return nil, fault.NotFound()
	}
	return programme, access.Require(h.Who(c), access.EditDraft, programme.ID)
}

// saving is how a form ends that says anew what is known of something.
type saving struct {
	save  func(seen int64) error             // over the profile that the form was made of
	saved func() error                       // answers when it is done
	again func(status int, stale bool) error // shows the form with what is wrong; stale when somebody else was faster
}

// saveEdit saves what a form says, or shows it again beside what others wrote.
func (h Handler) saveEdit(c echo.Context, f *site.Form, s saving) error {
	ok, err := f.Try(func() error {
		seen, _ := strconv.ParseInt(f.Text("seen"), 10, 64) // of a form that was tampered with it is another
		return s.save(seen)
	})
	if ok {
		return s.saved()
	}
	found := fault.Of(err)
	stale := found != nil && (found.Key == "project.edited_meanwhile" || found.Key == "zone.edited_meanwhile")
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	h.again(c)
	return s.again(status, stale)
}

// seenBy is the profile that a form was made of. After somebody else was faster it
// has seen what that one wrote, so that saving again works.
func seenBy(form ui.Form, now int64, stale bool) int64 {
	if seen, err := strconv.ParseInt(form.Value("seen", ""), 10, 64); err == nil && !stale {
		return seen
	}
	return now
}
