// Package roadmaps is the pages of roadmaps: all of them, and one as a table.
package roadmaps

import (
	"context"
	"net/url"
	"slices"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// Row is a line of the table with what stands beside it.
type Row struct {
	*portfolio.Line
	Project     *portfolio.Project
	Lead        portfolio.Body
	Co          []portfolio.Body
	Zone        *portfolio.Zone
	Original    civil.Date      // deadline in baseline 0, zero when it has no such line
	Predecessor *portfolio.Line // that decided the status, or nil
	Change      Change
	Condition   *approval.Condition  // of it that is overdue, or nil
	LateStages  []funding.StageStand // stages that it waits for
}

// Change is what became of a line since the day compared with.
type Change struct {
	New  bool             // the version in force then did not have it
	Was  portfolio.Status // when it was another one
	Days int              // by which its end moved
}

// Group is the rows of a page that belong together.
type Group struct {
	Name    i18n.Text
	Href    string             // of its own page, or ""
	Code    string             // of a funding model or a status, which the catalogue names
	Project *portfolio.Project // when rows are grouped by project
	None    bool               // what has no such thing, as no pilot zone
	Begins  bool               // the group's first row is on this page
	Total   portfolio.Tally    // of all its rows, on whichever page
	Rows    []Row
}

// ShowPage is one roadmap as a table.
type ShowPage struct {
	layout.Shell
	Programme portfolio.Programme
	Term      portfolio.ProgrammeTerm
	Year      int
	Versions  []portfolio.Version // those one may see, the newest first
	Version   *portfolio.Version  // shown; nil when there was none on the day
	InForce   int                 // number, 0 when none
	Baseline  int                 // number of the first version in force, 0 when none
	Judged    bool                // statuses count: the version is or was in force
	Board     *portfolio.Board
	Typed     url.Values // the filters as sent
	GroupBy   string
	Choices   Choices
	Groups    []Group
	Sort      ui.Sort
	Pages     ui.Pages
	Since     *portfolio.Difference // nil when nothing is compared
	Drafting  Drafting
	CaseID    int64    // of the version shown; 0 when it has none that one may see
	Views     []ui.Tab // table, timeline, official form
}

const region = "lines"

// GroupNames are the ways in which rows may stand together; the first is the
// one when none is asked for.
var GroupNames = []string{"project", "zone", "executor", "direction", "model", "status", "none"}

// SortNames are the columns by which rows may be sorted; the first is the order
// of the roadmap itself.
var SortNames = []string{"number", "title", "executor", "start", "due", "forecast", "slip", "original", "percent", "status"}

func (p ShowPage) path() string { return href.Roadmap(p.Programme.Code, p.Year) }

func (p ShowPage) grouped() bool { return p.GroupBy != "none" }

// twoPlans reports whether the version shown is another one than baseline 0, so
// that lines are held against both.
func (p ShowPage) twoPlans() bool { return p.Baseline != 0 && p.Baseline != p.Version.Number }

func (p ShowPage) columns() int {
	n := 4
	if p.Judged {
		n += 4
	}
	if p.Judged && p.twoPlans() {
		n++
	}
	// The difference stands in the place of the start, which would not fit.
	return n
}

// Filters are what narrows the lines of the page.
func (p ShowPage) Filters() Filters {
	groups := GroupNames
	if !p.Judged {
		groups = slices.DeleteFunc(slices.Clone(groups), func(g string) bool { return g == "status" })
	}
	return Filters{
		URL: p.URL, Typed: p.Typed, GroupBy: p.GroupBy, Groups: groups, Choices: p.Choices,
		Judged: p.Judged, Withdrawn: p.Board.Total.Withdrawn > 0, Region: region,
	}
}

// act names the act that brought a version into force, or nothing.
func act(ctx context.Context, v portfolio.Version) string {
	s := v.Step(portfolio.InForce)
	if s.ActNumber == "" {
		return ""
	}
	return i18n.T(ctx, "roadmap.act", "Number", s.ActNumber, "Day", s.ActDate, "Signatory", s.Signatory)
}

// names are bodies in a row, for a tip.
func names(ctx context.Context, bodies []portfolio.Body) string {
	out := ""
	for i, b := range bodies {
		if i > 0 {
			out += "; "
		}
		out += b.Name.For(ctx)
	}
	return out
}

// Drafting is what the person may do to a version of the roadmap that is being
// drawn up, or to begin one.
type Drafting struct {
	Edit   bool // there is a draft, to be gone on with
	Submit bool // the draft may be submitted
	Renew  bool // a new version may be begun
}
