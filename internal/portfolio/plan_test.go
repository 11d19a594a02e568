package portfolio

import (
	"math"
	"strings"
	"testing"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// What makes no sense is refused even of a line that nobody has finished; what
// is only missing is not.
func TestCheckUnfinishedPlan(t *testing.T) {
	for _, tt := range []struct {
		name       string
		spoil      func(*Plan)
		finished   string
		unfinished string
	}{
		{"complete", func(*Plan) {}, "", ""},
		{"without a Kazakh title", func(p *Plan) { p.Title.KK = "" }, "title_kk fault.required", ""},
		{"without a Russian title", func(p *Plan) { p.Title.RU = "" }, "title_ru fault.required", ""},
		{"in English only", func(p *Plan) { p.Title = i18n.Text{EN: "T"} }, "title_kk fault.required, title_ru fault.required", "title_kk fault.required, title_ru fault.required"},
		{"a title without end", func(p *Plan) { p.Title.RU = strings.Repeat("я", TitleLimit+1) }, "title_ru fault.too_long", "title_ru fault.too_long"},
		{"without a start", func(p *Plan) { p.Start = civil.Date{} }, "start fault.required", "start fault.required"},
		{"without a term", func(p *Plan) { p.Due = civil.Period{} }, "due fault.required", "due fault.required"},
		{"due before the start", func(p *Plan) { p.Due = due("2018-Q1") }, "due roadmap.due_before_start", "due roadmap.due_before_start"},
		{"due in another year", func(p *Plan) { p.Due = due("2019-Q1") }, "due roadmap.due_outside_year", ""},
		{"repeating until before the start", func(p *Plan) { p.Due, p.Start = due("2018-half_yearly-10"), date("2018-08-01") }, "due roadmap.due_before_start", "due roadmap.due_before_start"},
		{"all the time", func(p *Plan) { p.Due = due("2018-constant") }, "", ""},
		{"costs without a source, and less than nothing", func(p *Plan) { p.Costs = Costs{{Year: 2018, Amount: -1}, {Year: 2018, Amount: -2}} }, "costs roadmap.cost_negative, costs roadmap.cost_without_source", "costs roadmap.cost_negative, costs roadmap.cost_without_source"},
		{"an unknown source", func(p *Plan) { p.Costs = Costs{{Year: 2018, Source: "luck", Amount: 1}} }, "costs roadmap.cost_without_source", "costs roadmap.cost_without_source"},
		{"a source without a cost", func(p *Plan) { p.Costs = Costs{{Year: 2018, Source: FromPPP}} }, "costs roadmap.source_without_cost", ""},
		{"a lag of a year and a day", func(p *Plan) { p.Links = Links{{MilestoneID: 2, Kind: FS, Lag: 251}} }, "links roadmap.lag_too_long", "links roadmap.lag_too_long"},
		{"a lead of a year and a day", func(p *Plan) { p.Links = Links{{MilestoneID: 2, Kind: FS, Lag: -251}} }, "links roadmap.lag_too_long", "links roadmap.lag_too_long"},
		{"a lag of a year", func(p *Plan) { p.Links = Links{{MilestoneID: 2, Kind: FS, Lag: 250}} }, "", ""},
		{"a link of no kind", func(p *Plan) { p.Links = Links{{MilestoneID: 2}} }, "links fault.required_choice", "links fault.required_choice"},
		{"a link to itself", func(p *Plan) { p.Links = Links{{MilestoneID: 1, Kind: SS}} }, "links roadmap.link_to_itself", "links roadmap.link_to_itself"},
		{"begun five years before the year", func(p *Plan) { p.Start = date("2013-01-01") }, "", ""},
		{"begun earlier", func(p *Plan) { p.Start = date("2012-12-31") }, "start fault.years_between", "start fault.years_between"},
		{"begun in the year 18", func(p *Plan) { p.Start = date("0018-04-02") }, "start fault.years_between", "start fault.years_between"},
		{"due ten years on", func(p *Plan) { p.Due = due("2028") }, "due roadmap.due_outside_year", ""},
		{"due later", func(p *Plan) { p.Due = due("2029-01") }, "due fault.years_between", "due fault.years_between"},
		{"due in the year 9999", func(p *Plan) { p.Due = due("9999-12-31") }, "due fault.years_between", "due fault.years_between"},
		{"due in the year 18", func(p *Plan) { p.Due = due("0018") }, "due fault.years_between", "due fault.years_between"},
		{"the largest cost", func(p *Plan) { p.Costs = Costs{{Year: 2018, Source: LocalBudget, Amount: CostLimit}} }, "", ""},
		{"a cost of a tiyn more", func(p *Plan) { p.Costs = Costs{{Year: 2018, Source: LocalBudget, Amount: CostLimit + 1}} }, "costs roadmap.cost_too_large", "costs roadmap.cost_too_large"},
		{"costs that are too large together", func(p *Plan) {
			p.Costs = Costs{{Year: 2018, Source: LocalBudget, Amount: CostLimit}, {Year: 2019, Source: LocalBudget, Amount: 1}}
		}, "costs roadmap.cost_too_large", "costs roadmap.cost_too_large"},
		{"costs that overflow together", func(p *Plan) {
			p.Costs = Costs{{Year: 2018, Source: LocalBudget, Amount: math.MaxInt64}, {Year: 2019, Source: LocalBudget, Amount: math.MaxInt64}}
		}, "costs roadmap.cost_too_large", "costs roadmap.cost_too_large"},
		{"a budget code without end", func(p *Plan) {
			p.Costs = Costs{{Year: 2018, Source: LocalBudget, Amount: 1, BudgetCode: strings.Repeat("1", BudgetCodeLimit+1)}}
		}, "costs roadmap.budget_code_too_long", "costs roadmap.budget_code_too_long"},
		{"a note without end", func(p *Plan) { p.Note = strings.Repeat("я", LineNoteLimit+1) }, "note fault.too_long", "note fault.too_long"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := planned(1, "2018-04-02", "2018-Q2")
			tt.spoil(&p)
			if got := complaints(p.Check(2018)); got != tt.finished {
				t.Errorf("finished: %q, want %q", got, tt.finished)
			}
			if got := complaints(p.CheckUnfinished(2018)); got != tt.unfinished {
				t.Errorf("unfinished: %q, want %q", got, tt.unfinished)
			}
		})
	}
}

