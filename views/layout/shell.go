// Package layout holds the shell of every page: head, navigation, the day that
// is shown, what went wrong, footer. It asks the actor only to choose links.
package layout

import (
	"net/url"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/views/href"
	"qadam/views/ui"
)

// Shell is what every page has. The page structs embed it.
type Shell struct {
	Title   string // the heading, and with the program's name the window's title
	Eyebrow string // small above the title: where this belongs

	Actor      access.Actor
	PersonName string
	SeatName   string // the seat in words, such as "Project manager, Astana"
	KeysOff    bool   // single keys are no shortcuts for the person
	Counts     map[string]int
	Waiting    int // what waits for the person, in the window's title; 0 on pages of something else

	Today   civil.Date // the clock's day
	On      civil.Date // the day that is shown
	Past    bool       // On is before Today: the page is read-only
	Against civil.Date // the day it is compared with, or none
	Compare bool       // the page can compare: offer the second day
	NoDays  bool       // the page has no as-of, such as people or the log

	// URL is the page's address. A handler that shows the page again after a
	// failed POST sets it to where the page itself lives.
	URL *url.URL

	Assets []string // style sheets and scripts of static, beside those of every page

	Flash       string // what has been done, in words
	Errors      []fault.FieldError
	ErrorPrefix string // the Form.Prefix of the form that Errors are about

	Demo      bool
	RequestID string
	Head      string // of the audit chain
	Version   string
}

// Keep adds the day shown and the day compared with to an address, so that a
// link stays in the past that the person looks at.
func (s Shell) Keep(address string) string {
	var on, against string
	if s.Past {
		on = s.On.String()
	}
	if !s.Against.IsZero() {
		against = s.Against.String()
	}
	if on == "" && against == "" {
		return address
	}
	return href.With(address, "as_of", on, "against", against)
}

// In is the page's address in another language.
func (s Shell) In(lang string) string {
	if s.URL == nil {
		return href.With(href.Home(), "lang", lang)
	}
	return href.With(s.URL.RequestURI(), "lang", lang)
}

func (s Shell) asOf() ui.AsOf {
	return ui.AsOf{URL: s.URL, Today: s.Today, On: s.On, Against: s.Against, Compare: s.Compare, Form: s.form()}
}

func (s Shell) form() ui.Form { return ui.Form{Errors: s.Errors, Prefix: s.ErrorPrefix} }

func (s Shell) signedIn() bool { return s.Actor.ID != 0 }

// shortHead is enough of the audit head to compare by eye.
func (s Shell) shortHead() string {
	if len(s.Head) <= 12 {
		return s.Head
	}
	return s.Head[:12]
}
