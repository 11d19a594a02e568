package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// changing makes a version that goes further than anybody but the working group
// may decide: it has a line less.
func changing(w *testkit.World) int64 {
	w.T.Helper()
	drafted(w)
	sure(w, w.App.RemoveLine(context.Background(), w.Actor("manager.astana"), w.Versions["draft"], w.Milestones["astana 2.2"]))
	return w.Versions["draft"]
}

func versionAt(w *testkit.World, id int64) portfolio.VersionState {
	w.T.Helper()
	var state portfolio.VersionState
	sure(w, w.Store.Write(context.Background(), access.System(), func(tx *store.Tx) error {
		v, err := tx.Version(id)
		state = v.State()
		return err
	}))
	return state
}

// trace is the states that a case went through, each with its cause.
func trace(c approval.Case) string {
	var all []string
	for _, s := range c.Steps {
		one := fmt.Sprintf("%d %s", s.Round, s.State)
		if s.Cause != "" {
			one += " (" + string(s.Cause) + ")"
		}
		all = append(all, one)
	}
	return strings.Join(all, ", ")
}

// One version goes through three rounds: withdrawn, returned and answered, and
// decided. Its own state goes along, and each round is under its fingerprint.
func TestAVersionInItsRounds(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, head, secretary, expert := t.Context(), w.Actor("manager.astana"), w.Actor("head.astana"), w.Actor("secretary"), w.Actor("expert")
		id := changing(w)
		must(t, w.App.SubmitRoadmap(ctx, head, id))
		c := w.CaseOf(id)
		if c.Kind != approval.KindChange || c.Route() != approval.ByWorkingGroup || c.Round() != 1 || versionAt(w, id) != portfolio.Submitted {
			t.Errorf("%s by %s in round %d, the version %s", c.Kind, c.Route(), c.Round(), versionAt(w, id))
		}
		s := c.Submission()
		if s.Fingerprint != approval.SumOf(s.Content) || !strings.HasPrefix(s.Content, `{"kind":"roadmap","lines":[{`) || s.Reason != "Later" {
			t.Errorf("the submission: %+v", s)
		}
		if want := (portfolio.IDs{w.People["manager.astana"], w.People["head.astana"]}); !slices.Equal(s.Drafters, want) {
			t.Errorf("drafted by %v, want %v", s.Drafters, want)
		}
		if !slices.Equal(s.Executors, portfolio.IDs{w.Bodies["akimat-astana"]}) {
			t.Errorf("executed by %v", s.Executors)
		}
		if s.Title.RU != "Smart Astana ру: изменение дорожной карты на 2018 год, версия 2" {
			t.Errorf("it is called %q", s.Title.RU)
		}
		if e := lastEntry(t, w); e.Action != "case.submitted" || e.Entity != "case" || e.EntityID != c.ID || e.Seat != "head-astana" || !strings.Contains(e.After, s.Fingerprint) {
			t.Errorf("the log: %+v", e)
		}

		must(t, w.App.Withdraw(ctx, head, c.ID, " Not yet "))
		if versionAt(w, id) != portfolio.Draft || caseAt(w, c.ID).Step(approval.Withdrawn).Reason != "Not yet" {
			t.Error("withdrawn, it is a draft again")
		}
		must(t, w.App.ChangeLine(ctx, manager, id, w.Milestones["astana 2.1"], func(p *portfolio.Plan) { p.Note = "x" }))
		must(t, w.App.SubmitRoadmap(ctx, head, id))
		must(t, w.App.AssignExperts(ctx, secretary, c.ID, []int64{w.Seats["expert"]}, testkit.Day("2018-03-09")))
		if versionAt(w, id) != portfolio.InReview {
			t.Errorf("in review, the version is %s", versionAt(w, id))
		}
		o := opinion(approval.KindChange)
		o.Verdict, o.Remarks = approval.NotRecommended, []approval.Remarked{{MilestoneID: w.Milestones["astana 2.1"], Text: "Why?"}, {Text: "A line is missing"}}
		must(t, w.App.GiveOpinion(ctx, expert, c.ID, o))
		must(t, w.App.ReturnCase(ctx, secretary, c.ID, nil)) // the remarks of the expert are enough
		if versionAt(w, id) != portfolio.Returned {
			t.Errorf("returned, the version is %s", versionAt(w, id))
		}
		must(t, w.App.ChangeLine(ctx, manager, id, w.Milestones["astana 2.1"], func(p *portfolio.Plan) { p.Note = "y" }))
		if got := key(w.App.SubmitRoadmap(ctx, head, id)); got != "case.unanswered" {
			t.Errorf("submitted without an answer: %q", got)
		}
		if e := lastEntry(t, w); e.Action != "roadmap.refused" || !strings.Contains(e.After, "case.unanswered") {
			t.Errorf("the refusal left %s %s", e.Action, e.After)
		}
		for i, r := range caseAt(w, c.ID).Remarks {
			must(t, w.App.AnswerRemark(ctx, manager, r.ID, []approval.AnswerKind{approval.AnswerAccepted, approval.AnswerDeclined}[i], "Because"))
		}
		must(t, w.App.AnswerRemark(ctx, head, caseAt(w, c.ID).Remarks[0].ID, approval.AnswerDeclined, "On second thought"))
		if e := lastEntry(t, w); e.Action != "case.answered" || !strings.Contains(e.Before, `"answer":"accepted"`) || !strings.Contains(e.After, `"answer":"declined"`) {
			t.Errorf("the log of the second answer: %s → %s", e.Before, e.After)
		}
		must(t, w.App.SubmitRoadmap(ctx, head, id))
		if got := key(w.App.AnswerRemark(ctx, manager, caseAt(w, c.ID).Remarks[0].ID, approval.AnswerAccepted, "Late")); got != "case.too_late_to_answer" {
			t.Errorf("an answer to an earlier round: %q", got)
		}
		w.Approve(id)
		w.Clock.Set("2018-03-07 10:00")
		for _, tt := range []struct{ on, want string }{{"2018-03-04", "act_date case.act_before_decision"}, {"2018-03-08", "act_date fault.in_future"}, {"2018-03-06", ""}, {"2018-03-06", "case.not_approved"}} {
			got := key(w.App.RecordAct(ctx, secretary, c.ID, app.Act{Number: " 21 ", Date: testkit.Day(tt.on), Signatory: i18n.Same("Akim")}))
			if got != tt.want {
				t.Errorf("an act of %s: %q, want %q", tt.on, got, tt.want)
			}
			if e := lastEntry(t, w); strings.Contains(tt.want, "case.") && (e.Action != "case.refused" || !strings.Contains(e.After, "case.in_force")) {
				t.Errorf("the refusal of %s left %s", tt.on, e.Action)
			}
		}
		c = caseAt(w, c.ID)
		want := "1 submitted, 1 withdrawn, 2 submitted, 2 in_review, 2 reviewed (all_given), 2 returned, 3 submitted, 3 reviewed, 3 voting, 3 approved, 3 in_force"
		if got := trace(c); got != want {
			t.Errorf("it went %s", got)
		}
		if versionAt(w, id) != portfolio.InForce || versionAt(w, w.Versions["astana"]) != portfolio.Superseded {
			t.Errorf("the version is %s, the one before %s", versionAt(w, id), versionAt(w, w.Versions["astana"]))
		}
		if f := []string{c.Submissions[0].Fingerprint, c.Submissions[1].Fingerprint, c.Submissions[2].Fingerprint}; f[0] == f[1] || f[1] == f[2] || len(c.Submissions) != 3 {
			t.Errorf("fingerprints %v", f)
		}
		if s := c.Step(approval.InForce); s.ActNumber != "21" || s.ActDate != testkit.Day("2018-03-06") {
			t.Errorf("the act: %+v", s)
		}
	})
}

