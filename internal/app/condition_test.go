package app_test

import (
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// assigned sets an assignment of Astana and returns its key.
func assigned(t *testing.T, w *testkit.World, change ...func(*approval.Condition)) int64 {
	t.Helper()
	c := approval.Condition{
		ProgrammeID: w.Programmes["astana"], Text: i18n.Same("Agree the places with the police"), OwnerID: w.Bodies["akimat-astana"],
		DueOn: testkit.Day("2018-05-15"), Evidence: portfolio.FormProtocol,
	}
	for _, one := range change {
		one(&c)
	}
	id, err := w.App.SetAssignment(t.Context(), w.Actor("secretary"), c)
	must(t, err)
	return id
}

func condition(t *testing.T, w *testkit.World, id int64) approval.Condition {
	t.Helper()
	c, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Condition(t.Context(), id)
	must(t, err)
	return c
}

func report(id int64) app.ConditionReport {
	return app.ConditionReport{ConditionID: id, Text: "Agreed", Link: "https://example.kz/protocol-7", Document: app.Document{Number: "7", Dated: testkit.Day("2018-04-09")}}
}

func TestAnAssignmentIsReportedReturnedAndAccepted(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		w.Clock.Set("2018-04-10 10:00")
		id := assigned(t, w)
		if e := lastEntry(t, w); e.Action != "condition.set" || e.Seat != "secretary" {
			t.Errorf("%s from %s", e.Action, e.Seat)
		}
		must(t, w.App.ReportCondition(ctx, w.Actor("manager.astana"), report(id)))
		if e := lastEntry(t, w); e.Action != "condition.reported" || e.After != `{"document_date":"2018-04-09","document_number":"7","link":"https://example.kz/protocol-7","state":"reported","text":"Agreed"}` {
			t.Errorf("%s %s", e.Action, e.After)
		}
		if got := key(w.App.ReportCondition(ctx, w.Actor("manager.astana"), report(id))); got != "condition.reported_already" {
			t.Errorf("reported twice: %s", got)
		}
		if got := key(w.App.ReturnCondition(ctx, w.Actor("expert"), id, " ")); got != "text fault.required" {
			t.Errorf("returned without a reason: %s", got)
		}
		must(t, w.App.ReturnCondition(ctx, w.Actor("expert"), id, "It is not signed"))
		if c := condition(t, w, id); c.State() != approval.ConditionBack {
			t.Errorf("after the return: %s", c.State())
		}
		if got := key(w.App.AcceptCondition(ctx, w.Actor("expert"), id, "")); got != "condition.not_reported" {
			t.Errorf("accepted unreported: %s", got)
		}
		must(t, w.App.ReportCondition(ctx, w.Actor("manager.astana"), report(id)))
		both := w.Actor("manager.astana")
		both.Grants = append(both.Grants, w.Actor("expert").Grants...)
		if err := w.App.AcceptCondition(ctx, both, id, ""); !fault.Is(err, fault.KindForbidden) {
			t.Errorf("the reporter accepts: %v", err)
		}
		must(t, w.App.AcceptCondition(ctx, w.Actor("expert"), id, ""))
		if c := condition(t, w, id); c.State() != approval.ConditionIsMet || c.IsOpen() {
			t.Errorf("after the acceptance: %s", c.State())
		}
	})
}

func TestMoreTimeIsDecidedByWhoSetTheDate(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, chair := t.Context(), w.Actor("manager.astana"), w.Actor("chair")
		w.Clock.Set("2018-04-10 10:00")
		id := assigned(t, w)
		if got := key(w.App.AskExtension(ctx, manager, id, testkit.Day("2018-05-15"), "The police asked for a map")); got != "until condition.not_later" {
			t.Errorf("until the day it is due: %s", got)
		}
		must(t, w.App.AskExtension(ctx, manager, id, testkit.Day("2018-06-15"), "The police asked for a map"))
		if got := key(w.App.AskExtension(ctx, manager, id, testkit.Day("2018-07-01"), "More")); got != "condition.asked_already" {
			t.Errorf("asked twice: %s", got)
		}
		if got := key(w.App.DecideExtension(ctx, chair, id, false, "")); got != "text fault.required" {
			t.Errorf("refused without a reason: %s", got)
		}
		must(t, w.App.DecideExtension(ctx, chair, id, true, ""))
		if c := condition(t, w, id); c.Due() != testkit.Day("2018-06-15") || c.DueOn != testkit.Day("2018-05-15") {
			t.Errorf("due %s, first %s", c.Due(), c.DueOn)
		}
		if got := key(w.App.DecideExtension(ctx, chair, id, true, "")); got != "condition.nothing_asked" {
			t.Errorf("decided twice: %s", got)
		}
	})
}

