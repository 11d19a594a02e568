package href

// NewRoadmap is the form that begins a roadmap, or a new version of one. The
// programme and the year may be left out.
func NewRoadmap(programme string, year int) string {
	if programme == "" {
		return "/roadmaps/new"
	}
	return With("/roadmaps/new", "programme", programme, "year", number(int64(year)))
}

// RoadmapVersions takes a new version of a roadmap.
func RoadmapVersions(programme string, year int) string {
	return Roadmap(programme, year) + "/versions"
}

// RoadmapSubmission takes the wish to submit a draft.
func RoadmapSubmission(programme string, year int) string {
	return Roadmap(programme, year) + "/submission"
}

// Draft is the editor of a roadmap's draft.
func Draft(programme string, year int) string { return Roadmap(programme, year) + "/draft" }

// DraftAt is the editor with a line in sight.
func DraftAt(programme string, year int, milestoneID int64) string {
	return With(Draft(programme, year), "at", number(milestoneID)) + "#line-" + number(milestoneID)
}

// DraftLines takes a new line.
func DraftLines(programme string, year int) string { return Draft(programme, year) + "/lines" }

// DraftNewLine is the form of a new line, in a project when one is named.
func DraftNewLine(programme string, year int, project string) string {
	return With(DraftLines(programme, year)+"/new", "project", project)
}

// DraftLine is the form of a line.
func DraftLine(programme string, year int, milestoneID int64) string {
	return DraftLines(programme, year) + "/" + number(milestoneID)
}

// DraftLinePart takes one thing that is done to a line: copy, move, removal.
func DraftLinePart(programme string, year int, milestoneID int64, part string) string {
	return DraftLine(programme, year, milestoneID) + "/" + part
}

// DraftTitles takes many titles at once, each a new line.
func DraftTitles(programme string, year int) string { return Draft(programme, year) + "/titles" }

// DraftChanges takes what several lines are to have in common.
func DraftChanges(programme string, year int) string { return Draft(programme, year) + "/changes" }

// DraftUndoing takes the last change of a draft back.
func DraftUndoing(programme string, year int) string { return Draft(programme, year) + "/undoing" }

// DraftPredecessors finds lines that may come before a line.
func DraftPredecessors(programme string, year int) string {
	return Draft(programme, year) + "/predecessors"
}
