package portfolio

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
)

// Confidence is how sure one is that a project will be delivered: five steps
// from green to red (rules.md §4). The owner's rating and the computed one use
// three of them, by the names that a Health has.
type Confidence string

// The five steps.
const (
	ConfidenceGreen Confidence = "green"
	AmberGreen      Confidence = "amber_green"
	ConfidenceAmber Confidence = "amber"
	AmberRed        Confidence = "amber_red"
	ConfidenceRed   Confidence = "red"
)

// Confidences lists the five, the best first.
var Confidences = []Confidence{ConfidenceGreen, AmberGreen, ConfidenceAmber, AmberRed, ConfidenceRed}

// Step is the place of a confidence on the scale, 0 for green to 4 for red. What
// nobody can tell, such as no_data, has none.
func (c Confidence) Step() (step int, known bool) {
	i := slices.Index(Confidences, c)
	return i, i >= 0
}

// Party is who rates a project.
type Party string

// The three parties. The third is the status rule itself: its rating is never kept.
const (
	Owner    Party = "owner"    // the akimat, through its manager or head
	Centre   Party = "centre"   // the competence centre, through an expert
	Computed Party = "computed" // the share of weight that is overdue or at risk
)

// Parties lists the three, in the order in which they stand side by side.
var Parties = []Party{Computed, Owner, Centre}

// Scale is what a party may say, the best first: the owner says green, amber or red.
func (p Party) Scale() []Confidence {
	if p == Centre {
		return Confidences
	}
	return []Confidence{ConfidenceGreen, ConfidenceAmber, ConfidenceRed}
}

// Rating is what people say of a project: a line of its ledger. The latest known
// of a party counts.
type Rating struct {
	ID             int64
	ProjectID      int64
	ProgrammeID    int64
	Party          Party // Owner or Centre
	Confidence     Confidence
	Rationale      string
	DocumentNumber string     // the evidence: a document with its day, or a link
	DocumentDate   civil.Date // zero without one
	URL            string
	ReviewOn       civil.Date // when the centre looks again; zero where the owner said none
	RecordedAt     time.Time
	RecordedBy     int64
}

// On is the day on which the rating was given.
func (r *Rating) On() civil.Date { return civil.DateOf(r.RecordedAt) }

// Age is how many calendar days old the rating is on a day.
func (r *Rating) Age(on civil.Date) int { return on.Sub(r.On()) }

// ReviewDue reports whether the day by which the rating should have been looked
// at again is over.
func (r *Rating) ReviewDue(on civil.Date) bool { return !r.ReviewOn.IsZero() && on.After(r.ReviewOn) }

// Stale reports whether a rating is out of date on a day: the day of its review
// is over, or it named none and is older than the rules allow.
func (r *Rating) Stale(on civil.Date, rules StatusRules) bool {
	if !r.ReviewOn.IsZero() {
		return r.ReviewDue(on)
	}
	return r.Age(on) > rules.RatingDays
}

// Same reports whether two ratings say the same: a form sent twice.
func (r Rating) Same(o Rating) bool {
	return r.ProjectID == o.ProjectID && r.Party == o.Party && r.Confidence == o.Confidence && r.Rationale == o.Rationale &&
		r.DocumentNumber == o.DocumentNumber && r.DocumentDate == o.DocumentDate && r.URL == o.URL && r.ReviewOn == o.ReviewOn
}

// The longest parts of a rating, in characters, and how far ahead its review may be.
const (
	documentLimit = 200
	reviewMonths  = 12
)

// Check refuses a rating that is not one: without a step of the party's scale or
// a rationale; of the centre also one without evidence or without the day on
// which it looks again, which lies ahead (rules.md §4).
func (r Rating) Check(today civil.Date) error {
	var errs []fault.FieldError
	bad := func(name, key string, args map[string]any) {
		errs = append(errs, fault.FieldError{Name: name, Key: key, Args: args})
	}
	if !slices.Contains(r.Party.Scale(), r.Confidence) {
		bad("confidence", "fault.required_choice", nil)
	}
	switch n := utf8.RuneCountInString(r.Rationale); {
	case strings.TrimSpace(r.Rationale) == "":
		bad("rationale", "fault.required", nil)
	case n > NoteLimit:
		bad("rationale", "fault.too_long", map[string]any{"Limit": NoteLimit})
	}
	switch {
	case utf8.RuneCountInString(r.DocumentNumber) > documentLimit:
		bad("document_number", "fault.too_long", map[string]any{"Limit": documentLimit})
	case r.DocumentNumber != "" && r.DocumentDate.IsZero():
		bad("document_date", "fault.required", nil)
	case r.DocumentNumber == "" && !r.DocumentDate.IsZero():
		bad("document_number", "fault.required", nil)
	case r.DocumentDate.After(today):
		bad("document_date", "fault.in_future", nil)
	}
	if r.URL != "" {
		if err := fault.Of(CheckLink(r.URL)); err != nil {
			for _, f := range err.Fields {
				bad("url", f.Key, f.Args)
			}
		}
	}
	if r.Party == Centre && r.DocumentNumber == "" && r.URL == "" {
		bad("document_number", "rating.needs_evidence", nil)
	}
	switch {
	case r.ReviewOn.IsZero() && r.Party == Centre:
		bad("review_on", "fault.required", nil)
	case !r.ReviewOn.IsZero() && !r.ReviewOn.After(today):
		bad("review_on", "rating.review_ahead", nil)
	case r.ReviewOn.After(today.AddMonths(reviewMonths)):
		bad("review_on", "rating.review_too_late", map[string]any{"Last": today.AddMonths(reviewMonths)})
	}
	return fault.Fields(errs...)
}

