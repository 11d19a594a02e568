package access

// Action is something that a person may or may not do.
type Action string

// The actions that exist today.
const (
	SeeInForce      Action = "see_in_force"     // what is in force, its status and money
	SeeDraft        Action = "see_draft"        // a version while it is drafted
	SeeSubmitted    Action = "see_submitted"    // a case and its subject from submission on
	SeeReviewed     Action = "see_reviewed"     // a case and its subject from its review on
	EditDraft       Action = "edit_draft"       // projects, zones and the lines of a draft
	Submit          Action = "submit"           // send a subject for approval, and withdraw it
	ProposeChange   Action = "propose_change"   // ask for a change to lines in force
	AnswerRemarks   Action = "answer_remarks"   // answer what experts and members remarked
	AssignExperts   Action = "assign_experts"   // say whose opinion is asked for, by when
	GiveOpinion     Action = "give_opinion"     // the opinion of the competence centre
	HoldSitting     Action = "hold_sitting"     // agenda, presence, opening and closing of votes, return before a vote
	CastBallot      Action = "cast_ballot"      // vote from the own seat
	ConfirmProtocol Action = "confirm_protocol" // confirm what the protocol says
	DecideAsAkimat  Action = "decide_as_akimat" // a change within the akimat's tolerance
	DecideAsCentre  Action = "decide_as_centre" // a change within the competence centre's tolerance
	RecordAct       Action = "record_act"       // enter the act that brings what was approved into force
	ReportCondition Action = "report_condition" // report on a condition or an assignment, ask for more time
	AcceptCondition Action = "accept_condition" // accept or return the evidence of a condition
	ExtendCondition Action = "extend_condition" // decide on more time, set an assignment
	ReportProgress  Action = "report_progress"  // add an update to a milestone
	ReviewEvidence  Action = "review_evidence"  // accept or return evidence
	KeepFunding     Action = "keep_funding"     // lines, entries, contracts and stages of the money
	RateAsOwner     Action = "rate_as_owner"    // the akimat's own rating of a project
	RateAsCentre    Action = "rate_as_centre"   // the competence centre's delivery confidence
	HoldEscalation  Action = "hold_escalation"  // the review of a project that stays red
	EndProject      Action = "end_project"      // end a project before its time
	ReadAudit       Action = "read_audit"       // the log of events
	KeepPeople      Action = "keep_people"      // people, seats and who holds them
	KeepReference   Action = "keep_reference"   // calendar and rules
)

// may is the whole policy (rules.md §10). A role that belongs to a programme
// acts in that programme only, except for what stands in everywhere.
var may = map[Action][]Role{
	SeeInForce:      {Manager, Head, Expert, Member, Chair, Secretary, Official, Auditor},
	SeeDraft:        {Manager, Head, Official, Auditor},
	SeeSubmitted:    {Manager, Head, Expert, Secretary, Official, Auditor}, // the secretary puts it on the agenda
	SeeReviewed:     {Manager, Head, Expert, Member, Chair, Secretary, Official, Auditor},
	EditDraft:       {Manager, Head},
	Submit:          {Head},
	ProposeChange:   {Manager, Head},
	AnswerRemarks:   {Manager, Head},
	AssignExperts:   {Expert, Secretary},
	GiveOpinion:     {Expert},
	HoldSitting:     {Chair, Secretary},
	CastBallot:      {Member, Chair},
	ConfirmProtocol: {Chair, Secretary},
	DecideAsAkimat:  {Head},
	DecideAsCentre:  {Expert},
	RecordAct:       {Secretary},
	ReportCondition: {Manager, Head},
	AcceptCondition: {Expert},
	ExtendCondition: {Chair, Secretary}, // extension is decided by the one who set the date (facts.md §4.2)
	ReportProgress:  {Manager, Head},
	ReviewEvidence:  {Expert},
	KeepFunding:     {Manager, Head},
	RateAsOwner:     {Manager, Head},
	RateAsCentre:    {Expert},
	HoldEscalation:  {Expert, Chair, Secretary},
	EndProject:      {Head},
	ReadAudit:       {Auditor, Admin},
	KeepPeople:      {Admin},
	KeepReference:   {Admin},
}

// everywhere lists what a role of one programme may do in the others too:
// an akimat reads what is in force elsewhere and never its drafts.
var everywhere = map[Action]bool{SeeInForce: true}

// Actions lists every action, in the order of the policy.
var Actions = []Action{
	SeeInForce, SeeDraft, SeeSubmitted, SeeReviewed, EditDraft, Submit, ProposeChange, AnswerRemarks, AssignExperts, GiveOpinion,
	HoldSitting, CastBallot, ConfirmProtocol, DecideAsAkimat, DecideAsCentre, RecordAct, ReportCondition, AcceptCondition, ExtendCondition,
	ReportProgress, ReviewEvidence, KeepFunding, RateAsOwner, RateAsCentre, HoldEscalation, EndProject, ReadAudit, KeepPeople, KeepReference,
}
