package drafts

import (
	"context"

	"github.com/a-h/templ"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/ui"
)

// area is a title in one language.
func (p LinePage) area(ctx context.Context, name, lang string) ui.Field {
	return ui.Field{
		Form: p.Form, Name: name, Label: Label(ctx, fieldOf[name]), Rows: 2, MaxLength: portfolio.TitleLimit, Required: lang != "en",
		Attrs: templ.Attributes{"lang": lang, "spellcheck": "true"},
	}
}

// choice is a list to choose one from; nothing chosen yet is a blank line.
func (p LinePage) choice(label, name string, options []ui.Option, required bool) ui.Field {
	f := ui.Field{Form: p.Form, Name: name, Label: label, Options: options, Required: required}
	if p.Form.Value(name, "") == "" {
		f.Blank = "—"
	}
	return f
}

// predecessor is the field of a line that comes before this one.
func (p LinePage) predecessor(ctx context.Context, row int) ui.Field {
	f := ui.Field{
		Form: p.Form, Name: Cell("after", row), Label: i18n.T(ctx, "draft.after"), Hidden: true, Placeholder: i18n.T(ctx, "draft.after_placeholder"),
		MaxLength: 500, Autocomplete: "off", Attrs: templ.Attributes{"list": "lines-offered"},
	}
	if p.Searched {
		f.Attrs["data-hx-get"] = href.With(href.DraftPredecessors(p.Programme.Code, p.Year), "line", id(p.ID))
		f.Attrs["data-hx-trigger"] = "input changed delay:250ms"
		f.Attrs["data-hx-vals"] = `{"row":"` + Cell("after", row) + `"}`
		f.Attrs["data-hx-include"] = "this"
		f.Attrs["data-hx-target"] = "#predecessors"
	}
	return f
}

// Back is the editor with this line in sight.
func (p LinePage) Back() string {
	if p.ID == 0 {
		return p.Editor()
	}
	return href.DraftAt(p.Programme.Code, p.Year, p.ID)
}

// inputOf is the input that a finding about a field leads to.
func inputOf(field string) string {
	switch field {
	case "due":
		return "due_kind"
	case "costs":
		return Cell("cost_sum", 0)
	case "links":
		return Cell("after", 0)
	case "project", "number":
		return "title_kk" // an existing line has no field of them
	default:
		return field
	}
}

// dashed is a text, or a dash for nothing.
func dashed(s string) string {
	if s == "" {
		return "—"
	}
	return s
}
