package finance

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/chart"
	"qadam/views/href"
)

// lack is what of some money is not there or is left over.
type lack struct{ gap, lapsing, lapsed money.Amount }

// gaps are the gaps of a scope. Those of years ahead count only when one is
// asked for: their budgets are still to be adopted.
func (m *purse) gaps(in funding.Scope) []funding.Gap {
	all := m.book.Gaps(in)
	if in.Year != funding.AllYears {
		return all
	}
	return slices.DeleteFunc(all, func(g funding.Gap) bool { return g.Year > m.book.On.Year })
}

// lacks adds up what lacks within a scope by a key, in two passes whatever the
// number of keys.
func lacks[K comparable](m *purse, s funding.Scope, key func(*funding.Line, int) K) map[K]lack {
	all := map[K]lack{}
	for _, g := range m.gaps(s) {
		k := key(&g.Line, g.Year)
		one := all[k]
		one.gap += g.Amount
		all[k] = one
	}
	for _, l := range m.book.Lapses(s) {
		k := key(&l.Line, l.Year)
		one := all[k]
		if l.Lapsed {
			one.lapsed += l.Amount
		} else {
			one.lapsing += l.Amount
		}
		all[k] = one
	}
	return all
}

// divided are the rows of a scope by a key, on both days: by says what groups
// there are, name what a row is called and where it leads.
func divided[K comparable](m *purse, in funding.Scope, by func(*funding.Book, funding.Scope) []funding.Group[K], key func(*funding.Line, int) K, name func(K) budgets.Row) []budgets.Row {
	now, at := by(m.book, in), map[K]int{}
	var was []funding.Group[K]
	if m.was != nil {
		was = by(m.was, in)
	}
	missing := lacks(m, in, key)
	var rows []budgets.Row
	add := func(k K) *budgets.Row {
		if i, ok := at[k]; ok {
			return &rows[i]
		}
		at[k] = len(rows)
		r, l := name(k), missing[k]
		r.Gap, r.Lapsing, r.Lapsed = l.gap, l.lapsing, l.lapsed
		rows = append(rows, r)
		return &rows[len(rows)-1]
	}
	for _, g := range now {
		add(g.Key).Sums = g.Sums
	}
	for _, g := range was {
		add(g.Key).Was = g.Sums
	}
	return rows
}

func (m *purse) programmeRows(ctx context.Context, v budgets.View) []budgets.Row {
	rows := divided(m, m.scope, (*funding.Book).ByProgramme, func(l *funding.Line, _ int) int64 { return l.ProgrammeID }, func(id int64) budgets.Row {
		p := m.pictures[id]
		return budgets.Row{Code: p.Programme.Code, Name: p.Term.Name.For(ctx), Href: v.Link(href.ProgrammeFunding(p.Programme.Code))}
	})
	position := func(r budgets.Row) int { return m.ref.ByCode(r.Code).Position }
	slices.SortStableFunc(rows, func(a, b budgets.Row) int { return cmp.Compare(position(a), position(b)) })
	return rows
}

// projectRows are the projects of a scope, those with the largest plans first.
// What the person may not know of yet stands last, without its name.
func (m *purse) projectRows(ctx context.Context, v budgets.View, s funding.Scope) []budgets.Row {
	rows := divided(m, m.within(s), (*funding.Book).ByProject, func(l *funding.Line, _ int) int64 { return l.ProjectID }, func(id int64) budgets.Row {
		one := m.project(id)
		if one.Code == "" {
			return budgets.Row{Name: i18n.T(ctx, "budget.other_project")}
		}
		r := budgets.Row{Code: one.Code, Name: one.Profile.Name.For(ctx), Note: i18n.T(ctx, "funding_short."+string(one.Profile.Model)), Href: v.Link(href.ProjectFunding(one.Code))}
		if one.End != nil {
			r.Note += " · " + i18n.T(ctx, "project.ended_"+string(one.End.Kind))
		}
		return r
	})
	slices.SortStableFunc(rows, func(a, b budgets.Row) int {
		return cmp.Or(cmp.Compare(known(b), known(a)), cmp.Compare(b.Sums.Planned, a.Sums.Planned), cmp.Compare(a.Name, b.Name))
	})
	return rows
}

func known(r budgets.Row) int {
	if r.Code == "" {
		return 0
	}
	return 1
}

func (m *purse) modelRows(ctx context.Context, v budgets.View, s funding.Scope, address string) []budgets.Row {
	return divided(m, m.within(s), (*funding.Book).ByModel, func(l *funding.Line, _ int) portfolio.Model { return l.Model }, func(one portfolio.Model) budgets.Row {
		return budgets.Row{Code: string(one), Name: i18n.T(ctx, "funding."+string(one)), Href: v.Narrow(address, budgets.ModelName, string(one))}
	})
}

func (m *purse) sourceRows(ctx context.Context, v budgets.View, s funding.Scope, address string) []budgets.Row {
	return divided(m, m.within(s), (*funding.Book).BySource, func(l *funding.Line, _ int) funding.Source { return l.Source }, func(one funding.Source) budgets.Row {
		return budgets.Row{Code: string(one), Name: i18n.T(ctx, "source."+string(one)), Href: v.Narrow(address, budgets.SourceName, string(one))}
	})
}

// yearRows are all fiscal years of a scope, whichever is shown.
func (m *purse) yearRows(v budgets.View, s funding.Scope, address string) []budgets.Row {
	in := m.within(s)
	in.Year = funding.AllYears
	rows := divided(m, in, (*funding.Book).ByYear, func(_ *funding.Line, year int) int { return year }, func(year int) budgets.Row {
		return budgets.Row{Code: strconv.Itoa(year), Name: strconv.Itoa(year), Href: v.Narrow(address, budgets.YearName, strconv.Itoa(year))}
	})
	slices.SortFunc(rows, func(a, b budgets.Row) int { return cmp.Compare(a.Code, b.Code) })
	return rows
}

// attention is what of a scope lacks, lapses and is owed.
func (m *purse) attention(s funding.Scope) budgets.Attention {
	in := m.within(s)
	l := lacks(m, in, func(*funding.Line, int) bool { return true })[true]
	a := budgets.Attention{Gap: l.gap, Lapsing: l.lapsing, Lapsed: l.lapsed}
	for line, cell := range m.book.Each(in) {
		if line.Source.Private() {
			a.Private += cell.Planned
		}
	}
	in.Kind, in.Year = funding.Obligations, funding.AllYears
	for _, cell := range m.book.Each(in) {
		if cell.Year > m.book.On.Year {
			a.Ahead += cell.Committed
		}
	}
	return a
}

// shown leaves out the projects that the person may not know of yet.
func (m *purse) shown(states []*funding.State) []*funding.State {
	return slices.DeleteFunc(states, func(s *funding.State) bool { return m.hidden[s.ProjectID] })
}

// charts are the years of a scope, and its flow from planned to realised models.
func (h Handler) charts(c echo.Context, m *purse, s funding.Scope) (chart.YearsData, chart.FlowData, error) {
	realised, err := realisedBy(site.Ctx(c), h.Reader(c))
	if err != nil {
		return chart.YearsData{}, chart.FlowData{}, err
	}
	in := m.within(s)
	return budgets.YearsChart(site.Ctx(c), m.book, in), budgets.FlowChart(site.Ctx(c), m.book.Flow(in, realised)), nil
}
