package approval

import (
	"database/sql/driver"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
)

// Verdict is what an opinion comes to.
type Verdict string

// The verdicts (rules.md §5).
const (
	Recommended    Verdict = "recommended"
	WithConditions Verdict = "with_conditions"
	NotRecommended Verdict = "not_recommended"
)

// Verdicts lists the three.
var Verdicts = []Verdict{Recommended, WithConditions, NotRecommended}

// MaxScore is the best score of a criterion; the worst is 0. NoScore stands in a
// draft while none was chosen.
const (
	MaxScore = 5
	NoScore  = -1
)

// Assignment asks a seat of the competence centre for its opinion in a round,
// up to and with a day. A later one for the same seat takes its place.
type Assignment struct {
	ID          int64
	CaseID      int64
	ProgrammeID int64
	Round       int
	SeatID      int64
	Due         civil.Date
	RecordedAt  time.Time
	RecordedBy  int64
}

// Asked are the seats that were asked for their opinion in this round, each with
// the day that counts: of two, the later.
func (c Case) Asked() []Assignment {
	var asked []Assignment
	for _, a := range c.Assignments {
		if a.Round != c.Round() {
			continue
		}
		if i := slices.IndexFunc(asked, func(b Assignment) bool { return b.SeatID == a.SeatID }); i >= 0 {
			if a.Due.After(asked[i].Due) {
				asked[i] = a
			}
		} else {
			asked = append(asked, a)
		}
	}
	return asked
}

// AskedOf returns what the seat was asked for in this round, or nil.
func (c Case) AskedOf(seatID int64) *Assignment {
	for _, a := range c.Asked() {
		if a.SeatID == seatID {
			return &a
		}
	}
	return nil
}

// MayAssign refuses to ask for opinions on a case that is past its review, that
// is with its drafters, or that one person decides.
func (c Case) MayAssign() error {
	if !assignable(c.State(), c.Route()) {
		return fault.Conflict("case.wrong_step")
	}
	return nil
}

func assignable(s State, r Route) bool { return (s == Submitted || s == InReview) && !r.Delegated() }

// MayAsk refuses to ask a seat that has spoken in this round.
func (c Case) MayAsk(seatID int64) error {
	if c.OpinionOf(seatID) != nil {
		return fault.Field("experts", "case.has_spoken")
	}
	return nil
}

// Asking tells apart what was asked for of the case so far: it grows with every
// round and every seat that is asked.
func (c Case) Asking() int { return len(c.Submissions) + len(c.Assignments) }

// OpinionOf returns what the seat said in this round, or nil.
func (c Case) OpinionOf(seatID int64) *Opinion {
	for i, o := range c.Opinions {
		if o.Round == c.Round() && o.SeatID == seatID {
			return &c.Opinions[i]
		}
	}
	return nil
}

// Outstanding are the seats of this round that have said nothing yet.
func (c Case) Outstanding() []Assignment {
	return slices.DeleteFunc(c.Asked(), func(a Assignment) bool { return c.OpinionOf(a.SeatID) != nil })
}

// ReviewTerm is the last day on which somebody of this round may speak, zero
// when nobody was asked.
func (c Case) ReviewTerm() civil.Date {
	var term civil.Date
	for _, a := range c.Asked() {
		if a.Due.After(term) {
			term = a.Due
		}
	}
	return term
}

// ReviewEnds says why the review is over on the day, "" while it is not: all
// who were asked have given their opinion, at least one of them, or the term of
// those who have not is over. Who declared a conflict of interest is out and is
// not waited for; when nobody is left, another has to be asked before the term.
func (c Case) ReviewEnds(on civil.Date) Cause {
	if c.State() != InReview {
		return ""
	}
	given := false
	for _, a := range c.Asked() {
		o := c.OpinionOf(a.SeatID)
		given = given || o != nil && o.Conflict == ""
	}
	left := c.Outstanding()
	switch {
	case len(left) == 0 && given:
		return CauseAllGiven
	case len(left) == 0 && on.After(c.ReviewTerm()):
		return CauseTermOver
	case len(left) > 0 && !slices.ContainsFunc(left, func(a Assignment) bool { return !on.After(a.Due) }):
		return CauseTermOver
	}
	return ""
}

// MaySpeak refuses an opinion, or the declaration of a conflict, of a seat and
// the person who sits in it on the day. Drafts of opinions too.
func (c Case) MaySpeak(seatID, personID int64, on civil.Date) error {
	asked, said := c.AskedOf(seatID), c.OpinionOf(seatID)
	switch {
	case asked == nil:
		return refused("case.not_assigned")
	case c.Drafted(personID):
		return refused("case.own_draft")
	case said != nil && said.Conflict != "":
		return refused("case.in_conflict")
	case said != nil:
		return fault.Conflict("case.opinion_given")
	case c.State() != InReview:
		return fault.Conflict("case.not_in_review")
	case on.After(asked.Due):
		return fault.Conflict("case.opinion_term_over", "Day", asked.Due)
	}
	return nil
}

// refused is a Forbidden that says why.
func refused(key string) error { return &fault.Error{Kind: fault.KindForbidden, Key: key} }

