package portfolio

import (
	"maps"
	"slices"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// Level is to whom a project that stays red is escalated (rules.md §4).
type Level string

// The two levels.
const (
	ReviewLevel   Level = "review"   // a review is to be held
	MinistryLevel Level = "ministry" // the project stands on the ministry's list
)

// Levels lists the two.
var Levels = []Level{ReviewLevel, MinistryLevel}

// EscalationEvent is what came of an escalation.
type EscalationEvent string

// A review is held; a project that is red no more leaves the ministry's list, and
// the run of red months that a review was opened for is over. That it was opened
// is no step: it is the escalation itself.
const (
	EscalationOpened EscalationEvent = "opened"
	EscalationHeld   EscalationEvent = "held"
	EscalationEnded  EscalationEvent = "ended"
)

// Escalation is the fact that a project was red at so many month-ends running,
// with the agenda of its review as it was filled in that day. A run is escalated
// once to each level; one that ends and begins again is another run.
type Escalation struct {
	ID          int64
	ProjectID   int64
	ProgrammeID int64
	Level       Level
	FirstOn     civil.Date // the first red month-end of the run
	LastOn      civil.Date // the month-end that made it so many
	Months      int
	HoldBy      civil.Date // when the review is to be held; zero on the ministry's list
	Agenda      Agenda     `gorm:"serializer:json"`
	RecordedAt  time.Time
	RecordedBy  int64
	Steps       []EscalationStep // known ones, the oldest first
}

// EscalationStep is a line of an escalation's ledger.
type EscalationStep struct {
	ID             int64
	EscalationID   int64
	ProgrammeID    int64
	Event          EscalationEvent
	HappenedOn     civil.Date // the day of the review, or the month-end that was red no more
	Text           string     // what the review concluded
	DocumentNumber string     // of its protocol, "" without one
	RecordedAt     time.Time
	RecordedBy     int64
}

// Step is the step of the event, nil when there was none.
func (e *Escalation) Step(event EscalationEvent) *EscalationStep {
	for i := range e.Steps {
		if e.Steps[i].Event == event {
			return &e.Steps[i]
		}
	}
	return nil
}

// Over reports whether nothing is to be done any more: the review was held, the
// project left the ministry's list.
func (e *Escalation) Over() bool {
	return e.Step(e.closes()) != nil
}

// EscalationState is how an escalation stands on a day; the words are in the
// catalogue under "escalation.state_" and the name.
type EscalationState string

// The states: of a review the first three, of the ministry's list the others.
const (
	ReviewHeld  EscalationState = "held"
	ReviewLate  EscalationState = "late"
	ReviewOpen  EscalationState = "open"
	ListLeft    EscalationState = "left"
	StillOnList EscalationState = "listed"
)

// State is how the escalation stands on a day.
func (e *Escalation) State(on civil.Date) EscalationState {
	switch review := e.Level == ReviewLevel; {
	case review && e.Over():
		return ReviewHeld
	case e.Late(on):
		return ReviewLate
	case review:
		return ReviewOpen
	case e.Over():
		return ListLeft
	}
	return StillOnList
}

// Late reports whether a review was not held in time.
func (e *Escalation) Late(on civil.Date) bool {
	return e.Level == ReviewLevel && !e.Over() && on.After(e.HoldBy)
}

// closes is the event after which an escalation is over.
func (e *Escalation) closes() EscalationEvent {
	if e.Level == ReviewLevel {
		return EscalationHeld
	}
	return EscalationEnded
}

// OpenedOn is the day on which the project was escalated.
func (e *Escalation) OpenedOn() civil.Date { return civil.DateOf(e.RecordedAt) }

// Agenda is what a review is about, as it was known when it was opened.
type Agenda struct {
	On         civil.Date     `json:"on"` // the month-end it was filled in for
	Rules      StatusRules    `json:"rules"`
	Shares     Shares         `json:"shares"`
	Months     []AgendaMonth  `json:"months"` // of the run, the earliest first
	Lines      []AgendaLine   `json:"lines"`  // that made the project red
	Money      AgendaMoney    `json:"money"`
	Conditions []AgendaDuty   `json:"conditions"` // overdue
	Ratings    []AgendaRating `json:"ratings"`    // people's latest
}

// AgendaMonth is a month-end of the run.
type AgendaMonth struct {
	On            civil.Date `json:"on"`
	Overdue       int        `json:"overdue"` // lines
	OverdueWeight int        `json:"overdue_weight"`
	Weight        int        `json:"weight"`
}

// AgendaLine is a milestone that made the project red, with its reason.
type AgendaLine struct {
	MilestoneID int64      `json:"milestone"`
	Number      string     `json:"number"`
	Title       i18n.Text  `json:"title"`
	LeadID      int64      `json:"lead"`
	Weight      int        `json:"weight"`
	Deadline    civil.Date `json:"deadline"`
	Finish      civil.Date `json:"finish"`
	Percent     int        `json:"percent"`
	Reason      Reason     `json:"reason"`
}

// AgendaMoney is the money of the year: what the gap is between.
type AgendaMoney struct {
	Year      int          `json:"year"`
	Planned   money.Amount `json:"planned"`
	Committed money.Amount `json:"committed"`
	Paid      money.Amount `json:"paid"`
	Gap       bool         `json:"gap"` // too little of the year's plan is committed
}

// AgendaDuty is a condition or an assignment whose day was over.
type AgendaDuty struct {
	ConditionID int64      `json:"condition"`
	Text        i18n.Text  `json:"text"`
	DueOn       civil.Date `json:"due_on"`
}

// AgendaRating is what a party said of the project last.
type AgendaRating struct {
	Party      Party      `json:"party"`
	Confidence Confidence `json:"confidence"`
	On         civil.Date `json:"on"`
	Rationale  string     `json:"rationale"`
}

// MonthEnd is the last day of the month before a day: the last month-end that is
// over on it.
func MonthEnd(on civil.Date) civil.Date {
	return civil.Date{Year: on.Year, Month: on.Month, Day: 1}.AddDays(-1)
}

// RedRun is how many month-ends running a project is red.
type RedRun struct {
	FirstOn, LastOn civil.Date
	Months          int
}

// RedRuns are the runs of red month-ends that last until the given one, by
// project. healths are the colours of the projects that stood in a roadmap in
// force on a day and had not ended: a month-end at which a project did not, or at
// which nobody could tell its colour, breaks its run (rules.md §4).
func RedRuns(last civil.Date, healths func(on civil.Date) (map[int64]Health, error)) (map[int64]RedRun, error) {
	runs := map[int64]RedRun{}
	for on := last; ; on = MonthEnd(on) {
		now, err := healths(on)
		if err != nil {
			return nil, err
		}
		lives := false
		for id, h := range now {
			run, begun := runs[id]
			switch {
			case h != Red:
			case on == last:
				runs[id], lives = RedRun{FirstOn: on, LastOn: last, Months: 1}, true
			case begun && MonthEnd(run.FirstOn) == on:
				runs[id], lives = RedRun{FirstOn: on, LastOn: last, Months: run.Months + 1}, true
			}
		}
		if !lives {
			return runs, nil
		}
	}
}

// RunningMonths is at how many month-ends running the project was red until a day
// on which the escalation was known: those of its run, that lasts until another
// step said that it ended.
func (e *Escalation) RunningMonths(on civil.Date) int {
	last := MonthEnd(on)
	if s := e.Step(EscalationEnded); s != nil {
		last = MonthEnd(s.HappenedOn) // the step is of the month-end that was red no more
	}
	return max(e.Months, (last.Year-e.FirstOn.Year)*12+int(last.Month)-int(e.FirstOn.Month)+1)
}

// Escalate is what the runs of red month-ends until the last one ask for beside
// what was escalated before: what is to be opened, in the order of projects, and
// which of those before ended because their run did. rules are those of the last
// one (rules.md §4).
func Escalate(last civil.Date, runs map[int64]RedRun, before []Escalation, rules StatusRules) (open []Escalation, ended []Escalation) {
	type key struct {
		project int64
		level   Level
		first   civil.Date
	}
	known := map[key]bool{}
	for _, e := range before {
		known[key{e.ProjectID, e.Level, e.FirstOn}] = true
		if e.Step(EscalationEnded) == nil && last.After(e.LastOn) && runs[e.ProjectID].FirstOn != e.FirstOn {
			ended = append(ended, e)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(runs)) {
		run := runs[id]
		for _, level := range Levels {
			if run.Months >= rules.Months(level) && !known[key{id, level, run.FirstOn}] {
				open = append(open, Escalation{ProjectID: id, Level: level, FirstOn: run.FirstOn, LastOn: run.LastOn, Months: run.Months})
			}
		}
	}
	return open, ended
}

// NewAgenda is what the review of a project is about, as far as the picture and
// the ratings of its day know: what made it red, and what people said. Money,
// months and conditions are added by who knows them.
func NewAgenda(p *Picture, projectID int64, ratings *RatingBook) Agenda {
	b := p.Present()
	a := Agenda{On: p.On, Rules: b.Rules, Shares: b.Projects[projectID].Shares(), Money: AgendaMoney{Year: b.Year}}
	lines, _ := b.FirstDeciding(projectID, len(b.Lines))
	for _, l := range lines {
		a.Lines = append(a.Lines, AgendaLine{
			MilestoneID: l.MilestoneID, Number: l.Number, Title: l.Title, LeadID: l.LeadID, Weight: l.weighs(),
			Deadline: l.Deadline, Finish: l.Finish, Percent: l.Facts.Percent, Reason: l.Reason,
		})
	}
	for _, party := range []Party{Owner, Centre} {
		if r := ratings.Latest(projectID, party); r != nil {
			a.Ratings = append(a.Ratings, AgendaRating{Party: party, Confidence: r.Confidence, On: r.On(), Rationale: r.Rationale})
		}
	}
	return a
}

// AddMonth adds a month-end of the run, before those that were added.
func (a *Agenda) AddMonth(p *Picture, projectID int64) {
	t := p.Present().Projects[projectID]
	m := AgendaMonth{On: p.On, Overdue: t.Overdue, OverdueWeight: t.OverdueWeight, Weight: t.Weight}
	a.Months = append([]AgendaMonth{m}, a.Months...)
}
