package planning_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/views/href"
)

const astanaTimeline = astana + "?view=timeline"

// bar is the bar of a milestone: its sentence, and its drawing.
func (p *page) bar(number string) *goquery.Selection {
	p.t.Helper()
	row := p.doc.Find(".timeline-row").FilterFunction(func(_ int, s *goquery.Selection) bool {
		return strings.TrimSpace(s.Find(".line-number").Text()) == number
	})
	if row.Length() != 1 {
		p.t.Fatalf("%d rows of %s on:\n%s", row.Length(), number, p.words())
	}
	return row.Find(".timeline-bar")
}

func (p *page) sentence(number string) string {
	p.t.Helper()
	return strings.ReplaceAll(p.bar(number).AttrOr("aria-label", ""), "\u00a0", " ")
}

// onTimeline are the milestones on the page, from top to bottom.
func (p *page) onTimeline() string {
	var out []string
	p.doc.Find(".timeline .line-number").Each(func(_ int, s *goquery.Selection) { out = append(out, strings.TrimSpace(s.Text())) })
	return strings.Join(out, " ")
}

func (p *page) bands() string {
	var out []string
	p.doc.Find(".timeline-group .timeline-title").Each(func(_ int, s *goquery.Selection) {
		out = append(out, strings.Join(strings.Fields(s.Text()), " "))
	})
	return strings.Join(out, " | ")
}

// The table and the timeline are twins: the same lines, whatever is asked for.
func TestTheTimelineHasTheLinesOfTheTable(t *testing.T) {
	v := storied(t).as("official")
	for _, q := range []string{"", "q=line+1.3", "q=nothing", "status=overdue", "stale=on", "gate=on", "project=ikomek", "model=public",
		"direction=safety", "executor=akimat-astana", "zone=zone-astana", "group=status", "group=none&sort=-due", "as_of=2018-05-31", "status=overdue&group=executor"} {
		table := v.get(astana + "?" + q).is(http.StatusOK).numbers()
		if got := v.get(astanaTimeline + "&" + q).is(http.StatusOK).onTimeline(); got != table {
			t.Errorf("%s: the timeline has %q, the table %q", q, got, table)
		}
	}
}

// A bar says what it shows: plan, status, what was said, the difference.
func TestABarSaysItsSentence(t *testing.T) {
	p := storied(t).as("official").get(astanaTimeline).is(http.StatusOK)
	for number, want := range map[string]string{
		"1.1": "1.1 Line 1.1: planned 1 Feb 2018 – 30 Mar 2018; Done; done on 6 Apr 2018; 7 days after the deadline",
		"1.2": "1.2 Line 1.2: planned 2 Apr 2018 – 2 Jul 2018; Overdue; forecast 10 Aug 2018; 39 days after the deadline; progress 60%; follows 1.1; does not wait for 1.1",
	} {
		if got := p.sentence(number); !strings.HasPrefix(got, want) {
			t.Errorf("%s says\n%s, want\n%s", number, got, want)
		}
	}
	if !strings.Contains(p.sentence("1.3"), say("milestone.gate")) {
		t.Errorf("a gate does not say so: %s", p.sentence("1.3"))
	}
	if got := p.bar("1.1").AttrOr("href", ""); got != href.Milestone(p.visitor.site.Milestones["astana 1.1"]) {
		t.Errorf("a bar leads to %s", got)
	}
	if p.bar("1.2").Find(".gantt-overdue").Length() != 1 || p.bar("1.1").Find(".gantt-done").Length() != 1 {
		t.Error("bars have not the statuses of their milestones")
	}
	p.says("As of", say("timeline.baseline"))
	past := p.visitor.get(astanaTimeline + "&as_of=2018-05-31").is(http.StatusOK)
	if got := past.bar("1.1").AttrOr("href", ""); !strings.HasSuffix(got, "?as_of=2018-05-31") {
		t.Errorf("a bar of the past leads to %s", got)
	}
}

// What drives the end of the roadmap is marked, in the drawing and in words, as
// the board's schedule has it.
func TestTheCriticalPathIsMarked(t *testing.T) {
	s := storied(t)
	picture, _, err := s.Store.Read(s.Actor("official"), s.Store.Instant()).PictureOf(context.Background(), "astana")
	s.must(err)
	b := picture.Board(2018)
	p := s.as("official").get(astanaTimeline)
	marked := 0
	for i := range b.Lines {
		l := &b.Lines[i]
		timing, _ := b.Schedule().Timing(l.MilestoneID)
		critical := timing.Critical && !l.Facts.Accepted
		if drawn := p.bar(l.Number).Find(".gantt-critical").Length() == 1; drawn != critical {
			t.Errorf("%s critical: %v, drawn: %v", l.Number, critical, drawn)
		}
		if said := strings.Contains(p.sentence(l.Number), say("timeline.critical")); said != critical {
			t.Errorf("%s critical: %v, said: %v", l.Number, critical, said)
		}
		if critical {
			marked++
		}
	}
	if marked == 0 {
		t.Error("nothing is critical")
	}
}

