package app_test

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// newest is the key of the case that was opened last.
func newest(w *testkit.World) int64 {
	w.T.Helper()
	cases, err := w.Store.Read(access.System(), w.Store.Instant()).Cases(context.Background(), approval.Filter{Limit: 1})
	if err != nil || len(cases) == 0 {
		w.T.Fatalf("no case: %v", err)
	}
	return cases[0].ID
}

// caseAt is a case as the program itself sees it.
func caseAt(w *testkit.World, id int64) approval.Case {
	w.T.Helper()
	c, err := w.Store.Read(access.System(), w.Store.Instant()).Case(context.Background(), id)
	if err != nil {
		w.T.Fatal(err)
	}
	return c
}

// sure fails the test of a world that could not be set up.
func sure(w *testkit.World, err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

// sent has the zone of Astana sent for its designation.
func sent(w *testkit.World) {
	_, err := w.App.SubmitZone(context.Background(), w.Actor("head.astana"), w.Zones["zone-astana"], app.CaseText{Brief: i18n.Same("Why")})
	sure(w, err)
}

// asked has the expert asked for an opinion on it, up to Friday.
func asked(w *testkit.World) {
	sent(w)
	sure(w, w.App.AssignExperts(context.Background(), w.Actor("secretary"), newest(w), []int64{w.Seats["expert"]}, testkit.Day("2018-03-09")))
}

// askedElse has another expert asked.
func askedElse(w *testkit.World) {
	sent(w)
	sure(w, w.App.AssignExperts(context.Background(), w.Actor("secretary"), newest(w), []int64{newSeat(w)}, testkit.Day("2018-03-09")))
}

// spoken has the expert's opinion given, with a remark.
func spoken(w *testkit.World) {
	asked(w)
	o := opinion(approval.KindZone)
	o.Remarks = []approval.Remarked{{Text: "Where exactly?"}}
	sure(w, w.App.GiveOpinion(context.Background(), w.Actor("expert"), newest(w), o))
}

// returned has it returned with a remark.
func returned(w *testkit.World) {
	sent(w)
	sure(w, w.App.ReturnCase(context.Background(), w.Actor("secretary"), newest(w), []approval.Remarked{{Text: "Too large"}}))
}

// withdrawn has it taken back.
func withdrawn(w *testkit.World) {
	sent(w)
	sure(w, w.App.Withdraw(context.Background(), w.Actor("head.astana"), newest(w), "Not yet"))
}

// standing takes a case to a state past all rules.
func standing(w *testkit.World, id int64, states ...approval.State) {
	w.T.Helper()
	sure(w, w.Store.Write(context.Background(), access.System(), func(tx *store.Tx) error {
		c, err := tx.Case(id)
		if err != nil {
			return err
		}
		for _, s := range states {
			if err := tx.AppendCaseStep(&approval.Step{CaseID: id, ProgrammeID: c.ProgrammeID, Round: c.Round(), State: s}); err != nil {
				return err
			}
		}
		return tx.Record("case."+string(states[len(states)-1]), c.ProgrammeID, "case", id, audit.Added(map[string]any{"state": states[len(states)-1]}))
	}))
}

func inVote(w *testkit.World) {
	sent(w)
	standing(w, newest(w), approval.Reviewed, approval.Voting)
}

func approved(w *testkit.World) {
	inVote(w)
	standing(w, newest(w), approval.Approved)
}

// based completes what is known of a project.
func based(w *testkit.World) {
	sure(w, w.Store.Write(context.Background(), access.System(), func(tx *store.Tx) error {
		p, err := tx.Project(w.Projects["sergek"])
		if err != nil {
			return err
		}
		p.Profile.ID, p.Profile.Basis = 0, i18n.Same("A memorandum")
		if err := tx.AppendProjectProfile(&p.Profile); err != nil {
			return err
		}
		return tx.Record("project.changed", p.ProgrammeID, "project", p.ID, audit.Added(map[string]any{"basis": p.Profile.Basis}))
	}))
}

// opinion is one with nothing left out.
func opinion(k approval.Kind) approval.Opinion {
	o := approval.Opinion{Verdict: approval.Recommended, Summary: "Good"}
	for _, c := range k.Rule().Criteria {
		o.Scores = append(o.Scores, approval.Score{Criterion: c, Score: 4})
	}
	return o
}

var solution = app.CaseText{Title: i18n.Same("Cameras")}

var caseAttempts = []attempt{
	{"submit a pilot zone", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.SubmitZone(ctx, who, w.Zones["zone-astana"], app.CaseText{})
		return err
	}},
	{"submit a project for inclusion", based, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.SubmitInclusion(ctx, who, w.Projects["sergek"], app.CaseText{})
		return err
	}},
	{"ask for the assessment of a solution", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.SubmitAssessment(ctx, who, w.Projects["sergek"], solution)
		return err
	}},
	{"withdraw a case", sent, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.Withdraw(ctx, who, newest(w), "Not yet")
	}},
	{"withdraw a case in a vote", inVote, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.Withdraw(ctx, who, newest(w), "Not yet")
	}},
	{"submit a withdrawn case again", withdrawn, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.Resubmit(ctx, who, newest(w), app.CaseText{})
	}},
	{"submit a case again with a remark unanswered", returned, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.Resubmit(ctx, who, newest(w), app.CaseText{})
	}},
	{"assign experts", sent, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.AssignExperts(ctx, who, newest(w), []int64{w.Seats["expert"]}, testkit.Day("2018-03-09"))
	}},
	{"save the draft of an opinion", asked, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.SaveOpinionDraft(ctx, who, newest(w), approval.OpinionDraft{Summary: "So far"})
	}},
	{"give an opinion", asked, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.GiveOpinion(ctx, who, newest(w), opinion(approval.KindZone))
	}},
	{"give an opinion that another was asked for", askedElse, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.GiveOpinion(ctx, who, newest(w), opinion(approval.KindZone))
	}},
	{"give a second opinion", spoken, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.GiveOpinion(ctx, who, newest(w), opinion(approval.KindZone))
	}},
	{"declare a conflict of interest", asked, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.DeclareConflict(ctx, who, newest(w), "My brother builds it")
	}},
	{"end a review before its term", asked, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.EndReview(ctx, who, newest(w))
	}},
	{"end a review after its term", func(w *testkit.World) { asked(w); w.Clock.Set("2018-03-10 09:00") }, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.EndReview(ctx, who, newest(w))
	}},
	{"return a case before a vote", sent, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.ReturnCase(ctx, who, newest(w), []approval.Remarked{{Text: "Too large"}})
	}},
	{"answer a remark", returned, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.AnswerRemark(ctx, who, caseAt(w, newest(w)).Remarks[0].ID, approval.AnswerAccepted, "Made smaller")
	}},
	{"record the act of an approved case", approved, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.RecordAct(ctx, who, newest(w), act)
	}},
	{"record the act of a case that is not approved", sent, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.RecordAct(ctx, who, newest(w), act)
	}},
	{"record the act of a version", func(w *testkit.World) { submitted(w); w.Approve(w.Versions["draft"]) }, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.RecordAct(ctx, who, newest(w), act)
	}},
	{"let a designated zone begin", func(w *testkit.World) { w.Designate("zone-astana", "2018-03-05", "") }, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.StepZone(ctx, who, w.Zones["zone-astana"], portfolio.ZoneActive, testkit.Day("2018-03-05"), "")
	}},
}
