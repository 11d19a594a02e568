package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit/browse"
	"qadam/views/href"
	"qadam/views/ui"
)

// Before a forecast is saved one sees what it moves: while it is typed, and
// without scripts by a button. Saved, it has moved what was shown, beside the
// forecasts of the others.
func TestWhatAReportMovesIsSeenBeforeItIsSaved(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("scripts %v", scripts), func(t *testing.T) {
			t.Parallel()
			s := browse.Serve(t)
			board := astana(t, s)
			line := pick(t, board, func(l portfolio.Line) bool {
				return l.Status.Open() && l.Facts.Percent > 0 && len(board.Successors(l.MilestoneID)) > 0
			})
			late := line.Finish.AddDays(100)
			effect := board.IfReported(line.MilestoneID, line.Facts.Percent, late)
			if len(effect.Shifts) == 0 || effect.End.Days == 0 {
				t.Fatalf("%s moves nothing", line.Number)
			}
			next := effect.Shifts[0]

			tab := b.Open(t, s)
			if !scripts {
				tab.NoScript()
			}
			tab.Enter(manager)
			tab.Go(href.Milestone(line.MilestoneID) + "?lang=en")
			tab.SeesIn("#effect", say(i18n.EN, "schedule.moves_hint"))
			tab.Fill(say(i18n.EN, "milestone.what_happened"), "The customs hold the devices")
			tab.Fill(say(i18n.EN, "word.forecast"), ui.DayText(late))
			if scripts {
				tab.WaitFor(`!!document.querySelector("#effect .effect-list")`)
				if name := browse.Eval[string](tab, `document.activeElement.name`); name != "forecast" {
					t.Errorf("the answer took the place of the person: %q has the focus", name)
				}
			} else {
				tab.Click(say(i18n.EN, "schedule.moves_button"))
			}
			for _, want := range []string{next.Line.Number, say(i18n.EN, "schedule.end_roadmap", "Year", 2018)} {
				tab.SeesIn("#effect", want)
			}
			if !tab.Has(fmt.Sprintf("#effect a[href=%q]", href.Milestone(next.Line.MilestoneID))) || tab.Status() != http.StatusOK {
				t.Errorf("nothing leads to %s", next.Line.Number)
			}
			if got := astana(t, s).Line(line.MilestoneID).Facts; got != line.Facts {
				t.Errorf("looking recorded %+v", got)
			}
			if said := browse.Eval[string](tab, `document.querySelector("textarea[name=note]").value`); !strings.Contains(said, "customs") {
				t.Errorf("the note is %q now", said)
			}
			if scripts {
				for _, v := range tab.Axe("") {
					t.Error(v)
				}
			}
			tab.Click(say(i18n.EN, "milestone.save_update"))
			tab.SeesIn("main", "The customs hold the devices")
			tab.Go(href.Milestone(next.Line.MilestoneID))
			tab.SeesIn("main", say(i18n.EN, "milestone.pushed_label"))
			if after := astana(t, s).Line(next.Line.MilestoneID); after.PushedTo != next.To || after.Facts != next.Line.Facts {
				t.Errorf("%s was to be pushed to %s and is to %s; its owner's word is %+v", after.Number, next.To, after.PushedTo, after.Facts)
			}
			for _, problem := range tab.Problems() {
				t.Error(problem)
			}
		})
	}
}
