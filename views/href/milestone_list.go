package href

// MilestoneReports is one report on several milestones: shows what it would make
// of them, and takes it.
func MilestoneReports() string { return Milestones() + "/reports" }
