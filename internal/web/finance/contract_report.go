package finance

import (
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/report"
	"qadam/views/contracts"
)

// contractsReport is the register of contracts.
func contractsReport(rows []contracts.Row) report.Funding {
	t := report.FundingTable{Key: "contracts", Name: report.Say("contract.title"), Columns: []report.FundingColumn{
		{Key: "number", Head: report.Say("contract.contract"), Width: 24},
		{Key: "kind", Head: report.Say("word.kind"), Width: 24},
		{Key: "programme", Head: report.Say("word.programme"), Width: 20},
		{Key: "project", Head: report.Say("word.project"), Width: 34, Gives: true},
		{Key: "customer", Head: report.Say("contract.field_customer_id"), Width: 28},
		{Key: "supplier", Head: report.Say("contract.field_supplier_id"), Width: 28},
		{Key: "bin", Head: report.Say("contract.bin"), Width: 24},
		{Key: "signed_on", Head: report.Say("contract.field_signed_on"), Width: 19},
		{Key: "start_on", Head: report.Say("contract.field_start_on"), Width: 19},
		{Key: "end_on", Head: report.Say("contract.field_end_on"), Width: 19},
		{Key: "amount_tiyn", Head: report.Say("contract.sum")},
		{Key: "committed_tiyn", Head: report.Say("funding.committed")},
		{Key: "accepted_tiyn", Head: report.Say("funding.accepted")},
		{Key: "paid_tiyn", Head: report.Say("funding.paid")},
		{Key: "state", Head: report.Say("word.state"), Width: 20},
	}}
	amount, sums := contracts.Total(rows)
	for _, r := range rows {
		t.Rows = append(t.Rows, report.FundingRow{Cells: []report.Value{
			report.Plain(r.Terms.Number), report.Coded{Code: string(r.Terms.Kind), Value: report.Say("contract.kind_" + string(r.Terms.Kind))},
			report.Text(r.Term.Name), report.Text(r.Project.Profile.Name), report.Text(r.Customer.Called()), report.Typed(r.Supplier.Name),
			report.Plain(r.Supplier.BIN), dayValue(r.Contract.SignedOn()), dayValue(r.Terms.StartOn), dayValue(r.Terms.EndOn),
			report.Tiyn(r.Terms.Amount), report.Tiyn(r.Sums.Committed), report.Tiyn(r.Sums.Accepted), report.Tiyn(r.Sums.Paid),
			report.Coded{Code: string(r.Contract.State()), Value: report.Say("contract.state_" + string(r.Contract.State()))},
		}})
	}
	total := report.FundingRow{Total: true, Cells: make([]report.Value, len(t.Columns))}
	total.Cells[0] = report.Say("word.total")
	for i, a := range []money.Amount{amount, sums.Committed, sums.Accepted, sums.Paid} {
		total.Cells[10+i] = report.Tiyn(a)
	}
	t.Rows = append(t.Rows, total)
	return report.Funding{Name: "contracts", Title: report.Say("contract.title"), Tables: []report.FundingTable{t}}
}

// dayValue is a day, or nothing.
func dayValue(d civil.Date) report.Value {
	if d.IsZero() {
		return nil
	}
	return report.Day(d)
}

