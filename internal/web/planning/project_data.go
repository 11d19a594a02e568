package planning

import (
	"context"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/projects"
	"qadam/views/ui"
)

// projectDoc is a project in the data. Its status is null once it ended, and
// while no roadmap in force has lines of it.
type projectDoc struct {
	Code       string          `json:"code"`
	Programme  string          `json:"programme"`
	Names      i18n.Text       `json:"names"`
	Direction  string          `json:"direction"`
	Model      portfolio.Model `json:"model"`
	Goals      []string        `json:"goals"`
	Grade      string          `json:"grade"` // of what is known of the real project
	Source     string          `json:"source"`
	Planned    int64           `json:"planned_tiyn"`
	Milestones counts          `json:"milestones"`
	Status     *string         `json:"status"`
	End        *endDoc         `json:"end"`
}

type endDoc struct {
	Kind     portfolio.EndKind `json:"kind"`
	On       civil.Date        `json:"on"`
	Reason   string            `json:"reason"`
	Document string            `json:"document"`
}

func projectDocOf(r projects.Row) projectDoc {
	p := r.Project.Profile
	d := projectDoc{
		Code: r.Project.Code, Programme: r.Programme.Code, Names: p.Name, Direction: p.Direction, Model: p.Model, Goals: append([]string{}, p.Goals...),
		Grade: p.Grade, Source: p.Source, Planned: int64(p.Total), Milestones: countsOf(r.Tally), Status: maybe(string(r.State())),
	}
	if e := r.Project.End; e != nil {
		d.End = &endDoc{e.Kind, e.EndedOn, e.Reason, e.Document}
	}
	return d
}

// shortLine is a milestone in the data about something else.
type shortLine struct {
	ID       int64      `json:"id"`
	Number   string     `json:"number"`
	Titles   i18n.Text  `json:"titles"`
	Due      civil.Date `json:"due"`
	Forecast civil.Date `json:"forecast"`
	PushedTo civil.Date `json:"pushed_to"`
	DoneOn   civil.Date `json:"done_on"`
	Slip     *int       `json:"slip_days"`
	First    civil.Date `json:"original_due"` // as it was first in force
	FromIt   *int       `json:"original_slip_days"`
	Percent  int        `json:"percent"`
	Status   string     `json:"status"`
	Reason   string     `json:"reason"`
	Why      string     `json:"reason_text"`
	Stale    bool       `json:"stale"`
}

func shortLines(ctx context.Context, rows []ui.LineRow) []shortLine {
	lines := []shortLine{}
	for _, r := range rows {
		l := r.Line
		lines = append(lines, shortLine{
			ID: l.MilestoneID, Number: l.Number, Titles: l.Title, Due: l.Deadline, Forecast: l.Facts.Forecast, PushedTo: l.PushedTo, DoneOn: l.Facts.DoneOn,
			Slip: days(l.SlipFrom(l.Deadline)), First: l.First, FromIt: days(l.SlipFrom(l.First)), Percent: l.Facts.Percent, Status: string(l.Status), Reason: string(l.Reason.Rule), Why: ui.Because(ctx, l.Reason), Stale: l.Stale,
		})
	}
	return lines
}

func projectData(ctx context.Context, on civil.Date, head string, p projects.ShowPage) any {
	type year struct {
		Year       int         `json:"year"`
		Milestones counts      `json:"milestones"`
		Status     string      `json:"status"`
		Lines      []shortLine `json:"lines"`
	}
	years := []year{}
	for _, y := range p.Years {
		years = append(years, year{y.Year, countsOf(y.Tally), string(y.Health), shortLines(ctx, y.Rows)})
	}
	zones := []string{}
	for _, z := range p.Zones {
		zones = append(zones, z.Code)
	}
	return struct {
		AsOf civil.Date `json:"as_of"`
		Head string     `json:"head"`
		projectDoc
		Zones []string `json:"zones"`
		Years []year   `json:"years"`
	}{on, head, projectDocOf(p.Row), zones, years}
}
