// Package href holds the address of every page, one function each, so that a
// page which moves moves everywhere. It knows no other package of ours.
package href

import (
	"net/url"
	"strconv"
	"strings"
)

// Home is what waits for the person who asks.
func Home() string { return "/" }

// Work is what waits for the person, with one milestone of it opened.
func Work(milestoneID int64) string { return "/?milestone=" + number(milestoneID) }

// Portfolio is all programmes.
func Portfolio() string { return "/portfolio" }

// Programmes lists the programmes.
func Programmes() string { return "/programmes" }

// Programme is one programme.
func Programme(code string) string { return "/programmes/" + url.PathEscape(code) }

// Zones lists the pilot zones.
func Zones() string { return "/zones" }

// NewZone is the form for a pilot zone of a programme, which may be left out.
func NewZone(programme string) string { return With(Zones()+"/new", "programme", programme) }

// Zone is one pilot zone.
func Zone(code string) string { return "/zones/" + url.PathEscape(code) }

// Projects lists the projects.
func Projects() string { return "/projects" }

// NewProject is the form for a project of a programme, for the draft of a year.
// Both may be left out.
func NewProject(programme, year string) string {
	return With(Projects()+"/new", "programme", programme, "year", year)
}

// Project is one project.
func Project(code string) string { return "/projects/" + url.PathEscape(code) }

// Roadmaps lists the roadmaps of all programmes.
func Roadmaps() string { return "/roadmaps" }

// Roadmap is the roadmap of a programme for a year.
func Roadmap(programme string, year int) string {
	return "/roadmaps/" + url.PathEscape(programme) + "/" + strconv.Itoa(year)
}

// RoadmapVersion is one version of a roadmap.
func RoadmapVersion(programme string, year, version int) string {
	return Roadmap(programme, year) + "?version=" + strconv.Itoa(version)
}

// RoadmapTimeline is a roadmap as a timeline.
func RoadmapTimeline(programme string, year int) string {
	return Roadmap(programme, year) + "?view=timeline"
}

// Timeline is all programmes on one timeline.
func Timeline() string { return "/timeline" }

// ProgrammeTimeline is all years of a programme on one timeline.
func ProgrammeTimeline(code string) string { return Programme(code) + "/timeline" }

// Milestone is one milestone: plan, updates, evidence, history.
func Milestone(id int64) string { return "/milestones/" + number(id) }

// MilestoneEffect shows what a report on the milestone would move.
func MilestoneEffect(id int64) string { return Milestone(id) + "/effect" }

// MilestoneUpdates takes a report of progress.
func MilestoneUpdates(id int64) string { return Milestone(id) + "/updates" }

// EvidenceFile is the file of a piece of evidence.
func EvidenceFile(id int64) string { return "/evidence/" + number(id) + "/file" }

// MilestoneAcceptances takes the acceptance of a milestone's evidence.
func MilestoneAcceptances(id int64) string { return Milestone(id) + "/acceptances" }

// MilestoneReturns takes the return of a milestone's evidence, with its reason.
func MilestoneReturns(id int64) string { return Milestone(id) + "/returns" }

// Audit is the log of events.
func Audit() string { return "/audit" }

// AuditEntry is one entry of the log.
func AuditEntry(seq int64) string { return "/audit/" + number(seq) }

// AdminPeople lists the people, their seats and roles.
func AdminPeople() string { return "/admin/people" }

// AdminNewPerson is the form for a person.
func AdminNewPerson() string { return "/admin/people/new" }

// AdminPerson is one person.
func AdminPerson(id int64) string { return "/admin/people/" + number(id) }

// AdminPersonPart takes one thing that is done to a person: password, blocking,
// unblocking, grants.
func AdminPersonPart(id int64, part string) string { return AdminPerson(id) + "/" + part }

// AdminGrantEnding takes the end of a grant.
func AdminGrantEnding(personID, grantID int64) string {
	return AdminPerson(personID) + "/grants/" + number(grantID) + "/ending"
}

// AdminSeats lists the seats by body.
func AdminSeats() string { return "/admin/seats" }

// AdminNewSeat is the form for a seat.
func AdminNewSeat() string { return "/admin/seats/new" }

// AdminBodyRules is how a body decides, and takes other rules.
func AdminBodyRules(bodyID int64) string { return "/admin/bodies/" + number(bodyID) + "/rules" }

// AdminCalendarDays takes a day of a year's calendar.
func AdminCalendarDays(year int) string { return AdminCalendar(year) + "/days" }

// AdminCalendarImport is the page that takes a year's days as rows.
func AdminCalendarImport(year int) string { return AdminCalendar(year) + "/import" }

// AdminCalendarRules takes the wish to write out the rules' days of a year.
func AdminCalendarRules(year int) string { return AdminCalendar(year) + "/rules" }

// AdminCalendarRemoval takes the wish to take a day out of the calendar.
func AdminCalendarRemoval(year int, id int64) string {
	return AdminCalendarDays(year) + "/" + number(id) + "/removal"
}

// AdminCalendar is the working-day calendar of a year.
func AdminCalendar(year int) string { return "/admin/calendar/" + strconv.Itoa(year) }

// Account is the person's own page: language, password, devices.
func Account() string { return "/account" }

// AccountLanguage takes the choice of a language.
func AccountLanguage() string { return "/account/language" }

// AccountPassword takes a new password.
func AccountPassword() string { return "/account/password" }

// AccountSessionEnding takes the end of one session, or with 0 of all others.
func AccountSessionEnding(id int64) string {
	if id == 0 {
		return "/account/sessions/ending"
	}
	return "/account/sessions/" + number(id) + "/ending"
}

// SignIn is the page to sign in, and takes the form.
func SignIn() string { return "/sign-in" }

// SignOut takes the wish to leave.
func SignOut() string { return "/sign-out" }

// With adds parameters to an address, as name and value in turn; one whose
// value is empty is taken away.
func With(address string, pairs ...string) string {
	address, fragment, _ := strings.Cut(address, "#")
	path, query, _ := strings.Cut(address, "?")
	q, _ := url.ParseQuery(query) // what is no parameter is left out
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			q.Del(pairs[i])
			continue
		}
		q.Set(pairs[i], pairs[i+1])
	}
	if len(q) > 0 {
		path += "?" + q.Encode()
	}
	if fragment != "" {
		path += "#" + fragment
	}
	return path
}

func number(id int64) string { return strconv.FormatInt(id, 10) }

// AccountAbsence takes an absence with its substitute.
func AccountAbsence() string { return "/account/absences" }

// AccountAbsenceEnding ends an absence early.
func AccountAbsenceEnding(id int64) string { return AccountAbsence() + "/" + number(id) + "/ending" }

// AccountLetters is the choice of letters, and takes it.
func AccountLetters() string { return "/account/letters" }

// Declining is where a kind of letters is declined, without signing in.
func Declining(token string) string { return "/letters/" + token }

// AdminLetters is how the outbox stands.
func AdminLetters() string { return "/admin/letters" }
