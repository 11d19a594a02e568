package portfolio

import (
	"database/sql/driver"
	"slices"
	"time"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// VersionState is where a version of a roadmap stands.
type VersionState string

// The states of a version (rules.md §3).
const (
	Draft      VersionState = "draft"
	Submitted  VersionState = "submitted"
	InReview   VersionState = "in_review"
	Voting     VersionState = "voting"
	Approved   VersionState = "approved"
	InForce    VersionState = "in_force"
	Superseded VersionState = "superseded"
	Returned   VersionState = "returned"
	Rejected   VersionState = "rejected"
	Deferred   VersionState = "deferred"
)

// transitions lists which state may follow which. Until cases and votes are
// held here, an act may be recorded for a submitted version directly.
var transitions = map[VersionState][]VersionState{
	Draft:     {Submitted},
	Submitted: {InReview, InForce, Returned, Draft},
	InReview:  {Voting, Returned},
	Voting:    {Approved, Returned, Rejected, Deferred},
	Deferred:  {Voting},
	Approved:  {InForce},
	InForce:   {Superseded},
	Returned:  {Draft, Submitted},
}

// Follows reports whether a version may go from one state to the other.
func (s VersionState) Follows(before VersionState) bool {
	return slices.Contains(transitions[before], s)
}

// Editable reports whether lines may be changed in this state.
func (s VersionState) Editable() bool { return s == Draft || s == Returned }

// SeeAction is the action that one must be allowed to see a version in this
// state (rules.md §10).
func (s VersionState) SeeAction() access.Action {
	switch s {
	case InForce, Superseded, Approved:
		return access.SeeInForce
	case Submitted, Returned:
		return access.SeeSubmitted
	case InReview, Voting, Deferred, Rejected:
		return access.SeeReviewed
	default:
		return access.SeeDraft
	}
}

// Roadmap is the plan of a programme for a year.
type Roadmap struct {
	ID          int64
	ProgrammeID int64
	Year        int
	RecordedAt  time.Time
	RecordedBy  int64

	Versions []Version // in their order, with their steps; loaded
}

// Version is a numbered text of a roadmap. Its lines are edited while it is a
// draft and frozen by the database once it is submitted.
type Version struct {
	ID          int64
	RoadmapID   int64
	ProgrammeID int64
	Number      int
	BasedOnID   int64 // the version it was copied from, 0 for the first
	Reason      string
	RecordedAt  time.Time
	RecordedBy  int64

	Steps []VersionStep `gorm:"foreignKey:VersionID"`
}

// TableName is roadmap_versions: a version of anything else would be another table.
func (Version) TableName() string { return "roadmap_versions" }

// VersionStep is a line of a version's ledger of states.
type VersionStep struct {
	ID          int64
	VersionID   int64
	ProgrammeID int64
	State       VersionState
	ActNumber   string     // of the act that brought it into force
	ActDate     civil.Date // and its day
	Signatory   i18n.Text  // the position of who signed
	Note        string
	RecordedAt  time.Time
	RecordedBy  int64
}

// State is where the version stands by the steps known.
func (v Version) State() VersionState {
	if len(v.Steps) == 0 {
		return Draft
	}
	return v.Steps[len(v.Steps)-1].State
}

// Step returns the last step into the state, or a zero step.
func (v Version) Step(s VersionState) VersionStep {
	for _, st := range slices.Backward(v.Steps) {
		if st.State == s {
			return st
		}
	}
	return VersionStep{}
}

// InForce returns the version in force, or nil.
func (r Roadmap) InForce() *Version { return r.last(InForce) }

// Baseline returns baseline 0: the first version that came into force, or nil.
func (r Roadmap) Baseline() *Version {
	for i, v := range r.Versions {
		if v.State() == InForce || v.State() == Superseded {
			return &r.Versions[i]
		}
	}
	return nil
}

// Open returns the version that is drafted or under approval, or nil.
func (r Roadmap) Open() *Version {
	return r.last(Draft, Submitted, InReview, Voting, Deferred, Returned, Approved)
}

// Version returns the version of the number, or nil.
func (r Roadmap) Version(number int) *Version {
	for i := range r.Versions {
		if r.Versions[i].Number == number {
			return &r.Versions[i]
		}
	}
	return nil
}

func (r Roadmap) last(states ...VersionState) *Version {
	for i := len(r.Versions) - 1; i >= 0; i-- {
		if slices.Contains(states, r.Versions[i].State()) {
			return &r.Versions[i]
		}
	}
	return nil
}

// Visible leaves only the versions that the actor may see.
func (r Roadmap) Visible(a access.Actor) Roadmap {
	r.Versions = slices.DeleteFunc(slices.Clone(r.Versions), func(v Version) bool {
		return !a.May(v.State().SeeAction(), v.ProgrammeID)
	})
	return r
}

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

// Plan is a line of a version: what a milestone is to be by this version.
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

// LinkKind says which end of the predecessor holds which end of the milestone.
type LinkKind string

// The four kinds of links.
const (
	FS LinkKind = "FS"
	SS LinkKind = "SS"
	FF LinkKind = "FF"
	SF LinkKind = "SF"
)

// Link is a predecessor of a milestone, with a lag in working days.
type Link struct {
	MilestoneID int64    `json:"milestone_id"`
	Kind        LinkKind `json:"kind"`
	Lag         int      `json:"lag,omitempty"`
}

// Links are the predecessors of a line, kept as JSON.
type Links []Link

// Value writes the links as JSON.
func (l Links) Value() (driver.Value, error) { return toJSON(l, len(l)) }

// Scan reads the links from JSON.
func (l *Links) Scan(src any) error { return fromJSON(src, l) }

// Check refuses a line that no roadmap could carry (rules.md §5, completeness).
func (p Plan) Check(year int) error {
	var errs []fault.FieldError
	bad := func(name, key string) { errs = append(errs, fault.FieldError{Name: name, Key: key}) }
	if p.Title.KK == "" {
		bad("title_kk", "fault.required")
	}
	if p.Title.RU == "" {
		bad("title_ru", "fault.required")
	}
	if p.LeadID == 0 {
		bad("lead", "fault.required")
	}
	if p.Start.IsZero() {
		bad("start", "fault.required")
	}
	if !slices.Contains(Forms, p.Form) {
		bad("form", "fault.required")
	}
	switch last := p.Due.Last(); {
	case last.IsZero():
		bad("due", "fault.required")
	case last.Before(p.Start):
		bad("due", "roadmap.due_before_start")
	case last.Year != year:
		bad("due", "roadmap.due_outside_year")
	}
	if p.Weight < 0 || p.Weight > 100 {
		bad("weight", "fault.percent_range")
	}
	for _, c := range p.Costs {
		if c.Amount < 0 {
			bad("costs", "roadmap.cost_negative")
		}
		if c.Source == "" {
			bad("costs", "roadmap.cost_without_source")
		}
	}
	return fault.Fields(errs...)
}
