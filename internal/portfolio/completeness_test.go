package portfolio

import (
	"fmt"
	"strings"
	"testing"

	"qadam/internal/i18n"
)

// whole is a draft of which nothing is wrong: two projects of two lines.
func whole() ([]Plan, Surroundings) {
	plans := []Plan{
		planned(1, "2018-02-01", "2018-03-30"), planned(2, "2018-04-02", "2018-06-29", Link{MilestoneID: 1, Kind: FS}),
		planned(3, "2018-02-01", "2018-quarterly-10"), planned(4, "2018-07-02", "2018-12-20", Link{MilestoneID: 2, Kind: FS}),
	}
	for i := range plans {
		p := &plans[i]
		p.ProjectID, p.Number, p.Weight = int64(1+i/2), fmt.Sprintf("%d.%d", 1+i/2, 1+i%2), 50
		p.Title = i18n.Text{KK: "Т " + p.Number, RU: "Р " + p.Number}
		p.Gate = i%2 == 1
	}
	plans[0].Costs = Costs{{Year: 2018, Source: FromPPP, Amount: 1}}
	return plans, Surroundings{
		Year: 2018, Calendar: calendar2018(), Ended: map[int64]bool{}, Models: map[int64]Model{1: PPP, 2: Public},
		Bodies: map[int64]Body{1: {ID: 1}, 2: {ID: 2, ValidTo: date("2018-06-18")}, 3: {ID: 3, ValidFrom: date("2018-06-19")}},
	}
}

// said writes findings as "1.1 due key!", with a mark when they block.
func findings(all []Finding) string {
	var out []string
	for _, f := range all {
		mark := ""
		if f.Blocking {
			mark = "!"
		}
		out = append(out, strings.TrimSpace(strings.Join([]string{f.Number, f.Field, f.Key}, " "))+mark)
	}
	return strings.Join(out, ", ")
}

