package insight

import (
	"github.com/labstack/echo/v4"

	"qadam/internal/export/docx"
	"qadam/internal/export/pdf"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/report"
	"qadam/internal/web/site"
	"qadam/views/escalations"
	"qadam/views/portfolios"
)

// paper sends what is printed in the format asked for. It fills in what every
// paper has: day, day compared with, head of the log, language.
func (h Handler) paper(c echo.Context, name string, title report.Value, parts ...report.Block) error {
	v := h.Visit(c)
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	d := report.Survey{Name: name, Title: title, On: v.On, Against: v.Against, Head: head, Language: site.Locale(c), Parts: parts}.Document()
	write := pdf.Document
	if v.Format == "docx" {
		write = docx.Document
	}
	body, err := write(d)
	if err != nil {
		return err
	}
	return h.File(c, d.Name, v.Format, body)
}

// portfolioPaper sends the dashboard as what an official takes to a session: its
// figures, and after them the projects of which ratings disagree and those that
// stay red.
func (h Handler) portfolioPaper(c echo.Context, p portfolios.ShowPage, now *funding.Book) error {
	disputed, err := h.allDisagreements(c)
	if err != nil {
		return err
	}
	rows, err := h.disputes(c, disputed)
	if err != nil {
		return err
	}
	escalated, err := h.allEscalations(c)
	if err != nil {
		return err
	}
	then, err := h.escalatedThen(c)
	if err != nil {
		return err
	}
	o := p.Overview
	r := report.Portfolio{
		Overview: o, Waited: p.Waited, Heat: p.Heat, Sums: p.Money.Sums, Moved: p.Money.Since, Models: p.Money.Models, Ahead: p.Money.Ahead,
		Of: map[int64]funding.Sums{},
	}
	for _, g := range now.ByProgramme(funding.Scope{Year: o.Year, Kind: funding.Investment}) {
		r.Of[g.Key] = g.Sums
	}
	for _, a := range p.Awaited {
		r.Awaited = append(r.Awaited, report.AwaitedRow(a))
	}
	parts := append(r.Blocks(), report.Disagreements(rows, o.On, h.Visit(c).Against)...)
	parts = append(parts, report.Escalations(escalatedRows(escalated, then), o.On, h.Visit(c).Against)...)
	return h.paper(c, "portfolio", report.Say("portfolio.title", "Year", o.Year), parts...)
}

// disagreementsPaper sends the list of disagreements on paper.
func (h Handler) disagreementsPaper(c echo.Context, rows []portfolio.Dispute) error {
	return h.paper(c, "disagreements", report.Say("rating.disagreements"), report.Disagreements(rows, h.Visit(c).On, h.Visit(c).Against)...)
}

// escalationsPaper sends the list of escalations on paper.
func (h Handler) escalationsPaper(c echo.Context, rows []escalations.Row, then map[int64]*portfolio.Escalation) error {
	return h.paper(c, "escalations", report.Say("escalation.title"), report.Escalations(escalatedRows(rows, then), h.Visit(c).On, h.Visit(c).Against)...)
}

// escalatedRows are escalations as a report has them, each with what was known of it
// on the day compared with.
func escalatedRows(rows []escalations.Row, then map[int64]*portfolio.Escalation) []report.Escalated {
	out := make([]report.Escalated, len(rows))
	for i, r := range rows {
		out[i] = report.Escalated{Escalation: r.Escalation, Project: r.Project, Programme: r.Programme, Now: r.Now, Then: then[r.ID]}
	}
	return out
}
