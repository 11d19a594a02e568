package drafts

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// EditPage is the editor of a draft: what it lacks, the last change, and its
// lines by project.
type EditPage struct {
	layout.Shell
	Draft
	Words
	InForce   int // the number of the version in force, 0 when none
	MaySubmit bool
	Refused   bool // a submission was refused: say what is missing
	Asking    bool // ask once more whether to submit
	Lines     int  // of the whole draft
	Total     money.Amount
	End       civil.Date // when the last line is due
	Cycle     string     // the numbers of links that run in a circle, or ""
	Findings  []portfolio.Finding
	Last      *Edit
	Undone    *Edit
	Typed     url.Values // filters
	Groups    []Group
	Empty     []*portfolio.Project // without a line
	Projects  []*portfolio.Project // that the draft has lines of
	Pages     ui.Pages
	At        int64 // the line in sight
	Menu      int64 // the line whose further moves are open
	Pasted    Pasted
}

// Edit is a change of the draft with who made it.
type Edit struct {
	portfolio.DraftEdit
	Who string
}

// Group is the lines of a project that are on the page.
type Group struct {
	Project *portfolio.Project
	Begins  bool // its first line is on the page
	Ends    bool // its last line is on the page
	Lines   int
	Weight  int
	Cost    money.Amount
	Rows    []Row
}

// Row is a line with what stands beside it.
type Row struct {
	*portfolio.Line
	Depth    int
	Lead     portfolio.Body
	Co       int
	Zone     i18n.Text
	Timing   portfolio.Timing
	Timed    bool // links and dates tell when it can be
	Findings []portfolio.Finding
}

// Pasted are titles that were refused, and why, by the code of the project.
type Pasted struct {
	Project string
	Form    ui.Form
}

// Region is the part of the editor that every change replaces.
const Region = "draft"

// Filters are the names of the filters in the address.
var Filters = []string{"q", "project", "show"}

// Shows are what may be picked out: lines with something to mend, with
// anything to look at, on the critical path, gates.
var Shows = []string{"blocking", "findings", "critical", "gates"}

func (p EditPage) blocking() int { return count(p.Findings, true) }

func (p EditPage) warnings() int { return count(p.Findings, false) }

func count(findings []portfolio.Finding, blocking bool) int {
	n := 0
	for _, f := range findings {
		if f.Blocking == blocking {
			n++
		}
	}
	return n
}

// ordered are the findings with the blocking ones first.
func (p EditPage) ordered() []portfolio.Finding {
	all := slices.Clone(p.Findings)
	slices.SortStableFunc(all, func(a, b portfolio.Finding) int { return rank(a.Blocking) - rank(b.Blocking) })
	return all
}

// findingsShown is how many findings stand in the list at once; the filter
// finds the lines of the others.
const findingsShown = 60

// findingHref leads to what a finding is about: the field of a line, or else
// the lines of a project.
func (p EditPage) findingHref(f portfolio.Finding) string {
	if f.MilestoneID != 0 {
		return p.LinePath(f.MilestoneID) + "#f-" + inputOf(f.Field)
	}
	for _, one := range slices.Concat(p.Projects, p.Empty) {
		if one.ID == f.ProjectID {
			return href.With(p.Editor(), "project", one.Code)
		}
	}
	return p.Editor() + "#lines"
}

// about is what a finding is about: a line by its number, or a project.
func (p EditPage) about(ctx context.Context, f portfolio.Finding) string {
	if f.ProjectID != 0 {
		return p.Words.Projects[f.ProjectID].For(ctx)
	}
	return f.Number
}

func (p EditPage) form() ui.Form { return ui.Form{Values: p.Typed} }

// filtered reports whether only some lines are shown.
func (p EditPage) filtered() bool {
	return slices.ContainsFunc(Filters, func(name string) bool { return p.Typed.Get(name) != "" })
}

func (p EditPage) showOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, s := range Shows {
		out = append(out, ui.Option{Value: s, Label: i18n.T(ctx, "draft.only_"+s)})
	}
	return out
}

func (p EditPage) projectOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, one := range p.Projects {
		out = append(out, ui.Option{Value: one.Code, Label: one.Profile.Name.For(ctx)})
	}
	return out
}

// ref names a line as it is seen here, for a change of several.
func (r Row) ref() string { return id(r.MilestoneID) + "." + strconv.Itoa(r.Revision) }

// predecessors are the links of a row in a few signs.
func (p EditPage) predecessors(ctx context.Context, r Row) string {
	return list(r.Links, func(l portfolio.Link) string { return linkText(ctx, p.Numbers[l.MilestoneID], l) })
}

// seen is the last change of what is shown, for the submission.
func (p EditPage) seen() string {
	if p.Last == nil {
		return "0"
	}
	return id(p.Last.ID)
}

// changes are what the last change made of the line.
func (p RemovalPage) changes(ctx context.Context) []ChangedField {
	was, is := p.Changed.Before.Line(p.Line.MilestoneID), p.Changed.After.Line(p.Line.MilestoneID)
	if was == nil || is == nil {
		return nil
	}
	return p.Differences(ctx, was, is)
}

func (p EditPage) head(ctx context.Context, e Edit) string {
	first, _ := p.Story(ctx, e.DraftEdit)
	return first
}

// fields are what a change of one line changed, the first few.
func (p EditPage) fields(ctx context.Context, e Edit) []ChangedField {
	_, rest := p.Story(ctx, e.DraftEdit)
	return rest[:min(len(rest), 4)]
}

// titles is the field into which titles are pasted.
func (p EditPage) titles(ctx context.Context, project *portfolio.Project) ui.Field {
	f := ui.Field{Name: "titles", Label: i18n.T(ctx, "draft.paste_label"), Hint: i18n.T(ctx, "draft.paste_hint"), Rows: 4, Attrs: templ.Attributes{"form": "paste-" + project.Code}}
	f.Form.Prefix = project.Code
	if p.Pasted.Project == project.Code {
		f.Form.Values, f.Form.Errors = p.Pasted.Form.Values, p.Pasted.Form.Errors
	}
	return f
}

// menuPath is this page with the menu of a line open.
func (p EditPage) menuPath(r Row) string {
	q := maps.Clone(p.Typed)
	if q == nil {
		q = url.Values{}
	}
	q.Del("at") // the menu tells it
	q.Set("menu", id(r.MilestoneID))
	return p.Editor() + "?" + q.Encode()
}

// rolled reports whether the term is not simply the day of the deadline.
func (r Row) rolled() bool { return r.Due.Kind != civil.Day || r.Due.Day != r.Deadline }

// markOnly reports whether the button of a way is a mark without words.
func markOnly(way portfolio.Way) bool { return way == portfolio.MoveUp || way == portfolio.MoveDown }
