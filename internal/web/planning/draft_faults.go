package planning

import (
	"slices"
	"strings"

	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
)

// timeUnclear reports whether a date or a link has no shape, so that nobody can
// tell what it would move.
func timeUnclear(faults []fault.FieldError) bool {
	return slices.ContainsFunc(faults, func(e fault.FieldError) bool {
		return e.Key != "roadmap.cycle" && (e.Name == "start" || strings.HasPrefix(e.Name, "due_") || strings.HasPrefix(e.Name, "after_"))
	})
}

// atOnce adds what the rules say to a form of which something does not even
// have the right shape, so that one hears of all mistakes at once.
func (d *draft) atOnce(f *site.Form, p portfolio.Plan, unfinished bool) {
	if unfinished {
		return
	}
	faulty := map[string]bool{}
	for _, e := range f.Form.Errors {
		faulty[e.Name] = true
		if e.Name == "due_kind" || e.Name == dueInput(f.Form.Values) {
			faulty["due"] = true
		}
	}
	for _, e := range fault.FieldsOf(p.Check(d.Year)) {
		if !faulty[e.Name] && e.Name != "costs" && e.Name != "links" {
			f.Form.Errors = append(f.Form.Errors, e)
		}
	}
	f.Form.Errors = append(f.Form.Errors, fault.FieldsOf(portfolio.CheckLinks(p, d.with(p)))...)
}

// with are the lines of the draft with one as it is typed.
func (d *draft) with(p portfolio.Plan) []portfolio.Plan {
	all := slices.Clone(d.plans)
	if i, ok := d.at[p.MilestoneID]; ok {
		all[i] = p
	}
	return all
}

// placeFaults puts the faults of a line beside the inputs of its form, and in
// their order.
func (d *draft) placeFaults(f *site.Form, p portfolio.Plan) {
	for i := range f.Form.Errors {
		e := &f.Form.Errors[i]
		switch e.Name {
		case "due":
			e.Name = dueInput(f.Form.Values)
		case "costs":
			e.Name = drafts.Cell("cost_sum", 0)
		case "links":
			e.Name = d.faultyLink(f, p)
		}
	}
	slices.SortStableFunc(f.Form.Errors, func(a, b fault.FieldError) int { return place(a.Name) - place(b.Name) })
}

// faultyLink is the field of the predecessor by which the links of a line run in
// a circle, or the first.
func (d *draft) faultyLink(f *site.Form, p portfolio.Plan) string {
	for i := range rowsSent(f.Form.Values) {
		before, err := d.linkOf(f, i)
		if before == nil || err != nil {
			continue
		}
		alone := p
		alone.Links = slices.DeleteFunc(slices.Clone(p.Links), func(l portfolio.Link) bool { return l.MilestoneID != before.MilestoneID })
		if portfolio.CheckLinks(alone, d.with(alone)) != nil {
			return drafts.Cell(linkText, i)
		}
	}
	return drafts.Cell(linkText, 0)
}

// inputs are the beginnings of the names of a form's inputs, in their order.
var inputs = strings.Fields("title_kk title_ru title_en project number form weight gate lead co start due for_money after cost zone note")

func place(name string) int {
	return slices.IndexFunc(inputs, func(begin string) bool { return name == begin || strings.HasPrefix(name, begin+"_") })
}
