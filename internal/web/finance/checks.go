package finance

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/report"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/ui"
)

func checkRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/funding/checks", Action: access.SeeInForce, Formats: exports, Handle: h.listChecks},
	}
}

// checksShown is how many breaches a page lists.
const checksShown = 100

// listChecks answers GET /funding/checks.
func (h Handler) listChecks(c echo.Context) error {
	c.Request().URL = site.Asked(c.Request().URL)
	ctx, u := site.Ctx(c), c.Request().URL
	m, err := h.money(c)
	if err != nil {
		return err
	}
	p := budgets.ChecksPage{Typed: u.Query()}
	programme, err := m.askedProgramme(u.Query().Get("programme"))
	if err != nil {
		return err
	}
	all, err := h.breachRows(c, m, programme)
	if err != nil {
		return err
	}
	p.Found = map[string]int{}
	for i := range all {
		p.Found[all[i].Breach.Key]++
	}
	all = slices.DeleteFunc(all, func(r budgets.BreachRow) bool { return !p.Wants(r.Breach.Check, "severity") || !p.WantsProject(r) })
	p.Counts = map[funding.Severity]int{}
	for i := range all {
		p.Counts[all[i].Breach.Severity]++
	}
	if r := c.Request(); r.Header.Get("HX-Request") != "" && strings.TrimPrefix(r.Header.Get("HX-Target"), "div#") == budgets.OpenChecksID {
		return h.Render(c, http.StatusOK, budgets.OpenChecks(p.Counts[funding.Error], p.Counts[funding.Warning])) // two badges of another page
	}
	all = slices.DeleteFunc(all, func(r budgets.BreachRow) bool { return !p.Wants(r.Breach.Check) })
	if h.Visit(c).Format != "" {
		if err := h.nameEntries(ctx, h.Reader(c), all); err != nil {
			return err
		}
		return h.export(c, report.Funding{Name: "funding-checks", Title: report.Say("check.title"), Tables: []report.FundingTable{report.FundingChecks(m.checkRows(all))}})
	}
	p.Pages = ui.ReadPages(u, checksShown)
	p.Pages.Of(len(all))
	p.Rows = all[min(p.Pages.Offset(), len(all)):min(p.Pages.End(), len(all))]
	if err := h.nameEntries(ctx, h.Reader(c), p.Rows); err != nil {
		return err
	}
	for _, one := range m.ref.Programmes {
		if picture := m.pictures[one.ID]; picture != nil {
			p.Programmes = append(p.Programmes, ui.Option{Value: one.Code, Label: picture.Term.Name.For(ctx)})
		}
	}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "check.title")); err != nil {
		return err
	}
	p.Eyebrow, p.Assets = i18n.T(ctx, "ui.nav_funding"), fundingAssets
	return h.Render(c, http.StatusOK, budgets.Checks(p))
}

// askedProgramme is the key of the programme of a code, 0 for no code.
func (m *purse) askedProgramme(code string) (int64, error) {
	if code == "" {
		return 0, nil
	}
	if p := m.programme(code); p != nil {
		return p.Programme.ID, nil
	}
	return 0, fault.NotFound()
}

// breachRows are the checks that do not hold, programme by programme and project
// by project, of projects that the person may know of.
func (h Handler) breachRows(c echo.Context, m *purse, programmeID int64) ([]budgets.BreachRow, error) {
	ctx := site.Ctx(c)
	states, err := h.Reader(c).MoneyStates(ctx, programmeID)
	if err != nil {
		return nil, err
	}
	var rows []budgets.BreachRow
	for _, s := range states {
		project := m.project(s.ProjectID)
		if project.Code == "" {
			continue
		}
		for _, b := range s.Breaches() {
			row := budgets.BreachRow{Breach: b, Programme: m.pictures[s.ProgrammeID].Term.Name.For(ctx), ProgrammeID: s.ProgrammeID, Project: project.Profile.Name.For(ctx), Code: project.Code}
			if line := s.Line(b.LineID); line != nil {
				row.Line = line
			}
			if contract := s.Contract(b.ContractID); contract != nil {
				t := contract.Current()
				row.Terms = &t
			}
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b budgets.BreachRow) int {
		if a.ProgrammeID != b.ProgrammeID {
			return m.order(a.ProgrammeID) - m.order(b.ProgrammeID)
		}
		return rank(a.Breach) - rank(b.Breach)
	})
	return rows, nil
}

// order is the place of a programme among all.
func (m *purse) order(programmeID int64) int {
	for i, p := range m.ref.Programmes {
		if p.ID == programmeID {
			return i
		}
	}
	return len(m.ref.Programmes)
}

// rank puts errors first, then as the table of checks does.
func rank(b funding.Breach) int {
	return slices.IndexFunc(funding.Checks, func(c funding.Check) bool { return c.Key == b.Key })
}

// nameEntries says which entries break the checks of the rows, in one question.
func (h Handler) nameEntries(ctx context.Context, reader *store.Reader, rows []budgets.BreachRow) error {
	lines := []int64{}
	contracts := false
	for _, r := range rows {
		if r.Line != nil {
			lines = append(lines, r.Line.ID)
		} else {
			contracts = true
		}
	}
	if contracts { // those of a contract as a whole are on any line of its project
		all, err := reader.Lines(ctx, 0)
		if err != nil {
			return err
		}
		of := map[int64]bool{}
		for _, r := range rows {
			of[r.Breach.ProjectID] = of[r.Breach.ProjectID] || r.Line == nil
		}
		for _, l := range all {
			if of[l.ProjectID] {
				lines = append(lines, l.ID)
			}
		}
	}
	if len(lines) == 0 {
		return nil
	}
	slices.Sort(lines)
	f := store.EntryFilter{LineIDs: slices.Compact(lines)}
	everyYear := false
	for _, r := range rows {
		f.Kinds, f.Years = append(f.Kinds, r.Breach.Of...), append(f.Years, r.Breach.Year)
		everyYear = everyYear || r.Breach.Year == funding.AllYears
	}
	slices.Sort(f.Kinds)
	slices.Sort(f.Years)
	f.Kinds, f.Years = slices.Compact(f.Kinds), slices.Compact(f.Years)
	if everyYear {
		f.Years = nil
	}
	if len(f.Kinds) == 0 {
		return nil // no entry breaks any of them
	}
	entries, err := reader.EntryKeys(ctx, f)
	if err != nil {
		return err
	}
	for i := range rows {
		one := []funding.Breach{rows[i].Breach}
		funding.Name(one, entries)
		rows[i].Breach = one[0]
	}
	return nil
}

// checkRows are the rows as a report has them.
func (m *purse) checkRows(rows []budgets.BreachRow) []report.CheckRow {
	var out []report.CheckRow
	for _, r := range rows {
		one := report.CheckRow{Place: m.placeOf(r.Breach.ProgrammeID, r.Breach.ProjectID), Line: r.Line, Breach: r.Breach}
		if r.Terms != nil {
			one.Contract = r.Terms.Number
		}
		out = append(out, one)
	}
	return out
}

// placeOf is a project with its programme, as reports name it.
func (m *purse) placeOf(programmeID, projectID int64) report.Place {
	picture := m.pictures[programmeID]
	return report.Place{Programme: picture.Programme, Term: picture.Term, Project: m.project(projectID)}
}
