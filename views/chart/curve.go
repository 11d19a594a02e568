package chart

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/money"
)

// CurveData is sums that grow with time: planned and earned value, actual cost.
// A sum stands from its day until the next. Sums in tiyn.
type CurveData struct {
	Head
	Days  []civil.Date // rising
	Lines []CurveLine
	On    civil.Date   // the day shown, zero for none
	Whole money.Amount // what all of it would come to, 0 when not drawn
	Name  string       // of Whole, such as "budget at completion"
}

// CurveLine is a line with a sum for each day; one that is shorter ends early,
// as what is not known yet does.
type CurveLine struct {
	Key     Key
	Label   string
	Short   string // beside its end: PV
	Amounts []money.Amount
}

// now is the sum of a line on the day shown, else at its end.
func (d CurveData) now(l CurveLine) money.Amount {
	var sum money.Amount
	for i, a := range l.Amounts {
		if i == 0 || d.On.IsZero() || !d.Days[i].After(d.On) {
			sum = a
		}
	}
	return sum
}

// The drawing in pixels, and the room of the lines along the width.
const (
	curveTop    = 18
	curveHeight = 200
	curveRoom   = 90_000
	curveBox    = 1000 // the lines' own box is so wide
	labelApart  = 15
)

// course is a line that has been laid out.
type course struct {
	CurveLine
	path string
	x, y int // of its end: a share and a pixel
	text int // where its short name stands
}

func (d CurveData) most() money.Amount {
	most := d.Whole
	for _, l := range d.Lines {
		for _, a := range l.Amounts {
			most = max(most, a)
		}
	}
	return most
}

// at is where a day stands, in n steps.
func (d CurveData) at(day civil.Date, n int) int {
	if len(d.Days) < 2 {
		return 0
	}
	first, last := d.Days[0], d.Days[len(d.Days)-1]
	return min(max(day.Sub(first), 0), last.Sub(first)) * n / max(1, last.Sub(first))
}

func (d CurveData) y(a money.Amount) int {
	return curveTop + curveHeight - scaled(a, d.most(), curveHeight)
}

// courses lays the lines out, as steps: between two days nothing is known to
// have changed.
func (d CurveData) courses() []course {
	var out []course
	for _, l := range d.Lines {
		if len(l.Amounts) == 0 {
			continue
		}
		var path strings.Builder
		for i, a := range l.Amounts {
			x := strconv.Itoa(d.at(d.Days[i], curveBox))
			y := strconv.Itoa(d.y(a))
			if i == 0 {
				path.WriteString("M" + x + " " + y)
				continue
			}
			path.WriteString("H" + x + "V" + y)
		}
		end := len(l.Amounts) - 1
		c := course{CurveLine: l, path: path.String(), x: d.at(d.Days[end], curveRoom), y: d.y(l.Amounts[end])}
		c.text = c.y + 4
		out = append(out, c)
	}
	apart(out)
	return out
}

// apart moves the names of lines that end near each other, the highest first.
func apart(courses []course) {
	by := make([]*course, len(courses))
	for i := range courses {
		by[i] = &courses[i]
	}
	slices.SortStableFunc(by, func(a, b *course) int { return cmp.Compare(a.text, b.text) })
	for i := 1; i < len(by); i++ {
		by[i].text = max(by[i].text, by[i-1].text+labelApart)
	}
	for i, low := len(by)-1, curveTop+curveHeight; i >= 0; i-- {
		by[i].text = min(by[i].text, low)
		low = by[i].text - labelApart
	}
}

// months are the first days of the months on the axis, every so manieth, that
// their names have room.
func (d CurveData) months() []civil.Date {
	if len(d.Days) < 2 {
		return nil
	}
	first, last := d.Days[0], d.Days[len(d.Days)-1]
	step := 1 + (last.Sub(first)/30)/7
	var out []civil.Date
	for m := (civil.Date{Year: first.Year, Month: first.Month, Day: 1}); !m.After(last); m = m.AddMonths(step) {
		if !m.Before(first) {
			out = append(out, m)
		}
	}
	return out
}
