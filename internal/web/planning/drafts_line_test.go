package planning_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

const editor = astana + "/draft"

// drafting is the world with a second version of Astana's roadmap begun, and
// its manager at the editor.
func drafting(t *testing.T) (*visit.Site, *visit.Visitor) {
	t.Helper()
	s := visit.Serve(t)
	_, err := s.App.DraftVersion(context.Background(), s.Actor("manager.astana"), s.Programmes["astana"], 2018, "other", "Later dates")
	if err != nil {
		t.Fatal(err)
	}
	return s, s.As("manager.astana")
}

// lineOf opens the form of a line by its number.
func lineOf(v *visit.Visitor, number string) *visit.Page {
	v.T.Helper()
	return v.Get(addressOf(v, number)).Is(http.StatusOK)
}

func addressOf(v *visit.Visitor, number string) string {
	v.T.Helper()
	return href.DraftLine("astana", 2018, v.Site.Milestones["astana "+number])
}

// formOf is the form of a line, or with "" one of a new line, rightly filled in.
func formOf(v *visit.Visitor, number string) *visit.Form {
	v.T.Helper()
	if number != "" {
		return lineOf(v, number).Button("Save")
	}
	return v.Get(href.DraftNewLine("astana", 2018, "sergek")).Button("Save").
		Fill("title_kk", "Жаңа", "title_ru", "Новый", "start", "01.02.2018", "due_kind", "year", "due_year", "2018")
}

// numbersIn lists the numbers of the editor's lines in their order, with their
// Kazakh titles.
func numbersIn(p *visit.Page) string {
	var all []string
	for _, n := range p.Doc.Find(`tr[id^="line-"] th`).Nodes {
		row := p.Doc.FindNodes(n)
		all = append(all, visit.Plain(row.Find(".line-number").Text())+" "+visit.Plain(row.Find(".line-title a").Text()))
	}
	return strings.Join(all, " | ")
}

func TestALineIsWrittenInItsForm(t *testing.T) {
	_, v := drafting(t)
	v.Get(editor).Is(http.StatusOK).Says("Version 2", "Later dates", "5 lines")
	p := v.Get(href.DraftNewLine("astana", 2018, "sergek")).Is(http.StatusOK).Button("Save").
		Fill("title_kk", "Жаңа желі", "title_ru", "Новая сеть", "start", "01.10.2018", "due_kind", "quarter", "due_quarter", "4", "weight", "20",
			"cost_sum_0", "1,5 млн", "cost_source_0", "local_budget", "cost_code_0", "04.9.1", "after_0", "1.3", "after_kind_0", "SS", "after_lag_0", "−5", "note", "Через тендер").
		Tick("gate", "on").Submit().Follow().Is(http.StatusOK)
	p.Says(visit.Say("draft.line_saved"), "6 lines", "Added line 1.4 Жаңа желі", "Новая сеть", "1.3 s→s −5", "₸1.5 m")
	if !p.Has("tr.line-at") {
		t.Error("the saved line is not in sight")
	}
	var plan portfolio.Plan
	for _, one := range plansOf(t, v.Site) {
		if one.Number == "1.4" {
			plan = one
		}
	}
	if plan.Start.String() != "2018-10-01" || plan.Due.String() != "2018-Q4" || plan.Costs.Total() != 1_500_000_00 || plan.Costs[0].BudgetCode != "04.9.1" ||
		!plan.Gate || plan.Links[0] != (portfolio.Link{MilestoneID: v.Site.Milestones["astana 1.3"], Kind: portfolio.SS, Lag: -5}) {
		t.Errorf("kept: %+v", plan)
	}
	// Saved again as it stands, nothing of it changes.
	again := v.Get(href.DraftLine("astana", 2018, plan.MilestoneID)).Button("Save").Submit().Follow()
	again.Says("Added line 1.4").SaysNot("Changed line 1.4")
}

