package report

import (
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// FundingTotals are sums by something: programmes, projects, models, sources,
// years, lines. With a day compared with, each row has the differences too.
type FundingTotals struct {
	Key   string // of the table, such as by_model
	Name  Value
	Of    string // what the rows are in the data, such as model
	Head  Value  // and in words
	Rows  []TotalsRow
	Whole funding.Sums // what they come to
	Since *funding.Sums
}

// TotalsRow is one of them.
type TotalsRow struct {
	Code  string // by which programs know it
	Name  Value
	Sums  funding.Sums
	Since *funding.Sums // how much more than on the day compared with, nil when none is
}

// figures are the five sums, in the order in which money goes.
func figures(s funding.Sums) []money.Amount {
	return []money.Amount{s.Planned, s.Allocated, s.Committed, s.Accepted, s.Paid}
}

// figureKeys are their names in the data and in the catalogue.
var figureKeys = []string{"planned", "allocated", "committed", "accepted", "paid"}

// Table is the totals as a table, with what they come to below.
func (t FundingTotals) Table() FundingTable {
	out := FundingTable{Key: t.Key, Name: t.Name, Columns: []FundingColumn{{Key: t.Of, Head: t.Head, Width: 52, Gives: true}}}
	for _, k := range figureKeys {
		out.Columns = append(out.Columns, FundingColumn{Key: k + "_tiyn", Head: Say("funding." + k)})
	}
	if t.Since != nil {
		for _, k := range figureKeys {
			out.Columns = append(out.Columns, FundingColumn{Key: "since_" + k + "_tiyn", Head: Say("funding_report.since", "Figure", Say("funding."+k))})
		}
	}
	row := func(total bool, name Value, sums funding.Sums, since *funding.Sums) {
		r := FundingRow{Total: total, Cells: []Value{name}}
		for _, a := range figures(sums) {
			r.Cells = append(r.Cells, Tiyn(a))
		}
		if t.Since != nil {
			var d funding.Sums
			if since != nil {
				d = *since
			}
			for _, a := range figures(d) {
				r.Cells = append(r.Cells, Tiyn(a))
			}
		}
		out.Rows = append(out.Rows, r)
	}
	for _, r := range t.Rows {
		row(false, Coded{r.Code, r.Name}, r.Sums, r.Since)
	}
	row(true, Say("funding_report.total"), t.Whole, t.Since)
	return out
}

// FundingFigures is what becomes of a plan: the waterfall as a table.
func FundingFigures(s funding.Sums) FundingTable {
	out := FundingTable{Key: "figures", Name: Say("funding_report.figures"), Columns: []FundingColumn{
		{Key: "figure", Head: Say("funding_report.figure"), Width: 60, Gives: true},
		{Key: "sum_tiyn", Head: Say("funding_report.sum")},
		{Key: "change_tiyn", Head: Say("funding_report.change")},
	}}
	for i, a := range figures(s) {
		r := FundingRow{Cells: []Value{Coded{figureKeys[i], Say("funding." + figureKeys[i])}, Tiyn(a), nil}}
		if i > 0 {
			r.Cells[2] = Tiyn(a - figures(s)[i-1])
		}
		out.Rows = append(out.Rows, r)
	}
	return out
}

// FundingFlow is planned against realised models as a table.
func FundingFlow(streams []funding.Stream) FundingTable {
	out := FundingTable{Key: "flow", Name: Say("funding_report.flow"), Columns: []FundingColumn{
		{Key: "planned_model", Head: Say("chart.planned_as"), Width: 60, Gives: true},
		{Key: "realised_model", Head: Say("chart.realised_as"), Width: 60, Gives: true},
		{Key: "sum_tiyn", Head: Say("funding_report.sum")},
	}}
	model := func(m portfolio.Model, none Coded) Value {
		if m == "" {
			return none
		}
		return Coded{string(m), Say("funding." + string(m))}
	}
	for _, s := range streams {
		out.Rows = append(out.Rows, FundingRow{Cells: []Value{model(s.Planned, Coded{"not_planned", Say("chart.not_planned")}), model(s.Realised, Coded{"not_signed", Say("chart.not_signed")}), Tiyn(s.Amount)}})
	}
	return out
}
