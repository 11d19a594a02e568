package app_test

import (
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

// zoneSent sends the zone of the programme for its designation.
func zoneSent(w *testkit.World, programme string) int64 {
	w.T.Helper()
	id, err := w.App.SubmitZone(w.T.Context(), w.Actor("head."+programme), w.Zones["zone-"+programme], app.CaseText{Brief: i18n.Same("Why")})
	sure(w, err)
	return id
}

func TestExpertsAreAskedOnSeveralCasesOrNone(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, secretary, friday := t.Context(), w.Actor("secretary"), testkit.Day("2018-03-09")
		one, two := zoneSent(w, "astana"), zoneSent(w, "ontustik")
		expert := []int64{w.Seats["expert"]}
		assign := func(seats []int64, due string, cases ...app.CaseSeen) error {
			return w.App.AssignExpertsTo(ctx, secretary, cases, seats, testkit.Day(due))
		}
		for _, tt := range []struct {
			name string
			err  error
			want string
		}{
			{"nobody is asked", assign(nil, "2018-03-09", seen(w, one)), "experts case.experts_needed"},
			{"the term has passed", assign(expert, "2018-03-04", seen(w, one)), "due case.due_passed"},
			{"a member is no expert", assign([]int64{w.Seats["member"]}, "2018-03-09", seen(w, one)), "0 fault.required_choice"},
			{"the second was asked meanwhile", assign(expert, "2018-03-09", seen(w, one), app.CaseSeen{CaseID: two, Seen: 9}), "1 case.asked_meanwhile"},
		} {
			if key(tt.err) != tt.want {
				t.Errorf("%s: %v, want %s", tt.name, tt.err, tt.want)
			}
		}
		if err := assign(expert, "2018-03-09", seen(w, one), app.CaseSeen{CaseID: 999}); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("a case that does not exist: %v", err)
		}
		for _, id := range []int64{one, two} {
			if c := caseAt(w, id); c.State() != approval.Submitted || len(c.Assignments) != 0 {
				t.Fatalf("what was refused left %s with %d asked", c.State(), len(c.Assignments))
			}
		}
		sight := []app.CaseSeen{seen(w, one), seen(w, two)}
		must(t, w.App.AssignExpertsTo(ctx, secretary, sight, expert, friday))
		for _, id := range []int64{one, two} {
			if c := caseAt(w, id); c.State() != approval.InReview || c.AskedOf(expert[0]).Due != friday {
				t.Errorf("№ %d is %s", id, c.State())
			}
		}
		if e := lastEntry(t, w); e.Action != "case.in_review" || e.EntityID != two || e.Seat != "secretary" {
			t.Errorf("the log: %s of %d from %s", e.Action, e.EntityID, e.Seat)
		}
		// The form sent twice asks once.
		once := entries(t, w)
		if err := w.App.AssignExpertsTo(ctx, secretary, sight, expert, friday); err != nil || entries(t, w) != once {
			t.Errorf("sent twice: %v", err)
		}
		// Another term is another question: each case is told, and each refusal is
		// noted under its own case.
		err := w.App.AssignExpertsTo(ctx, secretary, sight, expert, friday.AddDays(3))
		if !fault.Is(err, fault.KindConflict) || len(fault.FieldsOf(err)) != 2 {
			t.Errorf("with another term: %v", err)
		}
		notes, err := w.Store.Read(access.System(), w.Store.Instant()).AuditEntries(ctx, store.AuditFilter{Limit: 2})
		must(t, err)
		if entries(t, w) != once+2 || notes[0].EntityID != two || notes[1].EntityID != one || notes[0].Action != "case.refused" || notes[1].ProgrammeID != w.Programmes["astana"] ||
			after(t, notes[1])["refused"] != "case.asked_meanwhile" {
			t.Errorf("the log: %+v", notes)
		}
		// Who has spoken on one of them is asked on none.
		must(t, w.App.GiveOpinion(ctx, w.Actor("expert"), one, opinion(approval.KindZone)))
		free := newSeat(w)
		if got := key(assign([]int64{free}, "2018-03-09", seen(w, two), seen(w, one))); got != "1 case.wrong_step" {
			t.Errorf("past its review: %q", got)
		}
		if caseAt(w, two).AskedOf(free) != nil {
			t.Error("the other was asked all the same")
		}
		if e := lastEntry(t, w); e.Action != "case.refused" || e.EntityID != one || after(t, e)["refused"] != "case.wrong_step" || after(t, e)["attempt"] != "case.experts_assigned" {
			t.Errorf("the refusal left %s", e.Action)
		}
	})
}

// A text that is another by now is told, and the case is left as it is: only what
// is done on it alone voids it.
func TestSeveralCasesOfWhichOneHasAnotherText(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		included(w)
		id := newest(w)
		other := zoneSent(w, "ontustik")
		tampered(w)
		err := w.App.AssignExpertsTo(t.Context(), w.Actor("secretary"), []app.CaseSeen{seen(w, other), seen(w, id)}, []int64{w.Seats["expert"]}, testkit.Day("2018-03-09"))
		if key(err) != "1 case.void" || caseAt(w, id).State() != approval.Submitted || caseAt(w, other).State() != approval.Submitted {
			t.Errorf("%v; they are %s and %s", err, caseAt(w, id).State(), caseAt(w, other).State())
		}
	})
}

// tampered changes what is voted upon past the app.
func tampered(w *testkit.World) {
	w.T.Helper()
	sure(w, w.Store.Write(w.T.Context(), access.System(), func(tx *store.Tx) error {
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
}
