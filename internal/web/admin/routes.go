// Package admin answers for what keeps the tracker in order: people and their
// seats, the working calendar, the log of events. To those whose work it is
// not, its addresses do not exist.
package admin

import (
	"net/http"

	"qadam/internal/access"
	"qadam/internal/web/site"
)

// Handler answers the addresses of the area.
type Handler struct{ *site.Site }

// Routes are the addresses of the area.
func Routes(s *site.Site) []site.Route {
	h := Handler{s}
	data := []string{"json", "csv", "xlsx"}
	return []site.Route{
		{Method: http.MethodGet, Path: "/admin/people", Action: access.KeepPeople, Handle: h.listPeople},
		{Method: http.MethodPost, Path: "/admin/people", Action: access.KeepPeople, Handle: h.createPerson},
		{Method: http.MethodGet, Path: "/admin/people/new", Action: access.KeepPeople, Handle: h.newPerson},
		{Method: http.MethodGet, Path: "/admin/people/:id", Action: access.KeepPeople, Handle: h.showPerson},
		{Method: http.MethodPost, Path: "/admin/people/:id", Action: access.KeepPeople, Handle: h.changePerson},
		{Method: http.MethodPost, Path: "/admin/people/:id/password", Action: access.KeepPeople, Handle: h.setPassword},
		{Method: http.MethodPost, Path: "/admin/people/:id/blocking", Action: access.KeepPeople, Handle: h.blockPerson},
		{Method: http.MethodPost, Path: "/admin/people/:id/unblocking", Action: access.KeepPeople, Handle: h.unblockPerson},
		{Method: http.MethodPost, Path: "/admin/people/:id/grants", Action: access.KeepPeople, Handle: h.grantSeat},
		{Method: http.MethodPost, Path: "/admin/people/:id/grants/:grant/ending", Action: access.KeepPeople, Handle: h.endGrant},
		{Method: http.MethodGet, Path: "/admin/seats", Action: access.KeepPeople, Handle: h.listSeats},
		{Method: http.MethodPost, Path: "/admin/seats", Action: access.KeepPeople, Handle: h.createSeat},
		{Method: http.MethodGet, Path: "/admin/seats/new", Action: access.KeepPeople, Handle: h.newSeat},
		{Method: http.MethodGet, Path: "/admin/bodies/:id/rules", Action: access.KeepReference, Handle: h.showRules},
		{Method: http.MethodPost, Path: "/admin/bodies/:id/rules", Action: access.KeepReference, Handle: h.setRules},
		{Method: http.MethodGet, Path: "/admin/tolerance", Action: access.KeepReference, Handle: h.showTolerance},
		{Method: http.MethodPost, Path: "/admin/tolerance", Action: access.KeepReference, Handle: h.setTolerance},
		{Method: http.MethodGet, Path: "/admin/status-rules", Action: access.KeepReference, Handle: h.showStatusRules},
		{Method: http.MethodPost, Path: "/admin/status-rules", Action: access.KeepReference, Handle: h.setStatusRules},
		{Method: http.MethodGet, Path: "/admin/stages", Action: access.KeepReference, Handle: h.listStages},
		{Method: http.MethodPost, Path: "/admin/stages", Action: access.KeepReference, Handle: h.setStages},
		{Method: http.MethodGet, Path: "/admin/letters", Action: access.KeepPeople, Handle: h.showOutbox},
		{Method: http.MethodGet, Path: "/admin/calendar", Action: access.KeepReference, Handle: h.thisYear},
		{Method: http.MethodGet, Path: "/admin/calendar/:year", Action: access.KeepReference, Formats: data, Handle: h.showCalendar},
		{Method: http.MethodGet, Path: "/admin/calendar/:year/import", Action: access.KeepReference, Handle: h.newImport},
		{Method: http.MethodPost, Path: "/admin/calendar/:year/import", Action: access.KeepReference, Handle: h.createImport},
		{Method: http.MethodPost, Path: "/admin/calendar/:year/days", Action: access.KeepReference, Handle: h.addDay},
		{Method: http.MethodPost, Path: "/admin/calendar/:year/days/:id/removal", Action: access.KeepReference, Handle: h.removeDay},
		{Method: http.MethodPost, Path: "/admin/calendar/:year/rules", Action: access.KeepReference, Handle: h.writeOut},
		{Method: http.MethodGet, Path: "/audit", Action: access.ReadAudit, Formats: data, Handle: h.listAudit},
		{Method: http.MethodGet, Path: "/audit/:id", Action: access.ReadAudit, Formats: []string{"json"}, Handle: h.showAudit},
	}
}
