// Package budgets shows money: of the portfolio, a programme, a project and a
// line, where more is planned than there is, and how entries come to be. Sums
// are domain values until they are written; obligations stand beside the
// investment and are never added to it (rules.md §7).
package budgets

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// Choice is what an address asks for of the money: a fiscal year, a model, a
// source, and the unit in which sums are shown.
type Choice struct {
	Year   int // funding.AllYears for all of them
	Unit   money.Unit
	Model  portfolio.Model
	Source funding.Source
}

// The names of what an address asks for, and the year that means all of them.
const (
	YearName   = "year"
	UnitName   = "unit"
	ModelName  = "model"
	SourceName = "source"
	AllYears   = "all"
)

// View is what every page of totals has.
type View struct {
	layout.Shell
	Choice
	Years   []int // that can be chosen, the latest first
	Sums    funding.Sums
	Budget  funding.Sums // the part of them from budgets, which alone is allocated
	Was     funding.Sums // on the day compared with
	Owed    funding.Sums // obligations, of the same scope
	OwedWas funding.Sums
	Sources []funding.Source // that can be chosen
}

// Compared reports whether the page is held against another day.
func (v View) Compared() bool { return !v.Against.IsZero() }

// Link is the address of another page of money, for the same choice and days.
func (v View) Link(address string) string {
	year := ""
	if v.Year != v.On.Year {
		year = v.yearText(v.Year)
	}
	return v.Keep(href.With(address, YearName, year, UnitName, v.unitText(v.Unit), ModelName, string(v.Model), SourceName, string(v.Source)))
}

// Narrow is Link with one thing chosen otherwise.
func (v View) Narrow(address, name, value string) string {
	return href.With(v.Link(address), name, value)
}

func (v View) yearText(year int) string {
	if year == funding.AllYears {
		return AllYears
	}
	return strconv.Itoa(year)
}

func (v View) unitText(u money.Unit) string {
	if u == money.InMillion {
		return ""
	}
	return string(u)
}

// here is this page with one thing chosen otherwise; "" takes it away.
func (v View) here(name, value string) string {
	if v.URL == nil {
		return ""
	}
	return href.With(v.URL.EscapedPath()+"?"+without(v.URL.Query(), "page", "before", "lang").Encode(), name, value)
}

func without(q url.Values, names ...string) url.Values {
	for _, name := range names {
		q.Del(name)
	}
	return q
}

// ofYear is this page for another fiscal year.
func (v View) ofYear(year int) string {
	if year == v.On.Year {
		return v.here(YearName, "")
	}
	return v.here(YearName, v.yearText(year))
}

// inUnit is this page in another unit.
func (v View) inUnit(u money.Unit) string { return v.here(UnitName, v.unitText(u)) }

// yearName says which fiscal year is shown.
func (v View) yearName(ctx context.Context) string {
	if v.Year == funding.AllYears {
		return i18n.T(ctx, "budget.all_years")
	}
	return strconv.Itoa(v.Year)
}

// filters are the lists that narrow a page.
func (v View) filters(ctx context.Context) []ui.Field {
	form := ui.Form{}
	if v.URL != nil {
		form.Values = v.URL.Query()
	}
	models := ui.Field{Form: form, Name: ModelName, Label: i18n.T(ctx, "word.funding_model"), Blank: i18n.T(ctx, "word.all")}
	for _, m := range portfolio.Models {
		models.Options = append(models.Options, ui.Option{Value: string(m), Label: i18n.T(ctx, "funding_short."+string(m))})
	}
	sources := ui.Field{Form: form, Name: SourceName, Label: i18n.T(ctx, "budget.source"), Blank: i18n.T(ctx, "word.all")}
	for _, s := range v.Sources {
		sources.Options = append(sources.Options, ui.Option{Value: string(s), Label: i18n.T(ctx, "source."+string(s))})
	}
	return []ui.Field{models, sources}
}

// chips are the filters that are on.
func (v View) chips(ctx context.Context, more []ui.Field) []ui.Chip {
	var chips []ui.Chip
	for _, f := range append(more, v.filters(ctx)...) {
		value := f.Form.Values.Get(f.Name)
		if i := slices.IndexFunc(f.Options, func(o ui.Option) bool { return o.Value == value }); i >= 0 {
			chips = append(chips, ui.Chip{Label: f.Label + ": " + f.Options[i].Label, Href: v.here(f.Name, "")})
		}
	}
	return chips
}

// bare is this page without filters.
func (v View) bare() string { return href.With(v.here(ModelName, ""), SourceName, "", "programme", "") }

// everything is this page of all years, without filters.
func (v View) everything() string { return href.With(v.bare(), YearName, AllYears) }

// kept are the parameters of the address that the form of filters keeps.
func (v View) kept() [][2]string {
	var out [][2]string
	if v.URL == nil {
		return nil
	}
	for _, name := range []string{"as_of", "against", YearName, UnitName, "kind"} {
		if value := v.URL.Query().Get(name); value != "" {
			out = append(out, [2]string{name, value})
		}
	}
	return out
}
