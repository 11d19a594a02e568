package portfolio

import (
	"database/sql/driver"
	"slices"

	"qadam/internal/civil"
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
