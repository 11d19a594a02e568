package demo

import (
	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Approval is what went through the competence centre and the working group in
// the year. All of it is synthetic.
type Approval struct {
	Rules       Rules
	Cases       []Case
	Sittings    []Sitting
	Obligations []Obligation
	Absences    []Absence
}

// Rules are those of the working group, set once; what is not named stays as
// the application has it.
type Rules struct {
	At          Moment
	OpinionDays int // working days
	VoteDays    int // working days
	Reason      string
}

// CaseKind says what a case decides upon, in the words of internal/approval.
type CaseKind string

// The kinds of cases of the play.
const (
	OfRoadmap    CaseKind = "roadmap"
	OfChange     CaseKind = "change"
	OfZone       CaseKind = "zone"
	OfInclusion  CaseKind = "inclusion"
	OfAssessment CaseKind = "assessment"
)

// Case is one subject on its way through approval, with its whole story. Of a
// version, the first submission and the act are told by Version.
type Case struct {
	Key       string // by which sittings name it
	Kind      CaseKind
	Programme string
	Version   int    // of a roadmap or a change
	Subject   string // code of a zone or a project
	Title     i18n.Text
	Brief     i18n.Text
	Scenes    []CaseScene
}

// Manager is the address of the person who answers remarks.
func (c Case) Manager() string { return Play{Programme: c.Programme}.Manager() }

// Head is the address of the person who submits.
func (c Case) Head() string { return Play{Programme: c.Programme}.Head() }

// CaseSceneKind says what happens to a case.
type CaseSceneKind string

// What happens to a case outside of sittings.
const (
	Sent       CaseSceneKind = "submit"   // the head submits
	Assigned   CaseSceneKind = "assign"   // the secretary asks experts
	Opined     CaseSceneKind = "opinion"  // an expert gives the opinion
	Sketched   CaseSceneKind = "sketch"   // an expert has begun to write it
	Conflicted CaseSceneKind = "conflict" // an expert declares a conflict of interest
	Answered   CaseSceneKind = "answer"   // the manager answers the remark that begins so
	TakenBack  CaseSceneKind = "withdraw" // the head withdraws it
	Decided    CaseSceneKind = "decide"   // the head approves what is delegated to him
	Acted      CaseSceneKind = "act"      // the secretary enters the act
)

// CaseScene is one entry in the story of a case.
type CaseScene struct {
	At      Moment
	Kind    CaseSceneKind
	Experts []int // who is asked, or who speaks
	Due     civil.Date
	Opinion Opinion
	Remark  string // how the remark begins that is answered
	Yes     bool   // the remark was followed
	Text    string
	Act     Act
}

// Opinion is what an expert writes: a score and a text for each criterion of
// the kind of case, in their order.
type Opinion struct {
	Verdict    string // recommended with_conditions not_recommended
	Scores     []Score
	Summary    string
	Remarks    []Remark
	Conditions []Proposal
}

// Score is that of one criterion.
type Score struct {
	Score int // 0 to 5
	Text  string
}

// Remark is what is wrong with a line, or with the whole when there is none.
type Remark struct {
	Line string
	Text string
}

// Proposal is a condition as it is proposed.
type Proposal struct {
	Text     i18n.Text
	Owner    string // code of a body
	Due      civil.Date
	Evidence string // a form of completion
	Line     string
	Blocks   bool
}

// Sitting is one of the working group, or a written vote.
type Sitting struct {
	Number   int
	Form     SittingForm
	Planned  Moment // when the secretary put the agenda together
	At       Moment
	Place    i18n.Text
	Closes   civil.Date     // of a written vote: the last day
	Away     map[int]string // members who are not there, and why
	Items    []Item
	Invited  string // who was there besides
	Ended    Moment // zero while it is not over, and of a written vote, which its term ends
	Drafted  Moment // of the protocol
	ByWriter Moment // the secretary confirms it
	ByChair  Moment // the chair does
}

// SittingForm says how it is held.
type SittingForm string

// The two forms.
const (
	InPerson SittingForm = "in_person"
	InWords  SittingForm = "written"
)

// Item is a line of the agenda.
type Item struct {
	Case    string    // key
	Spoke   i18n.Text // who said what
	Reject  bool      // the motion is to reject
	Opened  Moment    // zero while it is still to come
	Ballots []Ballot
	Closed  Moment // zero when the term closes it, or nothing has
}

// Ballot is what a member said; a later one of the same seat replaces it.
type Ballot struct {
	At        Moment
	Member    int    // 0 is the chair, 1 to 8 the members
	By        string // the account of the substitute who cast it
	Choice    string // for for_with_condition against abstain recused
	Reason    string
	Dissent   string
	Condition *Proposal
}

// Account is the account of a member: 0 is the chair.
func Account(member int) string {
	if member == 0 {
		return "chair"
	}
	return "member" + string(rune('0'+member))
}

// Obligation is what became of a condition, or an assignment and what became
// of it.
type Obligation struct {
	Begins     string // how the Russian text of the condition begins; empty for an assignment
	Case       string // key of the condition's case
	Sitting    int    // number of the sitting that gave the assignment
	Programme  string
	Set        Moment // of an assignment
	Assignment Proposal
	Scenes     []DutyScene
}

// DutySceneKind says what happens to a condition or an assignment.
type DutySceneKind string

// What happens to them.
const (
	Fulfilled  DutySceneKind = "report" // the manager says it is met, with a document
	Satisfied  DutySceneKind = "accept" // an expert accepts
	Incomplete DutySceneKind = "return" // an expert returns it
	MoreTime   DutySceneKind = "ask"    // the manager asks for more time
	Prolonged  DutySceneKind = "grant"  // the secretary grants it
)

// DutyScene is one entry in the story of a condition.
type DutyScene struct {
	At       Moment
	Kind     DutySceneKind
	Expert   int
	Text     string
	Until    civil.Date
	Evidence *Evidence
}

// Absence is a member who is away and another who sits in the seat meanwhile.
type Absence struct {
	At       Moment
	Member   int
	By       string // account of the substitute
	From, To civil.Date
	Reason   string
}

// Approvals is the year of the competence centre and the working group.
func Approvals() Approval {
	var cases []Case
	for _, part := range [][]Case{firstRoadmaps(), zoneCases(), changes2018(), projectCases()} {
		cases = append(cases, part...)
	}
	return Approval{
		Rules: Rules{
			At: moment("01-22 09:30"), OpinionDays: 5, VoteDays: 4,
			Reason: "Положение о рабочей группе, утверждено 19.01.2018: заключение даётся за пять рабочих дней, заочное голосование длится четыре.",
		},
		Cases: cases, Sittings: append(sittingsOfSpring(), sittingsOfAutumn()...), Obligations: obligations(),
		Absences: []Absence{{
			At: moment("08-10 16:40"), Member: 1, By: "official", From: day("08-13"), To: day("08-31"),
			Reason: "Ежегодный трудовой отпуск, приказ № 214-ж от 09.08.2018.",
		}},
	}
}
