package finance

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/contracts"
	"qadam/views/href"
	"qadam/views/ui"
)

// showObligations answers GET /funding/obligations.
func (h Handler) showObligations(c echo.Context) error {
	return h.obligationsPage(c, http.StatusOK, c.QueryParam("programme"), ui.Form{})
}

// obligationsPage is what the budgets owe by year: of one programme, or of all.
func (h Handler) obligationsPage(c echo.Context, status int, code string, form ui.Form) error {
	ctx, reader, u := site.Ctx(c), h.Reader(c), site.Asked(c.Request().URL)
	q := u.Query()
	a, err := h.register(c, store.ContractFilter{Kind: funding.PPPContract})
	if err != nil {
		return err
	}
	p := contracts.ObligationsPage{Programmes: a.pictures, Typed: q, Unit: money.ReadUnit(q.Get("unit")), Form: form}
	scope := funding.Scope{}
	if code != "" {
		i := slices.IndexFunc(a.pictures, func(one *portfolio.Picture) bool { return one.Programme.Code == code })
		if i < 0 {
			return fault.NotFound()
		}
		p.Programme = a.pictures[i]
		scope.ProgrammeID = p.Programme.Programme.ID
	}
	book, err := reader.Funding(ctx)
	if err != nil {
		return err
	}
	revenues, err := reader.Revenues(ctx)
	if err != nil {
		return err
	}
	on := h.Visit(c).On
	for _, row := range a.rows {
		if len(row.Terms.Detail.Obligations) > 0 && (p.Programme == nil || row.Programme.ID == scope.ProgrammeID) && row.Contract.Signed() {
			p.Rows = append(p.Rows, row)
		}
	}
	slices.SortStableFunc(p.Rows, func(a, b contracts.Row) int { return cmp.Compare(b.Terms.OwedInAll(), a.Terms.OwedInAll()) })
	p.Years = funding.Loads(book, of(a.all, scope.ProgrammeID), revenues[scope.ProgrammeID], scope)
	if p.Programme == nil {
		for _, one := range a.pictures {
			id := one.Programme.ID
			years := funding.Loads(book, of(a.all, id), revenues[id], funding.Scope{ProgrammeID: id})
			if w, ok := worstOf(one, years, on.Year); ok {
				p.Worst = append(p.Worst, w)
			}
		}
	}
	if h.Visit(c).Format != "" {
		return h.export(c, obligationsReport(p, on.Year))
	}
	site.SetPage(c, href.With(href.FundingObligations(), "programme", code))
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "contract.obligations_title")); err != nil {
		return err
	}
	p.Assets, p.Errors, p.Eyebrow = []string{"css/funding.css"}, form.Errors, i18n.T(ctx, "budget.title")
	p.With = func(name, value string) string { return changed(site.Asked(p.URL), name, value) }
	if p.Programme != nil {
		p.Eyebrow += " · " + p.Programme.Term.Name.For(ctx)
		p.MaySet = !p.Past && h.Who(c).May(access.KeepFunding, scope.ProgrammeID)
	}
	return h.Render(c, status, contracts.Obligations(p))
}

// of are the contracts of a programme, 0 for all of them.
func of(all []funding.Contract, programmeID int64) []funding.Contract {
	var out []funding.Contract
	for _, c := range all {
		if programmeID == 0 || c.ProgrammeID == programmeID {
			out = append(out, c)
		}
	}
	return out
}

// worstOf is the year in which a budget carries most, of those to come and the
// one shown: by load where it is known, else by sum.
func worstOf(p *portfolio.Picture, years []funding.YearLoad, year int) (contracts.Worst, bool) {
	w := contracts.Worst{Picture: p}
	found := false
	for _, y := range years {
		if y.Year > year {
			w.Future += y.Owed
		}
		if y.Year < year || y.Owed == 0 {
			continue
		}
		a, _ := y.Tenths()
		b, _ := w.Load.Tenths()
		if !found || a > b || a == b && y.Owed > w.Load.Owed {
			w.Load, found = y, true
		}
	}
	return w, found
}

// createRevenue answers POST /programmes/:code/funding/revenue.
func (h Handler) createRevenue(c echo.Context) error {
	ref, err := h.Reader(c).Reference(site.Ctx(c))
	if err != nil {
		return err
	}
	programme := ref.ByCode(c.Param("code"))
	if programme == nil {
		return fault.NotFound()
	}
	if err := access.Require(h.Who(c), access.KeepFunding, programme.ID); err != nil {
		return err
	}
	f := site.ReadForm(c)
	v := funding.Revenue{ProgrammeID: programme.ID, Year: f.Int("year"), Amount: amount(f, "amount")}
	d := funding.Document{Number: f.Text("document_number"), Dated: f.Day("document_date")}
	ok, err := f.Try(func() error { return h.App.SetRevenue(site.Ctx(c), h.Who(c), v, d) })
	if ok {
		return h.SeeOther(c, href.With(href.FundingObligations(), "programme", programme.Code), "contract.revenue_was_set")
	}
	if err != nil {
		return err
	}
	return h.obligationsPage(c, http.StatusUnprocessableEntity, programme.Code, f.Form)
}
