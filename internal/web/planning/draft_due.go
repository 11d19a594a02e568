package planning

import (
	"net/url"
	"slices"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/web/site"
	"qadam/views/ui"
)

// dueTyped sets the fields of a term. Those of the kinds that it is not of are
// filled too, so that another kind begins with something.
func dueTyped(v url.Values, due civil.Period, year int) {
	v.Set("due_kind", string(civil.Quarter))
	v.Set("due_year", strconv.Itoa(year))
	v.Set("due_by", "10")
	if due.IsZero() {
		return
	}
	v.Set("due_kind", string(due.Kind))
	if due.Kind == civil.Day {
		v.Set("due_day", ui.DayText(due.Day))
		return
	}
	v.Set("due_year", strconv.Itoa(due.Year))
	if part := duePart(due.Kind); part != "due_year" {
		v.Set(part, strconv.Itoa(due.N))
	}
}

// duePart is the field that a kind of term needs beside the year.
func duePart(kind civil.PeriodKind) string {
	switch kind {
	case civil.Day, civil.Month, civil.Quarter, civil.HalfYear:
		return "due_" + string(kind)
	case civil.Monthly, civil.Quarterly, civil.HalfYearly:
		return "due_by"
	default:
		return "due_year"
	}
}

// readDue reads a term by its kind.
func readDue(f *site.Form) civil.Period {
	kind := civil.PeriodKind(f.Text("due_kind"))
	switch {
	case kind == "":
		return civil.Period{}
	case kind == civil.Day:
		return civil.OnDay(f.Day("due_day"))
	case !slices.Contains(civil.PeriodKinds, kind):
		f.Fault("due_kind", "fault.required_choice")
		return civil.Period{}
	}
	before := len(f.Form.Errors)
	p := civil.Period{Kind: kind, Year: f.Int("due_year")}
	if len(f.Form.Errors) == before && (p.Year < firstYear-10 || p.Year > firstYear+100) {
		f.Fault("due_year", "draft.cost_year")
	}
	if part := duePart(kind); part != "due_year" {
		p.N = f.Int(part)
	}
	if len(f.Form.Errors) > before {
		return civil.Period{}
	}
	if _, err := civil.ParsePeriod(p.String()); err != nil {
		f.Take(duePart(kind), err)
		return civil.Period{}
	}
	return p
}

// dueInput is the field that a fault of the term stands beside.
func dueInput(v url.Values) string {
	if v.Get("due_kind") == "" {
		return "due_kind"
	}
	return duePart(civil.PeriodKind(v.Get("due_kind")))
}
