package web_test

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit/browse"
	"qadam/views/href"
	"qadam/views/ui"
)

// What the timeline of all programmes with 5,000 milestones more may take
// (issue 3).
const (
	manyMilestones = 5_000
	firstScreen    = 100 * time.Millisecond // on the server
	firstBytes     = 150_000                // over the wire and cold, all that belongs to it
	slowFrame      = 200                    // milliseconds; a frame in twenty may take longer on a busy machine
	frozen         = 1_000                  // milliseconds; none may
)

// TestALongTimeline opens all programmes with thousands of milestones and
// scrolls to the end.
func TestALongTimeline(t *testing.T) {
	b := browse.Start(t)
	s := browse.Serve(t)
	s.Many(manyMilestones)

	client := s.Client(official)
	ask := func() (int, time.Duration) {
		t.Helper()
		begun := time.Now()
		r, err := client.Get(s.URL + href.Timeline())
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		body, err := io.ReadAll(r.Body)
		if err != nil || r.StatusCode != http.StatusOK {
			t.Fatal(r.Status, err)
		}
		return len(body), time.Since(begun)
	}
	bytes, cold := ask()
	// A machine that does other things too lets none of a few through at times: what counts is how long it takes when it may.
	best := time.Hour
	for n := 0; n < 9 || n < 90 && best > firstScreen; n++ {
		_, d := ask()
		best = min(best, d)
	}
	t.Logf("the first screen: %d kB of HTML, %s when nothing was known, then %s", bytes/1000, cold.Round(time.Millisecond), best.Round(100*time.Microsecond))
	if best > firstScreen {
		t.Errorf("the first screen takes %s on the server, at most %s", best, firstScreen)
	}

	tab := b.Open(t, s)
	tab.Enter(official)
	tab.Forget()
	tab.Weigh()
	tab.Go(href.Timeline() + "?lang=en")
	weight := tab.Weigh()
	t.Logf("over the wire: %d kB", weight/1000)
	if weight > firstBytes {
		t.Errorf("the first screen weighs %d bytes, at most %d", weight, firstBytes)
	}
	if tab.Has("#rows-51.timeline-chunk") {
		t.Error("rows that nobody sees were sent")
	}

	// The same for frames: a page that is slow is slow each time.
	var scrolled scrolling
	for tries := 0; tries < 4 && !scrolled.smooth(); tries++ {
		if tries > 0 {
			tab.Go(href.Timeline() + "?lang=en")
		}
		scrolled = scrollToTheEnd(tab)
		t.Logf("scrolled to the end with %d bars there: %d frames, half of them within %.0f ms, 95 of 100 within %.0f ms; %d long tasks, half of them within %.0f ms, the longest %.0f ms",
			scrolled.Rows, len(scrolled.Frames), most(scrolled.Frames, 500), most(scrolled.Frames, 950), len(scrolled.Tasks), most(scrolled.Tasks, 500), most(scrolled.Tasks, 1000))
	}
	if got := most(scrolled.Frames, 950); got > slowFrame {
		t.Errorf("a frame in twenty takes more than %.0f ms, at most %d", got, slowFrame)
	}
	if got := most(scrolled.Tasks, 1000); got > frozen {
		t.Errorf("the page freezes for %.0f ms, at most %d", got, frozen)
	}
	if tab.Has(".timeline-sheet > :last-child.timeline-rest") {
		t.Error("the last rows never came")
	}
	if got := browse.Eval[string](tab, `document.querySelector(".timeline-sheet > :last-child .timeline-row:last-child").getAttribute("aria-rowindex")`); got != browse.Eval[string](tab, `document.querySelector(".timeline").ariaRowCount`) {
		t.Errorf("the last row is %s", got)
	}
}

// scrolling is what a scroll to the end of a timeline took, in milliseconds.
type scrolling struct {
	Tasks  []float64 // that kept everything else waiting
	Frames []float64
	Rows   int
}