// A link is red where what is expected does not keep to it: 1.1 is expected on
// 20 April, and 1.2 is to begin on 2 April.
func TestALinkThatIsNotKeptToIsRed(t *testing.T) {
	s := serve(t)
	if p := s.as("official").get(astanaTimeline); p.bar("1.2").Find("use.gantt-broken").Length() != 0 || strings.Contains(p.sentence("1.2"), "does not wait") {
		t.Error("nothing is late yet")
	}
	s.Clock.Set("2018-04-02 10:00")
	s.Report("astana 1.1", 90, "2018-04-20")
	p := s.as("official").get(astanaTimeline)
	if p.bar("1.2").Find("use.gantt-broken").Length() == 0 {
		t.Error("the link to 1.2 is not red")
	}
	if !strings.Contains(p.sentence("1.2"), say("timeline.say_broken", "Numbers", "1.1")) {
		t.Errorf("1.2 says %s", p.sentence("1.2"))
	}
}

// Against a day, a bar shows where it ended then.
func TestTheTimelineIsCompared(t *testing.T) {
	p := storied(t).as("official").get(astanaTimeline + "&against=2018-05-31").is(http.StatusOK)
	if p.bar("1.2").Find(".gantt-was").Length() != 1 || p.bar("1.1").Find(".gantt-was").Length() != 0 {
		t.Error("1.2 moved since, 1.1 did not")
	}
	if !strings.Contains(p.sentence("1.2"), say("timeline.say_was", "Day", testkit.Day("2018-06-29"))) {
		t.Errorf("1.2 says %s", p.sentence("1.2"))
	}
}

func TestTimelinesOfAProgrammeAndOfAll(t *testing.T) {
	v := storied(t).as("official")
	p := v.get("/programmes/astana/timeline").is(http.StatusOK)
	if p.onTimeline() != "1.1 1.2 1.3 2.1 2.2" || p.bands() != "Project sergek | Project ikomek" {
		t.Errorf("Astana: %s in %s", p.onTimeline(), p.bands())
	}
	all := v.get("/timeline").is(http.StatusOK)
	if n := len(strings.Fields(all.onTimeline())); n <= 5 {
		t.Errorf("all programmes have %d lines", n)
	}
	if !strings.Contains(all.bands(), "Project sergek · Smart Astana") {
		t.Errorf("bands %s", all.bands())
	}
	if got := v.get("/timeline?programme=astana").onTimeline(); got != p.onTimeline() {
		t.Errorf("narrowed to Astana: %s", got)
	}
	if got := v.get("/timeline?group=programme").bands(); !strings.HasPrefix(got, "Smart Astana | ") {
		t.Errorf("by programme: %s", got)
	}
	if got := v.get("/timeline?group=direction").bands(); strings.Count(got, "Safety") != 1 {
		t.Errorf("a direction of two programmes is one group: %s", got)
	}
	v.get("/timeline?programme=nowhere").is(http.StatusOK).says(say("timeline.none"))
	v.get("/programmes/nowhere/timeline").is(http.StatusNotFound)
	v.get("/timeline?q=zzz").is(http.StatusOK).says(say("roadmap.nothing_found"))
	v.get("/timeline?as_of=2018-01-10").is(http.StatusOK).says(say("timeline.none"))
}

// Rows beyond the first come when they are scrolled to, each chunk by its own
// address; without a script that address is a page. On paper all are there.
func TestRowsComeInChunks(t *testing.T) {
	s := serve(t)
	s.second(120)
	v := s.as("manager.astana")
	const draft = astanaTimeline + "&version=2"
	p := v.get(draft).is(http.StatusOK)
	if got := p.doc.Find(".timeline-chunk .timeline-row").Length(); got != 50 {
		t.Errorf("%d rows at first", got)
	}
	if got := p.doc.Find(".timeline").AttrOr("aria-rowcount", ""); got != "129" { // 125 lines, 3 heads, and the head of all
		t.Errorf("aria-rowcount %s", got)
	}
	rest := p.doc.Find(".timeline-rest")
	if rest.Length() != 2 || rest.First().AttrOr("id", "") != "rows-51" {
		t.Fatalf("%d chunks to come", rest.Length())
	}
	address := rest.First().AttrOr("data-hx-get", "")
	if got := rest.First().Find("a").AttrOr("href", ""); got != address+"#rows-51" {
		t.Errorf("without a script the rows are at %s", got)
	}
	second := v.get(address).is(http.StatusOK)
	if id := second.doc.Find(".timeline-chunk").AttrOr("id", ""); id != "rows-51" || second.doc.Find(".timeline-rest").Length() != 2 {
		t.Errorf("the page of %s has %s", address, id)
	}
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Header.Set("HX-Request", "true")
	r.Header.Set("HX-Target", "div#rows-51")
	part := v.send(r).is(http.StatusOK)
	if part.doc.Find(".timeline").Length() != 0 || part.doc.Find("#rows-51 .timeline-row").Length() != 50 || part.Header.Get("HX-Push-Url") != "" {
		t.Error("a chunk is not a part of the page alone, or changes the address")
	}
	if got := v.get(draft + "&rows=all").doc.Find(".timeline-row .line-number").Length(); got != 125 {
		t.Errorf("%d lines on paper", got)
	}
}

