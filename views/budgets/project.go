package budgets

import (
	"context"
	"strconv"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/chart"
	"qadam/views/href"
)

// ProjectPage is the money of one project: its lines, contracts, stages and what
// was entered last.
type ProjectPage struct {
	View
	Project     *portfolio.Project
	Programme   *portfolio.Programme
	Investment  []LineRow
	Obligations []LineRow
	Contracts   []ContractRow
	Courses     []funding.Course
	Latest      []EntryRow
	Attention   Attention
	Earned      *funding.Earned // nil when no roadmap of the year has the project
	Curve       chart.CurveData // without days where it is not defined
	Years       chart.YearsData
	Flow        chart.FlowData
	MayEnter    bool
	MaySeeMore  bool // there are more entries than the latest
}

// LineRow is a line of a project with its money.
type LineRow struct {
	Row
	Line *funding.Line
}

// ContractRow is a contract of a project with its money.
type ContractRow struct {
	Contract *funding.Contract
	Terms    funding.Terms
	Supplier string
	Sums     funding.Sums // of all years, investment
}

// EntryRow is an entry in a list of the latest.
type EntryRow struct {
	funding.Entry
	Line     *funding.Line
	Document funding.Document
	By       string
}

// rowsOf are the rows of lines, for their total.
func rowsOf(lines []LineRow) []Row {
	rows := make([]Row, len(lines))
	for i, l := range lines {
		rows[i] = l.Row
	}
	return rows
}

// enterHref is where money is entered: the form of the only line, or the lines.
func (p ProjectPage) enterHref() string {
	if len(p.Investment)+len(p.Obligations) == 1 {
		for _, l := range append(p.Investment, p.Obligations...) {
			return href.NewEntry(l.Line.ID, "")
		}
	}
	return "#" + linesID
}

const linesID = "lines"

// contractTones give each state of a contract the colour that says the same
// elsewhere.
var contractTones = map[funding.ContractState]string{
	funding.ContractDraft: "plan", funding.ContractSigned: "on_track", funding.ContractRegistered: "on_track", funding.ContractActive: "on_track",
	funding.ContractSuspended: "at_risk", funding.ContractCompleted: "done", funding.ContractTerminated: "overdue",
}

// agreementName is how a contract is called: its kind and number.
func agreementName(ctx context.Context, t *funding.Terms) string {
	name := i18n.T(ctx, "contract.kind_"+string(t.Kind))
	if t.Number != "" {
		name += " " + numbered(t.Number)
	}
	return name
}

// following is the first stage that is open behind the last one passed, or else
// the first that is open: earlier ones were not asked of every project.
func following(c funding.Course) *funding.StageStand {
	last := -1
	for i, s := range c.Stands {
		if s.State == funding.StageDone {
			last = i
		}
	}
	for i := last + 1; i < len(c.Stands); i++ {
		switch s := &c.Stands[i]; s.State {
		case funding.StageUnplanned, funding.StageAhead, funding.StageLate, funding.StageBack:
			return s
		case funding.StageDone, funding.StageLeftOut, funding.StageRefused, funding.StageMoot:
		}
	}
	return c.Next()
}

// tells reports whether planned and realised models differ at all.
func tells(d chart.FlowData) bool {
	return len(d.Streams) > 1 || len(d.Streams) == 1 && d.Streams[0].Planned != d.Streams[0].Realised
}

// reached says how far a course has come: how many of its stages.
func reached(c funding.Course) string {
	return strconv.Itoa(len(c.Reached())) + "/" + strconv.Itoa(open(c))
}

// open is how many stages a course has, its exits not counted.
func open(c funding.Course) int {
	n := 0
	for _, s := range c.Stands {
		if !s.Stage.Terminal {
			n++
		}
	}
	return n
}
