package app_test

import (
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/testkit"
)

// Who declared a conflict of interest is out; the others' word ends the review,
// and without others the term does, by a job.
func TestConflictsOfInterest(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, expert, secretary := t.Context(), w.Actor("expert"), w.Actor("secretary")
		second := newSeat(w)
		other := access.Actor{ID: w.People["nobody"], Name: "The nobody", Grants: []access.Grant{{Role: access.Expert, SeatID: second, Seat: "free"}}}
		asked(w)
		id := newest(w)
		if got := key(w.App.DeclareConflict(ctx, expert, id, "  ")); got != "reason fault.required" {
			t.Errorf("a conflict without a word: %q", got)
		}
		must(t, w.App.SaveOpinionDraft(ctx, expert, id, approval.OpinionDraft{Summary: "So far"}))
		must(t, w.App.DeclareConflict(ctx, expert, id, "My brother builds it"))
		if e := lastEntry(t, w); e.Action != "case.conflict_declared" || !strings.Contains(e.After, "My brother") || e.Seat != "expert" {
			t.Errorf("the log: %s %s", e.Action, e.After)
		}
		if d, err := w.Store.Read(expert, w.Store.Instant()).OpinionDraft(ctx, id, 1, w.Seats["expert"]); err != nil || d != nil {
			t.Errorf("the draft is still there: %+v %v", d, err)
		}
		if got := key(w.App.GiveOpinion(ctx, expert, id, opinion(approval.KindZone))); got != "case.in_conflict" {
			t.Errorf("an opinion in conflict: %q", got)
		}
		if c := caseAt(w, id); c.State() != approval.InReview {
			t.Errorf("nobody has given an opinion, and the case went %s", trace(c))
		}
		if got := key(w.App.AssignExperts(ctx, secretary, id, []int64{w.Seats["expert"]}, testkit.Day("2018-03-12"))); got != "experts case.has_spoken" {
			t.Errorf("asked again: %q", got)
		}
		must(t, w.App.AssignExperts(ctx, secretary, id, []int64{second}, testkit.Day("2018-03-12")))
		if e := lastEntry(t, w); e.Action != "case.experts_assigned" {
			t.Errorf("the log: %s", e.Action)
		}
		w.Clock.Set("2018-03-12 23:00")
		must(t, w.App.EndDueReviews(ctx))
		if c := caseAt(w, id); c.State() != approval.InReview {
			t.Errorf("on the last day the case went %s", trace(c))
		}
		must(t, w.App.GiveOpinion(ctx, other, id, opinion(approval.KindZone)))
		if c := caseAt(w, id); c.Step(approval.Reviewed).Cause != approval.CauseAllGiven {
			t.Errorf("it went %s", trace(c))
		}
	})
}

func TestAReviewEndsWithItsTerm(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		asked(w)
		id := newest(w)
		w.Clock.Set("2018-03-10 00:00")
		if got := key(w.App.GiveOpinion(ctx, w.Actor("expert"), id, opinion(approval.KindZone))); got != "case.opinion_term_over" {
			t.Errorf("after the term: %q", got)
		}
		must(t, w.App.EndDueReviews(ctx))
		c := caseAt(w, id)
		if s := c.Step(approval.Reviewed); s.Cause != approval.CauseTermOver || s.RecordedBy != 0 {
			t.Errorf("it went %s", trace(c))
		}
		must(t, w.App.EndDueReviews(ctx))
		if again := caseAt(w, id); len(again.Steps) != len(c.Steps) {
			t.Error("the job ended it twice")
		}
	})
}

func TestWhomAnExpertIsAsked(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, secretary, friday := t.Context(), w.Actor("secretary"), testkit.Day("2018-03-09")
		sent(w)
		id := newest(w)
		for _, tt := range []struct {
			seats []int64
			due   string
			want  string
		}{
			{nil, "2018-03-09", "experts case.experts_needed"},
			{[]int64{w.Seats["member"]}, "2018-03-09", "experts fault.required_choice"},
			{[]int64{999}, "2018-03-09", "experts fault.required_choice"},
			{[]int64{w.Seats["expert"], w.Seats["expert"]}, "2018-03-09", "experts fault.required_choice"},
			{[]int64{w.Seats["expert"]}, "2018-03-04", "due case.due_passed"},
		} {
			if got := key(w.App.AssignExperts(ctx, secretary, id, tt.seats, testkit.Day(tt.due))); got != tt.want {
				t.Errorf("%v by %s: %q", tt.seats, tt.due, got)
			}
		}
		standing(w, id, approval.Reviewed)
		if got := key(w.App.AssignExperts(ctx, secretary, id, []int64{w.Seats["expert"]}, friday)); got != "case.wrong_step" {
			t.Errorf("after the review: %q", got)
		}
		if got := key(w.App.ReturnCase(ctx, secretary, id, []approval.Remarked{{Text: " "}})); got != "remarks case.remark_needed" {
			t.Errorf("returned without a word: %q", got)
		}
		if got := key(w.App.ReturnCase(ctx, secretary, id, []approval.Remarked{{MilestoneID: 1, Text: "Which?"}})); got != "remark_1 case.unknown_line" {
			t.Errorf("a remark to a line of something else: %q", got)
		}
	})
}
