package funding

import (
	"slices"
	"strings"

	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// ofContracts holds what was entered on a line for a year by each contract
// against the contract.
func (f *figures) ofContracts(line *Line, year int) []Breach {
	var found []Breach
	for i := range f.state.Contracts {
		c := &f.state.Contracts[i]
		s, ok := f.parts[part{lineYear{line.ID, year}, c.ID}]
		if !ok {
			continue
		}
		t := c.Current()
		entered := max(s.Committed, s.Accepted, s.Paid)
		if entered > 0 && !t.Kind.Binding() || s.Allocated != 0 && !t.Kind.Binding() {
			found = append(found, breach("memorandum", line.ID, c.ID, year, max(entered, s.Allocated), "Number", t.Plain()))
			continue
		}
		if entered > 0 && (c.ProjectID != line.ProjectID || t.Kind.Model() != line.Model) {
			found = append(found, breach("other_contract", line.ID, c.ID, year, entered, "Number", t.Plain(), "Model", i18n.Key("funding."+string(line.Model))))
		}
		if entered > 0 && !t.Covers(year) {
			key := "outside_contract"
			if line.Kind == Obligations {
				key = "obligation_outside"
			}
			found = append(found, breach(key, line.ID, c.ID, year, entered, "Number", t.Plain(), "From", firstDay(&t), "To", t.EndOn))
		}
		if line.Kind == Obligations && line.Model == portfolio.PPP {
			found = append(found, papers(line, c, &t, year, s.Committed)...)
		}
	}
	return found
}

// Covers reports whether a fiscal year is within the terms. Terms without an end
// have none.
func (t *Terms) Covers(year int) bool {
	from := firstDay(t)
	return (from.IsZero() || from.Year <= year) && (t.EndOn.IsZero() || year <= t.EndOn.Year)
}

// papers holds what the budget has taken on for a year against the papers that
// it needs (Law No. 379-V, facts.md §2.1): the budget commission's, and the
// maslikhat's where the level is local.
func papers(line *Line, c *Contract, t *Terms, year int, committed money.Amount) []Breach {
	if committed > 0 && !t.Papers() {
		return []Breach{breach("obligation_papers", line.ID, c.ID, year, committed, "Number", t.Plain())}
	}
	return nil
}

// Plain is the number of the contract without the sign № that some type before
// it: messages write it.
func (t *Terms) Plain() string {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(t.Number), "№"))
}

// Papers reports whether a partnership has the decisions without which the
// budget may take nothing on.
func (t *Terms) Papers() bool {
	d := t.Detail.PPP
	return d != nil && !d.BudgetCommission.IsZero() && (d.Level != "local" || !d.Maslikhat.IsZero())
}

// contract holds what was entered by a contract, on whichever lines and years,
// against its sum and its obligations.
func (f *figures) contract(c *Contract) []Breach {
	var found []Breach
	t, state := c.Current(), c.State()
	s := f.contracts[agreed{c.ID, Investment}]
	if over := s.Committed - t.Amount; over > 0 && t.Kind.Binding() {
		found = append(found, breach("contract_sum", 0, c.ID, AllYears, over, "Number", t.Plain(), "Committed", i18n.Exact(s.Committed), "Sum", i18n.Exact(t.Amount)))
	}
	binds := t.Kind.Binding() && state != ContractDraft && state != ContractTerminated
	if left := t.Amount - s.Committed; left > 0 && binds && !(t.Amount == 0) {
		found = append(found, breach("contract_open", 0, c.ID, AllYears, left, "Number", t.Plain(), "Committed", i18n.Exact(s.Committed), "Sum", i18n.Exact(t.Amount)))
	}
	for _, kind := range LineKinds {
		found = append(found, f.course(c, &t, f.contracts[agreed{c.ID, kind}])...)
	}
	if t.Kind.Binding() {
		found = append(found, f.over(c, &t)...)
	}
	if t.Kind == PPPContract && binds {
		found = append(found, f.under(c, &t)...)
	}
	return found
}

// course holds paid ≤ accepted ≤ committed for one contract, where several
// share a line: what each line breaks is said there. An advance is part of the
// price: it goes before the acts that are still to come, and no further.
func (f *figures) course(c *Contract, t *Terms, s Sums) []Breach {
	var found []Breach
	if over := s.Accepted - s.Committed; over > 0 {
		found = append(found, breach("accepted_over_committed", 0, c.ID, AllYears, over, "Accepted", i18n.Exact(s.Accepted), "Committed", i18n.Exact(s.Committed)))
	}
	if s.Paid < 0 {
		b := breach("below_zero", 0, c.ID, AllYears, -s.Paid)
		b.Args = []any{"Year", f.returned(c.ID), "Figure", i18n.Key("funding.paid"), "Sum", i18n.Exact(s.Paid), "Excess", i18n.Exact(-s.Paid)}
		found = append(found, b)
	}
	advance := min(share(max(s.Committed, 0), t.Advance), max(s.Committed-s.Accepted, 0))
	if over := s.Paid - s.Accepted - advance; over > 0 {
		found = append(found, breach("paid_over_accepted", 0, c.ID, AllYears, over,
			"Paid", i18n.Exact(s.Paid), "Accepted", i18n.Exact(s.Accepted), "Advance", i18n.Exact(advance)))
	}
	return found
}

// returned is the last year in which more was returned by a contract than paid.
func (f *figures) returned(contractID int64) int {
	last := 0
	for key, s := range f.parts {
		if key.contract == contractID && s.Paid < 0 {
			last = max(last, key.year)
		}
	}
	return last
}

// over finds the years for which more was taken on than the contract says,
// wherever it stands.
func (f *figures) over(c *Contract, t *Terms) []Breach {
	var found []Breach
	for _, year := range f.takenIn(c.ID) {
		committed, _ := f.taken(c.ID, year)
		if over := committed - t.Owed(year); over > 0 {
			found = append(found, breach("obligations_over", 0, c.ID, year, over, "Number", t.Plain(), "Committed", i18n.Exact(committed), "Owed", i18n.Exact(t.Owed(year))))
		}
	}
	return found
}

// takenIn are the years of which lines of obligations know a contract, in order.
func (f *figures) takenIn(contractID int64) []int {
	var years []int
	for key := range f.parts {
		if line := f.state.Line(key.line); key.contract == contractID && line.Kind == Obligations && !slices.Contains(years, key.year) {
			years = append(years, key.year)
		}
	}
	slices.Sort(years)
	return years
}

// taken is what the budget took on for a year by a contract, on all lines of
// obligations, and the last of them.
func (f *figures) taken(contractID int64, year int) (committed money.Amount, lineID int64) {
	for i := range f.state.Lines {
		if line := &f.state.Lines[i]; line.Kind == Obligations {
			if s, ok := f.parts[part{lineYear{line.ID, year}, contractID}]; ok {
				committed += s.Committed
				lineID = line.ID
			}
		}
	}
	return committed, lineID
}

// under finds the years for which less was taken on than the contract says.
func (f *figures) under(c *Contract, t *Terms) []Breach {
	var found []Breach
	done := map[int]bool{}
	for _, o := range t.Detail.Obligations {
		if done[o.Year] {
			continue
		}
		done[o.Year] = true
		committed, lineID := f.taken(c.ID, o.Year)
		if left := t.Owed(o.Year) - committed; left > 0 {
			found = append(found, breach("obligations_under", lineID, c.ID, o.Year, left, "Number", t.Plain(), "Committed", i18n.Exact(committed), "Owed", i18n.Exact(t.Owed(o.Year))))
		}
	}
	return found
}
