package app_test

import (
	"fmt"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// lines writes the lines of the draft as "1.1 Line 1.1 r0": the number, the
// Russian title and the revision.
func lines(t *testing.T, w *testkit.World) string {
	t.Helper()
	var out []string
	for i, p := range plans(t, w) {
		if p.Position != i+1 {
			t.Errorf("%s stands at %d, want %d", p.Number, p.Position, i+1)
		}
		out = append(out, fmt.Sprintf("%s %s r%d", p.Number, strings.TrimSuffix(strings.TrimPrefix(p.Title.RU, "Line "), " ру"), p.Revision))
	}
	return strings.Join(out, ", ")
}

func plans(t *testing.T, w *testkit.World) []portfolio.Plan {
	t.Helper()
	all, err := w.Store.Read(access.System(), w.Store.Instant()).Plans(t.Context(), w.Versions["draft"])
	must(t, err)
	return all
}

// plan is the line of a milestone in the draft.
func plan(t *testing.T, w *testkit.World, milestoneID int64) portfolio.Plan {
	t.Helper()
	for _, p := range plans(t, w) {
		if p.MilestoneID == milestoneID {
			return p
		}
	}
	t.Fatalf("milestone %d is not in the draft", milestoneID)
	return portfolio.Plan{}
}

const asDrafted = "1.1 1.1 r0, 1.2 1.2 r0, 1.3 1.3 r0, 2.1 2.1 r0, 2.2 2.2 r0"

// titled is a new line with a title of its own.
func titled(w *testkit.World, title string) portfolio.Plan {
	p := newLine(w)
	p.Number, p.Title = "", i18n.Same(title)
	return p
}

func TestLinesAreAddedWhereTheyAreToStand(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		drafted(w)
		add := func(number string, options ...app.LineOption) {
			t.Helper()
			p := titled(w, "new")
			p.Number = number
			_, err := w.App.AddLine(ctx, manager, p, options...)
			must(t, err)
		}
		add("")
		add("1.2.1")
		add("", app.Before(w.Milestones["astana 1.1"]))
		add("", app.Under(w.Milestones["astana 1.1"]))
		want := "1.1 new r0, 1.2 1.1 r0, 1.2.1 new r0, 1.3 1.2 r0, 1.3.1 new r0, 1.4 1.3 r0, 1.5 new r0, 2.1 2.1 r0, 2.2 2.2 r0"
		if got := lines(t, w); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if e := lastEntry(t, w); e.Action != "roadmap.line_added" || !strings.Contains(e.After, `"number":"1.2.1"`) {
			t.Errorf("the log says %s %s", e.Action, e.After)
		}
	})
}

func TestManyTitlesAtOnce(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		drafted(w)
		before := entries(t, w)
		ids, err := w.App.AddLines(ctx, manager, w.Versions["draft"], w.Projects["ikomek"], []i18n.Text{{RU: "один", KK: "бір"}, {RU: "два"}, {KK: "үш"}})
		must(t, err)
		if got := lines(t, w); got != asDrafted+", 2.3 один r0, 2.4 два r0, 2.5  r0" {
			t.Errorf("got %s", got)
		}
		if p := plan(t, w, ids[1]); p.LeadID != w.Bodies["akimat-astana"] || p.Start != testkit.Day("2018-01-03") || p.Due != civil.InYear(2018) || p.Form != portfolio.FormInformation || p.Weight != 0 {
			t.Errorf("the defaults: %+v", p)
		}
		if n := entries(t, w); n != before+1 {
			t.Errorf("%d entries for one change", n-before)
		}
		if e := lastEntry(t, w); e.Action != "roadmap.lines_added" || e.EntityID != ids[0] || !strings.Contains(e.After, `"2.4 title":{"en":"","kk":"","ru":"два"}`) {
			t.Errorf("the log says %s %d %s", e.Action, e.EntityID, e.After)
		}
		for _, tt := range []struct {
			titles []i18n.Text
			want   string
		}{
			{nil, "titles roadmap.lines_at_once"},
			{make([]i18n.Text, app.LinesAtOnce+1), "titles roadmap.lines_at_once"},
			{[]i18n.Text{{RU: "a"}, {}}, "titles roadmap.title_line"},
			{[]i18n.Text{{RU: strings.Repeat("я", portfolio.TitleLimit+1)}}, "titles roadmap.title_line"},
		} {
			if _, err := w.App.AddLines(ctx, manager, w.Versions["draft"], w.Projects["ikomek"], tt.titles); key(err) != tt.want {
				t.Errorf("%d titles: %v, want %s", len(tt.titles), err, tt.want)
			}
		}
		if _, err := w.App.AddLines(ctx, manager, w.Versions["draft"], w.Projects["lighting"], []i18n.Text{{RU: "a"}}); key(err) != "project fault.required" {
			t.Errorf("a project of another programme: %v", err)
		}
	})
}

