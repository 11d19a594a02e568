package report

import (
	"strconv"

	"qadam/internal/portfolio"
)

// changes are what moved in each programme since the day compared with: which
// milestones came to a status, which lines came and went.
func (p Portfolio) changes() Table {
	became := &Group{Say("portfolio_report.became")}
	lines := &Group{Say("portfolio_report.lines")}
	t := named(Say("portfolio.since", "Day", Day(p.Overview.Against)), Column{Head: Say("word.programme"), Width: 54})
	for _, s := range statusOrder {
		t.Columns = append(t.Columns, Column{Head: Say("status." + string(s)), Group: became, Width: 19, Align: End})
	}
	for _, key := range []string{"portfolio_report.later", "portfolio_report.sooner", "portfolio_report.added", "portfolio_report.dropped"} {
		t.Columns = append(t.Columns, Column{Head: Say(key), Group: lines, Width: 17, Align: End})
	}
	t.Columns = append(t.Columns, Column{Head: Say("portfolio_report.entered"), Width: 41})
	for _, r := range p.Overview.Rows {
		d := r.Since
		cells := []Value{Text(r.Term.Name)}
		for _, s := range statusOrder {
			cells = append(cells, Number(d.Became[s]))
		}
		var entered Below
		for _, v := range r.Entered {
			entered = append(entered, Say("portfolio_report.version_on", "Number", Number(v.Number), "Day", Day(v.InForceOn())))
		}
		t.add(append(cells, Number(d.Slower), Number(d.Sooner), Number(len(d.Added)), Number(len(d.Dropped)), entered)...)
	}
	return t
}

// curve draws the year's milestones as planned, forecast and done.
func (p Portfolio) curve() Curve {
	d := Curve{Name: Say("portfolio.curve"), On: p.Overview.On, Whole: p.Overview.Total.Total, Lines: []Course{
		{Mark: Mark{"planned", Say("portfolio.curve_planned")}},
		{Mark: Mark{"forecast", Say("portfolio.curve_forecast")}},
		{Mark: Mark{"finished", Say("portfolio.curve_done")}},
	}}
	for _, point := range p.Overview.Curve() {
		d.Days = append(d.Days, point.Day)
		d.Lines[0].Counts = append(d.Lines[0].Counts, point.Planned)
		d.Lines[1].Counts = append(d.Lines[1].Counts, point.Forecast)
		if point.Known {
			d.Lines[2].Counts = append(d.Lines[2].Counts, point.Done)
		}
	}
	return d
}

// months are the same as numbers, by the ends of months.
func (p Portfolio) months() Table {
	t := Table{Name: Say("portfolio_report.months"), Whole: true, Columns: []Column{{Head: Say("portfolio.curve_by"), Width: 30}}}
	rows := [][]Value{{Say("portfolio.curve_planned")}, {Say("portfolio.curve_forecast")}, {Say("portfolio.curve_done")}}
	for _, point := range p.Overview.Curve() {
		t.Columns = append(t.Columns, Column{Head: Day(point.Day), Width: 17.5, Align: End})
		var done Value
		if point.Known {
			done = Number(point.Done)
		}
		for i, v := range []Value{Number(point.Planned), Number(point.Forecast), done} {
			rows[i] = append(rows[i], v)
		}
	}
	for _, r := range rows {
		t.add(r...)
	}
	return t
}

// beyond says how what is done is dated, and how many milestones are expected
// after the end of the year.
func (p Portfolio) beyond() Paragraphs {
	out := Paragraphs{{Value: Say("portfolio.curve_note")}}
	points := p.Overview.Curve()
	if n := p.Overview.Total.Total - points[len(points)-1].Forecast; n > 0 {
		out = append(out, Line{Value: Say("portfolio.curve_beyond", "Year", p.Overview.Year, "Count", Number(n))})
	}
	return out
}

// SlipsShown is how many of the milestones that slipped most the dashboard lists,
// on the screen and on paper.
const SlipsShown = 6

