package ui

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
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
	// Programmes are those with whose people the reader may share.
	Programmes []Option
	Form       Form // of a view that was not accepted
}

// offeredViews is how many views stand above a list; the others are on the page
// of views.
const offeredViews = 8

func (b SavedBar) offered() []portfolio.View {
	if len(b.Views) <= offeredViews {
		return b.Views
	}
	some := slices.Clone(b.Views[:offeredViews])
	for _, v := range b.Views[offeredViews:] {
		if v.ID == b.Shown {
			some[offeredViews-1] = v
		}
	}
	return some
}

// changed is the reader's own view that is shown, when what is shown is not what
// it keeps; nil otherwise.
func (b SavedBar) changed() *portfolio.View {
	for i, v := range b.Views {
		if v.ID == b.Shown && v.Owner == "" && v.Query != portfolio.ViewQuery(b.URL.RawQuery) {
			return &b.Views[i]
		}
	}
	return nil
}

// mayKeep reports whether what is shown can be saved as a view of the reader: not
// on a past day, and not when it is one of his own already.
func (b SavedBar) mayKeep() bool {
	own := slices.ContainsFunc(b.Views, func(v portfolio.View) bool { return v.ID == b.Shown && v.Owner == "" })
	return !b.Past && (!own || b.changed() != nil)
}

// keep is what the button says that saves what is shown.
func (b SavedBar) keep(ctx context.Context) string {
	if b.Shown != 0 {
		return i18n.T(ctx, "view.save_as")
	}
	return i18n.T(ctx, "view.save")
}

// address is the list as the view shows it, on the day that is shown.
func (b SavedBar) address(v portfolio.View) string {
	return href.With(href.ListView(string(v.List), v.Query, v.ID), "as_of", b.URL.Query().Get("as_of"))
}

// SharedValue is who else finds a view, as one value of a form: nothing, all, or
// the key of a programme.
func SharedValue(v portfolio.View) string {
	if v.Shared == portfolio.SharedProgramme {
		return strconv.FormatInt(v.ProgrammeID, 10)
	}
	return string(v.Shared)
}

func sharings(ctx context.Context, programmes []Option) []Option {
	all := []Option{{Value: "", Label: i18n.T(ctx, "view.shared_no")}}
	for _, p := range programmes {
		all = append(all, Option{Value: p.Value, Label: i18n.T(ctx, "view.shared_programme", "Programme", p.Label)})
	}
	return append(all, Option{Value: string(portfolio.SharedAll), Label: i18n.T(ctx, "view.shared_all")})
}

// Star marks a thing as a favourite of the reader.
type Star struct {
	Entity portfolio.FavouriteEntity
	ID     int64
	Name   string // of the thing, for screen readers
	On     bool
	From   string // the page to come back to without a script
}

func (s Star) id() string { return "star-" + string(s.Entity) + "-" + strconv.FormatInt(s.ID, 10) }

func (s Star) word(ctx context.Context) string {
	if s.On {
		return i18n.T(ctx, "view.star_off")
	}
	return i18n.T(ctx, "view.star_on")
}

// other is what a click makes of the mark.
func (s Star) other() string {
	if s.On {
		return "no"
	}
	return "yes"
}

func (s Star) fill() string {
	if s.On {
		return "currentColor"
	}
	return "none"
}
