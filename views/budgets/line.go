package budgets

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/ui"
)

// LinePage is one line: what it is of, what it comes to, and its ledger with
// running totals, the newest entry first.
type LinePage struct {
	View
	Line      *funding.Line
	Project   *portfolio.Project
	Programme *portfolio.Programme
	Payer     *portfolio.Body // nil when none of ours
	ByYear    []Row
	Of        string // the figure that the ledger is narrowed to, "" for all entries
	Ledger    []LedgerRow
	Older     int64 // the entry before which the next page begins, 0 on the last one
	Newest    bool  // the page begins with the newest entry
	MayEnter  bool
}

// LedgerRow is an entry of a line with its paper and what the line came to
// after it.
type LedgerRow struct {
	funding.Posted
	Document   funding.Document
	Contract   *funding.Contract // nil when it goes by none
	By         string            // who entered it
	ReversedBy int64             // the entry that takes it back, 0 while none does
}

// OfName is the name in the address of the figure that a ledger is narrowed to.
const OfName = "of"

// Figures are the figures that a ledger can be narrowed to, with the kinds of
// entries that each is made of.
var Figures = map[string][]funding.EntryKind{
	"planned":   {funding.Plan},
	"allocated": {funding.Allocate},
	"committed": {funding.Commit, funding.CancelCommit},
	"accepted":  {funding.Accept},
	"paid":      {funding.Pay, funding.Return},
}

// of is the address of the ledger narrowed to a figure.
func (p LinePage) of(name string) string { return p.here(OfName, name) + "#" + LedgerID }

// LedgerID is the id of the card of a ledger.
const LedgerID = "ledger"

// tabs narrow the ledger to a figure.
func (p LinePage) tabs(ctx context.Context) []ui.Tab {
	tabs := []ui.Tab{{Label: i18n.T(ctx, "budget.all_entries"), Href: p.of(""), Current: p.Of == ""}}
	for _, f := range five {
		tabs = append(tabs, ui.Tab{Label: f.label(ctx), Href: p.of(f.name), Current: p.Of == f.name})
	}
	return tabs
}

// running reports whether totals run along: of some kinds only there are none.
func (p LinePage) running() bool { return p.Of == "" }

// older is the next page of the ledger, and newest the first one.
func (p LinePage) older() string {
	return p.here("before", strconv.FormatInt(p.Older, 10)) + "#" + LedgerID
}

func (p LinePage) newest() string { return p.here("before", "") + "#" + LedgerID }

// shortLine says what a line is: its model and source.
func shortLine(ctx context.Context, l *funding.Line) string {
	return i18n.T(ctx, "source."+string(l.Source)) + " · " + i18n.T(ctx, "funding_short."+string(l.Model))
}

// lineNote is what else tells a line from others.
func lineNote(ctx context.Context, l *funding.Line) string {
	if l.Kind == funding.Investment {
		return l.BudgetCode
	}
	note := i18n.T(ctx, "line_kind."+string(l.Kind))
	if l.BudgetCode != "" {
		note += " · " + l.BudgetCode
	}
	return note
}

// entryPeriod is the time within a fiscal year that an entry is of.
func entryPeriod(ctx context.Context, e funding.Entry) string {
	if e.Period == "" {
		return strconv.Itoa(e.Year)
	}
	p, err := civil.ParsePeriod(e.Period)
	if err != nil {
		return e.Period
	}
	return i18n.ShortPeriod(ctx, p)
}

// taken reports whether an entry was taken back or takes another one back.
func (r LedgerRow) taken() bool { return r.ReversedBy != 0 || r.ReversesID != 0 }

// PaperName is what a paper is called: its kind, number and date.
func PaperName(ctx context.Context, d funding.Document) string {
	name := i18n.T(ctx, "document_kind."+string(d.Kind))
	if d.Kind == funding.DocOther && d.Title != "" {
		name = d.Title
	}
	if d.Number != "" {
		name += " " + numbered(d.Number)
	}
	if !d.Dated.IsZero() {
		name += ", " + i18n.Date(ctx, d.Dated)
	}
	return name
}

// numbered is the number of a paper as it is written: many begin with № already.
func numbered(number string) string {
	if strings.HasPrefix(number, "№") {
		return number
	}
	return "№\u00a0" + number
}

// paperHref is where a paper can be read, "" when only its number is known.
func paperHref(d funding.Document) string {
	if d.FileSHA256 != "" {
		return href.FundingDocument(d.ID)
	}
	return d.URL
}

// entryID is the id of an entry's row.
func entryID(id int64) string { return "entry-" + strconv.FormatInt(id, 10) }

// signed writes the sum of an entry with the sign that it has for its figure.
func signed(ctx context.Context, e funding.Entry, u money.Unit) string {
	a := e.Amount
	if e.Kind == funding.Return || e.Kind == funding.CancelCommit {
		a = -a
	}
	if a > 0 {
		return "+" + i18n.MoneyUnit(ctx, a, u)
	}
	return i18n.MoneyUnit(ctx, a, u)
}

// ledgerSum is a running total, a dash for nothing.
func ledgerSum(ctx context.Context, a money.Amount, u money.Unit) string {
	if a == 0 {
		return "—"
	}
	return i18n.MoneyUnit(ctx, a, u)
}

// moves reports whether entries of the kind move the figure.
func moves(k funding.EntryKind, f figure) bool { return slices.Contains(Figures[f.name], k) }

// LineTitle is what the page of a line is called.
func LineTitle(ctx context.Context, l *funding.Line) string {
	title := shortLine(ctx, l)
	if note := lineNote(ctx, l); note != "" {
		title += " · " + note
	}
	return title
}

// LineRowOf is the row of a line in a table of sums, without its sums.
func LineRowOf(ctx context.Context, v View, l *funding.Line) Row {
	return Row{Code: strconv.FormatInt(l.ID, 10), Name: shortLine(ctx, l), Note: lineNote(ctx, l), Href: v.Link(href.FundingLine(l.ID))}
}
