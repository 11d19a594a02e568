package budgets

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// NewLinePage is the form of a new line of a project's money.
type NewLinePage struct {
	layout.Shell
	Project *portfolio.Project
	Lines   []funding.Line // those that are open
	Form    ui.Form
}

func models(ctx context.Context) []ui.Option {
	return ui.Words(ctx, portfolio.Models, "funding.")
}

func sources(ctx context.Context) []ui.Option {
	return ui.Words(ctx, funding.Sources, "source.")
}

func lineKinds(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, k := range funding.LineKinds {
		out = append(out, ui.Option{Value: string(k), Label: i18n.T(ctx, "line_kind."+string(k)), Hint: i18n.T(ctx, "entry.line_kind_"+string(k))})
	}
	return out
}

// LineName calls a line by its model and source, and by what it is when it is no
// investment.
func LineName(ctx context.Context, l *funding.Line) string {
	name := i18n.T(ctx, "funding."+string(l.Model)) + " · " + i18n.T(ctx, "source."+string(l.Source))
	if l.Kind == funding.Obligations {
		name += " · " + i18n.T(ctx, "line_kind."+string(l.Kind))
	}
	if l.BudgetCode != "" {
		name += " · " + l.BudgetCode
	}
	return name
}

// EntryPage is the form of an entry, with what it would do beside it.
type EntryPage struct {
	layout.Shell
	Line      *funding.Line
	Project   *portfolio.Project
	Kind      funding.EntryKind
	Form      ui.Form
	Key       string // of the form
	Kept      []ui.KeptFile
	Limit     int                // MB of a file
	Contracts []funding.Contract // that the entry may go by
	Contract  string             // that the form begins with, "" for none
	Year      int                // that the form begins with, and what is beside it
	Sums      funding.Sums       // of the year as it stands
	Verdict   *funding.Verdict   // nil before there is a sum
	Unread    []string           // what is not understood yet, in words
}

// kinds are the tabs: one for each kind of entry.
func (p EntryPage) kinds(ctx context.Context) []ui.Tab {
	var out []ui.Tab
	for _, k := range funding.EntryKinds {
		out = append(out, ui.Tab{Label: i18n.T(ctx, "entry."+string(k)), Href: p.at(k), Current: k == p.Kind})
	}
	return out
}

// at is the form of another kind, for the same contract and year.
func (p EntryPage) at(k funding.EntryKind) string {
	return href.With(href.NewEntry(p.Line.ID, string(k)), "contract", p.Form.Value("contract", p.Contract), "year", strconv.Itoa(p.Year))
}

func (p EntryPage) check() string { return href.LineEntryCheck(p.Line.ID) }

// periods are the months and quarters of any year.
func periods(ctx context.Context) []ui.Option {
	var out []ui.Option
	for m := time.January; m <= time.December; m++ {
		out = append(out, ui.Option{Value: fmt.Sprintf("%02d", int(m)), Label: i18n.MonthName(ctx, m), Group: i18n.T(ctx, "entry.months")})
	}
	for q := 1; q <= 4; q++ {
		out = append(out, ui.Option{Value: "Q" + strconv.Itoa(q), Label: i18n.T(ctx, "entry.quarter", "N", roman[q]), Group: i18n.T(ctx, "entry.quarters")})
	}
	return out
}

var roman = [...]string{"", "I", "II", "III", "IV"}

func documentKinds(ctx context.Context, kinds ...funding.DocumentKind) []ui.Option {
	var out []ui.Option
	for _, k := range kinds {
		out = append(out, ui.Option{Value: string(k), Label: i18n.T(ctx, "document_kind."+string(k))})
	}
	return out
}

// UsualDocument is the paper that entries of a kind mostly go by.
func UsualDocument(k funding.EntryKind) funding.DocumentKind {
	switch k {
	case funding.Plan, funding.Allocate:
		return funding.DocBudget
	case funding.Commit, funding.CancelCommit:
		return funding.DocContract
	case funding.Accept:
		return funding.DocAcceptance
	case funding.Pay, funding.Return:
		return funding.DocPayment
	}
	return funding.DocOther
}

