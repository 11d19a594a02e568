package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit/browse"
	"qadam/views/href"
	"qadam/views/ui"
)

const (
	manager  = "manager.astana@qadam.demo"
	expert   = "expert1@qadam.demo"
	official = "official@qadam.demo"
	admin    = "admin@qadam.demo"
)

// TestJourneys are what people come for, done in a browser as they do it.
func TestJourneys(t *testing.T) {
	b := browse.Start(t)
	journeys := []struct {
		name string
		walk func(*testing.T, *browse.Chromium, *browse.Site)
	}{
		{"the main job: reported, accepted, seen by the ministry today and not yesterday", mainJob},
		{"the same report without scripts", withoutScripts},
		{"by keyboard alone", byKeyboard},
		{"on a telephone", onPhone},
		{"a language is remembered", languages},
		{"a day of the past offers no form", thePast},
		{"a new password ends the other sessions; signing out ends one's own", passwords},
		{"the roadmap is narrowed in place, and the address says how", filters},
		{"the administrator lets somebody in", newcomer},
		{"two people report on one milestone", conflict},
	}
	for _, j := range journeys {
		t.Run(j.name, func(t *testing.T) {
			j.walk(t, b, browse.Serve(t))
		})
	}
}

// say is a sentence of the catalogue, so that a journey speaks as its pages do.
func say(l i18n.Locale, key string, args ...any) string {
	return strings.ReplaceAll(i18n.T(i18n.With(context.Background(), l), key, args...), "\u00a0", " ")
}

// astana is the board of Astana's roadmap as it stands at the curtain.
func astana(t *testing.T, s *browse.Site) *portfolio.Board {
	t.Helper()
	picture, _, err := s.App.Store.Read(s.Actor(official), s.App.Store.Instant()).PictureOf(t.Context(), "astana")
	if err != nil {
		t.Fatal(err)
	}
	return picture.Board(2018)
}

// pick is the first line that suits.
func pick(t *testing.T, b *portfolio.Board, suits func(portfolio.Line) bool) portfolio.Line {
	t.Helper()
	for _, l := range b.Lines {
		if suits(l) {
			return l
		}
	}
	t.Fatal("the demonstration has no such milestone")
	return portfolio.Line{}
}

// underWay is a milestone on track on which 60 per cent can be reported.
func underWay(l portfolio.Line) bool {
	return l.Status == portfolio.OnTrack && l.Facts.Percent < 60 && l.Deadline.After(browse.Today().AddDays(10)) && !l.Start.After(browse.Today())
}

func awaiting(l portfolio.Line) bool { return l.Facts.AwaitsReview() }

