package report

import (
	"qadam/internal/civil"
	"qadam/internal/funding"
)

// FundingStages are the courses of a project through the stages of its models:
// a table for each.
func FundingStages(courses []funding.Course, papers map[int64]funding.Document) []FundingTable {
	var tables []FundingTable
	for _, c := range courses {
		t := FundingTable{
			Key: string(c.Model), Name: Say("funding." + string(c.Model)), Note: Say("stage.rule_said", "Rule", Text(c.Set.Rule)),
			Columns: []FundingColumn{
				{Key: "code", Head: Say("stage.code"), Width: 13},
				{Key: "stage", Head: Say("stage.stage"), Width: 60, Gives: true},
				{Key: "planned_on", Head: Say("stage.planned"), Width: 22},
				{Key: "forecast_on", Head: Say("word.forecast"), Width: 22},
				{Key: "actual_on", Head: Say("stage.actual"), Width: 22},
				{Key: "state", Head: Say("stage.result"), Width: 28},
				{Key: "days_late", Head: Say("stage.days_late"), Width: 20, Align: End},
				{Key: "document", Head: Say("stage.document"), Width: 40},
			},
		}
		for _, s := range c.Stands {
			t.Rows = append(t.Rows, stageRow(s, papers))
		}
		tables = append(tables, t)
	}
	return tables
}

func stageRow(s funding.StageStand, papers map[int64]funding.Document) FundingRow {
	var r funding.StageRecord
	if s.Record != nil {
		r = *s.Record
	}
	var late Value
	if s.State == funding.StageLate {
		late = Number(s.Days)
	}
	return FundingRow{Cells: []Value{
		Plain(s.Stage.Code), Text(s.Stage.Name), dayCell(r.PlannedOn), dayCell(r.ForecastOn), dayCell(r.ActualOn),
		Coded{string(s.State), Say("stage.state_" + string(s.State))}, late, paper(papers[r.DocumentID]),
	}}
}

func dayCell(d civil.Date) Value {
	if d.IsZero() {
		return nil
	}
	return Day(d)
}