func (s scrolling) smooth() bool {
	return len(s.Frames) > 0 && most(s.Frames, 950) <= slowFrame && most(s.Tasks, 1000) <= frozen
}

// most is what so many of a thousand do not exceed.
func most(all []float64, thousandths int) float64 {
	if len(all) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(all))[(len(all)-1)*thousandths/1000]
}

// scrollToTheEnd scrolls through all rows and waits for the last of them.
func scrollToTheEnd(tab *browse.Tab) scrolling {
	tab.T.Helper()
	return browse.Await[scrolling](tab, `(async () => {
		const tasks = [], frames = [];
		new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: "longtask" });
		const line = document.querySelector(".timeline"), end = line.scrollHeight;
		let before = performance.now();
		const frame = () => new Promise(requestAnimationFrame).then((now) => {
			frames.push(now - before);
			before = now;
		});
		for (let top = 0; top < end; top += 300) {
			line.scrollTop = top;
			await frame();
		}
		line.scrollTop = end;
		for (let i = 0; i < 1200 && line.querySelector(".timeline-sheet > :last-child.timeline-rest"); i++) await new Promise((r) => setTimeout(r, 50));
		return { Tasks: tasks, Frames: frames, Rows: line.querySelectorAll(".timeline-bar").length };
	})()`)
}

// TestATimelineByKeyboard goes from bar to bar, hears each, and moves one of a
// draft.
func TestATimelineByKeyboard(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	s := browse.Serve(t)
	board := astana(t, s)
	tab := b.Open(t, s)
	tab.Enter(official)
	tab.Go(href.RoadmapTimeline("astana", 2018) + "&lang=en")
	browse.Eval[any](tab, `document.querySelector(".timeline-bar").focus()`)
	for i, want := range board.Lines[:3] {
		if i > 0 {
			tab.Press(kb.ArrowDown)
		}
		if i == 0 || want.ProjectID == board.Lines[i-1].ProjectID {
			if got := tab.Focused(); !strings.HasPrefix(got, "a "+want.Number+" ") {
				t.Errorf("after %d arrows: %s, want %s", i, got, want.Number)
			}
		}
	}
	if got := tab.TextOf(".timeline-tip"); got != flatNBSP(browse.Eval[string](tab, `document.activeElement.ariaLabel`)) {
		t.Errorf("the eye is told %q", got)
	}
	if n := browse.Eval[int](tab, `document.querySelectorAll(".timeline [data-cell][tabindex='0']").length`); n != 1 {
		t.Errorf("%d cells are in the order of the tab key", n)
	}
	tab.Press(kb.ArrowLeft)
	if got := tab.Focused(); strings.Contains(got, "planned") {
		t.Errorf("to the left of a bar: %s", got)
	}
	tab.PressAndWait(kb.Enter)
	if !strings.HasPrefix(tab.Address(), "/milestones/") {
		t.Errorf("Enter leads to %s", tab.Address())
	}
}

