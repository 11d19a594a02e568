package planning_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// moving is a line of a draft of Astana's roadmap whose bar is moved.
type moving struct {
	*site
	v      *visitor
	number string
	id     int64
}

// moving makes a draft, changes one of its lines as nobody has finished it yet,
// and is ready to move its bar.
func (s *site) moving(number string, change func(*portfolio.Plan)) moving {
	version, id := s.second(1), s.Milestones["astana "+number]
	s.must(s.App.ChangeLine(context.Background(), s.Actor("manager.astana"), version, id, change, app.Unfinished))
	return moving{site: s, v: s.as("manager.astana"), number: number, id: id}
}

// to moves the bar; no day leaves its end where it stands.
func (m moving) to(start, due string, more ...string) *page {
	bar := m.v.get(astanaTimeline + "&version=2").is(http.StatusOK).bar(m.number)
	if due == "" {
		due = bar.AttrOr("data-due", "")
	}
	form := url.Values{"start": {start}, "due": {due}, "revision": {bar.AttrOr("data-revision", "")}, "back": {astanaTimeline}}
	for i := 0; i < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return m.v.post(fmt.Sprintf("%s/draft/lines/%d/dates", astana, m.id), form)
}

// A line that nobody has finished yet moves like any other. What the move itself
// would make wrong is refused, by the line and its field.
func TestABarOfAnUnfinishedLineIsMoved(t *testing.T) {
	m := serve(t).moving("1.3", func(p *portfolio.Plan) { p.Title.KK = "" })
	m.to("2018-07-04", "").is(http.StatusSeeOther)
	m.to("2018-07-04", "2018-10-11").is(http.StatusSeeOther)
	if got := m.line(t, 2, m.id); got.Start.String() != "2018-07-04" || got.Due.String() != "2018-10-11" || got.Title.KK != "" {
		t.Errorf("moved to %s – %s with the title %q", got.Start, got.Due, got.Title.KK)
	}
	m.to("2018-07-04", "2019-02-01").is(http.StatusUnprocessableEntity).
		says("1.3, " + say("word.due") + ": " + say("roadmap.due_outside_year", "Year", 2018)).
		saysNot(say("fault.required"))
	m.to("nonsense", "").is(http.StatusUnprocessableEntity).says("1.3, " + say("word.start") + ": ")
	if got := m.line(t, 2, m.id); got.Due.String() != "2018-10-11" {
		t.Errorf("refused, and still moved to %s", got.Due)
	}
}

// What repeats, or goes on all year, has no deadline that could be moved: its
// start moves alone, and the bar says so.
func TestOnlyTheStartOfWhatRepeatsIsMoved(t *testing.T) {
	for _, term := range []string{"2018-quarterly-10", "2018-monthly-25", "2018-constant"} {
		t.Run(term, func(t *testing.T) {
			m := serve(t).moving("1.3", func(p *portfolio.Plan) { p.Due = testkit.Due(term) })
			stays := say("timeline.repeats", "Term", testkit.Due(term))
			p := m.v.get(astanaTimeline + "&version=2")
			if got := strings.ReplaceAll(p.bar("1.3").AttrOr("data-fixed", ""), "\u00a0", " "); got != stays || !strings.HasSuffix(p.sentence("1.3"), stays) {
				t.Errorf("the bar says %q in %q", got, p.sentence("1.3"))
			}
			if got := p.bar("1.2").AttrOr("data-fixed", ""); got != "" {
				t.Errorf("a line of one deadline says %q", got)
			}
			m.to("2018-07-04", "").is(http.StatusSeeOther)
			m.to("2018-07-05", "2018-10-12").is(http.StatusUnprocessableEntity).says("1.3, " + say("word.due") + ": ")
			if got := m.line(t, 2, m.id); got.Due.String() != term || got.Start.String() != "2018-07-04" {
				t.Errorf("moved to %s – %s", got.Start, got.Due)
			}
		})
	}
}

// Before a bar is kept it is said what else moves, or what is wrong; nothing is
// recorded.
func TestWhatAMovedBarMovesIsSaid(t *testing.T) {
	m := serve(t).moving("1.1", func(*portfolio.Plan) {})
	before := *m.line(t, 2, m.id)
	said := func(start, due string, status int) string {
		t.Helper()
		return m.to(start, due, "step", "preview").is(status).words()
	}
	if got, want := said(before.Start.String(), "", http.StatusOK), say("schedule.nothing_moves"); got != want {
		t.Errorf("where it stands: %q, want %q", got, want)
	}
	late := said(before.Start.String(), "2018-12-03", http.StatusOK)
	picture, ref, err := m.Store.Read(m.Actor("manager.astana"), m.Store.Instant()).PictureOf(context.Background(), "astana")
	m.must(err)
	roadmap := picture.Roadmap(2018)
	board, err := m.Store.Read(m.Actor("manager.astana"), m.Store.Instant()).BoardOf(context.Background(), picture, ref, *roadmap, *roadmap.Open())
	m.must(err)
	plan := before
	plan.Due = testkit.Due("2018-12-03")
	effect := board.IfPlanned(plan)
	if len(effect.Shifts) == 0 || effect.End.Days == 0 {
		t.Fatal("nothing follows 1.1")
	}
	for _, want := range []string{strconv.Itoa(len(effect.Shifts)) + " other milestone", say("schedule.end_roadmap", "Year", 2018), strconv.Itoa(effect.End.Days) + " working day"} {
		if !strings.Contains(late, want) {
			t.Errorf("late: %q does not say %q", late, want)
		}
	}
	if got, want := said(before.Start.String(), "2019-02-01", http.StatusUnprocessableEntity), "1.1, "+say("word.due")+": "+say("roadmap.due_outside_year", "Year", 2018); got != want {
		t.Errorf("outside the year: %q, want %q", got, want)
	}
	if got := m.line(t, 2, m.id); got.Start != before.Start || got.Due != before.Due || got.Revision != before.Revision {
		t.Errorf("asking recorded %s – %s", got.Start, got.Due)
	}
}
