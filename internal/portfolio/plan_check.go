package portfolio

import (
	"slices"
	"time"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/money"
)

// Limits of what a line may say.
const (
	TitleLimit      = 500                  // characters
	LineNoteLimit   = 2000                 // characters, about a page of the official form
	BudgetCodeLimit = 50                   // characters
	LagLimit        = 250                  // working days, about a year
	CostLimit       = 1000 * money.Billion // of a line, all years together: more than any budget of the five; the sums of 90,000 such lines can be added up
)

// How many years a line may lie outside the year of its roadmap, before it is
// finished too. A project that goes on began a few years ago, and the programmes
// run for ten; what lies further is a slip of the pen, and one such line would
// stretch every timeline by centuries.
const (
	YearsBefore = 5
	YearsAfter  = 10
)

// Check refuses a line with which a roadmap for the year could not be
// submitted (rules.md §5, completeness).
func (p Plan) Check(year int) error {
	return fault.Fields(append(p.refused(year), p.lacks(year)...)...)
}

// CheckIn is Check with the deadline rolled to a working day, which may be
// before the start, or for money before the year.
func (p Plan) CheckIn(year int, cal *civil.Calendar) error {
	errs := append(faults(p.refused(year)), p.lacks(year)...)
	if last := p.Due.Last(); !last.IsZero() {
		deadline := p.Deadline(cal)
		if last.Year == year && deadline.Year != year {
			errs.add("due", "roadmap.due_outside_year", "Year", year)
		}
		if deadline.Before(p.Start) && !slices.ContainsFunc(errs, func(f fault.FieldError) bool { return f.Name == "due" }) {
			errs.add("due", "roadmap.due_before_start")
		}
	}
	return fault.Fields(errs...)
}

// CheckUnfinished refuses only what no draft for the year could carry, so that
// a line can be kept that nobody has finished yet.
func (p Plan) CheckUnfinished(year int) error { return fault.Fields(p.refused(year)...) }

// refused is what makes no sense in any draft.
func (p Plan) refused(year int) []fault.FieldError {
	var errs faults
	if p.Title.KK == "" && p.Title.RU == "" {
		errs.add("title_kk", "fault.required")
		errs.add("title_ru", "fault.required")
	}
	errs.long("title_kk", p.Title.KK, TitleLimit)
	errs.long("title_ru", p.Title.RU, TitleLimit)
	errs.long("title_en", p.Title.EN, TitleLimit)
	if p.LeadID == 0 {
		errs.add("lead", "fault.required")
	}
	switch {
	case p.Start.IsZero():
		errs.add("start", "fault.required")
	case !near(p.Start, year):
		errs.add("start", "fault.years_between", "First", year-YearsBefore, "Last", year+YearsAfter)
	}
	if !slices.Contains(Forms, p.Form) {
		errs.add("form", "fault.required")
	}
	switch last := p.Due.Last(); {
	case last.IsZero():
		errs.add("due", "fault.required")
	case !near(last, year):
		errs.add("due", "fault.years_between", "First", year-YearsBefore, "Last", year+YearsAfter)
	case last.Before(p.Start):
		errs.add("due", "roadmap.due_before_start")
	}
	if p.Weight < 0 || p.Weight > 100 {
		errs.add("weight", "fault.percent_range")
	}
	errs.costs(p.Costs)
	for _, l := range p.Links {
		if !slices.Contains(LinkKinds, l.Kind) {
			errs.add("links", "fault.required_choice")
		}
		if l.Lag > LagLimit || l.Lag < -LagLimit {
			errs.add("links", "roadmap.lag_too_long", "Limit", LagLimit)
		}
		if l.MilestoneID == p.MilestoneID && p.MilestoneID != 0 {
			errs.add("links", "roadmap.link_to_itself")
		}
	}
	errs.long("note", p.Note, LineNoteLimit)
	return errs
}

// near reports whether a day may stand in a roadmap for the year.
func near(d civil.Date, year int) bool {
	return !d.Before(civil.Date{Year: year - YearsBefore, Month: time.January, Day: 1}) && d.Year <= year+YearsAfter
}

// lacks is what a line must have before its roadmap is submitted.
func (p Plan) lacks(year int) []fault.FieldError {
	var errs faults
	if p.Title.KK == "" && p.Title.RU != "" {
		errs.add("title_kk", "fault.required")
	}
	if p.Title.RU == "" && p.Title.KK != "" {
		errs.add("title_ru", "fault.required")
	}
	if last := p.Due.Last(); !last.IsZero() && last.Year != year && near(last, year) {
		errs.add("due", "roadmap.due_outside_year", "Year", year)
	}
	for _, c := range p.Costs {
		if c.Amount == 0 && c.Source != "" {
			errs.add("costs", "roadmap.source_without_cost")
		}
	}
	return errs
}

// faults collects what is wrong with the fields of a line, each once.
type faults []fault.FieldError

func (f *faults) add(field, key string, args ...any) {
	for _, e := range *f {
		if e.Name == field && e.Key == key {
			return
		}
	}
	*f = append(*f, fault.FieldsOf(fault.Field(field, key, args...))...)
}

// long refuses a text of more characters than the limit.
func (f *faults) long(field, text string, limit int) {
	if utf8.RuneCountInString(text) > limit {
		f.add(field, "fault.too_long", "Limit", limit)
	}
}

// costs refuses costs that make no sense, each and together.
func (f *faults) costs(costs Costs) {
	var sum money.Amount // never more than twice the limit
	for _, c := range costs {
		if c.Amount < 0 {
			f.add("costs", "roadmap.cost_negative")
		} else if sum = min(sum, CostLimit) + min(c.Amount, CostLimit+1); sum > CostLimit {
			f.add("costs", "roadmap.cost_too_large", "Limit", CostLimit)
		}
		if !slices.Contains(Sources, c.Source) {
			f.add("costs", "roadmap.cost_without_source")
		}
		if utf8.RuneCountInString(c.BudgetCode) > BudgetCodeLimit {
			f.add("costs", "roadmap.budget_code_too_long", "Limit", BudgetCodeLimit)
		}
	}
}
