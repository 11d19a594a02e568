package finance

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/report"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/chart"
	"qadam/views/href"
)

// showEarned answers GET /funding/earned: the earned value of every project that
// the person may know of, in the roadmap of the year chosen.
func (h Handler) showEarned(c echo.Context) error {
	m, err := h.money(c)
	if err != nil {
		return err
	}
	ctx := site.Ctx(c)
	rows, all, err := h.earnedRows(c, m)
	if err != nil {
		return err
	}
	if h.Visit(c).Format != "" {
		return h.export(c, report.Funding{
			Name: "earned", Title: report.Say("earned.title"), Tables: []report.FundingTable{report.FundingEarned(rows, all)},
		})
	}
	p := budgets.EarnedPage{All: all}
	if p.View, err = h.view(c, m, i18n.T(ctx, "earned.title"), funding.Scope{}); err != nil {
		return err
	}
	p.Eyebrow = i18n.T(ctx, "budget.title")
	for _, r := range rows {
		one := budgets.EarnedRow{Project: r.Place.Project, Programme: r.Place.Term.Name, Year: r.Year, Earned: r.Earned, Href: p.Link(href.ProjectFunding(r.Place.Project.Code))}
		if !r.Earned.Defined {
			p.Undefined++
		}
		p.Rows = append(p.Rows, one)
	}
	return h.Render(c, http.StatusOK, budgets.EarnedList(p))
}

// earnedRows is the earned value of the projects of the year chosen, or of each
// year, and of those together that have one.
func (h Handler) earnedRows(c echo.Context, m *purse) ([]report.EarnedRow, funding.Earned, error) {
	var rows []report.EarnedRow
	var all funding.Earned
	for _, one := range m.ref.Programmes {
		picture := m.pictures[one.ID]
		if picture == nil {
			continue
		}
		visible, err := site.VisibleProjects(site.Ctx(c), h.Reader(c), picture, h.Who(c))
		if err != nil {
			return nil, all, err
		}
		for _, p := range visible {
			for _, year := range earnedYears(picture, m.choice.Year) {
				e := earnedOf(picture.Board(year), m.book, p.ID, h.Visit(c).On)
				if !e.Defined && e.BAC == 0 && e.AC == 0 {
					continue // neither money nor milestones that year
				}
				rows = append(rows, report.EarnedRow{Place: report.Place{Programme: picture.Programme, Term: picture.Term, Project: p}, Year: year, Earned: e})
				all = all.Plus(e)
			}
		}
	}
	return rows, all, nil
}

// earnedYears are the years of roadmaps that are asked for.
func earnedYears(p *portfolio.Picture, year int) []int {
	if year != funding.AllYears {
		return []int{year}
	}
	var years []int
	for y := range p.Boards {
		years = append(years, y)
	}
	slices.Sort(years)
	return years
}

// earnedOf is the earned value of a project in the roadmap of a year: the
// planned investment of the year is shared out between its milestones, and what
// was accepted of it is the cost.
func earnedOf(b *portfolio.Board, book *funding.Book, projectID int64, on civil.Date) funding.Earned {
	sums := book.Investment(funding.Scope{ProjectID: projectID, Year: b.Year})
	return funding.EarnedOn(weighed(b, projectID), sums.Planned, sums.Accepted, on)
}

// weighed are the milestones of a project on a board, by their weights: those
// that were not weighed count one, as they do in a project's health.
func weighed(b *portfolio.Board, projectID int64) []funding.Weighed {
	var out []funding.Weighed
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.ProjectID != projectID {
			continue
		}
		w := funding.Weighed{Weight: max(1, l.Weight), Due: l.Deadline}
		if l.Facts.Accepted {
			w.DoneOn = l.Facts.DoneOn
		}
		out = append(out, w)
	}
	return out
}

// earnedCurve is the earned value of a project through the year of a board; acts
// count from the day that they say, not from when they were entered.
func (h Handler) earnedCurve(c echo.Context, b *portfolio.Board, projectID int64, bac money.Amount) (chart.CurveData, error) {
	ctx, r, on := site.Ctx(c), h.Reader(c), h.Visit(c).On
	entries, err := r.Entries(ctx, store.EntryFilter{ProjectID: projectID, Year: b.Year, Kinds: []funding.EntryKind{funding.Accept}})
	if err != nil {
		return chart.CurveData{}, err
	}
	lines, err := r.Lines(ctx, projectID)
	if err != nil {
		return chart.CurveData{}, err
	}
	var costs []funding.Cost
	for _, e := range entries {
		if slices.ContainsFunc(lines, func(l funding.Line) bool { return l.ID == e.LineID && l.Kind == funding.Investment }) {
			costs = append(costs, funding.Cost{On: e.HappenedOn, Amount: e.Amount})
		}
	}
	return budgets.EarnedChart(ctx, funding.EarnedCurve(weighed(b, projectID), bac, costs, b.Year, on), bac, on), nil
}
