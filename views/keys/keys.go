// Package keys holds the pages of the keyboard: which shortcuts there are, and
// the palette of pages and things to go to.
package keys

import (
	"context"
	"strconv"
	"strings"

	"qadam/internal/i18n"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage lists the shortcuts.
type ShowPage struct {
	layout.Shell
}

// key is a shortcut: what is pressed, one after another, and what comes of it.
type key struct {
	press []string
	does  string
}

// anywhere are those that do the same on every page.
func anywhere(ctx context.Context) []key {
	return []key{
		{[]string{"Ctrl", "K"}, i18n.T(ctx, "keys.does_palette")},
		{[]string{"/"}, i18n.T(ctx, "keys.does_search")},
		{[]string{"?"}, i18n.T(ctx, "keys.does_help")},
		{[]string{"Esc"}, i18n.T(ctx, "keys.does_close")},
	}
}

// inLists are those of lists.
func inLists(ctx context.Context) []key {
	return []key{
		{[]string{"J"}, i18n.T(ctx, "keys.does_next")},
		{[]string{"K"}, i18n.T(ctx, "keys.does_previous")},
		{[]string{"Enter"}, i18n.T(ctx, "keys.does_open")},
		{[]string{"E"}, i18n.T(ctx, "keys.does_edit")},
	}
}

// pages are those that lead to the pages of the person.
func (p ShowPage) pages(ctx context.Context) []key {
	var all []key
	for _, item := range layout.Nav(p.Actor, nil, p.Today.Year) {
		if k := layout.GoKey(item.Href); k != "" {
			all = append(all, key{[]string{"G", strings.ToUpper(k)}, i18n.T(ctx, item.Key)})
		}
	}
	return all
}

// PalettePage is where a person finds a page or a thing by typing.
type PalettePage struct {
	layout.Shell
	Asked  string
	Groups []Group
}

// Group is entries of one kind, under its word.
type Group struct {
	Title   string
	Entries []Entry
}

// Entry is something to go to.
type Entry struct {
	Words string
	Note  string // what it belongs to, small
	Href  string
	Icon  string
	Press []string // the shortcut that does the same, if there is one
}

// Pages are the entries of the navigation of the person, with their shortcuts,
// and of his own pages.
func Pages(ctx context.Context, s layout.Shell) []Entry {
	var all []Entry
	for _, item := range layout.Nav(s.Actor, nil, s.Today.Year) {
		e := Entry{Words: i18n.T(ctx, item.Key), Href: s.Keep(item.Href), Icon: item.Icon}
		if k := layout.GoKey(item.Href); k != "" && !s.KeysOff {
			e.Press = []string{"G", strings.ToUpper(k)}
		}
		all = append(all, e)
	}
	return all
}

// Own are the entries of what is the person's own.
func Own(ctx context.Context) []Entry {
	return []Entry{
		{Words: i18n.T(ctx, "account.title"), Href: href.Account(), Icon: "user"},
		{Words: i18n.T(ctx, "account.password"), Href: href.Account() + "#account", Icon: "user"},
		{Words: i18n.T(ctx, "letter.choices_short"), Href: href.AccountLetters(), Icon: "send"},
		{Words: i18n.T(ctx, "keys.title"), Href: href.Keys(), Icon: "keyboard", Press: []string{"?"}},
	}
}

// count is how many entries are offered.
func (p PalettePage) count() int {
	n := 0
	for _, g := range p.Groups {
		n += len(g.Entries)
	}
	return n
}

// said is what a screen reader hears of the entries.
func (p PalettePage) said(ctx context.Context) string {
	if p.count() == 0 {
		return i18n.T(ctx, "keys.nothing")
	}
	return i18n.N(ctx, "keys.found", p.count())
}

func optionID(group, entry int) string {
	return "palette-" + strconv.Itoa(group) + "-" + strconv.Itoa(entry)
}

// keysOf keeps what is typed short: nobody looks for more.
const askedLimit = 200

func field(ctx context.Context, p PalettePage) ui.Field {
	return ui.Field{Name: "q", Label: i18n.T(ctx, "keys.type"), Value: p.Asked, Type: "search", MaxLength: askedLimit, Autocomplete: "off", Attrs: map[string]any{
		"role": "combobox", "aria-expanded": "true", "aria-controls": "palette-list", "aria-autocomplete": "list", "spellcheck": "false",
	}}
}
