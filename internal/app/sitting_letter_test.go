package app_test

import (
	"slices"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// Who sits in the body hears of a meeting that is planned, whose agenda changes
// or that is cancelled; the akimat whose case it is hears when that comes or goes.
func TestSittingsAreTold(t *testing.T) {
	groups(t, func(g *group) {
		secretary, told := g.Actor("secretary"), map[string]int{}
		since := func(what string, want ...string) {
			g.t.Helper()
			var got []string
			for _, who := range testkit.Everyone {
				letters, err := g.Store.Read(access.System(), g.Store.Instant()).LettersOf(g.ctx, g.People[who])
				must(g.t, err)
				letters = slices.DeleteFunc(letters, func(l portfolio.Letter) bool { return l.Kind != portfolio.LetterSitting })
				slices.SortFunc(letters, func(a, b portfolio.Letter) int { return int(a.ID - b.ID) })
				for _, l := range letters[told[who]:] {
					line := who + ": " + strings.ReplaceAll(l.Says.EN, "\u00a0", " ") + " (" + l.Note.EN + ") " + l.Link
					if l.Urgent {
						line += " at once"
					}
					got = append(got, line)
				}
				told[who] = len(letters)
			}
			if !slices.Equal(got, want) {
				g.t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
		const zone, room = "Designation of a pilot zone: Zone", "5 Mar 2018, 15:00"
		owners := func(programme, line string) []string {
			return []string{"manager." + programme + ": " + line, "head." + programme + ": " + line}
		}
		body := func(line string) []string { return []string{"chair: " + line, "member: " + line} } // the secretary acts
		first, second := g.zoneCase(), g.zoneCaseOf("ontustik")
		since("two cases")
		meeting := g.meeting(first)
		on := owners("astana", "Case No. 3 is on the agenda of sitting No. 1: "+zone+" () /cases/3 at once")
		since("planned", append(on, body("Sitting No. 1: "+room+" (Room 201) /sittings/1 at once")...)...)
		must(g.t, g.App.ChangeAgenda(g.ctx, secretary, meeting, app.AgendaChange{Add: []app.NewItem{{CaseID: second}}}))
		changed := func(why string) string {
			return "The agenda of sitting No. 1 has changed: " + room + " (" + why + ") /sittings/1 at once"
		}
		since("a case more", append(owners("ontustik", "Case No. 4 is on the agenda of sitting No. 1: "+zone+" () /cases/4 at once"), body(changed(""))...)...)
		s := g.sitting(meeting)
		must(g.t, g.App.ChangeAgenda(g.ctx, secretary, meeting, app.AgendaChange{Withdraw: []int64{s.Agenda()[0].ID}, Reason: "Not ripe"}))
		since("a case less", append(owners("astana", "Case No. 3 is off the agenda of sitting No. 1: "+zone+" (Not ripe) /cases/3 at once"), body(changed("Not ripe"))...)...)
		must(g.t, g.App.Withdraw(g.ctx, g.Actor("head.ontustik"), second, "Not yet"))
		since("a case taken back", "chair: "+changed("Not yet"), "secretary: "+changed("Not yet"), "member: "+changed("Not yet"))
		must(g.t, g.App.ChangeAgenda(g.ctx, secretary, meeting, app.AgendaChange{Add: []app.NewItem{{CaseID: first}}}))
		since("once more", append(on, body(changed(""))...)...)
		must(g.t, g.App.CancelSitting(g.ctx, secretary, meeting, "The chair is ill"))
		since("cancelled", append(owners("astana", "Case No. 3 is off the agenda of sitting No. 1: "+zone+" (The chair is ill) /cases/3 at once"),
			body("Sitting No. 1 is cancelled: "+room+" (The chair is ill) /sittings/1 at once")...)...)
		id, err := g.App.PlanSitting(g.ctx, secretary, app.NewSitting{Form: approval.Written, ClosesOn: testkit.Day("2018-03-30"), Items: []app.NewItem{{CaseID: first}}})
		must(g.t, err)
		since("a written vote", owners("astana", "Case No. 3 is on the agenda of sitting No. 2: "+zone+" () /cases/3")...)
		must(g.t, g.App.CancelSitting(g.ctx, secretary, id, "In a room instead"))
		since("no written vote", owners("astana", "Case No. 3 is off the agenda of sitting No. 2: "+zone+" (In a room instead) /cases/3")...)
	})
}
