package portfolio

import (
	"sync"

	"qadam/internal/civil"
	"qadam/internal/schedule"
)

// Line is a milestone on a board: its plan, what was reported, and where that
// puts it.
type Line struct {
	*Plan
	Deadline civil.Date
	First    civil.Date // the deadline that it had when it was first in force; its own while it is the first
	Facts    Facts
	Standing
	Pusher *Line  // the predecessor that pushes its finish, nil when none does
	Folded string // number and titles as search sees them
}

// Board is a roadmap as it stands on a day: every line of the version in
// force with its status. Everything that shows a status takes it from here,
// so that two pages cannot differ.
type Board struct {
	ProgrammeID int64
	Year        int
	Version     Version // without its steps when none is in force
	On          civil.Date
	Lines       []Line
	Total       Tally
	Projects    map[int64]Tally
	Directions  map[string]Tally // of the projects' directions
	Rules       StatusRules
	InForceOn   civil.Date
	Bodies      []int64 // that lead lines or take part in them
	Zones       []int64 // that lines name
	Runs        []Run   // the lines, project by project
	at          map[int64]int
	after       map[int][]int
	sheet       *Sheet
	known       Known            // without the facts, which stand on the lines
	scheduled   func() *Schedule // computed once, when somebody asks
	ended       func() Ends      // the same
	originally  func() originals // the same
	against     differences
}

// Known is what a board is computed from beside its sheet.
type Known struct {
	Facts     map[int64]Facts  // by milestone
	Earlier   []*Sheet         // the versions that were in force before, in their order
	Ended     map[int64]bool   // projects that ended
	Gaps      map[int64]bool   // projects of which too little of the year's plan is committed
	Direction map[int64]string // of each project
	Rules     StatusRules
	InForceOn civil.Date
	On        civil.Date
}

// NewBoard computes the status of every line of the sheet.
func NewBoard(s *Sheet, k Known) *Board {
	b := &Board{
		On: k.On, Lines: make([]Line, len(s.Plans)), Projects: map[int64]Tally{}, Rules: k.Rules, InForceOn: k.InForceOn,
		Bodies: s.bodies, Zones: s.zones, Runs: s.runs, at: s.at, after: s.after, sheet: s, known: k,
	}
	b.known.Facts = nil
	b.scheduled = sync.OnceValue(b.schedule)
	b.ended = sync.OnceValue(b.sortEnds)
	b.originally = sync.OnceValue(b.fromFirst)
	for i := range s.Plans {
		p := &s.Plans[i]
		l := &b.Lines[i]
		l.Plan, l.Deadline, l.Facts, l.Folded = p, s.deadlines[i], k.Facts[p.MilestoneID], s.folded[i]
		l.First = k.first(p.MilestoneID, l.Deadline)
	}
	c := course{sheet: s, lines: b.Lines, on: s.calendar.Ordinal(k.On), spans: make([]schedule.Span, len(s.Plans))}
	for _, i := range s.order {
		l := &b.Lines[i]
		l.PushedTo, l.Pusher = c.pushed(i)
		l.Standing = k.standing(s, b, l)
	}
	b.tally(s)
	return b
}

// first is the deadline of a milestone in the first version in force that had
// it: what it is held against for ever (rules.md §3).
func (k *Known) first(milestoneID int64, deadline civil.Date) civil.Date {
	for _, s := range k.Earlier {
		if d := s.Deadline(milestoneID); !d.IsZero() {
			return d
		}
	}
	return deadline
}

// tally adds the lines up, by project and together.
func (b *Board) tally(s *Sheet) {
	for _, r := range s.runs {
		t := b.Projects[r.ProjectID]
		for i := r.From; i < r.To; i++ {
			t.add(&b.Lines[i], s.costs[i])
		}
		b.Projects[r.ProjectID] = t
	}
	b.Directions = map[string]Tally{}
	for id, t := range b.Projects {
		b.Total = b.Total.Plus(t)
		d := b.known.Direction[id]
		b.Directions[d] = b.Directions[d].Plus(t)
	}
}

// Successors lists the lines that follow a milestone, in their order.
func (b *Board) Successors(milestoneID int64) []*Line {
	i, ok := b.at[milestoneID]
	if !ok {
		return nil
	}
	var lines []*Line
	for _, j := range b.after[i] {
		if n := len(lines); n == 0 || lines[n-1] != &b.Lines[j] { // linked twice, it follows once
			lines = append(lines, &b.Lines[j])
		}
	}
	return lines
}

// Line returns the line of a milestone, or nil.
func (b *Board) Line(milestoneID int64) *Line {
	if b == nil {
		return nil
	}
	i, ok := b.at[milestoneID]
	if !ok {
		return nil
	}
	return &b.Lines[i]
}

