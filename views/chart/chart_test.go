package chart

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

func TestShares(t *testing.T) {
	tests := []struct {
		name        string
		part, whole money.Amount
		want        int
	}{
		{"nothing of nothing", 0, 0, 0},
		{"half", 1, 2, 50_000},
		{"all", 7, 7, 100_000},
		{"more than all is all", 8, 7, 100_000},
		{"below zero is nothing", -1, 7, 0},
		{"of the greatest sum there is", 1 << 62, 1<<63 - 1, 50_000},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := share(tt.part, tt.whole); got != tt.want {
				t.Errorf("share(%d, %d) = %d, want %d", tt.part, tt.whole, got, tt.want)
			}
		})
	}
}

func TestFalls(t *testing.T) {
	d := WaterfallData{Steps: []Step{{Amount: 100}, {Amount: 40}, {Amount: 60}, {Amount: -5}}}
	falls := d.falls()
	for i, want := range []struct{ width, ghost int }{{100_000, 0}, {40_000, 100_000}, {60_000, 0}, {0, 60_000}} {
		if got := falls[i]; got.width != want.width || got.ghost != want.ghost {
			t.Errorf("step %d is %d wide and %d before, want %+v", i, got.width, got.ghost, want)
		}
	}
}

// The blocks of a stack lie side by side from the axis on, none over another, and
// obligations have a bar of their own.
func TestStacks(t *testing.T) {
	d := YearsData{
		Series: []Series{{Key: "ppp"}, {Key: "service"}, {Key: "public"}}, Beside: &Series{Key: Obligations},
		Rows: []YearRow{{Label: "2018", Amounts: []money.Amount{3, 0, 4}, Beside: 14}, {Label: "2019", Amounts: []money.Amount{0, 0, 0}}},
	}
	stacks := d.stacks()
	if got := stacks[0].blocks; len(got) != 2 || got[0].x != barsFrom || got[0].x+got[0].w != got[1].x || got[1].x+got[1].w != stacks[0].end {
		t.Errorf("the blocks are %+v, the stack ends at %d", got, stacks[0].end)
	}
	if stacks[0].beside != barsTo || stacks[0].end-barsFrom != (barsTo-barsFrom)/2 {
		t.Errorf("7 beside 14: the stack ends at %d, the bar beside at %d", stacks[0].end, stacks[0].beside)
	}
	if len(stacks[1].blocks) != 0 || stacks[1].Total() != 0 {
		t.Errorf("the empty year has %+v", stacks[1])
	}
}

// A ribbon leaves its node where the one before ended; both sides are filled by
// their ribbons.
func TestFlowFillsItsNodes(t *testing.T) {
	d := FlowData{Streams: []Stream{
		{portfolio.PPP, portfolio.PPP, 60}, {portfolio.PPP, portfolio.Public, 30}, {portfolio.Public, "", 10}, {"", portfolio.Service, 100},
	}}
	left, right, ribbons, height := d.layOut()
	if len(ribbons) != 4 || len(left) != 3 || len(right) != 4 {
		t.Fatalf("%d ribbons between %d and %d nodes", len(ribbons), len(left), len(right))
	}
	for _, side := range [][]node{left, right} {
		low := 0
		for _, n := range side {
			if n.y < low || n.y+n.h > height || n.taken != n.amount {
				t.Errorf("node %+v begins before %d, ends behind %d or is not filled", n, low, height)
			}
			low = n.y + n.h
		}
	}
	if left[0].key != "ppp" || left[0].amount != 90 || left[0].h != 90 {
		t.Errorf("the first planned model is %+v", left[0])
	}
	if want := "M0 0C50 0 50 0 100 0V60C50 60 50 60 0 60z"; ribbons[0].path != want {
		t.Errorf("the first ribbon is %s, want %s", ribbons[0].path, want)
	}
}

func TestCurveStepsAndEndsApart(t *testing.T) {
	day := func(m int) civil.Date { return civil.Date{Year: 2018, Month: 1, Day: 1}.AddMonths(m) }
	d := CurveData{Days: []civil.Date{day(0), day(6), day(12)}, Whole: 200, Lines: []CurveLine{
		{Key: PV, Amounts: []money.Amount{0, 100, 200}}, {Key: EV, Amounts: []money.Amount{0, 50}}, {Key: AC, Amounts: []money.Amount{0, 50}}, {Key: EV},
	}}
	got := d.courses()
	if len(got) != 3 {
		t.Fatalf("%d lines, want those with sums", len(got))
	}
	if want := "M0 218H495V118H1000V18"; got[0].path != want {
		t.Errorf("the first line is %s, want %s", got[0].path, want)
	}
	if got[1].y != got[2].y || got[2].text-got[1].text < labelApart {
		t.Errorf("two that end together are named at %d and %d", got[1].text, got[2].text)
	}
}

