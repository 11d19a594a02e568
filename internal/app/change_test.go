package app_test

import (
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// request asks to change one line of Astana in force.
func request(t *testing.T, w *testkit.World, number string, change func(*portfolio.Plan)) app.ChangeRequest {
	t.Helper()
	p, _, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).PictureOf(t.Context(), "astana")
	must(t, err)
	b := p.Board(2018)
	plan := *b.Line(w.Milestones["astana "+number]).Plan
	change(&plan)
	return app.ChangeRequest{
		ProgrammeID: w.Programmes["astana"], Year: 2018, Base: b.Version.ID, ReasonCode: approval.ProcurementFailed, Reason: "No bids", Lines: []portfolio.Plan{plan},
	}
}

func dueOn(s string) func(*portfolio.Plan) {
	return func(p *portfolio.Plan) { p.Due = civil.OnDay(testkit.Day(s)) }
}

// inForce is the deadline of a line of Astana, and the number of the version.
func inForce(t *testing.T, w *testkit.World, number string) (due civil.Date, first civil.Date, version int) {
	t.Helper()
	p, _, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).PictureOf(t.Context(), "astana")
	must(t, err)
	b := p.Board(2018)
	l := b.Line(w.Milestones["astana "+number])
	return l.Deadline, l.First, b.Version.Number
}

func TestASmallChangeIsDecidedByTheAkimat(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, head := t.Context(), w.Actor("manager.astana"), w.Actor("head.astana")
		w.Clock.Set("2018-03-20 10:00")
		got, err := w.App.ProposeChange(ctx, manager, request(t, w, "2.1", dueOn("2018-07-10")))
		must(t, err)
		if got.Delegation.Route != approval.ByAkimat || got.CaseID == 0 {
			t.Fatalf("route %s, case %d, because %s by %d days", got.Delegation.Route, got.CaseID, got.Delegation.Why, got.Delegation.Days())
		}
		if _, err := w.App.ProposeChange(ctx, manager, request(t, w, "2.1", dueOn("2018-07-11"))); key(err) != "change.version_open" {
			t.Errorf("a second change meanwhile: %v", err)
		}
		if err := w.App.DecideChange(ctx, manager, got.CaseID, true, ""); !fault.Is(err, fault.KindForbidden) {
			t.Errorf("the manager decides: %v", err)
		}
		if err := w.App.DecideChange(ctx, w.Actor("expert"), got.CaseID, true, ""); !fault.Is(err, fault.KindForbidden) {
			t.Errorf("the centre decides what is the akimat's: %v", err)
		}
		must(t, w.App.DecideChange(ctx, head, got.CaseID, true, "Agreed"))
		if due, first, version := inForce(t, w, "2.1"); due != testkit.Day("2018-07-10") || first != testkit.Day("2018-07-02") || version != 2 {
			t.Errorf("in force: %s, first %s, version %d", due, first, version)
		}
		if got := key(w.App.DecideChange(ctx, head, got.CaseID, true, "")); got != "case.wrong_step" {
			t.Errorf("decided twice: %s", got)
		}
	})
}

// Two changes of eight days are sixteen against the original.
func TestSmallChangesAddUp(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		w.Clock.Set("2018-03-20 10:00")
		one, err := w.App.ProposeChange(ctx, manager, request(t, w, "2.1", dueOn("2018-07-10")))
		must(t, err)
		must(t, w.App.DecideChange(ctx, w.Actor("head.astana"), one.CaseID, true, ""))
		two, err := w.App.ProposeChange(ctx, manager, request(t, w, "2.1", dueOn("2018-07-18")))
		must(t, err)
		if two.Delegation.Route != approval.ByCentre || two.Delegation.Days() != 16 {
			t.Errorf("route %s, %d days", two.Delegation.Route, two.Delegation.Days())
		}
		must(t, w.App.DecideChange(ctx, w.Actor("expert"), two.CaseID, true, ""))
		if _, _, version := inForce(t, w, "2.1"); version != 3 {
			t.Errorf("version %d is in force", version)
		}
	})
}

func TestNobodyDecidesOnHisOwnProposal(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, head := t.Context(), w.Actor("head.astana")
		w.Clock.Set("2018-03-20 10:00")
		got, err := w.App.ProposeChange(ctx, head, request(t, w, "2.1", dueOn("2018-07-10")))
		must(t, err)
		if got.Delegation.Route != approval.ByCentre || got.Delegation.Why != approval.WhyOwn {
			t.Errorf("the head's own proposal goes to %s because %s", got.Delegation.Route, got.Delegation.Why)
		}
		both := head
		both.Grants = append([]access.Grant{}, append(head.Grants, w.Actor("expert").Grants...)...)
		if got := key(w.App.DecideChange(ctx, both, got.CaseID, true, "")); got != "case.own_draft" {
			t.Errorf("who drafted it decides from another seat: %q", got)
		}
		if e := lastEntry(t, w); e.Action != "case.refused" {
			t.Errorf("the attempt leaves %s", e.Action)
		}
		must(t, w.App.DecideChange(ctx, w.Actor("expert"), got.CaseID, true, ""))
	})
}

