package gantt

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/google/go-cmp/cmp"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

func date(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func span(from, to string) Span { return Span{date(from), date(to)} }

func TestAxisIsWholePeriods(t *testing.T) {
	tests := []struct {
		name, first, last string
		scale             Scale
		want              string
	}{
		{"quarters", "2018-02-12", "2018-11-20", Quarters, "2018-01-01 2018-12-31"},
		{"room for the last mark", "2018-02-12", "2018-12-29", Quarters, "2018-01-01 2019-03-31"},
		{"months", "2018-02-12", "2018-11-20", Months, "2018-02-01 2018-11-30"},
		{"years", "2018-02-12", "2019-01-02", Years, "2018-01-01 2019-12-31"},
		{"as wide as there is room: to the last mark", "2018-02-12", "2018-11-20", Fit, "2018-02-01 2018-11-27"},
		{"a forecast in another century is cut off", "2018-02-12", "2118-11-20", Quarters, "2018-01-01 2028-12-31"},
		{"a start in another age, too", "0019-02-12", "2018-11-20", Quarters, "2015-01-01 2018-12-31"},
		{"and both", "0019-02-12", "2118-11-20", Fit, "2015-01-01 2028-12-31"},
		{"nothing near the years", "0019-02-12", "0019-11-20", Months, "2015-01-01 2015-01-31"},
	}
	for _, tt := range tests {
		a := NewAxis(tt.scale, date(tt.first), date(tt.last), date("2018-09-30"), YearSpan{2018, 2018})
		if got := a.First.String() + " " + a.Last.String(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// A bar that goes on beyond the axis says so with an arrow in place of its mark.
func TestABarBeyondTheAxisIsMarked(t *testing.T) {
	for _, tt := range []struct {
		name string
		bar  Span
		want string
	}{
		{"on the axis", span("2018-01-01", "2018-04-10"), "gantt-end"},
		{"begun before", span("0019-01-01", "2018-02-01"), "gantt-before gantt-end"},
		{"ends behind", span("2018-02-01", "2118-02-01"), "gantt-after"},
		{"both", span("2017-12-31", "2018-04-11"), "gantt-before gantt-after"},
		{"all before", span("0019-01-01", "0019-02-01"), "gantt-before"},
		{"all behind", span("2118-01-01", "2118-02-01"), "gantt-after"},
	} {
		b := canvas{}
		b.strip(hundred, Strip{Bar: tt.bar})
		var got []string
		for _, part := range strings.Split(string(b), `href="#`)[1:] {
			got = append(got, part[:strings.Index(part, `"`)])
		}
		if words := strings.Join(got, " "); words != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, words, tt.want)
		}
	}
}

// A hundred days: a day is one per cent.
var hundred = Axis{Scale: Quarters, First: date("2018-01-01"), Last: date("2018-04-10"), On: date("2018-02-10")}

func TestADayHasItsPlace(t *testing.T) {
	tests := []struct {
		name string
		got  int
		want int
	}{
		{"the first morning", hundred.at(date("2018-01-01")), 0},
		{"a bar of the first day ends in the evening", hundred.after(date("2018-01-01")), 1_000},
		{"the last evening", hundred.after(date("2018-04-10")), 100_000},
		{"before the axis: its edge", hundred.at(date("2017-05-01")), 0},
		{"after the axis: its edge", hundred.after(date("2019-05-01")), 100_000},
		{"in the middle", hundred.at(date("2018-02-20")), 50_000},
		{"two pixels a day", hundred.Width(), 200},
		{"no width of its own", Axis{Scale: Fit, First: hundred.First, Last: hundred.Last}.Width(), 0},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, tt.got, tt.want)
		}
	}
	if got := hundred.Share(date("2018-02-10")); got != 0.4 {
		t.Errorf("the day shown stands at %v, want 0.4", got)
	}
}

func TestPeriodsOfTheHead(t *testing.T) {
	tests := []struct {
		scale Scale
		last  string
		want  string
	}{
		{Quarters, "2018-05-20", "Q1 2018 Jan Feb Mar Q2 2018 Apr May Jun"},
		{Months, "2018-01-20", "Jan 2018 1 8 15 22 29"},
		{Years, "2018-05-20", "2018 Q1 Q2 Q3 Q4"},
		{Fit, "2018-02-20", "Q1 2018 Jan Feb"},
		{Fit, "2019-08-20", "2018 Q1 Q2 Q3 Q4 2019 Q1 Q2 Q3"},
	}
	for _, tt := range tests {
		a := NewAxis(tt.scale, date("2018-01-08"), date(tt.last), civil.Date{}, YearSpan{2018, 2018})
		got := words(draw(t, a.Head("")))
		for _, w := range strings.Fields(tt.want) {
			if !strings.Contains(got, w) {
				t.Errorf("%s to %s: no %s in %q", tt.scale, tt.last, w, got)
			}
		}
	}
	if got := words(draw(t, hundred.Head("as of 10 Feb"))); !strings.Contains(got, "as of 10 Feb") {
		t.Errorf("the day shown is not named: %q", got)
	}
}

func TestShares(t *testing.T) {
	for n, want := range map[int]string{0: "0%", 1000: "1%", 12_345: "12.345%", 12_300: "12.3%", 50: "0.05%", 100_000: "100%"} {
		var b canvas
		if b.share(n); string(b) != want {
			t.Errorf("%d: %s, want %s", n, b, want)
		}
	}
}

