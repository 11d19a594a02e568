package report

import (
	"strconv"

	"qadam/internal/funding"
)

// EarnedRow is the earned value of a project in the year of a roadmap.
type EarnedRow struct {
	Place  Place
	Year   int
	Earned funding.Earned
}

// FundingEarned is the earned value of projects, and of all together.
func FundingEarned(rows []EarnedRow, all funding.Earned) FundingTable {
	out := FundingTable{Key: "earned", Name: Say("funding_report.earned"), Columns: append(places(),
		FundingColumn{Key: "year", Head: Say("funding_report.fiscal_year"), Width: 16, Align: Centre},
		FundingColumn{Key: "bac_tiyn", Head: Plain("BAC")},
		FundingColumn{Key: "pv_tiyn", Head: Plain("PV")},
		FundingColumn{Key: "ev_tiyn", Head: Plain("EV")},
		FundingColumn{Key: "ac_tiyn", Head: Plain("AC")},
		FundingColumn{Key: "spi_thousandths", Head: Plain("SPI"), Width: 18, Align: End},
		FundingColumn{Key: "cpi_thousandths", Head: Plain("CPI"), Width: 18, Align: End},
		FundingColumn{Key: "eac_tiyn", Head: Plain("EAC")},
	), Note: Say("funding_report.earned_note")}
	for _, r := range rows {
		out.Rows = append(out.Rows, FundingRow{Cells: append(append(r.Place.cells(), yearCell(r.Year)), earnedCells(r.Earned)...)})
	}
	out.Rows = append(out.Rows, FundingRow{Total: true, Cells: append([]Value{Say("funding_report.total"), nil, nil}, earnedCells(all)...)})
	return out
}

// earnedCells are the figures; what is not defined says so.
func earnedCells(e funding.Earned) []Value {
	index := func(i funding.Index) Value {
		if !i.Defined {
			return Undefined{}
		}
		return Thousandths(i.Thousandths)
	}
	cells := []Value{Tiyn(e.BAC), Undefined{}, Undefined{}, Tiyn(e.AC), index(e.SPI()), index(e.CPI()), Undefined{}}
	if e.Defined {
		cells[1], cells[2] = Tiyn(e.PV), Tiyn(e.EV)
	}
	if eac := e.EAC(); eac.Defined {
		cells[6] = Tiyn(eac.Amount)
	}
	return cells
}

// CheckRow is a breach of a rule about money, and where it is.
type CheckRow struct {
	Place    Place
	Line     *funding.Line // nil when it is of no line
	Contract string        // its number, "" for none
	Breach   funding.Breach
}

// FundingChecks lists what breaks the rules, with the rule and the entries.
func FundingChecks(rows []CheckRow) FundingTable {
	out := FundingTable{Key: "breaches", Name: Say("funding_report.checks"), Columns: append([]FundingColumn{
		{Key: "severity", Head: Say("funding_report.severity"), Width: 22},
		{Key: "check", Head: Say("funding_report.check"), Width: 60, Gives: true},
		{Key: "rule", Head: Say("funding_report.rule"), Width: 26},
	}, append(places(),
		FundingColumn{Key: "line", Head: Say("funding_report.line"), Width: 34},
		FundingColumn{Key: "contract", Head: Say("funding_report.contract"), Width: 22},
		FundingColumn{Key: "year", Head: Say("funding_report.fiscal_year"), Width: 16, Align: Centre},
		FundingColumn{Key: "excess_tiyn", Head: Say("funding_report.excess")},
		FundingColumn{Key: "entries", Head: Say("funding_report.entries"), Width: 24},
	)...)}
	for _, r := range rows {
		b := r.Breach
		cells := append([]Value{Coded{string(b.Severity), Say("check.severity_" + string(b.Severity))}, Coded{b.Key, Say(b.Said(), b.Args...)}, Coded{b.Rule, Say("check.by_" + b.Source)}}, r.Place.cells()...)
		var line, year, contract Value
		if r.Line != nil {
			line = lineCell(*r.Line)
		}
		if b.Year != funding.AllYears {
			year = yearCell(b.Year)
		}
		if r.Contract != "" {
			contract = Plain(r.Contract)
		}
		entries := List{}
		for _, id := range b.EntryIDs {
			entries = append(entries, Plain(strconv.FormatInt(id, 10)))
		}
		out.Rows = append(out.Rows, FundingRow{Cells: append(cells, line, contract, year, Tiyn(b.Excess), entries)})
	}
	return out
}
