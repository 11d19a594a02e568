package testkit

import (
	"fmt"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/report"
)

// Form is a roadmap to be put into the official form: three projects in two
// directions, costs of two years from four sources, every kind of term, a note
// that looks like a formula. With more than its own six lines, the last one is
// repeated under further numbers.
func Form(lines int, languages ...i18n.Locale) report.Roadmap {
	body := func(id, programme int64, name, short string) portfolio.Body {
		b := portfolio.Body{ID: id, ProgrammeID: programme, Name: text(name)}
		if short != "" {
			b.Short = text(short)
		}
		return b
	}
	project := func(id int64, direction, name string) *portfolio.Project {
		return &portfolio.Project{ID: id, Profile: portfolio.ProjectProfile{Name: text(name), Direction: direction}}
	}
	akimat := body(1, 0, "Akimat of the city", "")
	term := portfolio.ProgrammeTerm{OwnerID: 1, Owner: akimat, Name: i18n.Same("Smart City")}
	r := report.Roadmap{
		Programme: portfolio.Programme{ID: 7, Code: "city", Terms: []portfolio.ProgrammeTerm{term}}, Term: term, Year: 2018,
		Version: portfolio.Version{Number: 2, Steps: []portfolio.VersionStep{
			{State: portfolio.InForce, ActNumber: "№ 14-р", ActDate: Day("2018-02-12"), Signatory: text("Akim")},
		}},
		Bodies: map[int64]portfolio.Body{
			1: akimat, 2: body(2, 7, "Department of transport", "DT"), 3: body(3, 0, "National technologies <NT> & partners", "NT"),
		},
		Projects:   map[int64]*portfolio.Project{1: project(1, "safety", "Cameras"), 2: project(2, "transport", "Ticket"), 3: project(3, "safety", "Call centre")},
		Directions: []portfolio.Direction{{Code: "transport", Name: text("Transport")}, {Code: "safety", Name: text("Safety")}},
		Languages:  languages, On: Day("2018-10-15"), Head: "0123456789abcdef",
	}
	cost := func(year int, s portfolio.Source, tenge int64, code string) portfolio.Cost {
		return portfolio.Cost{Year: year, Source: s, Amount: money.Amount(tenge) * money.Tenge, BudgetCode: code}
	}
	plans := []portfolio.Plan{
		{Number: "1.1", ProjectID: 1, Form: portfolio.FormContract, LeadID: 1, CoIDs: portfolio.IDs{2, 3}, Due: civil.OnDay(Day("2018-09-30")),
			Costs: portfolio.Costs{cost(2018, portfolio.LocalBudget, 150_000_000, "123.456"), cost(2019, portfolio.LocalBudget, 50_000_500, "123.456"), cost(2018, portfolio.FromPPP, 1_000_000, "")}},
		{Number: "1.2", ProjectID: 1, Form: portfolio.FormAct, LeadID: 2, Due: Due("2018-Q3"), Note: `=HYPERLINK("x") & <b>`},
		{Number: "2.1", ProjectID: 2, Form: portfolio.FormOrder, LeadID: 2, Due: Due("2018-06"), Costs: portfolio.Costs{cost(2018, portfolio.QuasiPublic, 70_000, ""), cost(2018, portfolio.PrivateInvestment, 30_000, "")}},
		{Number: "2.2", ProjectID: 2, Form: portfolio.FormReport, LeadID: 3, Due: civil.Repeating(civil.Quarterly, 2018, 10)},
		{Number: "3.1", ProjectID: 3, Form: portfolio.FormProtocol, LeadID: 1, Due: Due("2018-H2"), Costs: portfolio.Costs{cost(2019, portfolio.LocalBudget, 0, "")}},
		{Number: "3.2", ProjectID: 3, Form: portfolio.FormInformation, LeadID: 1, CoIDs: portfolio.IDs{3}, Due: Due("2018"), Costs: portfolio.Costs{cost(2018, portfolio.RepublicanBudget, 2_500_000, "")}},
	}
	for i := range lines {
		p := plans[min(i, len(plans)-1)]
		if i >= len(plans) {
			p.Number = fmt.Sprintf("3.%d", i-len(plans)+3)
		}
		p.MilestoneID, p.Title = int64(i+1), text("Measure "+p.Number+" with a title that is long enough to be broken into several lines of its column")
		r.Lines = append(r.Lines, &portfolio.Line{Plan: &p})
	}
	r.Of = lines
	return r
}
