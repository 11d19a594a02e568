package store_test

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
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// heard is a case about the zone of Astana of which everything that a case
// consists of is known: experts were asked, one spoke with a remark, it was
// returned and answered.
func heard(t *testing.T, w *testkit.World) int64 {
	t.Helper()
	ctx := t.Context()
	id, err := w.App.SubmitZone(ctx, w.Actor("head.ontustik"), w.Zones["zone-ontustik"], app.CaseText{Brief: i18n.Same("Why")})
	must(t, err)
	must(t, w.App.AssignExperts(ctx, w.Actor("secretary"), id, []int64{w.Seats["expert"]}, testkit.Day("2018-03-30")))
	o := approval.Opinion{Verdict: approval.NotRecommended, Remarks: []approval.Remarked{{Text: "Where?"}}}
	for _, c := range approval.KindZone.Rule().Criteria {
		o.Scores = append(o.Scores, approval.Score{Criterion: c, Score: 2, Text: "«қ» & <b>"})
	}
	must(t, w.App.GiveOpinion(ctx, w.Actor("expert"), id, o))
	must(t, w.App.ReturnCase(ctx, w.Actor("secretary"), id, nil))
	c, err := w.Store.Read(access.System(), w.Store.Instant()).Case(ctx, id)
	must(t, err)
	must(t, w.App.AnswerRemark(ctx, w.Actor("manager.ontustik"), c.Remarks[0].ID, approval.AnswerAccepted, "There"))
	return id
}

// steps takes a case further past all rules.
func steps(t *testing.T, w *testkit.World, id int64, states ...approval.State) {
	t.Helper()
	must(t, w.Store.Write(t.Context(), access.System(), func(tx *store.Tx) error {
		c, err := tx.Case(id)
		if err != nil {
			return err
		}
		for _, s := range states {
			if err := tx.AppendCaseStep(&approval.Step{CaseID: id, ProgrammeID: c.ProgrammeID, Round: c.Round(), State: s}); err != nil {
				return err
			}
		}
		return tx.Record("case.stepped", c.ProgrammeID, "case", id, audit.Added(map[string]any{"state": states}))
	}))
}

// A case as of an instant has what was known of it then and nothing else.
func TestACaseAsOfAnInstant(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		before := w.Store.Instant()
		id := heard(t, w)
		known := func(at string) string {
			c, err := w.Store.Read(access.System(), testkit.At(at)).Case(t.Context(), id)
			if err != nil {
				return err.Error()
			}
			answers := 0
			for _, r := range c.Remarks {
				answers += len(r.Answers)
			}
			return fmt.Sprintf("%s %d submissions %d asked %d opinions %d remarks %d answers", c.State(), len(c.Submissions), len(c.Assignments), len(c.Opinions), len(c.Remarks), answers)
		}
		if got := known("2018-03-06 00:00"); got != "returned 1 submissions 1 asked 1 opinions 1 remarks 1 answers" {
			t.Errorf("known: %s", got)
		}
		w.Clock.Set("2018-03-06 10:00")
		must(t, w.App.Resubmit(t.Context(), w.Actor("head.ontustik"), id, app.CaseText{}))
		if got := known("2018-03-06 00:00"); !strings.HasPrefix(got, "returned 1 submissions") {
			t.Errorf("the day before: %s", got)
		}
		if got := known("2018-03-07 00:00"); got != "submitted 2 submissions 1 asked 1 opinions 1 remarks 1 answers" {
			t.Errorf("the day after: %s", got)
		}
		if _, err := w.Store.Read(access.System(), before).Case(t.Context(), id); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("before it was opened: %v", err)
		}
		c, err := w.Store.Read(w.Actor("expert"), w.Store.Instant()).Case(t.Context(), id)
		must(t, err)
		if s := c.Opinions[0].Scores.Of("need"); s == nil || s.Score != 2 || s.Text != "«қ» & <b>" || c.Opinions[0].RecordedBy != w.People["expert"] {
			t.Errorf("the opinion: %+v", c.Opinions[0])
		}
	})
}