// plansOf are the lines of Astana's open version.
func plansOf(t testing.TB, s *visit.Site) []portfolio.Plan {
	t.Helper()
	ctx, r := context.Background(), s.Store.Read(s.Actor("manager.astana"), s.Store.Instant())
	picture, _, err := r.PictureOf(ctx, "astana")
	if err != nil {
		t.Fatal(err)
	}
	plans, err := r.Plans(ctx, picture.Roadmap(2018).Open().ID)
	if err != nil {
		t.Fatal(err)
	}
	return plans
}

func TestEveryKindOfTermIsReadAndShownAgain(t *testing.T) {
	_, v := drafting(t)
	for _, tt := range []struct{ fields, want string }{
		{"due_kind day due_day 15.06.2018", "2018-06-15"},
		{"due_kind month due_month 5", "2018-05"},
		{"due_kind quarter due_quarter 3", "2018-Q3"},
		{"due_kind half_year due_half_year 2", "2018-H2"},
		{"due_kind year", "2018"},
		{"due_kind monthly due_by 10", "2018-monthly-10"},
		{"due_kind quarterly due_by 5", "2018-quarterly-5"},
		{"due_kind half_yearly due_by 1", "2018-half_yearly-1"},
		{"due_kind constant", "2018-constant"},
	} {
		t.Run(tt.want, func(t *testing.T) {
			lineOf(v, "2.1").Button("Save").Fill(strings.Fields(tt.fields)...).Submit().Follow().Is(http.StatusOK)
			for _, p := range plansOf(t, v.Site) {
				if p.Number == "2.1" && p.Due.String() != tt.want {
					t.Errorf("kept as %s", p.Due)
				}
			}
			p := lineOf(v, "2.1")
			pairs := strings.Fields(tt.fields)
			for i := 0; i < len(pairs); i += 2 {
				if got := p.Typed(pairs[i]); got != pairs[i+1] {
					t.Errorf("%s is shown as %q", pairs[i], got)
				}
			}
		})
	}
}

