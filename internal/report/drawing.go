package report

import (
	"strconv"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Bars are counts that divide a whole, a bar of the same length for each row. A
// document that can hold no drawing leaves them out: what they say stands in a
// table too.
type Bars struct {
	Name  Value
	Marks []Mark // the key of the drawing
	Rows  []Bar
}

// Mark is what a part of a drawing stands for. Its key, such as the status of a
// milestone, says how it looks.
type Mark struct {
	Key  string
	Name Value
}

// Bar is a row of bars: a count for each part.
type Bar struct {
	Name   Value
	Counts []int
}

// Whole is what the counts of a bar come to.
func (b Bar) Whole() int {
	sum := 0
	for _, n := range b.Counts {
		sum += n
	}
	return sum
}

// Curve is counts that grow over days; between two days the lines are straight.
type Curve struct {
	Name  Value
	Days  []civil.Date // rising
	Lines []Course
	On    civil.Date // the day shown
	Whole int        // of which the counts are
}

// Course is a line of a curve, with a count for each day; one that is shorter
// ends early.
type Course struct {
	Mark
	Counts []int
}

func (Bars) block()  {}
func (Curve) block() {}

// say writes the bars as text, for goldens.
func (d Bars) say(b *strings.Builder, languages []i18n.Locale) {
	b.WriteString("[bars] " + strings.Join(Lines(d.Name, languages), " / ") + "\n")
	for _, r := range d.Rows {
		b.WriteString(strings.Join(Lines(r.Name, languages), " / "))
		for i, n := range r.Counts {
			b.WriteString(" | " + d.Marks[i].Key + " " + strconv.Itoa(n))
		}
		b.WriteString("\n")
	}
}

// say writes the curve as text, for goldens.
func (d Curve) say(b *strings.Builder, languages []i18n.Locale) {
	b.WriteString("[curve] " + strings.Join(Lines(d.Name, languages), " / ") + "\n")
	for _, l := range d.Lines {
		b.WriteString(l.Key)
		for _, n := range l.Counts {
			b.WriteString(" " + strconv.Itoa(n))
		}
		b.WriteString("\n")
	}
}
