package portfolio

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// numbered is a line of a project with a number and a cost in million tenge.
func numbered(id, project int64, number, start, until string, million int) Plan {
	p := planned(id, start, until)
	p.ProjectID, p.Number, p.Title = project, number, i18n.Same("Line "+number)
	if million > 0 {
		p.Costs = Costs{{Year: 2018, Source: LocalBudget, Amount: money.Amount(million) * money.Million}}
	}
	return p
}

// two is a roadmap of two projects.
func two() []Plan {
	return []Plan{
		numbered(1, 1, "1.1", "2018-02-01", "2018-03-30", 10), numbered(2, 1, "1.2", "2018-04-02", "2018-Q2", 20),
		numbered(3, 1, "1.3", "2018-07-02", "2018-Q3", 30), numbered(4, 2, "2.1", "2018-02-01", "2018-H1", 5),
	}
}

func sheet(id int64, plans ...Plan) *Sheet { return NewSheet(id, plans, calendar2018()) }

// changed is the roadmap with some of its lines changed.
func changed(change func(plans []Plan) []Plan) *Sheet {
	return sheet(2, change(two())...)
}

// told is what became of the lines, those that are the same left out.
func told(c *Comparison) string {
	var out []string
	for i := range c.Lines {
		l := &c.Lines[i]
		if l.Kind == LineSame {
			continue
		}
		s := l.Plan().Number + " " + string(l.Kind)
		for _, f := range l.Fields {
			s += " " + string(f)
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestVersionsAreComparedByMilestone(t *testing.T) {
	tests := []struct {
		name   string
		change func(p []Plan) []Plan
		want   string
	}{
		{"nothing", func(p []Plan) []Plan { return p }, ""},
		{"a deadline", func(p []Plan) []Plan { p[1].Due = due("2018-07-13"); return p }, "1.2 changed due"},
		{"a quarter written as its last day", func(p []Plan) []Plan { p[2].Due = due("2018-09-30"); return p }, "1.3 changed due"},
		{"a start", func(p []Plan) []Plan { p[1].Start = date("2018-04-09"); return p }, "1.2 changed start"},
		{"a deadline becomes one for money", func(p []Plan) []Plan { p[1].ForMoney = true; return p }, "1.2 changed for_money"},
		{"titles, each language by itself", func(p []Plan) []Plan { p[0].Title.KK, p[0].Title.EN = "Жол", "Row"; return p }, "1.1 changed title_kk title_en"},
		{"executors", func(p []Plan) []Plan { p[0].LeadID, p[0].CoIDs = 9, IDs{5}; return p }, "1.1 changed executor co_executors"},
		{"a sum", func(p []Plan) []Plan { p[0].Costs[0].Amount += money.Million; return p }, "1.1 changed costs"},
		{"another source", func(p []Plan) []Plan { p[0].Costs[0].Source = FromPPP; return p }, "1.1 changed costs"},
		{"another year", func(p []Plan) []Plan { p[0].Costs[0].Year = 2019; return p }, "1.1 changed costs"},
		{"a budget code", func(p []Plan) []Plan { p[0].Costs[0].BudgetCode = "123"; return p }, "1.1 changed costs"},
		{"a cost of nothing is none", func(p []Plan) []Plan { p[0].Costs = append(p[0].Costs, Cost{Year: 2018, Source: FromPPP}); return p }, ""},
		{"weight, gate, zone, form and note", func(p []Plan) []Plan {
			p[0].Weight, p[0].Gate, p[0].ZoneID, p[0].Form, p[0].Note = 11, true, 7, FormOrder, "See annex"
			return p
		}, "1.1 changed form weight gate zone note"},
		{"a predecessor", func(p []Plan) []Plan { p[1].Links = Links{{MilestoneID: 1, Kind: FS}}; return p }, "1.2 changed predecessors"},
		{"a line added", func(p []Plan) []Plan { return append(p, numbered(5, 2, "2.2", "2018-03-01", "2018-Q4", 1)) }, "2.2 added"},
		{"a line removed", func(p []Plan) []Plan { return slices.Delete(p, 1, 2) }, "1.2 removed"},
		{"only a number", func(p []Plan) []Plan { p[3].Number = "3.1"; return p }, "3.1 renumbered number"},
		{"a number and a title", func(p []Plan) []Plan { p[3].Number, p[3].Title.RU = "3.1", "Новое"; return p }, "3.1 changed number title_ru"},
		{"another place in the list", func(p []Plan) []Plan { p[0], p[1] = p[1], p[0]; return p }, ""},
		{"another project", func(p []Plan) []Plan { p[2].ProjectID = 2; return p }, "1.3 changed project"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(Compare(sheet(1, two()...), changed(tt.change), nil, nil)); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestTheOrderOfLinksAndExecutorsSaysNothing(t *testing.T) {
	was, is := two(), two()
	was[3].CoIDs, is[3].CoIDs = IDs{1, 2}, IDs{2, 1}
	was[3].Links = Links{{MilestoneID: 1, Kind: FS}, {MilestoneID: 2, Kind: SS, Lag: 3}}
	is[3].Links = Links{{MilestoneID: 2, Kind: SS, Lag: 3}, {MilestoneID: 1, Kind: FS}}
	if got := told(Compare(sheet(1, was...), sheet(2, is...), nil, nil)); got != "" {
		t.Errorf("%q", got)
	}
	is[3].Links[0].Lag = 4
	if got := told(Compare(sheet(1, was...), sheet(2, is...), nil, nil)); got != "2.1 changed predecessors" {
		t.Errorf("another lag: %q", got)
	}
}

// A project put in front renumbers all the others: nothing else may look new.
func TestAProjectInFrontRenumbersTheOthers(t *testing.T) {
	is := changed(func(p []Plan) []Plan {
		for i := range p {
			p[i].Number = fmt.Sprintf("%d%s", p[i].ProjectID+1, p[i].Number[1:])
		}
		return append([]Plan{numbered(9, 3, "1.1", "2018-05-02", "2018-Q3", 0)}, p...)
	})
	c := Compare(sheet(1, two()...), is, nil, nil)
	if got, want := told(c), "1.1 added, 2.1 renumbered number, 2.2 renumbered number, 2.3 renumbered number, 3.1 renumbered number"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if c.Counts[LineRenumbered] != 4 || c.Counts[LineAdded] != 1 || c.Counts[LineChanged] != 0 {
		t.Errorf("%v", c.Counts)
	}
	if same := Compare(is, is, nil, nil); same.Differs() || same.Counts[LineSame] != 5 {
		t.Errorf("a version differs from itself: %v", same.Counts)
	}
}

// What was removed stands where it stood, and a project that is no more at the
// end.
func TestRemovedLinesStandWhereTheyStood(t *testing.T) {
	is := changed(func(p []Plan) []Plan { return []Plan{p[2]} })
	var order []string
	c := Compare(sheet(1, two()...), is, nil, nil)
	for i := range c.Lines {
		order = append(order, c.Lines[i].Plan().Number)
	}
	if got := strings.Join(order, " "); got != "1.1 1.2 1.3 2.1" {
		t.Errorf("in the order %s", got)
	}
	back := Compare(is, sheet(1, two()...), nil, nil)
	if got := told(back); got != "1.1 added, 1.2 added, 2.1 added" {
		t.Errorf("the other way: %q", got)
	}
	if got := Compare(is, sheet(3), nil, nil); told(got) != "1.3 removed" || !got.Moves.End.Is.IsZero() || got.Moves.End.Days != 0 {
		t.Errorf("against an empty draft: %q, end %+v", told(got), got.Moves.End)
	}
}

// The quarter ends on a Saturday, 30 June 2018, and rolls to Monday 2 July.
func TestDaysAreCalendarAndWorking(t *testing.T) {
	tests := []struct {
		until    string
		money    bool
		days, wd int
	}{
		{"2018-Q2", false, 0, 0},
		{"2018-07-13", false, 11, 8}, // without 6 July, Capital Day
		{"2018-06-29", false, -3, -1},
		{"2018-Q2", true, -3, -1}, // a deadline of money rolls back
	}
	for _, tt := range tests {
		c := Compare(sheet(1, two()...), changed(func(p []Plan) []Plan { p[1].Due, p[1].ForMoney = due(tt.until), tt.money; return p }), nil, nil)
		if got := c.Lines[1].Due; got.Days != tt.days || got.Working != tt.wd {
			t.Errorf("%s: %+v, want %d and %d", tt.until, got, tt.days, tt.wd)
		}
	}
}

func TestMovesAreAddedUp(t *testing.T) {
	is := changed(func(p []Plan) []Plan {
		p[0].Due, p[1].Due, p[1].Gate = due("2018-03-27"), due("2018-07-13"), true
		p[2].Due, p[3].Start = due("2018-Q4"), date("2018-02-08")
		return append(slices.Delete(p, 3, 4), numbered(5, 2, "2.2", "2018-03-01", "2018-Q4", 1))
	})
	m := Compare(sheet(1, two()...), is, nil, nil).Moves
	// 30 March to 27 March; 2 July to 13 July; 1 October to 29 December.
	if m.Later != 2 || m.Earlier != 1 || m.DaysLater != 11+89 || m.DaysEarlier != 3 || m.Days() != 97 {
		t.Errorf("%+v", m)
	}
	if m.Largest == nil || m.Largest.MilestoneID != 3 || m.LargestDays != 89 {
		t.Errorf("the largest is %+v", m.Largest)
	}
	if len(m.Gates) != 1 || m.Gates[0].MilestoneID != 2 {
		t.Errorf("gates: %d", len(m.Gates))
	}
	if m.End.Was != date("2018-10-01") || m.End.Is != date("2018-12-29") || m.End.Days != 89 {
		t.Errorf("the end: %+v", m.End)
	}
}

// Small steps add up: each version slips a little, the original shows it all
// (rules.md §3).
func TestTheSlipAgainstTheOriginalIsCumulative(t *testing.T) {
	until := func(day string) *Sheet {
		return changed(func(p []Plan) []Plan { p[2].Due = due(day); p[2].Costs[0].Amount += 3 * money.Million; return p })
	}
	original, second, third := sheet(1, two()...), until("2018-10-10"), until("2018-10-19")
	c := Compare(second, third, original, nil)
	l := c.Lines[2]
	if l.Due.Days != 9 || l.Original.Days != 18 || l.Original.Was != date("2018-10-01") {
		t.Errorf("%+v and %+v", l.Due, l.Original)
	}
	if c.Original.Days() != 18 || c.Original.LargestDays != 18 || c.Moves.Days() != 9 {
		t.Errorf("together %d against the original, %d against the second", c.Original.Days(), c.Moves.Days())
	}
	if c.Total.Difference() != 0 || c.Total.Grown() != 3*money.Million {
		t.Errorf("sums: %+v", c.Total)
	}
	if none := Compare(second, third, nil, nil); none.Original != nil || none.Lines[2].Original.Known() {
		t.Error("there is no original before the first version came into force")
	}
	added := Compare(original, changed(func(p []Plan) []Plan { return append(p, numbered(7, 2, "2.2", "2018-03-01", "2018-Q4", 1)) }), original, nil)
	if l := added.Lines[4]; l.Original.Known() || l.Original.Days != 0 {
		t.Errorf("the original had no such line: %+v", l.Original)
	}
}

func TestSumsByYearAndSource(t *testing.T) {
	is := changed(func(p []Plan) []Plan {
		p[0].Costs = Costs{{Year: 2018, Source: FromPPP, Amount: 4 * money.Million}, {Year: 2019, Source: LocalBudget, Amount: 6 * money.Million}}
		p[1].Costs[0].Amount = 25 * money.Million
		return p
	})
	c := Compare(sheet(1, two()...), is, sheet(1, two()...), nil)
	want := []ComparedSum{
		{Year: 2018, Source: LocalBudget, Was: 65 * money.Million, Is: 60 * money.Million, Original: 65 * money.Million},
		{Year: 2018, Source: FromPPP, Is: 4 * money.Million},
		{Year: 2019, Source: LocalBudget, Is: 6 * money.Million},
	}
	if !slices.Equal(c.Sums, want) {
		t.Errorf("got  %+v\nwant %+v", c.Sums, want)
	}
	if c.Total != (ComparedSum{Was: 65 * money.Million, Is: 70 * money.Million, Original: 65 * money.Million}) {
		t.Errorf("together %+v", c.Total)
	}
	if l := c.Lines[0]; len(l.Costs) != 3 || l.Cost.Difference() != 0 {
		t.Errorf("the line: %+v", l.Costs)
	}
	if l := c.Lines[2]; len(l.Costs) != 0 || l.Cost.Is != 30*money.Million {
		t.Errorf("a line that is the same: %+v %+v", l.Costs, l.Cost)
	}
}

func TestShareOfADifference(t *testing.T) {
	tests := []struct {
		difference, of money.Amount
		tenths         int
		known          bool
	}{
		{5, 100, 50, true}, {-5, 100, -50, true}, {0, 100, 0, true}, {1, 3, 333, true}, {250, 100, 2500, true},
		{5, 0, 0, false}, {9_000_000_000_000_000, 9_000_000_000_000_000, 1000, true},
	}
	for _, tt := range tests {
		if got, known := Share(tt.difference, tt.of); got != tt.tenths || known != tt.known {
			t.Errorf("Share(%d, %d) = %d, %t", tt.difference, tt.of, got, known)
		}
	}
}

// A proposed zone is for those who may see drafts (rules.md §10).
func TestAZoneThatOneMayNotKnowOfDoesNotDiffer(t *testing.T) {
	is := changed(func(p []Plan) []Plan { p[0].ZoneID, p[1].ZoneID = 7, 8; return p })
	c := Compare(sheet(1, two()...), is, nil, func(zone int64) bool { return zone == 8 })
	if got := told(c); got != "1.2 changed zone" {
		t.Errorf("%q", got)
	}
}

// An unfinished draft has lines without days.
func TestLinesWithoutDays(t *testing.T) {
	is := changed(func(p []Plan) []Plan { p[0].Start, p[1].Due = civil.Date{}, civil.Period{}; return p })
	c := Compare(sheet(1, two()...), is, sheet(1, two()...), nil)
	if got := told(c); got != "1.1 changed start, 1.2 changed due" {
		t.Errorf("%q", got)
	}
	if l := c.Lines[1]; l.Due.Known() || l.Due.Days != 0 || l.Original.Known() {
		t.Errorf("%+v", l.Due)
	}
}