func TestALineMovesWithWhatStandsUnderItAndNobodysWordsChange(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		drafted(w)
		move := func(line string, way portfolio.Way, before string) {
			t.Helper()
			must(t, w.App.MoveLine(ctx, manager, w.Versions["draft"], w.Milestones["astana "+line], portfolio.Move{Way: way, Before: w.Milestones["astana "+before]}))
		}
		move("1.3", portfolio.MoveIn, "")
		move("1.2", portfolio.MoveUp, "")
		if got := lines(t, w); got != "1.1 1.2 r0, 1.1.1 1.3 r0, 1.2 1.1 r0, 2.1 2.1 r0, 2.2 2.2 r0" {
			t.Errorf("in and up: %s", got)
		}
		if e := lastEntry(t, w); e.Action != "roadmap.line_moved" || e.Before != `{"number":"1.2"}` || !strings.Contains(e.After, `"number":"1.1"`) {
			t.Errorf("the log says %s from %s to %s", e.Action, e.Before, e.After)
		}
		move("2.2", portfolio.MoveProjectUp, "")
		move("1.3", portfolio.MoveBefore, "1.1")
		if got := lines(t, w); got != "1.1 2.1 r0, 1.2 2.2 r0, 2.1 1.2 r0, 2.2 1.3 r0, 2.3 1.1 r0" {
			t.Errorf("the project, and before another: %s", got)
		}
		err := w.App.MoveLine(ctx, manager, w.Versions["draft"], w.Milestones["astana 2.1"], portfolio.Move{Way: portfolio.MoveUp})
		if key(err) != "roadmap.cannot_move" {
			t.Errorf("the first of all: %v", err)
		}
		if err := w.App.MoveLine(ctx, manager, w.Versions["draft"], 999, portfolio.Move{Way: portfolio.MoveUp}); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("no such line: %v", err)
		}
	})
}

// A form that was opened before a move does not put the line back, and its
// words are not refused: nobody else has changed them.
func TestAnOldFormMovesNoLineBack(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, id := t.Context(), w.Actor("manager.astana"), w.Milestones["astana 1.2"]
		drafted(w)
		old := plan(t, w, id)
		must(t, w.App.MoveLine(ctx, manager, w.Versions["draft"], id, portfolio.Move{Way: portfolio.MoveUp}))
		must(t, w.App.ChangeLine(ctx, manager, w.Versions["draft"], id, func(p *portfolio.Plan) {
			old.Note = "from the old form"
			*p = old
		}))
		if got := lines(t, w); got != "1.1 1.2 r1, 1.2 1.1 r0, 1.3 1.3 r0, 2.1 2.1 r0, 2.2 2.2 r0" {
			t.Errorf("got %s", got)
		}
		if p := plan(t, w, id); p.Note != "from the old form" {
			t.Errorf("the note is %q", p.Note)
		}
	})
}

func TestALineIsTakenOutWithTheLinksToIt(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		drafted(w)
		must(t, w.App.MoveLine(ctx, manager, w.Versions["draft"], w.Milestones["astana 1.3"], portfolio.Move{Way: portfolio.MoveIn}))
		must(t, w.App.RemoveLine(ctx, manager, w.Versions["draft"], w.Milestones["astana 1.2"]))
		// What stood under it came up; the line that followed it has lost its link, which is a change of its words.
		if got := lines(t, w); got != "1.1 1.1 r0, 1.2 1.3 r1, 2.1 2.1 r0, 2.2 2.2 r0" {
			t.Errorf("got %s", got)
		}
		if p := plan(t, w, w.Milestones["astana 1.3"]); len(p.Links) != 0 {
			t.Errorf("links of 1.3: %+v", p.Links)
		}
		if e := lastEntry(t, w); e.Action != "roadmap.line_removed" || !strings.Contains(e.Before, `"number":"1.2"`) || e.After != "" && e.After != "{}" {
			t.Errorf("the log says %s %s, %s", e.Action, e.Before, e.After)
		}
	})
}

