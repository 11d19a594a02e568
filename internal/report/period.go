package report

import (
	"slices"

	"qadam/internal/money"
)

// period is one or several years whose costs share a column.
type period struct {
	head  Value
	years []int
}

func (p period) of(years map[int]money.Amount) money.Amount {
	var sum money.Amount
	for _, y := range p.years {
		sum += years[y]
	}
	return sum
}

func (p period) planned(years map[int]money.Amount) bool {
	return slices.ContainsFunc(p.years, func(y int) bool { _, ok := years[y]; return ok })
}

func sumOf(years map[int]money.Amount) money.Amount {
	var sum money.Amount
	for _, a := range years {
		sum += a
	}
	return sum
}

// most is for how many periods the form has columns.
const most = 4

// divided are the periods of the form: every year by itself while there are
// few; else the roadmap's year and the next ones, and what comes before and
// after them together. A partnership is paid for over seven to thirty years. So
// many stand by themselves as leave room for sums that are not broken.
func (f *form) divided() []period {
	years := f.years()
	if all := each(years); len(years) <= most && f.fits(all) {
		return all
	}
	for own := most - 1; own > 1; own-- {
		if p := f.around(years, own); len(p) <= most && f.fits(p) {
			return p
		}
	}
	return f.around(years, 1)
}

// fits reports whether the columns of the form have room on a sheet.
func (f *form) fits(periods []period) bool {
	rest := *f
	rest.periods = periods
	return least(rest.all()) <= sheet
}

// around are the roadmap's year and the next ones, so many together, between
// the earlier and the later years.
func (f *form) around(years []int, own int) []period {
	earlier, later := period{Say("document.earlier_years"), nil}, period{Say("document.later_years"), nil}
	for _, y := range years {
		if y < f.Year {
			earlier.years = append(earlier.years, y)
		} else if y >= f.Year+own {
			later.years = append(later.years, y)
		}
	}
	out := []period{earlier}
	for y := range own {
		out = append(out, each([]int{f.Year + y})...)
	}
	out = slices.DeleteFunc(append(out, later), func(p period) bool { return len(p.years) == 0 })
	for i, p := range out {
		if len(p.years) == 1 {
			out[i] = each(p.years)[0]
		}
	}
	return out
}

// each is every year by itself.
func each(years []int) []period {
	var out []period
	for _, y := range years {
		out = append(out, period{Say("period.year", "Year", y), []int{y}})
	}
	return out
}

// joined reports whether the form adds up years that the annex tells apart.
func (f *form) joined() bool {
	return slices.ContainsFunc(f.periods, func(p period) bool { return len(p.years) > 1 })
}