// A text that is not submitted twice differently has one fingerprint.
func TestTheSameTextHasTheSameFingerprint(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, head := t.Context(), w.Actor("head.astana")
		sent(w)
		id := newest(w)
		must(t, w.App.Withdraw(ctx, head, id, "Not yet"))
		must(t, w.App.Resubmit(ctx, head, id, app.CaseText{Brief: i18n.Same("Now")}))
		c := caseAt(w, id)
		if len(c.Submissions) != 2 || c.Submissions[0].Fingerprint != c.Submissions[1].Fingerprint || c.Submissions[1].Brief.EN != "Now" {
			t.Errorf("%+v", c.Submissions)
		}
		_, err := w.App.SubmitZone(ctx, head, w.Zones["zone-astana"], app.CaseText{})
		if key(err) != "case.open_already" {
			t.Errorf("the same zone at once in another case: %v", err)
		}
	})
}

// Whatever is done on a text that has changed makes the case void, says so, and
// leaves an entry; then it may come again.
func TestWorkOnAChangedTextMakesTheCaseVoid(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		asked(w)
		id := newest(w)
		must(t, w.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
			z, err := tx.Zone(w.Zones["zone-astana"])
			if err != nil {
				return err
			}
			z.Profile.ID, z.Profile.Population = 0, 99
			if err := tx.AppendZoneProfile(&z.Profile); err != nil {
				return err
			}
			return tx.Record("zone.changed", z.ProgrammeID, "zone", z.ID, audit.Added(map[string]any{"population": 99}))
		}))
		if got := key(w.App.GiveOpinion(ctx, w.Actor("expert"), id, opinion(approval.KindZone))); got != "case.void" {
			t.Errorf("an opinion on another text: %q", got)
		}
		if e := lastEntry(t, w); e.Action != "case.void" || !strings.Contains(e.After, "submitted_fingerprint") {
			t.Errorf("the log: %s %s", e.Action, e.After)
		}
		c := caseAt(w, id)
		if c.State() != approval.Void || c.Step(approval.Void).Cause != approval.CauseChanged || len(c.Opinions) != 0 {
			t.Errorf("it went %s", trace(c))
		}
		must(t, w.App.Resubmit(ctx, w.Actor("head.astana"), id, app.CaseText{}))
		if c := caseAt(w, id); c.State() != approval.Submitted || c.Round() != 2 {
			t.Errorf("again: %s", trace(c))
		}
	})
}

