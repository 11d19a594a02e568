package portfolio

import (
	"cmp"
	"slices"

	"qadam/internal/civil"
)

// Disagreement is a project whose ratings differ by as many steps as the rules of
// the day ask for, or more (rules.md §4).
type Disagreement struct {
	Picture *Picture
	Project *Project
	Three
	Since civil.Date // the first day of the unbroken time in which they have
}

// Colours are the colours of projects on a day, by the rules of that day.
type Colours struct {
	Healths map[int64]Health
	Rules   StatusRules
}

// Age is how many calendar days the ratings have disagreed.
func (d Disagreement) Age(on civil.Date) int { return on.Sub(d.Since) }

// Disagreements are the projects of the pictures that disagree, the largest
// difference first, of equal ones the oldest. known leaves out projects that a
// person may not know of; then are the colours of the projects at the end of an
// earlier day, with the rules of that day.
func (b *RatingBook) Disagreements(pictures []*Picture, known func(*Picture) []Project, then func(civil.Date) (Colours, error)) ([]Disagreement, error) {
	var all []Disagreement
	for _, p := range pictures {
		projects := known(p)
		for i := range projects {
			d := Disagreement{Picture: p, Project: &projects[i], Three: b.Three(p, &projects[i])}
			if !d.Disagree() {
				continue
			}
			var err error
			if d.Since, err = b.since(p.On, &projects[i], then); err != nil {
				return nil, err
			}
			all = append(all, d)
		}
	}
	slices.SortStableFunc(all, func(x, y Disagreement) int {
		return cmp.Or(cmp.Compare(y.Apart(), x.Apart()), x.Since.Compare(y.Since))
	})
	return all, nil
}

// since is the first day of the unbroken time, up to the day, in which a
// project's ratings have disagreed; zero when they do not. It is looked for at
// month-ends and on the days on which somebody rated, and between the two
// nearest of those by halving: a colour that changed to and fro within a month is
// not noticed. Each day is judged by its own rules.
func (b *RatingBook) since(on civil.Date, p *Project, then func(civil.Date) (Colours, error)) (civil.Date, error) {
	all := b.ratings[p.ID]
	if len(all) == 0 {
		return civil.Date{}, nil
	}
	differs := func(day civil.Date) (bool, error) {
		c, err := then(day)
		if err != nil {
			return false, err
		}
		t := Three{Computed: c.Healths[p.ID], Rules: c.Rules}
		for i := range all {
			switch r := &all[i]; {
			case r.On().After(day):
			case r.Party == Owner:
				t.Owner = r
			default:
				t.Centre = r
			}
		}
		return t.Disagree(), nil
	}
	since := on
	for _, day := range lookBack(all, on) {
		yes, err := differs(day)
		if err != nil {
			return since, err
		}
		if yes {
			since = day
			continue
		}
		for since.Sub(day) > 1 { // it differs on since and not on day
			middle := day.AddDays(since.Sub(day) / 2)
			if yes, err = differs(middle); err != nil {
				return since, err
			}
			if yes {
				since = middle
			} else {
				day = middle
			}
		}
		return since, nil
	}
	return since, nil
}

// lookBack are the month-ends and the days of ratings before a day, the latest
// first, down to the first rating.
func lookBack(ratings []Rating, on civil.Date) []civil.Date {
	var days []civil.Date
	first := ratings[0].On()
	for day := MonthEnd(on); day.After(first); day = MonthEnd(day) {
		days = append(days, day)
	}
	for i := range ratings {
		if day := ratings[i].On(); day.Before(on) {
			days = append(days, day)
		}
	}
	slices.SortFunc(days, func(x, y civil.Date) int { return y.Compare(x) })
	return slices.Compact(days)
}
