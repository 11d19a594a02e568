package portfolio

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/fault"
)

// ViewList names a list of which views are kept: the last word of its address.
type ViewList string

// The lists of which people keep views.
const (
	ViewProjects   ViewList = "projects"
	ViewMilestones ViewList = "milestones"
	ViewCases      ViewList = "cases"
)

// ViewLists are all of them, in the order in which people are shown them.
var ViewLists = []ViewList{ViewProjects, ViewMilestones, ViewCases}

// Known reports whether views are kept of the list.
func (l ViewList) Known() bool { return slices.Contains(ViewLists, l) }

// Sharing says who else finds a view among his own.
type Sharing string

// Nobody else, everybody who works for the programme, everybody.
const (
	Unshared        Sharing = ""
	SharedProgramme Sharing = "programme"
	SharedAll       Sharing = "all"
)

// Sharings are all of them, from the fewest to the most people.
var Sharings = []Sharing{Unshared, SharedProgramme, SharedAll}

// View is a list as somebody saved it: filters, order, columns, grouping. It is
// an address and no right: who opens it sees of the list what he may see, and
// whatever it names of a thing that he may not know of narrows to nothing.
type View struct {
	ID          int64
	PersonID    int64 // whose it is
	List        ViewList
	Name        string
	Query       string // of the address, without the question mark
	Shared      Sharing
	ProgrammeID int64 // with whose people it is shared, 0 unless it is
	RecordedAt  time.Time

	Owner string `gorm:"-"` // the name of whose it is
}

// Limits of a view: letters of its name, of its query, and views of a person.
const (
	ViewNameLimit  = 80
	ViewQueryLimit = 2000
	ViewLimit      = 100
)

// unsaved are the parameters of an address that no view keeps: where in the
// list the reader was, the language, and the days shown and compared with,
// because a view is opened on any day.
var unsaved = []string{"after", "before", "page", "view", "lang", "as_of", "against", "edit"}

// ViewQuery is what of the query of an address a view keeps, in one order, so
// that equal lists are equal texts.
func ViewQuery(query string) string {
	values, _ := url.ParseQuery(query) // what is no parameter is left out
	for name, all := range values {
		if slices.Contains(unsaved, name) || !slices.ContainsFunc(all, func(v string) bool { return v != "" }) {
			values.Del(name)
		}
	}
	return values.Encode()
}

// Check says what is wrong with a view that is to be kept.
func (v View) Check() error {
	var errs []error
	switch name := strings.TrimSpace(v.Name); {
	case name == "":
		errs = append(errs, fault.Field("name", "fault.required"))
	case utf8.RuneCountInString(name) > ViewNameLimit:
		errs = append(errs, fault.Field("name", "fault.too_long", "Limit", ViewNameLimit))
	}
	if !v.List.Known() {
		errs = append(errs, fault.Field("list", "fault.required_choice"))
	}
	if len(v.Query) > ViewQueryLimit {
		errs = append(errs, fault.Field("query", "fault.too_long", "Limit", ViewQueryLimit))
	}
	if !slices.Contains(Sharings, v.Shared) || (v.Shared == SharedProgramme) != (v.ProgrammeID != 0) {
		errs = append(errs, fault.Field("shared", "fault.required_choice"))
	}
	return fault.Join(errs...)
}

// MayShare reports whether the actor may share a view with the people of a
// programme: of his own, or of any when he works for none.
func MayShare(who access.Actor, programmeID int64) bool {
	own := who.Programmes(access.SeeDraft) // of those who work for a programme
	return len(own) == 0 || slices.Contains(own, programmeID)
}

// Seen reports whether the view is among those of the actor: his own, or shared
// with him.
func (v View) Seen(who access.Actor) bool {
	switch {
	case v.PersonID == who.ID:
		return true
	case v.Shared == SharedAll:
		return true
	case v.Shared == SharedProgramme:
		return slices.ContainsFunc(who.Grants, func(g access.Grant) bool { return g.ProgrammeID == v.ProgrammeID })
	}
	return false
}