// What was approved and has changed since does not come into force.
func TestAnActForAnotherTextIsRefused(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		based(w)
		id, err := w.App.SubmitInclusion(t.Context(), w.Actor("head.astana"), w.Projects["sergek"], app.CaseText{})
		must(t, err)
		standing(w, id, approval.Reviewed, approval.Voting, approval.Approved)
		must(t, w.Store.Write(t.Context(), access.System(), func(tx *store.Tx) error {
			p, err := tx.Project(w.Projects["sergek"])
			if err != nil {
				return err
			}
			p.Profile.ID, p.Profile.Total = 0, p.Profile.Total*2
			if err := tx.AppendProjectProfile(&p.Profile); err != nil {
				return err
			}
			return tx.Record("project.changed", p.ProgrammeID, "project", p.ID, audit.Added(map[string]any{"total": p.Profile.Total}))
		}))
		if got := key(w.App.RecordAct(t.Context(), w.Actor("secretary"), id, act)); got != "case.changed_since_decision" {
			t.Errorf("got %q", got)
		}
	})
}

// Whoever drafted it neither gives his opinion on it nor records its act, from
// whatever seat.
func TestWhoDraftedDoesNotDecide(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, twice := t.Context(), w.Actor("manager.astana") // who drafted the zone
		for _, seat := range []struct {
			code string
			role access.Role
		}{{"expert", access.Expert}, {"secretary", access.Secretary}} {
			twice.Grants = append(twice.Grants, access.Grant{Role: seat.role, SeatID: w.Seats[seat.code], Seat: seat.code})
		}
		asked(w)
		id := newest(w)
		if got := key(w.App.GiveOpinion(ctx, twice, id, opinion(approval.KindZone))); got != "case.own_draft" {
			t.Errorf("an opinion on the own draft: %q", got)
		}
		if e := lastEntry(t, w); e.Action != "case.refused" || !strings.Contains(e.After, "case.own_draft") || e.EntityID != id {
			t.Errorf("the refusal left %s %s", e.Action, e.After)
		}
		standing(w, id, approval.Reviewed, approval.Voting, approval.Approved)
		if got := key(w.App.RecordAct(ctx, twice, id, act)); got != "case.own_draft" {
			t.Errorf("the act of the own draft: %q", got)
		}
	})
}