func TestALineIsCopied(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		drafted(w)
		id, err := w.App.CopyLine(ctx, manager, w.Versions["draft"], w.Milestones["astana 1.3"])
		must(t, err)
		if got := lines(t, w); got != "1.1 1.1 r0, 1.2 1.2 r0, 1.3 1.3 r0, 1.4 1.3 r0, 2.1 2.1 r0, 2.2 2.2 r0" {
			t.Errorf("got %s", got)
		}
		from, to := plan(t, w, w.Milestones["astana 1.3"]), plan(t, w, id)
		if !from.Gate || to.Gate || len(to.Links) != 1 || to.Links[0] != from.Links[0] || to.Costs.Total() != from.Costs.Total() || to.Due != from.Due {
			t.Errorf("%+v was copied as %+v", from, to)
		}
	})
}

// Whatever makes no sense is said beside the field, and nothing is kept.
func TestRefusalsBesideTheField(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		drafted(w)
		before := entries(t, w)
		link := func(id int64) portfolio.Links { return portfolio.Links{{MilestoneID: id, Kind: portfolio.FS}} }
		for _, tt := range []struct {
			name       string
			spoil      func(*portfolio.Plan)
			finished   string // what saving says
			unfinished string // what saving unfinished says
		}{
			{"a negative cost", func(p *portfolio.Plan) {
				p.Costs = portfolio.Costs{{Year: 2018, Source: portfolio.LocalBudget, Amount: -1}}
			}, "costs roadmap.cost_negative", "costs roadmap.cost_negative"},
			{"a cost without a source", func(p *portfolio.Plan) { p.Costs = portfolio.Costs{{Year: 2018, Amount: 1}} }, "costs roadmap.cost_without_source", "costs roadmap.cost_without_source"},
			{"a lag that makes no sense", func(p *portfolio.Plan) {
				p.Links = link(w.Milestones["astana 1.1"])
				p.Links[0].Lag = 251
			}, "links roadmap.lag_too_long", "links roadmap.lag_too_long"},
			{"a kind of link that there is not", func(p *portfolio.Plan) {
				p.Links = portfolio.Links{{MilestoneID: w.Milestones["astana 1.1"], Kind: "XX"}}
			}, "links fault.required_choice", "links fault.required_choice"},
			{"due before the start", func(p *portfolio.Plan) { p.Due = testkit.Due("2018-05-31") }, "due roadmap.due_before_start", "due roadmap.due_before_start"},
			{"a start of long ago", func(p *portfolio.Plan) { p.Start = testkit.Day("0018-06-01") }, "start fault.years_between", "start fault.years_between"},
			{"a term of the far future", func(p *portfolio.Plan) { p.Due = testkit.Due("9999-12-31") }, "due fault.years_between", "due fault.years_between"},
			{"a cost that nobody has", func(p *portfolio.Plan) {
				p.Costs = portfolio.Costs{{Year: 2018, Source: portfolio.LocalBudget, Amount: portfolio.CostLimit + 1}}
			}, "costs roadmap.cost_too_large", "costs roadmap.cost_too_large"},
			{"a title without end", func(p *portfolio.Plan) { p.Title.EN = strings.Repeat("x", portfolio.TitleLimit+1) }, "title_en fault.too_long", "title_en fault.too_long"},
			{"a note without end", func(p *portfolio.Plan) { p.Note = strings.Repeat("қ", portfolio.LineNoteLimit+1) }, "note fault.too_long", "note fault.too_long"},
			{"a deadline of money that rolls back before the start", func(p *portfolio.Plan) {
				p.Start, p.Due, p.ForMoney = testkit.Day("2018-09-30"), testkit.Due("2018-09"), true
			}, "due roadmap.due_before_start", ""},
			{"no start", func(p *portfolio.Plan) { p.Start = civil.Date{} }, "start fault.required", "start fault.required"},
			{"no term", func(p *portfolio.Plan) { p.Due = civil.Period{} }, "due fault.required", "due fault.required"},
			{"no executor", func(p *portfolio.Plan) { p.LeadID = 0 }, "lead fault.required", "lead fault.required"},
			{"no form", func(p *portfolio.Plan) { p.Form = "" }, "form fault.required", "form fault.required"},
			{"no title at all", func(p *portfolio.Plan) { p.Title = i18n.Text{EN: "More"} }, "fault.fields", "fault.fields"},
			{"an executor that there is not", func(p *portfolio.Plan) { p.LeadID = 999 }, "lead fault.required", "lead fault.required"},
			{"a co-executor that there is not", func(p *portfolio.Plan) { p.CoIDs = portfolio.IDs{999} }, "co fault.required_choice", "co fault.required_choice"},
			{"a zone of another programme", func(p *portfolio.Plan) { p.ZoneID = w.Zones["zone-ontustik"] }, "zone fault.required_choice", "zone fault.required_choice"},
			{"a link to a line of another roadmap", func(p *portfolio.Plan) { p.Links = link(w.Milestones["ontustik 1.1"]) }, "links roadmap.link_to_nothing", "links roadmap.link_to_nothing"},
			{"a duplicate number", func(p *portfolio.Plan) { p.Number = "1.2" }, "number roadmap.number_taken", "number roadmap.number_taken"},
			{"a number of another project", func(p *portfolio.Plan) { p.Number = "2.3" }, "number roadmap.number_of_other_project", "number roadmap.number_of_other_project"},
			{"a number without a parent", func(p *portfolio.Plan) { p.Number = "1.7.1" }, "number roadmap.number_without_parent", "number roadmap.number_without_parent"},
			{"no title in Kazakh", func(p *portfolio.Plan) { p.Title.KK = "" }, "title_kk fault.required", ""},
			{"no title in Russian", func(p *portfolio.Plan) { p.Title.RU = "" }, "title_ru fault.required", ""},
			{"due in another year", func(p *portfolio.Plan) { p.Due = testkit.Due("2019-Q1") }, "due roadmap.due_outside_year", ""},
			{"a source without a cost", func(p *portfolio.Plan) { p.Costs = portfolio.Costs{{Year: 2018, Source: portfolio.FromPPP}} }, "costs roadmap.source_without_cost", ""},
		} {
			p := newLine(w)
			tt.spoil(&p)
			if _, err := w.App.AddLine(ctx, manager, p); key(err) != tt.finished || !fault.Is(err, fault.KindInvalid) {
				t.Errorf("%s: %v, want %s", tt.name, err, tt.finished)
			}
			if entries(t, w) != before {
				t.Fatalf("%s: the log grew", tt.name)
			}
			id, err := w.App.AddLine(ctx, manager, p, app.Unfinished)
			if key(err) != tt.unfinished {
				t.Errorf("%s, unfinished: %v, want %s", tt.name, err, tt.unfinished)
			}
			if err == nil {
				// Submission says what saving kept silent about; then it is as before.
				if err := w.App.SubmitRoadmap(ctx, w.Actor("head.astana"), w.Versions["draft"]); key(err) != portfolio.LineField(id, tt.finished) {
					t.Errorf("%s, submitted: %v", tt.name, err)
				}
				must(t, w.App.RemoveLine(ctx, manager, w.Versions["draft"], id))
				before = entries(t, w)
			}
		}
	})
}

// A circle of links is named by the numbers of its lines.
func TestACircleIsNamed(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		drafted(w)
		links := func(line string, to ...string) error {
			return w.App.ChangeLine(ctx, manager, w.Versions["draft"], w.Milestones["astana "+line], func(p *portfolio.Plan) {
				p.Links = nil
				for _, one := range to {
					p.Links = append(p.Links, portfolio.Link{MilestoneID: w.Milestones["astana "+one], Kind: portfolio.SS})
				}
			})
		}
		must(t, links("2.1", "1.2"))
		err := links("1.1", "2.1")
		if fields := fault.FieldsOf(err); len(fields) != 1 || fields[0].Name != "links" || fields[0].Key != "roadmap.cycle" || fields[0].Args["Path"] != "1.1 → 1.2 → 2.1 → 1.1" {
			t.Errorf("%+v", fields)
		}
		if got := key(links("1.1", "1.1")); got != "links roadmap.link_to_itself" {
			t.Errorf("to itself: %s", got)
		}
		if got := lines(t, w); !strings.HasPrefix(got, "1.1 1.1 r0, ") {
			t.Errorf("what was refused was kept: %s", got)
		}
	})
}