// obligationsReport is what the budgets owe by year, and by contract.
func obligationsReport(p contracts.ObligationsPage, year int) report.Funding {
	t := report.FundingTable{Key: "by_year", Name: report.Say("contract.by_year"), Columns: []report.FundingColumn{
		{Key: "year", Head: report.Say("contract.year"), Width: 18, Gives: true},
		{Key: "investment_planned_tiyn", Head: report.Say("contract.investment_planned")},
		{Key: "investment_committed_tiyn", Head: report.Say("contract.investment_committed")},
		{Key: "owed_tiyn", Head: report.Say("contract.owed")},
		{Key: "owed_committed_tiyn", Head: report.Say("contract.owed_committed")},
		{Key: "owed_paid_tiyn", Head: report.Say("contract.owed_paid")},
		{Key: "revenue_tiyn", Head: report.Say("contract.revenue")},
		{Key: "load_permille", Head: report.Say("contract.load_permille"), Width: 20},
	}}
	row := func(y funding.YearLoad) []report.Value {
		cells := []report.Value{
			report.Number(y.Year), report.Tiyn(y.Investment.Planned), report.Tiyn(y.Investment.Committed), report.Tiyn(y.Owed),
			report.Tiyn(y.Entered.Committed), report.Tiyn(y.Entered.Paid), nil, nil,
		}
		if n, known := y.Tenths(); known {
			cells[6], cells[7] = report.Tiyn(y.Revenue), report.Number(n)
		}
		return cells
	}
	for _, y := range p.Years {
		cells := row(y)
		cells[0] = report.Plain(strconv.Itoa(y.Year))
		t.Rows = append(t.Rows, report.FundingRow{Cells: cells})
	}
	cells := row(p.Total())
	cells[0] = report.Say("word.total")
	t.Rows = append(t.Rows, report.FundingRow{Total: true, Cells: cells})
	byContract := report.FundingTable{Key: "by_contract", Name: report.Say("contract.by_contract"), Columns: []report.FundingColumn{
		{Key: "number", Head: report.Say("contract.contract"), Width: 26},
		{Key: "programme", Head: report.Say("word.programme"), Width: 22},
		{Key: "project", Head: report.Say("word.project"), Width: 40, Gives: true},
		{Key: "year", Head: report.Say("contract.year"), Width: 16},
		{Key: "type", Head: report.Say("contract.type"), Width: 40},
		{Key: "owed_tiyn", Head: report.Say("contract.owed")},
		{Key: "state", Head: report.Say("word.state"), Width: 24},
	}}
	for _, r := range p.Rows {
		for _, o := range r.Terms.Detail.Obligations {
			byContract.Rows = append(byContract.Rows, report.FundingRow{Cells: []report.Value{
				report.Plain(r.Terms.Number), report.Text(r.Term.Name), report.Text(r.Project.Profile.Name), report.Plain(strconv.Itoa(o.Year)),
				report.Coded{Code: o.Type, Value: report.Say("contract.owed_" + o.Type)}, report.Tiyn(o.Amount),
				report.Coded{Code: string(r.Contract.State()), Value: report.Say("contract.state_" + string(r.Contract.State()))},
			}})
		}
	}
	f := report.Funding{Name: "obligations", Title: report.Say("contract.obligations_title"), Tables: []report.FundingTable{t, byContract}}
	if p.Programme != nil {
		f.About = append(f.About, report.Text(p.Programme.Term.Name))
	} else {
		f.Tables = append(f.Tables, worstReport(p, year))
	}
	return f
}

// worstReport is where each programme stands: what it owes after the year shown,
// and the year in which its budget carries most.
func worstReport(p contracts.ObligationsPage, year int) report.FundingTable {
	t := report.FundingTable{Key: "by_programme", Name: report.Say("contract.load_by_programme"), Columns: []report.FundingColumn{
		{Key: "programme", Head: report.Say("word.programme"), Width: 60, Gives: true},
		{Key: "owed_future_tiyn", Head: report.Say("contract.owed_future", "Year", strconv.Itoa(year))},
		{Key: "worst_year", Head: report.Say("contract.worst_year"), Width: 30, Align: report.Centre},
		{Key: "worst_load_permille", Head: report.Say("contract.load_permille"), Width: 30},
	}}
	for _, w := range p.Worst {
		cells := []report.Value{
			report.Coded{Code: w.Picture.Programme.Code, Value: report.Text(w.Picture.Term.Name)}, report.Tiyn(w.Future), report.Plain(strconv.Itoa(w.Load.Year)), nil,
		}
		if n, known := w.Load.Tenths(); known {
			cells[3] = report.Number(n)
		}
		t.Rows = append(t.Rows, report.FundingRow{Cells: cells})
	}
	return t
}
