package store_test

import (
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// Midnight in Almaty is 18:00 UTC of the day before. SQLite compares times as
// text, so this also holds the format in which they are written.
func TestAsOfEndsWithTheLastMicrosecondOfTheDayInAlmaty(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		for _, tt := range []struct {
			at      string
			percent int
		}{
			{"2018-03-08 00:00:00", 5},
			{"2018-03-08 12:00:00.1", 10},
			{"2018-03-08 23:59:59.999999", 20},
			{"2018-03-09 00:00:00", 30},
			{"2018-03-09 23:59:59.999999", 40},
		} {
			w.Clock.Set(tt.at)
			w.Report("astana 1.1", tt.percent, "2018-03-30")
		}
		for _, tt := range []struct {
			asOf    string
			percent int
		}{
			{"2018-03-07", 0}, {"2018-03-08", 20}, {"2018-03-09", 40}, {"2018-03-10", 40},
		} {
			if got := w.Line("astana 1.1", tt.asOf).Facts.Percent; got != tt.percent {
				t.Errorf("the board as of %s: %d, want %d", tt.asOf, got, tt.percent)
			}
			m, err := w.Store.Read(w.Actor("official"), testkit.Day(tt.asOf).EndOfDay()).Milestone(t.Context(), w.Milestones["astana 1.1"])
			must(t, err)
			got := 0
			if last := m.Last(); last != nil {
				got = last.Percent
			}
			if got != tt.percent {
				t.Errorf("the milestone as of %s: %d, want %d", tt.asOf, got, tt.percent)
			}
		}
	})
}

func TestAPastDayDoesNotMoveWhenSomethingIsReported(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Report("astana 1.1", 30, "2018-03-30")
		before := board(t, w.Store, w.Actor("official"), testkit.Day("2018-03-04"))
		w.Clock.Set("2018-03-06 09:00")
		w.Report("astana 1.1", 50, "2018-06-30")
		after := board(t, w.Store, w.Actor("official"), testkit.Day("2018-03-04"))
		if before.Total != after.Total || after.Line(w.Milestones["astana 1.1"]).Facts.UpdateID != 0 {
			t.Errorf("4 March was %+v and is %+v", before.Total, after.Total)
		}
		d := board(t, w.Store, w.Actor("official"), civil.Date{}).Against(after)
		if d.Slip(w.Milestones["astana 1.1"]) != 92 {
			t.Errorf("against 4 March the line slipped by %d days", d.Slip(w.Milestones["astana 1.1"]))
		}
	})
}

// board is the board of Astana at the end of the day, or now.
func board(t *testing.T, s *store.Store, who access.Actor, on civil.Date) *portfolio.Board {
	t.Helper()
	at := s.Instant()
	if !on.IsZero() {
		at = on.EndOfDay()
	}
	p, _, err := s.Read(who, at).PictureOf(t.Context(), "astana")
	must(t, err)
	return p.Board(2018)
}

func TestOwnersOfOntustikChangeInTheMiddleOfTheYear(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-10-15 09:00")
		for on, owner := range map[string]string{"2018-02-01": "akimat-south", "2018-06-18": "akimat-south", "2018-06-19": "akimat-shymkent", "2018-10-15": "akimat-shymkent"} {
			p, ref, err := w.Store.Read(w.Actor("official"), testkit.Day(on).EndOfDay()).PictureOf(t.Context(), "ontustik")
			must(t, err)
			if p.Term.OwnerID != w.Bodies[owner] || ref.ByCode("ontustik").Term(testkit.Day(on)).Owner.Code != owner {
				t.Errorf("on %s it belonged to body %d, want %s", on, p.Term.OwnerID, owner)
			}
		}
	})
}

func TestTimesAreReadInUTC(t *testing.T) {
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		w := lived(t, dialect)
		ctx, r := t.Context(), w.Store.Read(access.System(), w.Store.Instant())
		m, err := r.Milestone(ctx, w.Milestones["astana 1.1"])
		must(t, err)
		e, err := r.AuditEntry(ctx, 1)
		must(t, err)
		p, err := r.Person(ctx, w.People["expert"])
		must(t, err)
		for what, at := range map[string]time.Time{
			"milestone": m.RecordedAt, "update": m.Updates[0].RecordedAt, "review": m.Reviews[0].RecordedAt, "entry": e.RecordedAt, "person": p.RecordedAt,
		} {
			if at.Location() != time.UTC || at.IsZero() || !at.Equal(at.Truncate(time.Microsecond)) {
				t.Errorf("%s was recorded at %v", what, at)
			}
		}
		if got := m.Reviews[0].DoneOn; got != testkit.Day("2018-03-05") {
			t.Errorf("done on %v", got)
		}
	})
}