func TestARefusedChangeComesBackWithItsRemark(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, head := t.Context(), w.Actor("head.astana")
		w.Clock.Set("2018-03-20 10:00")
		got, err := w.App.ProposeChange(ctx, w.Actor("manager.astana"), request(t, w, "2.1", dueOn("2018-07-10")))
		must(t, err)
		if got := key(w.App.DecideChange(ctx, head, got.CaseID, false, " ")); got != "text fault.required" {
			t.Errorf("refused without a reason: %s", got)
		}
		must(t, w.App.DecideChange(ctx, head, got.CaseID, false, "Tender again first"))
		c, err := w.Store.Read(head, w.Store.Instant()).Case(ctx, got.CaseID)
		must(t, err)
		if c.State() != approval.Returned || len(c.Remarks) != 1 || c.Remarks[0].Text != "Tender again first" || c.Remarks[0].Origin != approval.FromDecision {
			t.Errorf("%s with %+v", c.State(), c.Remarks)
		}
		if due, _, version := inForce(t, w, "2.1"); due != testkit.Day("2018-07-02") || version != 1 {
			t.Errorf("in force: %s, version %d", due, version)
		}
	})
}

func TestALargeChangeWaitsForTheHead(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, head := t.Context(), w.Actor("manager.astana"), w.Actor("head.astana")
		w.Clock.Set("2018-03-20 10:00")
		got, err := w.App.ProposeChange(ctx, manager, request(t, w, "2.1", dueOn("2018-10-01")))
		must(t, err)
		if got.Delegation.Route != approval.ByWorkingGroup || got.CaseID != 0 {
			t.Fatalf("route %s, case %d", got.Delegation.Route, got.CaseID)
		}
		if v := versionOf(t, w, got.Number); v.State() != portfolio.Draft || v.ReasonCode != "procurement_failed" || v.Reason != "No bids" {
			t.Errorf("%s %s %s", v.State(), v.ReasonCode, v.Reason)
		}
		must(t, w.App.SubmitRoadmap(ctx, head, got.VersionID))
		c, err := w.Store.Read(head, w.Store.Instant()).CaseOfVersion(ctx, got.VersionID)
		must(t, err)
		if c.Kind != approval.KindChange || c.Route() != approval.ByWorkingGroup || c.Submission().ReasonCode != "procurement_failed" {
			t.Errorf("%s on the route %s because of %s", c.Kind, c.Route(), c.Submission().ReasonCode)
		}
		for _, who := range []string{"head.astana", "expert"} {
			if got := key(w.App.DecideChange(ctx, w.Actor(who), c.ID, true, "")); got != "change.not_delegated" {
				t.Errorf("%s decides alone what is the working group's: %q", who, got)
			}
		}
		for _, who := range []string{"manager.astana", "secretary", "official", "auditor"} {
			if err := w.App.DecideChange(ctx, w.Actor(who), c.ID, true, ""); !fault.Is(err, fault.KindForbidden) {
				t.Errorf("%s, who decides nothing alone, is told %v", who, err)
			}
			if e := lastEntry(t, w); e.Action != "case.refused" || e.ActorID != w.People[who] {
				t.Errorf("%s left %s", who, e.Action)
			}
		}
	})
}

func versionOf(t *testing.T, w *testkit.World, number int) portfolio.Version {
	t.Helper()
	p, _, err := w.Store.Read(w.Actor("manager.astana"), w.Store.Instant()).PictureOf(t.Context(), "astana")
	must(t, err)
	return *p.Roadmap(2018).Version(number)
}