// Three are the ratings of a project side by side on a day.
type Three struct {
	Computed Health  // "" for a project that ended or stands in no roadmap in force
	Owner    *Rating // the latest known, nil when never given
	Centre   *Rating
	Rules    StatusRules // of the day
}

// Of is what a party says, "" when it says nothing.
func (t Three) Of(p Party) Confidence {
	switch {
	case p == Computed && t.Computed != NoData:
		return Confidence(t.Computed)
	case p == Owner && t.Owner != nil:
		return t.Owner.Confidence
	case p == Centre && t.Centre != nil:
		return t.Centre.Confidence
	}
	return ""
}

// Apart is by how many steps the two ratings that differ most are apart, 0 when
// fewer than two are known.
func (t Three) Apart() int {
	best, worst := len(Confidences), -1
	for _, p := range Parties {
		if s, known := t.Of(p).Step(); known {
			best, worst = min(best, s), max(worst, s)
		}
	}
	return max(0, worst-best)
}

// Disagree reports whether the ratings differ so much that the project stands on
// the list of disagreements.
func (t Three) Disagree() bool { return t.Apart() >= t.Rules.DisagreeSteps }

// RatingBook is what people had said of all projects by an instant, and what was
// escalated. It is a value: nobody changes it.
type RatingBook struct {
	all         []Rating           // the oldest first
	ratings     map[int64][]Rating // by project, the oldest first
	escalations []Escalation       // the oldest first
}

// NewRatingBook orders ratings and escalations, given the oldest first.
func NewRatingBook(ratings []Rating, escalations []Escalation) *RatingBook {
	b := &RatingBook{all: ratings, ratings: map[int64][]Rating{}, escalations: escalations}
	for _, r := range ratings {
		b.ratings[r.ProjectID] = append(b.ratings[r.ProjectID], r)
	}
	return b
}

// Since lists what was said at the instant or later, the newest first. It costs
// no more than that.
func (b *RatingBook) Since(at time.Time) []Rating {
	var found []Rating
	for i := len(b.all) - 1; i >= 0 && !b.all[i].RecordedAt.Before(at); i-- {
		found = append(found, b.all[i])
	}
	return found
}

// Ratings lists what was said of a project, the oldest first.
func (b *RatingBook) Ratings(projectID int64) []Rating { return b.ratings[projectID] }

// Latest is the latest rating of a project by a party, nil when there is none.
func (b *RatingBook) Latest(projectID int64, p Party) *Rating {
	all := b.ratings[projectID]
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Party == p {
			return &all[i]
		}
	}
	return nil
}

// Three puts the ratings of a project of the picture side by side: the computed
// one is of the roadmap that stands (see Picture.Present).
func (b *RatingBook) Three(p *Picture, project *Project) Three {
	t := Three{Owner: b.Latest(project.ID, Owner), Centre: b.Latest(project.ID, Centre), Rules: p.Rules}
	if project.End == nil {
		t.Computed = p.HealthOf(project.ID)
	}
	return t
}

// Escalations lists what was escalated, the oldest first.
func (b *RatingBook) Escalations() []Escalation { return b.escalations }

// EscalationNews is what came of an escalation: that it was opened, or that it is
// over.
type EscalationNews struct {
	Escalation
	Event EscalationEvent
	On    civil.Date // the day of the review, else that on which it was known
	At    time.Time  // at which it was recorded
}

// EscalatedSince lists what came of escalations at the instant or later, the
// newest first.
func (b *RatingBook) EscalatedSince(at time.Time) []EscalationNews {
	var found []EscalationNews
	for _, e := range b.escalations {
		if !e.RecordedAt.Before(at) {
			found = append(found, EscalationNews{e, EscalationOpened, e.OpenedOn(), e.RecordedAt})
		}
		if s := e.Step(e.closes()); s != nil && !s.RecordedAt.Before(at) {
			n := EscalationNews{e, s.Event, civil.DateOf(s.RecordedAt), s.RecordedAt}
			if s.Event == EscalationHeld {
				n.On = s.HappenedOn
			}
			found = append(found, n)
		}
	}
	slices.SortStableFunc(found, func(x, y EscalationNews) int { return y.At.Compare(x.At) })
	return found
}

// Escalated is the latest escalation of a project that is not over, the
// ministry's before a review; nil when there is none.
func (b *RatingBook) Escalated(projectID int64) *Escalation {
	var found *Escalation
	for i := range b.escalations {
		e := &b.escalations[i]
		if e.ProjectID == projectID && !e.Over() && (found == nil || found.Level != MinistryLevel || e.Level == MinistryLevel) {
			found = e
		}
	}
	return found
}

// Present is the roadmap that stands: of the year shown, or else the newest
// before it. It has no lines while none is in force.
func (p *Picture) Present() *Board {
	year := 0
	for y := range p.Boards {
		if y <= p.On.Year {
			year = max(year, y)
		}
	}
	if year == 0 {
		year = p.On.Year
	}
	return p.Board(year)
}

// HealthOf is the colour of a project by the roadmap that stands, "" when it has
// no lines in it.
func (p *Picture) HealthOf(projectID int64) Health {
	b := p.Present()
	t, planned := b.Projects[projectID]
	if !planned {
		return ""
	}
	return t.Health(b.Rules)
}

// Healths are the colours of the projects that stand in the roadmap that stands
// and have not ended.
func (p *Picture) Healths() map[int64]Health {
	b, all := p.Present(), map[int64]Health{}
	for i := range p.Projects {
		one := &p.Projects[i]
		if t, planned := b.Projects[one.ID]; planned && one.End == nil {
			all[one.ID] = t.Health(b.Rules)
		}
	}
	return all
}
