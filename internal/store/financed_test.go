package store_test

import (
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// financed lets everything that the ledgers of money hold happen once to a
// project, and leaves a reversal.
func financed(t *testing.T, w *testkit.World) {
	t.Helper()
	ctx, manager, on := t.Context(), w.Actor("manager.astana"), testkit.Day("2018-02-01")
	stages, err := w.Store.Read(access.System(), w.Store.Instant()).Stages(ctx)
	must(t, err)
	if len(stages) == 0 {
		must(t, w.App.LoadStages(ctx, access.System(), []funding.Stage{{
			Model: portfolio.PPP, Code: "P1", Position: 1, Name: i18n.Same("Idea"), Rule: i18n.Same("Law 379-V"), ValidFrom: civil.Date{Year: 2015, Month: 11, Day: 1},
		}}))
		stages, err = w.Store.Read(access.System(), w.Store.Instant()).Stages(ctx)
		must(t, err)
	}
	_, err = w.App.DraftContract(ctx, manager, app.Agreement{
		ProjectID: w.Projects["sergek"], FormKey: "contract", Supplier: funding.Party{BIN: "180140000018", Name: "TOO Light (made up)"},
		Terms: funding.Terms{
			Kind: funding.Memorandum, Number: "12", SignedOn: on, StartOn: on, EndOn: testkit.Day("2025-12-31"),
			CustomerID: w.Bodies["akimat-astana"], Amount: money.Billion,
		},
	})
	must(t, err)
	paper := funding.Document{Kind: funding.DocBudget, Number: "3", Dated: on}
	must(t, w.App.SetRevenue(ctx, manager, funding.Revenue{ProgrammeID: w.Programmes["astana"], Year: 2018, Amount: money.Billion}, paper))
	must(t, w.App.RecordStage(ctx, manager, app.StageReport{ProjectID: w.Projects["sergek"], StageID: stages[0].ID, Planned: testkit.Day("2018-06-01"), Seen: app.AnyUpdate}))
	line, err := w.App.OpenLine(ctx, manager, funding.Line{ProjectID: w.Projects["sergek"], Model: portfolio.Public, Source: funding.RepublicanBudget, Kind: funding.Investment})
	must(t, err)
	var last int64
	for _, sum := range []money.Amount{500 * money.Million, -20 * money.Million} {
		last, err = w.App.EnterMoney(ctx, manager, app.Money{LineID: line, Kind: funding.Allocate, Year: 2018, Amount: sum, HappenedOn: on, Document: paper})
		must(t, err)
	}
	_, err = w.App.Reverse(ctx, manager, last, paper, nil, "Entered twice")
	must(t, err)
}
