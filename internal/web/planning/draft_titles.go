package planning

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/i18n"
	"qadam/internal/web/site"
	"qadam/views/drafts"
	"qadam/views/href"
)

// titlesLimit is how many lines may be pasted at once.
const titlesLimit = 200

// createTitles answers POST /roadmaps/:programme/:year/draft/titles.
func (h Handler) createTitles(c echo.Context) error {
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	if f.TooLarge() {
		return h.tooLarge(c, d)
	}
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
