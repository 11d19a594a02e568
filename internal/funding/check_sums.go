package funding

import (
	"maps"
	"slices"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// figures are the tallies of a state added up in the ways that checks ask for.
type figures struct {
	state     *State
	cells     map[lineYear]Sums // of a line and year
	parts     map[part]Sums     // of a line, year and contract
	recent    map[int64]money.Amount
	months    map[lineYear]map[string]money.Amount // accepted, by period
	years     map[int64][]int                      // of a line, in order
	contracts map[agreed]Sums
}

// lineYear is a line and a fiscal year.
type lineYear struct {
	line int64
	year int
}

// part is what of it goes by one contract.
type part struct {
	lineYear
	contract int64
}

// agreed is what was entered by a contract on lines of a kind: the budget's
// obligations stand beside what is invested.
type agreed struct {
	contract int64
	kind     LineKind
}

func (s *State) figures() *figures {
	f := &figures{
		state: s, cells: map[lineYear]Sums{}, parts: map[part]Sums{}, recent: map[int64]money.Amount{},
		months: map[lineYear]map[string]money.Amount{}, years: map[int64][]int{}, contracts: map[agreed]Sums{},
	}
	for _, t := range s.Tallies {
		line := s.Line(t.LineID)
		if line == nil {
			continue
		}
		key := lineYear{t.LineID, t.Year}
		put(f.cells, key, t)
		put(f.parts, part{key, t.ContractID}, t)
		if t.ContractID != 0 {
			put(f.contracts, agreed{t.ContractID, line.Kind}, t)
		}
		if t.Kind == Accept {
			f.recent[t.LineID] += t.Recent
			if f.months[key] == nil {
				f.months[key] = map[string]money.Amount{}
			}
			f.months[key][t.Period] += t.Amount
		}
	}
	for key := range f.cells {
		f.years[key.line] = append(f.years[key.line], key.year)
	}
	for _, years := range f.years {
		slices.Sort(years)
	}
	return f
}

func put[K comparable](sums map[K]Sums, key K, t Tally) {
	s := sums[key]
	s.Take(t.Kind, t.Amount)
	sums[key] = s
}

// Breaches are all checks that do not hold, in the order of Checks within a
// line, and of lines. Their entries are not named: see Name.
func (s *State) Breaches() []Breach {
	f := s.figures()
	return s.belonging(f.once(f.breaches()))
}

// breaches are all checks that do not hold, also where one says what another
// says already.
func (f *figures) breaches() []Breach {
	s := f.state
	var all []Breach
	for i := range s.Lines {
		line := &s.Lines[i]
		all = append(all, f.paid(line)...)
		for _, year := range f.years[line.ID] {
			all = append(all, f.lineYear(line, year)...)
			all = append(all, f.ofContracts(line, year)...)
		}
		all = append(all, f.unpaid(line)...)
	}
	for i := range s.Contracts {
		all = append(all, f.contract(&s.Contracts[i])...)
	}
	return append(all, f.load()...)
}

// once leaves out what a contract as a whole breaks where a line says it that
// the contract is on, and what a line breaks in all years where a year says it.
func (f *figures) once(all []Breach) []Breach {
	type place struct {
		key  string
		line int64
	}
	said, ofYear := map[place]bool{}, map[place]bool{}
	for _, b := range all {
		if b.LineID != 0 {
			said[place{b.Key, b.LineID}] = true
			ofYear[place{b.Key, b.LineID}] = ofYear[place{b.Key, b.LineID}] || b.Year != AllYears
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(b Breach) bool {
		switch {
		case b.Severity != Error:
			return false
		case b.LineID != 0:
			return b.Year == AllYears && ofYear[place{b.Key, b.LineID}]
		}
		for key := range f.parts {
			if key.contract == b.ContractID && said[place{b.Key, key.line}] {
				return true
			}
		}
		return false
	})
}

// breach is one of a line and year.
func breach(key string, lineID, contractID int64, year int, excess money.Amount, args ...any) Breach {
	return Breach{Check: check(key), LineID: lineID, ContractID: contractID, Year: year, Excess: excess, Args: append(args, "Year", year, "Excess", i18n.Exact(excess))}
}

// paid holds what is paid of a line against what is accepted, year by year. An
// advance may go before acceptance, once, as far as the contracts of the line
// allow; over all years no more is paid than what is committed, or was accepted.
func (f *figures) paid(line *Line) []Breach {
	var found []Breach
	left := f.advances(line.ID)
	for _, year := range f.years[line.ID] {
		s := f.cells[lineYear{line.ID, year}]
		excess := s.Paid - s.Accepted
		if excess <= 0 {
			continue
		}
		covered := min(excess, left)
		left -= covered
		if over := excess - covered; over > 0 {
			found = append(found, breach("paid_over_accepted", line.ID, 0, year, over,
				"Paid", i18n.Exact(s.Paid), "Accepted", i18n.Exact(s.Accepted), "Advance", i18n.Exact(covered)))
		}
	}
	s := f.state.LineYear(line.ID, AllYears)
	ahead := max(s.Committed-s.Accepted, 0)
	if over := s.Paid - s.Accepted - ahead; over > 0 {
		found = append(found, breach("paid_over_accepted", line.ID, 0, AllYears, over,
			"Paid", i18n.Exact(s.Paid), "Accepted", i18n.Exact(s.Accepted), "Advance", i18n.Exact(ahead)))
	}
	return found
}

// advances is what may be paid of a line before anything is accepted: the
// share of what each contract commits there.
func (f *figures) advances(lineID int64) money.Amount {
	committed := map[int64]money.Amount{}
	for key, s := range f.parts {
		if key.line == lineID && key.contract != 0 {
			committed[key.contract] += s.Committed
		}
	}
	var sum money.Amount
	for id, a := range committed {
		if c := f.state.Contract(id); c != nil && a > 0 {
			sum += share(a, c.Current().Advance)
		}
	}
	return sum
}

// share is so many per cent of a sum, down to a whole tiyn.
func share(a money.Amount, percent int) money.Amount {
	p := money.Amount(percent)
	return a/100*p + a%100*p/100
}

// lineYear holds the figures of a line and year against each other.
func (f *figures) lineYear(line *Line, year int) []Breach {
	var found []Breach
	on, s := f.state.On, f.cells[lineYear{line.ID, year}]
	for _, one := range []struct {
		word string
		sum  money.Amount
	}{{"planned", s.Planned}, {"allocated", s.Allocated}, {"committed", s.Committed}, {"accepted", s.Accepted}, {"paid", s.Paid}} {
		if one.sum < 0 {
			found = append(found, breach("below_zero", line.ID, 0, year, -one.sum, "Figure", i18n.Key("funding."+one.word), "Sum", i18n.Exact(one.sum)))
		}
	}
	if over := s.Accepted - s.Committed; over > 0 {
		found = append(found, breach("accepted_over_committed", line.ID, 0, year, over, "Accepted", i18n.Exact(s.Accepted), "Committed", i18n.Exact(s.Committed)))
	}
	if over := s.Committed - s.Allocated; over > 0 && line.Model == portfolio.Public && line.Kind == Investment {
		found = append(found, breach("committed_over_allocated", line.ID, 0, year, over, "Committed", i18n.Exact(s.Committed), "Allocated", i18n.Exact(s.Allocated)))
	}
	if line.Source.Budget() && line.Kind == Investment {
		if over := s.Planned - s.Allocated; over > 0 {
			found = append(found, breach("gap", line.ID, 0, year, over, "Planned", i18n.Exact(s.Planned), "Allocated", i18n.Exact(s.Allocated)))
		}
		if left := s.Allocated - s.Paid; left > 0 && year < on.Year {
			found = append(found, breach("lapsed", line.ID, 0, year, left, "Allocated", i18n.Exact(s.Allocated), "Paid", i18n.Exact(s.Paid)))
		} else if left > 0 && year == on.Year && on.Month >= time.October {
			found = append(found, breach("unspent", line.ID, 0, year, left, "Allocated", i18n.Exact(s.Allocated), "Paid", i18n.Exact(s.Paid)))
		}
	}
	if line.Model == portfolio.Service && line.Kind == Investment {
		found = append(found, f.monthly(line, year, s)...)
	}
	return found
}

// monthly holds what is accepted of a service against the months (facts.md §2.2,
// V9): every entry is of one, and no month that is over is left out.
func (f *figures) monthly(line *Line, year int, s Sums) []Breach {
	var found []Breach
	var whole money.Amount
	for period, a := range f.months[lineYear{line.ID, year}] {
		if !isMonth(period) {
			whole += a
		}
	}
	if whole > 0 {
		found = append(found, breach("not_monthly", line.ID, 0, year, whole, "Sum", i18n.Exact(whole)))
	}
	from, to := f.served(line.ID, year)
	missing, first := 0, civil.Period{}
	for m := from; s.Committed > 0 && !m.IsZero() && m.AddMonths(1).Compare(to.AddDays(1)) <= 0; m = m.AddMonths(1) {
		if p := civil.InMonth(year, m.Month); f.months[lineYear{line.ID, year}][p.String()] <= 0 {
			if missing++; missing == 1 {
				first = p
			}
		}
	}
	if missing > 0 && whole <= 0 {
		b := breach("month_missing", line.ID, 0, year, 0, "Month", first, "Months", missing)
		found = append(found, b)
	}
	return found
}

func isMonth(period string) bool {
	p, err := civil.ParsePeriod(period)
	return err == nil && p.Kind == civil.Month
}

// served is from the first of the first month to the last day in which the
// service contracts of a line were at work in a year, up to the day of the
// state; no day when none was.
func (f *figures) served(lineID int64, year int) (from, to civil.Date) {
	for key, s := range f.parts {
		c := f.state.Contract(key.contract)
		if key.line != lineID || key.year != year || s.Committed <= 0 || c == nil || c.State() == ContractDraft {
			continue
		}
		t := c.Current()
		start := later(firstDay(&t), civil.InYear(year).First())
		if from.IsZero() || start.Before(from) {
			from = start
		}
		if end := earlier(t.EndOn, civil.InYear(year).Last()); end.After(to) {
			to = end
		}
	}
	if from.IsZero() {
		return from, to
	}
	return civil.InMonth(from.Year, from.Month).First(), earlier(to, f.state.On.AddDays(-1))
}

// firstDay is the day from which terms bind.
func firstDay(t *Terms) civil.Date {
	if t.StartOn.IsZero() {
		return t.SignedOn
	}
	return t.StartOn
}

// later is the later of two days.
func later(a, b civil.Date) civil.Date {
	if b.After(a) {
		return b
	}
	return a
}

// earlier is the earlier of two days; no day is no bound.
func earlier(a, b civil.Date) civil.Date {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// unpaid holds what was accepted more than PayWithin days ago against what is
// paid.
func (f *figures) unpaid(line *Line) []Breach {
	s := f.state.LineYear(line.ID, AllYears)
	if due := s.Accepted - f.recent[line.ID]; due > s.Paid {
		return []Breach{breach("unpaid", line.ID, 0, AllYears, due-s.Paid, "Due", i18n.Exact(due), "Paid", i18n.Exact(s.Paid), "Days", PayWithin)}
	}
	return nil
}

// load holds what the budget owes for partnerships in years to come against its
// own revenue (facts.md §2.5, 7).
func (f *figures) load() []Breach {
	owed, of := map[int]money.Amount{}, map[int]int64{}
	for i := range f.state.Lines {
		line := &f.state.Lines[i]
		if line.Kind != Obligations || line.Model != portfolio.PPP {
			continue
		}
		for _, year := range f.years[line.ID] {
			if a := f.cells[lineYear{line.ID, year}].Committed; year > f.state.On.Year && a > 0 {
				owed[year] += a
				of[year] = line.ID
			}
		}
	}
	var found []Breach
	for _, year := range slices.Sorted(maps.Keys(owed)) {
		sum, revenue := owed[year]+f.state.Owed[year], f.state.revenue(year)
		if revenue > 0 && sum > share(revenue, LoadLimit) {
			found = append(found, breach("ppp_load", of[year], 0, year, sum-share(revenue, LoadLimit), "Owed", i18n.Exact(sum), "Revenue", i18n.Exact(revenue), "Limit", LoadLimit))
		}
	}
	return found
}

// LoadLimit is how many per cent of the own revenue of a year the obligations of
// partnerships should not go over.
const LoadLimit = 10

// revenue is the own revenue of the budget in a year: where it is not known,
// that of the last year before it that is.
func (s *State) revenue(year int) money.Amount {
	known := 0
	for y := range s.Revenues {
		if y <= year && y > known {
			known = y
		}
	}
	return s.Revenues[known]
}
