package finance

import (
	"maps"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/budgets"
)

// purse is the money that an address asks for: the ledger of the day shown and
// of the day compared with, and what the address narrows it to.
type purse struct {
	book     *funding.Book
	was      *funding.Book // nil when nothing is compared
	pictures map[int64]*portfolio.Picture
	ref      *portfolio.Reference
	choice   budgets.Choice
	scope    funding.Scope  // of investments: year, model and source as asked for
	hidden   map[int64]bool // projects with money that the person may not know of yet
}

// money reads the ledger and what the address narrows it to.
func (h Handler) money(c echo.Context) (*purse, error) {
	ctx, v := site.Ctx(c), h.Visit(c)
	m := &purse{pictures: map[int64]*portfolio.Picture{}}
	var err error
	if m.choice, err = h.choice(c); err != nil {
		return nil, err
	}
	m.scope = funding.Scope{Year: m.choice.Year, Model: m.choice.Model, Source: m.choice.Source, Kind: funding.Investment}
	pictures, ref, err := h.Reader(c).Pictures(ctx)
	if err != nil {
		return nil, err
	}
	m.ref = ref
	for _, p := range pictures {
		m.pictures[p.Programme.ID] = p
	}
	if m.book, err = h.Reader(c).Funding(ctx); err != nil {
		return nil, err
	}
	if m.hidden, err = h.hidden(c, m.book, pictures); err != nil {
		return nil, err
	}
	if !v.Against.IsZero() {
		m.was, err = h.ReaderOn(c, v.Against).Funding(ctx)
	}
	return m, err
}

// hidden are the projects that have money and stand in nothing but a draft that
// the person may not see: their sums count, their names are not said.
func (h Handler) hidden(c echo.Context, book *funding.Book, pictures []*portfolio.Picture) (map[int64]bool, error) {
	hidden := map[int64]bool{}
	for _, p := range pictures {
		inForce := func(l funding.Line) bool {
			return l.ProgrammeID != p.Programme.ID || slices.ContainsFunc(slices.Collect(maps.Values(p.Boards)), func(b *portfolio.Board) bool {
				_, ok := b.Projects[l.ProjectID]
				return ok
			})
		}
		if h.Who(c).May(access.SeeDraft, p.Programme.ID) || !slices.ContainsFunc(book.Lines, func(l funding.Line) bool { return !inForce(l) }) {
			continue
		}
		visible, err := site.VisibleProjects(site.Ctx(c), h.Reader(c), p, h.Who(c))
		if err != nil {
			return nil, err
		}
		for _, l := range book.Lines {
			if l.ProgrammeID == p.Programme.ID && !slices.ContainsFunc(visible, func(one portfolio.Project) bool { return one.ID == l.ProjectID }) {
				hidden[l.ProjectID] = true
			}
		}
	}
	return hidden, nil
}

// choice is what the address asks for; a year, a model or a source that does
// not exist is not found.
func (h Handler) choice(c echo.Context) (budgets.Choice, error) {
	q := site.Asked(c.Request().URL).Query()
	one := budgets.Choice{
		Year: h.Visit(c).On.Year, Unit: money.ReadUnit(q.Get(budgets.UnitName)),
		Model: portfolio.Model(q.Get(budgets.ModelName)), Source: funding.Source(q.Get(budgets.SourceName)),
	}
	switch text := q.Get(budgets.YearName); text {
	case "":
	case budgets.AllYears:
		one.Year = funding.AllYears
	default:
		year, err := strconv.Atoi(text)
		if err != nil || year < 2000 || year > 2100 {
			return one, fault.NotFound()
		}
		one.Year = year
	}
	if one.Model != "" && !slices.Contains(portfolio.Models, one.Model) || one.Source != "" && !slices.Contains(funding.Sources, one.Source) {
		return one, fault.NotFound()
	}
	return one, nil
}

// within is a scope narrowed further to what the address asks for.
func (m *purse) within(s funding.Scope) funding.Scope {
	s.Year, s.Kind = m.scope.Year, m.scope.Kind
	if m.scope.Model != "" {
		s.Model = m.scope.Model
	}
	if m.scope.Source != "" {
		s.Source = m.scope.Source
	}
	return s
}

// view is what every page of totals has, about a scope.
func (h Handler) view(c echo.Context, m *purse, title string, s funding.Scope) (budgets.View, error) {
	sh, err := h.Shell(c, title)
	if err != nil {
		return budgets.View{}, err
	}
	sh.Assets, sh.Compare = []string{"css/funding.css"}, true
	v := budgets.View{Shell: sh, Choice: m.choice}
	in, owed := m.within(s), m.within(s)
	owed.Kind = funding.Obligations
	budget := in
	budget.Budget = true
	v.Sums, v.Owed, v.Budget = m.book.Sums(in), m.book.Sums(owed), m.book.Sums(budget)
	if m.was != nil {
		v.Was, v.OwedWas = m.was.Sums(in), m.was.Sums(owed)
	}
	s.Kind = funding.Investment
	v.Years = m.book.Years(s)
	if !slices.Contains(v.Years, v.On.Year) {
		v.Years = append(v.Years, v.On.Year)
	}
	if v.Year != funding.AllYears && !slices.Contains(v.Years, v.Year) {
		v.Years = append(v.Years, v.Year)
	}
	slices.Sort(v.Years)
	slices.Reverse(v.Years)
	for _, source := range funding.Sources {
		if source == v.Source || slices.ContainsFunc(m.book.Lines, func(l funding.Line) bool { return l.Source == source }) {
			v.Sources = append(v.Sources, source)
		}
	}
	return v, nil
}