// TestBadInputIsSaidBesideTheField sends every fault that the issue names, and
// more: each is refused beside its field, with everything that was typed kept.
func TestBadInputIsSaidBesideTheField(t *testing.T) {
	_, v := drafting(t)
	for _, tt := range []struct {
		name  string
		line  string
		typed []string
		field string
		says  string
	}{
		{"no Kazakh title", "1.1", []string{"title_kk", ""}, "title_kk", visit.Say("fault.required")},
		{"no Russian title", "1.1", []string{"title_ru", " "}, "title_ru", visit.Say("fault.required")},
		{"a start that is no day", "1.1", []string{"start", "soon"}, "start", visit.Say("fault.not_a_date")},
		{"a day that is not in the calendar", "1.1", []string{"start", "30.02.2018"}, "start", visit.Say("fault.date_does_not_exist")},
		{"no start", "1.1", []string{"start", ""}, "start", visit.Say("fault.required")},
		{"due before the start", "1.1", []string{"start", "01.05.2018"}, "due_day", visit.Say("roadmap.due_before_start")},
		{"due outside the year", "1.1", []string{"due_kind", "year", "due_year", "2019"}, "due_year", visit.Say("roadmap.due_outside_year")},
		{"no term", "1.1", []string{"due_day", ""}, "due_day", visit.Say("fault.required")},
		{"a day of the month that no month has", "1.1", []string{"due_kind", "monthly", "due_by", "32"}, "due_by", visit.Say("fault.not_a_period")},
		{"a negative cost", "1.1", []string{"cost_sum_0", "-5 млн"}, "cost_sum_0", visit.Say("roadmap.cost_negative")},
		{"a sum that is none", "1.1", []string{"cost_sum_0", "a lot"}, "cost_sum_0", visit.Say("money.invalid")},
		{"a cost without a source", "1.1", []string{"cost_sum_1", "5"}, "cost_source_1", visit.Say("roadmap.cost_without_source")},
		{"a source without a cost", "1.1", []string{"cost_source_1", "ppp"}, "cost_sum_0", visit.Say("roadmap.source_without_cost")},
		{"a cost of no year", "1.1", []string{"cost_year_0", "18"}, "cost_year_0", visit.Say("draft.cost_year")},
		{"a weight above 100", "1.1", []string{"weight", "101"}, "weight", visit.Say("fault.percent_range")},
		{"a number that is taken", "", []string{"number", "1.2"}, "number", visit.Say("roadmap.number_taken", "Number", "1.2")},
		{"a number that has no parent", "", []string{"number", "1.9.1"}, "number", visit.Say("roadmap.number_without_parent", "Parent", "1.9")},
		{"a number that is none", "", []string{"number", "first"}, "number", visit.Say("roadmap.number_bad")},
		{"a number of another project", "", []string{"number", "2.7"}, "number", visit.Say("roadmap.number_of_other_project", "Place", "1")},
		{"a link to itself", "1.1", []string{"after_0", "1.1"}, "after_0", visit.Say("roadmap.link_to_itself")},
		{"a link to a line that is not there", "1.1", []string{"after_0", "7.7"}, "after_0", visit.Say("draft.link_unknown")},
		{"words that several lines have", "1.1", []string{"after_0", "Line"}, "after_0", "Several lines have these words: 1.1, 1.2, 1.3, 2.1, 2.2"},
		{"a lag that makes no sense", "1.2", []string{"after_lag_0", "300"}, "after_lag_0", visit.Say("roadmap.lag_too_long", "Limit", portfolio.LagLimit)},
		{"a lag that is no number", "1.2", []string{"after_lag_0", "some"}, "after_lag_0", visit.Say("draft.lag_number")},
		{"a circle, by its numbers", "1.1", []string{"after_0", "1.3"}, "after_0", "1.1 → 1.2 → 1.3 → 1.1"},
		{"no executor", "1.1", []string{"lead", ""}, "lead", visit.Say("fault.required")},
		{"an executor who is none", "1.1", []string{"lead", "4711"}, "lead", visit.Say("fault.required_choice")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := formOf(v, tt.line).Fill("note", "what else was typed")
			p := f.Fill(tt.typed...).Submit().Is(http.StatusUnprocessableEntity)
			if got := p.Fault(tt.field); !strings.Contains(got, tt.says) {
				t.Errorf("beside %s stands %q, want %q; the page says:\n%s", tt.field, got, tt.says, p.Words())
			}
			for i := 0; i < len(tt.typed); i += 2 {
				if got := p.Typed(tt.typed[i]); got != tt.typed[i+1] && tt.typed[i] != "lead" {
					t.Errorf("%s was typed as %q and is shown as %q", tt.typed[i], tt.typed[i+1], got)
				}
			}
			if p.Typed("note") != "what else was typed" {
				t.Error("the note is lost")
			}
			if !p.Has(fmt.Sprintf(`.alert-danger a[href="#f-%s"]`, tt.field)) {
				t.Error("the summary does not lead to the field")
			}
		})
	}
	v.Get(editor).SaysNot("Changed line")
}

// TestACircleIsSaidBesideTheLinkThatClosesIt: of two predecessors only one is to
// blame.
func TestACircleIsSaidBesideTheLinkThatClosesIt(t *testing.T) {
	_, v := drafting(t)
	p := lineOf(v, "1.1").Button("More rows", "#when").Submit().Button("Save").Fill("after_0", "2.1", "after_1", "1.3").Submit().Is(http.StatusUnprocessableEntity)
	if p.Fault("after_0") != "" || p.Fault("after_1") == "" {
		t.Errorf("beside the first stands %q, beside the second %q", p.Fault("after_0"), p.Fault("after_1"))
	}
}

