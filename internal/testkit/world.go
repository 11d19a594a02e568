package testkit

import (
	"context"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/blob"
	"qadam/internal/i18n"
	"qadam/internal/paper"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// World is a small world with everything in it once: two programmes, a person
// for each role, a roadmap in force in each programme and one draft to come.
type World struct {
	T       testing.TB
	App     *app.App
	Store   *store.Store
	Files   *blob.Dir
	Clock   *Clock
	Address string // of the database
	Folder  string // of the files

	keys
	forms int
}

// keys are what the world's things are found by. They are the same in every
// copy, because the world is always made in the same order.
type keys struct {
	Programmes map[string]int64 // by code
	Bodies     map[string]int64 // by code
	People     map[string]int64 // by the address before the @
	Seats      map[string]int64 // by code
	Projects   map[string]int64 // by code
	Zones      map[string]int64 // by code
	Versions   map[string]int64 // by programme
	Milestones map[string]int64 // by programme and number, as in "astana 1.2"
}

// own is the keys as one world may add to them without others seeing it.
func (k keys) own() keys {
	return keys{
		Programmes: maps.Clone(k.Programmes), Bodies: maps.Clone(k.Bodies), People: maps.Clone(k.People), Seats: maps.Clone(k.Seats),
		Projects: maps.Clone(k.Projects), Zones: maps.Clone(k.Zones), Versions: maps.Clone(k.Versions), Milestones: maps.Clone(k.Milestones),
	}
}

// Morning is where the clock of a new world stands: both roadmaps have been in
// force for a month and nothing was reported yet.
const Morning = "2018-03-05 10:00"

// Account is the end of every address of the world.
const Account = "@qadam.test"

// NewWorld makes the world in a database of the dialect.
func NewWorld(t testing.TB, dialect string) *World {
	t.Helper()
	w := &World{T: t, Clock: NewClock(Start), Folder: filepath.Join(t.TempDir(), "files")}
	w.Address = Copied(t, dialect, "world", func(address string) { create(t, address) })
	w.keys = made.own()
	w.Store = opened(t, w.Address, w.Clock)
	w.Files = openFiles(t, w.Folder)
	w.App = app.New(w.Store, w.Files)
	w.App.Print = paper.Protocol
	w.Clock.Set(Morning)
	return w
}

// Worlds runs the test in a world of each dialect.
func Worlds(t *testing.T, test func(t *testing.T, w *World)) {
	t.Helper()
	Dialects(t, func(t *testing.T, dialect string) { test(t, NewWorld(t, dialect)) })
}

func openFiles(t testing.TB, folder string) *blob.Dir {
	t.Helper()
	files, err := blob.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = files.Close() })
	return files
}

// Actor returns a person with the rights of the clock's day: one of Roles and
// Programmes as in "manager.astana", "expert", "admin".
func (w *World) Actor(who string) access.Actor {
	w.T.Helper()
	id, ok := w.People[who]
	if !ok {
		w.T.Fatalf("testkit: nobody is called %s", who)
	}
	return actorOf(w.T, w.Store, id)
}

func actorOf(t testing.TB, s *store.Store, id int64) access.Actor {
	t.Helper()
	a, err := s.Actor(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Everyone lists the people of the world: one of each role, a manager and a
// head of another programme, and somebody without a seat.
var Everyone = []string{
	"manager.astana", "head.astana", "manager.ontustik", "head.ontustik", "expert", "chair", "secretary", "member",
	"official", "auditor", "admin", "nobody",
}

// Progress is a report on a milestone as its form would send it.
func (w *World) Progress(milestone string, percent int, forecast string) app.Progress {
	w.T.Helper()
	id, ok := w.Milestones[milestone]
	if !ok {
		w.T.Fatalf("testkit: no milestone %s", milestone)
	}
	w.forms++
	return app.Progress{
		MilestoneID: id, Percent: percent, Forecast: Day(forecast), Seen: w.lastUpdate(id),
		FormKey: strings.ReplaceAll(milestone, " ", "-") + "-" + string(rune('a'+w.forms)),
	}
}

func (w *World) lastUpdate(milestoneID int64) int64 {
	w.T.Helper()
	m, err := w.Store.Read(access.System(), w.Store.Instant()).Milestone(context.Background(), milestoneID)
	if err != nil {
		w.T.Fatal(err)
	}
	if last := m.Last(); last != nil {
		return last.ID
	}
	return 0
}

// Report has the programme's manager report and returns the update's key.
func (w *World) Report(milestone string, percent int, forecast string) int64 {
	w.T.Helper()
	return w.send(milestone, w.Progress(milestone, percent, forecast))
}

// SayDone has the programme's manager say that the milestone is done, with a
// link as evidence, and returns the update's key.
func (w *World) SayDone(milestone, on string) int64 {
	w.T.Helper()
	p := w.Progress(milestone, 100, on)
	p.SaidDone, p.Link = true, "https://example.kz/act"
	return w.send(milestone, p)
}

func (w *World) send(milestone string, p app.Progress) int64 {
	w.T.Helper()
	programme, _, _ := strings.Cut(milestone, " ")
	if err := w.App.ReportProgress(context.Background(), w.Actor("manager."+programme), p); err != nil {
		w.T.Fatalf("report on %s: %v", milestone, err)
	}
	return w.lastUpdate(p.MilestoneID)
}

// Accept has the expert accept the evidence of the milestone's last update.
func (w *World) Accept(milestone, doneOn string) {
	w.T.Helper()
	id := w.Milestones[milestone]
	err := w.App.AcceptEvidence(context.Background(), w.Actor("expert"), app.Acceptance{MilestoneID: id, UpdateID: w.lastUpdate(id), DoneOn: Day(doneOn)})
	if err != nil {
		w.T.Fatalf("accept %s: %v", milestone, err)
	}
}

// Line is the milestone's line as the official sees it at the end of the day,
// or now when there is no day.
func (w *World) Line(milestone, asOf string) portfolio.Line {
	w.T.Helper()
	at := w.Store.Instant()
	if asOf != "" {
		at = Day(asOf).EndOfDay()
	}
	programme, _, _ := strings.Cut(milestone, " ")
	picture, _, err := w.Store.Read(w.Actor("official"), at).PictureOf(context.Background(), programme)
	if err != nil {
		w.T.Fatal(err)
	}
	_, l := picture.Line(w.Milestones[milestone])
	if l == nil {
		return portfolio.Line{}
	}
	return *l
}

// text is the same word in every language, marked so that a mix-up is seen.
func text(s string) i18n.Text { return i18n.Text{KK: s + " кк", RU: s + " ру", EN: s} }