// contracts are those to choose from: first those that the money of the line may
// go by. The others are offered too, so that it can be said why not.
func (p EntryPage) contracts(ctx context.Context) []ui.Option {
	var fit, other []ui.Option
	for i := range p.Contracts {
		c := &p.Contracts[i]
		o := ui.Option{Value: strconv.FormatInt(c.ID, 10), Label: contractName(ctx, c), Group: i18n.T(ctx, "entry.contracts_fit")}
		if p.fits(c) {
			fit = append(fit, o)
			continue
		}
		o.Group = i18n.T(ctx, "entry.contracts_other")
		other = append(other, o)
	}
	return append(fit, other...)
}

// fits reports whether entries of the page's kind may go by a contract.
func (p EntryPage) fits(c *funding.Contract) bool {
	kind, state := c.Current().Kind, c.State()
	if p.Kind == funding.Plan {
		return !kind.Binding() || kind.Model() == p.Line.Model
	}
	return kind.Model() == p.Line.Model && state != funding.ContractDraft && (p.Kind != funding.Commit || !state.Ended())
}

// contractName calls a contract by its kind, number and sum.
func contractName(ctx context.Context, c *funding.Contract) string {
	t := c.Current()
	return agreementName(ctx, &t) + " · " + i18n.Money(ctx, t.Amount)
}

// needsContract reports whether an entry of the kind goes by a contract.
func (p EntryPage) needsContract() bool {
	return p.Kind == funding.Commit || p.Kind == funding.Accept || p.Kind == funding.CancelCommit
}

// warned reports whether the entry needs a word of why.
func (p EntryPage) warned() bool {
	return p.Verdict != nil && len(funding.Warnings(p.Verdict.Breaches)) > 0
}

// contract is the contract that is chosen, or nil.
func (p EntryPage) contract() *funding.Contract {
	for i := range p.Contracts {
		if strconv.FormatInt(p.Contracts[i].ID, 10) == p.Form.Value("contract", p.Contract) {
			return &p.Contracts[i]
		}
	}
	return nil
}

// course is one figure of a line and year, before and after an entry.
type course struct {
	label         string
	before, after money.Amount
}

func (p EntryPage) course(ctx context.Context) []course {
	after := p.Sums
	if p.Verdict != nil {
		after = p.Verdict.After
	}
	var out []course
	for _, f := range five {
		out = append(out, course{f.label(ctx), f.of(p.Sums), f.of(after)})
	}
	return out
}

func (c course) moved() bool { return c.before != c.after }

// ShowEntryPage is one entry with its document, and the form that takes it back.
type ShowEntryPage struct {
	layout.Shell
	Entry    *funding.Entry
	Line     *funding.Line
	Project  *portfolio.Project
	Document funding.Document
	Contract *funding.Contract // nil when none, or when the reader may not know of it
	By       string            // who entered it
	Reversed int64             // the entry that takes it back, 0 for none
	May      bool              // it may be taken back here and now
	Verdict  *funding.Verdict  // what taking it back would do; nil when it may not be
	Form     ui.Form
	Kept     []ui.KeptFile
	Limit    int
}

// periodOf is the month or quarter of an entry with its year, or the year.
func periodOf(ctx context.Context, e *funding.Entry) string {
	if p, err := civil.ParsePeriod(e.Period); err == nil && e.Period != "" {
		return i18n.Period(ctx, p)
	}
	return strconv.Itoa(e.Year)
}

// files are the scan and the address of a paper.
func files(d funding.Document) []ui.File {
	var out []ui.File
	if d.FileSHA256 != "" {
		out = append(out, ui.File{Name: d.FileName, Href: href.FundingDocument(d.ID), Size: d.FileSize})
	}
	if d.URL != "" {
		out = append(out, ui.File{Name: d.URL, Href: d.URL})
	}
	return out
}

// numeric makes phones show digits.
var numeric = templ.Attributes{"inputmode": "numeric"}
