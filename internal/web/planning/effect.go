package planning

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/ui"
)

// showEffect answers GET /milestones/:id/effect: what a report would move, asked
// again and again while it is typed.
func (h Handler) showEffect(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	if h.Visit(c).Past {
		return fault.NotFound() // nobody reports in the past
	}
	f := &site.Form{Form: ui.Form{Values: c.QueryParams()}}
	return h.effectPage(c, http.StatusOK, id, attempt{kind: toReport, form: f.Form})
}

// tryEffect answers POST /milestones/:id/effect: the same for a browser without
// script, with everything that was typed. Nothing is recorded.
func (h Handler) tryEffect(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	files, err := h.keepFiles(c, f, id)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if f.Form.Errors = append(f.Form.Errors, questionOf(f.Form).faults...); f.Form.Faulty() {
		status = http.StatusUnprocessableEntity
	}
	return h.effectPage(c, status, id, attempt{kind: toReport, form: typed(f), kept: files})
}

// effectPage is the page that the form stands on, for those who may report.
// Where there is nothing to report any more it answers nothing, so that what is
// being typed stays.
func (h Handler) effectPage(c echo.Context, status int, id int64, tried attempt) error {
	s, err := h.subject(c, id)
	if err == nil {
		err = access.Require(h.Who(c), access.ReportProgress, s.milestone.ProgrammeID)
	}
	if err != nil {
		return err
	}
	if !s.reportable() {
		return c.NoContent(http.StatusNoContent)
	}
	if tried.from() == fromWork {
		return h.workPage(c, status, id, &s, tried)
	}
	return h.milestonePage(c, status, s, tried)
}

// question is what a form asks: what would such a report move?
type question struct {
	percent  int
	forecast civil.Date
	faults   []fault.FieldError // of the two fields
}

// questionOf reads the two fields of a report that move anything.
func questionOf(typed ui.Form) question {
	f := &site.Form{Form: ui.Form{Values: typed.Values}}
	p := app.Progress{Percent: f.Int("percent"), Forecast: f.Day("forecast")}
	if !f.Form.Faulty() {
		f.Form.Errors = fault.FieldsOf(portfolio.Plan{}.CheckUpdate(portfolio.Update{Percent: p.Percent, Forecast: p.Forecast}, nil, 0))
	}
	atOnce(f, p)
	return question{percent: p.Percent, forecast: p.Forecast, faults: f.Form.Errors}
}

// moves is what the report that is typed would move.
func (s subject) moves(ctx context.Context, typed ui.Form) ui.Moves {
	m := ui.Moves{Year: s.board.Year, Programme: s.picture.Term.Name, Bodies: s.ref.Bodies, Projects: map[int64]i18n.Text{}}
	if !typed.Sent() {
		return m
	}
	q := questionOf(typed)
	if len(q.faults) == 0 {
		q.faults = fault.FieldsOf(s.line.Plan.CheckUpdate(portfolio.Update{Percent: q.percent, Forecast: q.forecast}, nil, 0))
	}
	for _, e := range q.faults {
		if !unfinished(e.Key) {
			m.Faults = append(m.Faults, i18n.FieldText(ctx, e))
		}
	}
	if len(q.faults) > 0 {
		return m
	}
	effect := s.board.IfReported(s.line.MilestoneID, q.percent, q.forecast)
	m.Effect = &effect
	for _, p := range s.picture.Projects {
		m.Projects[p.ID] = p.Profile.Name
	}
	return m
}

// unfinished reports whether a fault is only that somebody is still typing.
func unfinished(key string) bool {
	return slices.Contains([]string{"fault.required", "fault.not_a_date", "fault.not_a_number"}, key)
}