// charts are one of each, from sums that nothing but their order relates.
func charts(r *rand.Rand) map[string]templ.Component {
	sum := func() money.Amount { return money.Amount(r.Int64N(1<<50)) * money.Amount(r.IntN(3)) / 2 }
	fall := WaterfallData{Head: Head{"w", "Waterfall"}}
	for _, l := range []string{"planned", "allocated", "paid"} {
		fall.Steps = append(fall.Steps, Step{Label: l, Amount: sum()})
	}
	years := YearsData{Head: Head{"y", "Years"}, Of: "Year", Beside: &Series{Obligations, "Obligations"}}
	for _, m := range portfolio.Models {
		years.Series = append(years.Series, Series{Key(m), string(m)})
	}
	for _, label := range []string{"2018", "2019", "2020"} {
		years.Rows = append(years.Rows, YearRow{Label: label, Amounts: []money.Amount{sum(), sum(), sum(), sum()}, Beside: sum()})
	}
	flow := FlowData{Head: Head{"f", "Flow"}}
	for _, from := range append([]portfolio.Model{""}, portfolio.Models...) {
		for _, to := range append([]portfolio.Model{""}, portfolio.Models...) {
			if from != "" || to != "" {
				flow.Streams = append(flow.Streams, Stream{from, to, sum()})
			}
		}
	}
	curve := CurveData{Head: Head{"c", "Curve"}, Whole: sum(), Name: "BAC", On: civil.Date{Year: 2018, Month: 3, Day: 1}}
	line := CurveLine{Key: PV, Label: "Planned value", Short: "PV"}
	for m := range 9 {
		curve.Days = append(curve.Days, civil.Date{Year: 2018, Month: 1, Day: 31}.AddMonths(m))
		line.Amounts = append(line.Amounts, sum())
	}
	curve.Lines = []CurveLine{line, {Key: EV, Label: "Earned value", Short: "EV", Amounts: line.Amounts[:4]}}
	return map[string]templ.Component{"waterfall": Waterfall(fall), "years": Years(years), "flow": Flow(flow), "curve": Curve(curve)}
}

// Every drawing is well-formed, has a name and a description, refers only to what
// it has, and uses no id twice.
func TestDrawingsStandAlone(t *testing.T) {
	for name, c := range charts(rand.New(rand.NewPCG(1, 2))) {
		for _, l := range i18n.All {
			t.Run(name+" "+string(l), func(t *testing.T) {
				ids, refs := parse(t, drawn(t, c, l))
				for _, ref := range refs {
					if !slices.Contains(ids, ref) {
						t.Errorf("refers to %s, which is not there", ref)
					}
				}
				slices.Sort(ids)
				if all := len(ids); len(slices.Compact(ids)) != all {
					t.Errorf("an id is there twice: %v", ids)
				}
			})
		}
	}
}

func drawn(t *testing.T, c templ.Component, l i18n.Locale) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(i18n.With(context.Background(), l), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func parse(t *testing.T, text string) (ids, refs []string) {
	t.Helper()
	if !strings.Contains(text, `role="img"`) || !strings.Contains(text, "<desc") || !strings.Contains(text, "<table") {
		t.Errorf("no picture with a description and a table: %.200s", text)
	}
	d := xml.NewDecoder(strings.NewReader(text))
	d.Entity = xml.HTMLEntity
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return ids, refs
		}
		if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			switch {
			case a.Name.Local == "id":
				ids = append(ids, a.Value)
			case a.Name.Local == "aria-labelledby":
				refs = append(refs, strings.Fields(a.Value)...)
			case a.Name.Local == "fill" && strings.HasPrefix(a.Value, "url(#"):
				refs = append(refs, strings.TrimSuffix(strings.TrimPrefix(a.Value, "url(#"), ")"))
			}
		}
	}
}

// What the table says is what was given, to the tiyn, in every language.
func TestTwinIsExact(t *testing.T) {
	d := WaterfallData{Head: Head{"w", "W"}, Steps: []Step{{Label: "a", Amount: 123_456_789_01}, {Label: "b", Amount: 7}, {Label: "c", Amount: -5_00}}}
	for _, l := range i18n.All {
		text := drawn(t, Twin(d.twin(i18n.With(context.Background(), l))), l)
		for _, want := range []money.Amount{123_456_789_01, 7, -5_00, 7 - 123_456_789_01, -5_07} {
			found := false
			for _, cell := range strings.Split(text, "<td class=\"num\">")[1:] {
				words, _, _ := strings.Cut(cell, "</td>")
				if got, err := money.Parse(words); err == nil && got == want {
					found = true
				}
			}
			if !found {
				t.Errorf("%s: %s is not in %s", l, want, text)
			}
		}
	}
}
