package planning_test

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/blob"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/internal/web"
	"qadam/seed"
	"qadam/seed/demo"
	"qadam/views/drafts"
	"qadam/views/href"
	"qadam/views/ui"
)

// karaganda is an installation with what every one begins with, the projects
// and pilot zones of one programme, and nobody but its manager and its head.
func karaganda(t *testing.T) (*visit.Site, demo.Play) {
	t.Helper()
	ctx, w := context.Background(), &testkit.World{T: t, Store: testkit.Store(t)}
	files, err := blob.Open(t.TempDir())
	must(t, err)
	t.Cleanup(func() { _ = files.Close() })
	w.App = app.New(w.Store, files)
	must(t, seed.Reference(ctx, w.App))
	i := slices.IndexFunc(demo.Plays(), func(p demo.Play) bool { return p.Programme == "karaganda" })
	play := demo.Plays()[i]
	r := w.Store.Read(access.System(), w.Store.Instant())
	seats, err := r.Seats(ctx)
	must(t, err)
	ref, err := r.Reference(ctx)
	must(t, err)
	programme := ref.ByCode("karaganda").ID
	w.People = map[string]int64{}
	for _, s := range seats {
		if s.ProgrammeID != programme {
			continue
		}
		who := string(s.Role) + ".karaganda"
		w.People[who], err = w.App.AddPerson(ctx, access.System(), app.NewPerson{Email: who + testkit.Account, Name: who, Locale: i18n.RU})
		must(t, err)
		must(t, w.App.GrantSeat(ctx, access.System(), w.People[who], s.ID, testkit.Day("2018-01-05"), civil.Date{}))
	}
	manager := w.Actor("manager.karaganda")
	for _, z := range play.Zones {
		_, err := w.App.AddZone(ctx, manager, portfolio.Zone{Code: z.Code, ProgrammeID: programme, Profile: portfolio.ZoneProfile{Name: z.Name, District: z.District, Geometry: z.Polygon}})
		must(t, err)
	}
	for _, p := range play.Projects {
		_, err := w.App.AddProject(ctx, manager, portfolio.Project{Code: p.Code, ProgrammeID: programme, Profile: portfolio.ProjectProfile{
			Name: p.Name, Direction: p.Direction, Model: portfolio.Model(p.Model), Goals: p.Goals, Zones: p.Zones, Grade: p.Grade,
		}})
		must(t, err)
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	return &visit.Site{World: w, Handler: web.New(web.Options{App: w.App, Log: log, Version: "test"})}, play
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestTheRoadmapOf2018IsRebuiltByHand draws up the roadmap of Karaganda for
// 2018 from an empty draft through the pages, as somebody new would: the lines
// one after another, then the links, then what the editor finds, then the
// submission. Its critical path is the one worked out by hand.
func TestTheRoadmapOf2018IsRebuiltByHand(t *testing.T) {
	s, play := karaganda(t)
	v := s.As("manager.karaganda")
	v.Get("/roadmaps").Is(http.StatusOK)
	v.Get("/roadmaps/new").Button("Begin the draft").Submit().Follow().Is(http.StatusOK).Says("2018 roadmap: draft", visit.Say("draft.empty"))
	h := hand{v: v, numbers: map[string]string{}}
	for i, project := range play.Projects {
		for j, l := range project.Lines {
			h.numbers[l.Key] = strconv.Itoa(i+1) + "." + strconv.Itoa(j+1)
			h.write(project.Code, l)
		}
	}
	for _, project := range play.Projects {
		for _, l := range project.Lines {
			h.link(l)
		}
	}
	v.Get("/roadmaps/karaganda/2018/draft").Says("33 lines", visit.Say("draft.complete")).SaysNot("weights 90")

	// What nobody reported yet ends when it is due, so the end of the roadmap
	// is the last deadline: December as a whole, whose last day is off; Q4 and
	// the year roll back, to Saturday 29 December, which is worked. Two lines
	// end then: 3.5, the launch of 109, and 6.4, the page of measurements.
	// Working days of December up to then: 4-7 (4), 10-14 (5), 19-21 (3; 17
	// and 18 are Independence), 24-28 (5), 29 (1): 18; 1 and 3 are off.
	// The floats of the lines around them, in working days:
	want := map[string]int{
		"3.5": 0,
		"6.4": 0,
		// 3.4 is due on 31 October and 3.5 begins on 12 November:
		// 1, 2, 5, 6, 7, 8, 9 November lie between.
		"3.4": 7,
		// 3.2, June, rolls from Saturday 30 June to 2 July; until 9 November
		// July has 20 days left, August 21, September 20, October 23, November 7.
		"3.2": 20 + 21 + 20 + 23 + 7,
		// 6.2 is due on 2 July as well; 6.4 begins on 15 October, five working
		// days after it: 8-12 October are the lag, so 6.2 may end on 5 October.
		"6.2": 20 + 21 + 20 + 5,
		// 1.4 is due on 20 December: 21 (1), 24-28 (5), 29 (1) are left.
		"1.4": 7,
		// 6.3 is due on 30 November. 1.4 may not end earlier than five working
		// days after it: 1.4 may end on 29 December, so 6.3 on 24 December,
		// with 24-28 between: 4-7 (4), 10-14 (5), 19-21 (3), 24 (1) are left.
		"6.3": 4 + 5 + 3 + 1,
		// 6.1 is due on 2 July; 6.3 takes its time and may begin as much later
		// as it may end later: 13 days after 1 August is 20 August. So 6.1 may
		// end on 17 August: July 20, and 1-17 August are 13.
		"6.1": 20 + 13,
		// 4.5 is due on 14 December: 19-21 (3), 24-28 (5), 29 (1) are left.
		"4.5": 9,
	}
	doc := h.data(t)
	for number, days := range want {
		if got := doc.line(number).float(); got != days {
			t.Errorf("line %s has a float of %d working days, by hand %d", number, got, days)
		}
	}
	if got := doc.critical(); got != "3.5 6.4" {
		t.Errorf("critical are %s, by hand 3.5 and 6.4", got)
	}
	if doc.End != "2018-12-29" {
		t.Errorf("it ends on %s, by hand on 2018-12-29", doc.End)
	}

	// Now the pilot, 1.3, is to be done on 6 November only. The centre, 1.4,
	// takes 36 working days: 29-31 October (3), November (22), 4-20 December
	// (4 + 5 + 2). It cannot begin on 29 October but on 7 November: the rest of
	// November is 18 days (7-9, 12-16, 19-23, 26-30), and 18 are left until 29
	// December. So it ends with the roadmap, seven working days later, and the
	// way through 1.3 and 1.4 is critical too. The page says so before saving.
	f := h.form("1.3").Fill("due_kind", "day", "due_day", "06.11.2018")
	f.Values.Set("step", "effect")
	effect := f.Submit().Is(http.StatusOK).TextOf("#effect")
	for _, say := range []string{"1 other line moves", "1.4", "+7 working days", "1 gate moves."} {
		if !strings.Contains(effect, say) {
			t.Errorf("the effect does not say %q:\n%s", say, effect)
		}
	}
	f.Values.Set("step", "save")
	f.Submit().Follow()
	doc = h.data(t)
	if got := doc.critical(); got != "1.3 1.4 3.5 6.4" {
		t.Errorf("critical are %s, by hand 1.3, 1.4, 3.5 and 6.4", got)
	}
	if got := doc.line("1.4").Finish; got != "2018-12-29" {
		t.Errorf("the centre can be ready on %s, by hand on 2018-12-29", got)
	}
	v.Get("/roadmaps/karaganda/2018/draft").Button("Undo").Submit().Follow().SaysNot("06.11.2018")
	if got := h.data(t).critical(); got != "3.5 6.4" {
		t.Errorf("taken back, critical are %s", got)
	}
	s.As("head.karaganda").Get("/roadmaps/karaganda/2018/draft").Button("Submit for approval").Submit().Follow().Is(http.StatusOK).Says("Submitted")
}

// hand writes lines through the pages.
type hand struct {
	v       *visit.Visitor
	numbers map[string]string // of lines, by their key in the play
}

// write fills in the form of a new line.
func (h hand) write(project string, l demo.Line) {
	h.v.T.Helper()
	p := h.v.Get(href.DraftNewLine("karaganda", 2018, project)).Is(http.StatusOK)
	f := p.Button("Save").Fill("title_kk", l.Title.KK, "title_ru", l.Title.RU, "title_en", l.Title.EN, "form", l.Form,
		"start", ui.DayText(l.Start), "due_kind", string(l.Due.Kind), "weight", strconv.Itoa(l.Weight), "note", l.Note)
	switch l.Due.Kind {
	case civil.Day:
		f.Fill("due_day", ui.DayText(l.Due.Day))
	default:
		f.Fill("due_"+string(l.Due.Kind), strconv.Itoa(l.Due.N), "due_year", strconv.Itoa(l.Due.Year))
	}
	f.Choose("lead", h.body(l.Lead))
	for _, code := range l.With {
		f.Tick("co", h.tick(p, h.body(code)))
	}
	for i, c := range l.Cost {
		f.Fill(drafts.Cell("cost_sum", i), strings.ReplaceAll(strconv.FormatFloat(float64(c.Amount)/1e8, 'f', -1, 64), ".", ",")+" млн",
			drafts.Cell("cost_source", i), l.Source, drafts.Cell("cost_year", i), strconv.Itoa(c.Year), drafts.Cell("cost_code", i), l.BudgetCode)
	}
	if l.Gate {
		f.Tick("gate", "on")
	}
	if l.ForMoney {
		f.Tick("for_money", "on")
	}
	if l.Zone != "" {
		f.Choose("zone", h.zone(l.Zone))
	}
	f.Submit().Follow().Is(http.StatusOK).Says(visit.Say("draft.line_saved"))
}

// link adds the predecessors of a line by their numbers.
func (h hand) link(l demo.Line) {
	h.v.T.Helper()
	if len(l.After) == 0 {
		return
	}
	f := h.form(h.numbers[l.Key])
	for i, link := range l.After {
		if i > 0 {
			f.Values.Set("step", "rows")
			f = f.Submit().Is(http.StatusOK).Button("Save")
		}
		f.Fill(drafts.Cell("after", i), h.numbers[link.Key], drafts.Cell("after_kind", i), link.Kind, drafts.Cell("after_lag", i), strconv.Itoa(link.Lag))
	}
	f.Submit().Follow().Is(http.StatusOK)
}

// form is the form of the line with the number.
func (h hand) form(number string) *visit.Form {
	h.v.T.Helper()
	p := h.v.Get("/roadmaps/karaganda/2018/draft?q=" + number)
	address := ""
	for _, n := range p.Doc.Find(`tr[id^="line-"]`).Nodes {
		if row := p.Doc.FindNodes(n); visit.Plain(row.Find(".line-number").Text()) == number {
			address = row.Find(".line-title a").AttrOr("href", "")
		}
	}
	return h.v.Get(address).Is(http.StatusOK).Button("Save")
}

// body is what a body is called in English.
func (h hand) body(code string) string {
	h.v.T.Helper()
	ref, err := h.v.Site.Store.Read(access.System(), h.v.Site.Store.Instant()).Reference(context.Background())
	must(h.v.T, err)
	for _, b := range ref.Bodies {
		if b.Code == code {
			return b.Name.EN
		}
	}
	h.v.T.Fatalf("no body %s", code)
	return ""
}

// tick is the value of the box with the words.
func (h hand) tick(p *visit.Page, words string) string {
	h.v.T.Helper()
	for _, n := range p.Doc.Find("fieldset.picks label").Nodes {
		if label := p.Doc.FindNodes(n); visit.Plain(label.Text()) == words {
			return label.Find("input").AttrOr("value", "")
		}
	}
	h.v.T.Fatalf("no box says %q", words)
	return ""
}

func (h hand) zone(code string) string {
	for _, z := range demo.Plays() {
		for _, one := range z.Zones {
			if one.Code == code {
				return one.Name.EN
			}
		}
	}
	return ""
}

// scheduled is what the data of a roadmap say of its lines in time.
type scheduled struct {
	End   string `json:"end"`
	Lines []scheduledLine
}

type scheduledLine struct {
	Number   string
	Float    *int   `json:"total_float"`
	Critical *bool  `json:"critical"`
	Finish   string `json:"earliest_finish"`
}

func (l scheduledLine) float() int {
	if l.Float == nil {
		return -1000
	}
	return *l.Float
}

func (h hand) data(t *testing.T) scheduled {
	t.Helper()
	return visit.JSON[scheduled](h.v.Get("/roadmaps/karaganda/2018.json?version=1"))
}

func (d scheduled) line(number string) scheduledLine {
	for _, l := range d.Lines {
		if l.Number == number {
			return l
		}
	}
	return scheduledLine{}
}

// critical are the numbers of the critical lines.
func (d scheduled) critical() string {
	var all []string
	for _, l := range d.Lines {
		if l.Critical != nil && *l.Critical {
			all = append(all, l.Number)
		}
	}
	return strings.Join(all, " ")
}
