package ui

import (
	"net/url"

	"qadam/internal/access"
	"qadam/internal/portfolio"
)

// SavedBar is what stands above a list of which views are kept: those of the
// reader and those shared with him, and the form to save what is shown.
type SavedBar struct {
	URL    *url.URL // of the list as it is shown
	List   portfolio.ViewList
	Views  []portfolio.View // the reader's, then those of others; pinned ones first
	Pinned map[int64]bool
	Shown  int64 // the view that the address names, 0 when none
	Past   bool  // of a past day nothing is saved
	Actor  access.Actor
	// Programmes are those with whose people the reader may share, by name.
	Programmes []Option
	Form       Form // of a view that was not accepted
}

// Star marks a thing as a favourite of the reader.
type Star struct {
	Entity portfolio.FavouriteEntity
	ID     int64
	Name   string // of the thing, for screen readers
	On     bool
	From   string // the page to come back to
}