// LineNear is Line of a milestone of which one knows where it stands on another day:
// mostly in the same place, and then it need not be looked for.
func (b *Board) LineNear(at int, milestoneID int64) *Line {
	if b != nil && at < len(b.Lines) && b.Lines[at].MilestoneID == milestoneID {
		return &b.Lines[at]
	}
	return b.Line(milestoneID)
}

// Health is the colour of the whole board.
func (b *Board) Health() Health { return b.Total.Health(b.Rules) }

// standing is the status rule (rules.md §4): the first that holds decides.
func (k *Known) standing(s *Sheet, b *Board, l *Line) Standing {
	st := Standing{
		PushedTo: l.PushedTo,
		Expected: expected(s.calendar, l.Start, l.Deadline, k.On),
		Finish:   finish(l),
	}
	f := &l.Facts
	st.Reason = Reason{On: k.On, Deadline: l.Deadline, Forecast: f.Forecast, Percent: f.Percent, Expected: st.Expected, PushedTo: l.PushedTo}
	decide := func(status Status, rule Rule) {
		st.Status, st.Reason.Rule = status, rule
	}
	switch {
	case f.Accepted && f.DoneOn.After(l.Deadline):
		decide(Done, RuleAcceptedLate)
		st.Late = true
	case f.Accepted:
		decide(Done, RuleAccepted)
	case k.Ended[l.ProjectID]:
		decide(Withdrawn, RuleProjectEnded)
	case f.AwaitsReview():
		decide(Reported, RuleSaidDone)
	case k.On.After(l.Deadline):
		decide(Overdue, RulePastDue)
		st.Reason.DaysOver = k.On.Sub(l.Deadline)
	default:
		st.Reason.DaysLeft = s.calendar.Between(k.On, l.Deadline)
		rule, predecessor := k.risk(b, l, &st)
		st.Reason.Predecessor = predecessor
		switch {
		case rule != "":
			decide(AtRisk, rule)
		case k.On.Before(l.Start):
			decide(NotStarted, RuleBeforeStart)
		default:
			decide(OnTrack, RuleWithinPlan)
		}
	}
	if st.Status == Overdue || st.Status == OnTrack || st.Status == AtRisk {
		st.Stale = !k.On.Before(l.Start) && stale(&k.Rules, l, k.InForceOn, k.On)
	}
	return st
}

// risk returns the rule that puts an open milestone at risk, "" when none,
// and the predecessor that decided.
func (k *Known) risk(b *Board, l *Line, st *Standing) (Rule, int64) {
	for _, ask := range risks {
		if rule, predecessor := ask(k, b, l, st); rule != "" {
			return rule, predecessor
		}
	}
	return "", 0
}

// risks are what can put an open milestone at risk, in the order in which it is
// asked: each gives its rule when it holds, and the predecessor that decided.
// The page that says why asks all of them.
var risks = []func(k *Known, b *Board, l *Line, st *Standing) (Rule, int64){
	(*Known).forecastLate, (*Known).behind, (*Known).predecessor, (*Known).gap, (*Known).pushed,
}

func (k *Known) forecastLate(_ *Board, l *Line, _ *Standing) (Rule, int64) {
	if l.Facts.Forecast.After(l.Deadline) {
		return RuleForecastLate, 0
	}
	return "", 0
}

func (k *Known) behind(_ *Board, l *Line, st *Standing) (Rule, int64) {
	if !k.On.Before(l.Start) && st.Reason.DaysLeft <= k.Rules.NearDays && l.Facts.Percent < st.Expected-k.Rules.BehindPoints {
		return RuleBehind, 0
	}
	return "", 0
}

func (k *Known) predecessor(b *Board, l *Line, _ *Standing) (Rule, int64) {
	for _, link := range l.Links {
		p := b.Line(link.MilestoneID)
		switch {
		case p == nil:
		case p.Status == Overdue:
			return RulePredOverdue, link.MilestoneID
		case p.Status == AtRisk && p.Finish.After(l.Start) && link.Kind == FS:
			return RulePredAtRisk, link.MilestoneID
		}
	}
	return "", 0
}

func (k *Known) gap(_ *Board, l *Line, _ *Standing) (Rule, int64) {
	if k.Gaps[l.ProjectID] {
		return RuleFundingGap, 0
	}
	return "", 0
}

func (k *Known) pushed(_ *Board, l *Line, _ *Standing) (Rule, int64) {
	if l.PushedTo.After(l.Deadline) {
		return RulePushed, 0
	}
	return "", 0
}
