package planning_test

import (
	"net/http"
	"strings"
	"testing"

	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

// TestNobodySubmitsWhatHeHasNotSeen: the head opens the draft, the manager
// changes it, the head submits.
func TestNobodySubmitsWhatHeHasNotSeen(t *testing.T) {
	s, v := drafting(t)
	head := s.As("head.astana")
	p := head.Get(editor)
	for _, want := range []string{"5 lines", "warning", "₸"} {
		if got := p.TextOf(".confirm-ask"); !strings.Contains(got, want) {
			t.Errorf("what is submitted does not say %q: %s", want, got)
		}
	}
	late := p.Button("Submit for approval")
	lineOf(v, "1.1").Button("Save").Fill("note", "meanwhile").Submit().Follow()
	again := late.Submit().Is(http.StatusConflict).Says(visit.Say("draft.submit_stale", "Who", "The manager.astana"), "Changed line 1.1")
	v.Get(editor).Button("Undo").Submit().Follow()
	again = again.Button("Submit for approval").Submit().Is(http.StatusConflict)
	again.Button("Submit for approval").Submit().Follow().Is(http.StatusOK).Says("Submitted")
	head.Post(astana+"/submission", nil).Is(http.StatusConflict)
}

// TestARemovalOverridesNobodysChange: who asked to remove a line hears what was
// made of it meanwhile, and decides anew.
func TestARemovalOverridesNobodysChange(t *testing.T) {
	s, v := drafting(t)
	late := v.Get(addressOf(v, "2.1") + "/removal").Button("Remove the line")
	lineOf(s.As("head.astana"), "2.1").Button("Save").Fill("title_ru", "Камеры").Submit().Follow()
	p := late.Submit().Is(http.StatusConflict).Says(visit.Say("draft.remove_stale"), "The head.astana", "Line 2.1", "Камеры")
	v.Get(editor).Says("5 lines")
	p.Button("Remove the line").Submit().Follow().Says("4 lines")
	v.Post(addressOf(v, "2.2")+"/removal", nil).Is(http.StatusUnprocessableEntity)
	v.Get(editor).Says("4 lines")
}

func TestWhatWasTakenBackIsDoneAgainInItsOwnWords(t *testing.T) {
	_, v := drafting(t)
	lineOf(v, "1.1").Button("Save").Fill("note", "once").Submit().Follow()
	v.Get(editor).Button("Undo").Submit().Follow().Says(visit.Say("draft.undone"))
	v.Get(editor).Button("Do again").Submit().Follow().Says(visit.Say("draft.redone")).SaysNot(visit.Say("draft.undone"))
}

// TestAFormThatIsTooLargeSaysSo sends more than a megabyte: there is one fault,
// and nothing is said of fields that nobody read.
func TestAFormThatIsTooLargeSaysSo(t *testing.T) {
	_, v := drafting(t)
	much := strings.Repeat("x", 1<<20)
	for _, f := range []*visit.Form{
		lineOf(v, "1.1").Button("Save").Fill("note", much),
		formOf(v, "").Fill("note", much),
		v.Get(editor).Button("Add the lines", `tr.group-foot:has(button[form="paste-sergek"])`).Fill("titles", much),
	} {
		p := f.Submit().Is(http.StatusUnprocessableEntity).Says(visit.Say("draft.too_large", "Limit", 1), "1 thing to put right")
		p.SaysNot(visit.Say("fault.required"))
	}
	p := lineOf(v, "1.1")
	for field, want := range map[string]string{"title_kk": "500", "title_ru": "500", "title_en": "500", "note": "2000", "cost_code_0": "50"} {
		if got := p.Doc.Find(`[name="`+field+`"]`).AttrOr("maxlength", ""); got != want {
			t.Errorf("%s takes %q characters, want %s", field, got, want)
		}
	}
}

func TestTheNumberThatALineGotIsSaid(t *testing.T) {
	_, v := drafting(t)
	formOf(v, "").Fill("number", "1.99").Submit().Follow().Says(visit.Say("draft.line_numbered", "Typed", "1.99", "Number", "1.4"))
	formOf(v, "").Fill("number", "1.5").Submit().Follow().Says(visit.Say("draft.line_saved"))
}

func TestWhoComesTooLateIsLedToTheVersion(t *testing.T) {
	s, v := drafting(t)
	late := lineOf(v, "1.1").Button("Save")
	s.As("head.astana").Get(editor).Button("Submit for approval").Submit().Follow()
	p := late.Submit().Is(http.StatusConflict).Says(visit.Say("roadmap.frozen"))
	if !p.Has(`main a[href="` + href.RoadmapVersion("astana", 2018, 2) + `"]`) {
		t.Error("nothing leads to the version")
	}
}
