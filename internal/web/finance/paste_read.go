package finance

import (
	"context"
	"encoding/csv"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/budgets"
	"qadam/views/ui"
)

// pasted is a row as it was pasted, and the money that it means.
type pasted struct {
	*budgets.PasteRow
	money app.Money
}

// choose reads a cell that is one of a list of words.
func (r *pasted) choose(column string, known func(cell string) bool) {
	switch cell := r.Cells[column]; {
	case cell == "":
		r.Fault(column, "fault.required")
	case !known(cell):
		r.Fault(column, "entry.unknown_word", "Word", cell)
	}
}

// day reads a cell that is a day; an empty one is none.
func (r *pasted) day(column string) civil.Date {
	d, err := ui.ParseDay(r.Cells[column])
	if e := fault.Of(err); e != nil {
		r.Fault(column, e.Key)
	}
	return d
}

// readRows reads what was pasted: cells divided by tabs, as a spreadsheet copies
// them, or by semicolons. The first row may be a head in any of the three
// languages; without one the columns stand in the order of budgets.PasteColumns.
func readRows(text string) []pasted {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.TrimLeadingSpace = '\t', true, -1, false
	if first, _, _ := strings.Cut(text, "\n"); !strings.Contains(first, "\t") {
		r.Comma = ';'
	}
	var rows []pasted
	columns := budgets.PasteColumns
	for first := true; ; {
		cells, err := r.Read()
		if err != nil {
			break // the end, or what is no table: what was read so far is shown
		}
		if blank(cells) {
			continue
		}
		if first {
			first = false
			if head := headOf(cells); head != nil {
				columns = head
				continue
			}
		}
		row := pasted{PasteRow: &budgets.PasteRow{Cells: map[string]string{}, Faults: map[string][]fault.FieldError{}}}
		for i, cell := range cells {
			if i < len(columns) && columns[i] != "" {
				row.Cells[columns[i]] = strings.TrimSpace(cell)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// headOf are the columns that a head names, nil when the row is none: one that
// names three columns at least.
func headOf(cells []string) []string {
	names := map[string]string{}
	for _, l := range i18n.All {
		ctx := i18n.With(context.Background(), l)
		for _, c := range budgets.PasteColumns {
			names[plain(budgets.PasteHead(ctx, c))], names[plain(c)] = c, c
		}
	}
	columns, known := make([]string, len(cells)), 0
	for i, cell := range cells {
		if columns[i] = names[plain(cell)]; columns[i] != "" {
			known++
		}
	}
	if known < 3 {
		return nil
	}
	return columns
}

// plain is a word as it is compared: without case, dots and spaces.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// chosen finds what a cell says among words in three languages, each put
// together from the beginnings of a key and a value; or by the value itself.
func chosen[T ~string](cell string, values []T, beginnings ...string) (found T, ok bool) {
	cell = plain(cell)
	for _, v := range values {
		if cell == plain(string(v)) {
			return v, true
		}
		for _, l := range i18n.All {
			for _, b := range beginnings {
				if key := b + string(v); i18n.Has(key) && plain(i18n.T(i18n.With(context.Background(), l), key)) == cell {
					return v, true
				}
			}
		}
	}
	return found, false
}

// byFigure are the kinds of entries by the figure that they add to: оплачено is
// as good a word as оплата.
var byFigure = map[string]funding.EntryKind{
	"planned": funding.Plan, "allocated": funding.Allocate, "committed": funding.Commit, "accepted": funding.Accept, "paid": funding.Pay, "returned": funding.Return,
}

// readPeriod reads a month or quarter of a year as people write it: 07, июль,
// 2018-07, Q3, III квартал.
func readPeriod(cell string, year int) (string, bool) {
	if cell == "" {
		return "", true
	}
	if p, err := civil.ParsePeriod(cell); err == nil && (p.Kind == civil.Month || p.Kind == civil.Quarter) {
		return p.String(), true
	}
	if n, err := strconv.Atoi(cell); err == nil && n >= 1 && n <= 12 {
		return civil.InMonth(year, time.Month(n)).String(), true
	}
	word := plain(cell)
	for _, l := range i18n.All {
		ctx := i18n.With(context.Background(), l)
		for m := time.January; m <= time.December; m++ {
			if word == plain(i18n.MonthName(ctx, m)) || word == plain(i18n.Period(ctx, civil.InMonth(year, m))) {
				return civil.InMonth(year, m).String(), true
			}
		}
		for n := 1; n <= 4; n++ {
			q := civil.InQuarter(year, n)
			for _, name := range []string{i18n.T(ctx, "entry.quarter", "N", budgets.Roman(n)), i18n.T(ctx, "entry.quarter", "N", n), "Q" + strconv.Itoa(n), budgets.Roman(n), i18n.Period(ctx, q)} {
				if word == plain(name) {
					return q.String(), true
				}
			}
		}
	}
	return "", false
}

// readSum reads a sum of a table in a unit. A cell that says its own unit means
// that.
func readSum(cell string, unit money.Unit) (money.Amount, error) {
	word := map[money.Unit]string{money.InThousand: " тыс", money.InMillion: " млн"}[unit]
	if last := strings.TrimRight(cell, " \u00a0\u202f"); last != "" && last[len(last)-1] >= '0' && last[len(last)-1] <= '9' {
		cell = last + word
	}
	return money.Parse(cell)
}

// pasting turns rows of cells into money, and says what of them is not
// understood.
type pasting struct {
	picture *portfolio.Picture
	states  map[int64]*funding.State // by project
	unit    money.Unit
}

// read fills in what a row means.
func (p *pasting) read(r *pasted) {
	r.Project = p.project(r)
	p.lineOf(r)
	m := &r.money
	r.choose("kind", func(cell string) (ok bool) {
		if m.Kind, ok = chosen(cell, funding.EntryKinds, "entry."); ok {
			return true
		}
		var figure string
		if figure, ok = chosen(cell, slices.Sorted(maps.Keys(byFigure)), "funding."); ok {
			m.Kind = byFigure[figure]
		}
		return ok
	})
	if year, err := strconv.Atoi(r.Cells["year"]); err == nil {
		m.Year = year
	} else {
		r.Fault("year", missingOr(r.Cells["year"], "fault.not_a_number"))
	}
	var ok bool
	if m.Period, ok = readPeriod(r.Cells["period"], m.Year); !ok {
		r.Fault("period", "entry.period_unread")
	}
	if r.Cells["sum"] == "" {
		r.Fault("sum", "fault.required")
	} else if a, err := readSum(r.Cells["sum"], p.unit); err != nil {
		e := fault.Of(err)
		r.Faults["sum"] = append(r.Faults["sum"], fault.FieldError{Name: "sum", Key: e.Key, Args: e.Args})
	} else {
		m.Amount = a
	}
	m.HappenedOn = r.day("date")
	m.Document = funding.Document{Number: r.Cells["document"], Dated: r.day("document_date"), Title: r.Cells["document_title"]}
	if r.Cells["document_date"] == "" {
		m.Document.Dated = m.HappenedOn
	}
	if r.Cells["document_kind"] == "" {
		m.Document.Kind = budgets.UsualDocument(m.Kind)
	} else {
		r.choose("document_kind", func(cell string) (ok bool) {
			m.Document.Kind, ok = chosen(cell, funding.DocumentKinds, "document_kind.")
			return ok
		})
	}
	p.contract(r)
	m.Why, m.Note = r.Cells["why"], r.Cells["note"]
}

func missingOr(cell, key string) string {
	if cell == "" {
		return "fault.required"
	}
	return key
}

// project is the one that a row names by its code or its name.
func (p *pasting) project(r *pasted) *portfolio.Project {
	cell := plain(r.Cells["project"])
	if cell == "" {
		r.Fault("project", "fault.required")
		return nil
	}
	for i := range p.picture.Projects {
		one := &p.picture.Projects[i]
		name := one.Profile.Name
		if cell == plain(one.Code) || cell == plain(name.KK) || cell == plain(name.RU) || cell == plain(name.EN) {
			return one
		}
	}
	r.Fault("project", "entry.no_project")
	return nil
}

// lineOf finds the funding line by its model and source. A project with one line
// needs neither.
func (p *pasting) lineOf(r *pasted) {
	if r.Project == nil {
		return
	}
	state := p.states[r.Project.ID]
	var model portfolio.Model
	var source funding.Source
	kind := funding.Investment
	if r.Cells["model"] != "" {
		r.choose("model", func(cell string) (ok bool) {
			model, ok = chosen(cell, portfolio.Models, "funding.", "funding_short.")
			return ok
		})
	}
	if r.Cells["source"] != "" {
		r.choose("source", func(cell string) (ok bool) {
			source, ok = chosen(cell, funding.Sources, "source.")
			return ok
		})
	}
	if r.Cells["line_kind"] != "" {
		r.choose("line_kind", func(cell string) (ok bool) {
			kind, ok = chosen(cell, funding.LineKinds, "line_kind.")
			return ok
		})
	}
	if len(r.Faults["model"])+len(r.Faults["source"])+len(r.Faults["line_kind"]) > 0 {
		return
	}
	var found []*funding.Line
	for i := 0; state != nil && i < len(state.Lines); i++ {
		l := &state.Lines[i]
		code := funding.PlainBudgetCode(r.Cells["budget_code"])
		if (model == "" || l.Model == model) && (source == "" || l.Source == source) && l.Kind == kind && (code == "" || l.BudgetCode == code) {
			found = append(found, l)
		}
	}
	switch len(found) {
	case 0:
		r.Fault("source", "entry.no_line")
	case 1:
		r.Line, r.money.LineID = found[0], found[0].ID
	default:
		r.Fault("source", "entry.several_lines")
	}
}

// contract finds the contract of the project by its number.
func (p *pasting) contract(r *pasted) {
	cell := plain(r.Cells["contract"])
	if cell == "" || r.Project == nil {
		return
	}
	if state := p.states[r.Project.ID]; state != nil {
		for i := range state.Contracts {
			if c := &state.Contracts[i]; plain(c.Current().Number) == cell {
				r.Contract, r.money.ContractID = c, c.ID
				return
			}
		}
	}
	r.Fault("contract", "entry.no_such_contract")
}
