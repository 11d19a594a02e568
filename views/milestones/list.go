package milestones

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/listing"
	"qadam/views/ui"
)

// Run is what the lines of a project that stand together in a roadmap in force
// have in common.
type Run struct {
	Picture   *portfolio.Picture
	Board     *portfolio.Board
	Then      *portfolio.Board // on the day compared with, nil when nothing was in force then
	Compared  bool             // with an earlier day
	Project   *portfolio.Project
	Direction portfolio.Direction
}

// Row is a milestone in the list of those of all programmes.
type Row struct {
	*Run
	Line *portfolio.Line
	At   int             // the place of the line on its board
	Zone *portfolio.Zone // nil when it has none, or none that the reader may know of
}

// Was is the line on the day compared with, nil when there was none.
func (r Row) Was() *portfolio.Line { return r.Then.LineNear(r.At, r.Line.MilestoneID) }

// Moved is by how many calendar days the end of the line moved since the day
// compared with, as portfolio.Difference has it; known is false when nothing can
// be said.
func (r Row) Moved() (days int, known bool) {
	was := r.Was()
	if was == nil || r.Line.Status == portfolio.Withdrawn {
		return 0, false
	}
	return r.Line.Finish.Sub(was.Finish), true
}

// Critical reports whether every day of delay of an open milestone moves the end
// of its roadmap.
func (r Row) Critical() bool {
	t, ok := r.Board.Schedule().Timing(r.Line.MilestoneID)
	return ok && t.Critical && !r.Line.Facts.Accepted
}

// Model is the funding model of the project.
func (r *Run) Model() portfolio.Model {
	if r.Project == nil {
		return ""
	}
	return r.Project.Profile.Model
}

// ListPage is the milestones of all roadmaps in force.
type ListPage struct {
	layout.Shell
	Tabs  []ui.Tab // the views of the portfolio
	Table listing.Table[Row]
}

// ListRegion is what the filters and pages of the list replace.
const ListRegion = "milestones"

// RowID is the id of a milestone's row in the list.
func RowID(r Row) string { return rowID(r.Line.MilestoneID) }

// ListView is what the list shows of its rows: the words, and the addresses of
// what may be done.
type ListView struct {
	Ref    *portfolio.Reference
	Keep   func(address string) string // keeps the day shown
	Edit   func(milestoneID int64) string
	May    func(Row) bool // report on it
	Source func(portfolio.Costs) portfolio.Source
}

// Columns are the heads and cells of the list, in its order.
func (v ListView) Columns(ctx context.Context, against civil.Date) []listing.Column[Row] {
	col := func(name, key string, cell func(Row) templ.Component) listing.Column[Row] {
		return listing.Column[Row]{Name: name, Label: i18n.T(ctx, key), Cell: cell}
	}
	all := []listing.Column[Row]{
		col("title", "word.milestone", v.titleCell),
		col("status", "word.status", v.statusCell),
	}
	if !against.IsZero() {
		all = append(all, listing.Column[Row]{Name: "since", Label: i18n.T(ctx, "milestone.since", "Day", against), Cell: movedCell})
	}
	return append(all,
		col("start", "word.start", startCell),
		col("due", "word.due", dueCell),
		col("original", "milestone.original", originalCell),
		col("forecast", "roadmap.forecast", forecastCell),
		col("finish", "milestone.finish", finishCell),
		col("slip", "milestone.against_plan", slipCell),
		col("original_slip", "milestone.against_original", originalSlipCell),
		col("percent", "word.percent", percentCell),
		col("updated", "milestone.list_updated", updatedCell),
		col("critical", "milestone.list_critical", criticalCell),
		col("number", "word.number", numberCell),
		col("programme", "word.programme", v.programmeCell),
		col("year", "word.year", yearCell),
		col("project", "word.project", v.projectCell),
		col("executor", "roadmap.executor", v.executorCell),
		col("gate", "milestone.gate", gateCell),
		col("weight", "word.weight", weightCell),
		col("cost", "word.cost", costCell),
		col("source", "word.funding_source", v.sourceCell),
		col("zone", "word.pilot_zone", v.zoneCell),
		col("direction", "word.direction", directionCell),
		col("model", "word.funding_model", modelCell),
	)
}

// RowReport is the form in a row of the list: what a manager reports in a
// minute. Evidence goes with the form of the milestone's page.
type RowReport struct {
	Report    ui.Report
	Meanwhile *ui.Meanwhile
	Back      string // the address of the list as it is shown
}

func (r RowReport) row() string { return rowID(r.Report.Line.MilestoneID) }

func rowID(milestoneID int64) string { return "m-" + strconv.FormatInt(milestoneID, 10) }

// ManyPage is one report on several milestones: which, what, and then what it
// would make of each.
type ManyPage struct {
	layout.Shell
	Form      ui.Form
	Refs      []string // the milestones as they were seen: milestone.update
	Rows      []ManyRow
	Preview   bool // what it would make of each is shown
	Previewed string
	Refused   bool // of some rows
	Stale     bool // somebody reported on some of them meanwhile
	Pushed    int  // other milestones whose end it would move
	Gone      int  // chosen, but there is nothing to report on
	Key       string
	Back      string // the list that they were chosen in
}

// ManyRow is a milestone with what the report would make of it.
type ManyRow struct {
	Row
	Update portfolio.Update
	Faults []fault.FieldError
	After  *portfolio.Line // as it would be, nil when that is not asked
}

func (r ManyRow) sameForecast() bool { return r.was().Forecast == r.Update.Forecast }

func (r ManyRow) samePercent() bool { return r.was().Percent == r.Update.Percent }

// was is what was reported last; of what never was, that it ends as planned.
func (r ManyRow) was() portfolio.Update {
	f := r.Line.Facts
	if f.UpdateID == 0 {
		return portfolio.Update{Forecast: r.Line.Deadline}
	}
	return portfolio.Update{Percent: f.Percent, Forecast: f.Forecast}
}
