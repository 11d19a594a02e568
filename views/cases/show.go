package cases

import (
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage is a case: what is asked, who said what, how it was decided.
type ShowPage struct {
	layout.Shell
	Case      approval.Case
	Programme *portfolio.Programme
	Term      *portfolio.ProgrammeTerm
	Next      Next
	Rail      []ui.Step
	Subject   Subject
	Review    Review
	Remarks   []Remark
	Sitting   *approval.Sitting // on whose agenda it stands, nil when on none
	Vote      *Vote             // the last one of the round, nil before any
	Outcome   *Outcome
	History   []Happening
	May       May
	Forms     Forms
	Seq       int64 // the newest entry of the log that the page knows
	Watched   bool  // something may happen while it is looked at
	Bodies    map[int64]portfolio.Body
}

// May is what this person may do here and now.
type May struct {
	Assign    bool // ask experts for their opinion
	Opine     bool // give his own
	EndReview bool
	Return    bool // before a vote
	Withdraw  bool
	Schedule  bool // put it on an agenda
	Decide    bool // within a tolerance
	Act       bool // record the act
	Answer    bool // remarks
	Resubmit  bool // by the form here
	Redraft   bool // in the editor of the roadmap, where it is submitted again too
}

// Forms are those of the page, as they were sent last.
type Forms struct {
	Experts  ui.Form
	Return   ui.Form
	Withdraw ui.Form
	Resubmit ui.Form
	Act      ui.Form
	Decision ui.Form
	Ballot   ui.Form
	Dissent  ui.Form
	Answers  map[int64]ui.Form // by remark
}

// Seat is a seat with who sits in it.
type Seat struct {
	ID     int64
	Title  i18n.Text
	Body   i18n.Text // whose it is
	Holder string    // "" when it is empty
}

// Subject is what the case is about. Which fields are set depends on its kind.
type Subject struct {
	Address string // of its own page

	// A version of a roadmap.
	Year       int
	Version    *portfolio.Version
	Was        *portfolio.Version    // what it is held against, nil of a first version
	Compared   *portfolio.Comparison // nil of a first version
	Comparison string                // the address of it
	Lines      []ChangedLine         // those that differ, some of them
	More       int                   // and so many more
	Pushed     []portfolio.Shift     // later milestones that move with them
	Whole      Whole                 // of a first version
	Reach      *approval.Delegation  // of a change: why it goes the way it goes
	Plans      []portfolio.Plan      // all lines of the version
	Revised    bool                  // the text is with those who submitted it

	Zone      *portfolio.Zone
	Project   *portfolio.Project
	Financing *approval.Financing // of an inclusion, as it was frozen; nil where none was
}

// ChangedLine is a line that differs, with what moves because of it.
type ChangedLine struct {
	*portfolio.Compared
	Project *portfolio.Project
	Later   int // other milestones whose end moves
}

// Whole is a roadmap that changes nothing, because it is the first.
type Whole struct {
	Milestones, Gates, Projects int
	End                         civil.Date
	Sums                        []portfolio.ComparedSum // by year and source
	Total                       portfolio.ComparedSum
}

// Review is what the competence centre says in the round.
type Review struct {
	Opinions  []Opinion
	Waiting   []Expected // who has not spoken yet
	Conflicts []Opinion  // who declared one
	Averages  []Average
	Due       civil.Date // the last term
	Seats     []Seat     // that may be asked
	Suggested civil.Date // a term by the rules
	Drafted   bool       // the person has begun an opinion
}

// Opinion is one with who gave it.
type Opinion struct {
	approval.Opinion
	Seat Seat
	Who  string
}

// Expected is an opinion that was asked for.
type Expected struct {
	Seat Seat
	Due  civil.Date
}

// Average is a criterion with what all experts gave for it.
type Average struct {
	Criterion string
	Sum, N    int
	Given     []Given
}

// Given is the score of one expert.
type Given struct {
	Who   string
	Score approval.Score
}

// Remark is one with its line and who made it.
type Remark struct {
	approval.Remark
	Line     *portfolio.Plan // nil when it is about the whole
	Who      string
	Seat     i18n.Text
	Answerer string
}

// Outcome is what came of the case.
type Outcome struct {
	Votes      []Vote // that were closed, the newest first
	Conditions []Condition
	Decided    *approval.Step // within a tolerance
	Decider    string
	Act        *approval.Step // that brought it into force
	Superseded *portfolio.Version
	Protocols  []Protocol
}

// Condition is one with whose it is.
type Condition struct {
	approval.Condition
	Owner portfolio.Body
	Line  *portfolio.Plan
}

// Protocol is that of the sitting in which the case was voted on.
type Protocol struct {
	Address string
	Number  int
	Day     civil.Date
	Signed  bool
}
