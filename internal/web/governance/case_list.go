package governance

import (
	"context"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/views/cases"
)

// caseList is the cases of one request: see Handler.caseList.
type caseList struct {
	ctx   context.Context
	ref   *portfolio.Reference
	roll  *approval.Roll
	terms map[int64]*portfolio.ProgrammeTerm // by programme
	past  bool
	step  nextStep
	steps map[int64]waiting // of what is open, by case
}

// waiting is what comes next to a case, for how many working days it has waited
// for that, and, when it awaits a decision, for how many working days since it was
// submitted in its round: what the dashboard says of the oldest of a kind.
type waiting struct {
	next cases.Next
	days int
	open bool
	all  int
}

// waiting works it out. What is closed or shelved waits for nobody.
func (l *caseList) waiting(c *approval.Listed) waiting {
	if c.State.Final() {
		return waiting{}
	}
	w, known := l.steps[c.ID]
	if known {
		return w
	}
	if open := l.step.docket.Case(c.ID); open != nil {
		x := l.step
		x.akimat = l.ref.Bodies[l.terms[c.ProgrammeID].OwnerID].Called()
		w.next = x.of(open)
		w.next.Mine = w.next.Mine && !l.past
		if w.next.Key != "" {
			w.days = l.ref.Calendar.Between(civil.DateOf(c.SinceTime()).AddDays(1), l.step.on)
		}
		if w.open = open.State().Open(); w.open {
			w.all = l.ref.Calendar.Between(open.SubmittedOn().AddDays(1), l.step.on)
		}
	}
	l.steps[c.ID] = w
	return w
}

func (l *caseList) next(c *approval.Listed) cases.Next { return l.waiting(c).next }