func TestFaultsAreSaidInTheReadersLanguage(t *testing.T) {
	_, v := drafting(t)
	for _, l := range i18n.All {
		v.Locale = l
		save := i18n.T(i18n.With(context.Background(), l), "draft.save")
		p := lineOf(v, "1.1").Button(save).Fill("after_0", "1.3").Submit().Is(http.StatusUnprocessableEntity)
		want := visit.Plain(i18n.T(i18n.With(context.Background(), l), "roadmap.cycle", "Path", "1.1 → 1.2 → 1.3 → 1.1"))
		if got := p.Fault("after_0"); got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
}

func TestAllMistakesOfALineAreSaidAtOnce(t *testing.T) {
	_, v := drafting(t)
	p := lineOf(v, "1.1").Button("Save").Fill("start", "soon", "title_kk", "", "cost_sum_0", "a lot", "weight", "120", "after_0", "1.3").Submit().Is(http.StatusUnprocessableEntity)
	for _, field := range []string{"start", "title_kk", "cost_sum_0", "weight", "after_0"} {
		if p.Fault(field) == "" {
			t.Errorf("nothing is said beside %s", field)
		}
	}
	var order []string
	for _, n := range p.Doc.Find(".alert-danger a").Nodes {
		order = append(order, p.Doc.FindNodes(n).AttrOr("href", ""))
	}
	if got := strings.Join(order, " "); got != "#f-title_kk #f-weight #f-start #f-after_0 #f-cost_sum_0" {
		t.Errorf("they are named in the order %s", got)
	}
}

func TestAnUnfinishedLineIsKeptAndListed(t *testing.T) {
	s, v := drafting(t)
	f := v.Get(href.DraftNewLine("astana", 2018, "ikomek")).Button("Save unfinished").
		Fill("title_ru", "Обучение", "due_kind", "year", "due_year", "2019", "start", "01.02.2018")
	p := f.Submit().Follow().Is(http.StatusOK)
	p.Says("2.3 no title", "Обучение", "to mend before submission")
	// Each finding leads to the line and the field.
	link := p.Doc.Find(`.findings a[href$="#f-title_kk"]`)
	if link.Length() != 1 {
		t.Fatalf("%d findings lead to the Kazakh title:\n%s", link.Length(), p.TextOf(".findings"))
	}
	address, _, _ := strings.Cut(link.AttrOr("href", ""), "#")
	v.Get(address).Is(http.StatusOK).Says("Line 2.3").Button("Save").Fill("title_kk", "Оқыту", "due_year", "2018").Submit().Follow().SaysNot("to mend before submission")
	_ = s
}

func TestSavingAndAddingAnotherKeepsTheProject(t *testing.T) {
	_, v := drafting(t)
	p := v.Get(href.DraftNewLine("astana", 2018, "ikomek")).Button("Save and add another").
		Fill("title_kk", "Бір", "title_ru", "Один", "start", "01.02.2018", "due_kind", "year").Submit().Follow().Is(http.StatusOK)
	p.Says(visit.Say("draft.line_saved"), "New line")
	if got := p.Typed("project"); got != "ikomek" {
		t.Errorf("the next line is of %q", got)
	}
}

func TestMoreRowsAndWordsOfATitle(t *testing.T) {
	_, v := drafting(t)
	p := lineOf(v, "2.2")
	if p.Has(`[name="after_1"]`) {
		t.Fatal("there are more rows than one empty one")
	}
	p = p.Button("More rows", "#when").Fill("after_0", "Line 1.1").Submit().Is(http.StatusOK)
	if !p.Has(`[name="after_2"]`) || p.Typed("after_0") != "Line 1.1" {
		t.Fatalf("no more rows, or what was typed is lost: %q", p.Typed("after_0"))
	}
	p.Button("Save").Fill("after_2", "2.1", "after_kind_2", "FF").Submit().Follow().Says("1.1; 2.1 f→f")
	again := lineOf(v, "2.2")
	if got := again.Typed("after_0"); got != "1.1 Line 1.1" {
		t.Errorf("a predecessor is shown as %q", got)
	}
}