func TestWhoMayDoWhatToACondition(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		w.Clock.Set("2018-04-10 10:00")
		id := assigned(t, w)
		attempts := map[string]struct {
			may []string
			do  func(access.Actor) error
		}{
			"report": {[]string{"manager.astana", "head.astana"}, func(a access.Actor) error {
				r := report(id)
				r.Link = "" // lacks its evidence: who may, hears of that
				return w.App.ReportCondition(ctx, a, r)
			}},
			"ask":    {[]string{"manager.astana", "head.astana"}, func(a access.Actor) error { return w.App.AskExtension(ctx, a, id, civil.Date{}, "") }},
			"accept": {[]string{"expert"}, func(a access.Actor) error { return w.App.AcceptCondition(ctx, a, id, "") }},
			"return": {[]string{"expert"}, func(a access.Actor) error { return w.App.ReturnCondition(ctx, a, id, "No") }},
			"extend": {[]string{"chair", "secretary"}, func(a access.Actor) error { return w.App.DecideExtension(ctx, a, id, true, "") }},
			"set": {[]string{"chair", "secretary"}, func(a access.Actor) error {
				_, err := w.App.SetAssignment(ctx, a, approval.Condition{ProgrammeID: w.Programmes["astana"]})
				return err
			}},
		}
		for what, one := range attempts {
			for _, who := range []string{"manager.astana", "head.astana", "manager.ontustik", "head.ontustik", "expert", "chair", "secretary", "member", "official", "auditor", "admin"} {
				err := one.do(w.Actor(who))
				may := false
				for _, m := range one.may {
					may = may || m == who
				}
				refused := fault.Is(err, fault.KindForbidden) || fault.Is(err, fault.KindNotFound)
				if may == refused {
					t.Errorf("%s by %s: %v", what, who, err)
				}
				if who == "admin" && !fault.Is(err, fault.KindNotFound) {
					t.Errorf("%s by the administrator, who may not know of it: %v", what, err)
				}
			}
		}
	})
}

func TestAConditionWithoutOwnerOrDateIsRefused(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-04-10 10:00")
		good := approval.Condition{
			ProgrammeID: w.Programmes["astana"], Text: i18n.Same("Agree it"), OwnerID: w.Bodies["akimat-astana"], DueOn: testkit.Day("2018-05-15"), Evidence: portfolio.FormAct,
		}
		for name, change := range map[string]func(*approval.Condition){
			"owner":     func(c *approval.Condition) { c.OwnerID = 0 },
			"due":       func(c *approval.Condition) { c.DueOn = civil.Date{} },
			"text":      func(c *approval.Condition) { c.Text = i18n.Text{} },
			"milestone": func(c *approval.Condition) { c.MilestoneID = w.Milestones["ontustik 1.1"] },
			"project":   func(c *approval.Condition) { c.ProjectID = 999 },
		} {
			bad := good
			change(&bad)
			_, err := w.App.SetAssignment(t.Context(), w.Actor("chair"), bad)
			if fields := fault.FieldsOf(err); len(fields) != 1 || fields[0].Name != name {
				t.Errorf("%s: %v", name, err)
			}
		}
		bad := good
		bad.OwnerID = 999
		if _, err := w.App.SetAssignment(t.Context(), w.Actor("chair"), bad); key(err) != "owner condition.needs_owner" {
			t.Errorf("a body that is not there: %v", err)
		}
	})
}

func TestAnOverdueConditionIsEscalatedOnce(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		w.Clock.Set("2018-04-10 10:00")
		id := assigned(t, w)
		steps := func() int { return len(condition(t, w, id).Steps) }
		w.Clock.Set("2018-05-22 10:00") // five working days after 15 May
		must(t, w.App.EscalateDue(ctx))
		if steps() != 0 {
			t.Error("escalated too early")
		}
		w.Clock.Set("2018-05-23 10:00")
		must(t, w.App.EscalateDue(ctx))
		must(t, w.App.EscalateDue(ctx))
		if steps() != 1 || lastEntry(t, w).Action != "condition.escalated" {
			t.Errorf("%d steps, the last entry is %s", steps(), lastEntry(t, w).Action)
		}
	})
}

func TestAGateWaitsForTheConditionThatBlocksIt(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, expert := t.Context(), w.Actor("expert")
		w.Clock.Set("2018-07-10 10:00")
		const gate = "astana 1.3"
		id := assigned(t, w, func(c *approval.Condition) {
			c.Blocks, c.MilestoneID, c.DueOn = true, w.Milestones["astana 1.1"], testkit.Day("2018-08-01")
		})
		done := w.Progress(gate, 100, "2018-07-10")
		done.SaidDone, done.Link = true, "https://example.kz/act"
		must(t, w.App.ReportProgress(ctx, w.Actor("manager.astana"), done))
		m, err := w.Store.Read(expert, w.Store.Instant()).Milestone(ctx, w.Milestones[gate])
		must(t, err)
		accept := app.Acceptance{MilestoneID: m.ID, UpdateID: m.Last().ID, DoneOn: testkit.Day("2018-07-10")}
		if got := key(w.App.AcceptEvidence(ctx, expert, accept)); got != "condition.holds_gate" {
			t.Errorf("accepted though a condition is owed: %q", got)
		}
		must(t, w.App.ReportCondition(ctx, w.Actor("manager.astana"), report(id)))
		must(t, w.App.AcceptCondition(ctx, expert, id, ""))
		must(t, w.App.AcceptEvidence(ctx, expert, accept))
	})
}

func TestTheRegisterIsReadAsOfADay(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		w.Clock.Set("2018-04-10 10:00")
		id := assigned(t, w)
		w.Clock.Set("2018-04-20 10:00")
		must(t, w.App.ReportCondition(ctx, w.Actor("manager.astana"), report(id)))
		for on, want := range map[string]string{"2018-04-09": "", "2018-04-10": "open", "2018-04-19": "open", "2018-04-20": "reported"} {
			all, err := w.Store.Read(w.Actor("member"), testkit.Day(on).EndOfDay()).Conditions(ctx, store.ConditionFilter{Open: true, ProgrammeID: w.Programmes["astana"]})
			must(t, err)
			got := ""
			if len(all) > 0 {
				got = string(all[0].State())
			}
			if got != want {
				t.Errorf("on %s: %q, want %q", on, got, want)
			}
		}
		if all, err := w.Store.Read(w.Actor("admin"), w.Store.Instant()).Conditions(ctx, store.ConditionFilter{}); err != nil || len(all) != 0 {
			t.Errorf("the administrator sees %d, %v", len(all), err)
		}
	})
}
