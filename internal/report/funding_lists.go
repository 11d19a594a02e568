package report

import (
	"strconv"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Place is where money belongs, for the rows of lists.
type Place struct {
	Programme portfolio.Programme
	Term      portfolio.ProgrammeTerm
	Project   portfolio.Project
}

// places are the columns of a Place.
func places() []FundingColumn {
	return []FundingColumn{
		{Key: "programme", Head: Say("word.programme"), Width: 28},
		{Key: "project", Head: Say("word.project"), Width: 40, Gives: true},
	}
}

func (p Place) cells() []Value {
	return []Value{Coded{p.Programme.Code, Text(p.Term.Name)}, Coded{p.Project.Code, Text(p.Project.Profile.Name)}}
}

// LineName says which line of a project it is: model, source, and its budget
// code.
func LineName(l funding.Line) Value {
	name := List{Say("funding_short." + string(l.Model)), Say("source." + string(l.Source))}
	if l.Kind == funding.Obligations {
		name = append(name, Say("line_kind.obligations"))
	}
	if l.BudgetCode != "" {
		name = append(name, Plain(l.BudgetCode))
	}
	return name
}

func lineCell(l funding.Line) Value {
	return Coded{strconv.FormatInt(l.ID, 10), LineName(l)}
}

func yearCell(year int) Value {
	return Coded{strconv.Itoa(year), Plain(strconv.Itoa(year))}
}

// FundingGaps are the lines of budgets of which more is planned than allocated.
func FundingGaps(gaps []funding.Gap, at func(funding.Line) Place) FundingTable {
	out := FundingTable{Key: "gaps", Name: Say("funding_report.gaps"), Columns: append(places(),
		FundingColumn{Key: "line", Head: Say("funding_report.line"), Width: 44, Gives: true},
		FundingColumn{Key: "year", Head: Say("funding_report.fiscal_year"), Width: 18, Align: Centre},
		FundingColumn{Key: "planned_tiyn", Head: Say("funding.planned")},
		FundingColumn{Key: "allocated_tiyn", Head: Say("funding.allocated")},
		FundingColumn{Key: "gap_tiyn", Head: Say("funding_report.gap")},
	)}
	var sums funding.Sums
	var all money.Amount
	for _, g := range gaps {
		out.Rows = append(out.Rows, FundingRow{Cells: append(at(g.Line).cells(), lineCell(g.Line), yearCell(g.Year),
			Tiyn(g.Planned), Tiyn(g.Sums.Allocated), Tiyn(g.Amount))})
		sums.Add(g.Sums)
		all += g.Amount
	}
	out.Rows = append(out.Rows, FundingRow{Total: true, Cells: []Value{Say("funding_report.total"), nil, nil, nil, Tiyn(sums.Planned), Tiyn(sums.Allocated), Tiyn(all)}})
	return out
}

// FundingLapses are the lines of budgets of which more is allocated than paid.
func FundingLapses(lapses []funding.Lapse, at func(funding.Line) Place) FundingTable {
	out := FundingTable{Key: "lapses", Name: Say("funding_report.lapses"), Columns: append(places(),
		FundingColumn{Key: "line", Head: Say("funding_report.line"), Width: 44, Gives: true},
		FundingColumn{Key: "year", Head: Say("funding_report.fiscal_year"), Width: 18, Align: Centre},
		FundingColumn{Key: "allocated_tiyn", Head: Say("funding.allocated")},
		FundingColumn{Key: "paid_tiyn", Head: Say("funding.paid")},
		FundingColumn{Key: "unspent_tiyn", Head: Say("funding_report.unspent")},
		FundingColumn{Key: "state", Head: Say("funding_report.state"), Width: 30},
	)}
	var sums funding.Sums
	var all money.Amount
	for _, l := range lapses {
		state := Coded{"will_lapse", Say("funding_report.will_lapse", "Year", strconv.Itoa(l.Year))}
		if l.Lapsed {
			state = Coded{"lapsed", Say("funding_report.lapsed", "Year", strconv.Itoa(l.Year))}
		}
		out.Rows = append(out.Rows, FundingRow{Cells: append(at(l.Line).cells(), lineCell(l.Line), yearCell(l.Year),
			Tiyn(l.Sums.Allocated), Tiyn(l.Paid), Tiyn(l.Amount), state)})
		sums.Add(l.Sums)
		all += l.Amount
	}
	out.Rows = append(out.Rows, FundingRow{Total: true, Cells: []Value{Say("funding_report.total"), nil, nil, nil, Tiyn(sums.Allocated), Tiyn(sums.Paid), Tiyn(all), nil}})
	return out
}

// FundingLedger is the ledger of a line: its entries, the newest first, each with
// its paper and with what the line came to after it.
func FundingLedger(posted []funding.Posted, papers map[int64]funding.Document, contract func(id int64) string) FundingTable {
	out := FundingTable{Key: "entries", Name: Say("funding_report.ledger"), Columns: []FundingColumn{
		{Key: "id", Head: Say("word.number"), Width: 11, Align: Centre},
		{Key: "happened_on", Head: Say("word.date"), Width: 19, Align: Centre},
		{Key: "recorded_on", Head: Say("funding_report.recorded"), Width: 19, Align: Centre},
		{Key: "kind", Head: Say("funding_report.kind"), Width: 26, Gives: true},
		{Key: "year", Head: Say("funding_report.fiscal_year"), Width: 16, Align: Centre},
		{Key: "period", Head: Say("funding_report.period"), Width: 16, Align: Centre},
		{Key: "document", Head: Say("funding_report.document"), Width: 40, Gives: true},
		{Key: "contract", Head: Say("funding_report.contract"), Width: 22},
		{Key: "reverses", Head: Say("funding_report.reverses"), Width: 14, Align: Centre},
		{Key: "sum_tiyn", Head: Say("funding_report.sum")},
	}}
	for _, k := range figureKeys {
		out.Columns = append(out.Columns, FundingColumn{Key: "after_" + k + "_tiyn", Head: Say("funding." + k)})
	}
	for _, p := range posted {
		cells := []Value{Number(p.ID), Day(p.HappenedOn), Day(civil.DateOf(p.RecordedAt)), Coded{string(p.Kind), Say("entry." + string(p.Kind))}, yearCell(p.Year), Plain(p.Period),
			paper(papers[p.DocumentID]), contractCell(p.ContractID, contract), reversal(p.ReversesID), Tiyn(p.Amount)}
		for _, a := range figures(p.After) {
			cells = append(cells, Tiyn(a))
		}
		out.Rows = append(out.Rows, FundingRow{Cells: cells})
	}
	return out
}

func contractCell(id int64, number func(int64) string) Value {
	if id == 0 {
		return nil
	}
	return Plain(number(id))
}

func reversal(id int64) Value {
	if id == 0 {
		return nil
	}
	return Number(id)
}

// paper is a document in words: its kind, number and day.
func paper(d funding.Document) Value {
	if d.ID == 0 {
		return nil
	}
	return Say("funding_report.paper", "Kind", Say("document_kind."+string(d.Kind)), "Number", Plain(strings.TrimSpace(strings.TrimPrefix(d.Number, "№"))), "Day", Day(d.Dated))
}
