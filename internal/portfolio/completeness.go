package portfolio

import "qadam/internal/civil"

// Finding is one thing that a draft lacks or that looks odd in it. A blocking
// one keeps it from being submitted, a warning does not.
type Finding struct {
	MilestoneID int64  // the line, 0 when it is about the whole roadmap
	ProjectID   int64  // the project, when it is about all of its lines
	Number      string // of the line
	Field       string // of the line's form: title_kk title_ru lead start due form weight costs links number project
	Key         string // of the message
	Args        map[string]any
	Blocking    bool
}

// Surroundings are what a draft is checked against beside its own lines.
type Surroundings struct {
	Year     int
	Calendar *civil.Calendar
	Bodies   map[int64]Body
	Projects []Project
}

// Completeness lists what keeps a draft from being submitted, and what looks
// odd in it, in the order of its lines (rules.md §5).
func Completeness(plans []Plan, in Surroundings) []Finding { return nil }