// In a draft bars can be moved: start and end are kept, a term that stays where
// it was stays a term.
func TestABarOfADraftIsMoved(t *testing.T) {
	s := serve(t)
	s.second(1)
	id := s.Milestones["astana 1.3"]
	v := s.as("manager.astana")
	at := astana + "/draft/lines/" + strconv.FormatInt(id, 10) + "/dates"
	const draft = astanaTimeline + "&version=2"
	moved := func(start, due string) url.Values {
		b := v.get(draft).is(http.StatusOK).bar("1.3")
		if got := b.AttrOr("data-move", ""); got != at {
			t.Fatalf("the bar is moved at %s, want %s", got, at)
		}
		return url.Values{"start": {start}, "due": {due}, "revision": {b.AttrOr("data-revision", "")}, "back": {draft + "&scale=years&from=1"}}
	}
	was := v.get(draft).bar("1.3")
	if got := was.AttrOr("href", ""); got != href.DraftLine("astana", 2018, id) {
		t.Errorf("without a script the bar leads to %s", got)
	}
	due := was.AttrOr("data-due", "")
	before := s.line(t, 2, id)

	v.post(at, moved("2018-07-04", due)).is(http.StatusSeeOther)
	if got := s.line(t, 2, id); got.Start.String() != "2018-07-04" || got.Due != before.Due {
		t.Errorf("only the start was moved: %s – %s", got.Start, got.Due)
	}
	answer := v.post(at, moved("2018-07-03", "2018-10-10")).is(http.StatusSeeOther)
	if got := answer.Header.Get("Location"); got != astana+"?from=1&scale=years&version=2&view=timeline#line-"+strconv.FormatInt(id, 10) {
		t.Errorf("leads to %s", got)
	}
	answer.follow().is(http.StatusOK)
	if got := s.line(t, 2, id); got.Due.String() != "2018-10-10" {
		t.Errorf("due %s", got.Due)
	}

	stale := moved("2018-07-04", "2018-10-11")
	stale.Set("revision", "1")
	v.post(at, stale).is(http.StatusConflict).says(say("fault.changed_meanwhile"))
	v.post(at, moved("2018-07-04", "2018-06-01")).is(http.StatusUnprocessableEntity).says(say("roadmap.due_before_start"))
	v.post(at, moved("nonsense", "2018-10-11")).is(http.StatusUnprocessableEntity)
	elsewhere := moved("2018-07-05", "2018-10-11")
	elsewhere.Set("back", "https://example.com/roadmaps/astana/2018?q=x")
	if got := v.post(at, elsewhere).is(http.StatusSeeOther).Header.Get("Location"); !strings.HasPrefix(got, astana+"?") {
		t.Errorf("leads to %s", got)
	}

	for who, want := range map[string]int{"official": http.StatusForbidden, "manager.ontustik": http.StatusNotFound, "member": http.StatusForbidden} {
		if got := s.as(who).post(at, stale).Status; got != want {
			t.Errorf("%s gets %d, want %d", who, got, want)
		}
	}
	if got := s.as("official").get(draft).is(http.StatusOK).bar("1.3").AttrOr("data-move", ""); got != "" {
		t.Error("who only reads drafts may not move")
	}
}

// A version that is in force or under approval is moved by no address.
func TestWhatIsNoDraftIsNotMoved(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	id := s.Milestones["astana 1.3"]
	at := fmt.Sprintf("%s/draft/lines/%d/dates", astana, id)
	form := url.Values{"start": {"2018-07-02"}, "due": {"2018-10-10"}, "revision": {"1"}}
	v.post(at, form).is(http.StatusConflict)
	s.submit(s.second(1))
	v.post(at, form).is(http.StatusConflict)
	if v.get(astanaTimeline+"&version=2").doc.Find("[data-move]").Length() != 0 {
		t.Error("bars of a submitted version offer to be moved")
	}
}

// line is a line of a version of Astana's roadmap as it stands now.
func (s *site) line(t *testing.T, version int, milestone int64) *portfolio.Plan {
	t.Helper()
	ctx, r := context.Background(), s.Store.Read(s.Actor("manager.astana"), s.Store.Instant())
	picture, _, err := r.PictureOf(ctx, "astana")
	s.must(err)
	sheet, err := r.Sheet(ctx, *picture.Roadmap(2018).Version(version))
	s.must(err)
	return sheet.Plan(milestone)
}