func mainJob(t *testing.T, b *browse.Chromium, s *browse.Site) {
	board := astana(t, s)
	late, waiting := pick(t, board, underWay), pick(t, board, awaiting)
	before, yesterday := portfolioOf(t, s, ""), portfolioOf(t, s, browse.Today().AddDays(-1).String())
	forecast := late.Deadline.AddDays(21)

	who := b.Open(t, s)
	who.SignIn(manager)
	if got := who.Address(); got != "/" {
		t.Errorf("after signing in: %s, want my work", got)
	}
	if !who.Has(`main a[href*="milestone"]`) {
		t.Error("my work shows no milestone")
	}
	who.Go(href.Milestone(late.MilestoneID) + "?lang=ru")
	who.Fill(say(i18n.RU, "milestone.done_share"), "60")
	who.Fill(say(i18n.RU, "word.forecast"), ui.DayText(forecast))
	who.Fill(say(i18n.RU, "milestone.what_happened"), "Подрядчик задерживает поставку на три недели")
	who.Click(say(i18n.RU, "milestone.save_update"))
	who.Sees("Подрядчик задерживает поставку на три недели")
	history := who.TextOf("main")
	for _, want := range []string{"60 %", ui.DayText(forecast), say(i18n.RU, "status.at_risk")} {
		if !strings.Contains(history, want) {
			t.Errorf("the milestone's page does not say %q:\n%s", want, history)
		}
	}

	judge := b.Open(t, s)
	judge.SignIn(expert)
	judge.Go(href.Milestone(waiting.MilestoneID) + "?lang=kk")
	judge.Fill(say(i18n.KK, "word.done_on"), ui.DayText(browse.Today().AddDays(-3)))
	judge.Click(say(i18n.KK, "milestone.accept"))
	judge.SeesIn("main", say(i18n.KK, "status.done"))

	want := before["astana"]
	want.Milestones["at_risk"]++
	want.Milestones["on_track"]--
	want.Milestones["done"]++
	want.Milestones["reported"]--
	after := portfolioOf(t, s, "")
	if d := cmp.Diff(want.Milestones, after["astana"].Milestones); d != "" {
		t.Errorf("the portfolio as of today (-want +got):\n%s", d)
	}
	for code := range before {
		if code != "astana" {
			if d := cmp.Diff(before[code], after[code]); d != "" {
				t.Errorf("%s changed too:\n%s", code, d)
			}
		}
	}
	if d := cmp.Diff(yesterday, portfolioOf(t, s, browse.Today().AddDays(-1).String())); d != "" {
		t.Errorf("the portfolio as of yesterday changed:\n%s", d)
	}
	ministry := b.Open(t, s)
	ministry.SignIn(official)
	ministry.Go(href.Portfolio() + "?lang=en")
	seesCounts(t, ministry, after["astana"])
	ministry.Go(href.Portfolio() + "?lang=en&as_of=" + browse.Today().AddDays(-1).String())
	ministry.Sees(say(i18n.EN, "ui.past_read_only"))
	seesCounts(t, ministry, yesterday["astana"])
}

// counted is what /portfolio.json says of one programme.
type counted struct {
	Code       string         `json:"code"`
	Status     string         `json:"status"`
	Milestones map[string]int `json:"milestones"`
	Roadmap    map[string]any `json:"roadmap"`
}

func portfolioOf(t *testing.T, s *browse.Site, day string) map[string]counted {
	t.Helper()
	address := s.URL + "/portfolio.json"
	if day != "" {
		address += "?as_of=" + day
	}
	r, err := s.Client(official).Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	var data struct{ Programmes []counted }
	if err := json.Unmarshal(body, &data); err != nil || r.StatusCode != http.StatusOK || len(data.Programmes) != 5 {
		t.Fatalf("%s: %s %v %s", address, r.Status, err, body)
	}
	out := map[string]counted{}
	for _, p := range data.Programmes {
		sum := 0
		for _, state := range []string{"done", "reported", "overdue", "at_risk", "on_track", "not_started"} {
			sum += p.Milestones[state]
		}
		if sum != p.Milestones["total"] {
			t.Errorf("%s: the states add up to %d of %d", p.Code, sum, p.Milestones["total"])
		}
		out[p.Code] = p
	}
	return out
}

// seesCounts looks for the programme's figures on the page of the portfolio.
func seesCounts(t *testing.T, tab *browse.Tab, want counted) {
	t.Helper()
	row := tab.TextOf(`main tr:has(a[href*="/programmes/astana"])`)
	done := fmt.Sprintf("%d", want.Milestones["done"])
	total := fmt.Sprintf("%d", want.Milestones["total"])
	if !strings.Contains(row, done) || !strings.Contains(row, total) {
		t.Errorf("%s: Astana's row does not say %s of %s: %s", tab.Address(), done, total, row)
	}
	for _, state := range []portfolio.Status{portfolio.Done, portfolio.AtRisk, portfolio.Reported} {
		words := fmt.Sprintf("%s %d", say(i18n.EN, "status."+string(state)), want.Milestones[string(state)])
		if want.Milestones[string(state)] > 0 && !tab.Has(fmt.Sprintf(`main tr:has(a[href*="/programmes/astana"]) [aria-label*=%q]`, words)) {
			t.Errorf("%s: Astana's bar does not say %q", tab.Address(), words)
		}
	}
}