func TestOutsidersFindNothing(t *testing.T) {
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		w := lived(t, dialect)
		ctx := t.Context()
		for _, who := range []string{"nobody", "admin"} {
			r := w.Store.Read(w.Actor(who), w.Store.Instant())
			pictures, _, err := r.Pictures(ctx)
			if err != nil || len(pictures) != 0 {
				t.Errorf("%s sees %d programmes, %v", who, len(pictures), err)
			}
			plans, err := r.Plans(ctx, w.Versions["astana"])
			if err != nil || len(plans) != 0 {
				t.Errorf("%s sees %d lines, %v", who, len(plans), err)
			}
			for what, read := range map[string]func() error{
				"milestone": func() error { _, err := r.Milestone(ctx, w.Milestones["astana 1.1"]); return err },
				"evidence":  func() error { _, err := r.Evidence(ctx, 1); return err },
				"zone":      func() error { _, err := r.ProgrammeOfZone(ctx, "zone-astana"); return err },
				"project":   func() error { _, err := r.ProgrammeOfProject(ctx, "sergek"); return err },
				"picture":   func() error { _, _, err := r.PictureOf(ctx, "astana"); return err },
				"picture 1": func() error { _, _, err := r.Picture(ctx, w.Programmes["astana"]); return err },
			} {
				if err := read(); !fault.Is(err, fault.KindNotFound) {
					t.Errorf("%s reads a %s: %v", who, what, err)
				}
			}
		}
		// An akimat reads what is in force elsewhere.
		if _, err := w.Store.Read(w.Actor("manager.ontustik"), w.Store.Instant()).Milestone(ctx, w.Milestones["astana 1.1"]); err != nil {
			t.Errorf("a manager of another programme: %v", err)
		}
	})
}

func TestANewProcessShowsWhatAFastClockRecorded(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-03-20 10:00")
		w.Report("astana 1.1", 30, "2018-03-30")
		again, err := store.Open(t.Context(), store.Options{Database: w.Address, Clock: testkit.NewClock("2018-03-05 10:00").Now})
		must(t, err)
		defer again.Close()
		m, err := again.Read(access.System(), again.Instant()).Milestone(t.Context(), w.Milestones["astana 1.1"])
		must(t, err)
		if len(m.Updates) != 1 {
			t.Errorf("%d updates are seen", len(m.Updates))
		}
	})
}

// The lines of a draft are edited in place. As of a day before a milestone was
// made, the draft did not have it, nor its project.
func TestADraftAsOfADayHasNoMilestoneThatWasMadeLater(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, who, astana := t.Context(), w.Actor("manager.astana"), w.Programmes["astana"]
		version, err := w.App.DraftRoadmap(ctx, who, astana, 2019)
		must(t, err)
		w.Clock.Set("2018-03-07 10:00")
		name := i18n.Text{KK: "Кейін", RU: "Позже", EN: "Later"}
		project, err := w.App.AddProject(ctx, who, portfolio.Project{Code: "later", ProgrammeID: astana, Profile: portfolio.ProjectProfile{
			Name: name, Direction: "safety", Model: portfolio.PPP, Goals: portfolio.Codes{"life"}, Grade: "P",
		}})
		must(t, err)
		_, err = w.App.AddLine(ctx, who, portfolio.Plan{
			VersionID: version, ProjectID: project, Title: name, Form: portfolio.FormAct, LeadID: w.Bodies["akimat-astana"],
			Start: testkit.Day("2019-01-08"), Due: testkit.Due("2019"),
		})
		must(t, err)
		for on, want := range map[string]int{"2018-03-05": 0, "2018-03-07": 1} {
			r := w.Store.Read(who, testkit.Day(on).EndOfDay())
			p, ref, err := r.PictureOf(ctx, "astana")
			must(t, err)
			b, err := r.BoardOf(ctx, p, ref, *p.Roadmap(2019), *p.Roadmap(2019).Version(1))
			must(t, err)
			if len(b.Lines) != want {
				t.Errorf("as of %s the draft has %d lines, want %d", on, len(b.Lines), want)
			}
		}
	})
}

