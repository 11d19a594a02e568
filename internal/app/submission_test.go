package app_test

import (
	"fmt"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// Each kind is checked for what it needs before anybody has to look at it.
func TestWhatIsNotCompleteIsNotSubmitted(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, head := t.Context(), w.Actor("manager.astana"), w.Actor("head.astana")
		zone, err := w.App.AddZone(ctx, manager, portfolio.Zone{Code: "esil", ProgrammeID: w.Programmes["astana"], Profile: portfolio.ZoneProfile{Name: i18n.Text{KK: "Есіл", RU: "Есиль"}}})
		must(t, err)
		_, err = w.App.SubmitZone(ctx, head, zone, app.CaseText{})
		if got := fmt.Sprint(err); got != "invalid: fault.fields: district: fault.required; geometry: fault.required" {
			t.Errorf("a zone nobody finds: %s", got)
		}
		poor := newProject(w)
		project, err := w.App.AddProject(ctx, manager, poor)
		must(t, err)
		_, err = w.App.SubmitInclusion(ctx, head, project, app.CaseText{})
		if got := fmt.Sprint(err); got != "invalid: fault.fields: basis: fault.required; total: case.total_needed" {
			t.Errorf("a project of nothing: %s", got)
		}
		_, err = w.App.SubmitAssessment(ctx, head, project, app.CaseText{Title: i18n.Text{EN: "Cameras"}})
		if got := fmt.Sprint(err); got != "invalid: fault.fields: title_kk: fault.required; title_ru: fault.required" {
			t.Errorf("a solution without a name: %s", got)
		}
		_, err = w.App.SubmitAssessment(ctx, head, project, app.CaseText{Title: i18n.Same("Cameras"), Brief: i18n.Text{KK: strings.Repeat("қ", approval.BriefLimit+1)}})
		if key(err) != "brief_kk fault.too_long" {
			t.Errorf("a brief without end: %v", err)
		}
		must(t, w.App.EndProject(ctx, head, project, portfolio.Terminated, testkit.Day("2018-03-05"), "Stopped", ""))
		if _, err := w.App.SubmitAssessment(ctx, head, project, solution); key(err) != "milestone.project_ended" {
			t.Errorf("of a project that ended: %v", err)
		}
	})
}

// A project may have several solutions assessed; an assessment needs no act.
func TestAssessments(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, head := t.Context(), w.Actor("head.astana")
		first, err := w.App.SubmitAssessment(ctx, head, w.Projects["sergek"], solution)
		must(t, err)
		second, err := w.App.SubmitAssessment(ctx, head, w.Projects["sergek"], app.CaseText{Title: i18n.Same("Lamps")})
		must(t, err)
		if first == second || caseAt(w, second).Title().EN != "Lamps" || caseAt(w, first).Kind.Rule().Act {
			t.Errorf("cases %d and %d", first, second)
		}
	})
}

// What was rejected is final; a new draft is a new number and another case.
func TestARejectedRoadmapMayBeDraftedAnew(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, head := t.Context(), w.Actor("manager.astana"), w.Actor("head.astana")
		first, err := w.App.DraftFromYear(ctx, manager, w.Programmes["astana"], 2019, 2018)
		must(t, err)
		must(t, w.App.SubmitRoadmap(ctx, head, first))
		c := w.CaseOf(first)
		if c.Kind != approval.KindRoadmap || c.Title().EN != "Smart Astana: roadmap for 2019" {
			t.Errorf("%s: %s", c.Kind, c.Title().EN)
		}
		must(t, w.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
			for _, s := range []approval.State{approval.Reviewed, approval.Voting, approval.Rejected} {
				if err := tx.AppendCaseStep(&approval.Step{CaseID: c.ID, ProgrammeID: c.ProgrammeID, Round: 1, State: s}); err != nil {
					return err
				}
				if err := tx.AppendVersionStep(&portfolio.VersionStep{VersionID: first, ProgrammeID: c.ProgrammeID, State: s.Version()}); err != nil {
					return err
				}
			}
			return tx.Record("case.rejected", c.ProgrammeID, "case", c.ID, audit.Added(map[string]any{"state": approval.Rejected}))
		}))
		if got := key(w.App.SubmitRoadmap(ctx, head, first)); got != "roadmap.wrong_step" {
			t.Errorf("the rejected one again: %q", got)
		}
		again, err := w.App.DraftVersion(ctx, manager, w.Programmes["astana"], 2019, "other", "Anew")
		must(t, err)
		must(t, w.App.SubmitRoadmap(ctx, head, again))
		if d := w.CaseOf(again); d.ID == c.ID || d.Kind != approval.KindRoadmap || d.Route() != approval.ByWorkingGroup {
			t.Errorf("case %d, %s, %s", d.ID, d.Kind, d.Route())
		}
	})
}

// A zone whose designation was approved is designated by its act.
func TestAZoneIsDesignatedByItsAct(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		approved(w)
		id := newest(w)
		f := app.File{Name: "order.pdf", SHA256: strings.Repeat("a", 64), Size: 10, MediaType: "application/pdf"}
		with := act
		with.File = &f
		must(t, w.App.RecordAct(t.Context(), w.Actor("secretary"), id, with))
		p, _, err := w.Store.Read(access.System(), w.Store.Instant()).PictureOf(t.Context(), "astana")
		must(t, err)
		if z := p.Zones[0]; z.State() != portfolio.ZoneDesignated || z.Steps[len(z.Steps)-1].HappenedOn != act.Date || z.Steps[len(z.Steps)-1].Note != act.Number {
			t.Errorf("the zone: %+v", z.Steps)
		}
		s := caseAt(w, id).Step(approval.InForce)
		if s.FileName != f.Name || s.FileSHA256 != f.SHA256 || s.ActNumber != act.Number {
			t.Errorf("the act: %+v", s)
		}
		if e := lastEntry(t, w); e.Action != "case.in_force" || e.Files != f.SHA256 {
			t.Errorf("the log: %+v", e)
		}
		_, err = w.App.SubmitZone(t.Context(), w.Actor("head.astana"), w.Zones["zone-astana"], app.CaseText{})
		if !fault.Is(err, fault.KindConflict) {
			t.Errorf("designated twice: %v", err)
		}
	})
}
