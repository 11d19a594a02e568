package visit

import (
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// Button finds the only button with the words on it, or read aloud for it,
// within the CSS selectors if there are any, and returns its form as pressing
// it would send it: with the fields that belong to the form wherever they
// stand, to the button's own address when it has one.
func (p *Page) Button(words string, within ...string) *Form {
	p.T.Helper()
	found := p.Doc.Find(strings.Join(append(within, "button"), " ")).FilterFunction(func(_ int, s *goquery.Selection) bool {
		_, hidden := s.Attr("tabindex") // what Enter presses is no button for people
		return !hidden && (Plain(s.Text()) == words || s.AttrOr("aria-label", "") == words)
	})
	if found.Length() != 1 {
		p.T.Fatalf("%d buttons with the words %q in:\n%s", found.Length(), words, p.Words())
	}
	form, id := found.Closest("form"), found.AttrOr("form", "")
	if id != "" {
		form = p.Doc.Find("form#" + id)
	}
	if form.Length() != 1 {
		p.T.Fatalf("the button %q belongs to no form", words)
	}
	f := &Form{Page: p, Action: found.AttrOr("formaction", form.AttrOr("action", "")), Values: url.Values{}}
	fields := form.Find("input, textarea, select").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.AttrOr("form", "") == "" })
	if own := form.AttrOr("id", ""); own != "" {
		fields = fields.AddSelection(p.Doc.Find(`input[form="` + own + `"], textarea[form="` + own + `"], select[form="` + own + `"]`))
	}
	fields.Each(func(_ int, s *goquery.Selection) { f.take(s) })
	if name := found.AttrOr("name", ""); name != "" {
		f.names = append(f.names, name)
		f.Values.Add(name, found.AttrOr("value", ""))
	}
	return f
}

// take adds a field as it stands in the page.
func (f *Form) take(s *goquery.Selection) {
	name, value := s.AttrOr("name", ""), s.AttrOr("value", "")
	f.names = append(f.names, name)
	_, checked := s.Attr("checked")
	switch kind := s.AttrOr("type", ""); {
	case (kind == "checkbox" || kind == "radio") && !checked:
		return
	case goquery.NodeName(s) == "textarea":
		value = s.Text()
	case goquery.NodeName(s) == "select":
		value = s.Find("option[selected]").AttrOr("value", s.Find("option").First().AttrOr("value", ""))
	}
	f.Values.Add(name, value)
}

// Tick adds a box that the form has.
func (f *Form) Tick(name, value string) *Form {
	f.Page.T.Helper()
	if f.Page.Doc.Find(`input[name="`+name+`"][value="`+value+`"]`).Length() == 0 {
		f.Page.T.Fatalf("there is no box %s=%s to tick", name, value)
	}
	f.Values.Add(name, value)
	return f
}

// Choose chooses the option with the words from a list.
func (f *Form) Choose(name, words string) *Form {
	f.Page.T.Helper()
	option := f.Page.Doc.Find(`select[name="` + name + `"] option`).FilterFunction(func(_ int, s *goquery.Selection) bool { return Plain(s.Text()) == words })
	if option.Length() != 1 {
		f.Page.T.Fatalf("%d options of %s are called %q", option.Length(), name, words)
	}
	return f.Fill(name, option.AttrOr("value", ""))
}

// Typed is what a field of any kind holds.
func (p *Page) Typed(field string) string {
	s := p.Doc.Find(`[name="` + field + `"]`).First()
	switch goquery.NodeName(s) {
	case "textarea":
		return s.Text()
	case "select":
		return s.Find("option[selected]").AttrOr("value", "")
	}
	return s.AttrOr("value", "")
}