// Who sees a case, and who finds it in the list, is the same; the state decides.
func TestWhoSeesWhichCase(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		id, err := w.App.SubmitZone(ctx, w.Actor("head.astana"), w.Zones["zone-astana"], app.CaseText{})
		must(t, err)
		seen := func() string {
			t.Helper()
			var who []string
			for _, name := range testkit.Everyone {
				r := w.Store.Read(w.Actor(name), w.Store.Instant())
				_, err := r.Case(ctx, id)
				list, listErr := r.Cases(ctx, approval.Filter{ProgrammeID: w.Programmes["astana"], Kinds: []approval.Kind{approval.KindZone}})
				of, ofErr := r.CaseOf(ctx, approval.KindZone, w.Zones["zone-astana"])
				ids, idsErr := r.CaseIDs(ctx, []int64{w.Zones["zone-astana"]}, approval.KindZone)
				if listErr != nil || ofErr != nil || idsErr != nil {
					t.Fatal(listErr, ofErr, idsErr)
				}
				sees := err == nil
				if sees != (len(list) == 1) || sees != (of.ID == id) || sees != (ids[w.Zones["zone-astana"]] == id) {
					t.Errorf("%s: the case %v, the list %d, of the zone %d, keys %v", name, err, len(list), of.ID, ids)
				}
				if sees {
					who = append(who, name)
				}
			}
			return strings.Join(who, " ")
		}
		const (
			submitted = "manager.astana head.astana expert secretary official auditor"
			reviewed  = "manager.astana head.astana expert chair secretary member official auditor"
			inForce   = "manager.astana head.astana manager.ontustik head.ontustik expert chair secretary member official auditor"
		)
		if got := seen(); got != submitted {
			t.Errorf("submitted: %s", got)
		}
		for _, tt := range []struct {
			state approval.State
			want  string
		}{
			{approval.Withdrawn, submitted}, {approval.Submitted, submitted}, {approval.InReview, reviewed}, {approval.Reviewed, reviewed},
			{approval.Voting, reviewed}, {approval.Returned, reviewed},
		} {
			steps(t, w, id, tt.state)
			if got := seen(); got != tt.want {
				t.Errorf("%s: %s", tt.state, got)
			}
		}
		must(t, w.App.Resubmit(ctx, w.Actor("head.astana"), id, app.CaseText{}))
		if got := seen(); got != submitted {
			t.Errorf("submitted again: %s", got)
		}
		for _, tt := range []struct {
			state approval.State
			want  string
		}{{approval.Void, submitted}, {approval.Submitted, submitted}, {approval.Reviewed, reviewed}, {approval.Voting, reviewed}, {approval.Approved, inForce}, {approval.InForce, inForce}} {
			steps(t, w, id, tt.state)
			if got := seen(); got != tt.want {
				t.Errorf("in the second round, %s: %s", tt.state, got)
			}
		}
	})
}

// Another akimat reads what was decided, and not what was said and by whom
// (rules.md §10).
func TestAnotherAkimatReadsTheDecisionOnly(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		id := heard(t, w)
		must(t, w.App.Resubmit(t.Context(), w.Actor("head.ontustik"), id, app.CaseText{}))
		steps(t, w, id, approval.Reviewed, approval.Voting, approval.Approved)
		for who, sees := range map[string]bool{"manager.ontustik": true, "official": true, "auditor": true, "member": true, "manager.astana": false, "head.astana": false} {
			c, err := w.Store.Read(w.Actor(who), w.Store.Instant()).Case(t.Context(), id)
			if err != nil || c.State() != approval.Approved || c.Round() != 2 || c.Submission().Fingerprint == "" {
				t.Errorf("%s: round %d, %s, %v", who, c.Round(), c.State(), err)
			}
			said := len(c.Opinions) > 0 || len(c.Remarks) > 0 || len(c.Assignments) > 0 || len(c.Submissions) > 1 || c.Step(approval.Returned).ID != 0
			if said != sees {
				t.Errorf("%s reads what was said: %v", who, said)
			}
		}
	})
}