func flatNBSP(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// TestABarIsMovedByKeyboard moves a bar of a draft by working days, puts it
// back, moves it again and keeps it; the table says the same.
func TestABarIsMovedByKeyboard(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	s := browse.Serve(t)
	const drafter = "manager.aktobe@qadam.demo"
	line, version := firstOfDraft(t, s, "aktobe", 2019, drafter)
	tab := b.Open(t, s)
	tab.Enter(drafter)
	tab.Go(href.With(href.RoadmapVersion("aktobe", 2019, version), "view", "timeline", "lang", "en"))
	focus := func() {
		browse.Eval[any](tab, fmt.Sprintf(`document.getElementById("line-%d").focus()`, line.MilestoneID))
	}
	focus()
	tab.Press(kb.ArrowRight)
	tab.Press(kb.ArrowRight)
	tab.Sees(say(i18n.EN, "timeline.save"))
	tab.WaitFor(`document.querySelector(".timeline-effect").textContent !== ""`)
	if got, none := tab.TextOf(".timeline-effect"), say(i18n.EN, "schedule.nothing_moves"); got != none && !strings.Contains(got, say(i18n.EN, "schedule.end_roadmap", "Year", 2019)) {
		t.Errorf("what else moves: %q", got)
	}
	tab.Press(kb.Escape)
	tab.WaitFor(`document.querySelector("[data-moved]").hidden`)
	focus()
	tab.Press(kb.ArrowRight)
	tab.Shift(kb.ArrowRight)
	tab.PressAndWait(kb.Enter)
	tab.Sees(say(i18n.EN, "timeline.kept"))
	if got := browse.Eval[string](tab, "document.activeElement.id"); got != fmt.Sprintf("line-%d", line.MilestoneID) {
		t.Errorf("the focus is on %q after the bar was kept", got)
	}
	after, _ := firstOfDraft(t, s, "aktobe", 2019, drafter)
	if after.Start != working(t, s, line.Start, 1) || after.Deadline != working(t, s, line.Deadline, 2) {
		t.Errorf("moved from %s – %s to %s – %s", line.Start, line.Deadline, after.Start, after.Deadline)
	}
}

// TestTheEndOfWhatRepeatsStays moves a bar of what is done every quarter: its
// start goes, its end stays and that is said.
func TestTheEndOfWhatRepeatsStays(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	s := browse.Serve(t)
	const drafter = "manager.aktobe@qadam.demo"
	line, version := firstOfDraft(t, s, "aktobe", 2019, drafter)
	term := civil.Repeating(civil.Quarterly, 2019, 10)
	if err := s.App.ChangeLine(t.Context(), s.Actor(drafter), line.VersionID, line.MilestoneID, func(p *portfolio.Plan) { p.Due = term }, app.Unfinished); err != nil {
		t.Fatal(err)
	}
	line, _ = firstOfDraft(t, s, "aktobe", 2019, drafter)
	tab := b.Open(t, s)
	tab.Enter(drafter)
	tab.Go(href.With(href.RoadmapVersion("aktobe", 2019, version), "view", "timeline", "lang", "en"))
	browse.Eval[any](tab, fmt.Sprintf(`document.getElementById("line-%d").focus()`, line.MilestoneID))
	said := func(start civil.Date) string {
		return line.Number + ": " + ui.DayText(start) + " – " + ui.DayText(line.Deadline) + ". " + say(i18n.EN, "timeline.repeats", "Term", term)
	}
	tab.Shift(kb.ArrowRight)
	if got, want := flatNBSP(tab.TextOf(".timeline-said")), flatNBSP(said(line.Start)); got != want {
		t.Errorf("its end: %s, want %s", got, want)
	}
	next := working(t, s, line.Start, 1)
	tab.Press(kb.ArrowRight)
	if got, want := flatNBSP(tab.TextOf(".timeline-said")), flatNBSP(said(next)); got != want {
		t.Errorf("as a whole: %s, want %s", got, want)
	}
	tab.PressAndWait(kb.Enter)
	tab.Sees(say(i18n.EN, "timeline.kept"))
	if after, _ := firstOfDraft(t, s, "aktobe", 2019, drafter); after.Start != next || after.Due != term {
		t.Errorf("kept as %s – %s", after.Start, after.Due)
	}
}

// TestABarIsDragged follows the mouse from working day to working day, its end
// alone when it is taken there, and is put back.
func TestABarIsDragged(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	s := browse.Serve(t)
	const drafter = "manager.aktobe@qadam.demo"
	line, version := firstOfDraft(t, s, "aktobe", 2019, drafter)
	tab := b.Open(t, s)
	tab.Enter(drafter)
	tab.Go(href.With(href.RoadmapVersion("aktobe", 2019, version), "view", "timeline", "lang", "en", "scale", "months"))
	drag := func(from string, days int) string {
		return browse.Eval[string](tab, fmt.Sprintf(`(() => {
			const bar = document.getElementById("line-%d"), body = bar.querySelector(".gantt-body"), box = body.getBoundingClientRect();
			const wide = document.querySelector(".gantt-head").getBoundingClientRect().width / document.querySelector("[data-timeline]").dataset.works.length;
			const x = %s, put = (kind, on, at) => on.dispatchEvent(new PointerEvent(kind, { bubbles: true, button: 0, pointerType: "mouse", clientX: at, clientY: box.top + 5 }));
			put("pointerdown", body, x);
			put("pointermove", document, x + wide * %d);
			put("pointerup", document, x + wide * %[3]d);
			return document.querySelector(".timeline-said").textContent;
		})()`, line.MilestoneID, from, days))
	}
	day := func(d civil.Date) string { return ui.DayText(d) }
	if got, want := drag("box.left + 20", 7), line.Number+": "+day(line.Start.AddDays(7))+" – "+day(line.Deadline.AddDays(7)); got != want {
		t.Errorf("dragged by a week: %s, want %s", got, want)
	}
	tab.Click(say(i18n.EN, "timeline.cancel"))
	tab.WaitFor(`document.querySelector("[data-moved]").hidden`)
	if got, want := drag("box.right - 2", 7), line.Number+": "+day(line.Start)+" – "+day(line.Deadline.AddDays(7)); got != want {
		t.Errorf("its end dragged by a week: %s, want %s", got, want)
	}
	tab.Click(say(i18n.EN, "timeline.save"))
	tab.Sees(say(i18n.EN, "timeline.kept"))
	if after, _ := firstOfDraft(t, s, "aktobe", 2019, drafter); after.Start != line.Start || after.Deadline != line.Deadline.AddDays(7) {
		t.Errorf("kept as %s – %s", after.Start, after.Deadline)
	}
}

// TestATimelineOnPaper prints all rows on A4 landscape, more than one page of
// them, with nothing that only a screen needs.
func TestATimelineOnPaper(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	s := browse.Serve(t)
	tab := b.Open(t, s)
	tab.Enter(official)
	tab.Go(href.RoadmapTimeline("astana", 2018) + "&lang=kk")
	tab.Click(say(i18n.KK, "timeline.print"))
	if rows, lines := browse.Eval[int](tab, `document.querySelectorAll(".timeline-bar").length`), len(astana(t, s).Lines); rows != lines || tab.Has(".timeline-rest") {
		t.Errorf("%d of %d rows are there to print", rows, lines)
	}
	pdf := string(tab.PDF())
	sheets := regexp.MustCompile(`/MediaBox \[0 0 (\d+)[.\d]* (\d+)`).FindAllStringSubmatch(pdf, -1)
	if len(sheets) < 2 || len(sheets) > 6 {
		t.Errorf("%d pages", len(sheets))
	}
	for _, sheet := range sheets {
		if sheet[1] != "841" && sheet[1] != "842" || sheet[2] != "594" && sheet[2] != "595" {
			t.Errorf("a page of %s × %s points, want A4 landscape", sheet[1], sheet[2])
		}
	}
}

// firstOfDraft is the first line of a draft, and the draft's number.
func firstOfDraft(t *testing.T, s *browse.Site, programme string, year int, who string) (portfolio.Line, int) {
	t.Helper()
	r := s.App.Store.Read(s.Actor(who), s.App.Store.Instant())
	picture, ref, err := r.PictureOf(t.Context(), programme)
	if err != nil {
		t.Fatal(err)
	}
	m := picture.Roadmap(year)
	v := m.Open()
	board, err := r.BoardOf(t.Context(), picture, ref, *m, *v)
	if err != nil {
		t.Fatal(err)
	}
	return board.Lines[0], v.Number
}

func working(t *testing.T, s *browse.Site, d civil.Date, n int) civil.Date {
	t.Helper()
	_, ref, err := s.App.Store.Read(s.Actor(official), s.App.Store.Instant()).Pictures(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return ref.Calendar.Add(d, n)
}