// TestRows holds rows against pictures of them that people have looked at.
func TestRows(t *testing.T) {
	bar := span("2018-01-11", "2018-02-19") // 10 % to 50 %
	rows := []struct {
		name  string
		strip Strip
	}{
		{"on track", Strip{Status: "on_track", Bar: bar, Plan: span("2018-01-11", "2018-02-09"), Percent: 25}},
		{"at risk, gate, deadline moved", Strip{Status: "at_risk", Bar: bar, Plan: span("2018-01-06", "2018-02-09"), Due: date("2018-02-14"), Gate: true}},
		{"overdue, stale, critical", Strip{Status: "overdue", Bar: bar, Stale: true, Critical: true, Percent: 50}},
		{"done before it was to begin", Strip{Status: "done", Bar: span("2018-01-11", "2018-01-05"), Percent: 100}},
		{"reported, later than on the day compared with", Strip{Status: "reported", Bar: bar, Was: date("2018-02-09"), Percent: 100}},
		{"of a draft", Strip{Bar: bar}},
	}
	var out strings.Builder
	for _, r := range rows {
		out.WriteString(r.name + "\n" + lines(draw(t, hundred.Row(r.strip, nil))) + "\n")
	}
	out.WriteString("a group\n" + lines(draw(t, hundred.Bracket(bar, nil))))
	golden(t, "rows.golden", out.String())
}

func TestRoute(t *testing.T) {
	s := span("2018-01-11", "2018-01-20")     // 10 % to 20 %
	later := span("2018-02-10", "2018-02-19") // 40 % to 50 %
	link := func(from, to int) Link {
		return Link{From: hundred.Ends(from, "1.1", s), To: hundred.Begins(to, "9.9", later)}
	}
	tests := []struct {
		name  string
		links []Link
		rows  string // which rows have how many parts
	}{
		{"to the next row", []Link{link(0, 1)}, "0:1 1:3"},
		{"through rows", []Link{link(0, 3)}, "0:1 1:1 2:1 3:3"},
		{"upwards", []Link{link(3, 1)}, "1:3 2:1 3:1"},
		{"two links", []Link{link(0, 1), link(0, 2)}, "0:2 1:4 2:3"},
		{"too far: the ends name each other", []Link{link(0, 90)}, "0:1 90:1"},
	}
	for _, tt := range tests {
		var got []string
		parts := Route(tt.links, 0, 100)
		for row := range 100 {
			if n := len(parts[row]); n > 0 {
				got = append(got, itoa(row)+":"+itoa(n))
			}
		}
		if strings.Join(got, " ") != tt.rows {
			t.Errorf("%s: %s, want %s", tt.name, strings.Join(got, " "), tt.rows)
		}
	}
	if parts := Route([]Link{link(0, 90)}, 0, 100); parts[0][0].words != "→ 9.9" || parts[90][0].words != "1.1 →" {
		t.Errorf("stubs say %q and %q", parts[0][0].words, parts[90][0].words)
	}
	if got := words(draw(t, Far(Route([]Link{link(0, 90)}, 0, 100)[0]))); got != "→ 9.9" || draw(t, Far(nil)) != "" {
		t.Errorf("the far end is named %q", got)
	}
	if parts := Route([]Link{link(0, 3)}, 1, 3); len(parts) != 2 || len(parts[1]) != 1 || len(parts[2]) != 1 {
		t.Errorf("only the rows asked for are drawn: %v", parts)
	}
	broken := link(0, 1)
	broken.Broken = true
	if svg := draw(t, hundred.Row(Strip{Bar: later}, Route([]Link{broken}, 0, 2)[1])); !strings.Contains(svg, "gantt-broken") || !strings.Contains(svg, `href="#gantt-down" x="40%"`) {
		t.Errorf("a link that is not kept to is marked, and ends at the bar: %s", svg)
	}
}

// What rows refer to stands in the head, so that every reference is found.
func TestShapesAreThere(t *testing.T) {
	head := draw(t, hundred.Head(""))
	for _, id := range []string{"gantt-end", "gantt-gate", "gantt-due", "gantt-down", "gantt-up", "gantt-dots", "gantt-bars"} {
		if !strings.Contains(head, `id="`+id+`"`) {
			t.Errorf("no %s", id)
		}
	}
}

func BenchmarkThousandRows(b *testing.B) {
	s := Strip{Status: "at_risk", Bar: span("2018-01-11", "2018-02-19"), Plan: span("2018-01-11", "2018-02-09"), Percent: 25}
	links := Route([]Link{{From: hundred.Ends(0, "", s.Bar), To: hundred.Begins(1, "", s.Bar)}}, 0, 2)[1]
	var w strings.Builder
	for b.Loop() {
		w.Reset()
		for range 1000 {
			_ = hundred.Row(s, links).Render(context.Background(), &w)
		}
	}
}

func draw(t *testing.T, c templ.Component) string {
	t.Helper()
	var w strings.Builder
	if err := c.Render(i18n.With(context.Background(), i18n.EN), &w); err != nil {
		t.Fatal(err)
	}
	return w.String()
}

// words are what a drawing says.
func words(svg string) string {
	var out []string
	for _, part := range strings.Split(svg, "<text")[1:] {
		said, _, _ := strings.Cut(part[strings.IndexByte(part, '>')+1:], "<")
		out = append(out, strings.ReplaceAll(said, "\u00a0", " "))
	}
	return strings.Join(out, " ")
}

// lines puts every mark on a line of its own.
func lines(svg string) string { return strings.ReplaceAll(svg, "><", ">\n<") + "\n" }

func itoa(n int) string {
	var b canvas
	b.share(n * 1000)
	return strings.TrimSuffix(string(b), "%")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "testdata/" + name
	if os.Getenv("UPDATE") == "1" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (write it with UPDATE=1)", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}
