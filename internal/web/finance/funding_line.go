package finance

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/href"
)

// ledgerSize is how many entries a page of a ledger has.
const ledgerSize = 50

// showLine answers GET /funding/lines/:id.
func (h Handler) showLine(c echo.Context) error {
	c.Request().URL = site.Asked(c.Request().URL)
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	m, err := h.money(c)
	if err != nil {
		return err
	}
	p := budgets.LinePage{Line: m.book.Line(id)}
	if p.Line == nil || m.hidden[p.Line.ProjectID] {
		return fault.NotFound()
	}
	m.narrowTo(c, p.Line)
	if h.Visit(c).Format != "" {
		return h.exportLine(c, m, *p.Line)
	}
	ctx, picture, in := site.Ctx(c), m.pictures[p.Line.ProgrammeID], funding.Scope{LineID: id}
	p.Project, p.Programme = picture.Project(p.Line.ProjectID), &picture.Programme
	if p.Project == nil {
		return fault.NotFound()
	}
	if body, ok := m.ref.Bodies[p.Line.PayerID]; ok {
		p.Payer = &body
	}
	if p.View, err = h.view(c, m, budgets.LineTitle(ctx, p.Line), in); err != nil {
		return err
	}
	p.Eyebrow = i18n.T(ctx, "budget.line") + " · " + p.Project.Profile.Name.For(ctx)
	p.MayEnter = !p.Past && h.Who(c).May(access.KeepFunding, p.Line.ProgrammeID)
	p.ByYear = m.yearRows(p.View, in, href.FundingLine(id))
	if err := h.ledger(c, &p); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, budgets.Line(p))
}

// narrowTo makes the page one about a line: its kind is the headline, and all
// years are shown unless the address names one.
func (m *purse) narrowTo(c echo.Context, l *funding.Line) {
	m.choice.Model, m.choice.Source = "", ""
	m.scope = funding.Scope{Year: m.choice.Year, Kind: l.Kind}
	if c.QueryParam(budgets.YearName) == "" {
		m.choice.Year, m.scope.Year = funding.AllYears, funding.AllYears
	}
}

// ledger adds a page of the entries of the line, with their papers, contracts
// and what takes them back.
func (h Handler) ledger(c echo.Context, p *budgets.LinePage) error {
	ctx, r := site.Ctx(c), h.Reader(c)
	before, err := keyset(c)
	if err != nil {
		return err
	}
	p.Newest, p.Of = before == 0, c.QueryParam(budgets.OfName)
	var posted []funding.Posted
	if kinds := budgets.Figures[p.Of]; kinds != nil {
		entries, err := r.Entries(ctx, store.EntryFilter{LineID: p.Line.ID, Year: p.Year, Kinds: kinds, Before: before, Limit: ledgerSize + 1})
		if err != nil {
			return err
		}
		for _, e := range entries {
			posted = append(posted, funding.Posted{Entry: e})
		}
	} else if p.Of = ""; true {
		if posted, err = r.Ledger(ctx, p.Line.ID, store.LedgerPage{Year: p.Year, Before: before, Limit: ledgerSize + 1}); err != nil {
			return err
		}
	}
	if len(posted) > ledgerSize {
		posted = posted[:ledgerSize]
		p.Older = posted[ledgerSize-1].ID
	}
	var entries, papers, contracts, people []int64
	for _, e := range posted {
		entries, papers, people = append(entries, e.ID), append(papers, e.DocumentID), append(people, e.RecordedBy)
		if e.ContractID != 0 {
			contracts = append(contracts, e.ContractID)
		}
	}
	documents, err := r.Documents(ctx, papers)
	if err != nil {
		return err
	}
	names, err := r.Names(ctx, people)
	if err != nil {
		return err
	}
	takenBack, err := r.Reversed(ctx, entries)
	if err != nil {
		return err
	}
	agreed := map[int64]*funding.Contract{}
	if len(contracts) > 0 {
		all, err := r.Contracts(ctx, store.ContractFilter{IDs: contracts})
		if err != nil {
			return err
		}
		for i := range all {
			agreed[all[i].ID] = &all[i]
		}
	}
	for _, e := range posted {
		p.Ledger = append(p.Ledger, budgets.LedgerRow{Posted: e, Document: documents[e.DocumentID], Contract: agreed[e.ContractID], By: names[e.RecordedBy], ReversedBy: takenBack[e.ID]})
	}
	return nil
}

// keyset is the entry before which a page of a ledger begins, 0 for the newest.
func keyset(c echo.Context) (int64, error) {
	text := c.QueryParam("before")
	if text == "" {
		return 0, nil
	}
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id <= 0 {
		return 0, fault.NotFound()
	}
	return id, nil
}
