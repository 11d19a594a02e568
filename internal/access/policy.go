package access

// Action is something that a person may or may not do.
type Action string

// The actions that exist today.
const (
	SeeInForce     Action = "see_in_force"    // what is in force, its status and money
	SeeDraft       Action = "see_draft"       // a version while it is drafted
	SeeSubmitted   Action = "see_submitted"   // a version from its submission on
	SeeReviewed    Action = "see_reviewed"    // a version from its review on
	EditDraft      Action = "edit_draft"      // projects, zones and the lines of a draft
	SubmitRoadmap  Action = "submit_roadmap"  // send a draft for approval
	RecordAct      Action = "record_act"      // enter the act that brings a version into force
	ReportProgress Action = "report_progress" // add an update to a milestone
	ReviewEvidence Action = "review_evidence" // accept or return evidence
	EndProject     Action = "end_project"     // end a project before its time
	ReadAudit      Action = "read_audit"      // the log of events
	KeepPeople     Action = "keep_people"     // people, seats and who holds them
	KeepReference  Action = "keep_reference"  // calendar and rules
)

// may is the whole policy (rules.md §10). A role that belongs to a programme
// acts in that programme only, except for what stands in everywhere.
var may = map[Action][]Role{
	SeeInForce:     {Manager, Head, Expert, Member, Chair, Secretary, Official, Auditor},
	SeeDraft:       {Manager, Head, Official, Auditor},
	SeeSubmitted:   {Manager, Head, Expert, Secretary, Official, Auditor}, // the secretary puts it on the agenda
	SeeReviewed:    {Manager, Head, Expert, Member, Chair, Secretary, Official, Auditor},
	EditDraft:      {Manager, Head},
	SubmitRoadmap:  {Head},
	RecordAct:      {Secretary},
	ReportProgress: {Manager, Head},
	ReviewEvidence: {Expert},
	EndProject:     {Head},
	ReadAudit:      {Auditor, Admin},
	KeepPeople:     {Admin},
	KeepReference:  {Admin},
}

// everywhere lists what a role of one programme may do in the others too:
// an akimat reads what is in force elsewhere and never its drafts.
var everywhere = map[Action]bool{SeeInForce: true}

// Actions lists every action, in the order of the policy.
var Actions = []Action{
	SeeInForce, SeeDraft, SeeSubmitted, SeeReviewed, EditDraft, SubmitRoadmap, RecordAct,
	ReportProgress, ReviewEvidence, EndProject, ReadAudit, KeepPeople, KeepReference,
}