// CheckDue refuses a term of opinions that has passed, or is a year away.
func CheckDue(due, today civil.Date) error {
	switch {
	case due.IsZero():
		return fault.Field("due", "fault.required")
	case due.Before(today):
		return fault.Field("due", "case.due_passed")
	case due.After(today.AddDays(366)):
		return fault.Field("due", "case.due_too_far")
	}
	return nil
}

// Opinion is the word of an expert in a round of a case, or, with Conflict, why
// there will be none.
type Opinion struct {
	ID          int64
	CaseID      int64
	ProgrammeID int64
	Round       int
	SeatID      int64
	Scores      Scores
	Summary     string
	Verdict     Verdict
	Conditions  Proposals
	Conflict    string // the conflict of interest that was declared, "" for none
	RecordedAt  time.Time
	RecordedBy  int64

	Remarks []Remarked `gorm:"-"` // as given; what was kept of them are remarks of the case
}

// Trim returns the opinion without spaces around what was written and without
// remarks that say nothing; no conditions but with the verdict that has them.
func (o Opinion) Trim() Opinion {
	o.Summary, o.Conflict = strings.TrimSpace(o.Summary), strings.TrimSpace(o.Conflict)
	o.Scores = slices.Clone(o.Scores)
	for i := range o.Scores {
		o.Scores[i].Text = strings.TrimSpace(o.Scores[i].Text)
	}
	o.Remarks = TrimRemarks(o.Remarks)
	if o.Verdict != WithConditions {
		o.Conditions = nil
	}
	o.Conditions = slices.Clone(o.Conditions)
	for i := range o.Conditions {
		o.Conditions[i] = o.Conditions[i].Trim()
	}
	return o
}

// Check refuses an opinion that leaves a criterion out, has no verdict, or one
// with conditions and none; a verdict against needs a remark, or the akimat
// would not know what to mend. The fields are score_<criterion>,
// text_<criterion>, summary, verdict, conditions, remarks, remark_<n> and, of
// the nth condition, condition_<n>_….
func (o Opinion) Check(kind Kind, lines map[int64]bool, today civil.Date) error {
	var errs []error
	criteria := kind.Rule().Criteria
	for _, c := range criteria {
		s := o.Scores.Of(c)
		switch {
		case s == nil || s.Score == NoScore:
			errs = append(errs, fault.Field("score_"+c, "fault.required_choice"))
		case s.Score < 0 || s.Score > MaxScore:
			errs = append(errs, fault.Field("score_"+c, "case.score_range", "Most", MaxScore))
		}
		if s != nil && utf8.RuneCountInString(s.Text) > TextLimit {
			errs = append(errs, fault.Field("text_"+c, "fault.too_long", "Limit", TextLimit))
		}
	}
	if len(o.Scores) > len(criteria) || slices.ContainsFunc(o.Scores, func(s Score) bool { return !slices.Contains(criteria, s.Criterion) }) {
		errs = append(errs, fault.Invalid("case.unknown_criterion"))
	}
	if utf8.RuneCountInString(o.Summary) > TextLimit {
		errs = append(errs, fault.Field("summary", "fault.too_long", "Limit", TextLimit))
	}
	errs = append(errs, CheckRemarks(o.Remarks, lines))
	switch {
	case !slices.Contains(Verdicts, o.Verdict):
		errs = append(errs, fault.Field("verdict", "fault.required_choice"))
	case o.Verdict == WithConditions && len(o.Conditions) == 0:
		errs = append(errs, fault.Field("conditions", "case.conditions_needed"))
	case o.Verdict == NotRecommended && len(o.Remarks) == 0:
		errs = append(errs, fault.Field("remarks", "case.remark_needed"))
	}
	for i, p := range o.Conditions {
		prefix := ConditionField(i, "")
		errs = append(errs, p.Check(prefix, today))
		if p.MilestoneID != 0 && !lines[p.MilestoneID] {
			errs = append(errs, fault.Field(prefix+"milestone", "case.unknown_line"))
		}
	}
	return fault.Join(errs...)
}

// ConditionField names a field of the nth condition, counted from 0, in a form:
// condition_1_owner.
func ConditionField(n int, field string) string {
	return "condition_" + strconv.Itoa(n+1) + "_" + field
}

// Score is what an opinion gives for a criterion.
type Score struct {
	Criterion string `json:"criterion"`
	Score     int    `json:"score"` // 0 to MaxScore, or NoScore
	Text      string `json:"text,omitempty"`
}

// Scores are the scores of an opinion, kept as JSON.
type Scores []Score

// Value writes the scores as JSON.
func (s Scores) Value() (driver.Value, error) { return toJSON(s, len(s)) }

// Scan reads the scores from JSON.
func (s *Scores) Scan(src any) error { return fromJSON(src, s) }

// Of returns the score of the criterion, or nil.
func (s Scores) Of(criterion string) *Score {
	for i := range s {
		if s[i].Criterion == criterion {
			return &s[i]
		}
	}
	return nil
}

// OpinionDraft is an opinion while it is written. It is upkeep: nobody else sees
// it, whoever sits in the seat after its writer neither; the log does not know
// it, and it is gone when the opinion is given.
type OpinionDraft struct {
	ID         int64
	CaseID     int64
	Round      int
	SeatID     int64
	PersonID   int64 // who writes it
	Scores     Scores
	Summary    string
	Verdict    Verdict
	Conditions Proposals
	Remarks    RemarkedList
	SavedAt    time.Time
}
