package href

import "net/url"

// Cases lists the approvals.
func Cases() string { return "/cases" }

// Case is one approval: what is asked, who said what, how it was decided.
func Case(id int64) string { return Cases() + "/" + number(id) }

// CaseOpinion is the form of an expert's opinion, and takes it.
func CaseOpinion(id int64) string { return Case(id) + "/opinion" }

// CasePart takes one thing that is done to a case: withdrawal, experts,
// return, act, decision, review.
func CasePart(id int64, part string) string { return Case(id) + "/" + part }

// CaseEvents tells, as long as somebody listens, that something of a case
// changed.
func CaseEvents(id int64) string { return Case(id) + "/events" }

// RemarkAnswer takes the answer to a remark of a case.
func RemarkAnswer(caseID, remarkID int64) string {
	return Case(caseID) + "/remarks/" + number(remarkID) + "/answer"
}

// ActFile is the file of the act that ends a case.
func ActFile(caseID int64) string { return Case(caseID) + "/act/file" }

// VotePart takes one thing that is done to a vote: ballots, closing, dissent.
func VotePart(id int64, part string) string { return "/votes/" + number(id) + "/" + part }

// NewCase is the form that asks for the decision on a subject that is no
// roadmap: a kind, and the code of a zone or project. Both may be left out.
func NewCase(kind, code string) string { return With(Cases()+"/new", "kind", kind, "code", code) }

// Experts is the form that asks experts for their opinion on several cases: see
// ExpertsFor.
func Experts() string { return Cases() + "/experts" }

// ExpertsFor is that form with the cases.
func ExpertsFor(cases []int64) string {
	v := url.Values{}
	for _, id := range cases {
		v.Add("case", number(id))
	}
	if len(v) == 0 {
		return Experts()
	}
	return Experts() + "?" + v.Encode()
}
