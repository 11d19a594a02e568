package funding

import (
	"slices"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// Bounds of an entry.
const (
	FirstYear = 2000
	LastYear  = 2100
	// Limit is the most that an entry, or a figure of a line for a year, may come
	// to: ten trillion tenge, about a year of the whole budget. Far below what
	// would overflow when all lines are added up.
	Limit = 10_000 * money.Billion
)

// Verdict is what the checks say to an entry before it is kept.
type Verdict struct {
	Before   Sums // of its line and year
	After    Sums
	Breaches []Breach // errors that it brings or makes worse, then what it needs a word of why for
}

// Refused reports whether the entry may not be saved at all.
func (v *Verdict) Refused() bool { return len(Errors(v.Breaches)) > 0 }

// Warned are the keys of the warnings that a word of why was given for.
func (v *Verdict) Warned() []string {
	var keys []string
	for _, b := range Warnings(v.Breaches) {
		if !slices.Contains(keys, b.Key) {
			keys = append(keys, b.Key)
		}
	}
	return keys
}

// Judge holds an entry, which goes by a document of a kind, against every
// check. What was broken before is no fault of an entry that does not make it
// worse: paying back less than all that is too much may be entered.
func (s *State) Judge(e Entry, document DocumentKind) Verdict {
	v := Verdict{Before: s.LineYear(e.LineID, e.Year)}
	v.After = v.Before
	line := s.Line(e.LineID)
	own := append(s.shape(&e), s.goesBy(line, &e, document)...)
	broken := len(own) > 0
	if !tooLarge(&e, v.Before) {
		v.After.Take(e.Kind, e.Amount)
		own = append(own, s.worse(&e, own)...)
	}
	v.Breaches = s.belonging(own)
	if broken {
		v.Breaches = Errors(v.Breaches)
	}
	return v
}

// belonging says of which project the breaches are.
func (s *State) belonging(breaches []Breach) []Breach {
	for i := range breaches {
		breaches[i].ProgrammeID, breaches[i].ProjectID = s.ProgrammeID, s.ProjectID
	}
	return breaches
}

// shape holds an entry against what needs to know nothing else.
func (s *State) shape(e *Entry) []Breach {
	var found []Breach
	add := func(key string, args ...any) {
		found = append(found, breach(key, e.LineID, e.ContractID, e.Year, 0, args...))
	}
	switch {
	case e.Amount == 0:
		add("zero")
	case e.Amount < 0 && !e.Kind.Signed() && e.ReversesID == 0:
		add("not_positive", "Sum", i18n.Exact(e.Amount))
	case tooLarge(e, s.LineYear(e.LineID, e.Year)):
		add("too_large", "Limit", i18n.Exact(Limit))
	}
	if e.Year < FirstYear || e.Year > LastYear {
		add("year_range", "From", FirstYear, "To", LastYear)
	} else if e.Period != "" {
		p, err := civil.ParsePeriod(e.Period)
		if err != nil || p.Year != e.Year || p.Kind != civil.Month && p.Kind != civil.Quarter {
			add("period")
		}
	}
	if e.HappenedOn.After(s.On) {
		add("in_future", "Day", e.HappenedOn, "Today", s.On)
	}
	if e.Kind == Plan && e.VersionID == 0 && e.ReversesID == 0 && s.byRoadmap(e.LineID, e.Year) {
		add("planned_by_roadmap")
	}
	return found
}

// tooLarge reports whether an entry, or what it makes of the figures of its
// line and year, is more than can be.
func tooLarge(e *Entry, before Sums) bool {
	over := func(a money.Amount) bool { return a > Limit || a < -Limit }
	if over(e.Amount) {
		return true
	}
	before.Take(e.Kind, e.Amount)
	return over(before.Planned) || over(before.Allocated) || over(before.Committed) || over(before.Accepted) || over(before.Paid)
}

// byRoadmap reports whether a roadmap in force plans the year of a line: then
// its plan is changed by a change of the roadmap (rules.md §3).
func (s *State) byRoadmap(lineID int64, year int) bool {
	var sum money.Amount
	for _, t := range s.Tallies {
		if t.Roadmap && t.Kind == Plan && t.LineID == lineID && t.Year == year {
			sum += t.Amount
		}
	}
	return sum != 0
}

// goesBy holds an entry against the contract and the paper that it goes by. A
// reversal goes by what the entry did that it takes back.
func (s *State) goesBy(line *Line, e *Entry, document DocumentKind) []Breach {
	if line == nil || e.ReversesID != 0 {
		return nil
	}
	var found []Breach
	add := func(key string, args ...any) {
		found = append(found, breach(key, e.LineID, e.ContractID, e.Year, 0, args...))
	}
	c := s.Contract(e.ContractID)
	if c == nil {
		switch {
		case e.Kind != Plan && document == DocMemorandum:
			add("memorandum", "Number", "")
		case e.ContractID != 0:
			add("other_contract", "Number", "", "Model", i18n.Key("funding."+string(line.Model)))
		case e.Kind == Commit || e.Kind == Accept || e.Kind == CancelCommit:
			add("no_contract")
		}
		return found
	}
	t, state := c.Current(), c.State()
	switch {
	case e.Kind != Plan && (!t.Kind.Binding() || document == DocMemorandum):
		add("memorandum", "Number", t.Plain())
	case c.ProjectID != line.ProjectID || t.Kind.Binding() && t.Kind.Model() != line.Model:
		add("other_contract", "Number", t.Plain(), "Model", i18n.Key("funding."+string(line.Model)))
	case e.Kind != Plan && state == ContractDraft:
		add("contract_draft", "Number", t.Plain())
	case e.Kind == Commit && state.Ended():
		add("contract_ended", "Number", t.Plain())
	}
	if e.Kind == Commit && t.Kind == ICTService && !t.MultiYear && e.Year > e.HappenedOn.Year+1 {
		add("service_ahead", "Number", t.Plain(), "Last", e.HappenedOn.Year+1)
	}
	return found
}

// worse finds the checks that do not hold with an entry and held without it, or
// were broken by less; and the warnings that an entry of its kind needs a word
// of why for. What is in known already is not said twice.
func (s *State) worse(e *Entry, known []Breach) []Breach {
	said := map[string]bool{}
	for i := range known {
		said[known[i].Key] = true
	}
	after := s.With(*e)
	found := s.grown(after)
	for _, b := range after.Breaches() {
		if b.Severity == Warning && s.asks(&b, e) {
			found = append(found, b)
		}
	}
	return slices.DeleteFunc(found, func(b Breach) bool { return said[b.Key] })
}

// grown are the errors of a state that comes after this one that are new in it,
// or larger.
func (s *State) grown(after *State) []Breach {
	type subject struct {
		key            string
		line, contract int64
		year           int
	}
	of := func(b *Breach) subject { return subject{b.Key, b.LineID, b.ContractID, b.Year} }
	sums := func(all []Breach) map[subject]money.Amount {
		sums := map[subject]money.Amount{}
		for i := range all {
			sums[of(&all[i])] += all[i].Excess
		}
		return sums
	}
	f := after.figures()
	is := f.breaches()
	then, now := sums(s.figures().breaches()), sums(is)
	return s.belonging(f.once(slices.DeleteFunc(is, func(b Breach) bool {
		before, broken := then[of(&b)]
		return b.Severity != Error || broken && now[of(&b)] <= before
	})))
}

// Amended are the errors that are new, or larger, when a contract known here is
// replaced by what an agreement makes of it.
func (s *State) Amended(contract Contract) []Breach {
	after := *s
	after.Contracts = slices.Clone(s.Contracts)
	for i := range after.Contracts {
		if after.Contracts[i].ID == contract.ID {
			after.Contracts[i] = contract
		}
	}
	return s.grown(&after)
}

// asks reports whether an entry that leaves a warning needs a word of why: one
// of its own line and year, of a kind that has to do with it. A plan is entered
// before money is allocated for it: that asks for nothing.
func (s *State) asks(b *Breach, e *Entry) bool {
	switch {
	case !slices.Contains(b.Asks, e.Kind) || b.LineID != 0 && b.LineID != e.LineID || b.Year != AllYears && b.Year != e.Year,
		b.ContractID != 0 && b.ContractID != e.ContractID:
		return false
	case b.Key == "gap" && e.Kind == Plan:
		return s.LineYear(e.LineID, e.Year).Allocated != 0
	case b.Key == "not_monthly":
		return !isMonth(e.Period)
	case b.Key == "obligations_under":
		line := s.Line(e.LineID)
		return line != nil && line.Kind == Obligations
	}
	return true
}

// JudgeReversal holds the taking back of an entry against the checks. by is the
// entry that took it back before, 0 when none did.
func (s *State) JudgeReversal(e Entry, by int64) Verdict {
	own := func(key string, args ...any) Verdict {
		sums := s.LineYear(e.LineID, e.Year)
		return Verdict{Before: sums, After: sums, Breaches: s.belonging([]Breach{breach(key, e.LineID, e.ContractID, e.Year, 0, args...)})}
	}
	switch {
	case e.ReversesID != 0:
		return own("reversal_of_reversal", "Number", e.ReversesID)
	case by != 0:
		return own("reversed_already", "Number", by)
	case e.VersionID != 0:
		return own("planned_by_roadmap")
	}
	return s.Judge(e.Reversal(), "")
}

// Reversal is the entry that takes an entry back: the same line, kind, year and
// contract, the sum with the other sign.
func (e Entry) Reversal() Entry {
	return Entry{
		LineID: e.LineID, ProgrammeID: e.ProgrammeID, ProjectID: e.ProjectID, Kind: e.Kind, Year: e.Year, Period: e.Period,
		Amount: -e.Amount, HappenedOn: e.HappenedOn, ContractID: e.ContractID, ReversesID: e.ID,
	}
}