// Those who have to act next, and those whom it concerns, are told each step; who
// took it is not.
func TestStepsOfACaseAreTold(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		told := map[string]int{}
		since := func() string {
			t.Helper()
			var all []string
			for _, who := range testkit.Everyone {
				letters, err := w.Store.Read(access.System(), w.Store.Instant()).LettersOf(ctx, w.People[who])
				must(t, err)
				slices.SortFunc(letters, func(a, b portfolio.Letter) int { return int(a.ID - b.ID) })
				for _, l := range letters[told[who]:] {
					all = append(all, who+": "+strings.ReplaceAll(l.Says.EN, "\u00a0", " "))
					if newest(w) == 3 && l.Link != "/cases/3" {
						t.Errorf("a letter leads to %s", l.Link)
					}
				}
				told[who] = len(letters)
			}
			return strings.Join(all, "\n")
		}
		since()
		step := func(what, want string) {
			t.Helper()
			if got := since(); got != want {
				t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
			}
		}
		sent(w)
		id := newest(w)
		step("submitted", "secretary: Case No. 3 was submitted for approval: Designation of a pilot zone: Zone")
		must(t, w.App.AssignExperts(ctx, w.Actor("secretary"), id, []int64{w.Seats["expert"]}, testkit.Day("2018-03-09")))
		step("experts asked", "expert: Your opinion on case No. 3 is awaited by 9 Mar 2018: Designation of a pilot zone: Zone")
		must(t, w.App.GiveOpinion(ctx, w.Actor("expert"), id, opinion(approval.KindZone)))
		step("reviewed", "secretary: The opinion on case No. 3 is ready, it can go on the agenda: Designation of a pilot zone: Zone")
		must(t, w.App.ReturnCase(ctx, w.Actor("secretary"), id, []approval.Remarked{{Text: "Too large"}}))
		step("returned", "manager.astana: Case No. 3 was returned with remarks: Designation of a pilot zone: Zone\nhead.astana: Case No. 3 was returned with remarks: Designation of a pilot zone: Zone")
		must(t, w.App.AnswerRemark(ctx, w.Actor("head.astana"), caseAt(w, id).Remarks[0].ID, approval.AnswerAccepted, "Smaller"))
		must(t, w.App.Resubmit(ctx, w.Actor("head.astana"), id, app.CaseText{}))
		since()
		must(t, w.App.Withdraw(ctx, w.Actor("head.astana"), id, "Not yet"))
		step("withdrawn", "secretary: Case No. 3 was withdrawn by the akimat: Designation of a pilot zone: Zone")
		must(t, w.App.Resubmit(ctx, w.Actor("head.astana"), id, app.CaseText{}))
		since()
		standing(w, id, approval.Reviewed, approval.Voting, approval.Approved)
		must(t, w.App.RecordAct(ctx, w.Actor("secretary"), id, act))
		step("in force", "manager.astana: Case No. 3 is in force: Designation of a pilot zone: Zone\nhead.astana: Case No. 3 is in force: Designation of a pilot zone: Zone")
	})
}
