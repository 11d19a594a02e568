package chart

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// The keys of a curve of counts.
const (
	Planned  Key = "planned"
	Forecast Key = "forecast"
	DoneKey  Key = "finished"
)

// CountsData is counts that grow over the days of a year: planned, forecast and
// done. Between two days the lines are straight.
type CountsData struct {
	Head
	Days  []civil.Date // rising
	Lines []CountsLine
	On    civil.Date // the day shown, zero for none
	Whole int        // of which the counts are
	Of    string     // what a day is, as the head of the twin's first column
}

// CountsLine is a line with a count for each day; one that is shorter ends early.
// Its addresses, a page for each count, may be nil.
type CountsLine struct {
	Key    Key
	Label  string
	Counts []int
	Hrefs  []string
	Now    string // the address of the count on the day shown
}

// days places days as the curve of sums does.
func (d CountsData) days() CurveData { return CurveData{Days: d.Days} }

func (d CountsData) most() int {
	most := max(d.Whole, 1)
	for _, l := range d.Lines {
		for _, n := range l.Counts {
			most = max(most, n)
		}
	}
	return most
}

func (d CountsData) y(n int) int { return curveTop + curveHeight - n*curveHeight/d.most() }

// now is the count of a line on the day shown, else at its end.
func (d CountsData) now(l CountsLine) int {
	n := 0
	for i, c := range l.Counts {
		if i == 0 || d.On.IsZero() || !d.Days[i].After(d.On) {
			n = c
		}
	}
	return n
}

// shown reports whether the day shown is one of the curve's.
func (d CountsData) shown() bool { return slices.Contains(d.Days, d.On) }

func (d CountsData) courses() []course {
	var out []course
	for _, l := range d.Lines {
		if len(l.Counts) == 0 {
			continue
		}
		var path strings.Builder
		command := "M"
		for i, n := range l.Counts {
			path.WriteString(command + strconv.Itoa(d.days().at(d.Days[i], curveBox)) + " " + strconv.Itoa(d.y(n)))
			command = "L"
		}
		end := len(l.Counts) - 1
		c := course{CurveLine: CurveLine{Key: l.Key, Short: strconv.Itoa(l.Counts[end])}, path: path.String(), x: d.days().at(d.Days[end], curveRoom), y: d.y(l.Counts[end])}
		c.text = c.y + 4
		out = append(out, c)
	}
	apart(out)
	return out
}

// marksMost is how many marks stand above nothing on the axis.
const marksMost = 4

// marks are the round counts on the axis.
func (d CountsData) marks() []int {
	unit := 1
	for unit*5*marksMost < d.most() {
		unit *= 10
	}
	step := 5 * unit
	for _, smaller := range []int{2 * unit, unit} {
		if smaller*marksMost >= d.most() {
			step = smaller
		}
	}
	var marks []int
	for n := 0; n <= d.most(); n += step {
		marks = append(marks, n)
	}
	return marks
}

func (d CountsData) text(ctx context.Context) string {
	var parts []string
	for _, l := range d.Lines {
		parts = append(parts, l.Label+" "+i18n.Number(ctx, int64(d.now(l))))
	}
	return strings.Join(parts, "; ")
}

func (l CountsLine) href(i int) string {
	if i < len(l.Hrefs) {
		return l.Hrefs[i]
	}
	return ""
}
