// Package mail writes letters and hands them to a mail server. It knows what a
// letter looks like and how a server is spoken to; who is told what, and
// whether it was told already, it refuses to know.
package mail

import (
	"context"
	"html"
	"net/url"
	"strconv"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Parcel is one letter on its way to one person: a single thing to be told at
// once, or the digest of a day.
type Parcel struct {
	ID     string // the same whenever the parcel is sent again
	To     string // the address
	Name   string
	Locale i18n.Locale
	On     civil.Date // the day on which it is sent
	Digest bool
	Items  []Item
	Base   string // where the tracker is: https://qadam.example.kz
	Stop   string // the path under which the person declines the kind of letters, without signing in
	Choice string // the path of the page of choices
}

// Item is one thing that is told.
type Item struct {
	Kind  string    // what people choose among, as in letter.kind_…
	Says  i18n.Text // a sentence
	Note  i18n.Text // what somebody wrote; may be empty
	Until civil.Date
	Link  string // the path where one acts on it
	Stop  string // the path under which the kind is declined
}

// Subject is the line of the inbox.
func (p Parcel) Subject() string {
	ctx := p.ctx()
	if !p.Digest && len(p.Items) > 0 {
		return p.Items[0].Says.For(ctx)
	}
	return i18n.N(ctx, "letter.digest", len(p.Items), "Day", p.On)
}

func (p Parcel) ctx() context.Context { return i18n.With(context.Background(), p.Locale) }

// group is the items of a kind.
type group struct {
	kind, stop string
	items      []Item
}

// groups are the items by kind, in the order in which they come.
func (p Parcel) groups() []group {
	var all []group
	at := map[string]int{}
	for _, it := range p.Items {
		i, known := at[it.Kind]
		if !known {
			i, at[it.Kind] = len(all), len(all)
			all = append(all, group{kind: it.Kind, stop: it.Stop})
		}
		all[i].items = append(all[i].items, it)
	}
	return all
}

// address is a path as an address that works from anywhere.
func (p Parcel) address(path string) string { return strings.TrimSuffix(p.Base, "/") + path }

// Term is how far the term is: in so many days, today, or passed so many days ago.
func Term(ctx context.Context, until, on civil.Date) string {
	day := i18n.LongDate(ctx, until)
	switch n := until.Sub(on); {
	case n == 0:
		return i18n.T(ctx, "letter.until_today", "Day", day)
	case n < 0:
		return i18n.N(ctx, "letter.until_passed", -n, "Day", day)
	default:
		return i18n.N(ctx, "letter.until_in", n, "Day", day)
	}
}

// Text is the letter without any form.
func (p Parcel) Text() string {
	ctx := p.ctx()
	var b strings.Builder
	line := func(s ...string) { b.WriteString(strings.Join(s, "") + "\n") }
	line(i18n.T(ctx, "letter.greeting", "Name", p.Name), "\n")
	for _, g := range p.groups() {
		if p.Digest {
			line(strings.ToUpper(i18n.T(ctx, "letter.kind_"+g.kind)), "\n")
		}
		for _, it := range g.items {
			line(it.Says.For(ctx))
			if !it.Until.IsZero() {
				line(Term(ctx, it.Until, p.On))
			}
			if note := it.Note.For(ctx); note != "" {
				line("> ", strings.ReplaceAll(note, "\n", "\n> "))
			}
			if it.Link != "" {
				line(p.address(it.Link))
			}
			line()
		}
		if p.Digest {
			line(i18n.T(ctx, "letter.stop", "Kind", i18n.T(ctx, "letter.kind_"+g.kind)), "\n", p.address(g.stop), "\n")
		}
	}
	line("-- ")
	line(i18n.T(ctx, "letter.why"))
	if !p.Digest && len(p.Items) > 0 {
		line(i18n.T(ctx, "letter.stop", "Kind", i18n.T(ctx, "letter.kind_"+p.Items[0].Kind)), "\n", p.address(p.Stop))
	} else {
		line(i18n.T(ctx, "letter.stop_digest"), "\n", p.address(p.Stop))
	}
	line(i18n.T(ctx, "letter.choices"), "\n", p.address(p.Choice))
	return b.String()
}

// HTML is the letter as plain marks: no pictures, no style, nothing that is
// fetched from anywhere.
func (p Parcel) HTML() string {
	ctx := p.ctx()
	var b strings.Builder
	w := func(parts ...string) { b.WriteString(strings.Join(parts, "")) }
	say := html.EscapeString
	link := func(path, words string) string {
		return `<a href="` + say(p.address(path)) + `">` + say(words) + `</a>`
	}
	w(`<!DOCTYPE html><html lang="`, string(p.Locale), `"><head><meta charset="utf-8"><title>`, say(p.Subject()), "</title></head><body>\n")
	w("<p>", say(i18n.T(ctx, "letter.greeting", "Name", p.Name)), "</p>\n")
	for _, g := range p.groups() {
		kind := i18n.T(ctx, "letter.kind_"+g.kind)
		if p.Digest {
			w("<h2>", say(kind), "</h2>\n")
		}
		for _, it := range g.items {
			w("<p><b>", say(it.Says.For(ctx)), "</b>")
			if !it.Until.IsZero() {
				w("<br>", say(Term(ctx, it.Until, p.On)))
			}
			if it.Link != "" {
				w("<br>", link(it.Link, i18n.T(ctx, "letter.open")))
			}
			w("</p>\n")
			if note := it.Note.For(ctx); note != "" {
				w("<blockquote>", strings.ReplaceAll(say(note), "\n", "<br>"), "</blockquote>\n")
			}
		}
		if p.Digest {
			w("<p><small>", link(g.stop, i18n.T(ctx, "letter.stop_short", "Kind", kind)), "</small></p>\n")
		}
	}
	w("<hr><p><small>", say(i18n.T(ctx, "letter.why")), " ")
	if !p.Digest && len(p.Items) > 0 {
		w(link(p.Stop, i18n.T(ctx, "letter.stop_short", "Kind", i18n.T(ctx, "letter.kind_"+p.Items[0].Kind))))
	} else {
		w(link(p.Stop, i18n.T(ctx, "letter.stop_digest_short")))
	}
	w(" · ", link(p.Choice, i18n.T(ctx, "letter.choices_short")), "</small></p>\n</body></html>\n")
	return b.String()
}

// host is the name of the tracker's address, for the ids of messages.
func (p Parcel) host() string {
	if u, err := url.Parse(p.Base); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "qadam.invalid"
}

// Number makes the id of a parcel of the key of its first letter.
func Number(id int64) string { return "qadam." + strconv.FormatInt(id, 10) }