func TestWhatADraftLacks(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(p []Plan, in *Surroundings)
		want  string
	}{
		{"nothing", func([]Plan, *Surroundings) {}, ""},
		{"a Kazakh title", func(p []Plan, _ *Surroundings) { p[1].Title.KK = "" }, "1.2 title_kk fault.required!"},
		{"an executor", func(p []Plan, _ *Surroundings) { p[1].LeadID = 0 }, "1.2 lead fault.required!"},
		{"a term within the year", func(p []Plan, _ *Surroundings) { p[3].Due = due("2019-02") }, "2.2 due roadmap.due_outside_year!"},
		{"a cost where a source is named", func(p []Plan, _ *Surroundings) { p[0].Costs[0].Amount = 0 }, "1.1 costs roadmap.source_without_cost!"},
		{"a predecessor that is there", func(p []Plan, _ *Surroundings) { p[1].Links[0].MilestoneID = 9 }, "1.2 links roadmap.link_to_nothing!"},
		{"an end to a circle", func(p []Plan, _ *Surroundings) { p[0].Links = Links{{MilestoneID: 2, Kind: SS}} }, "1.1 links roadmap.cycle!, 1.1 links complete.before_predecessor"},
		{"a number of its own", func(p []Plan, _ *Surroundings) { p[1].Number = "1.1" }, "1.1 number roadmap.number_taken!"},
		{"a project that goes on", func(_ []Plan, in *Surroundings) { in.Ended[2] = true }, "2.1 project complete.project_ended, 2.2 project complete.project_ended"},

		{"weights of 100", func(p []Plan, _ *Surroundings) { p[3].Weight = 40 }, "2.1 weight complete.weights"},
		{"a gate", func(p []Plan, _ *Surroundings) { p[1].Gate = false }, "1.1 gate complete.no_gate"},
		{"a cost of a public-private partnership", func(p []Plan, _ *Surroundings) { p[0].Costs = nil }, "1.1 costs complete.ppp_without_cost"},
		{"no cost of a public project", func(_ []Plan, in *Surroundings) { in.Models[1] = Public }, ""},
		{"time for a predecessor", func(p []Plan, _ *Surroundings) { p[1].Start = date("2018-03-30") }, "1.2 links complete.before_predecessor"},
		{"time for its lag", func(p []Plan, _ *Surroundings) { p[1].Links[0].Lag = 1 }, "1.2 links complete.before_predecessor"},
		{"time because it starts together", func(p []Plan, _ *Surroundings) { p[1].Links[0].Kind, p[1].Start = SS, date("2018-02-01") }, ""},
		{"time to end together", func(p []Plan, _ *Surroundings) { p[1].Links[0] = Link{MilestoneID: 1, Kind: FF, Lag: 63} }, "1.2 links complete.before_predecessor"},
		{"an executor that lasts", func(p []Plan, _ *Surroundings) { p[1].LeadID = 2 }, "1.2 lead complete.lead_ended"},
		{"an executor that is there", func(p []Plan, _ *Surroundings) { p[1].LeadID = 3 }, "1.2 lead complete.lead_to_come"},
		{"a start on a working day", func(p []Plan, _ *Surroundings) { p[3].Start = date("2018-07-06") }, "2.2 start complete.start_on_day_off"},
		{"an end that one sees", func(p []Plan, _ *Surroundings) { p[0].Due, p[1].Links = due("2018-12-20"), nil }, "1.1 due complete.long_line"},
		{"a cost of this year", func(p []Plan, _ *Surroundings) { p[0].Costs[0].Year = 2017 }, "1.1 costs complete.cost_of_past_year"},
		{"a title of its own", func(p []Plan, _ *Surroundings) { p[1].Title.RU = p[0].Title.RU }, "1.2 title_ru complete.same_title"},
		{"a title of its own, said once", func(p []Plan, _ *Surroundings) { p[1].Title = p[0].Title }, "1.2 title_kk complete.same_title"},
		{"a deadline for money within the year", func(p []Plan, _ *Surroundings) {
			p[2].Start, p[2].Due, p[2].ForMoney = date("2017-12-04"), due("2018-01-01"), true
		}, "2.1 due roadmap.due_outside_year!"},
		{"a start before the deadline that rolls back", func(p []Plan, _ *Surroundings) { p[3].Start, p[3].Due = date("2018-12-30"), due("2018-12") }, "2.2 due roadmap.due_before_start!, 2.2 start complete.start_on_day_off"},
		{"an end within the year", func(p []Plan, _ *Surroundings) { p[3].Links[0].Lag = 125 }, "2.2 links complete.end_beyond_year, 2.2 links complete.before_predecessor"},
		{"no end when it is due beyond the year", func(p []Plan, _ *Surroundings) { p[3].Links[0].Lag, p[3].Due = 125, due("2019-02") }, "2.2 due roadmap.due_outside_year!, 2.2 links complete.before_predecessor"},
		{"no end of what ended", func(p []Plan, in *Surroundings) { p[3].Links[0].Lag, in.Ended[2] = 125, true }, "2.1 project complete.project_ended, 2.2 project complete.project_ended, 2.2 links complete.before_predecessor"},
		{"no title of its own in another project", func(p []Plan, _ *Surroundings) { p[2].Title = p[0].Title }, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			plans, in := whole()
			tt.spoil(plans, &in)
			if got := findings(Completeness(plans, in)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
	if got := findings(Completeness(nil, Surroundings{Year: 2018})); got != "roadmap.empty!" {
		t.Errorf("an empty draft: %s", got)
	}
}

// What blocks is the same whether or not the bodies are known, and but for
// deadlines that roll, whether or not the calendar is.
func TestWhatBlocksNeedsTheYearOnly(t *testing.T) {
	plans, _ := whole()
	plans[0].Title.KK, plans[1].LeadID, plans[2].Start = "", 2, date("2018-03-10")
	if got := findings(Completeness(plans, Surroundings{Year: 2018})); got != "1.1 title_kk fault.required!" {
		t.Errorf("got %s", got)
	}
}

// Who reads of the end must know what is meant: which line, and which day. Days
// are said by their number.
func TestWhatAFindingNames(t *testing.T) {
	plans, in := whole()
	plans[0].Due, plans[1].Links = due("2018-12-20"), nil
	if f := Completeness(plans, in)[0]; f.Key != "complete.long_line" || f.Args["Count"] != 218 {
		t.Errorf("%+v", f)
	}
	plans, in = whole()
	plans[3].Links[0].Lag = 125
	f := Completeness(plans, in)[0]
	if f.Blocking || f.MilestoneID != 4 || f.Args["Number"] != "2.2" || f.Args["End"] != date("2019-06-13") || f.Args["Year"] != 2018 {
		t.Errorf("%+v", f)
	}
}

func TestAThousandLinesAreCheckedAtOnce(t *testing.T) {
	plans := make([]Plan, 1000)
	for i := range plans {
		plans[i] = planned(int64(i+1), "2018-02-01", "2018-03-30")
		plans[i].ProjectID, plans[i].Number = int64(i/20), fmt.Sprint(i)
		if i > 0 {
			plans[i].Links = Links{{MilestoneID: int64(i), Kind: SS}}
		}
	}
	_, in := whole()
	if n := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			Completeness(plans, in)
		}
	}).NsPerOp(); n > 100_000_000 {
		t.Errorf("it takes %d ms", n/1e6)
	} else {
		t.Logf("it takes %.1f ms", float64(n)/1e6)
	}
}
