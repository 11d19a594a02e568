package planning_test

import (
	"net/http"
	"strings"
	"testing"

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
