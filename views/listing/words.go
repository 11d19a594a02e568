package listing

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/money"
	"qadam/views/href"
	"qadam/views/ui"
)

// swap makes a link replace the list rather than the page.
func swap(address, region string) templ.Attributes {
	return templ.Attributes{"data-hx-get": address, "data-hx-target": "#" + region, "data-hx-push-url": "true"}
}

// shown are the columns that the address asks for, the fixed one first.
func (t Table[R]) shown() []Column[R] {
	var out []Column[R]
	for _, c := range t.Columns {
		if t.Query.Shows(c.Name) {
			out = append(out, c)
		}
	}
	return out
}

func (t Table[R]) kind(name string) listing.Kind {
	if c := t.List.Column(name); c != nil {
		return c.Kind
	}
	return listing.Text
}

func (t Table[R]) sortable(name string) bool {
	c := t.List.Column(name)
	return c != nil && c.Order != nil
}

func (t Table[R]) fixed(name string) bool {
	c := t.List.Column(name)
	return c != nil && c.Fixed
}

// thenBy reports whether a column can be added to the order.
func (t Table[R]) thenBy(name string) bool {
	place, _ := t.Query.Sorted(name)
	return place == 0 && t.sortable(name) && len(t.Query.Sort) > 0 && len(t.Query.Sort) < listing.MaxSorts
}

// ariaSort is the order of a column as screen readers know it: only the first
// counts, as only one column may have it.
func (t Table[R]) ariaSort(name string) string {
	switch place, descending := t.Query.Sorted(name); {
	case place != 1:
		return "none"
	case descending:
		return "descending"
	default:
		return "ascending"
	}
}

func sortIcon(q listing.Query, name string) string {
	switch place, descending := q.Sorted(name); {
	case place == 0:
		return "arrows-sort"
	case descending:
		return "arrow-down"
	default:
		return "arrow-up"
	}
}

// class is that of the cells of a column.
func (t Table[R]) class(name string) string {
	switch k := t.kind(name); {
	case k.Numeric():
		return "num"
	case k == listing.Text:
		return "list-text"
	default:
		return ""
	}
}

// sums reports whether anything adds up.
func (t Table[R]) sums() bool { return len(t.Page.Total.By) > 0 }

// sum is what a column adds up to, "" when it does not.
func sum(ctx context.Context, kind listing.Kind, s listing.Sums, name string) string {
	n, ok := s.By[name]
	switch {
	case !ok:
		return ""
	case kind == listing.Money:
		return i18n.Money(ctx, money.Amount(n))
	default:
		return i18n.Number(ctx, n)
	}
}

// group is the one by which the list is grouped, or nil.
func (t Table[R]) group() *Group {
	for i := range t.Groups {
		if t.Groups[i].Name == t.Query.Group {
			return &t.Groups[i]
		}
	}
	return nil
}

// only is the list narrowed to a group; "" when the bar has no filter that says
// so, or it is narrowed already.
func (t Table[R]) only(code string) string {
	for _, f := range t.Filters {
		if f.Name == t.Query.Group && slices.ContainsFunc(f.Options, func(o ui.Option) bool { return o.Value == code }) && !slices.Equal(t.Query.Filter(f.Name), []string{code}) {
			return t.Query.With(f.Name, code)
		}
	}
	return ""
}

// begins reports whether a row of the page is the first of its group on it.
func (t Table[R]) begins(i int) bool {
	return t.Page.At != nil && (i == 0 || t.Page.At[i] != t.Page.At[i-1])
}

// continues reports whether the first group of the page began before it.
func (t Table[R]) continues(i int) bool {
	if i > 0 || t.Page.At == nil {
		return false
	}
	before := 0
	for _, g := range t.Page.Groups[:t.Page.At[0]] {
		before += g.Count
	}
	return t.Page.From > before+1
}

// end is the number of the last row on the page.
func (t Table[R]) end() int { return t.Page.From + len(t.Page.Rows) - 1 }

// word is how a value is called.
func (f Filter) word(value string) string {
	if i := slices.IndexFunc(f.Options, func(o ui.Option) bool { return o.Value == value }); i >= 0 {
		return f.Options[i].Label
	}
	if f.Say != nil {
		return f.Say(value)
	}
	return value
}

// form is what is wrong with the filters.
func form(q listing.Query) ui.Form { return ui.Form{Errors: q.Faults} }

// refused are the faults with links to those fields that there are.
func (t Table[R]) refused() ui.Form {
	seen := fields(t.Filters)
	all := slices.Clone(t.Query.Faults)
	for i := range all {
		if !slices.Contains(seen, all[i].Name) {
			all[i].Name = ""
		}
	}
	return ui.Form{Errors: all}
}

// everywhere is the address of the search in everything for the words that the
// list does not have, on the day that it shows.
func everywhere(q listing.Query, words string) string {
	address := href.With(href.Search(), "q", words)
	if day := q.Values.Get("as_of"); day != "" {
		address = href.With(address, "as_of", day)
	}
	return address
}

// options are those of a Select. What an address asks that is not offered is one
// more choice. When an address asks for several values, they
// are one more choice, so that the form keeps them.
func (f Filter) options(q listing.Query) []ui.Option {
	values := q.Filter(f.Name)
	if len(values) == 0 || len(values) == 1 && slices.ContainsFunc(f.Options, func(o ui.Option) bool { return o.Value == values[0] }) {
		return f.Options
	}
	var words []string
	for _, v := range values {
		words = append(words, f.word(v))
	}
	return append([]ui.Option{{Value: strings.Join(values, ","), Label: strings.Join(words, ", ")}}, f.Options...)
}

// chips are the filters that are on, a chip for each value.
func chips(ctx context.Context, q listing.Query, filters []Filter) []ui.Chip {
	var out []ui.Chip
	for _, f := range filters {
		for _, v := range q.Filter(f.Name) {
			label := f.Label
			if f.Kind != Mark {
				label += ": " + f.word(v)
			}
			out = append(out, ui.Chip{Label: label, Href: q.Without(f.Name, v)})
		}
	}
	return out
}

// fields are the names for which the bar has fields.
func fields(filters []Filter) []string {
	var out []string
	for _, f := range filters {
		if f.Kind != Unseen {
			out = append(out, f.Name)
		}
	}
	return out
}

// unfolded reports whether a filter that is folded away is on.
func unfolded(q listing.Query, filters []Filter) bool {
	return slices.ContainsFunc(filters, func(f Filter) bool { return f.More && f.Kind != Unseen && len(q.Filter(f.Name)) > 0 })
}

func hasMore(filters []Filter) bool {
	return slices.ContainsFunc(filters, func(f Filter) bool { return f.More && f.Kind != Unseen })
}

// orders are the columns by which the list can be sorted, either way.
func (t Table[R]) orders() []ui.Option {
	var out []ui.Option
	for _, c := range t.Columns {
		if t.sortable(c.Name) {
			out = append(out, ui.Option{Value: c.Name, Label: c.Label + " ↑"}, ui.Option{Value: "-" + c.Name, Label: c.Label + " ↓"})
		}
	}
	return out
}

// sortedBy is the i-th column of the order as the form writes it.
func sortedBy(q listing.Query, i int) string {
	if i >= len(q.Sort) {
		return ""
	}
	return listing.WriteSort(q.Sort[i : i+1])
}

func (t Table[R]) groupings() []ui.Option {
	var out []ui.Option
	for _, g := range t.Groups {
		out = append(out, ui.Option{Value: g.Name, Label: g.Label})
	}
	return out
}
