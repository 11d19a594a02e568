package href

import "strconv"

// Conditions lists conditions and assignments.
func Conditions() string { return "/conditions" }

// ConditionsOf lists those of a programme that are owed still.
func ConditionsOf(programme string) string { return With(Conditions(), "programme", programme) }

// Condition is one condition or assignment, with what happened to it.
func Condition(id int64) string { return Conditions() + "/" + number(id) }

// ConditionPart takes one thing that is done to a condition: report,
// acceptance, return, extension, extension/decision.
func ConditionPart(id int64, part string) string { return Condition(id) + "/" + part }

// ConditionFile is a file of a step of a condition, counted from 0.
func ConditionFile(id, stepID int64, file int) string {
	return Condition(id) + "/steps/" + number(stepID) + "/files/" + strconv.Itoa(file)
}

// NewAssignment is the form for an assignment, for a programme, which may be
// left out.
func NewAssignment(programme string) string {
	return With(Conditions()+"/new", "programme", programme)
}

// MilestoneChange is the form that asks for a milestone in force to be changed.
func MilestoneChange(id int64) string { return Milestone(id) + "/change" }

// RoadmapChange is the form that asks for several lines in force to be changed.
func RoadmapChange(programme string, year int) string { return Roadmap(programme, year) + "/change" }

// AdminTolerance is the limits of delegation.
func AdminTolerance() string { return "/admin/tolerance" }

// AdminStatusRules is the numbers of the rules of status, ratings and escalation.
func AdminStatusRules() string { return "/admin/status-rules" }
