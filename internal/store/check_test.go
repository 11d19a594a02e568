package store_test

import (
	"strings"
	"testing"

	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

func TestCheckFindsNothingInASoundDatabase(t *testing.T) {
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		w := lived(t, dialect)
		w.Line("astana 1.1", "") // so that there is something in memory
		w.Report("astana 1.2", 10, "2018-06-29")
		faults, err := w.Store.Check(t.Context())
		if err != nil || len(faults) != 0 {
			t.Errorf("%q, %v", faults, err)
		}
	})
}

// A board that grew by a hundred reports equals the one drawn anew.
func TestABoardGrowsLikeItIsDrawn(t *testing.T) {
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		w := testkit.NewWorld(t, dialect)
		for i := range 110 {
			w.Report([]string{"astana 1.1", "astana 1.2", "astana 2.1"}[i%3], i*100/110, "2018-06-2"+string(rune('0'+i%10)))
			if i%10 == 0 {
				w.Line("astana 1.1", "")
			}
		}
		w.SayDone("astana 1.1", "2018-03-05")
		w.Accept("astana 1.1", "2018-03-05")
		faults, err := w.Store.Check(t.Context())
		if err != nil || len(faults) != 0 {
			t.Errorf("%q, %v", faults, err)
		}
	})
}

func TestCheckFindsWhatSomebodyDidBehindTheDoors(t *testing.T) {
	for _, tt := range []struct{ name, sql, want string }{
		{"an update without an entry", `INSERT INTO updates (milestone_id, programme_id, percent, forecast, note, said_done, form_key, recorded_at, recorded_by)
			SELECT id, programme_id, 99, '2018-06-30', '', false, 'forged', '2018-03-05 01:00:00+00:00', 1 FROM milestones ORDER BY id LIMIT 1`, "1 rows of updates have no entry in the log"},
		{"a link to nothing", `UPDATE milestone_plans SET links = '[{"milestone_id":999,"kind":"FS"}]' WHERE number = '2.1' AND version_id = (SELECT max(id) FROM roadmap_versions)`, "follows milestone 999"},
		{"a zone of another programme", `UPDATE milestone_plans SET zone_id = (SELECT max(id) FROM zones) WHERE number = '2.1' AND version_id = (SELECT max(id) FROM roadmap_versions)`, "names pilot zone"},
		{"a seat held twice", `INSERT INTO grants (person_id, seat_id, valid_from, recorded_at, recorded_by) SELECT person_id + 1, seat_id, valid_from, recorded_at, 0 FROM grants WHERE id = 1`, "on the same days"},
		{"a line of a draft", `UPDATE milestone_plans SET note = 'forged' WHERE number = '1.1' AND version_id = (SELECT max(id) FROM roadmap_versions)`, "is not what the last change of the draft made of it"},
		{"a place in a draft", `UPDATE milestone_plans SET number = '1.7' WHERE number = '1.2' AND version_id = (SELECT max(id) FROM roadmap_versions)`, "does not stand where the last change of the draft put it"},
		{"a line out of a draft", `DELETE FROM milestone_plans WHERE number = '1.1' AND version_id = (SELECT max(id) FROM roadmap_versions)`, "is not what the last change of the draft made of it"},
		{"a line back in a draft", `INSERT INTO milestone_plans (version_id, milestone_id, programme_id, project_id, position, number, title, form, lead_id, co_ids, start, due, for_money, costs, weight, gate, links, note)
			SELECT (SELECT max(id) FROM roadmap_versions), milestone_id, programme_id, project_id, 9, '2.9', title, form, lead_id, co_ids, start, due, for_money, costs, weight, gate, links, note
			FROM milestone_plans WHERE number = '2.2' AND version_id = (SELECT min(id) FROM roadmap_versions)`, "was taken out and is there"},
		{"two versions in force", `INSERT INTO version_steps (version_id, programme_id, state, act_number, signatory, note, recorded_at, recorded_by)
			SELECT max(version_id), 1, 'in_force', '', '{}', '', max(recorded_at), 1 FROM version_steps`, "2 versions in force"},
	} {
		testkit.Dialects(t, func(t *testing.T, dialect string) {
			w := testkit.NewWorld(t, dialect)
			ctx, manager := t.Context(), w.Actor("manager.astana")
			version, err := w.App.DraftVersion(ctx, manager, w.Programmes["astana"], 2018, "other", "Later")
			must(t, err)
			must(t, w.App.ChangeLine(ctx, manager, version, w.Milestones["astana 1.1"], func(p *portfolio.Plan) { p.Note = "changed" }))
			must(t, w.App.MoveLine(ctx, manager, version, w.Milestones["astana 1.3"], portfolio.Move{Way: portfolio.MoveUp}))
			must(t, w.App.RemoveLine(ctx, manager, version, w.Milestones["astana 2.2"]))
			must(t, w.Store.DB().Exec(tt.sql).Error)
			faults, err := w.Store.Check(t.Context())
			if err != nil || !strings.Contains(strings.Join(faults, "\n"), tt.want) {
				t.Errorf("%s: %q, %v", tt.name, faults, err)
			}
		})
	}
}

func TestCheckFindsARowThatRefersToNothing(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	db := w.Store.DB()
	must(t, db.Exec("PRAGMA foreign_keys = off").Error)
	must(t, db.Exec("INSERT INTO sessions (token, person_id, device, opened_at, last_seen, expires_at) VALUES ('x', 999, '', '2018-03-05', '2018-03-05', '2018-03-05')").Error)
	faults, err := w.Store.Check(t.Context())
	if err != nil || len(faults) != 1 || faults[0] != "a row of sessions refers to a row of people that is not there" {
		t.Errorf("%q, %v", faults, err)
	}
}

// Who can turn the triggers off can change a row. The log knows better.
func TestCheckFindsARowThatSaysAnotherThingThanTheLog(t *testing.T) {
	for _, tt := range []struct{ name, table, sql, want string }{
		{"a per cent", "updates", "UPDATE updates SET percent = 90 WHERE percent = 10", "percent is not what the log says"},
		{"a forecast", "updates", "UPDATE updates SET forecast = '2018-12-01' WHERE percent = 10", "forecast is not what the log says"},
		{"the day of an act", "reviews", "UPDATE reviews SET done_on = '2018-03-01'", "review 1 of milestone"},
		{"a document", "evidence", "UPDATE evidence SET number = 'forged'", "evidence 1 of milestone"},
	} {
		testkit.Dialects(t, func(t *testing.T, dialect string) {
			w := testkit.NewWorld(t, dialect)
			w.Report("astana 1.2", 10, "2018-06-29")
			w.SayDone("astana 1.1", "2018-03-05")
			w.Accept("astana 1.1", "2018-03-05")
			off := "DROP TRIGGER " + tt.table + "_no_update"
			if dialect == store.Postgres {
				off = "ALTER TABLE " + tt.table + " DISABLE TRIGGER USER"
			}
			must(t, w.Store.DB().Exec(off).Error)
			must(t, w.Store.DB().Exec(tt.sql).Error)
			faults, err := w.Store.Check(t.Context())
			if err != nil || !strings.Contains(strings.Join(faults, "\n"), tt.want) {
				t.Errorf("%s: %q, %v", tt.name, faults, err)
			}
		})
	}
}
