package finance

import (
	"context"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/report"
	"qadam/internal/store"
	"qadam/internal/web/site"
)

// exportTotals sends a page of totals about a scope as data or as a document:
// the figures, and the same sums by everything that divides them.
func (h Handler) exportTotals(c echo.Context, m *purse, s funding.Scope, name string, title report.Value) error {
	realised, err := realisedBy(site.Ctx(c), h.Reader(c))
	if err != nil {
		return err
	}
	in, owed := m.within(s), m.within(s)
	owed.Kind = funding.Obligations
	f := report.Funding{Name: name, Title: title, About: m.about()}
	f.Tables = append(f.Tables, report.FundingFigures(m.book.Sums(in)))
	switch {
	case s.ProjectID != 0:
		f.Tables = append(f.Tables, m.byLine(s))
	case s.ProgrammeID != 0:
		f.Tables = append(f.Tables, m.byProject(s))
	default:
		f.Tables = append(f.Tables, m.byProgramme(s), m.byProject(s))
	}
	f.Tables = append(f.Tables, m.byModel(s), m.bySource(s), m.byYear(s, funding.Investment, "by_year", "funding_report.by_year"),
		m.byYear(s, funding.Obligations, "obligations", "funding_report.obligations"), report.FundingFlow(m.book.Flow(in, realised)))
	return h.export(c, f)
}

// realisedBy is the model that each contract realises.
func realisedBy(ctx context.Context, r *store.Reader) (map[int64]portfolio.Model, error) {
	contracts, err := r.Contracts(ctx, store.ContractFilter{})
	if err != nil {
		return nil, err
	}
	realised := map[int64]portfolio.Model{}
	for _, one := range contracts {
		realised[one.ID] = one.Current().Kind.Model()
	}
	return realised, nil
}

// about says what the address narrows the money to.
func (m *purse) about() []report.Value {
	var out []report.Value
	if m.scope.Year == funding.AllYears {
		out = append(out, report.Say("funding_report.all_years"))
	} else {
		out = append(out, report.Say("funding_report.year", "Year", strconv.Itoa(m.scope.Year)))
	}
	if m.scope.Model != "" {
		out = append(out, report.Say("funding."+string(m.scope.Model)))
	}
	if m.scope.Source != "" {
		out = append(out, report.Say("source."+string(m.scope.Source)))
	}
	return out
}

// totals begins a table of totals of a scope.
func (m *purse) totals(key, of string, name, head report.Value, in funding.Scope) report.FundingTotals {
	t := report.FundingTotals{Key: key, Name: name, Of: of, Head: head, Whole: m.book.Sums(in)}
	if m.was != nil {
		d := t.Whole.Less(m.was.Sums(in))
		t.Since = &d
	}
	return t
}

// add adds the row of a narrower scope, unless it is nothing on both days.
func (m *purse) add(t *report.FundingTotals, code string, name report.Value, in funding.Scope) {
	r := report.TotalsRow{Code: code, Name: name, Sums: m.book.Sums(in)}
	var was funding.Sums
	if m.was != nil {
		was = m.was.Sums(in)
		d := r.Sums.Less(was)
		r.Since = &d
	}
	if !r.Sums.IsZero() || !was.IsZero() {
		t.Rows = append(t.Rows, r)
	}
}

// both gives the keys that entries of either day have.
func both[K comparable](m *purse, by func(*funding.Book) []funding.Group[K]) []K {
	var keys []K
	for _, b := range []*funding.Book{m.book, m.was} {
		if b == nil {
			continue
		}
		for _, g := range by(b) {
			if !slices.Contains(keys, g.Key) {
				keys = append(keys, g.Key)
			}
		}
	}
	return keys
}

func (m *purse) byProgramme(s funding.Scope) report.FundingTable {
	in := m.within(s)
	t := m.totals("by_programme", "programme", report.Say("funding_report.by_programme"), report.Say("word.programme"), in)
	for _, id := range both(m, func(b *funding.Book) []funding.Group[int64] { return b.ByProgramme(in) }) {
		one := in
		one.ProgrammeID = id
		m.add(&t, m.pictures[id].Programme.Code, report.Text(m.pictures[id].Term.Name), one)
	}
	return t.Table()
}

func (m *purse) byProject(s funding.Scope) report.FundingTable {
	in := m.within(s)
	t := m.totals("by_project", "project", report.Say("funding_report.by_project"), report.Say("word.project"), in)
	for _, id := range both(m, func(b *funding.Book) []funding.Group[int64] { return b.ByProject(in) }) {
		one := in
		one.ProjectID = id
		p := m.project(id)
		m.add(&t, p.Code, report.Text(p.Profile.Name), one)
	}
	return t.Table()
}

// project is a project by its key; one that the person may not know of has no
// name.
func (m *purse) project(id int64) portfolio.Project {
	if m.hidden[id] {
		return portfolio.Project{ID: id}
	}
	for _, p := range m.pictures {
		if one := p.Project(id); one != nil {
			return *one
		}
	}
	return portfolio.Project{ID: id}
}

func (m *purse) byLine(s funding.Scope) report.FundingTable {
	in := m.within(s)
	t := m.totals("by_line", "line", report.Say("funding_report.by_line"), report.Say("funding_report.line"), in)
	for _, l := range m.book.Within(in) {
		one := in
		one.LineID = l.ID
		m.add(&t, strconv.FormatInt(l.ID, 10), report.LineName(l), one)
	}
	return t.Table()
}

func (m *purse) byModel(s funding.Scope) report.FundingTable {
	in := m.within(s)
	t := m.totals("by_model", "model", report.Say("funding_report.by_model"), report.Say("word.funding_model"), in)
	for _, model := range portfolio.Models {
		if one := in; in.Model == "" || in.Model == model {
			one.Model = model
			m.add(&t, string(model), report.Say("funding."+string(model)), one)
		}
	}
	return t.Table()
}

func (m *purse) bySource(s funding.Scope) report.FundingTable {
	in := m.within(s)
	t := m.totals("by_source", "source", report.Say("funding_report.by_source"), report.Say("word.funding_source"), in)
	for _, source := range funding.Sources {
		if one := in; in.Source == "" || in.Source == source {
			one.Source = source
			m.add(&t, string(source), report.Say("source."+string(source)), one)
		}
	}
	return t.Table()
}

// byYear is all years of a scope, whichever is shown.
func (m *purse) byYear(s funding.Scope, kind funding.LineKind, key, name string) report.FundingTable {
	in := m.within(s)
	in.Kind, in.Year = kind, funding.AllYears
	t := m.totals(key, "year", report.Say(name), report.Say("funding_report.fiscal_year"), in)
	years := both(m, func(b *funding.Book) []funding.Group[int] { return b.ByYear(in) })
	slices.Sort(years)
	for _, year := range years {
		one := in
		one.Year = year
		m.add(&t, strconv.Itoa(year), report.Plain(strconv.Itoa(year)), one)
	}
	return t.Table()
}
