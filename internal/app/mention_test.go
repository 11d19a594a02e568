package app_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// Who is named in a text hears of it at once, unless he may not see what it was
// written about, wrote it himself, or is blocked.
func TestWhoIsNamedHearsOfIt(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		everyone := ""
		for _, who := range testkit.Everyone {
			everyone += " @The " + who + ","
		}
		heard := map[string]int{}
		check := func(what, says, link string, want ...string) {
			t.Helper()
			var got []string
			for _, who := range testkit.Everyone {
				letters, err := w.Store.Read(access.System(), w.Store.Instant()).LettersOf(ctx, w.People[who])
				must(t, err)
				letters = slices.DeleteFunc(letters, func(l portfolio.Letter) bool { return l.Kind != portfolio.LetterMention })
				slices.SortFunc(letters, func(a, b portfolio.Letter) int { return int(a.ID - b.ID) })
				for _, l := range letters[heard[who]:] {
					got = append(got, who)
					if said := strings.ReplaceAll(l.Says.EN, "\u00a0", " "); said != says || l.Link != link || l.Note.EN != everyone || !l.Urgent {
						t.Errorf("%s: %q %s urgent %v, want %q %s", what, said, l.Link, l.Urgent, says, link)
					}
				}
				heard[who] = len(letters)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %v heard of it, want %v", what, got, want)
			}
		}
		everyone = strings.TrimSpace(everyone)
		must(t, w.App.BlockPerson(ctx, w.Actor("admin"), w.People["auditor"], true))

		// Of what is in force hears who may see it; the other akimats may too.
		p := w.Progress("astana 1.1", 100, "2018-03-05")
		p.SaidDone, p.Link, p.Note = true, "https://example.kz/act", everyone
		must(t, w.App.ReportProgress(ctx, w.Actor("manager.astana"), p))
		page := "/milestones/" + strconv.FormatInt(w.Milestones["astana 1.1"], 10)
		check("a note", "The manager.astana mentions you: Line 1.1", page,
			"head.astana", "manager.ontustik", "head.ontustik", "expert", "chair", "secretary", "member", "official")
		update := *milestone(t, w, "astana 1.1").Last()
		must(t, w.App.ReturnEvidence(ctx, w.Actor("expert"), app.Return{MilestoneID: update.MilestoneID, UpdateID: update.ID, Reason: everyone}))
		check("a return", "The expert mentions you: Line 1.1", page,
			"manager.astana", "head.astana", "manager.ontustik", "head.ontustik", "chair", "secretary", "member", "official")

		w.Clock.Set("2018-04-10 10:00")
		id := assigned(t, w)
		r := report(id)
		r.Text = everyone
		must(t, w.App.ReportCondition(ctx, w.Actor("manager.astana"), r))
		check("a condition", "The manager.astana mentions you: Agree the places with the police", "/conditions/"+strconv.FormatInt(id, 10),
			"head.astana", "manager.ontustik", "head.ontustik", "expert", "chair", "secretary", "member", "official")

		// Of a case hears who may know how it is spoken about, where it stands.
		must(t, w.App.Substitute(ctx, w.Actor("expert"), w.Seats["expert"], w.People["nobody"], testkit.Day("2018-04-10"), testkit.Day("2018-04-20"), ""))
		sent(w)
		id = newest(w)
		must(t, w.App.AssignExperts(ctx, w.Actor("secretary"), id, []int64{w.Seats["expert"]}, testkit.Day("2018-04-12")))
		o := opinion(approval.KindZone)
		o.Summary = everyone
		must(t, w.App.GiveOpinion(ctx, w.Actor("expert"), id, o))
		title, page := "Designation of a pilot zone: Zone", "/cases/"+strconv.FormatInt(id, 10)
		check("an opinion", "The expert mentions you: "+title, page, "manager.astana", "head.astana", "chair", "secretary", "member", "official", "nobody")
		must(t, w.App.ReturnCase(ctx, w.Actor("secretary"), id, []approval.Remarked{{Text: everyone}}))
		check("a remark", "The secretary mentions you: "+title, page, "manager.astana", "head.astana", "expert", "chair", "member", "official", "nobody")
		must(t, w.App.AnswerRemark(ctx, w.Actor("head.astana"), caseAt(w, id).Remarks[0].ID, approval.AnswerAccepted, everyone))
		check("an answer", "The head.astana mentions you: "+title, page, "manager.astana", "expert", "chair", "secretary", "member", "official", "nobody")
		must(t, w.App.Resubmit(ctx, w.Actor("head.astana"), id, app.CaseText{}))
		must(t, w.App.ReturnCase(ctx, w.Actor("secretary"), id, []approval.Remarked{{Text: everyone}}))
		check("a remark before the review", "The secretary mentions you: "+title, page, "manager.astana", "head.astana", "expert", "official", "nobody")
	})
}
