package governance

import (
	"slices"
	"strconv"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/changes"
	"qadam/views/ui"
)

// read makes a line of its part of the form. What has no shape is a fault of its
// field. A deadline that is left as it is keeps its term: a month stays one.
func (p *proposal) read(f *site.Form, l *portfolio.Line) portfolio.Plan {
	is := *l.Plan
	id := is.MilestoneID
	is.CoIDs, is.Links = slices.Clone(is.CoIDs), slices.Clone(is.Links)
	is.Start = f.Day(changes.Name("start", id))
	if !is.Due.Repeats() {
		if day := f.Day(changes.Name("due", id)); day.IsZero() {
			is.Due = civil.Period{}
		} else if day != l.Deadline {
			is.Due = civil.OnDay(day)
		}
	}
	is.Note = f.Text(changes.Name("note", id))
	is.Costs = nil
	for i, c := range l.Costs {
		if c.Amount = readSum(f, changes.CostName("sum", id, i)); c.Amount != 0 {
			is.Costs = append(is.Costs, c)
		}
	}
	if name := changes.Name("sum_new", id); f.Text(name) != "" {
		year, err := strconv.Atoi(f.Text(changes.Name("year_new", id)))
		if err != nil || year < p.board.Year-portfolio.YearsBefore || year > p.board.Year+portfolio.YearsAfter {
			f.Fault(changes.Name("year_new", id), "draft.cost_year")
		}
		is.Costs = append(is.Costs, portfolio.Cost{Year: year, Source: portfolio.Source(f.Text(changes.Name("source_new", id))), Amount: readSum(f, name)})
	}
	return is
}

// readSum reads money as people type it; nothing typed is none.
func readSum(f *site.Form, name string) money.Amount {
	text := f.Text(name)
	if text == "" {
		return 0
	}
	sum, err := money.Parse(text)
	if err != nil {
		f.Take(name, err)
	} else if sum < 0 {
		f.Fault(name, "roadmap.cost_negative")
	}
	return sum
}

// placed puts the faults of costs beside a field that the form has.
func (p *proposal) placed(form ui.Form) ui.Form {
	form.Errors = slices.Clone(form.Errors)
	for i := range form.Errors {
		number, field, _ := strings.Cut(form.Errors[i].Name, ".")
		if id, err := strconv.ParseInt(number, 10, 64); err == nil && field == "costs" {
			form.Errors[i].Name = changes.Name("sum_new", id)
			if l := p.board.Line(id); l != nil && len(l.Costs) > 0 {
				form.Errors[i].Name = changes.CostName("sum", id, 0)
			}
		}
	}
	return form
}
