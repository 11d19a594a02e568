package store_test

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// lived is a world in which everything that a ledger holds happened once.
func lived(t *testing.T, dialect string) *testkit.World {
	t.Helper()
	w := testkit.NewWorld(t, dialect)
	ctx := t.Context()
	w.SayDone("astana 1.1", "2018-03-05")
	w.Clock.Set("2018-03-06 10:00")
	w.Accept("astana 1.1", "2018-03-05")
	must(t, w.App.EndProject(ctx, w.Actor("head.astana"), w.Projects["ikomek"], portfolio.Terminated, testkit.Day("2018-03-06"), "Stopped", "12"))
	w.Designate("zone-astana", "2018-03-06", "")
	decided(t, w, heard(t, w))
	owed(t, w)
	must(t, w.App.Substitute(ctx, w.Actor("chair"), w.Seats["chair"], w.People["nobody"], testkit.Day("2018-12-03"), testkit.Day("2018-12-04"), ""))
	minuted(t, w)
	financed(t, w)
	rate(t, w, portfolio.ConfidenceAmber)
	escalated(t, w)
	return w
}

// escalated is a review that was opened and held.
func escalated(t *testing.T, w *testkit.World) {
	t.Helper()
	must(t, w.Store.Write(t.Context(), access.System(), func(tx *store.Tx) error {
		e := portfolio.Escalation{
			ProjectID: w.Projects["sergek"], ProgrammeID: w.Programmes["astana"], Level: portfolio.ReviewLevel, Months: 3,
			FirstOn: testkit.Day("2018-01-31"), LastOn: testkit.Day("2018-03-31"), HoldBy: testkit.Day("2018-05-01"),
		}
		if err := tx.AddEscalation(&e); err != nil {
			return err
		}
		held := portfolio.EscalationStep{EscalationID: e.ID, ProgrammeID: e.ProgrammeID, Event: portfolio.EscalationHeld, HappenedOn: testkit.Day("2018-04-02"), Text: "Held"}
		if err := tx.AppendEscalationStep(&held); err != nil {
			return err
		}
		return tx.Record("escalation.held", e.ProgrammeID, "escalation", e.ID, audit.Added(map[string]any{"text": "Held"}))
	}))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ledgers reads from the migrations which tables are ledgers.
func ledgers(t *testing.T) []string {
	t.Helper()
	names, err := os.ReadDir("migrations")
	must(t, err)
	var found []string
	for _, n := range names {
		text, err := os.ReadFile("migrations/" + n.Name())
		must(t, err)
		for _, m := range regexp.MustCompile(`\{\{append_only "(\w+)"\}\}`).FindAllStringSubmatch(string(text), -1) {
			found = append(found, m[1])
		}
	}
	return found
}

func TestLedgersRefuseToBeChanged(t *testing.T) {
	for _, must := range []string{"updates", "reviews", "evidence", "grants", "audit_entries", "audit_checkpoints", "version_steps", "zone_steps", "status_rules"} {
		if !slices.Contains(ledgers(t), must) {
			t.Errorf("%s is not protected", must)
		}
	}
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		w := lived(t, dialect)
		for _, table := range ledgers(t) {
			var rows int64
			must(t, w.Store.DB().Table(table).Count(&rows).Error)
			if rows == 0 {
				t.Errorf("%s is empty: nothing was tried", table)
			}
			statements := []string{"UPDATE " + table + " SET recorded_at = recorded_at", "DELETE FROM " + table}
			if dialect == store.Postgres {
				statements = append(statements, "TRUNCATE "+table+" CASCADE")
			}
			for _, statement := range statements {
				err := w.Store.DB().Exec(statement).Error
				if err == nil || !strings.Contains(err.Error(), "append only") {
					t.Errorf("%s: %v", statement, err)
				}
			}
			var after int64
			must(t, w.Store.DB().Table(table).Count(&after).Error)
			if after != rows {
				t.Errorf("%s had %d rows and has %d", table, rows, after)
			}
		}
	})
}

func TestLinesAreFrozenFromSubmissionOn(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := context.Background()
		db := w.Store.DB()
		version, err := w.App.DraftVersion(ctx, w.Actor("manager.astana"), w.Programmes["astana"], 2018, "other", "Later")
		must(t, err)
		const rest = "programme_id, project_id, position, number, title, form, lead_id, co_ids, start, due, for_money, costs, weight, gate, links, note"
		frozen := func(when string, versionID int64, want bool) {
			t.Helper()
			for _, statement := range []string{
				"UPDATE milestone_plans SET note = 'x' WHERE version_id = ?",
				"INSERT INTO milestone_plans (version_id, milestone_id, " + rest + ") SELECT version_id, 0, " + rest + " FROM milestone_plans WHERE version_id = ? LIMIT 1",
				"DELETE FROM milestone_plans WHERE version_id = ? AND number = '" + map[bool]string{true: "1.1", false: "2.1"}[want] + "'",
			} {
				if !want && strings.HasPrefix(statement, "INSERT") {
					continue // there is no milestone 0
				}
				err := db.Exec(statement, versionID).Error
				if got := err != nil && strings.Contains(err.Error(), "frozen"); got != want {
					t.Errorf("%s, %.30s: %v", when, statement, err)
				}
			}
		}
		frozen("in force", w.Versions["astana"], true)
		frozen("drafted", version, false)
		must(t, w.App.SubmitRoadmap(ctx, w.Actor("head.astana"), version))
		frozen("submitted", version, true)
		w.Enforce(version, app.Act{Number: "2", Date: testkit.Day("2018-03-05"), Signatory: i18n.Same("Akim")})
		frozen("superseded", w.Versions["astana"], true)
		frozen("in force", version, true)
	})
}
