package seed_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/seed/demo"
)

// Through the whole demonstration: what a report on a milestone that others
// follow is said to move before it is saved is what the board shows once it is.
func TestTheEffectOfEveryReportIsWhatTheBoardShowsAfterIt(t *testing.T) {
	ctx, s := context.Background(), played(t, store.SQLite)
	a := app.New(s, nil)
	system := s.Read(access.System(), s.Instant())
	people, err := system.People(ctx)
	if err != nil {
		t.Fatal(err)
	}
	pictures, ref, err := system.Pictures(ctx)
	if err != nil {
		t.Fatal(err)
	}
	reports, shifts := 0, 0
	for _, p := range pictures {
		manager := managerOf(t, s, people, p.Programme.Code)
		for i := range p.Board(demo.Year).Lines {
			b := board(t, s, p.Programme.ID)
			l := b.Lines[i]
			if !l.Status.Open() || len(b.Successors(l.MilestoneID)) == 0 {
				continue
			}
			late := ref.Calendar.Add(b.On, 5+i%30)
			effect := b.IfReported(l.MilestoneID, l.Facts.Percent, late)
			err := a.ReportProgress(ctx, manager, app.Progress{MilestoneID: l.MilestoneID, Percent: l.Facts.Percent, Forecast: late, Seen: app.AnyUpdate, FormKey: fmt.Sprint("effect ", l.MilestoneID)})
			if err != nil {
				t.Fatalf("%s %s: %v", p.Programme.Code, l.Number, err)
			}
			reports, shifts = reports+1, shifts+len(effect.Shifts)
			if got, want := finishes(effect.After), finishes(board(t, s, p.Programme.ID)); got != want {
				t.Errorf("%s %s by %s: it was to be\n%s\nand is\n%s", p.Programme.Code, l.Number, late, got, want)
			}
		}
	}
	if t.Logf("%d reports moved %d milestones of others", reports, shifts); reports < 20 || shifts < 20 {
		t.Errorf("only %d reports that moved %d", reports, shifts)
	}
}

// The demonstration has a schedule in every roadmap.
func TestEveryRoadmapOfThePlayHasACriticalPath(t *testing.T) {
	s := played(t, store.SQLite)
	pictures, _, err := s.Read(access.System(), s.Instant()).Pictures(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pictures {
		b := p.Board(demo.Year)
		schedule := b.Schedule()
		var path []string
		for _, id := range schedule.Path {
			path = append(path, b.Line(id).Number)
		}
		critical := 0
		for i := range b.Lines {
			if timing, ok := b.Schedule().Timing(b.Lines[i].MilestoneID); ok && timing.Critical {
				critical++
			}
		}
		t.Logf("%s ends on %s by %s; %d of %d are critical", p.Programme.Code, schedule.End, strings.Join(path, " → "), critical, len(b.Lines))
		if schedule.Cycle != nil || len(path) == 0 || critical < len(path) {
			t.Errorf("%s has no critical path: %+v", p.Programme.Code, schedule.Path)
		}
	}
}

func managerOf(t *testing.T, s *store.Store, people []portfolio.Person, programme string) access.Actor {
	t.Helper()
	for _, p := range people {
		if p.Email == "manager."+programme+"@qadam.demo" {
			actor, err := s.Actor(context.Background(), p.ID)
			if err != nil {
				t.Fatal(err)
			}
			return actor
		}
	}
	t.Fatalf("%s has no manager", programme)
	return access.Actor{}
}

// board is how a programme stands now.
func board(t *testing.T, s *store.Store, programmeID int64) *portfolio.Board {
	t.Helper()
	p, _, err := s.Read(access.System(), s.Instant()).Picture(context.Background(), programmeID)
	if err != nil {
		t.Fatal(err)
	}
	return p.Board(demo.Year)
}

// finishes is where every line of a board stands and when it ends.
func finishes(b *portfolio.Board) string {
	var all strings.Builder
	for i := range b.Lines {
		l := &b.Lines[i]
		fmt.Fprintf(&all, "%s %s %s %s; ", l.Number, l.Status, l.Finish, l.PushedTo)
	}
	return all.String()
}
