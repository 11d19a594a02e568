package planning

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/export/docx"
	"qadam/internal/export/pdf"
	"qadam/internal/export/xlsx"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/report"
	"qadam/internal/web/site"
	"qadam/views/documents"
	"qadam/views/href"
	"qadam/views/roadmaps"
	"qadam/views/ui"
)

// documentPage is a roadmap in the official form: GET /roadmaps/:programme/:year
// with view=form.
func (h Handler) documentPage(c echo.Context, t *table) error {
	if t.version == nil {
		return h.noDocument(c, t)
	}
	ctx := site.Ctx(c)
	p, err := h.shown(c, t, asForm)
	if err != nil {
		return err
	}
	d, err := h.document(c, t)
	if err != nil {
		return err
	}
	p.Assets = append(p.Assets, "css/paper.css")
	p.Compare = false // the form is one text; what changed stands in the comparison
	pushURL(c, p.URL)
	return h.Render(c, http.StatusOK, documents.Show(documents.ShowPage{
		Shell: p.Shell, Top: roadmaps.Top(p), Chips: roadmaps.FilterChips(p.Filters()), Texts: t.texts(ctx), Document: d,
	}))
}

// noDocument answers who asks for the form as of a day on which the roadmap had
// no version that the person may see: data can be empty, a document cannot, so
// neither the page nor any of its files is there. The page says why.
func (h Handler) noDocument(c echo.Context, t *table) error {
	p, err := h.shown(c, t, asForm)
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusNotFound, roadmaps.Show(p))
}

// documentFile is the official form as a file.
func (h Handler) documentFile(c echo.Context, t *table) error {
	if t.version == nil {
		return h.noDocument(c, t)
	}
	d, err := h.document(c, t)
	if err != nil {
		return err
	}
	format := h.Visit(c).Format
	write := map[string]func(report.Document) ([]byte, error){"xlsx": xlsx.Document, "pdf": pdf.Document, "docx": docx.Document}[format]
	body, err := write(d)
	if err != nil {
		return err
	}
	return h.File(c, d.Name, format, body)
}

// document is the version shown in the official form, with the lines that the
// filters leave.
func (h Handler) document(c echo.Context, t *table) (report.Document, error) {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return report.Document{}, err
	}
	term := t.picture.Term
	if act := t.version.Step(portfolio.InForce); act.ActNumber != "" { // who owns the programme later did not approve it
		term = t.picture.Programme.Term(act.ActDate)
	}
	return report.Roadmap{
		Programme: t.picture.Programme, Term: term, Year: t.year, Version: *t.version, Signatory: t.signatory(),
		Lines: t.found(), Of: len(t.board.Lines), Projects: t.projects, Bodies: t.ref.Bodies, Directions: t.ref.Directions,
		Languages: texts[t.text()], On: t.picture.On, Head: head,
	}.Document(), nil
}

// texts are the languages of a document, as ?text= names them.
var texts = map[string][]i18n.Locale{
	"kk": {i18n.KK}, "ru": {i18n.RU}, "both": {i18n.KK, i18n.RU}, "en": {i18n.EN},
}

// textNames are the texts in their order: those in force, then the translation.
var textNames = []string{"kk", "ru", "both", "en"}

// text is the text asked for; else that of the reader's language. Who reads
// neither Kazakh nor Russian gets both: the English text has no force.
func (t *table) text() string {
	if name := t.typed.Get("text"); slices.Contains(textNames, name) {
		return name
	}
	if t.locale == i18n.EN {
		return "both"
	}
	return string(t.locale)
}

// texts are the tabs that lead from one text to another.
func (t *table) texts(ctx context.Context) []ui.Tab {
	var tabs []ui.Tab
	for _, name := range textNames {
		tabs = append(tabs, ui.Tab{
			Label: i18n.T(ctx, "document.text_"+name), Href: href.With(t.url.RequestURI(), "text", name), Current: name == t.text(),
		})
	}
	return tabs
}

// signatory is the position of who signed the last act of this roadmap.
func (t *table) signatory() i18n.Text {
	for _, v := range slices.Backward(t.roadmap.Versions) {
		if act := v.Step(portfolio.InForce); act.ActNumber != "" {
			return act.Signatory
		}
	}
	return i18n.Text{}
}