func withoutScripts(t *testing.T, b *browse.Chromium, s *browse.Site) {
	line := pick(t, astana(t, s), underWay)
	tab := b.Open(t, s)
	tab.NoScript()
	tab.SignIn(manager)
	tab.Go(href.Milestone(line.MilestoneID) + "?lang=en")
	tab.Fill(say(i18n.EN, "milestone.done_share"), "160")
	tab.Fill(say(i18n.EN, "milestone.what_happened"), "Half of the cabinets stand")
	tab.Click(say(i18n.EN, "milestone.save_update"))
	tab.SeesIn(".alert-danger", "100")
	if tab.Status() != http.StatusUnprocessableEntity {
		t.Errorf("160 per cent: %d, want 422", tab.Status())
	}
	if !strings.Contains(browse.Eval[string](tab, `document.querySelector("textarea[name=note]").value`), "Half of the cabinets") {
		t.Error("what was typed is lost")
	}
	tab.Fill(say(i18n.EN, "milestone.done_share"), "60")
	tab.Fill(say(i18n.EN, "word.forecast"), ui.DayText(line.Deadline.AddDays(14)))
	tab.Click(say(i18n.EN, "milestone.save_update"))
	tab.SeesIn("main", "60%")
	tab.SeesIn("main", "Half of the cabinets stand")
	tab.SeesIn("main", say(i18n.EN, "status.at_risk"))

	file := filepath.Join(t.TempDir(), "Акт приёмки.txt")
	if err := os.WriteFile(file, []byte("The works have been accepted.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	other := pick(t, astana(t, s), func(l portfolio.Line) bool { return underWay(l) && l.MilestoneID != line.MilestoneID })
	tab.Go(href.Milestone(other.MilestoneID))
	tab.Fill(say(i18n.EN, "milestone.done_share"), "100")
	tab.Fill(say(i18n.EN, "word.forecast"), ui.DayText(browse.Today()))
	tab.Click(say(i18n.EN, "milestone.say_done"))
	tab.Click(say(i18n.EN, "milestone.attach"))
	tab.Attach(say(i18n.EN, "word.files"), file)
	tab.Click(say(i18n.EN, "milestone.save_update"))
	tab.SeesIn("main", say(i18n.EN, "status.reported"))
	tab.SeesIn("main", "Акт приёмки.txt")
}

func thePast(t *testing.T, b *browse.Chromium, s *browse.Site) {
	line := pick(t, astana(t, s), underWay)
	tab := b.Open(t, s)
	tab.SignIn(manager)
	tab.Go(href.Milestone(line.MilestoneID) + "?lang=en")
	day := civil.Date{Year: 2018, Month: 9, Day: 3}
	tab.Fill(say(i18n.EN, "ui.as_of"), ui.DayText(day))
	tab.Click(say(i18n.EN, "ui.show"))
	tab.Sees(say(i18n.EN, "ui.past_read_only"))
	if n := browse.Eval[int](tab, `document.querySelectorAll("main form[method=post]").length`); n != 0 {
		t.Errorf("%s offers %d forms", tab.Address(), n)
	}
	tab.Click(say(i18n.EN, "ui.nav_programmes"))
	if !strings.Contains(tab.Address(), "as_of=2018-09-03") {
		t.Errorf("a link leaves the past: %s", tab.Address())
	}
	tab.Click(say(i18n.EN, "ui.past_back"))
	if strings.Contains(tab.Address(), "as_of") {
		t.Errorf("still in the past: %s", tab.Address())
	}
	for _, wrong := range []string{"2018-13-40", "2030-01-01", "soon"} {
		tab.Go(href.Portfolio() + "?as_of=" + wrong)
		if tab.Status() != http.StatusUnprocessableEntity || !tab.Has("[name=as_of][aria-invalid=true]") {
			t.Errorf("as of %s: %d, want the field marked", wrong, tab.Status())
		}
	}
}
