package budgets

import (
	"context"
	"strconv"
	"strings"

	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// PasteColumns are the columns of a table of money in the order in which they
// stand when it has no head.
var PasteColumns = strings.Fields("project model source kind year period sum date document_kind document document_date contract why note line_kind budget_code document_title")

// pasteHeads are the words over the columns.
var pasteHeads = map[string]string{
	"project": "word.project", "model": "word.funding_model", "source": "word.funding_source", "kind": "entry.kind", "year": "entry.year",
	"period": "entry.period", "sum": "entry.sum", "date": "word.date", "document_kind": "entry.document_kind", "document": "word.document_number",
	"document_date": "word.document_date", "contract": "entry.contract", "why": "entry.why", "note": "word.note", "line_kind": "entry.line_kind",
	"budget_code": "entry.budget_code", "document_title": "entry.document_title",
}

// PasteHead is the word over a column.
func PasteHead(ctx context.Context, column string) string { return i18n.T(ctx, pasteHeads[column]) }

// Roman is a quarter in Roman digits.
func Roman(quarter int) string { return roman[quarter] }

// PastePage enters many rows at once: first they are shown as they were
// understood, then all are entered or none.
type PastePage struct {
	layout.Shell
	Programme *portfolio.Programme
	Action    string
	Form      ui.Form
	Key       string // of the form
	Rows      []PasteRow
	Asked     bool // rows were sent
}

// PasteRow is a row as it was pasted and as it was understood.
type PasteRow struct {
	Cells    map[string]string
	Faults   map[string][]fault.FieldError // by column
	Project  *portfolio.Project            // nil when it was not understood, and so on
	Line     *funding.Line
	Contract *funding.Contract
	Entry    *funding.Entry // what would be kept, nil when something of it is not understood
	Paper    funding.Document
	Breaches []funding.Breach // warnings with a word of why
}

// Fault remembers what is wrong with a cell.
func (r *PasteRow) Fault(column, key string, args ...any) {
	r.Faults[column] = append(r.Faults[column], fault.Of(fault.Field(column, key, args...)).Fields...)
}

// Faulty reports whether anything is wrong with the row.
func (r *PasteRow) Faulty() bool { return len(r.Faults) > 0 }

// faulty is how many rows have faults.
func (p PastePage) faulty() int {
	n := 0
	for i := range p.Rows {
		if p.Rows[i].Faulty() {
			n++
		}
	}
	return n
}

// ready reports whether all rows may be entered.
func (p PastePage) ready() bool { return p.Asked && len(p.Rows) > 0 && p.faulty() == 0 }

// units are those in which the sums of a table may be.
func units(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, u := range money.Units {
		out = append(out, ui.Option{Value: string(u), Label: i18n.MoneyUnitName(ctx, u)})
	}
	return out
}

// head is the first row of a table of money, to be copied into one.
func head(ctx context.Context) string {
	var words []string
	for _, c := range PasteColumns[:14] {
		words = append(words, PasteHead(ctx, c))
	}
	return strings.Join(words, "\t")
}

// shownColumns are those of the preview.
var shownColumns = strings.Fields("project source kind year sum date document contract why")

// says is what was understood of a column; what was not is as it was typed.
func (r *PasteRow) says(ctx context.Context, column string) string {
	understood := ""
	switch column {
	case "project":
		if r.Project != nil {
			understood = r.Project.Profile.Name.For(ctx)
		}
	case "source":
		if r.Line != nil {
			understood = LineName(ctx, r.Line)
		} else {
			understood = strings.Trim(r.Cells["model"]+" · "+r.Cells["source"], " ·")
		}
	case "why":
		understood = strings.Trim(r.Cells["why"]+" "+r.Cells["note"], " ")
	}
	if r.Entry != nil {
		switch column {
		case "kind":
			understood = i18n.T(ctx, "entry."+string(r.Entry.Kind))
		case "year":
			understood = periodOf(ctx, r.Entry)
		case "sum":
			understood = i18n.MoneyFull(ctx, r.Entry.Amount)
		case "date":
			understood = i18n.Date(ctx, r.Entry.HappenedOn)
		case "document":
			understood = PaperName(ctx, r.Paper)
		case "contract":
			if r.Contract != nil {
				t := r.Contract.Current()
				understood = agreementName(ctx, &t)
			}
		}
	}
	if understood == "" {
		return r.Cells[column]
	}
	return understood
}

// faults are those of a column of the preview, which may stand for several of
// the table.
func (r *PasteRow) faults(column string) []fault.FieldError {
	var out []fault.FieldError
	for _, c := range shownFor[column] {
		out = append(out, r.Faults[c]...)
	}
	return out
}

// shownFor are the columns of the table whose faults a column of the preview
// shows.
var shownFor = map[string][]string{
	"project": {"project"}, "source": {"model", "source", "line_kind", "budget_code", "line"}, "kind": {"kind"}, "year": {"year", "period"},
	"sum": {"sum"}, "date": {"date"}, "document": {"document_kind", "document", "document_date", "document_title"}, "contract": {"contract"}, "why": {"why", "note", "row"},
}

func rowNumber(i int) string { return strconv.Itoa(i + 1) }