func TestWhatIsWrongWithARequest(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		w.Clock.Set("2018-03-20 10:00")
		line := portfolio.LineField(w.Milestones["astana 2.1"], "due")
		tests := map[string]func(*app.ChangeRequest){
			"reason_code fault.required_choice": func(r *app.ChangeRequest) { r.ReasonCode = "" },
			"reason change.other_needs_words":   func(r *app.ChangeRequest) { r.ReasonCode, r.Reason = approval.OtherReason, " " },
			"roadmap.nothing_to_change":         func(r *app.ChangeRequest) { r.Lines = nil },
			line + " roadmap.due_before_start":  func(r *app.ChangeRequest) { r.Lines[0].Due = civil.OnDay(testkit.Day("2018-01-15")) },
			line + " roadmap.due_outside_year":  func(r *app.ChangeRequest) { r.Lines[0].Due = civil.OnDay(testkit.Day("2019-02-01")) },
			"fault.changed_meanwhile":           func(r *app.ChangeRequest) { r.Base = 999 },
			"fault.not_found":                   func(r *app.ChangeRequest) { r.Lines[0].MilestoneID = w.Milestones["ontustik 1.1"] },
			portfolio.LineField(w.Milestones["astana 2.1"], "lead") + " fault.required": func(r *app.ChangeRequest) { r.Lines[0].LeadID = 999 },
		}
		for want, change := range tests {
			r := request(t, w, "2.1", dueOn("2018-07-10"))
			change(&r)
			if _, err := w.App.ProposeChange(ctx, manager, r); key(err) != want {
				t.Errorf("%q, want %q", key(err), want)
			}
		}
		if v := len(roadmapOf(t, w).Versions); v != 1 {
			t.Errorf("refused requests left %d versions", v)
		}
	})
}

func roadmapOf(t *testing.T, w *testkit.World) portfolio.Roadmap {
	t.Helper()
	p, _, err := w.Store.Read(w.Actor("manager.astana"), w.Store.Instant()).PictureOf(t.Context(), "astana")
	must(t, err)
	return *p.Roadmap(2018)
}

func TestWhoMayAskForAChange(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-03-20 10:00")
		r := request(t, w, "2.1", dueOn("2018-07-10"))
		r.ReasonCode = "" // who may, hears of that
		for who, want := range map[string]fault.Kind{
			"manager.astana": fault.KindInvalid, "head.astana": fault.KindInvalid, "manager.ontustik": fault.KindForbidden, "head.ontustik": fault.KindForbidden,
			"expert": fault.KindForbidden, "chair": fault.KindForbidden, "secretary": fault.KindForbidden, "member": fault.KindForbidden,
			"official": fault.KindForbidden, "auditor": fault.KindForbidden, "admin": fault.KindNotFound,
		} {
			if _, err := w.App.ProposeChange(t.Context(), w.Actor(who), r); !fault.Is(err, want) {
				t.Errorf("%s: %v, want %v", who, err, want)
			}
		}
	})
}

func TestLimitsAreDataWithADay(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, admin := t.Context(), w.Actor("admin")
		w.Clock.Set("2018-03-20 10:00")
		narrow := approval.DefaultTolerance
		narrow.ValidFrom, narrow.AkimatDays, narrow.Reason = testkit.Day("2018-03-20"), 5, "Order 12"
		for who, want := range map[string]fault.Kind{"secretary": fault.KindNotFound, "head.astana": fault.KindNotFound} {
			if err := w.App.SetTolerance(ctx, w.Actor(who), narrow); !fault.Is(err, want) {
				t.Errorf("%s sets limits: %v", who, err)
			}
		}
		wrong := narrow
		wrong.CentreDays = 4
		if got := key(w.App.SetTolerance(ctx, admin, wrong)); got != "centre_days change.limit_range" {
			t.Errorf("the centre's limit below the akimat's: %s", got)
		}
		must(t, w.App.SetTolerance(ctx, admin, narrow))
		if e := lastEntry(t, w); e.Action != "tolerance.set" {
			t.Errorf("the entry is %s", e.Action)
		}
		got, err := w.App.ProposeChange(ctx, w.Actor("manager.astana"), request(t, w, "2.1", dueOn("2018-07-10")))
		must(t, err)
		if got.Delegation.Route != approval.ByCentre {
			t.Errorf("eight days beyond a limit of five go to %s", got.Delegation.Route)
		}
	})
}

func TestALineThatIsDoneIsNotChanged(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, expert := t.Context(), w.Actor("expert")
		w.Clock.Set("2018-03-20 10:00")
		done := w.Progress("astana 1.1", 100, "2018-03-20")
		done.SaidDone, done.Link = true, "https://example.kz/act"
		must(t, w.App.ReportProgress(ctx, w.Actor("manager.astana"), done))
		m, err := w.Store.Read(expert, w.Store.Instant()).Milestone(ctx, w.Milestones["astana 1.1"])
		must(t, err)
		must(t, w.App.AcceptEvidence(ctx, expert, app.Acceptance{MilestoneID: m.ID, UpdateID: m.Last().ID, DoneOn: testkit.Day("2018-03-20")}))
		if _, err := w.App.ProposeChange(ctx, w.Actor("manager.astana"), request(t, w, "1.1", dueOn("2018-04-05"))); key(err) != "change.line_done" {
			t.Errorf("a line that is done: %v", err)
		}
	})
}