// slips are the milestones whose end moved furthest since the day compared with;
// without one, those furthest from the original plan.
func (p Portfolio) slips() Block {
	name, slips, more := Say("portfolio.slipped_original"), []portfolio.Slip(nil), 0
	if p.Overview.Against.IsZero() {
		all := 0
		slips, all = p.Overview.LaterThanFirst(SlipsShown)
		more = all - len(slips)
	} else {
		name = Say("portfolio.slipped", "Day", Day(p.Overview.Against))
		slips, more = p.Overview.Later(SlipsShown)
	}
	if len(slips) == 0 {
		return Paragraphs{{name, true}, {Value: Say("portfolio.nothing_slipped")}}
	}
	t := named(name,
		Column{Head: Say("word.milestone"), Width: 92}, Column{Head: Say("portfolio_report.where"), Width: 75}, Column{Head: Say("word.status"), Width: 26},
		Column{Head: Say("portfolio_report.was"), Width: 24, Align: End}, Column{Head: Say("portfolio_report.now"), Width: 24, Align: End},
		Column{Head: Say("portfolio_report.days"), Width: 20, Align: End},
	)
	for _, s := range slips {
		t.add(Below{Text(s.Line.Title)}, p.where(s.Line), Say("status."+string(s.Line.Status)), Day(s.Was), Day(s.Was.AddDays(s.Days)), Change(s.Days))
	}
	if more > 0 {
		t.Rows = append(t.Rows, Row{Kind: Item, Cells: []Cell{{Value: Times{"portfolio.more", more}, Across: len(t.Columns)}}})
	}
	return t
}

// where says what a milestone belongs to: its number, programme and project.
func (p Portfolio) where(l portfolio.Line) Value {
	for _, r := range p.Overview.Rows {
		if r.Programme.ID != l.ProgrammeID {
			continue
		}
		at := List{Text(r.Term.Name), Plain(l.Number)}
		if project := r.Project(l.ProjectID); project != nil {
			return Below{at, Text(project.Profile.Name)}
		}
		return at
	}
	return nil
}

// directions are the programmes by directions: done of all, what of it is overdue,
// and how it goes.
func (p Portfolio) directions() Table {
	t := named(Say("portfolio.heat"), Column{Head: Say("word.programme"), Width: 40})
	for _, d := range p.Heat.Directions {
		t.Columns = append(t.Columns, Column{Head: Text(d.Name), Width: 237 / float64(len(p.Heat.Directions)), Align: Centre})
	}
	for _, r := range p.Heat.Rows {
		cells := []Value{Text(r.Term.Name)}
		for _, c := range r.Cells {
			if c.Tally.Total == 0 {
				cells = append(cells, nil)
				continue
			}
			cell := Below{Fraction{c.Tally.Done, c.Tally.Total}, Say("health." + string(c.Health))}
			if c.Tally.Overdue > 0 {
				cell = append(cell, Say("portfolio.overdue_short", "Count", Number(c.Tally.Overdue)))
			}
			cells = append(cells, cell)
		}
		t.add(cells...)
	}
	return t
}

// awaited are the decisions that somebody waits for, by kind, the age of the
// oldest beside.
func (p Portfolio) awaited() Block {
	if len(p.Awaited) == 0 {
		return nothing("portfolio.waiting", "portfolio.nothing_awaits")
	}
	t := named(Say("portfolio.waiting"),
		Column{Head: Say("word.kind"), Width: 90}, Column{Head: Say("portfolio_report.cases"), Width: 24, Align: End},
		Column{Head: Say("portfolio_report.oldest_case"), Width: 40, Align: End}, Column{Head: Say("portfolio_report.oldest_since"), Width: 45, Align: End},
		Column{Head: Say("portfolio_report.oldest_days"), Width: 45, Align: End},
	)
	for _, a := range p.Awaited {
		t.add(Say("cases.kind_"+string(a.Kind)), Number(a.Count), Say("cases.number", "Number", strconv.FormatInt(a.CaseID, 10)), Day(a.Since), Number(a.Days))
	}
	return t
}
