package planning_test

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

// follows says which lines come before a line, by the numbers of now.
func follows(v *visit.Visitor, milestone string) string {
	v.T.Helper()
	plans := plansOf(v.T, v.Site)
	numbers := map[int64]string{}
	for _, p := range plans {
		numbers[p.MilestoneID] = p.Title.EN
	}
	var all []string
	for _, p := range plans {
		if p.MilestoneID != v.Site.Milestones["astana "+milestone] {
			continue
		}
		for _, l := range p.Links {
			all = append(all, numbers[l.MilestoneID])
		}
	}
	return strings.Join(all, ", ")
}

// TestAPredecessorStaysWhatItWasWhenLinesAreRenumbered saves a form that was
// opened before a colleague moved a line, or removed one: the line follows whom
// it followed, whatever the numbers are now.
func TestAPredecessorStaysWhatItWasWhenLinesAreRenumbered(t *testing.T) {
	for name, renumber := range map[string]func(*visit.Visitor){
		"a move": func(v *visit.Visitor) { move(v, "1.2", "Line 1.2: up").Follow() },
		"a removal": func(v *visit.Visitor) {
			v.Get(addressOf(v, "1.1") + "/removal").Button("Remove the line").Submit().Follow()
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, v := drafting(t)
			lineOf(v, "2.2").Button("Save").Fill("after_0", "1.2").Submit().Follow()
			form := lineOf(v, "2.2").Button("Save").Fill("note", "Через тендер")
			if got := form.Values.Get("after_0"); got != "1.2 Line 1.2" {
				t.Fatalf("the predecessor is shown as %q", got)
			}
			renumber(s.As("head.astana"))
			form.Submit().Follow()
			if got := follows(v, "2.2"); got != "Line 1.2" {
				t.Errorf("2.2 follows %q now", got)
			}
			if got := lineOf(v, "2.2").Typed("after_0"); got != "1.1 Line 1.2" {
				t.Errorf("the predecessor is shown as %q", got)
			}
		})
	}
}

func TestAPredecessorThatWentMeanwhileIsRefused(t *testing.T) {
	s, v := drafting(t)
	// A new line has no revision that the removal could have raised.
	p := v.Get(href.DraftNewLine("astana", 2018, "sergek")).Button("More rows", "#when").Fill("after_0", "2.1").Submit()
	form := p.Button("Save").Fill("title_kk", "Жаңа", "title_ru", "Новый", "start", "02.07.2018", "due_kind", "year", "due_year", "2018")
	head := s.As("head.astana")
	head.Get(addressOf(v, "2.1") + "/removal").Button("Remove the line").Submit().Follow()
	p = form.Submit().Is(http.StatusUnprocessableEntity)
	if got := p.Fault("after_0"); got != visit.Say("draft.link_gone") {
		t.Errorf("beside the predecessor stands %q", got)
	}
	// The same text goes on meaning the line that is gone; another one does not.
	p.Button("Save").Submit().Is(http.StatusUnprocessableEntity).Button("Save").Fill("after_0", "Line 2.2").Submit().Follow()
}

// TestWhatIsTypedMustMeanOneLine: a number is a number, and a title behind it
// that is another line's is no answer.
func TestWhatIsTypedMustMeanOneLine(t *testing.T) {
	_, v := drafting(t)
	for _, tt := range []struct{ typed, fault string }{
		{"1", visit.Say("draft.link_unknown")},
		{"11", visit.Say("draft.link_unknown")},
		{"1.", visit.Say("draft.link_unknown")},
		{".1", visit.Say("draft.link_unknown")},
		{"1.1 Line 1.2", visit.Say("draft.link_other", "Number", "1.1")},
		{"1.11 Line 1.2", visit.Say("draft.link_unknown")},
		{"Line", visit.Say("draft.link_unclear", "Numbers", "1.1, 1.2, 1.3, 2.1, 2.2")},
		{"1.1", ""}, {"1.1.", ""}, {"1.1 Line 1.1", ""}, {"Line 1.1", ""}, {"1.1 line", ""},
	} {
		p := lineOf(v, "2.2").Button("Save").Fill("after_0", tt.typed).Submit()
		if got := p.Fault("after_0"); got != tt.fault {
			t.Errorf("%q: beside it stands %q, want %q", tt.typed, got, tt.fault)
		}
		if tt.fault != "" {
			p.Is(http.StatusUnprocessableEntity)
		} else if got := follows(v, "2.2"); got != "Line 1.1" {
			t.Errorf("%q: 2.2 follows %q", tt.typed, got)
		}
	}
}

// TestEveryRowOfALineIsKept: a line with more costs and predecessors than a form
// grows to, as an import may bring, is saved without losing one.
func TestEveryRowOfALineIsKept(t *testing.T) {
	s, v := drafting(t)
	ctx, manager := context.Background(), s.Actor("manager.astana")
	version := plansOf(t, s)[0].VersionID
	titles := make([]i18n.Text, 60)
	for i := range titles {
		titles[i] = i18n.Same("Row " + strconv.Itoa(i))
	}
	before, err := s.App.AddLines(ctx, manager, version, s.Projects["ikomek"], titles)
	must(t, err)
	must(t, s.App.ChangeLine(ctx, manager, version, s.Milestones["astana 1.1"], func(p *portfolio.Plan) {
		for i, id := range before {
			p.Links = append(p.Links, portfolio.Link{MilestoneID: id, Kind: portfolio.SS})
			p.Costs = append(p.Costs, portfolio.Cost{Year: 2018, Source: portfolio.LocalBudget, Amount: money.Tenge * money.Amount(i+1)})
		}
	}))
	rows := func() (links, costs int) {
		for _, p := range plansOf(t, s) {
			if p.Number == "1.1" {
				return len(p.Links), len(p.Costs)
			}
		}
		return 0, 0
	}
	links, costs := rows()
	lineOf(v, "1.1").Button("Save").Fill("note", "once more").Submit().Follow()
	if l, c := rows(); l != links || c != costs || l < 60 {
		t.Errorf("of %d predecessors and %d costs %d and %d are kept", links, costs, l, c)
	}
}
