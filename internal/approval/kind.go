package approval

import "slices"

// Kind is what a case decides upon.
type Kind string

// The kinds of cases (rules.md §5).
const (
	KindRoadmap    Kind = "roadmap"    // the first version of a year
	KindChange     Kind = "change"     // a later version on top of the one in force
	KindZone       Kind = "zone"       // the designation of a pilot zone
	KindInclusion  Kind = "inclusion"  // a project with its funding model
	KindAssessment Kind = "assessment" // a solution that was adopted
	KindRanking    Kind = "ranking"    // to take part in a ranking or not
)

// Kinds lists every kind, in the order in which people are shown them.
var Kinds = []Kind{KindRoadmap, KindChange, KindZone, KindInclusion, KindAssessment, KindRanking}

// What a case is about, as the log names it: its SubjectID is the key of a
// version, a zone or a project.
const (
	SubjectVersion = "roadmap"
	SubjectZone    = "zone"
	SubjectProject = "project"
)

// KindRule is all that the engine knows of a kind. Another kind is another row.
type KindRule struct {
	Kind     Kind
	Subject  string   // what it is about
	Criteria []string // what an opinion gives scores for
	Routes   []Route  // who may decide; the first unless a tolerance says otherwise
	Act      bool     // whether an act may follow the decision
	Complete func(Subject) error
	Content  func(Subject) any
}

var kindRules = []KindRule{
	{KindRoadmap, SubjectVersion, []string{"goals", "dates", "money", "links", "evidence"}, []Route{ByWorkingGroup}, true, completeVersion, versionContent},
	{KindChange, SubjectVersion, []string{"reason", "dates", "money", "links"}, []Route{ByWorkingGroup, ByCentre, ByAkimat}, true, completeVersion, versionContent},
	{KindZone, SubjectZone, []string{"need", "territory", "infrastructure", "effect"}, []Route{ByWorkingGroup}, true, completeZone, zoneContent},
	{KindInclusion, SubjectProject, []string{"goals", "model", "money", "architecture", "risk"}, []Route{ByWorkingGroup}, true, completeInclusion, projectContent},
	{KindAssessment, SubjectProject, []string{"effect", "reuse", "security", "money"}, []Route{ByWorkingGroup}, false, completeAssessment, assessmentContent},
	{KindRanking, SubjectProject, []string{"coverage", "quality", "effect"}, []Route{ByWorkingGroup}, false, completeNothing, assessmentContent},
}

// Rule returns the row of the kind; of an unknown one, a row without routes.
func (k Kind) Rule() KindRule {
	for _, r := range kindRules {
		if r.Kind == k {
			return r
		}
	}
	return KindRule{Kind: k}
}

// Known reports whether k is one of Kinds.
func (k Kind) Known() bool { return slices.Contains(Kinds, k) }

// HasGates reports whether the subject has gate milestones that a condition may
// block: a roadmap, or the lines of a project. A zone has none.
func (k Kind) HasGates() bool { return k.Rule().Subject != SubjectZone }

// OfVersion reports whether the case is about a version of a roadmap.
func (k Kind) OfVersion() bool { return k.Rule().Subject == SubjectVersion }
