// Package account answers for one's own access: signing in and out, and what
// a person may change about himself.
package account

import (
	"net/http"

	"qadam/internal/web/site"
	"qadam/views/href"
)

// Handler answers the addresses of the area.
type Handler struct{ *site.Site }

// formLimit is more than any form of this area needs: a password is hashed
// whole, so it must not be long.
const formLimit = 16 << 10

// Routes are the addresses of the area.
func Routes(s *site.Site) []site.Route {
	h := Handler{s}
	return []site.Route{
		{Method: http.MethodGet, Path: "/sign-in", Open: true, Handle: h.newSession},
		{Method: http.MethodPost, Path: "/sign-in", Open: true, Limit: formLimit, Handle: h.createSession},
		{Method: http.MethodPost, Path: "/sign-out", Limit: formLimit, Handle: h.signOut},
		{Method: http.MethodGet, Path: "/account", Handle: h.showAccount},
		{Method: http.MethodPost, Path: "/account/language", Limit: formLimit, Handle: h.chooseLanguage},
		{Method: http.MethodPost, Path: "/account/password", Limit: formLimit, Handle: h.changePassword},
		{Method: http.MethodPost, Path: "/account/absences", Limit: formLimit, Handle: h.createAbsence},
		{Method: http.MethodPost, Path: "/account/absences/:id/ending", Limit: formLimit, Handle: h.endAbsence},
		{Method: http.MethodGet, Path: "/account/letters", Handle: h.showLetters},
		{Method: http.MethodPost, Path: "/account/letters", Limit: formLimit, Handle: h.chooseLetters},
		{Method: http.MethodGet, Path: href.Keys(), Handle: h.showKeys},
		{Method: http.MethodPost, Path: href.AccountKeys(), Limit: formLimit, Handle: h.chooseKeys},
		{Method: http.MethodGet, Path: "/letters/:token", Open: true, Handle: h.showDeclining},
		{Method: http.MethodPost, Path: "/letters/:token", Open: true, Limit: formLimit, Handle: h.declineLetters},
		{Method: http.MethodPost, Path: "/account/sessions/ending", Limit: formLimit, Handle: h.endOtherSessions},
		{Method: http.MethodPost, Path: "/account/sessions/:id/ending", Limit: formLimit, Handle: h.endSession},
	}
}
