package portfolio

import (
	"database/sql/driver"
	"slices"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// Form is the kind of document that completes a milestone (facts.md §4.1).
type Form string

// The forms of completion.
const (
	FormReport      Form = "report"
	FormAct         Form = "act"
	FormOrder       Form = "order"
	FormProtocol    Form = "protocol"
	FormContract    Form = "contract"
	FormInformation Form = "information"
)

// Forms lists the forms of completion.
var Forms = []Form{FormReport, FormAct, FormOrder, FormProtocol, FormContract, FormInformation}

// Plan is a line of a version: what a milestone is to be by this version. The
// names of its fields stand in the ledgers of drafts and may not change.
type Plan struct {
	ID          int64
	VersionID   int64
	MilestoneID int64
	ProgrammeID int64
	ProjectID   int64
	Position    int
	Number      string // hierarchical, such as 1.2
	Title       i18n.Text
	Form        Form
	LeadID      int64 // the responsible executor, a body
	CoIDs       IDs   `gorm:"column:co_ids"`
	Start       civil.Date
	Due         civil.Period
	ForMoney    bool // a deadline of money rolls back, not forward
	Costs       Costs
	Weight      int
	Gate        bool
	ZoneID      int64 // 0 when none
	Links       Links
	Note        string
	Revision    int // grows with every edit of the draft; a stale one is a conflict
}

// TableName is milestone_plans, as in the plan of the house.
func (Plan) TableName() string { return "milestone_plans" }

// Deadline is the day by which the milestone is due, rolled to a working day.
func (p Plan) Deadline(cal *civil.Calendar) civil.Date { return cal.Deadline(p.Due, p.ForMoney) }

// Cost is the estimated cost of a line in one year from one source.
type Cost struct {
	Year       int          `json:"year"`
	Source     Source       `json:"source"`
	Amount     money.Amount `json:"tiyn"`
	BudgetCode string       `json:"budget_code,omitempty"`
}

// Costs are the costs of a line, kept as JSON.
type Costs []Cost

// Value writes the costs as JSON.
func (c Costs) Value() (driver.Value, error) { return toJSON(c, len(c)) }

// Scan reads the costs from JSON.
func (c *Costs) Scan(src any) error { return fromJSON(src, c) }

// Total adds the costs of all years and sources.
func (c Costs) Total() money.Amount {
	var sum money.Amount
	for _, one := range c {
		sum += one.Amount
	}
	return sum
}

// Source is where money comes from (facts.md §2.5).
type Source string

// The sources of financing that a roadmap line names.
const (
	RepublicanBudget  Source = "republican_budget"
	LocalBudget       Source = "local_budget"
	TargetedTransfer  Source = "targeted_transfer"
	QuasiPublic       Source = "quasi_public"
	FromPPP           Source = "ppp"
	FromService       Source = "service"
	PrivateInvestment Source = "private"
)

// Sources lists them all.
var Sources = []Source{RepublicanBudget, LocalBudget, TargetedTransfer, QuasiPublic, FromPPP, FromService, PrivateInvestment}

// LinkKind says which end of the predecessor holds which end of the milestone.
type LinkKind string

// The four kinds of links.
const (
	FS LinkKind = "FS"
	SS LinkKind = "SS"
	FF LinkKind = "FF"
	SF LinkKind = "SF"
)

// LinkKinds lists the four.
var LinkKinds = []LinkKind{FS, SS, FF, SF}

// Link is a predecessor of a milestone, with a lag in working days.
type Link struct {
	MilestoneID int64    `json:"milestone_id"`
	Kind        LinkKind `json:"kind"`
	Lag         int      `json:"lag,omitempty"`
}

// Links are the predecessors of a line, kept as JSON.
type Links []Link

// To reports whether one of the links is to the milestone.
func (l Links) To(milestoneID int64) bool {
	return slices.ContainsFunc(l, func(one Link) bool { return one.MilestoneID == milestoneID })
}

// Value writes the links as JSON.
func (l Links) Value() (driver.Value, error) { return toJSON(l, len(l)) }

// Scan reads the links from JSON.
func (l *Links) Scan(src any) error { return fromJSON(src, l) }

// Limits of what a line may say.
const (
	TitleLimit = 1000 // characters
	LagLimit   = 250  // working days, about a year
)

// Check refuses a line with which a roadmap for the year could not be
// submitted (rules.md §5, completeness).
func (p Plan) Check(year int) error {
	return fault.Fields(append(p.refused(), p.lacks(year)...)...)
}

// CheckUnfinished refuses only what no draft could carry, so that a line can be
// kept that nobody has finished yet.
func (p Plan) CheckUnfinished() error { return fault.Fields(p.refused()...) }

// refused is what makes no sense in any draft.
func (p Plan) refused() []fault.FieldError {
	var errs faults
	if p.Title.KK == "" && p.Title.RU == "" {
		errs.add("title_kk", "fault.required")
		errs.add("title_ru", "fault.required")
	}
	for _, one := range []struct{ field, text string }{{"title_kk", p.Title.KK}, {"title_ru", p.Title.RU}, {"title_en", p.Title.EN}} {
		if utf8.RuneCountInString(one.text) > TitleLimit {
			errs.add(one.field, "fault.too_long", "Limit", TitleLimit)
		}
	}
	if p.LeadID == 0 {
		errs.add("lead", "fault.required")
	}
	if p.Start.IsZero() {
		errs.add("start", "fault.required")
	}
	if !slices.Contains(Forms, p.Form) {
		errs.add("form", "fault.required")
	}
	switch last := p.Due.Last(); {
	case last.IsZero():
		errs.add("due", "fault.required")
	case last.Before(p.Start):
		errs.add("due", "roadmap.due_before_start")
	}
	if p.Weight < 0 || p.Weight > 100 {
		errs.add("weight", "fault.percent_range")
	}
	for _, c := range p.Costs {
		if c.Amount < 0 {
			errs.add("costs", "roadmap.cost_negative")
		}
		if !slices.Contains(Sources, c.Source) {
			errs.add("costs", "roadmap.cost_without_source")
		}
	}
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
	if utf8.RuneCountInString(p.Note) > NoteLimit {
		errs.add("note", "fault.too_long", "Limit", NoteLimit)
	}
	return errs
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
	if last := p.Due.Last(); !last.IsZero() && last.Year != year {
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