// A list of cases is narrowed, leafed through by its keys, and asked for in as
// many queries however long it is.
func TestCasesAreListed(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		list := func(f approval.Filter) string {
			t.Helper()
			found, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Cases(ctx, f)
			must(t, err)
			var ids []string
			for _, c := range found {
				if len(c.Submissions) == 0 || c.Submission().Content != "" || c.Title().RU == "" {
					t.Errorf("case %d: %+v", c.ID, c.Submissions)
				}
				ids = append(ids, fmt.Sprint(c.ID))
			}
			return strings.Join(ids, " ")
		}
		zone := heard(t, w)
		if zone != 3 {
			t.Fatalf("the world has other cases than its two roadmaps: %d", zone)
		}
		count := func() int64 {
			who, at := w.Actor("official"), w.Store.Instant()
			counted, n := store.CountQueries(ctx)
			_, err := w.Store.Read(who, at).Cases(counted, approval.Filter{})
			must(t, err)
			return n.Load()
		}
		few := count()
		for i := range 5 {
			_, err := w.App.SubmitAssessment(ctx, w.Actor("head.astana"), w.Projects["sergek"], app.CaseText{Title: i18n.Same(fmt.Sprint("Solution ", i))})
			must(t, err)
		}
		if many := count(); many != few || many > 8 {
			t.Errorf("%d queries for 3 cases, %d for 8", few, many)
		}
		for _, tt := range []struct {
			name string
			f    approval.Filter
			want string
		}{
			{"all", approval.Filter{}, "8 7 6 5 4 3 2 1"},
			{"a page", approval.Filter{Limit: 3}, "8 7 6"},
			{"the next", approval.Filter{Limit: 3, Before: 6}, "5 4 3"},
			{"of a programme", approval.Filter{ProgrammeID: w.Programmes["ontustik"]}, "3 2"},
			{"of kinds", approval.Filter{Kinds: []approval.Kind{approval.KindRoadmap, approval.KindZone}}, "3 2 1"},
			{"by state", approval.Filter{States: []approval.State{approval.InForce}}, "2 1"},
			{"by states", approval.Filter{States: []approval.State{approval.Returned, approval.InForce}}, "3 2 1"},
			{"about a thing", approval.Filter{SubjectID: w.Zones["zone-ontustik"], Kinds: []approval.Kind{approval.KindZone}}, "3"},
			{"none", approval.Filter{States: []approval.State{approval.Voting}}, ""},
		} {
			if got := list(tt.f); got != tt.want {
				t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
			}
		}
	})
}

// The draft of an opinion is kept once for a seat and a round, outside the log.
func TestDraftsOfOpinions(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := context.Background()
		id, err := w.App.SubmitZone(ctx, w.Actor("head.astana"), w.Zones["zone-astana"], app.CaseText{})
		must(t, err)
		head, err := w.Store.Read(access.System(), w.Store.Instant()).Head(ctx)
		must(t, err)
		for _, summary := range []string{"So", "So far", "So far so good"} {
			must(t, w.Store.SaveOpinionDraft(ctx, &approval.OpinionDraft{
				CaseID: id, Round: 1, SeatID: w.Seats["expert"], PersonID: w.People["expert"], Summary: summary,
				Scores: approval.Scores{{Criterion: "need", Score: approval.NoScore}}, Remarks: approval.RemarkedList{{Text: "Where?"}},
			}))
		}
		reader := w.Store.Read(w.Actor("expert"), w.Store.Instant())
		d, err := reader.OpinionDraft(ctx, id, 1, w.Seats["expert"])
		if err != nil || d == nil || d.Summary != "So far so good" || d.Scores[0].Score != approval.NoScore || !slices.Equal(d.Remarks, approval.RemarkedList{{Text: "Where?"}}) {
			t.Errorf("%+v %v", d, err)
		}
		if other, err := reader.OpinionDraft(ctx, id, 2, w.Seats["expert"]); err != nil || other != nil {
			t.Errorf("of another round: %+v %v", other, err)
		}
		// Another person in the seat begins anew, beside it.
		successor := w.Store.Read(w.Actor("nobody"), w.Store.Instant())
		if d, err := successor.OpinionDraft(ctx, id, 1, w.Seats["expert"]); err != nil || d != nil {
			t.Errorf("who sits in the seat after him sees %+v %v", d, err)
		}
		must(t, w.Store.SaveOpinionDraft(ctx, &approval.OpinionDraft{CaseID: id, Round: 1, SeatID: w.Seats["expert"], PersonID: w.People["nobody"], Summary: "Mine"}))
		if d, err := successor.OpinionDraft(ctx, id, 1, w.Seats["expert"]); err != nil || d == nil || d.Summary != "Mine" {
			t.Errorf("his own is %+v %v", d, err)
		}
		if d, err := reader.OpinionDraft(ctx, id, 1, w.Seats["expert"]); err != nil || d == nil || d.Summary != "So far so good" {
			t.Errorf("beside his own the first one is %+v %v", d, err)
		}
		if after, err := w.Store.Read(access.System(), w.Store.Instant()).Head(ctx); err != nil || after != head {
			t.Errorf("the log knows of drafts: %v", err)
		}
	})
}

// Check finds a case that went where none may go, and a text that was exchanged.
func TestCheckFindsWhatWasDoneToACase(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		id := heard(t, w)
		faults, err := w.Store.Check(t.Context())
		must(t, err)
		if len(faults) != 0 {
			t.Fatalf("a sound case: %v", faults)
		}
		steps(t, w, id, approval.InForce)
		faults, err = w.Store.Check(t.Context())
		must(t, err)
		if !slices.ContainsFunc(faults, func(s string) bool { return strings.Contains(s, `from "returned" to in_force`) }) {
			t.Errorf("an impossible step: %v", faults)
		}
	})
}