// list is what can be asked of the cases. Its names are those of the data.
func (l *caseList) list() *listing.List[*approval.Listed] {
	type row = *approval.Listed
	field := func(name string, value func(row) any) listing.Field[row] {
		return listing.Field[row]{Name: name, Value: value}
	}
	one := func(name string, value func(row) any) []listing.Field[row] {
		return []listing.Field[row]{field(name, value)}
	}
	position := func(c row) listing.Key { return listing.ByNumber(l.ref.Programme(c.ProgrammeID).Position) }
	kind := func(c row) listing.Key { return listing.ByNumber(slices.Index(approval.Kinds, c.Kind)) }
	state := func(c row) listing.Key { return listing.ByNumber(slices.Index(approval.States, c.State)) }
	route := func(c row) listing.Key { return listing.ByBytes(string(c.Route)) }
	programme := func(c row) string { return l.ref.Programme(c.ProgrammeID).Code }
	number := field("id", func(c row) any { return c.ID })
	return &listing.List[row]{
		ID:      func(c row) int64 { return c.ID },
		May:     l.may(),
		Default: []listing.Sort{{By: "number", Descending: true}},
		Columns: []listing.Column[row]{
			{
				Name: "number", Kind: listing.Text, Fixed: true, Order: func(c row) listing.Key { return listing.ByNumber(c.ID) },
				Fields: []listing.Field[row]{
					number, field("title_kk", func(c row) any { return c.Title.KK }), field("title_ru", func(c row) any { return c.Title.RU }),
					field("title_en", func(c row) any { return c.Title.EN }),
				},
				Docs: []listing.Field[row]{number, field("titles", func(c row) any { return c.Title })},
			},
			{Name: "kind", Kind: listing.Choice, Hidden: true, Order: kind, Fields: one("kind", func(c row) any { return string(c.Kind) })},
			{Name: "programme", Kind: listing.Choice, Hidden: true, Order: position, Fields: one("programme", func(c row) any { return programme(c) })},
			{Name: "state", Kind: listing.Choice, Order: state, Fields: []listing.Field[row]{
				field("state", func(c row) any { return string(c.State) }), field("round", func(c row) any { return c.Round }),
			}},
			{Name: "route", Kind: listing.Choice, Order: route, Fields: one("route", func(c row) any { return string(c.Route) })},
			{
				Name: "submitted", Kind: listing.Day, Hidden: true, Order: func(c row) listing.Key { return listing.ByNumber(c.At) },
				Fields: one("submitted", func(c row) any { return civil.DateOf(c.SentTime()) }),
			},
			{
				Name: "since", Kind: listing.Day, Hidden: true, Order: func(c row) listing.Key { return listing.ByNumber(c.Since) },
				Fields: one("since", func(c row) any { return civil.DateOf(c.SinceTime()) }),
			},
			{Name: "waiting", Kind: listing.Number, Order: l.byWaiting, Fields: one("waiting_working_days", func(c row) any { return l.waiting(c).days })},
			{
				Name: "awaiting", Kind: listing.Number, Order: func(c row) listing.Key {
					if w := l.waiting(c); w.open {
						return listing.ByNumber(w.all)
					}
					return listing.None
				},
				Fields: one("awaiting_working_days", func(c row) any { return l.waiting(c).all }),
			},
			{Name: "next", Kind: listing.Text, Fields: []listing.Field[row]{
				field("next", func(c row) any { return l.next(c).Say(l.ctx) }), field("next_by", func(c row) any { return l.next(c).Who.For(l.ctx) }),
				field("mine", func(c row) any { return l.next(c).Mine }),
			}},
			{
				Name: "term", Kind: listing.Day, Order: func(c row) listing.Key { return listing.ByDay(l.next(c).Until) },
				Fields: one("next_until", func(c row) any {
					if until := l.next(c).Until; !until.IsZero() {
						return &until
					}
					return (*civil.Date)(nil)
				}),
			},
			{Name: "fingerprint", Kind: listing.Text, Hidden: true, Fields: one("fingerprint", func(c row) any { return c.Fingerprint })},
		},
		Filters: []listing.Filter[row]{
			{Name: "state", Make: inState, Refuse: listing.OneOf(append(slices.Clone(approval.States), cases.OpenOnly)...)},
			{Name: "kind", Refuse: listing.OneOf(approval.Kinds...), Make: func(v []string) func(row) bool {
				return func(c row) bool { return slices.Contains(v, string(c.Kind)) }
			}},
			{Name: "programme", Refuse: listing.Known(l.hasProgramme), Make: func(v []string) func(row) bool {
				return func(c row) bool { return slices.Contains(v, programme(c)) }
			}},
			{Name: "mine", Make: func([]string) func(row) bool { return func(c row) bool { return l.next(c).Mine } }},
			{Name: "q", Whole: true, Make: sought},
		},
		Groups: []listing.Group[row]{
			{Name: "state", Code: func(c row) string { return string(c.State) }, Order: state},
			{Name: "kind", Code: func(c row) string { return string(c.Kind) }, Order: kind},
			{Name: "programme", Code: programme, Order: position},
			{Name: "route", Code: func(c row) string { return string(c.Route) }, Order: route},
		},
	}
}

// may reports for which cases experts may be asked together; nil when for none.
func (l *caseList) may() func(*approval.Listed) bool {
	if l.past || !l.step.who.May(access.AssignExperts, access.Anywhere) {
		return nil
	}
	return func(c *approval.Listed) bool {
		return c.Assignable() && l.step.who.May(access.AssignExperts, c.ProgrammeID)
	}
}

// hasProgramme reports whether there is a programme of the code; on a past day one
// may ask for what began later.
func (l *caseList) hasProgramme(code string) bool {
	return l.past || slices.ContainsFunc(l.ref.Programmes, func(p portfolio.Programme) bool { return p.Code == code })
}

// byWaiting puts what waits for nobody last.
func (l *caseList) byWaiting(c *approval.Listed) listing.Key {
	if w := l.waiting(c); w.next.Key != "" {
		return listing.ByNumber(w.days)
	}
	return listing.None
}

// inState leaves the cases in one of the states; open is all in which nobody has
// decided yet.
func inState(values []string) func(*approval.Listed) bool {
	open := slices.Contains(values, cases.OpenOnly)
	return func(c *approval.Listed) bool {
		return open && c.State.Open() || slices.Contains(values, string(c.State))
	}
}

// sought leaves the cases in whose number or titles every word is found.
func sought(values []string) func(*approval.Listed) bool {
	words := strings.Fields(i18n.Fold(strings.Join(values, " ")))
	return func(c *approval.Listed) bool {
		said := c.Words()
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(said, w) })
	}
}
