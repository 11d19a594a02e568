package report

import (
	"strings"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// key says where the years stand that the table adds up, and explains its
// abbreviations: sources of money, then bodies.
func (r Roadmap) key() Paragraphs {
	s := newSums()
	for _, l := range r.Lines {
		s.add(l.Costs)
	}
	var terms List
	for _, source := range sourceOrder {
		if s.sources[source] != nil && source != "service" && source != "beyond" { // which are not abbreviated
			terms = append(terms, Say("document.abbreviation", "Short", Say("document.source_"+source), "Name", Say("document.source_name_"+source)))
		}
	}
	for _, b := range r.executors() {
		if abbreviated(b, r.Languages) {
			terms = append(terms, Say("document.abbreviation", "Short", Text(b.Called()), "Name", Text(b.Name)))
		}
	}
	var p Paragraphs
	if r.form().joined() {
		p = append(p, Line{Value: Say("document.see_annex")})
	}
	if len(terms) > 0 {
		p = append(p, Line{Value: Say("document.key", "Terms", semicolons{terms})})
	}
	return p
}

// abbreviated reports whether the table calls the body by a name that has to be
// explained: one that is more than the beginning of the whole name.
func abbreviated(b portfolio.Body, languages []i18n.Locale) bool {
	for _, l := range languages {
		if !strings.HasPrefix(b.Name.In(l), b.Called().In(l)) {
			return true
		}
	}
	return false
}

// semicolons are values with semicolons between them, because they have commas
// themselves.
type semicolons struct{ List }

func (s semicolons) In(l i18n.Locale) string {
	out := ""
	for i, v := range s.List {
		if i > 0 {
			out += "; "
		}
		out += v.In(l)
	}
	return out
}

// approvals is the approval sheet: the bodies that take part, with places for
// who signs for them.
func (r Roadmap) approvals(title Value) Table {
	t := Table{
		Name: Say("document.approval_sheet"), Apart: true, Least: 9,
		Caption: []Line{{Say("document.approval_sheet"), true}, {Value: title}},
		Columns: []Column{
			{Head: Say("word.number"), Width: 12, Align: Centre},
			{Head: Say("word.body"), Width: 95},
			{Head: Say("word.seat"), Width: 50},
			{Head: Say("document.signature"), Width: 35},
			{Head: Say("document.initials"), Width: 50},
			{Head: Say("word.date"), Width: 35},
		},
	}
	for i, b := range r.executors() {
		t.Rows = append(t.Rows, Row{Item, []Cell{{Value: Number(i + 1)}, {Value: Text(b.Name)}, {}, {}, {}, {}}})
	}
	return t
}
