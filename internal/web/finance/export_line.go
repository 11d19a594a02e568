package finance

import (
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/funding"
	"qadam/internal/report"
	"qadam/internal/store"
	"qadam/internal/web/site"
)

// place is where a line belongs. A project that the person may not know of yet
// has no name.
func (m *purse) place(l funding.Line) report.Place {
	at := report.Place{Project: m.project(l.ProjectID)}
	if p := m.pictures[l.ProgrammeID]; p != nil {
		at.Programme, at.Term = p.Programme, p.Term
	}
	return at
}

// exportLine sends the ledger of a line: all its entries, and what they come to
// by year.
func (h Handler) exportLine(c echo.Context, m *purse, l funding.Line) error {
	ctx, r := site.Ctx(c), h.Reader(c)
	posted, err := r.Ledger(ctx, l.ID, store.LedgerPage{Year: m.scope.Year})
	if err != nil {
		return err
	}
	var papers []int64
	for _, p := range posted {
		papers = append(papers, p.DocumentID)
	}
	slices.Sort(papers)
	papers = slices.Compact(papers)
	documents, err := r.Documents(ctx, papers)
	if err != nil {
		return err
	}
	known, err := r.Contracts(ctx, store.ContractFilter{ProjectID: l.ProjectID})
	if err != nil {
		return err
	}
	numbers := map[int64]string{}
	for _, one := range known {
		numbers[one.ID] = one.Current().Number
	}
	in := funding.Scope{LineID: l.ID}
	at := m.place(l)
	return h.export(c, report.Funding{
		Name: "funding-line-" + strconv.FormatInt(l.ID, 10), Title: report.Say("funding_report.title_of", "Name", report.LineName(l)),
		About: append([]report.Value{report.Text(at.Project.Profile.Name)}, m.about()...),
		Tables: []report.FundingTable{
			report.FundingFigures(m.book.Sums(m.within(in))), m.byYear(in, l.Kind, "by_year", "funding_report.by_year"),
			report.FundingLedger(posted, documents, func(id int64) string { return numbers[id] }),
		},
	})
}

// exportGaps sends what lacks of allocations and what of them is not paid.
func (h Handler) exportGaps(c echo.Context, m *purse, in funding.Scope) error {
	in = m.within(in)
	return h.export(c, report.Funding{
		Name: "funding-gaps", Title: report.Say("funding_report.gaps_title"), About: m.about(),
		Tables: []report.FundingTable{report.FundingGaps(m.gaps(in), m.place), report.FundingLapses(m.book.Lapses(in), m.place)},
	})
}
