package href

import "net/url"

// ProjectEdit is the form in which is said anew what is known of a project.
func ProjectEdit(code string) string { return Project(code) + "/edit" }

// ProjectsEdit is the form that changes several projects at once.
func ProjectsEdit() string { return Projects() + "/edit" }

// ProjectsEditFor is that form with the projects.
func ProjectsEditFor(codes []string) string {
	if len(codes) == 0 {
		return ProjectsEdit()
	}
	return ProjectsEdit() + "?" + url.Values{"project": codes}.Encode()
}

// ZoneEdit is the form in which is said anew what is known of a pilot zone.
func ZoneEdit(code string) string { return Zone(code) + "/edit" }