// linked are lines 1.1, 1.2, … with links "2>1" for 2 follows 1.
func linked(n int, links string) []Plan {
	plans := make([]Plan, n)
	for i := range plans {
		plans[i] = planned(int64(i+1), "2018-04-02", "2018-Q2")
		plans[i].Number = "1." + string(rune('1'+i))
		plans[i].Title.RU = plans[i].Number
		plans[i].Title.KK = plans[i].Number
	}
	for _, l := range strings.Fields(links) {
		p := &plans[l[0]-'1']
		p.Links = append(p.Links, Link{MilestoneID: int64(l[2] - '0'), Kind: FS})
	}
	return plans
}

func TestCirclesAreNamedFromPredecessorToSuccessor(t *testing.T) {
	for _, tt := range []struct {
		links string
		at    int64
		want  string
	}{
		{"2>1 3>2 1>3", 1, "1.1 → 1.2 → 1.3 → 1.1"},
		{"2>1 3>2 1>3", 2, "1.2 → 1.3 → 1.1 → 1.2"},
		{"2>1 1>2", 1, "1.1 → 1.2 → 1.1"},
		{"2>1 3>2 4>3 1>4 1>3", 1, "1.1 → 1.2 → 1.3 → 1.1"}, // the shortest
		{"2>1 3>2 4>2", 4, ""},
		{"2>3 3>2 1>2", 1, ""}, // another line's circle
	} {
		plans := linked(4, tt.links)
		got := ""
		if cycle := cycleAt(tt.at, plans, positions(plans)); cycle != nil {
			got = PathOf(cycle, plans)
		}
		if got != tt.want {
			t.Errorf("%s at %d: %q, want %q", tt.links, tt.at, got, tt.want)
		}
	}
	plans := linked(4, "2>1 3>2 1>3")
	found := Completeness(plans, Surroundings{Year: 2018})
	if len(found) == 0 || found[0].Key != "roadmap.cycle" || !strings.Contains("1.1 → 1.2 → 1.3 → 1.1 → 1.2 → 1.3", found[0].Args["Path"].(string)) {
		t.Errorf("%+v", found)
	}
	if got := complaints(CheckLinks(Plan{MilestoneID: 1, Links: Links{{MilestoneID: 9, Kind: FS}}}, plans)); got != "links roadmap.link_to_nothing" {
		t.Errorf("a link to nothing: %s", got)
	}
}