// On PostgreSQL a transaction may end between two questions of a page, and
// bring the description of a project of which the first has not heard.
func TestADescriptionWithoutItsProjectDescribesNoOther(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		must(t, w.Store.Write(t.Context(), w.Actor("manager.astana"), func(tx *store.Tx) error {
			stray := portfolio.ProjectProfile{ProjectID: w.Projects["lighting"], ProgrammeID: w.Programmes["astana"], Name: i18n.Text{KK: "Басқа"}, Model: portfolio.PPP}
			if err := tx.AppendProjectProfile(&stray); err != nil {
				return err
			}
			step := portfolio.ZoneStep{ZoneID: w.Zones["zone-ontustik"], ProgrammeID: w.Programmes["astana"], State: portfolio.ZoneClosed, HappenedOn: testkit.Day("2018-03-05")}
			if err := tx.AppendZoneStep(&step); err != nil {
				return err
			}
			return tx.Record("project.described", w.Programmes["astana"], "project", stray.ProjectID, audit.Added(nil))
		}))
		p, _, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).PictureOf(t.Context(), "astana")
		must(t, err)
		for _, one := range p.Projects {
			if one.Profile.Name.KK == "Басқа" {
				t.Errorf("%s is described as another project", one.Code)
			}
		}
		if s := p.Zones[0].State(); s != portfolio.ZoneDraft {
			t.Errorf("%s is %s", p.Zones[0].Code, s)
		}
	})
}

// Projects of a past day are taken from what is known today where that is still the
// same, and only there.
func TestProjectsOfAPastDayAreThoseOfThatDay(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		who, of := w.Actor("manager.astana"), w.Programmes["astana"]
		change := func(at string, do func(tx *store.Tx) error) {
			t.Helper()
			w.Clock.Set(at)
			must(t, w.Store.Write(t.Context(), who, func(tx *store.Tx) error {
				if err := do(tx); err != nil {
					return err
				}
				return tx.Record("project.described", of, "project", w.Projects["sergek"], audit.Added(nil))
			}))
		}
		said := func(on string) string {
			t.Helper()
			p, _, err := w.Store.Read(w.Actor("official"), testkit.Day(on).EndOfDay()).PictureOf(t.Context(), "astana")
			must(t, err)
			text := ""
			for _, one := range p.Projects {
				text += one.Code + " " + one.Profile.Source
				if one.End != nil {
					text += " " + string(one.End.Kind)
				}
				text += ";"
			}
			return text
		}
		newest := func() {
			_, _, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).PictureOf(t.Context(), "astana")
			must(t, err)
		}
		newest() // the oldest picture in memory is older than what is asked
		change("2018-03-07 12:00:00", func(tx *store.Tx) error {
			return tx.AddProject(&portfolio.Project{Code: "aaa", ProgrammeID: of, Profile: portfolio.ProjectProfile{Source: "first", Model: portfolio.PPP}})
		})
		if got, want := said("2018-03-07"), "aaa first;ikomek ;sergek ;"; got != want {
			t.Errorf("today: %s, want %s", got, want)
		}
		change("2018-03-09 12:00:00", func(tx *store.Tx) error {
			return tx.AppendProjectProfile(&portfolio.ProjectProfile{ProjectID: w.Projects["sergek"], ProgrammeID: of, Source: "second", Model: portfolio.PPP})
		})
		change("2018-03-11 12:00:00", func(tx *store.Tx) error {
			return tx.AppendProjectEnd(&portfolio.ProjectEnd{ProjectID: w.Projects["ikomek"], ProgrammeID: of, Kind: portfolio.Completed, EndedOn: testkit.Day("2018-03-11")})
		})
		w.Clock.Set("2018-03-14 12:00:00")
		newest()
		for _, tt := range []struct{ on, want string }{
			{"2018-03-12", "aaa first;ikomek  completed;sergek second;"},
			{"2018-03-10", "aaa first;ikomek ;sergek second;"},
			{"2018-03-08", "aaa first;ikomek ;sergek ;"},
			{"2018-03-06", "ikomek ;sergek ;"},
		} {
			if got := said(tt.on); got != tt.want {
				t.Errorf("as of %s: %s, want %s", tt.on, got, tt.want)
			}
		}
	})
}
