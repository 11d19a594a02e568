package funding

import (
	"slices"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Stage is a step of a funding model, such as P5, the budget commission. Stages
// are data with validity: the rules of the service model changed on 2018-06-28
// (facts.md §2.1–2.3), and a project goes by those of the day its line was opened.
type Stage struct {
	ID        int64
	Model     portfolio.Model
	Code      string // P1…P16, PX; V1…V10; B1…B12
	Position  int
	Name      i18n.Text
	Rule      i18n.Text // what prescribes it, such as «Order No. 295 of 28 June 2018»
	Terminal  bool      // ends the model: PX
	ValidFrom civil.Date
	ValidTo   civil.Date // the last day, zero while it stands
}

// TableName is funding_stages.
func (Stage) TableName() string { return "funding_stages" }

// StageResult is how a stage ended.
type StageResult string

// The results of a stage; "" while it goes on.
const (
	StagePassed   StageResult = "passed"
	StageReturned StageResult = "returned"
	StageRejected StageResult = "rejected"
	StageSkipped  StageResult = "skipped"
)

// StageResults lists them.
var StageResults = []StageResult{StagePassed, StageReturned, StageRejected, StageSkipped}

// StageRecord is a line of the ledger of a project's stages: what is planned,
// expected or was reached by now. The latest known one of a stage counts.
type StageRecord struct {
	ID          int64
	ProjectID   int64
	ProgrammeID int64
	StageID     int64
	PlannedOn   civil.Date
	ForecastOn  civil.Date
	ActualOn    civil.Date
	Result      StageResult
	DocumentID  int64
	MilestoneID int64 // the milestone that may not be accepted before the stage is passed, 0 when none
	Note        string
	RecordedAt  time.Time
	RecordedBy  int64
}

// StageSet are the stages of a model by the rules of some time: all that begin
// to hold on the same day.
type StageSet struct {
	Model     portfolio.Model
	ValidFrom civil.Date // zero for since ever
	ValidTo   civil.Date // the last day, zero while it stands
	Rule      i18n.Text  // what prescribes them
	Stages    []Stage    // in their order
}

// Holds reports whether the set is in force on the day.
func (s StageSet) Holds(on civil.Date) bool {
	return !on.Before(s.ValidFrom) && (s.ValidTo.IsZero() || !on.After(s.ValidTo))
}

// StageSets puts stages together to sets, by model and day, the earliest first.
func StageSets(stages []Stage) []StageSet {
	var sets []StageSet
	for _, s := range stages {
		i := slices.IndexFunc(sets, func(set StageSet) bool { return set.Model == s.Model && set.ValidFrom == s.ValidFrom })
		if i < 0 {
			i = len(sets)
			sets = append(sets, StageSet{Model: s.Model, ValidFrom: s.ValidFrom, ValidTo: s.ValidTo, Rule: s.Rule})
		}
		sets[i].Stages = append(sets[i].Stages, s)
	}
	for _, set := range sets {
		slices.SortStableFunc(set.Stages, func(a, b Stage) int { return a.Position - b.Position })
	}
	slices.SortStableFunc(sets, func(a, b StageSet) int {
		if d := slices.Index(portfolio.Models, a.Model) - slices.Index(portfolio.Models, b.Model); d != 0 {
			return d
		}
		return a.ValidFrom.Compare(b.ValidFrom)
	})
	return sets
}

// ProjectModel is a funding model of a project.
type ProjectModel struct {
	ProjectID int64
	Model     portfolio.Model
}

// StageBook is what is known of the stages of projects on a day: the sets, the
// latest record of each stage, and since when a project goes by a model.
type StageBook struct {
	On      civil.Date
	Sets    []StageSet
	Records map[int64][]StageRecord     // by project; the latest of each stage
	Since   map[ProjectModel]civil.Date // when the first line of the model was opened or its first stage recorded
}

// StageState is how a stage of a project stands.
type StageState string

// The states of a stage.
const (
	StageUnplanned StageState = "unplanned" // nobody has said when
	StageAhead     StageState = "ahead"     // its day is still to come
	StageLate      StageState = "late"      // its day is over and it is not passed
	StageBack      StageState = "back"      // returned, and its next day still to come
	StageDone      StageState = "done"      // passed
	StageLeftOut   StageState = "left_out"  // skipped
	StageRefused   StageState = "refused"   // rejected: the course ends with it
	StageMoot      StageState = "moot"      // the course ended before it
)

// StageStand is a stage of a project as it stands on a day.
type StageStand struct {
	Stage  Stage
	Record *StageRecord // the latest known, nil while there is none
	State  StageState
	Days   int // of State late: calendar days since the day it was due; of done: days after it, below zero when before
	Slip   int // calendar days that the forecast is after the plan, while it is not passed
}

// Due is the day by which the stage is to be passed: as planned, else as
// expected; zero when neither is said.
func (s StageStand) Due() civil.Date {
	switch {
	case s.Record == nil:
		return civil.Date{}
	case !s.Record.PlannedOn.IsZero():
		return s.Record.PlannedOn
	}
	return s.Record.ForecastOn
}

// Course are the stages of a project by one model.
type Course struct {
	ProjectID int64
	Model     portfolio.Model
	Since     civil.Date // the day whose rules it goes by
	Set       StageSet
	Stands    []StageStand
	Ended     bool // by a rejected stage, a terminal one, or with the project
}

// Courses are the courses of a project: of the models that it has money or
// records of, and of the one it is planned with; in the order of the models. A
// model without stages has none.
func (b *StageBook) Courses(p portfolio.Project) []Course {
	var all []Course
	for _, m := range portfolio.Models {
		since, known := b.Since[ProjectModel{p.ID, m}]
		if !known {
			if m != p.Profile.Model {
				continue
			}
			since = b.On
		}
		if c, ok := b.course(p, m, since); ok {
			all = append(all, c)
		}
	}
	return all
}

// Stand is how a stage of a project stands, nil when it is not on any of its
// courses.
func (b *StageBook) Stand(p portfolio.Project, stageID int64) *StageStand {
	for _, c := range b.Courses(p) {
		for i := range c.Stands {
			if c.Stands[i].Stage.ID == stageID {
				return &c.Stands[i]
			}
		}
	}
	return nil
}

func (b *StageBook) course(p portfolio.Project, m portfolio.Model, since civil.Date) (Course, bool) {
	i := slices.IndexFunc(b.Sets, func(s StageSet) bool { return s.Model == m && (s.Holds(since) || since.Before(s.ValidFrom)) })
	if i < 0 {
		return Course{}, false
	}
	c := Course{ProjectID: p.ID, Model: m, Since: since, Set: b.Sets[i], Ended: p.End != nil}
	for _, s := range c.Set.Stages {
		stand := StageStand{Stage: s}
		for j := range b.Records[p.ID] {
			if r := &b.Records[p.ID][j]; r.StageID == s.ID {
				stand.Record = r
			}
		}
		if r := stand.Record; r != nil && (r.Result == StageRejected || s.Terminal && r.Result == StagePassed) {
			c.Ended = true
		}
		c.Stands = append(c.Stands, stand)
	}
	for i := range c.Stands {
		c.Stands[i].judge(b.On, c.Ended)
	}
	return c, true
}

// judge says how the stage stands on the day.
func (s *StageStand) judge(on civil.Date, ended bool) {
	var r StageRecord
	if s.Record != nil {
		r = *s.Record
	}
	due := s.Due()
	switch {
	case r.Result == StagePassed:
		s.State = StageDone
		if !due.IsZero() {
			s.Days = r.ActualOn.Sub(due)
		}
		return
	case r.Result == StageSkipped:
		s.State = StageLeftOut
		return
	case r.Result == StageRejected:
		s.State = StageRefused
		return
	case ended || s.Stage.Terminal:
		s.State = StageMoot
		return
	}
	if !r.PlannedOn.IsZero() && r.ForecastOn.After(r.PlannedOn) {
		s.Slip = r.ForecastOn.Sub(r.PlannedOn)
	}
	switch {
	case !due.IsZero() && on.After(due):
		s.State, s.Days = StageLate, on.Sub(due)
	case r.Result == StageReturned:
		s.State = StageBack
	case due.IsZero():
		s.State = StageUnplanned
	default:
		s.State = StageAhead
	}
}

// Late are the stages whose day is over.
func (c Course) Late() []StageStand {
	return slices.DeleteFunc(slices.Clone(c.Stands), func(s StageStand) bool { return s.State != StageLate })
}

// Reached are the stages that were passed, in their order.
func (c Course) Reached() []StageStand {
	return slices.DeleteFunc(slices.Clone(c.Stands), func(s StageStand) bool { return s.State != StageDone })
}

// Length is how many stages there are to go through, without those that only end
// the course.
func (c Course) Length() int {
	n := 0
	for _, s := range c.Stands {
		if !s.Stage.Terminal {
			n++
		}
	}
	return n
}

// Last is the stage passed that is furthest on, nil when none is.
func (c Course) Last() *StageStand {
	for i := len(c.Stands) - 1; i >= 0; i-- {
		if c.Stands[i].State == StageDone {
			return &c.Stands[i]
		}
	}
	return nil
}

// Next is the open stage that is due first, or else the first one after what was
// passed that nobody has planned; nil when the course is at its end.
func (c Course) Next() *StageStand {
	var next, unplanned *StageStand
	for i := range c.Stands {
		s := &c.Stands[i]
		switch s.State {
		case StageAhead, StageLate, StageBack:
			if next == nil || s.Due().Before(next.Due()) {
				next = s
			}
		case StageUnplanned:
			if unplanned == nil {
				unplanned = s
			}
		case StageDone:
			unplanned = nil
		case StageLeftOut, StageRefused, StageMoot:
		}
	}
	if next != nil {
		return next
	}
	return unplanned
}

// Late are the stages of a project whose day is over, of all its models.
func (b *StageBook) Late(p portfolio.Project) []StageStand {
	over := func(r StageRecord) bool {
		due := StageStand{Record: &r}.Due()
		return !due.IsZero() && b.On.After(due) && r.Result != StagePassed
	}
	if !slices.ContainsFunc(b.Records[p.ID], over) {
		return nil // of most projects: their courses need not be worked out
	}
	var late []StageStand
	for _, c := range b.Courses(p) {
		late = append(late, c.Late()...)
	}
	return late
}
